"""Who acts in a public role and keeps the name: by a pack, by the user's own list, by a senior title in the records.

In: a title as printed, or a pack. Out: whether the title is one of senior public office. Source of the rule: releases under
the Freedom of Information Act leave the names of senior officials open and delete those of junior staff for privacy
(exemptions 6 and 7(C)); an agency address alone therefore keeps nobody. Trap: "assistant to the director", "deputy
sheriff" and "section chief" hold the words of senior offices and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.packs import Pack

# Heads of offices that the public may hold to account, and those who speak for them.
_SENIOR_RE = re.compile(
    r"\b(?:secretary|undersecretary|under secretary|commissioner|administrator|governor|lieutenant governor|mayor"
    r"|senator|sen|gov"
    r"|congressman|congresswoman|president|prime minister|minister|premier|chancellor|ambassador|sheriff|attorney general"
    r"|solicitor general|inspector general|surgeon general|u\.?s\.? attorney|united states attorney|district attorney"
    r"|judge|justice"
    r"|magistrate|chief of staff|chief of police|police chief|(?:ice|cbp|agency|department|border patrol|sector|city"
    r"|county|state)"
    r"(?:'s)? (?:head|chief)|head of [a-z]+|press secretary|spokes(?:man|woman|person)|spokesperson|director|general counsel"
    r"|chief counsel|speaker|chair(?:man|woman|person)?|u\.?s\.? representative|state representative|rep|assemblyman"
    r"|assemblywoman"
    r"|councilman|councilwoman|councilmember|alderman|superintendent|comptroller|treasurer|marshal|chief executive"
    r"|chief justice"
    r"|chief (?:operating|financial|medical|information|legal|privacy|human capital) officer|ombudsman|czar|commandant)\b"
)
# What makes the same words a junior post, or one of a private body.
_JUNIOR_RE = re.compile(
    r"\b(?:assistant to|secretary to|executive assistant|staff assistant|special assistant|administrative|executive secretary"
    r"|assistant field office director|section chief|unit chief|branch chief|deputy sheriff|deputy marshal|intern|clerk|analyst"
    r"|specialist|office manager|case manager|program manager|funeral|music|creative|art|athletic|camp|club|choir|school board"
    r"|recording secretary|club president|class president|union president|company|legal representative|sales representative)\b"
)


def is_senior(title: str) -> bool:
    """True for a title of senior public office.

    >>> is_senior("Acting Director of Parks"), is_senior("Records Manager"), is_senior("Assistant to the Director")
    (True, False, False)
    """
    plain = " ".join(title.lower().replace("’", "'").split())
    return _SENIOR_RE.search(plain) is not None and _JUNIOR_RE.search(plain) is None


def pack_names(pack: Pack) -> Iterator[tuple[str, str]]:
    """Every name of a pack's holders of office, each with the reason to keep it."""
    for term in pack.terms:
        for name in (term.person, *term.aliases):
            yield name, f"{term.title} ({term.source})"


# A line that is a title: "Deputy Director for Operations", "Acting Commissioner, Marrow County"
_TITLE_LINE_RE = re.compile(r"[A-Z][A-Za-z.&'/ ,()\-]{2,90}")


def title_of_line(line: str) -> str | None:
    """The line where it is a senior title by itself, as under a signature."""
    stripped = line.strip()
    if _TITLE_LINE_RE.fullmatch(stripped) and is_senior(stripped) and not stripped.endswith("."):
        return stripped
    return None
