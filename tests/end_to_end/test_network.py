"""No network: every command runs with a guard that refuses any socket but loopback, in this process and its workers."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from onrecord.cli.parser import COMMANDS
from sample_case import make_case, write_file

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


def test_the_guard_itself_refuses(onrecord_process, guarded, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The guard stops a connection, so that a run without a refusal proves something."""
    code = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=guarded)
    assert "was opened" in run.stderr or "was asked for" in run.stderr


# What each command is asked to do under the guard. CASE is a built case, OUT an empty folder, Q a quotation, F a finding, T a
# thread. Every command of the program has its line here, or the test below fails; `serve` and `demo` have tests of their own.
CALLS: dict[str, tuple[str, ...]] = {
    "build": ("build OUT/again.onrecord DEMO/coverage DEMO/data --jobs 2",),
    "check": ("check CASE",),
    "draft": ("draft CASE DEMO/coverage/04-press-release.txt --html OUT/draft.html",),
    "trace": ("trace CASE cases",),
    "search": ("search CASE sweep",),
    "inbox": ("inbox CASE",),
    "thread": ("thread CASE T",),
    "quotes": ("quotes CASE",),
    "figures": ("figures CASE",),
    "timeline": ("timeline CASE",),
    "people": ("people CASE",),
    "redactions": ("redactions CASE",),
    "tasks": ("tasks CASE",),
    "audit": ("audit CASE --table arrests --attribute Severity=3 --cases 3",),
    "judge": (
        "judge CASE dismiss F",
        "judge CASE export -o OUT/j.jsonl",
        "judge CASE import OUT/j.jsonl",
        "judge CASE conflicts",
    ),
    "mask": ("mask CASE",),
    "request": (
        "request CASE add --agency ICE --on 2024-03-01 --text Mail --tracking N-1",
        "request CASE event N-1 received 2024-03-04",
        "request CASE list",
        "request CASE letter N-1 status -o OUT/status.docx",
        "request CASE appeal-pack N-1 -o OUT/appeal",
    ),
    "export": (
        "export CASE findings --format parquet -o OUT/findings.parquet",
        "export CASE eml -o OUT/mail",
        "export CASE ftm -o OUT/ftm",
        "export CASE dat -o OUT/dat",
        "export CASE vaughn -o OUT/vaughn.xlsx",
        "export CASE annotations -o OUT/annotations.jsonl",
        "export CASE claimreview --publisher P --url https://paper.example -o OUT/reviews.jsonl",
        "export CASE datasette -o OUT/metadata.json",
    ),
    "verify": ("verify CASE",),
    "publish": ("publish CASE OUT/dossier --no-pdf --code Q101",),
    "bundle": ("bundle CASE OUT/case.zip",),
    "certificate": ("certificate CASE -o OUT/certificate.docx",),
    "rule": ("rule Q101",),
}
APART = ("serve", "demo")
DRIVER = """
import json, socket, sys
from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from onrecord.cli.__main__ import main

try:
    socket.create_connection(("192.0.2.1", 9), timeout=1)
except RuntimeError:
    pass  # the guard is there
else:
    sys.exit("no guard")
codes = []
for words in json.load(sys.stdin):
    with redirect_stdout(TextIOWrapper(BytesIO(), encoding="utf-8")):
        codes.append(main(words))
print(json.dumps(codes))
"""


def test_every_command_has_a_call() -> None:
    """A new command without a line in the table fails here."""
    assert sorted([*CALLS, *APART]) == sorted(command.name for command in COMMANDS)


def test_no_command_opens_a_socket(onrecord_process, guarded, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The demo, a build with workers, and every other command finish under the guard, the exports and papers too."""
    demo = onrecord_process("demo", tmp_path / "demo", env=guarded)
    assert demo.returncode == 0, demo.stderr
    case = next((tmp_path / "demo").glob("*.onrecord"))
    out = tmp_path / "out"
    out.mkdir()
    ids = {"CASE": str(case), "T": _first(case, "messages", "thread_id"), "F": _first(case, "findings", "id")}
    calls = [
        [ids.get(word, word.replace("OUT", str(out)).replace("DEMO", str(tmp_path / "demo"))) for word in line.split()]
        for lines in CALLS.values()
        for line in lines
    ]
    environment = {**os.environ, **guarded}
    run = subprocess.run(
        [sys.executable, "-c", DRIVER], input=json.dumps(calls), capture_output=True, text=True, check=False, env=environment
    )
    assert run.returncode == 0, run.stderr
    codes = json.loads(run.stdout.splitlines()[-1])
    assert [(words[:3], code) for words, code in zip(calls, codes, strict=True) if code] == [], run.stderr


def test_the_app_answers_on_loopback_alone(guarded, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The app under the guard gives its front page, listens on 127.0.0.1 and asks for nothing outside."""
    case = write_file(make_case(), tmp_path / "case.onrecord")
    command = [sys.executable, "-m", "onrecord.cli", "serve", str(case), "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **guarded}
    ) as server:
        try:
            assert server.stdout is not None
            told = next(line for line in server.stdout if "http://" in line)
            address = re.search(r"http://127\.0\.0\.1:\d+/\S*", told)
            assert address is not None, told
            browser = build_opener(HTTPCookieProcessor())
            browser.open(address[0], timeout=20).close()  # sets the session's cookie
            with browser.open(address[0].partition("?")[0], timeout=20) as answer:
                assert b"the article says 35 percent" in answer.read()
        finally:
            server.terminate()


def _first(case: Path, table: str, column: str) -> str:
    connection = sqlite3.connect(case)
    try:
        found: str = connection.execute(f"SELECT {column} FROM {table} ORDER BY ordinal LIMIT 1").fetchone()[0]
    finally:
        connection.close()
    return found


def test_remote_things_in_a_page_stay_remote(onrecord_process, guarded, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A page full of images, scripts and stylesheets of other hosts is read without fetching any of them."""
    page = "<html><head><link rel=stylesheet href='https://cdn.example/x.css'><script src='https://cdn.example/x.js'></script></head>"
    page += "<body><p>The county said on May 3, 2021 that 12 people were arrested.</p><img src='https://cdn.example/p.png'></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    run = onrecord_process("build", tmp_path / "c.onrecord", tmp_path / "page.html", env=guarded)
    assert run.returncode == 0, run.stderr
    rows = onrecord_process(
        "export", tmp_path / "c.onrecord", "documents", "--format", "jsonl", env=guarded
    ).stdout.splitlines()
    assert [json.loads(row)["kind"] for row in rows] == ["html"]
