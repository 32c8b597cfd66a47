"""The selection audit from the command line: three shown cases of fifty-one arrests, and what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import Run

HEADING = "Arrest,City,Criminality,Bond\n"
N_ELM, N_CONVICTED = 51, 23


@pytest.fixture(scope="module")
def case(onrecord: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one table: 51 arrests in Elm, of which 23 convicted, and 9 in Oak."""
    folder = tmp_path_factory.mktemp("audit")
    rows = [f"E-{n:03},Elm,{'Convicted' if n < N_CONVICTED else 'No conviction'},{9000 - n}" for n in range(N_ELM)]
    rows += [f"O-{n:03},Oak,Convicted,{100 + n}" for n in range(9)]
    (folder / "data").mkdir()
    (folder / "data" / "arrests.csv").write_text(HEADING + "\n".join(rows) + "\n", encoding="utf-8")
    run = onrecord("build", "c.onrecord", "data", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder / "c.onrecord"


def audit(onrecord, case: Path, *words: str):  # type: ignore[no-untyped-def]
    """The audit of the attribute Convicted."""
    return onrecord(
        "audit", case.name, "--table", "arrests.csv", "--attribute", "Criminality=Convicted", *words, cwd=case.parent
    )


def test_three_shown_of_fifty_one(onrecord, case: Path) -> None:  # type: ignore[no-untyped-def]
    """The population first, then base rate, exact chance and power line, and that the three are no sample; no motive."""
    run = audit(onrecord, case, "--population", "City = 'Elm'", "--cases", "3", "--svg", "shown.svg")
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0] == "Population: 51 rows of arrests.csv, where City = 'Elm'"
    assert "Criminality = Convicted: 23 of 51 (45.1 %); 28 have it not" in lines
    assert "C(23,3) / C(51,3) = 8.5 %" in run.stdout
    assert "Power: with 3 cases, only an attribute that at most 19 of 51 have (37.3 %) can reach 5.0 %." in lines
    assert "Shown are 3 of 51, all with Criminality = Convicted; 28 of the 51 have it not." in run.stdout
    assert "not a sample" in run.stdout
    assert "S602" in run.stdout
    assert "S601" not in run.stdout
    ElementTree.fromstring((case.parent / "shown.svg").read_text(encoding="utf-8"))
    assert audit(onrecord, case, "--population", "City = 'Elm'", "--cases", "3").stdout == run.stdout


def test_borrowed_and_repeated_rows_are_named(onrecord, case: Path) -> None:  # type: ignore[no-untyped-def]
    """A case from another city and one shown twice are findings with their rows, and no chance is given."""
    words = ("--population", "City = 'Elm'", "--shown", "2,3,3,54", "--ranked-by", "Bond", "--format", "jsonl")
    run = audit(onrecord, case, *words)
    assert run.returncode == 0, run.stderr
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    population = rows[0]
    assert (population["n_shown"], population["borrowed"], population["repeated"]) == (3, [54], [3])
    assert rows[1]["at_least"] is None
    findings = [row for row in rows if row["row"] == "finding"]
    assert [row["code"] for row in findings] == ["S603", "S604"]
    assert "row 54" in findings[0]["message"]
    assert "row 3" in findings[1]["message"]
    assert all(row["spans"][0]["source"].endswith("data/arrests.csv") for row in findings)


def test_cases_from_outside_of_the_table_are_borrowed(onrecord, case: Path) -> None:  # type: ignore[no-untyped-def]
    """Cases that stand in no row are counted among the shown, and no chance is given."""
    run = audit(onrecord, case, "--population", "City = 'Elm'", "--shown-where", "Bond > 8997", "--borrowed", "1")
    assert run.returncode == 0, run.stderr
    assert "Shown: 4 cases" in run.stdout
    assert "Borrowed from outside of the table: 1." in run.stdout
    assert "chance that as many" not in run.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--cases", "3", "--population", "City IN (SELECT x FROM read_csv('/etc/passwd'))"), "a condition on rows"),
        (("--cases", "3", "--population", "City = 'Elm'; DROP TABLE self"), "not one condition"),
        (("--cases", "3", "--population", "Town = 'Elm'"), "no column 'Town'"),
        (("--cases", "40"), "cannot all have"),
        (("--shown", "2,999"), "has no data in row 999"),
        (("--cases", "3", "--ranked-by", "Bond"), "needs the rows"),
        (("--cases", "3", "--svg", "no/such/folder/x.svg"), "cannot write"),
    ],
)
def test_what_does_not_fit_is_refused(words: tuple[str, ...], said: str, onrecord, case: Path) -> None:  # type: ignore[no-untyped-def]
    """Exit code 2, one line that says what was found, and no data."""
    run = audit(onrecord, case, *words)
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_changed_table_is_not_audited(onrecord, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Rows that are not those of the build are refused, with the command that shows the change."""
    (tmp_path / "data").mkdir()
    table = tmp_path / "data" / "arrests.csv"
    table.write_text(HEADING + "E-1,Elm,Convicted,5\nE-2,Elm,None,6\n", encoding="utf-8")
    assert onrecord("build", "c.onrecord", "data", cwd=tmp_path).returncode == 0
    table.write_text(HEADING + "E-1,Elm,Convicted,5\nE-2,Elm,Convicted,6\n", encoding="utf-8")
    run = audit(onrecord, tmp_path / "c.onrecord", "--cases", "1")
    assert run.returncode == 3
    assert "changed since the build" in run.stderr
    assert "onrecord verify" in run.stderr


def test_a_kept_audit_stands_among_the_findings_until_it_is_forgotten(onrecord, tmp_path: Path, case: Path) -> None:  # type: ignore[no-untyped-def]
    """`--keep` adds the findings to `check`, a rebuild repeats them to the letter, `--forget` takes only its own away."""
    shutil.copytree(case.parent, tmp_path / "own")
    case = tmp_path / "own" / case.name

    def findings() -> str:
        run = onrecord("export", case.name, "findings", "--format", "jsonl", cwd=case.parent)
        assert run.returncode == 0, run.stderr
        return str(run.stdout)

    before = findings()
    first = audit(onrecord, case, "--population", "City = 'Elm'", "--cases", "3", "--keep")
    assert first.returncode == 0, first.stderr
    assert audit(onrecord, case, "--population", "City = 'Elm'", "--cases", "3", "--keep").returncode == 0
    assert audit(onrecord, case, "--population", "City = 'Elm'", "--shown", "2,3,54", "--keep").returncode == 0
    kept = findings()
    codes = {json.loads(line)["code"] for line in kept.splitlines()} - {
        json.loads(line)["code"] for line in before.splitlines()
    }
    assert {"S602", "S603"} <= codes
    assert onrecord("search", case.name, "code:S602", cwd=case.parent).stdout
    assert onrecord("build", case.name, cwd=case.parent).returncode == 0
    assert findings() == kept
    listed = [
        json.loads(line)
        for line in onrecord("audit", case.name, "--list", "--format", "jsonl", cwd=case.parent).stdout.splitlines()
    ]
    assert [one["shown"] for one in listed] == [3, [2, 3, 54]]
    assert onrecord("audit", case.name, "--forget", listed[1]["id"], cwd=case.parent).returncode == 0
    left = {json.loads(line)["code"] for line in findings().splitlines()}
    assert "S602" in left
    assert "S603" not in left
    assert onrecord("audit", case.name, "--forget", listed[0]["id"], cwd=case.parent).returncode == 0
    assert findings() == before
    assert onrecord("audit", case.name, "--forget", "a-none", cwd=case.parent).returncode == 2


def test_a_kept_audit_that_no_longer_fits_is_a_problem(onrecord, tmp_path: Path, case: Path) -> None:  # type: ignore[no-untyped-def]
    """Where the column of a kept audit was renamed, the next build says so and shows no old result."""
    shutil.copytree(case.parent, tmp_path / "own")
    case = tmp_path / "own" / case.name
    assert audit(onrecord, case, "--cases", "3", "--keep").returncode == 0
    table = case.parent / "data" / "arrests.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Criminality", "Category"), encoding="utf-8")
    assert onrecord("build", case.name, cwd=case.parent).returncode == 0
    problems = onrecord("export", case.name, "problems", "--format", "jsonl", cwd=case.parent).stdout
    assert "audit_not_repeated" in problems
    assert "S602" not in onrecord("check", case.name, cwd=case.parent).stdout


@pytest.mark.parametrize("words", [(), ("--table", "arrests.csv"), ("--table", "arrests.csv", "--attribute", "City=Elm")])
def test_an_audit_without_its_parts_is_refused(onrecord, case: Path, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    """What is missing is named, and no case is shown by default."""
    run = onrecord("audit", case.name, *words, cwd=case.parent)
    assert run.returncode == 2
    assert "an audit needs" in run.stderr
