"""Working days, beside the holidays as they were observed, typed in from the lists that are published for each year."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.packs import HolidayLaw
from onrecord.packs.loader import load_packs
from onrecord.requests.holidays import WorkCalendar, calendar_for
from onrecord.requests.runs import Run, Stop

# Federal holidays as observed by offices that are open from Monday to Friday (Office of Personnel Management).
OBSERVED = """
2010-01-01 2010-01-18 2010-02-15 2010-05-31 2010-07-05 2010-09-06 2010-10-11 2010-11-11 2010-11-25 2010-12-24 2010-12-31
2011-01-17 2011-02-21 2011-05-30 2011-07-04 2011-09-05 2011-10-10 2011-11-11 2011-11-24 2011-12-26
2016-01-01 2016-01-18 2016-02-15 2016-05-30 2016-07-04 2016-09-05 2016-10-10 2016-11-11 2016-11-24 2016-12-26
2017-01-02 2017-01-16 2017-02-20 2017-05-29 2017-07-04 2017-09-04 2017-10-09 2017-11-10 2017-11-23 2017-12-25
2018-01-01 2018-01-15 2018-02-19 2018-05-28 2018-07-04 2018-09-03 2018-10-08 2018-11-12 2018-11-22 2018-12-25
2019-01-01 2019-01-21 2019-02-18 2019-05-27 2019-07-04 2019-09-02 2019-10-14 2019-11-11 2019-11-28 2019-12-25
2020-01-01 2020-01-20 2020-02-17 2020-05-25 2020-07-03 2020-09-07 2020-10-12 2020-11-11 2020-11-26 2020-12-25
2021-01-01 2021-01-18 2021-02-15 2021-05-31 2021-06-18 2021-07-05 2021-09-06 2021-10-11 2021-11-11 2021-11-25 2021-12-24
2021-12-31
2022-01-17 2022-02-21 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-10-10 2022-11-11 2022-11-24 2022-12-26
2023-01-02 2023-01-16 2023-02-20 2023-05-29 2023-06-19 2023-07-04 2023-09-04 2023-10-09 2023-11-10 2023-11-23 2023-12-25
2024-01-01 2024-01-15 2024-02-19 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-10-14 2024-11-11 2024-11-28 2024-12-25
2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-19 2025-07-04 2025-09-01 2025-10-13 2025-11-11 2025-11-27 2025-12-25
2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25
"""
INAUGURATIONS = ("2001-01-20", "2005-01-20", "2009-01-20", "2013-01-21", "2017-01-20", "2021-01-20", "2025-01-20")
FEDERAL = calendar_for(load_packs(["us-foia"]).holidays, "us-foia")
WASHINGTON = calendar_for(load_packs(["us-foia"]).holidays, "us-foia", "dc")


def listed() -> set[date]:
    """The days of the list."""
    return {date.fromisoformat(day) for day in OBSERVED.split()}


@pytest.mark.parametrize("year", sorted({day.year for day in listed()}))
def test_the_holidays_of_a_year(year: int) -> None:
    """Computed from the laws, each year has the observed days of the published list and no other."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    assert {day for day in days if day.year == year and FEDERAL.holiday(day)} == {day for day in listed() if day.year == year}


def test_inauguration_day_is_one_of_washington_alone() -> None:
    """Every fourth year from 1969, on the Monday where it falls on a Sunday, and nothing for a Saturday."""
    for text in INAUGURATIONS:
        day = date.fromisoformat(text)
        assert WASHINGTON.holiday(day) or day.weekday() == 5
        if day.year not in (2013, 2025):  # on those days it was the birthday of Martin Luther King as well
            assert FEDERAL.holiday(day) is None
    assert WASHINGTON.holiday(date(2001, 1, 19)) is None
    assert WASHINGTON.holiday(date(2019, 1, 20)) is None


def test_laws_have_a_first_day() -> None:
    """Juneteenth is none before its law, Veterans Day wandered to October and back, King's birthday began in 1986."""
    assert FEDERAL.holiday(date(2020, 6, 19)) is None
    assert FEDERAL.holiday(date(2021, 6, 18)) == "Juneteenth National Independence Day"
    assert FEDERAL.holiday(date(1975, 10, 27)) == "Veterans Day"
    assert FEDERAL.holiday(date(1975, 11, 11)) is None
    assert FEDERAL.holiday(date(1985, 1, 21)) is None
    assert FEDERAL.holiday(date(1986, 1, 20)) == "Birthday of Martin Luther King, Jr."


def test_the_ends_of_the_calendar() -> None:
    """The first and the last year that a date can have give no error."""
    assert FEDERAL.holiday(date.min) is None
    assert FEDERAL.holiday(date.max) is None


@settings(max_examples=150, deadline=None)
@given(
    start=st.dates(date(2016, 1, 1), date(2025, 9, 1)),
    n_days=st.integers(0, 60),
)
def test_working_days_as_another_library_counts_them(start: date, n_days: int) -> None:
    """So many working days after a day, as numpy counts them over the published list."""
    holidays = sorted(listed())
    expected = np.busday_offset(np.datetime64(start), n_days, roll="backward", holidays=holidays).astype(date)
    found = Run(start, FEDERAL, "working").nth_day(n_days)
    assert found == (expected if n_days else start)
    assert found is not None
    assert FEDERAL.n_working(start, found) == n_days


@settings(max_examples=80, deadline=None)
@given(
    start=st.dates(date(2016, 1, 1), date(2024, 1, 1)),
    asked_after=st.integers(0, 30),
    answered_after=st.integers(0, 60),
    unit=st.sampled_from(["working", "calendar"]),
)
def test_a_stop_only_ever_moves_the_end_back(start: date, asked_after: int, answered_after: int, unit: str) -> None:
    """A clock that stood still ends later by the days of the stop that count, and one that still stands has no end."""
    asked = start + timedelta(days=asked_after)
    answered = asked + timedelta(days=answered_after)
    free = Run(start, FEDERAL, unit)
    held = Run(start, FEDERAL, unit, (Stop(asked, answered),))
    plain, later, kindest = free.nth_day(20), held.nth_day(20), held.kindest().nth_day(20)
    assert plain is not None
    assert later is not None
    assert kindest is not None
    assert plain <= later <= kindest
    assert held.n_run(later) == 20
    if asked < plain:
        assert Run(start, FEDERAL, unit, (Stop(asked, None),)).nth_day(20) is None


def test_a_rule_of_a_day_that_a_year_has_not() -> None:
    """The 29 February and a fifth Monday are simply absent where they are absent."""
    laws = tuple(
        HolidayLaw(jurisdiction="x", name=rule, rule=rule, valid=FEDERAL.laws[1].valid, source="test", observed="none")
        for rule in ("02-29", "5 Monday March")
    )
    calendar = WorkCalendar(laws)
    assert calendar.holiday(date(2024, 2, 29)) == "02-29"
    assert calendar.holiday(date(2023, 2, 28)) is None
    assert calendar.holiday(date(2020, 3, 30)) == "5 Monday March"
