"""Words as they are compared: small letters, contractions taken apart, numbers in one spelling; each with its place.

In: any text (original, unfolded). Out: `Word`s whose `start` and `end` index that text; `key` is what two spellings of the
same word share ("I've" and "I have", "five" and "5", "%" and "percent"). Punctuation is no word.
Trap: "don't" is two words, "do" and "not", so that a lost negation is a lost word. Linear, also in a single endless line.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from itertools import islice

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
_BLOCK = 50_000  # matches held at a time: a book in one line must not fill the memory with them
_ENDINGS = ("'ve", "'re", "'ll", "'m", "'d", "'s")


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
    words: list[Word] = []
    for match in WORD_RE.finditer(folded.text):
        for key, first, last in split_word(match.group().lower()):
            first, last = match.start() + first, min(match.start() + last, match.end())
            span = folded.original_span(first, last).shifted(start)
            words.append(Word(key, folded.text[first:last], span.start, span.end))
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
    known = _Known()
    keys: list[str] = []
    first, last = array("i"), array("i")
    matches = WORD_RE.finditer(folded.text)
    while block := list(islice(matches, _BLOCK)):
        spans = [match.span() for match in block]
        found = [known[match[0]] for match in block]
        if any(len(pieces) > 1 for pieces in found):
            spans = [(a + x, min(a + y, b)) for (a, b), pieces in zip(spans, found, strict=True) for _, x, y in pieces]
        keys.extend([piece[0] for pieces in found for piece in pieces])
        first.extend([a for a, _ in spans])
        last.extend([b for _, b in spans])
    if not isinstance(folded.offsets.starts, range):
        starts, ends = folded.offsets.starts, folded.offsets.ends
        first = array("i", [starts[a] for a in first])
        last = array("i", [ends[b - 1] for b in last])
    return WordList(keys, first, last)


class _Known(dict[str, tuple[tuple[str, int, int], ...]]):
    """The pieces of every word met so far."""

    def __missing__(self, word: str) -> tuple[tuple[str, int, int], ...]:
        pieces = self[word] = split_word(word.lower())
        return pieces


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
