"""The same inputs give the same bytes: in any order, with any number of workers, at a second build, by any engine."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run

Export = Callable[[Path], dict[str, str]]
DEMO = Path(__file__).resolve().parents[2] / "src/onrecord/demo_case"
SOURCES = tuple(DEMO / pile for pile in ("coverage", "data", "records"))


@pytest.fixture(scope="module")
def first(onrecord_process: Run, export_tables: Export, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The exports of the demo case built plainly."""
    case = tmp_path_factory.mktemp("first") / "c.onrecord"
    run = onrecord_process("build", case, *SOURCES)
    assert run.returncode == 0, run.stderr
    return export_tables(case)


def test_order_and_workers_do_not_matter(
    onrecord_process: Run, export_tables: Export, tmp_path: Path, first: dict[str, str]
) -> None:
    """Sources in the opposite order, read by three workers, give the same exports."""
    run = onrecord_process("build", tmp_path / "c.onrecord", *reversed(SOURCES), "--jobs", "3")
    assert run.returncode == 0, run.stderr
    assert export_tables(tmp_path / "c.onrecord") == first


def test_a_second_build_changes_nothing(onrecord: Run, export_tables: Export, tmp_path: Path, first: dict[str, str]) -> None:
    """A case built piece by piece and then once more has the same exports as one built at once, in another process."""
    case = tmp_path / "c.onrecord"
    for sources in (SOURCES[:1], SOURCES, SOURCES):
        run = onrecord("build", case, *sources)
        assert run.returncode == 0, run.stderr
    assert export_tables(case) == first


@pytest.mark.skipif(importlib.util.find_spec("daft") is None, reason="the extra onrecord[daft] is not installed")
@pytest.mark.parametrize("engine", ["daft", "ray"])
def test_engines_give_the_same_bytes(
    engine: str, onrecord_process: Run, export_tables: Export, tmp_path: Path, first: dict[str, str]
) -> None:
    """Daft's native runner and its Ray runner build the same case as the local pool."""
    run = onrecord_process("build", tmp_path / "c.onrecord", *SOURCES, "--engine", engine)
    if "Ray does not start" in run.stderr:  # it gives up after half a minute, which a busy machine can need
        run = onrecord_process("build", tmp_path / "c.onrecord", *SOURCES, "--engine", engine)
    assert run.returncode == 0, run.stderr
    assert export_tables(tmp_path / "c.onrecord") == first
