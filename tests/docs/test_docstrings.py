"""What a docstring shows is what the code does."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"
EXAMPLE_RE = re.compile(r"^ +>>> ", re.MULTILINE)
SHOWING = sorted(path for path in SRC.rglob("*.py") if EXAMPLE_RE.search(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SHOWING, ids=[path.relative_to(SRC).as_posix() for path in SHOWING])
def test_examples_of_a_module_are_true(path: Path) -> None:
    """Every example in a module's docstrings gives what is printed below it."""
    module = importlib.import_module(".".join(path.relative_to(SRC).with_suffix("").parts))
    done = doctest.testmod(module)
    assert done.attempted
    assert not done.failed
