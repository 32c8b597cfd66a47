"""Whether a text tells of a published count or list: the number, what it counts, and a name, all in one place.

In: a text and published facts in plain words. Out: the period or the years that they give the text. A number alone proves
nothing (two sweeps may both have arrested 498), nor does a name; only together, the number close to what it counts, do they
date a text that states no year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.intervals import DateInterval
from onrecord.text.date_calendar import year_of
from onrecord.text.date_lexicon import CARDINALS
from onrecord.text.dates import parse_date

REACH = 240  # characters around the number in which the counted thing and the name must stand
MIN_COUNT, LARGE_COUNT = 20, 300  # smaller numbers stand everywhere; larger ones hardly twice
STEM_LETTERS = 5  # "arrests", "arrested", "arresting"
MIN_LIST = 5  # shorter lists are named whole too often
MIN_MEMBERS = 3  # members of a list that must be named beside its length
WORD_RE = re.compile(r"[^\W\d_]+")
NAME_RE = re.compile(r"[A-Z][\w.]*(?: [A-Z][\w.]*)*")
ANYBODY = frozenset(("people", "persons", "those", "with", "whom", "area"))
NUMBER_WORDS = CARDINALS[:13]


CountFact = tuple[int, str, tuple[str | None, ...], DateInterval | None]  # value, counted thing, names, period
ListFact = tuple[tuple[str, ...], str]  # members, when they were listed


def told_period(text: str, counts: Iterable[CountFact]) -> DateInterval | None:
    """The period of the one published operation that the text tells of; None where there is none, or several.

    One large count with a name tells of it, or two counts of which one has a name: "45 arrests in New York" could be any.
    """
    told: dict[DateInterval, tuple[set[int], set[int]]] = {}  # by period: numbers told, and those told with a name
    for value, counted, names, period in counts:
        if period is not None and value >= MIN_COUNT and tells_count(text, value, counted):
            numbers, named = told.setdefault(period, (set(), set()))
            numbers.add(value)
            if any(_has(text, name) for name in _names(names)):
                named.add(value)
    certain = [p for p, (numbers, named) in told.items() if named and (len(numbers) > 1 or max(named) >= LARGE_COUNT)]
    return certain[0] if len(certain) == 1 else None


def told_years(text: str, counts: Iterable[CountFact], lists: Iterable[ListFact]) -> DateInterval | None:
    """The calendar years of the published counts and lists that the text tells; None where they span more than two."""
    periods = [told_period(text, counts)]
    periods += [parse_date(listed_on) for members, listed_on in lists if len(members) >= MIN_LIST and tells_list(text, members)]
    known = [period for period in periods if period is not None]
    if not known:
        return None
    first, last = min(p.earliest.year for p in known), max(p.latest.year for p in known)
    return None if last - first > 1 else DateInterval(year_of(first).earliest, year_of(last).latest)


def _names(names: Iterable[str | None]) -> list[str]:
    """The capitalised names and words: "San Antonio area" is known by "San Antonio", "agency" by nothing."""
    return [found.strip() for name in names if name for found in NAME_RE.findall(name) if len(found) >= 3]


def tells_count(text: str, value: int, counted: str) -> bool:
    """True where the text states the number with the counted thing within reach."""
    stems = {word[:STEM_LETTERS].lower() for word in WORD_RE.findall(counted) if len(word) >= 4 and word not in ANYBODY}
    return any(stems & {word[:STEM_LETTERS].lower() for word in WORD_RE.findall(around)} for around in _around(text, value))


def tells_list(text: str, members: Sequence[str]) -> bool:
    """True where the text states how many members there are and names at least three of them within reach."""
    return any(sum(_has(around, member) for member in members) >= MIN_MEMBERS for around in _around(text, len(members)))


def _around(text: str, value: int) -> list[str]:
    """The neighbourhoods of every place where the number is written."""
    spellings = [f"{value:,}", str(value)] + ([NUMBER_WORDS[value]] if value < len(NUMBER_WORDS) else [])
    number_re = re.compile(r"(?<![\w.,])(?:" + "|".join(map(re.escape, dict.fromkeys(spellings))) + r")(?![\w%]|[.,]\d)")
    return [text[max(0, m.start() - REACH) : m.end() + REACH] for m in number_re.finditer(text)]


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
