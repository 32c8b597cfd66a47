"""Interval constraints: what propagation narrows, and the smallest set that conflicts."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checks.constraints import Constraint, propagate, smallest_conflict
from onrecord.intervals import ValueInterval


def exactly(number: int) -> ValueInterval:
    return ValueInterval.exactly(number)


def between(low: int | None, high: int | None) -> ValueInterval:
    return ValueInterval(None if low is None else Fraction(low), None if high is None else Fraction(high))


def test_a_missing_part_is_the_difference() -> None:
    """Where the whole and one part are known, the other part is narrowed to their difference."""
    values = propagate({"whole": exactly(167), "a": exactly(101)}, [Constraint(("a", "b"), "whole")])
    assert values is not None
    assert values["b"] == exactly(66)


def test_parts_that_need_not_fill_the_whole() -> None:
    """Parts that lie within a whole may be fewer, and never more."""
    within = Constraint(("a",), "whole", equal=False)
    assert propagate({"whole": exactly(40), "a": exactly(12)}, [within]) is not None
    assert propagate({"whole": exactly(40), "a": exactly(52)}, [within]) is None


def test_the_smallest_conflict_leaves_out_what_is_innocent() -> None:
    """Of three constraints only the two that share the wrong number are named, with the bounds they need."""
    bounds = {
        "total": between(None, 90),
        "north": between(51, None),
        "south": between(45, None),
        "boats": exactly(7),
        "ships": exactly(3),
        "hulls": exactly(10),
    }
    constraints = [
        Constraint(("boats", "ships"), "hulls"),
        Constraint(("north", "south"), "found"),
        Constraint(("found",), "total", equal=False),
    ]
    conflict = smallest_conflict(bounds, constraints)
    assert conflict is not None
    assert conflict.constraints == (constraints[1], constraints[2])
    assert set(conflict.bounded) == {"total", "north", "south"}


def test_no_conflict_where_all_can_be_true() -> None:
    """Numbers that fit give no conflict."""
    assert smallest_conflict({"a": exactly(1), "b": exactly(2), "c": exactly(3)}, [Constraint(("a", "b"), "c")]) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=500), min_size=2, max_size=6), st.integers(min_value=-5, max_value=5))
def test_propagation_agrees_with_plain_addition(parts: list[int], off: int) -> None:
    """Exact parts and an exact whole conflict exactly where they do not add up."""
    names = tuple(f"p{at}" for at in range(len(parts)))
    bounds = {name: exactly(part) for name, part in zip(names, parts, strict=True)}
    bounds["whole"] = exactly(sum(parts) + off)
    assert (propagate(bounds, [Constraint(names, "whole")]) is None) == (off != 0)
