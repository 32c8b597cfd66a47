"""Packs: sourced facts that the checks may lean on, always with source and validity dates; data, never code."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.intervals import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOfOffice:
    """A person in an office. `aliases` are other spellings of the name; `status`: confirmed, acting; `verify` marks a date
    that its source leaves in doubt, on which no finding may rest alone."""

    person: str
    title: str
    office: str
    valid: DateInterval
    status: str
    source: str
    aliases: tuple[str, ...] = ()
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCode:
    """A code or short name and what it stands for ("S1": the Secretary). `titles` are the spellings of the office's title."""

    code: str
    meaning: str
    source: str
    titles: tuple[str, ...] = ()
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCount:
    """A number that somebody published about an operation, kept with its source and never taken as the truth."""

    operation: str
    counted: str
    place: str | None
    value: int
    as_stated: str
    by: str
    period: DateInterval | None
    source: str
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """A list with an author and a date (sanctuary states by one author at one date): a definition, not a fact."""

    name: str
    author: str
    as_of: str
    members: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayLaw:
    """A day on which the clock of a request stands still, as its law says it.

    `rule` is `07-04` (that day), `3 Monday January` or `last Monday May`. `valid` are the days on which the holiday itself may
    fall; `every` is the number of years between two, counted from the first year of `valid`. `observed` says what happens
    when it falls on a weekend: nearest (Saturday to Friday, Sunday to Monday), monday (Sunday to Monday only) or none.
    `area` is empty where the holiday holds everywhere.
    """

    jurisdiction: str
    name: str
    rule: str
    valid: DateInterval
    source: str
    every: int = 1
    area: str = ""
    observed: str = "nearest"
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """How long one step of a request may take: from the event `starts` to the event `stops`, the first day not counted.

    `unit`: working or calendar. `extension_days` is what a written notice may add at most, `grace_days` how long a request
    may take to the office that must answer it. `valid` are the days of requests that the rule holds for.
    """

    jurisdiction: str
    step: str
    starts: str
    stops: str
    days: int
    unit: str
    valid: DateInterval
    source: str
    extension_days: int = 0
    grace_days: int = 0
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRule:
    """What stops the clock of a step: from the event `asked` to the event `answered`; `times` is how often, 0 for no limit."""

    jurisdiction: str
    step: str
    asked: str
    answered: str
    times: int
    valid: DateInterval
    source: str
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRule:
    """How long an agency leaves for an appeal, where its own rule says more than the law. `agencies` are its spellings, its
    parts among them; `must_be`: sent or received by the last day; `valid` are the days of the decision appealed against."""

    jurisdiction: str
    agency: str
    agencies: tuple[str, ...]
    days: int
    unit: str
    must_be: str
    valid: DateInterval
    source: str
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """One paragraph of a letter: `letter` is request, status or appeal, `when` the condition on which it stands there
    (`subject` for the line above the letter). `words` may hold names in braces, which the letter fills in."""

    jurisdiction: str
    letter: str
    when: str
    words: str
    source: str
    verify: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All that one pack, or several joined, hold. `exemptions` are (code, meaning); `components` are (part, whole)
    organisations; `synonyms` are groups of words that a table or a text may use for the same thing."""

    names: tuple[str, ...] = ()
    terms: tuple[TermOfOffice, ...] = ()
    codes: tuple[OfficeCode, ...] = ()
    counts: tuple[StatedCount, ...] = ()
    lists: tuple[NamedList, ...] = ()
    exemptions: tuple[tuple[str, str], ...] = ()
    components: tuple[tuple[str, str], ...] = ()
    offices: tuple[tuple[str, str, tuple[str, ...]], ...] = ()  # code, name, areas
    table_layouts: tuple[tuple[str, tuple[str, ...], str], ...] = ()  # name, columns, note
    holidays: tuple[HolidayLaw, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    tolls: tuple[TollRule, ...] = ()
    appeals: tuple[AppealRule, ...] = ()
    letters: tuple[LetterPart, ...] = ()
