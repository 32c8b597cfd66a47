"""The English words of time, each with its class and its number: the alphabet of the date grammar.

In: a text. Out: `Tokens`, the words with their places and the *shape* of the text, one character a token, over which the
rules of `onrecord.text.date_grammar` are plain patterns: that keeps them readable and their cost linear. Trap: "may",
"march", "sat", "fall" and "second" are ordinary words too; months and weekdays that are such words are read only with a
capital letter, and the rest is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# A clock's "p.m.", a word, a number with its ending ("12th", "1990s"), "'s", "'90s", a blank line, or one sign.
TOKEN_RE = re.compile(
    r"[AaPp]\.[Mm]\b\.?|[^\W\d_]+|\d+(?:st|nd|rd|th|s)\b|\d+|[’'](?:s\b|\d0s\b|\d\d\b)|\n[ \t\r]*\n|[^\w\s]",
)
REACH = 48  # characters around a trigger that can belong to its expression; the longest seen has 46
CHUNK_CHARS = 400_000  # a neighbourhood is not longer, so that memory stays bounded


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


TRIGGER_CLASSES = frozenset(
    _each(
        "month weekday weekdays unit units quarter season seasons part parts holiday ampm set day noon now present current "
        "recently recent soon future former shortdecade period fy"
    )
)
SPELLED_CENTURIES = _each("sixteen seventeen eighteen nineteen twenty")  # "nineteen ninety-six"
TRIGGER_PHRASES = ("then-", "the past", "at the time", "at the moment", "o'clock", "o’clock", *SPELLED_CENTURIES)
OTHER = "."  # the shape of a word that is not of time
FIRST_YEAR, LAST_YEAR = 1000, 2199

MONTHS = _each("January February March April May June July August September October November December")
MONTHS_SHORT = _each("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
WEEKDAYS = _each("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
CARDINALS = _each(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
)
TENS = _each("twenty thirty forty fifty sixty seventy eighty ninety")
TENTHS = _each("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth")
ORDINALS = _each(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "quarter", "weekend")
PLURALS = ("seconds", "minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries", "quarters", "weekends")
SEASONS = ("spring", "summer", "fall", "winter")
PARTS = ("morning", "afternoon", "evening", "night")
# Days of the American calendar by name: fixed (month, day) or (month, weekday, which of them; -1 the last).
HOLIDAYS = ("thanksgiving", "christmas", "halloween", "easter")

# Classes whose words have no number. A word stands in one class only.
WORDS: dict[str, str] = {
    "the": "the its their our his her my your",
    "a": "a an",
    "last": "last",
    "past": "past",
    "next": "next coming upcoming",
    "this": "this",
    "current": "current",
    "that": "that",
    "these": "these those",
    "previous": "previous prior preceding",
    "following": "following subsequent ensuing",
    "recent": "recent",
    "latest": "latest",
    "same": "same",
    "every": "every each",
    "earlier": "earlier",
    "later": "later",
    "ago": "ago",
    "early": "early",
    "late": "late",
    "mid": "mid",
    "end": "end close",
    "start": "beginning start outset",
    "middle": "middle",
    "of": "of",
    "in": "in during",
    "on": "on",
    "at": "at",
    "by": "by",
    "for": "for",
    "from": "from",
    "since": "since",
    "until": "until till",
    "to": "to through",
    "and": "and",
    "or": "or",
    "before": "before",
    "after": "after",
    "few": "few several many couple numerous dozens",
    "extra": "another additional more extra",
    "half": "half",
    "fy": "FY",
    "fiscal": "fiscal calendar full entire whole",
    "approx": "about around roughly nearly almost approximately over under barely within",
    "less": "less fewer",
    "than": "than",
    "least": "least",
    "up": "up",
    "no": "no not",
    "now": "now",
    "so": "so",
    "old": "old",
    "ahead": "ahead",
    "period": "period",
    "term": "term",
    "trading": "trading business working consecutive straight",
    "sometime": "sometime",
    "present": "currently presently nowadays",
    "recently": "recently lately",
    "soon": "soon",
    "future": "future",
    "former": "former",
    "then": "then",
    "that_time": "time moment",
    "clock": "clock",
    "o": "o",
    "new": "New",
    "eve": "Eve",
    "ended": "ended ending ends beginning starting commencing",
    "soonish": "shortly immediately",
    "will": "will shall expects expect expected planned planning scheduled due expire expires matures payable maturing would "
    "anticipated slated intends deadline begins opens may can could must should be",
    "was": "was were had did said has have been ended since began told went came held took made got rose fell came left met "
    "won lost died ran saw gave found became wrote sent put called reported announced according",
}
SETS = {"hourly": 2, "daily": 3, "nightly": 3, "weekly": 4, "monthly": 5}
DEICTIC_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}
NOONS = {"noon": 12, "midday": 12, "midnight": 0}
ZONES = _each("EDT EST CDT CST MDT MST PDT PST GMT UTC ET CT MT PT")
SIGNS: dict[str, str] = {
    "comma": ",", "hyphen": "-–‑", "dash": "—", "slash": "/", "colon": ":", "stop": ".", "bang": "!?;", "currency": "$£€#",
    "percent": "%", "open": "([", "close": ")]", "apostrophe": "’'", "mark": "“”\"«»„",
}  # fmt: skip
NUMBERED = (
    "month weekday weekdays number count year numword hundred ordinal decade shortdecade shortyear unit units quarter "
    "season seasons part parts holiday ampm set day noon zone s blank"
)
CLASSES = NUMBERED.split() + list(WORDS) + list(SIGNS)
CHAR_OF = {name: chr(0x4E00 + n) for n, name in enumerate(CLASSES)}  # any letters that mean nothing in a pattern


@dataclass(frozen=True, slots=True)
class Tokens:
    """One piece of a text: words, where each starts, and the shape, all of one length. Offsets are those of the whole text."""

    words: list[str]
    starts: list[int]
    shape: str

    def end(self, n: int) -> int:
        """Where the n-th token ends."""
        return self.starts[n] + len(self.words[n])


@cache
def lexicon() -> dict[str, tuple[str, int]]:
    """The class and the number of every spelling of a word of time; the number is 0 where the class has none."""
    found: dict[str, tuple[str, int]] = {}
    for name, number, word, any_case in _entries():
        spellings = (word, word.capitalize(), word.upper()) if any_case else (word, word.upper())
        for spelling in spellings:
            found.setdefault(spelling, (name, number))
    return found


@cache
def shapes() -> dict[str, str]:
    """The shape character of every spelling of a word of time."""
    return {word: CHAR_OF[name] for word, (name, _) in lexicon().items()}


def read_tokens(text: str) -> Iterator[Tokens]:
    """The neighbourhoods of every word that can make an expression of time, each with its shape.

    Most of a text is never cut into words. Neighbourhoods that touch are one, up to a bounded size.
    """
    shape_of = shapes().get
    for start, end in _neighbourhoods(text):
        pairs = [(m[0], m.start()) for m in TOKEN_RE.finditer(text, start, end)]
        words = [word for word, _ in pairs]
        shape = "".join([shape_of(word) or (CHAR_OF["blank"] if word[0] == "\n" else OTHER) for word in words])
        yield Tokens(words, [at for _, at in pairs], shape)


def _neighbourhoods(text: str) -> Iterator[tuple[int, int]]:
    start = end = -1
    for found in _trigger_re().finditer(text):
        if found.start() - REACH > end or end - start > CHUNK_CHARS:
            if end > start:
                yield start, end
            start = _word_start(text, max(end, found.start() - REACH, 0))
        end = min(len(text), found.end() + REACH)
        while end < len(text) and text[end].isalnum() and end < found.end() + 2 * REACH:
            end += 1
    if end > start:
        yield start, end


def _word_start(text: str, at: int) -> int:
    """The first place from here on that is not inside a word or a number."""
    limit = min(len(text), at + REACH // 2)
    while 0 < at < limit and not text[at - 1].isspace():
        at += 1
    return at


@cache
def _trigger_re() -> re.Pattern[str]:
    """Every beginning of a word without which there is no expression of time."""
    words = [word for word, (name, _) in lexicon().items() if name in TRIGGER_CLASSES and word[0].isalpha()]
    words += [form for word in TRIGGER_PHRASES for form in (word, word.capitalize())]
    first = "".join(sorted({word[0] for word in words}))
    return re.compile(rf"(?=[{first}\d])\b(?:{_as_tree(words)}|[12]\d{{3}}(?!\d)|\d0s|\d\d?([/.-])\d\d?\1\d)")


def _as_tree(words: list[str]) -> str:
    """The words as one pattern that shares their beginnings, which the engine runs through several times as fast."""
    tree: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tree.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rests in tree.items():
        parts.append(re.escape(first) + ("" if "" in rests else _as_tree(rests)))
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _entries() -> Iterator[tuple[str, int, str, bool]]:
    """(class, number, word, whether lower case counts too)."""
    yield from _calendar_entries()
    yield from _number_entries()
    for number, (unit, plural) in enumerate(zip(UNITS, PLURALS, strict=True)):
        yield ("quarter" if unit == "quarter" else "unit"), number, unit, True
        yield "units", number, plural, True
    for name, words in (("set", SETS), ("day", DEICTIC_DAYS), ("noon", NOONS)):
        for word, number in words.items():
            yield name, number, word, True
    for name, listed in WORDS.items():
        for word in listed.split():
            yield name, 0, word, word.islower()
    for name, signs in SIGNS.items():
        for sign in signs:
            yield name, 0, sign, False
    for sign in ("’s", "'s"):
        yield "s", 0, sign, False


def _calendar_entries() -> Iterator[tuple[str, int, str, bool]]:
    for number, (month, short) in enumerate(zip(MONTHS, MONTHS_SHORT, strict=True), start=1):
        yield "month", number, month, False
        if month not in ("March", "May", "August"):  # words of their own in lower case
            yield "month", number, month.lower(), False
        yield "month", number, short, False
    yield "month", 9, "Sept", False
    for number, weekday in enumerate(WEEKDAYS):
        yield "weekday", number, weekday, False
        yield "weekday", number, weekday.lower(), False
        yield "weekdays", number, weekday + "s", False
        if weekday[:3] not in ("Sat", "Sun"):  # "Sat on the bench", "The Sun reported"
            yield "weekday", number, weekday[:3], False
    for word, number in (("Tues", 1), ("Weds", 2), ("Thur", 3), ("Thurs", 3)):
        yield "weekday", number, word, False
    for number, season in enumerate(SEASONS):
        yield "season", number, season, True
        yield "seasons", number, season + "s", True
    yield "season", 2, "autumn", True
    for number, part in enumerate(PARTS):
        yield "part", number, part, True
        yield "parts", number, part + "s", True
    for number, holiday in enumerate(HOLIDAYS):
        yield "holiday", number, holiday.capitalize(), False
    for number, letter in ((0, "a"), (12, "p")):
        for word in (f"{letter}.m.", f"{letter}.m", f"{letter}m"):
            yield "ampm", number, word, False
    for zone in ZONES:
        yield "zone", 0, zone, False


def _number_entries() -> Iterator[tuple[str, int, str, bool]]:
    for number, word in enumerate(CARDINALS):
        yield "numword", number, word, True
    for number, word in enumerate(TENS, start=2):
        yield "numword", 10 * number, word, True
        yield "shortdecade", 1900 + 10 * number, word[:-1] + "ies", True
    for word, number in (("dozen", 12), ("hundred", 100), ("thousand", 1000)):
        yield "hundred", number, word, True
    for number, word in enumerate(ORDINALS, start=1):
        if word != "second":  # a unit first; the rules take it for an ordinal where one must stand
            yield "ordinal", number, word, True
    for number, word in enumerate(TENTHS, start=2):
        yield "ordinal", 10 * number, word, True
    yield from _digit_entries()


def _digit_entries() -> Iterator[tuple[str, int, str, bool]]:
    for number in range(1000):
        yield ("number" if number < 100 else "count"), number, str(number), False
    for number in range(1000, 10_000):
        yield ("year" if FIRST_YEAR <= number <= LAST_YEAR else "count"), number, str(number), False
    for number in range(10):
        yield "number", number, f"0{number}", False
    for number in range(1, 100):
        for ending in ("st", "nd", "rd", "th"):
            yield "ordinal", number, f"{number}{ending}", False
            yield "ordinal", number, f"{number}{ending}".upper(), False
        for quote in "’'":
            yield "shortyear", number, f"{quote}{number:02d}", False
    for year in range(1700, 2100, 10):
        yield "decade", year, f"{year}s", False
    for year in range(10, 100, 10):
        yield "shortdecade", 1900 + year, f"{year}s", False
        for quote in "’'":
            yield "shortdecade", 1900 + year, f"{quote}{year}s", False
