"""Sheets of one workbook that are parts of one list: a list too long for a sheet, or a sheet for each year.

In: the tables of a document with their rows as lazy frames. Out: for sheets whose columns are the same one by one, all their
rows under the headings of the first. A heading may be another where the column holds the same (`Unique Identifier`,
`Anonymized Identifier`). Trap: an identifier may begin anew in every sheet; rows are counted beside persons for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from onrecord.checks.tallies import find_tally
from onrecord.model.documents import Table, TableColumn
from onrecord.text.table_text import full_name

_LEAST_COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Sheets as one table: the first with the counts of all, the name of all, their rows, the ids of those put together."""

    table: Table
    name: str
    frame: pl.LazyFrame
    table_ids: frozenset[str]


def find_stacks(tables: Sequence[Table], frames: Mapping[str, pl.LazyFrame]) -> Iterator[Stack]:
    """The lists of cases that stand on two or more sheets of a workbook."""
    left = [table for table in tables if table.id in frames and table.sheet is not None and find_tally(table) is None]
    while left:
        first = left[0]
        alike = [table for table in left if _are_alike(first, table)]
        left = [table for table in left[1:] if table not in alike]  # a sheet of two columns is not even like itself
        if len(alike) > 1:
            yield _stack(alike, frames)


def _are_alike(one: Table, other: Table) -> bool:
    if len(one.columns) != len(other.columns) or len(one.columns) < _LEAST_COLUMNS or other.header_row < 0:
        return False
    return all(_is_same_column(a, b) for a, b in zip(one.columns, other.columns, strict=True))


def _is_same_column(one: TableColumn, other: TableColumn) -> bool:
    is_empty = not one.n_filled or not other.n_filled
    same_type = one.dtype == other.dtype or is_empty
    return same_type and (one.name == other.name or (one.role is not None and one.role == other.role))


def _stack(tables: Sequence[Table], frames: Mapping[str, pl.LazyFrame]) -> Stack:
    first = tables[0]
    names = [column.name for column in first.columns]
    renamed = [
        frames[table.id].select(pl.col(old.name).alias(new) for old, new in zip(table.columns, names, strict=True))
        for table in tables
    ]
    columns = tuple(
        replace(
            column,
            n_filled=sum(table.columns[place].n_filled for table in tables),
            n_values=max(table.columns[place].n_values for table in tables),
        )
        for place, column in enumerate(first.columns)
    )
    return Stack(
        table=replace(first, columns=columns, n_rows=sum(table.n_rows for table in tables)),
        name=full_name(first.name, " + ".join(table.sheet or "" for table in tables)),
        frame=pl.concat(renamed, how="vertical_relaxed"),
        table_ids=frozenset(table.id for table in tables),
    )
