"""One line of the inbox: what a reader looks for in it, the other prints folded in, the pieces of a split message behind it.

In: an open case and a row of a message. Out: an `InboxLine`, or one for each piece. Which messages are listed is the affair of
`inbox_view`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.casefile.reading_marks import FLAGGED, READ, marks_of
from onrecord.casefile.views import Whereabouts
from onrecord.model.messages import Message

SNIPPET_CHARS = 160
_SNIPPET_ROOM = 400  # characters of a body among which those of its snippet are looked for, blanks left out
LINE_COLUMNS = (  # of messages AS m
    f"m.id, m.sender, m.sender_redacted, m.sent_earliest, m.sent_latest, m.subject, substr(m.body, 1, {_SNIPPET_ROOM}), "
    "m.seen_in_quotation, m.document_id, m.start, m.end, m.page_first, m.thread_id, "
    "json_array_length(m.record, '$.attachments')"
)
_BLANKS_RE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """One message in the list. `also` are the other prints of it, `n_in_thread` counts the messages of its thread."""

    id: str
    sender: str | None
    sender_redacted: bool
    recipients: tuple[str, ...]
    sent_earliest: str | None
    sent_latest: str | None
    subject: str | None
    snippet: str
    seen_in_quotation: bool
    where: Whereabouts
    also: tuple[Whereabouts, ...]
    n_in_thread: int
    n_attachments: int
    codes: tuple[str, ...]
    n_findings: int
    is_read: bool
    is_flagged: bool
    is_split_off: bool = False  # a person said that this begins inside another message


def inbox_line(connection: sqlite3.Connection, row: tuple[object, ...]) -> InboxLine:
    """One message of the list from a row of `LINE_COLUMNS`."""
    message_id, document_id, thread_id = row[0], row[8], row[12]
    source = connection.execute("SELECT source FROM documents WHERE id = ?", (document_id,)).fetchone()[0]
    to = connection.execute(
        "SELECT name FROM recipients WHERE message_id = ? AND field = 'to' ORDER BY position LIMIT 4", (message_id,)
    )
    unit = connection.execute(
        "SELECT id FROM search_units WHERE document_id = ? AND start = ? AND message_id = ?", (document_id, row[9], message_id)
    ).fetchone()
    query = "SELECT code FROM search_codes WHERE unit_id = ? ORDER BY code" if unit else "SELECT NULL WHERE ?"
    codes = [code for (code,) in connection.execute(query, unit or (0,))]
    marks = {mark for (mark,) in connection.execute("SELECT mark FROM reading_marks WHERE message_id = ?", (message_id,))}
    in_thread = connection.execute("SELECT count(*) FROM messages WHERE thread_id = ? AND copy_of IS NULL", (thread_id,))
    start, end, page = row[9:12]
    return InboxLine(
        id=str(message_id),
        sender=_text(row[1]),
        sender_redacted=bool(row[2]),
        recipients=tuple(name for (name,) in to),
        sent_earliest=_text(row[3]),
        sent_latest=_text(row[4]),
        subject=_text(row[5]),
        snippet=_snippet(str(row[6])),
        seen_in_quotation=bool(row[7]),
        where=Whereabouts(source=source, start=_number(start), end=_number(end), page=_number(page)),
        also=copies_of(connection, str(message_id)),
        n_in_thread=max(in_thread.fetchone()[0], 1),
        n_attachments=_number(row[13]) or 0,
        codes=tuple(code for code in codes if code.startswith("(")),
        n_findings=sum(not code.startswith("(") for code in codes),
        is_read=READ in marks,
        is_flagged=FLAGGED in marks,
    )


def piece_lines(connection: sqlite3.Connection, line: InboxLine, pieces: Sequence[Message]) -> Iterator[InboxLine]:
    """The line of a message, or of each of its pieces. Only the first has the header, the copies and what was found."""
    if not pieces:
        yield line
        return
    first, *others = pieces
    yield replace(line, snippet=_snippet(first.body), where=replace(line.where, end=first.span.end))
    for piece in others:
        marks = marks_of(connection, piece.id)
        yield InboxLine(
            id=piece.id,
            sender=piece.sender,
            sender_redacted=piece.sender_redacted,
            recipients=piece.to,
            sent_earliest=None,
            sent_latest=None,
            subject=piece.subject,
            snippet=_snippet(piece.body),
            seen_in_quotation=False,
            where=replace(line.where, start=piece.span.start, end=piece.span.end),
            also=(),
            n_in_thread=line.n_in_thread,
            n_attachments=0,
            codes=(),
            n_findings=0,
            is_read=READ in marks,
            is_flagged=FLAGGED in marks,
            is_split_off=True,
        )


def _snippet(body: str) -> str:
    return _BLANKS_RE.sub(" ", body[:_SNIPPET_ROOM]).strip()[:SNIPPET_CHARS]


def copies_of(connection: sqlite3.Connection, message_id: str) -> tuple[Whereabouts, ...]:
    """The places of the other prints of a message."""
    query = (
        "SELECT d.source, m.start, m.end, m.page_first FROM messages AS m JOIN documents AS d ON d.id = m.document_id "
        "WHERE m.copy_of = ? AND m.id != ? ORDER BY d.source, m.start"
    )
    rows = connection.execute(query, (message_id, message_id))
    return tuple(Whereabouts(source=row[0], start=row[1], end=row[2], page=row[3]) for row in rows)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
