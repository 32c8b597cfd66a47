"""A case that is being built for the first time shows the mail of its first pages, and nothing that would have to be whole."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from onrecord.casefile.connect import first_pages, reading
from onrecord.casefile.views import EVERYTHING, FindingFilter, list_findings, list_inbox, summarise_case
from onrecord.casefile.writer import open_for_build, write_case
from onrecord.errors import CaseFileError
from onrecord.model.case import DocumentRecords
from sample_case import make_case

AT = "2020-01-02T03:04:05+00:00"
TABLES = ("documents", "pages", "messages", "recipients", "findings", "search_units", "case_info")


def first_part() -> DocumentRecords:
    """The sample's document with mail."""
    return next(part for part in make_case().parts if part.inbox.messages)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a case file holds."""
    connection = sqlite3.connect(path)
    found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}
    connection.close()
    return found


def test_first_messages_are_listed_while_the_build_goes_on(tmp_path: Path) -> None:
    """The mail of the first pages can be read before the build is done, and the case says which pages they are."""
    case = tmp_path / "c.onrecord"
    with open_for_build(case, "1") as writer:
        writer.show_first(first_part(), "pages 1-2 of a.pdf")
        assert first_pages(case) == "pages 1-2 of a.pdf"
        assert [row.message.id for row in list_inbox(case)] == [
            message.id for message in first_part().inbox.messages if message.copy_of is None
        ]


def test_a_stopped_first_build_is_no_case(tmp_path: Path) -> None:
    """What would have to be whole is refused: findings, counts, exports of a case whose build was stopped."""
    case = tmp_path / "c.onrecord"
    with open_for_build(case, "1") as writer:
        writer.show_first(first_part(), "pages 1-2 of a.pdf")
    for ask in (lambda: summarise_case(case), lambda: list_findings(case, FindingFilter(), EVERYTHING)):
        with pytest.raises(CaseFileError, match="did not finish"):
            ask()
    with pytest.raises(CaseFileError), reading(case):
        pass


def test_the_whole_case_takes_the_place_of_the_first_messages(tmp_path: Path) -> None:
    """A case that showed its first messages holds the same rows in the end as one that did not."""
    shown, plain = tmp_path / "shown.onrecord", tmp_path / "plain.onrecord"
    for case in (shown, plain):
        with open_for_build(case, "1") as writer:
            if case == shown:
                writer.show_first(first_part(), "pages 1-2 of a.pdf")
            write_case(writer, make_case(), at=AT)
    assert first_pages(shown) is None
    assert rows(shown) == rows(plain)


def test_a_built_case_is_not_touched(tmp_path: Path) -> None:
    """While a built case is built again its old results stand."""
    case = tmp_path / "c.onrecord"
    with open_for_build(case, "1") as writer:
        write_case(writer, make_case(), at=AT)
        before = rows(case)
        writer.show_first(first_part(), "pages 1-2 of a.pdf")
        assert rows(case) == before
