"""The numbers that tables give to persons, read from the originals for the leak test alone.

In: a case file. Out: secrets: every value of the columns that hold the number of a person. A table is read by its hash where it
was at the build; of one that is gone the rows shown in the case are all there is to know. Trap: "17" is somebody's number and a
page, so a number counts here only where it tells itself: a letter in it and four characters, or seven digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.casefile.data_tables import StoredTable, list_tables
from onrecord.dossier.leak_records import TABLE_ID, Secret
from onrecord.errors import SourceError
from onrecord.questions import find_original
from onrecord.text.table_text import SEPARATOR, find_rows

PERSON_ID = "person_id"
MOST_IDS = 500_000  # of one column; a table of all arrests of some years has as many persons
_TELLING_RE = re.compile(r"(?=.*\d)(?:(?=.*[^\W\d_]).{4,}|(?:\D?\d){7,}.*)", re.DOTALL)
_ONE_WORD_RE = re.compile(r"[^\W_]+")


def read_table_ids(case: Path) -> tuple[Secret, ...]:
    """The numbers of persons in the tables of a case, a secret for each column."""
    return tuple(
        _secret(column.name, stored, _values(case, stored, place, column.name))
        for stored in list_tables(case)
        for place, column in enumerate(stored.table.columns)
        if column.role == PERSON_ID
    )


def _secret(column: str, stored: StoredTable, values: Iterable[str]) -> Secret:
    telling = sorted({value for value in values if _TELLING_RE.fullmatch(value)})
    parts = tuple(value for value in telling if _ONE_WORD_RE.fullmatch(value) and not value.isdigit())
    return Secret(
        kind=TABLE_ID,
        label=f"a value of {column} in {stored.names()[0]}",
        texts=tuple(value for value in telling if value not in set(parts)) if len(parts) < len(telling) else (),
        parts=parts,
    )


def _values(case: Path, stored: StoredTable, place: int, column: str) -> Iterable[str]:
    import polars as pl  # noqa: PLC0415  a large library that a case without tables does not need

    from onrecord.readers.tables import load_frame  # noqa: PLC0415  loads polars

    with TemporaryDirectory(prefix="onrecord-ids-") as scratch:
        try:
            frame = load_frame(stored.table, find_original(stored.document, case, Path(scratch)))
            cells = frame.select(pl.col(column).cast(pl.String)).drop_nulls().unique().head(MOST_IDS).collect()
        except (SourceError, pl.exceptions.PolarsError):
            return _shown_values(stored, place)
        return [value.strip() for value in cells.get_column(column).to_list()]


def _shown_values(stored: StoredTable, place: int) -> list[str]:
    rows = [span.of(stored.document.text).split(SEPARATOR) for span in find_rows(stored.document.text)]
    return [row[place].strip() for row in rows if place < len(row)]
