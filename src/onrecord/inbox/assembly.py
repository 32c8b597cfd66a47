"""From parts of print to records: messages with ids, spans and pages; redactions and stamps tied to them; the balance.

In: page by page the stamps and redactions, unit by unit the rows. Out: `InboxRecords`. Ids come from the document and the
place alone. Every word of a page lands in exactly one column of its balance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.inbox.furniture import PageStamp, counted_through, infer_hidden
from onrecord.inbox.headers import Header
from onrecord.inbox.lines import Row
from onrecord.inbox.memos import with_date_above
from onrecord.inbox.printed_fields import printed_fields
from onrecord.inbox.redactions import PageRedaction
from onrecord.inbox.splitting import Part, find_headers, split_unit
from onrecord.inbox.units import Unit
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.messages import InboxRecords, Message, Redaction, Stamp, WordBalance
from onrecord.spans import Span

STAMP_KINDS = ("bates", "request", "page_number", "banner")


class Assembly:
    """Gathers the records of one document."""

    def __init__(self, document: Document, *, day_first: bool | None) -> None:
        self.document = document
        self.day_first = day_first
        self._stamps: dict[int, list[PageStamp]] = {}
        self._found: list[PageRedaction] = []
        self._margin: set[Span] = set()
        self._messages: list[Message] = []
        self._n_words: dict[int, int] = {}
        self._columns: dict[int, dict[str, int]] = {}
        self._owners: list[tuple[int, int, str]] = []

    def add_page(
        self,
        number: int,
        rows: Sequence[Row],
        stamps: list[PageStamp],
        found: list[PageRedaction],
        margin: set[Span],
        *,
        withheld: bool,
    ) -> None:
        """One page's words, stamps and redactions."""
        n_words = sum(len(row.text.split()) for row in rows)
        n_stamp = sum(len(stamp.text.split()) for stamp in stamps if stamp.span is not None)
        self._n_words[number] = n_words
        column = self._columns.setdefault(number, dict.fromkeys(("message", "stamp", "redaction", "attachment"), 0))
        column["stamp"] += n_stamp
        if withheld:
            column["redaction"] += n_words - n_stamp
        column["redaction"] += sum(len(self.document.text[span.start : span.end].split()) for span in margin)
        self._stamps[number] = stamps
        self._found += found
        self._margin |= margin

    def add_unit(self, unit: Unit) -> None:
        """One outer message with its chain and its attachment pages."""
        for row in unit.attached:
            self._columns[row.page]["attachment"] += self._own_words(row)
        rows = unit.rows
        headers = find_headers(rows, day_first=self.day_first)
        if not headers:
            return
        with_date_above(headers[0], [*unit.lead, *rows[: headers[0].first]])
        split = split_unit(rows, headers)
        ids = [make_id("m", self.document.id, part.header.span.start, part.header.span.end) for part in split.parts]
        for row in [*unit.lead, *split.between]:
            self._columns[row.page]["message"] += self._own_words(row)
        for number, part in enumerate(split.parts):
            self._messages.append(self._message(part, ids, number, rows))

    def records(self) -> InboxRecords:
        """All records of the document, in the order of the pages."""
        self._stamps = counted_through(self._stamps)
        inferred = infer_hidden(self._stamps, sorted(self._stamps))
        self._found = [_without_hidden_stamp(item, inferred.get(item.page)) for item in self._found]
        stamps = [
            stamp
            for page in sorted(self._stamps)
            for stamp in [*self._stamps[page], *([inferred[page]] if page in inferred else [])]
        ]
        bates = {stamp.page: stamp.text for stamp in reversed(stamps) if stamp.kind == "bates"}
        messages = tuple(
            replace(message, bates_first=bates.get(message.page_first or 0), bates_last=bates.get(message.page_last or 0))
            for message in self._messages
        )
        return InboxRecords(
            messages=messages,
            redactions=self._redactions(messages),
            stamps=tuple(self._stamp(stamp, number) for number, stamp in enumerate(stamps) if stamp.kind in STAMP_KINDS),
            balances=tuple(self._balance(page) for page in sorted(self._n_words)),
        )

    def _message(self, part: Part, ids: Sequence[str], number: int, rows: Sequence[Row]) -> Message:
        header = part.header
        header_rows = rows[header.first : header.end]
        spans, body = self._body(part.rows)
        for row in [*header_rows, *(row for row in part.rows if row is not header.rest)]:
            self._columns[row.page]["message"] += self._own_words(row)
        self._owners += [(span.start, span.end, ids[number]) for span in (header.span, *spans)]
        last = part.rows[-1] if part.rows else header_rows[-1]
        outer = ids[part.quoted_in] if part.quoted_in >= 0 else None
        parent, basis = _parent(header, ids, number)
        return Message(
            id=ids[number],
            document_id=self.document.id,
            span=Span(header.span.start, max(header.span.end, spans[-1].end if spans else 0)),
            header_span=header.span,
            body_spans=spans,
            header_text=self._without_margin(header, header_rows),
            body=body,
            page_first=header_rows[0].page,
            page_last=last.page,
            seen_in_quotation=outer is not None,
            quoted_in=outer,
            parent_id=parent,
            parent_basis=basis,
            **printed_fields(header),
        )

    def _body(self, rows: Sequence[Row]) -> tuple[tuple[Span, ...], str]:
        """(the spans of a message's own words, their text with one line per row); neighbouring rows are one span."""
        spans: list[Span] = []
        lines: list[str] = []
        for row in rows:
            pieces = [
                Span(max(cell.span.start, row.inner), cell.span.end)
                for cell in row.cells
                if cell.span not in self._margin and cell.span.end > row.inner
            ]
            if pieces:
                lines.append("\t".join(piece.of(self.document.text) for piece in pieces))
            for piece in pieces:
                if spans and self.document.text[spans[-1].end : piece.start] in ("\n", "\t"):
                    spans[-1] = Span(spans[-1].start, piece.end)
                else:
                    spans.append(piece)
        return tuple(spans), "\n".join(lines)

    def _without_margin(self, header: Header, rows: Sequence[Row]) -> str:
        if header.kind == "gmail" or not any(cell.span in self._margin for row in rows for cell in row.cells):
            return header.text
        return self._body(rows)[1]

    def _own_words(self, row: Row) -> int:
        """The words of a row that are no margin code."""
        words = len(row.text.split())
        for cell in row.cells:
            if cell.span in self._margin:
                words -= len(self.document.text[cell.span.start : cell.span.end].split())
        return words

    def _redactions(self, messages: Sequence[Message]) -> tuple[Redaction, ...]:
        owners = sorted(self._owners)
        starts = [start for start, _, _ in owners]
        pages = {message.id: (message.page_first, message.page_last) for message in messages}
        by_place = self._owner_by_place(messages)
        made = []
        for number, item in enumerate(self._found):
            owner = None
            if item.span is not None:
                at = bisect_right(starts, item.span.start) - 1
                owner = owners[at][2] if at >= 0 and item.span.start < owners[at][1] else None
            if owner is None and item.kind != "page_withheld":
                owner = by_place.get(item.page)
            box = item.box
            place = (round(box.x0), round(box.top), round(box.x1), round(box.bottom)) if box else number
            made.append(
                Redaction(
                    id=make_id(
                        "r", self.document.id, item.page, item.kind, place, item.span.start if item.span else "", item.codes
                    ),
                    document_id=self.document.id,
                    page=item.page,
                    kind=item.kind,
                    codes=item.codes,
                    box=box,
                    span=item.span,
                    message_id=owner if owner in pages else None,
                    code_missing=not item.codes,
                    failed=item.failed,
                    near=item.near,
                    found_by=("code" if item.codes else "box") + (f":{item.leak}" if item.leak else ""),
                )
            )
        return tuple(made)

    def _owner_by_place(self, messages: Sequence[Message]) -> dict[int, str]:
        """The only message of a page, for boxes that hold no characters; a page with several names none."""
        on_page: dict[int, list[str]] = {}
        for message in messages:
            for page in range(message.page_first or 0, (message.page_last or 0) + 1):
                on_page.setdefault(page, []).append(message.id)
        return {page: ids[0] for page, ids in on_page.items() if len(ids) == 1}

    def _stamp(self, stamp: PageStamp, number: int) -> Stamp:
        return Stamp(
            id=make_id("s", self.document.id, stamp.page, stamp.kind, stamp.text, stamp.span.start if stamp.span else number),
            document_id=self.document.id,
            page=stamp.page,
            text=stamp.text,
            kind=stamp.kind,
            prefix=stamp.prefix,
            number=stamp.number,
            span=stamp.span,
        )

    def _balance(self, page: int) -> WordBalance:
        column = self._columns[page]
        total = self._n_words[page]
        return WordBalance(
            document_id=self.document.id,
            page=page,
            n_words=total,
            n_message=column["message"],
            n_stamp=column["stamp"],
            n_redaction=column["redaction"],
            n_attachment=column["attachment"],
            n_unassigned=total - sum(column.values()),
        )


def _without_hidden_stamp(item: PageRedaction, stamp: PageStamp | None) -> PageRedaction:
    """A box that hides the page's own Bates stamp, printed over it, leaks nothing; the stamp is known from its series."""
    if stamp is None or not item.failed or abs(item.n_hidden_chars - len(stamp.text)) > 2:
        return item
    return replace(item, n_hidden_chars=0, leak="")


def _parent(header: Header, ids: Sequence[str], number: int) -> tuple[str | None, str | None]:
    """(the message that one answers, what tells): a chain is printed backwards, a chat as it went on."""
    if header.kind == "chat":
        return (ids[number - 1], "the line above in the chat") if number else (None, None)
    return (ids[number + 1], "printed below") if number + 1 < len(ids) else (None, None)
