"""`onrecord mask` and `onrecord judge mask|unmask`: every decision with its reason, changed and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli.__main__ import main
from onrecord.dossier.masking import make_masker
from sample_case import make_case, write_file


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The case file of the invented case: Dana Ortega was then parks director, Kim Bell holds no office."""
    return write_file(make_case(), tmp_path / "case.onrecord")


def _decisions(case: Path, capfd: pytest.CaptureFixture[str], *options: str) -> dict[str, dict[str, object]]:
    assert main(["mask", str(case), "--format", "jsonl", *options]) == 0
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    return {name: row for row in rows for name in row["texts"]}


def test_every_decision_has_a_reason(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Who is masked and who is kept is listed with why, where and by whom it was decided."""
    rows = _decisions(case, capfd)
    assert rows["Bell, Kim"]["is_masked"]
    assert rows["Bell, Kim"]["reason"] == "in the header of a mail, without a senior title in the records"
    assert all(row["reason"] and row["decided_by"] == "rule" and str(row["id"]).startswith("k-") for row in rows.values())


def test_a_list_of_names(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Names of the user's own list are kept; `--kept` and `--masked` show one side."""
    (tmp_path / "keep.txt").write_text("Kim Bell\n", encoding="utf-8")
    kept = _decisions(case, capfd, "--kept", "--keep-names", str(tmp_path / "keep.txt"))
    assert "Bell, Kim" in kept or "Kim Bell" in kept
    assert not any(row["is_masked"] for row in kept.values())
    assert all(row["is_masked"] for row in _decisions(case, capfd, "--masked").values())


def test_for_people(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The list for people names the pseudonym, the spellings, the reason and the next command."""
    assert main(["mask", str(case)]) == 0
    shown = capfd.readouterr()
    assert "Bell, Kim" in shown.out
    assert "without a senior title" in shown.out
    assert "onrecord judge" in shown.err


def test_a_decision_is_remembered_and_taken_back(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`judge unmask` shows a name by its id or its words, says so in the list, and can be undone."""
    target = str(_decisions(case, capfd)["Bell, Kim"]["id"])
    assert main(["judge", str(case), "unmask", target, "--who", "ed", "--reason", "quoted by name"]) == 0
    judgement = capfd.readouterr().out.strip()
    assert make_masker(case).text("Bell, Kim") == "Bell, Kim"
    assert _decisions(case, capfd)["Bell, Kim"]["reason"] == "decided by ed: quoted by name"
    assert main(["judge", str(case), "undo", judgement, "--who", "ed"]) == 0
    assert make_masker(case).text("Bell, Kim") != "Bell, Kim"
    assert main(["judge", str(case), "mask", "the trail by the old mill", "--who", "ed"]) == 0
    assert "mill" not in make_masker(case).text("near the trail by the old mill")
    capfd.readouterr()


def test_an_id_that_is_nobodys(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An id that no decision has is refused with the next command."""
    assert main(["judge", str(case), "mask", "k-0123456789abcdef"]) == 2
    assert "onrecord mask CASE" in capfd.readouterr().err
