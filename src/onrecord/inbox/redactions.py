"""The deletions of a page: codes in the line, boxes, codes in the margin, whole pages withheld, failed boxes.

In: the rows of a page without furniture, and its blocked areas. Out: one `PageRedaction` per deletion, and which cells are
margin codes, so that no sentence has a code woven into it. A box without a code is a deletion too, and says so. A framed
space that holds other words than codes is a table or a form, no deletion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from onrecord.inbox.lines import Row
from onrecord.model.geometry import Box
from onrecord.model.layout import BlockedArea, Cell
from onrecord.spans import Span
from onrecord.text.exemptions import CANDIDATE_RE, canonical_codes, find_codes, is_only_codes

# Like "Page Withheld in Full", "WITHHELD IN FULL", "Withheld pursuant to exemption", "Page 12 of 240 withheld",
# "4 pages withheld"
WITHHELD_RE = re.compile(
    r"\b(?:pages?(?:\(s\))?\b.{0,40}\bw[il1]thhe[l1]d|w[il1]thhe[l1]d (?:in (?:full|its entirety)|pursuant|entirely"
    r"|under)|deleted page|page deleted|denied in full|pages? denied)\b",
    re.IGNORECASE,
)
# A reason that is no exemption, alone in a box: "Non-Responsive", "NR", "[Outside the scope]", "PII", "REDACTED"
REASON_RE = re.compile(
    r"[\[(]?(?:(?:non|not)[- ]?responsive(?: records?)?|NR|N/R|PII|(?:outside|out of)(?: the| of)? scope|OOS|redacted"
    r"|duplicate)[\])]?",
    re.IGNORECASE,
)
MAX_WITHHELD_WORDS = 90  # a page that says so and little else
MIN_WIDTH_PT, MIN_HEIGHT_PT = 7.0, 4.5  # smaller areas are bullets and rules
MAX_VALUE_GAP_PT = 150.0  # between a label and its value in a header set in columns
MAX_PAGE_SHARE = 0.9
FAR_SHARE = 0.7  # of the width of the print: a code alone so far to the right stands beside the lines around it
MAX_NEAR_CHARS = 60  # of the print beside a box that shows where it is
_LEAKS = {"no_contrast": "pale_text", "annotation": "text_under_annotation"}


@dataclass(frozen=True, slots=True)
class PageRedaction:
    """One deletion on one page; `span` are the characters of its code where one is printed, `near` the print beside it."""

    page: int
    kind: str
    codes: tuple[str, ...]
    box: Box | None
    span: Span | None
    n_hidden_chars: int = 0
    leak: str = ""
    near: Span | None = None

    @property
    def failed(self) -> bool:
        """True where the file still tells what the box hides; `leak` says by what."""
        return bool(self.leak)


def is_withheld_page(rows: Sequence[Row]) -> bool:
    """True for a sheet that stands for pages withheld."""
    n_words = 0
    for row in rows:
        n_words += len(row.text.split())
        if n_words > MAX_WITHHELD_WORDS:
            return False
    return WITHHELD_RE.search(" ".join([row.text for row in rows])) is not None


def withheld_redaction(rows: Sequence[Row], page: int, box: Box | None) -> PageRedaction:
    """The deletion that a withheld sheet states, with all codes on it."""
    codes: list[str] = []
    for row in rows:
        codes += [code for match in find_codes(_uncited(row.text), bare=True) for code in match.codes if code not in codes]
    return PageRedaction(page, "page_withheld", tuple(codes), box, None)


def find_redactions(
    rows: Sequence[Row], areas: Sequence[BlockedArea], *, bare: bool, page_area: float | None
) -> tuple[list[PageRedaction], set[Span]]:
    """(the deletions of a page, the spans of cells that are margin codes and no part of a sentence)."""
    boxes = [area for area in areas if _may_be_redaction(area, rows, page_area)]
    edges = _text_edges(rows)
    columns = _value_columns(rows)
    found: list[PageRedaction] = []
    margin: set[Span] = set()
    used: set[int] = set()
    waiting: list[tuple[Cell, tuple[str, ...]]] = []
    for row in rows:
        for cell in row.cells:
            text = _cell_text(row, cell)
            if CANDIDATE_RE.search(text) is None:
                continue
            codes = find_codes(text, bare=True)
            alone = is_only_codes(text, codes)
            at_margin = alone and not _is_value(cell, row, columns) and _is_marginal(cell, row, edges)
            for match in codes if bare or alone else find_codes(text):
                span = match.span.shifted(cell.span.start)
                at = _area_of(boxes, _box_of(cell, span))
                if at is not None:
                    used.add(at)
                    found.append(PageRedaction(row.page, "box", match.codes, boxes[at].box, span, **_told(boxes[at])))
                elif at_margin:
                    waiting.append((cell, match.codes))
                    margin.add(cell.span)
                else:
                    found.append(PageRedaction(row.page, "inline", match.codes, _box_of(cell, span), span))
    page = rows[0].page if rows else 0
    found += _margin_redactions(page, waiting, boxes, used)
    for at, area in enumerate(boxes):
        if at not in used and (area.ink != "bare" or area.n_hidden_chars):
            found.append(PageRedaction(page, "box", (), area.box, None, **_told(area)))
    return [_with_print_near(item, rows) for item in _once_per_box(found)], margin


def _uncited(text: str) -> str:
    return re.sub(r"5 U\.?\s?S\.?\s?C\.?\s?§?\s?552a?", " ", text)


def _may_be_redaction(area: BlockedArea, rows: Sequence[Row], page_area: float | None) -> bool:
    width, height = area.box.x1 - area.box.x0, area.box.bottom - area.box.top
    if width < MIN_WIDTH_PT or height < MIN_HEIGHT_PT:
        return False
    if page_area and width * height > MAX_PAGE_SHARE * page_area:
        return False
    inside = [text for row in rows for cell in row.cells if (text := _text_inside(row, cell, area.box))]
    joined = " ".join(inside).strip()
    if area.n_hidden_chars > len(joined):
        return True  # a patch over a name that touches the word beside it
    return (
        not joined
        or is_only_codes(joined)
        or REASON_RE.fullmatch(joined) is not None
        or not any(char.isalnum() for char in joined)
        or (bool(canonical_codes(joined)) and len(joined.split()) <= 12)
    )


def _text_inside(row: Row, cell: Cell, box: Box) -> str:
    """The characters of a cell whose places, taken as evenly spread, lie inside a box. The places are rough: of a word that
    an end of the box cuts, all is inside where more than half is."""
    middle = (cell.box.top + cell.box.bottom) / 2
    if not box.top - 1 <= middle <= box.bottom + 1 or cell.box.x1 <= box.x0 or cell.box.x0 >= box.x1:
        return ""
    text = _cell_text(row, cell)
    width = max(cell.box.x1 - cell.box.x0, 0.1) / max(len(text), 1)
    first = max(0, round((box.x0 - cell.box.x0) / width + 0.6))
    last = min(len(text), round((box.x1 - cell.box.x0) / width - 0.6))
    if last - first < 2:
        return ""
    left, right = text.rfind(" ", 0, first) + 1, text.find(" ", last)
    right = right if right >= 0 else len(text)
    inside = text[first:last].split(" ")
    first = left if first - left < len(inside[0]) else first
    last = right if right - last < len(inside[-1]) else last
    return text[first:last].strip()


def _text_edges(rows: Sequence[Row]) -> tuple[float, float]:
    """The left and right edge of the print: where most rows begin, and as far as nine rows in ten reach."""
    starts = sorted(row.cells[0].box.x0 for row in rows)
    ends = sorted(row.cells[0].box.x1 for row in rows)
    if not starts:
        return 0.0, 0.0
    return starts[len(starts) // 4], ends[min(len(ends) - 1, len(ends) * 95 // 100)]


def _is_marginal(cell: Cell, row: Row, edges: tuple[float, float]) -> bool:
    """A code by itself right of the print, or left of it, or behind a wide gap at the end of a line."""
    if cell.box.x0 >= edges[1] - 2 or (cell.box.x1 <= edges[0] + 2 and len(row.cells) > 1):
        return True
    at = row.cells.index(cell)
    first = row.cells[0]
    if len(row.cells) == 1 and cell.box.x0 > edges[0] + FAR_SHARE * (edges[1] - edges[0]):
        return True
    if at == 1 and _cell_text(row, first).rstrip().endswith(":") and cell.box.x0 - first.box.x1 < MAX_VALUE_GAP_PT:
        return False  # the value of a header's label
    return at == len(row.cells) - 1 and at > 0 and cell.box.x0 - row.cells[at - 1].box.x1 > 30


def _value_columns(rows: Sequence[Row]) -> frozenset[int]:
    """Where the values of a header set in columns begin, in points: behind labels, and some value there is no code."""
    behind = [row for row in rows if len(row.cells) > 1 and _cell_text(row, row.cells[0]).rstrip().endswith(":")]
    return frozenset(round(row.cells[1].box.x0) for row in behind if not is_only_codes(_cell_text(row, row.cells[1])))


def _is_value(cell: Cell, row: Row, columns: frozenset[int]) -> bool:
    """True for what stands behind a label where the other labels of the header have their values."""
    behind = len(row.cells) > 1 and row.cells[1] is cell and _cell_text(row, row.cells[0]).rstrip().endswith(":")
    return behind and round(cell.box.x0) in columns


def _area_of(boxes: Sequence[BlockedArea], code: Box) -> int | None:
    x, y = (code.x0 + code.x1) / 2, (code.top + code.bottom) / 2
    inside = [
        (area.box.x1 - area.box.x0, at)
        for at, area in enumerate(boxes)
        if area.box.x0 - 2 <= x <= area.box.x1 + 2 and area.box.top - 2 <= y <= area.box.bottom + 2
    ]
    return min(inside)[1] if inside else None


def _margin_redactions(
    page: int, waiting: Sequence[tuple[Cell, tuple[str, ...]]], boxes: Sequence[BlockedArea], used: set[int]
) -> list[PageRedaction]:
    """Margin codes joined to the nearest box of their height; a code without a box still is a deletion."""
    found = []
    for cell, codes in waiting:
        middle = (cell.box.top + cell.box.bottom) / 2
        near = [
            (abs((area.box.top + area.box.bottom) / 2 - middle), at)
            for at, area in enumerate(boxes)
            if at not in used and area.box.top - 4 <= middle <= area.box.bottom + 4
        ]
        at = min(near)[1] if near else None
        if at is not None:
            used.add(at)
        if at is None:  # without a box nobody knows how much the code stands for
            found.append(PageRedaction(page, "margin", codes, None, cell.span))
        else:
            found.append(PageRedaction(page, "margin", codes, boxes[at].box, cell.span, **_told(boxes[at])))
    return found


def _once_per_box(found: Sequence[PageRedaction]) -> list[PageRedaction]:
    """Several codes in one box are one deletion."""
    merged: dict[object, PageRedaction] = {}
    for number, item in enumerate(found):
        key: object = item.box if item.kind == "box" and item.box is not None else number
        before = merged.get(key)
        if before is None:
            merged[key] = item
        else:
            codes = (*before.codes, *(code for code in item.codes if code not in before.codes))
            span = before.span or item.span
            n_hidden, leak = max(before.n_hidden_chars, item.n_hidden_chars), before.leak or item.leak
            merged[key] = PageRedaction(item.page, "box", codes, item.box, span, n_hidden, leak)
    return sorted(
        merged.values(), key=lambda item: (item.box.top if item.box else 0.0, item.box.x0 if item.box else 0.0, item.kind)
    )


class _Told(TypedDict):
    """What is known of the words that a box fails to hide."""

    n_hidden_chars: int
    leak: str


def _told(area: BlockedArea) -> _Told:
    """How many characters lie under an area, and how the file tells what it hides."""
    under = _LEAKS.get(area.found_by, "text") if area.n_hidden_chars else ""
    return _Told(n_hidden_chars=area.n_hidden_chars, leak=under or area.leaked_by)


def _with_print_near(item: PageRedaction, rows: Sequence[Row]) -> PageRedaction:
    """The deletion with the print beside it: of the row at its height, or of the nearest one, the cell next to it."""
    if item.box is None or (item.span is not None and item.kind != "margin") or not rows:
        return item
    box, middle = item.box, (item.box.top + item.box.bottom) / 2
    row = min(rows, key=lambda row: (abs((row.box.top + row.box.bottom) / 2 - middle), row.span.start))
    telling = [cell for cell in row.cells if any(map(str.isalnum, _cell_text(row, cell)))] or row.cells
    cell = min(telling, key=lambda cell: (max(box.x0 - cell.box.x1, cell.box.x0 - box.x1, 0.0), cell.span.start))
    return replace(item, near=_words_near(_cell_text(row, cell), cell, box))


def _words_near(text: str, cell: Cell, box: Box) -> Span:
    """The words of a cell around the place that is nearest to a box's left side."""
    share = (box.x0 - cell.box.x0) / max(cell.box.x1 - cell.box.x0, 0.1)
    end = min(len(text), round(min(max(share, 0.0), 1.0) * len(text)) + MAX_NEAR_CHARS // 2)
    start = max(0, end - MAX_NEAR_CHARS)
    if end < len(text):
        end = text.rfind(" ", start, end + 1) if " " in text[start:end] else end
    if start > 0:
        start = text.find(" ", start, end) + 1 or start
    return Span(cell.span.start + start, cell.span.start + max(end, start))


def _box_of(cell: Cell, span: Span) -> Box:
    length = max(len(cell.span), 1)
    width = cell.box.x1 - cell.box.x0
    x0 = cell.box.x0 + width * (span.start - cell.span.start) / length
    x1 = cell.box.x0 + width * (span.end - cell.span.start) / length
    return Box(round(x0, 1), round(cell.box.top, 1), round(x1, 1), round(cell.box.bottom, 1))


def _cell_text(row: Row, cell: Cell) -> str:
    return row.text[cell.span.start - row.span.start : cell.span.end - row.span.start]
