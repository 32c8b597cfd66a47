"""A piece of a released page with the cited words marked and every masked word painted over.

In: the file of a PDF, a page, the cited spans within the page's text, the masked spans of that text. Out: a PNG without any
metadata, or the reason why there is none. Trap: only what was read as text can be masked. So pictures and annotations on the
page are painted over too, a page that is itself a picture is not shown at all, and neither is one whose print is turned.

What this program covers is grey, so that nobody takes it for a deletion of the agency.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from onrecord.dossier.mask_records import MaskedSpan
from onrecord.errors import SourceError
from onrecord.readers.page_pictures import picture_of_page
from onrecord.readers.page_words import Corners, PageWords, read_page_words
from onrecord.spans import Span

WIDTH_PX = 1_200  # some 140 dots an inch across a letter page: sharp in print, small in a folder
AROUND_PT = 54.0  # of the page above and below the marked words: about four lines
MARGIN_PT = 1.5  # a slanted letter leans out of its box
COVER, PICTURE, MARK, DELETION = (120, 128, 134), (214, 216, 218), (255, 226, 120), (0, 0, 0)
_MARK_PT = 2.0  # so that the marks of neighbours touch
_MOST_PICTURE = 0.5  # of the crop; above this there is little print to show

TURNED = "the print is turned against the sheet"
PICTURE_PAGE = "the page is a picture, and what was not recognised in it could not be masked"
OTHER_TEXT = "the words of the page stand elsewhere in the file than in the case"
DAMAGED = "the page could not be drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crop:
    """A picture of a piece of a page, or None and why not. `n_covered` words are painted over, `n_pictures` pictures and
    annotations."""

    png: bytes | None = None
    width_px: int = 0
    height_px: int = 0
    n_covered: int = 0
    n_pictures: int = 0
    reason: str = ""


class PageCrops:
    """Crops of the pages of one file; what is known of a page is kept for the next place on it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._pages: dict[int, PageWords | None] = {}

    def crop(self, page: int, text: str, cited: Sequence[Span], masked: Sequence[MaskedSpan]) -> Crop:
        """The piece of the page around the cited spans; `text` is that of the page in the case."""
        words = self._words(page)
        if words is None:
            return Crop(reason=DAMAGED)
        if words.text != text:
            return Crop(reason=OTHER_TEXT if words.text.strip() else PICTURE_PAGE)
        if words.is_turned:
            return Crop(reason=TURNED)
        marked = [word.box for word in words.words if any(word.start < span.end and word.end > span.start for span in cited)]
        if not marked:
            return Crop(reason=OTHER_TEXT)
        frame = _frame(words, marked)
        blank = [box for box in (*words.pictures, *words.annotations) if _overlap(box, frame) > 0]
        if sum(_overlap(box, frame) for box in words.pictures) > _MOST_PICTURE * _area(frame):
            return Crop(reason=PICTURE_PAGE)
        covered = [word.box for word in words.words if any(w.start < word.end and w.end > word.start for w in masked)]
        covered = [box for box in covered if _overlap(box, frame) > 0]
        try:
            drawn = picture_of_page(self._file, page, width_px=WIDTH_PX, box=frame)
        except SourceError:
            return Crop(reason=DAMAGED)
        return _painted(drawn, frame, (marked, blank, words.hiding, covered))

    def _words(self, page: int) -> PageWords | None:
        if page not in self._pages:
            try:
                self._pages[page] = read_page_words(self._file, page)
            except SourceError:
                self._pages[page] = None
        return self._pages[page]


def _frame(words: PageWords, marked: Sequence[Corners]) -> Corners:
    """The whole width of the page, from some lines above the marked words to some lines below."""
    top, bottom = min(box[1] for box in marked) - AROUND_PT, max(box[3] for box in marked) + AROUND_PT
    # No line of print is cut in half.
    top = min([top, *(word.box[1] - MARGIN_PT for word in words.words if word.box[1] < top < word.box[3])])
    bottom = max([bottom, *(word.box[3] + MARGIN_PT for word in words.words if word.box[1] < bottom < word.box[3])])
    return 0.0, max(0.0, top), words.width_pt, min(words.height_pt, bottom)


def _painted(drawn: bytes, frame: Corners, areas: tuple[Sequence[Corners], ...]) -> Crop:
    marked, blank, hiding, covered = areas
    with Image.open(io.BytesIO(drawn)) as opened:
        picture = opened.convert("RGB")
    scale = picture.width / (frame[2] - frame[0])
    tint = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(tint)
    for box in marked:
        pen.rectangle(_pixels(box, frame, scale, _MARK_PT), fill=MARK)
    picture = ImageChops.multiply(picture, tint)
    pen = ImageDraw.Draw(picture)
    for box in blank:
        pen.rectangle(_pixels(box, frame, scale, MARGIN_PT), fill=PICTURE)
    for box in hiding:
        pen.rectangle(_pixels(box, frame, scale, MARGIN_PT), fill=DELETION)
    for box in covered:
        pen.rectangle(_pixels(box, frame, scale, MARGIN_PT), fill=COVER)
    out = io.BytesIO()
    # A fixed palette: the letters keep their edges, the file a third of its size, and the same picture gives the same bytes.
    picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return Crop(
        png=out.getvalue(),
        width_px=picture.width,
        height_px=picture.height,
        n_covered=len(covered),
        n_pictures=len(blank),
    )


def _pixels(box: Corners, frame: Corners, scale: float, margin: float) -> tuple[int, int, int, int]:
    x0, top, x1, bottom = box
    left, above = x0 - frame[0] - margin, top - frame[1] - margin
    return (
        round(left * scale),
        round(above * scale),
        round((x1 - frame[0] + margin) * scale),
        round((bottom - frame[1] + margin) * scale),
    )


def _overlap(box: Corners, frame: Corners) -> float:
    across = min(box[2], frame[2]) - max(box[0], frame[0])
    down = min(box[3], frame[3]) - max(box[1], frame[1])
    return max(across, 0.0) * max(down, 0.0)


def _area(box: Corners) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
