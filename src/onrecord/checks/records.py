"""Checks of a release: is it whole, and are its deletions marked as the law asks.

In: a case with its messages, stamps and redactions. Out: findings R701 to R710, notes and warnings, never errors: a release may
have its reasons, which are not in the file. Words under a failed redaction are nowhere in the records, so no finding can
show them; it says where the file must be looked at again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.checks.families import check_families
from onrecord.checks.record_copies import check_copies
from onrecord.checks.record_rules import R701, R702, R703, R704
from onrecord.checks.registry import finding
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Place
from onrecord.model.messages import Redaction, Stamp
from onrecord.spans import Span

SHOWN = 90  # characters of a page or a header that stand for it
MIN_SERIES = 3  # stamps that make a series
MAX_PLACES = 6  # boxes that a finding points to
MAX_PAGES = 12  # of boxes that a finding names by number
_TEXT_STAYS = ("box still has readable text under it in the file", "boxes still have readable text under them in the file")
_WAYS = {
    "": _TEXT_STAYS,
    "text": _TEXT_STAYS,
    "text_under_annotation": (
        "box is only a note laid over readable text",
        "boxes are only notes laid over readable text",
    ),
    "pale_text": ("stretch of text has the colour of the page", "stretches of text have the colour of the page"),
    "link": ("box lies on a link whose address tells what it hides", "boxes lie on links whose addresses tell what they hide"),
    "bookmark": ("box hides words that a bookmark of the file tells", "boxes hide words that bookmarks of the file tell"),
    "metadata": ("box hides words that the file's title tells", "boxes hide words that the file's title tells"),
}


def check_records(case: CaseRecords) -> tuple[Finding, ...]:
    """R701 to R710 over the whole case."""
    found: list[Finding] = []
    for part in case.parts:
        if part.inbox.stamps or part.inbox.redactions:
            found += _stamp_gaps(part)
            found += _withheld(part)
            found += _boxes(part)
    found += check_copies(case)
    found += check_families(case)
    return tuple(found)


def page_place(document: Document, number: int) -> Place | None:
    """The first words of a page, which stand for the page; None for a page that is not there."""
    if not 0 < number <= len(document.pages):
        return None
    page = document.pages[number - 1]
    if page.number != number:
        return None
    start, end = page.span.start, page.span.end
    while start < end and document.text[start].isspace():
        start += 1
    end = min(end, start + SHOWN)
    span = Span(start, end)
    return Place(document_id=document.id, span=span, text=span.of(document.text), page=number)


def _stamp_gaps(part: DocumentRecords) -> Iterator[Finding]:
    """R701: two neighbouring pages whose numbers are not neighbours."""
    series: dict[str, list[Stamp]] = defaultdict(list)
    for stamp in part.inbox.stamps:
        if stamp.kind == "bates" and stamp.number is not None:
            series[stamp.prefix].append(stamp)
    for stamps in series.values():
        if len(stamps) < MIN_SERIES:
            continue
        for before, after in pairwise(sorted(stamps, key=lambda stamp: stamp.page)):
            if before.number is None or after.number is None:
                continue
            n_absent = after.number - before.number - (after.page - before.page)
            places = [place for stamp in (before, after) if (place := _stamp_place(part.document, stamp))]
            if n_absent <= 0 or not places:
                continue
            yield finding(
                R701,
                message=f"{before.text} is followed by {after.text}: {_pages(n_absent)} between them not in this file.",
                outcome=Outcome.FAILS,
                places=places,
                working=f"{after.number} - {before.number} - {after.page - before.page} = {n_absent}",
            )


def _withheld(part: DocumentRecords) -> Iterator[Finding]:
    """R702: a sheet that stands for pages withheld."""
    for redaction in part.inbox.redactions:
        if redaction.kind == "page_withheld" and redaction.page is not None:
            place = page_place(part.document, redaction.page)
            if place is not None:
                codes = ", ".join(redaction.codes) or "no code"
                yield finding(
                    R702,
                    message=f"Page {redaction.page} stands for pages withheld ({codes}).",
                    outcome=Outcome.HOLDS,
                    places=[place],
                )


def _boxes(part: DocumentRecords) -> Iterator[Finding]:
    """R703 and R704, once a document: a release with a bad box on every page is one thing to ask about, not a thousand."""
    boxes = [redaction for redaction in part.inbox.redactions if redaction.page is not None]
    bare = [redaction for redaction in boxes if redaction.code_missing and redaction.kind == "box"]
    failed = [redaction for redaction in boxes if redaction.failed]
    if bare and (places := _box_places(part.document, bare)):
        said = "box shows" if len(bare) == 1 else "boxes show"
        message = f"{len(bare)} {said} no exemption code, on {_on_pages(bare)}."
        yield finding(R703, message=message, outcome=Outcome.FAILS, places=places)
    if failed and (places := _box_places(part.document, failed)):
        message = f"{_told_by(failed)}, on {_on_pages(failed)}. The words are not kept here."
        yield finding(R704, message=message, outcome=Outcome.FAILS, places=places)


def _on_pages(redactions: Sequence[Redaction]) -> str:
    """The pages of redactions in words, the first of them by number."""
    pages = sorted({redaction.page for redaction in redactions if redaction.page is not None})
    if len(pages) == 1:
        return f"page {pages[0]}"
    named, others = pages[:MAX_PAGES], len(pages) - MAX_PAGES
    if others > 0:
        return f"pages {', '.join(map(str, named))} and {others} more"
    return f"pages {', '.join(map(str, named[:-1]))} and {named[-1]}"


def _told_by(redactions: Sequence[Redaction]) -> str:
    """By what the file still tells what boxes hide, with how many boxes."""
    ways = Counter(redaction.found_by.partition(":")[2] for redaction in redactions)
    told = []
    for way, (one, several) in _WAYS.items():
        if ways[way]:
            told.append(f"{ways[way]} {one if ways[way] == 1 else several}")
    return "; ".join(told)


def _box_places(document: Document, redactions: Sequence[Redaction]) -> list[Place]:
    """The codes in the boxes or the print beside them, each stretch once; the head of the page where there is none.

    One page gives the places of its boxes, several pages one place each.
    """
    by_page: dict[int, list[Span]] = defaultdict(list)
    for redaction in redactions:
        if redaction.page is not None:
            span = redaction.span or redaction.near
            by_page[redaction.page] += [span] if span is not None and len(span) else []
    places = []
    for page, spans in sorted(by_page.items()):
        found = [
            Place(document_id=document.id, span=span, text=span.of(document.text), page=page) for span in dict.fromkeys(spans)
        ]
        head = page_place(document, page)
        places += (found if len(by_page) == 1 else found[:1]) or ([head] if head else [])
    return places[:MAX_PLACES]


def _stamp_place(document: Document, stamp: Stamp) -> Place | None:
    """The stamp itself, or the head of its page where a box hides it."""
    if stamp.span is None:
        return page_place(document, stamp.page)
    return Place(document_id=document.id, span=stamp.span, text=stamp.span.of(document.text), page=stamp.page)


def _pages(count: int) -> str:
    return "1 number is" if count == 1 else f"{count} numbers are"
