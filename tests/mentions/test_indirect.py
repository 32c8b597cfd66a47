"""Reported speech without marks: its words, its source and its cue."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.mentions.quotes import find_quotes
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import QuoteKind


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[str | None, str, str], ...]  # speaker as written, cue, words


CASES = [
    Case("that", "Ann Lee said that she would leave.", (("Ann Lee", "said", "that she would leave"),)),
    Case("no that", "Ann Lee said she would leave.", (("Ann Lee", "said", "she would leave"),)),
    Case("hearer", "Ann Lee told reporters that she would leave.", (("Ann Lee", "told", "that she would leave"),)),
    Case("day between", "Officials said Monday that it was over.", (("Officials", "said", "that it was over"),)),
    Case("closing tag", "The plan is over, Ann Lee said.", (("Ann Lee", "said", "The plan is over"),)),
    Case("inverted tag", "The plan is over, said Ann Lee.", (("Ann Lee", "said", "The plan is over"),)),
    Case("inserted tag", "The plan, officials say, is over now.", (("officials", "say", "The plan … is over now"),)),
    Case("according first", "According to the files, it was over.", (("the files", "According to", "it was over"),)),
    Case(
        "according last", "It was over by May, according to the files.", (("the files", "according to", "It was over by May"),)
    ),
    Case("as reported", "As the Herald reported, it was over.", (("the Herald", "reported", "it was over"),)),
    Case("asked", "Asked whether it was over, she nodded.", ((None, "Asked", "whether it was over"),)),
    Case("promise", "Ann Lee promised to leave the board.", (("Ann Lee", "promised", "to leave the board"),)),
    Case(
        "two clauses",
        "Ann Lee said it was over and added that she was glad.",
        (("Ann Lee", "said", "it was over"), ("Ann Lee", "added", "that she was glad")),
    ),
    Case("a number with commas", "Ann Lee said 80,000 people came.", (("Ann Lee", "said", "80,000 people came"),)),
    Case("an age before that", "Ann Lee, 44, said that it was over.", (("Ann Lee", "said", "that it was over"),)),
    Case("a pronoun with a short verb", "Ann Lee told the Herald he’s done.", (("Ann Lee", "told", "he’s done"),)),
    Case(
        "place between",
        "Ann Lee noted in a column in Saturday’s Hilltown Herald that it was over.",
        (("Ann Lee", "noted", "that it was over"),),
    ),
    Case(
        "a memo seen by others",
        "A memo seen by Reuters said it was over.",
        (("A memo seen by Reuters", "said", "it was over"),),
    ),
    Case(
        "a short beginning", "Now, she said, it was over for all of us.", (("she", "said", "Now … it was over for all of us"),)
    ),
    Case("a joining word", "But, he said, it was over for all.", (("he", "said", "it was over for all"),)),
    Case("a count that opens with about", "About 4 in 10 say they want it.", (("About 4 in 10", "say", "they want it"),)),
    Case(
        "a participle before say",
        "Thirty percent of those surveyed say it was over.",
        (("Thirty percent of those surveyed", "say", "it was over"),),
    ),
    Case(
        "a poll released on a day",
        "New polls released Sunday found that it was over.",
        (("New polls released Sunday", "found", "that it was over"),),
    ),
    Case("there opens what is said", "She said there was no plan.", (("She", "said", "there was no plan"),)),
    Case("a day inside", "She said early Friday that it was over.", (("She", "said", "that it was over"),)),
    Case("a place before he", "Ann Lee said in an interview he had left.", (("Ann Lee", "said", "he had left"),)),
    Case("a vow not to", "Ann Lee promised not to leave.", (("Ann Lee", "promised", "not to leave"),)),
    Case("closing with show", "It was over by May, the records show.", (("the records", "show", "It was over by May"),)),
    Case("closing as", "It was over by May, as Ann Lee noted.", (("Ann Lee", "noted", "It was over by May"),)),
    Case("as with a day", "As the Herald reported last week, it was over.", (("the Herald", "reported", "it was over"),)),
    Case("as reported by", "As first reported by the Herald, it was over.", (("the Herald", "reported", "it was over"),)),
    Case("as inside", "The plan, as Ann Lee points out, is over.", (("Ann Lee", "points", "The plan … is over"),)),
    Case("as while", "As Ann Lee spoke to the board, it was over.", ()),
    Case(
        "asked by somebody", "When asked by a clerk whether it was over, she nodded.", ((None, "asked", "whether it was over"),)
    ),
    Case(
        "a clock", "At 10:03, according to the files, it was over.", (("the files", "according to", "At 10:03 … it was over"),)
    ),
    Case(
        "a night",
        "According to the guard on duty that night, it was over.",
        (("the guard on duty that night", "According to", "it was over"),),
    ),
    Case(
        "those claims",
        "Ann Lee pushed back on those claims on Monday, saying it was over.",
        (("Ann Lee", "saying", "it was over"),),
    ),
    Case("a book that", "Ann Lee wrote a book that inspired many.", ()),
    Case("said where", "“No,” Ann Lee said on the morning show of the Herald.", ()),
    Case("an aside", "Ann Lee said it was over, leaving the hall.", (("Ann Lee", "said", "it was over"),)),
    Case("marks and a tag without words", "” 1,000 asked , “", ()),
    Case("a request", "Please let me know which changes you will approve.", ()),
    Case("thanks", "Thanks for confirming that the trades were with Ash County.", ()),
    Case("a deed", "The clerk included the files.", ()),
    Case("an order to speak", "The memo was meant to portray the plan as dead.", ()),
    Case(
        "goes on behind a dash",
        "She said it was over — and not too soon.",
        (("She", "said", "it was over — and not too soon"),),
    ),
    Case("who first said", "Lee, who said it was over, left.", (("Lee, who", "said", "it was over"),)),
    Case(
        "a request as a noun",
        "Mails sent under a request show that it was over.",
        (("Mails sent under a request", "show", "that it was over"),),
    ),
    Case("wants", "Ann Lee wants to leave the board.", (("Ann Lee", "wants", "to leave the board"),)),
    Case("expected", "Ann Lee is expected to leave today.", ((None, "expected", "Ann Lee … to leave today"),)),
    Case("seems", "Ann Lee seems to have left.", ((None, "seems", "Ann Lee … to have left"),)),
    Case("left to the marks", "Ann Lee said it was “over.”", ()),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reported_speech(case: Case) -> None:
    """Each text of the table reports the clauses listed with it."""
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=1, media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id="d-1", source=source, kind="text", text=case.text)
    quotes = [q for q in find_quotes(document) if q.kind is QuoteKind.INDIRECT]
    found = tuple((q.speaker_text, q.cue, " … ".join(part.of(case.text) for part in q.parts)) for q in quotes)
    assert found == case.expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ann Lee wants to leave.", True), ("Ann Lee is expected to leave.", True), ("Ann Lee promised to leave.", False)],
)
def test_a_wish_is_marked_as_no_words(text: str, expected: bool) -> None:
    """What is wanted or expected is kept apart from what was said, so that no check builds on it."""
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=1, media_type="text/plain", pile=Pile.COVERAGE)
    (quote,) = find_quotes(Document(id="d-1", source=source, kind="text", text=text))
    assert quote.is_stance is expected
