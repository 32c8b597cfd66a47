"""Builds after the first: they add, they do not read again what has not changed, and they lose nothing silently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ONE = "County arrests 12 people\n\nThe county said on May 3, 2021 that 12 people were arrested in a sweep.\n"
TWO = "Sweep in the county\n\nOn May 4, 2021 the sheriff said that “the sweep is over.”\n"


def rows(onrecord, case: Path, table: str) -> list[dict[str, object]]:  # type: ignore[no-untyped-def]
    """One exported table."""
    run = onrecord("export", case, table, "--format", "jsonl")
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[Path, Path]:
    """Two articles in two folders; the first has a sidecar."""
    for name, text in (("a", ONE), ("b", TWO)):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "a" / "a.txt.meta.json").write_text('{"published": "2021-05-04", "publisher": "The Ledger"}', encoding="utf-8")
    return tmp_path / "a" / "a.txt", tmp_path / "b" / "b.txt"


def test_a_later_build_adds_to_the_case(onrecord, tmp_path: Path, two_files: tuple[Path, Path]) -> None:  # type: ignore[no-untyped-def]
    """Sources of an earlier build stay in the case when another build names only new ones, with pile and sidecar."""
    case = tmp_path / "c.onrecord"
    assert onrecord("build", case, two_files[0].parent).returncode == 0
    assert onrecord("build", case, "--records", two_files[1]).returncode == 0
    found = rows(onrecord, case, "documents")
    assert [(Path(str(row["source"])).name, row["pile"], row["publisher"]) for row in found] == [
        ("a.txt", "coverage", "The Ledger"),
        ("b.txt", "records", None),
    ]


def test_a_pile_takes_several_sources_at_once(onrecord, tmp_path: Path, two_files: tuple[Path, Path]) -> None:  # type: ignore[no-untyped-def]
    """`--records *.txt`, which a shell turns into several names, puts all of them on the pile."""
    case = tmp_path / "c.onrecord"
    assert onrecord("build", case, "--records", *two_files).returncode == 0
    assert [row["pile"] for row in rows(onrecord, case, "documents")] == ["records", "records"]


def test_only_forgets_what_is_not_named(onrecord, tmp_path: Path, two_files: tuple[Path, Path]) -> None:  # type: ignore[no-untyped-def]
    """With --only the case holds the sources named now and no others."""
    case = tmp_path / "c.onrecord"
    assert onrecord("build", case, *two_files).returncode == 0
    assert onrecord("build", case, two_files[1], "--only").returncode == 0
    assert [Path(str(row["source"])).name for row in rows(onrecord, case, "documents")] == ["b.txt"]


def test_a_file_that_is_gone_keeps_its_place_and_is_named(  # type: ignore[no-untyped-def]
    onrecord, tmp_path: Path, two_files: tuple[Path, Path]
) -> None:
    """What a vanished file gave stays in the case beside a problem that says so; the same at every later build."""
    case = tmp_path / "c.onrecord"
    assert onrecord("build", case, *two_files).returncode == 0
    before = rows(onrecord, case, "quotes")
    two_files[1].unlink()
    for _ in range(2):
        run = onrecord("build", case)
        assert run.returncode == 0, run.stderr
        assert rows(onrecord, case, "quotes") == before
        assert [row["reason"] for row in rows(onrecord, case, "problems")] == ["missing_source"]


def test_a_changed_file_is_read_again(onrecord, tmp_path: Path, two_files: tuple[Path, Path]) -> None:  # type: ignore[no-untyped-def]
    """After a change of its bytes a source is read anew, and `verify` names it until the build has seen it."""
    case = tmp_path / "c.onrecord"
    assert onrecord("build", case, *two_files).returncode == 0
    two_files[0].write_text(ONE.replace("12", "19"), encoding="utf-8")
    verified = onrecord("verify", case)
    assert verified.returncode == 1
    assert "a.txt" in verified.stdout + verified.stderr
    assert onrecord("build", case).returncode == 0
    assert {row["stated"] for row in rows(onrecord, case, "figures")} == {19}
    assert onrecord("verify", case).returncode == 0
