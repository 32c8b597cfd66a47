"""Words with boxes put into printed lines, and the lines into the text of the page.

Words that share a baseline are one line, whatever order the file draws them in; a wide gap divides a line into cells. The
text of a page joins words by a space, cells by a tab and lines by a newline. Columns of a newspaper page are not taken
apart: releases are printed in one column.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from onrecord.model.geometry import Box
from onrecord.model.layout import Cell
from onrecord.readers.pdf_words import PageWord
from onrecord.spans import Span

_CELL_GAP = 1.1  # in sizes: a gap wider than this is not a space between words
_WORD_GAP = 0.1  # in sizes: what stands closer was one word, cut by the file


def group_lines(words: Sequence[PageWord]) -> list[list[PageWord]]:
    """The words line by line, from top to bottom and from left to right."""
    lines: list[list[PageWord]] = []
    for word in sorted(words, key=lambda word: (_middle(word), word.x0, word.at)):
        line = _line_of(lines, word)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    lines.sort(key=lambda line: (min(word.top for word in line), line[0].x0))
    return [sorted(line, key=lambda word: (word.x0, word.at)) for line in lines]


def _line_of(lines: list[list[PageWord]], word: PageWord) -> list[PageWord] | None:
    """The latest line that the word stands on: their middles differ by less than half the smaller size."""
    for line in reversed(lines[-3:]):
        anchor = line[0]
        if abs(_middle(anchor) - _middle(word)) < 0.42 * min(anchor.size_pt, word.size_pt) + 0.8:
            return line
    return None


def _middle(word: PageWord) -> float:
    return (word.top + word.bottom) / 2


def compose_text(lines: Sequence[Sequence[PageWord]]) -> tuple[str, list[list[Cell]]]:
    """(the text of the page, the cells of each line with spans in that text)."""
    pieces: list[str] = []
    cells_of_lines: list[list[Cell]] = []
    length = 0
    for number, line in enumerate(lines):
        if number:
            pieces.append("\n")
            length += 1
        cells: list[Cell] = []
        for group in _cells_of(line):
            if cells:
                pieces.append("\t")
                length += 1
            text = _joined(group)
            cells.append(Cell(Span(length, length + len(text)), _box_of(group), max(word.size_pt for word in group)))
            pieces.append(text)
            length += len(text)
        cells_of_lines.append(cells)
    return "".join(pieces), cells_of_lines


def _cells_of(line: Sequence[PageWord]) -> list[list[PageWord]]:
    groups: list[list[PageWord]] = []
    for word in line:
        if groups and _goes_on(groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _goes_on(before: PageWord, word: PageWord) -> bool:
    """No wide gap; and two words that the file runs together in unlike sizes are a sentence and a stamp."""
    larger = max(word.size_pt, before.size_pt)
    run_together = word.at == before.at + len(before.text)
    if run_together and abs(word.size_pt - before.size_pt) >= 0.04 * larger:
        return False
    return word.x0 - before.x1 <= _CELL_GAP * larger


def _joined(group: Sequence[PageWord]) -> str:
    text = group[0].text
    for before, word in itertools.pairwise(group):
        glued = word.at == before.at + len(before.text) and word.x0 - before.x1 < _WORD_GAP * word.size_pt
        text += word.text if glued else " " + word.text
    return text


def _box_of(group: Sequence[PageWord]) -> Box:
    return Box(
        round(group[0].x0, 2),
        round(min(word.top for word in group), 2),
        round(max(word.x1 for word in group), 2),
        round(max(word.bottom for word in group), 2),
    )
