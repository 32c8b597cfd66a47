"""One page of a PDF drawn as a grey picture, in a process of its own: `python -m onrecord.readers.ocr_picture FILE PAGE OUT`.

In: a file, the number of a page (1-based). Out: a binary PGM file at 300 dots per inch; a page too
large for that is refused. A library that hangs or crashes on a page ends with its process, and costs that page. Programs that
recognise print skip what stands in a box: a code printed white in a black one is drawn black on white, and frames are left
out. What is dark in a black box stays hidden: only print that anybody can see there is drawn.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from onrecord.readers.ocr_engines import OcrFaultError
from onrecord.readers.pdf_scan import find_blocked

DPI = 300  # what programs that recognise print are made for
MAX_SIDE_PT = 2_400.0  # a page of 33 inches: 100 million pixels
_PALE = 110  # of 255: print in a black box that is paler than this can be seen, and was meant to be
_LINE_PT = 1.5  # a frame's line is no thicker; the print in it stands farther from its outer edge
DRAW_SECONDS = 60.0  # a scanned page takes some 0.3


def draw_page(file: Path, number: int, picture: Path) -> None:
    """Draw a page into a file. Raises OcrFaultError where it cannot be drawn in time."""
    call = [sys.executable, "-m", "onrecord.readers.ocr_picture", str(file.absolute()), str(number), str(picture)]
    try:
        done = subprocess.run(call, capture_output=True, timeout=DRAW_SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise OcrFaultError(f"drawing it took longer than {DRAW_SECONDS:.0f} seconds") from error
    if done.returncode != 0 or not picture.exists():
        raise OcrFaultError("it could not be drawn")


def without_boxes(picture: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
    """The picture with its black boxes white, the white letters in them black, and the lines of its frames gone."""
    drawn = picture.copy()
    width = max(1, round(_LINE_PT * scale))
    for area in find_blocked(picture, scale):
        x0, top, x1, bottom = (round(side * scale) for side in (area.box.x0, area.box.top, area.box.x1, area.box.bottom))
        if area.ink == "dark":
            inside = drawn[top:bottom, x0:x1]
            inside[:] = np.where(inside >= _PALE, 255 - inside, 255)
        across, down = slice(max(x0 - 1, 0), x1 + 1), slice(max(top - 1, 0), bottom + 1)
        drawn[max(top - 1, 0) : top + width, across] = drawn[bottom - width : bottom + 1, across] = 255
        drawn[down, max(x0 - 1, 0) : x0 + width] = drawn[down, x1 - width : x1 + 1] = 255
    return drawn


def main(arguments: list[str]) -> int:
    """Draw one page; 0 where it was drawn."""
    document = pypdfium2.PdfDocument(arguments[0])
    page = document[int(arguments[1]) - 1]
    if max(page.get_size()) > MAX_SIDE_PT:
        return 1
    pixels = page.render(scale=DPI / 72, grayscale=True).to_numpy()
    pixels = np.ascontiguousarray(pixels.reshape(pixels.shape[0], pixels.shape[1], -1)[:, :, 0])
    pixels = without_boxes(pixels, DPI / 72)
    with Path(arguments[2]).open("wb") as out:
        out.write(b"P5 %d %d 255\n" % (pixels.shape[1], pixels.shape[0]))
        out.write(pixels.tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
