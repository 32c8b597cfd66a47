"""Triggers: governing words; and the words that carry content."""

from __future__ import annotations

from onrecord.text.function_words import content_keys
from onrecord.text.triggers import find_triggers, is_negation
from onrecord.text.words import find_words


def kinds(text: str) -> list[tuple[str, str]]:
    return [(trigger.kind, trigger.text) for trigger in find_triggers([word.key for word in find_words(text)])]


def test_every_kind_is_found() -> None:
    """One word or phrase of each kind is told apart."""
    assert kinds("not only if perhaps he said most but five") == [
        ("negation", "not"),
        ("condition", "only if"),
        ("hedge", "perhaps"),
        ("attribution", "said"),
        ("quantifier", "most"),
        ("contrast", "but"),
        ("number", "5"),
    ]


def test_the_longest_phrase_counts() -> None:
    """A phrase is found whole and not by its first word."""
    assert kinds("no longer") == [("negation", "no longer")]
    assert kinds("as long as") == [("condition", "as long as")]


def test_about_is_a_hedge_before_a_number_only() -> None:
    """A talk about the bridge is not approximate."""
    assert kinds("about the bridge") == []
    assert kinds("about 20 people") == [("hedge", "about"), ("number", "20")]


def test_contracted_negation() -> None:
    """The "n't" of a contraction is a negation."""
    assert kinds("didn’t") == [("negation", "not")]
    assert is_negation("not")
    assert not is_negation("now")


def test_function_words_carry_nothing() -> None:
    """Of a stretch of words only those with content are kept, in order."""
    assert content_keys(["the", "white", "paper", "is", "due"]) == ["white", "paper", "due"]
