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
