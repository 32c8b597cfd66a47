"""A printed mail with its chain taken apart: where each message begins, which words are its own, what it quotes.

In: the rows of one unit (an outer message with all pages up to the next one). Out: `Part`s in the order of print, the first
of them the outer message. A part's own rows run from behind its header to the next header or announcement; with quote marks
(">") they also come back behind a quoted message that ends. What stands before any header belongs to nobody and is reported
as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.inbox.chats import parse_chat
from onrecord.inbox.headers import MIN_SCORE, Header, parse_label_header
from onrecord.inbox.intros import announcement_end, is_marker, is_rule, parse_gmail, parse_groupwise, parse_notes, parse_wrote
from onrecord.inbox.lines import Row
from onrecord.inbox.memos import HEAD_OF_PAGE, parse_memo, with_date_above
from onrecord.inbox.notes_columns import parse_notes_columns
from onrecord.inbox.webmail import parse_webmail


@dataclass(slots=True)
class Part:
    """One message of a unit: its header, its own rows, and the number of the part that quotes it (-1: none)."""

    header: Header
    rows: list[Row] = field(default_factory=list)
    quoted_in: int = -1


@dataclass(slots=True)
class Split:
    """The parts of a unit; the rows before the first header; announcements and rules between messages."""

    parts: list[Part]
    before: list[Row]
    between: list[Row]


def find_headers(rows: Sequence[Row], *, day_first: bool | None = None) -> list[Header]:
    """All headers in rows, each with `intro`, the index of the first row that announces it."""
    headers: list[Header] = []
    at = 0
    while at < len(rows):
        behind = _announcements(rows, at)
        marked = behind > at
        if behind >= len(rows):
            break
        header = header_at(rows, behind, marked=marked, day_first=day_first)
        if header is not None:
            header.intro = min(at, header.first)
            headers.append(header)
            at = max(header.end, behind + 1)
        else:
            at = max(at + 1, behind if not marked else at + 1)
    return headers


def header_at(rows: Sequence[Row], at: int, *, marked: bool, day_first: bool | None = None) -> Header | None:
    """The header that begins at a row, by whichever form scores enough, or None."""
    words = rows[at].words
    if not words.strip():
        return None
    groupwise = parse_groupwise(rows, at)
    if groupwise is not None:
        return groupwise
    header = parse_wrote(rows, at) or parse_gmail(rows, at) or parse_chat(rows, at)
    if header is not None:
        return header
    header = parse_memo(rows, at) or parse_webmail(rows, at, day_first=day_first)
    if header is None:
        header = parse_label_header(rows, at, day_first=day_first, marked=marked)
    if header is not None and header.score >= MIN_SCORE + _scarcity(header, rows, at, marked):
        return with_date_above(header, rows[max(0, at - HEAD_OF_PAGE) : header.first])
    if header is not None and marked and header.end == len(rows) and "from" in header.values and header.score >= 2.0:
        return header  # the announced header that the end of the print cuts off behind its first line
    return parse_notes(rows, at, marked=marked) or parse_notes_columns(rows, at)


def split_unit(rows: Sequence[Row], headers: Sequence[Header]) -> Split:
    """Divide the rows of a unit among its messages; the first header is the outer message's."""
    parts = [Part(header) for header in headers]
    between = [row for header in headers for row in rows[header.intro : header.first]]
    before = list(rows[: headers[0].intro]) if headers else list(rows)
    open_parts: list[int] = []
    is_chat = bool(headers) and headers[0].kind == "chat"
    depths = [_body_depth(rows, header) for header in headers]
    for number, header in enumerate(headers):
        parts[number].quoted_in = -1 if number == 0 or is_chat else 0
        open_parts = [other for other in open_parts if depths[other] <= header.depth]
        open_parts.append(number)
        end = headers[number + 1].intro if number + 1 < len(headers) else len(rows)
        body, closing = _without_closing_rules(rows[header.end : end], last=number + 1 == len(headers))
        between += closing
        if header.rest is not None:
            parts[number].rows.append(header.rest)
        for row in body:
            parts[_owner(open_parts, depths, row)].rows.append(row)
    return Split(parts, before, between)


def _announcements(rows: Sequence[Row], at: int) -> int:
    """The index behind all announcements that begin at a row and stand directly before something."""
    behind = at
    while behind < len(rows) and behind - at < 6:
        end = announcement_end(rows, behind)
        if end == behind:
            break
        behind = end
    return behind


def _scarcity(header: Header, rows: Sequence[Row], at: int, marked: bool) -> float:
    """How much more a header must score where little points to it: two labels in running text."""
    row = rows[at]
    stands_out = marked or row.page_top or row.gap > 0.3 or at == 0
    few = len(header.values) <= 2
    return (0.0 if stands_out else 0.3) + (0.5 if few and not marked and header.sent is None else 0.0)


def _body_depth(rows: Sequence[Row], header: Header) -> int:
    """The depth of a message's own words: behind "Ann wrote:" they have a mark more than the line itself."""
    if header.kind == "groupwise":
        return 0
    if header.end < len(rows) and header.kind in ("wrote", "notes"):
        return max(header.depth, rows[header.end].depth)
    return header.depth


def _owner(open_parts: Sequence[int], depths: Sequence[int], row: Row) -> int:
    """The latest message that is printed at the row's depth of quotation or shallower."""
    for number in reversed(open_parts):
        if depths[number] <= row.depth:
            return number
    return open_parts[0]


def _without_closing_rules(rows: Sequence[Row], *, last: bool) -> tuple[list[Row], list[Row]]:
    """Rules and announcements at the end of a body announce the next message, which may be cut off, and are not said by
    this one."""
    end = len(rows)
    while end > 0 and (is_marker(rows[end - 1]) or (is_rule(rows[end - 1]) and not last)):
        end -= 1
    return list(rows[:end]), list(rows[end:])
