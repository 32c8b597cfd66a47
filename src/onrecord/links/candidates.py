"""Candidates: the few places in the records that may stand behind a quotation, likeliest first.

In: the pieces of a quotation and the index. Out: `Candidate` windows of words. Three words in a row vote for the diagonal
they lie on (position in the record less position in the quotation), rare ones louder; where too few agree, pairs and single
rare words vote. Windows with the same words are one candidate with copies. A vote orders, it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.links.index import TraceIndex
from onrecord.text.bracketing import Piece

_WIDTH = 40  # diagonals so near each other are one place: words put in, left out, or skipped at an ellipsis
_MARGIN = 12  # record words looked at on both sides of the votes
_MOST_HITS = 20_000  # votes counted for one quotation, rarest rows of words first
_MOST_PICKS = 300  # places looked at before copies are collapsed
_COMMON_WORD = 200_000  # a word found more often than this finds nothing
_RARE_WORDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A window `[first, last)` of one text's words, its vote, and the shifts at which the same words stand elsewhere."""

    first: int
    last: int
    vote: float
    shifts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """Some words in a row of the quotation: where they stand in it and in the records."""

    at: int
    positions: NDArray[np.int32]


def find_candidates(pieces: Sequence[Piece], index: TraceIndex, most: int = 6) -> tuple[Candidate, ...]:
    """The likeliest windows by words in a row, at most `most` of them."""
    return _pick(_rows(pieces, index, 3), len(pieces), index, most)


def find_loose_candidates(pieces: Sequence[Piece], index: TraceIndex, most: int = 6) -> tuple[Candidate, ...]:
    """The likeliest windows for a short or much altered quotation: by pairs and single rare words."""
    rows = _rows(pieces, index, 2) + _rare_words(pieces, index)
    return _pick(rows, len(pieces), index, most)


def _rows(pieces: Sequence[Piece], index: TraceIndex, n: int) -> list[_Row]:
    """Every `n` words in a row that some record has, the writer's interruption not counted."""
    rows: list[_Row] = []
    run: list[tuple[int, int]] = []
    for at, piece in enumerate(pieces):
        if piece.kind == "break":
            continue
        number = index.number_of(piece.key) if piece.kind == "word" else -1
        if number < 0:
            run = []
            continue
        run.append((at, number))
        if len(run) < n:
            continue
        numbers = [word for _, word in run[-n:]]
        positions = index.find_triple(*numbers) if n == 3 else index.find_pair(*numbers)
        if len(positions):
            rows.append(_Row(run[-n][0], positions))
    return rows


def _rare_words(pieces: Sequence[Piece], index: TraceIndex) -> list[_Row]:
    rows = []
    for at, piece in enumerate(pieces):
        number = index.number_of(piece.key) if piece.kind == "word" else -1
        if number >= 0:
            rows.append(_Row(at, index.find_single(number)))
    rows.sort(key=lambda row: (len(row.positions), row.at))
    return [row for row in rows[:_RARE_WORDS] if len(row.positions) <= _COMMON_WORD]


def _pick(rows: list[_Row], n_pieces: int, index: TraceIndex, most: int) -> tuple[Candidate, ...]:
    diagonals, weights = _votes(rows, len(index.words))
    if not len(diagonals):
        return ()
    order = np.argsort(diagonals, kind="stable")
    diagonals, weights = diagonals[order], weights[order]
    sums = np.concatenate(([0.0], np.cumsum(weights)))
    until = np.searchsorted(diagonals, diagonals + _WIDTH, side="right")
    votes = np.round(sums[until] - sums[:-1], 6)
    ranked = np.lexsort((diagonals, -votes))
    return _collapse(ranked, diagonals, votes, until, n_pieces, index, most)


def _votes(rows: list[_Row], n_words: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Every hit's diagonal and weight, rarest rows first until there are enough."""
    rows = sorted(rows, key=lambda row: (len(row.positions), row.at))
    diagonals: list[NDArray[np.int64]] = []
    weights: list[NDArray[np.float64]] = []
    n = 0
    for row in rows:
        if n and n + len(row.positions) > _MOST_HITS:
            break
        n += len(row.positions)
        diagonals.append(row.positions.astype(np.int64) - row.at)
        weights.append(np.full(len(row.positions), np.log2(1 + n_words / len(row.positions))))
    if not diagonals:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    return np.concatenate(diagonals), np.concatenate(weights)


def _collapse(
    ranked: NDArray[np.int64],
    diagonals: NDArray[np.int64],
    votes: NDArray[np.float64],
    until: NDArray[np.int64],
    n_pieces: int,
    index: TraceIndex,
    most: int,
) -> tuple[Candidate, ...]:
    """The best places, those that hold the same words collapsed into one, none within reach of a better one."""
    groups: dict[bytes, list[tuple[int, int, float]]] = {}
    taken: list[int] = []
    for pick in ranked[:_MOST_PICKS].tolist():
        low, high = int(diagonals[pick]), int(diagonals[until[pick] - 1])
        if any(abs(low - other) <= _WIDTH for other in taken):
            continue
        taken.append(low)
        words = index.words[max(0, low) : max(0, high) + n_pieces].tobytes()
        if words not in groups and len(groups) == most:
            break
        groups.setdefault(words, []).append((low, high, float(votes[pick])))
    return tuple(_candidate(places, n_pieces, index) for places in groups.values())


def _candidate(places: list[tuple[int, int, float]], n_pieces: int, index: TraceIndex) -> Candidate:
    low, high, vote = places[0]
    inside = min(max(0, (low + high + n_pieces) // 2), len(index.words) - 1)
    text = index.text_at(inside)
    first = max(int(index.firsts[text]), low - _MARGIN)
    last = min(int(index.firsts[text + 1]), high + n_pieces + _MARGIN)
    return Candidate(first=first, last=max(first, last), vote=vote, shifts=tuple(place[0] - low for place in places[1:]))
