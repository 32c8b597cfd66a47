"""What is drawn on a PDF page besides words: filled and framed rectangles, pictures, links, in the order of drawing.

In: one page handle and its frame. Out: `DrawnPage`. The order of drawing decides whether a rectangle lies over a word or
under it, so every object, also inside a form, is numbered as it is met. Nothing is judged here.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as pdfium

from onrecord.model.geometry import Box
from onrecord.model.layout import LinkArea
from onrecord.readers.pdf_calls import (
    address_of,
    draw_mode,
    fill_colour,
    form_object,
    n_form_objects,
    n_segments,
    object_bounds,
    object_kind,
    object_matrix,
    page_object,
    render_mode,
    stroke_width,
)
from onrecord.readers.pdf_words import Frame

MAX_OBJECTS = 20_000  # maps and drawings have more, and hold no redactions
MAX_DEPTH = 4
_MAX_SEGMENTS = 12  # a rectangle has five; rounded ones a few more
_MAX_URI = 2_000
MAX_ANNOTATIONS = 2_000
_COVERING = frozenset(
    {
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_CIRCLE,
        pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_REDACT,
    }
)

# Asked for every object of a page: the same numbers are filled again and again (pdfium is of one thread anyway).
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_PLACES = tuple(ctypes.addressof(_COLOUR) + 4 * part for part in range(4))
_SIDES = (ctypes.c_float * 4)()
_SIDE_PLACES = tuple(ctypes.addressof(_SIDES) + 4 * side for side in range(4))
_MATRIX = (ctypes.c_float * 6)()
_MODES = (ctypes.c_int * 2)()

Rect = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle as drawn: fill colour (None: not filled), whether it has a frame, its place in the order of drawing, and
    the form it is part of (0: the page itself)."""

    rect: Rect
    fill: tuple[int, int, int] | None
    framed: bool
    order: int
    form: int = 0


@dataclass(slots=True)
class DrawnPage:
    """All shapes and pictures, and for every text object its order, its colour and whether it is drawn at all."""

    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Shape] = field(default_factory=list)
    texts: dict[int, TextStyle] = field(default_factory=dict)
    n_seen: int = 0


class TextStyle(NamedTuple):
    """Order of drawing, whether it leaves ink, and the fill colour."""

    order: int
    drawn: bool
    fill: tuple[int, int, int] | None
    form: int = 0


def read_marks(page: object, frame: Frame) -> DrawnPage:
    """The drawn objects of a page, at most `MAX_OBJECTS`."""
    drawn, address = DrawnPage(), address_of(page)
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _add(drawn, page_object(address, index), frame, _UNMOVED, ())
        if drawn.n_seen > MAX_OBJECTS:
            break
    return drawn


def read_links(page: object, document: object, frame: Frame) -> tuple[LinkArea, ...]:
    """The link annotations of a page that lead to an address."""
    found: list[LinkArea] = []
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while len(found) < 500 and pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
        rect = pdfium.FS_RECTF()
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
            continue
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < size <= _MAX_URI:
            continue
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
        from_box = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        found.append(LinkArea(_box(from_box), buffer.value.decode("utf-8", "replace")))
    return tuple(found)


def read_covers(page: object, frame: Frame) -> list[Rect]:
    """The rectangles of annotations that can lie over print: text boxes, squares, polygons, stamps, redaction marks."""
    found: list[Rect] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)):
        handle = pdfium.FPDFPage_GetAnnot(page, index)
        if not handle:
            continue
        try:
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetSubtype(handle) in _COVERING and pdfium.FPDFAnnot_GetRect(handle, ctypes.byref(rect)):
                found.append(frame.box(rect.left, rect.bottom, rect.right, rect.top))
        finally:
            pdfium.FPDFPage_CloseAnnot(handle)
    return found


def _add(drawn: DrawnPage, handle: int, frame: Frame, matrix: Matrix, forms: tuple[int, ...]) -> None:
    drawn.n_seen += 1
    form = forms[-1] if forms else 0
    kind = object_kind(handle)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        drawn.texts[handle] = TextStyle(drawn.n_seen, render_mode(handle) not in (3, 7), _fill_of(handle), form)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        shape = _path(handle, frame, matrix, drawn.n_seen, form)
        if shape is not None:
            drawn.shapes.append(shape)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        rect = _bounds(handle, frame, matrix)
        if rect is not None:
            drawn.pictures.append(Shape(rect, None, False, drawn.n_seen))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(forms) < MAX_DEPTH:
        number = drawn.n_seen
        inner = _times(_matrix_of(handle), matrix)
        for index in range(n_form_objects(handle)):
            if drawn.n_seen > MAX_OBJECTS:
                return
            _add(drawn, form_object(handle, index), frame, inner, (*forms, number))


def _path(handle: int, frame: Frame, matrix: Matrix, order: int, form: int) -> Shape | None:
    if n_segments(handle) > _MAX_SEGMENTS:
        return None
    _MODES[:] = [0, 0]
    draw_mode(handle, ctypes.addressof(_MODES), ctypes.addressof(_MODES) + 4)
    is_filled, is_framed = map(bool, _MODES)
    rect = _bounds(handle, frame, matrix)
    if rect is None or not (is_filled or is_framed):
        return None
    fill = _fill_of(handle) if is_filled else None
    if is_framed:
        rect = _without_stroke(handle, rect)
    return Shape(rect, fill, is_framed, order, form)


def _without_stroke(handle: int, rect: Rect) -> Rect:
    """The outline's middle: half the pen's width is taken off each side."""
    width = ctypes.c_float(0)
    stroke_width(handle, ctypes.addressof(width))
    half = min(width.value, 4.0) * 0.5
    x0, top, x1, bottom = rect
    if x1 - x0 > 2 * half and bottom - top > 2 * half:
        return x0 + half, top + half, x1 - half, bottom - half
    return rect


def _fill_of(handle: int) -> tuple[int, int, int] | None:
    if not fill_colour(handle, *_COLOUR_PLACES):
        return None
    red, green, blue, alpha = _COLOUR
    return (red, green, blue) if alpha > 200 else None


def _bounds(handle: int, frame: Frame, matrix: Matrix) -> Rect | None:
    if not object_bounds(handle, *_SIDE_PLACES):
        return None
    left, bottom, right, top = _SIDES
    if matrix == _UNMOVED:
        return frame.box(left, bottom, right, top)
    corners = [_move(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _matrix_of(handle: int) -> Matrix:
    if not object_matrix(handle, ctypes.addressof(_MATRIX)):
        return _UNMOVED
    a, b, c, d, e, f = _MATRIX
    return a, b, c, d, e, f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _move(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(rect: Rect) -> Box:
    return Box(*(round(side, 1) for side in rect))
