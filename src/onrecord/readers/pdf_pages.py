"""One page of an open PDF: its text without what the page hides, and its layout.

Everything pdfium knows of a page is read here and closed again before the next one, so memory does not grow with the file.
A page that pdfium cannot open gives an empty unreadable one; the caller reports it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2.raw as pdfium

from onrecord.model.documents import Problem
from onrecord.model.layout import BlockedArea, PageLayout, pack_cells
from onrecord.readers.pdf_calls import address_of, text_object_at
from onrecord.readers.pdf_embedded import EmbeddedFile, read_pinned
from onrecord.readers.pdf_hidden import (
    Drawing,
    blocked_areas,
    candidate_shapes,
    ink_lost,
    inked_share,
    is_blacked,
    is_flat,
    share_inside,
    words_touched,
)
from onrecord.readers.pdf_leaks import NO_TITLES, FileTitles, mark_leaks
from onrecord.readers.pdf_lines import compose_text, group_lines
from onrecord.readers.pdf_marks import DrawnPage, Rect, Shape, TextStyle, read_covers, read_links, read_marks
from onrecord.readers.pdf_scan import find_blocked
from onrecord.readers.pdf_words import Frame, PageWord, cut_at, page_frame, page_text, quarter_turns_of_text, read_words
from onrecord.spans import Span

SCALE = 2.0  # pixels per point: enough to see whether a letter leaves ink
MAX_PIXELS = 12_000_000  # of a rendered page; huge pages are rendered smaller
_LAYER_SHARE = 0.5  # a picture over half of the page makes the words on it a layer
_MARGIN = 4  # pixels drawn around the places that are looked at
_COVERED = 0.6  # a word is suspect where this much of it lies under something


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The text of one page and its layout, both beginning at offset 0; `problem` (without its source) says what failed,
    `pinned` are files that annotations of the page hold."""

    text: str
    layout: PageLayout
    problem: Problem | None = None
    pinned: tuple[EmbeddedFile, ...] = ()


def read_page(document: object, number: int, titles: FileTitles = NO_TITLES) -> ReadPage:
    """Read the page with this number (1-based); `titles` are what the file may tell of the words under its boxes."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return _unreadable(number)
    try:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            return _unreadable(number)
        try:
            return _read_open_page(document, page, text_page, number, titles)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    finally:
        pdfium.FPDF_ClosePage(page)


def _unreadable(number: int) -> ReadPage:
    layout = PageLayout(number=number, span=Span(0, 0), width_pt=0.0, height_pt=0.0, packed=b"")
    detail = "the page is damaged and could not be opened"
    return ReadPage("", layout, Problem(source="", page=number, reason="damaged_page", detail=detail))


def _read_open_page(document: object, page: object, text_page: object, number: int, titles: FileTitles) -> ReadPage:
    # Print decides what is upright: a sheet stored sideways is shown turned, and its characters stand turned in the file.
    print_of_page = page_text(text_page)
    turns = quarter_turns_of_text(text_page, print_of_page)
    frame = page_frame(page, pdfium.FPDFPage_GetRotation(page) if turns is None else turns)
    words = read_words(text_page, frame, print_of_page)
    drawn = read_marks(page, frame)
    seen, blocked, share, is_layer = _what_is_seen(page, text_page, frame, words, drawn)
    blocked, links = mark_leaks(blocked, read_links(page, document, frame), seen, titles, number)
    text, cells = compose_text(group_lines(seen))
    layout = PageLayout(
        number=number,
        span=Span(0, len(text)),
        width_pt=round(frame.width_pt, 1),
        height_pt=round(frame.height_pt, 1),
        packed=pack_cells(cells),
        blocked=blocked,
        links=links,
        picture_share=round(share, 3),
        text_is_layer=is_layer,
    )
    return ReadPage(text, layout, pinned=read_pinned(page))


def _what_is_seen(
    page: object, text_page: object, frame: Frame, words: list[PageWord], drawn: DrawnPage
) -> tuple[list[PageWord], tuple[BlockedArea, ...], float, bool]:
    shapes = candidate_shapes(drawn, frame)
    share = _picture_share(drawn.pictures, frame)
    if share >= _LAYER_SHARE and _is_layer(text_page, words, drawn):
        kept, blocked = _seen_on_scan(render(page, frame), words, shapes)
        return kept, blocked, share, True
    words = _cut_at_edges(text_page, frame, words, [shape for shape in shapes if shape.fill is not None])
    suspects = _suspects(text_page, words, drawn, shapes)
    hidden: list[tuple[PageWord, Rect | None]] = []
    if suspects:
        places = [_inner(word, rect) for word, rect in suspects]
        drawing = render(page, frame, places)
        hidden = [suspect for suspect, place in zip(suspects, places, strict=True) if is_flat(drawing, place)]
    hidden += _under_annotations(page, frame, words, {id(word) for word, _ in hidden})
    gone = {id(word) for word, _ in hidden}
    return [word for word in words if id(word) not in gone], blocked_areas(shapes, hidden), share, False


def _under_annotations(
    page: object, frame: Frame, words: list[PageWord], known: set[int]
) -> list[tuple[PageWord, Rect | None]]:
    """Words whose ink is gone once the annotations are drawn: a text box with a white ground over the words it replaces."""
    covers = read_covers(page, frame)
    under: list[tuple[PageWord, Rect]] = []
    for at in sorted(words_touched(words, covers)):
        word = words[at]
        over = [rect for rect in covers if share_inside(word, rect) >= _COVERED]
        if over and id(word) not in known:
            under.append((word, min(over, key=lambda rect: (rect[2] - rect[0]) * (rect[3] - rect[1]))))
    if not under:
        return []
    places = [_inner(word, rect) for word, rect in under]
    bare, drawn = render(page, frame, places, annotations=False), render(page, frame, places)
    return [(word, rect) for (word, rect), place in zip(under, places, strict=True) if ink_lost(bare, drawn, place)]


def _picture_share(pictures: list[Shape], frame: Frame) -> float:
    page = max(frame.width_pt * frame.height_pt, 1.0)
    area = 0.0
    for x0, top, x1, bottom in {shape.rect for shape in pictures}:
        across = min(x1, frame.width_pt) - max(x0, 0.0)
        down = min(bottom, frame.height_pt) - max(top, 0.0)
        area += max(across, 0.0) * max(down, 0.0)
    return min(area / page, 1.0)


def _style(text_page: object, word: PageWord, drawn: DrawnPage) -> TextStyle | None:
    return drawn.texts.get(text_object_at(address_of(text_page), word.at))


def _is_layer(text_page: object, words: list[PageWord], drawn: DrawnPage) -> bool:
    """Most of the words leave no ink, or a picture is drawn over them."""
    last_picture = max((shape.order for shape in drawn.pictures), default=0)
    sample = words[:: max(1, len(words) // 40)]
    unseen = 0
    for word in sample:
        style = _style(text_page, word, drawn)
        unseen += style is not None and (not style.drawn or style.order < last_picture)
    return unseen * 2 > len(sample) or not sample


def _cut_at_edges(text_page: object, frame: Frame, words: list[PageWord], covers: list[Shape]) -> list[PageWord]:
    """The words, those that a filled rectangle covers in part cut at its edges."""
    touched = words_touched(words, [shape.rect for shape in covers])
    if not touched:
        return words
    cut: list[PageWord] = []
    for at, word in enumerate(words):
        if at not in touched:
            cut.append(word)
            continue
        cover = next((shape for shape in covers if 0.08 < share_inside(word, shape.rect) < 0.97), None)
        cut += [word] if cover is None or len(word.text) < 2 else cut_at(text_page, frame, word, cover.rect)
    return cut


def _suspects(
    text_page: object, words: list[PageWord], drawn: DrawnPage, shapes: list[Shape]
) -> list[tuple[PageWord, Rect | None]]:
    covers = [shape for shape in shapes if shape.fill is not None] + drawn.pictures
    pale = any(style.drawn and style.fill is not None and sum(style.fill) > 740 for style in drawn.texts.values())
    if not covers and not pale:
        return []
    touched = words_touched(words, [shape.rect for shape in covers])
    found: list[tuple[PageWord, Rect | None]] = []
    for word in words if pale else [words[at] for at in sorted(touched)]:
        over = [shape for shape in covers if share_inside(word, shape.rect) >= _COVERED]
        if not over and not pale:
            continue
        style = _style(text_page, word, drawn)
        if style is None or not style.drawn:
            continue
        above = [shape for shape in over if shape.order > style.order]
        # Print in the colour of the box it stands on; what one form holds together is the label of a redaction program.
        beneath = [
            shape
            for shape in over
            if shape.fill == style.fill and shape.order < style.order and not (shape.form and shape.form == style.form)
        ]
        if above or beneath:
            found.append((word, min((shape for shape in above or beneath), key=_area).rect))
        elif not over and style.fill is not None and sum(style.fill) > 740:
            found.append((word, None))
    return found


def _area(shape: Shape) -> float:
    return (shape.rect[2] - shape.rect[0]) * (shape.rect[3] - shape.rect[1])


def _inner(word: PageWord, rect: Rect | None) -> Rect:
    """The middle of a word where it lies under the rectangle: frames and neighbours' tails stay out of it."""
    quarter = 0.25 * (word.bottom - word.top)
    x0, top, x1, bottom = word.x0 + 0.5, word.top + quarter, word.x1 - 0.5, word.bottom - quarter
    if rect is None:
        return x0, top, x1, bottom
    return max(x0, rect[0] + 1), max(top, rect[1] + 1), min(x1, rect[2] - 1), min(bottom, rect[3] - 1)


def _seen_on_scan(
    drawing: Drawing, words: list[PageWord], shapes: list[Shape]
) -> tuple[list[PageWord], tuple[BlockedArea, ...]]:
    """Words of an unseen layer stay, but for those whose place in the picture is blacked out or framed and empty."""
    areas = find_blocked(drawing.pixels, drawing.scale) or blocked_areas(shapes, [])
    counts = [0] * len(areas)
    kept: list[PageWord] = []
    for word in words:
        says_something = any(char.isalnum() for char in word.text)
        at = _hiding_area(drawing, word, areas) if says_something else None
        if at is None:
            kept.append(word)
        else:
            counts[at] += len(word.text)
    return kept, tuple(replace(area, n_hidden_chars=n) for area, n in zip(areas, counts, strict=True))


def _hiding_area(drawing: Drawing, word: PageWord, areas: tuple[BlockedArea, ...]) -> int | None:
    for at, area in enumerate(areas):
        rect = (area.box.x0, area.box.top, area.box.x1, area.box.bottom)
        if share_inside(word, rect) < _COVERED:
            continue
        inner = _inner(word, rect)
        if area.ink == "dark" and is_blacked(drawing, inner):
            return at
        if area.ink != "dark" and inked_share(drawing, inner) < 0.005:
            return at
    return None


def render(page: object, frame: Frame, places: Sequence[Rect] = (), *, annotations: bool = True) -> Drawing:
    """The page drawn upright: as much of it as holds these places, or all of it."""
    scale = min(SCALE, (MAX_PIXELS / max(frame.width_pt * frame.height_pt, 1.0)) ** 0.5)
    width, height = max(1, round(frame.width_pt * scale)), max(1, round(frame.height_pt * scale))
    left, top, right, bottom = _pixels_around(places, scale, width, height) if places else (0, 0, width, height)
    n_columns, n_rows = right - left, bottom - top
    bitmap = pdfium.FPDFBitmap_CreateEx(n_columns, n_rows, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, n_columns, n_rows, 0xFFFFFFFF)
        turn = (frame.quarter_turns - pdfium.FPDFPage_GetRotation(page)) % 4
        pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, -top, width, height, turn, pdfium.FPDF_ANNOT if annotations else 0)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        start = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_uint8 * (stride * n_rows)))
        pixels = np.frombuffer(start.contents, dtype=np.uint8).reshape(n_rows, stride)[:, :n_columns].copy()
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Drawing(pixels, scale, left, top)


def _pixels_around(places: Sequence[Rect], scale: float, width: int, height: int) -> tuple[int, int, int, int]:
    """The columns and rows of a page that hold all places, and a little around them; never none."""
    lefts, tops, rights, bottoms = zip(*places, strict=True)
    left = min(max(int(min(lefts) * scale) - _MARGIN, 0), width - 1)
    top = min(max(int(min(tops) * scale) - _MARGIN, 0), height - 1)
    right, bottom = int(max(rights) * scale) + _MARGIN, int(max(bottoms) * scale) + _MARGIN
    return left, top, min(max(right, left + 1), width), min(max(bottom, top + 1), height)
