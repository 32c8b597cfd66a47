"""Alignment: the script between a quotation and a record."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.align import align
from onrecord.text.bracketing import split_pieces
from onrecord.text.words import find_words


@dataclass(frozen=True)
class Case:
    name: str
    quote: tuple[str, ...]
    record: str
    expected: str


RECORD = "But first I will not sign the order that the clerk sent us in May because nobody asked for it."
CASES = (
    Case("exact", ("sign the order",), RECORD, ""),
    Case("changed word", ("sign the letter that the clerk sent",), RECORD, "change letter/order"),
    Case("left out", ("I will sign the order",), RECORD, "omit /not"),
    Case("put in", ("the order that the young clerk sent",), RECORD, "insert young/"),
    Case("ellipsis", ("I will not sign ... because nobody asked",), RECORD, "gap /the order that the clerk sent us in may"),
    Case("bracket for a pronoun", ("the clerk sent [the board] in May",), RECORD, "bracket the board/us"),
    Case("bracket put in", ("the clerk [of the county] sent us",), RECORD, "bracket of the county/"),
    Case("bracket at the start", ("[he] will not sign",), RECORD, "bracket he/i"),
    Case("interruption", ("I will not sign the order", "that the clerk sent us"), RECORD, "break /"),
    Case("hyphen", ("counterterrorism is hard",), "They say counter-terrorism is hard.", ""),
    Case("article left out before the last word", ("asked for permit",), "They asked for the permit.", "omit /the"),
)


def shown(case: Case) -> str:
    pieces = split_pieces(case.quote)
    record = [word.key for word in find_words(case.record)]
    said = []
    for step in align(pieces, record).steps:
        if step.kind != "match":
            ours = " ".join(word.key for piece in pieces[step.first : step.last] for word in piece.words)
            said.append(f"{step.kind} {ours}/{' '.join(record[step.start : step.end])}")
    return "; ".join(said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_scripts_as_listed(case: Case) -> None:
    """The script names the one difference there is."""
    assert shown(case) == case.expected


WORDS = st.lists(
    st.sampled_from(["the", "clerk", "will", "not", "sign", "five", "orders", "in", "May"]), min_size=1, max_size=12
)


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS, st.booleans())
def test_steps_follow_each_other(quote: list[str], record: list[str], gap: bool) -> None:
    """Steps cover every piece once, in order, and record words without overlap."""
    pieces = split_pieces((" ".join(quote[:3]) + (" ... " if gap else " ") + " ".join(quote[3:]),))
    keys = [word.key for word in find_words(" ".join(record))]
    found = align(pieces, keys)
    at_piece = at_word = None
    for step in found.steps:
        if at_piece is not None and at_word is not None:
            assert step.first >= at_piece - (step.kind == "omit")
            assert step.start == at_word
        at_piece, at_word = step.last, step.end
    covered = [i for step in found.steps for i in range(step.first, step.last)]
    if found.steps:
        assert covered == list(range(len(pieces)))


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_a_stretch_of_the_record_is_matched_whole(before: list[str], inside: list[str], after: list[str]) -> None:
    """Words taken from the record align without a difference."""
    keys = [word.key for word in find_words(" ".join([*before, *inside, *after]))]
    found = align(split_pieces((" ".join(inside),)), keys)
    assert found.score == 1.0
    assert all(step.kind == "match" for step in found.steps)
