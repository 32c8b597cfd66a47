"""The rows of a table behind a number: a count of a finding is read back from its query, and the rows it counted are shown.

In: the working of a finding, which holds its queries in the words that `checks.table_queries` writes, and a part of the rows.
Out: a `TableQuery`, and cells as text. Trap: the words come out of a case file, which may be a stranger's, so nothing of them
is ever run as SQL: they are read into columns and values, and what is not of that form is no query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.casefile.data_tables import StoredTable, list_tables
from onrecord.casefile.views import Slice
from onrecord.errors import SettingsError, SourceError
from onrecord.questions import find_original

_LITERAL = r"'(?:[^']|''){0,2000}'"
_NAME = r'"((?:[^"]|""){1,300})"'
_VALUE = r"'((?:[^']|''){0,2000})'"
# SELECT count(DISTINCT "Person ID") FROM "arrests.csv" WHERE "District" = 'Northgate' AND "Prior Conviction" = 'No'
_QUERY_RE = re.compile(rf"SELECT count\((?:\*|DISTINCT {_NAME})\) FROM {_NAME}")
_CLAUSE_RE = re.compile(
    rf"(?: WHERE | AND ){_NAME} (?:= {_VALUE}|IN \(({_LITERAL}(?:, {_LITERAL})*)\)|BETWEEN {_VALUE} AND {_VALUE})"
)
_VALUES_RE = re.compile(r"'((?:[^']|'')*)'")
ROW = "row in file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition on a column: one of some values, or the first and last of a range where `is_range`."""

    column: str
    values: tuple[str, ...]
    is_range: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuery:
    """One count: its words, the table, the column whose different values are counted (None: rows), the conditions."""

    words: str
    table: str
    distinct: str | None
    conditions: tuple[Condition, ...]


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


def find_queries(working: str) -> tuple[TableQuery, ...]:
    """The counts in the working of a finding, each once.

    >>> find_queries('SELECT count(*) FROM "a.csv" WHERE "City" = \\'Elm\\' = 52; also tried')[0].conditions[0].values
    ('Elm',)
    """
    queries = []
    for match in _QUERY_RE.finditer(working):
        at, conditions = match.end(), []
        while clause := _CLAUSE_RE.match(working, at):
            column, one, several, low, high = clause.groups()
            at = clause.end()
            if low is not None:
                conditions.append(Condition(column=_name(column), values=(_value(low), _value(high)), is_range=True))
            else:
                listed = (one,) if one is not None else tuple(_VALUES_RE.findall(several))
                conditions.append(Condition(column=_name(column), values=tuple(_value(each) for each in listed)))
        queries.append(
            TableQuery(
                words=working[match.start() : at],
                table=_name(match[2]),
                distinct=_name(match[1]) if match[1] else None,
                conditions=tuple(conditions),
            )
        )
    return tuple(dict.fromkeys(queries))


def rows_behind(case: Path, query: TableQuery, part: Slice) -> FoundRows:
    """The rows that a query counts. Raises SettingsError where the table has no such column, SourceError where its file is not
    as it was at the build."""
    import polars as pl  # noqa: PLC0415  # a large library that only this page needs

    from onrecord.readers.tables import load_frame  # noqa: PLC0415  # loads polars

    stored = _stored_table(case, query)
    with TemporaryDirectory(prefix="onrecord-rows-") as scratch:
        frame = load_frame(stored.table, find_original(stored.document, case, Path(scratch)))
        known = frame.collect_schema().names()
        for condition in query.conditions:
            if condition.column not in known:
                raise SettingsError(f"{query.table} has no column {condition.column}", hint="build the case again")
            column = pl.col(condition.column)
            if condition.is_range:
                low, high = condition.values
                frame = frame.filter(column.cast(pl.String).str.slice(0, 10).is_between(pl.lit(low), pl.lit(high)))
            else:
                frame = frame.filter(column.cast(pl.String).is_in(list(condition.values)))
        found = frame.collect()
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


def _name(printed: str) -> str:
    return printed.replace('""', '"')


def _value(printed: str) -> str:
    return printed.replace("''", "'")
