"""Subjects with and without their "RE:" and "FW:", in the spellings of twelve languages."""

from __future__ import annotations

import re
import unicodedata

# Like "RE:", "Fwd:", "FW :", "AW:", "WG:", "TR:", "RV:", "SV:", "Antw:", "R:", "RE[2]:", "ENC:", "VS:", "[EXTERNAL]"
PREFIX_RE = re.compile(
    r"\s*(?:(?:re|fw|fwd|aw|wg|tr|rv|sv|vs|vb|vl|antw|odp|pd|enc|res|rif|r|i|ref|ynt|ilt)\s?(?:\[\d{1,3}\])?\s?[:;]"
    r"|\[(?:external|ext|eexternal)\])\s*",
    re.IGNORECASE,
)
# Like "FVV.:", "FVV:", "F W:", "FIN:": "FW:" as OCR reads it
SPOILED_FORWARD_RE = re.compile(r"F\s?(?:VV|Vv|vv|W\.|W\s|IN|\\N)\.?\s?[:;]\s*")
# Like "FW:", "Fwd:", "WG:": the mail passes another one on
FORWARD_RE = re.compile(r"\s*(?:fw|fwd|wg|tr|rv|vl|enc|i|pd|ilt)\s?[:;]", re.IGNORECASE)
# Like "RE:", "AW:", "SV:": the mail answers another one
REPLY_RE = re.compile(r"\s*(?:re|aw|sv|antw|odp|res|rif|r|ref|ynt|vs)\s?(?:\[\d{1,3}\])?\s?[:;]", re.IGNORECASE)


def bare_subject(subject: str | None) -> str:
    """The subject for comparing: without prefixes, case, accents, blanks and punctuation.

    >>> bare_subject("RE: FW: Budget, 2017")
    'budget2017'
    """
    text = subject or ""
    for _ in range(12):
        found = PREFIX_RE.match(text)
        if found is None or found.end() == 0:
            break
        text = text[found.end() :]
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalnum())


def printed_subject(subject: str | None) -> str | None:
    """The subject as printed, a prefix that OCR spoiled spelled right ("FVV.: Budget" is "FW: Budget"); None where empty."""
    text = (subject or "").strip()
    spoiled = SPOILED_FORWARD_RE.match(text)
    if spoiled is not None:
        text = "FW: " + text[spoiled.end() :]
    return text or None


def says_reply(subject: str | None) -> bool:
    """True where the subject says that the mail answers one."""
    return REPLY_RE.match(subject or "") is not None


def says_forward(subject: str | None) -> bool:
    """True where the subject says that the mail passes one on."""
    return FORWARD_RE.match(subject or "") is not None
