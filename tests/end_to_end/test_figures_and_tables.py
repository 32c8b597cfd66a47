"""`figures --check-tables`: what the table of a case says to the figures of its coverage, the unsupported first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

ARTICLE = (
    "Officers arrested 12 people in Elm on Monday.\n\nThe office said that 20 people were arrested in Oak.\n\n"
    "It has 31 chairs.\n"
)


@pytest.fixture(scope="module")
def case(onrecord: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article beside a list of 12 arrests in Elm and 7 in Oak."""
    folder = tmp_path_factory.mktemp("figures")
    (folder / "data").mkdir()
    (folder / "coverage").mkdir()
    rows = [f"A-{n:03},{'Elm' if n < 12 else 'Oak'},2021-10-0{n % 5 + 1}" for n in range(19)]
    (folder / "data" / "arrests.csv").write_text("Arrest No,City,Arrest Date\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (folder / "coverage" / "story.txt").write_text(ARTICLE, encoding="utf-8")
    run = onrecord("build", "c.onrecord", "data", "coverage", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder / "c.onrecord"


def test_the_unsupported_come_first(onrecord, case: Path) -> None:  # type: ignore[no-untyped-def]
    """20 in Oak, which no count gives, is printed before 12 in Elm, which one gives, each with its query."""
    run = onrecord("figures", case, "--check-tables")
    assert run.returncode == 0, run.stderr
    assert run.stdout.index("T502") < run.stdout.index("T501")
    assert "\"City\" = 'Oak'" in run.stdout
    assert "chance that a number of this size matches" in " ".join(run.stdout.split())
    assert "1 no count gives it, 0 cannot be answered, 1 a count gives it" in run.stderr


def test_every_figure_is_an_object(onrecord, case: Path) -> None:  # type: ignore[no-untyped-def]
    """As JSON every figure is there, those of which no table speaks last and with an empty list."""
    run = onrecord("figures", case, "--check-tables", "--format", "jsonl")
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(row["text"], [said["code"] for said in row["tables"]]) for row in rows[:2]] == [("20", ["T502"]), ("12", ["T501"])]
    assert all(row["tables"] == [] for row in rows[2:])
    assert {row["id"] for row in rows} == {
        json.loads(line)["id"] for line in onrecord("figures", case, "--format", "jsonl").stdout.splitlines()
    }
    assert all(span["source"].endswith("arrests.csv") for row in rows[:2] for span in row["tables"][0]["spans"])
