"""Spans and the one owner of offset conversion between an original text and its folded form.

Unit: Unicode code points of the ORIGINAL document text, 0-based, half-open. Trap: a folded text is longer or shorter than
its original (a soft hyphen vanishes, a ligature becomes two letters), so an offset found in the folded text means nothing
until `OffsetMap.to_original` has carried it back. No other module converts offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one text: `text[start:end]`.

    >>> Span(4, 9).of("the white paper")
    'white'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: start {self.start}, end {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters that the span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch in a text that begins `by` characters earlier (a slice placed back into its whole)."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def strip(self, text: str) -> Span:
        """The span without the white space at its ends."""
        start, end = self.start, self.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where every character of a folded text comes from.

    Folded character `i` stands for `original[starts[i]:ends[i]]`. `starts` does not decrease. `n_original` is the length
    of the original. An unchanged text is mapped by two ranges, which cost nothing.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    n_original: int

    @classmethod
    def identity(cls, n: int) -> OffsetMap:
        """The map of a text that folding left as it was."""
        return cls(range(n), range(1, n + 1), n)

    def to_original(self, span: Span) -> Span:
        """The original stretch that a folded stretch stands for; an empty one stays empty at its place."""
        if span.start == span.end:
            at = self.starts[span.start] if span.start < len(self.starts) else self.n_original
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])
