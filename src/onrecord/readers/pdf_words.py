"""The words of a PDF page with their boxes, as pdfium's text layer has them.

In: one page's text handle. Out: words in the file's own order, placed on the page as shown (rotation undone, origin top
left). Trap: pdfium glues what follows without a space, also across lines ("phone:ABC_000184"), so a word whose ends do
not share a line, or that is far too wide, is cut again character by character. Only the ends of a word are asked for
their box, all of a page in one go: asking every character costs three times as much.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import pi
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from onrecord.readers.pdf_calls import address_of, char_angle, loose_char_box

MAX_CHARS = 60_000  # a page with more is not a page of prose; the rest of it is left out
_WORD_RE = re.compile(r"[^\s\x00-\x1f\x7f\ufffe\uffff]+")
_WIDE = 1.6  # a word wider than this many sizes per character has a hole in it

_SIDES = Struct("<4f")  # left, top, right, bottom, as FS_RECTF lays them out

Rect = tuple[float, float, float, float]
Turn = Callable[[Any, Any], tuple[Any, Any]]  # of numbers, or of columns of them
Columns = tuple[list[float], ...]


class PageWord(NamedTuple):
    """One word: its text, its box in points from the top left, its size, and the index of its first character. A tuple,
    since a release has a million of them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size_pt: float
    at: int


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page as stored becomes the page as shown; `left_pt` and `top_pt` are where the stored page begins."""

    width_pt: float
    height_pt: float
    turn: Turn
    quarter_turns: int = 0
    left_pt: float = 0.0
    top_pt: float = 0.0

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A stored rectangle as (x0, top, x1, bottom) of the shown page."""
        ax, ay = self.turn(left, bottom)
        bx, by = self.turn(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def page_frame(page: object, quarter_turns: int) -> Frame:
    """The frame of a page, turned clockwise by so many quarters."""
    left, bottom, right, top = _page_box(page)
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y),
        1: lambda x, y: (y - bottom, x - left),
        2: lambda x, y: (right - x, y - bottom),
        3: lambda x, y: (top - y, right - x),
    }
    width, height = right - left, top - bottom
    if quarter_turns % 2:
        width, height = height, width
    return Frame(width, height, turns[quarter_turns % 4], quarter_turns % 4, left, top)


def _page_box(page: object) -> tuple[float, float, float, float]:
    rect = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)):
        return rect.left, rect.bottom, rect.right, rect.top
    return 0.0, 0.0, 612.0, 792.0


def read_words(text_page: object, frame: Frame, text: str | None = None) -> list[PageWord]:
    """The words of a page in the order of the file; `text` is what `page_text` gives, where the caller has it."""
    text = page_text(text_page) if text is None else text
    spans = [match.span() for match in _WORD_RE.finditer(text)]
    if not spans:
        return []
    page = address_of(text_page)
    ends = np.zeros((2 * len(spans), 4), dtype=np.float32)  # a box that cannot be had stays four zeros
    place = ends.ctypes.data
    for start, end in spans:
        loose_char_box(page, start, place)
        loose_char_box(page, end - 1, place + 16)
        place += 32
    starts, stops = zip(*spans, strict=True)
    columns, is_whole = _whole_words(frame, ends, np.array(stops) - np.array(starts))
    words = list(map(PageWord, _WORD_RE.findall(text), *columns, starts))
    if is_whole.all():
        return words
    return [
        piece
        for word, whole in zip(words, is_whole, strict=True)
        for piece in ([word] if whole else _cut_by_characters(page, frame, word.text, word.at))
    ]


def _whole_words(frame: Frame, ends: NDArray[np.float32], n_chars: NDArray[np.int_]) -> tuple[Columns, NDArray[np.bool_]]:
    """(x0, top, x1, bottom and size of words whose first and last characters have these boxes; which of them are one word)."""
    stored_left, stored_top, stored_right, stored_bottom = ends.T.astype(np.float64)
    ax, ay = frame.turn(stored_left, stored_bottom)
    bx, by = frame.turn(stored_right, stored_top)
    left, right, top, bottom = np.minimum(ax, bx), np.maximum(ax, bx), np.minimum(ay, by), np.maximum(ay, by)
    height = bottom - top
    size = np.maximum(height[::2], 1.0)
    x0, x1 = np.minimum(left[::2], left[1::2]), np.maximum(right[::2], right[1::2])
    # Two prints of unlike size that touch are two words: a stamp set against the end of a sentence.
    is_one = np.abs(height[::2] - height[1::2]) < 0.04 * size
    is_one &= np.abs(bottom[::2] - bottom[1::2]) < 0.12 * size
    is_one &= left[1::2] >= left[::2] - 0.5 * size
    is_one &= x1 - x0 <= _WIDE * size * n_chars
    is_box = (stored_right > stored_left) | (stored_top > stored_bottom)
    is_whole = ((n_chars == 1) | is_one) & is_box[::2] & is_box[1::2]
    columns = (x0, np.minimum(top[::2], top[1::2]), x1, np.maximum(bottom[::2], bottom[1::2]), size)
    return tuple(column.tolist() for column in columns), is_whole


def page_text(text_page: object) -> str:
    """One character per pdfium character, so that offsets are indices for pdfium too."""
    count = min(max(pdfium.FPDFText_CountChars(text_page), 0), MAX_CHARS)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    if written - 1 == count:
        text = bytes(memoryview(buffer).cast("B"))[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text.replace("\x02", "-").replace("\ufffe", "-")  # pdfium's signs for a hyphen at the end of a line
    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)


def quarter_turns_of_text(text_page: object, text: str) -> int | None:
    """The clockwise quarters that make the print upright, judged by up to forty words; None without words."""
    votes = [0, 0, 0, 0]
    page = address_of(text_page)
    for match in _WORD_RE.finditer(text):
        if len(match.group()) < 3:
            continue
        angle = char_angle(page, match.start())
        if angle >= 0:
            votes[-round(angle / (pi / 2)) % 4] += 1
        if max(votes) > 20 or sum(votes) >= 40:
            break  # decided
    return max(range(4), key=lambda turn: (votes[turn], -turn)) if any(votes) else None


def cut_at(text_page: object, frame: Frame, word: PageWord, rect: Rect) -> list[PageWord]:
    """The word in pieces: the characters inside a rectangle apart from those outside it."""
    pieces: list[tuple[bool, list[tuple[str, Rect, int]]]] = []
    page = address_of(text_page)
    for index, char in enumerate(word.text):
        box = _char_box(page, frame, word.at + index)
        if box is None:
            continue
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        inside = rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]
        if not pieces or pieces[-1][0] != inside:
            pieces.append((inside, []))
        pieces[-1][1].append((char, box, word.at + index))
    return [_whole(run) for _, run in pieces]


def _whole(run: list[tuple[str, Rect, int]]) -> PageWord:
    boxes = [box for _, box, _ in run]
    x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return PageWord("".join(char for char, _, _ in run), x0, top, x1, bottom, max(boxes[0][3] - boxes[0][1], 1.0), run[0][2])


def _cut_by_characters(page: int, frame: Frame, text: str, at: int) -> list[PageWord]:
    words: list[PageWord] = []
    run: list[tuple[str, Rect, int]] = []

    def close() -> None:
        if run:
            words.append(_whole(run))
            run.clear()

    for index, char in enumerate(text):
        box = _char_box(page, frame, at + index)
        if box is None:
            continue
        if run:
            before = run[-1][1]
            size = max(before[3] - before[1], 1.0)
            unlike = abs((before[3] - before[1]) - (box[3] - box[1])) >= 0.04 * size
            if unlike or abs(before[3] - box[3]) >= 0.12 * size or not -0.5 * size < box[0] - before[2] < 0.6 * size:
                close()
        run.append((char, box, at + index))
    close()
    return words


def _char_box(page: int, frame: Frame, index: int) -> Rect | None:
    box = (ctypes.c_float * 4)()
    return _shown(frame, *_SIDES.unpack(box)) if loose_char_box(page, index, ctypes.addressof(box)) else None


def _shown(frame: Frame, left: float, top: float, right: float, bottom: float) -> Rect | None:
    """A stored box as (x0, top, x1, bottom) of the shown page; None for an empty one."""
    if right <= left and top <= bottom:
        return None
    if frame.quarter_turns == 0 and left <= right and bottom <= top:
        return left - frame.left_pt, frame.top_pt - top, right - frame.left_pt, frame.top_pt - bottom
    return frame.box(left, bottom, right, top)
