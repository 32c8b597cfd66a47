"""What a stamp at the edge of a page is, told by its form alone: Bates number, request number, page number, banner.

In: one cell of print near the top or bottom of a page. Out: its kind, its prefix and its number, or None. The forms are
those of productions and prints in general; what a given release repeats on its pages is learned by `furniture`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Like "ABC_0000000184", "HOUSE_OVERSIGHT_012345", "STATE-SCB0045273", "EFTA00012345", "FOIA-2020-01444-00857"
BATES_RE = re.compile(
    r"(?P<prefix>[A-Z][A-Za-z0-9]{0,24}(?:[-_ .][A-Za-z0-9]{1,24}){0,5}?[-_ .]{0,2}0{0,3}|[A-Z]{2,12})(?P<number>\d{3,12})"
)
# Like "2017-ICLI-00012 123", "ICE 2017-ICFO-12345 44", "1:18-cv-01234": a case number with or without a page
REQUEST_RE = re.compile(r"(?:[A-Z]{2,8}[ -])?(?:FY)?\d{4}-[A-Z]{3,6}-\d{3,6}(?:[ -]+(?P<number>\d{1,6}))?")
# Like "Page 3 of 988", "Page 12", "- 4 -", "3 of 12", "17", "1/3", "p. 4"
PAGE_RE = re.compile(r"(?:[Pp]age|[Pp]g\.?|p\.)?\s{0,2}[-–]?\s?(?P<number>\d{1,6})(?:\s?(?:of|/)\s?\d{1,6})?\s?[-–]?")
# Like "https://mail.google.example.com/mail/u/0/?ui=2  1/3" and "10/6/17, 3:14 PM  Gmail - Budget",
# not a chat's "10/6/17, 3:14 PM - Ann Lee: See you"
BROWSER_RE = re.compile(
    r"(?:https?|file)\s?:\s?/\s?/\S.*|about:blank.*|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?+(?:\s(?![-–]\s).{0,120})?"
)
# Like "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05758487 Date: 07/31/2015"
CASE_BANNER_RE = re.compile(
    r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|SENSITIVE)?.{0,60}\b(?:Case|Doc|Docket)\s?No\.?\s?[A-Z0-9].{0,120}", re.IGNORECASE
)
# Like "RELEASE IN PART", "RELEASE IN FULL", "RELEASE IN PART B6", "RELEASE IN"
RELEASE_RE = re.compile(
    r"(?:RELEASED? IN)(?:\s(?:PART|FULL))?(?P<codes>(?:[\s,;]+[bB]\d(?:\(?[A-F]\)?)?)*)|PART\s+[bB]\d.{0,20}"
)
# Like "OBTAINED VIA FOIA", "PRODUCED PURSUANT TO ...", "SUBJECT TO AGREEMENT ... NO FOIA WAIVER", "CONFIDENTIAL"
BANNER_RE = re.compile(
    r"(?:.{0,60}\bPRODUCED (?:TO|PURSUANT|BY)\b.{0,80}|SUBJECT TO .{0,100}|OBTAINED (?:VIA|BY|FROM|UNDER) .{0,60}"
    r"|CONFIDENTIAL(?:\b.{0,60})?|UNCLASSIFIED(?:\b.{0,60})?"
    r"|FOR OFFICIAL USE ONLY|SENSITIVE BUT UNCLASSIFIED|LAW ENFORCEMENT SENSITIVE|ATTORNEY[- ]CLIENT PRIVILEGED?.{0,60}"
    r"|U\.?S\.? Department of [A-Z][a-z]+|.{0,40}REVIEW AUTHORITY:.{0,60}|.{0,40}NO FOIA WAIVER\.?)"
)
# Like "Classified by DAS, A/GIS on 09/30/2015 — Class: CONFIDENTIAL — Reason: 1.4(D) — Declassify on: 12/06/2025" and the
# lines it is broken into: the marks that 32 CFR 2001.21 asks for
CLASSIFIED_RE = re.compile(
    r"(?:Classified|Derived|Declassified) [Bb]y:? .{2,60} on \d{1,2}/\d{1,2}/\d{2,4}(?:\s?[—–-].{0,120})?"
    r"|(?:[—–-]\s?)?(?:Class:\s?)?(?:(?:CONFIDENTIAL|SECRET|TOP SECRET)\s?[—–-]?\s?)?(?:Reason:\s?)?"
    r"(?:(?:1\.[45]\s?(?:\([A-Ha-h]\)){1,8}|B1)[,;]?\s?){0,8}[—–-]?\s?Declassify(?:\s[Oo]n:?(?:\s\d{1,2}/\d{1,2}/\d{2,4})?)?"
    r"|[—–-]?\s?Reason:\s?(?:(?:1\.[45]\s?(?:\([A-Ha-h]\)){1,8}|B1)[,;]?\s?){1,8}[—–-]?"
)
# What the last line of such marks may be: "on: 10/16/2026", "08/19/2026"
CLASSIFIED_END_RE = re.compile(r"(?:[Oo]n:?\s?)?\d{1,2}/\d{1,2}/\d{2,4}")
CLASSIFIED_OPEN_RE = re.compile(r"\bDeclassify(?:\s[Oo]n:?)?$")


# What every banner holds, asked first since nearly every line is none: a word in capitals, like "SUBJECT TO"
CAPITALS_RE = re.compile(r"[A-Z]{4}")
_DIGIT_RE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class StampForm:
    """Kind (bates, request, page_number, banner, browser), prefix and number of one stamp."""

    kind: str
    prefix: str = ""
    number: int | None = None


@lru_cache(maxsize=4096)  # a cell is asked when the release is learned, when it is cleaned, and as a sure stamp
def stamp_form(text: str) -> StampForm | None:
    """What a cell of print would be as a stamp, or None where it has no stamp's form."""
    text = text.strip()
    if not text or len(text) > 240:
        return None
    if BROWSER_RE.fullmatch(text):
        return StampForm("browser")
    if RELEASE_RE.fullmatch(text) or _is_banner(text):
        return StampForm("banner")
    if not _DIGIT_RE.search(text):
        return None
    request = REQUEST_RE.fullmatch(text)
    if request:
        return StampForm(
            "request", text[: request.start("number")].strip() if request["number"] else text, _int(request["number"])
        )
    page = PAGE_RE.fullmatch(text)
    if page:
        return StampForm("page_number", "", _int(page["number"]))
    bates = BATES_RE.fullmatch(text) if text[-1].isdigit() else None
    if bates:
        return StampForm("bates", bates["prefix"].rstrip(), _int(bates["number"]))
    return None


def ends_classification(text: str, above: str) -> bool:
    """True for the date that ends the classification marks whose lines `above` break off before it."""
    return CLASSIFIED_OPEN_RE.search(above) is not None and CLASSIFIED_END_RE.fullmatch(text.strip()) is not None


def _is_banner(text: str) -> bool:
    if (CAPITALS_RE.search(text) or "Department of" in text) and BANNER_RE.fullmatch(text):
        return True
    if ("lassif" in text or "Reason" in text) and CLASSIFIED_RE.fullmatch(text):
        return True
    folded = text.casefold()
    return ("case" in folded or "doc" in folded) and CASE_BANNER_RE.fullmatch(text) is not None


def is_sure_stamp(text: str) -> bool:
    """True where the form alone tells a stamp from a sentence, without its repeating: a single page has nothing to learn."""
    form = stamp_form(text)
    if form is None:
        return False
    if form.kind == "bates":
        return len(str(form.number or "")) >= 3 and (len(text.rsplit(maxsplit=1)[-1]) >= 8) and " " not in text.strip()
    return form.kind in ("banner", "request", "browser") or bool(re.fullmatch(r"[Pp]age \d+(?: of \d+)?", text.strip()))


def _int(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None
