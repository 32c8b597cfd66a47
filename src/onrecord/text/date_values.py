"""When an expression of time is: from its symbolic form and what is known of the anchors to an interval of days.

In: a `DateExpression` and `Anchors`. Out: a `Resolution`: an interval, a length, or a reason why there is none; always with
the anchor that it leans on. What this module does not do is choose the anchors: that takes the whole document
(`onrecord.mentions`).
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.text.date_anchors import Anchors, Resolution
from onrecord.text.date_forms import DateExpression
from onrecord.text.date_of_year import calendar_date, fiscal_year, whole_century, whole_year
from onrecord.text.date_relative import (
    clock_or_part,
    day_beside_today,
    day_beside_weekday,
    day_beyond,
    day_of_month,
    part_of_a_day,
    unit_by_turn,
    unit_told_last,
    units_ago,
    week_of,
    weekday,
)  # fmt: skip
from onrecord.text.time_lengths import length, reference, repetition, state

RESOLVERS: dict[str, Callable[[DateExpression, Anchors], Resolution]] = {
    "day": calendar_date, "numeric": calendar_date, "iso": calendar_date, "month": calendar_date,
    "quarter": calendar_date, "half": calendar_date, "season": calendar_date, "holiday": calendar_date,
    "newyear": calendar_date, "weekofmonth": calendar_date, "monthday": day_of_month, "fiscalyear": fiscal_year,
    "year": whole_year, "spelledyear": whole_year, "decade": whole_year, "century": whole_century,
    "deictic": day_beside_today, "beyond": day_beyond, "beyond_weekday": day_beside_weekday, "turnpart": part_of_a_day,
    "weekday": weekday, "clock": clock_or_part, "part": clock_or_part, "turn": unit_by_turn, "weekof": week_of,
    "ago": units_ago, "bare": unit_told_last,
    "span": length, "vaguespan": length, "length": length, "set": repetition,
    "present": reference, "past": reference, "future": reference, "state": state,
}  # fmt: skip


def resolve(expression: DateExpression, anchors: Anchors) -> Resolution:
    """The interval, length or reason that an expression comes to under the anchors."""
    return RESOLVERS[expression.form.kind](expression, anchors)
