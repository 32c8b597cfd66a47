"""Where the words of a page stand: what a page reader hands to the inbox, which never opens the file itself.

Units: points with the origin at the top left of the page as shown; spans index `Document.text`. A page of a text file has
no points: a character counts as 6 wide and a line as 12 high. A release has many pages, so a `PageLayout` keeps its cells
packed (28 bytes each) and unpacks them into lines when asked; holding 100,000 pages costs some 200 MB, not gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from struct import Struct

from onrecord.model.geometry import Box
from onrecord.spans import Span

_CELL = Struct("<HHH5fxx")  # line number, start and end within the page (65,535 at most), x0, top, x1, bottom, size
_MAX_OFFSET = 0xFFFF
# Line number, start and end within the page, x0, top, x1, bottom, size: the cells of a page from top to bottom, left to right.
PlacedCell = tuple[int, int, int, float, float, float, float, float]

COLUMN_PT = 6.0  # the nominal width of a character of a text page
ROW_PT = 12.0  # and the nominal height of a line


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of words on one line, kept apart from its neighbours by a wide gap."""

    span: Span
    box: Box
    size_pt: float


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """One printed line: its cells from left to right."""

    cells: tuple[Cell, ...]

    @property
    def span(self) -> Span:
        """From the first character of the line to its last."""
        if len(self.cells) == 1:
            return self.cells[0].span
        return Span(self.cells[0].span.start, self.cells[-1].span.end)

    @property
    def box(self) -> Box:
        """The rectangle around all cells."""
        if len(self.cells) == 1:
            return self.cells[0].box
        return Box(
            min(cell.box.x0 for cell in self.cells),
            min(cell.box.top for cell in self.cells),
            max(cell.box.x1 for cell in self.cells),
            max(cell.box.bottom for cell in self.cells),
        )

    @property
    def size_pt(self) -> float:
        """The size of the largest print on the line."""
        if len(self.cells) == 1:
            return self.cells[0].size_pt
        return max(cell.size_pt for cell in self.cells)


@dataclass(frozen=True, slots=True)
class BlockedArea:
    """A rectangle that hides what is under it, or frames a space left blank: possibly a redaction.

    `ink`: dark, light (white or pale inside a frame) or bare (no frame is drawn). `n_hidden_chars` counts readable
    characters that the file still holds under it; `leaked_by` names what else of the file tells what it hides (`link`,
    `bookmark`, `metadata`). The characters themselves are never kept.
    """

    box: Box
    ink: str
    n_hidden_chars: int = 0
    found_by: str = "fill"
    leaked_by: str = ""


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A link annotation and where it leads."""

    box: Box
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLayout:
    """One page: packed cells, blocked areas, links, and how much of it is a picture (0..1) with an unseen text layer."""

    number: int
    span: Span
    width_pt: float
    height_pt: float
    packed: bytes
    blocked: tuple[BlockedArea, ...] = ()
    links: tuple[LinkArea, ...] = ()
    picture_share: float = 0.0
    text_is_layer: bool = False

    def cells_by_line(self) -> list[tuple[Cell, ...]]:
        """The cells of each printed line, from top to bottom and from left to right."""
        lines: list[tuple[Cell, ...]] = []
        base, open_line = self.span.start, -1
        for line, start, end, x0, top, x1, bottom, size in _CELL.iter_unpack(self.packed):
            cell = Cell(Span(base + start, base + end), Box(x0, top, x1, bottom), size)
            if line == open_line:
                lines[-1] += (cell,)
            else:
                lines.append((cell,))
                open_line = line
        return lines

    def lines(self) -> tuple[LayoutLine, ...]:
        """The printed lines from top to bottom."""
        return tuple(map(LayoutLine, self.cells_by_line()))

    def moved_to(self, start: int) -> PageLayout:
        """The same page with its text beginning at another offset of the document."""
        return PageLayout(
            number=self.number,
            span=Span(start, start + len(self.span)),
            width_pt=self.width_pt,
            height_pt=self.height_pt,
            packed=self.packed,
            blocked=self.blocked,
            links=self.links,
            picture_share=self.picture_share,
            text_is_layer=self.text_is_layer,
        )


def pack_cells(cells: Iterable[PlacedCell]) -> bytes:
    """The cells of a page as bytes; what lies beyond the first 65,535 characters of a page is left out."""
    packed = bytearray()
    for cell in cells:
        if cell[2] > _MAX_OFFSET or cell[0] > _MAX_OFFSET:
            break
        packed += _CELL.pack(*cell)
    return bytes(packed)
