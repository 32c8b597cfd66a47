"""How many units of time: "twenty-four", "a couple of", "nearly forty", "5 1/2", "two or three" as intervals.

In: the words of time of one expression with their classes. Out: a `ValueInterval`, or a year for "nineteen ninety-six".
Vague words are wide intervals: a few is 2 to 9, dozens 24 to 99, as for figures. Numbers that count anything but time are
not its business.
"""

from __future__ import annotations

from fractions import Fraction

from onrecord.intervals import ValueInterval

Entry = tuple[str, int, str]  # class, number, the word in lower case

VAGUE = {"couple": (2, 2), "few": (2, 9), "several": (3, 9), "some": (2, 99), "dozens": (24, 99)}
NUMERIC = frozenset(("number", "count", "year", "numword", "hundred"))
NEARLY = frozenset(("nearly", "almost", "barely"))
UP_TO = frozenset(("under", "within", "to"))  # "up to"


def count_of(entries: list[Entry]) -> tuple[ValueInterval, bool]:
    """The count that an expression states, as an interval, and whether it is vague ("several", "many", a bare plural)."""
    words = [word for _, _, word in entries]
    numbers = _numbers(entries)
    half = Fraction(1, 2) if "half" in words and "and" in words else Fraction(0)
    if not numbers:
        if "half" in words and "and" not in words:
            return ValueInterval.exactly(Fraction(1, 2)), False
        vague = next((VAGUE.get(word, (2, 99)) for name, _, word in entries if name == "few"), None)
        if vague:
            return ValueInterval(Fraction(vague[0]), Fraction(vague[1])), vague[0] != vague[1]
        if any(name in ("units", "seasons") for name, _, _ in entries) and "a" not in words:
            return ValueInterval(Fraction(2), None), True
        numbers = [Fraction(1)]
    low, high = min(numbers) + half, max(numbers) + half
    return _bounded(low, high, words), False


def _bounded(low: Fraction, high: Fraction, words: list[str]) -> ValueInterval:
    """The interval that "nearly", "about", "more than", "up to" make of a count, as the method note prints it."""
    if any(word in NEARLY for word in words):
        return ValueInterval(low * Fraction(9, 10), high, high_open=True)
    if "than" in words:
        if "no" in words or "not" in words:
            return ValueInterval(low, None) if "less" in words or "fewer" in words else ValueInterval(Fraction(0), high)
        if "less" in words or "fewer" in words:
            return ValueInterval(Fraction(0), high, high_open=True)
        return ValueInterval(low, None, low_open=True)
    if "least" in words:
        return ValueInterval(low, None)
    if "over" in words and "the" not in words:  # "over the past two months" is a preposition
        return ValueInterval(low, None, low_open=True)
    if low == high and any(word in UP_TO for word in words[:2]):
        return ValueInterval(Fraction(0), high)
    if any(word in ("about", "around", "roughly", "approximately") for word in words):
        return ValueInterval(low * Fraction(9, 10), high * Fraction(11, 10))
    return ValueInterval(low, high)


def _numbers(entries: list[Entry]) -> list[Fraction]:
    """Every number stated: "two or three" has two, "two hundred and ten" one, "5 1/2" one."""
    numbers: list[Fraction] = []
    current: Fraction | None = None
    for at, (name, number, word) in enumerate(entries):
        previous = entries[at - 1][2] if at else ""
        if name in NUMERIC:
            if current is None:
                current = Fraction(number)
            elif previous == "/":  # "5 1/2": the 1 was added as a number of its own
                current += _fraction(entries, at) - entries[at - 2][1]
            elif previous == "." and word.isdigit():
                current += Fraction(number, 10 ** len(word))
            elif name == "hundred":
                current *= number
            else:
                current += number
        elif word in ("to", "or") or (word in "-–" and _starts_a_new_number(entries, at)):
            numbers += [current] if current is not None else []
            current = None
    return numbers + ([current] if current is not None else [])


def _fraction(entries: list[Entry], at: int) -> Fraction:
    below = entries[at][1]
    return Fraction(entries[at - 2][1], below) if below else Fraction(0)


def _starts_a_new_number(entries: list[Entry], at: int) -> bool:
    """ "10-12" is a range, "twenty-four" one number."""
    return at + 1 < len(entries) and entries[at - 1][0] in ("number", "count") and entries[at + 1][0] in ("number", "count")


def year_in_words(entries: list[Entry]) -> int | None:
    """The year of "nineteen ninety-six" or "the year two thousand"; None where the words are no year.

    >>> year_in_words([("numword", 19, "nineteen"), ("numword", 90, "ninety"), ("numword", 6, "six")])
    1996
    """
    numbers = [number for name, number, _ in entries if name in ("numword", "hundred")]
    if len(numbers) >= 2 and numbers[1] == 1000 and numbers[0] in (1, 2):
        return numbers[0] * 1000 + sum(numbers[2:])
    if len(numbers) in (2, 3) and 16 <= numbers[0] <= 20 and (10 <= numbers[1] <= 90) and sum(numbers[1:]) <= 99:
        if len(numbers) == 3 and (numbers[1] < 20 or numbers[2] > 9):
            return None
        return numbers[0] * 100 + sum(numbers[1:])
    return None
