"""Numbers that cannot all be true: interval constraints, propagated, with the smallest set that conflicts (F213).

In: the relations of one text. Out: findings where every relation holds by itself and yet no values within the bounds satisfy
all of them. A constraint says that parts add up to a total, or that a part lies within a whole. Each figure is a variable;
repetitions of one count (same noun, same stated number) are one variable. Propagation narrows intervals until nothing moves
or one is empty; then constraints and bounds are dropped one by one, as long as the rest still conflicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.checks.arithmetic_rules import JOINT
from onrecord.checks.figure_relations import Relation
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.checks.value_arithmetic import add, intersect, shown_interval, subtract
from onrecord.checks.written import written
from onrecord.intervals import ValueInterval
from onrecord.model.findings import Finding, Outcome
from onrecord.model.mentions import Figure

_MOST_ROUNDS = 50  # propagation over whole numbers in a sentence or two settles in a few rounds
_ANY = ValueInterval(None, None)


@dataclass(frozen=True, slots=True)
class Constraint:
    """`parts` add up to `whole` (`equal`), or together do not exceed it. Names are variables."""

    parts: tuple[str, ...]
    whole: str
    equal: bool = True


@dataclass(frozen=True, slots=True)
class Conflict:
    """The smallest set that cannot hold: the constraints, and the bounds of the variables they need."""

    constraints: tuple[Constraint, ...]
    bounded: tuple[str, ...]


def propagate(bounds: dict[str, ValueInterval], constraints: Sequence[Constraint]) -> dict[str, ValueInterval] | None:
    """The bounds narrowed by all constraints, or None where some variable is left without a value.

    Variables without a bound may be any number; nothing is narrowed by guess.
    """
    values = dict(bounds)
    for _ in range(_MOST_ROUNDS):
        before = dict(values)
        for constraint in constraints:
            if not _narrow(values, constraint):
                return None
        if values == before:
            break
    return values


def _narrow(values: dict[str, ValueInterval], constraint: Constraint) -> bool:
    parts = [values.get(name, _ANY) for name in constraint.parts]
    whole = values.get(constraint.whole, _ANY)
    total = add(parts)
    if not constraint.equal:
        total = ValueInterval(total.low, None, total.low_open)
        whole = ValueInterval(None, whole.high, high_open=whole.high_open)
    narrowed = intersect(values.get(constraint.whole, _ANY), total)
    if narrowed is None:
        return False
    values[constraint.whole] = narrowed
    for at, name in enumerate(constraint.parts):
        others = add(part for other, part in enumerate(parts) if other != at)
        room = subtract(whole, others)
        kept = intersect(values.get(name, _ANY), room)
        if kept is None:
            return False
        values[name] = kept
    return True


def smallest_conflict(bounds: dict[str, ValueInterval], constraints: Sequence[Constraint]) -> Conflict | None:
    """A conflict from which nothing can be dropped, or None where all can be true."""
    if propagate(bounds, constraints) is not None:
        return None
    kept = list(constraints)
    for constraint in constraints:
        rest = [other for other in kept if other is not constraint]
        if rest and propagate(bounds, rest) is None:
            kept = rest
    needed = dict(bounds)
    for name in bounds:
        rest_bounds = {other: value for other, value in needed.items() if other != name}
        if propagate(rest_bounds, kept) is None:
            needed = rest_bounds
    return Conflict(tuple(kept), tuple(needed))


def check_jointly(text: FigureText, relations: Sequence[Relation]) -> Iterator[Finding]:
    """A finding where two or more relations of one text conflict only together."""
    constraints, figures = _constraints(relations)
    if len(constraints) < 2:
        return
    bounds = {name: figure[0].value for name, figure in figures.items()}
    alone = [constraint for constraint in constraints if propagate(bounds, [constraint]) is not None]
    conflict = smallest_conflict(bounds, alone)
    if conflict is None or len(conflict.constraints) < 2:
        return
    named = sorted({name for constraint in conflict.constraints for name in (*constraint.parts, constraint.whole)})
    shown_figures = sorted((figure for name in named for figure in figures[name]), key=_by_place)
    said = "; ".join(_said(constraint, figures) for constraint in conflict.constraints)
    yield finding(
        JOINT,
        message=f"These numbers cannot all be true: {said}.",
        outcome=Outcome.FAILS,
        places=[text.place(figure) for figure in shown_figures],
        working="; ".join(_worked(constraint, figures) for constraint in conflict.constraints),
        tolerance="every number as bounded and rounded in the text",
    )


def _by_place(figure: Figure) -> int:
    return figure.span.start


def _constraints(relations: Sequence[Relation]) -> tuple[list[Constraint], dict[str, list[Figure]]]:
    figures: dict[str, dict[str, Figure]] = {}
    constraints: dict[Constraint, None] = {}

    def name_of(figure: Figure) -> str:
        name = (
            f"{figure.unit} {figure.stated}" if figure.unit and figure.stated is not None and figure.stated > 9 else figure.id
        )
        figures.setdefault(name, {})[figure.id] = figure
        return name

    for relation in relations:
        if relation.whole is None or relation.kind not in ("sum", "running", "room") or not relation.strict:
            continue
        parts = tuple(name_of(part) for part in relation.parts)
        constraints[Constraint(parts, name_of(relation.whole), equal=relation.kind != "room")] = None
    return list(constraints), {name: list(group.values()) for name, group in figures.items()}


def _said(constraint: Constraint, figures: dict[str, list[Figure]]) -> str:
    terms = " + ".join(written(figures[name][0]) for name in constraint.parts)
    return f"{terms} {'make' if constraint.equal else 'lie within'} {written(figures[constraint.whole][0])}"


def _worked(constraint: Constraint, figures: dict[str, list[Figure]]) -> str:
    total = add(figures[name][0].value for name in constraint.parts)
    whole = figures[constraint.whole][0].value
    return f"{_said(constraint, figures)}: {shown_interval(total)} against {shown_interval(whole)}"
