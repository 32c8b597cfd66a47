"""Letters: which paragraph stands when, what is filled in, and what stays a blank."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.errors import SettingsError
from onrecord.model.packs import Pack
from onrecord.model.requests import RecordsRequest, RequestEvent
from onrecord.packs.loader import load_packs
from onrecord.requests.clock import list_deadlines
from onrecord.requests.letters import Letter, compose_letter
from onrecord.requests.wording import describe_deadline

PACK = load_packs(["us-foia"])


def request(*events: tuple[str, str]) -> RecordsRequest:
    """A request of 1 March 2024 with some entries."""
    listed = [
        RequestEvent(id=f"re-{at}", request_id="rq-1", kind=kind, day=date.fromisoformat(day), value="T-7")
        for at, (kind, day) in enumerate(events)
    ]
    return RecordsRequest(
        id="rq-1",
        jurisdiction="us-foia",
        agency="Parks",
        made_on=date(2024, 3, 1),
        words="All {maps} of\nthe trails.",
        events=tuple(listed),
    )


def letter(kind: str, today: str, *events: tuple[str, str], points: dict[str, list[str]] | None = None) -> Letter:
    """A letter on a day."""
    one, day = request(*events), date.fromisoformat(today)
    return compose_letter(kind, one, list_deadlines(one, PACK, day), PACK, day, points)


def words_of(letter: Letter) -> str:
    """All paragraphs of a letter."""
    return "\n".join(paragraph.words for paragraph in letter.paragraphs)


def test_the_request_says_what_is_asked_for() -> None:
    """The words stand as they were typed, braces too, and the limit is that of the day of the request."""
    made = letter("request", "2024-03-01")
    assert (made.subject, made.dated) == ("Freedom of Information Act request", "March 1, 2024")
    assert "All {maps} of\nthe trails." in words_of(made)
    assert "20 working days after receipt" in words_of(made)
    assert "expedited" not in words_of(made)
    assert "expedited" in words_of(letter("request", "2024-03-01", ("expedition_asked", "2024-03-01")))


@pytest.mark.parametrize(
    ("today", "events", "says", "says_not"),
    [
        ("2024-03-20", [("received", "2024-03-04")], "is due on April 1, 2024", "No determination"),
        ("2024-04-03", [("received", "2024-03-04")], "April 1, 2024 at the latest, 2 working days ago", "is due on"),
        ("2024-04-02", [("received", "2024-03-02")], "No determination has reached me", "is due on"),
        ("2024-04-01", [("received", "2024-03-02")], "due on March 29, 2024, or at the latest on April 1, 2024", "No determin"),
        ("2024-04-20", [("received", "2024-03-04"), ("fee_asked", "2024-03-05")], "the time stands still", "No determination"),
        ("2024-04-20", [("received", "2024-03-04"), ("determination", "2024-03-29")], "received the request on", "was due"),
        ("2024-04-20", [("sent", "2024-03-01")], "Please tell me the date on which you received", "By my records"),
    ],
)
def test_the_question_says_how_the_clock_stands(today: str, events: list[tuple[str, str]], says: str, says_not: str) -> None:
    """An agency is told that it is late only where every reading of the law says so."""
    told = words_of(letter("status", today, *events))
    assert says in told
    assert says_not not in told


def test_what_happened_later_is_in_no_letter() -> None:
    """A letter of a day knows nothing of the days after it."""
    events = [("received", "2024-03-04"), ("determination", "2024-08-01")]
    assert "No determination has reached me" in words_of(letter("status", "2024-05-01", *events))


def test_an_appeal_has_a_paragraph_for_each_kind_of_point() -> None:
    """Only kinds with points stand in the letter, each with its points; the number is the tracking number."""
    events = [("received", "2024-03-04"), ("determination", "2024-04-01"), ("tracking", "2024-03-05")]
    appeal = letter("appeal", "2024-05-01", *events, points={"code_missing": ["page 3", "page 4"], "page_gap": []})
    assert appeal.subject == "Freedom of Information Act appeal, T-7"
    assert [part.points for part in appeal.paragraphs if part.points] == [("page 3", "page 4")]
    assert "your determination of April 1, 2024" in words_of(appeal)
    assert "gaps" not in words_of(appeal)
    assert all(part.source for part in appeal.paragraphs)


def test_no_letter_for_another_law() -> None:
    """Where no pack has a letter, none is invented."""
    with pytest.raises(SettingsError, match="no pack has the letter"):
        compose_letter("status", request(), (), Pack(), date(2024, 5, 1))


def test_how_deadlines_read() -> None:
    """Each state has words of its own."""
    one = request(("received", "2024-03-02"), ("determination", "2024-04-03"))
    told = [describe_deadline(each) for each in list_deadlines(one, PACK, date(2024, 5, 1))]
    assert told == [
        "the agency's decision: done 2024-04-03, 2 working days after 2024-04-01",
        "the agency's decision on expedited processing: not started",
        "the agency's decision on the appeal: not started",
        "your appeal: due 2024-07-02, 62 calendar days left",
    ]
