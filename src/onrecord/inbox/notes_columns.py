"""A Notes print in columns: who wrote and when stand left, and beside them "To", "cc" and "Subject" without colons.

In: rows and the index of one. Out: the `Header` that begins there, or None. Since no label has its mark, all of it must be
there: a person, a minute, a "To" and a "Subject" by themselves in their column, within a few rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.inbox.dates import read_sent
from onrecord.inbox.header_values import Value
from onrecord.inbox.headers import Header
from onrecord.inbox.intros import NOTES_DATE_RE, NOTES_NAME_RE
from onrecord.inbox.lines import Row
from onrecord.inbox.names import is_redacted
from onrecord.spans import Span

FIELDS = {"to": "to", "cc": "cc", "bcc": "bcc", "subject": "subject"}
MAX_ROWS = 9
SCORE = 3.5

_Piece = tuple[Span, str]


def parse_notes_columns(rows: Sequence[Row], first: int) -> Header | None:
    """The header of a Notes print whose first row is this one."""
    look = rows[first : first + MAX_ROWS]
    if not any("/" in row.words and NOTES_DATE_RE.search(row.words) for row in look[:4]):
        return None
    left: list[_Piece] = []
    values: dict[str, Value] = {}
    end = first
    for at, row in enumerate(look, start=first):
        if at > first and (row.gap > 1.2 or row.page_top) and "subject" in values:
            break
        beside, field, said = _parts(row)
        if field is None and "subject" in values:
            break
        left += beside
        if field is not None:
            if field in values:
                return None
            values[field] = value = Value(field, 0.3, at)
            value.pieces += said
        end = at + 1
    return _header(rows, first, end, left, values) if {"to", "subject"} <= set(values) else None


def _header(rows: Sequence[Row], first: int, end: int, left: Sequence[_Piece], labelled: dict[str, Value]) -> Header | None:
    """The header of these rows, if what stands left of the labels is one person and one minute."""
    dates = [(span, found.group()) for span, text in left if (found := NOTES_DATE_RE.search(text))]
    names = [(span, text) for span, text in left if not NOTES_DATE_RE.search(text)]
    if len(dates) != 1 or len(names) != 1 or (sent := read_sent(dates[0][1])) is None:
        return None
    name = names[0][1]
    if not (NOTES_NAME_RE.fullmatch(name) or "@" in name or is_redacted(name)):
        return None
    values: dict[str, Value] = {}
    for field, piece in (("from", names[0]), ("date", dates[0])):
        values[field] = Value(field, 0.0, first)
        values[field].pieces.append(piece)
    values |= labelled
    text = "\n".join(row.words.strip() for row in rows[first:end])
    header = Header(first, end, "notes", values, Span(rows[first].inner, rows[end - 1].span.end), text, rows[first].depth)
    header.sent, header.score = sent, SCORE
    return header


def _parts(row: Row) -> tuple[list[_Piece], str | None, list[_Piece]]:
    """(what stands left of a row's label, the label's field, what stands right of it); all is left where there is none."""
    pieces = [(cell.span, row.text[cell.span.start - row.span.start : cell.span.end - row.span.start]) for cell in row.cells]
    for at, (_, text) in enumerate(pieces):
        field = FIELDS.get(text.strip().casefold())
        if field is not None:
            return pieces[:at], field, pieces[at + 1 :]
    return pieces, None, []
