"""What is drawn on a PDF page besides words: filled and framed rectangles, pictures, links, in the order of drawing.

In: one page handle and its frame. Out: `DrawnPage`. The order of drawing decides whether a rectangle lies over a word or
under it, so every object, also inside a form, is numbered as it is met. Nothing is judged here.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from onrecord.model.geometry import Box
from onrecord.model.layout import LinkArea
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

# Asked for every object of a page: four numbers are filled again and again (pdfium is of one thread anyway).
_COLOUR = (ctypes.c_uint(0), ctypes.c_uint(0), ctypes.c_uint(0), ctypes.c_uint(0))
_COLOUR_ADDRESSES = tuple(ctypes.byref(part) for part in _COLOUR)

Rect = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


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


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Order of drawing, whether it leaves ink, and the fill colour."""

    order: int
    drawn: bool
    fill: tuple[int, int, int] | None
    form: int = 0


def read_marks(page: object, frame: Frame) -> DrawnPage:
    """The drawn objects of a page, at most `MAX_OBJECTS`."""
    drawn = DrawnPage()
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _add(drawn, pdfium.FPDFPage_GetObject(page, index), frame, (1, 0, 0, 1, 0, 0), ())
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


def address_of(handle: object) -> int:
    """The number by which two handles of one object are known to be the same."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]


def _add(drawn: DrawnPage, handle: object, frame: Frame, matrix: Matrix, forms: tuple[int, ...]) -> None:
    drawn.n_seen += 1
    form = forms[-1] if forms else 0
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        drawn.texts[address_of(handle)] = TextStyle(drawn.n_seen, mode not in (3, 7), _fill_of(handle), form)
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
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            if drawn.n_seen > MAX_OBJECTS:
                return
            _add(drawn, pdfium.FPDFFormObj_GetObject(handle, index), frame, inner, (*forms, number))


def _path(handle: object, frame: Frame, matrix: Matrix, order: int, form: int) -> Shape | None:
    if pdfium.FPDFPath_CountSegments(handle) > _MAX_SEGMENTS:
        return None
    mode, stroke = ctypes.c_int(0), ctypes.c_int(0)
    pdfium.FPDFPath_GetDrawMode(handle, ctypes.byref(mode), ctypes.byref(stroke))
    rect = _bounds(handle, frame, matrix)
    if rect is None or not (mode.value or stroke.value):
        return None
    fill = _fill_of(handle) if mode.value else None
    if stroke.value:
        rect = _without_stroke(handle, rect)
    return Shape(rect, fill, bool(stroke.value), order, form)


def _without_stroke(handle: object, rect: Rect) -> Rect:
    """The outline's middle: half the pen's width is taken off each side."""
    width = ctypes.c_float(0)
    pdfium.FPDFPageObj_GetStrokeWidth(handle, ctypes.byref(width))
    half = min(width.value, 4.0) * 0.5
    x0, top, x1, bottom = rect
    if x1 - x0 > 2 * half and bottom - top > 2 * half:
        return x0 + half, top + half, x1 - half, bottom - half
    return rect


def _fill_of(handle: object) -> tuple[int, int, int] | None:
    if not pdfium.FPDFPageObj_GetFillColor(handle, *_COLOUR_ADDRESSES) or _COLOUR[3].value <= 200:
        return None
    return _COLOUR[0].value, _COLOUR[1].value, _COLOUR[2].value


def _bounds(handle: object, frame: Frame, matrix: Matrix) -> Rect | None:
    left, bottom, right, top = (ctypes.c_float(0) for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(
        handle, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    ):
        return None
    corners = [_move(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _matrix_of(handle: object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix)):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _move(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(rect: Rect) -> Box:
    return Box(*(round(side, 1) for side in rect))
