"""A table whose rows are gone after it was profiled: the build goes on and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Pile
from onrecord.pipeline import check_all
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source


def profiled(folder: Path) -> tuple[CaseRecords, Path]:
    """A case of one table, and its file."""
    file = folder / "vans.csv"
    file.write_text("Van,Town\n" + "".join(f"V{n},Elm\n" for n in range(20)))
    reading = read_source(list_sources([(file, Pile.DATA)], scratch=folder)[0][0])
    return CaseRecords(parts=(DocumentRecords(document=reading.documents[0], tables=reading.tables),)), file


@pytest.mark.parametrize("change", ["renamed", "removed", "binary"])
def test_rows_that_cannot_be_had_again_are_a_problem(change: str, tmp_path: Path) -> None:
    """Nothing is lost silently and nothing is raised."""
    case, file = profiled(tmp_path)
    if change == "removed":
        file.unlink()
    else:
        file.write_bytes(b"\x00\x01\x02" * 50 if change == "binary" else b"Car,Town\nV1,Elm\nV2,Oak\n")
    checked = check_all(case, {case.parts[0].document.source.path: file})
    assert [problem.reason for problem in checked.problems] == ["table_unavailable"]
    assert "no text was checked against its rows" in checked.problems[0].detail


def test_rows_that_are_there_are_no_problem(tmp_path: Path) -> None:
    """A table as it was gives no problem."""
    case, file = profiled(tmp_path)
    assert check_all(case, {case.parts[0].document.source.path: file}).problems == ()
