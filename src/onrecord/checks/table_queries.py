"""Counts in a table under predicates, each with the SQL that says the same.

In: rows as a frame, what to count, which rows. Out: a `Reading`: the count as an interval (a row without a person's id may
be a person of its own or not), and the query in words that any database takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from onrecord.checks.table_claims import Predicate
from onrecord.intervals import DateInterval, ValueInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One way to count and what it gives."""

    sql: str
    label: str
    value: ValueInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a table at hand: its name, the frame, the columns of persons' ids and of dates where it has them."""

    name: str
    frame: pl.DataFrame
    person_id: str | None
    date: str | None

    def count(self, predicates: Sequence[Predicate], period: DateInterval | None, *, people: bool) -> Counted:
        """How many rows, or how many different persons, the predicates leave."""
        kept = self.frame.filter(self._conditions(predicates, period))
        where = self._where(predicates, period)
        labels = ", ".join(predicate.label for predicate in predicates)
        if not people or self.person_id is None:
            sql = f"SELECT count(*) FROM {_quote(self.name)}{where}"
            return Counted(sql=sql, label=f"rows {labels}".strip(), value=ValueInterval.exactly(kept.height))
        ids = kept.get_column(self.person_id)
        n_known, n_blank = ids.drop_nulls().n_unique(), ids.null_count()
        sql = f"SELECT count(DISTINCT {_quote(self.person_id)}) FROM {_quote(self.name)}{where}"
        value = ValueInterval(Fraction(n_known), Fraction(n_known + n_blank))
        blank = f" ({n_blank} rows without an id)" if n_blank else ""
        return Counted(sql=sql, label=f"persons {labels}".strip() + blank, value=value)

    def _conditions(self, predicates: Sequence[Predicate], period: DateInterval | None) -> list[pl.Expr]:
        conditions = [pl.col(predicate.column).is_in(list(predicate.values)) for predicate in predicates]
        if period is not None and self.date is not None:
            conditions.append(pl.col(self.date).is_between(period.earliest, period.latest))
        return conditions or [pl.lit(value=True)]

    def _where(self, predicates: Sequence[Predicate], period: DateInterval | None) -> str:
        clauses = [_clause(predicate) for predicate in predicates]
        if period is not None and self.date is not None:
            clauses.append(f"{_quote(self.date)} BETWEEN '{period.earliest}' AND '{period.latest}'")
        return " WHERE " + " AND ".join(clauses) if clauses else ""


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


def _clause(predicate: Predicate) -> str:
    values = ", ".join("'" + value.replace("'", "''") + "'" for value in predicate.values)
    sign = f"= {values}" if len(predicate.values) == 1 else f"IN ({values})"
    return f"{_quote(predicate.column)} {sign}"


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
