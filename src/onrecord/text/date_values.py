"""When an expression of time is: from its symbolic form and what is known of the anchors to an interval of days.

In: a `DateExpression` and `Anchors`. Out: a `Resolution`: an interval, a length, or a reason why there is none; always the
rule and the anchor that it leans on. An anchor is itself an interval: what is said of "last week" by a document of June or July is the
hull of both answers. What this module does not do is choose the anchors: that takes the whole document (`onrecord.mentions`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from onrecord.intervals import DateInterval, ValueInterval
from onrecord.text.date_calendar import (
    holiday_of, month_of, part_of, quarter_of, season_of, step, unit_around, year_of,
)  # fmt: skip
from onrecord.text.date_forms import DateExpression, DateForm

TIMEX_UNIT = {
    "second": "TXS", "minute": "TXM", "hour": "TXH", "day": "XD", "week": "XW", "weekend": "XWE", "month": "XM",
    "quarter": "XQ", "year": "XY", "decade": "XDE", "century": "XCE",
}  # fmt: skip
WIDEST_ANCHOR_DAYS = 800  # an anchor known no better than this gives no year to a date without one
NEAR_FUTURE_DAYS, FAR_PAST_DAYS, STALE_QUARTER_DAYS = 95, 200, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What an expression may be counted from. `document`: when the text was written; `narrative`: the days told of last;
    `quarter`: the quarter told of last; `years`: the years that the story is known to lie in, for dates without a year."""

    document: DateInterval | None = None
    narrative: DateInterval | None = None
    quarter: DateInterval | None = None
    years: DateInterval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What an expression comes to. `anchor`: written, document, narrative, years or None; `timex` is set where the value
    alone does not say the conventional TIMEX3 value."""

    kind: str
    granularity: str
    value: DateInterval | None = None
    duration: ValueInterval | None = None
    anchor: str | None = None
    reason: str | None = None
    timex: str | None = None


def resolve(expression: DateExpression, anchors: Anchors) -> Resolution:
    """The interval, length or reason that an expression comes to under the anchors."""
    return RESOLVERS[expression.form.kind](expression, anchors)


# -- dates that may lack a year ----------------------------------------------------------------------------------------


def _calendar_date(expression: DateExpression, anchors: Anchors) -> Resolution:
    """A day, month, quarter, season or holiday, with its year or with the nearest one that the anchors allow."""
    form = expression.form
    granularity = {"numeric": "day", "iso": "day", "holiday": "day", "newyear": "day"}.get(form.kind, form.kind)
    if form.kind == "quarter" and form.ordinal is None:
        told = _told_quarter(anchors)
        if told is None:
            return Resolution(kind="anchored", granularity="quarter", reason="no quarter is told before it")
        form = replace(form, ordinal=(told.earliest.month + 2) // 3)
    make = _maker(form)
    if form.year is not None:
        whole = make(form.year)
        if whole is None:
            return Resolution(kind="absolute", granularity=granularity, reason="no such day in the calendar")
        value = part_of(whole, form.edge)
        return Resolution(
            kind="absolute", granularity=granularity, value=value, anchor="written", timex=_conventional(whole, value, form)
        )
    base = anchors.narrative or anchors.document if form.narrative else anchors.document
    if base is not None and (base.latest - base.earliest).days <= WIDEST_ANCHOR_DAYS:
        found = _hull(base, lambda day: _nearest(make, day, form, expression.direction))
        if found is not None and (found.latest - found.earliest).days <= _span_days(make, base) + 5:
            value = part_of(found, form.edge)
            return Resolution(
                kind="partial", granularity=granularity, value=value, anchor="document", timex=_conventional(found, value, form)
            )
    if anchors.years is not None:
        inside = _only_inside(make, anchors.years)
        if inside is not None:
            value = part_of(inside, form.edge)
            return Resolution(
                kind="partial", granularity=granularity, value=value, anchor="years", timex=_conventional(inside, value, form)
            )
    return Resolution(kind="partial", granularity=granularity, reason="the year is neither written nor known from the document")


def _told_quarter(anchors: Anchors) -> DateInterval | None:
    """The quarter told of last, else the last one that was over when the document was written."""
    if anchors.quarter is not None or anchors.document is None:
        return anchors.quarter
    return _last_quarter(anchors.document.latest)


def _last_quarter(day: date) -> DateInterval | None:
    before = step(day, "quarter", -1)
    return None if before is None else unit_around(before, "quarter")


def _maker(form: DateForm) -> Callable[[int], DateInterval | None]:
    """The date of the form in a given year; None where that year has no such day."""
    if form.kind in ("day", "numeric", "iso"):
        return lambda year: _day(year, form.month or 1, form.day or 1)
    if form.kind == "month":
        return lambda year: month_of(year, form.month or 1)
    if form.kind == "quarter":
        return lambda year: quarter_of(year, form.ordinal) if form.ordinal and 1 <= form.ordinal <= 4 else None
    if form.kind == "half":
        return lambda year: _half(year, form)
    if form.kind == "season":
        return lambda year: season_of(year, form.season or 0)
    if form.kind == "holiday":
        return lambda year: holiday_of(year, form.holiday or 0)
    return lambda year: _new_year(year, form)


def _day(year: int, month: int, day: int) -> DateInterval | None:
    days = month_of(year, month)
    return DateInterval.on(date(year, month, day)) if day <= days.latest.day else None


def _half(year: int, form: DateForm) -> DateInterval:
    if form.ordinal == 1:
        return DateInterval(date(year, 1, 1), date(year, 6, 30))
    return DateInterval(date(year, 7, 1), date(year, 12, 31))


def _new_year(year: int, form: DateForm) -> DateInterval:
    return DateInterval.on(date(year, 12, 31) if "eve" in form.words else date(year, 1, 1))


def _nearest(
    make: Callable[[int], DateInterval | None], day: date, form: DateForm, direction: str | None
) -> DateInterval | None:
    """The date of that name that the writer of a given day means."""
    dated = [made for year in range(max(1, day.year - 2), min(9999, day.year + 3)) if (made := make(year)) is not None]
    if form.weekday is not None and form.shift is None:
        dated = [made for made in dated if made.earliest.weekday() == form.weekday] or dated
    if form.unit == "year" and form.shift is not None and "ago" not in form.words and "earlier" not in form.words:
        return next((made for made in dated if made.earliest.year == day.year + form.shift), None)
    if form.unit == "year":  # "the year-ago third quarter"
        now = _nearest_by_tense(dated, day, None)
        return next((made for made in dated if now and made.earliest.year == now.earliest.year - 1), None)
    if form.shift is not None and form.shift < 0:
        before = [made for made in dated if made.latest < day]
        return before[-1] if before else None
    if form.shift is not None and form.shift > 0:
        return next((made for made in dated if made.earliest > day), None)
    if form.kind == "quarter":  # a quarter is near: reports come after it, forecasts little before it
        begun = [made for made in dated if made.earliest <= day]
        ahead = [made for made in dated if made.earliest > day]
        is_stale = not begun or (day - begun[-1].latest).days > STALE_QUARTER_DAYS
        return ahead[0] if ahead and is_stale and direction == "future" else (begun or ahead or [None])[-1 if begun else 0]
    if form.shift == 0 and form.kind != "quarter":
        return next((made for made in dated if made.earliest.year == day.year), None)
    return _nearest_by_tense(dated, day, direction)


def _nearest_by_tense(dated: list[DateInterval], day: date, direction: str | None) -> DateInterval | None:
    """The last one that has begun; the next one where the clause speaks of the future, or where the last is most of a
    year ago and the next is near (writers leave out the year of what is near)."""
    begun = [made for made in dated if made.earliest <= day]
    ahead = [made for made in dated if made.latest >= day]
    past, future = begun[-1] if begun else None, ahead[0] if ahead else None
    if past is None or future is None or past == future:
        return past or future
    days_ago, days_ahead = (day - past.latest).days, (future.earliest - day).days
    if direction == "future" and days_ahead < 330:
        return future
    if days_ahead <= NEAR_FUTURE_DAYS and days_ago >= FAR_PAST_DAYS:
        return future
    return past


def _only_inside(make: Callable[[int], DateInterval | None], years: DateInterval) -> DateInterval | None:
    """The date of that name inside an interval, if there is exactly one."""
    inside = [
        made
        for year in range(years.earliest.year, min(years.latest.year, years.earliest.year + 3) + 1)
        if (made := make(year)) is not None and made.intersects(years)
    ]
    return inside[0] if len(inside) == 1 else None


def _span_days(make: Callable[[int], DateInterval | None], base: DateInterval) -> int:
    """How long the date of that name is: a hull that is longer holds two different ones."""
    made = make(base.latest.year) or make(base.latest.year - 1)
    return 366 if made is None else (made.latest - made.earliest).days


def _hull(base: DateInterval, answer: Callable[[date], DateInterval | None]) -> DateInterval | None:
    """What an answer comes to over all days of an anchor, given that later anchors never give earlier answers."""
    first, last = answer(base.earliest), answer(base.latest)
    if first is None or last is None:
        return None
    return DateInterval(min(first.earliest, last.earliest), max(first.latest, last.latest))


def _conventional(whole: DateInterval, value: DateInterval, form: DateForm) -> str | None:
    """The TIMEX3 value of the whole unit, where only an edge of it was given as the value."""
    if whole == value:
        return None
    if form.kind == "month" or form.unit == "month":
        return f"{whole.earliest:%Y-%m}"
    if form.kind == "season":
        return f"{whole.earliest.year:04d}-{('SP', 'SU', 'FA', 'WI')[form.season or 0]}"
    if form.kind == "quarter" or form.unit == "quarter":
        return f"{whole.earliest.year:04d}-Q{(whole.earliest.month + 2) // 3}"
    if form.unit == "week":
        year, week, _ = whole.earliest.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if form.unit == "decade" or form.kind == "decade":
        return f"{whole.earliest.year // 10:03d}"
    if form.kind == "century":
        return f"{whole.earliest.year // 100:02d}"
    return f"{whole.earliest.year:04d}"


# -- years and longer --------------------------------------------------------------------------------------------------


def _year(expression: DateExpression, _: Anchors) -> Resolution:
    form = expression.form
    year = form.year or 0
    n_years = 10 if form.kind == "decade" else 1
    if not 1 <= year <= 9980:
        return Resolution(kind="absolute", granularity="year", reason="no such year")
    whole = year_of(year, n_years)
    value = part_of(whole, form.edge)
    granularity = "decade" if form.kind == "decade" else "year"
    return Resolution(
        kind="absolute", granularity=granularity, value=value, anchor="written", timex=_conventional(whole, value, form)
    )


def _century(expression: DateExpression, _: Anchors) -> Resolution:
    form = expression.form
    if form.unit != "century" or not form.ordinal or not 2 <= form.ordinal <= 30:
        return Resolution(kind="absolute", granularity="century", reason="no century")
    first = (form.ordinal - 1) * 100
    whole = DateInterval(date(first, 1, 1), date(first + 99, 12, 31))
    value = part_of(whole, form.edge)
    return Resolution(
        kind="absolute", granularity="century", value=value, anchor="written", timex=_conventional(whole, value, form)
    )


# -- seen from the document or from what was told last -----------------------------------------------------------------


def _from(anchors: Anchors, *, narrative: bool) -> tuple[DateInterval | None, str]:
    """The anchor to count from and its name: what was told last where the words ask for it and it is known."""
    if narrative and anchors.narrative is not None:
        return anchors.narrative, "narrative"
    return anchors.document, "document"


def _counted(
    expression: DateExpression,
    anchors: Anchors,
    answer: Callable[[date], DateInterval | None],
    *,
    granularity: str,
    narrative: bool = False,
    whole: Callable[[date], DateInterval | None] | None = None,
) -> Resolution:
    """The hull of the answers over the anchor, or the reason why there is none."""
    base, name = _from(anchors, narrative=narrative)
    kind = "anchored" if narrative else "relative"
    if base is None:
        missing = "no dated event is told before it" if narrative else "the document's date is not known"
        return Resolution(kind=kind, granularity=granularity, reason=missing)
    value = _hull(base, answer)
    if value is None:
        return Resolution(kind=kind, granularity=granularity, reason="outside the calendar")
    conventional = _hull(base, whole) if whole else value
    timex = _conventional(conventional, value, expression.form) if conventional else None
    return Resolution(kind=kind, granularity=granularity, value=value, anchor=name, timex=timex)


def _deictic(expression: DateExpression, anchors: Anchors) -> Resolution:
    shift = expression.form.shift or 0
    granularity = "part_of_day" if expression.form.part is not None else "day"
    return _counted(expression, anchors, lambda day: _on(step(day, "day", shift)), granularity=granularity)


def _on(day: date | None) -> DateInterval | None:
    return None if day is None else DateInterval.on(day)


def _beyond(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "The day before yesterday", "the day after tomorrow"."""
    form = expression.form
    shift = (form.shift or 0) + (-1 if "before" in form.words else 1)
    return _counted(expression, anchors, lambda day: _on(step(day, "day", shift)), granularity="day")


def _turn_part(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "Last night" is the night of the day before; "this morning" that of the day; "the next morning" of the day after."""
    form = expression.form
    narrative = form.narrative or "next" in form.words
    shift = form.shift or 0
    return _counted(
        expression, anchors, lambda day: _on(step(day, "day", shift)), granularity="part_of_day", narrative=narrative
    )


def _weekday(expression: DateExpression, anchors: Anchors) -> Resolution:
    form = expression.form
    granularity = "part_of_day" if form.part is not None else "day"
    if form.kind == "weekday" and expression.rule == "weekday_of_week":
        shift, unit = form.shift or 0, form.unit or "week"
        return _counted(expression, anchors, lambda day: _in_week(day, form, shift, unit), granularity=granularity)
    return _counted(
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
    if direction == "future" or form.shift == 0 and direction is None:
        return _on(step(day, "day", ahead))
    return _on(step(day, "day", -back))


def _beyond_weekday(expression: DateExpression, anchors: Anchors) -> Resolution:
    form = expression.form
    shift = -1 if "before" in form.words else 1

    def answer(day: date) -> DateInterval | None:
        near = _near_weekday(day, form, "past")
        return _on(step(near.earliest, "day", shift)) if near else None

    return _counted(expression, anchors, answer, granularity="day")


def _turn(expression: DateExpression, anchors: Anchors) -> Resolution:
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
        return _counted(expression, anchors, lambda day: DateInterval.on(date(day.year, 12, 31)), granularity="day")

    def whole(day: date) -> DateInterval | None:
        moved = step(day, unit, shift)
        return None if moved is None else unit_around(moved, unit)

    def answer(day: date) -> DateInterval | None:
        found = whole(day)
        return None if found is None else part_of(found, form.edge, day)

    return _counted(expression, anchors, answer, granularity=unit, narrative=narrative, whole=whole)


def _bare(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "The day", "the quarter": the one that was told of last."""
    unit = expression.form.unit or "quarter"
    if unit == "quarter":
        return _the_quarter(anchors)
    return _counted(expression, anchors, lambda day: unit_around(day, unit), granularity=unit, narrative=True)


def _the_quarter(anchors: Anchors) -> Resolution:
    """ "The quarter", "the latest period"."""
    told = _told_quarter(anchors)
    if told is None:
        return Resolution(kind="anchored", granularity="quarter", reason="no quarter is told before it")
    name = "narrative" if anchors.quarter else "document"
    return Resolution(kind="anchored", granularity="quarter", value=told, anchor=name)


def _week_of(expression: DateExpression, anchors: Anchors) -> Resolution:
    form = expression.form
    inner = _calendar_date(_as_day(expression), anchors)
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


def _ago(expression: DateExpression, anchors: Anchors) -> Resolution:
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
            return DateInterval(first - timedelta(days=days), last) if sign < 0 else DateInterval(first, last + timedelta(days=days))
        return DateInterval(unit_around(first, unit).earliest, unit_around(last, unit).latest)

    if unit == "year" and low == high == 1 and sign < 0 and anchors.quarter is not None:
        before = step(anchors.quarter.earliest, "year", -1)
        if before is not None:
            return Resolution(kind="anchored", granularity="quarter", value=unit_around(before, "quarter"), anchor="narrative")
    found = _counted(expression, anchors, answer, granularity=unit, narrative=narrative)
    if form.is_vague:
        timex = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Resolution(
            kind=found.kind, granularity=unit, value=found.value, anchor=found.anchor, reason=found.reason, timex=timex
        )
    return found


def _times_ten(count: ValueInterval) -> ValueInterval:
    low, high = count.low, count.high
    return ValueInterval(None if low is None else low * 10, None if high is None else high * 10, count.low_open, count.high_open)


def _part(expression: DateExpression, anchors: Anchors) -> Resolution:
    """ "In the afternoon", "10:35 a.m.": on the day that was told of last, else on the document's."""
    granularity = "hour" if expression.form.kind == "clock" else "part_of_day"
    base = anchors.narrative or anchors.document
    if base is None:
        return Resolution(kind="anchored", granularity=granularity, reason="the day is not told")
    name = "narrative" if anchors.narrative else "document"
    if base.earliest != base.latest:
        return Resolution(kind="anchored", granularity=granularity, reason="the day is not told exactly", anchor=name)
    return Resolution(kind="anchored", granularity=granularity, value=base, anchor=name)


# -- lengths, repetition, and what names no stretch --------------------------------------------------------------------


def _length(expression: DateExpression, anchors: Anchors) -> Resolution:
    form = expression.form
    unit = form.unit or "quarter"
    value = None
    if form.kind in ("span", "vaguespan") and form.shift and anchors.document and form.count and form.count.high is not None:
        value = _stretch(anchors.document, unit, int(form.count.high), form.shift)
    timex = _length_timex(form, unit)
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
    if form.kind == "vaguespan" and form.shift and form.shift < 0:
        return "PAST_REF"
    if form.is_vague or form.kind == "vaguespan":
        return "P" + TIMEX_UNIT[unit]
    if count is None or (count.low == count.high and unit not in ("decade", "century", "quarter", "hour", "minute")):
        return None
    if count.low == count.high and unit in ("hour", "minute"):
        return _clock_timex(count.low or Fraction(0), unit)
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


def _stated(form: DateForm) -> int:
    """The number as written in a length with a bound: 40 in "nearly forty years"."""
    count = form.count
    if count is None:
        return 1
    if count.high is None or count.low is None:
        return int(count.low or count.high or 0)
    if count.high_open or count.low == 0:
        return int(count.high)
    return round((count.low + count.high) / 2) if {"about", "around", "roughly", "approximately"} & set(form.words) else int(count.low)


def _set(expression: DateExpression, _: Anchors) -> Resolution:
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


def _reference(expression: DateExpression, _: Anchors) -> Resolution:
    kind = expression.form.kind
    timex = {"present": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}[kind]
    return Resolution(kind="relative", granularity="day", timex=timex, reason="the words name no stretch of the calendar")


def _state(_: DateExpression, __: Anchors) -> Resolution:
    return Resolution(kind="state", granularity="day", reason="a state at a time that the words do not name")


RESOLVERS: dict[str, Callable[[DateExpression, Anchors], Resolution]] = {
    "day": _calendar_date, "numeric": _calendar_date, "iso": _calendar_date, "month": _calendar_date,
    "quarter": _calendar_date, "half": _calendar_date, "season": _calendar_date, "holiday": _calendar_date,
    "newyear": _calendar_date, "year": _year, "spelledyear": _year, "decade": _year, "century": _century,
    "deictic": _deictic, "beyond": _beyond, "beyond_weekday": _beyond_weekday, "turnpart": _turn_part,
    "weekday": _weekday, "clock": _part, "part": _part, "turn": _turn, "weekof": _week_of, "ago": _ago, "bare": _bare,
    "span": _length, "vaguespan": _length, "length": _length, "set": _set,
    "present": _reference, "past": _reference, "future": _reference, "state": _state,
}  # fmt: skip
