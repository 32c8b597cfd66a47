"""Quotations of a document: kinds, names, passages, and offsets that hold for any text."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.mentions.quotes import find_quotes
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import Passage, PassageKind, PersonMention, QuoteKind
from onrecord.spans import Span

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))


def as_document(text: str) -> Document:
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    return Document(id="d-1", source=source, kind="text", text=text)


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    kinds: tuple[str, ...]


KINDS = [
    Case("whole utterance", "Ann Lee said: “We won the vote.”", ("direct",)),
    Case("fragment", "Ann Lee said the vote was “a clear win.”", ("mixed",)),
    Case("fragment after called", "Ann Lee called it “a farce.”", ("mixed",)),
    Case("show", "Ann Lee spoke on Channel Nine’s “Morning Table” today.", ("term",)),
    Case("title before a noun", "The “Long Way Home” podcast was praised.", ("term",)),
    Case("title that opens a sentence", "“Long Way Home” star Ann Lee was praised.", ("term",)),
    Case("title after a comma", "She hosts a new program, “The Morning Table,” on Mondays.", ("term",)),
    Case("one word of a channel", "Ann Lee visited Channel Nine’s “Today” to speak of it.", ("term",)),
    Case("nickname", "The letter of Juan “Chico” Marsh was read aloud.", ("term",)),
    Case("headline with its author", "FAREWELL — “Concert hall to close in May,” by Ann Lee.", ("term",)),
    Case("slogan", "The hall rang with chants of “Build It Now” for an hour.", ("mixed",)),
    Case("words in capitals that were said", "The fans chanted, “Build It Now,” and left.", ("direct",)),
    Case("being explained", "The order came from the office referred to as “X1,” who was away.", ("term",)),
    Case("explained after", "It was due for the chief — with “X1” -- referring to the head of the office.", ("term",)),
    Case("a word nobody said", "The party produced an “autopsy” about the vote.", ("scare",)),
    Case("a word with a noun of speech", "The party paid for the “autopsy” comment.", ("mixed",)),
    Case("called out and explained", "The fans chanted, “Build it,” referring to the hall.", ("direct",)),
    Case("minor marks", "“We won,” said Ann Lee of the ‘reform’ bill.", ("direct", "scare")),
]


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case.name)
def test_kinds(case: Case) -> None:
    """Each text of the table holds marked quotations of the kinds listed with it."""
    assert tuple(str(q.kind) for q in find_quotes(as_document(case.text)) if q.marks is not None) == case.kinds


INTERRUPTED = [
    ("subject then verb", "“I have more to do,” Ann Lee wrote, “and will send it tonight.”", 2),
    ("verb then subject", "“We lost,” said Ann Lee on Friday, “but not by much.”", 2),
    ("cut inside", "“Although some stores are open,” Ann Lee replied, “many are … closing.” She left.", 2),
    ("a second cue begins anew", "“We lost,” said Ann Lee, adding, “They won.”", 1),
    ("another speaker begins anew", "“We lost,” said Ann Lee. Bo Carr replied, “You did.”", 1),
]


@pytest.mark.parametrize(("text", "n_parts"), [row[1:] for row in INTERRUPTED], ids=[row[0] for row in INTERRUPTED])
def test_an_interrupted_quotation_is_one_with_several_parts(text: str, n_parts: int) -> None:
    """Where only the tag of its first part stands between, the second part continues the same quotation."""
    first = find_quotes(as_document(text))[0]
    assert len(first.parts) == n_parts
    assert first.speaker == "Ann Lee"


def passage(text: str, part: str, kind: PassageKind) -> Passage:
    start = text.index(part)
    span = Span(start, start + len(part))
    return Passage(id=f"p-{start}", document_id="d-1", span=span, text=part, found_by="test", kind=kind)


def test_titles_are_never_given_to_anybody_and_captions_are_not_read() -> None:
    """Marks in a title are scare quotes without a speaker; marks in a caption are no quotation at all."""
    title, caption, body = "Lee says plan is “dead”", "Ann Lee, “the boss”", "Ann Lee said the plan was “gone for good.”"
    text = f"{title}\n\n{caption}\n\n{body}"
    passages = (
        passage(text, title, PassageKind.TITLE),
        passage(text, caption, PassageKind.CAPTION),
        passage(text, body, PassageKind.REPORTING),
    )
    quotes = [q for q in find_quotes(as_document(text), passages) if q.marks is not None]
    assert [(q.text, str(q.kind), q.speaker) for q in quotes] == [
        ("dead", "scare", None),
        ("gone for good.", "mixed", "Ann Lee"),
    ]


DATELINES = [
    ("place and agency", "HILLTOWN (XY) — Ann Lee said the vote was “a clear win.”", "HILLTOWN (XY) —"),
    ("day behind the place", "HILLTOWN, Dec. 8 (XY) — Ann Lee said the vote was “a clear win.”", "HILLTOWN"),
    ("hyphen", "OLD MILL, Ohio - Ann Lee said the vote was “a clear win.”", "OLD MILL, Ohio -"),
]


@pytest.mark.parametrize(("text", "dateline"), [case[1:] for case in DATELINES], ids=[case[0] for case in DATELINES])
def test_a_sentence_behind_a_dateline_is_read(text: str, dateline: str) -> None:
    """The place that a story opens with hides neither the quotation of its first sentence nor who speaks there."""
    rest = text[len(dateline) :].lstrip(" ")
    passages = (passage(text, dateline, PassageKind.DATELINE), passage(text, rest, PassageKind.REPORTING))
    (quote,) = (one for one in find_quotes(as_document(text), passages) if one.kind is QuoteKind.MIXED)
    assert (quote.text, quote.speaker) == ("a clear win.", "Ann Lee")


def test_a_surname_gets_the_full_name_of_the_document() -> None:
    """ "Lee said" after "Ann Lee" names Ann Lee; with two persons of that surname it stays "Lee"."""
    one = find_quotes(as_document("Ann Lee came. “We won,” Lee said."))[0]
    two = find_quotes(as_document("Ann Lee came. Tom Lee came too. “We won,” Lee said."))[0]
    assert (one.speaker, two.speaker) == ("Ann Lee", "Lee")


def test_an_unnamed_official_stays_unnamed() -> None:
    """ "a spokesman for Ann Lee" is not Ann Lee."""
    quote = find_quotes(as_document("“We won,” said a spokesman for Ann Lee."))[0]
    assert quote.speaker == "a spokesman for Ann Lee"


def test_a_pronoun_is_resolved_only_where_one_person_is_in_view() -> None:
    """ "he" after one person is that person; after two it stays open with both as candidates."""
    one = find_quotes(as_document("Tom Ray came early. “We won,” he said."))[0]
    two = find_quotes(as_document("Tom Ray met Joe Fox there. “We won,” he said."))[0]
    assert one.speaker == "Tom Ray"
    assert two.speaker is None
    assert set(two.candidates) == {"Tom Ray", "Joe Fox"}


def test_two_persons_are_not_one_speaker() -> None:
    """ "Ann Lee and Tom Ray said" and "candidates like Ann Lee" name no single person."""
    both = find_quotes(as_document("Ann Lee and Tom Ray said the plan was “dead.”"))[0]
    among = find_quotes(as_document("Candidates like Ann Lee said the plan was “dead.”"))[0]
    assert (both.speaker, among.speaker) == ("Ann Lee and Tom Ray", "Candidates like Ann Lee")


def test_a_name_that_qualifies_is_not_the_speaker() -> None:
    """ "Ray campaign manager Ann Lee" is Ann Lee; "Tom Ray supporters" are not Tom Ray."""
    manager = find_quotes(as_document("Tom Ray lost. “No,” said Ray campaign manager Ann Lee."))[0]
    crowd = find_quotes(as_document("Tom Ray lost. “No,” Tom Ray supporters said."))[0]
    assert (manager.speaker, crowd.speaker) == ("Ann Lee", "Tom Ray supporters")


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Ann Lee did not say that it was over.", True),
        ("Ann Lee declined to say whether it was over.", True),
        ("Ann Lee never called it “over.”", True),
        ("Ann Lee said that it was not over.", False),
    ],
)
def test_what_was_not_said_is_flagged(text: str, negated: bool) -> None:
    """A cue under "not", "never" or "declined to" flags its words as negated; a negation inside the words does not."""
    assert ("negated" in find_quotes(as_document(text))[0].flags) is negated


def test_given_people_are_used_for_names() -> None:
    """The people handed in decide the canonical name."""
    text = "“We won,” said the Hon. A. Lee."
    at = text.index("A. Lee")
    person = PersonMention(
        id="m-1", document_id="d-1", span=Span(at, at + 6), text="A. Lee", found_by="test", kind="person", name="Ann B. Lee"
    )
    assert find_quotes(as_document(text), (), (person,))[0].speaker == "Ann B. Lee"


def test_order_of_passages_does_not_matter() -> None:
    """The same quotations come from passages in any order."""
    text = "“We won,” said Ann Lee.\n\n“We lost,” said Tom Ray."
    first, second = (passage(text, part, PassageKind.REPORTING) for part in text.split("\n\n"))
    assert find_quotes(as_document(text), (first, second)) == find_quotes(as_document(text), (second, first))


QUOTED_TEXT = st.lists(
    st.sampled_from(
        ["“", "”", '"', "‘", "’", "''", "He said", "she told Ann Lee that", "according to", "the raids", ",", ".", "\n\n", "—",
         "Smith", "calling it", "and", "who", "asked", "?", "(", ")", ":", "to say", "was", "Mr. Fox", "1,000", "’s"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(QUOTED_TEXT)
def test_every_span_holds_its_text(text: str) -> None:
    """For any text, the words, parts, speaker and cue of each quotation are the characters at their spans, in order."""
    quotes = find_quotes(as_document(text))
    assert list(quotes) == sorted(quotes, key=lambda q: (q.span, q.kind, q.id))
    assert len({q.id for q in quotes}) == len(quotes)
    for quote in quotes:
        assert quote.span.of(text) == quote.text
        assert quote.span.contains(quote.parts[0])
        assert quote.span.contains(quote.parts[-1])
        for span, words in ((quote.speaker_span, quote.speaker_text), (quote.cue_span, quote.cue)):
            assert (span is None) == (words is None)
            assert span is None or span.of(text) == words
        assert quote.kind in (QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT) or quote.speaker is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_arbitrary_text_never_raises(text: str) -> None:
    """Any Unicode text is read, twice with the same result."""
    assert find_quotes(as_document(text)) == find_quotes(as_document(text))


def test_long_lines_are_read() -> None:
    """Lines of many thousand cues, commas or marks end in a moment."""
    for piece in ('"a" said ', "and said ", "to say ", "Smith, who, said, ", "“", "he said that "):
        find_quotes(as_document(piece * 500))


@pytest.mark.gold
def test_seed_articles() -> None:
    """All 15 direct quotations of the five articles, none false; terms and scare quotes found and given to nobody."""
    gold_file = SHARED / "gold" / "seeds_gold.json"
    if not gold_file.exists():
        pytest.skip(f"no {gold_file}; set ONRECORD_SHARED")
    gold = json.loads(gold_file.read_text(encoding="utf-8"))["quotes"]
    found = {}
    for name in sorted({row["file"] for row in gold}):
        text = (SHARED / "seeds" / name).read_bytes().decode("utf-8")
        for quote in find_quotes(as_document(text)):
            for part in quote.parts:
                if quote.kind is not QuoteKind.INDIRECT:
                    found[name, part.start, part.end] = quote
    spoken = {key for key, quote in found.items() if quote.kind in (QuoteKind.DIRECT, QuoteKind.MIXED)}
    assert spoken == {(row["file"], row["start"], row["end"]) for row in gold if row["kind"] == "direct"}
    soft = {key for key, quote in found.items() if quote.kind in (QuoteKind.TERM, QuoteKind.SCARE)}
    assert {(row["file"], row["start"], row["end"]) for row in gold if row["kind"] != "direct"} <= soft
    assert all(found[key].speaker is None for key in soft)
    first = next(row for row in gold if row["id"] == "Q01")
    assert found[first["file"], first["start"], first["end"]].speaker is None
