"""Memoranda among the mail: "MEMORANDUM FOR THE DIRECTOR" above its labels, and a date that stands above a block without one.

In: rows and an index. Out: the `Header` of a memorandum, or a header with its date. A memorandum says in its heading to whom it
goes and in a line of its own above or beside it when; it has no "Sent:". A date above a letter or an article is none of these:
only a block that names a sender and a subject and has no date of its own takes the line above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.inbox.dates import read_sent
from onrecord.inbox.header_values import Value
from onrecord.inbox.headers import Header, parse_label_header, score_of
from onrecord.inbox.lines import Row
from onrecord.spans import Span
from onrecord.text.labels import DATE_FIELDS, match_label

# Like "MEMORANDUM FOR THE DIRECTOR", "NOTE FOR DEPUTY SECRETARY ROE", "INFORMATION MEMORANDUM", "Memo to: All staff"
MEMO_RE = re.compile(
    r"(?:(?:INFORMATION|ACTION|BRIEFING|DECISION|INTERNAL|OFFICE)\s{1,3})?(?:MEMORANDUM|MEMO|NOTE)"
    r"(?:\s{1,3}(?:FOR|TO)\s?:?\s{1,3}(?P<to>\S.{1,80}))?",
    re.IGNORECASE,
)
# Like "October 6, 2017", "6 October 2017", "Friday, October 6th, 2017": a line that is a date and nothing else
DATE_LINE_RE = re.compile(
    r"(?:[A-Z][a-z]{2,8}day,?\s{1,2})?(?:[A-Z][A-Za-z]{2,8}\.?\s{1,2}\d{1,2}(?:st|nd|rd|th)?\s?,?\s?\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8},?\s\d{4}|\d{1,2}/\d{1,2}/\d{2,4})"
)
MAX_ABOVE = 3  # rows between a date line and the block it dates
HEAD_OF_PAGE = 9  # rows: a memorandum begins at the head of a page


def parse_memo(rows: Sequence[Row], first: int) -> Header | None:
    """A memorandum whose heading stands at a row and whose labels follow it."""
    heading = MEMO_RE.fullmatch(rows[first].words.strip(" :*"))
    if heading is None or first + 1 >= len(rows) or rows[first].depth:
        return None
    if match_label(rows[first + 1].words, fuzzy=False) is None:
        return None
    block = parse_label_header(rows, first + 1, marked=True)
    if block is None or "from" not in block.values or not {"subject", "to"} & set(block.values):
        return None
    if heading["to"] and "to" not in block.values:
        value = Value("to", 0.0, first)
        value.pieces.append((Span(rows[first].inner, rows[first].span.end), heading["to"].strip(" :")))
        block.values["to"] = value
    text = "\n".join(row.words.strip() for row in rows[first : block.end])
    span = Span(rows[first].inner, block.span.end)
    header = Header(first, block.end, block.kind, block.values, span, text, setting=block.setting)
    header.sent = block.sent
    header.score = max(block.score, score_of(header, marked=True))
    return header


def with_date_above(header: Header, above: Sequence[Row]) -> Header:
    """The header, dated by a line of the rows above it where it names a sender and a subject, stands at the head of a page
    and has no date of its own."""
    names = set(header.values)
    if header.sent is not None or names & {*DATE_FIELDS, "start"} or not {"from", "subject"} <= names or header.depth:
        return header
    if not any(row.page_top for row in above[-HEAD_OF_PAGE:]):
        return header
    for row in reversed(above[-MAX_ABOVE:]):
        for cell in row.cells:
            text = row.text[cell.span.start - row.span.start : cell.span.end - row.span.start].strip()
            if DATE_LINE_RE.fullmatch(text) and (sent := read_sent(text)) is not None:
                value = Value("date", 0.0, header.first)
                value.pieces.append((cell.span, text))
                header.values["date"] = value
                header.sent = sent
                return header
        if row.page_top:
            break
    return header
