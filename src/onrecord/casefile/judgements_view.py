"""All decisions of people about a case, with what each is about, for their page and for the forms that undo them.

In: a case file. Out: the decisions, the newest first, each with the row it is about in a few words. A decision about a row that
is gone says so.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.judgement_conflicts import not_taken_back
from onrecord.casefile.judgements import DECISIONS, UNDO, load_judgements
from onrecord.casefile.rows import storable
from onrecord.model.codec import decode
from onrecord.model.findings import Judgement
from onrecord.model.links import Person

_ABOUT = {
    "quotes": "SELECT text FROM quotes WHERE id = ?",
    "messages": "SELECT coalesce(subject, '(no subject)') FROM messages WHERE id = ?",
    "findings": "SELECT code || ' ' || message FROM findings WHERE id = ?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedJudgement:
    """One decision. `table` names what it is about, `about` says it in words (None where the row is gone), `value` is the
    decision's value in words; `is_in_force` that nobody has taken it back (it may still be lost or contested)."""

    judgement: Judgement
    table: str
    about: str | None
    value: str | None
    is_in_force: bool


def list_judgements(case: Path) -> tuple[ListedJudgement, ...]:
    """All decisions, those taken back too, the newest first; the rows that take back are folded into what they take back."""
    with reading(case) as connection:
        judgements = load_judgements(connection)
        standing = {judgement.id for judgement in not_taken_back(judgements)}
        return tuple(
            _listed(connection, judgement, is_in_force=judgement.id in standing)
            for judgement in reversed(judgements)
            if judgement.decision != UNDO
        )


def _listed(connection: sqlite3.Connection, judgement: Judgement, *, is_in_force: bool) -> ListedJudgement:
    table, _ = DECISIONS.get(judgement.decision, ("", False))
    if table == "people":
        about, value = _name_of(connection, judgement.target_id), _name_of(connection, judgement.value or "")
    else:
        found = connection.execute(_ABOUT[table], (storable(judgement.target_id),)).fetchone() if table in _ABOUT else None
        about, value = (found[0] if found else None), judgement.value
    return ListedJudgement(judgement=judgement, table=table, about=about, value=value, is_in_force=is_in_force)


def _name_of(connection: sqlite3.Connection, person_id: str) -> str | None:
    found = connection.execute("SELECT record FROM people WHERE id = ?", (storable(person_id),)).fetchone()
    if found is None:
        return None
    person = decode(Person, found[0])
    return person.name or f"[hidden: {', '.join(person.aliases) or 'no code'}]"
