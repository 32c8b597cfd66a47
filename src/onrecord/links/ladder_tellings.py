"""Sentences that quote a request by its own words and say of whom it came: "the request, “Due tonight for K1”, came from ...".

In: the documents of a story and the words of the request. Out: rungs. A sentence counts only where it prints the words of the
request themselves; what it says of the sender is taken as it stands. Trap: a sentence that doubts or denies says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model.case import DocumentRecords
from onrecord.model.links import Place, Rung
from onrecord.model.mentions import PassageKind
from onrecord.spans import Span
from onrecord.text.sentences import split_sentences
from onrecord.text.words import find_words

# How strongly a verb binds whoever it is said of, as dictionaries grade them: to ask, to instruct, to order.
_STRENGTHS_TEXT = """
1 asked requested encouraged urged suggested invited sought wanted advised recommended
2 told instructed tasked directed assigned
3 ordered demanded commanded mandated required forced compelled
"""
STRENGTH = {word: int(row.split()[0]) for row in _STRENGTHS_TEXT.strip().splitlines() for word in row.split()[1:]}
CAME = 1  # "came from" names a sender and no order
_THING = r"(?:request|order|directive|tasking|task|demand|instructions?|assignment|exercise|call|e-?mail|message)"
# "the request came directly from the commissioner", "the request was ordered by the head of Parks himself"
TOLD_RE = re.compile(
    rf"\b{_THING} (?:(?:had |has )?c[ao]me (?:directly |straight )?from"
    rf"|(?:was|were|had been|has been) (?P<verb>{'|'.join(sorted(STRENGTH))}) by)"
    r" (?:[\w’'.-]{1,40} ){0,7}?[\w’'-]{1,40}(?=[,;:.!?—–“”\")]|$| who\b| and\b)",
    re.IGNORECASE,
)
_UNSURE_RE = re.compile(r"\b(?:not|never|if|whether|unless|denied|denies|unclear|allegedly)\b|n[’']t\b", re.IGNORECASE)
_LEAST_WORDS = 3  # of a request that a sentence must print


def find_tellings(members: Sequence[DocumentRecords], phrase: tuple[str, ...]) -> Iterator[Rung]:
    """What the documents say of who sent a request that they quote, in the order of their places."""
    if len(phrase) < _LEAST_WORDS:
        return
    for part in members:
        text = part.document.text
        for passage in part.mentions.passages:
            if passage.kind is not PassageKind.REPORTING:
                continue
            for sentence in split_sentences(passage.span.of(text)):
                span = sentence.shifted(passage.span.start)
                told = TOLD_RE.search(text, span.start, span.end)
                if told is not None and not _UNSURE_RE.search(text, span.start, told.end()) and prints(text, span, phrase):
                    place = Place(
                        document_id=part.document.id, span=span, text=span.of(text), page=part.document.page_at(span.start)
                    )
                    strength = STRENGTH[told["verb"].lower()] if told["verb"] else CAME
                    yield Rung(place=place, says=" ".join(told.group().split()), strength=strength)


def prints(text: str, span: Span, phrase: tuple[str, ...]) -> bool:
    """True where the words stand in the stretch one after another."""
    keys = tuple(word.key for word in find_words(text, span.start, span.end))
    return any(keys[at : at + len(phrase)] == phrase for at in range(len(keys) - len(phrase) + 1))
