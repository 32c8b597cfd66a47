"""The people of a case for their pages: a list, one person with what they wrote and said, and who may be one with whom.

In: a case file and what to show. Out: records a page at a time, with the decisions that join people laid over. A hidden sender
is a row without a name; nothing here puts a name to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.cites_view import Cite, cite_in
from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import UNDO, Overlay, in_force, load_judgements, overlay_of
from onrecord.casefile.quotes_view import LedgerQuote, load_ledger_quotes
from onrecord.casefile.rows import storable
from onrecord.casefile.views import EVERYTHING, Slice
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.findings import Judgement
from onrecord.model.links import MergeProposal, Person

_MOST_SHOWN = 60  # messages and quotations on the page of one person; the inbox and the ledger have the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """One part of the people, the most met first, how many there are in all, and how many of each kind."""

    n_all: int
    kinds: tuple[tuple[str, int], ...]
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two people who may be one. `state`: open, joined; `judgement_id` is the decision that joined them."""

    proposal: MergeProposal
    person: Person | None
    other: Person | None
    evidence: tuple[Cite, ...]
    state: str
    judgement_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """One message that a person sent."""

    message_id: str
    subject: str | None
    earliest: str | None
    latest: str | None
    page: int | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person: the first place that names them, what they sent, what is quoted of them, and who may be the same."""

    person: Person
    place: Cite | None
    sent: tuple[SentMessage, ...]
    quotes: tuple[LedgerQuote, ...]
    proposals: tuple[Proposal, ...]
    judgements: tuple[Judgement, ...]


def list_people(case: Path, *, kind: str = "", words: str = "", part: Slice = EVERYTHING) -> PeopleList:
    """The people of a kind (all where empty) with these words in a name, alias or address."""
    with reading(case) as connection:
        everybody = _everybody(connection, overlay_of(load_judgements(connection)))
    counts: dict[str, int] = {}
    for person in everybody:
        counts[person.kind] = counts.get(person.kind, 0) + 1
    wanted = [person for person in everybody if kind in ("", person.kind) and _has_words(person, words)]
    wanted.sort(key=lambda person: (-_n_met(person), person.name or "", person.id))
    return PeopleList(n_all=len(wanted), kinds=tuple(sorted(counts.items())), people=tuple(wanted[part.offset : part.stop()]))


def list_proposals(case: Path) -> tuple[Proposal, ...]:
    """Who may be one with whom, the open ones first."""
    with reading(case) as connection:
        return _proposals(connection, None)


def view_person(case: Path, person_id: str) -> PersonView:
    """One person; of two that were joined the one that is kept. Raises SettingsError where there is none with that id."""
    with reading(case) as connection:
        judgements = load_judgements(connection)
        overlay = overlay_of(judgements)
        kept = overlay.merged_into.get(person_id, person_id)
        person = next((each for each in _everybody(connection, overlay) if each.id == kept), None)
        if person is None:
            raise SettingsError(f"no person has the id {person_id}", hint=f"onrecord people {case}")
        place = person.place
        return PersonView(
            person=person,
            place=cite_in(connection, place.document_id, place.span.start, place.span.end) if place else None,
            sent=_sent_by(connection, person),
            quotes=tuple(_quoted(connection, person, overlay)),
            proposals=_proposals(connection, {person.id, person_id}),
            judgements=tuple(
                each for each in in_force(judgements) if each.decision != UNDO and person.id in (each.target_id, each.value)
            ),
        )


def _everybody(connection: sqlite3.Connection, overlay: Overlay) -> list[Person]:
    rows = connection.execute("SELECT record FROM people ORDER BY ordinal")
    return list(overlay.people([decode(Person, record) for (record,) in rows]))


def _n_met(person: Person) -> int:
    return person.n_sent + person.n_received + person.n_named


def _has_words(person: Person, words: str) -> bool:
    said = " ".join((person.name or "", *person.aliases, *person.addresses)).casefold()
    return all(word in said for word in words.casefold().split())


def _sent_by(connection: sqlite3.Connection, person: Person) -> tuple[SentMessage, ...]:
    names = sorted({name for name in (person.name, *person.aliases) if name}) if person.kind != "redacted" else []
    marks, addresses = ", ".join("?" * len(names)), ", ".join("?" * len(person.addresses))
    by_name = f"SELECT ordinal FROM messages WHERE sender IN ({marks})"
    by_address = f"SELECT ordinal FROM messages WHERE sender_address IN ({addresses})"
    query = (
        "SELECT m.id, m.subject, m.sent_earliest, m.sent_latest, m.page_first, d.source FROM messages AS m JOIN documents AS d "
        f"ON d.id = m.document_id WHERE m.copy_of IS NULL AND m.ordinal IN ({by_name} UNION {by_address}) "
        f"ORDER BY m.sent_earliest IS NULL, m.sent_earliest, m.ordinal LIMIT {_MOST_SHOWN}"
    )
    names_of = ("message_id", "subject", "earliest", "latest", "page", "source")
    values = [storable(value) for value in (*names, *person.addresses)]
    return tuple(SentMessage(**dict(zip(names_of, row, strict=True))) for row in connection.execute(query, values))


def _quoted(connection: sqlite3.Connection, person: Person, overlay: Overlay) -> Sequence[LedgerQuote]:
    names = {name for name in (person.name, *person.aliases) if name} if person.kind != "redacted" else set()
    marks = ", ".join("?" * len(names))
    query = f"SELECT id FROM quotes WHERE speaker IN ({marks}) ORDER BY ordinal LIMIT {_MOST_SHOWN}"
    found = [quote_id for (quote_id,) in connection.execute(query, [storable(name) for name in sorted(names)])]
    given = [quote_id for quote_id, name in sorted(overlay.speakers.items()) if name in names and quote_id not in found]
    rows = load_ledger_quotes(connection, [*found, *given], overlay)
    return [row for row in rows if row.quote.speaker in names]


def _proposals(connection: sqlite3.Connection, about: set[str] | None) -> tuple[Proposal, ...]:
    judgements = load_judgements(connection)
    overlay = overlay_of(judgements)
    joined_by = {each.target_id: each.id for each in in_force(judgements) if each.decision == "same_person"}
    people = {each.id: each for each in (decode(Person, row[0]) for row in connection.execute("SELECT record FROM people"))}
    shown = []
    for (record,) in connection.execute("SELECT record FROM merge_proposals ORDER BY ordinal").fetchall():
        proposal = decode(MergeProposal, record)
        pair = (proposal.person_id, proposal.other_id)
        if about is not None and not about & set(pair):
            continue
        is_joined = len({overlay.merged_into.get(one, one) for one in pair}) == 1
        shown.append(
            Proposal(
                proposal=proposal,
                person=people.get(pair[0]),
                other=people.get(pair[1]),
                evidence=tuple(cite_in(connection, p.document_id, p.span.start, p.span.end) for p in proposal.evidence),
                state="joined" if is_joined else "open",
                judgement_id=next((joined_by[one] for one in pair if one in joined_by), None) if is_joined else None,
            )
        )
    return tuple(sorted(shown, key=lambda each: each.state != "open"))
