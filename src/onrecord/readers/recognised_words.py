"""Where the words of a recognised page stand on its picture.

In: the file of a scanned page or a picture. Out: its words with their boxes, as `page_words` gives those of a page with a text
layer. The case keeps recognised words without their places, so the page is recognised once more when it is looked at; the same
program gives the same words. Trap: another program, or another version of it, may not; who marks words compares the texts.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.model.layout import PageLayout, pack_cells
from onrecord.readers.ocr import place_words, words_on_page
from onrecord.readers.ocr_engines import OcrFaultError, find_engine
from onrecord.readers.ocr_picture import draw_page
from onrecord.readers.page_words import PageWords, PlacedWord, words_of_run
from onrecord.readers.pdf_lines import compose_text, group_lines
from onrecord.readers.picture_child import draw_picture
from onrecord.spans import Span


def read_recognised_words(file: Path, page: int, *, is_pdf: bool) -> PageWords | None:
    """The words of a page; None where nothing on this machine recognises print, or nothing is recognised."""
    engine = find_engine()
    if engine is None:
        return None
    try:
        words = place_words(words_on_page(engine, file, page, draw_page if is_pdf else draw_picture))
    except OcrFaultError:
        return None
    if not words:
        return None
    text, cells = compose_text(group_lines(words))
    width, height = max(word.x1 for word in words), max(word.bottom for word in words)
    layout = PageLayout(number=page, span=Span(0, len(text)), width_pt=width, height_pt=height, packed=pack_cells(cells))
    runs = [run for line in layout.lines() for run in line.cells]
    placed = tuple(PlacedWord(*word) for run in runs for word in words_of_run(run, text, words))
    return PageWords(text=text, width_pt=width, height_pt=height, is_turned=False, words=placed)
