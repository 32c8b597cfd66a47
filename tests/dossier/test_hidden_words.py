"""Words under failed redactions: they reach no byte of the case file, no export and nothing that is published."""

from __future__ import annotations

import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run
from onrecord.casefile.exports import EXPORTS, export_rows
from onrecord.casefile.search import search_case
from onrecord.cli.__main__ import main
from onrecord.dossier.case_secrets import case_secrets
from onrecord.dossier.hidden_words import read_hidden_words
from onrecord.dossier.leaks import find_leaks
from onrecord.dossier.masking import make_masker

Canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas
HIDDEN = ("Quillfeather", "zanzolo", "wurbleton")  # words that no other text holds


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, onrecord: Run) -> Path:
    """The case of a release with a name under a black box, one under a link and one in a bookmark."""
    folder = tmp_path_factory.mktemp("hidden")
    (folder / "records").mkdir()
    canvas = Canvas(str(folder / "records" / "release.pdf"), pagesize=(612, 792), invariant=1)
    canvas.drawString(72, 720, "From: Bell, Kim")
    canvas.drawString(72, 705, "Sent: Tuesday, March 5, 2024 9:14 AM")
    canvas.drawString(72, 690, "To: Ortega, Dana")
    canvas.drawString(72, 675, "Subject: Meeting with")
    canvas.drawString(200, 675, HIDDEN[0])
    canvas.rect(198, 672, 70, 13, fill=1, stroke=0)
    canvas.drawString(72, 640, "Please call the man about the")
    canvas.rect(220, 637, 60, 13, fill=1, stroke=0)
    canvas.linkURL(f"mailto:{HIDDEN[1]}@parks.example", (222, 638, 278, 649))
    canvas.drawString(284, 640, "today.")
    canvas.showPage()
    canvas.drawString(72, 720, "Minutes about the roof of")
    canvas.rect(210, 716, 62, 14, fill=1, stroke=0)
    canvas.drawString(276, 720, "on Monday morning")
    canvas.bookmarkPage("second")
    canvas.addOutlineEntry(f"Minutes about the roof of {HIDDEN[2]} on Monday morning", "second", 0)
    canvas.showPage()
    canvas.save()
    done = onrecord("build", folder / "case.onrecord", folder / "records")
    assert done.returncode == 0, done.stderr
    return folder / "case.onrecord"


def every_text(case: Path) -> Iterator[tuple[str, str]]:
    """Whatever can be read in a case file: its bytes, every cell, what cells hold compressed, every export."""
    for file in sorted(case.parent.glob(case.name + "*")):
        if file.is_file():
            yield f"bytes of {file.name}", file.read_bytes().decode("latin-1")
    with sqlite3.connect(case) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for cell in row:
                    yield f"table {table}", str(cell)
                    if isinstance(cell, bytes):
                        yield f"table {table}, opened", _opened(cell)
    for table in EXPORTS:
        yield f"export {table}", json.dumps(list(export_rows(case, table)), ensure_ascii=False)


def _opened(cell: bytes) -> str:
    try:
        return zlib.decompress(cell).decode("utf-8", "replace")
    except zlib.error:
        return cell.decode("utf-16-le", "replace")


def test_the_deletions_are_known_to_fail(case: Path) -> None:
    """The three deletions are found and told as failed, or else the next tests would show nothing."""
    failed = [row["id"] for row in export_rows(case, "redactions") if row["failed"]]
    assert len(failed) == 3


def test_no_hidden_word_is_in_the_case(case: Path) -> None:
    """No byte, cell, cached result, index or export holds a hidden word in any letters."""
    assert [(where, word) for where, text in every_text(case) for word in HIDDEN if word.lower() in text.lower()] == []


def test_no_command_prints_a_hidden_word(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Inbox, deletions, findings, timeline, people and masks print none, and search finds none."""
    for command in ("inbox", "redactions", "check", "timeline", "people", "mask"):
        assert main([command, str(case)]) == 0
    printed = "".join(capfd.readouterr()).lower()
    assert printed
    assert [word for word in HIDDEN if word.lower() in printed] == []
    assert [search_case(case, word).n_hits for word in HIDDEN] == [0, 0, 0]


def test_the_leak_test_knows_the_hidden_words(case: Path, tmp_path: Path) -> None:
    """They are read from the original for the leak test, so that one in a dossier would be found."""
    secrets = read_hidden_words(case)
    assert {part for secret in secrets for part in secret.parts} >= {word.lower() for word in HIDDEN}
    (tmp_path / "page.html").write_text(f"<p>a note about {HIDDEN[2]}</p>", encoding="utf-8")
    (label,) = {leak.label for leak in find_leaks(tmp_path, case_secrets(make_masker(case), secrets))}
    assert label.startswith("words under a failed redaction, page 2 of")


def test_a_lost_original_gives_no_secret(case: Path, tmp_path: Path) -> None:
    """Where the original is gone there is nothing to read, and nothing fails."""
    copy = tmp_path / "case.onrecord"
    copy.write_bytes(case.read_bytes())
    original = case.parent / "records" / "release.pdf"
    moved = original.rename(original.with_suffix(".moved"))
    try:
        assert read_hidden_words(copy) == ()
    finally:
        moved.rename(original)


@pytest.mark.gold
def test_given_files_hide_what_they_hide(shared: Path, tmp_path: Path, onrecord: Run) -> None:
    """Of the given court filings no word that a failed redaction hides is in the case, and precision and recall are whole."""
    with zipfile.ZipFile(shared / "data" / "bad_redactions.zip") as archive:
        archive.extractall(tmp_path)
    folder = next(tmp_path.rglob("gold.json")).parent
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    case = tmp_path / "case.onrecord"
    assert onrecord("build", case, "--records", folder / "docs").returncode == 0
    found = {Path(str(row["source"])).name for row in export_rows(case, "redactions") if row["failed"]}
    right = len(found & set(gold["bad"]))
    assert right >= 0.95 * len(found)
    assert right >= 0.95 * len(gold["bad"])
    hidden = {part for secret in read_hidden_words(case) for part in secret.parts}
    assert hidden
    assert [where for where, text in every_text(case) if any(part in text.lower() for part in hidden)] == []
