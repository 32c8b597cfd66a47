"""What S601 to S604 say."""

from __future__ import annotations

from onrecord.checks.registry import declare
from onrecord.model.findings import Severity

DISTANT = declare(
    "S601",
    title="The shown cases stand far from the population",
    severity=Severity.WARNING,
    means="If the shown cases had been drawn at random from the population printed, so many with the attribute would "
    "come up less often than one time in twenty, after adjusting for the number of tests made.",
    example="Five shown cases all convicted, where 12 of 51 arrested were: C(12,5) / C(51,5) = 0.034 percent.",
    what_to_do="Say that the cases are not a sample, and give the base rate beside them.",
    when_wrong="When the population is not the one that the cases were presented as part of. "
    "It says nothing of why they were chosen.",
)
TOO_FEW = declare(
    "S602",
    title="So few cases cannot show a difference",
    severity=Severity.NOTE,
    means="The attribute is so common in the population that even if all shown cases have it, chance alone explains that often "
    "enough. The power line says how rare it would have to be.",
    example="Three shown cases, all convicted, where 23 of 51 were: 8.5 percent; only up to 19 of 51 could reach 5 percent.",
    what_to_do="Give the base rate; claim neither that the cases are typical nor that they are not.",
    when_wrong="When more cases were shown than are counted here.",
)
BORROWED = declare(
    "S603",
    title="Cases from elsewhere among those shown",
    severity=Severity.WARNING,
    means="Some of the shown cases are not of the population that they are shown for. No chance is computed with them inside.",
    example="A case of another city stands in a list about this city's arrests.",
    what_to_do="Name the place of each case; leave borrowed ones out of any comparison.",
    when_wrong="When the case is in the population under another spelling of its place or name.",
)
SHOWN_TWICE = declare(
    "S604",
    title="A case is shown more than once",
    severity=Severity.NOTE,
    means="The same case stands twice among those shown. It is counted once.",
    example="One man is described in the release and again in its annex.",
    what_to_do="Count him once.",
    when_wrong="When two persons share a name.",
)
