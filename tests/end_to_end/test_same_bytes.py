"""The same inputs give the same bytes: in any order, with any number of workers, at a second build, by any engine."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "src/onrecord/demo_case"
SOURCES = tuple(DEMO / pile for pile in ("coverage", "data", "records"))
TABLES = ("documents", "problems", "passages", "messages", "redactions", "stamps", "people", "tasks", "quotes", "traces")
MORE_TABLES = ("figures", "dates", "events", "stories", "citations", "reuse", "findings")


def exports(onrecord, case: Path) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """Every table of a case as its export prints it."""
    found = {}
    for table in (*TABLES, *MORE_TABLES):
        run = onrecord("export", case, table, "--format", "jsonl")
        assert run.returncode == 0, (table, run.stderr)
        found[table] = run.stdout
    return found


@pytest.fixture(scope="module")
def first(onrecord, tmp_path_factory) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """The exports of the demo case built plainly."""
    case = tmp_path_factory.mktemp("first") / "c.onrecord"
    run = onrecord("build", case, *SOURCES)
    assert run.returncode == 0, run.stderr
    return exports(onrecord, case)


def test_order_and_workers_do_not_matter(onrecord, tmp_path: Path, first: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    """Sources in the opposite order, read by three workers, give the same exports."""
    run = onrecord("build", tmp_path / "c.onrecord", *reversed(SOURCES), "--jobs", "3")
    assert run.returncode == 0, run.stderr
    assert exports(onrecord, tmp_path / "c.onrecord") == first


def test_a_second_build_changes_nothing(onrecord, tmp_path: Path, first: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    """A case built piece by piece and then once more has the same exports as one built at once."""
    case = tmp_path / "c.onrecord"
    for upto in range(1, len(SOURCES) + 1):
        run = onrecord("build", case, *SOURCES[:upto])
        assert run.returncode == 0, run.stderr
    run = onrecord("build", case, *SOURCES)
    assert run.returncode == 0, run.stderr
    assert exports(onrecord, case) == first


@pytest.mark.skipif(importlib.util.find_spec("daft") is None, reason="the extra onrecord[daft] is not installed")
@pytest.mark.parametrize("engine", ["daft", "ray"])
def test_engines_give_the_same_bytes(engine: str, onrecord, tmp_path: Path, first: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    """Daft's native runner and its Ray runner build the same case as the local pool."""
    run = onrecord("build", tmp_path / "c.onrecord", *SOURCES, "--engine", engine)
    assert run.returncode == 0, run.stderr
    assert exports(onrecord, tmp_path / "c.onrecord") == first
