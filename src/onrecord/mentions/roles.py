"""Who is said to hold which office: "Tom Hale, acting director of BLC", "then-Secretary of Parks, John Doe".

In: a document, its passages and the persons found in it. Out: role mentions in order, each from its first title word to the
person or back. Trap: "former", "then-" and "acting" change what is claimed, so they are kept apart from the title; a title
in a heading or a caption counts as well, for that is where wrong ones stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.mentions.people import NOT_READ
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.mentions import Passage, PersonMention, RoleMention
from onrecord.spans import Span
from onrecord.text.titles import Title, find_titles

# Between title and name stands a space, a comma or a dash, as in "the mayor of Hilltown -Lori Light"
TO_PERSON_RE = re.compile(r"[ \u00a0]{0,2}(?:[,–—-][ \u00a0]{0,2})?$")
# Between a name and the title after it, as in "Tom Hale, the acting director" or "Jane Roe (D-N.H.), a senator"
FROM_PERSON_RE = re.compile(
    r"(?: \([^()]{1,20}\))?,[ \u00a0](?:\d\d, )?"
    r"(?:(?:who (?:is|was|has been|serves as|served as) )?(?:now |then )?(?:the|an?|its|their|his|her) |(?:who (?:is|was) )?)$"
)
# "has been confirmed as", "being appointed in July as", "who now serves at": what makes a person the holder of what follows
MADE_RE = re.compile(
    r"\b(?:confirmed|appointed|named|nominated|elected|sworn in|installed|tapped|picked|chosen|served|serves|serving|worked"
    r"|became|become|becomes)(?: (?:in|on|last|this) (?:[A-Z]\w+|month|year|week)(?: \d{1,2})?,?)?"
    r"(?: (?:as|at|to be|to serve as))? (?:the |an? |its |their |his |her )?$"
)
# "the secretary himself, referred to as “S1,” who at the time was John Doe"
WHO_WAS_RE = re.compile(r"(?: himself| herself)?,[^.;\n]{0,60}?\bwho (?:at the time|at that time|then)? ?(?:was|is) $")
HYPOTHETICAL_RE = re.compile(r"an? ", re.IGNORECASE)
STOP_RE = re.compile(r"[.!?][\"”’)]?\s|\n")
MAX_REACH = 160  # characters between a person and the verb that gives them an office, inside one sentence


def find_roles(document: Document, passages: tuple[Passage, ...], people: tuple[PersonMention, ...]) -> tuple[RoleMention, ...]:
    """The offices that the document gives to named persons, in order; `modifier` is acting, former, then, now, ... or None."""
    persons = sorted((p for p in people if p.kind == "person" and p.name), key=lambda p: p.span)
    starts = [p.span.start for p in persons]
    found: list[RoleMention] = []
    for passage in passages:
        low, high = bisect_left(starts, passage.span.start), bisect_left(starts, passage.span.end)
        if low < high and passage.kind not in NOT_READ:
            found.extend(_roles_in(document, passage.span, persons[low:high]))
    return tuple(found)


def _roles_in(document: Document, stretch: Span, persons: Sequence[PersonMention]) -> Iterator[RoleMention]:
    text = document.text
    name_starts = [_name_start(person) for person in persons]
    last_end = -1
    for title in find_titles(text, stretch, frozenset(name_starts)):
        if title.span.end <= last_end:
            continue
        joined = _person_after(text, title, persons, name_starts) or _person_before(text, title, persons)
        if joined is None:
            continue
        person, span, rule = joined
        last_end = span.end
        yield RoleMention(
            id=make_id("o", document.id, span.start, span.end, title.words),
            document_id=document.id,
            span=span,
            text=span.of(text),
            found_by=rule,
            page=document.page_at(span.start),
            person=person.name or person.text,
            title=title.words,
            office=title.office,
            modifier=title.modifier,
        )


def _name_start(person: PersonMention) -> int:
    """Where the bare name begins: a title printed inside the mention belongs to the role."""
    if person.title is None:
        return person.span.start
    rest = person.text[len(person.title) :]
    return person.span.end - len(rest.lstrip(" \u00a0"))


def _person_after(
    text: str, title: Title, persons: Sequence[PersonMention], name_starts: Sequence[int]
) -> tuple[PersonMention, Span, str] | None:
    at = bisect_left(name_starts, title.span.end)
    if at == len(persons):
        return None
    person = persons[at]
    if HYPOTHETICAL_RE.match(text, title.span.start, title.words_start):  # "a President Roe": somebody who may come to be
        return None
    between = text[title.span.end : max(title.span.end, person.span.start)]
    gap = text[title.span.end : name_starts[at]] if person.span.start <= title.span.end else between
    if len(gap) <= 4 and TO_PERSON_RE.match(gap):
        return person, Span(title.span.start, person.span.end), "roles.title_before_name"
    if len(gap) <= 120 and WHO_WAS_RE.match(gap):
        return person, Span(title.span.start, person.span.end), "roles.who_was"
    return None


def _person_before(text: str, title: Title, persons: Sequence[PersonMention]) -> tuple[PersonMention, Span, str] | None:
    before = [person for person in persons if person.span.end <= title.words_start]
    if not before:
        return None
    person = before[-1]
    gap = text[person.span.end : title.words_start]
    if len(gap) > MAX_REACH or STOP_RE.search(gap):
        return None
    if FROM_PERSON_RE.match(gap):
        return person, Span(person.span.start, title.span.end), "roles.title_after_name"
    if gap.startswith(("'s", "’s")) or MADE_RE.search(gap) is None:
        return None
    return person, Span(person.span.start, title.span.end), "roles.made_holder"
