"""Redaction boxes found in the picture of a scanned page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from onrecord.readers.pdf_scan import find_blocked

Draw = Callable[[ImageDraw.ImageDraw], object]
SCALE = 2.0  # pixels a point


@dataclass(frozen=True)
class Case:
    """What is drawn (in pixels), and the areas to be found: ink and sides in points."""

    name: str
    draw: Draw
    expected: tuple[tuple[str, int, int, int, int], ...]


def white_code(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    """Strokes as high and as thick as those of a code printed white on black."""
    for stroke in range(left, left + 60, 6):
        pen.rectangle([stroke, top, stroke + 1, top + 15], fill="white")


def tall_box(pen: ImageDraw.ImageDraw) -> None:
    """A black box with a code in its middle."""
    pen.rectangle([100, 100, 599, 179], fill="black")
    white_code(pen, 320, 130)


def one_line_box(pen: ImageDraw.ImageDraw) -> None:
    """A black box of one line: two pixels of it stand above the letters of its code, and two below."""
    pen.rectangle([100, 100, 259, 121], fill="black")
    white_code(pen, 150, 103)


def two_boxes(pen: ImageDraw.ImageDraw) -> None:
    """Black boxes on two lines."""
    pen.rectangle([100, 100, 299, 119], fill="black")
    pen.rectangle([100, 124, 299, 143], fill="black")


def underlined_words(pen: ImageDraw.ImageDraw) -> None:
    """Words between two rules."""
    for top in (100, 126):
        pen.rectangle([100, top, 299, top + 1], fill="black")
    for left in range(104, 296, 8):
        pen.rectangle([left, 106, left + 1, 119], fill="black")


def frame(pen: ImageDraw.ImageDraw, left: int, top: int, right: int, bottom: int, drop: int = 0) -> None:
    """A frame whose right side stands lower by `drop`."""
    pen.line([left, top, right, top + drop], fill="black", width=2)
    pen.line([left, bottom, right, bottom + drop], fill="black", width=2)
    pen.line([left, top, left, bottom], fill="black", width=2)
    pen.line([right, top + drop, right, bottom + drop], fill="black", width=2)


def frame_on_box(pen: ImageDraw.ImageDraw) -> None:
    """A frame that stands on a black box, sharing its edge."""
    frame(pen, 100, 100, 300, 124)
    pen.rectangle([99, 124, 304, 150], fill="black")


def frames_on_two_lines(pen: ImageDraw.ImageDraw) -> None:
    """Frames of unlike ends on two lines, their rules two pixels apart."""
    frame(pen, 100, 100, 300, 124)
    frame(pen, 70, 128, 270, 152)


CASES = (
    Case("a code printed white in a black box", tall_box, (("dark", 50, 50, 300, 90),)),
    Case("a code as high as its box", one_line_box, (("dark", 50, 50, 130, 61),)),
    Case("black boxes on two lines stay two", two_boxes, (("dark", 50, 50, 150, 60), ("dark", 50, 62, 150, 72))),
    Case("words between two rules are no box", underlined_words, ()),
    Case("a frame of a sheet fed askew", lambda pen: frame(pen, 100, 100, 900, 200, drop=7), (("light", 50, 50, 450, 104),)),
    Case("a frame on a black box", frame_on_box, (("light", 50, 50, 151, 62), ("dark", 50, 62, 152, 75))),
    Case("frames on two lines", frames_on_two_lines, (("light", 50, 50, 151, 62), ("light", 35, 64, 136, 76))),
)


def drawn(draw: Draw) -> NDArray[np.uint8]:
    """A white page with something drawn on it."""
    page = Image.new("L", (1224, 400), "white")
    draw(ImageDraw.Draw(page))
    return np.asarray(page)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_boxes_of_a_scan(case: Case) -> None:
    """Every box is found once, within two points of where it is drawn, and nothing else is."""
    found = find_blocked(drawn(case.draw), SCALE)
    assert [area.ink for area in found] == [ink for ink, *_ in case.expected]
    for area, (_, *sides) in zip(found, case.expected, strict=True):
        box = area.box
        assert np.allclose([box.x0, box.top, box.x1, box.bottom], sides, atol=2.0)
