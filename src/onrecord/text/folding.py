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

from onrecord.spans import OffsetMap, Span

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

    def original_span(self, start: int, end: int) -> Span:
        """The original stretch behind `text[start:end]`."""
        return self.offsets.to_original(Span(start, end))


def fold(text: str, *, case: bool = False) -> Folded:
    """The text with plain typography (and, with `case`, without capitals), and the map back.

    >>> folded = fold("the “ﬁrst” immi-\\ngration")
    >>> folded.text
    'the "first" immigration'
    >>> folded.original_span(12, 23).of("the “ﬁrst” immi-\\ngration")
    'immi-\\ngration'
    """
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    at = 0
    for match in _specials(text):
        new = _replacement(match, case)
        if new == match.group():
            continue
        start, end = match.span()
        pieces.append(_cased(text[at:start], case))
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        pieces.append(new)
        starts.extend([start] * len(new))
        ends.extend([end] * len(new))
        at = end
    if not pieces:
        return Folded(_cased(text, case), OffsetMap.identity(len(text)))
    pieces.append(_cased(text[at:], case))
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Folded("".join(pieces), OffsetMap(starts, ends, len(text)))


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
