"""Where some words stand, as one cites them: source, page, Bates number, the message around them and when it was sent.

In: a case and a span of one of its documents. Out: a `Cite`, which holds values and formats nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.rows import storable
from onrecord.errors import SettingsError

WORDS_CHARS = 600  # of a place that a citation repeats; what is longer is read where it stands
AROUND_CHARS = 140  # of text before and after it: about a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A place of the case. `page` is None where the document has no pages, `bates` where the page is not stamped.

    `sent_earliest` and `sent_latest` (ISO instants) are those of the message the place lies in, `published_*` (ISO days)
    those of the document. `words` are cut after `WORDS_CHARS`; `before` and `after` are what stands around them on the same
    page, cut at a blank.
    """

    document_id: str
    source: str
    pile: str
    title: str | None
    start: int
    end: int
    words: str
    before: str = ""
    after: str = ""
    page: int | None = None
    bates: str | None = None
    message_id: str | None = None
    sender: str | None = None
    sender_redacted: bool = False
    subject: str | None = None
    sent_earliest: str | None = None
    sent_latest: str | None = None
    published_earliest: str | None = None
    published_latest: str | None = None

    @property
    def is_message(self) -> bool:
        """True where the place lies in a message."""
        return self.message_id is not None


def cite(case: Path, document_id: str, start: int, end: int) -> Cite:
    """The citation of one place. Raises SettingsError where there is no such document or no such span in it."""
    with reading(case, first_messages=True) as connection:
        return cite_in(connection, document_id, start, end)


def cite_all(case: Path, places: Iterable[tuple[str, int, int]]) -> list[Cite]:
    """The citations of several places, in their order."""
    with reading(case, first_messages=True) as connection:
        return [cite_in(connection, *place) for place in places]


def cite_in(connection: sqlite3.Connection, document_id: str, start: int, end: int) -> Cite:
    """The citation of one place through an open connection. Raises SettingsError."""
    query = (
        "SELECT source, pile, title, published_earliest, published_latest, n_chars, substr(text, ? + 1, ?) "
        "FROM documents WHERE id = ?"
    )
    low = max(start - AROUND_CHARS, 0)
    high = max(end, start) + AROUND_CHARS
    document = connection.execute(query, (low, high - low, storable(document_id))).fetchone()
    if document is None:
        raise SettingsError(f"no document has the id {document_id}", hint="onrecord export CASE documents")
    source, pile, title, published_earliest, published_latest, n_chars, around = document
    if not 0 <= start <= end <= n_chars:
        raise SettingsError(
            f"no such span in {source}: found {start}-{end}, expected one within 0-{n_chars}", hint="onrecord search CASE WORDS"
        )
    page = _page_at(connection, document_id, start)
    message = _message_at(connection, document_id, start)
    return Cite(
        document_id=document_id,
        source=source,
        pile=pile,
        title=title,
        start=start,
        end=end,
        words=around[start - low : min(end - low, start - low + WORDS_CHARS)],
        before=_tail(around[: start - low], is_cut=low > 0),
        after=_head(around[end - low :], is_cut=high < n_chars),
        page=page,
        bates=None if page is None else _bates_on(connection, document_id, page),
        message_id=message[0] if message else None,
        sender=message[1] if message else None,
        sender_redacted=bool(message and message[2]),
        subject=message[3] if message else None,
        sent_earliest=message[4] if message else None,
        sent_latest=message[5] if message else None,
        published_earliest=published_earliest,
        published_latest=published_latest,
    )


def _tail(text: str, *, is_cut: bool) -> str:
    """What stands before the words: the last of it, from a page's beginning or a blank on."""
    on_page = text.rpartition("\f")
    if on_page[1]:
        return on_page[2]
    return text.partition(" ")[2] if is_cut else text


def _head(text: str, *, is_cut: bool) -> str:
    """What stands behind the words, up to a page's end or a blank."""
    on_page = text.partition("\f")
    if on_page[1]:
        return on_page[0]
    return text.rpartition(" ")[0] if is_cut else text


def _page_at(connection: sqlite3.Connection, document_id: str, start: int) -> int | None:
    query = "SELECT number FROM pages WHERE document_id = ? AND end > ? ORDER BY number LIMIT 1"
    found = connection.execute(query, (document_id, start)).fetchone()
    if found is None:  # behind the last character
        found = connection.execute("SELECT max(number) FROM pages WHERE document_id = ?", (document_id,)).fetchone()
    page: int | None = found[0]
    return page


def _bates_on(connection: sqlite3.Connection, document_id: str, page: int) -> str | None:
    query = "SELECT text FROM stamps WHERE document_id = ? AND page = ? AND kind = 'bates' ORDER BY ordinal LIMIT 1"
    found = connection.execute(query, (document_id, page)).fetchone()
    return " ".join(found[0].split()) if found else None


def _message_at(connection: sqlite3.Connection, document_id: str, start: int) -> tuple[str, str, int, str, str, str] | None:
    """The innermost message around a place: of those that begin before it, the last that has not ended."""
    query = (
        "SELECT id, sender, sender_redacted, subject, sent_earliest, sent_latest FROM messages "
        "WHERE document_id = ? AND start <= ? AND end > ? ORDER BY start DESC, end LIMIT 1"
    )
    found: tuple[str, str, int, str, str, str] | None = connection.execute(query, (document_id, start, start)).fetchone()
    return found
