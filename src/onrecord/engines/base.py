"""What an engine is: a way to do the same work on many independent items, on this machine or on several.

In: a picklable function and picklable items. Out: one `Done` per item, in the order of the items whatever the order of the
work, so that every engine gives the same bytes. An item that kills its worker, hangs or runs out of memory comes back as a
failure with a reason; the other items are not touched by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """The result of item `index`, or the reason why there is none (`crashed`, `timed_out`)."""

    index: int
    result: Result | None = None
    failure: str | None = None


class Engine(Protocol):
    """Maps a function over items; `limit_s` is the longest time in seconds that one item may take."""

    name: str

    def map(self, work: Callable[[Item], Result], items: Sequence[Item], *, limit_s: float) -> Iterator[Done[Result]]:
        """Yield a Done for every item, in order."""
        ...
