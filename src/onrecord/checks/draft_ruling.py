"""One verdict on a stretch of a draft before it is put in order: what is said, how sure, and where it rests."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Place
from onrecord.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A verdict in a sentence. `severity` counts only where it does not hold."""

    verdict: str
    outcome: Outcome
    severity: Severity = Severity.NOTE
    places: tuple[Place, ...] = ()
    working: str | None = None
    codes: tuple[str, ...] = ()


_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_OUTCOMES = (Outcome.FAILS, Outcome.CANNOT_TELL, Outcome.HOLDS)


def gravity(outcome: Outcome, severity: Severity) -> tuple[bool, int, int]:
    """The order of verdicts: what fails or must be looked at by its severity, then what is open, at last what holds."""
    return (outcome is Outcome.HOLDS, _SEVERITIES.index(severity), _OUTCOMES.index(outcome))


def ruling_of(finding: Finding, draft_id: str, span: Span) -> Ruling:
    """A finding as the verdict on a stretch of the draft; the stretch itself is not among its places."""
    places = tuple(place for place in finding.places if (place.document_id, place.span) != (draft_id, span))
    outside = tuple(place for place in places if place.document_id != draft_id)
    inside = tuple(place for place in places if place.document_id == draft_id)
    return Ruling(
        verdict=finding.message,
        outcome=finding.outcome,
        severity=finding.severity,
        places=(*outside, *inside),
        working=finding.working,
        codes=(finding.code,),
    )
