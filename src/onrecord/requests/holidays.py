"""Working days of an office: weekdays without the holidays that its law names, on the days on which they are observed.

In: holiday laws of a pack, each with the years that it holds for. Out: whether a day counts, and why not. A holiday on a
Saturday is observed on the Friday before, one on a Sunday on the Monday after, where its law says so: so the first of January
can be observed in the old year. Days on which offices were closed by order, without a law, count as working days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onrecord.model.packs import HolidayLaw

ONE_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days under some holiday laws."""

    laws: tuple[HolidayLaw, ...]

    def holiday(self, day: date) -> str | None:
        """The name of the holiday that is observed on a day, None where there is none."""
        return _observed_in(self.laws, day.year).get(day)

    def is_working(self, day: date) -> bool:
        """True on a weekday that is no holiday."""
        return day.weekday() < _SATURDAY and self.holiday(day) is None

    def first_working(self, day: date) -> date:
        """The day itself where it is a working day, else the next one."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def n_working(self, after: date, until: date) -> int:
        """How many working days lie after one day up to another, that one included."""
        return sum(self.is_working(after + timedelta(days=number)) for number in range(1, (until - after).days + 1))


def calendar_for(laws: tuple[HolidayLaw, ...], jurisdiction: str, area: str = "") -> WorkCalendar:
    """The working days under one jurisdiction; `area` adds the holidays of one area alone."""
    held = tuple(law for law in laws if law.jurisdiction == jurisdiction and law.area in ("", area))
    return WorkCalendar(held)


@lru_cache(maxsize=256)
def _observed_in(laws: tuple[HolidayLaw, ...], year: int) -> dict[date, str]:
    """The days of a year on which a holiday is observed; the first of January after may be observed in it."""
    found: dict[date, str] = {}
    for law in laws:
        for other in (year - 1, year, year + 1):
            for day in _days_of(law, other):
                observed = _observed_day(day, law.observed)
                if observed.year == year:
                    found.setdefault(observed, law.name)
    return found


def _days_of(law: HolidayLaw, year: int) -> Iterator[date]:
    """The day of a holiday in a year, none where the law does not hold for it."""
    if not date.min.year < year < date.max.year or (year - law.valid.earliest.year) % law.every:
        return
    day = _day_by_rule(law.rule, year)
    if day is not None and law.valid.earliest <= day <= law.valid.latest:
        yield day


def _day_by_rule(rule: str, year: int) -> date | None:
    """The day that a rule means in a year; None for a fifth Monday or a 29 February that the year has not.

    >>> _day_by_rule("last Monday May", 2021), _day_by_rule("06-19", 2021)
    (datetime.date(2021, 5, 31), datetime.date(2021, 6, 19))
    """
    if rule[0].isdigit() and rule[2:3] == "-":
        month, number = int(rule[:2]), int(rule[3:])
        return date(year, month, number) if 1 <= number <= monthrange(year, month)[1] else None
    which, weekday_name, month_name = rule.split()
    month, weekday = _MONTHS.index(month_name) + 1, _WEEKDAYS.index(weekday_name)
    n_days = monthrange(year, month)[1]
    days = [number for number in range(1, n_days + 1) if date(year, month, number).weekday() == weekday]
    if which == "last":
        return date(year, month, days[-1])
    return date(year, month, days[int(which) - 1]) if int(which) <= len(days) else None


def _observed_day(day: date, observed: str) -> date:
    if day.weekday() == _SATURDAY and observed == "nearest":
        return day - ONE_DAY
    if day.weekday() == _SUNDAY and observed in ("nearest", "monday"):
        return day + ONE_DAY
    return day
