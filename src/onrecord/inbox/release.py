"""One document of the records pile, from pages to messages: the inbox's front door.

In: a document, its page layouts (None for plain text), and the native mail headers its reader found. Out: `InboxRecords`.
Printed pages go furniture -> redactions -> units -> headers -> chains; native mail keeps its own header and has the chain in
its body split the same way. Everything that is read is accounted for: each page's words are counted as message, stamp,
redaction, attachment or unassigned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.inbox.assembly import Assembly
from onrecord.inbox.furniture import Furniture, PageStamp, learn_furniture, take_furniture, without_cells
from onrecord.inbox.lines import Row, lines_from_text, rows_of_layout
from onrecord.inbox.native import read_native
from onrecord.inbox.redactions import PageRedaction, find_redactions, is_withheld_page, withheld_redaction
from onrecord.inbox.repair import count_words, repair_fields
from onrecord.inbox.units import Habits, PageRows, count_styles, reach_of, split_units
from onrecord.model.documents import Document, MailPart
from onrecord.model.geometry import Box
from onrecord.model.layout import ROW_PT, BlockedArea, PageLayout
from onrecord.model.messages import InboxRecords, Message
from onrecord.spans import Span
from onrecord.text.exemptions import BARE_RE, NAMED_RE, is_only_codes

KEPT_PAGES = 400  # the rows of a document of so many pages are kept between the two readings
STYLE_PAGES = 250  # and the ways of setting a header from so many
LEARN_PAGES = 800  # furniture is learned from at most so many pages, spread over the whole release


def read_release(
    document: Document, layouts: Iterable[PageLayout] | None, mail: tuple[MailPart, ...], *, day_first: bool | None = None
) -> InboxRecords:
    """Messages, redactions, stamps and the balance of words of one document.

    `layouts` are the pages of a PDF in order; None reads the text by its characters' places. `day_first` settles dates like
    06/10/2017 where the case has voted; without it they stay intervals. A document with native mail is read as such.
    """
    if mail:
        return read_native(document, mail, day_first=day_first)
    pages = ReleasePages(document, tuple(layouts) if layouts is not None else None)
    learned = pages.learn()
    records = read_pages(pages, learned, Assembly(document, day_first=day_first))
    return replace(records, messages=repair_layer(document, records.messages)) if learned.is_layer else records


def read_pages(pages: ReleasePages, learned: Learned, assembly: Assembly) -> InboxRecords:
    """The records of the pages, taken out by what was learned of the release they belong to."""
    units = split_units(pages.cleaned(learned, assembly), habits=learned.habits, has_geometry=pages.layouts is not None)
    for unit in units:
        assembly.add_unit(unit)
    return assembly.records()


def repair_layer(document: Document, messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The messages of a document whose words come from an OCR layer, names and subjects set right by its own spellings."""
    return repair_fields(messages, count_words(document.text))


@dataclass(frozen=True, slots=True)
class Learned:
    """What a release does on all its pages: what it prints beside the mail, how it writes codes, how it sets headers,
    and whether its words come from an OCR layer."""

    furniture: Furniture
    bare_codes: bool
    habits: Habits
    is_layer: bool


@dataclass(frozen=True, slots=True)
class CleanPage:
    """One page without its furniture, and what was taken out of it."""

    rows: list[Row]
    shown: PageRows
    stamps: list[PageStamp]
    found: list[PageRedaction]
    margin: set[Span]


class ReleasePages:
    """The pages of a document as rows, read twice: once to learn what repeats, once to take it out."""

    def __init__(self, document: Document, layouts: tuple[PageLayout, ...] | None) -> None:
        self.document = document
        self.layouts = layouts
        self.n_pages = len(layouts) if layouts is not None else max(1, len(document.pages))
        self._kept: tuple[tuple[int, list[Row], float, PageLayout | None], ...] | None = None

    def learn(self) -> Learned:
        """What the release does on all its pages, learned from at most `LEARN_PAGES` of them."""
        furniture, bare_codes, reaches = self._learn()
        n_layers = sum(layout.text_is_layer for layout in self.layouts or ())
        is_layer = bool(self.layouts) and 2 * n_layers > len(self.layouts or ())
        return Learned(furniture, bare_codes, self._habits(furniture, reaches), is_layer)

    def _rows(self, step: int = 1) -> Iterator[tuple[int, list[Row], float, PageLayout | None]]:
        """(number, rows, height, layout) of every page, or of every `step`th; a short document is laid out once."""
        if self._kept is None and self.n_pages <= KEPT_PAGES:
            self._kept = tuple(self._read_rows(1))
        if self._kept is not None:
            return iter(self._kept[::step])
        return self._read_rows(step)

    def _read_rows(self, step: int) -> Iterator[tuple[int, list[Row], float, PageLayout | None]]:
        if self.layouts is not None:
            for layout in self.layouts[::step]:
                yield layout.number, rows_of_layout(self.document.text, layout), layout.height_pt or 792.0, layout
            return
        for number, rows in enumerate(lines_from_text(self.document), start=1):
            if (number - 1) % step == 0:
                yield (rows[0].page if rows else number), rows, rows[-1].box.bottom + ROW_PT if rows else ROW_PT, None

    def _learn(self) -> tuple[Furniture, bool, list[float]]:
        step = max(1, self.n_pages // LEARN_PAGES)
        reaches: list[float] = []
        shown: list[tuple[list[Row], float]] = []
        n_bare = 0
        for _, rows, height, layout in self._rows(step):
            edges = [*rows[:6], *rows[-6:]] if len(rows) > 12 else rows
            shown.append((edges, height))
            reaches.append(_inner_reach(rows, layout, height))
            n_bare += any(_shows_bare_code(row) for row in rows)
        return learn_furniture(shown), n_bare > 0, reaches

    def _habits(self, furniture: Furniture, reaches: list[float]) -> Habits:
        """How the release prints: nine pages in ten end above its usual reach; its headers by the way they are set."""
        ordered = sorted(reaches)
        reach = ordered[len(ordered) * 9 // 10] if ordered else 0.0
        n_pages = len(reaches)
        if self.layouts is None or n_pages < 2:
            return Habits(reach)  # a text file of some pages is one mail with its chain; it has no habits
        step = max(1, n_pages // STYLE_PAGES)
        shown = (take_furniture(rows, height, furniture)[0] for _, rows, height, _ in self._rows(step))
        return Habits(reach, count_styles(shown))

    def cleaned(self, learned: Learned, assembly: Assembly) -> Iterator[PageRows]:
        """Pages without furniture; stamps, redactions and counts go to the assembly on the way."""
        for page in self._rows():
            clean = _clean(page, learned)
            shown = clean.shown
            assembly.add_page(shown.number, clean.rows, clean.stamps, clean.found, clean.margin, withheld=shown.withheld)
            yield shown

    def clean_page(self, at: int, learned: Learned) -> CleanPage:
        """The page that stands at this place, counted from 0, of a document with layouts."""
        layout = (self.layouts or ())[at]
        rows = rows_of_layout(self.document.text, layout)
        return _clean((layout.number, rows, layout.height_pt or 792.0, layout), learned)


def _clean(page: tuple[int, list[Row], float, PageLayout | None], learned: Learned) -> CleanPage:
    number, rows, height, layout = page
    kept, stamps = take_furniture(rows, height, learned.furniture)
    withheld = is_withheld_page(kept) if kept else False
    areas = layout.blocked if layout is not None else ()
    if withheld:
        margin: set[Span] = set()
        found = [withheld_redaction(kept, number, _page_box(layout))]
    else:
        area = layout.width_pt * layout.height_pt if layout is not None else None
        found, margin = find_redactions(kept, areas, bare=learned.bare_codes, page_area=area)
    reach = reach_of(kept, [item.box.bottom for item in found if item.box])
    return CleanPage(rows, PageRows(number, without_cells(kept, margin), height, reach, withheld), stamps, found, margin)


def _inner_reach(rows: Sequence[Row], layout: PageLayout | None, height: float) -> float:
    """How far down a page is printed above its bottom edge, where stamps stand."""
    inner = [row for row in rows if row.box.bottom < 0.94 * height]
    areas: Sequence[BlockedArea] = layout.blocked if layout is not None else ()
    return reach_of(inner, [area.box.bottom for area in areas if area.ink != "bare" and area.box.bottom < 0.97 * height])


def _shows_bare_code(row: Row) -> bool:
    """True where a whole cell is "B6" or "EX. 5": the release writes its codes so."""
    for cell in row.cells:
        text = row.text[cell.span.start - row.span.start : cell.span.end - row.span.start].strip()
        if len(text) < 16 and is_only_codes(text) and (BARE_RE.search(text) or NAMED_RE.search(text)):
            return True
    return False


def _page_box(layout: PageLayout | None) -> Box | None:
    return Box(0.0, 0.0, layout.width_pt, layout.height_pt) if layout is not None else None
