"""What a selection audit is asked, and an audit that a person keeps with the case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRequest:
    """What an audit is asked for. `shown` is how many cases were shown, their rows as a spreadsheet numbers them, or the
    condition that picks them; `n_elsewhere` were shown besides and stand in no row of the table."""

    table: str
    attributes: tuple[tuple[str, str], ...]
    shown: int | tuple[int, ...] | str
    population: str | None = None
    ranked_by: str | None = None
    n_elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAudit:
    """An audit that every build repeats, so that its findings stand among the others; `at` is UTC in ISO form."""

    id: str
    request: AuditRequest
    who: str
    at: str
