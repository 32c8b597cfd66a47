"""Redaction boxes in a scanned page: solid dark rectangles and empty frames found in the picture itself.

In: the rendered page in greys. Out: rectangles in points. A run of dark pixels is one row of a box; rows with the same ends
one under the other are the box. Thin runs are rules; two rules with the same ends joined by upright strokes are a frame.
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


def find_blocked(picture: Picture, scale: float) -> tuple[BlockedArea, ...]:
    """Dark boxes and light frames of a scanned page, from top to bottom."""
    shortest, slack = round(_MIN_RUN_PT * scale), max(1, round(_SLACK_PT * scale))
    height, width = picture.shape
    stacks = _stacked(_dark_runs(picture < _DARK, shortest), slack)
    solid = [stack for stack in stacks if stack[3] - stack[1] >= _MIN_BOX_PT * scale and _is_solid(picture, stack)]
    # A thin rule that falls between two rows of pixels is grey.
    grey = _stacked(_dark_runs(picture < _GREY, 2 * shortest), slack)
    rules = [stack for stack in grey if stack[3] - stack[1] <= 2.5 * scale + 1]
    areas = [BlockedArea(_points(rect, scale), "dark", found_by="scan") for rect in solid if _is_part(rect, width, height)]
    areas += [
        BlockedArea(_points(rect, scale), "light", found_by="scan")
        for rect in _frames(picture, rules, scale)
        if _is_part(rect, width, height)
    ]
    return tuple(sorted(areas, key=lambda area: (area.box.top, area.box.x0)))


def _is_solid(picture: Picture, rect: tuple[int, int, int, int]) -> bool:
    """True where the rectangle is dark nearly all over; a slanting rule fills only a part of it."""
    patch = picture[rect[1] : rect[3], rect[0] : rect[2]]
    return float((patch < _DARK).mean()) > 0.9


def _is_part(rect: tuple[int, int, int, int], width: int, height: int) -> bool:
    return (rect[2] - rect[0]) * (rect[3] - rect[1]) < _PAGE_PART * width * height


def _points(rect: tuple[int, int, int, int], scale: float) -> Box:
    return Box(*(round(side / scale, 1) for side in rect))


def _dark_runs(dark: NDArray[np.bool_], shortest: int) -> list[tuple[int, int, int]]:
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


def _stacked(runs: Sequence[tuple[int, int, int]], slack: int) -> list[tuple[int, int, int, int]]:
    """Runs on adjoining rows with the same ends, joined: (x0, top, x1, bottom) in pixels."""
    done: list[tuple[int, int, int, int]] = []
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


def _frames(picture: Picture, rules: Sequence[tuple[int, int, int, int]], scale: float) -> list[tuple[int, int, int, int]]:
    """Pairs of rules with the same ends whose sides are drawn."""
    slack = max(1, round(_SLACK_PT * scale))
    found: list[tuple[int, int, int, int]] = []
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


def _has_sides(picture: Picture, rect: tuple[int, int, int, int], slack: int) -> bool:
    x0, top, x1, bottom = rect
    left = picture[top:bottom, max(x0 - slack, 0) : x0 + slack + 1]
    right = picture[top:bottom, max(x1 - slack - 1, 0) : x1 + slack]
    return all(side.size and float((side.min(axis=1) < _GREY).mean()) > 0.9 for side in (left, right))
