"""Dates of the calendar, with their year or without: "June 22", "the third quarter", "late September", "1996".

In: an expression and its anchors. Out: a `Resolution`. A date without a year is the nearest one that the tense of its clause
and the document's date allow; where the document's date is not known, the only one inside the years of the story; else
nothing. Trap: a hull over an anchor that allows two different years is no answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from onrecord.intervals import DateInterval
from onrecord.text.date_anchors import Anchors, Resolution, conventional, hull, told_quarter
from onrecord.text.date_calendar import holiday_of, month_of, part_of, quarter_of, season_of, year_of
from onrecord.text.date_forms import DateExpression, DateForm

WIDEST_ANCHOR_DAYS = 800  # an anchor known no better than this gives no year to a date without one
NEAR_FUTURE_DAYS, FAR_PAST_DAYS, STALE_QUARTER_DAYS = 95, 200, 250


def calendar_date(expression: DateExpression, anchors: Anchors) -> Resolution:
    """A day, month, quarter, season or holiday, with its year or with the nearest one that the anchors allow."""
    form = expression.form
    granularity = {"numeric": "day", "iso": "day", "holiday": "day", "newyear": "day", "weekofmonth": "week"}.get(
        form.kind, form.kind
    )
    if form.kind == "quarter" and form.ordinal is None:
        told = told_quarter(anchors)
        if told is None:
            return Resolution(kind="anchored", granularity="quarter", reason="no quarter is told before it")
        form = replace(form, ordinal=(told.earliest.month + 2) // 3)
    if form.is_ambiguous and form.year is not None:
        return _either_order(form, anchors.day_first)
    make = _maker(form)
    if form.year is not None:
        whole = make(form.year)
        if whole is None:
            return Resolution(kind="absolute", granularity=granularity, reason="no such day in the calendar")
        value = part_of(whole, form.edge)
        return Resolution(
            kind="absolute", granularity=granularity, value=value, anchor="written", timex=conventional(whole, value, form)
        )
    base = anchors.narrative or anchors.document if form.narrative else anchors.document
    if base is not None and (base.latest - base.earliest).days <= WIDEST_ANCHOR_DAYS:
        found = hull(base, lambda day: _nearest(make, day, form, expression.direction))
        if found is not None and (found.latest - found.earliest).days <= _span_days(make, base) + 5:
            value = part_of(found, form.edge)
            return Resolution(
                kind="partial", granularity=granularity, value=value, anchor="document", timex=conventional(found, value, form)
            )
    if anchors.years is not None:
        inside = _only_inside(make, anchors.years)
        if inside is not None:
            value = part_of(inside, form.edge)
            return Resolution(
                kind="partial", granularity=granularity, value=value, anchor="years", timex=conventional(inside, value, form)
            )
    return Resolution(kind="partial", granularity=granularity, reason="the year is neither written nor known from the document")


def _either_order(form: DateForm, day_first: bool | None) -> Resolution:
    """ "06/10/2017": June or October, unless the other dates of the document show the order."""
    year, month, day = form.year or 0, form.month or 1, form.day or 1
    month_first, other = _day(year, month, day), _day(year, day, month)
    if day_first is not None or month_first is None or other is None:
        value = other if day_first else month_first
    else:
        value = DateInterval(min(month_first.earliest, other.earliest), max(month_first.latest, other.latest))
    return Resolution(kind="absolute", granularity="day", value=value, anchor="written", reason="day and month may be swapped")


def _maker(form: DateForm) -> Callable[[int], DateInterval | None]:
    """The date of the form in a given year; None where that year has no such day."""
    if form.kind in ("day", "numeric", "iso"):
        return lambda year: _days(year, form)
    if form.kind == "weekofmonth":
        return lambda year: _week_of_month(year, form)
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


def _days(year: int, form: DateForm) -> DateInterval | None:
    """The day, or the days of "Sept. 24-27"."""
    first = _day(year, form.month or 1, form.day or 1)
    last = _day(year, form.month or 1, form.last_day) if form.last_day else first
    return None if first is None or last is None else DateInterval(first.earliest, last.latest)


def _week_of_month(year: int, form: DateForm) -> DateInterval:
    """The first week of a month is its first seven days, the last week its last seven."""
    days = month_of(year, form.month or 1)
    if form.ordinal is None:
        return DateInterval(days.latest - timedelta(days=6), days.latest)
    first = days.earliest + timedelta(days=7 * (form.ordinal - 1))
    return DateInterval(min(first, days.latest), min(first + timedelta(days=6), days.latest))


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
        return _nearest_quarter(dated, day, direction)
    if form.shift == 0:
        return next((made for made in dated if made.earliest.year == day.year), None)
    found = _nearest_by_tense(dated, day, direction)
    if form.weekday is None or found is None or found.earliest.weekday() == form.weekday:
        return found
    other = [m for m in dated if m.earliest.weekday() == form.weekday and abs((m.earliest - day).days) <= FAR_PAST_DAYS]
    return other[0] if other else found  # "Monday, January 2" in December; a weekday that fits no near year is a misprint


def _nearest_quarter(dated: list[DateInterval], day: date, direction: str | None) -> DateInterval | None:
    begun = [made for made in dated if made.earliest <= day]
    ahead = [made for made in dated if made.earliest > day]
    if begun and not (ahead and direction == "future" and (day - begun[-1].latest).days > STALE_QUARTER_DAYS):
        return begun[-1]
    return ahead[0] if ahead else None


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
    if direction != "done" and days_ahead <= NEAR_FUTURE_DAYS and days_ago >= FAR_PAST_DAYS:
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


def whole_year(expression: DateExpression, _: Anchors) -> Resolution:
    form = expression.form
    year = form.year or 0
    n_years = 10 if form.kind == "decade" else 1
    if not 1 <= year <= 9980:
        return Resolution(kind="absolute", granularity="year", reason="no such year")
    whole = year_of(year, n_years)
    value = part_of(whole, form.edge)
    granularity = "decade" if form.kind == "decade" else "year"
    return Resolution(
        kind="absolute", granularity=granularity, value=value, anchor="written", timex=conventional(whole, value, form)
    )


def fiscal_year(expression: DateExpression, _: Anchors) -> Resolution:
    """A fiscal year is named by the calendar year in which it ends: from July (most states), October (31 U.S.C. 1102) or
    January on, which the words do not say."""
    year = expression.form.year or 0
    if not 2 <= year <= 9980:
        return Resolution(kind="absolute", granularity="year", reason="no such year")
    value = DateInterval(date(year - 1, 7, 1), date(year, 12, 31))
    return Resolution(kind="absolute", granularity="year", value=value, anchor="written", timex=f"{year:04d}")


def whole_century(expression: DateExpression, _: Anchors) -> Resolution:
    form = expression.form
    if form.unit != "century" or not form.ordinal or not 2 <= form.ordinal <= 30:
        return Resolution(kind="absolute", granularity="century", reason="no century")
    first = (form.ordinal - 1) * 100
    whole = DateInterval(date(first, 1, 1), date(first + 99, 12, 31))
    value = part_of(whole, form.edge)
    return Resolution(
        kind="absolute", granularity="century", value=value, anchor="written", timex=conventional(whole, value, form)
    )
