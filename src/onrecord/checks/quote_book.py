"""The quotations of a case by id, with their documents, stories and the words around them: what the quote checks look up."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.links import Place
from onrecord.model.mentions import Quote
from onrecord.spans import Span
from onrecord.text.surroundings import sentence_around


class QuoteBook:
    """Look-ups over one case; nothing in it is a finding."""

    def __init__(self, case: CaseRecords) -> None:
        self._parts = {part.document.id: part for part in case.parts}
        self._quotes = {quote.id: quote for part in case.parts for quote in part.mentions.quotes}
        self._story = {document: story.id for story in case.links.stories for document in story.document_ids}

    def quote(self, quote_id: str) -> Quote | None:
        """The quotation with an id."""
        return self._quotes.get(quote_id)

    def part(self, document_id: str) -> DocumentRecords | None:
        """A document with its mentions."""
        return self._parts.get(document_id)

    def text(self, quote: Quote) -> str:
        """The text of the document that a quotation stands in."""
        return self._parts[quote.document_id].document.text

    def coverage_quotes(self) -> Iterator[Quote]:
        """The quotations of coverage, in the order of the parts."""
        for part in self._parts.values():
            if part.document.source.pile is Pile.COVERAGE:
                yield from part.mentions.quotes

    def same_story(self, one: str, two: str) -> bool:
        """True where two documents tell one story (also a document and itself)."""
        return one == two or (one in self._story and self._story[one] == self._story.get(two))

    def place(self, quote: Quote) -> Place:
        """The quotation inside its marks."""
        return self.stretch(quote, quote.span)

    def stretch(self, quote: Quote, span: Span) -> Place:
        """Another stretch of the quotation's document."""
        document = self._parts[quote.document_id].document
        return Place(document_id=document.id, span=span, text=span.of(document.text), page=document.page_at(span.start))

    def sentence(self, quote: Quote) -> Span:
        """The sentence, or sentences, that the quotation stands in, with what comes before and after the marks."""
        outer = quote.marks or quote.span
        return sentence_around(self.text(quote), outer.start, outer.end)

    def attribution(self, quote: Quote) -> Span | None:
        """From the speaker or cue up to the quotation where they stand before it, else the speaker alone."""
        near = [span for span in (quote.speaker_span, quote.cue_span) if span is not None]
        if not near:
            return None
        outer = quote.marks or quote.span
        before = [span for span in near if span.end <= outer.start and outer.start - span.start <= _ATTRIBUTION_REACH]
        if before:
            return Span(min(span.start for span in before), outer.start).strip(self.text(quote))
        return quote.speaker_span


_ATTRIBUTION_REACH = 200  # characters from a speaker to the marks that still are one attribution
