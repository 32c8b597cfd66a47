"""Counts in a table under predicates, each with the SQL that says the same.

In: rows as a frame, what to count, which rows. Out: a `Reading`: the count as an interval (a row without a person's id may
be a person of its own or not), and the query in words that any database takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

import polars as pl

from onrecord.checks.table_claims import Predicate
from onrecord.intervals import DateInterval, ValueInterval

_DAYS = 10_000_000  # more days than there are between the years 1 and 9999
_NO_DAY = 5_000_000  # stands for the days of rows without one


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One way to count and what it gives."""

    sql: str
    label: str
    value: ValueInterval


class Way(StrEnum):
    """What a count of a list of cases counts: rows, rows where a person counts once a day, or different persons."""

    ROWS = "rows"
    PERSON_DAYS = "persons once a day"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a table at hand: its name, the frame, the columns of persons' ids and of dates where it has them."""

    name: str
    frame: pl.DataFrame
    person_id: str | None
    date: str | None
    masks: dict[Predicate | None, pl.Series] = field(default_factory=dict)
    counts: dict[tuple[tuple[Predicate, ...], DateInterval | None, Way], Counted] = field(default_factory=dict)

    def ways(self) -> tuple[Way, ...]:
        """The ways to count that the columns allow; a person once a day only where some row repeats one."""
        if self.person_id is None:
            return (Way.ROWS,)
        return (Way.PERSONS, Way.ROWS, *((Way.PERSON_DAYS,) if self._repeats_persons() else ()))

    def count(self, predicates: Sequence[Predicate], period: DateInterval | None, way: Way) -> Counted:
        """How many rows, or how many different persons, the predicates leave."""
        key = (tuple(predicates), period, way)
        if key not in self.counts:
            self.counts[key] = self._count(predicates, period, way)
        return self.counts[key]

    def _count(self, predicates: Sequence[Predicate], period: DateInterval | None, way: Way) -> Counted:
        kept = self._mask(predicates, period)
        where = self._where(predicates, period)
        label = f"{way.value} {_labels(predicates, period)}".strip()
        if way is Way.ROWS or self.person_id is None:
            n_rows = self.frame.height if kept is None else int(kept.sum())
            sql = f"SELECT count(*) FROM {_quote(self.name)}{where}"
            return Counted(sql=sql, label=label, value=ValueInterval.exactly(n_rows))
        ids = self.frame.get_column(self.person_id)
        ids = ids if kept is None else ids.filter(kept)
        counted, n_blank = _quote(self.person_id), ids.null_count()
        if way is Way.PERSONS or self.date is None:
            n_known = ids.drop_nulls().n_unique()
        else:
            pairs = self._person_days()
            n_known = (pairs if kept is None else pairs.filter(kept)).drop_nulls().n_unique()
            counted = f"({counted}, {_quote(self.date)})"
        sql = f"SELECT count(DISTINCT {counted}) FROM {_quote(self.name)}{where}"
        blank = f" ({n_blank} rows without an id)" if n_blank else ""
        return Counted(sql=sql, label=label + blank, value=ValueInterval(Fraction(n_known), Fraction(n_known + n_blank)))

    def _repeats_persons(self) -> bool:
        """True where some row has the person and the day of another."""
        if self.person_id is None or self.date is None:
            return False
        known = self.frame.height - self.frame.get_column(self.person_id).null_count()
        different = self.count((), None, Way.PERSON_DAYS).value.low
        return different is not None and different < known

    def _person_days(self) -> pl.Series:
        """A number for the person and the day of each row, alike where both are; null where the person is not known."""
        if None not in self.masks:
            ids = pl.col(self.person_id or "").cast(pl.String).cast(pl.Categorical).to_physical().cast(pl.Int64)
            days = pl.col(self.date or "").cast(pl.Date).to_physical().cast(pl.Int64).fill_null(_NO_DAY)
            self.masks[None] = self.frame.select((ids * _DAYS + days).alias("pair")).get_column("pair")
        return self.masks[None]

    def total(self, column: str, predicates: Sequence[Predicate], period: DateInterval | None = None) -> Counted:
        """What a column of counts comes to in the rows that the predicates and the period leave."""
        kept = self._mask(predicates, period)
        cells = self.frame.get_column(column)
        amount = (cells if kept is None else cells.filter(kept)).sum()
        return Counted(
            sql=f"SELECT sum({_quote(column)}) FROM {_quote(self.name)}{self._where(predicates, period)}",
            label=", ".join(filter(None, (f"sum of {column}", _labels(predicates, period)))),
            value=ValueInterval.exactly(Fraction(str(amount or 0))),
        )

    def _mask(self, predicates: Sequence[Predicate], period: DateInterval | None) -> pl.Series | None:
        """Which rows are left, or None for all of them."""
        kept = [self._rows_with(predicate) for predicate in predicates]
        if period is not None and self.date is not None:
            kept.append(self.frame.get_column(self.date).is_between(period.earliest, period.latest).fill_null(value=False))
        mask: pl.Series | None = None
        for part in kept:
            mask = part if mask is None else mask & part
        return mask

    def _rows_with(self, predicate: Predicate) -> pl.Series:
        # The same towns and classes are asked for by figure after figure: which rows they are is found once.
        if predicate not in self.masks:
            column = self.frame.get_column(predicate.column)
            self.masks[predicate] = column.is_in(list(predicate.values)).fill_null(value=False)
        return self.masks[predicate]

    def _where(self, predicates: Sequence[Predicate], period: DateInterval | None) -> str:
        clauses = [_clause(predicate) for predicate in predicates]
        if period is not None and self.date is not None:
            clauses.append(f"{_quote(self.date)} BETWEEN '{period.earliest}' AND '{period.latest}'")
        return " WHERE " + " AND ".join(clauses) if clauses else ""


def subtract_counts(whole: Counted, part: Counted, label: str) -> Counted:
    """What a sum leaves of another, under a name of its own."""
    assert whole.value.low is not None
    assert part.value.low is not None
    return Counted(
        sql=f"({whole.sql}) - ({part.sql})", label=label, value=ValueInterval.exactly(whole.value.low - part.value.low)
    )


def divide_counts(part: Counted, base: Counted) -> Counted | None:
    """The share (in percent) of one count in another; None where the whole may be empty."""
    if base.value.low is None or base.value.low <= 0 or base.value.high is None:
        return None
    assert part.value.low is not None
    assert part.value.high is not None
    low, high = 100 * part.value.low / base.value.high, 100 * part.value.high / base.value.low
    return Counted(
        sql=f"({part.sql}) * 100.0 / ({base.sql})", label=f"{part.label} in {base.label}", value=ValueInterval(low, high)
    )


def _labels(predicates: Sequence[Predicate], period: DateInterval | None) -> str:
    """The predicates and the period of a count in words: "Elm, convicted, 2023-03-01 to 2023-05-31"."""
    words = [predicate.label for predicate in predicates]
    if period is not None:
        days = (str(period.earliest), str(period.latest))
        words.append(" to ".join(dict.fromkeys(days)))
    return ", ".join(words)


def _clause(predicate: Predicate) -> str:
    values = ", ".join("'" + value.replace("'", "''") + "'" for value in predicate.values)
    sign = f"= {values}" if len(predicate.values) == 1 else f"IN ({values})"
    return f"{_quote(predicate.column)} {sign}"


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
