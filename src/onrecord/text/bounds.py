"""Words that bound or blur a number, and the interval each leaves: "at least", "nearly", "as many as", "or more".

In: a number's value and the words around it. Out: approximation and interval as the method note prints them: n -> [n, n];
about -> plus or minus a tenth; nearly n -> [.9n, n); more than n -> (n, inf); up to n -> [0, n]; a third -> 1/3 +- .034;
"33 percent" -> [32.5, 34), as it may be rounded or cut. Trap: "over" is a bound before an amount and a preposition of time
before a duration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from onrecord.intervals import ValueInterval

ABOUT_TOLERANCE = Fraction(1, 10)
FRACTION_TOLERANCE = Fraction(34, 1000)
JUST_OVER = Fraction(11, 10)

# How each phrase before a number bounds it: name of a shape, see `bounded`.
_BEFORE = {
    "above": """
        more than|greater than|larger than|higher than|bigger than|longer than|older than|better than|in excess of|upwards of
        |upward of|north of|over|above|exceeding|exceed|exceeds|exceeded|surpass|surpasses|surpassed|surpassing|topped|topping
        |well over|well above|far more than|much more than|way more than|beyond|>""",
    "from": """
        at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|as few as|as little as
        |as low as|equal to or more than|greater than or equal to|more than or equal to|equal to or greater than
        |bigger or equal than
        |higher or equal than|greater or equal than|at least or equal to|larger or equal than|more or equal than|>=|> =|≥""",
    "below": "less than|fewer than|under|below|smaller than|lower than|shorter than|younger than|south of|short of|<",
    "to": """
        at most|no more than|not more than|no greater than|up to|as many as|as much as|as high as|a maximum of|maximum of
        |no higher than|not exceeding|less than or equal to|equal to or less than|smaller or equal than|lower or equal than
        |less or equal than|fewer than or equal to|or below|smaller than or equal to|no longer than|<=|< =|≤""",
    "about": """
        about|around|approximately|approx|roughly|some|an estimated|estimated|estimated at|circa|close to|somewhere around
        |in the neighborhood of|~""",
    "nearly": """
        nearly|almost|just under|just shy of|shy of|just below|slightly less than|slightly fewer than|slightly under
        |a little less than|a little under|approaching|close on|virtually""",
    "just_over": """
        just over|just above|just more than|slightly more than|slightly over|slightly above|a little more than|a little over
        |a bit more than""",
    "exact": "equal to|equals|equaling to|equals to|exactly|precisely",
}
_SHAPE_OF = {
    phrase: shape for shape, phrases in _BEFORE.items() for phrase in (phrase.strip() for phrase in phrases.split("|"))
}
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in _SHAPE_OF)
_LONGEST = max(len(phrase.split()) for phrase in _SHAPE_OF)
_WINDOW = 40
_OPENING = "(“\"'‘—–-"
_SYMBOLS = "><~≥≤="
# "or more", "or so", "and up", "plus", "+": what may follow a number or its unit.
_AFTER_RE = re.compile(
    r"(?:,? (?:or|and) (?P<from>more|greater|above|up|over|older|higher)(?: than(?! ?\d))?|,? or (?P<to>less|fewer|below"
    r"|under|lower|younger|smaller)(?: than(?! ?\d))?"
    r"|,? or (?P<about>so|thereabouts)|(?P<plus>\+|-plus\b| plus\b(?= (?:people|years|miles|of)))|,? (?P<least>at (?:the"
    r" )?(?:very )?least)\b|,? (?P<most>at (?:the )?(?:very )?most)\b"
    r"|,? (?P<roughly>approximately|roughly)(?=[.,;)]))(?!\w)",
    re.IGNORECASE,
)
_RANGE_UNITS_UNDER = 10  # "over two", "some three": a small count after these is more often time or an idiom than a bound


@dataclass(frozen=True, slots=True)
class Bound:
    """How a number is bounded: the shape, and where its words begin (or end)."""

    shape: str
    edge: int
    phrase: str


def bound_before(text: str, start: int) -> Bound | None:
    """The longest bounding phrase that ends directly before `start`."""
    last = text[start - 1 : start]
    if last in _SYMBOLS:
        return _symbol_bound(text, start) if last else None
    if last not in " \u00a0\n":
        return None
    window = text[max(0, start - _WINDOW) : start].lower()
    words = window.split()
    if not words or words[-1].lstrip(_OPENING) not in _LAST_WORDS:
        return None
    for n_words in range(min(_LONGEST, len(words)), 0, -1):
        plain = " ".join(words[-n_words:]).lstrip(_OPENING)
        shape = _SHAPE_OF.get(plain)
        if shape is not None:
            first = words[-n_words].lstrip(_OPENING)
            return Bound(shape, start - len(window) + _place_of(window, first, n_words), plain)
    return None


def _place_of(window: str, first: str, n_words: int) -> int:
    """Where the first of the last `n_words` words begins in a window."""
    at = len(window)
    for _ in range(n_words):
        at = len(window[:at].rstrip())
        while at > 0 and not window[at - 1].isspace():
            at -= 1
    return window.index(first, at)


def _symbol_bound(text: str, start: int) -> Bound | None:
    at = start
    while at > 0 and start - at < 3 and text[at - 1] in "><~≥≤= ":
        at -= 1
    symbol = text[at:start].strip().replace(" ", "")
    shape = _SHAPE_OF.get(symbol)
    return Bound(shape, at + len(text[at:start]) - len(text[at:start].lstrip()), symbol) if shape else None


def bound_after(text: str, end: int) -> Bound | None:
    """The bounding words directly behind a number or its unit."""
    if text[end : end + 1] not in (" ", ",", "+", "-"):
        return None
    match = _AFTER_RE.match(text, end)
    if match is None:
        return None
    if match["from"] or match["plus"] or match["least"]:
        return Bound("from", match.end(), match.group().strip(" ,"))
    if match["to"] or match["most"]:
        return Bound("to", match.end(), match.group().strip(" ,"))
    return Bound("about", match.end(), match.group().strip(" ,"))


_APPROX = {
    "above": "lower_bound",
    "from": "lower_bound",
    "below": "upper_bound",
    "to": "upper_bound",
    "about": "about",
    "nearly": "about",
    "just_over": "about",
    "exact": "exact",
}


def approximation(shape: str | None) -> str:
    """exact, about, lower_bound or upper_bound for a shape."""
    return _APPROX[shape] if shape else "exact"


def bounded(value: Fraction, shape: str | None, *, highest: Fraction | None = None) -> ValueInterval | None:
    """The interval that a bound leaves, or None where there is none; `highest` is 1 or 100 for a share of a whole."""
    low = Fraction(0) if value >= 0 else None
    if shape == "above":
        return ValueInterval(value, highest if highest is None or highest > value else None, low_open=True)
    if shape == "from":
        return ValueInterval(value, highest if highest is None or highest >= value else None)
    if shape == "below":
        return ValueInterval(low, value, high_open=True)
    if shape == "to":
        return ValueInterval(low, value)
    if shape == "nearly":
        return _spread(value * (1 - ABOUT_TOLERANCE), value, high_open=True)
    if shape == "just_over":
        return _spread(value, value * JUST_OVER, low_open=True)
    if shape == "about":
        return _spread(value * (1 - ABOUT_TOLERANCE), value * (1 + ABOUT_TOLERANCE))
    return None


def _spread(one: Fraction, other: Fraction, *, low_open: bool = False, high_open: bool = False) -> ValueInterval:
    if one <= other:
        return ValueInterval(one, other, low_open, high_open)
    return ValueInterval(other, one, high_open, low_open)


def as_written(value: Fraction, precision: Fraction) -> ValueInterval:
    """What a rounded or cut number may stand for: 33 -> [32.5, 34), 33.5 -> [33.45, 33.6)."""
    return ValueInterval(value - precision / 2, value + precision, high_open=True)


def rounded(value: Fraction, precision: Fraction) -> ValueInterval:
    """What rounding alone allows: 33 -> [32.5, 33.5)."""
    return ValueInterval(value - precision / 2, value + precision / 2, high_open=True)


def around_fraction(value: Fraction) -> ValueInterval:
    """A simple fraction in words: a third -> 1/3 +- .034."""
    return ValueInterval(value - FRACTION_TOLERANCE, value + FRACTION_TOLERANCE)
