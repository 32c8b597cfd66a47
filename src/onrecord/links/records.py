"""What quotations are traced in: the bodies and headers of messages, and what of a document lies outside of both.

In: documents with their inbox. Out: `TraceText`s in document order, and the coverage statement for what is not found.
Trap: a message's own words are in pieces, with page breaks, stamps and quoted messages between them; the pieces are read as
one text, and the words of a quoted message belong to that message alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.links.index import TraceIndex, TraceText, build_index
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.links import Coverage
from onrecord.model.messages import Message, Redaction
from onrecord.spans import Span


def record_index(parts: Iterable[DocumentRecords]) -> TraceIndex:
    """The index of all that quotations are looked for in: the records, never the coverage."""
    records = [part for part in parts if part.document.source.pile is Pile.RECORDS and part.document.kind != "table"]
    return build_index(trace_texts(records), describe_coverage(records))


def trace_texts(parts: Iterable[DocumentRecords]) -> tuple[TraceText, ...]:
    """The texts to index, in the order of the documents and, inside each, of their place."""
    return tuple(text for part in parts for text in _texts_of(part))


def describe_coverage(parts: Sequence[DocumentRecords]) -> Coverage:
    """What the records loaded hold, and how much of it could not be searched."""
    pages = [page for part in parts for page in part.document.pages]
    withheld = {
        (redaction.document_id, redaction.page)
        for part in parts
        for redaction in part.inbox.redactions
        if redaction.kind == "page_withheld"
    }
    return Coverage(
        n_messages=sum(len(part.inbox.messages) for part in parts),
        n_pages=len(pages),
        n_unreadable_pages=sum(not page.readable for page in pages),
        n_withheld_pages=len(withheld),
        n_documents=len(parts),
    )


def _texts_of(part: DocumentRecords) -> list[TraceText]:
    redactions = _redaction_spans(part.inbox.redactions)
    texts: list[TraceText] = []
    taken: list[Span] = []
    for message in part.inbox.messages:
        for kind, pieces in (("header", (message.header_span,)), ("body", message.body_spans)):
            kept = tuple(piece for piece in pieces if len(piece))
            if kept:
                texts.append(_text(part, kept, redactions, kind, message))
                taken.extend(kept)
    rest = _outside(len(part.document.text), taken)
    kept = tuple(piece for piece in rest if piece.of(part.document.text).strip())
    if kept:
        texts.append(_text(part, kept, redactions, "rest", None))
    return sorted(texts, key=lambda text: (text.pieces[0].start, text.part))


def _text(
    part: DocumentRecords,
    pieces: tuple[Span, ...],
    redactions: tuple[tuple[Span, tuple[str, ...]], ...],
    kind: str,
    message: Message | None,
) -> TraceText:
    low, high = pieces[0].start, pieces[-1].end
    return TraceText(
        document_id=part.document.id,
        document_text=part.document.text,
        pieces=pieces,
        message=message,
        redactions=tuple(row for row in redactions if low <= row[0].start <= high),
        pages=part.document.pages,
        part=kind,
        forwarded_by=_forwarders(message, part.inbox.messages),
    )


def _forwarders(message: Message | None, messages: Sequence[Message]) -> tuple[str, ...]:
    """The senders of the messages around a quoted one, from the inside out."""
    names: list[str] = []
    outer = message.quoted_in if message else None
    for _ in messages:
        holder = next((one for one in messages if one.id == outer), None) if outer else None
        if holder is None:
            break
        if holder.sender:
            names.append(holder.sender)
        outer = holder.quoted_in
    return tuple(names)


def _redaction_spans(redactions: Sequence[Redaction]) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    found = [(redaction.span, redaction.codes) for redaction in redactions if redaction.span is not None]
    return tuple(sorted(found, key=lambda row: (row[0], row[1])))


def _outside(n: int, taken: Sequence[Span]) -> list[Span]:
    """What of `n` characters no span covers."""
    rest: list[Span] = []
    at = 0
    for span in sorted(taken):
        if span.start > at:
            rest.append(Span(at, span.start))
        at = max(at, span.end)
    if at < n:
        rest.append(Span(at, n))
    return rest
