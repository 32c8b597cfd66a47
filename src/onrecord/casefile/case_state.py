"""Whether a case is still the one that was counted before, and counts that are kept for as long as it is.

In: an open case. Out: a few values of which some changes whenever a build or a decision changes what its rows say; cheap
enough to be asked for by every page. Marks of a reader do not count.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from pathlib import Path
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
CaseState = tuple[int | str | None, ...]
_COUNTED = ("documents", "messages", "people", "findings", "redactions", "passages", "quotes", "problems", "stories")
_KEPT = 32  # results of one kind: a reader goes back and forth between a few filters


def state_of(connection: sqlite3.Connection) -> CaseState:
    """The last finished build; the number of rows by table, for what a first build shows early or an audit adds; decisions."""
    build = "(SELECT value FROM case_info WHERE name = 'built')"
    counts = ", ".join(f"(SELECT max(ordinal) FROM {table})" for table in _COUNTED)
    last = "(SELECT max(seq) FROM intake_log), (SELECT max(seq) FROM judgements)"
    state: CaseState = connection.execute(f"SELECT {build}, {counts}, {last}").fetchone()
    return state


def kept_with_state(
    make: Callable[Concatenate[sqlite3.Connection, P], T],
) -> Callable[Concatenate[Path, sqlite3.Connection, P], T]:
    """`make` with the case's path before its arguments: what it gave for the same arguments is given again while the state of
    the case is the same. It must give the same for the same case, and its arguments and results must not change."""
    held: OrderedDict[Hashable, T] = OrderedDict()
    lock = Lock()

    @wraps(make)
    def kept(case: Path, connection: sqlite3.Connection, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (case, state_of(connection), args, tuple(sorted(kwargs.items())))
        with lock:
            if key in held:
                held.move_to_end(key)
                return held[key]
        made = make(connection, *args, **kwargs)
        with lock:
            held[key] = made
            while len(held) > _KEPT:
                held.popitem(last=False)
        return made

    return kept
