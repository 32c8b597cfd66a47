"""One written date or time, as mail headers and metadata print it, as an interval.

In: the value of a "Sent:" or "Date:" line, a <meta> date, a URL's date. Out: `DateInterval` or `InstantInterval`, or None
where the text is anything but a date. "06/10/2017" may be in June or in October: with `day_first` unknown it is the interval
that spans both, unless a weekday beside it decides. A minute without seconds is an interval of 60 seconds; a printed wall
clock without a zone stays naive. Dates in running prose are the business of `onrecord.text.date_grammar`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from onrecord.intervals import DateInterval, InstantInterval
from onrecord.text.calendar_words import full_year, month_number, weekday_number, zone_offset

MAX_LENGTH = 160  # the longest header date seen has 70 characters; longer text is prose
EARLIEST_YEAR, LATEST_YEAR = 1600, 2199

# Like "2017-10-06", "2017/10/6", "2017.10.06"
YEAR_FIRST_RE = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
# Like "2017年10月6日"
CJK_RE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日(?:\([月火水木金土日]\))?")
# Like "20171006", "20171006T151400Z", "D:20171006151400-04'00'"
COMPACT_RE = re.compile(r"(?<!\d)(?:D:)?((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?:T?([0-2]\d)([0-5]\d)([0-5]\d)?)?(?!\d)")
# Like "10/6/17", "06.10.2017", "6-10-2017"
NUMERIC_RE = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
# Like "October 6, 2017", "Oct. 6th 2017", "Oct 6,2017", "Oct 06 17"
MONTH_DAY_YEAR_RE = re.compile(
    r"(?<![^\W\d_])([^\W_]{3,12})\.?[ -]{0,3}(\d{1,2})(?:st|nd|rd|th)?(?:\s?[,.]\s?|[ -]{1,4})(\d{4}|'?\d{2})(?![\d:])"
)
# Like "6 Oct 2017", "6. Oktober 2017", "6-Oct-17", "6 de octubre de 2017", "6th of October, 2017"
DAY_MONTH_YEAR_RE = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º)?\.?[ /-]{0,3}(?:de |of |d')?"
    r"([^\W_]{3,12})\.?(?:\s?,\s?|[ /-]{0,4})(?:de |del )?(\d{4}|'?\d{2})(?![\d:])"
)
# Like "October 2017", "Oct. 2017", "October of 2017"
MONTH_YEAR_RE = re.compile(r"(?<![^\W\d_])([^\W_]{3,12})\.?,?\s{1,2}(?:of |de )?(\d{4})(?!\d)")
# Like "2017-10", "10/2017"
NUMERIC_MONTH_RE = re.compile(r"(?<!\d)(?:(\d{4})[-/](\d{1,2})|(\d{1,2})/(\d{4}))(?!\d)")
YEAR_RE = re.compile(r"(?<![\d/.-])(1[6-9]\d{2}|20\d{2}|21\d{2})(?![\d/-])")
# Like "3:14 PM", "15:14:22.5", "03:14:22 p.m.", "15h14"
CLOCK_RE = re.compile(
    r"(?<!\d)T?([0-2]?\d)\s?[:h]\s?([0-5]\d)(?:\s?:\s?([0-5]\d|60)(?:[.,]\d{1,9})?)?(?:\s?([ap])\.?\s?m\b\.?)?", re.IGNORECASE
)
# Like "3 PM", "3.14 pm", "15.14 Uhr", "um 15.14"
BARE_CLOCK_RE = re.compile(
    r"(?<![\d.])([0-2]?\d)(?:[.]([0-5]\d))?\s?(?:([ap])\.?\s?m\b\.?|uhr\b|h\b)"
    r"|(?:\bum|\bkl\.?|\bat) ([0-2]?\d)[.]([0-5]\d)(?!\d)",
    re.IGNORECASE,
)
# Like "-0400", "+02:00", "GMT-4", "UTC+01:00", "-04'00'"
OFFSET_RE = re.compile(r"(?<![\d/-])(?:GMT|UTC|UT)?\s?([+-])([01]?\d)(?::?'?([0-5]\d)'?)?(?![\d/])", re.IGNORECASE)
# Like "(Eastern Daylight Time)", "(UTC-05:00)", "(EDT)"
IN_PARENTHESES_RE = re.compile(r"\([^()]{1,60}\)")
# Like "(b)(7)(E) 2017": the rest of the date is withheld
EXEMPTION_RE = re.compile(r"\(?b\)?\s?\(?\d\)?(?:\s?\(?[A-F]\)?)?(?![a-z0-9])", re.IGNORECASE)
WORD_RE = re.compile(r"[^\W\d_]+")
# A digit misread as a letter inside a number: "2O17", "1O/06/2017", "l2:30"
MISREAD_RE = re.compile(r"(?<![^\W\d_])(?=[0-9OolI|]*\d)[0-9OolI|]{2,4}(?![^\W\d_])")
MISREAD = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"})
FILLER_WORDS = (
    "at on the of um den der am le la du el de del a à as às kl klo uhr ore alle o h noon time standard daylight eastern "
    "central mountain pacific local coordinated universal published updated posted date sent"
)
FILLERS = frozenset(FILLER_WORDS.split())


def parse_date(text: str, *, day_first: bool | None = None) -> DateInterval | None:
    """The day, month or year that a whole text states, as an interval of days; None where it states none.

    >>> parse_date("Friday, October 6, 2017 3:14 PM")
    DateInterval(earliest=datetime.date(2017, 10, 6), latest=datetime.date(2017, 10, 6))
    >>> parse_date("10/6/17", day_first=False) == parse_date("6 Oct 2017")
    True
    """
    read = _read(text, day_first)
    return None if read is None else DateInterval(min(read.days)[0], max(day[1] for day in read.days))


def parse_instant(text: str, *, day_first: bool | None = None) -> InstantInterval | None:
    """The instant that a mail header's date line states: a second, a minute, a day or longer; None where it states none.

    With a numeric offset or a known zone abbreviation both ends carry it; otherwise both are naive.

    >>> parse_instant("Fri, 6 Oct 2017 15:14:22 -0400").earliest.isoformat()
    '2017-10-06T15:14:22-04:00'
    """
    read = _read(text, day_first)
    if read is None:
        return None
    first, last = min(read.days)[0], max(day[1] for day in read.days)
    zone = None if read.offset is None else timezone(read.offset)
    if read.clock is None:
        return InstantInterval(
            datetime(first.year, first.month, first.day, tzinfo=zone),
            datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=zone),
        )
    hour, minute, second = read.clock
    return InstantInterval(
        datetime(first.year, first.month, first.day, hour, minute, second or 0, tzinfo=zone),
        datetime(last.year, last.month, last.day, hour, minute, 59 if second is None else second, tzinfo=zone),
    )


def vote_day_first(texts: Iterable[str]) -> bool | None:
    """Whether the numeric dates of one release put the day first; None where no date decides or the votes are split.

    >>> vote_day_first(["25/12/2017", "06/10/2017"])
    True
    """
    day_first = month_first = 0
    for text in texts:
        found = NUMERIC_RE.search(text[:MAX_LENGTH])
        if found and found[2] in "/.-":
            a, b = int(found[1]), int(found[3])
            day_first += a > 12 >= b >= 1
            month_first += b > 12 >= a >= 1
    if bool(day_first) == bool(month_first):
        return None
    return day_first > 0


class _Read:
    """What was read off one text: the possible stretches of days, the clock, the offset from UTC."""

    __slots__ = ("clock", "days", "offset")

    def __init__(self, days: list[tuple[date, date]], clock: tuple[int, int, int | None] | None, offset: timedelta | None):
        self.days = days
        self.clock = clock
        self.offset = offset


def _read(text: str, day_first: bool | None) -> _Read | None:
    if len(text) > MAX_LENGTH:
        return None
    rest = " ".join(text.replace("\u202f", " ").replace("\u2013", "-").split())
    rest = MISREAD_RE.sub(lambda m: m[0].translate(MISREAD), rest)
    rest = re.sub(r"(?<=\d)T(?=[0-2]\d:?[0-5]\d)", " ", rest)
    days, rest, clock = _take_days(rest, day_first)
    if clock is None:
        clock, rest = _take_clock(rest)
    if not days:  # "Fri Oct 6 15:14:22 EDT 2017": the clock stood inside the date
        offset, rest = _take_offset(rest)
        days, rest, _ = _take_days(" ".join(rest.split()), day_first)
    else:
        offset, rest = _take_offset(rest)
    if not days:
        days, rest = _take_longer_days(rest)
    weekday, strange = _leftover(rest)
    if not days or strange:
        return None
    return _Read(_agreeing(days, weekday), clock, offset)


def _agreeing(days: list[tuple[date, date]], weekday: int | None) -> list[tuple[date, date]]:
    """The possible days that fall on the weekday printed beside them; all of them where none does (a misprint)."""
    kept = [pair for pair in days if weekday is not None and pair[0] == pair[1] and pair[0].weekday() == weekday]
    return kept or days


def _take_days(text: str, day_first: bool | None) -> tuple[list[tuple[date, date]], str, tuple[int, int, int | None] | None]:
    """Every possible day of the first date in the text, the text without it, and a clock glued to it."""
    for pattern in (YEAR_FIRST_RE, CJK_RE):
        if found := pattern.search(text):
            numbers = [int(g) for g in found.groups() if g and g.isdigit()]
            return _days((numbers[0], numbers[1], numbers[2])), _without(text, found), None
    if found := COMPACT_RE.search(text):
        clock = (int(found[4]), int(found[5]), int(found[6]) if found[6] else None) if found[4] else None
        if clock is None or clock[0] < 24:
            return _days((int(found[1]), int(found[2]), int(found[3]))), _without(text, found), clock
    if found := NUMERIC_RE.search(text):
        a, b, year = int(found[1]), int(found[3]), full_year(found[4])
        readings = {None: ((year, a, b), (year, b, a)), True: ((year, b, a),), False: ((year, a, b),)}[day_first]
        days = _days(*readings) or _days((year, a, b), (year, b, a))
        return days, _without(text, found), None
    for pattern, month_at, day_at in ((MONTH_DAY_YEAR_RE, 1, 2), (DAY_MONTH_YEAR_RE, 2, 1)):
        for found in pattern.finditer(text):
            month = month_number(found[month_at])
            if month and (days := _days((full_year(found[3].strip("'")), month, int(found[day_at])))):
                return days, _without(text, found), None
    return [], text, None


def _take_longer_days(text: str) -> tuple[list[tuple[date, date]], str]:
    """A month or a year where no day is stated: "October 2017", "2017-10", "(b)(7)(E) 2017"."""
    if found := NUMERIC_MONTH_RE.search(text):
        year, month = (int(found[1]), int(found[2])) if found[1] else (int(found[4]), int(found[3]))
        if 1 <= month <= 12 and EARLIEST_YEAR <= year <= LATEST_YEAR:
            return [_month(year, month)], _without(text, found)
    for found in MONTH_YEAR_RE.finditer(text):
        month = month_number(found[1]) or 0
        if month and EARLIEST_YEAR <= int(found[2]) <= LATEST_YEAR:
            return [_month(int(found[2]), month)], _without(text, found)
    bare = EXEMPTION_RE.sub(" ", text)
    if found := YEAR_RE.search(bare):
        year = int(found[1])
        return [(date(year, 1, 1), date(year, 12, 31))], _without(bare, found)
    return [], text


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _days(*readings: tuple[int, int, int]) -> list[tuple[date, date]]:
    """The readings (year, month, day) that are days of the calendar, each once."""
    days: list[tuple[date, date]] = []
    for year, month, day in readings:
        in_range = EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12 and day >= 1
        if in_range and day <= monthrange(year, month)[1] and (pair := (date(year, month, day),) * 2) not in days:
            days.append(pair)
    return days


def _take_clock(text: str) -> tuple[tuple[int, int, int | None] | None, str]:
    if found := CLOCK_RE.search(text):
        hour, half = int(found[1]), (found[4] or "").lower()
        minute, second = int(found[2]), min(int(found[3]), 59) if found[3] else None
    elif found := BARE_CLOCK_RE.search(text):
        hour, half = int(found[1] or found[4]), (found[3] or "").lower()
        minute, second = int(found[2] or found[5] or 0), None
    else:
        return None, text
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        return None, text
    return (hour, minute, second), _without(text, found)


def _take_offset(text: str) -> tuple[timedelta | None, str]:
    if (found := OFFSET_RE.search(text)) and int(found[2]) <= 14:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return (-offset if found[1] == "-" else offset), _without(text, found)
    for found in WORD_RE.finditer(text):
        offset_named = zone_offset(found[0]) if found[0].isupper() else None
        if offset_named is not None:
            return offset_named, _without(text, found)
    return None, text


def _leftover(text: str) -> tuple[int | None, bool]:
    """The weekday among what is left, and whether anything is left that no date line has."""
    weekday = None
    rest = IN_PARENTHESES_RE.sub(" ", text)
    strange = any(c.isdigit() for c in rest)
    for word in WORD_RE.findall(rest):
        number = weekday_number(word)
        if number is not None and weekday is None:
            weekday = number
        elif word.casefold() not in FILLERS and zone_offset(word) is None and word.casefold() != "t":
            strange = True
    return weekday, strange


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
