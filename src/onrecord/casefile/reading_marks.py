"""What a reader has read and flagged: marks of one person on messages, kept in the case beside the decisions.

In: a message (or a piece of one that was split) by its id, a mark, and whether it shall be there. Out: a row or none. Unlike
judgements, marks say nothing about the records, so they are taken away again without a trace. They survive a rebuild, because
ids are made from content.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from onrecord.casefile.connect import adding
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.pieces_view import whole_of
from onrecord.casefile.rows import storable
from onrecord.errors import SettingsError

READ, FLAGGED = "read", "flagged"
MARKS = (READ, FLAGGED)


def set_mark(case: Path, message_id: str, mark: str, *, is_set: bool, at: str) -> None:
    """Put a mark on a message or take it off. Raises SettingsError where there is no such mark or message."""
    if mark not in MARKS:
        raise SettingsError(f"no such mark: found {mark!r}, expected one of {', '.join(MARKS)}", hint="load the page again")
    with adding(case) as connection:
        wanted = storable(message_id)
        known = connection.execute("SELECT 1 FROM messages WHERE id = ?", (wanted,)).fetchone() is not None
        if not known and whole_of(connection, overlay_of(load_judgements(connection)), message_id) is None:
            raise SettingsError(f"no message has the id {message_id}", hint=f"onrecord inbox {case}")
        if is_set:
            connection.execute("INSERT OR IGNORE INTO reading_marks VALUES (?, ?, ?)", (wanted, mark, at))
        else:
            connection.execute("DELETE FROM reading_marks WHERE message_id = ? AND mark = ?", (wanted, mark))


def marks_of(connection: sqlite3.Connection, message_id: str) -> frozenset[str]:
    """The marks that a message has."""
    rows = connection.execute("SELECT mark FROM reading_marks WHERE message_id = ?", (message_id,))
    return frozenset(mark for (mark,) in rows)
