"""The words of the calendar: months, weekdays, seasons, parts of the day, units, number words, zones.

In: one word. Out: its number. Months and weekdays are known in the languages that printed mail headers use; all other
words are English, the language of the prose that onrecord reads. Trap: "may", "march", "second", "sun" and "sat" are also
plain words, so a lookup here proves nothing by itself: the grammar that asks must know the neighbours.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta

# One row a language: English, German, French, Spanish, Portuguese, Italian, Dutch, Danish/Norwegian, Swedish, Polish,
# Russian (nominative and genitive). The number of a month is its place in the row.
MONTH_ROWS = (
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januar februar marts april maj juni juli august september oktober november desember",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
)
SHORT_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mrz apr mai jun jul aug sept okt nov dez",
    "janv fevr mar avr mai juin juil aou sep oct nov des",
    "ene febr mar abr may jun jul ago set out nov dic",
    "gen feb mrt apr mag giu lug ago set ott nov dic",
    "jan fev mar apr mei giu lug avg sep okt nov dez",
)
WEEKDAY_ROWS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "mon tues weds thur fri sat sun",
    "mon tue wed thurs fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "mo di mi do fr sa so",
    "montag dienstag mittwoch donnerstag freitag sonnabend sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "lunes martes miercoles jueves viernes sabado domingo",
    "lun mar mie jue vie sab dom",
    "segunda terca quarta quinta sexta sabado domingo",
    "seg ter qua qui sex sab dom",
    "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "lun mar mer gio ven sab dom",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ma di wo do vr za zo",
    "mandag tirsdag onsdag torsdag fredag lordag sondag",
    "mandag tisdag onsdag torsdag fredag lordag sondag",
    "понедельник вторник среда четверг пятница суббота воскресенье",
)


def _numbered(rows: tuple[str, ...], first: int) -> dict[str, int]:
    return {word: number for row in rows for number, word in enumerate(row.split(), start=first)}


MONTHS = _numbered(MONTH_ROWS, 1) | _numbered(SHORT_MONTHS, 1)
WEEKDAYS = _numbered(WEEKDAY_ROWS, 0)  # Monday is 0, as in datetime.date.weekday

# Abbreviations as mail programs print them. Those that stand for two zones (IST, CST of China) are read as in the
# United States, where releases come from, or left out.
ZONE_HOURS: dict[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
    "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
    "akdt": -8, "akst": -9, "hst": -10, "ast": -4, "adt": -3,
    "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "jst": 9, "aest": 10, "aedt": 11,
}  # fmt: skip

# A misread header: "0ctober", "Ju1y", "Frlday".
_OCR_LETTERS = str.maketrans({"0": "o", "1": "l", "5": "s", "|": "l"})


def plain(word: str) -> str:
    """The word in lower case without accents and full stops ("Févr." -> "fevr")."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c) or "\u0400" < c < "\u0500").strip(".")


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation in any language known here, also misread ("0ctober"); None otherwise."""
    return MONTHS.get(plain(word)) or MONTHS.get(plain(word).translate(_OCR_LETTERS))


def weekday_number(word: str) -> int | None:
    """0 (Monday) to 6 for a weekday's name or abbreviation; None otherwise."""
    found = WEEKDAYS.get(plain(word))
    return found if found is not None else WEEKDAYS.get(plain(word).translate(_OCR_LETTERS))


def zone_offset(word: str) -> timedelta | None:
    """How far a zone's clock is from UTC, for an abbreviation such as "EDT"; None where it is not known."""
    hours = ZONE_HOURS.get(word.casefold())
    return None if hours is None else timedelta(hours=hours)


def full_year(digits: str) -> int:
    """The year of two or four digits; 00-49 are 2000-2049, 50-99 are 1950-1999 (RFC 5322, section 4.3)."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)
