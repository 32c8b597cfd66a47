"""06/10/2017 is June or October until the release tells."""

from __future__ import annotations

import pytest

from onrecord.inbox.dates import read_sent
from onrecord.inbox.day_order import settle_day_order
from onrecord.model.messages import Message
from onrecord.spans import Span


def mail(number: int, sent: str, document: str = "d", parent: int | None = None) -> Message:
    """One invented mail with its printed date."""
    return Message(
        id=f"m-{number}",
        document_id=document,
        span=Span(0, 1),
        header_span=Span(0, 1),
        body_spans=(),
        header_text="",
        body="",
        sent=read_sent(sent),
        sent_text=sent,
        parent_id=None if parent is None else f"m-{parent}",
        found_by="header:labels",
    )


def first_day(*messages: Message) -> tuple[str | None, str | None]:
    """(the day of the first message, or None where it stays open; what told)."""
    message = settle_day_order(messages)[0]
    assert message.sent is not None
    days = message.sent.days()
    return (str(days.earliest) if days.earliest == days.latest else None), message.sent_basis


OPEN = mail(0, "06/10/2017 3:14 PM")
CASES = (
    ("dates above twelve, day first", [mail(1, "25/09/2017 9:00"), mail(2, "13/10/2017 9:00")], "2017-10-06"),
    ("dates above twelve, month first", [mail(1, "09/25/2017 9:00"), mail(2, "10/13/2017 9:00")], "2017-06-10"),
    ("one date is one slip", [mail(1, "25/09/2017 9:00")], None),
    ("votes are split", [mail(1, "25/09/2017 9:00"), mail(2, "10/13/2017 9:00")], None),
    ("nothing tells", [mail(1, "07/10/2017 9:00")], None),
    (
        "replies would be older than what they answer",
        [
            mail(1, "07/10/2017 9:00", parent=2),
            mail(2, "Saturday, September 30, 2017 8:00 AM"),
            mail(3, "08/10/2017 9:00", parent=4),
            mail(4, "Sunday, October 1, 2017 8:00 AM"),
        ],
        "2017-10-06",
    ),
    (
        "the other documents of the case agree",
        [mail(number, "25/09/2017 9:00", document=f"e{number % 2}") for number in range(1, 5)],
        "2017-10-06",
    ),
    (
        "the other documents of the case do not agree",
        [mail(number, ("25/09/2017 9:00", "09/25/2017 9:00")[number % 2], document=f"e{number % 2}") for number in range(1, 5)],
        None,
    ),
)


@pytest.mark.parametrize(("others", "day"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_day_order(others: list[Message], day: str | None) -> None:
    """The release tells, or the date stays an interval."""
    found, basis = first_day(OPEN, *others)
    assert found == day
    assert (basis is None) == (day is None)


def test_what_told_is_kept() -> None:
    """The basis says how many dates told, and in which order they are."""
    basis = first_day(OPEN, mail(1, "25/09/2017 9:00"), mail(2, "13/10/2017 9:00"))[1]
    assert basis == "2 dates of this document have the day before the month"


def test_certain_dates_stay() -> None:
    """A date that only reads one way is not touched, nor is one with a word for its month."""
    both = (mail(1, "25/09/2017 9:00"), mail(2, "Friday, October 6, 2017 9:00 AM"), mail(3, "13/10/2017 9:00"))
    assert settle_day_order(both) == both
