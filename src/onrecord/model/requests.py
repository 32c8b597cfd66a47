"""Requests for records: what was asked of whom, what happened to it day by day, and by when the law wants the next step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEvent:
    """One thing that happened to a request on one day.

    `value` is what the kind of event names: a number of days, a tracking number, the path of a production. An event whose
    `kind` is `undo` takes back the one that `undoes` names.
    """

    id: str
    request_id: str
    kind: str
    day: date
    value: str | None = None
    note: str | None = None
    who: str = ""
    at: str = ""
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRequest:
    """One request with all that happened to it, in the order in which it was entered and without what was taken back.

    `jurisdiction` names the law it was made under, as a pack does; `area` is that of the office, where its holidays differ.
    """

    id: str
    jurisdiction: str
    agency: str
    made_on: date
    words: str
    area: str = ""
    who: str = ""
    at: str = ""
    events: tuple[RequestEvent, ...] = ()

    def as_of(self, day: date) -> RecordsRequest:
        """The request as it stood on a day, without what happened later."""
        return replace(self, events=tuple(event for event in self.events if event.day <= day))

    def of_kind(self, kind: str) -> tuple[RequestEvent, ...]:
        """The events of one kind in the order of their days."""
        return tuple(sorted((event for event in self.events if event.kind == kind), key=lambda event: event.day))

    def last_value(self, kind: str) -> str | None:
        """What the latest event of a kind names, such as the tracking number."""
        found = [event.value for event in self.of_kind(kind) if event.value]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when one step is due, and how it stands on the day that was asked about.

    `due` is the last day by the plain count, `due_latest` the last day by any reading that the law leaves open; both are None
    where they cannot be told. `state`: not_started, running, stopped, met, late, overdue, in_doubt (past `due` and not past
    `due_latest`), passed (a requester's own window is over), unknown. `days_left` counts in `unit`, of a stopped clock those
    that remain. `source` cites the rule; `verify` says that its source leaves a doubt, so that nobody is called late by it.
    """

    request_id: str
    step: str
    binds: str
    state: str
    starts_on: date | None
    due: date | None
    due_latest: date | None
    unit: str
    source: str
    verify: bool = False
    done_on: date | None = None
    days_left: int | None = None
    n_late: int | None = None
    notes: tuple[str, ...] = ()


def done_on(request: RecordsRequest, kind: str, started: date) -> date | None:
    """The first day on which a step was taken after it was wanted."""
    return next((event.day for event in request.of_kind(kind) if event.day >= started), None)
