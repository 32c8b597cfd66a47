"""Figures of one story side by side: which of them may be put together, and in which slot they differ.

In: a case. Out: for each story the figures with the words around them, and for two figures whether they count the same
thing. Trap: numbers of one noun are many ("people" of any kind), so two figures are only put together where their phrases
and sentences share enough words, or where their clauses are the same but for the number ("the sweep led to 120 arrests");
an unnamed place or period is no difference but no proof either.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.checks.figure_sentences import MARK_RE, FigureSentence, FigureText, frame_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.links import Place
from onrecord.model.mentions import Figure
from onrecord.text.content_words import content_words

_LEAST_PHRASE_WORDS = 2  # words of the phrases shared beside the noun itself
_LEAST_SENTENCE_SHARE = 0.34  # of the smaller sentence's content words
_LEAST_SENTENCE_WORDS = 4
_LEAST_CLAUSE_WORDS = 3  # subject, verb and noun
_CLAUSE_BREAK_RE = re.compile(r"[,;:()\[\]“”\"]|\s[-–—]{1,2}\s|—|\b(?:and|but|while|as|because|after|before|when)\b")


@dataclass(frozen=True, slots=True)
class StoryFigure:
    """A figure with its text, and the content words of its phrase, of its sentence and of its clause in that sentence."""

    text: FigureText
    figure: Figure
    phrase: frozenset[str]
    sentence: frozenset[str]
    clause: frozenset[str] = frozenset()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.text.place(self.figure)


def story_parts(case: CaseRecords) -> Iterator[tuple[DocumentRecords, ...]]:
    """The documents of each story, in order."""
    parts = {part.document.id: part for part in case.parts}
    for story in case.links.stories:
        yield tuple(parts[one] for one in story.document_ids if one in parts)


def story_figures(members: Sequence[DocumentRecords]) -> tuple[StoryFigure, ...]:
    """The figures of the documents of one story with the words around them."""
    found: list[StoryFigure] = []
    for part in members:
        text = frame_figures(part.document, part.mentions.figures)
        for sentence in text.sentences:
            words = content_words(sentence.span.of(part.document.text))
            clauses = _clauses(text, sentence)
            found.extend(
                StoryFigure(text, figure, _phrase(figure), words, clauses.get(figure.id, frozenset()))
                for figure in sentence.figures
            )
    return tuple(found)


def _phrase(figure: Figure) -> frozenset[str]:
    beside = content_words(figure.place or "") | {figure.unit or ""}
    return content_words(f"{figure.counted or ''} {figure.of_whom or ''}") - beside


def _clauses(text: FigureText, sentence: FigureSentence) -> dict[str, frozenset[str]]:
    """For each figure of a sentence, the content words of the stretch between marks and conjunctions that holds it."""
    frame = sentence.frame
    breaks = [0, *(at for match in _CLAUSE_BREAK_RE.finditer(frame) for at in match.span()), len(frame)]
    words: dict[str, frozenset[str]] = {}
    for mark in MARK_RE.finditer(frame):
        at = bisect_right(breaks, mark.start())
        words[text.figures[int(mark.group(1))].id] = content_words(frame[breaks[at - 1] : breaks[at]])
    return words


def same_clause(one: StoryFigure, other: StoryFigure) -> bool:
    """True where two counts of one noun stand in clauses of the same words ("the sweep led to 120 arrests")."""
    a, b = one.figure, other.figure
    if not a.kind == b.kind == "count" or a.unit is None or a.unit != b.unit or one.clause != other.clause:
        return False
    return a.unit in one.clause and len(one.clause) >= _LEAST_CLAUSE_WORDS and differing_slot(a, b) is None


def count_the_same(one: StoryFigure, other: StoryFigure) -> bool:
    """True where two figures of different texts are of one kind, one noun, and alike enough in words."""
    a, b = one.figure, other.figure
    if one.text.document.id == other.text.document.id or a.kind != b.kind or a.unit is None or a.unit != b.unit:
        return False
    if a.kind not in ("count", "money", "share") or "additional" in a.flags + b.flags or "points" in a.flags + b.flags:
        return False
    if same_clause(one, other):
        return True
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
