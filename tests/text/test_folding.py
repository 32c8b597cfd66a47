"""Folding: what becomes plain, and that every place is carried back."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.spans import Span
from onrecord.text.folding import fold, fold_text


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: str


CASES = (
    Case("plain", "nothing to do", "nothing to do"),
    Case("curly quotes", "“Yes,” she said, ‘no’", "\"Yes,\" she said, 'no'"),
    Case("low and angled quotes", "„Ja“ «oui»", '"Ja" "oui"'),
    Case("typewriter marks", "``so called''", '"so called"'),
    Case("apostrophe", "didn’t", "didn't"),
    Case("dashes", "a–b—c‑d−e", "a-b-c-d-e"),
    Case("no-break space", "the\u00a0three", "the three"),
    Case("thin and wide spaces", "a\u2009b\u3000c", "a b c"),
    Case("soft hyphen", "immi\u00adgration", "immigration"),
    Case("zero width", "a\u200bb\ufeffc", "abc"),
    Case("broken word", "immi-\ngration", "immigration"),
    Case("broken word, indented, CRLF", "immi- \r\n   gration", "immigration"),
    Case("broken word, soft hyphen", "immi\u00ad\ngration", "immigration"),
    Case("a name is not joined", "Anglo-\nAmerican", "Anglo-\nAmerican"),
    Case("a dash at a line end is not joined", "and -\nso on", "and -\nso on"),
    Case("number range is not joined", "10-\n20", "10-\n20"),
    Case("ligature", "ﬁle oﬃce", "file office"),
    Case("full width", "ＡＢＣ１２", "ABC12"),
    Case("separate accent", "cafe\u0301", "café"),
    Case("accent kept", "café", "café"),
    Case("ellipsis", "wait…", "wait..."),
    Case("fraction kept", "2½ years", "2½ years"),
    Case("footnote mark kept", "said¹", "said¹"),
    Case("line separator", "a\u2028b", "a\nb"),
    Case("line breaks kept", "a\r\nb\n\nc\f", "a\r\nb\n\nc\f"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_folds_as_listed(case: Case) -> None:
    """Each typographic form becomes the plain one."""
    assert fold(case.text).text == case.expected


def test_case_is_folded_on_demand_only() -> None:
    """Capitals go only where the caller asks."""
    assert fold("The GROß “É”").text == 'The GROß "É"'
    assert fold("The GROß “É”", case=True).text == 'the gross "é"'


def test_unchanged_text_costs_no_map() -> None:
    """A text that folding leaves alone is mapped by two ranges."""
    assert isinstance(fold("plain text\nof two lines").offsets.starts, range)


PIECES = st.sampled_from(
    ["“", "”", "’", "ﬁ", "\u00a0", "\u00ad", "-\n", "—", "e\u0301", "a", "Word ", " ", "…", "\u0301", "½", "``", "İ", "ß"]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.booleans())
def test_the_map_is_in_order_and_inside(text: str, case: bool) -> None:
    """Starts and ends never go back and never leave the original."""
    folded = fold(text, case=case)
    starts, ends = list(folded.offsets.starts), list(folded.offsets.ends)
    assert len(starts) == len(ends) == len(folded.text)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(starts, ends, strict=True))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_text_alone_is_the_same(text: str) -> None:
    """`fold_text` gives what `fold` gives."""
    assert fold_text(text) == fold(text).text


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["“", "”", "ﬁ", "\u00a0", "—", "é", "a", "Word", " ", "…", "½", "didn’t"]), max_size=20).map(
        "".join
    ),
    st.data(),
)
def test_a_folded_stretch_is_the_fold_of_its_original(text: str, data: st.DataObject) -> None:
    """Folding the original stretch behind a folded one gives words that hold the folded stretch."""
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    original = folded.offsets.to_original(Span(start, end))
    assert folded.text[start:end] in fold(original.of(text)).text


def test_hostile_text_stays_linear() -> None:
    """Long runs of accents, blanks and marks fold to the end."""
    for piece in ("\u0301", " ", "-\n", "``", "“", "a\u0301\u0316"):
        assert isinstance(fold(piece * 50_000).text, str)
