"""Full text search over messages, pages and articles.

In: a case file and what somebody typed (the grammar stands in `search_query`). Out: hits, the best first, each with the place
of its first match in the document and the words around it. Trap: the place of a match is found in the unit's own text; in a
message, whose words may be interrupted by a page break, it is carried back to the document through the message's body spans.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.casefile.apart import decode_joined
from onrecord.casefile.connect import reading
from onrecord.casefile.rows import storable
from onrecord.casefile.search_query import CONDITIONS, Query, canonical_code, day_bounds, full_text, parse_query
from onrecord.casefile.similar_words import with_similar
from onrecord.casefile.views import EVERYTHING, Slice
from onrecord.model.messages import Message

OPEN, CLOSE = "\ufdd0", "\ufdd1"  # noncharacters (Unicode 23.7): no text has a use for them
AROUND_CHARS = 90  # of text shown on each side of the first match
_ON_PAGE = (
    "EXISTS (SELECT 1 FROM pages AS p WHERE p.document_id = u.document_id AND p.number = CAST(? AS INTEGER) "
    "AND p.start < u.end AND p.end > u.start)"
)
_BLANKS_RE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One unit that has what was asked for. `start` and `end` are those of its first match, or of the unit where the words
    stand in a header; `excerpt` holds the words around, each match between `OPEN` and `CLOSE`."""

    kind: str
    source: str
    start: int
    end: int
    page: int | None
    message_id: str | None
    subject: str | None
    sender: str | None
    earliest: str | None
    excerpt: str
    document_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """A page of hits, and how many there are in all; `is_capped` where there are more than were counted."""

    n_hits: int
    hits: tuple[Hit, ...] = ()
    is_capped: bool = False


def search_case(case: Path, text: str, part: Slice = EVERYTHING, *, most_counted: int | None = None) -> SearchResult:
    """What the case holds of what was typed. A query without anything that could be found has no hits.

    With `most_counted` no more hits than that are counted, and where there are more, they come in the order of the case and not
    by rank: to rank a hundred thousand texts takes longer than anybody waits.
    """
    query = parse_query(storable(text) or "")
    if not any(not term.is_excluded for term in query.terms):
        return SearchResult(n_hits=0)
    with reading(case, first_messages=True) as connection:
        query = with_similar(connection, query)
        source, values = _from_clause(query)
        n_hits, is_capped = _count(connection, query, (source, values), most_counted)
        if is_capped:
            order = "search_text.rowid" if query.words() else "u.id"
        else:
            order = ("rank, " if query.words() else "") + "u.earliest IS NULL, u.earliest, u.id"
        found = connection.execute(f"SELECT u.id {source} ORDER BY {order}" + part.sql(), values)
        hits = tuple(_hit(connection, _row(connection, query, unit_id)) for (unit_id,) in found.fetchall())
    return SearchResult(n_hits=n_hits, hits=hits, is_capped=is_capped)


def _count(connection: sqlite3.Connection, query: Query, clause: tuple[str, list[str]], most: int | None) -> tuple[int, bool]:
    """How many hits there are, and whether there are more than were counted."""
    source, values = clause
    if query.words() and not any(term.field in CONDITIONS for term in query.terms):
        source = "FROM search_text WHERE search_text MATCH ?"  # nothing else is asked, so nothing need be joined
    limit = "" if most is None else f" LIMIT {int(most) + 1}"
    n_hits: int = connection.execute(f"SELECT count(*) FROM (SELECT 1 {source}{limit})", values).fetchone()[0]
    return (n_hits, False) if most is None or n_hits <= most else (most, True)


def _row(connection: sqlite3.Connection, query: Query, unit_id: int) -> tuple[Any, ...]:
    """What is shown of one unit; words are marked here, for the few that are shown, and not while all are ranked."""
    columns = "u.id, u.kind, d.source, u.start, u.end, u.page, u.message_id, u.subject, u.sender, u.earliest, u.document_id"
    joined = "JOIN documents AS d ON d.id = u.document_id WHERE u.id = ?"
    if query.words():
        marked = f"highlight(search_text, 3, '{OPEN}', '{CLOSE}')"
        select = f"SELECT {columns}, {marked} FROM search_text JOIN search_units AS u ON u.id = search_text.rowid {joined}"
        found = connection.execute(f"{select} AND search_text MATCH ?", (unit_id, _expression(query))).fetchone()
    else:
        select = f"SELECT {columns}, c.body FROM search_content AS c JOIN search_units AS u ON u.id = c.id {joined}"
        found = connection.execute(select, (unit_id,)).fetchone()
    row: tuple[Any, ...] = found
    return row


def _expression(query: Query) -> str:
    """The words asked for, without those left out, for the full text index."""
    left_out = full_text([replace(term, either=True) for term in query.words(excluded=True)])
    return full_text(query.words()) + (f" NOT ({left_out})" if left_out else "")


def _from_clause(query: Query) -> tuple[str, list[str]]:
    """FROM and WHERE with their values. Every typed word is a value, none is part of the SQL."""
    units, conditions, values = "search_units AS u", ["1"], []
    if query.words():
        units = "search_text JOIN search_units AS u ON u.id = search_text.rowid"
        conditions.append("search_text MATCH ?")
        values.append(_expression(query))
    else:
        for term in query.words(excluded=True):
            conditions.append("u.id NOT IN (SELECT rowid FROM search_text WHERE search_text MATCH ?)")
            values.append(full_text([term]))
    for excluded in (False, True):
        word = "NOT " if excluded else ""
        for code in query.values("code", excluded=excluded):
            conditions.append(f"u.id {word}IN (SELECT unit_id FROM search_codes WHERE code = ?)")
            values.append(canonical_code(code))
        for page in query.values("page", excluded=excluded):
            conditions.append(f"{word}{_ON_PAGE}")
            values.append(page)
        for day in query.values("after", excluded=excluded):
            conditions.append(f"{word}(u.latest IS NOT NULL AND u.latest >= ?)")
            values.append(_bound(day, 0))
        for day in query.values("before", excluded=excluded):
            conditions.append(f"{word}(u.earliest IS NOT NULL AND u.earliest < ?)")
            values.append(_bound(day, 0))
    return f"FROM {units} WHERE {' AND '.join(conditions)}", values


def _bound(day: str, end: int) -> str:
    """The day that was typed in ISO form; what is no day is later than all days, so that nothing is found by it."""
    bounds = day_bounds(day)
    return bounds[end] if bounds else "~"


def _hit(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Hit:
    unit_id, kind, source, start, end, page, message_id, subject, sender, earliest, document_id, marked = row
    marked = marked or ""
    first = marked.find(OPEN)
    if first >= 0:
        length = marked.find(CLOSE, first) - first - 1
        start, end, page = _place(connection, unit_id, (document_id, message_id, start, page), first, length)
    return Hit(
        kind=kind,
        source=source,
        start=start,
        end=end,
        page=page,
        message_id=message_id,
        subject=subject,
        sender=sender,
        earliest=earliest,
        excerpt=_excerpt(marked, max(first, 0)),
        document_id=document_id,
    )


def _place(
    connection: sqlite3.Connection, unit_id: int, unit: tuple[str, str | None, int, int | None], at: int, length: int
) -> tuple[int, int, int | None]:
    """Start, end and page in the document of a stretch of a unit's words."""
    document_id, message_id, start, page = unit
    found: int | None = start + at
    if message_id is not None:
        found = _in_message(connection, message_id, at, length)
    if found is None:
        return (*connection.execute("SELECT start, end FROM search_units WHERE id = ?", (unit_id,)).fetchone(), page)
    query = "SELECT number FROM pages WHERE document_id = ? AND start <= ? ORDER BY start DESC LIMIT 1"
    on_page = connection.execute(query, (document_id, found)).fetchone()
    return found, found + length, on_page[0] if on_page else page


def _in_message(connection: sqlite3.Connection, message_id: str, at: int, length: int) -> int | None:
    """Where in the document a stretch of a message's body stands; None where that cannot be told for certain."""
    query = "SELECT m.record, m.body, d.text FROM messages AS m JOIN documents AS d ON d.id = m.document_id WHERE m.id = ?"
    record, body, text = connection.execute(query, (message_id,)).fetchone()
    words = _BLANKS_RE.sub(" ", body[at : at + length])
    n_before = len(_BLANKS_RE.sub("", body[:at]))
    for span in decode_joined(Message, record, "body", body).body_spans:
        stretch = span.of(text)
        n_inside = len(_BLANKS_RE.sub("", stretch))
        if n_before < n_inside:
            offset = _after_letters(stretch, n_before)
            matches = _BLANKS_RE.sub(" ", stretch[offset : offset + length]) == words
            return span.start + offset if matches else None
        n_before -= n_inside
    return None


def _after_letters(text: str, n_letters: int) -> int:
    """The offset of the first letter after `n_letters` characters that are not blank."""
    for offset, character in enumerate(text):
        if character.isspace():
            continue
        if n_letters == 0:
            return offset
        n_letters -= 1
    return len(text)


def _excerpt(marked: str, first: int) -> str:
    """The words around the first match on one line, cut at blanks."""
    low, high = max(first - AROUND_CHARS, 0), min(first + 2 * AROUND_CHARS, len(marked))
    while low > 0 and not marked[low - 1].isspace() and first - low < AROUND_CHARS + 20:
        low -= 1
    while high < len(marked) and not marked[high].isspace() and high < first + 2 * AROUND_CHARS + 20:
        high += 1
    piece = _BLANKS_RE.sub(" ", marked[low:high]).strip()
    if piece.count(OPEN) > piece.count(CLOSE):
        piece += CLOSE
    return ("… " if low > 0 else "") + piece + (" …" if high < len(marked) else "")
