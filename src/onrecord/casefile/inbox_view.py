"""The inbox of a case a page at a time: which messages, in which order, and by what they can be narrowed.

In: a case file and a choice. Out: one line for each message, its copies folded into it, and the facets beside the list: people
and offices (hidden senders as people without a name), months, exemption codes. The rows are chosen by the database, so that a
page of a hundred thousand messages costs what the page shows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.casefile.case_state import kept_with_state
from onrecord.casefile.connect import reading
from onrecord.casefile.inbox_lines import LINE_COLUMNS, InboxLine, inbox_line, piece_lines
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.pieces_view import split_messages
from onrecord.casefile.reading_marks import FLAGGED, READ
from onrecord.casefile.rows import storable
from onrecord.casefile.search_query import full_text, parse_query
from onrecord.casefile.views import Slice
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.links import Person

N_PEOPLE = 14
_OLDEST_FIRST = "m.sent_earliest NULLS LAST, m.sent_latest, m.document_id, m.start, m.id"
_NEWEST_FIRST = "m.sent_earliest DESC, m.sent_latest DESC, m.document_id DESC, m.start DESC, m.id DESC"
_IS_FINDING = "c.code >= 'A'"  # as F202; exemptions begin with a bracket, which sorts before all letters
# Two ways to ask the same: all messages with a code at once, or of one message whether it has one (CROSS keeps the order).
_IN_UNITS = "m.id IN (SELECT u.message_id FROM search_codes AS c JOIN search_units AS u ON u.id = c.unit_id WHERE "
_HAS_UNIT = (
    "EXISTS (SELECT 1 FROM search_units AS u CROSS JOIN search_codes AS c ON c.unit_id = u.id WHERE u.message_id = m.id AND "
)
_OF_CODES = _IN_UNITS + "{})"
_MANY = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxChoice:
    """Which messages: all where nothing is set. `earliest` and `latest` are ISO days or months, both included; `words` are
    looked for as in a search; `is_quoted` None takes messages that are only seen in quotation like others."""

    person_id: str = ""
    code: str = ""
    words: str = ""
    earliest: str = ""
    latest: str = ""
    document_id: str = ""
    is_undated: bool = False
    has_finding: bool = False
    is_unread: bool = False
    is_flagged: bool = False
    newest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """One part of the chosen messages and how many there are in all. Where a person has split some of them, the pieces stand
    behind one another, and `n_more` of them are not among the `n_all`."""

    n_all: int
    n_more: int = 0
    lines: tuple[InboxLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacet:
    """Somebody in the mail; `name` is None for a hidden sender, `codes` then say under which exemptions."""

    id: str
    kind: str
    name: str | None
    codes: tuple[str, ...]
    n_sent: int
    n_received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxFacets:
    """By what the inbox can be narrowed. `months` are ("2017-02", number of messages) without gaps left out."""

    n_messages: int
    n_prints: int
    n_undated: int
    n_read: int
    n_flagged: int
    n_with_finding: int
    people: tuple[PersonFacet, ...]
    months: tuple[tuple[str, int], ...]
    codes: tuple[tuple[str, int], ...]


def list_messages(
    case: Path, choice: InboxChoice, part: Slice, *, pattern_of: Callable[[str], tuple[str, ...]] | None = None
) -> InboxPage:
    """The chosen messages by the time they were sent, each once, those without a time last.

    `pattern_of` tells hidden senders of one release apart by the header (`links.header_names.sender_pattern`).
    """
    with reading(case, first_messages=True) as connection:
        where, values = _where(connection, choice, pattern_of)
        if choice.is_unread or choice.is_flagged:  # a reader's marks are no part of the state
            n_all = _count_messages(connection, where, values)
        else:
            n_all = _keep_count(case, connection, where, tuple(values))
        if n_all > _MANY:  # the first of them in the order of time are met soon, without gathering all of them before
            where = where.replace(_IN_UNITS, _HAS_UNIT)
        order = _NEWEST_FIRST if choice.newest_first else _OLDEST_FIRST
        query = f"SELECT {LINE_COLUMNS} FROM messages AS m WHERE {where} ORDER BY {order}{part.sql()}"
        lines = tuple(inbox_line(connection, row) for row in connection.execute(query, values).fetchall())
        overlay = overlay_of(load_judgements(connection))
        if not overlay.splits:
            return InboxPage(n_all=n_all, lines=lines)
        among = f"SELECT m.id FROM messages AS m WHERE {where} AND m.id IN (SELECT value FROM json_each(?))"
        chosen = [row[0] for row in connection.execute(among, (*values, json.dumps(sorted(overlay.splits))))]
        pieces = split_messages(connection, overlay, chosen)
        lines = tuple(piece for line in lines for piece in piece_lines(connection, line, pieces.get(line.id, ())))
    return InboxPage(n_all=n_all, n_more=sum(len(made) - 1 for made in pieces.values()), lines=lines)


def _count_messages(connection: sqlite3.Connection, where: str, values: Sequence[str]) -> int:
    n_all: int = connection.execute(f"SELECT count(*) FROM messages AS m WHERE {where}", values).fetchone()[0]
    return n_all


_keep_count = kept_with_state(_count_messages)


def view_facets(case: Path) -> InboxFacets:
    """What the whole inbox can be narrowed by. What only builds and decisions change is kept while the case stays the same."""
    with reading(case, first_messages=True) as connection:
        facets = _count_facets(case, connection)
        marked = (
            "SELECT count(*) FROM reading_marks AS r CROSS JOIN messages AS m ON m.id = r.message_id "
            "WHERE r.mark = ? AND m.copy_of IS NULL"
        )
        n_read, n_flagged = (connection.execute(marked, (mark,)).fetchone()[0] for mark in (READ, FLAGGED))
    return replace(facets, n_read=n_read, n_flagged=n_flagged)


@kept_with_state
def _count_facets(connection: sqlite3.Connection) -> InboxFacets:
    def count(query: str) -> int:
        n_rows: int = connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0]
        return n_rows

    n_messages = count("messages WHERE copy_of IS NULL")
    months = tuple(
        connection.execute(
            "SELECT substr(sent_earliest, 1, 7) AS month, count(*) FROM messages "
            "WHERE copy_of IS NULL AND sent_earliest IS NOT NULL GROUP BY month ORDER BY month"
        )
    )
    codes = connection.execute(
        "SELECT c.code, count(DISTINCT u.message_id) FROM search_codes AS c JOIN search_units AS u ON u.id = c.unit_id "
        "WHERE u.message_id IS NOT NULL AND c.code LIKE '(%' GROUP BY c.code ORDER BY 2 DESC, 1"
    )
    return InboxFacets(
        n_messages=n_messages,
        n_prints=count("messages"),
        n_undated=n_messages - sum(number for _, number in months),
        n_read=0,
        n_flagged=0,
        n_with_finding=count(f"messages AS m WHERE m.copy_of IS NULL AND {_OF_CODES.format(_IS_FINDING)}"),
        people=tuple(_people(connection)),
        months=months,
        codes=tuple(codes),
    )


def find_people(case: Path, words: str, limit: int = 30) -> tuple[PersonFacet, ...]:
    """People, offices and hidden senders with mail who have these words in a name, alias or address."""
    wanted = words.casefold().split()
    with reading(case, first_messages=True) as connection:
        return tuple(facet for record, facet in _all_people(connection) if all(word in record.casefold() for word in wanted))[
            :limit
        ]


def _people(connection: sqlite3.Connection) -> list[PersonFacet]:
    """Those who wrote and received most; hidden senders come too, however little they wrote."""
    found = [facet for _, facet in _all_people(connection)]
    hidden = [facet for facet in found if facet.kind == "redacted"][: N_PEOPLE // 3]
    named = [facet for facet in found if facet.kind != "redacted"][: N_PEOPLE - len(hidden)]
    return [*named, *hidden]


def _all_people(connection: sqlite3.Connection) -> list[tuple[str, PersonFacet]]:
    query = (
        "SELECT id, kind, name, coalesce(json_extract(record, '$.n_sent'), 0) AS n_sent, "
        "coalesce(json_extract(record, '$.n_received'), 0) AS n_received, record FROM people "
        "WHERE n_sent + n_received > 0 ORDER BY n_sent + n_received DESC, name, id"
    )
    merged = overlay_of(load_judgements(connection)).merged_into
    people = []
    for row_id, kind, name, n_sent, n_received, record in connection.execute(query):
        if row_id in merged:
            continue
        codes = tuple(alias for alias in json.loads(record).get("aliases", ()) if alias.startswith("(")) if not name else ()
        facet = PersonFacet(id=row_id, kind=kind, name=name, codes=codes, n_sent=n_sent, n_received=n_received)
        people.append((record, facet))
    return people


# ---- which messages ------------------------------------------------------------------------------------------------


def _where(
    connection: sqlite3.Connection, choice: InboxChoice, pattern_of: Callable[[str], tuple[str, ...]] | None
) -> tuple[str, list[str]]:
    """The conditions with their values; every value is bound, none is part of the SQL."""
    clauses: list[str] = ["m.copy_of IS NULL"]
    values: list[str] = []

    def require(clause: str, *given: str) -> None:
        clauses.append(clause)
        values.extend(storable(value) or "" for value in given)

    if choice.document_id:
        require("m.document_id = ?", choice.document_id)
    if choice.earliest:
        require("m.sent_latest >= ?", choice.earliest)
    if choice.latest:
        require("m.sent_earliest < ?", _after(choice.latest))
    if choice.is_undated:
        require("m.sent_earliest IS NULL")
    if choice.code:
        require(_OF_CODES.format("c.code = ?"), choice.code)
    if choice.has_finding:
        require(_OF_CODES.format(_IS_FINDING))
    if choice.is_unread:
        require(f"NOT EXISTS (SELECT 1 FROM reading_marks AS r WHERE r.message_id = m.id AND r.mark = '{READ}')")
    if choice.is_flagged:
        require(f"m.id IN (SELECT message_id FROM reading_marks WHERE mark = '{FLAGGED}')")
    terms = parse_query(storable(choice.words) or "").words()
    if terms:
        found = "SELECT u.message_id FROM search_text JOIN search_units AS u ON u.id = search_text.rowid"
        require(f"m.id IN ({found} WHERE search_text MATCH ?)", full_text(terms))
    if choice.person_id:
        require(*_of_person(connection, choice.person_id, pattern_of))
    return " AND ".join(clauses), values


def _after(day: str) -> str:
    """What is later than every instant of a day or month, as ISO text compares."""
    return day + "~"


def _of_person(
    connection: sqlite3.Connection, person_id: str, pattern_of: Callable[[str], tuple[str, ...]] | None
) -> tuple[str, ...]:
    """A condition with its values: messages that the person sent or received. Raises SettingsError."""
    overlay = overlay_of(load_judgements(connection))
    ids = [person_id, *(absorbed for absorbed, kept in overlay.merged_into.items() if kept == person_id)]
    marks = ", ".join("?" * len(ids))
    records = connection.execute(
        f"SELECT record FROM people WHERE id IN ({marks})", [storable(each) for each in ids]
    ).fetchall()
    people = [decode(Person, record) for (record,) in records]
    if not people:
        raise SettingsError(f"no person has the id {person_id}", hint="onrecord people CASE")
    if people[0].kind == "redacted":
        return "m.id IN (SELECT value FROM json_each(?))", json.dumps(_hidden(connection, people[0], pattern_of))
    names = json.dumps(sorted({name for person in people for name in (person.name, *person.aliases) if name}))
    addresses = json.dumps(sorted({address for person in people for address in person.addresses}))
    printed = json.dumps(sorted(_as_printed(connection, json.loads(names), json.loads(addresses))))
    clause = (
        "(m.sender IN (SELECT value FROM json_each(?)) OR m.sender_address IN (SELECT value FROM json_each(?)) "
        "OR m.id IN (SELECT r.message_id FROM recipients AS r WHERE r.name IN (SELECT value FROM json_each(?))))"
    )
    return clause, printed, addresses, printed


def _as_printed(connection: sqlite3.Connection, names: list[str], addresses: list[str]) -> set[str]:
    """Every way in which headers print one of these: the name alone, or with an address behind it."""
    found = set(names)
    for table, column in (("messages", "sender"), ("recipients", "name")):
        for address in addresses:
            escaped = address.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            query = f"SELECT DISTINCT {column} FROM {table} WHERE {column} LIKE ? ESCAPE '\\'"
            found.update(name for (name,) in connection.execute(query, (f"%{escaped}%",)))
    return found


def _hidden(connection: sqlite3.Connection, person: Person, pattern_of: Callable[[str], tuple[str, ...]] | None) -> list[str]:
    """The messages of a hidden sender: those of its release whose header hides the sender in the same pattern."""
    document_id = person.place.document_id if person.place else ""
    query = "SELECT id, json_extract(record, '$.header_text') FROM messages WHERE document_id = ? AND sender_redacted = 1"
    rows = connection.execute(query, (document_id,)).fetchall()
    if pattern_of is None:
        return [row_id for row_id, _ in rows]
    return [row_id for row_id, header in rows if tuple(word for word in pattern_of(header) if word) == person.aliases]
