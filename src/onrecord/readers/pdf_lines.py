"""Words with boxes put into printed lines, and the lines into the text of the page.

Words that share a baseline are one line, whatever order the file draws them in; a wide gap divides a line into cells. The
text of a page joins words by a space, cells by a tab and lines by a newline. Columns of a newspaper page are not taken
apart: releases are printed in one column.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.layout import PlacedCell
from onrecord.readers.pdf_words import PageWord

_CELL_GAP = 1.1  # in sizes: a gap wider than this is not a space between words
_WORD_GAP = 0.1  # in sizes: what stands closer was one word, cut by the file


def group_lines(words: Sequence[PageWord]) -> list[list[PageWord]]:
    """The words line by line, from top to bottom and from left to right."""
    lines: list[tuple[float, float, list[tuple[float, int, PageWord]]]] = []  # middle and size of the first word, all words
    ordered = sorted([((word[2] + word[4]) / 2, word[1], word[6], word) for word in words])  # by middle, x0, place in the file
    place, size, line = -1.0, -1.0, []
    for middle, x0, at, word in ordered:
        if middle != place or word.size_pt != size:
            place, size = middle, word.size_pt
            line = _line_of(lines, middle, size)
        line.append((x0, at, word))
    lines.sort(key=lambda line: (min([word.top for _, _, word in line[2]]), line[2][0][0]))
    return [[word for _, _, word in sorted(line)] for _, _, line in lines]


def _line_of(
    lines: list[tuple[float, float, list[tuple[float, int, PageWord]]]], middle: float, size: float
) -> list[tuple[float, int, PageWord]]:
    """The latest line that a word stands on, or a new one: their middles differ by less than half the smaller size."""
    for anchor, anchor_size, line in lines[:-4:-1]:
        if abs(anchor - middle) < 0.42 * min(anchor_size, size) + 0.8:
            return line
    lines.append((middle, size, []))
    return lines[-1][2]


def compose_text(lines: Sequence[Sequence[PageWord]]) -> tuple[str, list[PlacedCell]]:
    """(the text of the page, its cells with their places in that text)."""
    texts: list[str] = []
    cells: list[PlacedCell] = []
    start = 0
    for number, line in enumerate(lines):
        parts = []
        for text, group in _cells_of(line):
            end = start + len(text)
            cells.append((number, start, end, *_box_of(group)))
            parts.append(text)
            start = end + 1  # behind a tab or a newline
        texts.append("\t".join(parts))
    return "\n".join(texts), cells


def _cells_of(line: Sequence[PageWord]) -> list[tuple[str, list[PageWord]]]:
    """The cells of a line: their texts and their words. A wide gap ends a cell; so does a change of size where the file runs
    two words together, which are a sentence and a stamp."""
    text, _, _, end, _, size, at = line[0]
    pieces, group = [text], [line[0]]
    cells: list[tuple[str, list[PageWord]]] = []
    behind = at + len(text)
    for word in line[1:]:
        text, x0, _, x1, _, size_pt, at = word
        larger = size if size > size_pt else size_pt
        gap, runs_on = x0 - end, at == behind
        if gap > _CELL_GAP * larger or (runs_on and abs(size_pt - size) >= 0.04 * larger):
            cells.append(("".join(pieces), group))
            pieces, group = [text], [word]
        else:
            pieces.append(text if runs_on and gap < _WORD_GAP * size_pt else " " + text)
            group.append(word)
        end, size, behind = x1, size_pt, at + len(text)
    cells.append(("".join(pieces), group))
    return cells


def _box_of(group: Sequence[PageWord]) -> tuple[float, float, float, float, float]:
    """x0, top, x1 and bottom around a group of words, and the largest size."""
    if len(group) == 1:
        _, x0, top, x1, bottom, size, _ = group[0]
        return round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2), size
    _, lefts, tops, rights, bottoms, sizes, _ = zip(*group, strict=True)
    return round(lefts[0], 2), round(min(tops), 2), round(max(rights), 2), round(max(bottoms), 2), max(sizes)
