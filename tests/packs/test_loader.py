"""Packs on disk: what is read, what wins, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import SettingsError
from onrecord.packs.loader import KINDS, built_in_names, load_packs

TERMS = ",".join(KINDS["terms.csv"].columns)
ROW = "Jane Roe,J. Roe|Jane Q. Roe,Clerk,County,2017-01-02,,confirmed,true,county book"


def write(folder: Path, name: str, file_name: str, text: str) -> Path:
    (folder / name).mkdir(exist_ok=True)
    path = folder / name / file_name
    path.write_text(text, encoding="utf-8")
    return path


def test_packs_that_come_with_onrecord_load() -> None:
    """Every built-in pack loads, every row has a source, and doubtful dates keep their mark."""
    pack = load_packs(built_in_names())
    assert pack.names == built_in_names()
    assert pack.terms
    assert all(term.source for term in pack.terms)
    assert any(term.verify for term in pack.terms)
    assert not all(term.verify for term in pack.terms)
    assert ("(b)(7)(C)", "law-enforcement records: could be an unwarranted invasion of privacy") in pack.exemptions


def test_open_end_and_aliases(tmp_path: Path) -> None:
    """An empty `to` means still in office, and a cell with bars is a list."""
    write(tmp_path, "mine", "terms.csv", f"{TERMS}\n{ROW}\n")
    (term,) = load_packs(["mine"], tmp_path).terms
    assert term.valid.latest == date.max
    assert term.aliases == ("J. Roe", "Jane Q. Roe")
    assert term.verify


def test_own_file_stands_in_place_of_the_built_in_one(tmp_path: Path) -> None:
    """A file in the user's folder replaces the file of that name; the other files of the pack stay."""
    write(tmp_path, "us-immigration", "terms.csv", f"{TERMS}\n{ROW}\n")
    built_in, own = load_packs(["us-immigration"]), load_packs(["us-immigration"], tmp_path)
    assert [term.person for term in own.terms] == ["Jane Roe"]
    assert own.codes == built_in.codes


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    says: str


BROKEN = [
    Case("missing column", "person,title\nJane Roe,Clerk\n", "line 1"),
    Case("empty file", "", "line 1"),
    Case("impossible day", f"{TERMS}\nJane Roe,,Clerk,County,2017-02-30,,confirmed,,book\n", "line 2: found '2017-02-30'"),
    Case("no first day", f"{TERMS}\nJane Roe,,Clerk,County,,,confirmed,,book\n", "line 2: found '' in column from"),
    Case("ends before it begins", f"{TERMS}\nJane Roe,,Clerk,County,2018-01-01,2017-01-01,confirmed,,book\n", "line 2"),
    Case("no source", f"{TERMS}\n{ROW}\nJane Roe,,Clerk,County,2017-01-01,,confirmed,,\n", "line 3"),
    Case("unknown status", f"{TERMS}\nJane Roe,,Clerk,County,2017-01-01,,maybe,,book\n", "'maybe'"),
    Case("too few cells", f"{TERMS}\nJane Roe,Clerk\n", "line 2"),
    Case("quote left open", f'{TERMS}\n"Jane Roe,Clerk\n', "no CSV"),
]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_broken_files_are_named(tmp_path: Path, case: Case) -> None:
    """A broken pack is refused with the file, the line and what was expected."""
    path = write(tmp_path, "mine", "terms.csv", case.text)
    with pytest.raises(SettingsError) as caught:
        load_packs(["mine"], tmp_path)
    assert str(path) in str(caught.value)
    assert case.says in str(caught.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file in another encoding is refused by name."""
    path = write(tmp_path, "mine", "terms.csv", "")
    path.write_bytes(b"\xff\xfe\x00person")
    with pytest.raises(SettingsError, match=r"cannot be read as UTF-8"):
        load_packs(["mine"], tmp_path)


@pytest.mark.parametrize("name", ["nowhere", "", "../us-foia", ".hidden"])
def test_names_that_are_no_pack(tmp_path: Path, name: str) -> None:
    """A name that is no pack is refused, and a name cannot lead out of the folder."""
    with pytest.raises(SettingsError) as caught:
        load_packs([name], tmp_path)
    assert "us-foia" in caught.value.hint


def test_unknown_kind_of_file(tmp_path: Path) -> None:
    """A misspelt file name is refused and not passed over."""
    write(tmp_path, "mine", "term.csv", TERMS)
    with pytest.raises(SettingsError, match=r"no such kind of file"):
        load_packs(["mine"], tmp_path)
