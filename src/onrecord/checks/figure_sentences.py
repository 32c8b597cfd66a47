"""Sentences with their figures taken out: "<0> of the <1> people, or <2> of the total", for patterns to read.

In: a document and its figures. Out: one `FigureSentence` for each sentence that holds a figure, where every figure's words
are replaced by `⟦n⟧`, n being its place in the document's figures. A pattern over such a frame says how numbers relate
without caring how they are written. Trap: the frame's offsets are its own; only the figures lead back to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model.documents import Document
from onrecord.model.links import Place
from onrecord.model.mentions import Figure
from onrecord.spans import Span
from onrecord.text.sentences import each_sentence

MARK_RE = re.compile(r"⟦(\d+)⟧")
_MARK_SIGNS = str.maketrans("⟦⟧", "[]")
_MAX_SENTENCE = 2000  # a "sentence" longer than this is a table or a hostile line, and says nothing by its grammar


@dataclass(frozen=True, slots=True)
class FigureSentence:
    """`frame` is the sentence on one line with marks; `figures` are those inside it, in order.

    `at` is its number among all sentences, `index` among those that hold figures.
    """

    at: int
    index: int
    span: Span
    frame: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class FigureText:
    """A document with its figures and framed sentences."""

    document: Document
    figures: Sequence[Figure]
    sentences: tuple[FigureSentence, ...]

    def place(self, figure: Figure) -> Place:
        """Where a figure stands."""
        return Place(document_id=self.document.id, span=figure.span, text=figure.text, page=figure.page)

    def near(self, sentence: FigureSentence, back: int) -> list[FigureSentence]:
        """The framed sentences up to `back` sentences before this one, nearest first."""
        found = []
        for other in reversed(self.sentences[max(0, sentence.index - back) : sentence.index]):
            if sentence.at - other.at > back:
                break
            found.append(other)
        return found


def frame_figures(document: Document, figures: Sequence[Figure]) -> FigureText:
    """A document's sentences with their figures as marks; sentences without a figure are left out."""
    text = document.text
    if not figures:
        return FigureText(document, (), ())
    framed: list[FigureSentence] = []
    for at, sentence, numbers in _with_figures(text, [figure.span.start for figure in figures]):
        if len(sentence) <= _MAX_SENTENCE:
            framed.append(
                FigureSentence(
                    at, len(framed), sentence, _frame(text, sentence, figures, numbers), tuple(figures[n] for n in numbers)
                )
            )
    return FigureText(document, figures, tuple(framed))


def _with_figures(text: str, starts: Sequence[int]) -> Iterator[tuple[int, Span, list[int]]]:
    """(its number, the sentence, the numbers of the figures that begin in it or before the next one) for each sentence that
    has any; the figures stand in the order of the text."""
    numbers: list[int] = []
    held: tuple[int, Span] | None = None
    next_figure = 0
    for at, sentence in enumerate(each_sentence(text)):
        while held is not None and next_figure < len(starts) and starts[next_figure] < sentence.start:
            numbers.append(next_figure)
            next_figure += 1
        if held is not None and numbers:
            yield *held, numbers
            numbers = []
        held = (at, sentence)
    numbers += range(next_figure, len(starts))
    if held is not None and numbers:
        yield *held, numbers


def _frame(text: str, sentence: Span, figures: Sequence[Figure], numbers: Sequence[int]) -> str:
    pieces, at = [], sentence.start
    for number in numbers:
        figure = figures[number]
        if figure.span.start < at:
            continue
        pieces.append(text[at : figure.span.start].translate(_MARK_SIGNS))
        pieces.append(f"⟦{number}⟧")
        at = figure.span.end
    pieces.append(text[at : sentence.end].translate(_MARK_SIGNS))
    return " ".join("".join(pieces).split())
