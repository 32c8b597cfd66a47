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

Longs = NDArray[np.int64]

_WIDTH = 40  # diagonals so near each other are one place: words put in, left out, or skipped at an ellipsis
_MARGIN = 12  # record words looked at on both sides of the votes
_MOST_HITS = 20_000  # votes counted for one quotation, rarest rows of words first
_MOST_PICKS = 300  # places looked at before copies are collapsed
_COMMON_WORD = 200_000  # a word found more often than this finds nothing
_RARE_WORDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A window `[first, last)` of one text's words, its vote, one position that voted for it, the shifts of its copies."""

    first: int
    last: int
    vote: float
    hit: int
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
        number = index.form_of(piece.key) if piece.kind == "word" else -1
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
        number = index.form_of(piece.key) if piece.kind == "word" else -1
        if number >= 0:
            rows.append(_Row(at, index.find_single(number)))
    rows.sort(key=lambda row: (len(row.positions), row.at))
    return [row for row in rows[:_RARE_WORDS] if len(row.positions) <= _COMMON_WORD]


def _pick(rows: list[_Row], n_pieces: int, index: TraceIndex, most: int) -> tuple[Candidate, ...]:
    diagonals, hits, weights = _votes(rows, len(index.words))
    if not len(diagonals):
        return ()
    order = np.lexsort((hits, diagonals))
    diagonals, hits, weights = diagonals[order], hits[order], weights[order]
    sums = np.concatenate(([0.0], np.cumsum(weights)))
    until = np.searchsorted(diagonals, diagonals + _WIDTH, side="right")
    votes = np.round(sums[until] - sums[:-1], 6)
    ranked = np.lexsort((diagonals, -votes))[:_MOST_PICKS]
    texts = np.searchsorted(index.firsts, hits[ranked], side="right")
    places = zip(
        diagonals[ranked].tolist(),
        diagonals[until[ranked] - 1].tolist(),
        hits[ranked].tolist(),
        texts.tolist(),
        votes[ranked].tolist(),
        strict=True,
    )
    return _collapse([_Pick(*place) for place in places], n_pieces, index, most)


def _votes(rows: list[_Row], n_words: int) -> tuple[Longs, Longs, NDArray[np.float64]]:
    """Every hit's diagonal, position and weight, rarest rows first until there are enough."""
    rows = sorted(rows, key=lambda row: (len(row.positions), row.at))
    kept: list[_Row] = []
    n = 0
    for row in rows:
        if n and n + len(row.positions) > _MOST_HITS:
            break
        n += len(row.positions)
        kept.append(row)
    if not kept:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    hits = np.concatenate([row.positions.astype(np.int64) for row in kept])
    shifts = np.concatenate([np.full(len(row.positions), row.at) for row in kept])
    weights = np.concatenate([np.full(len(row.positions), np.log2(1 + n_words / len(row.positions))) for row in kept])
    return hits - shifts, hits, weights


@dataclass(frozen=True, slots=True)
class _Pick:
    """A place voted for: its first and last diagonal, one position that voted, the number of its text, the vote."""

    low: int
    high: int
    hit: int
    text: int
    vote: float


def _collapse(picks: list[_Pick], n_pieces: int, index: TraceIndex, most: int) -> tuple[Candidate, ...]:
    """The best places, those that hold the same words collapsed into one, none within reach of a better one."""
    groups: dict[bytes, list[_Pick]] = {}
    taken: set[tuple[int, int]] = set()
    for pick in picks:
        text, cell = pick.text, pick.low // _WIDTH
        if {(text, cell - 1), (text, cell), (text, cell + 1)} & taken:
            continue
        taken.add((text, cell))
        words = index.words[max(0, pick.low) : max(0, pick.high) + n_pieces].tobytes()
        if words not in groups and len(groups) == most:
            break
        groups.setdefault(words, []).append(pick)
    return tuple(_candidate(places, n_pieces, index) for places in groups.values())


def _candidate(places: list[_Pick], n_pieces: int, index: TraceIndex) -> Candidate:
    best = places[0]
    text = index.text_at(best.hit)
    first = max(int(index.firsts[text]), best.low - _MARGIN)
    last = min(int(index.firsts[text + 1]), best.high + n_pieces + _MARGIN)
    shifts = tuple(place.low - best.low for place in places[1:])
    return Candidate(first=first, last=max(first, last), vote=best.vote, hit=best.hit, shifts=shifts)
