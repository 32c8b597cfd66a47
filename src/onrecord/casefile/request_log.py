"""The log of requests for records in a case file: what was asked of whom, and what happened to it, day by day.

In: a case file, built or not (a request is older than the release it brings; a file that is not there is made), and what
happened. Out: rows that no rebuild removes and nothing ever changes; an entry made by mistake is taken back by another that
names it. What a production brought is said by the path of its files, as the case was given it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.casefile.connect import open_to_build, reading, transaction
from onrecord.casefile.rows import storable
from onrecord.errors import CaseFileError, SettingsError
from onrecord.model.ids import make_id
from onrecord.model.requests import RecordsRequest, RequestEvent

UNDO = "undo"
NOTHING, NUMBER, WORDS = "nothing", "number", "words"
# What can happen to a request: whether the entry names something, and what it means.
EVENT_KINDS: dict[str, tuple[str, str]] = {
    "sent": (NOTHING, "you sent it"),
    "received_elsewhere": (NOTHING, "an office of the agency received it that is not the one to answer it"),
    "received": (NOTHING, "the office that must answer it received it"),
    "tracking": (WORDS, "the agency gave it a number: NUMBER"),
    "clarification_asked": (NOTHING, "the agency asked you what you mean"),
    "clarification_answered": (NOTHING, "the agency received your answer to that"),
    "fee_asked": (NOTHING, "the agency asked you about fees"),
    "fee_answered": (NOTHING, "the agency received your answer to that"),
    "extended": (NUMBER, "the agency took more time by notice: DAYS"),
    "expedition_asked": (NOTHING, "you asked for expedited processing"),
    "expedition_decided": (NOTHING, "the agency decided on that"),
    "determination": (NOTHING, "the agency decided on the request"),
    "production": (WORDS, "the agency released records: PATH of their file or folder as the case was given it"),
    "appeal_sent": (NOTHING, "you sent an appeal"),
    "appeal_received": (NOTHING, "the agency received the appeal"),
    "appeal_extended": (NUMBER, "the agency took more time for the appeal by notice: DAYS"),
    "appeal_decided": (NOTHING, "the agency decided on the appeal"),
    "note": (NOTHING, "anything else, in --note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A request as it is entered; `who` enters it at the instant `at` (UTC)."""

    jurisdiction: str
    agency: str
    made_on: date
    words: str
    area: str = ""
    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """Something that happened to a request, as it is entered."""

    request_id: str
    kind: str
    day: date
    value: str | None = None
    note: str | None = None
    who: str
    at: str


def add_request(case: Path, new: NewRequest, program_version: str) -> RecordsRequest:
    """Enter a request; a case file that is not there is made. Raises CaseFileError, SettingsError."""
    if not new.agency.strip() or not new.words.strip():
        raise SettingsError("a request needs an agency and words: found none", hint="onrecord request --help")
    with _adding(case, program_version) as connection:
        seq = _next(connection, "requests")
        request_id = make_id("rq", seq, new.jurisdiction, new.agency, new.made_on, new.words, new.at)
        cells = (new.jurisdiction, new.agency.strip(), new.made_on.isoformat(), new.area or None, new.words, new.who, new.at)
        row = (seq, request_id, *(storable(cell) for cell in cells))
        connection.execute("INSERT INTO requests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return next(one for one in _load(connection) if one.id == request_id)


def add_event(case: Path, new: NewEvent, program_version: str) -> RequestEvent:
    """Enter what happened to a request. Raises SettingsError where there is no such request or kind, or a value is missing."""
    if new.kind not in EVENT_KINDS:
        raise SettingsError(
            f"no such event: found {new.kind!r}, expected one of {', '.join(EVENT_KINDS)}", hint="onrecord request --help"
        )
    _require_value(new)
    with _adding(case, program_version) as connection:
        request = _find(_load(connection), new.request_id, case)
        if new.kind == "production":
            _require_production(connection, new.value or "")
        return _append(connection, request.id, new, undoes=None)


def undo_event(case: Path, event_id: str, *, who: str, at: str, program_version: str) -> RequestEvent:
    """Take an entry back by another that names it. Raises SettingsError where it does not exist or does not stand."""
    with _adding(case, program_version) as connection:
        standing = {event.id: event for request in _load(connection) for event in request.events}
        event = standing.get(event_id)
        if event is None:
            raise SettingsError(f"no entry that stands has the id {event_id}", hint=f"onrecord request {case} list")
        new = NewEvent(request_id=event.request_id, kind=UNDO, day=event.day, who=who, at=at)
        return _append(connection, event.request_id, new, undoes=event_id)


def load_requests(case: Path) -> tuple[RecordsRequest, ...]:
    """All requests with the entries that stand, in the order in which they were entered. Raises CaseFileError."""
    with reading(case, built=False) as connection:
        return _load(connection)


def find_request(case: Path, name: str) -> RecordsRequest:
    """The request of this id or tracking number. Raises SettingsError where there is none, or more than one."""
    return _find(load_requests(case), name, case)


def events_in_force(events: Sequence[RequestEvent]) -> tuple[RequestEvent, ...]:
    """The entries that nothing has taken back, without those that take back; an undo can itself be undone."""
    undone: set[str] = set()
    standing: list[RequestEvent] = []
    for event in reversed(events):
        if event.id in undone:
            continue
        if event.undoes is not None:
            undone.add(event.undoes)
        else:
            standing.append(event)
    return tuple(reversed(standing))


@contextmanager
def _adding(case: Path, program_version: str) -> Iterator[sqlite3.Connection]:
    connection = open_to_build(case, program_version)
    try:
        with transaction(connection):
            yield connection
    except sqlite3.DatabaseError as error:
        raise CaseFileError(f"cannot write the case file {case}: {error}", hint="see who else has it open") from error
    finally:
        connection.close()


def _load(connection: sqlite3.Connection) -> tuple[RecordsRequest, ...]:
    events: dict[str, list[RequestEvent]] = {}
    query = "SELECT id, request_id, kind, day, value, note, who, at, undoes FROM request_events ORDER BY seq"
    for event_id, request_id, kind, day, *rest in connection.execute(query):
        value, note, who, at, undoes = rest
        event = RequestEvent(
            id=event_id,
            request_id=request_id,
            kind=kind,
            day=date.fromisoformat(day),
            value=value,
            note=note,
            who=who,
            at=at,
            undoes=undoes,
        )
        events.setdefault(request_id, []).append(event)
    query = "SELECT id, jurisdiction, agency, made_on, area, words, who, at FROM requests ORDER BY seq"
    return tuple(
        RecordsRequest(
            id=request_id,
            jurisdiction=jurisdiction,
            agency=agency,
            made_on=date.fromisoformat(made_on),
            area=area or "",
            words=words,
            who=who,
            at=at,
            events=events_in_force(events.get(request_id, ())),
        )
        for request_id, jurisdiction, agency, made_on, area, words, who, at in connection.execute(query)
    )


def _find(requests: Sequence[RecordsRequest], name: str, case: Path) -> RecordsRequest:
    found = [one for one in requests if name in (one.id, one.last_value("tracking"))]
    if len(found) != 1:
        said = "no request has" if not found else f"{len(found)} requests have"
        raise SettingsError(f"{said} the id or tracking number {name}", hint=f"onrecord request {case} list")
    return found[0]


def _require_value(new: NewEvent) -> None:
    """Raises SettingsError where an event names nothing that must, or no number where it must be one."""
    needs, meaning = EVENT_KINDS[new.kind]
    value = (new.value or "").strip()
    if needs == NUMBER and not (value.isascii() and value.isdigit() and 0 < int(value[:5]) <= 9999 and len(value) < 5):
        raise SettingsError(
            f"{new.kind} ({meaning}): found {value or 'nothing'}, expected a number of days", hint="add --value"
        )
    if needs == WORDS and not value:
        raise SettingsError(f"{new.kind} ({meaning}): found nothing", hint="add --value")
    if new.kind == "note" and not (new.note or "").strip():
        raise SettingsError("a note without words", hint="add --note")


def _require_production(connection: sqlite3.Connection, path: str) -> None:
    """In a built case the files of a production must be among its sources. Raises SettingsError."""
    if connection.execute("SELECT 1 FROM case_info WHERE name = 'built'").fetchone() is None:
        return
    sources = [source for (source,) in connection.execute("SELECT source FROM documents ORDER BY source")]
    if not any(is_within(source, path) for source in sources):
        raise SettingsError(f"no source of the case is {path} or lies in it", hint="onrecord build CASE with it first")


def is_within(source: str, path: str) -> bool:
    """True where a source is the file that a path names, lies in that folder, or in that archive."""
    bare = path.rstrip("/")
    return source == bare or source.startswith((f"{bare}/", f"{bare}!/"))


def _append(connection: sqlite3.Connection, request_id: str, new: NewEvent, undoes: str | None) -> RequestEvent:
    seq = _next(connection, "request_events")
    event = RequestEvent(
        id=make_id("re", seq, request_id, new.kind, new.day, new.value, new.at),
        request_id=request_id,
        kind=new.kind,
        day=new.day,
        value=storable(new.value.strip()) if new.value else None,
        note=storable(new.note),
        who=storable(new.who) or "",
        at=new.at,
        undoes=undoes,
    )
    words = (event.value, event.note, event.who, event.at, event.undoes)
    row = (seq, event.id, event.request_id, event.kind, event.day.isoformat(), *words)
    connection.execute("INSERT INTO request_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    return event


def _next(connection: sqlite3.Connection, table: str) -> int:
    seq: int = connection.execute(f"SELECT coalesce(max(seq), 0) + 1 FROM {table}").fetchone()[0]
    return seq
