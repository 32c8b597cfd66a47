"""The sentences that a document tells, and the content words they share.

In: the parts of a case. Out: sentences of the reporting (and of headings, where asked) with their places and plain stems. Words
inside quotation marks belong to the quoted and are blanked where the writer's own words are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile
from onrecord.model.links import Place
from onrecord.model.mentions import PassageKind
from onrecord.spans import Span
from onrecord.text.name_words import OPENERS
from onrecord.text.sentences import split_sentences

QUOTED_RE = re.compile(r"[“„«][^”»]*(?:[”»]|$)|\"[^\"]*(?:\"|$)|``.*?(?:''|$)", re.DOTALL)
WORD_RE = re.compile(r"[^\W\d_](?:[\w’'-]*[^\W_])?")
MAX_PASSAGE_CHARS = 100_000  # what is longer is no prose of an article
STEM_LETTERS = 6  # "criminals", "criminality" and "criminalize" share as many
EMPTY_TEXT = """
have has had was were been being are not can could will would shall should may might must did does doing done said says told
made make making take took taken come came going went gone get got people person persons one two three first last new many
much more most very other others another such same own while although because however still even just only ever never
"""
EMPTY = frozenset(EMPTY_TEXT.split()) | OPENERS


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence: its place, its words as printed, and `own`, the same with quoted words blanked so that offsets stay."""

    document: Document
    span: Span
    kind: PassageKind
    own: str

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.span.of(self.document.text)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """A stretch of the sentence by offsets inside it; the whole where none are given."""
        stop = self.span.end if end is None else self.span.start + end
        return place_of(self.document, Span(self.span.start + start, stop))


def place_of(document: Document, span: Span) -> Place:
    """A stretch of a document as a place to show."""
    return Place(document_id=document.id, span=span, text=span.of(document.text), page=document.page_at(span.start))


def coverage_parts(case: CaseRecords) -> list[DocumentRecords]:
    """The parts of the coverage in the order of their ids."""
    return sorted(
        (part for part in case.parts if part.document.source.pile is Pile.COVERAGE and part.document.kind != "table"),
        key=lambda part: part.document.id,
    )


def told_sentences(
    part: DocumentRecords, kinds: frozenset[PassageKind] = frozenset((PassageKind.REPORTING,))
) -> tuple[Told, ...]:
    """The sentences of a document in the passages of these kinds, in order."""
    return tuple(_sentences(part, kinds))


def _sentences(part: DocumentRecords, kinds: frozenset[PassageKind]) -> Iterator[Told]:
    for passage in part.mentions.passages:
        if passage.kind in kinds and len(passage.span) <= MAX_PASSAGE_CHARS:
            own = QUOTED_RE.sub(_blank, passage.text)
            for span in split_sentences(passage.text):
                yield Told(part.document, span.shifted(passage.span.start), passage.kind, span.of(own))


def _blank(match: re.Match[str]) -> str:
    return "\u3000" * len(match.group())


def stems(words: str) -> frozenset[str]:
    """The first letters of the content words: enough to see that two sentences speak of one thing.

    >>> sorted(stems("The criminals were portrayed") & stems("portraying criminality"))
    ['crimin', 'portra']
    """
    found = set()
    for match in WORD_RE.finditer(words):
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        if len(word) > 2 and word not in EMPTY:
            plain = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
            found.add(plain[:STEM_LETTERS])
    return frozenset(found)


def story_siblings(case: CaseRecords, parts: Sequence[DocumentRecords]) -> Iterator[list[DocumentRecords]]:
    """The documents of each story that has two or more, in order."""
    by_id: Mapping[str, DocumentRecords] = {part.document.id: part for part in parts}
    for story in case.links.stories:
        members = [by_id[name] for name in story.document_ids if name in by_id]
        if len(members) > 1:
            yield members


def named(document: Document) -> str:
    """How a message names a document."""
    return document.source.publisher or document.source.path.rsplit("/", 1)[-1]
