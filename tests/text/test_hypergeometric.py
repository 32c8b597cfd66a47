"""Exact chances, against enumeration and against scipy."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from onrecord.text.hypergeometric import (
    adjust_by_holm,
    chance_all_in_top,
    chance_at_least,
    chance_of,
    chance_rank_sum_at_most,
    chance_two_sided,
    count_rank_sums,
    mid_p,
    most_with,
)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.integers(0, 9), st.integers(0, 5))
def test_chances_equal_enumeration(n_all: int, n_with: int, n_drawn: int) -> None:
    """Every chance is the share of all draws, counted one by one."""
    n_with, n_drawn = min(n_with, n_all), min(n_drawn, n_all)
    hits = [sum(1 for item in draw if item < n_with) for draw in combinations(range(n_all), n_drawn)]
    for seen in range(n_drawn + 1):
        exact = Fraction(hits.count(seen), len(hits))
        assert chance_of(seen, n_all, n_with, n_drawn) == exact
        assert chance_at_least(seen, n_all, n_with, n_drawn) == Fraction(sum(hit >= seen for hit in hits), len(hits))
        assert mid_p(seen, n_all, n_with, n_drawn) == Fraction(sum(hit > seen for hit in hits), len(hits)) + exact / 2
        likelier = sum(hits.count(hit) for hit in set(hits) if hits.count(hit) <= hits.count(seen))
        assert chance_two_sided(seen, n_all, n_with, n_drawn) == Fraction(likelier, len(hits))


@pytest.mark.parametrize(
    ("hits", "n_all", "n_with", "n_drawn"),
    [(3, 51, 23, 3), (40, 1_000_000, 600_000, 50), (50, 1_000_000, 999_000, 50), (2, 5_000, 10, 50), (0, 300, 30, 20)],
)
def test_chances_equal_scipy(hits: int, n_all: int, n_with: int, n_drawn: int) -> None:
    """Large populations give scipy's numbers."""
    law = stats.hypergeom(n_all, n_with, n_drawn)
    assert float(chance_of(hits, n_all, n_with, n_drawn)) == pytest.approx(law.pmf(hits), rel=1e-8)
    assert float(chance_at_least(hits, n_all, n_with, n_drawn)) == pytest.approx(law.sf(hits - 1), rel=1e-8)
    table = [[hits, n_drawn - hits], [n_with - hits, n_all - n_with - n_drawn + hits]]
    assert float(chance_two_sided(hits, n_all, n_with, n_drawn)) == pytest.approx(stats.fisher_exact(table)[1], rel=1e-6)


def test_three_convicted_of_fifty_one() -> None:
    """C(23,3) / C(51,3) is 8.5 percent."""
    chance = chance_at_least(3, 51, 23, 3)
    assert chance == Fraction(comb(23, 3), comb(51, 3))
    assert round(float(chance) * 100, 1) == 8.5


def test_contradicting_counts_are_refused() -> None:
    """More with the attribute than there are, or more drawn, is an error."""
    for counts in ((0, 5, 6, 1), (0, 5, 1, 6), (0, -1, 0, 0)):
        with pytest.raises(ValueError, match="no such population"):
            chance_of(*counts)
        with pytest.raises(ValueError, match="no such population"):
            chance_at_least(*counts)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 8), st.integers(1, 5))
def test_rank_sums_equal_enumeration(n_all: int, n_drawn: int) -> None:
    """The counts of rank sums are those of all draws of ranks."""
    n_drawn = min(n_drawn, n_all)
    sums = [sum(draw) for draw in combinations(range(1, n_all + 1), n_drawn)]
    counts = count_rank_sums(n_drawn, n_all)
    assert counts is not None
    smallest = n_drawn * (n_drawn + 1) // 2
    assert counts == tuple(sums.count(smallest + place) for place in range(n_drawn * (n_all - n_drawn) + 1))
    for seen in set(sums):
        assert chance_rank_sum_at_most(seen, n_drawn, n_all) == Fraction(sum(each <= seen for each in sums), len(sums))


def test_rank_sum_equals_mann_whitney() -> None:
    """The exact tail is scipy's for the same ranks."""
    ranks = [1, 4, 6]
    others = [rank for rank in range(1, 21) if rank not in ranks]
    expected = stats.mannwhitneyu(ranks, others, alternative="less", method="exact").pvalue
    found = chance_rank_sum_at_most(sum(ranks), 3, 20)
    assert found is not None
    assert float(found) == pytest.approx(expected, abs=1e-12)
    assert chance_rank_sum_at_most(100, 50, 1_000_000) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 60), st.integers(1, 8))
def test_power_line_is_the_last_that_can_reach(n_all: int, n_drawn: int) -> None:
    """At the line the chance is within alpha; one more and it is not."""
    alpha = Fraction(1, 20)
    line = most_with(n_all, n_drawn, alpha)
    if n_drawn >= n_all:
        assert line is None
        return
    assert line is not None
    assert chance_all_in_top(n_drawn, line, n_all) <= alpha
    assert chance_all_in_top(n_drawn, line + 1, n_all) > alpha


def test_power_line_of_three_tends_to_its_root() -> None:
    """With three cases only a prevalence under 36.8 percent can reach .05."""
    line = most_with(1_000_000, 3, Fraction(1, 20))
    assert line is not None
    assert round(line / 10_000, 1) == 36.8


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fractions(0, 1, max_denominator=50), min_size=1, max_size=6))
def test_holm_never_falls_and_keeps_order(chances: list[Fraction]) -> None:
    """Adjusted chances are no smaller, at most one, ordered as before, and the smallest is multiplied by all."""
    adjusted = adjust_by_holm(chances)
    assert all(before <= after <= 1 for before, after in zip(chances, adjusted, strict=True))
    assert min(adjusted) == min(Fraction(1), min(chances) * len(chances))
    pairs = sorted(zip(chances, adjusted, strict=True))
    assert all(first[1] <= second[1] for first, second in pairwise(pairs))
