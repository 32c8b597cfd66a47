"""The words of English numbers: what each stands for, and how a run of them adds up.

In: single words. Out: their class and value; `Atom`s of a text (every digit group and number word, with its place).
Units: plain values; "two million" is 2000000. Trap: "second" and "third" are ordinals, parts of a fraction or a stretch of
time, and "one" is mostly a pronoun; this module only says what a word may be, `numbers` decides what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

SMALL_WORDS_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
SMALL_WORDS = SMALL_WORDS_TEXT.split()
TENS_WORDS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL_ORDINALS_TEXT = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth
"""
SMALL_ORDINALS = SMALL_ORDINALS_TEXT.split()
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
# Abbreviated scales stand only behind digits: "$5m", "10k jobs", "1.2bn".
SHORT_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mm": 10**6,
    "mn": 10**6,
    "mil": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "g": 10**9,
    "t": 10**12,
    "tn": 10**12,
    "tln": 10**12,
    "trn": 10**12,
}

# Vague words and the interval each is printed with: dozens [24, 99], hundreds [200, 999] (method note); the others follow
# the same pattern, from two of the unit to the last number below the next word, kept wide where usage is loose.
VAGUE_COUNTS: dict[str, tuple[int, int | None]] = {
    "dozens": (24, 99),
    "scores": (40, 199),
    "hundreds": (200, 999),
    "thousands": (2000, 99_999),
    "millions": (2 * 10**6, 999 * 10**6),
    "billions": (2 * 10**9, 999 * 10**9),
    "trillions": (2 * 10**12, 999 * 10**12),
    "many": (3, None),
    "several": (3, 24),
    "few": (2, 12),
    "handful": (2, 12),
    "couple": (2, 4),
    "numerous": (3, None),
    "countless": (3, None),
}
VAGUE_SHARES = ("most", "majority")  # more than half: (1/2, 1]


@dataclass(frozen=True, slots=True)
class Word:
    """What a number word may be. `kind`: small, tens, scale, dozen, ordinal, part, half, vague, share, point."""

    kind: str
    value: Fraction = Fraction(0)


def _word(kind: str, value: int = 0) -> Word:
    return Word(kind, Fraction(value))


def _lexicon() -> dict[str, Word]:
    words = {word: _word("small", n) for n, word in enumerate(SMALL_WORDS)}
    words |= {"nought": _word("small", 0), "naught": _word("small", 0)}
    words |= {word: _word("tens", 20 + 10 * n) for n, word in enumerate(TENS_WORDS)}
    words |= {word: _word("scale", value) for word, value in SCALES.items()}
    words |= {word: _word("ordinal", n + 1) for n, word in enumerate(SMALL_ORDINALS)}
    words |= {word[:-1] + "ieth": _word("ordinal", 20 + 10 * n) for n, word in enumerate(TENS_WORDS)}
    words |= {word + "th": _word("ordinal", value) for word, value in SCALES.items()}
    words |= {
        word + "s": Word("part", found.value) for word, found in words.items() if found.kind == "ordinal" and found.value > 2
    }
    words |= {"quarter": _word("part", 4), "quarters": _word("part", 4), "half": _word("half", 2), "halves": _word("part", 2)}
    words |= {word: _word("dozen", 12) for word in ("dozen", "doz", "dozs", "dz", "dzs")}
    words |= {word: _word("vague") for word in VAGUE_COUNTS}
    words |= {word: _word("share") for word in VAGUE_SHARES}
    words |= {"tens": _word("vague"), "point": _word("point")}
    cased = dict(words)
    for word, found in words.items():
        cased[word.capitalize()] = found
        cased[word.upper()] = found
    return cased


LEXICON = _lexicon()

_FIRST_LETTERS = "".join(sorted({word[0] for word in LEXICON}))
_WORD_RE = re.compile(rf"\b[{_FIRST_LETTERS}][A-Za-z]+")  # "Twenty-one states", "dozens"
# "2,000", "12,34,567.89", "40 000", "1 414 021 100", "3.5", ".25"
_DIGITS_RE = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,2}(?:,\d{2}){1,5},\d{3}(?!\d)(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?: \d{3}){2,6}(?![\d ]\d)(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?: 000)+(?!\d)"
    r"|\d+(?:\.\d+)?"
)
# A run of digits, points, commas and single spaces, in which the groups are then told apart.
_CLUSTER_RE = re.compile(r"\d[\d.,]*(?:[ \u00a0\u2009\u202f]\d[\d.,]*)*")
_NOT_DIGIT_RE = re.compile(r"[^\d.]")
_VULGAR_TEXT = "½ 1/2 ⅓ 1/3 ⅔ 2/3 ¼ 1/4 ¾ 3/4 ⅕ 1/5 ⅖ 2/5 ⅗ 3/5 ⅘ 4/5 ⅙ 1/6 ⅚ 5/6 ⅛ 1/8 ⅜ 3/8 ⅝ 5/8 ⅞ 7/8"
VULGAR_FRACTIONS = {
    sign: Fraction(value) for sign, value in (pair.rsplit(" ", 1) for pair in re.findall(r"\S \S+", _VULGAR_TEXT))
}
_VULGAR_RE = re.compile("[" + "".join(VULGAR_FRACTIONS) + "]")
TABLE_STRETCH, MOST_IN_STRETCH = 4096, 400  # more than one number in ten characters: a dump of cells, not prose
MAX_PLAIN_DIGITS = 15  # without a comma a longer run is the number of a message, not a count
MAX_DIGITS = 30  # longer digit runs are identifiers, and turning a million digits into a number takes quadratic time


class Atom(NamedTuple):
    """One digit group or number word. `kind`: "digits", "vulgar" or that of `Word`; `decimals`: digits after the point."""

    start: int
    end: int
    kind: str
    value: Fraction
    text: str
    decimals: int = 0


def find_atoms(text: str) -> list[Atom]:
    """Every digit group and number word of a text, in order; linear in its length."""
    atoms: list[Atom] = []
    for cluster in _CLUSTER_RE.finditer(text):
        written = cluster.group()
        if written.isdecimal():
            if len(written) <= MAX_PLAIN_DIGITS:
                atoms.append(_digit_atom(text, cluster.start(), written))
        else:
            found = _DIGITS_RE.finditer(text, cluster.start(), cluster.end())
            atoms.extend(_digit_atom(text, m.start(), m.group()) for m in found if m.end() - m.start() <= MAX_DIGITS)
    lexicon = LEXICON
    for match in [match for match in _WORD_RE.finditer(text) if match.group() in lexicon]:
        word = lexicon[match.group()]
        atoms.append(Atom(match.start(), match.end(), word.kind, word.value, match.group().lower()))
    for match in _VULGAR_RE.finditer(text):
        atoms.append(Atom(match.start(), match.end(), "vulgar", VULGAR_FRACTIONS[match.group()], match.group()))
    atoms.sort()
    return atoms


def prose_atoms(atoms: list[Atom]) -> list[Atom]:
    """The atoms without those of tables: stretches in which numbers stand too close for sentences to say what they count."""
    if not atoms:
        return atoms
    counts = Counter(atom.start // TABLE_STRETCH for atom in atoms)
    if max(counts.values()) <= MOST_IN_STRETCH:
        return atoms
    return [atom for atom in atoms if counts[atom.start // TABLE_STRETCH] <= MOST_IN_STRETCH]


def _digit_atom(text: str, start: int, written: str) -> Atom:
    end = start + len(written)
    if written.isdecimal():
        if start and text[start - 1] == "." and (start == 1 or text[start - 2] in " \n(-"):  # ".25"
            return Atom(start - 1, end, "digits", Fraction(int(written), 10 ** len(written)), f".{written}", len(written))
        return Atom(start, end, "digits", Fraction(int(written)), written)
    plain = _NOT_DIGIT_RE.sub("", written)
    whole, _, decimals = plain.partition(".")
    value = Fraction(int(whole + decimals), 10 ** len(decimals)) if decimals else Fraction(int(whole))
    return Atom(start, end, "digits", value, written, len(decimals))
