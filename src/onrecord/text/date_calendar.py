"""The calendar itself: which days a week, a month, a quarter, a season, a year or a holiday has, and how to step between them.

In: a day and the name of a unit. Out: `DateInterval`s. Weeks run from Monday to Sunday (ISO 8601); seasons are the
meteorological ones (winter: December to February, named by the year it begins in); a decade begins with the year that ends
in 0. Steps that would leave the years 1 to 9999 give None.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from onrecord.intervals import DateInterval

DAYS_IN = {"second": 0, "minute": 0, "hour": 0, "day": 1, "week": 7, "weekend": 7}
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def month_of(year: int, month: int) -> DateInterval:
    """The days of a month."""
    return DateInterval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_of(year: int, n_years: int = 1) -> DateInterval:
    """The days of a year, or of several from it on."""
    return DateInterval(date(year, 1, 1), date(year + n_years - 1, 12, 31))


def quarter_of(year: int, quarter: int) -> DateInterval:
    """The days of a calendar quarter, 1 to 4."""
    return DateInterval(date(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).latest)


def season_of(year: int, season: int) -> DateInterval:
    """The days of a season: 0 spring (March to May) to 3 winter (December to February of the next year)."""
    first = 3 + 3 * season
    last_year, last_month = (year, first + 2) if first < 12 else (year + 1, 2)
    return DateInterval(date(year, first, 1), month_of(last_year, last_month).latest)


def holiday_of(year: int, holiday: int) -> DateInterval:
    """Thanksgiving (the fourth Thursday of November, 5 U.S.C. 6103), Christmas, Halloween or Easter Sunday of a year."""
    if holiday == 0:
        first = date(year, 11, 1)
        return DateInterval.on(first + timedelta(days=(3 - first.weekday()) % 7 + 21))
    if holiday == 3:
        return DateInterval.on(_easter(year))
    return DateInterval.on(date(year, 12, 25) if holiday == 1 else date(year, 10, 31))


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def unit_around(day: date, unit: str) -> DateInterval:
    """The unit that holds a day: its week, weekend (that of its week), month, quarter, year, decade, century."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return DateInterval(monday, _plus(monday, 6))
    if unit == "weekend":
        monday = day - timedelta(days=day.weekday())
        return DateInterval(_plus(monday, 5), _plus(monday, 6))
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return quarter_of(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_of(day.year)
    if unit in ("decade", "century"):
        n_years = 10 if unit == "decade" else 100
        first = max(1, day.year - day.year % n_years)
        return DateInterval(date(first, 1, 1), date(min(9999, first + n_years - 1), 12, 31))
    return DateInterval.on(day)


def _plus(day: date, n_days: int) -> date:
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + n_days))


def step(day: date, unit: str, n: int) -> date | None:
    """The day n units later (earlier where n is negative); a month's missing day becomes its last."""
    if unit in MONTHS_IN:
        months = day.year * 12 + day.month - 1 + n * MONTHS_IN[unit]
        year, month = divmod(months, 12)
        if not 1 <= year <= 9999:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    ordinal = day.toordinal() + n * DAYS_IN[unit]
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def part_of(whole: DateInterval, edge: str | None, anchor: date | None = None) -> DateInterval:
    """The stretch that "early", "mid", "late", "start of", "end of", "earlier", "later" leave of a unit.

    Thirds for early, mid and late ("late September" is the 21st to the 30th); a sixth for start and end; earlier and later
    are cut at the anchor, where it lies inside.
    """
    n_days = (whole.latest - whole.earliest).days + 1
    third, sixth = timedelta(days=max(0, n_days // 3 - 1)), timedelta(days=max(0, n_days // 6 - 1))
    if n_days < 5 or edge in (None, "some"):
        return whole
    if edge == "early":
        return DateInterval(whole.earliest, whole.earliest + third)
    if edge == "late":
        return DateInterval(whole.latest - third, whole.latest)
    if edge == "mid":
        return DateInterval(whole.earliest + third, whole.latest - third)
    if edge == "start":
        return DateInterval(whole.earliest, whole.earliest + sixth)
    if edge == "end":
        return DateInterval(whole.latest - sixth, whole.latest)
    if anchor is not None and whole.earliest <= anchor <= whole.latest:
        return DateInterval(whole.earliest, anchor) if edge == "earlier" else DateInterval(anchor, whole.latest)
    return whole
