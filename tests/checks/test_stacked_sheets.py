"""A list of cases that stands on two sheets of a workbook, the second with another heading for the identifier."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from onrecord.checks.tables import check_tables
from onrecord.mentions.figures import find_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding
from onrecord.model.mentions import MentionRecords
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source
from onrecord.readers.tables import load_frame

HEAD = ("Arrest Date", "City", "Criminality", "Unique Identifier")
OTHER = ("Arrest Date", "City", "Criminality", "Anonymized Identifier")


def check(folder: Path, text: str, heads: tuple[tuple[str, ...], ...] = (HEAD, OTHER)) -> list[Finding]:
    """The findings of a text beside 30 rows of Elm on one sheet and 12 of Oak on the other, below a title each."""
    workbook = openpyxl.Workbook()
    for number, (head, city, size) in enumerate(zip(heads, ("Elm", "Oak"), (30, 12), strict=True)):
        sheet = workbook.active if number == 0 else workbook.create_sheet()
        sheet.title = f"Part {number + 1}"
        sheet.append(["Ash County Sheriff"])
        sheet.append(list(head))
        for row in range(size):
            sheet.append(
                [f"2021-03-{1 + row % 28:02}", city, "Convicted" if row % 2 else "Charged", f"{city}-{row}"][: len(head)]
            )
    workbook.save(folder / "arrests.xlsx")
    intakes, _ = list_sources([(folder / "arrests.xlsx", Pile.DATA)], scratch=folder)
    reading = read_source(intakes[0])
    source = Source(path="s.txt", sha256="1" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    story = Document(id="d-story", source=source, kind="text", text=text)
    told = DocumentRecords(document=story, mentions=MentionRecords(figures=find_figures(story, ())))
    case = CaseRecords(parts=(DocumentRecords(document=reading.documents[0], tables=reading.tables), told))
    frames = {table.id: load_frame(table, folder / "arrests.xlsx") for table in reading.tables}
    found = list(check_tables(case, frames))
    texts = {part.document.id: part.document.text for part in case.parts}
    assert all(
        texts[place.document_id][place.span.start : place.span.end] == place.text for one in found for place in one.places
    )
    return found


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Officers arrested 42 people.", "T501", 'FROM "arrests.xlsx [Part 1 + Part 2]" = 42'),
        ("Officers arrested 30 people in Elm.", "T501", 'FROM "arrests.xlsx [Part 1]" WHERE'),
        ("Officers arrested 12 people in Oak.", "T501", 'FROM "arrests.xlsx [Part 2]" WHERE'),
        ("Officers arrested 25 people in Oak.", "T502", 'FROM "arrests.xlsx [Part 1 + Part 2]" WHERE'),
        ("Officers arrested 25 people in Birch.", "T503", "no row names Birch"),
    ],
)
def test_sheets_of_one_list_answer_together(tmp_path: Path, text: str, code: str, words: str) -> None:
    """A sheet may give a number; only all of them together can deny one or have no row for it."""
    (found,) = check(tmp_path, text)
    assert found.code == code
    assert words in (found.working or "")


def test_sheets_of_other_columns_are_lists_of_their_own(tmp_path: Path) -> None:
    """What the second sheet has not is not put together with the first."""
    assert check(tmp_path, "Officers arrested 42 people.", (HEAD, OTHER[:3])) == []


def test_sheets_too_narrow_to_be_told_apart_stand_alone(tmp_path: Path) -> None:
    """Two sheets of two columns each are no list in two parts, and looking for one comes to an end."""
    (found,) = check(tmp_path, "Officers arrested 30 people.", (HEAD[:2], HEAD[:2]))
    assert "Part 1 + Part 2" not in (found.working or "")
