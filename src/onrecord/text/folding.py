"""Folding: the typography of a text made plain, with a map back to every original character.

In: any text. Out: `Folded`, whose `offsets` carry a place found in the folded text back to the original. Folded are: curly
and angled quotation marks, dashes, no-break and other spaces, invisible characters, compatibility forms (ligatures, full
width letters), separate accents, and a word broken by a hyphen at the end of a line.
Trap: super- and subscript digits and fractions stay as they are, for NFKC would make "2½" read "21/2" and a footnote mark
part of a number. Line breaks stay too: sentences and headers need them. Linear in the text, whatever stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.spans import OffsetMap

SINGLE_MARKS = "‘’‚‛′ʹʻʼʽ`´＇"
DOUBLE_MARKS = "“”„‟″«»〝〞〟＂"
DASHES = "‐‑‒–—―−⁃﹘﹣－"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f"
LINE_BREAKS = "\u0085\u2028\u2029"
_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

# "immi-\n   gration", "immi\u00ad\ngration"; the white space is bounded so that a page of blanks costs nothing.
_BROKEN_WORD = r"[-\u2010\u00ad](?<=[^\W\d_].)[ \t]{0,4}\r?\n[ \t]{0,60}(?=[^\W\d_A-Z])"
# ``so called'', the doubled marks of typewritten and TeX text
_TYPED_MARKS = r"``|''"
# what may change by itself: the backtick and all that is not ASCII
_SINGLE = r"[`\u0080-\U0010ffff]"
# "e" + U+0301. At most eight accents belong to one letter: ordering them costs their number squared.
_ACCENTED = rf"[^\s{_ACCENTS}][{_ACCENTS}]{{1,8}}"
_ACCENT_RE = re.compile(f"[{_ACCENTS}]")
_PLAIN_RE = re.compile(f"(?P<broken>{_BROKEN_WORD})|(?P<typed>{_TYPED_MARKS})|{_SINGLE}")
_ACCENTED_RE = re.compile(f"(?P<broken>{_BROKEN_WORD})|(?P<accented>{_ACCENTED})|(?P<typed>{_TYPED_MARKS})|{_SINGLE}")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters comes from."""

    text: str
    offsets: OffsetMap


def fold(text: str, *, case: bool = False) -> Folded:
    """The text with plain typography (and, with `case`, without capitals), and the map back.

    >>> folded = fold("the “ﬁrst” immi-\\ngration")
    >>> folded.text
    'the "first" immigration'
    >>> folded.offsets.starts[12], folded.offsets.ends[22]
    (11, 24)
    """
    pieces: list[str] = []
    moved: list[tuple[int, int, int]] = []  # start, end and new length of each change that moves what follows
    at = 0
    for match in _specials(text):
        new = _replacement(match, case)
        if new == match.group():
            continue
        start, end = match.span()
        pieces += (_cased(text[at:start], case), new)
        at = end
        if len(new) != 1 or end - start != 1:  # a curly mark for a straight one moves nothing
            moved.append((start, end, len(new)))
    pieces.append(_cased(text[at:], case))
    return Folded("".join(pieces), _map_of(moved, len(text)) if moved else OffsetMap.identity(len(text)))


def _map_of(moved: list[tuple[int, int, int]], n: int) -> OffsetMap:
    """The map of a text of `n` characters in which some stretches were replaced by others of another length."""
    begins, stops, lengths = np.array(moved, dtype=np.int64).T
    kept_from = np.concatenate(([0], stops))
    kept = np.concatenate((begins, [n])) - kept_from  # characters between the changes
    blocks = np.empty(2 * len(begins) + 1, dtype=np.int64)
    blocks[0::2], blocks[1::2] = kept, lengths
    firsts = np.cumsum(blocks) - blocks
    sources = np.empty_like(blocks)
    sources[0::2], sources[1::2] = kept_from, begins
    changed = np.repeat(np.arange(len(blocks)) % 2 == 1, blocks)
    starts = np.repeat(sources, blocks) + np.where(changed, 0, np.arange(len(changed)) - np.repeat(firsts, blocks))
    last = np.zeros_like(blocks)
    last[1::2] = stops
    ends = np.where(changed, np.repeat(last, blocks), starts + 1)
    return OffsetMap(array("q", starts.tobytes()), array("q", ends.tobytes()), n)


def fold_text(text: str, *, case: bool = False) -> str:
    """The folded text alone, where no place has to be carried back.

    >>> fold_text("“I don’t,” he said")
    '"I don\\'t," he said'
    """
    pieces: list[str] = []
    at = 0
    for match in _specials(text):
        pieces.append(text[at : match.start()])
        pieces.append(_replacement(match, case))
        at = match.end()
    if not pieces:
        return _cased(text, case)
    pieces.append(text[at:])
    return _cased("".join(pieces), case)


def _specials(text: str) -> Iterator[re.Match[str]]:
    """What may have to change; looking for separate accents is slow and seldom needed."""
    return (_ACCENTED_RE if _ACCENT_RE.search(text) else _PLAIN_RE).finditer(text)


def _replacement(match: re.Match[str], case: bool) -> str:
    if match.lastgroup == "broken":
        return ""
    if match.lastgroup == "typed":
        return '"'
    if match.lastgroup == "accented":
        composed = unicodedata.normalize("NFC", match.group())
        return "".join(_folded_character(character, case) for character in composed)
    return _folded_character(match.group(), case)


@lru_cache(maxsize=4096)
def _folded_character(character: str, case: bool) -> str:
    if character in SINGLE_MARKS:
        return "'"
    if character in DOUBLE_MARKS:
        return '"'
    if character in DASHES:
        return "-"
    if character in INVISIBLE:
        return ""
    if character in LINE_BREAKS:
        return "\n"
    if unicodedata.category(character) == "No":
        return character
    plain = unicodedata.normalize("NFKC", character)
    if not plain.strip():
        plain = " "
    return plain.casefold() if case else plain


def _cased(text: str, case: bool) -> str:
    """Capitals removed from a stretch whose other characters were looked at already, keeping its length."""
    if not case:
        return text
    return text.lower() if text.isascii() else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
