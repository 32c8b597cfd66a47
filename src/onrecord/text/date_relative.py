"""Dates seen from an anchor: "yesterday", "last week", "Friday", "two years ago", "the following day", "the quarter".

In: an expression and its anchors. Out: a `Resolution`, in the grain of its unit ("two years ago" is a year, not a day). What
is counted from the day told of last is of kind anchored, and stays open where none was told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.intervals import DateInterval, ValueInterval
from onrecord.text.date_anchors import Anchors, Resolution, counted, told_quarter
from onrecord.text.date_calendar import part_of, step, unit_around
from onrecord.text.date_forms import DateExpression, DateForm
from onrecord.text.date_of_year import calendar_date
from onrecord.text.time_lengths import length_timex


def day_beside_today(expression: DateExpression, anchors: Anchors) -> Resolution:
    shift = expression.form.shift or 0
    granularity = "part_of_day" if expression.form.part is not None else "day"
    return counted(expression, anchors, lambda day: _on(step(day, "day", shift)), granularity=granularity)


def _on(day: date | None) -> DateInterval | None:
    return None if day is None else DateInterval.on(day)


def day_beyond(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "The day before yesterday", "the day after tomorrow"."""
    form = expression.form
    shift = (form.shift or 0) + (-1 if "before" in form.words else 1)
    return counted(expression, anchors, lambda day: _on(step(day, "day", shift)), granularity="day")


def part_of_a_day(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "Last night" is the night of the day before; "this morning" that of the day; "the next morning" of the day after."""
    form = expression.form
    narrative = form.narrative or "next" in form.words
    shift = form.shift or 0
    return counted(
        expression, anchors, lambda day: _on(step(day, "day", shift)), granularity="part_of_day", narrative=narrative
    )


def weekday(expression: DateExpression, anchors: Anchors) -> Resolution:
    form = expression.form
    granularity = "part_of_day" if form.part is not None else "day"
    if form.kind == "weekday" and expression.rule == "weekday_of_week":
        shift, unit = form.shift or 0, form.unit or "week"
        return counted(expression, anchors, lambda day: _in_week(day, form, shift, unit), granularity=granularity)
    return counted(
        expression,
        anchors,
        lambda day: _near_weekday(day, form, expression.direction),
        granularity=granularity,
        narrative=form.narrative,
    )


def _in_week(day: date, form: DateForm, shift: int, unit: str) -> DateInterval | None:
    moved = step(day, unit, shift)
    return None if moved is None else _on(step(unit_around(moved, "week").earliest, "day", form.weekday or 0))


def _near_weekday(day: date, form: DateForm, direction: str | None) -> DateInterval | None:
    """The latest such weekday up to the day; the next one where the words or the clause speak of the future."""
    back = (day.weekday() - (form.weekday or 0)) % 7
    if form.shift is not None and form.shift < 0:
        return _on(step(day, "day", -(back or 7)))
    if form.shift is not None and form.shift > 0:
        return _on(step(day, "day", 7 - back))
    ahead = (7 - back) % 7
    if direction == "future" or (form.shift == 0 and direction is None) or (ahead == 1 and direction != "done"):
        return _on(step(day, "day", ahead))
    return _on(step(day, "day", -back))


def day_beside_weekday(expression: DateExpression, anchors: Anchors) -> Resolution:
    form = expression.form
    shift = -1 if "before" in form.words else 1

    def answer(day: date) -> DateInterval | None:
        near = _near_weekday(day, form, "past")
        return _on(step(near.earliest, "day", shift)) if near else None

    return counted(expression, anchors, answer, granularity="day")


def unit_by_turn(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "Last week", "earlier this year", "the following month", "the end of the year"."""
    form = expression.form
    unit = form.unit or "quarter"
    if unit in ("second", "minute", "hour"):
        return Resolution(kind="relative", granularity=unit, reason="shorter than a day")
    shift = form.shift or 0
    narrative = form.narrative
    if unit == "quarter" and "latest" in form.words:
        return _the_quarter(anchors)
    if unit == "year" and form.words[-3:] == ("year", "-", "end"):
        return counted(expression, anchors, lambda day: DateInterval.on(date(day.year, 12, 31)), granularity="day")

    is_span = "past" in form.words or ("the" in form.words and "last" in form.words)

    def whole(day: date) -> DateInterval | None:
        moved = step(day, unit, shift)
        return None if moved is None else unit_around(moved, unit)

    def answer(day: date) -> DateInterval | None:
        if is_span:  # "for the past decade", "over the last year": up to now
            first = step(day, unit, shift)
            return None if first is None else DateInterval(first, day)
        found = whole(day)
        return None if found is None else part_of(found, form.edge, day)

    return counted(expression, anchors, answer, granularity=unit, narrative=narrative, whole=whole)


def unit_told_last(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "The day", "the quarter": the one that was told of last."""
    unit = expression.form.unit or "quarter"
    if unit == "quarter":
        return _the_quarter(anchors)
    if expression.after.lower() in ("ended", "ending"):  # "for the year ended March 31": how long, the day says when
        one = ValueInterval.exactly(1)
        return Resolution(kind="duration", granularity=unit, duration=one)
    return counted(expression, anchors, lambda day: unit_around(day, unit), granularity=unit, narrative=True)


def _the_quarter(anchors: Anchors) -> Resolution:
    """ "The quarter", "the latest period"."""
    told = told_quarter(anchors)
    if told is None:
        return Resolution(kind="anchored", granularity="quarter", reason="no quarter is told before it")
    name = "narrative" if anchors.quarter else "document"
    return Resolution(kind="anchored", granularity="quarter", value=told, anchor=name)


def day_of_month(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "The 20th of next month"; "Friday the 15th": the nearest month in which the day is that weekday."""
    form = expression.form

    def answer(day: date) -> DateInterval | None:
        if form.unit == "month":
            return _on_day(step(day, "month", form.shift or 0), form)
        shifts = (0, 1, -1, 2, -2) if expression.direction == "future" else (0, -1, 1, -2, 2)
        months = [_on_day(step(day, "month", shift), form) for shift in shifts]
        return next((found for found in months if found and found.earliest.weekday() == form.weekday), None)

    return counted(expression, anchors, answer, granularity="day", narrative=form.narrative)


def _on_day(month: date | None, form: DateForm) -> DateInterval | None:
    if month is None or form.day is None:
        return None
    days = unit_around(month, "month")
    return DateInterval.on(days.earliest.replace(day=form.day)) if form.day <= days.latest.day else None


def week_of(expression: DateExpression, anchors: Anchors) -> Resolution:
    form = expression.form
    inner = calendar_date(_as_day(expression), anchors)
    if inner.value is None:
        return Resolution(kind=inner.kind, granularity="week", reason=inner.reason)
    days = inner.value
    if "ended" in form.words or "ending" in form.words:
        first = step(days.earliest, form.unit or "week", -1)
        value = DateInterval(first, days.latest) if first else days
    else:
        value = unit_around(days.earliest, form.unit or "week")
    return Resolution(kind=inner.kind, granularity=form.unit or "week", value=value, anchor=inner.anchor)


def _as_day(expression: DateExpression) -> DateExpression:
    form = expression.form
    day = DateForm(kind="day", words=form.words, year=form.year, month=form.month, day=form.day, weekday=form.weekday)
    return DateExpression(span=expression.span, rule=expression.rule, form=day, direction=expression.direction)


def units_ago(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "Two years ago", "a day after", "three weeks from now": whole units, in the grain of the unit."""
    form = expression.form
    unit, words = form.unit or "quarter", form.words
    if unit == "decade" and form.count:
        unit, form = "year", replace(form, count=_times_ten(form.count))
    sign = 1 if {"later", "after", "from"} & set(words) else -1
    narrative = not {"ago", "from"} & set(words)
    low = int(form.count.low or 0) if form.count and form.count.low is not None else 1
    high = int(form.count.high) if form.count and form.count.high is not None else low
    if form.count and form.count.low is not None and form.count.low.denominator != 1:
        low, high = int(form.count.low), int(form.count.low) + 1

    def answer(day: date) -> DateInterval | None:
        far, near = step(day, unit, sign * high), step(day, unit, sign * low)
        if far is None or near is None:
            return None
        first, last = min(far, near), max(far, near)
        if unit in ("second", "minute", "hour"):
            days = 1 if unit == "hour" else 0
            return (
                DateInterval(first - timedelta(days=days), last)
                if sign < 0
                else DateInterval(first, last + timedelta(days=days))
            )
        return DateInterval(unit_around(first, unit).earliest, unit_around(last, unit).latest)

    if unit == "year" and low == high == 1 and sign < 0 and anchors.quarter is not None:
        before = step(anchors.quarter.earliest, "year", -1)
        if before is not None:
            return Resolution(kind="anchored", granularity="quarter", value=unit_around(before, "quarter"), anchor="narrative")
    found = counted(expression, anchors, answer, granularity=unit, narrative=narrative)
    if form.count is not None and form.count.low != form.count.high and not form.is_vague and unit != "decade":
        return replace(found, timex=length_timex(expression.form))  # "almost two years ago"
    if form.is_vague:
        timex = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Resolution(
            kind=found.kind, granularity=unit, value=found.value, anchor=found.anchor, reason=found.reason, timex=timex
        )
    return found


def _times_ten(count: ValueInterval) -> ValueInterval:
    low, high = count.low, count.high
    return ValueInterval(
        None if low is None else low * 10, None if high is None else high * 10, count.low_open, count.high_open
    )


def clock_or_part(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "In the afternoon", "10:35 a.m.": on the day that was told of last, else on the document's."""
    granularity = "hour" if expression.form.kind == "clock" else "part_of_day"
    base = anchors.narrative or anchors.document
    if base is None:
        return Resolution(kind="anchored", granularity=granularity, reason="the day is not told")
    name = "narrative" if anchors.narrative else "document"
    if base.earliest != base.latest:
        return Resolution(kind="anchored", granularity=granularity, reason="the day is not told exactly", anchor=name)
    return Resolution(kind="anchored", granularity=granularity, value=base, anchor=name)
