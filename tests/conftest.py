"""Shared by all tests: where the given data lie (never in the project), and the program as a user calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
LONGEST_RUN_S = 240
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of given data: ONRECORD_SHARED, else `shared` beside the checkout; the test is skipped without it."""
    folder = Path(os.environ.get("ONRECORD_SHARED", CHECKOUT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip(f"the given data are not here ({folder.name}/seeds); set ONRECORD_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def onrecord() -> Run:
    """Run the program in a process of its own: `onrecord("build", case, folder)`."""

    def run(*words: object, env: dict[str, str] | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command: Sequence[str] = (sys.executable, "-m", "onrecord.cli", *map(str, words))
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=LONGEST_RUN_S,
            env={**os.environ, **(env or {})},
            cwd=cwd,
        )

    return run
