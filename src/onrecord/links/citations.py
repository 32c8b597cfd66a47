"""Who leans on whom: outlets, records and statements that a document credits, links to, or uses without a word.

In: the documents of a case with their passages and people, the stories, and the stretches of text that two documents share.
Out: citations. "The report" and "here" are resolved to the work that the document named last; a document of a story that
shares words with one that credits a source, and credits nobody itself, leans on that source uncredited.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.links.citation_rules import Lead, find_leads
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.ids import make_id
from onrecord.model.links import Citation, Place, Reuse, Story
from onrecord.model.mentions import PassageKind
from onrecord.spans import Span
from onrecord.text.name_words import OPENERS

READ = frozenset((PassageKind.REPORTING, PassageKind.CAPTION))
# An outlet is credited by one of these; an agency's statement or a record is no outlet.
OUTLET_RULES = frozenset(("citation.published_by", "citation.work", "citation.reported"))
# "an Agency investigation" may be anybody's; an outlet is owed credit where some text says that it published or reported.
PUBLISHED_RULES = frozenset(("citation.published_by", "citation.reported"))
MIN_SHARED_CHARS = 60  # about ten words: shorter stretches are phrases that anybody writes
MAX_PASSAGE_CHARS = 100_000  # what is longer is no prose of an article
ARTICLE_RE = re.compile(r"^(?:the|an?|its|their|this|that) ", re.IGNORECASE)
FOLD_RE = re.compile(r"[\W_]+")


def link_citations(
    parts: tuple[DocumentRecords, ...], stories: tuple[Story, ...], reuse: tuple[Reuse, ...]
) -> tuple[Citation, ...]:
    """The citations of the coverage in the order of their documents and places.

    `cited` is the source's name as resolved in the document, `cited_id` a document of the case by that publisher, `credit`
    named, linked or uncredited.
    """
    told = sorted((p for p in parts if p.document.source.pile is Pile.COVERAGE), key=lambda p: p.document.id)
    publishers = _publishers(told)
    credited = {part.document.id: _credits_of(part, publishers) for part in told}
    found = [citation for citations in credited.values() for citation, _ in citations]
    found.extend(_uncredited(told, stories, reuse, credited))
    return tuple(sorted(found, key=lambda c: (c.citing_id, c.place.span, c.id)))


def _publishers(told: Sequence[DocumentRecords]) -> dict[str, str]:
    """Document by folded publisher, where only one document of the case has it."""
    held: dict[str, list[str]] = {}
    for part in told:
        if part.document.source.publisher:
            held.setdefault(_fold(part.document.source.publisher), []).append(part.document.id)
    return {name: ids[0] for name, ids in held.items() if len(ids) == 1}


def _fold(name: str) -> str:
    return FOLD_RE.sub(" ", ARTICLE_RE.sub("", name)).strip().casefold()


# -- what a document says itself ----------------------------------------------------------------------------------


def _credits_of(part: DocumentRecords, publishers: dict[str, str]) -> list[tuple[Citation, str]]:
    """The document's citations, each with the rule that found it."""
    persons = [m.span for m in part.mentions.people if m.kind == "person"]
    named: str | None = None
    found: list[tuple[Citation, str]] = []
    for passage in part.mentions.passages:
        if passage.kind is PassageKind.LINK_LINE and passage.found_by == "passage.link_sentence":
            found.append((_citation(part, passage.span, named or "a linked page", publishers, "linked"), "citation.link"))
        if passage.kind not in READ or len(passage.span) > MAX_PASSAGE_CHARS:
            continue
        for lead in find_leads(part.document.text, passage.span):
            if lead.source is not None and not _is_source(part, lead, persons):
                continue
            if lead.rule in OUTLET_RULES and lead.source:
                named = lead.source
            found.append((_citation(part, lead.span, _cited(lead, named), publishers, "named"), lead.rule))
    return found


def _is_source(part: DocumentRecords, lead: Lead, persons: Sequence[Span]) -> bool:
    """False where the words before "reported" or after "told" are a person, a pronoun or an opener and no body or work."""
    says = lead.kind == "statement" and lead.span.of(part.document.text).endswith(("announced", "stated"))
    if says and any(span.overlaps(lead.span) for span in persons):  # what a person says is a quotation and no source
        return False
    if lead.kind in ("post", "records", "self", "statement") or lead.rule == "citation.according":
        return lead.source is not None and lead.source.split()[0].lower() not in ("he", "she", "they", "it", "i", "we")
    words = lead.source.split() if lead.source else []
    if len(words) == 1 and (words[0].lower() in OPENERS or words[0].lower() in ("i", "he", "she")):
        return False
    at = part.document.text.find(lead.source.split()[-1] if lead.source else "", lead.span.start, lead.span.end)
    return not any(span.start <= at < span.end for span in persons)


def _cited(lead: Lead, named: str | None) -> str:
    if lead.kind == "self":
        return "its own earlier work"
    if lead.source is None:
        return named or "a work not named"
    if lead.kind == "post":
        return f"{ARTICLE_RE.sub('', lead.source)} (post)"
    return lead.source


def _citation(part: DocumentRecords, span: Span, cited: str, publishers: dict[str, str], credit: str) -> Citation:
    document = part.document
    other = publishers.get(_fold(cited))
    return Citation(
        id=make_id("c", document.id, span.start, span.end, credit),
        citing_id=document.id,
        place=Place(document_id=document.id, span=span, text=span.of(document.text), page=document.page_at(span.start)),
        cited=cited,
        cited_id=other if other != document.id else None,
        credit=credit,
    )


# -- what a document does not say ---------------------------------------------------------------------------------


def _uncredited(
    told: Sequence[DocumentRecords],
    stories: Sequence[Story],
    reuse: Sequence[Reuse],
    credited: dict[str, list[tuple[Citation, str]]],
) -> Iterator[Citation]:
    """One citation for a document that shares words or a source with a crediting retelling and names no outlet itself."""
    by_id = {part.document.id: part for part in told}
    shared = _shared_places(reuse)
    for story in stories:
        outlets = {name: _outlets(credited.get(name, [])) for name in story.document_ids}
        published = {_fold(c.cited) for d in story.document_ids for c, rule in credited.get(d, []) if rule in PUBLISHED_RULES}
        owed = Counter(name for names in outlets.values() for name in sorted(names) if name in published)
        for silent in story.document_ids:
            if outlets[silent] or not owed or silent not in by_id:
                continue
            others = [by_id[d] for d in story.document_ids if outlets[d].keys() & owed.keys() and d in by_id]
            span = _leaning_span(by_id[silent], others, shared, credited)
            outlet = min(owed, key=lambda name: (-owed[name], name))
            printed = sorted(
                (names[outlet] for names in outlets.values() if outlet in names), key=lambda name: (-len(name), name)
            )
            publisher = by_id[silent].document.source.publisher
            if span is None or (publisher and _fold(publisher) == outlet):
                continue
            yield _citation(by_id[silent], span, printed[0], {}, "uncredited")


def _outlets(citations: Sequence[tuple[Citation, str]]) -> dict[str, str]:
    """The outlets that a document credits by name: folded name to the longest form printed."""
    names: dict[str, str] = {}
    for citation, rule in citations:
        if rule in OUTLET_RULES:
            folded = _fold(citation.cited)
            names[folded] = max(names.get(folded, ""), citation.cited, key=lambda name: (len(name), name))
    return names


def _shared_places(reuse: Sequence[Reuse]) -> dict[tuple[str, str], list[Span]]:
    """The stretches of the first document that stand in the second as well."""
    shared: dict[tuple[str, str], list[Span]] = {}
    for one in reuse:
        shared.setdefault((one.a.document_id, one.b.document_id), []).append(one.a.span)
        shared.setdefault((one.b.document_id, one.a.document_id), []).append(one.b.span)
    return shared


def _leaning_span(
    silent: DocumentRecords,
    others: Sequence[DocumentRecords],
    shared: dict[tuple[str, str], list[Span]],
    credited: dict[str, list[tuple[Citation, str]]],
) -> Span | None:
    """Where a silent document leans: the same records obtained by the same people, else the longest shared stretch of its
    own prose; never on a text of its own publisher or a later one."""
    older = [other for other in others if not _is_earlier(silent, other)]
    known = {_fold(c.cited) for part in older for c, rule in credited.get(part.document.id, []) if rule == "citation.records"}
    for citation, rule in credited.get(silent.document.id, []):
        if rule == "citation.records" and _fold(citation.cited) in known:
            return citation.place.span
    publisher = silent.document.source.publisher
    strangers = [part for part in older if publisher is None or part.document.source.publisher != publisher]
    spans = [span for part in strangers for span in shared.get((silent.document.id, part.document.id), [])]
    own = [
        span
        for span in spans
        if len(span) >= MIN_SHARED_CHARS and not any(q.span.overlaps(span) for q in silent.mentions.quotes if not q.is_stance)
    ]
    return min(own, key=lambda span: (-len(span), span), default=None)


def _is_earlier(part: DocumentRecords, other: DocumentRecords) -> bool:
    """True where the first was certainly published before the other."""
    first, second = part.document.source.published, other.document.source.published
    return first is not None and second is not None and first.is_before(second)
