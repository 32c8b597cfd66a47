"""Where every word of one PDF page stands, in a process of its own: `python -m onrecord.readers.page_words FILE PAGE`.

In: a file and the number of a page (1-based). Out: the text of the page as `pdf_pages` reads it, a box for every word of it,
and what else is drawn there: pictures, annotations, areas that hide something. Who marks or covers words in a picture of the
page needs all of it. Trap: a page whose print is turned against its sheet has its boxes along the print and its picture along
the sheet; `is_turned` then says that the two do not fit.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2.raw as pdfium

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from onrecord.errors import SourceError
from onrecord.model.layout import Cell
from onrecord.readers.pdf import open_document
from onrecord.readers.pdf_leaks import read_titles
from onrecord.readers.pdf_marks import read_marks
from onrecord.readers.pdf_pages import read_page
from onrecord.readers.pdf_words import Frame, PageWord, page_frame, page_text, quarter_turns_of_text, read_words

Corners = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the top left of the page

READ_SECONDS = 30.0
MEMORY_BYTES = 3 << 30  # of address space
_SLACK_PT = 1.0  # a word belongs to the cell whose box holds its middle, or nearly
# Annotations that only colour or point at print, and hide and add nothing.
_HARMLESS = frozenset(
    {
        pdfium.FPDF_ANNOT_LINK,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_POPUP,
    }
)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A stretch of the page's text without white space, and where it stands. The box is that of its whole run of words where
    the word alone could not be placed."""

    start: int
    end: int
    box: Corners


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """One page: its text, its words, and where pictures, annotations and hiding areas lie."""

    text: str
    width_pt: float
    height_pt: float
    is_turned: bool
    words: tuple[PlacedWord, ...]
    pictures: tuple[Corners, ...] = ()
    annotations: tuple[Corners, ...] = ()
    hiding: tuple[Corners, ...] = ()


def read_page_words(file: Path, page: int) -> PageWords:
    """The words of a page. Raises SourceError where it cannot be read in its time."""
    call = [sys.executable, "-m", "onrecord.readers.page_words", str(file.absolute()), str(page)]
    try:
        done = subprocess.run(call, capture_output=True, timeout=READ_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"cannot read page {page} of {file}: it took longer than {READ_SECONDS:.0f} seconds") from error
    if done.returncode != 0:
        raise SourceError(f"cannot read page {page} of {file}: the page is missing or damaged", hint="onrecord verify CASE")
    read = json.loads(done.stdout)
    return PageWords(
        text=read["text"],
        width_pt=read["width"],
        height_pt=read["height"],
        is_turned=read["is_turned"],
        words=tuple(PlacedWord(start, end, _corners(box)) for start, end, box in read["words"]),
        pictures=tuple(map(_corners, read["pictures"])),
        annotations=tuple(map(_corners, read["annotations"])),
        hiding=tuple(map(_corners, read["hiding"])),
    )


def _corners(box: list[float]) -> Corners:
    return box[0], box[1], box[2], box[3]


def words_of(file: str, number: int) -> dict[str, object] | None:
    """What `read_page_words` gives, read in this process, as plain values; None where the page cannot be read."""
    document, _ = open_document(Path(file))
    if document is None or not 1 <= number <= pdfium.FPDF_GetPageCount(document):
        return None
    read = read_page(document, number, read_titles(document))
    page = pdfium.FPDF_LoadPage(document, number - 1)
    text_page = pdfium.FPDFText_LoadPage(page) if page else None
    if not text_page or read.problem is not None:
        return None
    turns = quarter_turns_of_text(text_page, page_text(text_page))
    shown = pdfium.FPDFPage_GetRotation(page)
    frame = page_frame(page, shown)
    words = read_words(text_page, frame)
    cells = [cell for line in read.layout.lines() for cell in line.cells]
    return {
        "text": read.text,
        "width": frame.width_pt,
        "height": frame.height_pt,
        "is_turned": turns is not None and turns != shown,
        "words": [(start, end, box) for cell in cells for start, end, box in words_of_run(cell, read.text, words)],
        "pictures": [shape.rect for shape in read_marks(page, frame).pictures],
        "annotations": list(_annotations(page, frame)),
        "hiding": [(a.box.x0, a.box.top, a.box.x1, a.box.bottom) for a in read.layout.blocked if a.n_hidden_chars],
    }


def words_of_run(cell: Cell, text: str, words: list[PageWord]) -> Iterator[tuple[int, int, Corners]]:
    """The words of one run, each with its own box where the file has the word there, else with that of the run."""
    box = cell.box
    inside = [word for word in words if _holds(cell, word)]
    at = cell.span.start
    for piece in text[cell.span.start : cell.span.end].split():
        start = text.index(piece, at)
        at = start + len(piece)
        far = [(abs((w.x0 + w.x1) / 2 - _expected(cell, start, at)), w) for w in inside if w.text == piece]
        distance, word = min(far, key=lambda pair: pair[0], default=(0.0, None))
        if word is not None and distance <= max(0.12 * (box.x1 - box.x0), 2.5 * word.size_pt):
            yield start, at, (word.x0, word.top, word.x1, word.bottom)
        else:
            yield start, at, (box.x0, box.top, box.x1, box.bottom)


def _holds(cell: Cell, word: PageWord) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    box = cell.box
    return box.x0 - _SLACK_PT <= x <= box.x1 + _SLACK_PT and box.top - _SLACK_PT <= y <= box.bottom + _SLACK_PT


def _expected(cell: Cell, start: int, end: int) -> float:
    """Where the middle of a word is about to stand, as far along the run as its text is: a word may stand there twice."""
    width, n_chars = cell.box.x1 - cell.box.x0, max(len(cell.span), 1)
    return cell.box.x0 + width * ((start + end) / 2 - cell.span.start) / n_chars


def _annotations(page: object, frame: Frame) -> Iterator[Corners]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), 2_000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        rect = pdfium.FS_RECTF()
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind not in _HARMLESS and pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
            yield frame.box(rect.left, rect.bottom, rect.right, rect.top)
        pdfium.FPDFPage_CloseAnnot(annotation)


def main(arguments: list[str]) -> int:
    """Print the words of the one page that is asked for; 0 where it could be read."""
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.RLIM_INFINITY))
    try:
        read = words_of(arguments[0], int(arguments[1]))
    except MemoryError:
        return 1
    if read is None:
        return 1
    sys.stdout.buffer.write(json.dumps(read).encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
