"""Words: keys, contractions, numbers, places."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.words import find_words, list_words


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


CASES = (
    Case("plain", "The raids began.", ("the", "raids", "began")),
    Case("negation apart", "They didn’t, can't and won't.", ("they", "did", "not", "can", "not", "and", "will", "not")),
    Case("cannot", "I cannot", ("i", "can", "not")),
    Case("contractions", "I've they're she'll I'm", ("i", "have", "they", "are", "she", "will", "i", "am")),
    Case("possessive", "Orr's clerk", ("orr", "'s", "clerk")),
    Case("name with apostrophe", "o'clock", ("o'clock",)),
    Case("number words", "five of 5 and twenty", ("5", "of", "5", "and", "20")),
    Case("large number", "1,200 people, 4.2 miles", ("1200", "people", "4.2", "miles")),
    Case("ordinals", "the first and 21st", ("the", "1st", "and", "21st")),
    Case("percent sign", "33% or 33 percent", ("33", "percent", "or", "33", "percent")),
    Case("hyphen parts", "self-conscious", ("self", "conscious")),
    Case("broken at the line", "immi-\ngration", ("immigration",)),
    Case("state code", "Ca 94", ("ca", "94")),
    Case("nothing", " ... -- ", ()),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_keys_as_listed(case: Case) -> None:
    """Spellings of one word have one key, and a negation is a word of its own."""
    assert tuple(word.key for word in find_words(case.text)) == case.expected


TEXTS = st.lists(
    st.sampled_from(["don’t", "five", "“", "-\n", " ", "1,200", "raids", "ﬁne", "\u00ad", "cannot", "…", "é", "%"]), max_size=20
)


@settings(max_examples=100, deadline=None)
@given(TEXTS.map("".join))
def test_columns_are_the_same_words(text: str) -> None:
    """`list_words` gives the keys and places of `find_words`."""
    words, columns = find_words(text), list_words(text)
    assert [word.key for word in words] == columns.keys
    assert [(word.start, word.end) for word in words] == list(zip(columns.starts, columns.ends, strict=True))


@settings(max_examples=100, deadline=None)
@given(TEXTS.map("".join))
def test_places_are_in_order_and_inside(text: str) -> None:
    """Words follow each other without overlap, inside the text."""
    at = 0
    for word in find_words(text):
        assert at <= word.start < word.end <= len(text)
        at = word.end


def test_an_endless_word_is_read() -> None:
    """A single line of one letter is one word, and of many apostrophes none that hangs."""
    assert len(list_words("a" * 300_000).keys) == 1
    assert list_words("'" * 300_000).keys == []
