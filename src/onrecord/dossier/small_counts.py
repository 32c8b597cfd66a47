"""What findings and profiles tell of tables of persons, without the counts of a few.

In: a case and the smallest count that may be shown. Out: findings whose counts may be printed as they are, and others without
their counts. What the program counted itself in a table that lists persons is looked at again, query by query; what cannot be
looked at again is not printed. A count that a text or a table of counts prints is published already and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from onrecord.casefile.data_tables import StoredTable, find_table, list_tables
from onrecord.casefile.kept_audits import list_audits
from onrecord.checks.selection_rules import DISTANT, TOO_FEW
from onrecord.checks.table_rules import AGREES, DISAGREES
from onrecord.dossier.person_tables import lists_persons
from onrecord.dossier.small_audits import hidden_attributes
from onrecord.dossier.small_cells import SMALLEST_SHOWN, hidden_parts, is_small
from onrecord.errors import OnRecordError, SourceError
from onrecord.model.findings import Finding
from onrecord.text.counting_queries import Condition, TableQuery, find_queries

if TYPE_CHECKING:
    import polars as pl

_SUM = "SELECT sum("  # of a column of a table of counts
_SHARE = "* 100.0 /"
_TOTALS = frozenset(("rows", "persons"))  # the labels of all that a table holds
_NUMBER_RE = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Like "gives it: 39.2 (rows convicted in rows), 49 to 52 (persons Northgate)"
_GIVEN_RE = re.compile(r"(?:(\d[\d,.]*) to )?(\d[\d,.]*) \(([^()]*(?:\([^()]*\))?)")
# Like "...; also tried: rows: 120; persons Northgate: 52; chance that a number of this size matches: 1 %"
_TRIED_RE = re.compile(r"; also tried: (.*?)(?:; chance|$)")
_BLANK_RE = re.compile(r"\((\d[\d,]*) rows without an id\)")


class SmallCounts:
    """The counts of one case that may be shown; what was looked up is kept."""

    def __init__(self, case: Path, smallest: int = SMALLEST_SHOWN) -> None:
        self.smallest = smallest
        self._case = case
        self._frames: dict[str, pl.DataFrame | None] = {}

    def finding(self, finding: Finding) -> Finding:
        """The finding as it may be printed."""
        if self.smallest <= 1:
            return finding
        if finding.code in (AGREES.code, DISAGREES.code) and not self._is_open(finding):
            figure = finding.message.partition(":")[0]
            return _without_counts(finding, f"{figure}: what the table gives is not printed", self.smallest)
        if finding.code in (DISTANT.code, TOO_FEW.code) and finding.id not in self._open_audits:
            return _without_counts(finding, "How many have the attribute is not printed", self.smallest)
        return finding

    @cached_property
    def _open_audits(self) -> frozenset[str]:
        """The findings of kept audits in which no attribute is hidden, by id."""
        from onrecord.questions import audit_table  # noqa: PLC0415  loads the stages of a build

        shown: set[str] = set()
        for kept in list_audits(self._case):
            try:
                report, findings, _ = audit_table(self._case, kept.request)
            except OnRecordError:
                continue
            table = find_table(self._case, kept.request.table).table
            few = hidden_attributes(report, table.n_rows, self.smallest) if lists_persons(table) else ()
            hidden = [item.label for item in few]
            shown |= {one.id for one in findings if not any(label in one.message for label in hidden)}
        return frozenset(shown)

    @cached_property
    def _tables(self) -> Sequence[StoredTable]:
        return list_tables(self._case)

    def _is_open(self, finding: Finding) -> bool:
        """True where every count in it may be shown."""
        working = finding.working or ""
        queries = find_queries(working)
        if not queries or _SUM in working:
            return _SUM in working and not queries
        stored = [each for each in self._tables if queries[0].table in each.names()]
        if len(stored) != 1 or any(query.table != queries[0].table for query in queries):
            return False
        if not lists_persons(stored[0].table):
            return True
        frame = self._frame(stored[0])
        if frame is None or not all(self._is_shown(frame, query) for query in queries):
            return False
        is_share = _SHARE in working
        whole = _count(frame, queries[-1].conditions, None) if is_share else frame.height
        return all(self._may_be_told(number, label, whole, is_share=is_share) for number, label in _attempts(finding))

    def _may_be_told(self, printed: str, label: str, whole: int, *, is_share: bool) -> bool:
        """True where a number that was tried is neither small nor nearly the whole, nor its label tells a small one."""
        part = round(float(printed.replace(",", "")) * (whole / 100 if is_share else 1))
        beside = 0 if label in _TOTALS and not is_share else whole - part
        blank = _BLANK_RE.search(label)
        few = (part, beside, int(blank[1].replace(",", "")) if blank else 0)
        return not any(is_small(count, self.smallest) for count in few)

    def _is_shown(self, frame: pl.DataFrame, query: TableQuery) -> bool:
        """True where a count is not small, nor any part beside it that could be worked out from it."""
        count = _count(frame, query.conditions, query.distinct)
        if is_small(count, self.smallest):
            return False
        for at, condition in enumerate(query.conditions):
            others = (*query.conditions[:at], *query.conditions[at + 1 :])
            if 0 in hidden_parts([count, *_beside(frame, condition, others, query.distinct)], self.smallest):
                return False
        return True

    def _frame(self, stored: StoredTable) -> pl.DataFrame | None:
        """The rows of a table as they were at the build, None where they cannot be had."""
        from onrecord.questions import find_original  # noqa: PLC0415  loads the stages of a build
        from onrecord.readers.tables import load_frame  # noqa: PLC0415  loads polars

        if stored.table.id not in self._frames:
            with TemporaryDirectory(prefix="onrecord-counts-") as scratch:
                try:
                    file = find_original(stored.document, self._case, Path(scratch))
                    self._frames[stored.table.id] = load_frame(stored.table, file).collect()
                except SourceError:
                    self._frames[stored.table.id] = None
        return self._frames[stored.table.id]


def _count(frame: pl.DataFrame, conditions: Sequence[Condition], distinct: str | None) -> int:
    """How many rows, or different values of a column, meet the conditions; 1 where the table has no such column."""
    from onrecord.readers.table_conditions import keep_rows  # noqa: PLC0415  loads polars

    if not {condition.column for condition in conditions} | {distinct or frame.columns[0]} <= set(frame.columns):
        return 1
    rows = keep_rows(frame.lazy(), conditions).collect()
    return rows.get_column(distinct).drop_nulls().n_unique() if distinct else rows.height


def _beside(frame: pl.DataFrame, condition: Condition, others: Sequence[Condition], distinct: str | None) -> list[int]:
    """The counts of the parts beside one: of every other value of the column, or of the rest where it is no single value."""
    if condition.is_range or len(condition.values) != 1:
        whole = _count(frame, others, distinct)
        return [max(0, whole - _count(frame, (*others, condition), distinct))]
    import polars as pl  # noqa: PLC0415

    from onrecord.readers.table_conditions import keep_rows  # noqa: PLC0415  loads polars

    rows = keep_rows(frame.lazy(), others).collect()
    cells = rows.get_column(condition.column).cast(pl.String)
    groups = rows.with_columns(cells.alias("")).filter(cells.ne_missing(condition.values[0])).group_by("")
    sizes = groups.agg(pl.col(distinct).drop_nulls().n_unique().alias(" ") if distinct else pl.len().alias(" "))
    return sorted(sizes.get_column(" ").to_list())


def _attempts(finding: Finding) -> Iterator[tuple[str, str]]:
    """The numbers that a finding says a table gives, each with what was counted."""
    for low, high, label in _GIVEN_RE.findall(finding.message.partition(" gives")[2]):
        yield from ((number, label) for number in (low, high) if number)
    tried = _TRIED_RE.search(finding.working or "")
    for attempt in tried[1].split("; ") if tried else ():
        label, _, value = attempt.rpartition(": ")
        yield from ((number, label) for number in _NUMBER_RE.findall(value))


def _without_counts(finding: Finding, what: str, smallest: int) -> Finding:
    message = f"{what}: it is a count of fewer than {smallest}, or one could be worked out from it."
    return replace(finding, message=message, working=None, tolerance=None)
