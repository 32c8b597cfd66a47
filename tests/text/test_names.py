"""Runs of capitalised words, bodies and titles."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.spans import Span
from onrecord.text.bodies import find_bodies
from onrecord.text.names import find_runs, has_person_shape, initials_match
from onrecord.text.titles import find_titles


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


RUNS = [
    Case("an opener is no name", "Yesterday Jane Roe left.", ("Jane Roe",)),
    Case("middle initial", "Judge Michael B. Hale ruled.", ("Judge Michael B. Hale",)),
    Case("short title", "and Gen. Jane Roe left", ("Gen. Jane Roe",)),
    Case("apostrophe inside, possessive outside", "Martin O’Hara’s clerk", ("Martin O’Hara",)),
    Case("hyphen and particle", "Anna-Lena van der Berg spoke", ("Anna-Lena van der Berg",)),
    Case("no-break space", "with John\u00a0Doe today", ("John\u00a0Doe",)),
    Case("handles are no names", "@JaneRoe and #Hilltown", ()),
    Case("the speaker's I", "said that I left", ()),
]


@pytest.mark.parametrize("case", RUNS, ids=lambda case: case.name)
def test_runs(case: Case) -> None:
    """A run of capitalised words is found whole and without the word that only opens the sentence."""
    assert tuple(case.text[run.start : run.end] for run in find_runs(case.text)) == case.expected


SHAPES = [
    ("Jane Roe", True),
    ("Jane Q. Roe Jr.", True),
    ("Roe", False),
    ("River Street", False),
    ("Land Bureau", False),
    ("NASA TV", False),
]


@pytest.mark.parametrize(("name", "expected"), SHAPES)
def test_person_shapes(name: str, expected: bool) -> None:
    """Two to four name words have a person's shape; streets, bodies and letters have not."""
    assert has_person_shape(next(iter(find_runs(name))).words) is expected


BODIES = [
    Case("kind of body", "the Hilltown Police Department said", ("Hilltown Police Department",)),
    Case("of and and", "the Bureau of Land and Water Services said", ("Bureau of Land and Water Services",)),
    Case(
        "letters explained", "the Bureau of Land Care (BLC) said the BLC knew", ("Bureau of Land Care", "Bureau of Land Care")
    ),
    Case("letters alone", "a BLC clerk", ("BLC",)),
    Case("shouting is no body", "FULL TEXT. It follows.", ()),
    Case("capital article", "as published by The Relay on Monday", ("The Relay",)),
    Case("article that opens a sentence", "He left. The Relay ran.", ()),
    Case("joint name", "officers of Parks and Rivers Enforcement said", ("Parks and Rivers Enforcement",)),
]


@pytest.mark.parametrize("case", BODIES, ids=lambda case: case.name)
def test_bodies(case: Case) -> None:
    """Bodies are told by the kind of word, by explained letters, by letters alone or by a capital article."""
    whole = Span(0, len(case.text))
    assert tuple(name for _, name, _ in find_bodies(case.text, [(run, whole) for run in find_runs(case.text)])) == case.expected


TITLES = [
    Case("modifier kept apart", "former Secretary of Parks Jane Roe", ("Secretary of Parks|Parks|former",)),
    Case("then with a hyphen", "then-Secretary of Parks, Jane Roe", ("Secretary of Parks|Parks|then",)),
    Case("office before the noun", "BLC Director Jane Roe", ("BLC Director|BLC|None",)),
    Case("initials before the noun", "U.S. Chief of Staff, Jane Roe", ("U.S. Chief of Staff|U.S.|None",)),
    Case("possessive ends it", "Hilltown’s Mayor Jane Roe", ("Hilltown’s Mayor|Hilltown|None",)),
    Case("acting", "the acting director of BLC", ("director of BLC|BLC|acting",)),
    Case("later noun is the head", "the chief executive officer", ("chief executive officer|None|None",)),
    Case("lower-case department", "a former secretary of state", ("secretary of state|state|former",)),
]


@pytest.mark.parametrize("case", TITLES, ids=lambda case: case.name)
def test_titles(case: Case) -> None:
    """A title is read from its noun to both sides, with modifier and office apart, and stops where a name begins."""
    names = frozenset({case.text.index("Jane")} if "Jane" in case.text else ())
    found = find_titles(case.text, Span(0, len(case.text)), names)
    assert tuple(f"{t.words}|{t.office}|{t.modifier}" for t in found) == case.expected


def test_initials() -> None:
    """Letters fit a long form only in order."""
    assert initials_match("Bureau of Land Care", "BLC")
    assert not initials_match("Bureau of Land Care", "BCL")


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="AaBb. ’'-,THEof JRoe\n\u00a0", max_size=120))
def test_spans_hold_on_any_text(text: str) -> None:
    """Runs, bodies and titles of any text lie inside it, in order."""
    whole = Span(0, len(text))
    runs = list(find_runs(text))
    assert all(0 <= run.start < run.end <= len(text) for run in runs)
    assert all(span.end <= len(text) for span, _, _ in find_bodies(text, [(run, whole) for run in runs]))
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in find_titles(text, whole, frozenset()))
