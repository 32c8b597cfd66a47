"""Speakers: whether the person whom coverage names can be the one who sent the words, in doubt always yes.

In: names as coverage and mail headers write them ("Jake Sullivan"; "Sullivan, Jacob J"; an address). Out: True only where
two full names share no word, the address does not hold the surname, and the words around the place name nobody of that
name who might be speaking there. An office, a bare initial and a redacted sender are nobody's contradiction.
"""

from __future__ import annotations

import re

from onrecord.text.folding import fold_text

# "Anne-Marie", "O'Neil", "J": letters, joined by hyphen or apostrophe
_NAME_WORD_RE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
# "<orr@county.example>", "[mailto:orr@...", "(Wren)": what follows a name in a header
_ADDRESS_RE = re.compile(r"[<\[(@]")
# Words that name an office, a place of work or an unnamed person, never a person of that name.
_NOT_A_PERSON_TEXT = """
department office center centre committee ministry agency court house senate congress police bureau service administration
team staff operations desk press news report statement officials official spokesman spokeswoman spokesperson secretary
director embassy council commission university company group inc llc union association board campaign the of for and
aide adviser advisor source sources lawyer attorney agent agents email e-mail message subject line sender author
"""
_NOT_A_PERSON = frozenset(_NOT_A_PERSON_TEXT.split())
_NEARBY = 600  # characters around the words in which somebody else may be introduced as speaking


def is_clearly_another(speaker: str | None, sender: str | None, *, address: str | None = None, around: str = "") -> bool:
    """True where `speaker` and `sender` are two full names of two people, and `around` does not hold the first's surname.

    >>> is_clearly_another("Alec Ross", "Slaughter, Anne-Marie"), is_clearly_another("Alec Ross", "Ross, Alec J")
    (True, False)
    """
    ours, theirs = full_name(speaker), full_name(sender)
    if not ours or not theirs or ours & theirs:
        return False
    mailbox = fold_text((address or "").split("@")[0], case=True)
    if any(len(word) > 3 and word in mailbox for word in ours):
        return False
    if _share_a_short_form(ours, theirs):
        return False
    return _surname(speaker or "") not in {word.lower() for word in _NAME_WORD_RE.findall(fold_text(around))}


def full_name(name: str | None) -> frozenset[str]:
    """The words of a person's full name in small letters; empty for anything that is not at least two name words.

    >>> sorted(full_name("Sullivan, Jacob J")), sorted(full_name("a senior official")), sorted(full_name("H"))
    (['jacob', 'sullivan'], [], [])
    """
    words = _NAME_WORD_RE.findall(_ADDRESS_RE.split(fold_text(name or ""), maxsplit=1)[0])
    if any(word.lower() in _NOT_A_PERSON for word in words) or not all(word[0].isupper() for word in words):
        return frozenset()
    full = [word.lower() for word in words if len(word) > 1]
    return frozenset(full) if len(full) > 1 else frozenset()


def _surname(name: str) -> str:
    """The last word of a name, or the first where a comma follows it."""
    before_comma = fold_text(name).split(",")[0] if "," in name else fold_text(name)
    words = _NAME_WORD_RE.findall(before_comma)
    return words[-1].lower() if words else ""


def words_around(text: str, start: int, end: int) -> str:
    """The text before and after a place in which its speaker may be introduced."""
    return text[max(0, start - _NEARBY) : start] + " " + text[end : end + _NEARBY]


def _share_a_short_form(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """True where a word of one name begins like a word of the other ("Dan" and "Daniel"): it may be the same person."""
    return any(len(a) > 2 and len(b) > 2 and a[:3] == b[:3] for a in ours for b in theirs)
