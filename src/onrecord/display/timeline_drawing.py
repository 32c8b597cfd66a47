"""The timeline as a drawing: where each item, tick and count goes; statements above the axis, conduct below it.

In: a `Timeline`. Out: a `Drawing` in the units of its own view box, ready for `_timeline.svg`. A bar is as wide as the days on
which the thing may have happened, so that what is not known is seen. Trap: labels are laid out by an estimate of their width,
for no font is known here; they may be cut, never laid over each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.casefile.timeline_view import STATEMENT, Timeline, TimelineCount, TimelineItem
from onrecord.links.header_names import plain_name

WIDTH, MARGIN = 1160.0, 14.0
ROW, AXIS_ROOM, COUNT_HEIGHT = 22.0, 30.0, 120.0
LETTER = 6.4  # of a 12-pixel sans serif, on the wide side
LABEL_LETTERS = 52
MOST_ROWS = 60
LEAST_BAR = 7.0
_TICK_STEPS = (1, 2, 7, 14)  # days between ticks while months are too coarse
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
TICK_ROOM = 92.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnItem:
    """One bar with its label; `is_before` is True where the label stands left of the bar."""

    item: TimelineItem
    x: float
    y: float
    width: float
    label: str
    label_x: float
    is_before: bool
    is_certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnCount:
    """One column of a crowded timeline."""

    count: TimelineCount
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One mark on the axis: the day, month or year that begins there."""

    x: float
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A timeline laid out; `axis_y` is the height of the axis. `n_left_out` items found no row and stand in the table alone."""

    width: float
    height: float
    axis_y: float
    ticks: tuple[Tick, ...]
    items: tuple[DrawnItem, ...] = ()
    counts: tuple[DrawnCount, ...] = ()
    n_left_out: int = 0


def draw_timeline(timeline: Timeline) -> Drawing | None:
    """The drawing of a timeline, None where nothing is dated."""
    if timeline.first is None or timeline.last is None:
        return None
    scale = _Scale(timeline.first, timeline.last)
    ticks = tuple(Tick(x=scale.x(first), first=first, last=last) for first, last in _ticks(timeline.first, timeline.last))
    if timeline.counts:
        axis_y = COUNT_HEIGHT + 24
        counts = tuple(_columns(timeline.counts, scale, axis_y))
        return Drawing(width=WIDTH, height=2 * axis_y + AXIS_ROOM, axis_y=axis_y, ticks=ticks, counts=counts)
    above, lost_above = _rows([item for item in timeline.items if item.lane == STATEMENT], scale)
    below, lost_below = _rows([item for item in timeline.items if item.lane != STATEMENT], scale)
    axis_y = max(2, 1 + max((row for row, _ in above), default=0)) * ROW + 26
    drawn = [_drawn(item, scale, axis_y - 8 - (row + 1) * ROW) for row, item in above]
    drawn += [_drawn(item, scale, axis_y + AXIS_ROOM + row * ROW) for row, item in below]
    height = axis_y + AXIS_ROOM + max(2, 1 + max((row for row, _ in below), default=0)) * ROW + 10
    return Drawing(
        width=WIDTH, height=height, axis_y=axis_y, ticks=ticks, items=tuple(drawn), n_left_out=lost_above + lost_below
    )


class _Scale:
    """From days to places on the drawing."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = first, last
        self._per_day = (WIDTH - 2 * MARGIN) / ((last - first).days + 1)

    def x(self, day: date) -> float:
        """Where a day begins; a day outside the range lies on its edge."""
        inside = min(max(day, self._first), self._last)
        return round(MARGIN + (inside - self._first).days * self._per_day, 1)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return round(self.x(day) + self._per_day, 1)


def _extent(item: TimelineItem, scale: _Scale) -> tuple[float, float, bool]:
    """From where to where an item with its label reaches, and whether the label stands before the bar."""
    start = scale.x(item.earliest)
    end = max(scale.end(item.latest), start + LEAST_BAR)
    room = len(_label(item)) * LETTER + 12
    is_before = end + room > WIDTH and start - room > 0
    return (start - room, end, True) if is_before else (start, end + room, False)


def _rows(items: Sequence[TimelineItem], scale: _Scale) -> tuple[list[tuple[int, TimelineItem]], int]:
    """Each item with the first row, counted from the axis, in which nothing lies under it; and how many found none."""
    taken: list[list[tuple[float, float]]] = []
    placed, n_lost = [], 0
    for item in items:
        low, high, _ = _extent(item, scale)
        row = next((at for at, used in enumerate(taken) if all(high < a or b < low for a, b in used)), len(taken))
        if row >= MOST_ROWS:
            n_lost += 1
            continue
        if row == len(taken):
            taken.append([])
        taken[row].append((low, high))
        placed.append((row, item))
    return placed, n_lost


def _label(item: TimelineItem) -> str:
    who = (plain_name(item.who) or item.who) if item.who else ""
    words = " ".join((f"{who}: {item.label}" if who else item.label).split())
    return words if len(words) <= LABEL_LETTERS else words[: LABEL_LETTERS - 1].rstrip(" ….,;:") + "…"


def _drawn(item: TimelineItem, scale: _Scale, y: float) -> DrawnItem:
    start = scale.x(item.earliest)
    end = max(scale.end(item.latest), start + LEAST_BAR)
    _, _, is_before = _extent(item, scale)
    return DrawnItem(
        item=item,
        x=start,
        y=round(y, 1),
        width=round(end - start, 1),
        label=_label(item),
        label_x=round(start - 5 if is_before else end + 5, 1),
        is_before=is_before,
        is_certain=item.earliest == item.latest,
    )


def _columns(counts: Sequence[TimelineCount], scale: _Scale, axis_y: float) -> Iterator[DrawnCount]:
    most = max(count.n_items for count in counts)
    for count in counts:
        height = round(max(2.0, COUNT_HEIGHT * count.n_items / most), 1)
        x = scale.x(count.first)
        width = round(max(1.5, scale.end(count.last) - x - 0.5), 1)
        y = axis_y - height if count.lane == STATEMENT else axis_y + AXIS_ROOM
        yield DrawnCount(count=count, x=x, y=round(y, 1), width=width, height=height)


def _ticks(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of what each tick marks."""
    n_days = (last - first).days + 1
    most = int((WIDTH - 2 * MARGIN) // TICK_ROOM)
    for step in _TICK_STEPS:
        if n_days / step <= most:
            for ordinal in range(first.toordinal(), last.toordinal() + 1, step):
                day = date.fromordinal(ordinal)
                yield day, day
            return
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    months = next((each for each in _MONTH_STEPS if n_months / each <= most), _MONTH_STEPS[-1])
    at = first.year * 12 + first.month - 1
    for month in range(at - at % months, last.year * 12 + last.month, months):
        year, index = divmod(month, 12)
        if not 1 <= year < 9999:
            continue
        day = date(year, index + 1, 1)
        after = date(year + 1, 1, 1) if months >= 12 or index == 11 else date(year, index + 2, 1)
        if first <= day <= last:
            yield day, date.fromordinal(after.toordinal() - 1)
