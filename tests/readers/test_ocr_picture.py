"""The picture of a page as the programs that recognise print get it."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from onrecord.readers.ocr_picture import without_boxes


def test_print_in_boxes_is_drawn_black_on_white() -> None:
    """White letters in a black box become black ones, what is dark under the box stays unseen, a frame's lines go."""
    page = Image.new("L", (600, 400), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle([100, 50, 399, 99], fill="black")
    pen.rectangle([200, 65, 203, 84], fill="white")  # a stroke of a code
    pen.rectangle([300, 65, 303, 84], fill=60)  # a stroke of what the box hides
    pen.rectangle([100, 200, 399, 239], outline="black", width=3)
    pen.rectangle([150, 210, 153, 229], fill="black")  # a stroke of a code in a frame
    drawn = without_boxes(np.asarray(page), 2.0)
    dark = sorted({(int(x), int(y)) for y, x in np.argwhere(drawn < 128)})
    strokes = {(x, y) for left, top in ((200, 65), (150, 210)) for x in range(left, left + 4) for y in range(top, top + 20)}
    assert set(dark) == strokes
