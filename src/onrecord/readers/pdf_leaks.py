"""What a PDF tells beside its pages of what a box on a page hides: links, bookmarks, the file's own title.

In: the blocked areas of a page, its links, the words that can be seen, and the file's titles. Out: the areas, those that
are told elsewhere marked with how; and the links that tell nothing. What is printed in the open on the page is no leak. The
words of a title are compared where they stand: "Meeting with Kim Bell on Monday" tells the box in "Meeting with ... on
Monday". The hidden words themselves leave this module with nobody.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import pypdfium2.raw as pdfium

from onrecord.model.layout import BlockedArea, LinkArea
from onrecord.readers.pdf_words import PageWord

MAX_BOOKMARKS = 20_000
_MAX_TITLE = 1_000  # bytes of UTF-16; a longer title is a text of its own
_KEYS = (b"Title", b"Subject", b"Keywords")
_CONTEXT = 3  # words on either side of the box that must be the same
_MIN_CONTEXT_LETTERS = 7  # fewer shared letters are shared by accident
_MAX_GAP = 8  # words that one box hides, at most
_CHAR_PT = (2.0, 11.0)  # the width that a hidden character may have
_MIN_SHARED = 0.5  # of the smaller of a link's and a box's area


@dataclass(frozen=True, slots=True)
class FileTitles:
    """The bookmarks by the page (1-based) they lead to, and what the file says of itself as a whole."""

    by_page: dict[int, tuple[str, ...]] = field(default_factory=dict)
    of_file: tuple[str, ...] = ()


NO_TITLES = FileTitles()


def read_titles(document: object) -> FileTitles:
    """The bookmarks of an open document, at most `MAX_BOOKMARKS`, and its title, subject and keywords."""
    found: dict[int, list[str]] = {}
    seen: set[int] = set()
    waiting = [pdfium.FPDFBookmark_GetFirstChild(document, None)]
    while waiting and len(seen) < MAX_BOOKMARKS:
        mark = waiting.pop()
        address = ctypes.cast(mark, ctypes.c_void_p).value if mark else None
        if address is None or address in seen:
            continue
        seen.add(address)
        target = pdfium.FPDFBookmark_GetDest(document, mark)
        page = pdfium.FPDFDest_GetDestPageIndex(document, target) + 1 if target else 0
        title = _utf16(partial(pdfium.FPDFBookmark_GetTitle, mark))
        if title and page > 0:
            found.setdefault(page, []).append(title)
        waiting.append(pdfium.FPDFBookmark_GetNextSibling(document, mark))
        waiting.append(pdfium.FPDFBookmark_GetFirstChild(document, mark))
    told = (_utf16(partial(pdfium.FPDF_GetMetaText, document, key)) for key in _KEYS)
    return FileTitles({page: tuple(titles) for page, titles in sorted(found.items())}, tuple(text for text in told if text))


def mark_leaks(
    areas: Sequence[BlockedArea], links: Sequence[LinkArea], words: Sequence[PageWord], titles: FileTitles, page: int
) -> tuple[tuple[BlockedArea, ...], tuple[LinkArea, ...]]:
    """(the areas, what the file tells elsewhere marked; the links that lie on no such area)."""
    if not areas or not (links or titles.of_file or page in titles.by_page):
        return tuple(areas), tuple(links)
    printed = _letters(" ".join(word.text for word in words))
    hidden_links = [link for link in links if _address(link) and _letters(_address(link)) not in printed]
    told: set[int] = set()
    marked: list[BlockedArea] = []
    for area in areas:
        over = [at for at, link in enumerate(hidden_links) if area.ink != "bare" and _lies_on(link, area)]
        told.update(over)
        how = "link" if any(_tells(hidden_links[at], area) for at in over) else _title_that_tells(area, words, titles, page)
        marked.append(replace(area, leaked_by=how) if how else area)
    gone = {id(hidden_links[at]) for at in told}
    return tuple(marked), tuple(link for link in links if id(link) not in gone)


def _address(link: LinkArea) -> str:
    """The part of a target that tells something: the address of a mailto, an address without its scheme and query."""
    scheme, _, rest = link.target.partition(":")
    return rest.split("?", 1)[0].strip("/ ") if scheme.casefold() in ("mailto", "http", "https") else ""


def _tells(link: LinkArea, area: BlockedArea) -> bool:
    """A mail address behind any box; a web address behind a black one only, for pages draw buttons with frames."""
    return link.target[:7].casefold() == "mailto:" or area.ink == "dark"


def _lies_on(link: LinkArea, area: BlockedArea) -> bool:
    a, b = link.box, area.box
    across, down = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.bottom, b.bottom) - max(a.top, b.top)
    if across <= 0 or down <= 0:
        return False
    smaller = min((a.x1 - a.x0) * (a.bottom - a.top), (b.x1 - b.x0) * (b.bottom - b.top))
    return across * down >= _MIN_SHARED * smaller


def _title_that_tells(area: BlockedArea, words: Sequence[PageWord], titles: FileTitles, page: int) -> str:
    """`bookmark` or `metadata` where a title goes through the box's line and names what is not printed; else nothing."""
    sources = (("bookmark", titles.by_page.get(page, ())), ("metadata", titles.of_file))
    if area.ink == "bare" or not any(texts for _, texts in sources):
        return ""
    before, after = _beside(area, words)
    printed = {_letters(word.text) for word in words}
    for how, texts in sources:
        for text in texts:
            gap = _gap_in(_tokens(text), before, after)
            if gap and _fits(gap, area) and any(token not in printed for token in gap):
                return how
    return ""


def _beside(area: BlockedArea, words: Sequence[PageWord]) -> tuple[list[str], list[str]]:
    """The seen words on the box's line, left of it (behind the label of a header) and right of it."""
    box = area.box
    line = sorted((word for word in words if box.top < (word.top + word.bottom) / 2 < box.bottom), key=lambda word: word.x0)
    left = [word.text for word in line if word.x1 <= box.x0 + 2]
    labels = [at for at, text in enumerate(left) if text.endswith(":")]
    right = [word.text for word in line if word.x0 >= box.x1 - 2]
    return _tokens(" ".join(left[labels[-1] + 1 if labels else 0 :])), _tokens(" ".join(right))


def _gap_in(title: Sequence[str], before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The words of a title between those that stand left and right of a box; empty where the title is about other words."""
    head, tail = list(before[-_CONTEXT:]), list(after[:_CONTEXT])
    if sum(len(token) for token in (*head, *tail)) < _MIN_CONTEXT_LETTERS or len(head) + len(tail) < 2:
        return []
    for start in range(len(title) - len(head) + 1) if head else (0,):
        if list(title[start : start + len(head)]) != head:
            continue
        first = start + len(head)
        for end in range(first + 1, min(first + _MAX_GAP, len(title)) + 1):
            if (tail and list(title[end : end + len(tail)]) == tail) or (not tail and end == len(title)):
                return list(title[first:end])
    return []


def _fits(gap: Sequence[str], area: BlockedArea) -> bool:
    """True where the words would fill the box, loosely."""
    n_chars = len(" ".join(gap))
    return _CHAR_PT[0] * n_chars <= area.box.x1 - area.box.x0 <= _CHAR_PT[1] * n_chars + 10


def _tokens(text: str) -> list[str]:
    return [letters for piece in text.split() if (letters := _letters(piece))]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _utf16(ask: Callable[[object, int], int]) -> str:
    """A text that pdfium gives as UTF-16 with its length; empty where there is none, or too much of it."""
    size = ask(None, 0)
    if not 2 < size <= _MAX_TITLE:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()
