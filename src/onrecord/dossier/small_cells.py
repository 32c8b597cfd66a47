"""Counts of so few persons that they could tell who somebody is, and the counts that would give them away.

In: counts of the parts of a whole that is shown. Out: which of them must not be shown. Source of the rule: the threshold rule
with complementary suppression of Statistical Policy Working Paper 22 (Federal Committee on Statistical Methodology, 2005); ten
is the line of public health statistics in the United States (CDC WONDER shows no count of fewer than 10). Trap: one suppressed
part beside its total is a subtraction, so of the parts of a whole none or at least two are hidden. A zero is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST_SHOWN = 10


def is_small(count: int, smallest: int = SMALLEST_SHOWN) -> bool:
    """True for a count of somebody, but of fewer than `smallest`."""
    return 0 < count < smallest


def hidden_parts(counts: Sequence[int], smallest: int = SMALLEST_SHOWN) -> frozenset[int]:
    """The places in `counts` whose counts must not be shown where the sum of all is.

    >>> sorted(hidden_parts([52, 41, 6]))
    [1, 2]
    >>> sorted(hidden_parts([52, 41, 0]))
    []
    """
    small = {at for at, count in enumerate(counts) if is_small(count, smallest)}
    others = sorted((count == 0, count, at) for at, count in enumerate(counts) if at not in small)
    if len(small) == 1 and others:
        small.add(others[0][2])
    return frozenset(small)
