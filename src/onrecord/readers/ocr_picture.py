"""One page of a PDF drawn as a grey picture, in a process of its own: `python -m onrecord.readers.ocr_picture FILE PAGE OUT`.

In: a file, the number of a page (1-based). Out: a binary PGM file at 300 dots per inch; a page too
large for that is refused. A library that hangs or crashes on a page ends with its process, and costs that page.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdfium2

from onrecord.readers.ocr_engines import OcrFaultError

DPI = 300  # what programs that recognise print are made for
MAX_SIDE_PT = 2_400.0  # a page of 33 inches: 100 million pixels
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


def main(arguments: list[str]) -> int:
    """Draw one page; 0 where it was drawn."""
    document = pypdfium2.PdfDocument(arguments[0])
    page = document[int(arguments[1]) - 1]
    if max(page.get_size()) > MAX_SIDE_PT:
        return 1
    pixels = page.render(scale=DPI / 72, grayscale=True).to_numpy()
    pixels = np.ascontiguousarray(pixels.reshape(pixels.shape[0], pixels.shape[1], -1)[:, :, 0])
    with Path(arguments[2]).open("wb") as out:
        out.write(b"P5 %d %d 255\n" % (pixels.shape[1], pixels.shape[0]))
        out.write(pixels.tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
