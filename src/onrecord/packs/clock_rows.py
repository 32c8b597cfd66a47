"""The rows of a pack that say how long a request for records may take: holidays, clocks, what stops them, appeals, letters."""

from __future__ import annotations

import re
from string import Formatter

from onrecord.model.packs import AppealRule, ClockRule, HolidayLaw, LetterPart, TollRule
from onrecord.packs.rows import PackRow

LETTERS = ("request", "status", "appeal")
LETTER_NAMES = (  # what a paragraph of a letter may name in braces
    *("agency", "made_on", "number", "numbered", "words", "limit", "received", "determination", "due", "due_latest"),
    *("appeal_due_latest", "n_late", "unit"),
)
UNITS = ("working", "calendar")  # in which a clock counts its days
HOLIDAY_RULE_RE = re.compile(  # 07-04, or: 3 Monday January, or: last Monday May
    r"\d\d-\d\d|(?:[1-5]|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)


def read_holiday(row: PackRow) -> HolidayLaw:
    """One row of holidays.csv. Raises SettingsError."""
    rule = row.text("rule")
    if not HOLIDAY_RULE_RE.fullmatch(rule):
        raise row.fails(f"{rule!r} in column rule", "a day such as 07-04, 3 Monday January or last Monday May")
    every = row.number("every")
    if not every:
        raise row.fails("0 in column every", "a number from 1 up")
    return HolidayLaw(
        jurisdiction=row.text("jurisdiction"),
        name=row.text("name"),
        rule=rule,
        every=every,
        area=row.cells["area"],
        observed=row.one_of("observed", ("nearest", "monday", "none")),
        valid=row.period(),
        source=row.text("source"),
        verify=row.truth("verify"),
    )


def read_clock(row: PackRow) -> ClockRule:
    """One row of clocks.csv. Raises SettingsError."""
    return ClockRule(
        jurisdiction=row.text("jurisdiction"),
        step=row.text("step"),
        starts=row.text("starts"),
        stops=row.text("stops"),
        days=row.number("days"),
        unit=row.one_of("unit", UNITS),
        extension_days=row.number("extension_days"),
        grace_days=row.number("grace_days"),
        valid=row.period(),
        source=row.text("source"),
        verify=row.truth("verify"),
    )


def read_toll(row: PackRow) -> TollRule:
    """One row of tolls.csv. Raises SettingsError."""
    return TollRule(
        jurisdiction=row.text("jurisdiction"),
        step=row.text("step"),
        asked=row.text("asked"),
        answered=row.text("answered"),
        times=row.number("times"),
        valid=row.period(),
        source=row.text("source"),
        verify=row.truth("verify"),
    )


def read_appeal(row: PackRow) -> AppealRule:
    """One row of appeals.csv. Raises SettingsError."""
    return AppealRule(
        jurisdiction=row.text("jurisdiction"),
        agency=row.text("agency"),
        agencies=row.many("agencies"),
        days=row.number("days"),
        unit=row.one_of("unit", UNITS),
        must_be=row.one_of("must_be", ("sent", "received")),
        valid=row.period(),
        source=row.text("source"),
        verify=row.truth("verify"),
    )


def read_letter(row: PackRow) -> LetterPart:
    """One row of letters.csv. Raises SettingsError."""
    words = row.text("words")
    try:
        names = [name for _, name, _, _ in Formatter().parse(words) if name is not None]
    except ValueError as error:
        raise row.fails(f"{words!r} in column words", "braces around names only") from error
    unknown = sorted(set(names) - set(LETTER_NAMES))
    if unknown:
        raise row.fails(f"{{{unknown[0]}}} in column words", f"one of {', '.join(LETTER_NAMES)}")
    return LetterPart(
        jurisdiction=row.text("jurisdiction"),
        letter=row.one_of("letter", LETTERS),
        when=row.text("when"),
        words=words,
        source=row.text("source"),
        verify=row.truth("verify"),
    )
