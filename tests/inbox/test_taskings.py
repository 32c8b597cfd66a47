"""Taskings: what is asked, by when, and what became of it."""

from dataclasses import replace
from datetime import datetime

import pytest

from onrecord.inbox.taskings import find_due, find_taskings
from onrecord.intervals import InstantInterval
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.messages import Message
from onrecord.spans import Span

FRIDAY = datetime(2017, 10, 6, 15, 14)


def at(moment: datetime) -> InstantInterval:
    """One certain instant."""
    return InstantInterval(moment, moment)


def mail(
    name: str, body: str, moment: datetime = FRIDAY, *, sender: str = "Lee, Ann", to: str = "Ray, Bob"
) -> tuple[Message, Document]:
    """A message and the document that holds its words."""
    source = Source(path=f"{name}.txt", sha256="0", n_bytes=0, media_type="text/plain", pile=Pile.RECORDS)
    document = Document(id=name, source=source, kind="mail", text=body)
    message = Message(
        id=f"m-{name}",
        document_id=name,
        span=Span(0, len(body)),
        header_span=Span(0, 0),
        body_spans=(Span(0, len(body)),),
        header_text="",
        body=body,
        sender=sender,
        to=(to,),
        sent=at(moment),
        subject="Numbers",
        thread_id="t",
        found_by="test",
    )
    return message, document


def taskings(*mails: tuple[Message, Document]) -> list[tuple[str, str | None, str]]:
    """(deliverable, due words, status) of every tasking in one thread."""
    found = find_taskings([message for message, _ in mails], {document.id: document for _, document in mails})
    return [(tasking.deliverable, tasking.due_text, tasking.status) for tasking in found]


REQUESTS = [
    (
        "please",
        "Bob,\nPlease send me the roof numbers by COB today.\nAnn",
        ("send me the roof numbers by COB today", "by COB today", "open"),
    ),
    ("could you", "Could you please review the draft?", ("review the draft", None, "open")),
    (
        "need",
        "We need the list from the school by noon tomorrow.",
        ("the list from the school by noon tomorrow", "by noon tomorrow", "open"),
    ),
    (
        "need without a subject",
        "Bob,\nNeed this from all ten schools by COB.",
        ("this from all ten schools by COB", "by COB", "open"),
    ),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in REQUESTS], ids=[row[0] for row in REQUESTS])
def test_request(body: str, expected: tuple[str, str | None, str]) -> None:
    """A sentence that asks for something is a tasking with its words and its due time."""
    assert taskings(mail("a", body)) == [expected]


@pytest.mark.parametrize(
    "body", ["Please let me know if you have questions.", "The list was sent.", "Please see the attached.", "I need a holiday."]
)
def test_courtesy_is_no_request(body: str) -> None:
    """Politeness and statements ask for nothing."""
    assert taskings(mail("a", body)) == []


DUE = [
    ("due tonight", datetime(2017, 10, 6, 23, 59)),
    ("by COB Monday", datetime(2017, 10, 9, 18, 0)),
    ("by 5 pm", datetime(2017, 10, 6, 17, 0)),
    ("before noon tomorrow", datetime(2017, 10, 7, 12, 0)),
    ("by 10/12", datetime(2017, 10, 12, 23, 59)),
    ("by October 12, 2017", datetime(2017, 10, 12, 23, 59)),
]


@pytest.mark.parametrize(("words", "latest"), DUE, ids=[words for words, _ in DUE])
def test_due(words: str, latest: datetime) -> None:
    """A due time is anchored on the message and lasts to the end of what is said."""
    _, due = find_due(f"Send it {words}.", at(FRIDAY))
    assert due == InstantInterval(FRIDAY, latest)


def test_due_without_a_date_of_the_message() -> None:
    """Without the message's date the words stand and no time is made up."""
    assert find_due("Send it by COB.", None) == ("by COB", None)


ASKED = "Please send me the roof numbers by COB today."


def answer(hour: int, body: str = "Here they are.") -> tuple[Message, Document]:
    """A later message of the one who was asked."""
    return mail("b", body, datetime(2017, 10, 6, hour, 0), sender="Ray, Bob", to="Lee, Ann")


def test_outcomes() -> None:
    """Answered in time, answered late, declined, chased: each told by a later message of the thread."""
    assert taskings(mail("a", ASKED), answer(17))[0][2] == "answered"
    assert taskings(mail("a", ASKED), answer(20))[0][2] == "late"
    assert taskings(mail("a", ASKED), answer(17, "We are not able to do this."))[0][2] == "declined"
    chaser = mail("c", "Any update on this?", datetime(2017, 10, 6, 17, 30))
    assert taskings(mail("a", ASKED), chaser)[0][2] == "chased"


def test_span_holds_the_sentence() -> None:
    """The tasking's span is the sentence in the document, and a copy is not counted again."""
    message, document = mail("a", "Bob,\n" + ASKED)
    copy = replace(message, id="m-z", copy_of="m-a")
    found = find_taskings([message, copy], {document.id: document})
    assert [tasking.span.of(document.text) for tasking in found] == [ASKED]


@pytest.mark.parametrize(
    ("body", "whom"),
    [
        ("Please send the roof numbers for S1 by COB.", "S1"),
        ("S1 has asked for the worst roofs. Please send three by COB.", "S1"),
        ("For D2. Need these by noon.", "D2"),
        ("On behalf of the Deputy Commissioner, please send the numbers.", "the Deputy Commissioner"),
        ("Please send the numbers for the roofs of 2016.", None),
    ],
)
def test_for_whom_it_is_asked(body: str, whom: str | None) -> None:
    """The code or office for which something is asked stands in the request or in the sentence before it."""
    message, document = mail("a", body)
    assert [tasking.on_behalf_of for tasking in find_taskings([message], {document.id: document})] == [whom]


@pytest.mark.parametrize(
    ("words", "text", "due"),
    [
        ("Due NLT 2030 tonight.", "NLT 2030 tonight", "20:30"),
        ("Send it by 8:30 pm EST tonight.", "by 8:30 pm EST tonight", "20:30"),
        ("Send it by 1700 hrs.", "by 1700 hrs", "17:00"),
        ("Send it by October 6, 2017.", "by October 6, 2017", "23:59"),
    ],
)
def test_clocks_of_orders(words: str, text: str, due: str) -> None:
    """Hours on the clock of 24, with zones and days behind them."""
    said, meant = find_due(words, at(FRIDAY))
    assert said == text
    assert meant is not None
    assert meant.latest.strftime("%H:%M") == due
