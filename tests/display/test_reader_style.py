"""Days, times and numbers in the reader's own writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.display.number_words import number_words, value_words
from onrecord.display.reader_style import style_of
from onrecord.display.words import day_words, instant
from onrecord.intervals import ValueInterval


@dataclass(frozen=True)
class Case:
    """One header with the same day, instant and number in that writing."""

    name: str
    header: str
    expected: tuple[str, str, str]


CASES = (
    Case("none", "", ("10 Feb 2017", "10 Feb 2017 6:02 pm", "12,345.5")),
    Case("any", "*", ("10 Feb 2017", "10 Feb 2017 6:02 pm", "12,345.5")),
    Case("american", "en-US,en;q=0.9", ("Feb 10, 2017", "Feb 10, 2017 6:02 pm", "12,345.5")),
    Case("british", "en-GB", ("10 Feb 2017", "10 Feb 2017 18:02", "12,345.5")),
    Case("german", "de-DE,de;q=0.9,en;q=0.8", ("10 Feb 2017", "10 Feb 2017 18:02", "12.345,5")),
    Case("swiss", "de-CH", ("10 Feb 2017", "10 Feb 2017 18:02", "12’345.5")),
    Case("french", "fr", ("10 Feb 2017", "10 Feb 2017 18:02", "12\u202f345,5")),
    Case("mexican", "es-MX", ("10 Feb 2017", "10 Feb 2017 6:02 pm", "12,345.5")),
    Case("japanese", "ja", ("2017 Feb 10", "2017 Feb 10 18:02", "12,345.5")),
    Case("by-weight", "de;q=0.4,en-US;q=0.9", ("Feb 10, 2017", "Feb 10, 2017 6:02 pm", "12,345.5")),
    Case("script", "zh-Hant-TW", ("2017 Feb 10", "2017 Feb 10 18:02", "12,345.5")),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_reader_is_followed(case: Case) -> None:
    """The language that is asked for most decides order, clock and marks."""
    style = style_of(case.header)
    shown = (
        day_words(date(2017, 2, 10), style=style),
        instant("2017-02-10T18:02:00", style=style),
        number_words(Fraction(24691, 2), style=style.numbers),
    )
    assert shown == case.expected


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_header_has_a_style(header: str) -> None:
    """No header, however odd, fails."""
    assert style_of(header).order in ("dmy", "mdy", "ymd")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (ValueInterval(None, None), "any number"),
        (ValueInterval(None, Fraction(90), high_open=True), "less than 90"),
        (ValueInterval(None, Fraction(90)), "at most 90"),
        (ValueInterval(Fraction(680), None), "at least 680"),
        (ValueInterval(Fraction(50), Fraction(100), low_open=True), "over 50 to 100"),
        (ValueInterval.exactly(Fraction(-3, 2)), "−1.5"),
        (ValueInterval.exactly(Fraction(2, 3)), "about 0.67"),
    ],
)
def test_an_interval_is_never_shown_as_a_point(value: ValueInterval, words: str) -> None:
    """Open and closed ends are told in words."""
    assert value_words(value) == words
