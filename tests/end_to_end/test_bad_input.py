"""Bad input: each kind becomes a clear problem line and the right exit code; the rest of the case is built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

ARTICLE = "County arrests 12 people\n\nThe county said on May 3, 2021 that 12 people were arrested in a sweep.\n"


def make_empty(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")


def make_binary(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 40)


def make_truncated_pdf(folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pag")


def make_zip_bomb(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bad.zip", "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("zeros.txt", b"\0" * 60_000_000)


def make_climbing_zip(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bad.zip", "w") as out:
        out.writestr("../../climbed.txt", ARTICLE)


def make_broken_zip(folder: Path) -> None:
    (folder / "bad.zip").write_bytes(b"PK\x03\x04 not a zip at all")


def make_wrong_sidecar(folder: Path) -> None:
    (folder / "other.txt").write_text(ARTICLE.replace("12", "14"), encoding="utf-8")
    (folder / "other.txt.meta.json").write_text("{not json", encoding="utf-8")


def make_encrypted_pdf(folder: Path) -> None:
    canvas = Canvas(str(folder / "bad.pdf"), encrypt="secret", invariant=1)
    canvas.drawString(72, 700, "Nobody reads this without the password.")
    canvas.save()


def make_mail_with_broken_header(folder: Path) -> None:
    header = b"From: =?utf-8?b?////?= <a@b\r\nDate: the day after\r\nThis line is no header\r\nSubject: \xff\xfe broken\r\n\r\n"
    (folder / "bad.eml").write_bytes(header + b"The body is here.\r\n")


def make_single_line(folder: Path) -> None:
    with (folder / "bad.txt").open("wb") as out:
        for _ in range(200):
            out.write(b"word " * 200_000)


KINDS = {
    "empty": make_empty,
    "binary-named-txt": make_binary,
    "truncated-pdf": make_truncated_pdf,
    "zip-bomb": make_zip_bomb,
    "climbing-zip": make_climbing_zip,
    "broken-zip": make_broken_zip,
    "encrypted-pdf": make_encrypted_pdf,
    "mail-with-broken-header": make_mail_with_broken_header,
    "200-mb-single-line": make_single_line,
    "broken-sidecar": make_wrong_sidecar,
}


def rows(lines: str) -> list[dict[str, Any]]:
    """The rows of an export in JSON lines."""
    return [json.loads(line) for line in lines.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_a_problem_and_the_rest_is_built(  # type: ignore[no-untyped-def]
    kind: str, onrecord, onrecord_process, tmp_path: Path
) -> None:
    """The bad file is named on stderr and in the problems table; the good article beside it is in the case."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "good.txt").write_text(ARTICLE, encoding="utf-8")
    KINDS[kind](folder)
    case = tmp_path / "work" / "c.onrecord"
    case.parent.mkdir()
    build = onrecord_process if kind == "200-mb-single-line" else onrecord  # what it took stays with its process
    run = build("build", case, folder)
    assert run.returncode in (0, 3), run.stderr
    assert "Traceback" not in run.stderr
    problems = rows(onrecord("export", case, "problems", "--format", "jsonl").stdout)
    assert any(Path(row["source"].split("!/")[0]).name.startswith(("bad", "other")) for row in problems), (problems, run.stderr)
    assert all(row["reason"] and row["detail"] for row in problems)
    documents = rows(onrecord("export", case, "documents", "--format", "jsonl").stdout)
    assert any(row["source"].endswith("good.txt") for row in documents)
    outside = {path.name for path in tmp_path.rglob("*")} - {path.name for path in folder.rglob("*")}
    assert "climbed.txt" not in outside
    assert {path.name for path in case.parent.iterdir()} <= {"c.onrecord", "c.onrecord-wal", "c.onrecord-shm"}


def test_nothing_at_all_to_read_is_exit_3(onrecord, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A case whose only source cannot be read is still written, and the exit code says so."""
    make_binary(tmp_path)
    run = onrecord("build", tmp_path / "c.onrecord", tmp_path / "bad.txt")
    assert run.returncode == 3, run.stderr


def test_a_missing_source_is_named(onrecord, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A path that does not exist is refused with its name and a next command."""
    run = onrecord("build", tmp_path / "c.onrecord", tmp_path / "nowhere.txt")
    assert run.returncode in (2, 3)
    assert "nowhere.txt" in run.stderr


def test_a_case_that_is_no_case_is_exit_4(onrecord, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A text file in place of a case file is refused without touching it."""
    (tmp_path / "c.onrecord").write_text("not a database", encoding="utf-8")
    run = onrecord("check", tmp_path / "c.onrecord")
    assert run.returncode == 4
    assert (tmp_path / "c.onrecord").read_text(encoding="utf-8") == "not a database"


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str, onrecord, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A text in another encoding is read as what it says, and its figures stand at its characters."""
    text = (
        "The café’s owner said on May 3, 2021 that 12 people came."
        if encoding != "latin-1"
        else "Café: on May 3, 2021 12 people came."
    )
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    run = onrecord("build", tmp_path / "c.onrecord", tmp_path / "a.txt")
    assert run.returncode == 0, run.stderr
    found = rows(onrecord("export", tmp_path / "c.onrecord", "figures", "--format", "jsonl").stdout)
    assert [row["stated"] for row in found] == [12]
    document = json.loads(onrecord("export", tmp_path / "c.onrecord", "documents", "--text", "--format", "jsonl").stdout)
    assert document["text"][found[0]["start"] : found[0]["end"]] == found[0]["text"]
    assert "af\u00e9" in document["text"]


AS_ANOTHER_USER = """
import os, sys
from onrecord.cli.__main__ import main
base = sys.argv[1]
def build(name, source):
    sys.argv = ["onrecord", "build", f"{base}/{name}.onrecord", source]
    try:
        return main() or 0
    except SystemExit as stop:
        return stop.code or 0
build("first", f"{base}/s/good.txt")  # loads every module that is needed, which another user may not be able to
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.exit(build("second", f"{base}/s"))
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions are told otherwise there")
def test_a_folder_without_read_permission_is_a_problem() -> None:
    """A folder that may not be listed is a problem; its neighbour is built. A root user becomes another one first."""
    base = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        (base / "s" / "closed").mkdir(parents=True)
        (base / "s" / "good.txt").write_text(ARTICLE, encoding="utf-8")
        base.chmod(0o777)
        (base / "s" / "closed").chmod(0)
        command = (sys.executable, "-c", AS_ANOTHER_USER, str(base))
        run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=base)
        assert run.returncode in (0, 3), run.stderr
        assert "closed" in run.stderr
        assert "1 document" in run.stdout.split("1 document", 1)[1]
    finally:
        (base / "s" / "closed").chmod(0o755)
        shutil.rmtree(base)
