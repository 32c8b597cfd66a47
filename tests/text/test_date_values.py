"""When an expression is: under a known document date, under an interval, and without any anchor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intervals import DateInterval, ValueInterval
from onrecord.text.date_anchors import Anchors, Resolution
from onrecord.text.date_calendar import holiday_of, season_of, step, unit_around
from onrecord.text.date_grammar import find_date_expressions
from onrecord.text.date_values import resolve

MONDAY = DateInterval.on(date(2017, 10, 16))
OCTOBER = DateInterval(date(2017, 10, 1), date(2017, 10, 31))


def _resolved(text: str, anchors: Anchors) -> Resolution:
    return resolve(find_date_expressions(text)[0], anchors)


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, str] | None
    anchor: DateInterval | None = MONDAY


CASES = (
    Case("written_day", "on September 29th, 2017", ("2017-09-29", "2017-09-29"), None),
    Case("written_month", "in February of 2017", ("2017-02-01", "2017-02-28"), None),
    Case("leap_day_that_never_was", "on February 29, 2017", None, None),
    Case("month_without_year_is_past", "arrested in February", ("2017-02-01", "2017-02-28")),
    Case("month_without_year_not_begun", "arrested in November", ("2016-11-01", "2016-11-30")),
    Case("month_without_year_ahead", "will open in November", ("2017-11-01", "2017-11-30")),
    Case("day_without_year", "tweeted on June 22", ("2017-06-22", "2017-06-22")),
    Case("day_without_year_or_anchor", "tweeted on June 22", None, None),
    Case("late_month", "the late September raids were", ("2017-09-21", "2017-09-30")),
    Case("last_week", "last week", ("2017-10-09", "2017-10-15")),
    Case("last_week_of_some_day", "last week", ("2017-09-18", "2017-10-29"), OCTOBER),
    Case("earlier_this_month", "earlier this month", ("2017-10-01", "2017-10-16")),
    Case("earlier_this_year", "earlier this year", ("2017-01-01", "2017-10-16")),
    Case("last_year", "last year", ("2016-01-01", "2016-12-31")),
    Case("past_decade_runs_up_to_now", "for the past decade", ("2007-10-16", "2017-10-16")),
    Case("the_last_year_runs_up_to_now", "over the last year", ("2016-10-16", "2017-10-16")),
    Case("yesterday", "yesterday morning", ("2017-10-15", "2017-10-15")),
    Case("bare_weekday_is_past", "said Friday", ("2017-10-13", "2017-10-13")),
    Case("bare_weekday_today", "said Monday", ("2017-10-16", "2017-10-16")),
    Case("bare_weekday_ahead", "will meet Friday", ("2017-10-20", "2017-10-20")),
    Case("last_weekday", "last Monday", ("2017-10-09", "2017-10-09")),
    Case("weekday_of_last_week", "Tuesday of last week", ("2017-10-10", "2017-10-10")),
    Case("two_years_ago", "two years ago", ("2015-01-01", "2015-12-31")),
    Case("three_days_ago", "three days ago", ("2017-10-13", "2017-10-13")),
    Case("a_decade_ago", "a decade ago", ("2007-01-01", "2007-12-31")),
    Case("several_years_ago", "several years ago", ("2008-01-01", "2014-12-31")),
    Case("three_weeks_from_now", "three weeks from now", ("2017-11-06", "2017-11-12")),
    Case("third_quarter", "third-quarter profit rose", ("2017-07-01", "2017-09-30")),
    Case("quarter_of_last_year", "the first quarter of last year", ("2016-01-01", "2016-03-31")),
    Case("last_summer", "last summer", ("2017-06-01", "2017-08-31")),
    Case("winter_spans_two_years", "the winter of 1994", ("1994-12-01", "1995-02-28")),
    Case("decade", "in the 1990s", ("1990-01-01", "1999-12-31")),
    Case("century", "the 19th century", ("1800-01-01", "1899-12-31")),
    Case("last_thanksgiving", "last Thanksgiving", ("2016-11-24", "2016-11-24")),
    Case("range_of_days", "from Feb. 6-10, 2017, in", ("2017-02-06", "2017-02-10"), None),
    Case("swapped_day_and_month", "sent 06/10/2017 to all", ("2017-06-10", "2017-10-06"), None),
    Case("only_one_order_fits", "sent 25/10/2017 to all", ("2017-10-25", "2017-10-25"), None),
    Case("weekday_settles_the_month", "on Friday the 15th they left", ("2017-09-15", "2017-09-15")),
    Case("day_of_next_month", "by the 20th of next month", ("2017-11-20", "2017-11-20")),
    Case("first_week_of_a_month", "the first week of October 2017", ("2017-10-01", "2017-10-07"), None),
    Case("fiscal_year_of_any_start", "in FY2017 and", ("2016-07-01", "2017-12-31"), None),
    Case("new_years_day", "They met on New Year's Day", ("2017-01-01", "2017-01-01")),
    Case("week_of_a_day", "the week of March 6, 2017", ("2017-03-06", "2017-03-12"), None),
    Case("the_past_two_months", "over the past two months", ("2017-08-16", "2017-10-16")),
    Case("now_names_no_stretch", "is now targeting", None),
    Case("following_day_without_story", "the following day", ("2017-10-17", "2017-10-17")),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_resolves_to_an_interval(case: Case) -> None:
    """An expression comes to the days that its words and the document's date allow, or to none with a reason."""
    found = _resolved(case.text, Anchors(document=case.anchor))
    shown = found.value and (str(found.value.earliest), str(found.value.latest))
    assert shown == case.expected
    assert found.value is not None or found.reason


def test_year_comes_from_the_story_where_only_one_fits() -> None:
    """A day without a year is settled by the years of the story, unless two of them fit."""
    one = Anchors(years=DateInterval(date(2017, 1, 1), date(2017, 12, 31)))
    two = Anchors(years=DateInterval(date(2017, 1, 1), date(2018, 12, 31)))
    assert _resolved("sent on February 10th", one).value == DateInterval.on(date(2017, 2, 10))
    assert _resolved("sent on February 10th", two).value is None


def test_wide_anchor_gives_no_year() -> None:
    """Where the document's date allows two different years for a day, none is chosen."""
    some_year = Anchors(document=DateInterval(date(2016, 7, 1), date(2017, 12, 31)))
    assert _resolved("sent on February 10th", some_year).value is None


LENGTHS = (
    ("for two weeks", "week", ValueInterval.exactly(2), None),
    ("twenty-four hours of work", "hour", ValueInterval.exactly(24), None),
    ("two and a half years", "year", ValueInterval.exactly(Fraction(5, 2)), None),
    ("nearly forty years", "year", ValueInterval(Fraction(36), Fraction(40), high_open=True), "P40Y"),
    ("more than three days", "day", ValueInterval(Fraction(3), None, low_open=True), "P3D"),
    ("at least 20 more years", "year", ValueInterval(Fraction(20), None), "P20Y"),
    ("two or three weeks", "week", ValueInterval(Fraction(2), Fraction(3)), "P2W"),
    ("several months", "month", ValueInterval(Fraction(3), Fraction(9)), "PXM"),
    ("5 1/2 hours", "hour", ValueInterval.exactly(Fraction(11, 2)), "PT5H30M"),
)


@pytest.mark.parametrize(("text", "unit", "length", "timex"), LENGTHS, ids=[row[0].replace(" ", "_") for row in LENGTHS])
def test_measures_lengths(text: str, unit: str, length: ValueInterval, timex: str | None) -> None:
    """A length is an interval of its unit; bounds and vagueness widen it, and TIMEX3 keeps the number as written."""
    found = _resolved(text, Anchors())
    assert (found.kind, found.granularity, found.duration, found.timex) == ("duration", unit, length, timex)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([case.text for case in CASES]),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(min_value=0, max_value=60),
)
def test_wider_anchor_never_excludes_an_answer(text: str, day: date, n_days: int) -> None:
    """What an expression comes to on one day of an anchor lies inside what it comes to over the whole anchor."""
    last = step(day, "day", n_days) or day
    narrow, wide = (
        _resolved(text, Anchors(document=DateInterval.on(last))),
        _resolved(text, Anchors(document=DateInterval(day, last))),
    )
    if narrow.value is not None and wide.value is not None:
        assert wide.value.contains(narrow.value)


@settings(max_examples=100, deadline=None)
@given(
    st.dates(min_value=date(1700, 1, 1), max_value=date(2200, 1, 1)),
    st.sampled_from(["week", "month", "quarter", "year", "decade"]),
)
def test_units_tile_the_calendar(day: date, unit: str) -> None:
    """A unit holds its day, and the day after it begins the next one."""
    here = unit_around(day, unit)
    assert here.earliest <= day <= here.latest
    following = step(here.latest, "day", 1)
    assert following is not None
    assert unit_around(following, unit).earliest == following


def test_knows_holidays_and_seasons() -> None:
    """Holidays follow their rules of the calendar; winter ends with February of the next year."""
    assert [holiday_of(2017, n).earliest for n in range(4)] == [
        date(2017, 11, 23), date(2017, 12, 25), date(2017, 10, 31), date(2017, 4, 16),
    ]  # fmt: skip
    assert season_of(2015, 3).latest == date(2016, 2, 29)
