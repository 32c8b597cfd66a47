"""The symbolic form of an expression of time: what its words say, before any anchor gives it a day.

In: a rule of the grammar and the words that it matched, with class and number. Out: a `DateForm`, or None where the words
cannot be what the rule says ("February 30", "the second" without a quarter). Nothing is looked up around the expression.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from onrecord.intervals import ValueInterval
from onrecord.spans import Span
from onrecord.text.calendar_words import full_year
from onrecord.text.date_counts import Entry, count_of, year_in_words
from onrecord.text.date_lexicon import MONTHS, UNITS
from onrecord.text.date_rules import Rule

EDGES = {
    "early": "early", "late": "late", "mid": "mid", "sometime": "some", "earlier": "earlier", "later": "later",
    "start": "start", "middle": "mid", "end": "end",
}  # fmt: skip
SHIFTS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "latest": -1,
    "recent": -1,
    "this": 0,
    "current": 0,
    "same": 0,
    "that": 0,
    "next": 1,
    "following": 1,
}
NARRATIVE = frozenset(("previous", "same", "that", "following"))  # counted from what was told last, not from the document
COUNTED = frozenset(("ago", "span", "vaguespan", "length", "set"))
FULL_MONTHS = frozenset(name.lower() for name in MONTHS if name != "May")
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(slots=True, kw_only=True)
class DateForm:
    """What an expression says; what it does not say is None.

    `kind` is the form named in the rule table. `shift` counts units from the anchor (-1 last, 0 this, 1 next); `narrative`
    says that the anchor is what was told last. `weekday` is 0 for Monday, `season` 0 for spring, `part` 0 for the morning,
    `ordinal` the number of a quarter, half or century; `edge`: early, mid, late, start, end, some, earlier, later.
    `last_day` ends a range of days; `is_vague` marks a count such as "several", `is_ambiguous` a date such as "06/10/2017".
    """

    kind: str
    words: tuple[str, ...] = ()
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    holiday: int | None = None
    part: int | None = None
    ordinal: int | None = None
    unit: str | None = None
    count: ValueInterval | None = None
    is_vague: bool = False
    shift: int | None = None
    narrative: bool = False
    edge: str | None = None
    clock: tuple[int, int] | None = None
    last_day: int | None = None
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """One expression of time, unresolved. `before` and `after` are the tokens beside it.

    `direction`: done, past or future, where the words of its clause say so ("done" where the verb stands right before it).
    """

    span: Span
    rule: str
    form: DateForm
    direction: str | None = None
    before: str = ""
    after: str = ""


def read_form(rule: Rule, entries: list[Entry]) -> DateForm | None:
    """What the matched words say, or None where they contradict themselves."""
    if rule.form == "age":  # how old somebody is says nothing of when
        return None
    form = DateForm(kind=rule.form, words=tuple(word for _, _, word in entries))
    for entry in entries:
        _take(form, entry)
    if rule.form in COUNTED:
        form.count, form.is_vague = count_of(entries)
    elif rule.form in ("day", "weekof"):
        form.day = _day_beside_month(entries)
        if any(a[2] in FULL_MONTHS and b[2] == "." for a, b in pairwise(entries)):
            return None  # "in June. 12 people": the number belongs to the next sentence
        if form.month is None or form.day is None or not 1 <= form.day <= LONGEST_MONTH[form.month - 1]:
            return None
        if rule.name == "day_range" and not _take_last_day(form, entries):
            return None
    elif rule.form in ("monthday", "weekofmonth", "century", "fiscalyear"):
        return form if _is_whole(form, entries) else None
    elif rule.form in ("numeric", "iso"):
        return _numeric(form, entries)
    elif rule.form == "spelledyear":
        form.year = year_in_words(entries)
        if form.year is None:
            return None
    elif rule.form in ("season", "holiday", "month") and form.year is None:
        form.year = year_in_words(entries)
    if any(name == "ampm" for name, _, _ in entries) or rule.form == "clock":
        form.clock = _clock(entries)
        if form.clock is None:
            return None
    return form


def _take(form: DateForm, entry: Entry) -> None:
    """Put one word's meaning into the form."""
    name, number, word = entry
    if name in SHIFTS:
        form.shift, form.narrative = SHIFTS[name], name in NARRATIVE
    elif name in EDGES:
        form.edge = EDGES[name]
    elif name == "month":
        form.month = number
    elif name in ("weekday", "weekdays"):
        form.weekday = number
    elif name in ("year", "decade", "shortdecade"):
        form.year = number
    elif name == "shortyear":
        form.year = full_year(f"{number:02d}")
    elif name in ("season", "seasons"):
        form.season = number
    elif name in ("part", "parts"):
        form.part = number
    elif name == "holiday":
        form.holiday = number
    elif name == "ordinal":
        form.ordinal = number
    elif name == "day":
        form.shift = number
        form.part = 3 if word in ("tonight", "overnight") else form.part
    elif name in ("unit", "units"):
        _take_unit(form, number)
    elif name == "quarter":
        form.unit = form.unit or "quarter"
    elif name == "set":
        form.unit = UNITS[number]


def _take_unit(form: DateForm, number: int) -> None:
    if number == 0 and form.kind in ("quarter", "half", "century"):
        form.ordinal = 2  # "the second quarter"
    else:
        form.unit = UNITS[number]


def _day_beside_month(entries: list[Entry]) -> int | None:
    """The number after the month ("June 21st", "Oct. 6"), or else before it ("6 October", "the 5th of May")."""
    at = next((n for n, entry in enumerate(entries) if entry[0] == "month"), None)
    if at is None:
        return None
    after = [entry for entry in entries[at + 1 : at + 3] if entry[2] != "."]
    if after and after[0][0] in ("number", "ordinal", "numword"):
        return after[0][1]
    before = [entry for entry in entries[max(0, at - 2) : at] if entry[0] not in ("of", "hyphen", "stop")]
    return before[-1][1] if before and before[-1][0] in ("number", "ordinal", "numword") else None


def _take_last_day(form: DateForm, entries: list[Entry]) -> bool:
    """The end of "Sept. 24-27": the last day number, after the first."""
    days = [number for name, number, _ in entries if name in ("number", "ordinal", "numword")]
    form.last_day = days[-1]
    return form.day is not None and form.month is not None and form.day < days[-1] <= LONGEST_MONTH[form.month - 1]


def _is_whole(form: DateForm, entries: list[Entry]) -> bool:
    """Whether a century, a day of some month, a week of a month or a fiscal year has what it needs."""
    if form.kind == "century":
        return form.unit == "century"
    if form.kind == "monthday":
        form.day, form.ordinal = form.ordinal, None
        in_digits = any(name == "ordinal" and word[0].isdigit() for name, _, word in entries)  # not "Friday, the fourth time"
        return form.day is not None and 1 <= form.day <= 31 and (form.unit == "month" if form.weekday is None else in_digits)
    if form.kind == "weekofmonth":
        if any(name == "unit" and number == 0 for name, number, _ in entries):
            form.ordinal = 2
        return form.unit == "week" and (form.ordinal or 1) <= 5
    if form.year is None:  # "FY17"
        form.year = full_year(entries[-1][2]) if len(entries[-1][2]) == 2 else None
    return form.year is not None


def _numeric(form: DateForm, entries: list[Entry]) -> DateForm | None:
    """ "10/16/2017" and "2017-10-16"; "06/10/2017" keeps the order of the United States, and its words keep the doubt."""
    numbers = [number for name, number, _ in entries if name in ("number", "year", "count")]
    if form.kind == "iso":
        form.year, form.month, form.day = numbers
    else:
        if entries[4][0] == "number" and len(entries[4][2]) != 2:
            return None
        form.month, form.day, form.year = numbers[0], numbers[1], full_year(entries[4][2])
        if form.month > 12:
            form.month, form.day = form.day, form.month
        form.is_ambiguous = form.day <= 12 and form.day != form.month
    return form if 1 <= form.month <= 12 and 1 <= form.day <= LONGEST_MONTH[form.month - 1] else None


def _clock(entries: list[Entry]) -> tuple[int, int] | None:
    """(hour, minute) of "10:35 a.m.", "4 p.m." or "noon"; None where there is no such time."""
    for name, _, word in entries:
        if name == "noon":
            return (0 if word == "midnight" else 12), 0
        if name == "number":
            break
    numbers = [number for name, number, _ in entries if name == "number"]
    half = next((number for name, number, _ in entries if name == "ampm"), None)
    has_minutes = any(word == ":" for _, _, word in entries)
    hour, minute = numbers[0], numbers[1] if has_minutes and len(numbers) > 1 else 0
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    return (hour, minute) if hour < 24 and minute < 60 else None
