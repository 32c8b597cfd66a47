"""What a case says in like words: the places that a draft's figure, date or title may rest on.

In: a case without the draft. Out: look-ups of mentions by value, each weighed by the content words that its sentence shares
with the draft's, names of months and numbers left out. Records and tables are told from coverage, for a number that ten
outlets copy is still one number. Trap: without shared words the same number is chance, so nothing is matched by value alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from onrecord.checks.told import named, place_of, stems
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile
from onrecord.model.links import Place
from onrecord.model.mentions import DateMention, Figure, Mention, PassageKind, RoleMention
from onrecord.model.messages import Message
from onrecord.spans import Span
from onrecord.text.surroundings import sentence_around

MOST_PLACES = 3  # places shown for one verdict; more copies of a number make it no truer
LEAST_SHARE = 0.34  # of the shorter sentence's content words
_CAPITAL_RE = re.compile(r"\b[A-Z][\w’'-]*")  # "Marrow County", and the first word of a sentence
_PART_REACH = 40  # characters from a part to its whole
_TIME_TEXT = """
january february march april may june july august september october november december monday tuesday wednesday thursday friday
saturday sunday today yesterday tomorrow week weeks month months year years day days morning afternoon evening night percent
"""
_TIME_RE = re.compile(rf"\b(?:{'|'.join(_TIME_TEXT.split())})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Support:
    """Where a draft's mention rests. `shared` counts the content words in common; `is_record` tells records from coverage."""

    place: Place
    shared: int
    is_record: bool
    says: str


class Evidence:
    """Look-ups over the case that a draft is checked against; nothing in it is a verdict."""

    def __init__(self, case: CaseRecords) -> None:
        self.parts = tuple(part for part in case.parts if part.document.kind != "table")
        self._stems: dict[tuple[str, Span], frozenset[str]] = {}

    def stems_around(self, document: Document, span: Span) -> frozenset[str]:
        """`sentence_stems` of a place in the case, read once."""
        key = (document.id, span)
        if key not in self._stems:
            self._stems[key] = sentence_stems(document, span)
        return self._stems[key]

    @cached_property
    def figures(self) -> dict[tuple[str, str | None], list[tuple[Document, Figure]]]:
        """The figures of the texts by kind and unit."""
        found: dict[tuple[str, str | None], list[tuple[Document, Figure]]] = {}
        for document, figure in _told(self.parts, "figures"):
            if isinstance(figure, Figure):
                found.setdefault((figure.kind, figure.unit), []).append((document, figure))
        return found

    @cached_property
    def parts_of_wholes(self) -> tuple[tuple[Document, Figure, Figure], ...]:
        """Counts that a text writes as a part "of" a whole right after it: "167 of the 498"."""
        held = ((document, one) for (kind, _), found in self.figures.items() if kind == "count" for document, one in found)
        counts = sorted(held, key=lambda pair: (pair[0].id, pair[1].span))
        return tuple(
            (document, part, whole)
            for (document, part), (other, whole) in pairwise(counts)
            if document.id == other.id and _is_part_of(document.text[part.span.end : whole.span.start])
        )

    @cached_property
    def dates(self) -> tuple[tuple[Document, DateMention], ...]:
        """The dates of the texts."""
        return tuple((d, one) for d, one in _told(self.parts, "dates") if isinstance(one, DateMention))

    @cached_property
    def roles(self) -> tuple[tuple[Document, RoleMention], ...]:
        """The titles that the texts give to persons, headings included."""
        return tuple((part.document, role) for part in self.parts for role in part.mentions.roles)

    @cached_property
    def messages(self) -> tuple[tuple[Document, Message], ...]:
        """The messages that say when they were sent, each once."""
        return tuple(
            (part.document, one)
            for part in self.parts
            for one in part.inbox.messages
            if one.sent is not None and one.copy_of is None
        )


def _is_part_of(between: str) -> bool:
    """True for what stands between a part and its whole, as in "12 women of the 40"."""
    words = between.split() if len(between) <= _PART_REACH else []
    return "of" in words and not any(word.endswith((".", ";", ",")) for word in words)


def _told(parts: Iterable[DocumentRecords], field: str) -> Iterator[tuple[Document, Mention]]:
    """The mentions of one kind that stand in reporting, or in any part of a record."""
    for part in parts:
        reporting = [passage.span for passage in part.mentions.passages if passage.kind is PassageKind.REPORTING]
        is_record = part.document.source.pile is Pile.RECORDS
        at = 0
        for mention in sorted(getattr(part.mentions, field), key=lambda one: one.span):
            while at < len(reporting) and reporting[at].end <= mention.span.start:
                at += 1
            if is_record or (at < len(reporting) and reporting[at].overlaps(mention.span)):
                yield part.document, mention


def sentence_stems(document: Document, span: Span) -> frozenset[str]:
    """The content words of the sentence around a mention, without the mention itself and without words of time."""
    text = document.text
    around = sentence_around(text, span.start, span.end)
    return plain_stems(f"{text[around.start : span.start]} {text[span.end : around.end]}")


def plain_stems(words: str) -> frozenset[str]:
    """Stems of some words, without words of time, which any two dated sentences share."""
    return stems(_TIME_RE.sub(" ", words))


def without_names(words: str) -> str:
    """The words without capitalised ones: a body's name stands in every sentence about it and ties no two of them."""
    return _CAPITAL_RE.sub(" ", words)


def are_alike(shared: int, one: frozenset[str], other: frozenset[str]) -> bool:
    """True where the shared words are a fair part of the shorter sentence."""
    return shared >= LEAST_SHARE * min(len(one), len(other))


def support(document: Document, span: Span, shared: int) -> Support:
    """A stretch of a document of the case as support."""
    is_record = document.source.pile is not Pile.COVERAGE
    return Support(place_of(document, span), shared, is_record, named(document))


def best(found: Iterable[Support]) -> tuple[Support, ...]:
    """The supports in order of worth: records first, then the words shared, then a fixed order; one for each document."""
    ordered = sorted(found, key=lambda one: (not one.is_record, -one.shared, one.place.document_id, one.place.span))
    first: dict[str, Support] = {}
    for one in ordered:
        first.setdefault(one.place.document_id, one)
    return tuple(first.values())


def places_of(found: Iterable[Support]) -> tuple[Place, ...]:
    """The places to show."""
    return tuple(one.place for one in tuple(found)[:MOST_PLACES])


def outlets(found: Iterable[Support]) -> str:
    """Who says so, in words: "the Lake Courier and 2 more".

    >>> outlets([])
    ''
    """
    names = list(dict.fromkeys(one.says for one in found))
    if not names:
        return ""
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
