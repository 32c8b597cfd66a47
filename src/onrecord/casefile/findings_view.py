"""The findings of a case for its pages: a list with filters, counts by code, one finding with what stands around its places.

In: a case file and what to show. Out: records a page at a time, a person's decisions laid over. The rows asked for are chosen
by the database, so that a page of a large case costs what the page shows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.case_state import kept_with_state
from onrecord.casefile.chosen import chosen_ordinals, holds_words
from onrecord.casefile.cites_view import Cite, cite_in
from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import in_force, load_judgements, overlay_of
from onrecord.casefile.rows import storable
from onrecord.casefile.surrounding_text import Surroundings, surroundings_of
from onrecord.casefile.views import EVERYTHING, FAMILIES, ShownFinding, Slice
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.findings import Finding, Judgement

_GRAVITY = "CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"
_FAMILY = f"instr('{FAMILIES}', substr(f.code, 1, 1))"
GRAVEST_FIRST = f"{_GRAVITY}, {_FAMILY}, f.code, f.ordinal"
_ORDER = f"ORDER BY {GRAVEST_FIRST}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChoice:
    """Which findings a list shows; what is None or empty does not narrow it. `family` is the letter of the code; `words` are
    looked for in the message; dismissed ones are shown alone where `dismissed`, else not at all."""

    severity: str | None = None
    code: str | None = None
    family: str | None = None
    document_id: str | None = None
    outcome: str | None = None
    words: str = ""
    dismissed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCount:
    """How many findings one code has, dismissed ones left out."""

    code: str
    title: str
    severity: str
    n_findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingList:
    """One part of the chosen findings and how many there are in all."""

    n_all: int
    findings: tuple[ShownFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """One place of a finding as one cites it, with what stands around it."""

    cite: Cite
    around: Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding with its places; `judgements` are the decisions in force about it."""

    shown: ShownFinding
    places: tuple[PlaceView, ...]
    judgements: tuple[Judgement, ...] = ()


def choose_findings(case: Path, choice: FindingChoice, part: Slice = EVERYTHING) -> FindingList:
    """The chosen findings, gravest first, then by code and in the order of the case."""
    with reading(case) as connection:
        dismissed = sorted(overlay_of(load_judgements(connection)).dismissed)
        where, values = _where(choice, dismissed)
        n_all, ordinals = chosen_ordinals(connection, "findings AS f", "f.ordinal", (where, values), part, GRAVEST_FIRST)
        query = f"SELECT f.record FROM findings AS f WHERE f.ordinal IN ({', '.join('?' * len(ordinals))}) {_ORDER}"
        found = tuple(decode(Finding, record) for (record,) in connection.execute(query, ordinals))
        return FindingList(n_all=n_all, findings=shown_findings(connection, found, frozenset(dismissed)))


def choose_gravest(case: Path, most: int) -> FindingList:
    """The first findings that a reader should see: the gravest, and among equally grave ones a first of each code before a
    second of any, in the order of all lists."""
    with reading(case) as connection:
        n_all, ordinals = _choose_gravest(case, connection, most)
        query = f"SELECT f.record FROM findings AS f WHERE f.ordinal IN ({', '.join('?' * len(ordinals))}) {_ORDER}"
        found = tuple(decode(Finding, record) for (record,) in connection.execute(query, ordinals))
        return FindingList(n_all=n_all, findings=shown_findings(connection, found, frozenset()))


@kept_with_state
def _choose_gravest(connection: sqlite3.Connection, most: int) -> tuple[int, tuple[int, ...]]:
    where, values = _where(FindingChoice(), sorted(overlay_of(load_judgements(connection)).dismissed))
    n_all: int = connection.execute(f"SELECT count(*) FROM findings AS f WHERE {where}", values).fetchone()[0]
    query = (
        f"SELECT ordinal FROM (SELECT f.ordinal, {_GRAVITY} AS gravity, {_FAMILY} AS family, f.code, "
        "row_number() OVER (PARTITION BY f.severity, f.code ORDER BY f.ordinal) AS turn "
        f"FROM findings AS f WHERE {where}) ORDER BY gravity, turn, family, code LIMIT ?"
    )
    return n_all, tuple(ordinal for (ordinal,) in connection.execute(query, (*values, most)))


def count_codes(case: Path) -> tuple[CodeCount, ...]:
    """Every code that the case has findings of, gravest first."""
    with reading(case) as connection:
        return _count_codes(case, connection)


@kept_with_state
def _count_codes(connection: sqlite3.Connection) -> tuple[CodeCount, ...]:
    where, values = _where(FindingChoice(), sorted(overlay_of(load_judgements(connection)).dismissed))
    query = (
        f"SELECT f.code, min(f.title), f.severity, count(*) FROM findings AS f WHERE {where} "
        f"GROUP BY f.code, f.severity ORDER BY {_GRAVITY}, {_FAMILY}, f.code"
    )
    rows = connection.execute(query, values).fetchall()
    return tuple(CodeCount(code=row[0], title=row[1], severity=row[2], n_findings=row[3]) for row in rows)


def view_finding(case: Path, finding_id: str) -> FindingView:
    """One finding. Raises SettingsError where there is none with that id."""
    with reading(case) as connection:
        row = connection.execute("SELECT record FROM findings WHERE id = ?", (storable(finding_id),)).fetchone()
        if row is None:
            raise SettingsError(f"no finding has the id {finding_id}", hint=f"onrecord check {case}")
        finding = decode(Finding, row[0])
        judgements = load_judgements(connection)
        (shown,) = shown_findings(connection, [finding], overlay_of(judgements).dismissed)
        places = tuple(
            PlaceView(
                cite=cite_in(connection, place.document_id, place.span.start, place.span.end),
                around=surroundings_of(connection, place.document_id, place.span.start, place.span.end),
            )
            for place in finding.places
        )
        about = tuple(judgement for judgement in in_force(judgements) if judgement.target_id == finding.id)
    return FindingView(shown=shown, places=places, judgements=tuple(each for each in about if each.decision != "undo"))


def findings_at(
    connection: sqlite3.Connection, document_id: str, start: int, end: int, families: str = ""
) -> tuple[ShownFinding, ...]:
    """The findings with a place that touches a stretch, gravest first; `families` are letters of codes (all if empty)."""
    query = (
        "SELECT f.record FROM findings AS f WHERE f.id IN (SELECT p.finding_id FROM finding_places AS p "
        f"WHERE p.document_id = ? AND p.start < ? AND p.end > ?) {_ORDER}"
    )
    found = [decode(Finding, record) for (record,) in connection.execute(query, (document_id, end, start))]
    wanted = [finding for finding in found if not families or finding.code[0] in families]
    return shown_findings(connection, wanted, overlay_of(load_judgements(connection)).dismissed)


def shown_findings(
    connection: sqlite3.Connection, findings: Sequence[Finding], dismissed: frozenset[str]
) -> tuple[ShownFinding, ...]:
    """Findings with the sources of their places."""
    names: dict[str, str] = {}
    for document_id in {place.document_id for finding in findings for place in finding.places}:
        row = connection.execute("SELECT source FROM documents WHERE id = ?", (document_id,)).fetchone()
        names[document_id] = row[0] if row else document_id
    return tuple(
        ShownFinding(
            finding=finding,
            sources=tuple(names[place.document_id] for place in finding.places),
            dismissed=finding.id in dismissed,
        )
        for finding in findings
    )


def _where(choice: FindingChoice, dismissed: Sequence[str]) -> tuple[str, list[str]]:
    marks = ", ".join("?" * len(dismissed))
    clauses = ["1"]
    values: list[str] = []
    if dismissed or choice.dismissed:
        clauses.append(f"f.id {'' if choice.dismissed else 'NOT '}IN ({marks})")
        values += dismissed
    for column, value in (("severity", choice.severity), ("code", choice.code), ("outcome", choice.outcome)):
        if value:
            clauses.append(f"f.{column} = ?")
            values.append(storable(value) or "")
    if choice.family:
        clauses.append("f.code >= ? AND f.code < ?")
        values += [choice.family, chr(ord(choice.family[0]) + 1)]
    if choice.document_id:
        clauses.append("f.id IN (SELECT finding_id FROM finding_places WHERE document_id = ?)")
        values.append(storable(choice.document_id) or "")
    if choice.words.strip():
        clause, patterns = holds_words(("f.message", "f.title", "f.working"), choice.words)
        clauses.append(clause)
        values += patterns
    return " AND ".join(clauses), values
