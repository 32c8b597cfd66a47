"""The finding codes: each is declared once, beside the check that gives it, with the text that its user reads.

In: what a code means, in four paragraphs. Out: `Rule`s by code (for `onrecord rule CODE` and docs/rules/), and `finding`,
the only way a check makes a Finding, so that no finding is without a code, a place and a stable id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.ids import make_id
from onrecord.model.links import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One finding code. `severity` is the usual one; a check may say a milder one for a given finding."""

    code: str
    title: str
    severity: Severity
    means: str
    example: str
    what_to_do: str
    when_wrong: str


RULES: dict[str, Rule] = {}


def declare(code: str, *, title: str, severity: Severity, means: str, example: str, what_to_do: str, when_wrong: str) -> Rule:
    """Declare a finding code; raises ValueError where the code is taken."""
    if code in RULES:
        raise ValueError(f"finding code {code} is declared twice")
    rule = Rule(
        code=code,
        title=title,
        severity=severity,
        means=means,
        example=example,
        what_to_do=what_to_do,
        when_wrong=when_wrong,
    )
    RULES[code] = rule
    return rule


def finding(
    rule: Rule,
    *,
    message: str,
    outcome: Outcome,
    places: Iterable[Place],
    working: str | None = None,
    tolerance: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A Finding under a rule. Its id comes from the code and the places, so it survives a rebuild.

    Raises ValueError without a place: nothing is said that cannot be shown.
    """
    shown = tuple(places)
    if not shown:
        raise ValueError(f"a {rule.code} finding without a place: {message}")
    parts = [f"{place.document_id}:{place.span.start}:{place.span.end}" for place in shown]
    return Finding(
        id=make_id("n", rule.code, working or "", *parts),
        code=rule.code,
        severity=severity or rule.severity,
        title=rule.title,
        message=message,
        outcome=outcome,
        places=shown,
        working=working,
        tolerance=tolerance,
    )
