"""People, offices and bodies named in a text, each under one name within the document.

In: a document and its passages. Out: mentions in order; a phrase for an unnamed official may hold the name of a body. Who
is a person and whom a surname names is decided by the document's own roster (`onrecord.mentions.roster`). Unnamed officials
stay unnamed and without a gender.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.mentions.name_evidence import Segment, split_segments
from onrecord.mentions.roster import Known, Roster, read_roster
from onrecord.mentions.unnamed import find_offices, find_unnamed
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.mentions import Passage, PassageKind, PersonMention
from onrecord.spans import Span
from onrecord.text.bodies import find_bodies
from onrecord.text.names import NameRun, find_runs, surname_of

NOT_READ = frozenset(
    (PassageKind.JUNK, PassageKind.LINK_LINE, PassageKind.SHARE_BUTTON, PassageKind.PHOTO_CREDIT, PassageKind.DATELINE)
)
MAX_PASSAGE_CHARS = 2_000_000  # a longer stretch without a page is a dump and no text that names people
HEADINGS = frozenset((PassageKind.TITLE, PassageKind.DUPLICATE_TITLE, PassageKind.SUBHEADING))


def find_people(document: Document, passages: tuple[Passage, ...]) -> tuple[PersonMention, ...]:
    """The persons, offices, bodies and unnamed officials of a document in order of their places.

    `name` is the fullest form that the document gives, None for an unnamed official; `title` as printed before the name.
    """
    text = document.text
    read = [passage for passage in passages if passage.kind not in NOT_READ and len(passage.span) <= MAX_PASSAGE_CHARS]
    prose = [(p.span, run) for p in read if p.kind not in HEADINGS for run in find_runs(text, p.span.start, p.span.end)]
    split = [(run, split_segments(text, run)) for _, run in prose]
    roster = read_roster(text, split)
    found: list[PersonMention] = []
    found.extend(_persons(document, [segment for _, segments in split for segment in segments], roster))
    for passage in read:
        if passage.kind in HEADINGS:
            for run in find_runs(text, passage.span.start, passage.span.end):
                found.extend(_persons_in_heading(document, run, roster))
    taken = sorted(mention.span for mention in found)
    for span, name, rule in find_bodies(text, [(run, stretch) for stretch, run in prose]):
        if not _touches(taken, span):
            found.append(_mention(document, span, "organisation", name, None, rule))
    for passage in read:
        if passage.kind is PassageKind.REPORTING or passage.kind is PassageKind.CAPTION:
            found.extend(_nameless(document, passage, taken))
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, m.kind)))


def _touches(taken: list[Span], span: Span) -> bool:
    """True where a person stands inside the stretch; `taken` is in order and does not overlap."""
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    return low < len(taken) and taken[low].overlaps(span)


def _persons(document: Document, segments: Sequence[Segment], roster: Roster) -> Iterator[PersonMention]:
    """The persons of the prose in order: a surname left open stays open until the text gives it a full name again."""
    left_open: frozenset[str] = frozenset()
    for segment in segments:
        known = roster.name_of(segment, left_open)
        if known is None:
            continue
        surname = surname_of(segment.core)
        if known.candidates:
            left_open |= {surname}
        elif surname in left_open:
            left_open -= {surname}
        yield _person(document, segment, known)


def _persons_in_heading(document: Document, run: NameRun, roster: Roster) -> Iterator[PersonMention]:
    """Known names inside a heading, where every word has a capital: "Hale Admits" holds one.

    A surname with a word before it that may be another's given name ("Tom Hale") is left out.
    """
    for segment in split_segments(document.text, run):
        core = segment.core
        at = 0
        while at < len(core):
            for end in range(min(len(core), at + 4), at, -1):
                part = Segment(segment.title if at == 0 else (), core[at:end])
                known = roster.name_of(part)
                if known is not None and (end - at > 1 or at == 0 or roster.is_known(core[at - 1])):
                    yield _person(document, part, known)
                    at = end
                    break
            else:
                at += 1


def _person(document: Document, segment: Segment, known: Known) -> PersonMention:
    words = (*segment.title, *segment.core)
    span = Span(words[0].start, words[-1].end)
    title = document.text[segment.title[0].start : segment.title[-1].end] if segment.title else None
    return _mention(document, span, "person", known.name, title, known.rule, known.candidates)


def _nameless(document: Document, passage: Passage, taken: list[Span]) -> Iterator[PersonMention]:
    for span, name in find_offices(document.text, passage.span):
        if not _touches(taken, span):
            yield _mention(document, span, "office", name, None, "people.office")
    for span, rule in find_unnamed(document.text, passage.span):
        if not _touches(taken, span):
            yield _mention(document, span, "unnamed", None, None, rule)


def _mention(
    document: Document,
    span: Span,
    kind: str,
    name: str | None,
    title: str | None,
    rule: str,
    candidates: tuple[str, ...] = (),
) -> PersonMention:
    return PersonMention(
        id=make_id("w", document.id, span.start, span.end, kind),
        document_id=document.id,
        span=span,
        text=span.of(document.text),
        found_by=rule,
        page=document.page_at(span.start),
        kind=kind,
        name=name,
        title=title,
        candidates=candidates,
    )
