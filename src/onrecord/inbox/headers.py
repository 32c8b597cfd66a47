"""Header blocks: what one row and those below it say as the head of a mail, and how much speaks for it.

In: rows and the index of one that may begin a header. Out: `Header` with its fields, or None. Scores add up what speaks for a
header; nothing is decided by one clue. How labels and values are paired is told in `header_values`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.inbox.dates import read_meeting_times, read_sent
from onrecord.inbox.header_values import Value, bare_start, collect_values
from onrecord.inbox.lines import Row
from onrecord.intervals import InstantInterval
from onrecord.spans import Span
from onrecord.text.labels import CALENDAR_FIELDS, DATE_FIELDS, MAIN_FIELDS, match_label

MIN_SCORE = 2.4


@dataclass(slots=True)
class Header:
    """A header: rows `first` to `end` (not included), its fields by name, how it was found, and its score. `rest` is what
    its last row says behind it, where mail and head share a row."""

    first: int
    end: int
    kind: str
    values: dict[str, Value]
    span: Span
    text: str
    depth: int = 0
    sent: InstantInterval | None = None
    score: float = 0.0
    intro: int = -1
    setting: str = "run-in"
    rest: Row | None = None
    starts: InstantInterval | None = None
    ends: InstantInterval | None = None

    def value(self, name: str) -> str | None:
        """The text of a field; "" where its label stands alone, None where there is no such label."""
        return self.values[name].text if name in self.values else None

    @property
    def sent_text(self) -> str | None:
        """The printed date of sending."""
        for name in ("sent", "date"):
            if self.values.get(name) and self.values[name].text:
                return self.values[name].text
        return None


def parse_label_header(
    rows: Sequence[Row], first: int, *, day_first: bool | None = None, marked: bool = False
) -> Header | None:
    """The label block that begins at a row. `marked`: something before it says that a message begins here."""
    start = match_label(rows[first].words) or bare_start(rows, first)
    if start is None or start.field not in MAIN_FIELDS | CALENDAR_FIELDS:
        return None
    values, end = collect_values(rows, first)
    if not values:
        return None
    header = _header(rows, first, end, "meeting" if _is_meeting(values) else "labels", values)
    header.sent = _sent_of(header, day_first)
    if "start" in values:
        header.starts, header.ends = read_meeting_times(values["start"].text, header.value("end") or "", day_first=day_first)
    header.score = score_of(header, marked=marked)
    return header


def _is_meeting(values: dict[str, Value]) -> bool:
    """True for a meeting request: it says when the meeting begins and where, when it ends, or who is asked."""
    return "start" in values and bool({"location", "end", "organizer", "attendees"} & set(values))


def score_of(header: Header, *, marked: bool) -> float:
    """What speaks for a header: labels, a date that reads, a sender first; against it: letters off, values like prose."""
    main = [value for name, value in header.values.items() if name in MAIN_FIELDS]
    score = sum(1.0 - min(value.distance * 1.5, 0.6) for value in main)
    score += 0.3 * sum(name not in MAIN_FIELDS for name in header.values)
    if header.sent is not None or header.starts is not None:
        score += 1.0
    elif dates := [text for name in DATE_FIELDS if (text := header.value(name))]:
        score -= 0.3 if any(map(str.isdigit, "".join(dates))) else 1.2  # "Date  Count  Officer" heads a table
    names = list(header.values)
    if names and names[0] == "from":
        score += 0.4
    if "from" not in names:
        score -= 0.6
    sender = header.value("from") or ""
    if len(sender) > 110 or (sender.rstrip().endswith((".", "?", "!")) and len(sender.split()) > 7):
        score -= 1.0
    if marked:
        score += 0.9
    if all(len(value.text) == 0 for value in main) and len(main) < 3:
        score -= 1.0
    return score


def _header(rows: Sequence[Row], first: int, end: int, kind: str, values: dict[str, Value]) -> Header:
    start = rows[first].inner
    span = Span(start, rows[end - 1].span.end)
    text = "\n".join(row.words.strip() for row in rows[first:end])
    return Header(first, end, kind, values, span, text, rows[first].depth, setting=_setting(values))


def _setting(values: dict[str, Value]) -> str:
    """column: the values stand in a column of their own; stacked: under their labels; else run-in."""
    starts = [value.x0 for value in values.values() if value.pieces]
    labels = [value.label_x0 for value in values.values()]
    if len(starts) > 1 and max(starts) - min(starts) < 4 and min(starts) - max(labels) > 20:
        return "column"
    if len(starts) > 1 and max(starts) - min(labels) < 4:
        return "stacked"
    return "run-in"


def _sent_of(header: Header, day_first: bool | None) -> InstantInterval | None:
    for name in ("sent", "date"):
        value = header.values.get(name)
        if value is not None and value.text:
            sent = read_sent(value.text, day_first=day_first)
            if sent is not None:
                return sent
    return None
