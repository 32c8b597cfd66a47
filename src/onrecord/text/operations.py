"""Whether a text tells of a published count or list: the number, what it counts, and a name, all in one place.

In: a text and published facts in plain words. Out: the period or the years that they give the text. A number alone proves nothing (two sweeps may both have
arrested 498), nor does a name; only together, close to each other, do they date a text that states no year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.intervals import DateInterval
from onrecord.text.date_calendar import year_of
from onrecord.text.dates import parse_date

REACH = 240  # characters around the number in which the counted thing and the name must stand
STEM_LETTERS = 5  # "arrests", "arrested", "arresting"
MIN_LIST = 5  # shorter lists are named whole too often
MIN_MEMBERS = 3  # members of a list that must be named beside its length
WORD_RE = re.compile(r"[^\W\d_]+")
NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ")


CountFact = tuple[int, str, tuple[str | None, ...], DateInterval | None]  # value, counted thing, names, period
ListFact = tuple[tuple[str, ...], str]  # members, when they were listed


def told_period(text: str, counts: Iterable[CountFact]) -> DateInterval | None:
    """The period of the one published operation whose count the text tells; None where there is none, or several."""
    periods = {period for value, counted, names, period in counts if period and tells_count(text, value, counted, _names(names))}
    return periods.pop() if len(periods) == 1 else None


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
    """The names and their capitalised words: "ICE, San Antonio field office" is known by "ICE" too."""
    whole = [name for name in names if name]
    return whole + [word for name in whole for word in WORD_RE.findall(name) if word[:1].isupper() and len(word) >= 3]


def tells_count(text: str, value: int, counted: str, names: Iterable[str]) -> bool:
    """True where the text states the number, with the counted thing and one of the names within reach."""
    if value < 20:  # small numbers stand everywhere
        return False
    stems = {word[:STEM_LETTERS].lower() for word in WORD_RE.findall(counted) if len(word) >= 4}
    wanted = [name for name in names if len(name) >= 2]
    return any(
        stems & {word[:STEM_LETTERS].lower() for word in WORD_RE.findall(around)} and any(_has(around, name) for name in wanted)
        for around in _around(text, value)
    )


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
