"""The people of a case for their pages: a list, one person with what they wrote and said, and who may be one with whom.

In: a case file and what to show. Out: records a page at a time, with the decisions that join people laid over. A hidden sender
is a row without a name; nothing here puts a name to it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.chosen import chosen_ordinals, holds_words
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

_NAMES = ("name", "json_extract(record, '$.aliases')", "json_extract(record, '$.addresses')")
_N_MET = " + ".join(f"coalesce(json_extract(record, '$.n_{how}'), 0)" for how in ("sent", "received", "named"))
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
    """The people of a kind (all where empty) with these words in a name, alias or address.

    Who was joined to another is not listed; the other is listed with the counts of both, in its own place.
    """
    with reading(case) as connection:
        overlay = overlay_of(load_judgements(connection))
        absorbed = sorted(overlay.merged_into)
        listed = f"id NOT IN ({', '.join('?' * len(absorbed))})"
        kinds = connection.execute(f"SELECT kind, count(*) FROM people WHERE {listed} GROUP BY 1 ORDER BY 1", absorbed)
        clauses, values = [listed], [*absorbed]
        if kind:
            clauses.append("kind = ?")
            values.append(storable(kind) or "")
        if words.strip():
            clause, patterns = holds_words(_NAMES, words)
            found = connection.execute(f"SELECT id FROM people WHERE {clause}", patterns).fetchall()
            hits = sorted({overlay.merged_into.get(person_id, person_id) for (person_id,) in found})
            clauses.append("id IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(hits))
        where = (" AND ".join(clauses), values)
        n_all, ordinals = chosen_ordinals(connection, "people", "ordinal", where, part, f"{_N_MET} DESC, name, id")
        ids = [connection.execute("SELECT id FROM people WHERE ordinal = ?", (at,)).fetchone()[0] for at in ordinals]
        people = [load_person(connection, overlay, person_id) for person_id in ids]
        return PeopleList(n_all=n_all, kinds=tuple(kinds), people=tuple(person for person in people if person))


def list_proposals(case: Path, part: Slice = EVERYTHING) -> tuple[Proposal, ...]:
    """Who may be one with whom, the open ones first."""
    with reading(case) as connection:
        overlay = overlay_of(load_judgements(connection))
        states = [(proposal, _state(proposal, overlay)) for proposal in _load_proposals(connection)]
        states.sort(key=lambda each: each[1] != "open")
        return tuple(_shown(connection, proposal, state) for proposal, state in states[part.offset : part.stop()])


def count_proposals(case: Path) -> dict[str, int]:
    """How many pairs are open and how many joined."""
    with reading(case) as connection:
        overlay = overlay_of(load_judgements(connection))
        states = [_state(proposal, overlay) for proposal in _load_proposals(connection)]
    return {state: states.count(state) for state in ("open", "joined")}


def load_person(connection: sqlite3.Connection, overlay: Overlay, person_id: str) -> Person | None:
    """One person with all who were joined to them; of two that were joined the one that is kept; None where there is none."""
    kept = overlay.merged_into.get(person_id, person_id)
    absorbed = sorted(one for one, into in overlay.merged_into.items() if into == kept)
    found = [_load(connection, one) for one in (kept, *absorbed)]
    people = overlay.people([person for person in found if person is not None])
    return next((person for person in people if person.id == kept), None)


def view_person(case: Path, person_id: str) -> PersonView:
    """One person; of two that were joined the one that is kept. Raises SettingsError where there is none with that id."""
    with reading(case) as connection:
        judgements = load_judgements(connection)
        overlay = overlay_of(judgements)
        person = load_person(connection, overlay, person_id)
        if person is None:
            raise SettingsError(f"no person has the id {person_id}", hint=f"onrecord people {case}")
        place = person.place
        return PersonView(
            person=person,
            place=cite_in(connection, place.document_id, place.span.start, place.span.end) if place else None,
            sent=_sent_by(connection, person),
            quotes=tuple(_quoted(connection, person, overlay)),
            proposals=tuple(
                _shown(connection, each, _state(each, overlay))
                for each in _load_proposals(connection)
                if {person.id, person_id} & {each.person_id, each.other_id}
            ),
            judgements=tuple(
                each for each in in_force(judgements) if each.decision != UNDO and person.id in (each.target_id, each.value)
            ),
        )


def _load(connection: sqlite3.Connection, person_id: str) -> Person | None:
    row = connection.execute("SELECT record FROM people WHERE id = ?", (storable(person_id),)).fetchone()
    return decode(Person, row[0]) if row else None


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


def _load_proposals(connection: sqlite3.Connection) -> list[MergeProposal]:
    return [decode(MergeProposal, row[0]) for row in connection.execute("SELECT record FROM merge_proposals ORDER BY ordinal")]


def _state(proposal: MergeProposal, overlay: Overlay) -> str:
    roots = {overlay.merged_into.get(one, one) for one in (proposal.person_id, proposal.other_id)}
    return "joined" if len(roots) == 1 else "open"


def _shown(connection: sqlite3.Connection, proposal: MergeProposal, state: str) -> Proposal:
    pair = (proposal.person_id, proposal.other_id)
    joined_by = {each.target_id: each.id for each in in_force(load_judgements(connection)) if each.decision == "same_person"}
    return Proposal(
        proposal=proposal,
        person=_load(connection, pair[0]),
        other=_load(connection, pair[1]),
        evidence=tuple(cite_in(connection, p.document_id, p.span.start, p.span.end) for p in proposal.evidence),
        state=state,
        judgement_id=next((joined_by[one] for one in pair if one in joined_by), None) if state == "joined" else None,
    )
