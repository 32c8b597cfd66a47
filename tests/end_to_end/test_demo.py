"""The demo: every kind of finding is in it, and what the README prints is what it prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import CHECKOUT, Run
from onrecord.checks.catalogue import load_rules


@pytest.fixture(scope="module")
def demo(onrecord: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a built demo."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    run = onrecord("demo", folder)
    assert run.returncode == 0, run.stderr
    (folder / "printed.txt").write_text(run.stdout, encoding="utf-8")
    return folder


def test_every_kind_of_finding_is_shown(onrecord: Run, demo: Path) -> None:
    """There is no finding code that a new user cannot see in the demo."""
    lines = onrecord("export", "demo.onrecord", "findings", "--format", "jsonl", cwd=demo).stdout.splitlines()
    assert {json.loads(line)["code"] for line in lines} == {rule.code for rule in load_rules()}


def test_the_readme_shows_real_output(onrecord: Run, demo: Path) -> None:
    """Every line of the README's example comes from the program."""
    printed = (demo / "printed.txt").read_text(encoding="utf-8") + onrecord("check", "demo.onrecord", cwd=demo).stdout
    printed += onrecord("trace", "demo.onrecord", "told that we missed this request", cwd=demo).stdout
    real = set(printed.splitlines())
    example = re.search(r"```console\n(.*?)```", (CHECKOUT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    shown = [line for line in example[1].splitlines() if line and line != "..." and not line.startswith("$ ")]
    assert len(shown) > 10
    assert [line for line in shown if line not in real] == []
