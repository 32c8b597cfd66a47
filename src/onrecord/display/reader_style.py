"""How a reader writes days, times and numbers, as the browser's language says.

In: the Accept-Language header (RFC 9110, section 12.5.4). Out: a `ReaderStyle`. The words stay English; what follows the reader
is the order of day and month, the clock, and the marks in numbers, so that 1.234 is not read as a little more than one. Months
are written out, for 03/04 is two days. Exports do not come through here and never change with the reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANGE_RE = re.compile(r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,3})\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")  # de-CH;q=0.8
_MOST_CHARS = 1_000

# Unicode CLDR: what stands between thousands and before decimals, by language, where it is not "," and "."
_NUMBERS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("de", "es", "it", "nl", "da", "id", "tr", "el", "ro", "sl", "hr", "sr", "vi"), (".", ",")),
    "pt": (".", ","),
    **dict.fromkeys(
        ("fr", "cs", "sk", "pl", "ru", "uk", "bg", "fi", "sv", "nb", "nn", "no", "hu", "et", "lv", "lt"), ("\u202f", ",")
    ),
}
_REGION_NUMBERS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("de-CH", "fr-CH", "it-CH", "de-LI"), ("’", ".")),
    **dict.fromkeys(("es-MX", "es-US", "es-PR", "es-GT", "es-HN", "es-SV", "es-NI", "es-PA", "es-DO", "es-PE"), (",", ".")),
    "de-AT": ("\u202f", ","),
    "en-ZA": ("\u202f", "."),
}
_MONTH_FIRST = ("en-US", "en-PH", "en")
_YEAR_FIRST = ("zh", "ja", "ko", "hu", "lt", "sv", "en-CA", "fr-CA")
_TWELVE_HOURS = ("en", "hi", "ar", "fil", "ur", "bn", "ta", "es-MX", "es-US", "es-CO", "ko")
_TWENTY_FOUR_HOURS = ("en-GB", "en-IE", "en-ZA")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberStyle:
    """The mark between thousands and the mark before decimals."""

    thousands: str = ","
    decimal: str = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderStyle:
    """The order of a day's parts (dmy, mdy or ymd), whether the clock counts to twelve, and the marks in numbers."""

    order: str = "dmy"
    is_twelve_hours: bool = True
    numbers: NumberStyle = NumberStyle()


ENGLISH = ReaderStyle()  # a day that no reader of English misreads, and numbers as in English


def style_of(accept_language: str) -> ReaderStyle:
    """The style of the language that a browser asks for first; that of plain English where it asks for none.

    >>> style_of("de-DE,de;q=0.9,en;q=0.8")
    ReaderStyle(order='dmy', is_twelve_hours=False, numbers=NumberStyle(thousands='.', decimal=','))
    >>> style_of("en-US,en;q=0.9").order, style_of("*").order
    ('mdy', 'dmy')
    """
    tag = _first_language(accept_language)
    if not tag:
        return ENGLISH
    language, _, region = tag.partition("-")
    thousands, decimal = _REGION_NUMBERS.get(tag) or _NUMBERS.get(language) or (",", ".")
    order = "dmy"
    if tag in _YEAR_FIRST or (language in _YEAR_FIRST and tag not in _MONTH_FIRST):
        order = "ymd"
    elif tag in _MONTH_FIRST and (region or language != "en"):
        order = "mdy"
    twelve = (tag in _TWELVE_HOURS or language in _TWELVE_HOURS) and tag not in _TWENTY_FOUR_HOURS
    return ReaderStyle(order=order, is_twelve_hours=twelve, numbers=NumberStyle(thousands=thousands, decimal=decimal))


def _first_language(accept_language: str) -> str:
    """The language that is asked for most, as `de-CH`; of two that are asked for alike the first."""
    best, best_weight = "", 0.0
    for piece in accept_language[:_MOST_CHARS].split(","):
        match = _RANGE_RE.fullmatch(piece)
        weight = float(match[2]) if match and match[2] else 1.0
        if match and weight > best_weight:
            language, _, rest = match[1].partition("-")
            region = rest.rpartition("-")[2]
            best = language.lower() + (f"-{region.upper()}" if len(region) == 2 else "")
            best_weight = weight
    return best
