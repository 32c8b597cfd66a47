"""Intervals of days, instants and values: what is known, never a guessed point.

Days are `datetime.date`, both ends included. Instants are `datetime.datetime`, both ends included, naive where the record
prints a wall clock without a zone. Values are exact `Fraction`s; an end that is None is unbounded. Trap: two overlapping
intervals are never ordered, so there is no `<` here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class DateInterval:
    """Some day from `earliest` to `latest`, both included."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")

    @classmethod
    def on(cls, day: date) -> DateInterval:
        """One certain day."""
        return cls(day, day)

    def intersects(self, other: DateInterval) -> bool:
        """True where some day lies in both."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def intersection(self, other: DateInterval) -> DateInterval | None:
        """The days in both, or None."""
        if not self.intersects(other):
            return None
        return DateInterval(max(self.earliest, other.earliest), min(self.latest, other.latest))

    def contains(self, other: DateInterval) -> bool:
        """True where every day of `other` is one of these."""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def is_before(self, other: DateInterval) -> bool:
        """True only where every day of this one is before every day of `other`."""
        return self.latest < other.earliest


@dataclass(frozen=True, slots=True)
class InstantInterval:
    """Some instant from `earliest` to `latest`; both naive (a printed wall clock) or both with a zone."""

    earliest: datetime
    latest: datetime

    def days(self) -> DateInterval:
        """The same interval in calendar days of its own clock."""
        return DateInterval(self.earliest.date(), self.latest.date())


@dataclass(frozen=True, slots=True)
class ValueInterval:
    """A number known to lie from `low` to `high`; None is unbounded; an open end is not itself a possible value.

    >>> ValueInterval.exactly(Fraction(33)).contains(Fraction(33))
    True
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, value: Fraction | int) -> ValueInterval:
        """One certain value."""
        return cls(Fraction(value), Fraction(value))

    def contains(self, value: Fraction) -> bool:
        """True where `value` is possible."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return not (self.high is not None and (value > self.high or (self.high_open and value == self.high)))

    def intersects(self, other: ValueInterval) -> bool:
        """True where some number is possible under both."""
        return not (self._is_below(other) or other._is_below(self))

    def _is_below(self, other: ValueInterval) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))
