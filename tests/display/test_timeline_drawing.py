"""The timeline as a drawing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.casefile.timeline_view import Timeline, TimelineCount, TimelineItem
from onrecord.display.timeline_drawing import LETTER, WIDTH, Drawing, DrawnItem, draw_timeline

START = date(2021, 10, 1)


def _timeline(items: list[TimelineItem], n_days: int = 60) -> Timeline:
    last = START + timedelta(days=n_days)
    return Timeline(first=START, last=last, whole_first=START, whole_last=last, n_all=len(items), items=tuple(items))


def _item(at: int, length: int = 0, lane: str = "statement", label: str = "words") -> TimelineItem:
    first = START + timedelta(days=at)
    return TimelineItem(
        id=f"e-{at}-{length}-{lane}-{label}",
        lane=lane,
        kind="message",
        earliest=first,
        latest=first + timedelta(days=length),
        label=label,
    )


def _drawing(timeline: Timeline) -> Drawing:
    drawing = draw_timeline(timeline)
    assert drawing is not None
    return drawing


def _extent(drawn: DrawnItem) -> tuple[float, float]:
    room = len(drawn.label) * LETTER
    left = drawn.label_x - room if drawn.is_before else drawn.x
    right = drawn.x + drawn.width if drawn.is_before else drawn.label_x + room
    return left, right


def test_statements_stand_above_conduct_below() -> None:
    """The lane decides the side of the axis."""
    drawing = _drawing(_timeline([_item(3), _item(3, lane="conduct")]))
    above, below = drawing.items
    assert above.y < drawing.axis_y < below.y


def test_what_is_not_known_is_wide() -> None:
    """A thing that may lie on thirty days is thirty times as wide as one of a day."""
    certain, unsure = _drawing(_timeline([_item(0), _item(10, 29)])).items
    assert (certain.is_certain, unsure.is_certain) == (True, False)
    assert unsure.width == pytest.approx(30 * certain.width, rel=0.05)


def test_nothing_dated_is_no_drawing() -> None:
    """A case without a day has no drawing."""
    assert draw_timeline(Timeline(first=None, last=None, whole_first=None, whole_last=None, n_all=0)) is None


def test_a_crowd_is_drawn_as_columns() -> None:
    """The highest column is that of the most things."""
    counts = tuple(
        TimelineCount(lane="statement", first=START + timedelta(days=n), last=START + timedelta(days=n), n_items=n + 1)
        for n in range(3)
    )
    last = START + timedelta(days=2)
    crowd = Timeline(first=START, last=last, whole_first=START, whole_last=last, n_all=6, counts=counts)
    heights = [column.height for column in _drawing(crowd).counts]
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 40), st.sampled_from(["statement", "conduct"]), st.integers(1, 70)),
        max_size=40,
    )
)
def test_no_two_things_lie_over_each_other(drawn: list[tuple[int, int, str, int]]) -> None:
    """Bars with their labels never overlap and stay on the drawing."""
    items = [_item(at, min(length, 60 - at), lane, "w" * n) for at, length, lane, n in drawn]
    drawing = _drawing(_timeline(items))
    rows: dict[float, list[tuple[float, float]]] = {}
    for each in drawing.items:
        assert each.x >= 0
        assert each.x + each.width <= WIDTH
        low, high = _extent(each)
        for other_low, other_high in rows.get(each.y, []):
            assert high <= other_low or low >= other_high
        rows.setdefault(each.y, []).append((low, high))
    assert len(drawing.items) + drawing.n_left_out == len(items)


@pytest.mark.parametrize("n_days", [0, 6, 30, 90, 400, 4_000, 40_000, 350_000])
def test_ticks_have_room(n_days: int) -> None:
    """However long the time is, the ticks are few enough to be read."""
    ticks = _drawing(_timeline([], n_days)).ticks
    assert 1 <= len(ticks) <= 13
    assert all(tick.first <= tick.last for tick in ticks)
