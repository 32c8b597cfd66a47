"""A long release read in sections: so many pages at a time, each section ending where an outer mail surely begins.

In: the whole document with its page layouts. Out: what the release does on all its pages (`learn_sections`), the places at
which it is cut, and for each section, read by itself in any process and any order, the records that reading the whole would
give. What a section needs of its neighbours are the stamps of a few pages, since numbers are set right by what stands
around them. Ids are made from the section and the place in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.inbox.assembly import Assembly
from onrecord.inbox.furniture import PageStamp
from onrecord.inbox.release import Learned, ReleasePages, read_pages
from onrecord.inbox.units import surely_opens
from onrecord.model.documents import Document
from onrecord.model.layout import PageLayout
from onrecord.model.messages import InboxRecords

SECTION_PAGES = 256  # few enough that two hundred sections share a machine, many enough to learn names from
LEAST_PAGES = 2 * SECTION_PAGES  # a shorter document is read as one
MOST_PAGES = 4 * SECTION_PAGES  # a section is cut here also where no mail surely begins
NEIGHBOURS = 4  # pages whose stamps say what a stamp between them must be


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some pages of a release as a document of their own: its text and layouts begin at offset 0, `start` is where it stands
    in the whole. `neighbours` are the stamps of the pages around it."""

    document: Document
    layouts: tuple[PageLayout, ...]
    start: int
    neighbours: tuple[tuple[int, tuple[PageStamp, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The sections of one release, each made when it is asked for, so that the whole is never held twice."""

    pages: ReleasePages
    learned: Learned
    firsts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.firsts)

    def section(self, number: int) -> Section:
        """One section, counted from 0."""
        return _cut(self.pages, self.learned, *self._bounds(number))

    def all(self) -> Iterator[Section]:
        """All sections in order."""
        return map(self.section, range(len(self.firsts)))

    def page_numbers(self, number: int) -> tuple[int, int]:
        """The numbers of a section's first and last page."""
        first, end = self._bounds(number)
        layouts = self.pages.layouts or ()
        return layouts[first].number, layouts[end - 1].number

    def _bounds(self, number: int) -> tuple[int, int]:
        end = self.firsts[number + 1] if number + 1 < len(self.firsts) else self.pages.n_pages
        return self.firsts[number], end


def learn_sections(document: Document, layouts: Sequence[PageLayout]) -> Sections | None:
    """Where a release is cut, and what it does on all its pages; None where it is short, or shows no mail on the pages that
    are learned from, so that it is read as one."""
    if len(layouts) < LEAST_PAGES:
        return None
    pages = ReleasePages(document, tuple(layouts))
    learned = pages.learn()
    if not learned.habits.styles:
        return None
    return Sections(pages=pages, learned=learned, firsts=tuple(_firsts(pages, learned)))


def _firsts(pages: ReleasePages, learned: Learned) -> list[int]:
    """The places of the first pages of all sections."""
    firsts = [0]
    while firsts[-1] + SECTION_PAGES < pages.n_pages:
        firsts.append(_next_cut(pages, learned, firsts[-1]))
        if firsts[-1] >= pages.n_pages:
            return firsts[:-1]
    return firsts


def _next_cut(pages: ReleasePages, learned: Learned, first: int) -> int:
    """The first page, a section's length on, on which a mail surely begins."""
    end = min(first + MOST_PAGES, pages.n_pages)
    before = pages.clean_page(first + SECTION_PAGES - 1, learned).shown
    for at in range(first + SECTION_PAGES, end):
        page = pages.clean_page(at, learned).shown
        if surely_opens(page, before, learned.habits):
            return at
        before = page
    return end


def _cut(pages: ReleasePages, learned: Learned, first: int, end: int) -> Section:
    whole, layouts = pages.document, pages.layouts or ()
    start, stop = layouts[first].span.start, layouts[end - 1].span.end
    document = replace(
        whole,
        id=f"{whole.id}/{start}",
        text=whole.text[start:stop],
        pages=tuple(replace(page, span=page.span.shifted(-start)) for page in whole.pages[first:end]),
    )
    around = [*range(max(0, first - NEIGHBOURS), first), *range(end, min(end + NEIGHBOURS, pages.n_pages))]
    cleaned = [pages.clean_page(at, learned) for at in around]
    return Section(
        document=document,
        layouts=tuple(layout.moved_to(layout.span.start - start) for layout in layouts[first:end]),
        start=start,
        neighbours=tuple((page.shown.number, tuple(page.stamps)) for page in cleaned),
    )


def read_section(section: Section, learned: Learned) -> InboxRecords:
    """The records of one section, its spans and ids those of the section's own document."""
    assembly = Assembly(section.document, day_first=None)
    for number, stamps in section.neighbours:
        assembly.add_page(number, [], list(stamps), [], set(), withheld=False)
    records = read_pages(ReleasePages(section.document, section.layouts), learned, assembly)
    others = {number for number, _ in section.neighbours}
    return replace(
        records,
        stamps=tuple(stamp for stamp in records.stamps if stamp.page not in others),
        balances=tuple(balance for balance in records.balances if balance.page not in others),
    )
