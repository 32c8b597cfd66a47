"""Words on pages that are pictures: recognised by a program on this machine, placed on the page, with a confidence.

In: the reading of one PDF or picture and its file. Out: the same reading with the words of the pages that had none, the mean
confidence of each such page in `Page.ocr_confidence`, and a Problem for each page that still has none. Tesseract is asked
where it is installed, else the package of the extra `ocr`. Each page is drawn and read under a clock of its own, so a page
that hangs costs that page alone. The same program gives the same words twice; another version may give others.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from onrecord.model.documents import Document, Page, Problem, Reading
from onrecord.model.layout import PageLayout, pack_cells
from onrecord.readers.ocr_engines import FORCE, OFF, OcrEngine, OcrFaultError, OcrWord, find_engine
from onrecord.readers.ocr_picture import DPI, draw_page
from onrecord.readers.pdf_lines import compose_text, group_lines
from onrecord.readers.pdf_words import PageWord
from onrecord.spans import Span

LEAST_CONFIDENCE = 0.1  # below this a word is a speck
LEAST_OF_SIGNS = 0.6  # a "word" without a letter or digit must be surer: rules and stains look like signs
WITHOUT_TEXT = "page_without_text"
_PICTURE = "the page is a picture without a text layer"
_HINT = "install Tesseract, or onrecord with the extra [ocr], to have its words read"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recognised:
    """The text and layout of one page, beginning at offset 0; `fault` says why there are none."""

    text: str
    layout: PageLayout
    confidence: float | None
    fault: str | None = None


def recognise_pages(
    reading: Reading, file: Path, document_id: str, mode: str, *, draw: Callable[[Path, int, Path], None] = draw_page
) -> Reading:
    """The reading with the words of its pictured pages (`mode` auto), of all its pages (force), or of none (off).

    `draw` draws a page, given the file, its number and where to; what it raises as OcrFaultError is that page's problem.
    """
    document = next((item for item in reading.documents if item.id == document_id), None)
    wanted = [] if document is None else _wanted_pages(reading, document, mode)
    if document is None or not wanted:
        return reading
    engine = find_engine() if mode != OFF else None
    if engine is None:
        hint = "--ocr auto reads its words" if mode == OFF else _HINT
        return replace(reading, problems=tuple(_with_hint(item, document.source.path, hint) for item in reading.problems))
    layouts = dict(reading.layouts)[document_id]
    chosen = [layout for layout in layouts if layout.number in wanted]
    with ThreadPoolExecutor(max_workers=min(engine.n_at_once, os.cpu_count() or 1, len(chosen))) as pool:
        found = {page.layout.number: page for page in pool.map(lambda layout: _recognise(engine, file, layout, draw), chosen)}
    return _replace_pages(reading, document, layouts, found)


def _wanted_pages(reading: Reading, document: Document, mode: str) -> set[int]:
    if mode == FORCE:
        return {page.number for page in document.pages if page.width_pt}
    path = document.source.path
    return {item.page for item in reading.problems if item.reason == WITHOUT_TEXT and item.source == path and item.page}


def _with_hint(problem: Problem, path: str, hint: str) -> Problem:
    if problem.reason != WITHOUT_TEXT or problem.source != path:
        return problem
    return replace(problem, detail=f"{_PICTURE}; {hint}")


def _recognise(engine: OcrEngine, file: Path, layout: PageLayout, draw: Callable[[Path, int, Path], None]) -> _Recognised:
    bare = replace(layout, span=Span(0, 0), packed=b"")
    try:
        kept = words_on_page(engine, file, layout.number, draw)
    except OcrFaultError as fault:
        return _Recognised(text="", layout=bare, confidence=None, fault=str(fault))
    if not kept:
        return _Recognised(text="", layout=bare, confidence=None, fault=f"{engine.name} found no words in it")
    text, cells = compose_text(group_lines(place_words(kept)))
    whole = replace(bare, span=Span(0, len(text)), packed=pack_cells(cells), text_is_layer=True)
    n_chars = sum(len(word.text) for word in kept)
    mean = sum(word.confidence * len(word.text) for word in kept) / n_chars
    return _Recognised(text=text, layout=whole, confidence=round(mean, 3))


def words_on_page(engine: OcrEngine, file: Path, number: int, draw: Callable[[Path, int, Path], None]) -> list[OcrWord]:
    """The words that a program sees on a page, in pixels at `DPI`. Raises OcrFaultError."""
    with tempfile.TemporaryDirectory(prefix="ocr-") as folder:
        picture = Path(folder) / "page.pgm"
        draw(file, number, picture)
        return [word for word in engine.read(picture) if _is_word(word)]


def _is_word(word: OcrWord) -> bool:
    least = LEAST_CONFIDENCE if any(char.isalnum() for char in word.text) else LEAST_OF_SIGNS
    return word.confidence >= least


def place_words(words: Sequence[OcrWord]) -> list[PageWord]:
    """Recognised words in points; all words of one recognised line share its height, so that they stay one line."""
    lines: dict[int, list[OcrWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    scale = 72 / DPI
    placed: list[PageWord] = []
    for at, word in enumerate(words):
        line = lines[word.line]
        top, bottom = median(item.top for item in line) * scale, median(item.bottom for item in line) * scale
        placed.append(
            PageWord(
                text=word.text,
                x0=round(word.x0 * scale, 2),
                top=round(top, 2),
                x1=round(word.x1 * scale, 2),
                bottom=round(max(bottom, top + 1), 2),
                size_pt=round(max(bottom - top, 1.0), 2),
                at=at,
            )
        )
    return placed


def _replace_pages(
    reading: Reading, document: Document, layouts: Sequence[PageLayout], found: dict[int, _Recognised]
) -> Reading:
    """The reading with the recognised pages in their places; the offsets of all that follow them move."""
    pieces: list[str] = []
    pages: list[Page] = []
    placed: list[PageLayout] = []
    length = 0
    for page, layout in zip(document.pages, layouts, strict=True):
        new = found.get(page.number)
        is_new = new is not None and bool(new.text)
        text = new.text if new is not None and new.text else page.span.of(document.text)
        start = length + (1 if pieces else 0)
        pieces.append(text)
        length = start + len(text)
        kept = new.layout if new is not None and new.text else layout
        placed.append(kept.moved_to(start))
        confidence = new.confidence if new is not None and is_new else page.ocr_confidence
        pages.append(replace(page, span=Span(start, length), readable=page.readable or is_new, ocr_confidence=confidence))
    whole = replace(document, text="\f".join(pieces), pages=tuple(pages))
    return replace(
        reading,
        documents=tuple(whole if item.id == document.id else item for item in reading.documents),
        layouts=tuple((key, tuple(placed) if key == document.id else value) for key, value in reading.layouts),
        problems=tuple(_settle_problems(reading.problems, document.source.path, found)),
    )


def _settle_problems(problems: Sequence[Problem], path: str, found: dict[int, _Recognised]) -> list[Problem]:
    """The problems without those of pages whose words were found; the others say what recognition met."""
    kept: list[Problem] = []
    for problem in problems:
        page = found.get(problem.page or 0)
        if problem.reason != WITHOUT_TEXT or problem.source != path or page is None:
            kept.append(problem)
        elif page.fault is not None:
            kept.append(replace(problem, detail=f"{_PICTURE}; {page.fault}"))
    return kept
