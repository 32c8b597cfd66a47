"""Quotations compared with the record, and figures that do not hold, as schema.org ClaimReview, one JSON-LD object a line.

In: a case, a cover, and who publishes the review where. Out: a ClaimReview for every quotation that stands in a record and for
every figure finding that fails. The rating is what was compared, in words; no number is made up. Trap: "not found" says nothing
about a claim, so such a quotation has no review, and neither has a finding that could not be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.dossier.exports.covering import Cover, judged_case, kept
from onrecord.model.case import CaseRecords
from onrecord.model.documents import Document, Pile
from onrecord.model.findings import Outcome
from onrecord.model.links import Place, Trace, Verdict
from onrecord.model.mentions import Quote

_Json = dict[str, object]
_KINDS = {"person": "Person", "unit": "Organization"}
RATINGS = {
    Verdict.EXACT: "The wording is that of the record",
    Verdict.EXACT_BUT_CASE: "The wording is that of the record but for capital letters",
    Verdict.ALTERED_MARKED: "The wording differs from the record, and the change is marked",
    Verdict.ALTERED_MINOR: "The wording differs slightly from the record",
    Verdict.ALTERED_MATERIAL: "The wording differs from the record",
    Verdict.TRUNCATED_NEUTRAL: "The wording is that of the record; words of the sentence are left out",
    Verdict.TRUNCATED_CHECK: "Words of the record that govern the quoted ones are left out",
    Verdict.STITCHED: "Words from several places of the record are joined",
    Verdict.MISATTRIBUTED: "The record names another sender",
    Verdict.UP_TO_REDACTION: "The wording is that of the record up to a deletion in it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes the reviews, at which address, and on which day (ISO) where that is known."""

    name: str
    url: str
    published_on: str | None = None


def review_lines(case: Path, cover: Cover, publisher: Publisher) -> Iterator[str]:
    """The reviews as JSON lines."""
    for review in list_reviews(judged_case(case), cover, publisher):
        yield json.dumps(review, ensure_ascii=False) + "\n"


def list_reviews(case: CaseRecords, cover: Cover, publisher: Publisher) -> Iterator[_Json]:
    """The reviews of quotations, then those of figures."""
    documents = {part.document.id: part.document for part in case.parts}
    quotes = {one.id: one for part in case.parts for one in part.mentions.quotes}
    kinds = {name: _KINDS[one.kind] for one in case.links.people if one.kind in _KINDS for name in (one.name, *one.aliases)}
    for trace in case.links.traces:
        quote = quotes.get(trace.quote_id)
        if quote is not None and trace.place is not None and trace.verdict in RATINGS:
            review = _quote_review(trace, trace.place, quote, documents, cover, publisher)
            speaker = _speaker(quote, kinds, cover)
            yield {**review, "itemReviewed": _claim(documents[quote.document_id], speaker, cover)}
    for finding in case.findings:
        place = finding.places[0]
        is_coverage = documents[place.document_id].source.pile is Pile.COVERAGE
        if finding.code.startswith("F2") and finding.outcome is Outcome.FAILS and is_coverage:
            review = _review(finding.id, _passage(place, cover), finding.title, publisher)
            working = f" Working: {finding.working}." if finding.working else ""
            item = _claim(documents[place.document_id], None, cover)
            yield {**review, "itemReviewed": item, "reviewBody": cover.text(finding.message + working)}


def _quote_review(
    trace: Trace, place: Place, quote: Quote, documents: Mapping[str, Document], cover: Cover, publisher: Publisher
) -> _Json:
    record = documents[place.document_id]
    page = place.page if place.page is not None else record.page_at(place.span.start)
    where = f"{cover.name(record.source.path)}{f', page {page}' if page is not None else ''}"
    spoken = Place(document_id=quote.document_id, span=quote.span, text=quote.text)
    review = _review(trace.id, _passage(spoken, cover), RATINGS[trace.verdict], publisher)
    return {**review, "reviewBody": f"The record ({where}) reads: “{_passage(place, cover)}”."}


def _speaker(quote: Quote, kinds: Mapping[str | None, str], cover: Cover) -> _Json | None:
    """Who said it, where that is a person or a body of the case; "internal e-mails" is neither."""
    if quote.speaker is None or quote.speaker not in kinds:
        return None
    return {"@type": kinds[quote.speaker], "name": cover.text(quote.speaker, document_id=quote.document_id)}


def _review(record_id: str, claim: str, rating: str, publisher: Publisher) -> _Json:
    """What every review has: all that is required of a ClaimReview, and a rating in words."""
    review: _Json = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": f"{publisher.url}#{record_id}",
        "url": publisher.url,
        "claimReviewed": claim,
        "author": {"@type": "Organization", "name": publisher.name},
        "reviewRating": {"@type": "Rating", "alternateName": rating},
    }
    return {**review, **({"datePublished": publisher.published_on} if publisher.published_on else {})}


def _claim(document: Document, speaker: _Json | None, cover: Cover) -> _Json:
    """The claim as it appeared: who said it, in which article, when."""
    source = document.source
    title = document.title or source.title
    work: _Json = {"@type": "CreativeWork", "name": cover.text(title or cover.name(source.path), document_id=document.id)}
    if url := kept(cover, source.url):
        work["url"] = url
    if source.publisher:
        work["publisher"] = {"@type": "Organization", "name": cover.text(source.publisher)}
    published = source.published
    if published is not None and published.earliest == published.latest:
        work["datePublished"] = published.earliest.isoformat()
    claim: _Json = {"@type": "Claim", "appearance": work}
    return {**claim, **({"author": speaker} if speaker else {})}


def _passage(place: Place, cover: Cover) -> str:
    return cover.passage(place.document_id, place.span.start, place.span.end)
