"""Ladders with the record as root, over the invented mails of a parks office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

import pytest

from onrecord.intervals import DateInterval, InstantInterval
from onrecord.links.ladders import find_ladders
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import Ladder, Story
from onrecord.model.mentions import MentionRecords, Passage, PassageKind
from onrecord.model.messages import InboxRecords, Message
from onrecord.model.packs import OfficeCode, Pack, TermOfOffice
from onrecord.spans import Span

WORK = "Please list every broken truck at your depot and send the list to me."
SENT = InstantInterval(datetime(2019, 5, 7, 9), datetime(2019, 5, 7, 9))
TERM = TermOfOffice(
    person="Ilse Orr",
    title="Head of Parks",
    office="Parks Office",
    valid=DateInterval(date(2018, 1, 1), date(2020, 1, 1)),
    status="confirmed",
    source="invented",
)
PACK = Pack(
    codes=(OfficeCode(code="K1", meaning="Head of Parks", source="invented", titles=("Head of Parks", "Parks Head")),),
    terms=(TERM,),
)
STORY = (Story(id="s", document_ids=("a", "b"), label="trucks"),)


def article(name: str, text: str) -> DocumentRecords:
    """An article of one reporting passage."""
    source = Source(path=f"{name}.txt", sha256=name, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    whole = Passage(
        id=f"{name}-p", document_id=name, span=Span(0, len(text)), text=text, found_by="test", kind=PassageKind.REPORTING
    )
    document = Document(id=name, source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(passages=(whole,)))


def mail(
    name: str, subject: str, body: str = WORK, sender: str | None = "Ann Lee", copy_of: str | None = None
) -> DocumentRecords:
    """A record of one message."""
    header = f"From: {sender}\nSubject: {subject}\n\n"
    text = header + body
    source = Source(path=f"{name}.eml", sha256=name, n_bytes=len(text), media_type="message/rfc822", pile=Pile.RECORDS)
    message = Message(
        id=f"m-{name}",
        document_id=name,
        span=Span(0, len(text)),
        header_span=Span(0, len(header)),
        body_spans=(Span(len(header), len(text)),),
        header_text=header,
        body=body,
        sender=sender,
        sender_redacted=sender is None,
        subject=subject,
        sent=SENT,
        copy_of=copy_of,
        found_by="test",
    )
    document = Document(id=name, source=source, kind="mail", text=text)
    return DocumentRecords(document=document, inbox=InboxRecords(messages=(message,)))


ASKED = article("a", "The parks office asked the drivers to list every broken truck at the depot.")
ORDERED = article("b", "Parks Head Ilse Orr ordered drivers to list all broken trucks at the depot.")


def ladder_with(*mails: DocumentRecords, pack: Pack = PACK) -> Ladder:
    """The one ladder of the two articles beside the mails."""
    (ladder,) = find_ladders([ASKED, ORDERED, *mails], STORY, pack)
    return ladder


def roots(ladder: Ladder) -> Iterator[str]:
    """What the record's rungs say."""
    return (rung.says for rung in ladder.rungs if rung.kind == "record")


class Case(NamedTuple):
    """A mail, and what the root says; None for silence."""

    name: str
    subject: str
    body: str
    expected: str | None


CASES = (
    Case("code", "Due Tonight for K1 - URGENT", WORK, "Due Tonight for K1"),
    Case("title", "Trucks: needed today for the Parks Head", WORK, "needed today for the Parks Head"),
    Case("name", "Request for Ilse Orr", WORK, "Request for Ilse Orr"),
    Case("in_the_body", "Trucks", f"{WORK} This task is for K1.", "task is for K1"),
    Case("wrapped_subject_of_two_words", "Urgent:  for K1", WORK, "Urgent: for K1"),
    Case("reply", "RE: Due tonight for K1", WORK, None),
    Case("for_a_day", "Due tonight for Friday", WORK, None),
    Case("for_a_code_nobody_knows", "Due tonight for Q3", WORK, None),
    Case("no_request", "Flowers for K1", WORK, None),
    Case("denied", "Trucks", f"{WORK} It is not a task for K1.", None),
    Case("doubted", "Trucks", f"{WORK} I wonder if this is due for K1.", None),
    Case("asked_back", "Trucks", f"{WORK} Is this due for K1?", None),
    Case("for_a_part_of_the_office", "Due tonight for K1’s driver", WORK, None),
    Case("for_somebody_of_another_office", "Due tonight for the Parks Head of Hilltown", WORK, None),
    Case("another_matter", "Due tonight for K1", "The swimming hall opens on Monday.", None),
)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_request_of_the_record_is_the_root(case: Case) -> None:
    """A message that says for whom something is due is the first rung; anything less is none."""
    ladder = ladder_with(mail("r", case.subject, case.body))
    assert list(roots(ladder)) == ([case.expected] if case.expected else [])
    if case.expected:
        assert ladder.rungs[0].kind == "record"
        assert [rung.strength for rung in ladder.rungs] == [0, 1, 3]
        assert f"The record says “{case.expected}”" in ladder.note


def test_a_root_is_cited_where_it_stands() -> None:
    """The rung's place holds the words of the document at its span."""
    record = mail("r", "Due Tonight for K1 - URGENT")
    place = ladder_with(record).rungs[0].place
    assert place.document_id == "r"
    assert place.text == place.span.of(record.document.text) == "Due Tonight for K1 - URGENT"


def test_two_requests_that_fit_alike_are_no_root() -> None:
    """Where two messages are equally good there is no root; a copy of one is not a second."""
    first, again = mail("r", "Due tonight for K1"), mail("t", "Due today for K1")
    assert list(roots(ladder_with(first, again))) == []
    copy = mail("t", "Due tonight for K1", copy_of="m-r")
    assert list(roots(ladder_with(first, copy))) == ["Due tonight for K1"]


def test_without_records_a_ladder_stays_as_it_is() -> None:
    """No mail, or no pack that knows the code: the ladder of the coverage alone."""
    alone = ladder_with()
    assert [rung.kind for rung in alone.rungs] == ["telling", "telling"]
    assert ladder_with(mail("r", "Due tonight for K1"), pack=Pack()) == alone


SENDERS = (
    ("nobody", ("Ann Lee",), "No message from K1 (Ilse Orr) is in the records loaded."),
    ("one", ("Orr, Ilse",), "1 message from K1 (Ilse Orr) is in the records loaded."),
    ("two", ("Ilse Orr", "K1"), "2 messages from K1 (Ilse Orr) are in the records loaded."),
    ("hidden", (None,), "No message from K1 (Ilse Orr) is in the records loaded; 1 message does not show a sender."),
    ("surname_alone", ("Orr",), None),
    ("another_of_the_name", ("Ben Orr",), None),
    ("the_deputy_of_the_office", ("Deputy Head of Parks",), None),
)


@pytest.mark.parametrize(("name", "senders", "expected"), SENDERS, ids=[row[0] for row in SENDERS])
def test_messages_of_the_addressee_are_counted(name: str, senders: tuple[str | None, ...], expected: str | None) -> None:
    """What is said of the addressee's own messages is no more than the senders show; a likely sender is left open."""
    others = [mail(f"o{at}", "Trees", "The trees stand.", sender) for at, sender in enumerate(senders)]
    note = ladder_with(mail("r", "Due tonight for K1"), *others).note
    if expected is None:
        assert "in the records loaded" not in note, name
    else:
        assert note.endswith(expected)


def test_an_office_whose_holder_is_unknown_is_looked_for_by_its_name() -> None:
    """Without a person for the day, only the sender's name is spoken of."""
    ladder = ladder_with(mail("r", "Due tonight for K1"), pack=replace(PACK, terms=()))
    assert ladder.note.endswith("No message in the records loaded names K1 as its sender.")


CAME = article(
    "a",
    "The request, headed “Due tonight for K1”, was urgent. The subject read “Due tonight for K1”: the request came from K1.",
)
BY = article(
    "b", "A mail said “Due tonight for K1,” which meant that the request was ordered by the head of Parks himself, who left."
)


def test_a_quoted_request_is_a_ladder() -> None:
    """Sentences that print the request and say of whom it came are rungs by strength; the record is the root."""
    (ladder,) = find_ladders([CAME, BY, mail("r", "Due tonight for K1")], STORY, PACK)
    assert [(rung.kind, rung.strength, rung.says) for rung in ladder.rungs] == [
        ("record", 0, "Due tonight for K1"),
        ("telling", 1, "request came from K1"),
        ("telling", 3, "request was ordered by the head of Parks himself"),
    ]
    assert ladder.note.endswith("No message from K1 (Ilse Orr) is in the records loaded.")


def test_a_code_that_only_the_coverage_knows() -> None:
    """A code of no pack is a root where the coverage prints it; whose messages are its own is then not said."""
    (ladder,) = find_ladders([CAME, BY, mail("r", "Due tonight for K1")], STORY, Pack())
    assert next(roots(ladder)) == "Due tonight for K1"
    assert "records loaded" not in ladder.note


QUIET = (
    ("doubted", "It is unclear whether “Due tonight for K1” means that the request came from K1."),
    ("denied", "Despite “Due tonight for K1” it was not clear that the request came from K1."),
    ("not_quoted", "The subject read “Due soon”: the request came from K1."),
)


@pytest.mark.parametrize(("name", "text"), QUIET, ids=[row[0] for row in QUIET])
def test_what_is_doubted_or_not_quoted_is_no_telling(name: str, text: str) -> None:
    """A sentence that doubts, denies or quotes something else makes no ladder."""
    assert find_ladders([article("a", text), mail("r", "Due tonight for K1")], STORY, PACK) == (), name


def test_a_daily_subject_is_nobodys() -> None:
    """Two messages with the same words cannot both be the quoted one."""
    mails = [mail("r", "Due tonight for K1"), mail("t", "Due tonight for K1", "Trees, please.")]
    assert find_ladders([CAME, BY, *mails], STORY, PACK) == ()
