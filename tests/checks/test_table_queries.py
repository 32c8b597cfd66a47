"""Counts in a table say the same as the query printed beside them."""

from __future__ import annotations

import re
import sqlite3
from datetime import date

import polars as pl
import pytest

from onrecord.checks.table_claims import Predicate
from onrecord.checks.table_queries import Rows, Way

FRAME = pl.DataFrame(
    {
        "Id": ["a", "a", "a", "b", "b", None, "c", "c"],
        "Day": [date(2021, 3, day) if day else None for day in (1, 1, 2, 1, 1, 4, 0, 0)],
        "Town": ["Elm", "Oak", "Oak", "Oak", "Oak", "Oak", "Elm", "Elm"],
    }
)


@pytest.mark.parametrize("town", ["Elm", "Oak", None])
@pytest.mark.parametrize(("way", "expected"), [(Way.ROWS, (3, 5, 8)), (Way.PERSONS, (2, 2, 3)), (Way.PERSON_DAYS, (2, 3, 4))])
def test_counts_are_those_of_the_query(town: str | None, way: Way, expected: tuple[int, int, int]) -> None:
    """A person counts once a day in the rows that are left, whatever rows of the same day lie elsewhere."""
    rows = Rows(name="t", frame=FRAME, person_id="Id", date="Day")
    predicates = [Predicate(column="Town", values=(town,), label=town)] if town else []
    counted = rows.count(predicates, None, way)
    assert counted.value.low == expected[("Elm", "Oak", None).index(town)]
    database = sqlite3.connect(":memory:")
    FRAME.with_columns(pl.col("Day").cast(pl.String)).pipe(_load, database)
    query = re.sub(r"count\(DISTINCT \((\"Id\"), (\"Day\")\)\)", r"count(DISTINCT \1 || coalesce(\2, ''))", counted.sql)
    assert database.execute(query).fetchone()[0] == counted.value.low
    database.close()


def _load(frame: pl.DataFrame, database: sqlite3.Connection) -> None:
    database.execute('CREATE TABLE "t" ("Id", "Day", "Town")')
    database.executemany('INSERT INTO "t" VALUES (?, ?, ?)', frame.rows())
