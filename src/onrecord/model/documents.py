"""Sources, documents and pages: what was handed in, and the text that every later record points into.

Units: offsets are code points of `Document.text`; boxes are points (1/72 inch) with the origin at the top left of the page
as shown; `page` is 1-based. A text source is decoded and otherwise untouched: no newline translation, no normalisation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.intervals import DateInterval, InstantInterval
from onrecord.model.geometry import Box as Box
from onrecord.model.layout import PageLayout
from onrecord.spans import Span


class Pile(StrEnum):
    """Which of the three piles a source belongs to."""

    RECORDS = "records"
    COVERAGE = "coverage"
    DATA = "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """One statement of when a document was published, and where it was read (`sidecar`, `json-ld`, `meta`, `url`, ...)."""

    value: DateInterval
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file as handed in. `path` is as given; a member of an archive is `archive.zip!/folder/name.txt`.

    `published` is the date that counts; `dates` keeps all that was found, also where they disagree.
    """

    path: str
    sha256: str
    n_bytes: int
    media_type: str
    pile: Pile
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: DateInterval | None = None
    published_basis: str | None = None
    dates: tuple[DateEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word: its text, its box, its height in points, and whether it is drawn (False: an invisible layer)."""

    text: str
    box: Box
    size_pt: float
    visible: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page; its text is `document.text[span.start:span.end]`. `readable` is False where no words could be had.

    `ocr_confidence` (0..1) is the mean over the words of a page whose words were recognised in a picture; None for others.
    """

    number: int
    span: Span
    width_pt: float | None = None
    height_pt: float | None = None
    readable: bool = True
    ocr_confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text with its pages. `kind`: text, html, mail, pdf, picture, docx, table, load_file."""

    id: str
    source: Source
    kind: str
    text: str
    pages: tuple[Page, ...] = ()
    title: str | None = None
    parent_id: str | None = None

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds a character, or None where the document has no pages."""
        low, high = 0, len(self.pages)
        while low < high:
            middle = (low + high) // 2
            if self.pages[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        return self.pages[min(low, len(self.pages) - 1)].number if self.pages else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be read, as data. `reason` is a short stable word (`encrypted_pdf`), `detail` a sentence for people.

    `fatal` is True where nothing at all of the source could be read (exit code 3), False where part of it was.
    """

    source: str
    page: int | None = None
    reason: str
    detail: str
    fatal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailHeader:
    """What the header of a native mail says, decoded. Addresses are (display name, address) pairs."""

    sender: tuple[str, str] | None = None
    to: tuple[tuple[str, str], ...] = ()
    cc: tuple[tuple[str, str], ...] = ()
    bcc: tuple[tuple[str, str], ...] = ()
    sent: InstantInterval | None = None
    sent_text: str | None = None
    subject: str | None = None
    importance: str | None = None
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPart(MailHeader):
    """One native mail (.eml, .mbox, .msg) as its reader found it, before the inbox makes a Message of it.

    `header_span` and `body_span` index the document's text.
    """

    header_span: Span
    body_span: Span
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column of a table as profiled: its heading, its type, how many cells are filled and how many values differ.

    `meanings` are (value, what its codebook says it means). `is_plain`: every filled cell reads as its type as it stands,
    without white space to strip, signs to take off or withheld cells to leave out.
    """

    name: str
    dtype: str
    n_filled: int
    n_values: int
    role: str | None = None
    examples: tuple[str, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()
    is_plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table (a CSV file, a sheet of a workbook). The rows stay in the source; `header_row` is 0-based in it, -1 where no
    row is a heading. `sheet` is the sheet's name in a workbook."""

    id: str
    document_id: str
    name: str
    header_row: int
    n_rows: int
    columns: tuple[TableColumn, ...]
    notes: tuple[str, ...] = ()
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a reader got out of one source: documents (an archive or a mail with attachments has several), the headers
    of native mail by document id, tables, problems, and where the words of a PDF's pages stand, by document id."""

    documents: tuple[Document, ...] = ()
    mail: tuple[tuple[str, tuple[MailPart, ...]], ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
    layouts: tuple[tuple[str, tuple[PageLayout, ...]], ...] = ()
