"""What the prints of one message show together, and what one deletes that another shows."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checks.records import check_records
from onrecord.inbox.unions import union_text, union_texts
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Page, Pile, Source
from onrecord.model.messages import InboxRecords, Message, Redaction, UnionText
from onrecord.spans import Span

CODE = "(b)(6)"
OPEN = "From: Lee, Ann\nTo: Ray, Bob\n\nThe invoice of Kim Bell for the roof has been paid in full by the county."


def document(name: str, text: str) -> Document:
    """A PDF of one page."""
    source = Source(path=f"{name}.pdf", sha256="0", n_bytes=0, media_type="application/pdf", pile=Pile.RECORDS)
    page = Page(number=1, span=Span(0, len(text)))
    return Document(id=name, source=source, kind="pdf", text=text, pages=(page,))


def printed(name: str, text: str) -> tuple[Message, tuple[Redaction, ...], Document]:
    """A message that fills a document, header above an empty line; every "(b)(6)" in it is a deletion."""
    body = text.index("\n\n") + 2
    message = Message(
        id=f"m-{name}",
        document_id=name,
        span=Span(0, len(text)),
        header_span=Span(0, body - 2),
        body_spans=(Span(body, len(text)),),
        header_text=text[: body - 2],
        body=text[body:],
        page_first=1,
        page_last=1,
        found_by="test",
    )
    starts = [at for at in range(len(text)) if text.startswith(CODE, at)]
    marks = tuple(
        Redaction(
            id=f"r-{name}-{at}",
            document_id=name,
            page=1,
            kind="box",
            codes=(CODE,),
            span=Span(at, at + len(CODE)),
            message_id=message.id,
            found_by="code",
        )
        for at in starts
    )
    return message, marks, document(name, text)


def united(*texts: str, extra: tuple[Redaction, ...] = (), failed: bool = False) -> UnionText | None:
    """The union of prints with these texts, the first taken as the fullest."""
    prints = [printed(f"d{number}", text) for number, text in enumerate(texts)]
    marks = [replace(one, failed=failed) for _, found, _ in prints for one in found] + list(extra)
    group = [message for message, _, _ in prints]
    by_message = {message.id: [one for one in marks if one.message_id == message.id] for message in group}
    return union_text(group, by_message, {document.id: document for _, _, document in prints})


def shown(union: UnionText | None) -> str:
    """The words of a union; what another print deletes in brackets."""
    pieces = union.pieces if union else ()
    return " ".join(f"[{piece.place.text}]" if piece.closed_in else piece.place.text for piece in pieces)


def test_deletion_filled_from_another_print() -> None:
    """What the fullest print deletes is taken from the print that shows it, with its place."""
    union = united(OPEN.replace("Kim Bell", CODE), OPEN)
    assert shown(union).endswith("The invoice of [Kim Bell] for the roof has been paid in full by the county.")
    assert union is not None
    assert [(one.closed.text, one.opened.text, one.open_in) for one in union.differences] == [(CODE, "Kim Bell", "m-d1")]
    assert [piece.message_id for piece in union.pieces if piece.closed_in] == ["m-d1"]


def test_what_another_print_deletes_is_marked() -> None:
    """What the fullest print shows and another deletes is marked, in header and body."""
    union = united(OPEN, OPEN.replace("Kim Bell", CODE).replace("Lee, Ann", CODE))
    assert "[Lee, Ann]" in shown(union)
    assert "[Kim Bell]" in shown(union)


def test_each_print_opens_a_part() -> None:
    """Two prints that delete different words show all of them together."""
    union = united(OPEN.replace("Kim Bell", CODE), OPEN.replace("the county", CODE))
    assert "[Kim Bell]" in shown(union)
    assert "[the county.]" in shown(union)


@pytest.mark.parametrize(
    "other",
    [OPEN, OPEN.replace("roof", "rcof"), OPEN.replace("To: Ray, Bob\n", ""), OPEN[:-20]],
    ids=["same", "misread", "shorter_header", "cut_short"],
)
def test_no_deletion_no_difference(other: str) -> None:
    """Prints that differ by misread or missing words alone have no union."""
    assert united(OPEN, other) is None


def test_both_delete() -> None:
    """What both prints delete stays deleted."""
    closed = OPEN.replace("Kim Bell", CODE)
    assert united(closed, closed) is None


def test_failed_redaction_stays_closed() -> None:
    """A place whose deletion failed is not filled, though another print shows the words."""
    union = united(OPEN.replace("Kim Bell", CODE), OPEN, failed=True)
    assert CODE in shown(union)
    assert "Kim" not in shown(union)


def test_box_without_code() -> None:
    """A box that holds no code is found by the print beside it; missing words without a box are no deletion."""
    cut = OPEN.replace("Kim Bell ", "")
    at = cut.index(" for the roof")
    box = Redaction(
        id="r",
        document_id="d0",
        page=1,
        kind="box",
        near=Span(at - 10, at),
        message_id="m-d0",
        code_missing=True,
        found_by="box",
    )
    assert "[Kim Bell]" in shown(united(cut, OPEN, extra=(box,)))
    assert united(cut, OPEN) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 19), max_size=6), st.lists(st.integers(0, 19), max_size=6))
def test_pieces_are_slices(first: list[int], second: list[int]) -> None:
    """Every stretch of a union is the print's own characters, and none of them is deleted in that print."""
    words = OPEN.partition("\n\n")[2].split()
    texts = []
    for gone in (first, second):
        kept = (CODE if at in gone else word for at, word in enumerate(words))
        texts.append("From: Lee, Ann\n\n" + " ".join(kept))
    union = united(*texts)
    for piece in union.pieces if union else ():
        assert piece.place.span.of(texts[int(piece.place.document_id[1:])]) == piece.place.text
    for one in union.differences if union else ():
        assert CODE not in one.opened.text
        assert CODE in one.closed.text


def case_of(*texts: str) -> CaseRecords:
    """A case of files that each print one message, joined as copies."""
    prints = [printed(f"d{number}", text) for number, text in enumerate(texts)]
    ids = tuple(message.id for message, _, _ in prints)
    messages = [
        replace(
            message, copies=tuple(one for one in ids if one != message.id), copy_of=ids[0] if message.id != ids[0] else None
        )
        for message, _, _ in prints
    ]
    unions = union_texts(messages, (one for _, marks, _ in prints for one in marks), {name.id: name for _, _, name in prints})
    return CaseRecords(
        parts=tuple(
            DocumentRecords(
                document=document,
                inbox=InboxRecords(
                    messages=(message,),
                    redactions=marks,
                    unions=tuple(one for one in unions if one.document_id == document.id),
                ),
            )
            for message, (_, marks, document) in zip(messages, prints, strict=True)
        )
    )


def test_less_redacted_production() -> None:
    """A message that a second file shows more of is told with both places."""
    found = [one for one in check_records(case_of(OPEN, OPEN.replace("Kim Bell", CODE))) if one.code in ("R708", "R709")]
    assert [(one.code, [place.text for place in one.places]) for one in found] == [("R709", [CODE, "Kim Bell"])]
    assert found[0].message == "1 deletion of a message in d1.pdf stands open in d0.pdf."
