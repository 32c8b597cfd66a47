"""Shared by all tests: where the given data lie (never in the project), and the program as a user calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.exports import EXPORTS, export_rows
from onrecord.cli.__main__ import main

CHECKOUT = Path(__file__).resolve().parents[1]
LONGEST_RUN_S = 240
Run = Callable[..., "subprocess.CompletedProcess[str]"]
_WITH_TIMES = ("intake", "judgements", "notes")  # tables that say when something was done
_LONG_FIRST = ("end_to_end", "web", "dossier", "sources", "readers", "docs")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders whose files take long, so that no worker is left alone with one of them at the end."""
    order = {folder: place for place, folder in enumerate(_LONG_FIRST)}
    items.sort(key=lambda item: order.get(item.path.parent.name, len(order)))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of given data: ONRECORD_SHARED, else `shared` beside the checkout; the test is skipped without it."""
    folder = Path(os.environ.get("ONRECORD_SHARED", CHECKOUT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        pytest.skip(f"the given data are not here ({folder.name}/seeds); set ONRECORD_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def onrecord() -> Run:
    """Run the program in this process, which costs half of one of its own: `onrecord("build", case, folder)`."""

    def run(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        command = [str(word) for word in words]
        with TextIOWrapper(BytesIO(), "utf-8") as out, TextIOWrapper(BytesIO(), "utf-8") as err:
            with redirect_stdout(out), redirect_stderr(err), chdir(cwd or Path.cwd()):
                try:
                    code = main(command)
                except SystemExit as end:  # as argparse ends the program
                    code = int(end.code or 0)
            printed, said = (_written(stream) for stream in (out, err))
        return subprocess.CompletedProcess(command, code, printed, said)

    return run


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode("utf-8")


@pytest.fixture(scope="session")
def onrecord_process() -> Run:
    """Run the program in a process of its own, where that is what the test is about: memory, sockets, the order of hashes."""

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a skipped test; one for all tests of a process, for playwright cannot be started twice in one."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None and os.environ.get("ONRECORD_NEEDS_ALL"):
        pytest.fail("no Chromium is installed, and this machine was to have all that the tests need")
    if program is None:
        pytest.skip("no Chromium is installed: browser tests need the program `chromium`")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def export_tables() -> Callable[[Path], dict[str, str]]:
    """Every table of a case as `export --format jsonl` prints it, made in this process: a start of the program costs more."""

    def export(case: Path) -> dict[str, str]:
        return {name: "".join(jsonl_lines(export_rows(case, name))) for name in EXPORTS if name not in _WITH_TIMES}

    return export
