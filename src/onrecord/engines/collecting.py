"""Fewer rounds of Python's garbage collector while a great many records are made.

In: nothing. Out: a context. Records are frozen and hold no cycles, so that counting references frees them all; the collector
looks through them again and again all the same, for a seventh of the time that the sections of a release take.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 100_000  # made since the last round before there is another one; some ten megabytes at most
_ROUNDS = 50  # of the youngest before the older ones are looked through


@contextmanager
def rare_collections() -> Iterator[None]:
    """Within, the collector looks only after many new objects."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, _ROUNDS, _ROUNDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
