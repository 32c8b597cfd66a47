"""A document as one reads it: a page, or a section of a text without pages, with everything marked that was found there.

In: a case, a document, and which part of it. Out: the text in runs of marks, and what stands in the margin: stamps, the
messages that begin there, deletions, findings, what other prints show. Hidden words of failed redactions are in no text and so
never here.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.front_view import DocumentHead
from onrecord.casefile.inbox_lines import copies_of
from onrecord.casefile.marks_view import load_marks
from onrecord.casefile.rows import storable
from onrecord.casefile.thread_view import Difference, differences_of
from onrecord.casefile.views import Whereabouts
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.messages import Redaction
from onrecord.text.marked_runs import Run, cut_runs

SECTION_CHARS = 30_000  # of a text without pages on one screen: an article stays whole
_SEARCHED = 2_000  # characters behind the end of a section in which a line end is looked for
_GRAVITY = "CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument(DocumentHead):
    """The document of which a part is read."""

    sha256: str
    media_type: str
    n_chars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMessage:
    """A message that lies on the page, with its other prints and what they show that this one deletes."""

    id: str
    sender: str | None
    sender_redacted: bool
    subject: str | None
    sent_earliest: str | None
    sent_latest: str | None
    begins_here: bool
    where: Whereabouts
    also: tuple[Whereabouts, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFinding:
    """A finding with a place on the page."""

    id: str
    code: str
    severity: str
    title: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderView:
    """One part of a document. `page` is None for a text without pages; `earlier` and `later` are where the next parts begin,
    as pages or as offsets; sizes are points, None where the page has none."""

    document: ReadDocument
    page: int | None
    start: int
    end: int
    runs: tuple[Run, ...]
    earlier: int | None
    later: int | None
    readable: bool = True
    width_pt: float | None = None
    height_pt: float | None = None
    ocr_confidence: float | None = None
    stamps: tuple[str, ...] = ()
    messages: tuple[PageMessage, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    findings: tuple[PageFinding, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which part of a document: a page, or the part around an offset; `end` closes the span that was asked for."""

    page: int | None = None
    start: int | None = None
    end: int | None = None
    words: str = ""


def view_part(case: Path, document_id: str, wanted: Wanted) -> ReaderView:
    """One part of a document. Raises SettingsError where there is no such document or page."""
    with reading(case, first_messages=True) as connection:
        head = _head(connection, document_id)
        target = (wanted.start, wanted.end) if wanted.start is not None and wanted.end is not None else None
        if head.n_pages:
            return _page_view(connection, head, wanted, target)
        return _section_view(connection, head, wanted, target)


def load_page_redactions(connection: sqlite3.Connection, document_id: str, page: int | None) -> tuple[Redaction, ...]:
    """The deletions on a page, in their order."""
    query = "SELECT record FROM redactions WHERE document_id = ? AND page IS ? ORDER BY ordinal"
    return tuple(decode(Redaction, record) for (record,) in connection.execute(query, (storable(document_id), page)))


def covered_boxes(case: Path, document_id: str, page: int) -> tuple[tuple[float, float, float, float], ...]:
    """The boxes of failed redactions on a page, which no picture of it may show."""
    with reading(case, first_messages=True) as connection:
        found = load_page_redactions(connection, document_id, page)
    return tuple((each.box.x0, each.box.top, each.box.x1, each.box.bottom) for each in found if each.failed and each.box)


def _head(connection: sqlite3.Connection, document_id: str) -> ReadDocument:
    names = (
        "id", "source", "sha256", "media_type", "pile", "kind", "title", "publisher", "published_earliest",
        "published_latest", "n_pages", "n_chars",
    )  # fmt: skip
    query = f"SELECT {', '.join(names)} FROM documents WHERE id = ?"
    row = connection.execute(query, (storable(document_id),)).fetchone()
    if row is None:
        raise SettingsError(f"no document has the id {document_id}", hint="onrecord export CASE documents")
    told = "SELECT s.label FROM story_members AS m JOIN stories AS s ON s.id = m.story_id WHERE m.document_id = ? LIMIT 1"
    story = connection.execute(told, (row[0],)).fetchone()
    return ReadDocument(**dict(zip(names, row, strict=True)), story=story[0] if story else None)


def _page_view(
    connection: sqlite3.Connection, head: ReadDocument, wanted: Wanted, target: tuple[int, int] | None
) -> ReaderView:
    number = wanted.page
    if number is None:
        query = "SELECT number FROM pages WHERE document_id = ? AND end > ? ORDER BY number LIMIT 1"
        found = connection.execute(query, (head.id, wanted.start or 0)).fetchone()
        number = found[0] if found else 1
    query = "SELECT start, end, readable FROM pages WHERE document_id = ? AND number = ?"
    row = connection.execute(query, (head.id, number)).fetchone()
    if row is None:
        raise SettingsError(f"{head.source} has no page {number}: found {head.n_pages} pages", hint="choose another page")
    start, end, readable = row
    query = "SELECT json_extract(record, ?) FROM documents WHERE id = ?"
    place = json.loads(connection.execute(query, (f"$.pages[{number - 1}]", head.id)).fetchone()[0] or "{}")
    return ReaderView(
        document=head,
        page=number,
        start=start,
        end=end,
        runs=_runs(connection, head.id, (start, end), wanted.words, target),
        earlier=number - 1 if number > 1 else None,
        later=number + 1 if number < head.n_pages else None,
        readable=bool(readable),
        width_pt=place.get("width_pt"),
        height_pt=place.get("height_pt"),
        ocr_confidence=place.get("ocr_confidence"),
        stamps=_stamps(connection, head.id, number),
        messages=_messages(connection, head, start, end),
        redactions=load_page_redactions(connection, head.id, number),
        findings=_findings(connection, head.id, start, end, number),
        problems=_problems(connection, head.id, number),
    )


def _section_view(
    connection: sqlite3.Connection, head: ReadDocument, wanted: Wanted, target: tuple[int, int] | None
) -> ReaderView:
    asked = min(max(wanted.start or 0, 0), max(head.n_chars - 1, 0))
    number = asked // SECTION_CHARS
    start = _border(connection, head, number)
    if asked < start:
        number -= 1
        start = _border(connection, head, number)
    end = _border(connection, head, number + 1)
    return ReaderView(
        document=head,
        page=None,
        start=start,
        end=end,
        runs=_runs(connection, head.id, (start, end), wanted.words, target),
        earlier=_border(connection, head, number - 1) if number > 0 else None,
        later=end if end < head.n_chars else None,
        messages=_messages(connection, head, start, end),
        redactions=load_page_redactions(connection, head.id, None),
        findings=_findings(connection, head.id, start, end, None),
        problems=_problems(connection, head.id, None),
    )


def _border(connection: sqlite3.Connection, head: ReadDocument, number: int) -> int:
    """Where section `number` (from 0) begins: behind the first line end after its nominal place."""
    at = number * SECTION_CHARS
    if at <= 0 or at >= head.n_chars:
        return max(0, min(at, head.n_chars))
    query = "SELECT substr(text, ? + 1, ?) FROM documents WHERE id = ?"
    ahead = connection.execute(query, (at, _SEARCHED, head.id)).fetchone()[0]
    return at + ahead.find("\n") + 1 if "\n" in ahead else at


def _runs(
    connection: sqlite3.Connection, document_id: str, part: tuple[int, int], words: str, target: tuple[int, int] | None
) -> tuple[Run, ...]:
    start, end = part
    query = "SELECT substr(text, ? + 1, ?) FROM documents WHERE id = ?"
    text = connection.execute(query, (start, end - start, document_id)).fetchone()[0]
    return cut_runs(text, start, load_marks(connection, document_id, start, end, words=words, target=target))


def _stamps(connection: sqlite3.Connection, document_id: str, page: int) -> tuple[str, ...]:
    query = "SELECT text FROM stamps WHERE document_id = ? AND page = ? ORDER BY kind != 'bates', ordinal"
    return tuple(dict.fromkeys(" ".join(text.split()) for (text,) in connection.execute(query, (document_id, page))))


def _messages(connection: sqlite3.Connection, head: ReadDocument, start: int, end: int) -> tuple[PageMessage, ...]:
    query = (
        "SELECT id, sender, sender_redacted, subject, sent_earliest, sent_latest, start, end, page_first, copy_of "
        "FROM messages WHERE document_id = ? AND start < ? AND end > ? ORDER BY start"
    )
    found = []
    for row in connection.execute(query, (head.id, end, start)).fetchall():
        first = row[9] or row[0]
        prints = [each for each in (*copies_of(connection, first), *_print_of(connection, first)) if each.start != row[6]]
        found.append(
            PageMessage(
                id=row[0],
                sender=row[1],
                sender_redacted=bool(row[2]),
                subject=row[3],
                sent_earliest=row[4],
                sent_latest=row[5],
                begins_here=start <= row[6] < end,
                where=Whereabouts(source=head.source, start=row[6], end=row[7], page=row[8]),
                also=tuple(sorted(prints, key=lambda each: (each.source, each.start or 0))),
                differences=differences_of(connection, row[0], head.id),
            )
        )
    return tuple(found)


def _print_of(connection: sqlite3.Connection, message_id: str) -> tuple[Whereabouts, ...]:
    query = (
        "SELECT d.source, m.start, m.end, m.page_first FROM messages AS m JOIN documents AS d ON d.id = m.document_id "
        "WHERE m.id = ?"
    )
    rows = connection.execute(query, (message_id,))
    return tuple(Whereabouts(source=row[0], start=row[1], end=row[2], page=row[3]) for row in rows)


def _findings(
    connection: sqlite3.Connection, document_id: str, start: int, end: int, page: int | None
) -> tuple[PageFinding, ...]:
    query = (
        "SELECT f.id, f.code, f.severity, f.title, f.message FROM findings AS f WHERE f.id IN (SELECT finding_id FROM "
        "finding_places WHERE document_id = ? AND start < ? AND (end > ? OR page = ? AND end >= ?)) "
        f"ORDER BY {_GRAVITY}, f.code, f.ordinal"
    )
    names = ("id", "code", "severity", "title", "message")
    rows = connection.execute(query, (document_id, end, start, page, start))
    return tuple(PageFinding(**dict(zip(names, row, strict=True))) for row in rows)


def _problems(connection: sqlite3.Connection, document_id: str, page: int | None) -> tuple[str, ...]:
    query = "SELECT detail FROM problems WHERE document_id = ? AND (page IS ? OR page IS NULL) ORDER BY ordinal LIMIT 20"
    return tuple(detail for (detail,) in connection.execute(query, (document_id, page)))
