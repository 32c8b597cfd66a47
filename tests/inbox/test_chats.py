"""Chat prints: every line a message with its writer and minute, in the order of print."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.inbox.release import read_release
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.messages import InboxRecords
from onrecord.spans import Span


def read(text: str) -> InboxRecords:
    """The inbox records of a text with form feeds."""
    source = Source(path="c.txt", sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.RECORDS)
    pages, start = [], 0
    for number, page in enumerate(text.split("\f"), start=1):
        pages.append(Page(number=number, span=Span(start, start + len(page))))
        start += len(page) + 1
    return read_release(Document(id="d", source=source, kind="text", text=text, pages=tuple(pages)), None, ())


@dataclass(frozen=True)
class Case:
    """Three chat lines as one program prints them."""

    name: str
    text: str


SAID = (
    ("Lee, Ann", "15:14", "See you there."),
    ("Bob Ray", "15:15", "Which room?\nThe small one?"),
    ("Lee, Ann", "16:02", "Yes: the small one."),
)
CASES = [
    Case(
        "time in brackets",
        "[10/26/2017 3:14 PM] Lee, Ann: See you there.\n[10/26/2017 3:15 PM] Bob Ray: Which room?\nThe small one?\n"
        "[10/26/2017 4:02 PM] Lee, Ann: Yes: the small one.\n",
    ),
    Case(
        "time in brackets, the words below",
        "[10/26/2017 3:14 PM] Lee, Ann:\nSee you there.\n\n[10/26/2017 3:15 PM] Bob Ray:\nWhich room?\nThe small one?\n\n"
        "[10/26/2017 4:02 PM] Lee, Ann:\nYes: the small one.\n",
    ),
    Case(
        "a phone's export",
        "[26/10/2017, 15:14:22] Lee, Ann: See you there.\n[26/10/2017, 15:15:01] Bob Ray: Which room?\nThe small one?\n"
        "[26/10/2017, 16:02:40] Lee, Ann: Yes: the small one.\n",
    ),
    Case(
        "dash",
        "10/26/17, 3:14 PM - Lee, Ann: See you there.\n10/26/17, 3:15 PM - Bob Ray: Which room?\nThe small one?\n"
        "10/26/17, 4:02 PM - Lee, Ann: Yes: the small one.\n",
    ),
    Case(
        "name first",
        "Lee, Ann  [10/26/2017 3:14 PM]: See you there.\nBob Ray  [10/26/2017 3:15 PM]: Which room?\nThe small one?\n"
        "Lee, Ann  [10/26/2017 4:02 PM]: Yes: the small one.\n",
    ),
    Case(
        "name and time on a line of their own",
        "Lee, Ann    10/26/2017 3:14 PM\nSee you there.\nBob Ray    10/26/2017 3:15 PM\nWhich room?\nThe small one?\n"
        "Lee, Ann    10/26/2017 4:02 PM\nYes: the small one.\n",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_chat(case: Case) -> None:
    """Each line is a message of its own, no quotation; each follows the one above; no word is lost."""
    records = read(case.text)
    found = tuple((one.sender, f"{one.sent.earliest:%H:%M}" if one.sent else "", one.body) for one in records.messages)
    assert found == SAID
    assert [one.seen_in_quotation for one in records.messages] == [False] * 3
    assert [one.parent_id for one in records.messages] == [None, *(one.id for one in records.messages[:2])]
    for one in records.messages:
        assert "\n".join(span.of(case.text) for span in one.body_spans) == one.body
    assert [balance.n_unassigned for balance in records.balances] == [0]


def test_chat_goes_on_over_the_page() -> None:
    """A page break cuts no chat in two."""
    text = CASES[0].text.replace("[10/26/2017 3:15", "\f[10/26/2017 3:15")
    records = read(text)
    assert [one.seen_in_quotation for one in records.messages] == [False] * 3
    assert records.messages[1].parent_id == records.messages[0].id


def test_single_line_is_no_chat() -> None:
    """Lines of a log, or a note with a time, are no chat: fewer than three are set alike."""
    assert read("[10/26/2017 3:14 PM] Lee, Ann: See you there.\nDone at 3:15 PM: all of it.\n").messages == ()


def test_chat_pasted_into_a_mail_is_quoted_by_it() -> None:
    """Below a mail's own words the lines are seen in quotation."""
    head = "From: Kim, Su\nSent: Friday, October 27, 2017 9:00 AM\nTo: Fox, Cy\nSubject: The room\n\nThis is what was said:\n\n"
    outer, *lines = read(head + CASES[0].text).messages
    assert outer.body == "This is what was said:"
    assert [one.quoted_in for one in lines] == [outer.id] * 3
