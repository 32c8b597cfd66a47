"""Lengths and repetitions: "nearly forty years", "the past two months", "every Tuesday"; and words that name no stretch.

In: an expression and its anchors. Out: a `Resolution` with a length, or with the TIMEX3 value of what has no length of its
own ("recently"). A span beside the present ("the past two months") gets its days too, where the anchor is known.
"""

from __future__ import annotations

from fractions import Fraction

from onrecord.intervals import DateInterval
from onrecord.text.date_anchors import Anchors, Resolution
from onrecord.text.date_calendar import step
from onrecord.text.date_forms import DateExpression, DateForm

TIMEX_UNIT = {
    "second": "TXS", "minute": "TXM", "hour": "TXH", "day": "XD", "week": "XW", "weekend": "XWE", "month": "XM",
    "quarter": "XQ", "year": "XY", "decade": "XDE", "century": "XCE",
}  # fmt: skip


def length(expression: DateExpression, anchors: Anchors) -> Resolution:
    form = expression.form
    unit = form.unit or "quarter"
    value = None
    if form.kind in ("span", "vaguespan") and form.shift and anchors.document and form.count and form.count.high is not None:
        value = _stretch(anchors.document, unit, int(form.count.high), form.shift)
    timex = _length_timex(form, unit) or (length_timex(form) if value else None)  # the days alone do not say how long
    return Resolution(
        kind="duration", granularity=unit, value=value, duration=form.count, timex=timex, anchor="document" if value else None
    )


def _stretch(base: DateInterval, unit: str, n: int, shift: int) -> DateInterval | None:
    """From n units before the anchor up to it, or from it on."""
    if n > 500:
        return None
    if shift < 0:
        first = step(base.earliest, unit, -n)
        return DateInterval(first, base.latest) if first else None
    last = step(base.latest, unit, n)
    return DateInterval(base.earliest, last) if last else None


def _length_timex(form: DateForm, unit: str) -> str | None:
    count = form.count
    if form.kind == "vaguespan" and form.shift and form.shift < 0 and unit == "year":
        return "PAST_REF"
    if form.is_vague or form.kind == "vaguespan":
        return "P" + TIMEX_UNIT[unit]
    if count is None or (count.low == count.high and unit not in ("decade", "century", "quarter", "hour", "minute")):
        return None
    if count.low == count.high and unit in ("hour", "minute"):
        return _clock_timex(count.low or Fraction(0), unit)
    if unit in ("hour", "minute") and (fraction := _clock_timex(_stated_exactly(form), unit)):
        return fraction
    stated = _stated(form)
    if unit in ("decade", "century"):
        return f"P{stated * (10 if unit == 'decade' else 100)}Y"
    return f"P{stated * 3}M" if unit == "quarter" else "P" + TIMEX_UNIT[unit].replace("X", str(stated))


def length_timex(form: DateForm) -> str:
    """The TIMEX3 value of the length in "10 days before"."""
    unit = form.unit or "quarter"
    return _length_timex(form, unit) or "P" + TIMEX_UNIT[unit].replace("X", str(_stated(form)))


def _clock_timex(count: Fraction, unit: str) -> str | None:
    """PT5H30M for five and a half hours; None where the number and the unit say it alone."""
    rest = (count - int(count)) * 60
    if not rest or rest.denominator != 1:
        return None
    return f"PT{int(count)}H{rest}M" if unit == "hour" else f"PT{int(count)}M{rest}S"


def _stated_exactly(form: DateForm) -> Fraction:
    """The number as written in a length with a bound: 40 in "nearly forty years"."""
    count = form.count
    if count is None:
        return Fraction(1)
    if count.high is None or count.low is None:
        return count.low or count.high or Fraction(0)
    if count.high_open or count.low == 0:
        return count.high
    if {"about", "around", "roughly", "approximately"} & set(form.words):  # ten percent to either side
        return count.low / Fraction(9, 10)
    return count.low


def _stated(form: DateForm) -> int:
    return int(_stated_exactly(form))


def repetition(expression: DateExpression, _: Anchors) -> Resolution:
    form = expression.form
    if form.weekday is not None:
        timex = f"XXXX-WXX-{form.weekday + 1}" + ("TNI" if form.part == 3 else "")
        return Resolution(kind="set", granularity="week", timex=timex)
    if form.month is not None:
        return Resolution(kind="set", granularity="year", timex=f"XXXX-{form.month:02d}")
    unit = form.unit or "day"
    if form.part is not None:
        return Resolution(kind="set", granularity="day", timex="XXXX-XX-XXT" + ("MO", "AF", "EV", "NI")[form.part])
    n = int(form.count.low or 1) if form.count and form.count.low else 1
    return Resolution(kind="set", granularity=unit, duration=form.count, timex="P" + TIMEX_UNIT[unit].replace("X", str(n)))


def reference(expression: DateExpression, _: Anchors) -> Resolution:
    kind = expression.form.kind
    timex = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}[kind]
    return Resolution(kind="relative", granularity="day", timex=timex, reason="the words name no stretch of the calendar")


def state(_: DateExpression, __: Anchors) -> Resolution:
    return Resolution(kind="state", granularity="day", reason="a state at a time that the words do not name")
