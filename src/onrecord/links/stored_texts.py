"""The texts of a trace index that was made earlier, loaded one document at a time when a place in it is looked at.

In: how many texts each document gives, and a function that loads one document. Out: the same sequence of `TraceText`s as
`trace_texts` gave when the index was made. A trace looks at a handful of places, so a large case is never loaded whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import overload

from onrecord.links.index import TraceText
from onrecord.links.records import trace_texts
from onrecord.model.case import DocumentRecords


def count_texts(texts: Iterable[TraceText], document_ids: Sequence[str]) -> list[int]:
    """How many of the texts each document gives."""
    counts = dict.fromkeys(document_ids, 0)
    for text in texts:
        counts[text.document_id] += 1
    return list(counts.values())


class StoredTexts(Sequence[TraceText]):
    """The texts by their numbers. Raises ValueError where a document no longer gives as many as it did."""

    def __init__(self, counts: Sequence[int], load: Callable[[int], DocumentRecords]) -> None:
        self._firsts = [0, *accumulate(counts)]
        self._load = load
        self._held: dict[int, tuple[TraceText, ...]] = {}

    def __len__(self) -> int:
        return self._firsts[-1]

    @overload
    def __getitem__(self, at: int) -> TraceText: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[TraceText]: ...

    def __getitem__(self, at: int | slice) -> TraceText | Sequence[TraceText]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        number = at % len(self)
        document = bisect_right(self._firsts, number) - 1
        if document not in self._held:
            texts = trace_texts([self._load(document)])
            if len(texts) != self._firsts[document + 1] - self._firsts[document]:
                raise ValueError(f"document {document} gives {len(texts)} texts beside an index made of another number")
            self._held[document] = texts
        return self._held[document][number - self._firsts[document]]
