"""Surroundings: the sentence a stretch stands in."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.text.surroundings import sentence_around


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    inside: str
    expected: str


WRAPPED = (
    "The clerk said that the office in the county seat would stay closed until\nMonday unless the board decides otherwise.\n"
)
CASES = (
    Case("one of three", "He left. The talks failed. Nobody came.", "talks", "The talks failed."),
    Case("two sentences", "He left. The talks failed. Nobody came.", "left. The", "He left. The talks failed."),
    Case("wrapped before a capital", WRAPPED, "closed", WRAPPED.strip()),
    Case("short lines are lines", "Dear Ann\nThe bridge is closed.", "bridge", "The bridge is closed."),
    Case(
        "list items stay apart",
        f"{'- buy the long list of things we need for the next week now'}\n- Sell",
        "buy",
        "- buy the long list of things we need for the next week now",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_sentences_as_listed(case: Case) -> None:
    """The stretch widens to the sentences it touches and no further."""
    start = case.text.index(case.inside)
    assert sentence_around(case.text, start, start + len(case.inside)).of(case.text) == case.expected
