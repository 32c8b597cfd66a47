"""Chat prints: lines of Teams, Skype, WhatsApp or a phone's messages, each a message with its writer and minute.

In: rows and an index. Out: the `Header` of one line, "[10/6/2017 3:14 PM] Ann Lee: See you there", whose `rest` is what the row
says behind it. One such line is a note somebody made; only a run of them, set alike, is a chat. A chat line goes to nobody by
name, and what follows it is no quotation: its lines stand side by side in the order of print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.inbox.dates import read_sent
from onrecord.inbox.header_values import Value
from onrecord.inbox.headers import Header
from onrecord.inbox.lines import Row
from onrecord.model.layout import Cell
from onrecord.spans import Span

_DAY = (
    r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|(?:[A-Z][a-z]{2,8},?\s)?[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4}"
    r"|\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4})"
)
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?"
_WHEN = rf"(?P<when>{_DAY},?\s{{1,3}}(?:at\s)?{_CLOCK}|{_CLOCK},?\s{{1,3}}{_DAY})"
_WHO = r"(?P<who>[^\s:\[\]<>][^:\[\]<>\n]{0,60}?)"
# How chat programs print a line; who is behind the time or before it
CHAT_RES = {
    # Like "[10/6/2017 3:14 PM] Ann Lee: See you", "[06/10/2017, 15:14:22] Ann: See you", "[3:14 PM, 10/6/2017] Ann: See you"
    "bracket": re.compile(rf"\[{_WHEN}\]\s{{1,3}}{_WHO}:(?:\s|$)"),
    # Like "10/6/17, 3:14 PM - Ann Lee: See you"
    "dash": re.compile(rf"{_WHEN}\s[-–]\s{_WHO}:(?:\s|$)"),
    # Like "Ann Lee  [10/6/2017 3:14 PM]: See you", "Ann Lee (10/6/2017 3:14:22 PM): See you"
    "name first": re.compile(rf"{_WHO}\s{{1,6}}[\[(]{_WHEN}[\])]\s?:?(?:\s|$)"),
    # Like "Ann Lee  10/6/2017 3:14 PM": the words stand below
    "name line": re.compile(rf"{_WHO}(?:\s{{2,12}}|\t){_WHEN}$"),
}
MIN_LINES = 3  # of one form, before they are a chat
LOOK_AROUND = 80  # rows, for the others
MAX_WORDS = 6  # of a writer's name
SCORE = 4.0


def parse_chat(rows: Sequence[Row], at: int) -> Header | None:
    """The chat line that begins at a row, where enough lines around it are set alike."""
    row = rows[at]
    found = _line(row)
    if found is None:
        return None
    form, match = found
    around = rows[max(0, at - LOOK_AROUND) : at + LOOK_AROUND]
    if sum(1 for other in around if (line := _line(other)) is not None and line[0] == form) < MIN_LINES:
        return None
    sent = read_sent(match["when"])
    if sent is None:
        return None
    end = row.inner + match.end()
    values = {"date": _value("date", row, match, "when", at), "from": _value("from", row, match, "who", at)}
    text = row.words[: match.end()].strip()
    header = Header(
        at, at + 1, "chat", values, Span(row.inner, row.inner + len(row.words[: match.end()].rstrip())), text, row.depth
    )
    header.sent, header.score, header.rest = sent, SCORE, _behind(row, end)
    return header


def _line(row: Row) -> tuple[str, re.Match[str]] | None:
    words = row.words
    if ":" not in words[:90]:
        return None
    for form, pattern in CHAT_RES.items():
        match = pattern.match(words)
        if match is not None and len(match["who"].split()) <= MAX_WORDS and any(map(str.isalpha, match["who"])):
            return form, match
    return None


def _value(field: str, row: Row, match: re.Match[str], group: str, at: int) -> Value:
    value = Value(field, 0.0, at)
    value.pieces.append((Span(row.inner + match.start(group), row.inner + match.end(group)), match[group].strip()))
    return value


def _behind(row: Row, start: int) -> Row | None:
    """What a row says from an offset on, as a row; None where it says nothing."""
    text = row.text[start - row.span.start :]
    start += len(text) - len(text.lstrip())
    if start >= row.span.end:
        return None
    cells = [_cut(cell, start) for cell in row.cells if cell.span.end > start]
    words = row.text[start - row.span.start :]
    span = Span(start, row.span.end)
    return row._replace(span=span, text=words, words=words, cells=tuple(cells), inner=start, gap=0.0, page_top=False)


def _cut(cell: Cell, start: int) -> Cell:
    if cell.span.start >= start:
        return cell
    share = (start - cell.span.start) / max(len(cell.span), 1)
    x0 = cell.box.x0 + share * (cell.box.x1 - cell.box.x0)
    return Cell(Span(start, cell.span.end), replace(cell.box, x0=x0), cell.size_pt)
