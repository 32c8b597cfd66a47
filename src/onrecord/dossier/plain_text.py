"""A text made plain for looking up what is private, with the way back to every character of the original.

In: any text, as printed, escaped or spoiled. Out: `Plain`: Latin letters without accents and digits of one kind, in which
a percent escape, an HTML or JSON escape, full-width and look-alike letters, separate accents and invisible characters have
become what a reader sees. Trap: it is made for finding only; nothing of it is ever shown.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from onrecord.spans import Span

_DASHES = frozenset("‐‑‒–—―−⁃﹘﹣－")
_APOSTROPHES = frozenset("‘’‚‛′ʹʻʼʽ`´＇")
_INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
# Letters of other alphabets and of Latin that no decomposition makes plain, beside what they look like or are written as.
_ALIKE = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
        "ı": "i", "þ": "th", "Þ": "TH", "ð": "d", "Ð": "D", "ħ": "h", "ŋ": "n", "ə": "e",
        "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T", "Х": "X", "У": "Y",
        "І": "I", "Ј": "J", "Ѕ": "S", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y", "і": "i", "ј": "j",
        "ѕ": "s", "к": "k", "м": "m", "т": "t", "н": "h", "в": "b",
        "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P", "Τ": "T",
        "Υ": "Y", "Χ": "X", "ο": "o", "ν": "v", "ι": "i", "α": "a",
    }
)  # fmt: skip

_ESCAPED = (
    r"(?:%[0-9A-Fa-f]{2})+"  # "P%C3%A9rez"
    r"|(?:=[0-9A-F]{2}){2,8}"  # "P=C3=A9rez", as mail writes it
    r"|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});"  # "P&eacute;rez", "P&#233;rez"
    r"|(?:\\u[0-9A-Fa-f]{4})+"  # "P\u00e9rez"
)
# Like "Gonza-\n lez": a word broken at the end of a line
_BROKEN = r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]{0,4}\r?\n[ \t]{0,60}(?=[^\W\d_])"
_SPECIAL_RE = re.compile(rf"{_BROKEN}|{_ESCAPED}|[^\x00-\x7f]")
_HAS_SPECIAL_RE = re.compile(rf"{_BROKEN}|[%&\\=\u0080-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A plain text. `cased` keeps capitals, `text` has none; both are of one length.

    `moves` are (place in the plain text, its end, start and end of what it stands for) of every change.
    """

    text: str
    cased: str
    moves: tuple[tuple[int, int, int, int], ...]

    def original(self, start: int, end: int) -> Span:
        """The original stretch behind a plain one that is not empty."""
        return Span(self._carried(start)[0], self._carried(end - 1)[1])

    def _carried(self, at: int) -> tuple[int, int]:
        found = bisect_right(self.moves, (at, 1 << 62, 0, 0)) - 1
        if found < 0:
            return at, at + 1
        _, end, first, last = self.moves[found]
        return (first, last) if at < end else (last + at - end, last + at - end + 1)


def make_plain(text: str) -> Plain:
    """The text made plain.

    >>> plain = make_plain("Ms. P%C3%A9REZ")
    >>> plain.text, plain.original(4, 9)
    ('ms. perez', Span(start=4, end=14))
    """
    if _HAS_SPECIAL_RE.search(text) is None:
        return Plain(text.lower(), text, ())
    pieces: list[str] = []
    moves: list[tuple[int, int, int, int]] = []
    at = length = 0
    for match in _SPECIAL_RE.finditer(text):
        new = _replacement(match.group())
        start, end = match.span()
        pieces += (text[at:start], new)
        length += start - at
        if len(new) != end - start or len(new) > 1:
            moves.append((length, length + len(new), start, end))
        length += len(new)
        at = end
    pieces.append(text[at:])
    cased = "".join(pieces)
    return Plain(_lowered(cased), cased, tuple(moves))


def plain_words(text: str) -> str:
    """The plain text alone, in lower case."""
    return make_plain(text).text


def _lowered(cased: str) -> str:
    lower = cased.lower()
    return lower if len(lower) == len(cased) else "".join(c.lower() if len(c.lower()) == 1 else c for c in cased)


@lru_cache(maxsize=1 << 14)
def _replacement(found: str) -> str:
    if len(found) == 1:
        return _plain_character(found)
    if found[0] == "&":
        return "".join(map(_plain_character, html.unescape(found)))
    if found[0] == "\\":
        return "".join(_plain_character(chr(int(code, 16))) for code in found.split("\\u")[1:])
    if found[0] in "%=":
        try:
            decoded = bytes.fromhex(found.replace(found[0], "")).decode("utf-8")
        except UnicodeDecodeError:
            return found
        return "".join(map(_plain_character, decoded))
    return ""  # a word broken at the end of a line


def _plain_character(character: str) -> str:
    if character.isascii():
        return character
    if character in _DASHES:
        return "-"
    if character in _APOSTROPHES:
        return "'"
    if character in _INVISIBLE or unicodedata.category(character) == "Mn":
        return ""
    if character.isspace():
        return "\n" if character in "\u0085\u2028\u2029" else " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    pieces = unicodedata.normalize("NFKD", character.translate(_ALIKE))
    return "".join(piece for piece in pieces if unicodedata.category(piece) != "Mn").translate(_ALIKE)
