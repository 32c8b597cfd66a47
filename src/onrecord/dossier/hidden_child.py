"""The reading child of the leak test: `python -m onrecord.dossier.hidden_child FILE`, started by `hidden_words` alone.

In: a PDF, and on stdin the boxes of failed redactions by page. Out: on stdout what lies under them and what links and titles
tell of them, as JSON. Its memory is limited where the system can, and it loads nothing but the PDF library, because the file
is as hostile as any other.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2.raw as pdfium

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from onrecord.readers.pdf import open_document
from onrecord.readers.pdf_leaks import NO_TITLES, read_titles
from onrecord.readers.pdf_marks import read_links
from onrecord.readers.pdf_words import page_frame, read_words

MEMORY_BYTES = 3 << 30  # of address space
_INSIDE = 0.4  # share of a word's box inside the area from which on the area hides it
_Corners = tuple[float, float, float, float]
_Order = tuple[int, list[_Corners], bool]


def main(arguments: list[str]) -> int:
    """Read what lies under the boxes that stdin names by page, and what links and titles tell of them, as JSON on stdout."""
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.RLIM_INFINITY))
    document, _ = open_document(Path(arguments[0]))
    orders: list[_Order] = [] if document is None else json.load(sys.stdin)
    found = [one for number, boxes, titled in orders for one in _on_page(document, number, boxes, titled=titled)]
    sys.stdout.write(json.dumps(found))
    return 0


def _on_page(document: object, number: int, boxes: Sequence[_Corners], *, titled: bool) -> Iterator[tuple[int, str]]:
    page = pdfium.FPDF_LoadPage(document, number - 1)
    text_page = pdfium.FPDFText_LoadPage(page) if page else None
    if not text_page:
        return
    frame = page_frame(page, pdfium.FPDFPage_GetRotation(page))
    words = read_words(text_page, frame)
    links = [(link.box, link.target) for link in read_links(page, document, frame)]
    for box in boxes:
        under = " ".join(word.text for word in words if _share((word.x0, word.top, word.x1, word.bottom), box) > _INSIDE)
        told = [target for area, target in links if _share((area.x0, area.top, area.x1, area.bottom), box) > _INSIDE]
        yield from ((number, phrase) for phrase in (under, *told) if phrase)
    titles = read_titles(document) if titled else NO_TITLES
    for title in (*titles.by_page.get(number, ()), *titles.of_file):
        yield number, title


def _share(inner: _Corners, outer: _Corners) -> float:
    across = min(inner[2], outer[2]) - max(inner[0], outer[0])
    down = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return across * down / area if across > 0 and down > 0 and area > 0 else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
