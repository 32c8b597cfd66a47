"""What is written with a number and yet is no figure: dates, times, sections, bills, phones, addresses, names with digits.

In: a text and its atoms. Out: spans in order, whose numbers are to be left out. Every test looks only at the few characters
around one number, so the cost grows with the numbers of a text and not with its length. The trap owned here is the year:
"in 2016" is none, "1500 people" is a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.spans import Span
from onrecord.text.number_words import Atom

# Words that number a thing and count nothing: "Section 5", "Flight 370", "Title 8", "Room 12". Capitalised in running text.
_CAPITAL_LABELS_TEXT = """
Section Sec Title Article Art Chapter Ch Part Paragraph Rule Item Line Page Number No Nos Nr Room Suite Apartment Apt
Unit Route Highway Hwy Interstate Flight Form Proposition Prop Measure Question Amendment Bill Resolution Docket Case
Exhibit Figure Fig Table Volume Vol Issue District Precinct Ward Zone Category Phase Type Class Tier Channel Gate
Terminal Platform Pier Season Episode Week Day Step Round Game Version Model Mark Area Sector Block Building Engine
Ladder Station Post Local Lodge Level Grade Group Appendix Attachment Annex Schedule Order Directive Law Bowl Windows
Apollo Boeing Airbus Psalm Formula Count Division Pages Sections Articles Titles Counts Tel Phone Fax Ext Box Footnote
Note Exemption Exemptions Stage Lot Parcel Committee Studio Ebola Corps Battalion Regiment Squadron Exercise Exercises
Option Plan Catch Area Fiscal FY Camp Pub iPhone Galaxy Xbox PlayStation Genesis Exodus Isaiah Matthew Mark Luke John
Romans Corinthians Peter Super
"""
_LOWER_LABELS_TEXT = """
section sections sec chapter chapters page pages pp para paragraph paragraphs room route flight number district exhibit
table volume vol channel exemption exemptions version footnote nos nr nrs fig item grade extension ext gate verse
question article articles rule phase proposition exercise exercises
"""
_LABELS = frozenset(_CAPITAL_LABELS_TEXT.split()) | frozenset(_LOWER_LABELS_TEXT.split())
_WORD_LABELS = frozenset(
    ["number", "phase", "day", "step", "round", "chapter", "part", "type", "class", "stage", "act", "game", "week", "grade"]
)
_MONTHS_TEXT = """
Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August September October
November December
"""
_MONTHS = frozenset(_MONTHS_TEXT.split())
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=lambda month: -len(month))) + r")\b"
_STREET = "(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Court|Ct|Way|Plaza|Place|Parkway|Pkwy|Highway)"

_PLAIN_AFTER_RE = re.compile(r"[.,;:!?)\]”’\"'%]{0,4}(?=\s|\Z)")  # "680", "33%", "498,", "12)."
# A token around digits that is no number. Each line is one family, with what it matches.
_TOKEN_RE = re.compile(
    r"\S{0,200}(?:://|www\.|@|\.(?:com|org|net|gov|edu|mil)\b)\S{0,200}"  # "https://example.org/2017", "mail1@example.org"
    r"|[#@]\w+"  # "#2016election"
    # exemption codes and subsections, such as "(b)(7)(C)" and "552(a)(1)"
    r"|\[?(?:\d{1,4})?(?:\([A-Za-z0-9]{1,3}\)){2,6}\S{0,4}|\d{1,4}\([a-z]\)\S{0,4}|\(b\)\(\d\S{0,10}"
    r"|[\"'“‘(]*\d{1,2}:\d{2}(?::\d{2})?(?:[ap]\.?m\.?)?\S{0,3}|\d{1,2}(?:\.\d{2})?[ap]\.?m\b\S{0,3}"  # "10:30", "5pm"
    r"|[(“\"]*\d{1,4}[/-]\d{1,2}[/-]\d{2,4}\S{0,3}|9/11\S{0,4}|24/7\S{0,3}|20/20\S{0,3}"  # "5/17/2018", "9/11"
    # "’16", "1990s"
    r"|[(“\"'‘]*['’‘]\d\ds?\S{0,3}|[(“\"]*\d{4}s\S{0,3}|(?:mid|late|early|pre|post)-\d{4}s?\S{0,3}|[(“\"]*\d0s\S{0,3}"
    r"|[(“\"]*(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)\S{0,3}"  # "2015-16"
    # phones
    r"|[(]?(?:\+?1[-.])?\d{3}[-.]\d{3}[-.]\d{4}\S{0,3}|\d{3}-\d{2}-\d{4}\S{0,3}|\d{3}-0\d{3}\S{0,3}|\+\d[\d-]{5,18}\S{0,8}"
    r"|\(?\d{3}\)?\d{3}-\d{4}\S{0,3}"
    r"|\[\d{1,4}\]\S{0,3}"  # "[12]"
    r"|[(“\"'‘]*[A-Za-z]+(?:-\d|\d)[\w.-]{0,20}\S{0,4}|\d{1,4}px\S{0,4}|401\(k\)\S{0,4}"
    r"|7-Eleven\S{0,3}"  # "MS-13", "H1B", "G20"
    # "3D", "747-400X" but not "10K", "10M", "5B", "2T"
    r"|[(“\"'‘]*\d+[A-Za-z]+\d\S{0,8}|[(“\"'‘]*\d{1,4}[A-JL-SU-Z]{1,2}(?:'s|’s)?[.,;:)]*"
    r"|[“\"']?(?:one-time|one-on-one|two-way|one-way|four-letter|(?:two|three|four|five)-star|24-hour|zero-sum|(?:one"
    r"|two|three|four)-dimensional)\S{0,3}"
)
_SCALED_TOKEN_RE = re.compile(
    r"[(“\"'‘~><=±-]*\d[\d,.]*(?:MM|[KMBTG])(?:-\d[\d,.]*[KMBTG])?\S{0,2}|[A-Z]{1,3}\$\S+|[A-Z]{3}\$?\d[\d,.]*\S{0,2}"
)
_CURRENCY_TOKEN_RE = re.compile(r"M?(?:USD|EUR|GBP|CAD|AUD|NZD|MXN|JPY|CHF|INR|CNY)\$?\d|Rs\.?\d|(?:C|A|US|HK|NZ|S|R)\$\d")
_PHONE_AFTER_RE = re.compile(r"\)? ?\d{3}[-. ]\d{4}\b")  # "(202) 555-0143"
_CLOCK_AFTER_RE = re.compile(r"[ \u00a0](?:[AaPp]\.?[Mm]\b\.?|o['’]clock\b)")
_MONTH_AFTER_RE = re.compile(rf"(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}}\b)?")
_LAW_AFTER_RE = re.compile(
    r" ?(?:U\. ?S\. ?C|USC\b|C\. ?F\. ?R|CFR\b|U\. ?S\. \d|S\. ?Ct|F\. ?[23]d|F\. ?Supp)\S{0,6}(?:[ ,]{0,2}(?:§{1,2}"
    r" ?)?\d[\d.–()a-z-]{0,20})?"
)
_STREET_AFTER_RE = re.compile(
    rf" (?:[NSEW]\.? |North |South |East |West )?(?:[A-Z][a-z]{{1,20}} |\d{{1,3}}(?:st|nd|rd|th) ){{1,3}}{_STREET}\b"
    rf"|(?:st|nd|rd|th) (?:{_STREET}|District|Circuit|Congress|Amendment|[Cc]entury|Precinct|Ward|Infantry|Airborne|Division)\b"
)
# "February 10th, 2017", "June 22 and 23", "Oct. 3-5": what may follow a month name.
_DAY_RE = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d,]\d)(?!\w)(?:\s?[-–]\s?\d{1,2}(?:st|nd|rd|th)?\b|(?:,| and| or| to)"
    r" \d{1,2}(?:st|nd|rd|th)?\b(?! [a-z%]))?"
    r"(?:,? ?(?:1[6-9]|20)\d\d\b)?(?! ?(?:percent|%|million|billion))|(?:1[6-9]|20)\d\d\b"
)
_LABELLED_RE = re.compile(r"[\w.:–-]{1,16}(?:\([A-Za-z0-9]{1,3}\)){0,3}(?! (?:percent|per cent|million|billion|people))")
_BILL_BEFORE_RE = re.compile(
    r"(?:\bH\. ?R\.|\bS\.|\bH\. ?B\.|\bS\. ?B\.|\bA\. ?B\.|\bHR|\bHB|\bSB|\bAB|\bLB|\bLD|\bSR|§{1,2}|#)[ -]?\Z"
)
_ZIP_BEFORE_RE = re.compile(r"\b[A-Z]{2} \Z|\b(?:P\. ?O\. ?|PO )?Box \Z")
_LIST_BEFORE_RE = re.compile(r"(?:\A|\n)[ \t]{0,8}\(?\Z")
_LIST_AFTER_RE = re.compile(r"[.)](?=[ \t])")
_SPELLED_YEAR_RE = re.compile(
    r"(?:[Nn]ineteen|[Tt]wenty)[ -](?:(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)\b"
    r"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y|ies)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b)"
)

_YEAR_BEFORE_TEXT = """
in of since from until till by during late early mid the for to before after and or through around about year circa last
back spring summer fall autumn winter its his her their our this election fiscal
"""
_YEAR_BEFORE = frozenset(_YEAR_BEFORE_TEXT.split())
_YEAR_AFTER_RE = re.compile(
    r"[ \u00a0](?:(?:more|new|additional|other|different|local|federal|state|registered|armed|homeless|undocumented|young"
    r"|foreign|small)[ ])?"
    r"(?:people|men|women|children|[a-z]{3,14}[^su ]s|families|cities|counties|companies|countries|miles|dollars|euros"
    r"|pounds|percent|million|billion)\b"
)
_COUNT_BEFORE_TEXT = """
than least most nearly almost approximately roughly estimated some just only another exceeding exceed exceeded exceeds
"""
_COUNT_BEFORE = frozenset(_COUNT_BEFORE_TEXT.split())
_TOKEN_REACH = 60
_WORD_BEFORE_RE = re.compile(r"[A-Za-z]+")


def find_masks(text: str, atoms: Sequence[Atom]) -> list[Span]:
    """The stretches whose numbers are no figures, in order of their atoms; they may touch or overlap."""
    spans: list[Span] = []
    for atom in atoms:
        if spans and atom.start < spans[-1].end:
            continue
        mask = _mask_digits(text, atom) if atom.kind == "digits" else _mask_word(text, atom)
        if mask is not None:
            spans.append(mask)
    return spans


def _word_before(text: str, at: int) -> str:
    """The word that stands directly before a place, "" where punctuation other than a full stop or space comes between."""
    end = at
    while end > 0 and text[end - 1] in " \u00a0.#":
        end -= 1
        if at - end > 3:
            return ""
    start = end
    while start > 0 and end - start < 20 and text[start - 1].isalpha():
        start -= 1
    return text[start:end] if end < at else ""


def _mask_digits(text: str, atom: Atom) -> Span | None:
    start, end = atom.start, atom.end
    before = text[start - 1] if start else " "
    if not (before in " \n\u00a0\t" and _PLAIN_AFTER_RE.match(text, end)):
        token = _token_mask(text, start, end)
        if token is not None:
            return token
    word = _word_before(text, start)
    if word in _MONTHS:
        day = _DAY_RE.match(text, start)
        if day:
            return Span(start, day.end())
    if word in _LABELS and atom.text.isdigit():
        labelled = _LABELLED_RE.match(text, start)
        if labelled and (word != "no" and (word[0].isupper() or text[end : end + 1] not in ("%",))):
            return Span(start, max(end, labelled.end()))
    return _mask_by_neighbours(text, atom)


def _mask_by_neighbours(text: str, atom: Atom) -> Span | None:
    start, end = atom.start, atom.end
    for pattern in (_CLOCK_AFTER_RE, _MONTH_AFTER_RE, _LAW_AFTER_RE, _STREET_AFTER_RE):
        after = pattern.match(text, end)
        if after:
            return Span(start, after.end())
    if len(atom.text) == 3 and text[end : end + 1] in (")", " ", "-", "."):
        phone = _PHONE_AFTER_RE.match(text, end)
        if phone:
            return Span(start, phone.end())
    window = text[max(0, start - 12) : start]
    if _BILL_BEFORE_RE.search(window) or (len(atom.text) == 5 and _ZIP_BEFORE_RE.search(window)):
        return Span(start, end)
    if len(atom.text) <= 3 and _LIST_AFTER_RE.match(text, end) and _LIST_BEFORE_RE.search(window):
        return Span(start, end)
    if len(atom.text) == 4 and atom.text.isdigit() and atom.text[:2] in ("16", "17", "18", "19", "20"):
        return Span(start, end) if _is_year(text, start, end) else None
    return None


def _token_mask(text: str, start: int, end: int) -> Span | None:
    """The run of visible characters around the digits, where it is a name, an address, a date or a time."""
    left, right = start, end
    while left > 0 and start - left < _TOKEN_REACH and not text[left - 1].isspace():
        left -= 1
    while right < len(text) and right - end < _TOKEN_REACH and not text[right].isspace():
        right += 1
    token = text[left:right]
    if _SCALED_TOKEN_RE.fullmatch(token) or _CURRENCY_TOKEN_RE.match(token):
        return None
    return Span(left, right) if _TOKEN_RE.fullmatch(token) else None


def _mask_word(text: str, atom: Atom) -> Span | None:
    """ "Phase two", "ten o'clock", "nineteen ninety-six", "one-way"."""
    if atom.kind not in ("small", "tens"):
        return None
    if text[atom.end : atom.end + 1] == "-":
        token = _token_mask(text, atom.start, atom.end)
        if token is not None:
            return token
    word = _word_before(text, atom.start)
    if word.lower() in _WORD_LABELS or (word in _LABELS and word[0].isupper() and text[atom.start].isupper()):
        return Span(atom.start, atom.end)
    clock = _CLOCK_AFTER_RE.match(text, atom.end)
    if clock:
        return Span(atom.start, clock.end())
    spelled = _SPELLED_YEAR_RE.match(text, atom.start) if atom.text in ("nineteen", "twenty") else None
    return Span(atom.start, spelled.end()) if spelled else None


def _is_year(text: str, start: int, end: int) -> bool:
    if text[start - 1 : start] in ("$", "£", "€", "¥") or text[end : end + 1] == "%" or text[end : end + 2] == " %":
        return False
    word = _word_before(text, start).lower()
    if word in _COUNT_BEFORE:
        return False
    if _YEAR_AFTER_RE.match(text, end):
        return word in _YEAR_BEFORE
    return True
