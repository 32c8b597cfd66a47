"""Published counts and lists: when a text tells of one, and when the same number is only a number."""

from __future__ import annotations

from datetime import date

from onrecord.intervals import DateInterval
from onrecord.text.operations import told_period, told_years

SWEEP = DateInterval(date(2011, 4, 3), date(2011, 4, 6))
COUNTS = (
    (512, "people arrested", ("Operation Clean Harbor", None, "Harbor Agency"), SWEEP),
    (41, "people arrested", ("Operation Clean Harbor", "Port Amber", "agency"), SWEEP),
)
TOWNS = ("Amberton", "Brackwater", "Coalford", "Dunmere", "Eastley", "Fenwick")


def test_large_count_with_what_it_counts_and_a_name_tells() -> None:
    """A large number beside the counted thing, with the agency named, is the published operation."""
    assert told_period("The Harbor Agency arrested 512 people last week.", COUNTS) == SWEEP


def test_number_alone_tells_nothing() -> None:
    """Neither the number without what it counts, nor with it but without a name, is enough."""
    assert told_period("The Harbor Agency bought 512 chairs.", COUNTS) is None
    assert told_period("They arrested 512 people.", COUNTS) is None
    assert told_period("The Harbor Agency arrested 1,512 people, or 512.5 a week.", COUNTS) is None


def test_small_count_needs_a_second_one() -> None:
    """A small count with its place could be any; together with another of the same operation it tells."""
    assert told_period("Officers arrested 41 people in Port Amber.", COUNTS) is None
    assert told_period("Officers arrested 512 people, 41 of those arrests in Port Amber.", COUNTS) == SWEEP


def test_list_needs_its_length_and_three_members() -> None:
    """A list is told by its length and three of its members, and gives the calendar year in which it was drawn up."""
    lists = ((TOWNS, "2011-05-02"),)
    told = told_years("The plan covers six towns, including Amberton, Coalford and Fenwick.", (), lists)
    assert told == DateInterval(date(2011, 1, 1), date(2011, 12, 31))
    assert told_years("The plan covers ten towns, including Amberton, Coalford and Fenwick.", (), lists) is None
    assert told_years("Six people came to Amberton and Fenwick.", (), lists) is None


def test_facts_that_lie_apart_give_no_years() -> None:
    """Two facts whose years lie apart leave the text without a year."""
    lists = ((TOWNS, "2019-05-02"),)
    text = "The Harbor Agency arrested 512 people in six towns: Amberton, Coalford, Fenwick."
    assert told_years(text, COUNTS, lists) is None
