"""When two printed names may be one person's: first name, middle initial and surname, and nothing less.

In: names as printed, in any order of surname and first name, with or without titles. Out: comparable keys. A surname alone is
nobody's key. Trap: "Jane Roe" agrees with "Jane Q. Roe" and with "Jane T. Roe", who do not agree with each other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.text.name_words import HONORIFICS, RANKS, SUFFIXES

NAME_WORD_RE = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?\.?")
LAST_FIRST_RE = re.compile(r"^\s*([^,<>\"]{1,60}),\s*([^,<>\"]{1,60}?)\s*$")  # "Roe, Jane Q"
MAX_WORDS = 5

PersonKey = tuple[str, str, str]


@lru_cache(maxsize=65536)  # a release prints the same names on every page
def name_key(name: str) -> PersonKey | None:
    """First name, middle initial and surname in lower case; None where it is no full name.

    >>> name_key("Roe, Jane Q."), name_key("Gen. Jane Roe"), name_key("Roe")
    (('jane', 'q', 'roe'), ('jane', '', 'roe'), None)
    """
    flipped = LAST_FIRST_RE.match(name)
    plain = f"{flipped[2]} {flipped[1]}" if flipped else name
    words = [word.strip(".").lower().replace("’", "'") for word in NAME_WORD_RE.findall(plain)]
    words = [word for word in words if word not in HONORIFICS and word not in RANKS and word not in SUFFIXES]
    if not 2 <= len(words) <= MAX_WORDS or len(words[0]) < 2 or len(words[-1]) < 2:
        return None
    return words[0], words[1][0] if len(words) > 2 else "", words[-1]


def keys_agree(a: PersonKey | None, b: PersonKey | None) -> bool:
    """True where two full names may be one person's: no middle initial contradicts."""
    return a is not None and b is not None and a[0] == b[0] and a[2] == b[2] and (not a[1] or not b[1] or a[1] == b[1])
