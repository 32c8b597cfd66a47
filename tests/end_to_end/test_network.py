"""No network: every command runs with a guard that refuses any socket but loopback, in this process and its workers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = """
import sys

LOOPBACK = ("127.", "::1", "localhost")

def refuse(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple) and not str(args[1][0]).startswith(LOOPBACK):
        raise RuntimeError(f"a socket to {args[1]!r} was opened")
    if event == "socket.getaddrinfo" and args[0] is not None and not str(args[0]).startswith(LOOPBACK):
        raise RuntimeError(f"the address of {args[0]!r} was asked for")

sys.addaudithook(refuse)
"""


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python refuses all but loopback from its first line on, workers included."""
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


def test_the_guard_itself_refuses(onrecord, guarded, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The guard stops a connection, so that a run without a refusal proves something."""
    code = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=guarded)
    assert "was opened" in run.stderr or "was asked for" in run.stderr


def test_no_command_opens_a_socket(onrecord, guarded, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The demo, a build with workers, and every reading command finish under the guard."""
    demo = onrecord("demo", tmp_path / "demo", env=guarded)
    assert demo.returncode == 0, demo.stderr
    case = next((tmp_path / "demo").glob("*.onrecord"))
    rebuilt = tmp_path / "again.onrecord"
    sources = [tmp_path / "demo" / pile for pile in ("records", "coverage", "data")]
    for words in (
        ("build", rebuilt, *sources, "--jobs", "2"),
        ("check", case),
        ("search", case, "sweep"),
        ("inbox", case),
        ("quotes", case),
        ("figures", case),
        ("timeline", case),
        ("redactions", case),
        ("trace", case, "the three most serious cases"),
        ("verify", case),
        ("export", case, "findings", "--format", "jsonl"),
    ):
        run = onrecord(*words, env=guarded)
        assert run.returncode == 0, (words, run.stderr)


def test_remote_things_in_a_page_stay_remote(onrecord, guarded, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A page full of images, scripts and stylesheets of other hosts is read without fetching any of them."""
    page = "<html><head><link rel=stylesheet href='https://cdn.example/x.css'><script src='https://cdn.example/x.js'></script></head>"
    page += "<body><p>The county said on May 3, 2021 that 12 people were arrested.</p><img src='https://cdn.example/p.png'></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    run = onrecord("build", tmp_path / "c.onrecord", tmp_path / "page.html", env=guarded)
    assert run.returncode == 0, run.stderr
    rows = onrecord("export", tmp_path / "c.onrecord", "documents", "--format", "jsonl", env=guarded).stdout.splitlines()
    assert [json.loads(row)["kind"] for row in rows] == ["html"]
