"""The words of a PDF page with their boxes, as pdfium's text layer has them.

In: one page's text handle. Out: words in the file's own order, placed on the page as shown (rotation undone, origin top
left). Trap: pdfium glues what follows without a space, also across lines ("phone:ABC_000184"), so a word whose ends do
not share a line, or that is far too wide, is cut again character by character. Only the ends of a word are asked for
their box: asking every character costs three times as much.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import pi
from struct import Struct

import pypdfium2.raw as pdfium

MAX_CHARS = 60_000  # a page with more is not a page of prose; the rest of it is left out
_WORD_RE = re.compile(r"[^\s\x00-\x1f\x7f\ufffe\uffff]+")
_WIDE = 1.6  # a word wider than this many sizes per character has a hole in it

# Asked twice for every word of a release: one rectangle is filled again and again (pdfium is of one thread anyway).
_BOX = pdfium.FS_RECTF()
_BOX_ADDRESS = ctypes.byref(_BOX)
_SIDES = Struct("<4f")  # left, top, right, bottom, as FS_RECTF lays them out
_loose_char_box = pdfium.FPDFText_GetLooseCharBox

Rect = tuple[float, float, float, float]
Turn = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class PageWord:
    """One word: its text, its box in points from the top left, its size, and the index of its first character."""

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


def read_words(text_page: object, frame: Frame) -> list[PageWord]:
    """The words of a page in the order of the file."""
    text = page_text(text_page)
    words: list[PageWord] = []
    for match in _WORD_RE.finditer(text):
        words.extend(_word_at(text_page, frame, match.group(), match.start()))
    return words


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
    for match in _WORD_RE.finditer(text):
        if len(match.group()) < 3:
            continue
        angle = pdfium.FPDFText_GetCharAngle(text_page, match.start())
        if angle >= 0:
            votes[-round(angle / (pi / 2)) % 4] += 1
        if sum(votes) >= 40:
            break
    return max(range(4), key=lambda turn: (votes[turn], -turn)) if any(votes) else None


def cut_at(text_page: object, frame: Frame, word: PageWord, rect: tuple[float, float, float, float]) -> list[PageWord]:
    """The word in pieces: the characters inside a rectangle apart from those outside it."""
    pieces: list[tuple[bool, list[tuple[str, tuple[float, float, float, float], int]]]] = []
    for index, char in enumerate(word.text):
        box = _char_box(text_page, frame, word.at + index)
        if box is None:
            continue
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        inside = rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]
        if not pieces or pieces[-1][0] != inside:
            pieces.append((inside, []))
        pieces[-1][1].append((char, box, word.at + index))
    return [_whole(run) for _, run in pieces]


def _whole(run: list[tuple[str, tuple[float, float, float, float], int]]) -> PageWord:
    boxes = [box for _, box, _ in run]
    x0, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    x1, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return PageWord("".join(char for char, _, _ in run), x0, top, x1, bottom, max(boxes[0][3] - boxes[0][1], 1.0), run[0][2])


def _word_at(text_page: object, frame: Frame, text: str, at: int) -> list[PageWord]:
    first = _char_box(text_page, frame, at)
    n_chars = len(text)
    last = _char_box(text_page, frame, at + n_chars - 1) if n_chars > 1 else first
    if first is None or last is None:
        return _cut_by_characters(text_page, frame, text, at)
    x0, top, x1, bottom = first
    end_x0, end_top, end_x1, end_bottom = last
    size = max(bottom - top, 1.0)
    # Two prints of unlike size that touch are two words: a stamp set against the end of a sentence.
    alike = abs((bottom - top) - (end_bottom - end_top)) < 0.04 * size
    same_line = alike and abs(bottom - end_bottom) < 0.12 * size and end_x0 >= x0 - 0.5 * size
    left, right = (x0 if x0 <= end_x0 else end_x0), (x1 if x1 >= end_x1 else end_x1)
    if n_chars > 1 and (not same_line or right - left > _WIDE * size * n_chars):
        return _cut_by_characters(text_page, frame, text, at)
    return [PageWord(text, left, min(top, end_top), right, max(bottom, end_bottom), size, at)]


def _cut_by_characters(text_page: object, frame: Frame, text: str, at: int) -> list[PageWord]:
    words: list[PageWord] = []
    run: list[tuple[str, tuple[float, float, float, float], int]] = []

    def close() -> None:
        if run:
            words.append(_whole(run))
            run.clear()

    for index, char in enumerate(text):
        box = _char_box(text_page, frame, at + index)
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


def _char_box(text_page: object, frame: Frame, index: int) -> Rect | None:
    if not _loose_char_box(text_page, index, _BOX_ADDRESS):
        return None
    left, top, right, bottom = _SIDES.unpack_from(_BOX)
    if right <= left and top <= bottom:
        return None
    if frame.quarter_turns == 0 and left <= right and bottom <= top:
        return left - frame.left_pt, frame.top_pt - top, right - frame.left_pt, frame.top_pt - bottom
    return frame.box(left, bottom, right, top)
