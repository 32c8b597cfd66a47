"""Messages of an inbox and what stands around them on the pages of a release.

A message may be seen only *in quotation*, inside a later one; a redacted sender is a person without a name, never nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intervals import InstantInterval
from onrecord.model.documents import Box
from onrecord.model.links import Place
from onrecord.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One mail, printed, native or quoted.

    `span` runs from the first header character to the end of its own words; `body_spans` are its own words alone, in
    order, without quoted messages, stamps and furniture; `body` is their text. `confidence` is 0..1. `repaired` names the
    fields whose spelling OCR had spoiled and the case's common spelling set right; `header_text` keeps the print. A meeting
    request has the times and the place of its meeting in `starts`, `ends` and `location`. `sent_basis` says what told day and
    month of a date like 06/10/2017 apart, where that had to be told.
    """

    id: str
    document_id: str
    span: Span
    header_span: Span
    body_spans: tuple[Span, ...]
    header_text: str
    body: str
    page_first: int | None = None
    page_last: int | None = None
    bates_first: str | None = None
    bates_last: str | None = None
    sender: str | None = None
    sender_address: str | None = None
    sender_redacted: bool = False
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    to_addresses: tuple[str, ...] = ()
    sent: InstantInterval | None = None
    sent_text: str | None = None
    subject: str | None = None
    importance: str | None = None
    attachments: tuple[str, ...] = ()
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    seen_in_quotation: bool = False
    quoted_in: str | None = None
    parent_id: str | None = None
    parent_basis: str | None = None
    thread_id: str | None = None
    copy_of: str | None = None
    copies: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    sent_basis: str | None = None
    starts: InstantInterval | None = None
    ends: InstantInterval | None = None
    location: str | None = None
    confidence: float = 1.0
    found_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """One deletion. `kind`: inline, box, margin, page_withheld. `codes` are canonical: "(b)(6)", "(b)(7)(C)".

    `failed` is True where the file still tells what it hides; that text is never kept. `found_by` then says how, behind a
    colon: text, text_under_annotation, pale_text, link, bookmark, metadata. `near` is print beside a box that holds none.
    """

    id: str
    document_id: str
    page: int | None
    kind: str
    codes: tuple[str, ...] = ()
    box: Box | None = None
    span: Span | None = None
    message_id: str | None = None
    code_missing: bool = False
    failed: bool = False
    near: Span | None = None
    found_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Page furniture kept as an anchor. `kind`: bates, request, page_number, banner. `span` is None where it is inferred."""

    id: str
    document_id: str
    page: int
    text: str
    kind: str
    prefix: str = ""
    number: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasking:
    """Who asked whom for what by when. `status`: open, answered, late, chased, declined."""

    id: str
    document_id: str
    message_id: str
    span: Span
    text: str
    page: int | None = None
    sender: str | None = None
    to: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    deliverable: str
    due: InstantInterval | None = None
    due_text: str | None = None
    status: str = "open"
    evidence: tuple[str, ...] = ()
    found_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordBalance:
    """Whose every word of a page is: the counts add up to `n_words`."""

    document_id: str
    page: int
    n_words: int
    n_message: int
    n_stamp: int
    n_redaction: int
    n_attachment: int
    n_unassigned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionPiece:
    """A stretch of a union text, as one print of the message has it. `closed_in` are the prints that delete it there;
    `starts_line` is True where it begins a line, `in_body` False where it is of the header."""

    message_id: str
    place: Place
    closed_in: tuple[str, ...] = ()
    starts_line: bool = False
    in_body: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionDifference:
    """What one print of a message deletes and another shows: the deletion and the words, each where it stands."""

    closed_in: str
    closed: Place
    open_in: str
    opened: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionText:
    """All that the prints of one message show together; `message_id` is the fullest print, which holds the record.

    Words under a failed redaction are in no print and so never here; a place that one closes stays closed.
    """

    id: str
    document_id: str
    message_id: str
    message_ids: tuple[str, ...]
    pieces: tuple[UnionPiece, ...]
    differences: tuple[RedactionDifference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRecords:
    """What the inbox stage makes of one document."""

    messages: tuple[Message, ...] = ()
    redactions: Sequence[Redaction] = ()
    stamps: Sequence[Stamp] = ()
    taskings: tuple[Tasking, ...] = ()
    balances: Sequence[WordBalance] = ()
    unions: tuple[UnionText, ...] = ()
