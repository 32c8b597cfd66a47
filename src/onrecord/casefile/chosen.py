"""Which rows of a table a list shows: those that fit, counted, and the part of them that is asked for.

In: an open case, the condition with its values, and a part. Out: how many rows fit, and the ordinals of the part. Trap: a row
of the case holds its whole record, so that a list reads first which rows it wants, from an index where there is one, and only
then these rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from onrecord.casefile.rows import storable
from onrecord.casefile.views import Slice


def chosen_ordinals(
    connection: sqlite3.Connection, table: str, ordinal: str, where: tuple[str, Sequence[str]], part: Slice, order: str = ""
) -> tuple[int, list[int]]:
    """How many rows of `table` fit `where` (SQL and its values), and the ordinals of a part of them in order of `order`."""
    condition, values = where
    if condition == "1":
        n_all: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        query = f"SELECT {ordinal} FROM {table} ORDER BY {order or ordinal}{part.sql()}"
        return n_all, [row[0] for row in connection.execute(query)]
    query = f"SELECT {ordinal} FROM {table} WHERE {condition}" + (f" ORDER BY {order}" if order else "")
    found = [row[0] for row in connection.execute(query, list(values))]
    if not order:
        found.sort()
    return len(found), found[part.offset : part.stop()]


def holds_words(columns: Sequence[str], words: str) -> tuple[str, list[str]]:
    """The condition that one of some columns holds what was typed, small letters for large ones, and its values."""
    pattern = "".join(f"\\{character}" if character in "\\%_" else character for character in " ".join(words.split()))
    clause = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns)
    return f"({clause})", [f"%{storable(pattern)}%"] * len(columns)
