"""The timeline: what is told of one day in several documents is one event, and what is not dated is none."""

from __future__ import annotations

from datetime import date, datetime

from onrecord.intervals import DateInterval, InstantInterval
from onrecord.links.events import link_events
from onrecord.mentions.dates import find_dates
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import MentionRecords
from onrecord.model.messages import InboxRecords, Message
from onrecord.spans import Span


def part_of(name: str, text: str, messages: tuple[Message, ...] = ()) -> DocumentRecords:
    published = DateInterval.on(date(2011, 6, 20))
    source = Source(
        path=f"{name}.txt", sha256=name, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE, published=published
    )
    document = Document(id=f"d-{name}", source=source, kind="text", text=text)
    dates = find_dates(document, messages=messages)
    return DocumentRecords(document=document, mentions=MentionRecords(dates=dates), inbox=InboxRecords(messages=messages))


def test_same_day_and_words_are_one_event() -> None:
    """Two documents that tell the closing of the library on the same day give one event with both mentions."""
    parts = (
        part_of("a", "The council closed the Amberton library on June 2."),
        part_of("b", "On June 2, 2011, Amberton lost its library: the council closed it."),
        part_of("c", "On June 2, a concert filled the harbor."),
    )
    events = link_events(parts)
    assert sorted(len(event.evidence) for event in events) == [1, 2]
    assert {event.value for event in events} == {DateInterval.on(date(2011, 6, 2))}


def test_speech_and_conduct_are_kept_apart() -> None:
    """A sentence that reports speech is a statement, any other is conduct."""
    events = link_events((part_of("a", "On June 2, the mayor said it was safe. On June 3, the bridge fell."),))
    assert [event.kind for event in events] == ["statement", "conduct"]


def test_undated_and_vague_times_are_no_events() -> None:
    """What has no days, or a whole year, stands on no timeline."""
    assert link_events((part_of("a", "He recently left. In 2009 it was cold. They stayed for two weeks."),)) == ()


def test_mails_are_events_of_their_sent_time_once() -> None:
    """A mail is told on the day it was sent; its copies are not told again."""
    at = datetime(2011, 3, 3, 9, 30)
    first = Message(
        id="m-1", document_id="d-a", span=Span(0, 2), header_span=Span(0, 0), body_spans=(), header_text="", body="",
        sent=InstantInterval(at, at), subject="Due today", found_by="t",
    )  # fmt: skip
    copy = Message(
        id="m-2", document_id="d-a", span=Span(2, 4), header_span=Span(2, 2), body_spans=(), header_text="", body="",
        sent=InstantInterval(at, at), subject="Due today", copy_of="m-1", found_by="t",
    )  # fmt: skip
    events = link_events((part_of("a", "....", (first, copy)),))
    assert [(event.label, event.evidence) for event in events] == [("Mail: Due today", ("m-1",))]


def test_order_of_parts_does_not_matter() -> None:
    """The same documents in another order give the same events."""
    parts = (
        part_of("a", "The council closed the library on June 2."),
        part_of("b", "On June 2, the council closed a library."),
    )
    assert link_events(parts) == link_events(parts[::-1])


def test_meeting_is_an_event_of_its_own_day() -> None:
    """A request of June 2 for a meeting on June 9 is a mail of the one day and an event of the other."""
    meeting = Message(
        id="m-1",
        document_id="d-a",
        span=Span(0, 1),
        header_span=Span(0, 1),
        body_spans=(),
        header_text="",
        body="",
        subject="Budget",
        sent=InstantInterval(datetime(2011, 6, 2, 9, 0), datetime(2011, 6, 2, 9, 0)),
        starts=InstantInterval(datetime(2011, 6, 9, 15, 0), datetime(2011, 6, 9, 15, 0)),
        found_by="header:meeting",
    )
    events = link_events((part_of("a", "Nothing.", (meeting,)),))
    assert [(event.label, event.kind, event.value) for event in events] == [
        ("Mail: Budget", "statement", DateInterval.on(date(2011, 6, 2))),
        ("Meeting: Budget", "event", DateInterval.on(date(2011, 6, 9))),
    ]
