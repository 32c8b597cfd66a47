"""Dates of birth in a plain text, and every date in the spellings in which a date of birth may return.

In: a plain text in lower case. Out: stretches with a key `yyyy-mm-dd`. Trap: "03/04/1990" is two days, in March or in April,
so a date that is looked for has up to two keys, and a date of birth that was printed so is known under both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?"
    r"|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_S = r"[\s.,\-_/]"
# Like "03/04/1990", "3-4-90", "1990.03.04", "03 04 1990"
_NUMERIC = r"(?:\d{1,2}\s?[-/._ ]\s?\d{1,2}\s?[-/._ ]\s?(?:\d{4}|\d{2})|\d{4}\s?[-/._ ]\s?\d{1,2}\s?[-/._ ]\s?\d{1,2})"
# Like "March 4, 1990", "4 March 1990", "04-MAR-1990", "4 de marzo de 1990", "4th of March 1990"
_WORDED = (
    rf"(?:{_MONTH}{_S}{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?{_S}{{1,3}}\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?{_S}{{0,3}}(?:of\s|de\s)?{_MONTH}{_S}{{0,3}}(?:de\s|of\s)?\d{{2,4}})"
)
_DATE_RE = re.compile(rf"(?<![\da-z])(?:{_NUMERIC}|{_WORDED}|(?:19|20)\d{{6}})(?!\d)")
# Like "DOB: 03/04/1990", "D.O.B. 3-4-90", "born on March 4, 1990", "date of birth was 1990-03-04", "fecha de nacimiento: ..."
_LABEL_RE = re.compile(
    r"(?<![a-z])(?:d\.?\s?[o0]\.?\s?b\.?|date\s+of\s+birth|birth\s?-?date|birth\s?day|born|y\.?o\.?b\.?"
    r"|fecha\s+de\s+nacimiento|nacid[oa]"
    r"|geboren|b\.(?=\s?\d))"
    r"(?:\s+(?:on|is|was|el|in|of))?[\s:,;\-_()#=\"'>.]{0,6}"
)
_COMPACT_RE = re.compile(r"(?:\d{8}|\d{6})(?!\d)")
_YEAR_RE = re.compile(r"(?:19|20)\d\d(?!\d)")
_PART_RE = re.compile(r"\d+|[a-z]+")


def find_birth_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """The dates behind a label of birth: start, end, key; both readings of an ambiguous date are told one after the other."""
    for label in _LABEL_RE.finditer(text):
        found = _DATE_RE.match(text, label.end()) or _COMPACT_RE.match(text, label.end())
        if found is not None:
            keys = date_keys(found.group())
            for key in keys or (f"born {found.group()}",):
                yield found.start(), found.end(), key
        elif year := _YEAR_RE.match(text, label.end()):
            yield year.start(), year.end(), f"born {year.group()}"


def find_dates(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every full date with its keys."""
    for match in _DATE_RE.finditer(text):
        if keys := date_keys(match.group()):
            yield match.start(), match.end(), keys


def date_keys(printed: str) -> tuple[str, ...]:
    """The days that a printed date may mean, as ISO dates; none where it is no date.

    >>> date_keys("03/04/1990"), date_keys("4-mar-90"), date_keys("19900304")
    (('1990-03-04', '1990-04-03'), ('1990-03-04',), ('1990-03-04',))
    """
    parts = [part for part in _PART_RE.findall(printed) if part not in ("st", "nd", "rd", "th", "of", "de")]
    if len(parts) == 1 and len(parts[0]) == 8:
        one = parts[0]
        first = _key(one[:4], one[4:6], one[6:])
        return tuple(k for k in (first or _key(one[4:], one[:2], one[2:4]), first or _key(one[4:], one[2:4], one[:2])) if k)[:1]
    if len(parts) == 1 and len(parts[0]) == 6:
        return _distinct(_key(parts[0][4:], parts[0][:2], parts[0][2:4]), _key(parts[0][4:], parts[0][2:4], parts[0][:2]))
    if len(parts) != 3:
        return ()
    if parts[0].isalpha():
        return _distinct(_key(parts[2], _month(parts[0]), parts[1]))
    if parts[1].isalpha():
        return _distinct(_key(parts[2], _month(parts[1]), parts[0]))
    if len(parts[0]) == 4:
        return _distinct(_key(*parts))
    return _distinct(_key(parts[2], parts[0], parts[1]), _key(parts[2], parts[1], parts[0]))


def _distinct(*keys: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key))


def _month(word: str) -> str:
    for names in (_MONTHS, _MESES):
        if word[:3] in names:
            return str(names.index(word[:3]) + 1)
    return ""


def _key(year: str, month: str, day: str) -> str | None:
    if not (year.isdigit() and month.isdigit() and day.isdigit()) or len(year) not in (2, 4):
        return None
    y = int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 30 else 2000)
    m, d = int(month), int(day)
    return f"{y:04}-{m:02}-{d:02}" if 1 <= m <= 12 and 1 <= d <= 31 and 1880 <= y <= 2100 else None
