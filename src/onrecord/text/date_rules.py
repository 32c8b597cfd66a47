"""The rules of the date grammar as a table: a name, the form it gives, a pattern over word classes, a line that it matches.

In: nothing. Out: `RULES`, compiled. A pattern is made of class names of `onrecord.text.date_lexicon` and of `PIECES` (in
capitals), with ( ) | ? and bounded { }; spaces mean nothing. The example of every rule is tested: at that line this rule
must be the one that wins. What a rule does not do is date anything: see `onrecord.text.date_values`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.text.date_lexicon import CHAR_OF

PIECES = {
    "NUM": "(number|count|year|numword|hundred)",
    "MORE": "((hyphen|and|stop)? (numword|hundred|number slash number|number|count))",
    "COUNT": "((NUM|a hundred) MORE{0,4} (and a half)?|half a)",
    "RANGE": "(COUNT((to|or|hyphen) COUNT)?)",
    "FEW": "(a? few of?)",
    "MANY": "(RANGE|FEW)",
    "APPROX": "(approx|up to|at least|no (extra|less) than|(extra|less) than)",
    "DAYNO": "(number|ordinal|numword)",
    "YEAR": "(year|shortyear)",
    "MONTH": "(month stop?)",
    "MONTHDAY": "(month stop? (number|ordinal)|month numword)",
    "YEARWORDS": "(numword numword (hyphen? numword)?)",
    "WEEKDAY": "(weekday stop?)",
    "EDGE": "((sometime|mid|early|late|earlier|later) hyphen? in? the?|the? (end|start|middle) of the?)",
    "TURN": "(the? (last|next|this|current|past|that|previous|following|same|latest))",
    "ORD": "(ordinal|unit)",  # "second" is a unit first
    "CLOCK": "(number (colon number)? (ampm|o apostrophe clock)? (open? zone close?)?|noon)",
    "PARTOF": "(part|mid hyphen part|noon)",
}

# name, form, pattern, example
TABLE = (
    # A day of the calendar.
    ("month_day_year", "day", "(WEEKDAY comma?)? the? MONTHDAY comma? YEAR", "On September 29th, 2017, it said so"),
    ("day_month_year", "day",
     "(WEEKDAY comma?)? the? DAYNO (stop|hyphen|of)? MONTH (comma|hyphen)? YEAR",
     "signed on 16 October 2017 by all"),
    ("day_range", "day",
     "(WEEKDAY comma?)? the? MONTHDAY (hyphen|to) (number|ordinal) (comma? YEAR)?",
     "from Sept. 24-27, 2017, officers"),
    ("numeric_day", "numeric", "number slash number slash (year|number)", "sent 10/16/2017 to all"),
    ("numeric_dashed", "numeric", "number hyphen number hyphen year", "sent 16-10-2017 to all"),
    ("numeric_dotted", "numeric", "number stop number stop year", "sent 16.10.2017 to all"),
    ("iso_day", "iso", "year (hyphen number hyphen|slash number slash|stop number stop) number", "as of 2017-10-16 it stood"),
    ("weekday_the_day", "monthday", "WEEKDAY comma? the ordinal", "on Friday the 15th they"),
    ("day_of_turn", "monthday", "the? ordinal of TURN unit", "by the 20th of next month, when"),
    ("month_day", "day", "(TURN|the)? (WEEKDAY comma? the?)? EDGE? MONTHDAY", "tweeted on June 21st that"),
    ("day_month", "day", "(WEEKDAY comma?)? (the DAYNO of|number|ordinal) MONTH", "opened on the 5th of May in town"),
    ("month_day_clock", "day", "CLOCK (on|comma)? (WEEKDAY comma?)? MONTHDAY (comma? YEAR)?", "at 3 p.m. on March 4, 2016"),
    # Months, quarters, halves, seasons, holidays.
    ("month_year", "month", "(EDGE|the)? MONTH (comma|of|hyphen)? (YEAR|YEARWORDS)", "mass raids in February of 2017, and"),
    ("month_of_turn", "month", "EDGE? MONTH (of|comma)? TURN unit", "since June last year it has"),
    ("month", "month", "EDGE? (TURN|the)? MONTH", "the late September raids"),
    ("quarter_year", "quarter",
     "EDGE? (the|TURN)? fiscal? ORD hyphen? quarter (of|in|comma)? fiscal? YEAR",
     "in the third quarter of 1990"),
    ("quarter_turn", "quarter", "EDGE? the? fiscal? ORD hyphen? quarter of? TURN unit", "the first quarter of next year"),
    ("turn_quarter", "quarter", "TURN unit s fiscal? (ORD hyphen?)? (quarter|period)", "next year's first quarter"),
    ("quarter_ago", "quarter",
     "the? unit hyphen? (ago|earlier|previous) fiscal? (ORD hyphen?)? (quarter|period)",
     "in the year-ago quarter"),
    ("quarter_a_year_ago", "quarter",
     "the (ORD hyphen?)? (quarter|period) a unit (ago|earlier)",
     "from the quarter a year ago"),
    ("quarter", "quarter", "EDGE? (the|TURN)? fiscal? ORD hyphen? quarter", "third-quarter profit fell"),
    ("year_quarter", "quarter", "the YEAR (ORD hyphen?)? (quarter|period)", "from the 1988 quarter, when"),
    ("half", "half", "the? (last|latest|ORD) half of (YEAR|TURN unit|the shortdecade|the decade)", "in the first half of 2016"),
    ("season_year", "season", "EDGE? the? season (of|comma)? (YEAR|YEARWORDS)", "the winter of 1994 was"),
    ("season_turn", "season", "EDGE? (TURN|the|in) EDGE? season", "early last summer, when"),
    ("season_edge", "season", "EDGE season", "by late summer it was"),
    ("holiday_year", "holiday", "holiday unit? (of|comma)? YEAR", "on Christmas Day 2014 they"),
    ("holiday", "holiday", "(TURN|the)? holiday (eve|unit)?", "before last Thanksgiving the"),
    ("new_year", "newyear", "new unit s? (unit|eve)", "On New Year's Day the"),
    # Years, decades, centuries.
    ("edge_year", "year", "EDGE fiscal? YEAR", "in early 2017 the agency"),
    ("fiscal_year", "fiscalyear", "the? fiscal unit? YEAR", "in fiscal year 2019 it"),
    ("fiscal_short", "fiscalyear", "fy (year|number)", "removals in FY2017 and"),
    ("week_of_month", "weekofmonth",
     "the? (ordinal|unit|last) unit (of|in) MONTH (comma? YEAR)?",
     "in the first week of October 2017 they"),
    ("year", "year", "year", "ran from 1987 to"),
    ("spelled_year", "spelledyear", "(the unit)? YEARWORDS", "back in nineteen ninety-six we"),
    ("spelled_thousand", "spelledyear", "the unit numword hundred", "before the year two thousand came"),
    ("decade", "decade", "the? EDGE? the? (decade|shortdecade)", "in the late 1970s it"),
    ("century", "century", "the? EDGE? the? ordinal hyphen? unit", "late 19th century houses"),
    # A day, seen from the anchor.
    ("deictic", "deictic", "(EDGE|approx)? day s? (part|EDGE)?", "he said yesterday morning that"),
    ("deictic_part", "deictic", "the? PARTOF (of|on)? day", "by mid-afternoon yesterday the"),
    ("deictic_clock", "deictic", "approx? CLOCK (on|comma)? day (part)?", "at 4 p.m. today the"),
    ("beyond_day", "beyond", "the? unit (before|after) day", "the day before yesterday they"),
    ("beyond_weekday", "beyond_weekday", "the? unit (before|after) TURN? WEEKDAY", "the day after last Tuesday he"),
    ("turn_part", "turnpart", "EDGE? TURN part", "due this morning at"),
    ("weekday", "weekday", "EDGE? (the|TURN)? (EDGE|part|noon)? WEEKDAY (EDGE|part|noon)? s?", "Wednesday night they"),
    ("weekday_part", "weekday", "the? PARTOF (of|on)? (TURN|the)? WEEKDAY", "by noon of Thursday the"),
    ("weekday_clock", "weekday", "approx? CLOCK (on|comma)? (TURN|the)? WEEKDAY part?", "about 10 p.m. Wednesday the"),
    ("weekday_of_week", "weekday", "WEEKDAY part? (of)? TURN unit", "Tuesday of last week he"),
    ("clock", "clock", "approx? number (colon number)? (ampm|o apostrophe clock) (open? zone close?)?", "by 10:35 a.m. the"),
    ("clock_part", "clock", "number (colon number)? in the part", "at 4 in the morning of"),
    ("noon", "clock", "noon", "before midnight the"),
    ("part", "part", "(in|on)? the part", "they came in the afternoon for"),
    # A stretch, seen from the anchor.
    ("turn_unit", "turn", "EDGE? (TURN|these) fiscal? trading? unit (or so)?", "earlier this year it was"),
    ("turn_quarter_bare", "turn", "EDGE? TURN fiscal? (quarter|period)", "than the latest quarter was"),
    ("edge_unit", "turn", "EDGE fiscal? (unit|quarter|period)", "by the end of the month all"),
    ("unit_end", "turn", "approx? (the|TURN)? unit (s|hyphen)? end", "by year's end the"),
    ("unit_of_date", "weekof", "the? unit of (WEEKDAY comma?)? MONTHDAY (comma? YEAR)?", "in the week of March 6, when"),
    ("ago", "ago", "APPROX? (MANY|a) extra? trading? (units|unit|quarter) (ago|earlier|later)", "two years ago the"),
    ("from_event", "ago", "APPROX? (MANY|a) extra? (units|unit) (before|after)", "A day after the mail they"),
    ("from_now", "ago", "APPROX? (MANY|a) (units|unit) from (now|day)", "three weeks from now the"),
    ("unit_ago", "ago", "(the|a)? unit hyphen (ago|earlier)", "from year-earlier levels"),
    ("day_event", "ago", "the unit (before|after)", "the day after the vote the"),
    ("bare_unit", "bare", "the fiscal? (unit|quarter|period)", "for the quarter, sales"),
    # Lengths.
    ("span", "span",
     "APPROX? the? (last|past|next|previous|latest|recent|following|ordinal) MANY extra? trading? (units|seasons|unit)",
     "over the past two months sales"),
    ("vague_span", "vaguespan", "(the|these)? (recent|past|next|previous|following|future) units", "in recent years the"),
    ("length", "length",
     "APPROX? (the|a)? extra? RANGE extra? trading? (units|unit) (and a half)?",
     "for nearly forty years they"),
    ("length_hyphen", "length", "a? COUNT hyphen (unit|quarter)", "in a four-day sweep the"),
    ("length_a", "length", "APPROX? (a extra? fiscal?|extra) (unit|quarter)", "waited over a week for"),
    ("length_half", "length", "a (unit|quarter) and a half", "lasted a minute and a half in"),
    ("length_few", "length", "APPROX? the? extra? FEW extra? units", "for several years now"),
    ("length_bare", "length", "the? early? units", "held for years to"),
    # Repetition.
    ("age", "age", "a? COUNT hyphen? (unit|units) hyphen? old|units hyphen? old", "a 6-year-old boy"),
    ("every", "set", "every (ordinal|COUNT)? (unit|units|quarter|weekday|month|part|season|holiday)", "he came each July and"),
    ("every_of", "set", "every of the (last|past|next) COUNT units", "in each of the past three years"),
    ("set_word", "set", "set", "the daily briefing"),
    ("weekdays", "set", "weekdays (part|parts)?|weekday parts", "met Tuesday nights at"),
    # No stretch of the calendar.
    ("present", "present", "now|present|current|at the that_time|these units", "which is now targeting"),
    ("past", "past", "extra? recently|recent|the past", "has recently arrested"),
    ("future", "future", "soon|the future", "will soon be"),
    ("state", "state", "then hyphen|former", "then-Secretary of"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table, compiled to a pattern over shapes. `rank` is its place: among equal lengths the first wins."""

    name: str
    form: str
    pattern: re.Pattern[str]
    example: str
    rank: int
    openers: frozenset[str]
    always: frozenset[str]


def expanded(pattern: str) -> str:
    """The pattern with every piece written out: class names, ( ) | ? and { } only; raises KeyError for an unknown piece."""
    while found := re.search(r"[A-Z]+", pattern):
        pattern = f"{pattern[: found.start()]}{PIECES[found[0]]}{pattern[found.end() :]}"
    return pattern


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression over shape characters; raises KeyError for an unknown class."""
    named = re.sub(r"[a-z_]+", lambda m: CHAR_OF[m[0]], expanded(pattern))
    return re.compile(named.replace(" ", "").replace("(", "(?:"))


def edges(pattern: str) -> tuple[frozenset[str], frozenset[str]]:
    """The shape characters with which a match can begin, and those that every match holds: where a rule is worth trying."""
    first, always, _, _ = _edges(re.findall(r"[a-z_]+|[()|?]|\{0,\d\}", expanded(pattern)), 0)
    return first, always


def _edges(parts: list[str], at: int) -> tuple[frozenset[str], frozenset[str], bool, int]:
    """Of the choice that begins at `at`: openers, what every match holds, whether it can be empty, and where it ends."""
    openers: set[str] = set()
    choices: list[set[str]] = [set()]  # what each alternative always holds
    can_be_empty, open_so_far = False, True  # of the whole choice; of the alternative up to here
    while at < len(parts) and parts[at] != ")":
        if parts[at] == "|":
            can_be_empty |= open_so_far
            open_so_far = True
            choices.append(set())
            at += 1
            continue
        if parts[at] == "(":
            first, always, empty, at = _edges(parts, at + 1)
        else:
            first = always = frozenset(CHAR_OF[parts[at]])
            empty = False
        at += 1
        if at < len(parts) and (parts[at] == "?" or parts[at].startswith("{")):
            empty = True
            at += 1
        if open_so_far:
            openers |= first
        if not empty:
            choices[-1] |= always
        open_so_far &= empty
    return frozenset(openers), frozenset(set.intersection(*choices)), can_be_empty or open_so_far, at


RULES = tuple(
    Rule(name, form, compiled(pattern), example, rank, *edges(pattern))
    for rank, (name, form, pattern, example) in enumerate(TABLE)
)
