"""What the full text search finds as a whole: messages, and the text that belongs to no message, by page or section.

In: the records of one document. Out: search units that cover all its words once. A message's own words form one unit, so that
a word and a sender asked for together are found together; a page that holds only messages gives no unit of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.casefile.rows import Row, days_of, storable
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.messages import Message
from onrecord.spans import Span

SECTION_CHARS = 20_000  # an article stays whole, a book does not become one hit
_PARAGRAPH_END_RE = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchUnit:
    """One stretch to be found; `message` is the message whose own words it is, `page` where it begins."""

    document: Document
    span: Span
    page: int | None
    message: Message | None = None

    def cells(self) -> Row:
        """Its columns in `search_units`, without the id."""
        message, source = self.message, self.document.source
        if message:
            days = days_of(message.sent.days()) if message.sent else (None, None)
            subject, sender = message.subject, _joined((message.sender, message.sender_address))
            recipients = _joined((*message.to, *message.cc, *message.bcc, *message.to_addresses))
        else:
            days = days_of(source.published)
            subject, sender, recipients = self.document.title or source.title, source.publisher, None
        words = (storable(subject), storable(sender), storable(recipients))
        where = (self.page, self.span.start, self.span.end)
        message_id = message.id if message else None
        return ("message" if message else "text", self.document.id, message_id, *where, *days, *words)

    def body(self) -> str:
        """Its words."""
        return storable(self.message.body if self.message else self.span.of(self.document.text)) or ""


def units_of(part: DocumentRecords) -> Iterator[SearchUnit]:
    """The units of one document: its messages first, then the rest in reading order."""
    document, messages = part.document, part.inbox.messages
    for message in messages:
        yield SearchUnit(document=document, span=message.span, page=message.page_first, message=message)
    taken = sorted(
        [span for message in messages for span in (message.header_span, *message.body_spans)],
        key=lambda span: (span.start, span.end),
    )
    for gap in _gaps(taken, len(document.text)):
        for section in _sections(document, gap):
            words = section.strip(document.text)
            if words:
                yield SearchUnit(document=document, span=words, page=document.page_at(words.start))


def _gaps(taken: list[Span], n_chars: int) -> Iterator[Span]:
    """What the sorted spans leave uncovered."""
    at = 0
    for span in taken:
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if n_chars > at:
        yield Span(at, n_chars)


def _sections(document: Document, gap: Span) -> Iterator[Span]:
    """The gap cut at page ends and, where a piece is still long, at paragraph ends."""
    first = bisect_right(document.pages, gap.start, key=lambda page: page.span.end)
    last = bisect_left(document.pages, gap.end, key=lambda page: page.span.start)
    for page in [page.span for page in document.pages[first:last]] or [gap]:
        start, stop = max(page.start, gap.start), min(page.end, gap.end)
        while stop - start > SECTION_CHARS:
            ends = [match.end() for match in _PARAGRAPH_END_RE.finditer(document.text, start, start + SECTION_CHARS)]
            cut = ends[-1] if ends and ends[-1] > start else start + SECTION_CHARS
            yield Span(start, cut)
            start = cut
        if stop > start:
            yield Span(start, stop)


def _joined(words: tuple[str | None, ...]) -> str | None:
    return " ; ".join(word for word in words if word) or None
