"""Arithmetic on intervals, exact, and numbers as people read them.

In: `ValueInterval`s and `Fraction`s. Out: their sums, products and quotients as intervals, and short decimal text. Trap: an
end that is None is unbounded, and open ends stay open only where both sides of a sum are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil, floor

from onrecord.intervals import ValueInterval


def add(values: Iterable[ValueInterval]) -> ValueInterval:
    """The interval of a sum."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    low_open = high_open = False
    for value in values:
        low = None if low is None or value.low is None else low + value.low
        high = None if high is None or value.high is None else high + value.high
        low_open, high_open = low_open or value.low_open, high_open or value.high_open
    return ValueInterval(low, high, low_open, high_open)


def subtract(value: ValueInterval, other: ValueInterval) -> ValueInterval:
    """The interval of a difference."""
    return add((value, negate(other)))


def negate(value: ValueInterval) -> ValueInterval:
    """The interval of the same numbers with the other sign."""
    low = None if value.high is None else -value.high
    high = None if value.low is None else -value.low
    return ValueInterval(low, high, value.high_open, value.low_open)


def scale(value: ValueInterval, factor: Fraction) -> ValueInterval:
    """The interval of a multiple; `factor` is above nought."""
    low = None if value.low is None else value.low * factor
    high = None if value.high is None else value.high * factor
    return ValueInterval(low, high, value.low_open, value.high_open)


def divide(value: ValueInterval, by: ValueInterval) -> ValueInterval:
    """The interval of a quotient of two that are not below nought; unbounded above where `by` may be nought."""
    low = Fraction(0) if value.low is None or by.high is None else value.low / by.high if by.high else None
    high = None if value.high is None or not by.low else value.high / by.low
    return ValueInterval(low, high, value.low_open or by.high_open, value.high_open or by.low_open)


def intersect(value: ValueInterval, other: ValueInterval) -> ValueInterval | None:
    """What is possible under both, or None."""
    if not value.intersects(other):
        return None
    low, low_open = value.low, value.low_open
    if low is None or (other.low is not None and (other.low > low or (other.low == low and other.low_open))):
        low, low_open = other.low, other.low_open
    high, high_open = value.high, value.high_open
    if high is None or (other.high is not None and (other.high < high or (other.high == high and other.high_open))):
        high, high_open = other.high, other.high_open
    return ValueInterval(low, high, low_open, high_open)


def whole_numbers(value: ValueInterval) -> tuple[int | None, int | None]:
    """The smallest and the greatest whole number inside (greatest below smallest where there is none)."""
    low = None if value.low is None else floor(value.low) + 1 if value.low_open else ceil(value.low)
    high = None if value.high is None else ceil(value.high) - 1 if value.high_open else floor(value.high)
    return low, high


def shown(value: Fraction, digits: int = 1) -> str:
    """A number for people: whole numbers with commas, others with up to `digits` decimals.

    >>> shown(Fraction(1234567)), shown(Fraction(167, 498) * 100, 2)
    ('1,234,567', '33.53')
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    scaled = round(value * 10**digits)
    whole, rest = divmod(abs(scaled), 10**digits)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole:,}.{rest:0{digits}d}" if digits else f"{sign}{whole:,}"


def shown_interval(value: ValueInterval, digits: int = 1) -> str:
    """An interval in words: "450", "200 to 999", "more than 680", "up to 2,000"."""
    if value.low is not None and value.low == value.high:
        return shown(value.low, digits)
    if value.high is None:
        if value.low is None:
            return "any number"
        return f"{'more than' if value.low_open else 'at least'} {shown(value.low, digits)}"
    if value.low is None or value.low == 0:
        return f"{'less than' if value.high_open else 'up to'} {shown(value.high, digits)}"
    return f"{shown(value.low, digits)} to {'below ' if value.high_open else ''}{shown(value.high, digits)}"
