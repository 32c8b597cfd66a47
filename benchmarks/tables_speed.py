"""Speed of tables: profile and fifty claims over a million rows, beside the same counts in plain polars.

Run: `python benchmarks/tables_speed.py [N_ROWS]`. Writes a CSV and a workbook of invented rows into a temporary folder, then
prints seconds for the profile, for fifty figures checked, for the same counts written by hand in polars on the same file,
their ratio, and for reading a workbook of 100,000 rows.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import openpyxl
import polars as pl

from onrecord.checks.tables import check_tables
from onrecord.intervals import ValueInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Reading, Source
from onrecord.model.mentions import Figure, MentionRecords
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source
from onrecord.readers.tables import load_frame
from onrecord.spans import Span

N_CLAIMS = 50
CITIES = [f"Town{number}" for number in range(40)]
CRIMES = ("Convicted Criminal", "Pending Charges", "Other")
HEADINGS = "arrest_id,person_id,arrest_date,city,state,gender,citizenship,criminality,charge,age,county,office"
Result = TypeVar("Result")


def write_rows(folder: Path, n_rows: int) -> Path:
    """A CSV of invented arrests."""
    chance = random.Random(1)
    path = folder / "arrests.csv"
    with path.open("w") as stream:
        stream.write(HEADINGS + "\n")
        for number in range(n_rows):
            day = f"{chance.randrange(1, 13)}/{chance.randrange(1, 29)}/2017"
            cells = [number, chance.randrange(n_rows), day, chance.choice(CITIES), f"S{chance.randrange(20)}"]
            cells += [chance.choice("MF"), f"C{chance.randrange(90)}", chance.choice(CRIMES), f"ch{chance.randrange(200)}"]
            cells += [chance.randrange(80), f"co{chance.randrange(300)}", f"of{chance.randrange(24)}"]
            stream.write(",".join(map(str, cells)) + "\n")
    return path


def write_workbook(path: Path, n_rows: int) -> Path:
    """The first rows of a CSV as a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("List")
    with path.open() as stream:
        for _, line in zip(range(n_rows + 1), stream, strict=False):
            sheet.append(line.rstrip("\n").split(","))
    target = path.with_suffix(".xlsx")
    book.save(target)
    return target


def write_story(number: int) -> tuple[str, list[Figure]]:
    """A text of `number` sentences, each with a figure about a town."""
    text, figures = "", []
    for place in range(number):
        town, stated = CITIES[place % len(CITIES)], 1_000 + place
        start = len(text) + len("Officers arrested ")
        text += f"Officers arrested {stated} convicted people in {town}.\n\n"
        span = Span(start, start + len(str(stated)))
        figures.append(
            Figure(
                id=f"g-{place}",
                document_id="d-story",
                span=span,
                text=str(stated),
                found_by="benchmark",
                kind="count",
                stated=Fraction(stated),
                value=ValueInterval.exactly(stated),
                approx="exact",
                counted="people",
                place=town,
            )
        )
    return text, figures


def read_file(path: Path) -> Reading:
    """The reading of one file."""
    intakes, _ = list_sources([(path, Pile.DATA)], scratch=path.parent)
    return read_source(intakes[0])


def check_story(reading: Reading, path: Path) -> int:
    """How many findings fifty claims give."""
    text, figures = write_story(N_CLAIMS)
    source = Source(path="story.txt", sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    story = Document(id="d-story", source=source, kind="text", text=text)
    case = CaseRecords(
        parts=(
            DocumentRecords(document=reading.documents[0], tables=reading.tables),
            DocumentRecords(document=story, mentions=MentionRecords(figures=tuple(figures))),
        )
    )
    return len(check_tables(case, {table.id: load_frame(table, path) for table in reading.tables}))


def count_by_hand(path: Path) -> int:
    """The same profile and counts in plain polars: types inferred by the library, for each claim the rows, the persons, and the
    persons once a day."""
    frame = pl.read_csv(path, try_parse_dates=True)
    profile = frame.select([pl.all().count().name.suffix("_f"), pl.all().n_unique().name.suffix("_v")])
    total = profile.width
    for place in range(N_CLAIMS):
        kept = frame.filter((pl.col("city") == CITIES[place % len(CITIES)]) & (pl.col("criminality") == CRIMES[0]))
        total += kept.height + kept.get_column("person_id").n_unique()
        total += kept.select("person_id", "arrest_date").n_unique()
    return total


def measure(label: str, work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds of one run, printed."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    print(f"{label:45} {seconds:8.2f} s")
    return seconds, result


def main(n_rows: int) -> None:
    """Print the table of seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_rows(Path(folder), n_rows)
        profile, reading = measure(f"profile of {n_rows:,} rows, 12 columns", lambda: read_file(path))
        checks, n_found = measure(f"{N_CLAIMS} claims checked", lambda: check_story(reading, path))
        by_hand, _ = measure("the same in plain polars", lambda: count_by_hand(path))
        print(f"findings {n_found}; together {profile + checks:.2f} s, {(profile + checks) / by_hand:.1f} times plain polars")
        book = write_workbook(path, min(n_rows, 100_000))
        measure(f"workbook of {min(n_rows, 100_000):,} rows", lambda: read_file(book))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
