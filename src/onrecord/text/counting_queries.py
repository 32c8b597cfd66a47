"""Counts in tables as a finding's working words them, read back into columns and values.

In: the working of a finding, which holds its queries as `checks.table_queries` writes them. Out: `TableQuery`s. Trap: the words
come out of a case file, which may be a stranger's, so nothing of them is ever run as SQL; what is not of that form is no query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LITERAL = r"'(?:[^']|''){0,2000}'"
_NAME = r'"((?:[^"]|""){1,300})"'
_VALUE = r"'((?:[^']|''){0,2000})'"
# SELECT count(DISTINCT "Person ID") FROM "arrests.csv" WHERE "District" = 'Northgate' AND "Prior Conviction" = 'No'
_QUERY_RE = re.compile(rf"SELECT count\((?:\*|DISTINCT {_NAME})\) FROM {_NAME}")
_CLAUSE_RE = re.compile(
    rf"(?: WHERE | AND ){_NAME} (?:= {_VALUE}|IN \(({_LITERAL}(?:, {_LITERAL})*)\)|BETWEEN {_VALUE} AND {_VALUE})"
)
_VALUES_RE = re.compile(r"'((?:[^']|'')*)'")


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


def _name(printed: str) -> str:
    return printed.replace('""', '"')


def _value(printed: str) -> str:
    return printed.replace("''", "'")
