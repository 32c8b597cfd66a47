"""Subjects with and without their "RE:" and "FW:", in the spellings of twelve languages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Like "RE:", "Fwd:", "FW :", "AW:", "WG:", "TR:", "RV:", "SV:", "Antw:", "R:", "RE[2]:", "ENC:", "VS:", "[EXTERNAL]"
PREFIX_RE = re.compile(
    r"\s*(?:(?:re|fw|fwd|aw|wg|tr|rv|sv|vs|vb|vl|antw|odp|pd|enc|res|rif|r|i|ref|ynt|ilt)\s?(?:\[\d{1,3}\])?\s?[:;]"
    r"|\[(?:external|ext|eexternal)\])\s*",
    re.IGNORECASE,
)
# Like "FVV.:", "FVV:", "F W:", "FIN:", "Fav:", "w:": "FW:" as OCR reads it
SPOILED_FORWARD_RE = re.compile(r"(?:F\s?(?:VV|Vv|vv|av|W\.|W\s|IN|\\N)\.?|w)\s?[:;]\s*")
# Like ".Fw:", "•Re:", "o Re:": a speck before a prefix
SPECK_RE = re.compile(r"(?:[^\w\s(\[\"]\s?|o\s)(?=(?:Re|RE|Fw|FW|Fwd|FWD)\s?[:;])")
# Like "Re. Roof", "FW Roof": a prefix whose colon is misread or lost
COLON_LOST_RE = re.compile(r"(?P<word>Re|RE|Fw|FW|Fwd|FWD)\.\s+(?=\S)|(?P<alone>Fw|FW|Fwd|FWD)\s+(?=[A-Z\d])")
# Like "FW:", "Fwd:", "WG:": the mail passes another one on
FORWARD_RE = re.compile(r"\s*(?:fw|fwd|wg|tr|rv|vl|enc|i|pd|ilt)\s?[:;]", re.IGNORECASE)
# Like "RE:", "AW:", "SV:": the mail answers another one
REPLY_RE = re.compile(r"\s*(?:re|aw|sv|antw|odp|res|rif|r|ref|ynt|vs)\s?(?:\[\d{1,3}\])?\s?[:;]", re.IGNORECASE)

MAX_PREFIXES = 12


@lru_cache(maxsize=4096)  # a chain says its subject again with every message
def bare_subject(subject: str | None) -> str:
    """The subject for comparing: without prefixes, case, accents, blanks and punctuation.

    >>> bare_subject("RE: FW: Budget, 2017")
    'budget2017'
    """
    plain = unicodedata.normalize("NFKD", without_prefixes(subject or "").casefold())
    return "".join(char for char in plain if char.isalnum())


def without_prefixes(subject: str) -> str:
    """The subject as printed behind all its prefixes.

    >>> without_prefixes("RE: Fwd: Budget")
    'Budget'
    """
    for _ in range(MAX_PREFIXES):
        found = PREFIX_RE.match(subject)
        if found is None or found.end() == 0:
            break
        subject = subject[found.end() :]
    return subject


def printed_subject(subject: str | None) -> str | None:
    """The subject as printed, prefixes that OCR spoiled spelled right ("FVV.: Budget" is "FW: Budget"); None where empty."""
    rest = (subject or "").strip()
    done = ""
    for _ in range(MAX_PREFIXES):
        rest = _first_prefix_repaired(rest)
        found = PREFIX_RE.match(rest)
        if found is None or found.end() == 0:
            break
        done, rest = done + rest[: found.end()], rest[found.end() :]
    return f"{done}{rest}".strip() or None


def _first_prefix_repaired(text: str) -> str:
    speck = SPECK_RE.match(text)
    text = text[speck.end() :] if speck else text
    spoiled = SPOILED_FORWARD_RE.match(text)
    if spoiled is not None:
        return "FW: " + text[spoiled.end() :]
    lost = COLON_LOST_RE.match(text)
    return f"{lost['word'] or lost['alone']}: {text[lost.end() :]}" if lost else text


def says_reply(subject: str | None) -> bool:
    """True where the subject says that the mail answers one."""
    return REPLY_RE.match(subject or "") is not None


def says_forward(subject: str | None) -> bool:
    """True where the subject says that the mail passes one on."""
    return FORWARD_RE.match(subject or "") is not None
