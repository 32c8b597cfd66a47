"""Exact chances of drawing cases from a finite population, as fractions of whole numbers; nothing is rounded here.

In: counts. Out: `Fraction`s from 0 to 1. A population of `n_all` holds `n_with` that have an attribute; `n_drawn` are drawn
without putting back. Sources: Fisher 1935 (exact test), Lancaster 1961 (mid-p), Wilcoxon 1945 and Mann and Whitney 1947
(rank sums; their counts are Gaussian binomial coefficients), Holm 1979 (several tests). Knows no record.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb

MAX_STEPS = 5_000_000  # additions of a rank-sum count: about a second; beyond, `count_rank_sums` gives None


def chance_of(n_hits: int, n_all: int, n_with: int, n_drawn: int) -> Fraction:
    """P(X = n_hits). Raises ValueError where the counts contradict each other.

    >>> chance_of(3, 51, 23, 3)
    Fraction(253, 2975)
    """
    if not (0 <= n_with <= n_all and 0 <= n_drawn <= n_all):
        raise ValueError(f"no such population: {n_with} of {n_all}, {n_drawn} drawn")
    if n_hits < 0 or n_hits > n_drawn:
        return Fraction(0)
    return Fraction(comb(n_with, n_hits) * comb(n_all - n_with, n_drawn - n_hits), comb(n_all, n_drawn))


def chance_at_least(n_hits: int, n_all: int, n_with: int, n_drawn: int) -> Fraction:
    """P(X >= n_hits)."""
    return _sum_chances(range(max(n_hits, 0), min(n_with, n_drawn) + 1), n_all, n_with, n_drawn)


def mid_p(n_hits: int, n_all: int, n_with: int, n_drawn: int) -> Fraction:
    """P(X > n_hits) + P(X = n_hits) / 2: the one-sided chance with half the weight on what was seen."""
    return chance_at_least(n_hits + 1, n_all, n_with, n_drawn) + chance_of(n_hits, n_all, n_with, n_drawn) / 2


def chance_two_sided(n_hits: int, n_all: int, n_with: int, n_drawn: int) -> Fraction:
    """The chance of all outcomes that are no likelier than the one seen (Fisher's two-sided rule, compared exactly)."""
    seen = chance_of(n_hits, n_all, n_with, n_drawn)
    chances = [chance_of(hits, n_all, n_with, n_drawn) for hits in range(min(n_with, n_drawn) + 1)]
    return sum((chance for chance in chances if chance <= seen), Fraction(0))


def chance_all_in_top(n_drawn: int, n_top: int, n_all: int) -> Fraction:
    """The chance that all drawn stand among the first `n_top` of a ranking: C(m, k) / C(N, k)."""
    return Fraction(comb(n_top, n_drawn), comb(n_all, n_drawn)) if n_drawn else Fraction(1)


def most_with(n_all: int, n_drawn: int, alpha: Fraction) -> int | None:
    """The power line: the largest number with the attribute for which "all drawn have it" has a chance of at most `alpha`.

    None where even a single one with the attribute makes that likelier (a draw of nobody, or of everybody).
    """
    if not 0 < n_drawn < n_all:
        return None
    low, high = 0, n_all
    whole = comb(n_all, n_drawn)
    while low < high:
        middle = (low + high + 1) // 2
        if comb(middle, n_drawn) * alpha.denominator <= whole * alpha.numerator:
            low = middle
        else:
            high = middle - 1
    return low


def count_rank_sums(n_drawn: int, n_all: int) -> tuple[int, ...] | None:
    """How many draws of `n_drawn` ranks out of 1..`n_all` have each rank sum, from the smallest sum up.

    These are the coefficients of the Gaussian binomial. None where counting them would take more than `MAX_STEPS`.

    >>> count_rank_sums(2, 4)
    (1, 1, 2, 1, 1)
    """
    rest = n_all - n_drawn
    degree = n_drawn * rest
    if 2 * (degree + 1) * n_drawn > MAX_STEPS:
        return None
    counts = [1] + [0] * degree
    for step in range(1, n_drawn + 1):
        for place in range(degree, rest + step - 1, -1):  # times (1 - q^(rest + step))
            counts[place] -= counts[place - rest - step]
        for place in range(step, degree + 1):  # divided by (1 - q^step)
            counts[place] += counts[place - step]
    return tuple(counts)


def chance_rank_sum_at_most(rank_sum: int, n_drawn: int, n_all: int) -> Fraction | None:
    """The chance that ranks drawn from 1..`n_all` sum to at most `rank_sum`; None where that is too long to count."""
    counts = count_rank_sums(n_drawn, n_all)
    if counts is None:
        return None
    smallest = n_drawn * (n_drawn + 1) // 2
    return Fraction(sum(counts[: max(0, rank_sum - smallest + 1)]), comb(n_all, n_drawn))


def adjust_by_holm(chances: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """The chances adjusted for their number (Holm 1979), in the order given.

    >>> adjust_by_holm([Fraction(1, 100), Fraction(4, 100)])
    (Fraction(1, 50), Fraction(1, 25))
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    adjusted = [Fraction(0)] * len(chances)
    highest = Fraction(0)
    for rank, place in enumerate(order):
        highest = max(highest, min(Fraction(1), chances[place] * (len(chances) - rank)))
        adjusted[place] = highest
    return tuple(adjusted)


def _sum_chances(hits: range, n_all: int, n_with: int, n_drawn: int) -> Fraction:
    if not (0 <= n_with <= n_all and 0 <= n_drawn <= n_all):
        raise ValueError(f"no such population: {n_with} of {n_all}, {n_drawn} drawn")
    ways = sum(comb(n_with, hit) * comb(n_all - n_with, n_drawn - hit) for hit in hits)
    return Fraction(ways, comb(n_all, n_drawn))
