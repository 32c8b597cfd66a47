"""A thread as one reads it: every message once, in order, with its own words marked and its other prints beside it.

In: a case and a message. Out: the messages of its thread with runs of marked text (deletions, quotations, findings), the prints
of each, and what one print deletes that another shows. Hidden words of failed redactions are in no text and so never here.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.inbox_lines import copies_of
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.loader import load_messages
from onrecord.casefile.marks_view import load_marks
from onrecord.casefile.pieces_view import pieces_of, whole_of
from onrecord.casefile.reading_marks import FLAGGED, READ, marks_of
from onrecord.casefile.rows import storable
from onrecord.casefile.views import Whereabouts
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.messages import Message, UnionText
from onrecord.text.marked_runs import Mark, Run, cut_runs

MOST_MESSAGES = 200  # of one thread on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words that one print of a message deletes and another shows: both places, and the words that stand open."""

    closed: Whereabouts
    opened: Whereabouts
    document_id: str
    opened_document_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMessage:
    """One message to be read. `stretches` are its own words in order; `quoted_in` is the page of the message it is seen in."""

    message: Message
    where: Whereabouts
    also: tuple[Whereabouts, ...]
    stretches: tuple[tuple[Run, ...], ...]
    finding_ids: tuple[str, ...]
    differences: tuple[Difference, ...]
    depth: int
    is_read: bool
    is_flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """A thread with the message that was asked for; `n_all` may be more than are shown."""

    message_id: str
    thread_id: str | None
    n_all: int
    messages: tuple[ReadMessage, ...]


def view_thread(case: Path, message_id: str, words: str = "") -> ThreadView:
    """The thread of a message. Raises SettingsError where there is none with that id."""
    with reading(case, first_messages=True) as connection:
        overlay = overlay_of(load_judgements(connection))
        whole_id = whole_of(connection, overlay, message_id)
        query = "SELECT coalesce(copy_of, id), thread_id FROM messages WHERE id = ?"
        row = connection.execute(query, (storable(whole_id or message_id),)).fetchone()
        if row is None:
            raise SettingsError(f"no message has the id {message_id}", hint=f"onrecord inbox {case}")
        asked, thread_id = row
        column, value = ("thread_id", thread_id) if thread_id is not None else ("id", asked)
        condition = f"WHERE {column} = ? AND copy_of IS NULL"
        n_all = connection.execute(f"SELECT count(*) FROM messages {condition}", (value,)).fetchone()[0]
        order = "ORDER BY id = ? DESC, sent_earliest NULLS LAST, ordinal LIMIT ?"
        listed = list(load_messages(connection, f"{condition} {order}", (value, asked, MOST_MESSAGES)))
        listed.sort(key=_moment)
        listed = [piece for message in listed for piece in pieces_of(connection, overlay, message)]
        parents = {message.id: message.parent_id for message in listed}
        shown = tuple(_read_message(connection, message, _depth(message.id, parents), words) for message in listed)
    return ThreadView(message_id=message_id if whole_id else asked, thread_id=thread_id, n_all=n_all, messages=shown)


def _moment(message: Message) -> tuple[bool, str, str, int]:
    """By time, those without one last."""
    sent = message.sent
    low = sent.earliest.isoformat() if sent else ""
    return (sent is None, low, message.document_id, message.span.start)


def _depth(message_id: str, parents: dict[str, str | None]) -> int:
    """How many messages of the thread this one answers, one by one up to the first; 6 at most, for the sake of the margin."""
    seen, at = {message_id}, parents.get(message_id)
    while at in parents and at not in seen and len(seen) <= 6:
        seen.add(at or "")
        at = parents[at]
    return len(seen) - 1


def _read_message(connection: sqlite3.Connection, message: Message, depth: int, words: str) -> ReadMessage:
    source = _source(connection, message.document_id)
    marks = load_marks(connection, message.document_id, message.span.start, message.span.end, words=words)
    text = connection.execute(
        "SELECT substr(text, ? + 1, ?) FROM documents WHERE id = ?",
        (message.span.start, len(message.span), message.document_id),
    ).fetchone()[0]
    stretches = []
    for span in message.body_spans:
        at = span.start - message.span.start
        stretches.append(cut_runs(text[at : at + len(span)], span.start, _inside(marks, span.start, span.end)))
    held = marks_of(connection, message.id)
    return ReadMessage(
        message=message,
        where=Whereabouts(source=source, start=message.span.start, end=message.span.end, page=message.page_first),
        also=copies_of(connection, message.id),
        stretches=tuple(stretches),
        finding_ids=tuple(dict.fromkeys(mark.id for mark in marks if mark.kind in ("finding", "noted"))),
        differences=differences_of(connection, message.id, message.document_id),
        depth=depth,
        is_read=READ in held,
        is_flagged=FLAGGED in held,
    )


def _inside(marks: tuple[Mark, ...], start: int, end: int) -> list[Mark]:
    return [mark for mark in marks if mark.start < end and mark.end > start]


def _source(connection: sqlite3.Connection, document_id: str) -> str:
    source: str = connection.execute("SELECT source FROM documents WHERE id = ?", (document_id,)).fetchone()[0]
    return source


def differences_of(connection: sqlite3.Connection, message_id: str, document_id: str) -> tuple[Difference, ...]:
    """Where the prints of a message are deleted unlike."""
    query = (
        "SELECT record FROM other_records WHERE kind = 'inbox.unions' AND document_id = ? "
        "AND EXISTS (SELECT 1 FROM json_each(record, '$.message_ids') WHERE value = ?)"
    )
    found = []
    for (record,) in connection.execute(query, (document_id, message_id)):
        for each in decode(UnionText, record).differences:
            closed, opened = each.closed, each.opened
            found.append(
                Difference(
                    closed=Whereabouts(
                        source=_source(connection, closed.document_id),
                        start=closed.span.start,
                        end=closed.span.end,
                        page=closed.page,
                    ),
                    opened=Whereabouts(
                        source=_source(connection, opened.document_id),
                        start=opened.span.start,
                        end=opened.span.end,
                        page=opened.page,
                    ),
                    document_id=closed.document_id,
                    opened_document_id=opened.document_id,
                    words=opened.text,
                )
            )
    return tuple(found)
