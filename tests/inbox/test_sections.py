"""A release read section by section gives what reading the whole gives, wherever it is cut."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.inbox import sections
from onrecord.inbox.release import read_release
from onrecord.inbox.sections import learn_sections, read_section
from onrecord.model.codec import encode
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.layout import PageLayout, PlacedCell, pack_cells
from onrecord.model.messages import InboxRecords
from onrecord.model.moved import moved
from onrecord.spans import Span

NAMES = ("Lee, Ann", "Ray, Bob", "Dale, Cid", "Fox, Eva", "Hull, Gil")
ID_RE = re.compile(r'"[a-z]-[0-9a-f]{16}"')


@dataclass(frozen=True)
class Mail:
    """One invented mail: who writes when, how many lines, what it quotes, whether its stamp is missing on its first page."""

    sender: int
    minute: int
    n_lines: int
    quotes: bool
    without_stamp: bool


mails = st.builds(Mail, st.integers(0, 4), st.integers(0, 59), st.integers(1, 70), st.booleans(), st.booleans())


def lines_of(number: int, mail: Mail) -> list[str]:
    """The print of one mail."""
    to = NAMES[(mail.sender + 1) % 5]
    head = [f"From: {NAMES[mail.sender]}", f"Sent: Friday, October {number % 27 + 1}, 2017 3:{mail.minute:02d} PM"]
    body = [f"{to.split()[-1]}, line {at} of mail {number} speaks of the ponds." for at in range(mail.n_lines)]
    lines = [*head, f"To: {to}", f"Subject: Ponds {number}", "", *body]
    if mail.quotes:
        asked = [f"From: {to}", f"Sent: Friday, October {number % 27 + 1}, 2017 1:02 PM", f"To: {NAMES[mail.sender]}"]
        lines += ["", "-----Original Message-----", *asked, f"Subject: Ponds {number}", "", "What of the ponds? (b)(6)"]
    return lines


def print_release(release: list[Mail]) -> tuple[Document, tuple[PageLayout, ...]]:
    """The mails on pages of forty lines, each page with a stamp at its foot but where one is missing."""
    text = ""
    pages: list[Page] = []
    layouts: list[PageLayout] = []
    for number, mail in enumerate(release, start=1):
        lines = lines_of(number, mail)
        for first in range(0, len(lines), 40):
            page = len(pages) + 1
            foot = [] if mail.without_stamp and first == 0 else [f"CTY_{page:08d}"]
            text += "\f" if text else ""
            start = len(text)
            cells: list[PlacedCell] = []
            for at, line in enumerate([*lines[first : first + 40], *foot]):
                top = 760.0 if line in foot else 40.0 + 14.0 * at
                text += "\n" if at else ""
                if line:
                    begin = len(text) - start
                    cells.append((len(cells), begin, begin + len(line), 72.0, top, 72.0 + 5.0 * len(line), top + 11.0, 11.0))
                text += line
            span = Span(start, len(text))
            pages.append(Page(number=page, span=span, width_pt=612.0, height_pt=792.0))
            layouts.append(PageLayout(number=page, span=span, width_pt=612.0, height_pt=792.0, packed=pack_cells(cells)))
    source = Source(path="a.pdf", sha256="0", n_bytes=1, media_type="application/pdf", pile=Pile.RECORDS)
    return Document(id="d-0", source=source, kind="pdf", text=text, pages=tuple(pages)), tuple(layouts)


def without_ids(group: InboxRecords) -> dict[str, list[str]]:
    """What the records say, their ids and those they point to apart."""
    fields = ("messages", "redactions", "stamps", "balances")
    return {field: [ID_RE.sub("ID", encode(record)) for record in getattr(group, field)] for field in fields}


def by_sections(document: Document, layouts: tuple[PageLayout, ...]) -> tuple[int, InboxRecords]:
    """(number of sections, the records of all of them at their places in the whole)."""
    cut = learn_sections(document, layouts)
    assert cut is not None
    made = [(section, read_section(section, cut.learned)) for section in cut.all()]

    def joined(field: str) -> tuple[object, ...]:
        return tuple(moved(one, document.id, section.start) for section, records in made for one in getattr(records, field))

    joined_fields = {field: joined(field) for field in ("messages", "redactions", "stamps", "balances")}
    return len(cut), InboxRecords(**joined_fields)  # type: ignore[arg-type]  # each field with its own records


@pytest.fixture(autouse=True)
def short_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sections of eight pages instead of hundreds."""
    monkeypatch.setattr(sections, "SECTION_PAGES", 8)
    monkeypatch.setattr(sections, "LEAST_PAGES", 16)
    monkeypatch.setattr(sections, "MOST_PAGES", 32)


@given(st.lists(mails, min_size=20, max_size=40))
@settings(max_examples=15, deadline=None)
def test_sections_give_what_the_whole_gives(release: list[Mail]) -> None:
    """Messages, deletions, stamps (also those inferred at a cut) and the balance of words are those of the whole release."""
    document, layouts = print_release(release)
    n_sections, found = by_sections(document, layouts)
    assert n_sections >= 2
    assert without_ids(found) == without_ids(read_release(document, layouts, ()))


def test_ids_are_told_apart_and_spans_index_the_whole() -> None:
    """No two records of unlike sections share an id, and a message's spans are its words in the whole text."""
    document, layouts = print_release([Mail(n % 5, n, 30, n % 3 == 0, False) for n in range(40)])
    _, found = by_sections(document, layouts)
    ids = [message.id for message in found.messages]
    assert len(set(ids)) == len(ids) > 40
    for message in found.messages:
        assert message.document_id == document.id
        assert "\n".join(span.of(document.text) for span in message.body_spans) == message.body


def test_a_short_document_is_read_as_one() -> None:
    """Below the least number of pages nothing is cut, and neither is a long report that shows no mail."""
    document, layouts = print_release([Mail(0, 1, 5, False, False)] * 15)
    assert learn_sections(document, layouts) is None
    document, layouts = print_release([Mail(0, 1, 5, False, False)] * 20)
    report = replace(document, text=re.sub("From|Sent|To|Subject", lambda label: "." * len(label[0]), document.text))
    assert learn_sections(document, layouts) is not None
    assert learn_sections(report, layouts) is None
