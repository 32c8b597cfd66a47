"""Overlapping marks on a text, cut into runs that can be shown one after the other.

In: a text, the offset of its first character, and marks with offsets of the same document. Out: runs that cover the text once,
each with all marks that lie over it. Marks that reach beyond the text are cut; empty ones are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch to be marked. `kind` says as what (quote, figure, redaction, hit, ...), `id` of which row, `label` in words."""

    start: int
    end: int
    kind: str
    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with all marks over it, the longest first. `begins` are those of them that begin here."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        return self.start + len(self.text)


def cut_runs(text: str, base: int, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """The text in runs.

    >>> [(run.text, [mark.kind for mark in run.marks]) for run in cut_runs("abcdef", 10, [
    ...     Mark(start=11, end=14, kind="x"), Mark(start=13, end=99, kind="y")])]
    [('a', []), ('bc', ['x']), ('d', ['y', 'x']), ('ef', ['y'])]
    """
    end = base + len(text)
    kept = [mark for mark in marks if max(mark.start, base) < min(mark.end, end)]
    kept.sort(key=lambda mark: (mark.start, -mark.end, mark.kind, mark.id))
    edges = sorted({base, end, *(max(mark.start, base) for mark in kept), *(min(mark.end, end) for mark in kept)})
    runs: list[Run] = []
    active: list[Mark] = []
    at = 0
    for low, high in pairwise(edges):
        active = [mark for mark in active if mark.end > low]
        begins = []
        while at < len(kept) and kept[at].start <= low:
            begins.append(kept[at])
            active.append(kept[at])
            at += 1
        over = sorted(active, key=lambda mark: (mark.start - mark.end, mark.start, mark.kind, mark.id))
        runs.append(Run(low, text[low - base : high - base], tuple(over), tuple(begins)))
    return tuple(runs)
