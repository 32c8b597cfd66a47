"""What a writer marks inside quotation marks: brackets put in, letters changed, words left out at an ellipsis.

In: the words of a quotation as printed, one string per part of an interrupted one. Out: `Piece`s in order: words, bracketed
insertions, gaps. Trap: "[T]he" and "raid[s]" are words with a marked letter, "[...]" is an ellipsis and "[sic]" vouches for
what stands before it; only a bracket that stands alone stands for other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.text.folding import fold_text
from onrecord.text.words import Word, find_words, split_word

# three to six points or "…", with or without brackets; a longer row of points is a rule on the page
_POINTS = r"(?:…|\.(?:\s?\.){2,5})"
_ELLIPSIS = rf"\[\s?{_POINTS}\s?\]|\(\s?{_POINTS}\s?\)|{_POINTS}"
# "[T]he", "[w]e're", "raid[s]", "re[con]firm": letters changed inside a word
_MARKED_WORD = r"\[[^\W_]{1,20}\][^\W_]{1,40}(?:['’][^\W_]{1,20})?|(?<=[^\W_])\[[^\W_]{1,20}\][^\W_]{0,40}"
# "[they had]", "[sic]", "[the envoy, in Tripoli]": words put in
_BRACKET = r"\[[^\[\]]{0,300}\]"
_MARK_RE = re.compile(f"(?P<gap>{_ELLIPSIS})|(?P<marked>{_MARKED_WORD})|(?P<bracket>{_BRACKET})")
_SIC = frozenset(("sic", "emphasis", "italics"))


@dataclass(frozen=True, slots=True)
class Piece:
    """One element of a quotation. `kind`: word, bracket, gap (an ellipsis), break (the writer's interruption).

    `words` is one word, or the words in the bracket; `marked` is True for a word whose letters a bracket changed.
    """

    kind: str
    words: tuple[Word, ...] = ()
    marked: bool = False

    @property
    def key(self) -> str:
        """The key of a word piece; empty for the others."""
        return self.words[0].key if self.kind == "word" else ""


def split_pieces(parts: Iterable[str]) -> tuple[Piece, ...]:
    """The pieces of a quotation given by its parts; word places count within their part.

    >>> [(p.kind, [w.key for w in p.words]) for p in split_pieces(["[T]he raids ... [they had] failed"])]
    [('word', ['the']), ('word', ['raids']), ('gap', []), ('bracket', ['they', 'had']), ('word', ['failed'])]
    """
    pieces: list[Piece] = []
    for part in parts:
        if pieces:
            pieces.append(Piece("break"))
        pieces.extend(_pieces_of(part))
    while pieces and pieces[0].kind in ("gap", "break"):
        pieces.pop(0)
    while pieces and pieces[-1].kind in ("gap", "break"):
        pieces.pop()
    return tuple(pieces)


def _pieces_of(part: str) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for match in _MARK_RE.finditer(part):
        end = match.start()
        if match.lastgroup == "marked":
            end = _word_start(part, at, end)
        pieces.extend(Piece("word", (word,)) for word in find_words(part, at, end))
        at = match.end()
        if match.lastgroup == "gap":
            pieces.append(Piece("gap"))
        elif match.lastgroup == "marked":
            pieces.extend(_marked_words(part[end:at], end))
        else:
            words = find_words(part, match.start(), at)
            if words and words[0].key not in _SIC:
                pieces.append(Piece("bracket", words))
    pieces.extend(Piece("word", (word,)) for word in find_words(part, at))
    return pieces


def _word_start(part: str, low: int, at: int) -> int:
    """Start of the word whose end at `at` a bracket continues ("raid[s]"); `at` itself where a space stands there."""
    while at > low and part[at - 1].isalnum():
        at -= 1
    return at


def _marked_words(printed: str, start: int) -> list[Piece]:
    """The word behind a bracketed letter, in two where it is contracted; both have the place of the whole."""
    plain = fold_text(printed.replace("[", "").replace("]", ""))
    whole = (start, start + len(printed))
    return [Piece("word", (Word(key, plain[a:b], *whole),), marked=True) for key, a, b in split_word(plain.lower())]
