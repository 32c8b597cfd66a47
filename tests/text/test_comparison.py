"""A quotation beside its record, cut into stretches."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.comparison import compare_wordings


@dataclass(frozen=True)
class Case:
    """One quotation with its record and the stretches that differ."""

    name: str
    parts: tuple[str, ...]
    record: str
    expected: tuple[tuple[str, str, str], ...]


CASES = (
    Case("same", ("we closed the pool",), "we closed\nthe pool", ()),
    Case("curly-apostrophe", ("don’t go",), "don't go", ()),
    Case("another-word", ("your only task today",), "your only job today", (("altered", "task ", "job "),)),
    Case("bracket", ("said that [they had] failed",), "said that we failed", (("marked", "[they had] ", "we "),)),
    Case("put-in", ("it was very big",), "it was big", (("inserted", "very ", ""),)),
    Case("left-out", ("go there now",), "go over there now", (("omitted", "", "over "),)),
    Case("left-out-before", ("the list is short",), "I think the list is short", (("omitted", "", "I think "),)),
    Case("left-out-after", ("the list is short",), "the list is short, again", (("omitted", "", "again"),)),
    Case("ellipsis", ("I want … it",), "I want really all of it", (("gap", "", "really all of "),)),
    Case("nothing-alike", ("xx yy",), "aa bb", (("altered", "xx yy", "aa bb"),)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_stretches(case: Case) -> None:
    """Only what differs is marked, and in the printed words."""
    found = compare_wordings(case.parts, case.record)
    assert tuple((one.kind, one.quote, one.record) for one in found if one.kind != "same") == case.expected


WORDS = st.lists(st.sampled_from(["we", "they", "don’t", "12", "[they]", "…", "pool", "closed,", "“so”", ""]), max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=3), WORDS)
def test_nothing_is_lost(parts: list[list[str]], record: list[str]) -> None:
    """Both sides can be read whole from the stretches, in order."""
    quote, other = [" ".join(part) for part in parts], " ".join(record)
    found = compare_wordings(quote, other)
    assert "".join(one.quote for one in found) == " … ".join(quote)
    assert "".join(one.record for one in found) == other


def test_an_endless_quotation_is_cut() -> None:
    """A quotation as long as a book costs no more than its beginning."""
    found = compare_wordings(["word " * 20_000], "word " * 20_000)
    assert sum(len(one.quote) for one in found) <= 8_000
