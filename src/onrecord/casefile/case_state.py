"""Whether a case is still the one that was counted before.

In: an open case. Out: a few numbers of which some changes whenever a build or a decision changes what its rows say; cheap
enough to be asked for by every page. Marks of a reader do not count.
"""

from __future__ import annotations

import sqlite3

CaseState = tuple[int | None, ...]
_COUNTED = ("documents", "messages", "people", "findings", "redactions", "passages", "quotes", "problems", "stories")


def state_of(connection: sqlite3.Connection) -> CaseState:
    """The numbers: of rows by table, of files taken in, of decisions."""
    counts = ", ".join(f"(SELECT max(ordinal) FROM {table})" for table in _COUNTED)
    last = "(SELECT max(seq) FROM intake_log), (SELECT max(seq) FROM judgements)"
    state: CaseState = connection.execute(f"SELECT {counts}, {last}").fetchone()
    return state
