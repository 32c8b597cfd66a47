"""Expressions of time in prose: every rule at its own example, words that only look like time, and hostile text."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text.date_grammar import find_date_expressions
from onrecord.text.date_rules import RULES, Rule


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.form != "age"], ids=lambda rule: rule.name)
def test_every_rule_wins_at_its_example(rule: Rule) -> None:
    """The line that a rule names as its example is matched by that rule and no longer one."""
    assert rule.name in [expression.rule for expression in find_date_expressions(rule.example)]


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


SPANS = (
    Case("month_day_year", "On October 16th, 2017, they wrote", ("October 16th, 2017",)),
    Case("full_stop_ends_the_sentence", "It opened in June. 12 people came.", ("June",)),
    Case("abbreviated_month_keeps_its_stop", "It opened on Jun. 12 here", ("Jun. 12",)),
    Case("two_in_a_row", "from March 1, 2016 to May 2017", ("March 1, 2016", "May 2017")),
    Case("hyphenated_length", "a four-day sweep", ("a four-day",)),
    Case("age_is_no_time", "a 6-year-old boy and his 44-year-old mother", ()),
    Case("may_the_verb", "They may come", ()),
    Case("may_the_person", "Prime Minister May said so", ()),
    Case("may_the_month", "in May they came", ("May",)),
    Case("june_the_person", "June Carter sang", ()),
    Case("count_is_no_year", "about 2000 families and 1950 houses", ()),
    Case("money_is_no_year", "paid $1998 for it", ()),
    Case("year_in_a_longer_number", "the 1,998 people and 1998.5 points and 555-1998", ()),
    Case("second_is_an_ordinal", "a second term, the second man, his second wife", ()),
    Case("second_quarter", "in the second quarter", ("the second quarter",)),
    Case("as_soon_as", "As soon as you come", ()),
    Case("sat_the_verb", "He Sat down; The Sun reported", ()),
    Case("spelled_year", "back in nineteen ninety-six", ("nineteen ninety-six",)),
    Case("weekday_and_part", "due Wednesday night", ("Wednesday night",)),
    Case("clock_and_day", "at 4 p.m. today", ("4 p.m. today",)),
    Case("curly_apostrophe", "by the year’s end", ("the year’s end",)),
    Case("range_of_days", "from Feb. 6-10, 2017, in", ("Feb. 6-10, 2017",)),
    Case("range_of_days_without_year", "from June 5 to 12 in", ("June 5 to 12",)),
    Case("day_first_with_hyphens", "dated 16-Oct-2017 and 16. Oct 2017", ("16-Oct-2017", "16. Oct 2017")),
    Case("numeric_with_dots", "of 13.5.2015, 2015/08/12 and 3-7-2017", ("13.5.2015", "2015/08/12", "3-7-2017")),
    Case("lower_case_in_mails", "see you friday or on january 12th, 2016", ("friday", "january 12th, 2016")),
    Case("fiscal_year_glued", "removals in FY2017 and FY 18", ("FY2017", "FY 18")),
    Case("first_week_is_no_century", "the first week, the third year", ()),
    Case("line_break_inside", "on October\n16, 2017", ("October\n16, 2017",)),
    Case("blank_line_parts", "in October\n\n16, 2017 words", ("October", "2017")),
    Case("no_break_space", "on October\u00a016, 2017", ("October\u00a016, 2017",)),
)


@pytest.mark.parametrize("case", SPANS, ids=lambda case: case.name)
def test_finds_the_words_of_time(case: Case) -> None:
    """The stretches that mean time are found whole, and nothing else is."""
    assert tuple(e.span.of(case.text) for e in find_date_expressions(case.text)) == case.expected


DIRECTIONS = (
    Case("will_before", "They will meet Friday.", ("future",)),
    Case("was_before", "The mail was sent Friday.", ("past",)),
    Case("possessive", "They would look around Wednesday's ruling.", ("past",)),
    Case("verb_after", "On Friday, the mayor said so.", ("past",)),
    Case("other_sentence", "They will come. Friday is near.", ("None",)),
)


@pytest.mark.parametrize("case", DIRECTIONS, ids=lambda case: case.name)
def test_reads_the_tense_of_the_clause(case: Case) -> None:
    """Past or future comes from the nearest verb of the same sentence, or stays open."""
    assert tuple(str(e.direction) for e in find_date_expressions(case.text)) == case.expected


WORDS = [
    "the",
    "last",
    "two",
    "year",
    "years",
    "ago",
    "May",
    "5",
    "2017",
    ",",
    "-",
    "of",
    "Friday",
    "p.m.",
    "next",
    ".",
    "\n\n",
    "a",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=200))
def test_spans_are_in_order_and_apart(text: str) -> None:
    """Whatever the text, the expressions stand in order, inside the text, without overlap, and not empty."""
    last = 0
    for expression in find_date_expressions(text):
        assert last <= expression.span.start < expression.span.end <= len(text)
        last = expression.span.end


@pytest.mark.parametrize("word", ["the ", "last ", "day ", "1999-", "five hundred ", "Mon., ", "a few "])
def test_reads_a_long_hostile_line(word: str) -> None:
    """A line of many thousand words of time without an end is read through, and its expressions stay short."""
    text = word * 20_000
    assert all(len(expression.span) < 200 for expression in find_date_expressions(text))
