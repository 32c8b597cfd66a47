"""Private numbers and addresses in a plain text: A-numbers, social security and other identity numbers, birth dates, phones,
mail addresses, street addresses.

In: a `Plain` text. Out: values with their places, each with a key that is the same for every spelling of it. Two looks: one
by shape and label, which finds new values; one by key (`KnownValues`), which finds a value that is known from elsewhere in a
spelling that says nothing by itself ("012 345 678" without its A). Trap: better a number too many than one too few.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from onrecord.dossier.birth_dates import find_birth_dates, find_dates
from onrecord.dossier.mask_records import A_NUMBER, ADDRESS, BIRTH_DATE, EMAIL, ID_NUMBER, PHONE, SSN
from onrecord.dossier.plain_text import Plain, plain_words


class Value(NamedTuple):
    """One private value at a place of a plain text. `key` is the same for all its spellings."""

    start: int
    end: int
    kind: str
    key: str
    reason: str


_GAP = r"[\s.\-_\u00b7]{0,3}"
_NO = r"(?:\s{0,2}(?:(?:no|nos|num|number|nbr|id)\b[.:]?|#))?"
# Like "A012 345 678", "A-12-345-678", "A# 012345678", "A. No. O12 345 678"; OCR reads 0 as o and 1 as l
_A_RE = re.compile(rf"(?<![a-z0-9])a(?:{_GAP}#|\s?no\b)?[\s.:\-_#]{{0,4}}(?P<digits>(?:[\dol]{_GAP}){{7,8}}[\dol])(?![\dol])")
# Like "perezA012345678" in the name of a file
_A_INSIDE_RE = re.compile(r"(?<=[a-z])A(?P<digits>\d{8,9})(?!\d)")
# Like "FO|" before "A-2020-01444-00875": the number of a request under the act, spoiled by OCR
_REQUEST_BEFORE_RE = re.compile(r"(?<![a-z0-9])f\s?[o0]\s?[il1|!]\s?$")
_REQUEST_YEAR_RE = re.compile(r"a\s?-\s?(?:19|20)\d\d\s?-")
# Like "Alien No. 12 345 678", "alien registration number: 012345678", "A-file 012-345-678", "USCIS# 012-345-678"
_A_LABEL_RE = re.compile(
    r"\b(?:alien(?:\s+(?:registration|file|reg))?|a-?\s?(?:number|file|num)|uscis)(?:\s?(?:no|number|num|#|id))?[\s.:#=\-]{0,5}"
    rf"(?:a{_GAP})?(?P<digits>\d(?:{_GAP}\d){{6,9}})(?!\d)"
)
# Like "123-45-6789", "123 45 6789"; and "SSN: 123456789", "xxx-xx-6789"
_SSN_RE = re.compile(r"(?<![\d\-])(?P<digits>\d{3}[\-. ]\d{2}[\-. ]\d{4})(?![\d\-])")
_SSN_LABEL_RE = re.compile(
    rf"\b(?:ssn|ss#|social\s+security){_NO}[\s.:#=\-]{{0,4}}(?:is\s+)?(?P<digits>[x*\d](?:{_GAP}[x*\d]){{3,8}})(?!\d)"
)
# Like "(202) 555-0182", "202.555.0182 x12", "+1 202 555 0182", "1-202-555-0182"
_PHONE_RE = re.compile(
    r"(?<![\d\-])(?P<digits>(?:\+?1[\s.\-]{0,2})?(?:\(\s?\d{3}\s?\)[\s.\-/]{0,2}"
    r"|\d{3}[\s.\-/]{1,2})\d{3}[\s.\-]{1,2}\d{4})(?![\d\-])"
    r"(?:\s{0,2},?(?:x|ext)\.?\s?\d{1,6}\b)?"
)
# Like "+52 55 1234 5678"
_PHONE_ABROAD_RE = re.compile(r"(?<!\d)\+(?P<digits>\d{1,3}(?:[\s.\-()]{0,2}\d){7,12})(?!\d)")
# Like "cell: 2025550182", "tel. 555-0182", "call him at 5550182"
_PHONE_LABEL_RE = re.compile(
    r"\b(?:tel|telephone|phone|ph|cell|cellular|mobile|fax|home|work|office|call(?:\s+\w{1,12})?|text|whatsapp|reached"
    r"|desk|direct)"
    rf"{_NO}(?:\s+(?:at|on|is))?[\s.:#=\-()]{{0,4}}(?P<digits>\d(?:[\s.\-()/]{{0,2}}\d){{6,10}})(?!\d)"
)
_NOT_MAIL = r"(?<![\w.+'\-])"
# Like "jane.roe@example.com", OCR's "jane.roe @ example.com", "jane.roe (at) example (dot) com"
_EMAIL_RE = re.compile(_NOT_MAIL + r"[a-z0-9][\w.+'\-]{0,63}\s?@\s?[\w\-]{1,63}(?:\s?\.\s?[\w\-]{2,63}|\.[\w\-]{1,63}){1,6}")
_EMAIL_TOLD_RE = re.compile(
    _NOT_MAIL
    + r"[a-z0-9][\w.+\-]{0,63}\s?[\[(]\s?at\s?[\])]\s?[\w\-]{1,63}(?:\s?(?:\.|[\[(]\s?dot\s?[\])])\s?[\w\-]{2,63}){1,4}"
)
# Like "FBI No. 123456AB7", "FINS: 1234567890", "booking # 2017-00123", "passport G12345678", "CII A01234567"
_PLAIN_LABELS = (
    r"fbi|fins?|booking|inmate|prisoner|jail|cii|sid|eid|bop|curp|passport|pasaporte|matricula(?:\s+consular)?|visa"
    r"|receipt|i-?94"
    r"|driver'?s?\s+licen[cs]e|cdl|mrn|medicaid|medicare|uscis|subject\s+id|person\s+id|detainee\s+id|state\s+id|fingerprint"
)
_LABELS_WITH_NO = (
    r"license|dl|plate|vin|account|register|encounter|subject|detainee|person"
    r"|medical\s+record|id\s+card|individual|client|student|patient"
)
_VALUE = r"(?P<value>[a-z]{0,4}[\-\s]?\d[\da-z]{0,12}(?:[\-.\s/]\d[\da-z]{0,12}){0,5}(?:\-?[a-z]{1,2}\d{0,3}\b)?)"
_ID_RE = re.compile(rf"(?<![a-z0-9])(?:{_PLAIN_LABELS}){_NO}[\s:#=\-_]{{0,4}}(?:is\s+)?{_VALUE}")
_ID_NO_RE = re.compile(rf"(?<![a-z0-9])(?:{_LABELS_WITH_NO})\s?(?:no\.?|number|num\.?|id|#)[\s:#=\-_]{{0,4}}{_VALUE}")
# Like "WAC 17 123 45678", "MSC1790012345": three letters and ten digits
_RECEIPT_RE = re.compile(r"(?<![a-z0-9])(?P<value>[a-z]{3}[\s\-*]?\d{2}[\s\-]?\d{3}[\s\-]?\d{5})(?!\d)")
_DATE_LIKE_RE = re.compile(
    r"(?:19|20)\d\d[-._ ]\d\d[-._ ]\d\d|\d\d[-._ ]\d\d[-._ ](?:19|20)\d\d|(?:19|20)\d{2}(?:0\d|1[0-2])[0-3]\d"
)
# any run of digits with little between: where a known number may stand in another spelling
_TOKEN_RE = re.compile(r"[^\W_]+")
_DIGITS_RE = re.compile(r"\d(?:[\s.\-_/()#\u00b7]{0,2}\d){5,40}")

_TYPE = (
    r"(?:street|st|avenue|ave|av|boulevard|blvd|road|rd|drive|dr|lane|ln|court|ct|place|pl|way|circle|cir|terrace|ter"
    r"|parkway|pkwy"
    r"|highway|hwy|trail|trl|loop|plaza|square|sq|alley|row|path|pike|crossing|xing)"
)
_COMPASS = r"(?:(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?\s{1,2})?"
_UNIT = r"(?:[,\s]{1,3}(?:apt|apartment|unit|ste|suite|room|rm|lot|space|spc|bldg|no|#)\.?\s?#?\s?[\w\-]{1,6})?"
_TOWN = r"(?:[,\s]{1,3}[a-z][a-z.' ]{1,30},?\s{1,2}[a-z]{2}\.?,?\s{1,2}\d{5}(?:-\d{4})?\b)?"
# Like "4512 W. Oakwood Ave Apt 5, Springfield, CA 90012"; looked for where the words have capitals
_ADDRESS_RE = re.compile(
    rf"(?<![\w$.,\-])(?P<number>\d{{1,6}}(?:-\d{{1,4}})?[a-z]?)\s{{1,2}}{_COMPASS}(?P<street>(?:[a-z0-9][\w.'\-]{{0,20}}\s{{1,2}}){{1,4}}?)"
    rf"{_TYPE}\b\.?(?:\s(?:ne|nw|se|sw|n|s|e|w)\b\.?)?{_UNIT}{_TOWN}"
)
_CALLE_RE = re.compile(
    r"\b(?:calle|avenida|av\.|callejon|colonia|camino)\s(?P<street>[\w.']{2,20}(?:\s[\w.']{2,20}){0,3}?)\s(?:no\.?\s"
    r"|#\s?)?(?P<number>\d{1,6})\b"
)
_BOX_RE = re.compile(r"\bp\.?\s?o\.?\s?box\s{1,2}(?P<number>\d{1,7})\b")
# Like "lives at 4512 oakwood", "home address: 88 la brea apt 3"
_LIVES_RE = re.compile(
    r"\b(?:address|residence|domicile|lives at|lived at|living at|resides at|resided at|residing at|home at"
    r"|house at)(?:\s+(?:is|was))?[\s:=]{1,4}"
    r"(?P<number>\d{1,6}[a-z]?)\s(?P<street>[a-z0-9][\w.' \-]{1,40})"
)
# Like "4512 oakwood" and "4512 W. Oakwood"
_NUMBER_STREET_RE = re.compile(
    r"(?<![\w])(?P<number>box|\d{1,6}(?:-\d{1,4})?[a-z]?)[\s_\-+.,]{1,3}(?:(?:n|s|e|w|north|south|east|west)\.?[\s_\-+]{1,3})?"
    r"(?P<word>[a-z0-9][a-z0-9']{0,20})"
)
_FIRST_STREET_WORD_RE = re.compile(r"[a-z0-9][a-z0-9']*")


def find_values(plain: Plain) -> Iterator[Value]:
    """The private values that shape or label tell, in no order; they may overlap."""
    text = plain.text
    yield from _a_numbers(plain)
    for regex, kind, reason in (
        (_SSN_RE, SSN, "shape of a social security number"),
        (_SSN_LABEL_RE, SSN, "labelled as a social security number"),
        (_PHONE_RE, PHONE, "shape of a phone number"),
        (_PHONE_ABROAD_RE, PHONE, "shape of a phone number"),
        (_PHONE_LABEL_RE, PHONE, "labelled as a phone number"),
    ):
        for match in regex.finditer(text):
            digits = _digits_of(match["digits"])
            if kind is PHONE and len(digits) == 11 and digits[0] == "1":
                digits = digits[1:]
            start = match.start("digits") - (1 if text[match.start("digits") - 1 : match.start("digits")] in ("(", "+") else 0)
            if not _DATE_LIKE_RE.fullmatch(match["digits"]):
                yield Value(start, match.end(), kind, digits, reason)
    for regex in (_EMAIL_RE, _EMAIL_TOLD_RE):
        for match in regex.finditer(text):
            yield Value(match.start(), match.end(), EMAIL, email_key(match.group()), "a mail address")
    yield from _identity_numbers(text)
    yield from _addresses(plain)
    for start, end, key in find_birth_dates(text):
        yield Value(start, end, BIRTH_DATE, key, "a date of birth")


class KnownValues:
    """Values by key with kind and reason, ready to be looked for in any text; made once for a case."""

    def __init__(self, known: Mapping[str, tuple[str, str]]) -> None:
        self._known = dict(known)
        self._lengths = sorted({len(key) for key in known if key.isdigit()}, reverse=True)
        self._streets = {key.split(" ", 1)[1]: key for key in known if key.startswith("@")}
        self._has_dates = any(key[4:5] == "-" for key in known)
        self._literal: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key in sorted((key for key in known if key[:1] == "=" and key[1:]), key=len, reverse=True):
            tokens = tuple(key[1:].split())
            self._literal[tokens[0]].append(tokens)

    def find(self, plain: Plain) -> Iterator[Value]:
        """The values wherever they stand, in a spelling that says nothing by itself."""
        if self._lengths:
            for match in _DIGITS_RE.finditer(plain.text):
                places = [at for at in range(match.start(), match.end()) if plain.text[at].isdigit()]
                yield from self._inside_run("".join(plain.text[at] for at in places), places)
        if self._has_dates:
            for start, end, keys in find_dates(plain.text):
                key = next((key for key in keys if key in self._known), None)
                if key is not None:
                    yield self._value(start, end, key)
        if self._streets:
            for match in _NUMBER_STREET_RE.finditer(plain.text):
                key = self._streets.get(f"{match['number']} {match['word']}")
                if key is not None:
                    yield self._value(match.start(), match.end(), key)
        if self._literal:
            yield from self._word_for_word(plain.text)

    def _word_for_word(self, text: str) -> Iterator[Value]:
        words = [(match.start(), match.end(), match.group()) for match in _TOKEN_RE.finditer(text)]
        for at, (start, _, word) in enumerate(words):
            for tokens in self._literal.get(word, ()):
                own = words[at : at + len(tokens)]
                if tuple(found for _, _, found in own) == tokens and own[-1][1] - start <= sum(map(len, tokens)) + 3 * len(own):
                    yield self._value(start, own[-1][1], literal_key(" ".join(tokens)))
                    break

    def _inside_run(self, run: str, places: list[int]) -> Iterator[Value]:
        at = 0
        while at < len(run):
            for length in self._lengths:
                if at + length <= len(run) and run[at : at + length] in self._known:
                    first = at - 1 if at and run[at - 1] == "0" else at  # the zero before an A-number of eight digits
                    yield self._value(places[first], places[at + length - 1] + 1, run[at : at + length])
                    at += length - 1
                    break
            at += 1

    def _value(self, start: int, end: int, key: str) -> Value:
        kind, reason = self._known[key]
        return Value(start, end, kind, key, reason)


def literal_key(words: str) -> str:
    """The key of words that are looked for as they stand, whatever marks part them."""
    return "=" + " ".join(_TOKEN_RE.findall(plain_words(words)))


def email_key(printed: str) -> str:
    """A mail address without blanks and with its marks, whatever stands for them."""
    tight = re.sub(r"\s", "", printed)
    return re.sub(r"[\[(]dot[\])]", ".", re.sub(r"[\[(]at[\])]", "@", tight)).strip(".'")


def _a_numbers(plain: Plain) -> Iterator[Value]:
    for regex, text, reason in (
        (_A_RE, plain.text, "shape of an A-number"),
        (_A_INSIDE_RE, plain.cased, "shape of an A-number"),
        (_A_LABEL_RE, plain.text, "labelled as an A-number"),
    ):
        for match in regex.finditer(text):
            digits = _digits_of(match["digits"].replace("o", "0").replace("l", "1"))
            n_true = sum(char.isdigit() for char in match["digits"])
            before = plain.text[max(0, match.start() - 8) : match.start()]
            if _REQUEST_BEFORE_RE.search(before) and _REQUEST_YEAR_RE.match(match.group()):
                continue
            if n_true >= 6 and not _DATE_LIKE_RE.fullmatch(match["digits"]):
                yield Value(match.start(), match.end(), A_NUMBER, digits.lstrip("0").rjust(8, "0"), reason)


def _identity_numbers(text: str) -> Iterator[Value]:
    for regex, reason in ((_ID_RE, "labelled as an identity number"), (_ID_NO_RE, "labelled as an identity number")):
        for match in regex.finditer(text):
            value = _tight(match["value"])
            if sum(char.isdigit() for char in value) >= 4 and not _DATE_LIKE_RE.match(match["value"]):
                yield Value(match.start("value"), match.end("value"), ID_NUMBER, value, reason)
    for match in _RECEIPT_RE.finditer(text):
        yield Value(match.start(), match.end(), ID_NUMBER, _tight(match["value"]), "shape of a receipt number")


def _addresses(plain: Plain) -> Iterator[Value]:
    text = plain.text
    for match in _ADDRESS_RE.finditer(text):
        street = plain.cased[match.start("street") : match.end("street")]
        words = street.split()
        if all(word[0].isupper() or word[0].isdigit() for word in words):
            yield Value(match.start(), match.end(), ADDRESS, _street_key(match["number"], match["street"]), "a street address")
    for regex, reason in ((_CALLE_RE, "a street address"), (_LIVES_RE, "told as where somebody lives")):
        for match in regex.finditer(text):
            start = match.start() if regex is _CALLE_RE else match.start("number")
            end = match.start() + len(match.group().rstrip(" .-'"))
            yield Value(start, end, ADDRESS, _street_key(match["number"], match["street"]), reason)
    for match in _BOX_RE.finditer(text):
        yield Value(match.start(), match.end(), ADDRESS, f"@ box {match['number']}", "a post office box")


def _street_key(number: str, street: str) -> str:
    """ "@ 4512 oakwood": the number and the first word of the street's name that is no point of the compass."""
    words = [
        w for w in _FIRST_STREET_WORD_RE.findall(street) if w not in ("n", "s", "e", "w", "north", "south", "east", "west")
    ]
    return f"@ {number} {words[0]}" if words else f"@ {number}"


def _digits_of(printed: str) -> str:
    return "".join(char for char in printed if char.isdigit())


def _tight(printed: str) -> str:
    return "".join(char for char in printed if char.isalnum())
