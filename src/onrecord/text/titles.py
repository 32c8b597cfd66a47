"""Titles of office in a text: "acting director of BLC", "U.S. Chief of Staff", "then-Parks head".

In: a text, a stretch of it, and where names of persons begin (a title never runs into a name). Out: titles with their
modifier and office apart. A title is found from its last noun ("director"), then read leftward over capitals and modifiers
and rightward over "of" and what it governs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.spans import Span
from onrecord.text.name_words import OFFICE_MODIFIERS, OFFICE_NOUNS, OPENERS, TIME_MODIFIERS

_NOUNS = "|".join(sorted((noun for noun in OFFICE_NOUNS if len(noun) > 3), key=lambda noun: (-len(noun), noun)))
_COMPOUND = (
    r"chief of staff|chief of police|attorney general|inspector general|surgeon general|secretary[- ]general|press secretary"
    r"|chief (?:executive|operating|financial|technology|information|legal|medical) officer|chief executive|chief justice"
)
HEAD_RE = re.compile(
    rf"(?<![\w’'])(?P<head>{_COMPOUND}|ceo|sen\.|rep\.|gov\.|{_NOUNS})(?P<elect>-elect)?(?![\w’'-])", re.IGNORECASE
)
_CAPITAL = r"(?:(?:[A-Z]\.){2,4}|[A-Z][\w&-]{1,40}(?:['’](?!s\b)\w{1,40})?)"
# " of Parks", " of the Board of Elections", " for Policy"
GOVERNED_RE = re.compile(
    rf"[ \u00a0](?:of|for|at)[ \u00a0](?:the )?(?P<office>{_CAPITAL}(?:[ \u00a0](?:(?:of|and|for"
    rf"|&)[ \u00a0](?:the )?)?{_CAPITAL}){{0,6}}"
    r"|(?:state|labor|labour|defen[cs]e|health|education|energy|commerce|agriculture|transportation|treasury|justice"
    r"|homeland security"
    r"|veterans affairs|police|operations|communications|public affairs|enforcement|intelligence)\b)"
)
# one word to the left of the noun, with what parts them: "then-", "Hilltown’s ", "Homeland "
LEFT_RE = re.compile(r"(?P<word>(?:[A-Z]\.){2,4}|[A-Za-z][\w&’'.]*)(?P<gap>[ \u00a0-])$")
NEXT_WORD_RE = re.compile(r"[ \u00a0](?P<word>[a-z-]+)\b")
DETERMINER_RE = re.compile(r"(?:^|(?<=[\s(“\"]))(?:the|an?|its|their|his|her)[ \u00a0]$", re.IGNORECASE)
DOTTED_RE = re.compile(r"(?:[A-Z]\.){2,4}")
MAX_LEFT_WORDS = 7
LEFT_WINDOW = 48
LONGEST_SHORT = 6  # letters of an abbreviated title with its full stop: "Assoc.", "Asst."
STATES = {
    "acting": "acting", "interim": "acting", "former": "former", "ex": "former", "retired": "former", "onetime": "former",
    "late": "former", "then": "then", "current": "now", "now": "now", "sitting": "now", "incoming": "incoming",
    "outgoing": "outgoing",
}  # fmt: skip


class Title(NamedTuple):
    """One title: `span` with determiner and modifiers, `words` without, `words_start` where the modifiers begin."""

    span: Span
    words: str
    words_start: int
    office: str | None
    modifier: str | None


def find_titles(text: str, stretch: Span, name_starts: frozenset[int]) -> Iterator[Title]:
    """The titles in a stretch in order."""
    for match in HEAD_RE.finditer(text, stretch.start, stretch.end):
        following = NEXT_WORD_RE.match(text, match.end(), stretch.end)
        if following and following["word"].lower() in OFFICE_NOUNS:  # "chief executive": the later noun is the head
            continue
        end, governed = _read_right(text, match.end(), stretch.end, name_starts)
        start, first_word, modifier, prefix = _read_left(text, match.start(), stretch.start)
        determiner = DETERMINER_RE.search(text, max(stretch.start, start - 6), start)
        whole = Span(determiner.start() if determiner else start, end)
        words = " ".join(text[first_word:end].split())
        yield Title(whole, words, start, governed or prefix, modifier)


def _read_right(text: str, at: int, limit: int, name_starts: frozenset[int]) -> tuple[int, str | None]:
    """Where the title ends, and the office that "of" names; a name of a person ends it."""
    match = GOVERNED_RE.match(text, at, limit)
    if match is None:
        return at, None
    start, end = match.span("office")
    for name_start in range(start, end):
        if name_start in name_starts:
            end = name_start
            break
    office = text[start:end].rstrip(" \u00a0,-")
    if not office:
        return at, None
    return start + len(office), " ".join(office.split())


def _read_left(text: str, at: int, limit: int) -> tuple[int, int, str | None, str | None]:
    """Where the modifiers begin, where the title proper begins, the modifier, and the capitals that name the office."""
    start = first_word = at
    modifier: str | None = None
    capitals: list[str] = []
    for _ in range(MAX_LEFT_WORDS):
        match = LEFT_RE.search(text, max(limit, start - LEFT_WINDOW), start)
        if match is None:
            break
        word, key = match["word"], match["word"].lower().replace(".", "").replace("’", "'")
        if _ends_sentence(word):
            break
        if key in STATES and key in TIME_MODIFIERS:
            modifier = modifier or STATES[key]
            start = match.start()
            continue
        possessive = key.endswith("'s")
        if modifier is not None or not (key in OFFICE_MODIFIERS or _is_capital(word, key)):
            break
        start = first_word = match.start()
        if word[0].isupper() and key not in OFFICE_MODIFIERS:
            capitals.insert(0, word.removesuffix("’s").removesuffix("'s"))
        if possessive:  # "President Roe's chief of staff": the title before the owner's name goes with it
            owner = LEFT_RE.search(text, max(limit, start - LEFT_WINDOW), start)
            if owner and owner["word"].lower().rstrip(".") in OFFICE_NOUNS and owner["word"][0].isupper():
                start = first_word = owner.start()
            break
    return start, first_word, modifier, " ".join(capitals) or None


def _ends_sentence(word: str) -> bool:
    """True for the "county." of "in the county. Commissioner Roe": a full stop behind what is no abbreviation."""
    return word.endswith(".") and DOTTED_RE.fullmatch(word) is None and (word[0].islower() or len(word) > LONGEST_SHORT)


def _is_capital(word: str, key: str) -> bool:
    """True for a capitalised word that may belong to a title; a word with a full stop only if it is made of initials."""
    if "." in word:
        return DOTTED_RE.fullmatch(word) is not None
    return word[0].isupper() and key not in OPENERS
