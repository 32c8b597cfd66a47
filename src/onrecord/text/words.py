"""Words as they are compared: small letters, contractions taken apart, numbers in one spelling; each with its place.

In: any text (original, unfolded). Out: `Word`s whose `start` and `end` index that text; `key` is what two spellings of the
same word share ("I've" and "I have", "five" and "5", "%" and "percent"). Punctuation is no word.
Trap: "don't" is two words, "do" and "not", so that a lost negation is a lost word. Linear, also in a single endless line.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.text.folding import fold

# "1,200" "21st" "327m"; "raids" "don't" "they've" "o'clock"; "%". An apostrophe joins only where letters stand on both sides.
WORD_RE = re.compile(r"\d+(?:[.,]\d+)*[^\W\d_]*|[^\W_]+(?:'[^\W_]+)?|[%$€£]")

_NUMBER_WORDS_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
_TENS_TEXT = "thirty forty fifty sixty seventy eighty ninety"
_ORDINALS_TEXT = "first=1st second=2nd third=3rd fourth=4th fifth=5th sixth=6th seventh=7th eighth=8th ninth=9th tenth=10th"
_KEYS: dict[str, str] = {
    "n't": "not",
    "'ve": "have",
    "'re": "are",
    "'ll": "will",
    "'m": "am",
    "%": "percent",
    **{word: str(n) for n, word in enumerate(_NUMBER_WORDS_TEXT.split())},
    **{word: str(30 + 10 * n) for n, word in enumerate(_TENS_TEXT.split())},
    **dict(pair.split("=") for pair in _ORDINALS_TEXT.split()),
}
_CLIPPED = {"ca": "can", "wo": "will", "sha": "shall"}  # "can't", "won't", "shan't"
_BLOCK = 100_000  # characters read at a time
_SPLIT_RE = re.compile(f"({WORD_RE.pattern})")
_BORDER_RE = re.compile(r"\s")
_LONGEST_REMEMBERED = 40  # letters
_ENDINGS = ("'ve", "'re", "'ll", "'m", "'d", "'s")


Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `key` is what it is compared by, `text` its folded spelling, `start` and `end` its place."""

    key: str
    text: str
    start: int
    end: int


def find_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text[start:end]`, placed in `text`.

    >>> [word.key for word in find_words("I don’t have 1,200 of five.")]
    ['i', 'do', 'not', 'have', '1200', 'of', '5']
    """
    folded = fold(text[start:end])
    starts, ends = folded.offsets.starts, folded.offsets.ends
    unmoved = isinstance(starts, range)
    words: list[Word] = []
    for match in WORD_RE.finditer(folded.text):
        low, high = match.span()
        for key, first, last in _split(match[0]):
            a, b = low + first, min(low + last, high)
            where = (a, b) if unmoved else (starts[a], ends[b - 1])
            words.append(Word(key, folded.text[a:b], where[0] + start, where[1] + start))
    return tuple(words)


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one long text in columns: keys, and starts and ends in the text, as arrays of 32-bit numbers."""

    keys: list[str]
    starts: array[int]
    ends: array[int]


def list_words(text: str) -> WordList:
    """The same words as `find_words`, in columns, for whole records."""
    folded = fold(text)
    keys: list[str] = []
    columns: list[tuple[Longs, Longs]] = [(np.zeros(0, dtype=np.int64),) * 2]
    for first, last in _blocks(folded.text):
        found, starts, ends = _list_block(folded.text[first:last])
        keys.extend(found)
        columns.append((starts + first, ends + first))
    starts = np.concatenate([column[0] for column in columns])
    ends = np.concatenate([column[1] for column in columns])
    if not isinstance(folded.offsets.starts, range):
        starts = np.asarray(folded.offsets.starts, dtype=np.int64)[starts]
        ends = np.asarray(folded.offsets.ends, dtype=np.int64)[ends - 1]
    return WordList(keys, array("i", starts.astype(np.int32).tobytes()), array("i", ends.astype(np.int32).tobytes()))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of the text that are read one by one: a book in one line must not fill the memory with its words.

    A stretch ends before a sign that no word holds; where none comes for long, at the end of one of the words.
    """
    at = 0
    while at < len(text):
        end = min(at + _BLOCK, len(text))
        border = _BORDER_RE.search(text, end, min(end + _BLOCK, len(text)))
        if border is not None:
            end = border.start()
        elif end < len(text):
            last = next(WORD_RE.finditer(text, end), None)
            end = last.end() if last is not None else len(text)
        yield at, end
        at = end


def _list_block(text: str) -> tuple[list[str], Longs, Longs]:
    """The keys of the words of a stretch, their starts and their ends in it."""
    pieces = _SPLIT_RE.split(text)
    ends = np.cumsum(np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces)))
    starts, ends = ends[:-1:2].copy(), ends[1::2].copy()
    remembered = len(starts) and int((ends - starts).max()) <= _LONGEST_REMEMBERED
    found = list(map(_split_known if remembered else _split, pieces[1::2]))
    keys = [parts[0][0] for parts in found]
    double = [at for at, parts in enumerate(found) if len(parts) > 1]
    if not double:
        return keys, starts, ends
    halves = [found[at] for at in double]
    at_start, at_end = starts[double], ends[double]
    ends[double] = np.minimum(at_start + [one[2] for one, _ in halves], at_end)
    after = np.array(double) + 1
    starts = np.insert(starts, after, at_start + [two[1] for _, two in halves])
    ends = np.insert(ends, after, np.minimum(at_start + [two[2] for _, two in halves], at_end))
    for shift, (at, (_, two)) in enumerate(zip(double, halves, strict=True), start=1):
        keys.insert(at + shift, two[0])
    return keys, starts, ends


def _split(word: str) -> tuple[tuple[str, int, int], ...]:
    """The pieces of a word; those of words of common length are remembered, as a few words make up most of any text."""
    return _split_known(word) if len(word) <= _LONGEST_REMEMBERED else split_word(word.lower())


@lru_cache(maxsize=65536)
def _split_known(word: str) -> tuple[tuple[str, int, int], ...]:
    return split_word(word.lower())


def split_word(low: str) -> tuple[tuple[str, int, int], ...]:
    """A matched word in small letters as (key, first, last) pieces: one, or two for a contraction.

    >>> split_word("can't"), split_word("five")
    ((('can', 0, 2), ('not', 2, 5)), (('5', 0, 4),))
    """
    n = len(low)
    if low[0].isdigit():
        return ((low.replace(",", ""), 0, n),)
    if low == "cannot":
        return (("can", 0, 3), ("not", 3, 6))
    if "'" in low:
        if low.endswith("n't") and n > 3:
            return ((_CLIPPED.get(low[:-3], low[:-3]), 0, n - 3), ("not", n - 3, n))
        for ending in _ENDINGS:
            if low.endswith(ending):
                cut = n - len(ending)
                return ((_KEYS.get(low[:cut], low[:cut]), 0, cut), (_KEYS.get(ending, ending), cut, n))
    return ((_KEYS.get(low, low), 0, n),)


def is_number(key: str) -> bool:
    """True for the key of a number, in figures or in words."""
    return key[:1].isdigit()
