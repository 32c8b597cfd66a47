"""Numbers and intervals of values in words, in the reader's own writing.

In: exact fractions and intervals, and a `NumberStyle` (which marks a reader's language puts between thousands and before
decimals). Out: plain text. Trap: a fraction that does not end is shown with two decimals and "about", never as if exact;
exports do not come through here and never change with the reader.
"""

from __future__ import annotations

from fractions import Fraction

from onrecord.display.reader_style import ENGLISH, NumberStyle
from onrecord.intervals import ValueInterval
from onrecord.model.mentions import Figure

_DECIMALS = 2


def number_words(value: Fraction | int, *, style: NumberStyle = ENGLISH.numbers) -> str:
    """A number.

    >>> number_words(Fraction(12345)), number_words(Fraction(67, 2)), number_words(Fraction(1, 3))
    ('12,345', '33.5', 'about 0.33')
    """
    value = Fraction(value)
    if value.denominator == 1:
        return _grouped(str(abs(value.numerator)), style, is_negative=value < 0)
    rounded = round(abs(value), _DECIMALS)
    whole, rest = divmod(rounded, 1)
    decimals = str(int(rest * 10**_DECIMALS)).zfill(_DECIMALS).rstrip("0")
    words = _grouped(str(int(whole)), style, is_negative=value < 0) + (style.decimal + decimals if decimals else "")
    return words if rounded == abs(value) else f"about {words}"


def value_words(value: ValueInterval, *, style: NumberStyle = ENGLISH.numbers) -> str:
    """An interval of values.

    >>> value_words(ValueInterval(Fraction(65, 2), Fraction(34), high_open=True))
    '32.5 to under 34'
    >>> value_words(ValueInterval(Fraction(100), None, low_open=True)), value_words(ValueInterval.exactly(3))
    ('more than 100', '3')
    """
    if value.low is None and value.high is None:
        return "any number"
    if value.low is None:
        assert value.high is not None
        return f"{'less than' if value.high_open else 'at most'} {number_words(value.high, style=style)}"
    if value.high is None:
        return f"{'more than' if value.low_open else 'at least'} {number_words(value.low, style=style)}"
    if value.low == value.high:
        return number_words(value.low, style=style)
    low = f"over {number_words(value.low, style=style)}" if value.low_open else number_words(value.low, style=style)
    return f"{low} to {'under ' if value.high_open else ''}{number_words(value.high, style=style)}"


def counts_what(figure: Figure) -> str:
    """What a figure counts, of whom, and where, as far as the text says."""
    said = figure.counted or figure.unit or ""
    of_whom = f" of {figure.of_whom}" if figure.of_whom else ""
    return f"{said}{of_whom}{f' in {figure.place}' if figure.place else ''}".strip()


def _grouped(digits: str, style: NumberStyle, *, is_negative: bool) -> str:
    grouped = f"{int(digits):,}".replace(",", style.thousands)
    return f"−{grouped}" if is_negative else grouped
