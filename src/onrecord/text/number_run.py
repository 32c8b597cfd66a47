"""One number as read off a text, and what joins the atoms of which it is made.

In: a text and its atoms. Out: `Run`s, made and lengthened. What belongs to a number is the business of
`onrecord.text.number_runs` (digits and cardinals) and `onrecord.text.number_parts` (halves, ranks, dozens).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.text.number_words import Atom


@dataclass(frozen=True, slots=True)
class Run:
    """One number as written. `form`: cardinal, ordinal, fraction, vague, share.

    `precision` is the size of the last digit written (1 for 33, 1/10 for 33.5, 100000 for "3.5 million" is 1/10 million).
    A vague run has `low` and `high` in place of a value; `n_atoms` says how many atoms it took.
    """

    start: int
    end: int
    form: str
    value: Fraction | None
    n_atoms: int
    precision: Fraction = Fraction(1)
    low: Fraction | None = None
    high: Fraction | None = None
    digits: bool = False


_GAP_RE = re.compile(r"[ \t\u00a0]{1,3}|[ \t]?\r?\n[ \t]?|[ ]?-[ ]?\Z")  # what joins "twenty-one", "two  thousand"
_OF_A_RE = re.compile(
    r"\s{1,2}(?:of\s)?(?:a|an)\s{1,2}\Z|[\s-]\Z"
)  # "half a million", "two thirds of a million", "quarter million"
# "a hundred", "a third": the article in front belongs to the number.
ARTICLE_RE = re.compile(r"(?<![\w'’-])[Aa]n?[ \u00a0-]{1,2}\Z")


def gap_between(text: str, left: Atom, right: Atom) -> str | None:
    """The text between two atoms where it is short enough to join them."""
    return text[left.end : right.start] if right.start - left.end <= 12 else None


def joins(gap: str | None) -> bool:
    """True for what stands inside one number: a space, a line break, a hyphen."""
    return gap is not None and _GAP_RE.fullmatch(gap) is not None


def lengthened(
    run: Run, *, end: int, value: Fraction, form: str = "cardinal", n_more: int = 0, precision: Fraction | None = None
) -> Run:
    """The number read on to `end`, with its new value and `n_more` atoms more."""
    return Run(run.start, end, form, value, run.n_atoms + n_more, precision or run.precision, digits=run.digits)


def with_atom(run: Run, atom: Atom, value: Fraction, form: str = "cardinal") -> Run:
    """The number with one atom more."""
    return lengthened(run, end=atom.end, value=value, form=form, n_more=1)


def then_scale(text: str, atoms: Sequence[Atom], at: int, run: Run) -> Run:
    """A fraction with the scale behind it: "half a million", "2½ million", "three quarters of a million"."""
    at_next = at + run.n_atoms
    if at_next < len(atoms) and atoms[at_next].kind in ("scale", "dozen") and run.value is not None:
        gap = gap_between(text, atoms[at_next - 1], atoms[at_next])
        if gap is not None and _OF_A_RE.fullmatch(gap):
            scale = atoms[at_next].value
            return lengthened(
                run, end=atoms[at_next].end, value=run.value * scale, n_more=1, precision=run.precision * scale / 10
            )
    return run
