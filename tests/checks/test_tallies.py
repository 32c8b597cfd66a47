"""Figures of a text beside a table of counts: a row for each place, a column for each thing counted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.checks.tables import check_tables
from onrecord.mentions.dates import find_dates
from onrecord.mentions.figures import find_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding
from onrecord.model.links import LinkRecords, Story
from onrecord.model.mentions import MentionRecords
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source
from onrecord.readers.tables import load_frame

HEAD = "Area,Arrests,Criminal Convictions"
AREAS = (("Wren", 161, 151), ("Orr Field Office", 235, 163), ("Tull", 190, 127), ("Ley", 41, 38), ("Marsh", 51, 23))
ROWS = tuple(f"{area},{arrests},{convicted}" for area, arrests, convicted in AREAS)


def check(folder: Path, *texts: str, head: str = HEAD, rows: tuple[str, ...] = ROWS, name: str = "areas.csv") -> list[Finding]:
    """The findings of the texts of one story beside the table."""
    (folder / name).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    intakes, _ = list_sources([(folder / name, Pile.DATA)], scratch=folder)
    reading = read_source(intakes[0])
    told = tuple(tell(text, number) for number, text in enumerate(texts))
    story = Story(id="s-1", document_ids=tuple(part.document.id for part in told), label="")
    table = DocumentRecords(document=reading.documents[0], tables=reading.tables)
    case = CaseRecords(parts=(table, *told), links=LinkRecords(stories=(story,)))
    found = check_tables(case, {table.id: load_frame(table, folder / name) for table in reading.tables})
    kept = {part.document.id: part.document.text for part in case.parts}
    assert all(
        kept[place.document_id][place.span.start : place.span.end] == place.text for one in found for place in one.places
    )
    return list(found)


def tell(text: str, number: int) -> DocumentRecords:
    name = f"story{number}.txt"
    source = Source(path=name, sha256=f"{number}" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id=f"d-story{number}", source=source, kind="text", text=text)
    figures = find_figures(document, (), dates=find_dates(document))
    return DocumentRecords(document=document, mentions=MentionRecords(figures=figures))


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[str, str], ...]  # code, outcome
    words: tuple[str, ...] = ()


CASES = (
    Case("the total", "The sweep led to 678 arrests.", (("T501", "holds"),), ('SELECT sum("Arrests")', "678 (sum of Arrests)")),
    Case("a total that is near", "The sweep led to 680 arrests nationwide.", (("T502", "cannot_tell"),), ("near, but not",)),
    Case("a total of something else", "The sweep led to 498 arrests.", ()),
    Case("a bound that any table meets", "The sweep led to at least 300 arrests.", ()),
    Case("a bound that is the total", "The sweep led to at least 678 arrests.", (("T501", "holds"),)),
    Case(
        "a place by its name",
        "The sweep led to 678 arrests. Officers arrested 161 people in Wren.",
        (("T501", "holds"), ("T501", "holds")),
        ("\"Area\" = 'Wren' = 161",),
    ),
    Case(
        "a place by its name without what it is",
        "The sweep led to 678 arrests. Officers arrested 235 people in Orr.",
        (("T501", "holds"), ("T501", "holds")),
        ("\"Area\" = 'Orr Field Office' = 235",),
    ),
    Case(
        "a place that differs",
        "The sweep led to 678 arrests. Officers arrested 171 people in Wren.",
        (("T501", "holds"), ("T502", "fails")),
        ("161 (sum of Arrests, Wren)",),
    ),
    Case("a place of another sweep", "The sweep led to 498 arrests. Officers arrested 171 people in Wren.", ()),
    Case(
        "a place that no row names",
        "The sweep led to 678 arrests. Officers arrested 171 people in Dorn.",
        (("T501", "holds"), ("T503", "cannot_tell")),
        ("no row names Dorn",),
    ),
    Case(
        "a class",
        "Of the 678 people arrested, 502 had convictions.",
        (("T501", "holds"), ("T501", "holds")),
        ('sum("Criminal Convictions")',),
    ),
    Case(
        "the rest of a class",
        "Of the 678 people arrested, 176 had no convictions.",
        (("T501", "holds"), ("T501", "holds")),
        ("Arrests less Criminal Convictions",),
    ),
    Case(
        "a share of a class", "Approximately 75 percent of those arrested had convictions.", (("T501", "holds"),), ("= 74.0",)
    ),
    Case(
        "a share that differs",
        "The sweep led to 678 arrests. Some 40 percent of those arrested had convictions.",
        (("T501", "holds"), ("T502", "fails")),
    ),
    Case(
        "a class that no column counts",
        "The sweep led to 678 arrests. Of those arrested, 28 were charged with a crime.",
        (("T501", "holds"), ("T503", "cannot_tell")),
        ("no column of the charged",),
    ),
    Case("another matter", "The council bought 678 boats.", ()),
    Case("a plan", "The office plans to make 678 arrests.", ()),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_figures_beside_a_table_of_counts(case: Case, tmp_path: Path) -> None:
    """Sums are taken, never rows counted; what differs is only said where the text states the table's own total."""
    found = check(tmp_path, case.text)
    shown = " ".join(f"{one.message} {one.working}" for one in found)
    assert tuple((one.code, str(one.outcome)) for one in found) == case.expected, shown
    assert all(words in shown for words in case.words), shown


def test_a_total_among_the_rows_is_not_added(tmp_path: Path) -> None:
    """A last row that is the sum of the others is their total, whatever it is called."""
    for label in ("Total", "All of the above"):
        rows = (*ROWS, f"{label},678,502")
        assert [one.code for one in check(tmp_path, "The sweep led to 678 arrests.", rows=rows)] == ["T501"]


def test_a_part_that_the_rows_leave_no_room_for(tmp_path: Path) -> None:
    """161 in Wren is a row, and no other rows make a further 66; the row is cited."""
    text = (
        "The sweep led to 678 arrests. Of the 678 people arrested, {} were met in the south. More specifically, they arrested "
        "161 people in Wren County and an additional {} people in other counties."
    )
    (found,) = [one for one in check(tmp_path, text.format(227, 66)) if one.code == "F209"]
    assert "row 2: Wren | 161 | 151" in [place.text for place in found.places]
    assert "F209" not in [one.code for one in check(tmp_path, text.format(253, 92))]  # Ley and Marsh


def test_a_table_with_a_number_for_each_case_lists_cases(tmp_path: Path) -> None:
    """Codes, years and the numbers of cases are never added up."""
    head, rows = "Arrest Number,Area,Year,Level", tuple(f"{n + 100},Wren,2017,{n % 3}" for n in range(30))
    (found,) = check(tmp_path, "The sweep led to 30 arrests.", head=head, rows=rows)
    assert "count(*)" in (found.working or "")


SWEEPS = (
    *(f"North,{area},{arrests}" for area, arrests, _ in AREAS),
    *(f"South,{area},{arrests}" for area, arrests in (("Wren", 101), ("Dorn", 107), ("Cade", 63), ("Balt", 50), ("Sant", 45))),
)


def test_a_table_of_two_operations_is_read_by_operation(tmp_path: Path) -> None:
    """Counts of two sweeps under each other: a total may be that of one, and the rows of that one are the breakdown."""
    head = "Sweep,Area,Arrests"
    (total,) = check(tmp_path, "The sweep led to at least 366 arrests.", head=head, rows=SWEEPS)
    assert (total.code, "\"Sweep\" = 'South' = 366" in (total.working or "")) == ("T501", True)
    (near,) = check(tmp_path, "The sweep led to 680 arrests.", head=head, rows=SWEEPS)
    assert (near.code, str(near.outcome), "678" in near.message) == ("T502", "cannot_tell", True)
    text = (
        "Of the 366 people arrested, 167 were met in the south. More specifically, they arrested 101 people in Wren County and "
        "an additional 66 people in other counties."
    )
    (room,) = [one for one in check(tmp_path, text, head=head, rows=SWEEPS) if one.code == "F209"]
    assert "row 7: South | Wren | 101" in [place.text for place in room.places]
    assert check(tmp_path, "More than one third of those arrested were well.", head=head, rows=SWEEPS) == []


def test_a_codebook_says_what_the_counts_are(tmp_path: Path) -> None:
    """Headings that mean nothing are named in a codebook; the name of the file says what is counted."""
    codebook = "columns:\n  DIST: {role: place}\n  TOTPERS: {role: count}\n"
    (tmp_path / "arrests.csv.codebook.yaml").write_text(codebook, encoding="utf-8")
    text = "Officers arrested 678 people in the sweep. They arrested 161 people in Wren, and 200 people in Orr."
    rows = tuple(f"{area.removesuffix(' Field Office')},{arrests}" for area, arrests, _ in AREAS)
    found = check(tmp_path, text, head="DIST,TOTPERS", rows=rows, name="arrests.csv")
    assert [one.code for one in found] == ["T501", "T501", "T502"]


JAILS = tuple(f"J{n},Jail {n},{('TX', 'NM')[n % 3 == 0]}" for n in range(30))


def test_a_list_of_places_counts_places_and_no_people(tmp_path: Path) -> None:
    """Where each row is a building, people are no rows; buildings are counted, a state by its letters too."""
    head = "Facility Code,Facility Name,State"
    (people,) = check(tmp_path, "The office held 240 people in its facilities in Texas.", head=head, rows=JAILS)
    assert (people.code, people.working) == ("T503", "its rows are places and count no people")
    (places,) = check(tmp_path, "The office uses 20 facilities in Texas.", head=head, rows=JAILS)
    assert (places.code, "\"State\" = 'TX' = 20" in (places.working or "")) == ("T501", True)


def test_counts_of_days_are_added_for_a_day_alone(tmp_path: Path) -> None:
    """A table of every place on every day: a number with its day is one sum, one without a day is no count of anything."""
    head = "Date,Facility,Detained"
    rows = tuple(f"2021-03-{day:02},Jail {n},{10 * n + day}" for day in range(1, 21) for n in range(1, 6))
    asked = "On March 4, 2021, the office detained {} people in its facilities."
    assert [one.code for one in check(tmp_path, asked.format(170), head=head, rows=rows)] == ["T501"]
    (other,) = check(tmp_path, asked.format(230), head=head, rows=rows)
    assert (other.code, "170 (sum of Detained, 2021-03-04)" in other.message) == ("T502", True)
    assert check(tmp_path, "The office detained 170 people in its facilities.", head=head, rows=rows) == []
