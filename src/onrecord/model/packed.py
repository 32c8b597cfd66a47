"""Many records as a sequence that holds them packed and unpacks a block of them when it is looked at.

In: blocks of records. Out: a sequence equal to the tuple of all of them. A release of a hundred thousand pages names some
hundred thousand people and days; as objects they fill a machine, packed they take a tenth. Reading in order unpacks each
block once; a single record unpacks its block, which is kept until another one is asked for.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar, overload

from onrecord.model.pickling import from_bytes, to_bytes

T_co = TypeVar("T_co", covariant=True)
_LEVEL = 1  # higher levels save little and cost much


class PackedRecords(Sequence[T_co]):
    """The records of several blocks, one behind the other."""

    __slots__ = ("_blocks", "_ends", "_held", "_held_at")

    def __init__(self, blocks: Iterable[tuple[int, bytes]]) -> None:
        kept = [block for block in blocks if block[0]]
        self._blocks = [packed for _, packed in kept]
        self._ends = list(accumulate(n for n, _ in kept))
        self._held: tuple[T_co, ...] = ()
        self._held_at = -1

    @classmethod
    def of(cls, records: Sequence[T_co]) -> PackedRecords[T_co]:
        """The records as one block."""
        return cls([(len(records), zlib.compress(to_bytes(tuple(records)), _LEVEL))])

    @classmethod
    def joined(cls, several: Iterable[PackedRecords[T_co]]) -> PackedRecords[T_co]:
        """All records of several such sequences, in order; none is unpacked."""
        return cls(block for one in several for block in one.blocks())

    def blocks(self) -> Iterator[tuple[int, bytes]]:
        """(number of records, the packed records) of each block."""
        before = 0
        for end, packed in zip(self._ends, self._blocks, strict=True):
            yield end - before, packed
            before = end

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[T_co]:
        for packed in self._blocks:
            yield from _unpack(packed)

    @overload
    def __getitem__(self, at: int) -> T_co: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T_co]: ...

    def __getitem__(self, at: int | slice) -> T_co | Sequence[T_co]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        block = bisect_right(self._ends, number)
        if block != self._held_at:
            self._held, self._held_at = _unpack(self._blocks[block]), block
        return self._held[number - (self._ends[block - 1] if block else 0)]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (tuple, PackedRecords)):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, whose hash would need every record

    def __repr__(self) -> str:
        return f"<{len(self)} records in {len(self._blocks)} blocks>"


def _unpack(packed: bytes) -> tuple[T_co, ...]:
    records: tuple[T_co, ...] = from_bytes(zlib.decompress(packed))
    return records
