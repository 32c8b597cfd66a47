"""Alignment: which words of a record stand behind which words of a quotation, as a script of typed steps.

In: the pieces of a quotation (see `bracketing`) and the words of a stretch of a record that is longer than the quotation.
Out: the cheapest `Alignment`: the stretch may begin and end anywhere in the record, an ellipsis skips record words, a
bracket stands for none to six of them, all else is matched, changed, put in or left out.
The costs order ways of reading; no verdict comes from them. Time: pieces times record words, in numpy rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from onrecord.text.bracketing import Piece
from onrecord.text.wordforms import PRONOUNS, is_auxiliary, is_modal
from onrecord.text.words import is_number

CHANGE = 1.05  # a word for another; less than leaving one out and putting one in
INSERT = 1.0
OMIT_OPEN, OMIT = 0.5, 0.4  # leaving out a clause costs less than as many slips
GAP_OPEN, GAP = 0.1, 0.004  # an ellipsis may stand for much
BREAK_OPEN, BREAK = 0.05, 0.02  # words around "he said" mostly stand together
BRACKET, BRACKET_WORD, BRACKET_MOST = 0.15, 0.08, 6
BRACKET_FOR = 0.12  # a bracket for one pronoun or auxiliary is likelier than one put in
JOIN = 0.05  # "counterterrorism" for "counter-terrorism"
_LIKE = 0.5  # words at least so alike are one word misspelt or in another form
_TINY = 1e-9

Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the script: pieces `quote[first:last]` against record words `record[start:end]`.

    `kind`: match, change, insert, omit, bracket, gap, break. A match of two words with one is a hyphen's difference.
    """

    kind: str
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The steps in order, the record words from first to last, and the share (0..1) of the quotation that stood the test."""

    steps: tuple[Step, ...]
    start: int
    end: int
    score: float


def align(pieces: Sequence[Piece], record: Sequence[str], *, at_least: float = 0.0) -> Alignment:
    """The cheapest reading of a quotation in a record's words, given by their keys; without steps below a score `at_least`.

    >>> from onrecord.text.bracketing import split_pieces
    >>> found = align(split_pieces(["he [would] go"]), ["but", "he", "will", "go", "home"])
    >>> [step.kind for step in found.steps], found.start, found.end
    (['match', 'bracket', 'match'], 1, 4)
    """
    changes = _change_costs(pieces, record)
    view = _View(record)
    rows = [np.zeros(len(record) + 1)]
    bases = [rows[0]]
    for i, piece in enumerate(pieces):
        base = _base_row(i, pieces, rows, changes[i], view)
        bases.append(base)
        rows.append(_with_omissions(base, piece, view))
    n_words = sum(piece.kind == "word" for piece in pieces)
    score = max(0.0, 1.0 - float(rows[-1].min()) / max(1, n_words))
    if score < at_least:
        return Alignment((), 0, 0, score)
    steps = _walk_back(pieces, record, rows, bases, changes)
    touched = [step for step in steps if step.end > step.start and step.kind != "omit"]
    if not touched:
        return Alignment((), 0, 0, 0.0)
    return Alignment(tuple(steps), touched[0].start, touched[-1].end, score)


def _change_costs(pieces: Sequence[Piece], record: Sequence[str]) -> Costs:
    """The cost of each piece against each record word: nothing for the same key, less than CHANGE for like words."""
    keys = [piece.key for piece in pieces]
    like = process.cdist(keys, record, scorer=Levenshtein.normalized_similarity, score_cutoff=_LIKE, dtype=np.float32)
    costs = CHANGE - 0.7 * like.astype(np.float64)
    costs[like == 0] = CHANGE
    costs[like >= 1] = 0.0
    theirs = np.array([is_number(key) for key in record], dtype=bool)
    ours = np.array([is_number(key) for key in keys], dtype=bool)
    numbers = np.outer(ours, theirs) & (costs > 0)
    costs[numbers] = np.minimum(costs[numbers], 0.75)
    return costs


@lru_cache(maxsize=65536)
def _is_replaceable(key: str) -> bool:
    """True for the words that brackets mostly stand for: pronouns, auxiliaries, modals."""
    return key in PRONOUNS or is_auxiliary(key) or is_modal(key)


class _View:
    """What every row asks of the record's words: where a word ends, where two in a row do, which ones brackets stand for."""

    __slots__ = ("along", "ends", "joined_ends", "replaced")

    def __init__(self, record: Sequence[str]) -> None:
        self.ends: dict[str, list[int]] = {}
        self.joined_ends: dict[str, list[int]] = {}
        for at, key in enumerate(record, start=1):
            self.ends.setdefault(key, []).append(at)
        for at, (one, two) in enumerate(pairwise(record), start=2):
            self.joined_ends.setdefault(one + two, []).append(at)
        self.along = np.arange(len(record) + 1, dtype=np.float64)
        self.replaced = np.array([BRACKET_FOR if _is_replaceable(key) else CHANGE for key in record])


def _base_row(i: int, pieces: Sequence[Piece], rows: list[Costs], change: Costs, view: _View) -> Costs:
    """The row after piece `i`, before record words are left out behind it."""
    previous, piece = rows[i], pieces[i]
    if piece.kind in ("gap", "break"):
        return previous + (GAP_OPEN if piece.kind == "gap" else 0.0)
    if piece.kind == "bracket":
        base = previous + BRACKET
        for k in range(1, min(BRACKET_MOST, len(base) - 1) + 1):
            base[k:] = np.minimum(base[k:], previous[:-k] + BRACKET + k * BRACKET_WORD)
        base[1:] = np.minimum(base[1:], previous[:-1] + view.replaced)
        return base
    base = previous + INSERT
    base[1:] = np.minimum(base[1:], previous[:-1] + change)
    for end in view.joined_ends.get(piece.key, ()):
        base[end] = min(base[end], previous[end - 2] + JOIN)
    if i and pieces[i - 1].kind == "word":
        whole = pieces[i - 1].key + piece.key
        for end in view.ends.get(whole, ()):
            base[end] = min(base[end], rows[i - 1][end - 1] + JOIN)
    return base


def _with_omissions(base: Costs, piece: Piece, view: _View) -> Costs:
    """The row with record words left out behind the piece: cheap at an ellipsis, dear elsewhere."""
    each, opening = OMIT, OMIT_OPEN
    if piece.kind == "gap":
        each, opening = GAP, 0.0
    elif piece.kind == "break":
        each, opening = BREAK, BREAK_OPEN
    along = view.along * each
    best = np.minimum.accumulate(base - along)
    row = base.copy()
    np.minimum(base[1:], best[:-1] + (along[1:] + opening), out=row[1:])
    return row


def _walk_back(
    pieces: Sequence[Piece], record: Sequence[str], rows: list[Costs], bases: list[Costs], changes: Costs
) -> list[Step]:
    steps: list[Step] = []
    i, j = len(pieces), int(np.argmin(rows[-1]))
    while i:
        piece, base = pieces[i - 1], bases[i]
        if rows[i][j] < base[j] - _TINY:
            j, left_out = _omission(piece, rows[i][j], base, j, i)
            steps.append(left_out)
            continue
        if piece.kind in ("gap", "break"):
            if not (steps and steps[-1].kind == piece.kind and steps[-1].first == i - 1):
                steps.append(Step(piece.kind, i - 1, i, j, j))
            i -= 1
            continue
        step = _step_at(pieces, record, rows, changes, i, j)
        steps.append(step)
        i, j = step.first, step.start
    steps.reverse()
    return steps


def _omission(piece: Piece, value: float, base: Costs, j: int, i: int) -> tuple[int, Step]:
    each, opening, kind = OMIT, OMIT_OPEN, "omit"
    if piece.kind == "gap":
        each, opening, kind = GAP, 0.0, "gap"
    elif piece.kind == "break":
        each, opening, kind = BREAK, BREAK_OPEN, "break"
    k = j - 1
    while k > 0 and abs(base[k] + opening + each * (j - k) - value) > _TINY:
        k -= 1
    first, last = (i - 1, i) if kind != "omit" else (i, i)
    return k, Step(kind, first, last, k, j)


def _step_at(pieces: Sequence[Piece], record: Sequence[str], rows: list[Costs], changes: Costs, i: int, j: int) -> Step:
    """The step that ends at piece `i` and record word `j` at the cost of that cell."""
    piece, previous, value = pieces[i - 1], rows[i - 1], rows[i][j]
    if piece.kind == "bracket":
        for k in range(min(BRACKET_MOST, j) + 1):
            if abs(previous[j - k] + BRACKET + k * BRACKET_WORD - value) < _TINY:
                return Step("bracket", i - 1, i, j - k, j)
        return Step("bracket", i - 1, i, j - 1, j)
    if j and abs(previous[j - 1] + changes[i - 1][j - 1] - value) < _TINY:
        kind = "match" if piece.key == record[j - 1] else "change"
        return Step(kind, i - 1, i, j - 1, j)
    if j > 1 and piece.key == record[j - 2] + record[j - 1] and abs(previous[j - 2] + JOIN - value) < _TINY:
        return Step("match", i - 1, i, j - 2, j)
    if j and i > 1 and pieces[i - 2].key + piece.key == record[j - 1] and abs(rows[i - 2][j - 1] + JOIN - value) < _TINY:
        return Step("match", i - 2, i, j - 1, j)
    return Step("insert", i - 1, i, j, j)
