"""Figures of one story side by side: which of them may be put together, and in which slot they differ.

In: a case. Out: for each story the figures with the words around them, and for two figures whether they count the same
thing. Trap: numbers of one noun are many ("people" of any kind), so two figures are only put together where their phrases
and sentences share enough words, and an unnamed place or period is no difference but no proof either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.checks.figure_sentences import FigureText, frame_figures
from onrecord.model.case import CaseRecords
from onrecord.model.links import Place
from onrecord.model.mentions import Figure
from onrecord.text.content_words import content_words

_LEAST_PHRASE_WORDS = 2  # words of the phrases shared beside the noun itself
_LEAST_SENTENCE_SHARE = 0.34  # of the smaller sentence's content words
_LEAST_SENTENCE_WORDS = 4


@dataclass(frozen=True, slots=True)
class StoryFigure:
    """A figure with its text, and the content words of its phrase and of its sentence."""

    text: FigureText
    figure: Figure
    phrase: frozenset[str]
    sentence: frozenset[str]

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.text.place(self.figure)


def figures_by_story(case: CaseRecords) -> Iterator[tuple[StoryFigure, ...]]:
    """The figures of each story that has two documents or more, in the order of the documents."""
    parts = {part.document.id: part for part in case.parts}
    for story in case.links.stories:
        members = [parts[one] for one in story.document_ids if one in parts]
        if len(members) < 2:
            continue
        found: list[StoryFigure] = []
        for part in members:
            text = frame_figures(part.document, part.mentions.figures)
            for sentence in text.sentences:
                words = content_words(sentence.span.of(part.document.text))
                found.extend(StoryFigure(text, figure, _phrase(figure), words) for figure in sentence.figures)
        yield tuple(found)


def _phrase(figure: Figure) -> frozenset[str]:
    beside = content_words(figure.place or "") | {figure.unit or ""}
    return content_words(f"{figure.counted or ''} {figure.of_whom or ''}") - beside


def count_the_same(one: StoryFigure, other: StoryFigure) -> bool:
    """True where two figures of different texts are of one kind, one noun, and alike enough in words."""
    a, b = one.figure, other.figure
    if one.text.document.id == other.text.document.id or a.kind != b.kind or a.unit is None or a.unit != b.unit:
        return False
    if a.kind not in ("count", "money", "share") or "additional" in a.flags + b.flags or "points" in a.flags + b.flags:
        return False
    shared = one.sentence & other.sentence
    fewest = min(len(one.sentence), len(other.sentence))
    alike = len(shared) >= _LEAST_SENTENCE_WORDS and len(shared) >= _LEAST_SENTENCE_SHARE * fewest
    phrases = one.phrase & other.phrase
    if a.kind == "count":
        return alike and len(phrases) >= min(_LEAST_PHRASE_WORDS, max(1, min(len(one.phrase), len(other.phrase))))
    most = max(len(one.sentence), len(other.sentence))  # polls: unlike questions are put in like words
    return alike and len(phrases) >= _LEAST_PHRASE_WORDS and 2 * len(shared) >= most


def differing_slot(a: Figure, b: Figure) -> str | None:
    """The first slot in which two figures speak of different things, or None."""
    if a.modality != b.modality:
        return "mood"
    if a.place and b.place and not _holds(a.place, b.place):
        return "place"
    if a.period is not None and b.period is not None and not a.period.intersects(b.period):
        return "period"
    if bool(a.of_whom) != bool(b.of_whom):
        return "whole"
    if a.of_whom and b.of_whom and not content_words(a.of_whom) & content_words(b.of_whom):
        return "whole"
    return None


def _holds(one: str, other: str) -> bool:
    one, other = one.lower().removeprefix("the "), other.lower().removeprefix("the ")
    return one in other or other in one
