"""Figures of a text beside a table of arrests."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from onrecord.checks.table_claims import classify_values
from onrecord.checks.table_queries import Rows, Way
from onrecord.checks.tables import check_tables
from onrecord.intervals import DateInterval
from onrecord.mentions.figures import find_figures
from onrecord.mentions.passages import find_passages
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source, TableColumn
from onrecord.model.findings import Finding
from onrecord.model.links import LinkRecords, Story
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


def check(
    folder: Path, text: str, head: str = HEAD, rows: list[str] | None = None, more: tuple[str, ...] = ()
) -> list[Finding]:
    """The findings of a text, and of more texts of its story, beside the table."""
    (folder / "arrests.csv").write_text("\n".join([head, *(arrests() if rows is None else rows)]) + "\n")
    intakes, _ = list_sources([(folder / "arrests.csv", Pile.DATA)], scratch=folder)
    reading = read_source(intakes[0])
    stories = tuple(tell(each, number) for number, each in enumerate((text, *more)))
    story = Story(id="s-1", document_ids=tuple(part.document.id for part in stories), label="")
    table = DocumentRecords(document=reading.documents[0], tables=reading.tables)
    case = CaseRecords(parts=(table, *stories), links=LinkRecords(stories=(story,)))
    frames = {table.id: load_frame(table, folder / "arrests.csv") for table in reading.tables}
    found = check_tables(case, frames)
    texts = {part.document.id: part.document.text for part in case.parts}
    for item in found:
        assert all(texts[place.document_id][place.span.start : place.span.end] == place.text for place in item.places)
    assert check_tables(case, frames) == found
    return list(found)


def tell(text: str, number: int) -> DocumentRecords:
    """A document of the coverage with its figures."""
    name = f"story{number}.txt"
    source = Source(path=name, sha256=f"{number}" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    story = Document(id=f"d-story{number}", source=source, kind="text", text=text)
    figures = find_figures(story, find_passages(story))
    return DocumentRecords(document=story, mentions=MentionRecords(figures=tuple(figures)))


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


# Forty rows in Elm (12 "Yes"), twenty in Oak (3 "Yes"), ten in Ash Grove (1 "Yes").
SWEEP_HEAD = "Arrest No,District,Prior Conviction"
SWEEP_CASES = [
    Case(
        "whole_in_the_place_of_the_sentence_before",
        "Attached are three from Elm. Of the 40 people we arrested, 28 have no conviction at all.",
        ("T501", "T501"),
        ("\"District\" = 'Elm' AND \"Prior Conviction\" = 'No' = 28",),
    ),
    Case("part_of_a_whole", "Of the 70 people arrested, 16 had a prior conviction.", ("T501", "T501"), ("= 'Yes' = 16",)),
    Case(
        "part_that_differs", "Of the 70 people arrested, 61 had a prior conviction.", ("T501", "T502"), ("16 (rows convicted)",)
    ),
    Case("whole_that_the_table_has_not", "Of the 500 people arrested, 61 had a prior conviction.", (), ()),
    Case("share_of_a_whole", "Of the 70 people arrested, 75 percent had a prior conviction.", ("T501", "T502"), ("22.9",)),
    Case("share_of_another_whole", "Of the 900 people arrested, 75 percent had a prior conviction.", (), ()),
    Case(
        "list_of_places",
        "The 70 arrests were made in three districts: 40 in Elm, 20 in Oak and 13 in Ash Grove.",
        ("T501", "T501", "T501", "T502"),
        ("13: no count tried", "10 (rows Ash Grove)"),
    ),
    Case("place_behind_a_verb", "Of the 70 people arrested, 33 were from Oak.", ("T501", "T502"), ("20 (rows Oak)",)),
    Case(
        "place_of_another_clause",
        "Elm accounted for 40 of the 70 people arrested, and 20 arrests fell to Oak.",
        ("T501",) * 3,
        (),
    ),
    Case("record_is_wider_than_conviction", "Police arrested 61 criminals.", (), ()),
    Case("no_record_is_narrower_than_no_conviction", "They arrested 44 people without any criminal record in Elm.", (), ()),
    Case("another_thing_in_the_place", "These three cases led to 30 arrest reports and 17 typical letters in Elm.", ()),
    Case(
        "class_behind_the_whole", "28 of the 40 people arrested in Elm had no prior conviction.", ("T501", "T501"), ("= 'Elm'",)
    ),
    Case("class_that_no_column_knows", "They say 14 people arrested in Elm had no job.", (), ()),
    Case("group_that_no_column_knows", "Officers arrested 14 people in Elm who were on leave.", (), ()),
    Case("said_once", "Police arrested 70 people. The 70 people arrested are well. They arrested 70 people.", ("T501",)),
    Case(
        "asked_once",
        "They arrested 12 people in Birch. They arrested 14 people in Birch.",
        ("T503",),
        ("no row names Birch. (2 places in the texts)",),
    ),
]


def sweep() -> list[str]:
    """The rows of the table with a column of yes and no."""
    towns = [("Elm", 40, 12), ("Oak", 20, 3), ("Ash Grove", 10, 1)]
    return [f"A-{town}-{n},{town},{'Yes' if n < convicted else 'No'}" for town, size, convicted in towns for n in range(size)]


@pytest.mark.parametrize("case", SWEEP_CASES, ids=lambda case: case.name)
def test_figures_beside_a_column_of_yes_and_no(case: Case, tmp_path: Path) -> None:
    """The heading says what a yes means; the place and the whole that stand nearby are tried before a number is doubted."""
    found = check(tmp_path, case.text, SWEEP_HEAD, sweep())
    shown = " ".join(f"{item.message} {item.working}" for item in found)
    assert tuple(item.code for item in found) == case.codes, shown
    assert all(words in shown for words in case.words), shown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_figures_beside_the_table(case: Case, tmp_path: Path) -> None:
    """Each figure is agreed with, differs, or cannot be answered, and the query is shown."""
    found = check(tmp_path, case.text)
    assert tuple(item.code for item in found) == case.codes
    shown = " ".join(f"{item.message} {item.working}" for item in found)
    assert all(words in shown for words in case.words), shown


def test_a_total_differs_only_where_another_text_has_the_tables(tmp_path: Path) -> None:
    """A total is doubted where a text of its story states the table's own, unless the text states that one too."""
    text, other = "The sweep led to 85 arrests.", "The sweep led to 70 arrests."
    assert [item.code for item in check(tmp_path, text, SWEEP_HEAD, sweep(), (other,))] == ["T501", "T502"]
    assert [item.code for item in check(tmp_path, f"{text} {other}", SWEEP_HEAD, sweep(), (other,))] == ["T501"]
    assert check(tmp_path, text, SWEEP_HEAD, sweep(), ("The sweep led to 60 arrests.",)) == []
    assert [item.code for item in check(tmp_path, "It led to 900 arrests.", SWEEP_HEAD, sweep(), (other,))] == ["T501"]


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


def test_a_person_that_stands_twice_on_a_day_counts_once(tmp_path: Path) -> None:
    """The list has 43 rows of 40 persons, of which two stand twice on one day and one on another day again."""
    rows = [f"{n},{n},10/{1 + n % 28}/2017,Elm,Convicted,M" for n in range(40)]
    rows += ["40,1,10/2/2017,Elm,Convicted,M", "41,2,10/3/2017,Elm,Convicted,M", "42,3,10/9/2017,Elm,Convicted,M"]
    ways = {"40 people in Elm": "persons Elm", "43 people in Elm": "rows Elm", "41 people in Elm": "persons once a day Elm"}
    for said, label in ways.items():
        (found,) = check(tmp_path, f"Officers arrested {said}.", rows=rows)
        assert (found.code, f"({label})" in found.message) == ("T501", True)
    assert 'count(DISTINCT ("Person ID", "Arrest Date"))' in (found.working or "")


def test_a_period_is_named_in_what_was_counted() -> None:
    """Counts of a part of the year say which, and a count of a day says the day."""
    days = [datetime.date(2017, 10, 1 + n % 9) for n in range(30)]
    rows = Rows(name="a", frame=pl.DataFrame({"On": days}), person_id=None, date="On")
    first, last = datetime.date(2017, 10, 1), datetime.date(2017, 10, 3)
    assert rows.count((), DateInterval(first, last), Way.ROWS).label == "rows 2017-10-01 to 2017-10-03"
    assert rows.count((), DateInterval(first, first), Way.ROWS).label == "rows 2017-10-01"


def test_values_of_criminality_are_sorted_by_words_or_codebook() -> None:
    """A negation is no conviction; a codebook wins over the words."""
    column = TableColumn(name="Crim", dtype="text", n_filled=1, n_values=1, meanings=(("X1", "convicted"),))
    values = ["X1", "Convicted", "Not convicted", "Pending charges", "No pending charges", "Other"]
    asked = TableColumn(name="Prior_Convictions", dtype="text", n_filled=1, n_values=2)
    assert classify_values(asked, ["N", "Y"]) == {"convicted": ("Y",), "charged": (), "other": ("N",)}
    assert classify_values(column, values) == {
        "convicted": ("Convicted", "X1"),
        "charged": ("Pending charges",),
        "other": ("No pending charges", "Not convicted", "Other"),
    }
