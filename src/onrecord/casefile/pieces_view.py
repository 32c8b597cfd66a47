"""The pieces of messages that a person has split, for the pages that read the machine's rows.

In: an open case. Out: the pieces of a message in their order, and the message that a piece's id belongs to. A piece has no row
of its own: it is made of its message each time, as the exports make it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from onrecord.casefile.judgements import Overlay
from onrecord.casefile.loader import load_messages
from onrecord.model.messages import Message


def pieces_of(connection: sqlite3.Connection, overlay: Overlay, message: Message) -> tuple[Message, ...]:
    """The message alone, or the pieces that a person has made of it."""
    if message.id not in overlay.splits:
        return (message,)
    query = "SELECT text FROM documents WHERE id = ?"
    return overlay.messages(message, connection.execute(query, (message.document_id,)).fetchone()[0])


def split_messages(
    connection: sqlite3.Connection, overlay: Overlay, among: Sequence[str] | None = None
) -> dict[str, tuple[Message, ...]]:
    """The pieces of every split message by its id; of those `among` some ids where these are given."""
    found = {}
    for message_id in sorted(overlay.splits if among is None else set(overlay.splits).intersection(among)):
        for message in load_messages(connection, "WHERE id = ?", (message_id,)):
            found[message_id] = pieces_of(connection, overlay, message)
    return found


def whole_of(connection: sqlite3.Connection, overlay: Overlay, piece_id: str) -> str | None:
    """The id of the message that a piece was cut from; None where no piece in force has that id."""
    pieces = split_messages(connection, overlay)
    return next((whole for whole, made in pieces.items() if any(piece.id == piece_id for piece in made[1:])), None)
