"""Native mail (.eml, .mbox, .msg): its own header as the reader found it, and the chain that its body quotes.

The outer message's fields come from the mail itself, never from print. Quoted messages in the body are split as on a printed
page and marked as seen in quotation.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.inbox.lines import Row, rows_of_page
from onrecord.inbox.names import is_redacted
from onrecord.inbox.printed_fields import printed_fields
from onrecord.inbox.splitting import Part, find_headers, split_unit
from onrecord.model.documents import Document, MailPart
from onrecord.model.ids import make_id
from onrecord.model.messages import InboxRecords, Message, WordBalance
from onrecord.spans import Span

MAX_BODY = 2_000_000  # characters of a body in which quoted mail is looked for


def read_native(document: Document, mail: Sequence[MailPart], *, day_first: bool | None) -> InboxRecords:
    """The messages of a document whose reader found mail headers."""
    messages: list[Message] = []
    for part in mail:
        messages += _messages_of(document, part, day_first)
    n_words = len(document.text.split()) if len(document.text) <= MAX_BODY else 0
    balance = WordBalance(
        document_id=document.id,
        page=1,
        n_words=n_words,
        n_message=n_words,
        n_stamp=0,
        n_redaction=0,
        n_attachment=0,
        n_unassigned=0,
    )
    return InboxRecords(messages=tuple(messages), balances=(balance,))


def _messages_of(document: Document, mail: MailPart, day_first: bool | None) -> list[Message]:
    page = document.page_at(mail.header_span.start) or 1
    whole = Span(mail.body_span.start, min(mail.body_span.end, mail.body_span.start + MAX_BODY))
    rows = rows_of_page(document.text, page, whole)
    headers = find_headers(rows, day_first=day_first)
    outer_id = make_id("m", document.id, mail.header_span.start, mail.header_span.end)
    ids = [outer_id, *(make_id("m", document.id, header.span.start, header.span.end) for header in headers)]
    if headers:
        split = split_unit(rows, headers)
        depth = max(header.depth for header in headers[:1])
        own = [*split.before]
        after = _outer_rows_behind(split.parts, depth)
        taken = {id(row) for row in after}
        own += after
        for part in split.parts:
            part.rows = [row for row in part.rows if id(row) not in taken]
        parts = split.parts
    else:
        own, parts = rows, []
    first = _outer(document, mail, ids, own, page)
    return [first, *(_quoted(document, part, ids, number, page) for number, part in enumerate(parts, start=1))]


def _outer_rows_behind(parts: Sequence[Part], depth: int) -> list[Row]:
    """Unmarked rows behind a marked quotation were written by the outer sender: answers below and between."""
    if not parts:
        return []
    body_depth = max((row.depth for row in parts[0].rows), default=depth)
    if body_depth == 0:
        return []
    return [row for part in parts for row in part.rows if row.depth == 0 and part.header.depth + body_depth > 0]


def _outer(document: Document, mail: MailPart, ids: Sequence[str], own: Sequence[Row], page: int) -> Message:
    spans = _spans(own)
    sender = mail.sender
    return Message(
        id=ids[0],
        document_id=document.id,
        span=Span(mail.header_span.start, max([mail.header_span.end, *(span.end for span in spans)])),
        header_span=mail.header_span,
        body_spans=spans,
        header_text=mail.header_span.of(document.text),
        body=_text(document, own),
        page_first=page,
        page_last=page,
        sender=_person(sender) if sender else None,
        sender_address=sender[1] or None if sender else None,
        sender_redacted=sender is not None and is_redacted(_person(sender)),
        to=tuple(_person(person) for person in mail.to),
        cc=tuple(_person(person) for person in mail.cc),
        bcc=tuple(_person(person) for person in mail.bcc),
        to_addresses=tuple(address for _, address in mail.to if address),
        sent=mail.sent,
        sent_text=mail.sent_text,
        subject=mail.subject,
        importance=mail.importance,
        attachments=mail.attachments,
        message_id=mail.message_id,
        in_reply_to=mail.in_reply_to,
        references=mail.references,
        parent_id=ids[1] if len(ids) > 1 else None,
        parent_basis="quoted in the body" if len(ids) > 1 else None,
        found_by="native",
    )


def _quoted(document: Document, part: Part, ids: Sequence[str], number: int, page: int) -> Message:
    header = part.header
    spans = _spans(part.rows)
    is_last = number + 1 == len(ids)
    return Message(
        id=ids[number],
        document_id=document.id,
        span=Span(header.span.start, max([header.span.end, *(span.end for span in spans)])),
        header_span=header.span,
        body_spans=spans,
        header_text=header.text,
        body=_text(document, part.rows),
        page_first=page,
        page_last=page,
        seen_in_quotation=True,
        quoted_in=ids[0],
        parent_id=None if is_last else ids[number + 1],
        parent_basis=None if is_last else "printed below",
        **printed_fields(header),
    )


def _person(person: tuple[str, str]) -> str:
    name, address = person
    return f"{name} <{address}>" if name and address else name or address


def _spans(rows: Sequence[Row]) -> tuple[Span, ...]:
    return tuple(Span(row.inner, row.span.end) for row in rows if row.inner < row.span.end)


def _text(document: Document, rows: Sequence[Row]) -> str:
    return "\n".join(Span(row.inner, row.span.end).of(document.text) for row in rows if row.inner < row.span.end)
