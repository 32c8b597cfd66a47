"""Findings about a release: gaps, withheld pages, boxes, copies and what is missing from a family."""

from dataclasses import replace
from datetime import datetime

from onrecord.checks.records import check_records
from onrecord.intervals import InstantInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.geometry import Box
from onrecord.model.messages import InboxRecords, Message, Redaction, Stamp, WordBalance
from onrecord.spans import Span

TEXT = "RE: Roof. See below.\fsecond page\fthird page\ffourth page"
BOX = Box(10, 10, 60, 20)


def document() -> Document:
    """Four pages."""
    pages, start = [], 0
    for number, page in enumerate(TEXT.split("\f"), start=1):
        pages.append(Page(number=number, span=Span(start, start + len(page))))
        start += len(page) + 1
    source = Source(path="r.pdf", sha256="0", n_bytes=0, media_type="application/pdf", pile=Pile.RECORDS)
    return Document(id="d", source=source, kind="pdf", text=TEXT, pages=tuple(pages))


def found(inbox: InboxRecords) -> list[tuple[str, str | None]]:
    """(code, working) of every finding."""
    case = CaseRecords(parts=(DocumentRecords(document=document(), inbox=inbox),))
    return [(finding.code, finding.working) for finding in check_records(case)]


def stamps(*numbers: int) -> tuple[Stamp, ...]:
    """One Bates stamp a page."""
    return tuple(
        Stamp(id=f"s-{page}", document_id="d", page=page, text=f"CTY-{n:06d}", kind="bates", prefix="CTY-", number=n)
        for page, n in enumerate(numbers, start=1)
    )


def redaction(**fields: object) -> Redaction:
    """A black box on the second page."""
    made = Redaction(id="r", document_id="d", page=2, kind="box", box=BOX, code_missing=True, found_by="box")
    return replace(made, **fields)  # type: ignore[arg-type]


def message(**fields: object) -> Message:
    """The message of the first page."""
    made = Message(
        id="m-a",
        document_id="d",
        span=Span(0, 20),
        header_span=Span(0, 9),
        body_spans=(Span(10, 20),),
        header_text="RE: Roof.",
        body="See below.",
        page_first=1,
        page_last=1,
        found_by="test",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def test_stamp_gap() -> None:
    """Numbers that are left out between two pages are counted, with the sum that shows it; a whole series says nothing."""
    assert found(InboxRecords(stamps=stamps(101, 102, 106, 107))) == [("R701", "106 - 102 - 1 = 3")]
    assert found(InboxRecords(stamps=stamps(101, 102, 103, 104))) == []


def test_withheld_page() -> None:
    """A sheet for withheld pages is noted."""
    withheld = redaction(kind="page_withheld", codes=("(b)(5)",), code_missing=False, box=None)
    assert found(InboxRecords(redactions=(withheld,))) == [("R702", None)]


def test_box_without_a_code() -> None:
    """Boxes without a code are told once a document, with their pages; one with a code is not."""
    assert found(InboxRecords(redactions=(redaction(), redaction(id="r2")))) == [("R703", None)]
    two = InboxRecords(redactions=(redaction(page=1), redaction(id="r2"), redaction(id="r3")))
    (told,) = check_records(CaseRecords(parts=(DocumentRecords(document=document(), inbox=two),)))
    assert told.message == "3 boxes show no exemption code, on pages 1 and 2."
    assert [place.page for place in told.places] == [1, 2]
    assert found(InboxRecords(redactions=(redaction(codes=("(b)(6)",), code_missing=False),))) == []


def test_failed_redaction_never_shows_the_text() -> None:
    """A failed redaction is a warning that quotes the page's first words and nothing from under the box."""
    case = CaseRecords(
        parts=(
            DocumentRecords(document=document(), inbox=InboxRecords(redactions=(redaction(failed=True, codes=("(b)(6)",)),))),
        )
    )
    findings = [finding for finding in check_records(case) if finding.code == "R704"]
    assert [finding.places[0].text for finding in findings] == ["second page"]


def test_places_of_boxes_and_stamps() -> None:
    """A box is cited by the print beside it, a stamp by itself; how a failed box is told is said."""
    near = redaction(near=Span(28, 32), failed=True, found_by="box:link")
    inbox = InboxRecords(redactions=(near,), stamps=tuple(replace(one, span=Span(0, 3)) for one in stamps(1, 2, 5)))
    findings = check_records(CaseRecords(parts=(DocumentRecords(document=document(), inbox=inbox),)))
    texts = {finding.code: [place.text for place in finding.places] for finding in findings}
    assert texts == {"R701": ["RE:", "RE:"], "R703": ["page"], "R704": ["page"]}
    assert [finding.message for finding in findings if finding.code == "R704"] == [
        "1 box lies on a link whose address tells what it hides, on page 2. The words are not kept here."
    ]


def test_missing_attachment() -> None:
    """A named attachment that is nowhere is noted; pages behind the message count as it."""
    named = message(attachments=("Roof.",))
    assert ("R705", None) in found(InboxRecords(messages=(named,)))
    balance = WordBalance(
        document_id="d", page=2, n_words=2, n_message=0, n_stamp=0, n_redaction=0, n_attachment=2, n_unassigned=0
    )
    assert ("R705", None) not in found(InboxRecords(messages=(named,), balances=(balance,)))


def test_absent_parent_and_nothing_below() -> None:
    """An answer without its question, and a "see below" with nothing below, are noted; with a parent neither is."""
    codes = [code for code, _ in found(InboxRecords(messages=(message(subject="RE: Roof"),)))]
    assert codes == ["R706", "R707"]
    assert found(InboxRecords(messages=(message(subject="RE: Roof", parent_id="m-b"),))) == []


def test_an_answer_with_an_earlier_message_on_its_subject() -> None:
    """Where an earlier message on the same subject is in the case, nothing says that the one answered is missing."""
    day, later = datetime(2024, 3, 4), datetime(2024, 3, 5)
    question = message(id="m-q", subject="FW: roof", sent=InstantInterval(day, day))
    answer = message(subject="RE: Roof", sent=InstantInterval(later, later))
    assert "R706" not in [code for code, _ in found(InboxRecords(messages=(question, answer)))]
    assert "R706" in [code for code, _ in found(InboxRecords(messages=(replace(question, subject="Gate"), answer)))]


def test_copies_that_hide_different_things() -> None:
    """Two copies with unlike deletions are shown side by side."""
    copies = (message(copies=("m-b",)), message(id="m-b", copies=("m-a",), copy_of="m-a", body_spans=()))
    hidden = redaction(message_id="m-b", codes=("(b)(6)",), code_missing=False)
    assert [code for code, _ in found(InboxRecords(messages=copies, redactions=(hidden,))) if code == "R708"] == ["R708"]
    assert [code for code, _ in found(InboxRecords(messages=copies)) if code == "R708"] == []


def production(name: str, numbers: range, copies: dict[int, str]) -> DocumentRecords:
    """A file of messages by number; `copies` are the ids of their fullest prints."""
    source = replace(document().source, path=f"{name}.pdf")
    messages = tuple(
        message(id=f"{name}-{number}", document_id=name, copy_of=copies.get(number), seen_in_quotation=False)
        for number in numbers
    )
    return DocumentRecords(document=replace(document(), id=name, source=source), inbox=InboxRecords(messages=messages))


def test_second_production() -> None:
    """A file that repeats most messages of another and adds some is told with what it adds; one shared mail is none."""
    first = production("a", range(4), {})
    second = production("b", range(7), {number: f"a-{number}" for number in range(4)})
    found_new = [one for one in check_records(CaseRecords(parts=(first, second))) if one.code == "R710"]
    assert [(one.working, len(one.places)) for one in found_new] == [("7 - 4 = 3", 3)]
    assert found_new[0].message == "3 messages are in b.pdf and not in a.pdf, which holds 4 of the same messages."
    stranger = production("c", range(7), {0: "a-0"})
    assert [one for one in check_records(CaseRecords(parts=(first, stranger))) if one.code == "R710"] == []
