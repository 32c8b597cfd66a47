"""Changes: before, after and the change between them (F211).

In: a `Relation` of kind change. Out: a finding where the direction or the size is not what the two levels give. A change in
percent of a percentage is tried in percentage points too, since both are said the same way. Trap: levels are often rounded
before the change is computed, so a percentage is asked over all that the levels may stand for.
"""

from __future__ import annotations

from fractions import Fraction

from onrecord.checks.arithmetic_rules import CHANGE
from onrecord.checks.figure_relations import Relation
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.checks.value_arithmetic import divide, scale, shown, subtract
from onrecord.checks.written import written
from onrecord.intervals import ValueInterval
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Place
from onrecord.model.mentions import Figure

_DOWN_TEXT = "fell drop declin decreas shrank sank went plung plumm slip slid tumbl dip down fall reduc loss cut halved"
_DOWN = tuple(word for word in _DOWN_TEXT.split() if word != "went")
# What the words allow: nobody says "doubled" of 1.7 times, and hardly of 2.6.
_FACTORS = {
    "doubled": (Fraction(18, 10), Fraction(26, 10)),
    "tripled": (Fraction(27, 10), Fraction(37, 10)),
    "quadrupled": (Fraction(36, 10), Fraction(48, 10)),
    "halved": (Fraction(4, 10), Fraction(57, 100)),
}


def check_change(text: FigureText, relation: Relation) -> Finding | None:
    """The finding of one change, or None where only a right direction is said."""
    old, new = relation.parts
    places = [text.place(figure) for figure in (old, new, relation.stated) if figure is not None]
    if relation.word in _FACTORS:
        return _factor(relation, places)
    wrong_way = _wrong_way(relation, places)
    if wrong_way is not None:
        return wrong_way
    return _size(old, new, relation.stated, places) if relation.stated is not None else None


def _levels(old: Figure, new: Figure) -> str:
    return f"{written(old)} to {written(new)}"


def _wrong_way(relation: Relation, places: list[Place]) -> Finding | None:
    old, new = relation.parts
    if not relation.word or old.value.intersects(new.value) or old.stated is None or new.stated is None:
        return None
    falls = new.stated < old.stated
    if falls == (relation.word.lower().startswith(_DOWN) or relation.word.lower() == "went down"):
        return None
    working = f"{_levels(old, new)} is a {'fall' if falls else 'rise'}"
    message = f'The text says "{relation.word}", but {working}.'
    return finding(CHANGE, message=message, outcome=Outcome.FAILS, places=places, working=working)


def _factor(relation: Relation, places: list[Place]) -> Finding | None:
    old, new = relation.parts
    low, high = _FACTORS[relation.word]
    if not old.stated or new.stated is None:
        return None
    ratio = divide(new.value, old.value)
    working = f"{written(new)} / {written(old)} = {shown(new.stated / old.stated, 2)}"
    allowed = f'"{relation.word}" is taken as {shown(low, 2)} to {shown(high, 2)} times'
    fits = ratio.intersects(ValueInterval(low, high))
    return finding(
        CHANGE,
        message=f'"{relation.word}" fits {_levels(old, new)}.' if fits else f'The text says "{relation.word}", but {working}.',
        outcome=Outcome.HOLDS if fits else Outcome.FAILS,
        places=places,
        working=working,
        tolerance=allowed,
        severity=Severity.NOTE if fits else Severity.WARNING,
    )


def _size(old: Figure, new: Figure, change: Figure, places: list[Place]) -> Finding | None:
    """The change as a difference in the levels' unit, or in percent of the old level."""
    if old.stated is None or new.stated is None or change.stated is None:
        return None
    difference = _magnitude(subtract(new.value, old.value))
    steps = f"{written(new)} - {written(old)} = {shown(new.stated - old.stated, 2)}"
    percent = scale(divide(difference, old.value), Fraction(100)) if old.stated else None
    share = f"{shown((new.stated - old.stated) / old.stated * 100, 2)} percent of {written(old)}" if old.stated else ""
    in_percent = change.unit == "percent"
    in_points = change.unit == "percentage points" or (in_percent and old.unit == "percent")
    if not in_percent and not in_points and change.unit != old.unit and not (change.kind == "change" and old.kind == "count"):
        return None
    readings = []
    if in_percent and percent is not None:
        readings.append(percent)
    if in_points or not in_percent:
        readings.append(difference)
    if not readings:
        return None
    working = f"{steps}, {share}" if in_percent and share else steps
    stated = _magnitude(change.value)
    if any(reading.intersects(stated) for reading in readings):
        message = f"The change of {written(change)} fits {_levels(old, new)}."
        return finding(CHANGE, message=message, outcome=Outcome.HOLDS, places=places, working=working, severity=Severity.NOTE)
    sure = change.approx == "exact" and old.approx == "exact" and new.approx == "exact"
    message = f"The change from {_levels(old, new)} is not {written(change)}: {working}."
    return finding(
        CHANGE,
        message=message,
        outcome=Outcome.FAILS,
        places=places,
        working=working,
        tolerance="every number may be rounded or cut at its last digit",
        severity=Severity.ERROR if sure else Severity.WARNING,
    )


def _magnitude(value: ValueInterval) -> ValueInterval:
    """The interval without its sign (a fall of 10 is a change of 10)."""
    if value.low is not None and value.low >= 0:
        return value
    if value.high is not None and value.high <= 0:
        return ValueInterval(-value.high, None if value.low is None else -value.low, value.high_open, value.low_open)
    highest = None if value.low is None or value.high is None else max(-value.low, value.high)
    return ValueInterval(Fraction(0), highest)
