"""The date of a mail header, also where OCR has bitten it: "luesday, Novembcr 27, 2001 8:0S AM".

A date that reads cleanly is taken as `text.dates` reads it. Else its words are set right to the nearest month, weekday or
AM/PM and its digits to digits, and it is read again; a month that lost letters is told by the printed weekday. What still
does not read stays unread. Nothing is guessed: a date that two readings fit stays an interval.
"""

from __future__ import annotations

import re
from calendar import monthrange
from calendar import weekday as weekday_of
from functools import lru_cache

from onrecord.intervals import InstantInterval
from onrecord.text.dates import parse_instant
from onrecord.text.exemptions import without_codes
from onrecord.text.labels import shape_distance

_WORDS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    *("december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri"),
    *("sat", "sun", "am", "pm", "at", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc"),
)
_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "U": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8", "Z": "2", "G": "6", "i": "1"}
)
# A run of letters, or letters that stand for digits among digits, like "Novembcr", "8:0S", "2O02"
TOKEN_RE = re.compile(r"[^\W_]+")
NUMBERISH_RE = re.compile(r"(?=\w*\d)[\dOolI|SBZGiU]{1,5}")
# Like "8;03", "4:53;18", "8.03 AM": a colon misread between digits
COLON_RE = re.compile(r"(?<=\d)\s?[;.]\s?(?=[0-5]\d(?:\s?[AaPp]\s?\.?[Mm]|[:;]|\s?$))")
# Like "200110:30" and "2010Sat": two numbers run together
RUN_TOGETHER_RE = re.compile(r"((?:19|20)\d\d)(?=\d{1,2}:\d\d)")
# Like "11:57AM"
CLOCK_TAIL_RE = re.compile(r"(?<=\d)(?=[AaPp][Mm]\b)")
# Like "3:14 PMSara": what follows is set against the clock
CLOCK_GLUED_RE = re.compile(r"(\d\s?[AaPp][Mm])(?=[A-Z][a-z])")
# Like "sexta-feira, 6 de outubro de 2017 15:14", "piątek, 6 października 2017 15:14", "6 октября 2017 г. в 15:14",
# "perjantai 6. lokakuuta 2017 klo 15.14"
DAY_MONTH_RE = re.compile(
    r"(?:[^\W\d_]{2,14}(?:-[^\W\d_]{2,8})?,?\s{1,3})?(?P<day>\d{1,2})\.?\s{1,3}(?:de\s)?(?P<month>[^\W\d_]{3,14})\.?,?\s{1,3}"
    r"(?:de\s)?(?P<year>(?:19|20)\d\d)(?:\s?[гr]\.)?,?\s{1,3}(?:[^\W\d_]{1,4}\.?\s{1,3})?(?P<clock>\d{1,2}[:.]\d\d(?::\d\d)?)"
)
SPLIT_DIGITS_RE = re.compile(
    r"(?<=\d)\s(?=:\d\d)|(?<=\d:)\s(?=\d\d)|(?<=\b20)\s(?=\d\d\b)|(?<=\b200)\s(?=\d\b)|(?<=\b201)\s(?=\d\b)"
)
# Like "Feb ruary", "Janu ary": a word with a blank in it
BROKEN_WORD_RE = re.compile(r"\b([A-Za-z]{1,8}) ([a-z]{1,8})\b")
# The clock at the end of a date, readable or not
CLOCK_RE = re.compile(r"(?:\bat\s)?\s\S{0,5}:\S{0,12}(?:\s.{0,6})?$")
# Like "February |, 2002": a one read as a stroke
STROKE_RE = re.compile(r"(?<=\s)[|!](?=[,\s]|\d)")
# Like "October 9; 2009": a comma misread
YEAR_MARK_RE = re.compile(r"(?<=\d)\s?[;:.]\s?(?=(?:19|20)\d\d\b)")
# Like "Thursday, Ma 21 2009 6:31 AM", "Sunday, June 20,1010 5:51 AM": weekday, what is left of a month, day, year, the rest
SPOILED_RE = re.compile(
    r"(?P<weekday>[A-Za-z]{3,10})[,.;]?\s{1,3}(?P<month>[A-Za-z]{1,9}(?:\s[A-Za-z]{1,9})?)[,.;]?\s{1,3}"
    r"(?P<day>[0-3]?\d)\s{0,2}[,.;]?\s{0,2}(?P<year>\d{4})\b(?P<rest>.{0,40})$"
)
# Between the times of a meeting, like "3:00 PM-4:30 PM", "3:00 - 4:30 PM", "3:00 PM to 4:30 PM"
RANGE_RE = re.compile(r"(?<=[\dMm.])\s?(?:[-–—]|to|until)\s?(?=\d{1,2}:\d\d)")
HALF_RE = re.compile(r"\b[AaPp]\.?[Mm]\b\.?")
BARE_CLOCK_RE = re.compile(r"\d{1,2}:\d\d(?!\S*[/-])")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    "december",
)
# The same in Finnish, which says "lokakuuta" of a day in October
FINNISH_MONTHS = ("tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEARS = range(1980, 2070)  # of mail
# Like "237 PM", "10 58 AM": a clock without its colon
LOST_COLON_RE = re.compile(r"(?<![\d:])([01]?\d)\s?([0-5]\d)\s?([AaPp][Mm])\b")
MAX_LENGTH = 120


@lru_cache(maxsize=4096)  # a header is met when the release is learned, when it is divided, and when it is read
def read_sent(text: str, *, day_first: bool | None = None) -> InstantInterval | None:
    """The instant that a header's date states, or None.

    >>> str(read_sent("luesday, Novembcr 27, 2001 8:0S AM").earliest)
    '2001-11-27 08:05:00'
    """
    text = STROKE_RE.sub("1", without_codes(text)).strip(" \t\n,;")
    if not text or len(text) > MAX_LENGTH or not any(char.isdigit() for char in text):
        return None
    mended = repaired(text)
    return (
        parse_instant(text, day_first=day_first)
        or parse_instant(_without_connectives(text))
        or parse_instant(mended, day_first=day_first)
        # Where the clock cannot be read the day still can: "Monday, January 28, 2002 4:08 -M".
        or parse_instant(_by_weekday(mended), day_first=day_first)
        or parse_instant(repaired(_by_weekday(text)), day_first=day_first)
        or parse_instant(CLOCK_RE.sub("", mended), day_first=day_first)
        or _without_tail(mended, day_first)
    )


def read_meeting_times(
    start: str, end: str, *, day_first: bool | None = None
) -> tuple[InstantInterval | None, InstantInterval | None]:
    """When a meeting begins and ends, as its labels say; a clock alone is of the day on which it begins.

    >>> start, end = read_meeting_times("Friday, October 6, 2017 3:00 PM-4:30 PM", "")
    >>> str(start.earliest), str(end.earliest)
    ('2017-10-06 15:00:00', '2017-10-06 16:30:00')
    """
    parts = RANGE_RE.split(" ".join(start.split()), maxsplit=1)
    first, last = parts[0], (parts[1] if len(parts) > 1 else end)
    half = HALF_RE.search(last)
    starts = read_sent(first if HALF_RE.search(first) or half is None else f"{first} {half.group()}", day_first=day_first)
    if not last.strip() or starts is None:
        return starts, read_sent(last, day_first=day_first)
    day = f"{starts.earliest:%Y-%m-%d}"
    ends = read_sent(f"{day} {last}") if BARE_CLOCK_RE.match(last.strip()) else read_sent(last, day_first=day_first)
    return starts, ends


def _without_connectives(text: str) -> str:
    """A date that names its day before its month, its weekday and the small words of its language left out."""
    found = DAY_MONTH_RE.fullmatch(text)
    if found is None:
        return ""
    month = found["month"].casefold()
    if month.endswith("kuuta") and month[:-5] in FINNISH_MONTHS:
        month = MONTHS[FINNISH_MONTHS.index(month[:-5])]
    return f"{found['day']} {month} {found['year']} {found['clock'].replace('.', ':')}"


def _by_weekday(text: str) -> str:
    """The date with its month, or one digit of its year, set right where the printed weekday leaves one that fits."""
    found = SPOILED_RE.search(text)
    weekday = next((n for n, name in enumerate(WEEKDAYS) if found and name.startswith(found["weekday"].casefold())), None)
    if found is None or weekday is None:
        return ""
    letters = "".join(found["month"].split()).casefold()
    months = [n for n, name in enumerate(MONTHS, start=1) if letters == name or _is_rest_of(letters, name)]
    years = [int(found["year"])] if int(found["year"]) in YEARS else [y for y in YEARS if _differ_in_one(str(y), found["year"])]
    fits = [(year, month) for year in years for month in months if _falls_on(year, month, int(found["day"]), weekday)]
    if len(fits) != 1:
        return ""
    year, month = fits[0]
    return f"{MONTHS[month - 1].capitalize()} {found['day']}, {year}{found['rest']}"


def _is_rest_of(letters: str, word: str) -> bool:
    """True where a word's letters stand there in their order, its first one among them, and some are lost."""
    rest = iter(word)
    return bool(letters) and letters[0] == word[0] and all(char in rest for char in letters)


def _differ_in_one(a: str, b: str) -> bool:
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _falls_on(year: int, month: int, day: int, weekday: int) -> bool:
    return 1 <= day <= monthrange(year, month)[1] and weekday_of(year, month, day) == weekday


def _without_tail(text: str, day_first: bool | None) -> InstantInterval | None:
    """The date at the beginning of a value that goes on with something else: a stamp set on the same line."""
    words = text.split()
    for count in range(len(words) - 1, max(2, len(words) - 8), -1):
        found = parse_instant(" ".join(words[:count]), day_first=day_first)
        if found is not None:
            return found
    return None


def repaired(text: str) -> str:
    """The text with misread digits, colons, months and weekdays set right."""
    text = SPLIT_DIGITS_RE.sub("", COLON_RE.sub(":", YEAR_MARK_RE.sub(", ", text)))
    text = BROKEN_WORD_RE.sub(_joined_word, text)
    text = TOKEN_RE.sub(lambda match: _repaired_token(match.group()), text)
    text = LOST_COLON_RE.sub(r"\1:\2 \3", text)
    text = CLOCK_GLUED_RE.sub(r"\1 ", text)
    text = CLOCK_TAIL_RE.sub(" ", RUN_TOGETHER_RE.sub(r"\1 ", text))
    return re.sub(r"(?<=\d)\.(?=\s)", ",", text)


def _joined_word(match: re.Match[str]) -> str:
    joined = (match[1] + match[2]).casefold()
    if joined in _WORDS or (
        len(joined) > 5 and _repaired_token(joined).casefold() in _WORDS and match[1].casefold() not in _WORDS
    ):
        return joined.capitalize() if joined in _WORDS else _repaired_token(joined)
    return match.group()


@lru_cache(maxsize=4096)
def _repaired_token(token: str) -> str:
    if NUMBERISH_RE.fullmatch(token):
        return token.translate(_DIGITS)
    if any(char.isdigit() for char in token) and sum(char.isdigit() for char in token) * 2 >= len(token):
        return token
    folded = token.casefold()
    if folded in _WORDS:
        return token
    if not 3 <= len(folded) <= 11:
        return token
    near = [(shape_distance(folded, word) / len(word), word) for word in _WORDS if abs(len(word) - len(folded)) <= 2]
    distance, word = min(near, default=(1.0, ""))
    return word.capitalize() if distance <= 0.34 else token
