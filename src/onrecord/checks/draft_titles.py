"""The titles of a draft beside the terms of office of the packs and the titles in the case.

In: a title that the draft gives to a person, the day of publication where it is known, the packs' terms, the case. Out: a
ruling. A person whom the pack knows in an office only as acting never held it in full, whatever the day. Trap: a day that
the pack marks as doubtful carries no accusation, and a person outside the pack may hold any office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checks.draft_evidence import Evidence, Support, best, outlets, places_of, support
from onrecord.checks.draft_ruling import Ruling
from onrecord.checks.terms import TermBook, same_person, title_words
from onrecord.intervals import DateInterval
from onrecord.model.documents import Document
from onrecord.model.findings import Outcome, Severity
from onrecord.model.mentions import RoleMention
from onrecord.model.packs import TermOfOffice

CONFIRMED, ACTING = "confirmed", "acting"
PAST = ("former", "then")


def rule_title(role: RoleMention, draft: Document, book: TermBook, evidence: Evidence) -> Ruling:
    """The verdict on a title by the packs' terms, else by the texts of the case."""
    terms = book.of(role)
    if terms:
        return _by_terms(role, terms, draft.source.published)
    return _by_texts(role, evidence, book.terms_of(role.person))


# -- terms of office ------------------------------------------------------------------------------------------------


def _by_terms(role: RoleMention, terms: Sequence[TermOfOffice], published: DateInterval | None) -> Ruling:
    known = "; ".join(_term_words(term) for term in terms)
    if role.modifier is None and all(term.status == ACTING for term in terms):
        verdict = f"{role.person} is called {role.title}; the pack knows this person only as acting in that office."
        return Ruling(verdict=verdict, outcome=Outcome.FAILS, severity=Severity.WARNING, working=f"pack: {known}")
    if published is None:
        return Ruling(
            verdict="Cannot be checked: no date of publication is given, and a title belongs to a time.",
            outcome=Outcome.CANNOT_TELL,
            working=f"pack: {known}",
        )
    if role.modifier in PAST:
        return _past_title(role, terms, published)
    within = tuple(term for term in terms if term.valid.contains(published))
    if not within:
        verdict = f"The pack knows no term of {role.person} as {role.title} on the day of publication."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, working=f"published {_days(published)}; pack: {known}")
    return _title_in_term(role, within, f"pack: {'; '.join(_term_words(term) for term in within)}")


def _title_in_term(role: RoleMention, within: Sequence[TermOfOffice], working: str) -> Ruling:
    """The title beside the terms that hold the day of publication: confirmed, acting, and whether the draft says so."""
    statuses = {term.status for term in within}
    doubtful = all(term.verify for term in within)
    says = ACTING if role.modifier == ACTING else CONFIRMED
    if says in statuses:
        note = " (days that the pack marks as not checked)" if doubtful else ""
        verdict = f"{role.person} held this office on the day of publication{note}."
        return Ruling(verdict=verdict, outcome=Outcome.HOLDS, working=working)
    status = sorted(statuses)[0]
    verdict = (
        f"{role.person} is called {says if says == ACTING else 'in full'} {role.title}; the pack says {status} on that day."
    )
    return Ruling(
        verdict=verdict,
        outcome=Outcome.CANNOT_TELL if doubtful else Outcome.FAILS,
        severity=Severity.NOTE if doubtful else Severity.WARNING,
        working=working,
    )


def _past_title(role: RoleMention, terms: Sequence[TermOfOffice], published: DateInterval) -> Ruling:
    working = f"published {_days(published)}; pack: {'; '.join(_term_words(term) for term in terms)}"
    if all(term.valid.is_before(published) for term in terms):
        return Ruling(verdict=f"{role.person} held this office and has left it.", outcome=Outcome.HOLDS, working=working)
    verdict = f"{role.modifier} {role.title}: the pack has {role.person} in this office on the day of publication or later."
    return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, severity=Severity.WARNING, working=working)


def _term_words(term: TermOfOffice) -> str:
    until = "now" if term.valid.latest.year == 9999 else term.valid.latest.isoformat()
    doubt = ", days not checked" if term.verify else ""
    return f"{term.person}, {term.title}, {term.status}, {term.valid.earliest} to {until}{doubt} ({term.source})"


def _days(value: DateInterval) -> str:
    return f"{value.earliest}" if value.earliest == value.latest else f"{value.earliest} to {value.latest}"


# -- titles in the case ---------------------------------------------------------------------------------------------


def _by_texts(role: RoleMention, evidence: Evidence, terms: Sequence[TermOfOffice]) -> Ruling:
    """The verdict by the titles that the case gives; `terms` are those of the person in other offices."""
    found = best(_same_titles(role, evidence))
    records = tuple(one for one in found if one.is_record)
    if records:
        verdict = f"The records give the same title, in {outlets(records)}."
        return Ruling(verdict=verdict, outcome=Outcome.HOLDS, places=places_of(found))
    if found:
        verdict = f"Only coverage loaded gives this title: {outlets(found)}. No pack or record loaded does."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, places=places_of(found))
    known = f"pack: {'; '.join(_term_words(term) for term in terms)}" if terms else None
    others = best(support(document, other.span, 0) for document, other in evidence.roles if _is_holder(role, other))
    if others:
        verdict = f"Nothing loaded gives {role.person} this title; other titles of the same name are shown."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, places=places_of(others), working=known)
    if terms:
        verdict = f"Cannot be checked: the pack knows {role.person} in another office, and nothing loaded gives this title."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, working=known)
    verdict = f"Cannot be checked: nothing loaded gives {role.person} an office."
    return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL)


def _is_holder(role: RoleMention, other: RoleMention) -> bool:
    return same_person(role.person, other.person)


def _same_titles(role: RoleMention, evidence: Evidence) -> Iterator[Support]:
    words = title_words(role.title)
    for document, other in evidence.roles:
        if other.modifier == role.modifier and title_words(other.title) == words and same_person(role.person, other.person):
            yield support(document, other.span, len(words))
