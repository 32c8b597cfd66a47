"""Runs of capitalised words, and what they may be: a person with a title, a body, or neither.

In: a string. Out: spans with their words. Trap: a capital also opens a sentence ("Students at"), a heading capitalises every
word ("Hale Admits That"), and an initial or a short title carries a full stop that ends no sentence ("Michael B. Hale",
"Gen. John Doe"). What a run is, is decided over the whole text by `onrecord.mentions.people`; here only shapes are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onrecord.text.name_words import (
    BODY_WORDS,
    HONORIFICS,
    OFFICE_MODIFIERS,
    OFFICE_NOUNS,
    OPENERS,
    RANKS,
    SUFFIXES,
    THING_WORDS,
    TIME_MODIFIERS,
)

_ABBREVIATED = (
    r"(?:Mrs?|Ms|Mx|Dr|Gen|Sens?|Reps?|Gov|Lt|Col|Sgt|Capt|Adm|Maj|Cpl|Prof|Rev|Hon|Jr|Sr|Ste?|Atty|Sec|Pres|Det|Insp|Supt"
    r"|Cmdr|Brig|Pvt|Fr|Msgr|Amb)\."
)
# "Hale", "O’Malley", "McAllan", "Samantha-Jo"; the 's of a possessive stays outside.
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\wÀ-ÿ]*(?:-[\wÀ-ÿ]+)*(?:['’](?!s\b)[A-Za-zÀ-ÿ]\w+)*"
_TOKEN = rf"(?:{_ABBREVIATED}|(?:[A-Z]\.){{1,4}}|[Cc]hiefs? of [Ss]taff\b|{_CAPITAL})"
_PARTICLE = r"(?:(?:de|del|della|der|van|von|den|la|bin|ibn|al|da|dos|di|du|ter|ten|bint)[ \u00a0])"
RUN_RE = re.compile(rf"(?<![\w@#.])(?:{_TOKEN})(?:[ \u00a0](?:{_PARTICLE}{{0,2}}){_TOKEN}){{0,9}}")
TOKEN_RE = re.compile(_TOKEN)
# "Bureau of Land Care (BLC)": the long form before its letters in parentheses
DEFINED_RE = re.compile(r"\s?\((?:the )?[\"“]?(?P<short>[A-Z]{2,7})[\"”]?\)")
JOIN_RE = re.compile(r"[ \u00a0](?:of(?: the)?|and|for(?: the)?|&|on)[ \u00a0]$")
INITIAL_RE = re.compile(r"(?:[A-Z]\.){1,4}$")


class NameWord(NamedTuple):
    """One word of a run: its place, its letters as printed, and in lower case without the stop.

    `is_name`: it may be part of a person's name. `is_title`: it may stand before one ("Mr.", "General", "Chief of Staff").
    """

    start: int
    end: int
    text: str
    key: str
    is_name: bool
    is_title: bool


class NameRun(NamedTuple):
    """A run of capitalised words with nothing between but spaces and particles."""

    words: tuple[NameWord, ...]

    @property
    def start(self) -> int:
        """Where the first word begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last word ends."""
        return self.words[-1].end


def find_runs(text: str, start: int = 0, end: int | None = None) -> Iterator[NameRun]:
    """The runs of capitalised words between two offsets, without words that only open a sentence.

    >>> [text[r.start:r.end] for text in ["But Gen. John Doe left."] for r in find_runs(text)]
    ['Gen. John Doe']
    """
    for match in RUN_RE.finditer(text, start, len(text) if end is None else end):
        words = [
            NameWord(t.start(), t.end(), t.group(), *_read_word(t.group())) for t in TOKEN_RE.finditer(text, *match.span())
        ]
        while words and ((words[0].key in OPENERS and not words[0].text.isupper()) or words[0].text == "I"):
            words.pop(0)
        if words:
            yield NameRun(tuple(words))


@lru_cache(maxsize=1 << 16)
def _read_word(word: str) -> tuple[str, bool, bool]:
    """Key, whether it may be part of a person's name, whether it may be a title."""
    key = word.lower().replace(".", "").replace("’", "'")
    is_title = key in HONORIFICS or key in RANKS or key in OFFICE_NOUNS or key.endswith("of staff")
    return key, not is_title and _is_name_word(word, key), is_title


def _is_name_word(word: str, key: str) -> bool:
    if key in BODY_WORDS or key in THING_WORDS or key in TIME_MODIFIERS or key in OFFICE_MODIFIERS or key in OPENERS:
        return False
    letters = word.replace(".", "")
    return len(letters) > 1 and not letters.isupper() and not any(letter.isdigit() for letter in letters)


def has_person_shape(words: tuple[NameWord, ...]) -> bool:
    """True where two to four name words stand, none of which names a kind of body, place, law or time."""
    plain = [w for w in words if not INITIAL_RE.match(w.text) and w.key not in SUFFIXES]
    if not 2 <= len(plain) <= 4 or len(words) > 6 or INITIAL_RE.match(words[-1].text):
        return False
    if len(words) > len(plain) + 3:
        return False
    return all(word.is_name for word in plain)


def surname_of(words: tuple[NameWord, ...]) -> str:
    """The last word of a name that is no suffix ("Jr."), in lower case."""
    for word in reversed(words):
        if word.key not in SUFFIXES:
            return word.key
    return words[-1].key


def is_body(words: tuple[NameWord, ...]) -> bool:
    """True where a run names a body by the kind of word in it."""
    return len(words) > 1 and (
        words[-1].key in BODY_WORDS or words[0].key in BODY_WORDS or any(w.key in BODY_WORDS for w in words[1:-1])
    )


def initials_match(long_form: str, short: str) -> bool:
    """True where the letters of `short` are the first letters of the capitalised words, in order.

    >>> initials_match("Bureau of Land Care", "BLC")
    True
    """
    letters = [word[0] for word in re.findall(r"[A-Za-z][\w’'-]*", long_form) if word[0].isupper()]
    at = 0
    for letter in letters:
        if at < len(short) and letter == short[at]:
            at += 1
    return at == len(short)
