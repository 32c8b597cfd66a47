"""Runs of digits and number words read as one number: "two and a half million", "twenty-three fifths", "3 hundred and 21".

In: a text and its atoms. Out: `Run`s with exact values. The trap owned here is where one number ends and the next begins:
"four or five" are two, "two hundred and two thousand" is one. Nothing here knows units, bounds or what is counted; words of
parts, ranks and rough size are the business of `onrecord.text.number_parts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.text.number_parts import read_half, read_ordinal, read_part, read_vague
from onrecord.text.number_run import ARTICLE_RE, Run, gap_between, joins, lengthened, then_scale, with_atom
from onrecord.text.number_words import SHORT_SCALES, Atom

_AND_RE = re.compile(r"\s{1,3}(?:and|&)\s{1,3}\Z")  # "one hundred and three"
_AND_A_RE = re.compile(r"\s{1,3}(?:and|&)\s{1,3}(?:a|one)[\s-]{1,3}\Z")  # "two and a half"
_SHORT_SCALE_RE = re.compile(r"[ \u00a0]?(" + "|".join(sorted(SHORT_SCALES, key=len, reverse=True)) + r")\b", re.IGNORECASE)


def read_run(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    """The number that begins at atom `at`, or None where that word is no number there."""
    first = atoms[at]
    kind = first.kind
    if kind in ("digits", "vulgar", "small", "tens", "scale", "dozen"):
        return _read_cardinal(text, atoms, at)
    if kind == "ordinal":
        return read_ordinal(text, atoms, at)
    if kind == "half":
        return read_half(text, atoms, at)
    if kind == "part":
        return read_part(text, atoms, at)
    if kind == "vague":
        return read_vague(text, atoms, at)
    if kind == "share":
        return Run(first.start, first.end, "share", None, 1, low=Fraction(1, 2), high=Fraction(1))
    return None


@dataclass(slots=True)
class _Sum:
    """The running value of a cardinal: `total` of closed scale groups and the open `group`."""

    total: Fraction = Fraction(0)
    group: Fraction = Fraction(0)
    last: str = ""
    last_value: Fraction = Fraction(0)
    smallest_scale: Fraction = Fraction(10**18)
    precision: Fraction = Fraction(1)

    @property
    def value(self) -> Fraction:
        return self.total + self.group

    def takes(self, atom: Atom, after_and: bool) -> bool:
        """True where `atom` may follow what was read ("twenty" + "one", but not "two" + "three")."""
        if atom.kind == "small":
            fits = self.last == "tens" and 0 < atom.value < 10 and not after_and
            return fits or (self.last == "scale" and atom.value < self.last_value)
        if atom.kind == "tens":
            return self.last == "scale"
        if atom.kind == "digits":
            fits = self.last == "scale" and atom.decimals == 0 and 0 < atom.value < self.last_value and "," not in atom.text
            return fits and (after_and or atom.value >= 100 or self.last_value > 100)
        if atom.kind == "scale":
            return self.last in ("small", "tens", "digits", "scale", "vulgar") and not after_and
        return False

    def add(self, atom: Atom) -> None:
        if atom.kind == "scale":
            self._scale(atom.value)
        else:
            self.group += atom.value
            self.precision = Fraction(1, 10**atom.decimals)
        self.last, self.last_value = atom.kind, atom.value

    def _scale(self, value: Fraction) -> None:
        if value == 100:
            self.group = (self.group or Fraction(1)) * value
        elif value >= self.smallest_scale and not self.group:  # "three lakh crore"
            self.total *= value
        elif value > self.smallest_scale:
            self.total = (self.total + self.group) * value
            self.group = Fraction(0)
        else:
            self.total += (self.group or Fraction(1)) * value
            self.group = Fraction(0)
        self.precision *= value
        if value > 100:
            self.smallest_scale = value


def _read_cardinal(text: str, atoms: Sequence[Atom], at: int) -> Run | None:
    first = atoms[at]
    start = first.start
    if first.kind in ("scale", "dozen"):
        article = ARTICLE_RE.search(text, max(0, start - 4), start)
        if article:
            start = article.start()
        elif first.kind == "scale" and first.value < 100_000 and not first.text.endswith(("d", "D")):
            return None
    if first.kind == "dozen":
        return Run(start, first.end, "cardinal", Fraction(12), 1)
    sum_ = _Sum()
    sum_.add(first)
    end, at_next = first.end, at + 1
    while at_next < len(atoms):
        atom = atoms[at_next]
        gap = gap_between(text, atoms[at_next - 1], atom)
        if gap is None:
            break
        after_and = _AND_RE.fullmatch(gap) is not None
        if not (joins(gap) or after_and) or not sum_.takes(atom, after_and):
            break
        if after_and and _is_new_number(text, atoms, at_next, sum_):
            break
        sum_.add(atom)
        end, at_next = atom.end, at_next + 1
    run = Run(start, end, "cardinal", sum_.value, at_next - at, sum_.precision, digits=first.kind in ("digits", "vulgar"))
    return _read_tail(text, atoms, at, run)


def _is_new_number(text: str, atoms: Sequence[Atom], at: int, sum_: _Sum) -> bool:
    """ "3 hundred and 2 hundred": what follows the "and" is a number of its own, of the same or a greater scale."""
    following = atoms[at + 1] if at + 1 < len(atoms) else None
    if following is None or not joins(gap_between(text, atoms[at], following)):
        return False
    if following.kind in ("part", "half"):  # "one hundred and three quarters" is for the tail to read
        return True
    return (
        following.kind == "scale"
        and following.value >= sum_.last_value
        and sum_.last_value > following.value - 1
        and sum_.total == 0
    )


def _read_tail(text: str, atoms: Sequence[Atom], at: int, run: Run) -> Run:
    """The cardinal with what may follow it: a short scale, a slash, parts, "and a half", dozens, "point five"."""
    assert run.value is not None
    short = _SHORT_SCALE_RE.match(text, run.end) if run.digits and run.n_atoms == 1 else None
    if short and _is_short_scale(text, run, short):
        scale = Fraction(SHORT_SCALES[short.group(1).lower()])
        return lengthened(run, end=short.end(), value=run.value * scale, precision=run.precision * scale)
    at_next = at + run.n_atoms
    if at_next >= len(atoms):
        return run
    following = atoms[at_next]
    gap = gap_between(text, atoms[at_next - 1], following)
    if gap is None:
        return run
    if following.kind == "vulgar" and gap in ("", " ", "\u2009"):
        return then_scale(text, atoms, at, with_atom(run, following, run.value + following.value))
    if following.kind == "dozen" and joins(gap):
        return with_atom(run, following, run.value * 12)
    if following.text == "dozens" and joins(gap):
        return with_atom(run, following, run.value * 12)
    if following.kind in ("part", "half") and following.value and joins(gap) and _is_part(run, following):
        return then_scale(text, atoms, at, with_atom(run, following, run.value / following.value, form="fraction"))
    if following.kind in ("part", "half", "ordinal") and _AND_A_RE.fullmatch(gap) and following.value >= 2:
        return _and_a_part(text, atoms, at, run, following)
    if following.kind == "ordinal" and following.value > 2 and joins(gap) and _is_part(run, following):
        return then_scale(text, atoms, at, with_atom(run, following, run.value / following.value, form="fraction"))
    if _AND_RE.fullmatch(gap) and following.kind in ("small", "tens"):
        return _and_parts(text, atoms, at, run)
    if following.kind == "point" and joins(gap):
        return _point(text, atoms, at, run)
    if following.kind == "digits":
        return _slash(text, atoms, at, run, following, gap)
    return run


def _is_short_scale(text: str, run: Run, short: re.Match[str]) -> bool:
    """ "$5m", "10k", "2mil" are scaled; "5 m" without money may be metres, "7 b" is nothing."""
    letters = short.group(1)
    money = text[max(0, run.start - 2) : run.start].rstrip()[-1:] in ("$", "£", "€", "¥")
    attached = short.start(1) == run.end
    if letters.lower() in ("bn", "bln", "tn", "tln", "trn", "mn", "mln", "mil"):
        return True
    if letters in ("k", "K"):
        return attached or money or not text[short.end() : short.end() + 1].isalpha()
    if money:
        return True
    return attached and letters in ("M", "B", "T", "b")


def _is_part(run: Run, part: Atom) -> bool:
    """ "two thirds", "one-third" are parts of a whole; "one second", "two quarters" of a year are not."""
    if run.digits and run.value is not None and run.value.denominator != 1:
        return False
    plural = part.text.endswith("s") or part.text == "halves"
    if part.text == "quarters" and run.value is not None and run.value > 4:
        return False
    if run.value == 1:
        return not plural
    return plural


def _and_a_part(text: str, atoms: Sequence[Atom], at: int, run: Run, part: Atom) -> Run:
    """ "two and a half", "3 million and a half": a part of one, or of the scale just said."""
    assert run.value is not None
    last = atoms[at + run.n_atoms - 1]
    if last.kind != "scale":
        return then_scale(text, atoms, at, with_atom(run, part, run.value + Fraction(1) / part.value))
    at_scale = at + run.n_atoms + 1
    if at_scale < len(atoms) and atoms[at_scale].kind == "scale" and joins(gap_between(text, part, atoms[at_scale])):
        smaller = atoms[at_scale]  # "one billion and a half million"
        return lengthened(run, end=smaller.end, value=run.value + smaller.value / part.value, n_more=2)
    return with_atom(run, part, run.value + last.value / part.value)


def _and_parts(text: str, atoms: Sequence[Atom], at: int, run: Run) -> Run:
    """ "one hundred and three quarters": a whole and a fraction behind an "and"."""
    assert run.value is not None
    tail = _read_cardinal(text, atoms, at + run.n_atoms)
    if tail is None or tail.form != "fraction" or tail.value is None or tail.value >= 1:
        return run
    last = atoms[at + run.n_atoms - 1]
    factor = last.value if last.kind == "scale" and last.value >= 1000 else Fraction(1)  # "six million and two thirds"
    return lengthened(run, end=tail.end, value=run.value + tail.value * factor, n_more=tail.n_atoms)


def _point(text: str, atoms: Sequence[Atom], at: int, run: Run) -> Run:
    """ "two hundred point zero three": digits said one by one behind the point, or a number below a hundred."""
    assert run.value is not None
    digits, at_next, end = "", at + run.n_atoms + 1, run.end
    while (
        at_next < len(atoms)
        and atoms[at_next].kind in ("small", "tens")
        and joins(gap_between(text, atoms[at_next - 1], atoms[at_next]))
    ):
        atom = atoms[at_next]
        if atom.kind == "small" and digits.endswith("0") and atoms[at_next - 1].kind == "tens":
            digits = digits[:-1]
        digits += str(int(atom.value))
        end, at_next = atom.end, at_next + 1
    if not digits:
        return run
    value = run.value + Fraction(int(digits), 10 ** len(digits))
    return lengthened(run, end=end, value=value, n_more=at_next - at - run.n_atoms, precision=Fraction(1, 10 ** len(digits)))


def _slash(text: str, atoms: Sequence[Atom], at: int, run: Run, following: Atom, gap: str) -> Run:
    """ "3/4", "2 1/4": a fraction in digits; a date ("5/17/2018") or "24/7" is not read as one."""
    assert run.value is not None
    if not run.digits or run.n_atoms != 1:
        return run
    if gap == "/":
        return then_scale(text, atoms, at, _simple_slash(text, run, following))
    if gap in (" ", "  ", "-") and at + 2 < len(atoms) and text[following.end : atoms[at + 2].start] == "/":
        part = _simple_slash(
            text, Run(following.start, following.end, "cardinal", following.value, 1, digits=True), atoms[at + 2]
        )
        if part.form == "fraction" and part.value is not None and part.value < 1:
            return then_scale(text, atoms, at, lengthened(run, end=part.end, value=run.value + part.value, n_more=2))
    return run


def _simple_slash(text: str, run: Run, under: Atom) -> Run:
    assert run.value is not None
    beside = text[run.start - 1 : run.start] + text[under.end : under.end + 1]
    plain = run.value.denominator == 1 and under.decimals == 0 and 0 < run.value < under.value <= 1000
    if not plain or "/" in beside or (run.value == 9 and under.value == 11):
        return run
    return with_atom(run, under, run.value / under.value, form="fraction")
