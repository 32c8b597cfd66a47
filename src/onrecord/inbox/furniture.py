"""Page furniture: what a release prints on its pages beside the mail, learned from the pages and taken out of the text.

In: the rows of pages. Out, first, `Furniture`: the places near the top and bottom edge where print repeats from page to
page, digits apart, on a good part of the pages. Then, page by page, rows without that print, and the stamps. OCR may spell
a stamp anew on every page, so its place and its rough shape are learned, not its letters. A stamp that a box hides on one
page is inferred where the pages before and behind it count through.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from onrecord.inbox.lines import Row, with_gaps
from onrecord.inbox.stamps import StampForm, ends_classification, is_sure_stamp, stamp_form
from onrecord.model.layout import Cell
from onrecord.spans import Span
from onrecord.text.labels import match_label

EDGE_ROWS = 5  # rows from an edge of the page that may be furniture
MIN_SHARE = 0.3  # of the pages: print that repeats less often is learned only if it is a sure stamp
MIN_PAGES = 3
_PLACE_PT = 5.0  # two stamps at one place differ by less
_ALIKE = 62  # of 100: how like the learned shape a cell at the learned place must be (OCR)
_PITCH = 1.2  # lines are so many times their print apart
_SURE_ALIKE = 74  # the same for a cell anywhere on the page
_DIGIT_RE = re.compile(r"\d")
_DIGITISH_RE = re.compile(r"[\dOIlSB]*\d[\dOIlSB]*")


@dataclass(frozen=True, slots=True)
class Place:
    """One learned place: its height on the page (from the top, or negative from the bottom), the shapes of what is
    printed there, the kind, and the commonest prefix."""

    top: float
    shape: str
    kind: str
    prefix: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class PageStamp:
    """One piece of furniture on one page."""

    page: int
    text: str
    kind: str
    prefix: str = ""
    number: int | None = None
    span: Span | None = None


@dataclass(slots=True)
class Furniture:
    """What repeats; `bates` are those of the places that hold Bates numbers. Sure stamps are taken out also where nothing
    could be learned."""

    places: tuple[Place, ...] = ()
    n_pages: int = 0
    bates: tuple[Place, ...] = ()


def learn_furniture(pages: Iterable[tuple[Sequence[Row], float]]) -> Furniture:
    """Learn from pages given as (rows, height in points)."""
    shapes: Counter[tuple[str, int]] = Counter()
    examples: dict[tuple[str, int], list[tuple[float, str, int]]] = defaultdict(list)
    n_pages = 0
    for rows, height in pages:
        n_pages += 1
        seen: set[tuple[str, int]] = set()
        for row in edge_rows(rows):
            for cell in row.cells[:1] if _is_header_row(row) else row.cells:
                text = _cell_text(row, cell)
                key = (shape_of(text), _place(cell, height))
                if key[0] and key not in seen:
                    seen.add(key)
                    shapes[key] += 1
                    if len(examples[key]) < 400:
                        examples[key].append((_from_edge(cell, height), text, row.page))
    needed = max(MIN_PAGES, MIN_SHARE * n_pages)
    learned = [
        _learned(key[0], examples[key])
        for key, count in sorted(shapes.items())
        if _gathered(shapes, key) >= needed and count >= 2
    ]
    places = tuple(place for place in learned if place is not None)
    return Furniture(places, n_pages, tuple(place for place in places if place.kind == "bates"))


def _is_header_row(row: Row) -> bool:
    """True for "From:     Marsh, Ann" in columns: in a release between few people the same names top most of its pages."""
    text = _cell_text(row, row.cells[0])
    return match_label(text, fuzzy=False) is not None and not text.lower().startswith("date")  # which stamps have too


def edge_rows(rows: Sequence[Row]) -> list[Row]:
    """The first and last rows of a page."""
    return list(rows) if len(rows) <= 2 * EDGE_ROWS else [*rows[:EDGE_ROWS], *rows[-EDGE_ROWS:]]


def take_furniture(rows: Sequence[Row], height: float, furniture: Furniture) -> tuple[list[Row], list[PageStamp]]:
    """(the rows of a page without its furniture, the furniture)."""
    kept: list[Row] = []
    stamps: list[PageStamp] = []
    edge = {id(row) for row in edge_rows(rows)}
    in_banner = False
    for row in rows:
        left: list[Cell] = []
        for cell in _with_tails_cut(row, furniture):
            text = _cell_text(row, cell)
            near_edge = id(row) in edge
            form = _as_furniture(text, cell, height, furniture, near_edge=near_edge, in_banner=in_banner)
            if form is None and stamps and "Declassify" in stamps[-1].text and ends_classification(text, stamps[-1].text):
                form = StampForm("banner")
            if form is None:
                left.append(cell)
            else:
                stamps.append(PageStamp(row.page, " ".join(text.split()), form.kind, form.prefix, form.number, cell.span))
        if tuple(left) != row.cells and stamps and stamps[-1].kind == "browser":
            # "1/3" beside a browser's footer is its page count.
            counts = [cell for cell in left if (form := stamp_form(_cell_text(row, cell))) and form.kind == "page_number"]
            stamps += [PageStamp(row.page, _cell_text(row, cell), "browser", span=cell.span) for cell in counts]
            left = [cell for cell in left if cell not in counts]
        in_banner = tuple(left) != row.cells and stamps[-1].kind == "banner"
        if left:
            kept.append(row if tuple(left) == row.cells else with_cells(row, left))
    return with_gaps(kept), stamps


def _with_tails_cut(row: Row, furniture: Furniture) -> tuple[Cell, ...]:
    """The cells of a row, a Bates number at the end of the last one as a cell of its own."""
    last = row.cells[-1]
    text = _cell_text(row, last)
    head, _, tail = text.rpartition(" ")
    if not head or len(_DIGIT_RE.findall(tail)) < 3 or not any(_is_bates_at(tail, place) for place in furniture.bates):
        return row.cells
    cut = last.span.end - len(tail)
    middle = last.box.x1 - (last.box.x1 - last.box.x0) * len(tail) / max(len(text), 1)
    left = Cell(Span(last.span.start, cut - 1), replace(last.box, x1=middle), last.size_pt)
    right = Cell(Span(cut, last.span.end), replace(last.box, x0=middle), last.size_pt)
    return (*row.cells[:-1], left, right)


def with_cells(row: Row, cells: Sequence[Cell]) -> Row:
    """The row with some of its cells only; the text runs from the first to the last of them."""
    span = Span(cells[0].span.start, cells[-1].span.end)
    text = row.text[span.start - row.span.start : span.end - row.span.start]
    inner = max(row.inner, span.start)
    return row._replace(span=span, text=text, words=text[inner - span.start :], cells=tuple(cells), inner=inner)


def without_cells(rows: Sequence[Row], spans: set[Span]) -> list[Row]:
    """The rows without certain cells (margin codes). Gaps stay as they were printed; where whole lines are taken out the
    next row has the blank space that they leave, and the first one left is at the top of the page."""
    if not spans:
        return list(rows)
    kept: list[Row] = []
    is_open = False
    for row in rows:
        cells = [cell for cell in row.cells if cell.span not in spans]
        if not cells:
            is_open = True
            continue
        left = row if len(cells) == len(row.cells) else with_cells(row, cells)
        if is_open and kept:
            space = (row.box.top - kept[-1].box.top) / max(_PITCH * row.size_pt, 1.0) - 1.0
            left = left._replace(gap=round(max(row.gap, space), 2))
        kept.append(left if kept or left.page_top == rows[0].page_top else left._replace(page_top=rows[0].page_top))
        is_open = False
    return kept


def infer_hidden(stamps_by_page: dict[int, list[PageStamp]], pages: Sequence[int]) -> dict[int, PageStamp]:
    """Bates stamps of pages that lack one while the pages before and behind it count through."""
    numbered = {
        page: stamp
        for page, stamps in stamps_by_page.items()
        for stamp in stamps
        if stamp.kind == "bates" and stamp.number is not None
    }
    inferred: dict[int, PageStamp] = {}
    for page in pages:
        before, after = numbered.get(page - 1), numbered.get(page + 1)
        if page in numbered or before is None or after is None or before.number is None:
            continue
        if before.prefix == after.prefix and after.number == before.number + 2:
            number = before.number + 1
            digits = str(before.number)
            stem = before.text[: len(before.text) - len(digits)]
            text = stem + str(number) if len(str(number)) == len(digits) else before.prefix + str(number)
            inferred[page] = PageStamp(page, text, "bates", before.prefix, number)
    return inferred


def counted_through(stamps_by_page: dict[int, list[PageStamp]]) -> dict[int, list[PageStamp]]:
    """The stamps with misread numbers and prefixes set right where the pages around them count through.

    A number is changed only if the nearest stamps of its kind before and behind it, at most four pages away, agree on
    what it must be, and its own letters are close to that.
    """
    mended = {page: list(stamps) for page, stamps in stamps_by_page.items()}
    for kind in ("bates", "page_number"):
        numbers = {page: stamp for page, stamps in stamps_by_page.items() for stamp in stamps if stamp.kind == kind}
        stems = Counter(_stem(stamp.text) for stamp in numbers.values())
        for page, stamp in numbers.items():
            expected = _expected(numbers, page)
            if expected is None:
                continue
            text = _restamped(stamp, expected, stems)
            if text != stamp.text and ratio(text, stamp.text) >= _ALIKE:
                at = mended[page].index(stamp)
                mended[page][at] = replace(stamp, text=text, number=expected)
    return mended


def _expected(numbers: dict[int, PageStamp], page: int) -> int | None:
    """The number that the nearest stamps on either side agree on; None where they do not, or where the page's own
    number already goes on from one of its neighbours."""
    before, after = (_offsets(numbers, page, step) for step in (-1, 1))
    number = numbers[page].number
    if number is not None and number - page in {*before[:1], *after[:1]}:
        return None if number - page not in set(before) & set(after) else number
    both = [offset for offset in before if offset in after]
    if both:
        return page + both[0]
    side = before or after
    return page + side[0] if not (before and after) and len(side) > 1 and side[0] == side[1] else None


def _offsets(numbers: dict[int, PageStamp], page: int, step: int) -> list[int]:
    """Number less page of the three nearest stamps on one side, at most four pages away."""
    found = []
    for other in range(page + step, page + 5 * step, step):
        number = numbers[other].number if other in numbers else None
        if number is not None:
            found.append(number - other)
    return found[:3]


def _restamped(stamp: PageStamp, number: int, stems: Counter[str]) -> str:
    """The text of a stamp with its number, in the commonest way its kind is printed."""
    stem = max(sorted(stems.items()), key=lambda item: item[1])[0]
    prefix, _, width = stem.rpartition("#")
    digits = str(number)
    own = _stem(stamp.text)
    if own == stem and stamp.number == number:
        return stamp.text
    return prefix + (digits.zfill(int(width)) if int(width) > len(digits) and prefix.strip()[-1:] in "-_0" else digits)


def _stem(text: str) -> str:
    """What stands before the last number, and that number's width: "ABC_" and 10 as "ABC_#10"; a page number has none."""
    found = re.search(r"(\d+)\D*$", text)
    if found is None:
        return f"{text}#0"
    return f"{text[: found.start()]}#{len(found[1]) if len(found[1]) > 3 else 0}"


@lru_cache(maxsize=4096)  # a place is tried for every cell near it
def shape_of(text: str) -> str:
    """The text with its numbers folded to "#" and its blanks gone: what stays the same from page to page."""
    text = " ".join(text.split())
    if len(text) > 200:
        return ""
    return re.sub(r"[#\W_]*#[#\W_]*", "#", _DIGITISH_RE.sub("#", text)).replace(" ", "").casefold() or text


def _gathered(shapes: Counter[tuple[str, int]], key: tuple[str, int]) -> int:
    return sum(shapes.get((key[0], key[1] + step), 0) for step in (-1, 0, 1))


def _learned(shape: str, examples: Sequence[tuple[float, str, int]]) -> Place | None:
    """A place, unless what repeats there is a header's own label or a sentence."""
    texts = [text for _, text, _ in examples]
    label = match_label(texts[0], fuzzy=False)
    if label is not None or len(texts[0]) > 160:
        return None
    forms = Counter((form.kind, form.prefix) if (form := stamp_form(text)) else ("banner", "") for text in texts)
    (kind, prefix), _ = max(forms.items(), key=lambda item: (item[1], item[0]))
    if kind == "banner" and not any(char.isalnum() for char in shape):
        return None
    if kind == "banner" and "#" in shape and not _counts_pages(examples):
        return None  # a line of a table that stands at one place on many pages
    numbers = set(texts)
    if kind == "bates" and len(numbers) == 1:
        kind = "request"
    tops = sorted(top for top, _, _ in examples)
    return Place(tops[len(tops) // 2], shape, kind, prefix, max(len(text) for text in texts))


def _counts_pages(examples: Sequence[tuple[float, str, int]]) -> bool:
    """True where the last number stays the same, or rises by one with every page."""
    offsets = Counter(number - page for _, text, page in examples if (number := _last_number(text)) is not None)
    values = Counter(_last_number(text) for _, text, _ in examples)
    most = max([*offsets.values(), *values.values()], default=0)
    return most * 5 >= len(examples) * 3


def _as_furniture(
    text: str, cell: Cell, height: float, furniture: Furniture, *, near_edge: bool, in_banner: bool
) -> StampForm | None:
    form = stamp_form(text)
    for place in furniture.bates:
        # A Bates number set against the end of a sentence stands anywhere on the page.
        if _is_bates_at(text, place):
            return StampForm("bates", place.prefix, form.number if form else _last_number(text))
    if near_edge:
        for place in furniture.places:
            if abs(_from_edge(cell, height) - place.top) <= _PLACE_PT and _fits(text, place):
                return StampForm(place.kind, place.prefix, form.number if form else _last_number(text))
        if in_banner and text.startswith("Date:") and len(text) < 20:
            return StampForm("banner")
    if form is None or form.kind == "page_number" or not (near_edge or form.kind in ("banner", "request")):
        return None
    return form if is_sure_stamp(text) else None


def _is_bates_at(text: str, place: Place) -> bool:
    """True where a text has the shape of the release's Bates number."""
    return abs(len(text) - place.width) <= 2 and ratio(shape_of(text), place.shape) >= _SURE_ALIKE


def _fits(text: str, place: Place) -> bool:
    shape = shape_of(text)
    return shape == place.shape or (len(text) <= place.width + 4 and ratio(shape, place.shape) >= _ALIKE)


def _last_number(text: str) -> int | None:
    found = re.findall(r"\d+", text)
    return int(found[-1]) if found else None


def _place(cell: Cell, height: float) -> int:
    return round(_from_edge(cell, height) / _PLACE_PT)


def _from_edge(cell: Cell, height: float) -> float:
    """The height of a cell: from the top in the upper half, else below zero from the bottom."""
    middle = (cell.box.top + cell.box.bottom) / 2
    return middle if middle < height / 2 else middle - height


def _cell_text(row: Row, cell: Cell) -> str:
    return row.text[cell.span.start - row.span.start : cell.span.end - row.span.start]
