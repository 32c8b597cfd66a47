"""Whose words a quotation is: initials, mentions, quotations inside a mail; and the finding where the header says another."""

from __future__ import annotations

import pytest

from onrecord.checks.quotes import check_quotes
from onrecord.inbox.release import read_release
from onrecord.links.index import build_index
from onrecord.links.records import describe_coverage, trace_texts
from onrecord.links.speakers import collect_senders, is_clearly_another, stands_in_quotes
from onrecord.links.traces import trace, trace_text
from onrecord.links.variants import link_variants
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import LinkRecords, Story, Verdict
from onrecord.model.mentions import MentionRecords, Passage, PassageKind, Quote, QuoteKind
from onrecord.readers.text import split_pages
from onrecord.spans import Span

MAIL = """From: Lee, Ann <LeeA@county.example>
Sent: Tuesday, May 7, 2019 9:15 AM
To: W
Subject: Depot

Please count every broken truck at the depot before noon.

From: W <w11@mail.example>
Sent: Monday, May 6, 2019 4:02 PM
To: Lee, Ann <LeeA@county.example>
Subject: Depot

The bridge by the old depot cannot carry the new trucks.
"""
WORDS = "count every broken truck at the depot before noon"


def released(text: str) -> DocumentRecords:
    source = Source(path="mail.txt", sha256="m", n_bytes=len(text), media_type="text/plain", pile=Pile.RECORDS)
    document = Document(id="mail", source=source, kind="text", text=text, pages=split_pages(text))
    return DocumentRecords(document=document, inbox=read_release(document, None, ()))


def article(name: str, speaker: str) -> DocumentRecords:
    text = f"{speaker} wrote to the depot: “Please {WORDS}.” Nobody answered."
    at = text.index("Please")
    span = Span(at, text.index("”"))
    quote = Quote(id=f"q{name}", document_id=name, span=span, text=span.of(text), found_by="test", kind=QuoteKind.DIRECT,
                  parts=(span,), marks=Span(span.start - 1, span.end + 1), speaker=speaker, speaker_text=speaker,
                  speaker_span=Span(0, len(speaker)), rule="subject_verb_quote")  # fmt: skip
    source = Source(path=f"{name}.txt", sha256=name, n_bytes=1, media_type="text/plain", pile=Pile.COVERAGE)
    whole = Passage(
        id=f"p{name}", document_id=name, span=Span(0, len(text)), text=text, found_by="test", kind=PassageKind.REPORTING
    )
    document = Document(id=name, source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(passages=(whole,), quotes=(quote,)))


def test_one_mail_under_two_names_is_told_by_its_header() -> None:
    """Two articles give a mail to two people: they are set side by side, and the header accuses only the one it contradicts."""
    record, right, wrong = released(MAIL), article("a", "Ann Lee"), article("b", "Carl Orr")
    index = build_index(trace_texts([record]), describe_coverage([record]))
    quotes = [*right.mentions.quotes, *wrong.mentions.quotes]
    links = LinkRecords(
        traces=tuple(trace(quote, index) for quote in quotes),
        variants=link_variants(quotes),
        stories=(Story(id="s", document_ids=("a", "b"), label="depot"),),
    )
    found = check_quotes(CaseRecords(parts=(record, right, wrong), links=links))
    by_code = {code: [one for one in found if one.code == code] for code in ("Q105", "Q121")}
    (accused,) = by_code["Q105"]
    assert [place.document_id for place in accused.places] == ["b", "mail"]
    assert "Lee, Ann" in accused.message
    (beside,) = by_code["Q121"]
    assert {place.document_id for place in beside.places} == {"a", "b"}


@pytest.mark.parametrize(
    ("speaker", "verdict"),
    [("Ann Lee", Verdict.MISATTRIBUTED), ("Will Orr", Verdict.EXACT), ("Carl Orr", Verdict.EXACT), ("W", Verdict.EXACT)],
)
def test_an_initial_is_another_only_where_the_mail_shows_it(speaker: str, verdict: Verdict) -> None:
    """Who writes under a full name from elsewhere is not "W"; who has that initial, or is unknown to the mail, may be."""
    index = build_index(trace_texts([released(MAIL)]))
    assert trace_text("The bridge by the old depot cannot carry the new trucks.", index, speaker=speaker).verdict is verdict


def test_a_mailbox_used_under_both_names_is_one_person() -> None:
    """An initial that wrote from a person's own mailbox may be that person, whatever letter it is."""
    text = MAIL.replace("w11@mail.example", "LeeA@county.example")
    book = collect_senders(released(text).inbox.messages)
    assert not is_clearly_another("Ann Lee", "W", address="LeeA@county.example", book=book)


def test_a_small_initial_is_a_misread_one() -> None:
    """A scanner reads "Orr, Carl J" as "Orr, Carl i"; it is a full name all the same."""
    assert is_clearly_another("Ann Lee", "Orr, Carl i")


@pytest.mark.parametrize(
    ("around", "another"),
    [
        ("I met Ann Lee at the depot and she agreed.", True),
        ("so it is, said Ann Lee of the depot.", False),
        ("MS. LEE: well, let us see.", False),
        ("All the best,\nAnn Lee\nCounty depot", False),
        ("by Ann Lee, staff writer", False),
    ],
)
def test_a_mention_is_no_introduction(around: str, another: bool) -> None:
    """The named person's surname nearby excuses the attribution only where it introduces, signs or labels speech."""
    assert is_clearly_another("Ann Lee", "Orr, Carl", around=around) is another


def test_words_that_the_sender_quotes() -> None:
    """Inside open marks the sender need not be the speaker; after closed ones the sender is again."""
    text = 'The letter says:\n\n"The bridge is old. It cannot carry trucks." So we close it.'
    assert stands_in_quotes(text, text.index("It cannot"))
    assert not stands_in_quotes(text, text.index("So we"))
