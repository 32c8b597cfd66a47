"""Findings and traced quotations as W3C Web Annotations, one JSON-LD object a line.

In: a case and a cover. Out: for every place of a finding an annotation whose target is found again by its words
(TextQuoteSelector), its characters (TextPositionSelector, code points of the document's text) and its page (FragmentSelector,
RFC 3778). Trap: a quote selector must hold the words of the source; where private words stand in it, it is left out
rather than altered, and the characters and the page remain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from onrecord.dossier.exports.covering import Cover, judged_case, kept
from onrecord.model.case import CaseRecords
from onrecord.model.documents import Document
from onrecord.model.links import Place

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE_SYNTAX = "http://tools.ietf.org/rfc/rfc3778"
AROUND_CHARS = 32
FAILED_DELETION = "R704"  # is not passed on: it would show others where to look
_Json = dict[str, object]


def annotation_lines(case: Path, cover: Cover) -> Iterator[str]:
    """The annotations as JSON lines."""
    for annotation in list_annotations(judged_case(case), cover):
        yield json.dumps(annotation, ensure_ascii=False) + "\n"


def list_annotations(case: CaseRecords, cover: Cover) -> Iterator[_Json]:
    """An annotation for each place of each finding, then one for each quotation that stands in a record."""
    documents = {part.document.id: part.document for part in case.parts}
    for finding in case.findings:
        if finding.code == FAILED_DELETION:
            continue
        told = cover.finding(finding)
        said = f"{told.code} {told.title}: {told.message}"
        said += f" Working: {told.working}." if told.working else ""
        for number, place in enumerate(finding.places):
            name = f"urn:onrecord:{finding.id}:{number}"
            yield _annotation(name, "assessing", cover.text(said), _target(place, documents, cover))
    quotes = {one.id: one for part in case.parts for one in part.mentions.quotes}
    for trace in case.links.traces:
        one = quotes.get(trace.quote_id)
        if one is None or trace.place is None:
            continue
        spoken = Place(document_id=one.document_id, span=one.span, text=one.text)
        record = _target(trace.place, documents, cover)
        body: _Json = {"type": "SpecificResource", "purpose": "linking", **record}
        annotation = _annotation(f"urn:onrecord:{trace.id}", "linking", trace.verdict.value, _target(spoken, documents, cover))
        yield {**annotation, "body": [annotation["body"], body]}


def _annotation(name: str, motivation: str, said: str, target: _Json) -> _Json:
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "Annotation",
        "motivation": motivation,
        "body": {"type": "TextualBody", "value": said, "format": "text/plain", "language": "en"},
        "target": target,
    }


def _target(place: Place, documents: Mapping[str, Document], cover: Cover) -> _Json:
    """Where a place stands, by all selectors that can be given."""
    document = documents[place.document_id]
    selectors: list[_Json] = []
    words = _words(document, place.span.start, place.span.end, cover)
    if words:
        found: _Json = {"type": "TextQuoteSelector", "exact": words}
        before = _words(document, max(place.span.start - AROUND_CHARS, 0), place.span.start, cover)
        after = _words(document, place.span.end, min(place.span.end + AROUND_CHARS, len(document.text)), cover)
        selectors.append({**found, **({"prefix": before} if before else {}), **({"suffix": after} if after else {})})
    selectors.append({"type": "TextPositionSelector", "start": place.span.start, "end": place.span.end})
    page = place.page if place.page is not None else document.page_at(place.span.start)
    if page is not None:
        selectors.append({"type": "FragmentSelector", "conformsTo": PAGE_SYNTAX, "value": f"page={page}"})
    url = kept(cover, document.source.url)
    return {"source": url or f"urn:onrecord:file:{quote(cover.name(document.source.path))}", "selector": selectors}


def _words(document: Document, start: int, end: int, cover: Cover) -> str | None:
    """The words of a stretch as they stand in the document, None where there are none or some of them are covered."""
    words = document.text[start:end]
    return words if words and cover.passage(document.id, start, end) == words else None
