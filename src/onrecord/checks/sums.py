"""Sums: parts and total (F201), part and remainder (F210), running totals (F212).

In: a `Relation` of kind sum or running. Out: a finding where the parts come to the total, or where the wording cuts the
total apart and no values within the intervals add up. Trap: a total with a lower bound may be larger than a list that
leaves some out, which is no contradiction.
"""

from __future__ import annotations

from fractions import Fraction

from onrecord.checks.arithmetic_rules import COMPLEMENT, RUNNING, SUM
from onrecord.checks.figure_relations import Relation
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.checks.value_arithmetic import add, shown, shown_interval
from onrecord.checks.written import written
from onrecord.intervals import ValueInterval
from onrecord.model.findings import Finding, Outcome, Severity

_HUNDRED = Fraction(100)


def check_sum(text: FigureText, relation: Relation) -> Finding | None:
    """The finding of one sum, or None where it neither comes out nor must."""
    rule = RUNNING if relation.kind == "running" else COMPLEMENT if relation.word == "remaining" else SUM
    total = ValueInterval.exactly(100) if relation.whole is None else relation.whole.value
    total_words = "100 percent" if relation.whole is None else written(relation.whole)
    parts = [part.value for part in relation.parts]
    summed = add(parts)
    terms = " + ".join(written(part) for part in relation.parts)
    middle = sum((part.stated or Fraction(0) for part in relation.parts), Fraction(0))
    exact = all(part.value.low == part.value.high for part in relation.parts)
    working = f"{terms} = {shown(middle)}"
    places = [text.place(part) for part in relation.parts] + ([text.place(relation.whole)] if relation.whole else [])
    if summed.intersects(total):
        same = exact and total.low == total.high
        reading = (
            working
            if same or middle == (relation.whole.stated if relation.whole else _HUNDRED)
            else f"{working}; stated: {total_words}"
        )
        message = (
            f"The parts come to the total of {total_words}."
            if same
            else f"The parts are compatible with the total of {total_words}."
        )
        return finding(rule, message=message, outcome=Outcome.HOLDS, places=places, working=reading, severity=Severity.NOTE)
    if not relation.strict:
        return None
    stated = relation.whole.stated if relation.whole is not None else _HUNDRED
    off = middle - (stated or Fraction(0))
    working = f"{working}, not {total_words}"
    difference = f"{shown(abs(off))} {'more' if off > 0 else 'less'} than the total of {total_words}"
    if relation.whole is not None and relation.whole.approx == "lower_bound" and off <= 0:
        message = f"The parts come to {shown(middle)}, {difference}; the list may leave some out."
        return finding(
            rule, message=message, outcome=Outcome.CANNOT_TELL, places=places, working=working, severity=Severity.WARNING
        )
    certain = exact and (relation.whole is None or relation.whole.approx == "exact")
    return finding(
        rule,
        message=f"The parts come to {shown(middle)}, {difference}.",
        outcome=Outcome.FAILS,
        places=places,
        working=working,
        tolerance=None if exact else f"as written the parts may come to {shown_interval(summed)}",
        severity=rule.severity if certain or relation.whole is None else Severity.WARNING,
    )
