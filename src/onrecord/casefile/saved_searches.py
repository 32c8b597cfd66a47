"""Searches that a reader has kept under a name.

In: a name and what was typed. Out: a row beside the decisions, which no rebuild removes; keeping another under the same name
replaces it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import adding, reading
from onrecord.casefile.rows import storable
from onrecord.errors import SettingsError

MAX_NAME_CHARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search under its name."""

    name: str
    query: str
    at: str


def save_search(case: Path, name: str, query: str, *, at: str) -> SavedSearch:
    """Keep a search. Raises SettingsError where there is no name or nothing was searched for."""
    name, query = " ".join(name.split())[:MAX_NAME_CHARS], query.strip()
    if not name or not query:
        raise SettingsError("a search needs words and a name: found one of them empty", hint="type both")
    saved = SavedSearch(name=storable(name) or "", query=storable(query) or "", at=at)
    with adding(case) as connection:
        connection.execute("INSERT OR REPLACE INTO saved_searches VALUES (?, ?, ?)", (saved.name, saved.query, saved.at))
    return saved


def forget_search(case: Path, name: str) -> None:
    """Keep a search no longer."""
    with adding(case) as connection:
        connection.execute("DELETE FROM saved_searches WHERE name = ?", (storable(name),))


def list_searches(case: Path) -> tuple[SavedSearch, ...]:
    """The searches that are kept, by name."""
    with reading(case) as connection:
        rows = connection.execute("SELECT name, query, at FROM saved_searches ORDER BY name")
        return tuple(SavedSearch(name=row[0], query=row[1], at=row[2]) for row in rows)
