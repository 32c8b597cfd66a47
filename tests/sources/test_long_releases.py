"""A long release gives one and the same case whoever reads its sections, and a stopped build goes on where it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from onrecord.casefile.writer import CaseWriter
from onrecord.inbox import sections
from onrecord.model.documents import Pile
from onrecord.pipeline import BuildSettings, build_case
from onrecord.sources import reading

NAMES = ("Lee, Ann", "Ray, Bob", "Dale, Cid", "Fox, Eva", "Hull, Gil")
RESULTS = ("documents", "pages", "messages", "recipients", "stamps", "redactions", "word_balances", "passages", "quotes",
           "figures", "dates", "person_mentions", "people", "events", "findings", "search_units", "search_codes")  # fmt: skip


def print_release(path: Path, n_pages: int) -> None:
    """A mail on every page, with a stamp at its foot."""
    sheet = canvas.Canvas(str(path), invariant=True)
    for page in range(1, n_pages + 1):
        lines = [f"From: {NAMES[page % 5]}", f"Sent: Friday, October {page % 27 + 1}, 2017 3:{page:02d} PM"]
        lines += [f"To: {NAMES[(page + 1) % 5]}", f"Subject: Pond {page}"]
        for at, line in enumerate(lines):
            sheet.drawString(72, 720 - 16 * at, line)
        sheet.drawString(72, 600 - page * 97 % 400, f"Kim Bell said {page} ponds of 90 will close.")
        sheet.drawString(72, 30, f"CTY_{page:08d}")
        sheet.showPage()
    sheet.save()


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release of forty pages, and a program to which that is long and large."""
    monkeypatch.setattr(sections, "SECTION_PAGES", 8)
    monkeypatch.setattr(sections, "LEAST_PAGES", 16)
    monkeypatch.setattr(sections, "MOST_PAGES", 32)
    monkeypatch.setattr(reading, "LARGE_PDF_BYTES", 1)
    path = tmp_path / "release.pdf"
    print_release(path, 40)
    return path


def build(case: Path, release: Path, jobs: int = 2) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the case built of a release."""
    build_case(case, [(release, Pile.RECORDS)], BuildSettings(jobs=jobs, ocr="off"), lambda _: None)
    connection = sqlite3.connect(case)
    found = {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall() for table in RESULTS[:-1]}
    found["search_codes"] = connection.execute("SELECT * FROM search_codes ORDER BY 1, 2").fetchall()
    connection.close()
    return found


def test_who_reads_the_sections_does_not_matter(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sections shared among processes, read one after the other beside other sources, and taken from what was kept."""
    shared = build(tmp_path / "shared.onrecord", release)
    assert len(shared["messages"]) == 40
    assert len(shared["stamps"]) == 40
    assert build(tmp_path / "shared.onrecord", release) == shared
    monkeypatch.setattr(reading, "LARGE_PDF_BYTES", 1 << 40)
    assert build(tmp_path / "alone.onrecord", release, jobs=1) == shared


def test_a_stopped_build_goes_on_where_it_was(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sections that were kept before a build was stopped are not read again, and the case is the same in the end."""
    whole = build(tmp_path / "whole.onrecord", release)
    kept: list[str] = []
    store = CaseWriter.store_packed

    def stop_after_two(writer: CaseWriter, sha256: str, key: str, result: bytes) -> None:
        if len(kept) == 2:
            raise KeyboardInterrupt
        kept.append(key)
        store(writer, sha256, key, result)

    monkeypatch.setattr(CaseWriter, "store_packed", stop_after_two)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "stopped.onrecord", release)
    again: list[str] = []

    def note(writer: CaseWriter, sha256: str, key: str, result: bytes) -> None:
        again.append(key)
        store(writer, sha256, key, result)

    monkeypatch.setattr(CaseWriter, "store_packed", note)
    assert build(tmp_path / "stopped.onrecord", release) == whole
    assert kept
    assert not set(kept) & set(again)
