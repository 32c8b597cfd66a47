"""Word forms: what kind of difference lies between two words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.text.wordforms import compare_words, is_scanner_slip, same_lemma
from onrecord.text.words import find_words


@dataclass(frozen=True)
class Case:
    name: str
    quote: str
    record: str
    expected: str


CASES = (
    Case("same", "raids", "raids", "same"),
    Case("case", "The", "the", "case"),
    Case("number in words", "five", "5", "number_spelling"),
    Case("other number", "15", "14", "number"),
    Case("number for a word", "three", "some", "number"),
    Case("digits turned round", "51", "15", "number"),
    Case("article", "a", "the", "article"),
    Case("plural", "raids", "raid", "inflection"),
    Case("past of a regular verb", "planned", "plan", "inflection"),
    Case("past of an irregular verb", "took", "take", "tense"),
    Case("forms of be", "was", "is", "tense"),
    Case("would for will", "would", "will", "tense"),
    Case("must for may", "must", "may", "modal"),
    Case("never for always", "never", "always", "negation"),
    Case("pronoun", "they", "we", "pronoun"),
    Case("word", "raids", "arrests", "word"),
    Case("opposite", "less", "more", "word"),
    Case("name", "Orr", "Wren", "name"),
    Case("scanner's letters", "b0dies", "bodies", "spelling"),
    Case("scanner's ligature", "narned", "named", "spelling"),
    Case("two real words", "hear", "bear", "word"),
    Case("British spelling", "organised", "organized", "spelling"),
    Case("had for would, contracted", "'d", "would", "contraction"),
    Case("not a slip of a negation", "now", "not", "negation"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_kinds_as_listed(case: Case) -> None:
    """Each pair of words differs in the listed way."""
    one, two = find_words(f"x{case.quote}" if case.quote.startswith("'") else case.quote), find_words(case.record)
    assert compare_words(one[-1], two[-1]) == case.expected


def test_slips_need_an_impossible_word() -> None:
    """Two words of the language are never one word misread, and numbers never are."""
    assert is_scanner_slip("tbe", "the")
    assert is_scanner_slip("t0", "to")
    assert not is_scanner_slip("clear", "dear")
    assert not is_scanner_slip("11", "17")
    assert not is_scanner_slip("is", "it")


def test_lemmas_do_not_join_strangers() -> None:
    """Endings join forms of one word only."""
    assert same_lemma("studies", "study")
    assert same_lemma("stopped", "stopping")
    assert not same_lemma("policy", "police")
