"""What the page of requests needs from a case beside their log: the law of its packs, and what a production can name.

In: a case file, built or not. Out: a pack and paths.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.request_log import load_requests
from onrecord.model.codec import decode
from onrecord.model.packs import Pack
from onrecord.model.requests import RecordsRequest

MOST_PRODUCTIONS = 500  # paths to choose from


def requests_of(case: Path) -> tuple[RecordsRequest, ...]:
    """The requests in the order in which they were entered, none where there is no case file yet."""
    return load_requests(case) if case.exists() else ()


def law_of(case: Path) -> Pack | None:
    """The packs of the case where they say how a clock runs, else None."""
    if not case.exists():
        return None
    with reading(case, built=False) as connection:
        row = connection.execute("SELECT value FROM case_info WHERE name = 'pack'").fetchone()
    pack = decode(Pack, row[0]) if row else None
    return pack if pack and pack.clocks else None


def production_paths(case: Path) -> tuple[str, ...]:
    """The sources of records, which an entry about a production can name."""
    if not case.exists():
        return ()
    with reading(case, built=False) as connection:
        query = "SELECT source FROM documents WHERE pile = 'records' AND source NOT LIKE '%!/%' ORDER BY source LIMIT ?"
        return tuple(source for (source,) in connection.execute(query, (MOST_PRODUCTIONS,)))
