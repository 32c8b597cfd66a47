"""Written dates: every layout of a printed mail header that has been seen, and what must not pass for a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.intervals import DateInterval
from onrecord.text.dates import parse_date, parse_instant, vote_day_first


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, str] | None
    day_first: bool | None = None


def _minute(stamp: str, zone: str = "") -> tuple[str, str]:
    return f"{stamp}:00{zone}", f"{stamp}:59{zone}"


def _second(stamp: str) -> tuple[str, str]:
    return stamp, stamp


INSTANTS = (
    Case("outlook", "Friday, October 6, 2017 3:14 PM", _minute("2017-10-06T15:14")),
    Case("short_numeric_month_first", "10/6/17 15:14", _minute("2017-10-06T15:14"), day_first=False),
    Case("short_numeric_day_first", "6/10/17 15:14", _minute("2017-10-06T15:14"), day_first=True),
    Case("numeric_unknown_order_spans_both", "06/10/2017 15:14", ("2017-06-10T15:14:00", "2017-10-06T15:14:59")),
    Case("weekday_decides_the_order", "Fri 06/10/2017 15:14", _minute("2017-10-06T15:14")),
    Case("day_over_twelve_decides_the_order", "12/25/2017 1:00:00 AM", _second("2017-12-25T01:00:00")),
    Case("iso_utc", "2017-10-06T15:14Z", _minute("2017-10-06T15:14", "+00:00")),
    Case("iso_fraction_offset", "2017-10-06T15:14:22.123+02:00", _second("2017-10-06T15:14:22+02:00")),
    Case("german", "6. Oktober 2017 um 15:14", _minute("2017-10-06T15:14")),
    Case("german_dots", "25.12.2017 13.14 Uhr", _minute("2017-12-25T13:14")),
    Case("french", "vendredi 6 octobre 2017 à 15:14", _minute("2017-10-06T15:14")),
    Case("french_h", "le 6 octobre 2017 à 15 h 14", _minute("2017-10-06T15:14")),
    Case("spanish", "viernes, 6 de octubre de 2017 15:14", _minute("2017-10-06T15:14")),
    Case("glued_half_day_named_zone", "Oct 6 2017 3:14PM EDT", _minute("2017-10-06T15:14", "-04:00")),
    Case("rfc_5322", "Fri, 6 Oct 2017 15:14:22 -0400 (EDT)", _second("2017-10-06T15:14:22-04:00")),
    Case("asctime", "Fri Oct  6 15:14:22 2017", _second("2017-10-06T15:14:22")),
    Case("unix_date", "Fri Oct 6 15:14:22 EDT 2017", _second("2017-10-06T15:14:22-04:00")),
    Case("pdf_metadata", "D:20171006151400-04'00'", _second("2017-10-06T15:14:00-04:00")),
    Case("gmail", "Fri, Oct 6, 2017 at 3:14 PM", _minute("2017-10-06T15:14")),
    Case("dotted_half_day", "Mon, Sep 3, 2012 9:45 a.m.", _minute("2012-09-03T09:45")),
    Case("midnight", "Fri, Oct 6, 2017 12:05 AM", _minute("2017-10-06T00:05")),
    Case("japanese", "2017年10月6日(金) 15:14", _minute("2017-10-06T15:14")),
    Case("misread_letters", "Friday. 0ctober 6. 2O17 3:14 PM", _minute("2017-10-06T15:14")),
    Case("zone_in_words", "Friday, October 6, 2017 3:14 PM (UTC-05:00) Eastern Time", _minute("2017-10-06T15:14", "-05:00")),
    Case("withheld_but_for_the_year", "(b)(7)(E) 2017", ("2017-01-01T00:00:00", "2017-12-31T23:59:59")),
    Case("no_clock", "6-Oct-17", ("2017-10-06T00:00:00", "2017-10-06T23:59:59")),
    Case("prose", "The raids of October 6, 2017 were over by noon", None),
    Case("name_and_year", "John Smith 2017", None),
    Case("no_such_day", "Sat, 31 Feb 2017", None),
    Case("no_such_month", "13/13/2017", None),
    Case("empty", "", None),
)


@pytest.mark.parametrize("case", INSTANTS, ids=lambda case: case.name)
def test_reads_the_instant_of_a_header(case: Case) -> None:
    """A header's date line becomes the shortest interval of instants that it allows, or nothing."""
    found = parse_instant(case.text, day_first=case.day_first)
    assert (found and (found.earliest.isoformat(), found.latest.isoformat())) == case.expected


DATES = (
    Case("month_day_year", "October 16, 2017", ("2017-10-16", "2017-10-16")),
    Case("day_month_year", "16 Oct 2017", ("2017-10-16", "2017-10-16")),
    Case("numeric", "10/16/17", ("2017-10-16", "2017-10-16")),
    Case("ordinal", "October 16th, 2017", ("2017-10-16", "2017-10-16")),
    Case("url_path", "2017/10/16", ("2017-10-16", "2017-10-16")),
    Case("compact", "20171016", ("2017-10-16", "2017-10-16")),
    Case("month", "October 2017", ("2017-10-01", "2017-10-31")),
    Case("iso_month", "2017-02", ("2017-02-01", "2017-02-28")),
    Case("year", "2017", ("2017-01-01", "2017-12-31")),
    Case("old_two_digits", "10/16/99", ("1999-10-16", "1999-10-16")),
    Case("day_first_said", "06/10/2017", ("2017-10-06", "2017-10-06"), day_first=True),
    Case("page_number", "page 2017 of 3000", None),
)


@pytest.mark.parametrize("case", DATES, ids=lambda case: case.name)
def test_reads_a_written_date(case: Case) -> None:
    """A whole text that states a day, a month or a year becomes that interval of days."""
    found = parse_date(case.text, day_first=case.day_first)
    assert (found and (found.earliest.isoformat(), found.latest.isoformat())) == case.expected


@pytest.mark.parametrize("layout", ["%A, %B %d, %Y", "%d %b %Y", "%Y-%m-%d", "%b %d, %Y", "%a, %d %b %Y 10:11:12 -0500"])
@settings(max_examples=40, deadline=None)
@given(day=st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_reads_back_what_was_printed(layout: str, day: date) -> None:
    """Any day printed in an unambiguous layout is read back as exactly that day."""
    assert parse_date(day.strftime(layout)) == DateInterval.on(day)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="0123456789/:-. ,TZOctampm", max_size=40))
def test_never_raises(text: str) -> None:
    """Whatever stands after "Date:", the answer is an interval or None, and instants lie on the days found."""
    days, instant = parse_date(text), parse_instant(text)
    assert (days is None) == (instant is None)
    if days and instant:
        assert days.earliest == instant.earliest.date()
        assert instant.latest - instant.earliest >= timedelta(0)


def test_votes_on_the_order_of_numeric_dates() -> None:
    """One date with a day over twelve decides for a release; contradicting ones leave it open."""
    assert vote_day_first(["25/12/2017", "06/10/2017"]) is True
    assert vote_day_first(["12/25/2017"]) is False
    assert vote_day_first(["06/10/2017"]) is None
    assert vote_day_first(["25/12/2017", "12/25/2017"]) is None
