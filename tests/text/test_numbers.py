"""Number expressions: what is found, as what value, in which unit, how bounded; and what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.numbers import NumberExpression, find_numbers


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[str, str | None, str, str | None], ...]  # words, stated, approx, unit


CASES = (
    Case("digits", "They held 680 people.", (("680", "680", "exact", None),)),
    Case("thousands", "About 12,567 ballots came.", (("About 12,567", "12567", "about", None),)),
    Case("words", "twenty-one boats sank", (("twenty-one", "21", "exact", None),)),
    Case("mixed scale", "3 hundred and 21 boats", (("3 hundred and 21", "321", "exact", None),)),
    Case(
        "two numbers behind and",
        "3 hundred and 2 hundred boats",
        (("3 hundred", "300", "exact", None), ("2 hundred", "200", "exact", None)),
    ),
    Case("half a million", "half a million gulls", (("half a million", "500000", "exact", None),)),
    Case("two and a half", "two and a half million gulls", (("two and a half million", "2500000", "exact", None),)),
    Case("a third", "a third of the gulls", (("a third", "1/3", "exact", "fraction"),)),
    Case("third term", "a third term", (("third", "3", "exact", None),)),
    Case(
        "more than one third", "more than one third of the crew", (("more than one third", "1/3", "lower_bound", "fraction"),)
    ),
    Case("percent", "33 percent of the total", (("33 percent", "33", "exact", "percent"),)),
    Case("percentage points", "fell 4 percentage points", (("4 percentage points", "4", "exact", "percentage points"),)),
    Case("money", "a $1.2 billion bridge", (("$1.2 billion", "1200000000", "exact", "USD"),)),
    Case("money short", "raised $5m", (("$5m", "5000000", "exact", "USD"),)),
    Case("duration", "a four-day search", (("four-day", "4", "exact", "days"),)),
    Case("as many as", "as many as 2,000 gulls", (("as many as 2,000", "2000", "upper_bound", None),)),
    Case("at least", "at least 498 gulls", (("at least 498", "498", "lower_bound", None),)),
    Case("or more", "500 or more gulls", (("500 or more", "500", "lower_bound", None),)),
    Case("range", "between 20 and 30 gulls", (("between 20 and 30", None, "exact", None),)),
    Case("money range", "$3-5 million a year", (("$3-5 million", None, "exact", "USD"),)),
    Case("ratio", "one in five sailors", (("one in five", "1/5", "exact", "fraction"),)),
    Case("x of the y", "167 of the 498 sailors", (("167", "167", "exact", None), ("498", "498", "exact", None))),
    Case("vague", "dozens of gulls", (("dozens", None, "vague", None),)),
    Case("hundreds of thousands", "hundreds of thousands of gulls", (("hundreds of thousands", None, "vague", None),)),
    Case("an extra", "include an extra sad case", (("an extra", "1", "exact", None),)),
    Case("most of", "most of the gulls", (("most", None, "vague", "fraction"),)),
    Case("superlative", "the most stubborn gull", ()),
    Case("pronoun", "one of the gulls, the one that flew, and no one else", ()),
    Case("first time", "for the first time", ()),
    Case("year", "in 2016 and 2017", ()),
    Case("counted thousand", "1500 people came", (("1500", "1500", "exact", None),)),
    Case("day of a month", "on June 22 and May 4th, 2017", ()),
    Case("clock", "at 5 p.m., at 10:30 and at ten o'clock", ()),
    Case("section", "under Section 5, Title 8 and § 1325", ()),
    Case("exemption", "withheld under (b)(6) and (b)(7)(C)", ()),
    Case("gang name", "groups such as MS-13 and S1”", ()),
    Case("telephone", "call (202) 555-0143 or 555-0143", ()),
    Case("address", "at 1600 Harbor Avenue", ()),
    Case("bill", "H.R. 4760 and SB 1070", ()),
    Case("ago", "a few minutes ago", ()),
    Case("note mark", "as shown [12]", ()),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_numbers_of_a_text(case: Case) -> None:
    """Each text gives exactly these number expressions."""
    assert tuple(_seen(case.text, number) for number in find_numbers(case.text)) == case.expected


def _seen(text: str, number: NumberExpression) -> tuple[str, str | None, str, str | None]:
    stated = None if number.stated is None else str(number.stated)
    return number.span.of(text), stated, number.approx, number.unit


@dataclass(frozen=True)
class IntervalCase:
    name: str
    text: str
    low: Fraction | None
    high: Fraction | None


INTERVALS = (
    IntervalCase("exact", "33 gulls", Fraction(33), Fraction(33)),
    IntervalCase("percent rounded or cut", "33 percent", Fraction(65, 2), Fraction(34)),
    IntervalCase("nearly", "nearly 500 gulls", Fraction(450), Fraction(500)),
    IntervalCase("about", "about 50 gulls", Fraction(45), Fraction(55)),
    IntervalCase("more than", "more than 50 gulls", Fraction(50), None),
    IntervalCase("up to", "up to 50 gulls", Fraction(0), Fraction(50)),
    IntervalCase("a third", "a third of them", Fraction(1, 3) - Fraction(34, 1000), Fraction(1, 3) + Fraction(34, 1000)),
    IntervalCase("dozens", "dozens of gulls", Fraction(24), Fraction(99)),
    IntervalCase("hundreds", "hundreds of gulls", Fraction(200), Fraction(999)),
    IntervalCase("share cannot pass the whole", "more than half of them", Fraction(1, 2), Fraction(1)),
)


@pytest.mark.parametrize("case", INTERVALS, ids=lambda case: case.name)
def test_intervals_as_the_method_note_prints_them(case: IntervalCase) -> None:
    """The interval of each expression is the printed one."""
    (number,) = find_numbers(case.text)
    assert (number.value.low, number.value.high) == (case.low, case.high)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 ,.-/$%()[]'’one two hundred percent of and\n"), max_size=80))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    """Whatever stands in a text, expressions come in order, apart, and inside it."""
    reach = 0
    for number in find_numbers(text):
        assert reach <= number.core.start
        assert number.span.start <= number.core.start < number.core.end <= number.span.end <= len(text)
        reach = number.core.end


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_digits_are_read_back(value: int) -> None:
    """A number printed with commas is read as itself."""
    (number,) = find_numbers(f"There were {value:,} gulls.")
    assert number.stated == value


def test_a_dump_of_cells_has_no_figures() -> None:
    """Where numbers stand closer than sentences can explain, none is read; prose behind them is."""
    cells = "12 7 44 9 " * 2000
    text = cells + ". " + "Nobody spoke of the sea. " * 400 + "They held 680 sailors."
    assert [number.span.of(text) for number in find_numbers(text)] == ["680"]
