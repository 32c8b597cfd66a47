"""Rows: the printed lines of a release as the inbox reads them, from a page layout or from the characters of a text page.

A row knows its place (points), the blank space above it counted in lines, and how many quote marks (">") it begins with.
What stands behind the marks is its inner text. Where a file has no geometry, a character is 6 points wide, a line 12 high.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from onrecord.model.documents import Document, Page
from onrecord.model.geometry import Box
from onrecord.model.layout import COLUMN_PT, ROW_PT, Cell, LayoutLine, PageLayout
from onrecord.spans import Span
from onrecord.text.exemptions import is_only_codes

MAX_LINE = 4_000  # characters of a line that are looked at; a longer line is no printed line
# Like "> > text" and ">>text" and "| > text"
MARKS_RE = re.compile(r"[ \t]{0,8}(?:[>|][ \t]?){1,20}")
# A wide gap on a text page, like "From:        Lee, Ann"
GAP_RE = re.compile(r"\t+[ \t]*| {3,}\t*[ \t]*")


class Row(NamedTuple):
    """One line. `gap` is the blank space above it in lines (0 = none); `inner` is the offset behind its quote marks, `words`
    the text behind them. A tuple, since every line of a release is made into one more than once."""

    page: int
    span: Span
    text: str
    words: str
    box: Box
    size_pt: float
    cells: tuple[Cell, ...]
    depth: int = 0
    inner: int = 0
    gap: float = 0.0
    page_top: bool = False


def rows_of_layout(text: str, layout: PageLayout) -> list[Row]:
    """The rows of one PDF page."""
    lines = [_outline(cells, text) for cells in layout.cells_by_line()]
    lines = [line for line in lines if line[1].strip()]
    gaps = _gaps([box.top for _, _, box, _, _ in lines], [size for _, _, _, size, _ in lines])
    rows: list[Row] = []
    for (span, words, box, size_pt, cells), gap in zip(lines, gaps, strict=True):
        depth, inner = _marks(words, span.start)
        said = words[inner - span.start :] if depth else words
        rows.append(Row(layout.number, span, words, said, box, size_pt, cells, depth, inner, gap, not rows))
    return _evenly_deep(rows)


def _outline(cells: tuple[Cell, ...], text: str) -> tuple[Span, str, Box, float, tuple[Cell, ...]]:
    """Where a line of these cells stands in the text and on the page, what it says, and its size."""
    line = cells[0] if len(cells) == 1 else LayoutLine(cells)
    span = line.span
    return span, text[span.start : span.end], line.box, line.size_pt, cells


def rows_of_page(text: str, number: int, span: Span) -> list[Row]:
    """The rows of one page of plain text."""
    rows: list[Row] = []
    top, start = 0, span.start
    while start <= span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        if text[start : min(end, start + MAX_LINE)].strip():
            rows.append(_text_row(text, number, start, min(end, start + MAX_LINE), top))
        start, top = end + 1, top + 1
    return with_gaps(rows)


def lines_from_text(document: Document) -> Iterator[list[Row]]:
    """The rows of every page of a document without geometry; a document without pages is one page."""
    pages: Sequence[Page] = document.pages or (Page(number=1, span=Span(0, len(document.text))),)
    for page in pages:
        yield rows_of_page(document.text, page.number, page.span)


def with_gaps(rows: list[Row]) -> list[Row]:
    """The same rows with their gaps measured in the pitch that most lines of the page have."""
    gaps = _gaps([row.box.top for row in rows], [row.size_pt for row in rows])
    return _evenly_deep(
        [
            row if row.gap == gap and row.page_top == (at == 0) else Row._make((*row[:9], gap, at == 0))
            for at, (row, gap) in enumerate(zip(rows, gaps, strict=True))
        ]
    )


def _evenly_deep(rows: list[Row]) -> list[Row]:
    """The rows, one of nothing but codes as deep as its neighbours: it stands on a box that hides the quote marks too."""
    if not any(row.depth for row in rows):
        return rows
    return [_as_deep_as(row, rows[max(0, at - 1)], rows[min(at + 1, len(rows) - 1)]) for at, row in enumerate(rows)]


# Like "- 1400 Main Street" between two marked lines: a mark misread
_MISREAD_MARK_RE = re.compile(r"[-–»~*•]\s")


def _as_deep_as(row: Row, before: Row, after: Row) -> Row:
    if row.depth or not (before.depth or after.depth):
        return row
    if len(row.text) < 24 and is_only_codes(row.text):
        return row._replace(depth=before.depth or after.depth)
    if before.depth == after.depth == 1 and abs(row.box.x0 - before.box.x0) < 3 and _MISREAD_MARK_RE.match(row.text):
        return row._replace(depth=1, inner=row.span.start + 2, words=row.text[2:])
    return row


def _gaps(tops: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """The blank space above each line, in lines of the page's own pitch; none above the first."""
    if not tops:
        return []
    steps = [top - above for above, top in pairwise(tops)]
    pitch = max(_pitch(steps, sizes), 1.0)
    spaces = [step / pitch - 1.0 for step in steps]
    return [0.0] + [round(space, 2) if space > 0.0049 else 0.0 for space in spaces]


def _pitch(steps: Sequence[float], sizes: Sequence[float]) -> float:
    fitting = sorted(
        [step for step, size in zip(steps, sizes[1:], strict=True) if 0.6 * size < step < 2.2 * (size if size > 8.0 else 8.0)]
    )
    if fitting and len(fitting) < 5:
        return min(fitting[0], 1.3 * sizes[0])  # too few to say which steps are blank lines
    return fitting[len(fitting) // 3] if fitting else max(1.2 * sizes[0], 6.0)


def _text_row(text: str, page: int, start: int, end: int, top: int) -> Row:
    while start < end and text[start].isspace():
        start += 1
    line_start = text.rfind("\n", 0, start) + 1
    form_feed = text.rfind("\f", line_start, start) + 1
    line_start = max(line_start, form_feed)
    while end > start and text[end - 1].isspace():
        end -= 1
    cells: list[Cell] = []
    at = start
    for gap in GAP_RE.finditer(text, start, end):
        cells.append(_text_cell(at, gap.start(), line_start, top))
        at = gap.end()
    cells.append(_text_cell(at, end, line_start, top))
    box = Box(cells[0].box.x0, top * ROW_PT, cells[-1].box.x1, (top + 1) * ROW_PT)
    words = text[start:end]
    depth, inner = _marks(words, start)
    return Row(page, Span(start, end), words, words[inner - start :], box, ROW_PT, tuple(cells), depth, inner)


def _text_cell(start: int, end: int, line_start: int, top: int) -> Cell:
    x0, x1 = (start - line_start) * COLUMN_PT, (end - line_start) * COLUMN_PT
    return Cell(Span(start, end), Box(x0, top * ROW_PT, x1, (top + 1) * ROW_PT), ROW_PT)


def _marks(words: str, start: int) -> tuple[int, int]:
    """(how many quote marks a line begins with, the offset behind them)."""
    marks = MARKS_RE.match(words) if ">" in words else None
    if marks is None or ">" not in marks.group():
        return 0, start
    return marks.group().count(">"), start + marks.end()
