"""The values of a header's labels: beside them, behind them, or under them, put together from rows.

In: rows and the index of a label's row. Out: the fields with their values, and where the header ends. Labels may come first and
values after (column-major), or several on one line, glued. A value goes on in the next row where it was cut (an open bracket,
a separator, a full line) or where the row begins under the value and not under the label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as default
from functools import cached_property

from onrecord.inbox.dates import HALF_RE, read_sent
from onrecord.inbox.lines import Row
from onrecord.inbox.names import address_in, is_redacted
from onrecord.spans import Span
from onrecord.text.labels import (
    CALENDAR_FIELDS,
    DATE_FIELDS,
    MAIN_FIELDS,
    PEOPLE_FIELDS,
    WEAK_WORDS,
    Label,
    find_glued_labels,
    match_bare_label,
    match_label,
)

MAX_ROWS = 120  # a To line with three hundred names has this many
MAX_DATE_PARTS = 8
SECONDS_OF_MINUTE = 60
MAX_BLANK = 2.6  # lines of blank space that a header may hold between two labels
# Labels of one kind that stand several times in a header, like "Recurrence:" and "Meeting Status:"
REPEATED = frozenset({"recurrence", "sensitivity", "conversation", "resent_from"})
# The blank between two people of a list, like "'ann.lee      'bob.ray@x.gov'"; an address in brackets belongs to its name
BOXED_OUT_RE = re.compile(r"(?<=[^\s;,])(?:\t\s{0,200}|\s{4,200})(?=[^\s<\[(;,&])")
# A speck before a value, like "Subject:. Budget", "To: . Ray", or the end of bold print, like "*To:* Ray"
BLEMISH_RE = re.compile(r"\s{0,40}[.,;:'•°·_|~*-](?=\s)\s{0,300}")
# What is left of "To:" or "Cc:", like "o: ", "Tom ", "T: ", "7o. "
SPOILED_RE = re.compile(r"(?:[^\W_]{1,2}\s?[:;.,]|[Tt1I7][oaec0]\w|[Tt]o)\s{1,3}")


@dataclass(slots=True)
class Value:
    """The value of one label: where it stands, piece by piece, and its text joined by single blanks."""

    field: str
    distance: float
    row: int
    pieces: list[tuple[Span, str]] = default(default_factory=list)
    x0: float = 0.0
    label_x0: float = 0.0
    _joined: tuple[int, str] = (0, "")  # of so many pieces; a header's values are asked for again and again

    @property
    def text(self) -> str:
        """The pieces joined. A wide gap in a list of people is a person boxed out, or the end of one."""
        if self._joined[0] != len(self.pieces):
            self._joined = (len(self.pieces), self._join())
        return self._joined[1]

    def _join(self) -> str:
        if self.field in DATE_FIELDS:
            return _date_before_gaps(" \t".join([text for _, text in self.pieces]))
        parts = [_parts_by_gaps(text) for _, text in self.pieces]
        if self.field in ("to", "cc", "bcc"):
            return " ".join(["; ".join(part) for part in parts]).strip()
        if self.field == "from":
            # What stands behind a wide gap is set beside the value ("Class: CONFIDENTIAL"), not in it.
            return " ".join([part[0] for part in parts]).strip()
        return " ".join([" ".join(part) for part in parts]).strip()


def _parts_by_gaps(text: str) -> list[str]:
    """What stands between the wide gaps of a value, single blanks between its words."""
    even = " ".join(text.split())
    if "\t" not in text and len(text) - len(even) < 3:
        return [even]  # no four blanks stand together
    return [" ".join(part.split()) for part in BOXED_OUT_RE.split(text)]


def _date_before_gaps(text: str) -> str:
    """As much of a date's value, gap by gap, as tells the minute: print may be set wide, and other things stand beside it."""
    parts = _parts_by_gaps(text)
    best = parts[0]
    if len(parts) == 1:
        return best
    for count in range(1, min(len(parts), MAX_DATE_PARTS) + 1):
        shown = " ".join(parts[:count]).strip()
        sent = read_sent(shown)
        if count < len(parts) and HALF_RE.match(parts[count]):
            continue  # the clock's "PM" is still to come
        if sent is not None and (sent.latest - sent.earliest).total_seconds() < SECONDS_OF_MINUTE:
            return shown
        best = shown if sent is not None and read_sent(best) is None else best
    return best


def collect_values(rows: Sequence[Row], first: int) -> tuple[dict[str, Value], int]:
    """(the fields of the header that begins at a row, with their values; the index behind its last row)."""
    block = _Block(rows, first)
    at = first
    while at < len(rows) and at - first < MAX_ROWS:
        row = rows[at]
        if at > first and (row.gap > MAX_BLANK or row.depth != rows[first].depth):
            break
        label = _label_of(block, row, at)
        if label is not None:
            if label.field in block.values:
                if label.field not in REPEATED:
                    break
                label = replace(label, field=f"{label.field}+")
            block.add_label(at, label, row)
            at += 1
            continue
        waiting = [value for value in block.waiting if value.row >= first]
        if waiting and at > first:
            taken = _take_waiting(block, at, waiting)
            if taken:
                at += taken
                continue
        if at > first and block.last is not None and _continues(block, row, at):
            block.add_piece(block.last, row)
            at += 1
            continue
        break
    return block.values, at


def bare_start(rows: Sequence[Row], first: int) -> Label | None:
    """A first label that lost its colon ("From        Lee, Ann"), where the next row has a label too."""
    label = match_bare_label(rows[first].words)
    if label is None or label.field not in ("from", "sent", "date") or first + 1 >= len(rows):
        return None
    after = match_label(rows[first + 1].words, fuzzy=False) or match_bare_label(rows[first + 1].words)
    return label if after is not None and after.field in MAIN_FIELDS and after.field != label.field else None


class _Block:
    """The state of one header being read: what its labels are, and which of them still wait for a value."""

    def __init__(self, rows: Sequence[Row], first: int) -> None:
        self.rows = rows
        self.first = first
        self.values: dict[str, Value] = {}
        self.waiting: list[Value] = []
        self.last: Value | None = None

    @cached_property
    def margin(self) -> float:
        """How far the rows around the header reach; not the very last of them: a margin code may stand there."""
        ends = sorted([row.box.x1 for row in self.rows[max(0, self.first - 3) : self.first + 40]])
        return ends[len(ends) * 19 // 20]

    def add_label(self, at: int, label: Label, row: Row) -> None:
        """Open the label's field and take what stands beside it, labels glued behind it included."""
        words = row.words
        others = find_glued_labels(words, label.value_start) if ":" in words[label.value_start :] else ()
        glued = [other for other in others if self._may_be_glued(other, label)]
        bounds = [*(other.start for other in glued), len(words)]
        self._open(at, label, row, words[label.value_start : bounds[0]], label.value_start)
        for number, other in enumerate(glued):
            self._open(at, other, row, words[other.value_start : bounds[number + 1]], other.value_start)

    def _may_be_glued(self, other: Label, label: Label) -> bool:
        return other.field not in self.values and other.field != label.field

    def _open(self, at: int, label: Label, row: Row, text: str, offset: int) -> None:
        value = Value(label.field, label.distance, at)
        value.label_x0 = row.cells[0].box.x0
        start = row.inner + offset
        blemish = BLEMISH_RE.match(text)
        if blemish:
            start, text = start + blemish.end(), text[blemish.end() :]
        if text.strip():
            lead = len(text) - len(text.lstrip())
            trimmed = text.strip()
            value.pieces.append((Span(start + lead, start + lead + len(trimmed)), trimmed))
            value.x0 = _x_of(row, start + lead)
        else:
            self.waiting.append(value)
        self.values[label.field] = value
        self.last = value

    def add_piece(self, value: Value, row: Row) -> None:
        """The whole row is (more of) a value."""
        text = row.words.strip()
        start = row.inner + (len(row.words) - len(row.words.lstrip()))
        value.pieces.append((Span(start, start + len(text)), text))
        value.x0 = value.x0 or row.box.x0
        if value in self.waiting:
            self.waiting.remove(value)


def _label_of(block: _Block, row: Row, at: int) -> Label | None:
    """The label of a row in this header; weak or misread ones need company that fits."""
    if at == block.first:
        return match_label(row.words) or bare_start(block.rows, at)
    label = (
        match_label(row.words) or match_bare_label(row.words) or _spoiled_label(block, row, at) or _lone_label(block, row, at)
    )
    if label is None:
        return None
    if row.gap > 1.2 and label.field not in MAIN_FIELDS | CALENDAR_FIELDS:
        return None
    word = row.words[label.start : label.value_start].strip(" :;.\t").casefold()
    is_calendar = label.field in CALENDAR_FIELDS and _among_calendar(block, at)
    if word in WEAK_WORDS and not is_calendar and (block.waiting or "subject" in block.values or len(block.values) < 2):
        return None
    if label.distance >= 0.15 and row.gap > 1.2:
        return None
    if label.distance > 0 and block.last is not None and block.last.field in PEOPLE_FIELDS and label.field in block.values:
        return None
    return label


def _among_calendar(block: _Block, at: int) -> bool:
    """True where the header already has a label of a meeting, or the next row has one."""
    if CALENDAR_FIELDS & set(block.values):
        return True
    after = match_label(block.rows[at + 1].words, fuzzy=False) if at + 1 < len(block.rows) else None
    return after is not None and after.field in CALENDAR_FIELDS


def _spoiled_label(block: _Block, row: Row, at: int) -> Label | None:
    """A "To" or "Cc" label spoiled beyond its letters ("o: Ray", "Tom Bailey, Ann" for "To: Bailey, Ann"), told by its place:
    between two labels of the same block, at their edge."""
    if at + 1 >= len(block.rows) or block.last is None or row.gap > 0.3:
        return None
    after = match_label(block.rows[at + 1].words, fuzzy=False)
    if after is None or after.field not in MAIN_FIELDS or after.field in block.values:
        return None
    if abs(row.cells[0].box.x0 - block.last.label_x0) > 3 or "to" in block.values or not block.last.pieces:
        return None
    found = SPOILED_RE.match(row.words)
    return Label("to", 0, found.end(), 0.4) if found and block.last.field in (*DATE_FIELDS, "from") else None


def _lone_label(block: _Block, row: Row, at: int) -> Label | None:
    """A label without colon and value ("Cc"), told by the labels above and below it at the same edge."""
    label = match_label(row.words.strip() + ":", fuzzy=False)
    if label is None or label.field not in MAIN_FIELDS or label.field in block.values or at + 1 >= len(block.rows):
        return None
    after = match_label(block.rows[at + 1].words, fuzzy=False)
    if after is None or after.field not in MAIN_FIELDS or row.gap > 0.9 or block.last is None:
        return None
    is_aligned = abs(row.cells[0].box.x0 - block.last.label_x0) < 3
    return Label(label.field, 0, len(row.words), 0.3) if is_aligned else None


def _take_waiting(block: _Block, at: int, waiting: list[Value]) -> int:
    """Values that stand under their labels: one under one, or a column of them behind a column of labels. Rows taken."""
    run = [value for value in waiting if value.row >= at - len(waiting) - 1]
    if not run:
        return 0
    if len(run) == 1:
        return _take_single(block, at, run[0])
    first_row = block.rows[at]
    if first_row.gap > MAX_BLANK:
        return 0
    return _take_column(block, at, run)


def _take_single(block: _Block, at: int, value: Value) -> int:
    """The row under a lone label is its value if it comes right behind it and can be one."""
    row = block.rows[at]
    if value.row != at - 1 or row.gap > 0.9 or row.page_top:
        return 0
    if value.field in DATE_FIELDS and read_sent(row.words) is None:
        return 0
    others_beside = [other for other in block.values.values() if other is not value and other.pieces]
    under_label = [other for other in others_beside if other.pieces and other.row != _row_of(block, other)]
    if others_beside and not under_label and value.field not in DATE_FIELDS:
        # In a header whose other values stand beside their labels an empty one is empty (a sender boxed out),
        # unless the next row stands under the values' own column.
        column = min((other.x0 for other in others_beside), default=0.0)
        if not (column > value.label_x0 + 20 and abs(row.box.x0 - column) < 8):
            return 0
    block.add_piece(value, row)
    block.last = value
    return 1


def _row_of(block: _Block, value: Value) -> int:
    """The row on which a value's first piece stands."""
    start = value.pieces[0][0].start
    for at in range(value.row, min(value.row + 4, len(block.rows))):
        if block.rows[at].span.start <= start <= block.rows[at].span.end:
            return at
    return value.row


def _take_column(block: _Block, at: int, run: list[Value]) -> int:
    """Divide the rows behind a column of labels among them: the division in which most values look like their field."""
    rows: list[Row] = []
    for row in block.rows[at : at + 3 * len(run) + 3]:
        if (rows and (row.gap > 0.9 or row.page_top)) or match_label(row.words, fuzzy=False):
            break
        rows.append(row)
    if len(rows) < len(run):
        # Fewer rows than labels: the value stands under the last label, those before it are empty (boxed out).
        run = run[-1:]
        return _take_single(block, at, run[0])
    best = _best_division([value.field for value in run], [row.words for row in rows])
    if best is None:
        return 0
    used = 0
    for value, count in zip(run, best, strict=True):
        for row in rows[used : used + count]:
            block.add_piece(value, row)
        used += count
        block.last = value
    return used


def _best_division(fields: Sequence[str], texts: Sequence[str]) -> tuple[int, ...] | None:
    """How many rows each field takes, 0 to 3, so that dates fall on dates and people on people."""
    table: dict[tuple[int, int], tuple[float, tuple[int, ...]]] = {(0, 0): (0.0, ())}
    for number, name in enumerate(fields):
        for used in range(len(texts) + 1):
            before = table.get((number, used))
            if before is None:
                continue
            for count in range(4):
                if used + count > len(texts):
                    break
                gain = _likeness(name, texts[used : used + count])
                key = (number + 1, used + count)
                option = (before[0] + gain, (*before[1], count))
                if key not in table or option[0] > table[key][0]:
                    table[key] = option
    ends = [table[key] for key in sorted(table) if key[0] == len(fields) and key[1] > 0]
    best = max(ends, key=lambda option: option[0], default=None)
    return best[1] if best is not None and best[0] >= 0.5 * len(fields) else None


def _likeness(name: str, texts: Sequence[str]) -> float:
    if not texts:
        return -0.6
    joined = " ".join(texts)
    extra = -0.25 * (len(texts) - 1)
    is_date = read_sent(joined) is not None
    if name in DATE_FIELDS:
        return (3.0 if is_date else -2.0) + extra
    if is_date:
        return -2.0
    if name in PEOPLE_FIELDS:
        person = "@" in joined or ";" in joined or is_redacted(joined) or len(joined.split()) <= 5
        wrapped = all(text.rstrip().endswith((";", ",", "<")) for text in texts[:-1])
        return (1.2 if person else -0.5) + (0.25 * (len(texts) - 1) if wrapped else 0.0) + extra
    return 1.0 + extra


def _continues(block: _Block, row: Row, at: int) -> bool:
    """True where a row goes on with the value above it."""
    last = block.last
    if last is None or not last.pieces or row.gap > 0.75:
        return False
    before = block.rows[at - 1]
    if _is_open(last.text):
        return True
    if row.page_top and last.field not in PEOPLE_FIELDS and row.depth == 0:
        return False
    if last.x0 > last.label_x0 + 20 and row.box.x0 >= last.x0 - 6:
        return True
    if last.field in DATE_FIELDS or last.field == "importance":
        return False
    if last.field in PEOPLE_FIELDS:
        if _lacks_address(last.text) and (address_in(row.words) is not None or "<" in row.words):
            return True
        starts_address = row.words.lstrip().startswith(("<", "[mailto", "["))
        looks_listed = ";" in row.words or (address_in(row.words) is not None and len(row.words.split()) <= 4)
        return starts_address or (looks_listed and _is_full(block, before, row))
    return last.field == "subject" and _is_full(block, before, row) and row.gap <= 0.5


def _is_open(text: str) -> bool:
    """True where a value ends in a separator or inside a bracket."""
    tail = text.rstrip()
    return tail.endswith((";", ",", "<", "-@")) or tail.count("<") > tail.count(">") or tail.count("[") > tail.count("]")


def _lacks_address(text: str) -> bool:
    """True where the last person of a list has no address while the others do: it stands on the next line."""
    *others, last = text.split(";")
    return bool(others) and "@" not in last and "<" not in last and all("@" in other or "<" in other for other in others)


def _is_full(block: _Block, before: Row, row: Row) -> bool:
    """True where the first word of a row would not have fitted on the line above it."""
    first_word = row.words.split(maxsplit=1)[0] if row.words.split() else ""
    width = (row.box.x1 - row.box.x0) * (len(first_word) + 1) / max(len(row.words), 1)
    return before.box.x1 + width > block.margin - 2


def _x_of(row: Row, offset: int) -> float:
    """Where on the page a character of a row stands."""
    for cell in row.cells:
        if cell.span.start <= offset < cell.span.end:
            share = (offset - cell.span.start) / max(len(cell.span), 1)
            return cell.box.x0 + share * (cell.box.x1 - cell.box.x0)
    return row.box.x0
