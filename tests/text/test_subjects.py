"""The subject of a verb is found across appositives, relative clauses, shared verbs and infinitives, or not named at all."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.spans import Span
from onrecord.text.clauses import is_noun_use, read_words
from onrecord.text.cues import find_cue
from onrecord.text.subjects import find_subject, find_subject_after


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    verb: str
    expected: str | None


LEFT = [
    Case("name", "Ann Lee said so", "said", "Ann Lee"),
    Case("adverbs", "Ann Lee has also repeatedly said so", "said", "Ann Lee"),
    Case("pronoun", "Then she said so", "said", "she"),
    Case("day before", "On Monday Ann Lee said so", "said", "Ann Lee"),
    Case("last week", "Last week President Lee said so", "said", "President Lee"),
    Case("noun phrase", "The office of the mayor said so", "said", "The office of the mayor"),
    Case("appositive", "Ann Lee, the mayor of Salem, said so", "said", "Ann Lee"),
    Case("two appositives", "Ann Lee, 54, a lawyer, said so", "said", "Ann Lee"),
    Case("inserted phrase", "Ann Lee, after the vote, said so", "said", "Ann Lee"),
    Case("party in brackets", "Ann Lee (D-Ore.) said so", "said", "Ann Lee"),
    Case("place after comma", "An aide in Salem, Oregon said so", "said", "An aide in Salem, Oregon"),
    Case("relative", "The aide who said so", "said", "The aide who"),
    Case("shared", "Ann Lee left early and said so", "said", "Ann Lee"),
    Case("past the complement", "Ann Lee said it was late but added more", "added", "Ann Lee"),
    Case("infinitive", "Ann Lee went on to say so", "say", "Ann Lee"),
    Case("had this to say", "Ann Lee had this to say", "say", "Ann Lee"),
    Case("of a noun", "efforts to say so", "say", None),
    Case("nothing before", "said so", "said", None),
]


@pytest.mark.parametrize("case", LEFT, ids=lambda case: case.name)
def test_subject_to_the_left(case: Case) -> None:
    """Each verb of the table has the subject listed with it."""
    words = read_words(case.text, Span(0, len(case.text)), ())
    verb = max(n for n, word in enumerate(words) if word.low == case.verb)
    subject = find_subject(words, verb)
    found = None if subject is None else case.text[words[subject.first].start : words[subject.last].end]
    assert found == case.expected


RIGHT = [
    Case("name", "said Ann Lee.", "said", "Ann Lee"),
    Case("title", "said spokesman Tom Ray, who left", "said", "spokesman Tom Ray"),
    Case("office", "said the head of the union on Monday", "said", "the head of the union"),
    Case("day", "said Monday", "said", None),
    Case("clause", "said when asked", "said", None),
]


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case.name)
def test_subject_to_the_right(case: Case) -> None:
    """A subject behind its verb ends before a comma, a time or a place."""
    words = read_words(case.text, Span(0, len(case.text)), ())
    subject = find_subject_after(words, 0)
    found = None if subject is None else case.text[words[subject.first].start : words[subject.last].end]
    assert found == case.expected


NOUNS = [
    ("Lee’s remarks were short", "remarks", True),
    ("she remarks on it", "remarks", False),
    ("low interest rates — both", "rates", True),
    ("its policies and requests should end", "requests", True),
    ("Lee reports a loss", "reports", False),
]


@pytest.mark.parametrize(("text", "word", "expected"), NOUNS)
def test_a_cue_word_may_be_a_noun(text: str, word: str, expected: bool) -> None:
    """A verb of speech in a noun's place is told by the words around it."""
    words = read_words(text, Span(0, len(text)), ())
    at = next(n for n, one in enumerate(words) if one.low == word)
    assert is_noun_use(words, at) is expected


@pytest.mark.parametrize(
    ("word", "verb", "form"),
    [("said", "say", "past"), ("saying", "say", "ing"), ("denies", "deny", "present"), ("admitted", "admit", "past"),
     ("dubbing", "dub", "ing"), ("read", "read", "past"), ("pushes", "push", "present")],
)  # fmt: skip
def test_forms_of_cue_verbs(word: str, verb: str, form: str) -> None:
    """Each spelling is known as a form of its verb."""
    cue = find_cue(word)
    assert cue is not None
    assert (cue.verb, cue.form) == (verb, form)


def test_a_plain_word_is_no_cue() -> None:
    """Ordinary words attribute nothing."""
    assert find_cue("table") is None


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["said", "and", "who", "to", ",", "(", ")", "Ann", "Lee", "the", "by", "—", "was", "that", "it"]),
        max_size=25,
    )
)
def test_a_subject_lies_before_its_verb(pieces: list[str]) -> None:
    """Whatever the words, a subject is an ordered stretch of the sentence that ends before the verb."""
    text = " ".join(pieces)
    words = read_words(text, Span(0, len(text)), ())
    for at in range(len(words)):
        subject = find_subject(words, at)
        assert subject is None or 0 <= subject.first <= subject.last < at
