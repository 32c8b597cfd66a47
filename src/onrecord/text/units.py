"""Units beside a number: money, percent, lengths of time, measures; in plain nouns.

In: a text and the place where a number ends or begins. Out: the unit, its kind, and where it stops. Units of money are ISO
codes where there is one ("USD"), of time and measure plain plurals ("days", "miles"), of shares "percent". Trap: "points"
are percentage points only beside "percentage", and "pounds" weigh unless a currency sign says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.text.unit_words import DOLLARS, MEASURES, MONEY_CODES, MONEY_NAMES, NATION_DOLLARS, SIGNS, TIMES

_NATIONS = (
    "us|u\\.s\\.|american|canadian|australian|hong kong|new zealand|singapore|swiss|french|belgian|dutch|finnish|japanese"
    "|chinese|british|turkish|mexican|danish|swedish|norwegian|indian|german|spanish|italian|irish|jamaican|taiwan"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit read beside a number. `kind`: share, points, money, duration, measure, age. `end` (or `start`) is its far edge."""

    name: str
    kind: str
    edge: int


# "$", "US$", "C $", "usd 200", "EUR": what may stand before an amount.
_PREFIX_RE = re.compile(
    r"(?:(?<![A-Za-z])(?P<nation>U\.?S\.?|u\.s|us|usd|USD|CAD|AUD|NZD|MXN|HKD|cad|aud|nzd|mxn|hkd|Mex|mex|HK|hk|NZ|nz|NT|CA"
    r"|Can|C|c|A|AU|S|R)[ ]?)?"
    r"(?P<sign>[$£€¥₹₩₽₺₪₫฿₱₴₦₡₲₸₾₭₵₿])[ \u00a0]?\Z"
    r"|(?<![A-Za-z])(?P<code>" + "|".join(MONEY_CODES) + r")[ \u00a0]?\Z"
)
_PERCENT_RE = re.compile(
    r"[ \u00a0]?%|[ \u00a0-]{1,2}(?:percent|per[ -]cent|pct\b\.?|percents|percentage)(?:age)?(?P<points>[ -]points?)?\b",
    re.IGNORECASE,
)
_POINT_RE = re.compile(r"[ -](?:percentage|basis)[ -]points?\b", re.IGNORECASE)
_SIGN_AFTER_RE = re.compile(
    r"[ \u00a0]?(?P<sign>[$£€¥₹₩₽₺₪₫฿₱₴₦₡₲₸₾₭₵₿元])(?!\d)|[ ]?(?P<code>" + "|".join(MONEY_CODES) + r")\b", re.IGNORECASE
)
_MONEY_RE = re.compile(
    rf"[ \u00a0-](?:(?P<nation>{_NATIONS})[ ])?(?P<name>"
    + "|".join(sorted(MONEY_NAMES, key=len, reverse=True))
    + r")(?:e?s)?\b",
    re.IGNORECASE,
)
_TIME_RE = re.compile(
    r"(?:[ \u00a0]?-[ ]?|[ \u00a0\n](?:more |straight |consecutive |full |whole |long |calendar |business |working "
    r"|additional |short |solid |extra |or so )?)"
    r"(?P<name>" + "|".join(sorted(TIMES, key=len, reverse=True)) + r")(?P<plural>s?)\b(?![-–](?!old|long))",
    re.IGNORECASE,
)
_AGE_RE = re.compile(r"(?:-| )(?:years?|yrs?|months?|weeks?|days?)(?:[- ]olds?| of age)\b", re.IGNORECASE)
_MEASURE_RE = re.compile(
    r"(?P<gap>[ \u00a0-]?)(?P<square>square[ -]|cubic[ -]|metric[ -])?(?P<name>"
    + "|".join(sorted(MEASURES, key=len, reverse=True))
    + r")(?P<plural>s?)\b"
    r"(?P<rate> (?:an|per) hour| per second)?",
    re.IGNORECASE,
)
_NEXT_WORD_RE = re.compile(r"[ \u00a0\n-]{0,3}([A-Za-z]+|[^\w\s,.;:)!?”\"'’(\[–—-])")
# What may begin a unit; any other word behind a number is a noun, and no unit is looked for.
_OPENERS_TEXT = """
percent per pct percents percentage percentages basis hong new u more straight consecutive full whole long calendar business
working additional short solid extra or cubic metric square pence inches feet centuries pennies
"""
_UNIT_OPENERS = frozenset(
    (
        *MONEY_NAMES,
        *TIMES,
        *MEASURES,
        *_NATIONS.replace("\\", "").split("|"),
        *_OPENERS_TEXT.split(),
        *map(str.lower, MONEY_CODES),
    )
)
_SHORT_MEASURES = frozenset(
    ("m", "l", "mi", "mb", "gb", "tb", "kb", "oz", "ft", "cm", "mm", "km", "kg", "mg", "ml", "lb", "bit", "square")
)


def unit_before(text: str, start: int) -> Unit | None:
    """The money sign or code that stands directly before a number."""
    before = text[start - 1 : start]
    if not before or not (before in " \u00a0" or not before.isalnum() or before.isupper() or before == "d"):
        return None
    window = text[max(0, start - 8) : start]
    beside = window.rstrip(" \u00a0")
    if beside[-1:] not in SIGNS and beside[-3:] not in MONEY_CODES:
        return None
    match = _PREFIX_RE.search(window)
    if match is None:
        return None
    edge = start - (len(window) - match.start())
    if match["code"]:
        return Unit("CNY" if match["code"] == "RMB" else match["code"], "money", edge)
    nation = (match["nation"] or "").lower()
    name = DOLLARS.get(nation, "USD") if match["sign"] == "$" else SIGNS[match["sign"]]
    return Unit(name, "money", edge)


def unit_after(text: str, end: int) -> Unit | None:
    """The unit directly behind a number, or None."""
    word = _NEXT_WORD_RE.match(text, end)
    if word is None:
        return None
    first = word.group(1).lower()
    if first.isalpha() and first not in _UNIT_OPENERS and first.rstrip("s") not in _UNIT_OPENERS:
        return None
    percent = _PERCENT_RE.match(text, end)
    if percent:
        name = "percentage points" if percent["points"] else "percent"
        return Unit(name, "points" if percent["points"] else "share", percent.end())
    point = _POINT_RE.match(text, end)
    if point:
        return Unit("basis points" if "basis" in point.group().lower() else "percentage points", "points", point.end())
    return _money_after(text, end) or _time_after(text, end) or _measure_after(text, end)


def _money_after(text: str, end: int) -> Unit | None:
    sign = _SIGN_AFTER_RE.match(text, end)
    if sign and sign["sign"]:
        return Unit(SIGNS[sign["sign"]], "money", sign.end())
    if sign and sign["code"].isupper():
        return Unit(sign["code"], "money", sign.end())
    money = _MONEY_RE.match(text, end)
    if money is None:
        return None
    name = money["name"].lower()
    nation = (money["nation"] or "").lower()
    if name == "dollar" and nation:
        return Unit(NATION_DOLLARS.get(nation, "USD"), "money", money.end())
    if name in ("real", "won", "nickel", "buck", "rand") and not money.group().endswith("s"):
        return None
    plain = MONEY_NAMES[name]
    return Unit(f"{nation} {plain}" if nation and plain.islower() else plain, "money", money.end())


def _time_after(text: str, end: int) -> Unit | None:
    age = _AGE_RE.match(text, end)
    if age:
        return Unit("years of age" if "y" in age.group()[1:3].lower() else "age", "age", age.end())
    found = _TIME_RE.match(text, end)
    if found is None:
        return None
    if found["name"].lower() in ("second", "quarter", "night") and not found["plural"] and found.group()[0] != "-":
        return None
    return Unit(TIMES[found["name"].lower()], "duration", found.end())


def _measure_after(text: str, end: int) -> Unit | None:
    found = _MEASURE_RE.match(text, end)
    if found is None:
        return None
    name = found["name"].lower()
    if name == "square" or (name in _SHORT_MEASURES and ((found["name"].isupper() and len(name) == 1) or found["plural"])):
        return None
    if (
        not found["gap"]
        and name not in _SHORT_MEASURES
        and name not in ("lbs", "kgs", "kms", "hrs", "inch", "kph", "mph", "mhz", "ghz")
    ):
        return None
    rate = " per hour" if found["rate"] and "hour" in found["rate"] else " per second" if found["rate"] else ""
    square = (found["square"] or "").lower().replace("-", " ")
    return Unit(f"{square}{MEASURES[name]}{rate}", "measure", found.end())
