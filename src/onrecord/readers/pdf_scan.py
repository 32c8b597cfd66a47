"""Redaction boxes in a scanned page: solid dark rectangles and empty frames found in the picture itself.

In: the rendered page in greys. Out: rectangles in points. A run of dark pixels is one row of a box; rows with the same ends
one under the other are the box. Letters printed white in a box cut it into parts above, below and beside them. Thin runs are
rules; two rules with the same ends joined by upright strokes are a frame. Sheets lie askew: a rule may step down as it goes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.model.geometry import Box
from onrecord.model.layout import BlockedArea

Picture = NDArray[np.uint8]

_DARK = 110
_GREY = 185
_MIN_RUN_PT = 8.0  # narrower boxes are letters
_MIN_BOX_PT = 5.0  # lower boxes are rules and underscores
_SLACK_PT = 2.5
_MAX_RUNS = 20_000  # a photograph has more
_PAGE_PART = 0.9
_LETTERS_PT = 16.0  # no code printed in a box is higher
_STEEPEST = 0.02  # of a rule's width: how far a sheet that was fed askew lets it drop
_MAX_STACKS = 5_000  # a drawing has more

Run = tuple[int, int, int]  # row, first column, end column
Rect = tuple[int, int, int, int]


def find_blocked(picture: Picture, scale: float) -> tuple[BlockedArea, ...]:
    """Dark boxes and light frames of a scanned page, from top to bottom."""
    shortest, slack = round(_MIN_RUN_PT * scale), max(1, round(_SLACK_PT * scale))
    height, width = picture.shape
    stacks = _stacked(_dark_runs(picture < _DARK, shortest), slack)
    boxes = [box for box in _around_letters(picture, stacks, scale) if box[3] - box[1] >= _MIN_BOX_PT * scale]
    whole = set(stacks)
    solid = [box for box in boxes if _dark_share(picture, box) > (0.9 if box in whole else 0.7)]
    # A thin rule that falls between two rows of pixels is grey.
    rules = _rules(_dark_runs(picture < _GREY, 2 * shortest), slack, scale)
    # A frame that stands right on a dark box, or hangs from one, shares its edge.
    edges = [(x0, at, x1, at + 1) for x0, top, x1, bottom in solid for at in (top, bottom - 1)]
    frames: list[Rect] = []
    for rect in _frames(picture, [*rules, *edges], scale):
        if not any(_lies_in(rect, box, slack) for box in solid) and not any(_is_same(rect, box, slack) for box in frames):
            frames.append(rect)
    areas = [BlockedArea(_points(rect, scale), "dark", found_by="scan") for rect in solid if _is_part(rect, width, height)]
    areas += [BlockedArea(_points(rect, scale), "light", found_by="scan") for rect in frames if _is_part(rect, width, height)]
    return tuple(sorted(areas, key=lambda area: (area.box.top, area.box.x0)))


def _around_letters(picture: Picture, stacks: Sequence[Rect], scale: float) -> list[Rect]:
    """The stacks, those above and below white letters in a box joined to the box: they have the same ends, and most of what
    lies between them is dark."""
    if len(stacks) > _MAX_STACKS:
        return list(stacks)
    slack, most = max(1, round(_SLACK_PT * scale)), round(_LETTERS_PT * scale)
    parts = sorted(stacks, key=lambda stack: (stack[1], stack[0]))
    joined: list[Rect] = []
    taken: set[int] = set()
    for at, part in enumerate(parts):
        if at in taken:
            continue
        box = part
        for other in range(at + 1, len(parts)):
            lower = parts[other]
            if lower[1] - box[3] > most:
                break
            same_ends = abs(lower[0] - box[0]) <= slack and abs(lower[2] - box[2]) <= slack
            if same_ends and lower[1] > box[3] and _dark_share(picture, (box[0], box[3], box[2], lower[1])) > 0.5:
                box = (min(box[0], lower[0]), box[1], max(box[2], lower[2]), lower[3])
                taken.add(other)
        joined.append(box)
    grown = set(joined) - set(stacks)
    return [box for box in joined if not any(box != larger and _lies_in(box, larger, slack) for larger in grown)]


def _dark_share(picture: Picture, rect: Rect) -> float:
    """How much of a rectangle is dark; a slanting rule fills only a part of its own."""
    return float((picture[rect[1] : rect[3], rect[0] : rect[2]] < _DARK).mean())


def _lies_in(inner: Rect, outer: Rect, slack: int) -> bool:
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _is_part(rect: Rect, width: int, height: int) -> bool:
    return (rect[2] - rect[0]) * (rect[3] - rect[1]) < _PAGE_PART * width * height


def _points(rect: Rect, scale: float) -> Box:
    return Box(*(round(side / scale, 1) for side in rect))


def _dark_runs(dark: NDArray[np.bool_], shortest: int) -> list[Run]:
    """(row, first column, end column) of every dark run of at least `shortest` pixels."""
    # A long run darkens two neighbouring sample columns; rows where none does are left out before anything is counted.
    samples = dark[:, :: max(1, shortest // 2)]
    rows = np.flatnonzero((samples[:, 1:] & samples[:, :-1]).any(axis=1))
    if not rows.size:
        return []
    padded = np.zeros((rows.size, dark.shape[1] + 1), dtype=np.bool_)
    padded[:, :-1] = dark[rows]
    flat = np.concatenate(([False], padded.ravel()))
    edges = np.flatnonzero(flat[1:] != flat[:-1])
    starts, ends = edges[0::2], edges[1::2]
    long = np.flatnonzero(ends - starts >= shortest)[:_MAX_RUNS]
    width = padded.shape[1]
    numbers, firsts = rows[starts[long] // width], starts[long] % width
    lasts = firsts + ends[long] - starts[long]
    return list(zip(numbers.tolist(), firsts.tolist(), lasts.tolist(), strict=True))


def _stacked(runs: Sequence[Run], slack: int) -> list[Rect]:
    """Runs on adjoining rows with the same ends, joined: (x0, top, x1, bottom) in pixels."""
    done: list[Rect] = []
    open_: list[list[int]] = []
    for row, start, end in runs:
        done += [(stack[0], stack[1], stack[2], stack[3]) for stack in open_ if stack[3] < row]
        open_ = [stack for stack in open_ if stack[3] >= row]
        for stack in open_:
            if abs(stack[0] - start) <= slack and abs(stack[2] - end) <= slack:
                stack[0], stack[2], stack[3] = min(stack[0], start), max(stack[2], end), row + 1
                break
        else:
            open_.append([start, row, end, row + 1])
    return done + [(stack[0], stack[1], stack[2], stack[3]) for stack in open_]


def _is_same(one: Rect, other: Rect, slack: int) -> bool:
    return all(abs(a - b) <= slack for a, b in zip(one, other, strict=True))


def _rules(runs: Sequence[Run], slack: int, scale: float) -> list[Rect]:
    """Thin stretches of dark, and those that step down or up on their way: runs on adjoining rows that touch."""
    thin = 2.5 * scale + 1
    rules: list[Rect] = []
    for group in _touching(runs):
        level = [stack for stack in _stacked(group, slack) if stack[3] - stack[1] <= thin]
        x0, x1 = min(start for _, start, _ in group), max(end for _, _, end in group)
        whole = (x0, group[0][0], x1, group[-1][0] + 1)
        if whole not in level and whole[3] - whole[1] <= thin + _STEEPEST * (x1 - x0):
            level.append(whole)
        rules += level
    return rules


def _touching(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs in groups: each touches one of its group on the row above or below. Rows come from top to bottom."""
    root = list(range(len(runs)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for at, (row, start, end) in enumerate(runs):
        for other in range(at - 1, -1, -1):
            if runs[other][0] < row - 1:
                break
            if runs[other][0] == row - 1 and runs[other][1] <= end and runs[other][2] >= start:
                root[find(at)] = find(other)
    groups: dict[int, list[Run]] = {}
    for at, run in enumerate(runs):
        groups.setdefault(find(at), []).append(run)
    return list(groups.values())


def _frames(picture: Picture, rules: Sequence[Rect], scale: float) -> list[Rect]:
    """Pairs of rules with the same ends whose sides are drawn."""
    slack = max(1, round(_SLACK_PT * scale))
    found: list[Rect] = []
    ordered = sorted(rules, key=lambda rule: (rule[1], rule[0]))
    taken: set[int] = set()
    for at, upper in enumerate(ordered):
        if at in taken:
            continue
        for other in range(at + 1, len(ordered)):
            lower = ordered[other]
            if other in taken or abs(upper[0] - lower[0]) > slack or abs(upper[2] - lower[2]) > slack:
                continue
            rect = (upper[0], upper[1], upper[2], lower[3])
            if rect[3] - rect[1] >= _MIN_BOX_PT * scale and _has_sides(picture, rect, slack):
                found.append(rect)
                taken.add(other)
                break
    return found


def _has_sides(picture: Picture, rect: Rect, slack: int) -> bool:
    x0, top, x1, bottom = rect
    left = picture[top:bottom, max(x0 - slack, 0) : x0 + slack + 1]
    right = picture[top:bottom, max(x1 - slack - 1, 0) : x1 + slack]
    return all(side.size and float((side.min(axis=1) < _GREY).mean()) > 0.9 for side in (left, right))
