"""What is written is read back, and the schema explains itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from onrecord.casefile import rows
from onrecord.casefile.connect import reading
from onrecord.casefile.loader import load_case
from onrecord.casefile.results import KEPT_TABLES
from onrecord.casefile.schema import APPLICATION_ID, SCHEMA_VERSION, read_comments
from onrecord.errors import CaseFileError
from onrecord.intervals import InstantInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.messages import InboxRecords, Message, Stamp
from onrecord.spans import Span
from sample_case import make_case, write_file

Build = Callable[..., Path]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Write a case into a file of its own folder."""
    return lambda case, name="case.onrecord": write_file(case, tmp_path / name)


@pytest.fixture
def sample(build: Build) -> Path:
    """The case file of the invented case."""
    return build(make_case())


def test_a_case_comes_back_equal(sample: Path) -> None:
    """Loading gives exactly the records that were written, in their order."""
    assert load_case(sample) == make_case()


@pytest.mark.parametrize("name", ["a b?c#d%20.onrecord", "’é 漢.onrecord", "caf\udce9.onrecord"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    """A case file may have any name that the system allows, also one that is not UTF-8."""
    try:
        (tmp_path / name).touch()
    except (OSError, UnicodeEncodeError):
        pytest.skip("this system has no such names")
    assert load_case(write_file(make_case(), tmp_path / name)) == make_case()
    assert len(list(tmp_path.iterdir())) == 1


def test_an_empty_case_comes_back(build: Build) -> None:
    """A case without any document is a case."""
    assert load_case(build(CaseRecords())) == CaseRecords()


def test_broken_text_and_giant_numbers_come_back(build: Build) -> None:
    """Lone surrogates, zero bytes and numbers beyond 64 bits survive, and the columns keep every offset right."""
    text = "a\ud800b\0c\udfff \U0001f600"
    source = Source(path="records/\udce9.txt", sha256="0" * 64, n_bytes=9, media_type="text/plain", pile=Pile.RECORDS)
    stamp = Stamp(id="s", document_id="d", page=1, text="\ud801", kind="bates", number=10**30)
    message = Message(
        id="m", document_id="d", span=Span(0, 9), header_span=Span(0, 1), body_spans=(), header_text="", body=text, found_by="x"
    )
    part = DocumentRecords(
        document=Document(id="d", source=source, kind="text", text=text),
        inbox=InboxRecords(stamps=(stamp,), messages=(message,)),
    )
    path = build(CaseRecords(parts=(part,)))
    assert load_case(path) == CaseRecords(parts=(part,))
    with reading(path) as connection:
        stored, number = connection.execute("SELECT text, (SELECT number FROM stamps) FROM documents").fetchone()
    assert len(stored) == len(text)
    assert stored[1:3] == "�b"
    assert number == str(10**30)


def test_a_rebuild_replaces_everything(build: Build) -> None:
    """A second build leaves nothing of the first, and equal cases give equal result tables."""
    path = build(make_case())
    build(replace(make_case(), parts=make_case().parts[:1], findings=()))
    assert [part.document.id for part in load_case(path).parts] == ["d-mail"]
    build(make_case())
    other = build(make_case(), "other.onrecord")
    assert _results(path) == _results(other)


def _results(path: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = [entry.table for entry in read_comments() if entry.table not in KEPT_TABLES]
    with reading(path) as connection:
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}


def test_every_table_and_column_is_commented(sample: Path) -> None:
    """No table or column of a case file is without a comment, in the file itself."""
    with reading(sample) as connection:
        tables = {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            if not name.startswith(("search_text_", "sqlite_"))
        }
        rows_of = connection.execute("SELECT table_name, column_name, comment FROM schema_comments")
        comments = {(table, column): text for table, column, text in rows_of}
        columns = {(table, row[1]) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")}
    named = {(table, "") for table in tables}
    assert {key for key in comments if not comments[key].strip()} == set()
    assert set(comments) == named | columns


def test_the_rows_fit_the_schema() -> None:
    """Every result table that rows are made for exists in the schema."""
    tables = {entry.table for entry in read_comments()}
    made = {table.name for table in (*rows.PART_TABLES.values(), *rows.LINK_TABLES.values(), rows.FINDINGS, rows.DATA_TABLES)}
    assert made <= tables


def test_the_file_says_what_it_is(sample: Path) -> None:
    """Application id, version and history of versions stand in the file."""
    with sqlite3.connect(sample) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("SELECT version FROM schema_history").fetchall() == [(SCHEMA_VERSION,)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_finished_case_is_one_file(sample: Path) -> None:
    """No journal and no lock is left beside a case that nobody has open."""
    assert [file.name for file in sample.parent.iterdir()] == ["case.onrecord"]
    load_case(sample)
    assert [file.name for file in sample.parent.iterdir()] == ["case.onrecord"]


def _no_file(path: Path) -> None:
    assert not path.exists()


def _folder(path: Path) -> None:
    path.mkdir()


def _article(path: Path) -> None:
    path.write_text("An article, not a case.")


def _empty(path: Path) -> None:
    path.touch()


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name)")
    connection.close()


def _cut_short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\x10\x00" + b"\x01" * 200)


@pytest.mark.parametrize("make", [_no_file, _folder, _article, _empty, _foreign, _cut_short], ids=lambda make: make.__name__)
def test_what_is_no_case_file_is_named(tmp_path: Path, make: object) -> None:
    """Reading anything else raises CaseFileError (exit 4) with the path and a next step."""
    path = tmp_path / "x.onrecord"
    assert callable(make)
    make(path)
    with pytest.raises(CaseFileError) as caught:
        load_case(path)
    assert "x.onrecord" in str(caught.value)
    assert caught.value.hint
    assert caught.value.exit_code == 4


def test_another_version_is_refused(sample: Path) -> None:
    """A case file of a later schema is neither read nor built upon."""
    with sqlite3.connect(sample) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CaseFileError, match="found 99"):
        load_case(sample)


def test_a_damaged_record_is_named(sample: Path) -> None:
    """A record that no longer decodes is an error of the case file, not a crash."""
    with sqlite3.connect(sample) as connection:
        connection.execute("UPDATE quotes SET record = '{}' WHERE id = 'q-1'")
    with pytest.raises(CaseFileError, match="damaged record"):
        load_case(sample)


def test_a_read_only_copy_can_be_read(sample: Path, tmp_path: Path) -> None:
    """A case file in a folder where nothing can be created is still readable."""
    folder = tmp_path / "disc"
    folder.mkdir()
    copy = folder / "case.onrecord"
    copy.write_bytes(sample.read_bytes())
    copy.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert load_case(copy) == make_case()
    finally:
        folder.chmod(0o755)


def test_an_interval_of_whole_minutes_is_written_in_minutes() -> None:
    """A time printed to the minute is that minute, one known to the day runs from its first minute to its last."""
    day = datetime(2024, 3, 5)
    minute = InstantInterval(day.replace(hour=9, minute=14), day.replace(hour=9, minute=14, second=59))
    assert rows.instants_of(minute) == ("2024-03-05T09:14", "2024-03-05T09:14")
    assert rows.instants_of(InstantInterval(day, day.replace(hour=23, minute=59))) == ("2024-03-05T00:00", "2024-03-05T23:59")
    exact = day.replace(hour=9, second=31)
    assert rows.instants_of(InstantInterval(exact, exact)) == ("2024-03-05T09:00:31", "2024-03-05T09:00:31")
    assert rows.instants_of(None) == (None, None)
