"""Tables: where they begin, what their columns hold, and what is left out."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import openpyxl
import polars as pl
import pytest

from onrecord.model.documents import Reading
from onrecord.readers import table_columns, table_frames
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source
from onrecord.readers.table_layout import find_header, find_role, find_separator, find_type, is_redaction, name_columns
from onrecord.readers.tables import load_frame
from onrecord.text.table_text import find_column, find_title, full_name


def read_as(folder: Path, name: str, content: bytes, codebook: str | None = None) -> Reading:
    """The reading of one table file, and of its codebook."""
    (folder / name).write_bytes(content)
    if codebook is not None:
        (folder / f"{name}.codebook.yaml").write_text(codebook)
    intakes, _ = list_sources([(folder / name, None)], scratch=folder)
    return read_source(intakes[0])


LIST = (
    "Ash County Sheriff\nArrests of October 2017\n\nCase ID,Person ID,Arrest Date,City,Criminality,Bond\n"
    '1,7,10/16/2017,Elm,Convicted,"$1,500.00"\n2,8,10/17/2017,Oak,Charged,$200.00\n'
    '3,"b(6), b(7)c",10/18/2017,Elm,Convicted,$0.00\n'
    "Case ID,Person ID,Arrest Date,City,Criminality,Bond\n4,7,10/16/2017,,Convicted,$10.00\nTotal,4,,,,\n"
)


def test_blanks_before_quotation_marks_and_cells_of_na(tmp_path: Path) -> None:
    """A blank after the comma is no part of a cell; NA is no value, and does not make words of a column of numbers."""
    rows = '"Town", "County", "Beds"\n"Elm", "Ash, North", "12"\n"Oak", "N/A", "NA"\n"Birch", "Ash, South", "7"\n'
    reading = read_as(tmp_path, "beds.csv", rows.encode())
    table = reading.tables[0]
    assert [(item.name, item.dtype, item.role, item.n_filled) for item in table.columns] == [
        ("Town", "text", "place", 3),
        ("County", "text", "place", 2),
        ("Beds", "integer", None, 2),
    ]
    assert "Beds: 1 cells say that nothing is known (NA), read as empty" in table.notes
    frame = load_frame(table, tmp_path / "beds.csv").collect()
    assert frame["County"].to_list() == ["Ash, North", None, "Ash, South"]
    assert frame["Beds"].to_list() == [12, None, 7]


ROLES = (
    ("Facility Owner", "text", None),
    ("facility_type_detailed", "text", None),
    ("Detention Facility", "text", "place"),
    ("AOR", "text", "place"),
    ("office_latitude", "number", None),
    ("FY18 Facility Bookins", "integer", "count"),
    ("adp_non_criminal", "number", "count"),
    ("share_non_crim", "number", None),
    ("Criminal Convictions", "integer", "count"),
    ("Criminality", "text", "criminality"),
    ("Arrest Number", "integer", None),
    ("Number of arrests", "integer", "count"),
    ("Zip", "integer", "place"),
)


@pytest.mark.parametrize(("name", "dtype", "role"), ROLES, ids=[name for name, _, _ in ROLES])
def test_what_a_heading_says_of_its_column(name: str, dtype: str, role: str | None) -> None:
    """Numbers are counts or nothing, never places or classes; what is told of a place is no place."""
    assert find_role(name, dtype, 200, 90) == role


def test_codes_of_classes_in_numbers() -> None:
    """A column of few different whole numbers may be codes of a class."""
    assert find_role("Criminality", "integer", 200, 3) == "criminality"


def test_a_list_with_preamble_repeated_headings_and_totals(tmp_path: Path) -> None:
    """The headings are found below the titles; repeated ones and totals are no rows; withheld cells are empty."""
    reading = read_as(tmp_path, "a.csv", LIST.encode())
    table = reading.tables[0]
    assert (table.header_row, table.n_rows) == (3, 4)
    assert [(item.name, item.dtype, item.role, item.n_filled, item.n_values) for item in table.columns] == [
        ("Case ID", "integer", "row_id", 4, 4),
        ("Person ID", "integer", "person_id", 3, 2),
        ("Arrest Date", "date", "date", 4, 3),
        ("City", "text", "place", 3, 2),
        ("Criminality", "text", "criminality", 4, 2),
        ("Bond", "number", None, 4, 4),
    ]
    assert any("2 rows left out" in note for note in table.notes)
    assert "Person ID: 1 cells withheld, read as empty" in table.notes
    frame = load_frame(table, tmp_path / "a.csv").collect()
    assert frame["row in file"].to_list() == [4, 5, 6, 8]
    assert frame["Person ID"].to_list() == [7, 8, None, 7]
    assert frame["Bond"].to_list() == [1500.0, 200.0, 0.0, 10.0]
    assert frame["Arrest Date"].to_list()[0] == datetime.date(2017, 10, 16)


def test_headings_and_rows_can_be_cited(tmp_path: Path) -> None:
    """The document of a table holds its titles, a line for each column and the first rows under their numbers."""
    reading = read_as(tmp_path, "a.csv", LIST.encode())
    text, table = reading.documents[0].text, reading.tables[0]
    assert reading.documents[0].kind == "table"
    title = find_title(text, full_name(table.name, table.sheet))
    assert title is not None
    assert title.of(text) == "Table a.csv: 4 rows, 6 columns"
    for column in table.columns:
        span = find_column(text, table.name, column.name)
        assert span is not None
        assert span.of(text).startswith(f"{column.name} | {column.dtype} | ")
    assert "row 5: 1 | 7 | 10/16/2017 | Elm | Convicted | $1,500.00" in text
    assert "Ash County Sheriff\n" in text


def workbook() -> bytes:
    """A workbook of a sheet of notes and a sheet with a merged title, a merged group and a formula."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Notes"
    notes.append(["Figures are as of 16 October."])
    sheet = book.create_sheet("List")
    sheet.append(["Detention list", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["Facility", None, "Count"])
    sheet.append(["Name", "City", "Beds"])
    sheet.append(["North", "Elm", 12])
    sheet.append(["South", "Oak", "n/a"])
    sheet.append(["West", "Elm", "=1+2"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["a.xlsx", "wrong.csv", "no_ending"])
def test_sheets_of_a_workbook(name: str, tmp_path: Path) -> None:
    """A sheet of notes is text, a sheet under a merged title is a table, whatever the file is called."""
    reading = read_as(tmp_path, name, workbook())
    assert [(table.sheet, table.header_row, table.n_rows) for table in reading.tables] == [("List", 2, 3)]
    assert [column.name for column in reading.tables[0].columns] == ["Name", "City", "Beds"]
    assert "Figures are as of 16 October." in reading.documents[0].text
    assert load_frame(reading.tables[0], tmp_path / name).collect().height == 3


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    """Columns come in their own types; nested ones are left out."""
    frame = pl.DataFrame({"city": ["Elm", "Oak"], "n": [1, 2], "day": [datetime.date(2017, 10, 16)] * 2, "list": [[1], [2]]})
    stream = io.BytesIO()
    frame.write_parquet(stream)
    reading = read_as(tmp_path, "a.parquet", stream.getvalue())
    assert [(column.name, column.dtype) for column in reading.tables[0].columns] == [
        ("city", "text"),
        ("n", "integer"),
        ("day", "date"),
    ]
    assert load_frame(reading.tables[0], tmp_path / "a.parquet").collect()["n"].to_list() == [1, 2]


def test_a_codebook_corrects_what_was_guessed(tmp_path: Path) -> None:
    """The row of headings, a role, a type and the meaning of codes are taken from the codebook."""
    codebook = (
        "header_row: 2\ncolumns:\n  X: {role: criminality, values: {C: convicted}}\n  Z: {type: text}\n  Q: {role: date}\n"
    )
    reading = read_as(tmp_path, "a.csv", b"1,2,3\nX,Y,Z\nC,1,5\nP,2,6\n", codebook)
    table = reading.tables[0]
    assert (table.header_row, table.n_rows) == (1, 2)
    assert (table.columns[0].role, table.columns[0].meanings, table.columns[2].dtype) == (
        "criminality",
        (("C", "convicted"),),
        "text",
    )
    assert "the codebook names columns that the table has not: Q" in table.notes


@pytest.mark.parametrize("text", ["columns: [", "- a", "header_row: many", "columns: {A: 5}", "columns: {A: {type: colour}}"])
def test_a_broken_codebook_is_a_problem_and_the_table_is_read(text: str, tmp_path: Path) -> None:
    """What is wrong with a codebook never hides the table."""
    reading = read_as(tmp_path, "a.csv", b"A,B\n1,2\n", text)
    assert "broken_codebook" in {problem.reason for problem in reading.problems}
    assert reading.tables[0].n_rows == 1


@dataclass(frozen=True)
class Case:
    """A bad or odd table and the reason that is given (None: it is read)."""

    name: str
    file: str
    content: bytes
    reason: str | None


CASES = [
    Case("cut_workbook", "a.xlsx", workbook()[:3000], "damaged_archive"),
    Case("not_parquet", "a.parquet", b"PAR1" + b"\0" * 50, "damaged_table"),
    Case("latin1", "a.csv", "Stadt,n\nKöln,1\nBonn,2\n".encode("latin-1"), None),
    Case("utf16", "a.csv", "City\tn\nElm\t1\n".encode("utf-16"), None),
    Case("semicolons", "a.csv", b"City;n\nElm;1\nOak;2\n", None),
    Case("ragged", "a.csv", b"City,n\nElm,1,extra,more\nOak\n", None),
    Case("open_quote", "a.csv", b'City,n\nElm,1\n"Oak,2\n', None),
    Case("numbers_only", "a.csv", b"1,2\n3,4\n5,6\n", None),
    Case("headings_only", "a.csv", b"City,n\n", None),
    Case("binary_named_csv", "a.csv", b"\0\1\2\3" * 50, "not_text"),
    Case("web_page_named_xls", "a.xls", b"<html><body><table><tr><td>Elm</td></tr></table></body></html>", None),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_odd_tables(case: Case, tmp_path: Path) -> None:
    """Each gives a profile or a named problem."""
    reading = read_as(tmp_path, case.file, case.content)
    if case.reason is None:
        assert reading.documents
        assert not any(problem.fatal for problem in reading.problems)
    else:
        assert not reading.documents or case.reason in {problem.reason for problem in reading.problems}
    for table in reading.tables:
        frame = load_frame(table, tmp_path / case.file).collect()
        assert frame.height == table.n_rows
        assert frame.columns == ["row in file", *[column.name for column in table.columns]]


def test_a_wide_table_is_bounded(tmp_path: Path) -> None:
    """Of thousands of columns the first thousand are profiled, and that is said."""
    width = 1_500
    content = ",".join(f"h{number}" for number in range(width)) + "\n" + ",".join("1" for _ in range(width)) + "\n"
    table = read_as(tmp_path, "a.csv", content.encode()).tables[0]
    assert len(table.columns) == 1_000
    assert "1,500 columns; the first 1,000 are profiled" in table.notes


def test_an_abort_of_the_library_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library aborts on some damaged workbooks with an exception outside `Exception`; an interrupt stays one."""
    panic = type("PanicException", (BaseException,), {})
    for raised, reasons in ((panic("slice"), ["damaged_table"]), (KeyboardInterrupt(), None)):

        def fail(_content: bytes, error: BaseException = raised) -> None:
            raise error

        monkeypatch.setattr(fastexcel, "read_excel", fail)
        if reasons is None:
            with pytest.raises(KeyboardInterrupt):
                read_as(tmp_path, "a.xlsx", workbook())
        else:
            assert [problem.reason for problem in read_as(tmp_path, "a.xlsx", workbook()).problems] == reasons


def test_an_old_workbook_that_runs_on_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged .xls costs its own process, and the limit of time is named."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000
    assert [problem.reason for problem in read_as(tmp_path, "a.xls", content).problems] == ["damaged_table"]
    monkeypatch.setattr(table_frames, "OLD_WORKBOOK_SECONDS", 0.001)
    problems = read_as(tmp_path, "a.xls", content).problems
    assert "could not be read in" in problems[0].detail


def test_a_long_table_is_counted_by_estimate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit how many values differ is an estimate, and that is said."""
    monkeypatch.setattr(table_columns, "MAX_EXACT_ROWS", 1_000)
    content = "City,n\n" + "".join(f"Town{number % 500},{number}\n" for number in range(5_000))
    table = read_as(tmp_path, "a.csv", content.encode()).tables[0]
    assert (table.n_rows, table.columns[1].n_filled) == (5_000, 5_000)
    assert 450 <= table.columns[0].n_values <= 550
    assert any("is an estimate" in note for note in table.notes)


def test_one_endless_line_is_refused(tmp_path: Path) -> None:
    """A line of megabytes is no table."""
    reading = read_as(tmp_path, "a.csv", b"x," * 1_200_000)
    assert [problem.reason for problem in reading.problems] == ["too_large"]


TYPES = [
    (["1", "2,000", "-3"], "integer"),
    (["02134", "10001"], "text"),
    (["1.5", "$2,000.10", "(3.2)", "4%"], "number"),
    (["2017-10-16", "2017-10-17 00:00:00"], "date"),
    (["10/16/2017", "16-Oct-2017", "October 16, 2017"], "date"),
    (["Elm", "1"], "text"),
    (["", " "], "text"),
    (["1", "b(6)", "(b)(7)(C)"], "integer"),
]


@pytest.mark.parametrize(("cells", "expected"), TYPES)
def test_types_of_columns(cells: list[str], expected: str) -> None:
    """A column's type is that of nearly all its cells that are not withheld."""
    assert find_type(cells)[0] == expected


def test_day_first_is_decided_by_a_day_past_twelve() -> None:
    """16/10/2017 can only be the sixteenth of October, so the whole column puts the day first."""
    assert find_type(["05/06/2017", "16/10/2017"]) == ("date", ("%d/%m/%Y",))
    assert find_type(["05/06/2017", "10/16/2017"]) == ("date", ("%m/%d/%Y",))


def test_redactions_and_words_are_told_apart() -> None:
    """Exemption codes and blocks are withheld cells; words, numbers and grades are not."""
    for cell in (
        "b(6)",
        "(b)(6); (b)(7)(C)",
        "b6, b7C",
        "(b) (7) (E)",
        "REDACTED",
        "[withheld]",
        "*****",
        "\u2588\u2588\u2588",
    ):
        assert is_redaction(cell), cell
    for cell in ("Boston", "6", "B", "bab", "Oak 6", "b62x", "C", "", "xx"):
        assert not is_redaction(cell), cell


def test_layout_rules() -> None:
    """Headings, separators, names and roles of small examples."""
    assert find_header([["Title", None], ["A", "B"], ["1", "2"]]) == 1
    assert find_header([["1", "2"], ["3", "4"]]) == -1
    assert find_separator(['a;"x,y,z";c', "1;2;3"]) == ";"
    assert name_columns(["A", None, "A", " "], 4) == ("A", "column 2", "A (2)", "column 4")
    assert find_role("apprehension_state", "text", 10, 2) == "place"
    assert find_role("Gender", "text", 10, 2) == "sex"
    assert find_role("Remarks", "text", 10, 2) is None
