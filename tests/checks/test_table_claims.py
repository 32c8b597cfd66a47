"""Figures of a text beside a table of arrests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.checks.table_claims import classify_values
from onrecord.checks.tables import check_tables
from onrecord.mentions.figures import find_figures
from onrecord.mentions.passages import find_passages
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source, TableColumn
from onrecord.model.findings import Finding
from onrecord.model.mentions import MentionRecords
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source
from onrecord.readers.tables import load_frame

HEAD = "Arrest ID,Person ID,Arrest Date,City,Criminality,Gender"


def arrests() -> list[str]:
    """Sixty rows: 40 in Elm (of which 18 convicted, 10 charged), 20 in Oak; persons 1 and 2 stand twice in Elm."""
    rows = []
    for number in range(60):
        city = "Elm" if number < 40 else "Oak"
        crime = "Convicted Criminal" if number < 18 else "Pending Charges" if number < 28 else "No known record"
        person = number + 1 if number not in {38, 39} else number - 37
        rows.append(f"{number},{person},10/{1 + number % 28}/2017,{city},{crime},{'F' if number % 4 == 0 else 'M'}")
    return rows


def check(folder: Path, text: str, head: str = HEAD, rows: list[str] | None = None) -> list[Finding]:
    """The findings of a text beside the table."""
    (folder / "arrests.csv").write_text("\n".join([head, *(arrests() if rows is None else rows)]) + "\n")
    intakes, _ = list_sources([(folder / "arrests.csv", Pile.DATA)], scratch=folder)
    reading = read_source(intakes[0])
    source = Source(path="story.txt", sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    story = Document(id="d-story", source=source, kind="text", text=text)
    figures = find_figures(story, find_passages(story))
    case = CaseRecords(
        parts=(
            DocumentRecords(document=reading.documents[0], tables=reading.tables),
            DocumentRecords(document=story, mentions=MentionRecords(figures=tuple(figures))),
        )
    )
    frames = {table.id: load_frame(table, folder / "arrests.csv") for table in reading.tables}
    found = check_tables(case, frames)
    texts = {part.document.id: part.document.text for part in case.parts}
    for item in found:
        assert all(texts[place.document_id][place.span.start : place.span.end] == place.text for place in item.places)
    assert check_tables(case, frames) == found
    return list(found)


@dataclass(frozen=True)
class Case:
    """A sentence, the codes it gives, and words of the message or the working."""

    name: str
    text: str
    codes: tuple[str, ...]
    words: tuple[str, ...] = ()


CASES = [
    Case("rows_of_a_city", "Officers made 40 arrests in Elm last month.", ("T501",), ("\"City\" = 'Elm'", "persons Elm: 38")),
    Case("persons_of_a_city", "Officers arrested 38 people in Elm.", ("T501",), ("count(DISTINCT", "rows Elm: 40")),
    Case("another_number", "Officers arrested 55 people in Elm.", ("T502",), ("38 (persons Elm)", "40 (rows Elm)")),
    Case("a_class", "Police arrested 18 convicted criminals.", ("T501",), ("'Convicted Criminal'",)),
    Case("definitions_are_chosen_between", "Police arrested 28 criminals.", ("T501",), ("convicted or charged",)),
    Case("share_of_those_arrested", "About 30 percent of those arrested were convicted.", ("T501",), ("* 100.0 /",)),
    Case("unnarrowed_total_is_never_accused", "Police arrested 900 people.", ()),
    Case("unnarrowed_total_may_agree", "Police arrested 58 people.", ("T501",)),
    Case("city_that_no_row_names", "Officers arrested 12 people in Ash Grove.", ("T503",), ("no row names Ash Grove",)),
    Case("another_matter", "The council bought 55 buses in Elm.", ()),
    Case("a_plan_is_no_count", "Officers plan to arrest 55 people in Elm.", ()),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_figures_beside_the_table(case: Case, tmp_path: Path) -> None:
    """Each figure is agreed with, differs, or cannot be answered, and the query is shown."""
    found = check(tmp_path, case.text)
    assert tuple(item.code for item in found) == case.codes
    shown = " ".join(f"{item.message} {item.working}" for item in found)
    assert all(words in shown for words in case.words), shown


def test_a_table_without_the_columns_cannot_answer(tmp_path: Path) -> None:
    """What is missing is named: the place, then the class."""
    head, rows = "Arrest ID,Officer", [f"{number},x" for number in range(9)]
    reasons = [
        check(tmp_path, text, head, rows)[0].working
        for text in ("They arrested 12 people in Elm.", "They arrested 12 criminals.")
    ]
    assert reasons == ["no place column for Elm", "no criminality column"]


def test_small_numbers_match_by_chance(tmp_path: Path) -> None:
    """The chance is printed and falls as the number grows."""
    working = check(tmp_path, "Officers arrested 38 people in Elm.")[0].working or ""
    chance = int(working.split("matches: ")[1].split(" ")[0])
    assert 2 <= chance <= 15


def test_values_of_criminality_are_sorted_by_words_or_codebook() -> None:
    """A negation is no conviction; a codebook wins over the words."""
    column = TableColumn(name="Crim", dtype="text", n_filled=1, n_values=1, meanings=(("X1", "convicted"),))
    values = ["X1", "Convicted", "Not convicted", "Pending charges", "No pending charges", "Other"]
    assert classify_values(column, values) == {
        "convicted": ("Convicted", "X1"),
        "charged": ("Pending charges",),
        "other": ("No pending charges", "Not convicted", "Other"),
    }
