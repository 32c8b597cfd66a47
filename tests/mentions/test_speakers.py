"""The sieve of rules names the right speaker and cue, and abstains where nobody is named."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.mentions.attribution_rules import RULES
from onrecord.mentions.quotes import find_quotes
from onrecord.model.documents import Document, Pile, Source


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    speaker: str | None
    cue: str | None
    rule: str | None


CASES = [
    Case("said Smith", "“We won,” said Ann Lee.", "Ann Lee", "said", "quote_verb_subject"),
    Case("said with title", "“We won,” said spokesman Tom Ray, 34.", "spokesman Tom Ray", "said", "quote_verb_subject"),
    Case("Smith said", "“We won,” Ann Lee said on Monday.", "Ann Lee", "said", "quote_subject_verb"),
    Case("appositive", "“We won,” Tom Ray, the campaign’s manager, said.", "Tom Ray", "said", "quote_subject_verb"),
    Case("question", "“Why us?” the mayor asked.", "the mayor", "asked", "quote_subject_verb"),
    Case("according", "“We won,” according to the minutes.", "the minutes", "according to", "quote_according_to"),
    Case("before, comma", "The clerk added, “No one called.”", "The clerk", "added", "subject_verb_quote"),
    Case("before, that", "Ann Lee said that the plan was “dead on arrival.”", "Ann Lee", "said", "subject_verb_inside"),
    Case("called it", "Ann Lee called the plan “a bad joke.”", "Ann Lee", "called", "subject_verb_inside"),
    Case("shared subject", "Ann Lee left the hall and said, “No more.”", "Ann Lee", "said", "shared_subject_verb_quote"),
    Case("participle", "Ann Lee left the hall, saying, “No more.”", "Ann Lee", "saying", "shared_subject_verb_quote"),
    Case("pronoun", "She said she would “never yield.”", "She", "said", "subject_verb_inside"),
    Case("went on to say", "He went on to say, “No more.”", "He", "say", "subject_verb_quote"),
    Case("subject line", "The mail’s subject line read: “Due tonight.”", "The mail’s subject line", "read", "other_verb_quote"),
    Case(
        "instructions",
        'They were lost, with the instructions stating: "Send two.”',
        "the instructions",
        "stating",
        "subject_verb_quote",
    ),
    Case(
        "place after comma",
        "An aide in Salem, Oregon wrote, “It is over.”",
        "An aide in Salem, Oregon",
        "wrote",
        "subject_verb_quote",
    ),
    Case("closing tag", "The “lost” files were found, Ann Lee said.", "Ann Lee", "said", "closing_tag"),
    Case("according before", "According to Ann Lee, the plan is “dead.”", "Ann Lee", "According to", "according_to_quote"),
    Case(
        "outer speaks",
        "Ann Lee said Tom Ray called on them to stay “close together.”",
        "Ann Lee",
        "said",
        "subject_verb_inside",
    ),
    Case("label", "Ann Lee: “We won.”", "Ann Lee", ":", "label_colon"),
    Case(
        "label with a title",
        "Former secretary of state Ann Lee: “We won.”",
        "Former secretary of state Ann Lee",
        ":",
        "label_colon",
    ),
    Case("label of an owner", "In a story by the Globe's Ann Lee: “We won.”", "Ann Lee", ":", "label_colon"),
    Case("no label", "The instructions left no doubt: “Send it.”", "The instructions", "left", "subject_verb_colon"),
    Case("went on", "They went on: “Send it.”", "They", "went", "subject_verb_colon"),
    Case("label of a day", "Clear at last on Monday: “We won.”", None, None, None),
    Case("at one point", "At one point Ann Lee wrote: “We won.”", "Ann Lee", "wrote", "subject_verb_quote"),
    Case("colon and new line", "The clerk had this to say:\n\n“We won.”", "The clerk", "say", "colon_before"),
    Case("efforts to claim", "Their efforts to hide it and claim that it was “routine” failed.", None, None, None),
    Case("what is described", "The raids were “routine.”", None, None, None),
    Case("nobody", "“Yes.”", None, None, None),
    Case(
        "carried over a paragraph", "“A,” Ann Lee said.\n\n“Something else entirely.”", "Ann Lee", "said", "quote_subject_verb"
    ),
]


def as_document(text: str) -> Document:
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    return Document(id="d-1", source=source, kind="text", text=text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_speaker_and_cue(case: Case) -> None:
    """The first quotation of each text has the speaker, cue and rule listed with it."""
    quote = next(q for q in find_quotes(as_document(case.text)) if q.marks is not None)
    assert (quote.speaker_text, quote.cue, quote.rule) == (case.speaker, case.cue, case.rule)


def test_a_weak_rule_names_a_candidate_not_a_speaker() -> None:
    """A quotation that stands alone in the next paragraph is left open, with the last speaker as candidate."""
    text = "“We won again,” Ann Lee said.\n\n“Something else entirely happened there.”"
    alone = [q for q in find_quotes(as_document(text)) if q.marks is not None][1]
    assert (alone.speaker, alone.speaker_text, alone.candidates) == (None, None, ("Ann Lee",))
    assert alone.rule == "carried_over_paragraph"


def test_an_interrupted_quotation_is_one_quote_with_two_parts() -> None:
    """ "A," he said. "B." is one quotation of one speaker."""
    text = "“We won,” Ann Lee said. “We will win again.” The hall was full."
    quotes = [q for q in find_quotes(as_document(text)) if q.marks is not None]
    assert [tuple(part.of(text) for part in q.parts) for q in quotes] == [("We won,", "We will win again.")]
    assert quotes[0].speaker == "Ann Lee"


def test_every_rule_given_is_described() -> None:
    """Each rule id that a quotation carries stands in the table with its meaning and its measured counts."""
    for case in CASES:
        for quote in find_quotes(as_document(case.text)):
            assert quote.rule is None or quote.rule == "interrupted" or quote.rule in RULES


def test_the_counts_of_rules_are_counts() -> None:
    """No rule was right more often than it was judged."""
    assert all(0 <= rule.n_right <= rule.n_judged for rule in RULES.values())
