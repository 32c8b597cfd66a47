"""Titles: held on that day, the same in one document, and true when they are printed.

In: a case with the roles found in its coverage and the pack's terms of office. Out: P401 (a title of another time), P402 (one
person, one office, two titles), P403 (a caption that has gone stale). A date that its source leaves in doubt never carries a
warning alone; "then-" and "former" are understood and never flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.checks.registry import declare, finding
from onrecord.checks.terms import TermBook, same_person, title_words
from onrecord.checks.told import Told, coverage_parts, place_of, stems, story_siblings, told_sentences
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import PassageKind, RoleMention
from onrecord.model.packs import TermOfOffice
from onrecord.text.name_words import HELD_OFFICES

P401 = declare(
    "P401",
    title="A title of another time",
    severity=Severity.WARNING,
    means="A person is given a title that they did not hold on the day the text speaks of: the terms of office of a pack "
    "say so, or the text or a retelling itself says that they held another office then.",
    example='A headline says "Chief of Staff Roe Ordered It"; the text says "then-Secretary Jane Roe ordered it".',
    what_to_do='Name the office held at the time, with "then-" or "former" where it has passed.',
    when_wrong="The text speaks of another day than it was published on, or the person held the office twice.",
)
P402 = declare(
    "P402",
    title="One person, one office, two titles",
    severity=Severity.WARNING,
    means="A document, or one telling of a story beside another, calls a person acting in one place and leaves the word out "
    "in another.",
    example='"BLC Director Tom Hale" in a heading; "the acting director of BLC, Tom Hale" below it.',
    what_to_do='Keep "acting" wherever the office is named.',
    when_wrong="The person was confirmed between the two days that the text speaks of.",
)
P403 = declare(
    "P403",
    title="A caption that has gone stale",
    severity=Severity.WARNING,
    means="A caption gives a person an office that the text below says they no longer hold.",
    example='"Jane Roe has been confirmed as Secretary" under a picture; "then-Secretary Jane Roe" in the text.',
    what_to_do="Date the caption, or write it anew.",
    when_wrong="The caption names the day of the picture elsewhere.",
)
HEADINGS = frozenset((PassageKind.TITLE, PassageKind.SUBHEADING, PassageKind.DUPLICATE_TITLE))
GENERIC_HEADS = frozenset(("head", "chief", "boss", "leader", "secretary", "director", "sec"))
SUPPOSED_REACH = 90  # characters to either side of a title in which a word may turn it into a supposition
# "would", "for president", "nominee": a title that is hoped for, feared or asked for
SUPPOSED_RE = re.compile(
    r"\b(?:would|could|should|might|may|if|elect|elected|nominee|nomination|candidates?|run|running|runs|campaign|vote|votes|voting"
    r"|future|next|become|becomes|becoming|prospect|possible|potential|imagine|suppose|for|as|be|being)\b",
    re.IGNORECASE,
)
SAME_ACT_STEMS = 3  # content words, names left out, that a headline must share with the sentence that dates the act


def check_roles(case: CaseRecords) -> Iterator[Finding]:
    """The findings on titles, in the order of the documents and their places."""
    parts = coverage_parts(case)
    acts = _dated_acts(case, parts)
    held = TermBook(case.pack)
    for part in parts:
        yield from _titles_against_terms(part, held)
        yield from _titles_against_acts(part, acts.get(part.document.id, ()))
        yield from _two_titles(part, held)
        yield from _stale_captions(part)
    for members in story_siblings(case, parts):
        yield from _titles_across(members, held)


# -- titles as words ----------------------------------------------------------------------------------------------


def _same_office(a: str, b: str) -> bool:
    """True for two wordings of one office; "head" and the like stand for any chief word of the same body."""
    first, second = title_words(a), title_words(b)
    if first == second:
        return True
    return bool(first - GENERIC_HEADS) and first - GENERIC_HEADS == second - GENERIC_HEADS


def _is_held(title: str) -> bool:
    return bool(title_words(title) & HELD_OFFICES)


# -- P401 ---------------------------------------------------------------------------------------------------------


def _titles_against_terms(part: DocumentRecords, held: TermBook) -> Iterator[Finding]:
    """A title without "then-" or "former" on a day of publication outside every term of that person."""
    published = part.document.source.published
    if published is None:
        return
    for role in part.mentions.roles:
        terms = held.of(role)
        if not terms or role.modifier not in (None, "acting", "now") or role.found_by == "roles.who_was":
            continue
        if any(term.valid.intersects(published) for term in terms) or role.found_by != "roles.title_before_name":
            continue
        if all(published.is_before(term.valid) for term in terms) or not _is_plain_statement(part, role):
            continue  # before the first term a title is a hope or a fear, not a slip
        doubtful = all(term.verify for term in terms)
        known = "; ".join(f"{term.valid.earliest} to {_until(term)} ({term.source})" for term in terms)
        yield finding(
            P401,
            message=f"{role.person} is called {role.title} in a text of {published.earliest}; the pack knows the term {known}.",
            outcome=Outcome.CANNOT_TELL if doubtful else Outcome.FAILS,
            places=[place_of(part.document, role.span)],
            severity=Severity.NOTE if doubtful else Severity.WARNING,
            tolerance="days that the pack marks as doubtful give a note and no warning",
        )


def _is_plain_statement(part: DocumentRecords, role: RoleMention) -> bool:
    """False where the title stands in a hope or a plan ("if President Roe", "running as President") or in a quotation."""
    text, span = part.document.text, role.span
    before = text[max(0, span.start - SUPPOSED_REACH) : span.start]
    after = text[span.end : span.end + SUPPOSED_REACH]
    if "," in role.text or SUPPOSED_RE.search(before) or SUPPOSED_RE.search(after):
        return False
    return not any(quote.span.overlaps(span) for quote in part.mentions.quotes if not quote.is_stance)


def _until(term: TermOfOffice) -> str:
    return "now" if term.valid.latest.year == 9999 else term.valid.latest.isoformat()


def _dated_acts(case: CaseRecords, parts: Sequence[DocumentRecords]) -> dict[str, list[tuple[Told, RoleMention]]]:
    """By document: the sentences, its own and its story's, in which a person acts under an office since left."""
    own: dict[str, list[tuple[Told, RoleMention]]] = {}
    for part in parts:
        past = [role for role in part.mentions.roles if role.modifier in ("then", "former") and _is_held(role.title)]
        if past:
            own[part.document.id] = [
                (told, role) for told in told_sentences(part) for role in past if told.span.contains(role.span)
            ]
    found = {name: list(acts) for name, acts in own.items()}
    for members in story_siblings(case, parts):
        acts = [act for part in members for act in own.get(part.document.id, [])]
        for part in members:
            found[part.document.id] = acts
    return found


def _titles_against_acts(part: DocumentRecords, acts: Sequence[tuple[Told, RoleMention]]) -> Iterator[Finding]:
    """A heading that gives the later title for an act that the text dates to the earlier one."""
    headings = [passage for passage in part.mentions.passages if passage.kind in HEADINGS] if acts else []
    for heading in headings:
        for role in part.mentions.roles:
            if not heading.span.contains(role.span) or role.modifier is not None:
                continue
            heading_stems = stems(heading.text) - stems(role.text)
            for told, past in acts:
                shared = heading_stems & stems(told.text) - stems(past.text)
                if not same_person(role.person, past.person) or _same_office(role.title, past.title):
                    continue
                if len(shared) >= SAME_ACT_STEMS and _is_held(role.title):
                    yield _later_title(part.document, role, told, past)
                    break


def _later_title(document: Document, role: RoleMention, told: Told, past: RoleMention) -> Finding:
    return finding(
        P401,
        message=f"The heading calls {role.person} {role.title}; for the same act the text says {past.modifier} {past.title}.",
        outcome=Outcome.FAILS,
        places=[place_of(document, role.span), place_of(told.document, past.span)],
        working=f"{role.title} is not {past.modifier} {past.title}",
        tolerance=f"the heading and the sentence share at least {SAME_ACT_STEMS} content words",
    )


# -- P402, P403 ---------------------------------------------------------------------------------------------------


def _two_titles(part: DocumentRecords, held: TermBook) -> Iterator[Finding]:
    """ "Acting" kept in one place and dropped in another, once for each person and office."""
    done: set[tuple[str, frozenset[str]]] = set()
    for acting in part.mentions.roles:
        key = (acting.person, title_words(acting.title))
        if acting.modifier != "acting" or key in done:
            continue
        for plain in part.mentions.roles:
            if plain.modifier is None and plain.person == acting.person and title_words(plain.title) == key[1]:
                done.add(key)
                statuses = {term.status for term in held.of(plain)}
                known = " The pack knows this person only as acting in it." if statuses and "confirmed" not in statuses else ""
                yield finding(
                    P402,
                    message=f"{plain.person} is {plain.title} in one place and acting in another.{known}",
                    outcome=Outcome.FAILS,
                    places=[place_of(part.document, plain.span), place_of(part.document, acting.span)],
                    working=f"“{plain.title}” beside “acting {acting.title}”",
                )
                break


def _titles_across(members: Sequence[DocumentRecords], held: TermBook) -> Iterator[Finding]:
    """ "Acting" in one telling of a story and left out all through another: a note, for each writer may have a reason."""
    acting = [(part, role) for part in members for role in part.mentions.roles if role.modifier == "acting"]
    for part in members:
        own = {(role.person, title_words(role.title)) for other, role in acting if other is part}
        done: set[tuple[str, frozenset[str]]] = set()
        for plain in part.mentions.roles:
            key = (plain.person, title_words(plain.title))
            if plain.modifier is not None or key in own or key in done:
                continue
            same = (p for p in acting if key[1] == title_words(p[1].title) and same_person(plain.person, p[1].person))
            other = next(same, None)
            if other is not None and "confirmed" not in {term.status for term in held.of(plain)}:
                done.add(key)
                yield finding(
                    P402,
                    message=f"{plain.person} is {plain.title} here and acting in another telling of the story.",
                    outcome=Outcome.CANNOT_TELL,
                    places=[place_of(part.document, plain.span), place_of(other[0].document, other[1].span)],
                    working=f"“{plain.title}” beside “acting {other[1].title}”",
                    severity=Severity.NOTE,
                )


def _stale_captions(part: DocumentRecords) -> Iterator[Finding]:
    """A caption's present office that the body marks as past."""
    captions = [passage.span for passage in part.mentions.passages if passage.kind is PassageKind.CAPTION]
    for role in part.mentions.roles:
        if role.modifier not in (None, "acting", "now") or not any(span.contains(role.span) for span in captions):
            continue
        others = [other for other in part.mentions.roles if not any(span.contains(other.span) for span in captions)]
        mine = [other for other in others if same_person(other.person, role.person)]
        past = [other for other in mine if other.modifier in ("then", "former") and _same_office(other.title, role.title)]
        if not past:
            continue
        later = [other for other in mine if other.modifier in (None, "now") and _is_held(other.title)]
        later = [
            other for other in later if not _same_office(other.title, role.title) and other.span.start >= past[0].span.start
        ]
        yield finding(
            P403,
            message=f"The caption calls {role.person} {role.title}; the text says {past[0].modifier} {past[0].title}.",
            outcome=Outcome.FAILS,
            places=[place_of(part.document, other.span) for other in (role, past[0], *later[:2])],
            working=f"caption: {role.title}; text: {past[0].modifier} {past[0].title}",
        )
