"""The trace index kept in the case file: the same answers with it and without, and never a stale one."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import tracing
from onrecord.casefile.loader import load_case
from onrecord.casefile.trace_store import load_part
from onrecord.links.records import record_index
from onrecord.links.traces import trace_text
from onrecord.model.case import CaseRecords
from sample_case import make_bulk, make_case, write_file

WORDS = [
    "We closed 12 of 40 trails",
    "We closed 13 of 40 trails, not more.",
    "Please send the permit list … I was told to hurry",
    "hurry",
    "Nothing of the kind was ever written by anybody here",
]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The invented case as a file."""
    return write_file(make_case(), tmp_path / "case.onrecord")


def kept(case: Path) -> list[tuple[str, int, str]]:
    """What the case file keeps of the index."""
    with sqlite3.connect(case) as connection:
        return connection.execute("SELECT name, piece, key FROM trace_index ORDER BY name, piece").fetchall()


def test_the_kept_index_answers_as_a_new_one(case: Path) -> None:
    """The first trace keeps the index; the second uses it and says exactly what one over the loaded case says."""
    assert kept(case) == []
    first = tracing.trace_words(case, WORDS)
    rows = kept(case)
    assert rows
    second = tracing.trace_words(case, WORDS)
    assert kept(case) == rows
    index = record_index(load_case(case).parts)
    assert first == second == [trace_text(stretch, index) for stretch in WORDS]
    assert len({trace.verdict for trace in first}) > 2


def test_the_kept_index_is_used(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is kept, no index is built; only documents with a place to look at are loaded."""
    tracing.trace_words(case, WORDS)
    monkeypatch.setattr(tracing, "record_index", lambda _: pytest.fail("built anew"))
    assert tracing.trace_words(case, WORDS)


def test_a_changed_program_makes_it_anew(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of another program is not used."""
    tracing.trace_words(case, WORDS)
    before = kept(case)
    monkeypatch.setattr(tracing, "program_fingerprint", lambda: "another")
    assert tracing.trace_words(case, WORDS[:1])
    assert {key for *_, key in kept(case)}.isdisjoint(key for *_, key in before)


def test_a_build_removes_it(case: Path) -> None:
    """After a build with other records the old index answers nothing."""
    tracing.trace_words(case, WORDS)
    other = make_bulk(6, 3)
    write_file(other, case)
    assert kept(case) == []
    found = tracing.trace_words(case, ["Words of message 2 1", WORDS[0]])
    assert [trace.place is None for trace in found] == [False, True]


def test_a_damaged_index_of_other_records_is_passed_over(case: Path) -> None:
    """Rows under a key that does not fit are as good as none."""
    expected = tracing.trace_words(case, WORDS)
    with sqlite3.connect(case) as connection:
        connection.execute("UPDATE trace_index SET key = 'x', data = x'00'")
    assert tracing.trace_words(case, WORDS) == expected


def test_a_case_that_cannot_be_written_is_traced_without(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a builder holds the file, a trace answers and keeps nothing."""
    monkeypatch.setattr("onrecord.casefile.connect.BUSY_TIMEOUT_MS", 10)
    connection = sqlite3.connect(case, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        assert tracing.trace_words(case, WORDS[:1])[0].place is not None
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    assert kept(case) == []


def test_a_case_without_records(tmp_path: Path) -> None:
    """Where nothing can be searched, the answer is the same at every trace."""
    part = next(part for part in make_case().parts if part.document.id == "d-story")
    path = write_file(CaseRecords(parts=(part,)), tmp_path / "c.onrecord")
    assert tracing.trace_words(path, WORDS) == tracing.trace_words(path, WORDS)


def test_one_document_is_loaded_as_it_was(case: Path) -> None:
    """Document, messages and redactions come back as the whole case has them."""
    (part,) = (part for part in load_case(case).parts if part.document.id == "d-mail")
    with sqlite3.connect(case) as connection:
        loaded = load_part(connection, "d-mail")
    assert loaded.document == part.document
    wanted = replace(loaded.inbox, messages=part.inbox.messages, redactions=part.inbox.redactions)
    assert loaded.inbox == wanted
