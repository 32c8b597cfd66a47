"""A picture file as pages, in a process of its own: `python -m onrecord.readers.picture_child FILE [PAGE OUT|WIDTH]`.

In: a .png, .jpg, .tif or .gif file; a page (1-based; a .tif holds many) and where to draw it. Out: without a page the sizes of
all pages as JSON, in points, and their pixels; with one a binary PGM file at 300 dots per inch, or for a number in place of a
file a WebP picture of that width in its colours; both turned the way the camera held it. A picture that states no dots per
inch is taken to be a letter page wide. A library that hangs or crashes on a picture ends with its process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence

from onrecord.readers.ocr_engines import OcrFaultError

DPI = 300  # what programs that recognise print are made for
LETTER_IN = 8.5  # inches
MIN_DPI, MAX_DPI = 60.0, 1_200.0  # what a scanner may state; a camera states 72 for want of knowledge
CAMERA_DPI = 72.0
MAX_PIXELS = 100_000_000  # of one page, as read and as drawn
MAX_PAGES = 2_000
CHILD_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class PictureSize:
    """Width and height of a page in points, and of how many pixels it is made."""

    width_pt: float
    height_pt: float
    n_pixels: int


def list_pages(file: Path) -> list[PictureSize]:
    """The size of every page. Raises OcrFaultError where the file is no picture that can be read."""
    done = _run([str(file.absolute())])
    return [PictureSize(float(width), float(height), int(n_pixels)) for width, height, n_pixels in json.loads(done)]


def draw_picture(file: Path, number: int, picture: Path) -> None:
    """Draw one page into a file. Raises OcrFaultError where it cannot be drawn in time."""
    _run([str(file.absolute()), str(number), str(picture)])
    if not picture.exists():
        raise OcrFaultError("it could not be drawn")


def show_picture(file: Path, number: int, width_px: int) -> bytes:
    """One page as people see it, as WebP. Raises OcrFaultError where it cannot be drawn in time."""
    return _run([str(file.absolute()), str(number), str(width_px)])


def _run(arguments: list[str]) -> bytes:
    call = [sys.executable, "-m", "onrecord.readers.picture_child", *arguments]
    try:
        done = subprocess.run(call, capture_output=True, timeout=CHILD_SECONDS, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired as error:
        raise OcrFaultError(f"drawing it took longer than {CHILD_SECONDS:.0f} seconds") from error
    if done.returncode != 0:
        raise OcrFaultError("it could not be drawn")
    return done.stdout


def dots_per_inch(frame: Image.Image) -> float:
    """What the file states, where that can be; else what makes the picture as wide as a letter page."""
    stated = frame.info.get("dpi")
    width = float(stated[0]) if isinstance(stated, tuple) and stated else 0.0
    if MIN_DPI <= width <= MAX_DPI and width != CAMERA_DPI:
        return width
    return min(MAX_DPI, max(MIN_DPI, min(frame.size) / LETTER_IN))


def main(arguments: list[str]) -> int:
    """List the pages of a picture, or draw one."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Image.open(arguments[0]) as image:
        if len(arguments) == 1:
            sizes = []
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number >= MAX_PAGES:
                    break
                scale = 72 / dots_per_inch(frame)
                sides = frame.size if frame.getexif().get(_ORIENTATION, 1) <= _UPRIGHT else frame.size[::-1]
                sizes.append([*(round(side * scale, 2) for side in sides), frame.width * frame.height])
            sys.stdout.write(json.dumps(sizes))
            return 0
        image.seek(int(arguments[1]) - 1)
        scale = DPI / dots_per_inch(image)
        upright = ImageOps.exif_transpose(image).convert("RGBA")
        sheet = Image.new("RGBA", upright.size, "white")  # a see-through ground is paper
        sheet.alpha_composite(upright)
        if arguments[2].isdigit():
            width = min(int(arguments[2]), sheet.width)
            shown = sheet.convert("RGB").resize((width, max(1, round(sheet.height * width / sheet.width))))
            shown.save(sys.stdout.buffer, format="WEBP", quality=80)
            return 0
        drawn = sheet.convert("L")
        size = (max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale)))
        if size[0] * size[1] > MAX_PIXELS:
            return 1
        drawn.resize(size, Image.Resampling.LANCZOS).save(arguments[2], format="PPM")
    return 0


_ORIENTATION = 0x0112  # the tag that says how the camera was held
_UPRIGHT = 4  # from 5 on width and height change places

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
