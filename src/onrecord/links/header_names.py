"""Names as the headers of mail print them: without address and marks, and of which kind.

In: the text of one sender or recipient. Out: its plain name, its address, and whether it names a person, an office or a
mailbox; for a hidden sender, the codes and the words that are left of the line. Only ordinary English words decide.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.text.exemptions import canonical_codes, without_codes

# "ann.lee@example.gov"
ADDRESS_RE = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# Like "<ann@x.gov>" and "[mailto:ann@x.gov]"
BRACKETED_RE = re.compile(r"<[^<>]{0,200}>?|\[(?:mailto|SMTP|smtp):[^\[\]]{0,200}\]?")
ON_BEHALF_RE = re.compile(r"\bon behalf of\b", re.IGNORECASE)
# Words that only an office or a list has in its name: "Press Office", "Legal Division", "Operations Center"
OFFICE_RE = re.compile(
    r"\b(?:office|division|department|bureau|center|centre|desk|team|group|unit|branch|staff|committee|board|list|operations|"
    r"inbox|mailbox|service|services|admin|helpdesk|everyone|all)\b",
    re.IGNORECASE,
)
# "OPS-PRESS", "EWS-CCT", "S_Specials": a mailbox by its code; "JANE ROE" is a person
UNIT_RE = re.compile(r"[A-Z][A-Z0-9]{0,12}(?:[-_/][A-Za-z0-9]{2,20}){1,4}")
# Like "From: (b)(6)" and "FROM (b)(6) [BLC]"
FROM_RE = re.compile(r"^[ \t]{0,20}from\b[ \t]{0,5}:?[ \t]{0,20}(?P<rest>.{0,200})", re.IGNORECASE | re.MULTILINE)
_MANY_NAMES = 65_536  # a release prints the same few thousand on every page
PUNCTUATION_RE = re.compile(r"[\W_]+")


@lru_cache(maxsize=_MANY_NAMES)
def plain_name(printed: str) -> str:
    """The name without address, quotation marks and the one who wrote on its behalf.

    >>> plain_name("'Lee, Ann' <ann@x.gov>"), plain_name("ann@x.gov")
    ('Lee, Ann', '')
    """
    name = ON_BEHALF_RE.split(BRACKETED_RE.sub(" ", printed), maxsplit=1)[0]
    return " ".join(ADDRESS_RE.sub(" ", name).split()).strip(" '\",;")


@lru_cache(maxsize=_MANY_NAMES)
def address_of(printed: str) -> str | None:
    """The first mail address in the text."""
    found = ADDRESS_RE.search(printed)
    return found.group().strip("'.") if found else None


@lru_cache(maxsize=_MANY_NAMES)
def kind_of(name: str) -> str:
    """person, office or unit, by the words of the name.

    >>> kind_of("Lee, Ann"), kind_of("Press Office"), kind_of("OPS-PRESS")
    ('person', 'office', 'unit')
    """
    if UNIT_RE.fullmatch(name):
        return "unit"
    return "office" if OFFICE_RE.search(name) and "@" not in name and "," not in name else "person"


def sender_pattern(header: str) -> tuple[str, ...]:
    """What a header still says of a sender who is hidden: the words left of its From line, then the codes.

    >>> sender_pattern("From: (b)(6) (BLC)\\nSent: Monday")
    ('BLC', '(b)(6)')
    """
    line = FROM_RE.search(header)
    rest = line["rest"] if line else header.split("\n", 1)[0] if canonical_codes(header.split("\n", 1)[0]) else ""
    words = " ".join(PUNCTUATION_RE.sub(" ", without_codes(rest)).split())
    return (words, *canonical_codes(rest))
