"""The words around a place of a document, for showing a place where it stands.

In: an open case and a place. Out: `Passage` text before, within and after it, cut at line or sentence ends near a width. Trap:
a document may be hundreds of megabytes, so only the window is ever read from the case.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.casefile.rows import storable

AROUND_CHARS = 400
_SEARCHED = 160  # characters in which a good place to cut is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A place with what stands around it. `is_start` and `is_end` are True where the text begins or ends there."""

    before: str
    words: str
    after: str
    is_start: bool
    is_end: bool


def surroundings_of(
    connection: sqlite3.Connection, document_id: str, start: int, end: int, width: int = AROUND_CHARS
) -> Surroundings:
    """The words of a place with up to `width` characters to either side; empty where there is no such document."""
    low, high = max(0, start - width), end + width
    query = "SELECT substr(text, ? + 1, ?), n_chars FROM documents WHERE id = ?"
    found = connection.execute(query, (low, high - low, storable(document_id))).fetchone()
    text, n_chars = found or ("", 0)
    before, words, after = text[: start - low], text[start - low : end - low], text[end - low :]
    is_start, is_end = low == 0, high >= n_chars
    return Surroundings(
        before=before if is_start else _from_a_border(before),
        words=words,
        after=after if is_end else _to_a_border(after),
        is_start=is_start,
        is_end=is_end,
    )


def _from_a_border(before: str) -> str:
    """From the first line or word that begins inside the window."""
    head = before[:_SEARCHED]
    at = head.find("\n")
    if at < 0:
        at = head.find(" ")
    return before[at + 1 :]


def _to_a_border(after: str) -> str:
    """Up to the last line or word that ends inside the window."""
    low = max(0, len(after) - _SEARCHED)
    at = after.rfind("\n", low)
    if at < 0:
        at = after.rfind(" ", low)
    return after[:at] if at >= 0 else after
