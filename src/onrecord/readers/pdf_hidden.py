"""Words that a page hides: under a rectangle, under a patch of picture, or in the colour of their ground.

A word of the file counts as hidden where no ink of it can be seen. Two steps keep the cost low: geometry and the order of
drawing name the suspects, then the page is rendered once and only the suspects' own places are looked at. A page that is a
picture with an unseen text layer (OCR) hides nothing by that alone; there a word is hidden where the PICTURE is blacked or
whited out. Hidden words are counted and dropped; their letters leave this module with nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.model.geometry import Box
from onrecord.model.layout import BlockedArea
from onrecord.readers.pdf_marks import DrawnPage, Rect, Shape
from onrecord.readers.pdf_words import Frame, PageWord

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page as grey pixels the way it is shown upright, or a part of it that begins `left` and `top` pixels from its corner;
    `scale` is in pixels per point."""

    pixels: Picture
    scale: float
    left: int = 0
    top: int = 0

    def patch(self, rect: Rect) -> Picture:
        """The pixels of a rectangle in points, as far as they were drawn."""
        x0, top, x1, bottom = (round(side * self.scale) for side in rect)
        rows = slice(max(top - self.top, 0), max(bottom - self.top, 0))
        return self.pixels[rows, max(x0 - self.left, 0) : max(x1 - self.left, 0)]


_DARK = 110  # of 255: darker than this is ink of a box, not a grey ground
_FLAT = 10  # grey levels: a place that varies less shows no letter
_SMALL = 3.0  # points: thinner rectangles are rules
_PAGE_PART = 0.9  # a rectangle over more of the page than this is its ground


def candidate_shapes(drawn: DrawnPage, frame: Frame) -> list[Shape]:
    """The rectangles that could be redactions: not rules, not the ground of the page."""
    page = frame.width_pt * frame.height_pt
    kept = []
    for shape in drawn.shapes:
        x0, top, x1, bottom = shape.rect
        width, height = x1 - x0, bottom - top
        if width >= _SMALL and height >= _SMALL and width * height < _PAGE_PART * page:
            kept.append(shape)
    return kept


def share_inside(word: PageWord, rect: Rect) -> float:
    """How much of a word's box lies in a rectangle; of the height only the middle three fifths count."""
    if rect[0] >= word.x1 or rect[2] <= word.x0 or rect[1] >= word.bottom or rect[3] <= word.top:
        return 0.0  # nearly every pair of a word and a rectangle
    height = word.bottom - word.top
    top, bottom = word.top + 0.2 * height, word.bottom - 0.2 * height
    across = min(word.x1, rect[2]) - max(word.x0, rect[0])
    down = min(bottom, rect[3]) - max(top, rect[1])
    if across <= 0 or down <= 0 or bottom <= top or word.x1 <= word.x0:
        return 0.0
    return (across / (word.x1 - word.x0)) * (down / (bottom - top))


def words_touched(words: Sequence[PageWord], rects: Iterable[Rect]) -> set[int]:
    """The indices of the words whose boxes share a place with one of the rectangles."""
    return {
        at
        for left, top, right, bottom in rects
        for at, (_, x0, y0, x1, y1, _, _) in enumerate(words)
        if y0 < bottom and top < y1 and x0 < right and left < x1
    }


def is_flat(drawing: Drawing, rect: Rect) -> bool:
    """True where the rendered place shows one colour only, so no letter."""
    patch = drawing.patch(rect)
    return patch.size > 0 and int(patch.max()) - int(patch.min()) <= _FLAT


def is_blacked(drawing: Drawing, rect: Rect) -> bool:
    """True where the rendered place is dark all over (of a scan: a little noise is forgiven)."""
    patch = drawing.patch(rect)
    return patch.size > 0 and float((patch < _DARK).mean()) > 0.96


def inked_share(drawing: Drawing, rect: Rect) -> float:
    """How much of a rendered place is dark."""
    patch = drawing.patch(rect)
    return float((patch < _DARK).mean()) if patch.size else 0.0


def ink_lost(before: Drawing, after: Drawing, rect: Rect) -> bool:
    """True where ink of a place is gone, or all of it is covered, once something is drawn over it."""
    bare, drawn = before.patch(rect), after.patch(rect)
    if not bare.size or bare.shape != drawn.shape:
        return False
    ink = bare < 128
    if not ink.any():
        return False
    flat = int(drawn.max()) - int(drawn.min()) <= _FLAT
    return flat or float((drawn[ink] >= 128).mean()) > 0.4


def blocked_areas(shapes: Sequence[Shape], hidden: Sequence[tuple[PageWord, Rect | None]]) -> tuple[BlockedArea, ...]:
    """The candidate rectangles as blocked areas, each with the number of characters it hides; nested ones once."""
    counts: dict[Rect, int] = {}
    loose: list[BlockedArea] = []
    for word, rect in hidden:
        if rect is not None:
            counts[rect] = counts.get(rect, 0) + len(word.text)
    for run in _runs([word for word, rect in hidden if rect is None]):
        sides = (run[0].x0, min(word.top for word in run), run[-1].x1, max(word.bottom for word in run))
        loose.append(BlockedArea(_rounded(sides), "bare", sum(len(word.text) for word in run), "no_contrast"))
    drawn = {shape.rect for shape in shapes}
    loose += [BlockedArea(_rounded(rect), "light", n, "annotation") for rect, n in counts.items() if rect not in drawn]
    areas = [BlockedArea(_rounded(shape.rect), ink_of(shape), counts.get(shape.rect, 0)) for shape in _distinct(shapes)]
    return tuple(areas + loose)


def _runs(words: Sequence[PageWord]) -> list[list[PageWord]]:
    """Words without contrast that follow each other on one line are one area."""
    runs: list[list[PageWord]] = []
    for word in sorted(words, key=lambda word: (round(word.bottom), word.x0)):
        before = runs[-1][-1] if runs else None
        if before and abs(before.bottom - word.bottom) <= 1.5 and -1 <= word.x0 - before.x1 < word.size_pt:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def ink_of(shape: Shape) -> str:
    """dark, light (pale with a frame, or not filled) or bare (pale, no frame)."""
    if shape.fill is not None and sum(shape.fill) < 3 * _DARK:
        return "dark"
    return "light" if shape.framed else "bare"


def _distinct(shapes: Sequence[Shape]) -> list[Shape]:
    kept: dict[tuple[int, ...], Shape] = {}
    for shape in shapes:
        key = tuple(round(side) for side in shape.rect)
        before = kept.get(key)
        if before is None or (before.fill is None and shape.fill is not None):
            kept[key] = shape
    return sorted(kept.values(), key=lambda shape: (shape.rect[1], shape.rect[0], shape.order))


def _rounded(rect: Rect) -> Box:
    return Box(*(round(side, 1) for side in rect))
