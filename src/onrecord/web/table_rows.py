"""The rows of a table behind a number: a count of a finding is read back from its query, and the rows it counted are shown.

In: the working of a finding, which holds its queries in the words that `checks.table_queries` writes, and a part of the rows.
Out: a `TableQuery`, and cells as text. Trap: the words come out of a case file, which may be a stranger's, so nothing of them
is ever run as SQL (see `text.counting_queries`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.casefile.data_tables import StoredTable, list_tables
from onrecord.casefile.views import Slice
from onrecord.errors import SettingsError, SourceError
from onrecord.questions import find_original
from onrecord.text.counting_queries import TableQuery

ROW = "row in file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRows:
    """One part of the rows behind a count. `numbers` are the rows as a spreadsheet numbers them, `n_distinct` how many values
    the counted column has among all of them."""

    table: StoredTable
    columns: tuple[str, ...]
    n_all: int
    n_distinct: int | None
    numbers: tuple[int, ...]
    cells: tuple[tuple[str | None, ...], ...]


def rows_behind(case: Path, query: TableQuery, part: Slice) -> FoundRows:
    """The rows that a query counts. Raises SettingsError where the table has no such column, SourceError where its file is not
    as it was at the build."""
    import polars as pl  # noqa: PLC0415  # a large library that only this page needs

    from onrecord.readers.table_conditions import keep_rows  # noqa: PLC0415  # loads polars
    from onrecord.readers.tables import load_frame  # noqa: PLC0415  # loads polars

    stored = _stored_table(case, query)
    with TemporaryDirectory(prefix="onrecord-rows-") as scratch:
        frame = load_frame(stored.table, find_original(stored.document, case, Path(scratch)))
        known = frame.collect_schema().names()
        for condition in query.conditions:
            if condition.column not in known:
                raise SettingsError(f"{query.table} has no column {condition.column}", hint="build the case again")
        found = keep_rows(frame, query.conditions).collect()
    shown = found.slice(part.offset, part.limit)
    columns = tuple(name for name in found.columns if name != ROW)
    texts = shown.select([pl.col(name).cast(pl.String) for name in columns])
    return FoundRows(
        table=stored,
        columns=columns,
        n_all=found.height,
        n_distinct=found.get_column(query.distinct).drop_nulls().n_unique() if query.distinct in columns else None,
        numbers=tuple(number + 1 for number in shown.get_column(ROW).to_list()),
        cells=tuple(texts.rows()),
    )


def _stored_table(case: Path, query: TableQuery) -> StoredTable:
    found = [stored for stored in list_tables(case) if query.table in stored.names()]
    if not found:
        raise SourceError(f"no table {query.table} in the case", hint="build the case again")
    return found[0]
