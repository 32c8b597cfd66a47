"""Secrets looked for in a text that is about to be handed over, in every spelling in which a reader could find them.

In: a text and `Secrets`. Out: (where, label, how, words). It knows nothing of how masking finds a name and shares no code
with it, so that one mistake is not made twice: a text is taken apart into words, joined letters and joined digits, as
printed and with its escapes undone, and each is looked up. Beside the secrets it looks for what has the shape of an A-number,
a social security number or a mail address, whether or not anybody knew of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onrecord.dossier.leak_layers import reading_layers
from onrecord.dossier.leak_records import DATE, HIDDEN, MAIL, NAME, NUMBER, STREET, TABLE_ID, UNLISTED, Secret, Secrets
from onrecord.spans import Span

_SHORTEST_RUN = 7  # letters or digits that tell a secret when nothing parts them from what stands around
_AROUND = 60  # characters beside a find in which the rest of a stamp can stand
_HEAD = 6  # letters by which a row is looked up; "4mar91" is the shortest that is looked for
_WORD_RE = re.compile(r"[^\W_]+")
_DIGIT_RE = re.compile(r"\d")
_LETTERS_RE = re.compile(r"[^\W\d_]+")
_CAPITALS_RE = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])")
# Like the hash of a file, whose letters between digits ("4dee1") are nobody's name
_HASH_RE = re.compile(r"(?=[a-f]*\d)(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})")
# What is private by its shape alone.
_SHAPES = (
    (re.compile(r"(?<![a-z0-9])a[ \t#.\-]{0,3}(?:no\.? ?)?\d(?:[ .\-]?\d){7,8}(?![a-z0-9]|-\d)"), "shape of an A-number"),
    (re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"), "shape of a social security number"),
    (re.compile(r"[a-z0-9][\w.+-]{0,60}@[a-z0-9-]{1,60}\.[a-z0-9.-]{2,60}"), "shape of a mail address"),
    (re.compile(r"(?<![\w-])\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}(?![\w-])"), "shape of a phone number"),
    (re.compile(r"\b(?:dob|date of birth|d\.o\.b\.)\W{1,4}\d{1,2}[/-]\d{1,2}[/-]\d{2,4}"), "a labelled date of birth"),
)
_DAY_SHAPE_RE = re.compile(r"a?[ #.\-]{0,3}(?:19|20)\d\d-\d\d-\d\d")


class Found(NamedTuple):
    """A secret that was read: where in the text, which, how, and the words."""

    at: int
    label: str
    how: str
    words: str


class LeakSearch:
    """Looks for one set of secrets in any number of texts."""

    def __init__(self, secrets: Secrets) -> None:
        self._parts: dict[str, Secret] = {}
        self._pairs: dict[tuple[str, str], Secret] = {}
        self._runs: dict[str, Secret] = {}
        self._digits: dict[str, Secret] = {}
        self._streets: dict[tuple[str, str], Secret] = {}
        self._shown_text = [_squeezed(words) for words in secrets.shown]
        shown = {word for words in secrets.shown for word in _words_of(words)}
        pairs = {pair for words in secrets.shown for pair in _pairs_of(_words_of(words))}
        for secret in secrets.masked:
            self._learn(secret, shown, pairs)
        self._run_lengths = sorted({len(run) for run in self._runs}, reverse=True)
        self._run_heads = {run[:_HEAD] for run in self._runs}
        self._digit_lengths = sorted({len(run) for run in self._digits}, reverse=True)

    def _learn(self, secret: Secret, shown: set[str], shown_pairs: set[tuple[str, str]]) -> None:
        for part in secret.parts:
            word = _squeezed(part)
            if word not in shown and len(word) > 2:
                self._parts.setdefault(word, secret)
        for printed in secret.texts:
            words, squeezed = _words_of(printed), _squeezed(printed)
            if secret.kind == NAME:
                for pair in set(_pairs_of([word for word in words if len(word) > 1])) - shown_pairs:
                    self._pairs.setdefault(pair, secret)
            if secret.kind in (NUMBER, TABLE_ID):
                tail = "".join(_DIGIT_RE.findall(unicodedata.normalize("NFKC", printed))).lstrip("0")
                if len(tail) >= _SHORTEST_RUN:
                    self._digits.setdefault(tail, secret)
            if secret.kind == STREET and len(words) > 1 and words[0][0].isdigit():
                name = next((word for word in words[1:] if len(word) > 2 and word not in _COMPASS), words[1])
                self._streets.setdefault((words[0], name), secret)
            runs = [squeezed] if secret.kind in _IN_A_ROW and not squeezed.isdigit() else []
            for run in _spellings_of_date(printed) if secret.kind == DATE else runs:
                if len(run) >= (_SHORTEST_RUN if run.isdigit() or secret.kind != DATE else _HEAD) and not any(
                    run in text for text in self._shown_text
                ):
                    self._runs.setdefault(run, secret)

    def search(self, text: str) -> list[Found]:
        """Every secret that can be read in a text, as it stands and with its escapes undone; each once for each layer."""
        found: dict[tuple[str, str, str], Found] = {}
        for how, layer in reading_layers(text):
            for one in self._in_layer(layer, how):
                found.setdefault((one.label, one.words, "" if how else str(one.at)), one)
        return sorted(found.values())

    def _in_layer(self, text: str, how: str) -> Iterator[Found]:
        words = [(m.start(), m.end(), m.group()) for m in _WORD_RE.finditer(text)]
        plain = [(start, end, _squeezed(word), word) for start, end, word in words]
        yield from self._by_word(text, plain, how)
        yield from self._by_run(text, plain, how)
        yield from self._by_digits(text, how)
        yield from self._by_shape(text, how)

    def _by_word(self, text: str, plain: list[tuple[int, int, str, str]], how: str) -> Iterator[Found]:
        before: tuple[int, int, str, str] | None = None
        for token in plain:
            start, end, word, printed = token
            for piece in _pieces_of(printed):
                secret = self._parts.get(piece)
                if secret is not None:
                    yield Found(start, secret.label, f"a part of it{how}", text[start:end])
                    break
            if before is not None and start - before[1] <= 4:
                secret = self._pairs.get((before[2], word)) or self._pairs.get((word, before[2]))
                both = before[3][:1].isupper() and printed[:1].isupper()
                if secret is not None and (both or before[2] in self._parts or word in self._parts):
                    yield Found(before[0], secret.label, f"two words of it{how}", text[before[0] : end])
                street = self._streets.get((before[2], word))
                if street is not None:
                    yield Found(before[0], street.label, f"number and street{how}", text[before[0] : end])
            if word and not (len(word) == 1 and word in _COMPASS):
                before = token

    def _by_run(self, text: str, plain: list[tuple[int, int, str, str]], how: str) -> Iterator[Found]:
        """Letters and digits with nothing between: joined, spaced out, hyphenated, dotted, broken over lines."""
        letters: list[str] = []
        places: list[tuple[int, int]] = []  # of the word in which each letter stands
        for start, end, word, _ in plain:
            letters.append(word)
            places += [(start, end)] * len(word)
        stream = "".join(letters)
        for at in range(len(stream) - _HEAD + 1):
            if stream[at : at + _HEAD] not in self._run_heads:
                continue
            for length in self._run_lengths:
                secret = self._runs.get(stream[at : at + length])
                if secret is not None and at + length <= len(stream) and _fits(secret, text, places, Span(at, at + length)):
                    start, end = places[at][0], places[at + length - 1][1]
                    yield Found(start, secret.label, f"its letters in a row{how}", text[start:end][:80])
                    break

    def _by_digits(self, text: str, how: str) -> Iterator[Found]:
        places = [m.start() for m in _DIGIT_RE.finditer(text)]
        digits = "".join(str(unicodedata.decimal(text[at], 0)) for at in places)
        for at in range(len(digits)):
            for length in self._digit_lengths:
                secret = self._digits.get(digits[at : at + length])
                if secret is None or at + length > len(digits):
                    continue
                span = places[at + length - 1] - places[at] + 1
                joined = all(places[i + 1] - places[i] <= 4 for i in range(at, at + length - 1))
                last = places[at + length - 1]
                if not joined or span > 3 * length or _inside_hex(text, places[at], last):
                    continue
                if not self._inside_shown(text, Span(places[at], last + 1)):
                    yield Found(places[at], secret.label, f"its digits{how}", text[places[at] : places[at] + span])
                    break

    def _inside_shown(self, text: str, found: Span) -> bool:
        """True where what is found is a part of words that are shown, blanks and marks between them or not."""
        low, high = max(0, found.start - _AROUND), min(len(text), found.end + _AROUND)
        before, own = _squeezed(text[low : found.start]), _squeezed(text[found.start : found.end])
        around = before + own + _squeezed(text[found.end : high])
        for shown in self._shown_text:
            at = around.find(shown) if own in shown else -1
            while at >= 0:
                if at <= len(before) and len(before) + len(own) <= at + len(shown):
                    return True
                at = around.find(shown, at + 1)
        return False

    def _by_shape(self, text: str, how: str) -> Iterator[Found]:
        lower = text.lower()
        if len(lower) != len(text):
            lower = text
        for shape, what in _SHAPES:
            for match in shape.finditer(lower):
                if not _DAY_SHAPE_RE.match(match.group()) and not self._inside_shown(text, Span(*match.span())):
                    yield Found(match.start(), UNLISTED, f"{what}{how}", text[match.start() : match.end()])


_IN_A_ROW = frozenset((NAME, MAIL, NUMBER, TABLE_ID, HIDDEN))
_COMPASS = frozenset(("n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west"))


@lru_cache(maxsize=1 << 16)
def _squeezed(words: str) -> str:
    """Letters and digits alone, in one case, one width, without accents."""
    if words.isascii():
        return "".join(c for c in words.lower() if c.isalnum())
    apart = unicodedata.normalize("NFKD", words).casefold()
    return "".join(
        _LOOKS.get(c, c) for c in unicodedata.normalize("NFKD", apart) if c.isalnum() and unicodedata.category(c) != "Mn"
    )


_LOOKS = {
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ı": "i",
    "а": "a",
    "е": "e",
    "о": "o",
    "р": "p",
    "с": "c",
    "у": "y",
    "х": "x",
    "і": "i",
    "ј": "j",
}


def _words_of(printed: str) -> list[str]:
    return [word for found in _WORD_RE.findall(printed) if (word := _squeezed(found))]


@lru_cache(maxsize=1 << 16)
def _pieces_of(printed: str) -> tuple[str, ...]:
    """A word and, where capitals join several ("JuanPerez"), each of them, as letters and digits in one case."""
    if _HASH_RE.fullmatch(printed):
        return (_squeezed(printed),)
    pieces = (printed, *_CAPITALS_RE.findall(printed), *_LETTERS_RE.findall(printed))
    return tuple(dict.fromkeys(map(_squeezed, pieces)))


def _pairs_of(words: list[str]) -> Iterator[tuple[str, str]]:
    for at, word in enumerate(words):
        for other in words[at + 1 :]:
            if word != other:
                yield word, other


def _fits(secret: Secret, text: str, places: list[tuple[int, int]], row: Span) -> bool:
    """What is found begins where a word does, or lies inside one word ("freejuanperez"); a date ends where a word does too.

    `places` are those of the words in which the letters stand. A name of everyday words alone has capitals, or is one word, or
    its letters stand apart.
    """
    own = places[row.start : row.end]
    begins = row.start == 0 or places[row.start - 1] != own[0]
    if secret.kind == DATE:
        return begins and (row.end == len(places) or places[row.end] != own[-1])
    if secret.kind != NAME:
        return begins
    words = sorted(set(own))
    if not secret.parts and len(words) > 1 and any(end - start > 1 and not text[start].isupper() for start, end in words):
        return False
    return begins or len(words) == 1


def _inside_hex(text: str, first: int, last: int) -> bool:
    """True where the digits stand inside a long hash, whose digits mean nothing."""
    low, high = first, last + 1
    while low > 0 and text[low - 1] in "0123456789abcdef" and first - low < 64:
        low -= 1
    while high < len(text) and text[high] in "0123456789abcdef" and high - last < 64:
        high += 1
    return high - low >= 16 and any(c in "abcdef" for c in text[low:high])


_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"
)  # fmt: skip


def _spellings_of_date(iso: str) -> Iterator[str]:
    """A day in the spellings that people use, as letters and digits in a row."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", iso)
    if match is None:
        yield _squeezed(iso)
        return
    year, month, day = match[1], int(match[2]), int(match[3])
    name = _MONTH_NAMES[month - 1]
    for y in (year, year[2:]):
        for m in {f"{month:02}", str(month)}:
            for d in {f"{day:02}", str(day)}:
                yield from (m + d + y, d + m + y, y + m + d)
        for d in {f"{day:02}", str(day), f"{day}st", f"{day}nd", f"{day}rd", f"{day}th"}:
            for n in (name, name[:3]):
                yield from (n + d + y, d + n + y, d + "of" + n + y)
