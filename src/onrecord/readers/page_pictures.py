"""A page of a PDF as people see it, in a process of its own: `python -m onrecord.readers.page_pictures FILE PAGE ...`.

In: a file, the number of a page (1-based), how wide the picture shall be, and where only part of it is wanted a box in points
with the origin at the top left of the page as shown. Out: a WebP picture. Annotations are drawn, because a black box may be
one; `covered` boxes are painted over besides, before anything else sees the picture. A library that hangs, crashes or swallows
memory on a page ends with its process.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from onrecord.errors import SourceError
from onrecord.readers.pdf_words import page_text, quarter_turns_of_text

Corners = tuple[float, float, float, float]

MEDIA_TYPE = "image/webp"
DRAW_SECONDS = 30.0  # the slowest honest page seen took two
MAX_WIDTH_PX = 2_400  # twice what a laptop shows of a page beside its text
MAX_PIXELS = 12_000_000
MEMORY_BYTES = 3 << 30  # of address space
_QUALITY = 80  # letters stay sharp, a page takes some 60 kB
_COVER_MARGIN_PT = 0.5  # so that no edge of a letter looks out


def picture_of_page(
    path: Path, page: int, *, width_px: int, box: Corners | None = None, covered: Sequence[Corners] = ()
) -> bytes:
    """The page, or what `box` (x0, top, x1, bottom) cuts out of it, `width_px` wide, as WebP; `covered` is painted black.

    Raises SourceError where the page cannot be drawn in its time.
    """
    order = json.dumps({"page": page, "width": min(width_px, MAX_WIDTH_PX), "box": box, "covered": [*covered]})
    call = [sys.executable, "-m", "onrecord.readers.page_pictures", str(path.absolute())]
    try:
        done = subprocess.run(call, input=order.encode("ascii"), capture_output=True, timeout=DRAW_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"cannot draw page {page} of {path}: it took longer than {DRAW_SECONDS:.0f} seconds") from error
    if done.returncode != 0 or not done.stdout:
        raise SourceError(
            f"cannot draw page {page} of {path}: the page is missing or damaged", hint=f"onrecord verify, then open {path}"
        )
    return done.stdout


def draw(path: str, page: int, width_px: int, box: Corners | None, covered: Sequence[Corners]) -> bytes:
    """What `picture_of_page` gives, drawn in this process."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    drawn = document[page - 1]
    _set_upright(drawn)
    width_pt, height_pt = drawn.get_size()
    left, top, right, bottom = _inside(box, width_pt, height_pt)
    scale = width_px / (right - left) * (1 - 1e-9)  # the library rounds up, also what is a whole number but for its last bit
    scale = min(scale, (MAX_PIXELS / ((right - left) * (bottom - top))) ** 0.5)
    crop = (left, height_pt - bottom, width_pt - right, top)
    picture = drawn.render(scale=scale, crop=crop, may_draw_forms=True, draw_annots=True).to_pil().convert("RGB")
    pen = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in covered:
        corners = (
            x0 - left - _COVER_MARGIN_PT,
            y0 - top - _COVER_MARGIN_PT,
            x1 - left + _COVER_MARGIN_PT,
            y1 - top + _COVER_MARGIN_PT,
        )
        pen.rectangle([round(value * scale) for value in corners], fill="black")
    out = BytesIO()
    picture.save(out, "WEBP", quality=_QUALITY, method=3)
    return out.getvalue()


def _set_upright(page: pypdfium2.PdfPage) -> None:
    """Turn the page as the reader of words turns it, so that their boxes lie on the picture: print decides what is upright."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return
    turns = quarter_turns_of_text(text_page, page_text(text_page))
    pdfium.FPDFText_ClosePage(text_page)
    if turns is not None:
        page.set_rotation(90 * turns)


def _inside(box: Corners | None, width_pt: float, height_pt: float) -> Corners:
    """The box as far as it lies on the page, at least a point each way; the whole page where there is none."""
    if box is None:
        return (0.0, 0.0, width_pt, height_pt)
    left, top = min(max(box[0], 0.0), width_pt - 1), min(max(box[1], 0.0), height_pt - 1)
    return (left, top, max(min(box[2], width_pt), left + 1), max(min(box[3], height_pt), top + 1))


def main(arguments: list[str]) -> int:
    """Draw the one page that is asked for on stdin; 0 where it was drawn."""
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.RLIM_INFINITY))
    order = json.loads(sys.stdin.buffer.read())
    try:
        picture = draw(arguments[0], order["page"], order["width"], order["box"], order["covered"])
    except (pypdfium2.PdfiumError, IndexError, MemoryError, ValueError, Image.DecompressionBombError):
        return 1
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
