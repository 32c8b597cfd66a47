"""A release with a detained man in a subject line and in the name of a file, a child, numbers in odd spellings and hidden
words, beside officials: what is published names the officials and nobody else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import CHECKOUT, Run
from onrecord.dossier.masking import make_masker

Canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas
MAIL = """\
From: "Whitcombe, Octavia" <octavia.whitcombe@bureau.example.gov>
To: "Ashgrove, Rufus" <rufus.ashgrove@bureau.example.gov>
Date: Tue, 8 Mar 2022 09:14:00 -0500
Message-ID: <one@bureau.example.gov>
Subject: RE: VILLATORO-CAAL, Nestor A 098 765 432

Rufus,

Detainee Nestor Villatoro-Caal (A098765432, DOB 03/04/1991) was moved tonight with his daughter Itzel, a minor.
Of the 52 people we arrested, 31 have no conviction at all, so the three are not typical.
His wife can be reached at (202) 555-0182, 4512 Copperleaf Avenue.

Octavia Whitcombe
Field Office Director
"""
ARTICLE = """\
What the bureau knew

By Lavinia Pemberly

A director wrote that “the three are not typical,” the e-mails show. “Of the 52 people we arrested, 41 have no conviction at
all,” Field Office Director Octavia Whitcombe wrote of Nestor Villatoro. Mr. Villatoro was held with his daughter, Itzel.
Of the 52 people arrested, 31, or 75 percent, had no conviction.
"""
PRIVATE = ("villatoro", "nestor", "itzel", "copperleaf", "quillfeather", "caal")
DIGITS = ("98765432", "2025550182", "03041991")
OFFICIALS = ("Octavia Whitcombe",)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory, onrecord: Run) -> Path:
    """The dossier of the release."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "records").mkdir()
    (folder / "coverage").mkdir()
    (folder / "records" / "villatoro_nestor_A098-765-432.eml").write_text(MAIL, encoding="utf-8")
    (folder / "coverage" / "article.txt").write_text(ARTICLE, encoding="utf-8")
    canvas = Canvas(str(folder / "records" / "scan.pdf"), pagesize=(612, 792), invariant=1)
    canvas.drawString(72, 720, "Memo for the Field Office Director about the man")
    canvas.drawString(72, 700, "Moved by order of")
    canvas.drawString(200, 700, "Quillfeather")
    canvas.rect(198, 697, 70, 13, fill=1, stroke=0)
    canvas.save()
    case = folder / "case.onrecord"
    assert onrecord("build", case, folder / "records", folder / "coverage").returncode == 0
    done = onrecord("publish", case, folder / "out", "--no-pdf", "--severity", "note")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def everything(folder: Path) -> Iterator[tuple[str, str]]:
    """Names and contents of all files, as bytes read and as a reader sees a page."""
    for file in sorted(folder.rglob("*")):
        yield "file name", file.name
        if file.is_file():
            raw = file.read_bytes().decode("utf-8", "replace")
            yield file.name, raw
            yield file.name, html.unescape(re.sub(r"<[^>]*>", "", raw))


def test_nobody_private_is_named(dossier: Path) -> None:
    """No private name, number, street or hidden word is in any file or file name, however it is spelled."""
    for where, text in everything(dossier):
        letters = re.sub(r"[^a-z]", "", text.lower())
        assert [word for word in PRIVATE if word in letters] == [], where
        digits = re.sub(r"[\s.\-/()]", "", text)
        assert [number for number in DIGITS if number in digits] == [], where


def test_officials_are_named(dossier: Path) -> None:
    """The senior official stays, and the man is one person throughout."""
    page = html.unescape(re.sub(r"<[^>]*>", "", (dossier / "index.html").read_text(encoding="utf-8")))
    for name in OFFICIALS:
        assert name in page
    assert "Person " in page


def test_what_one_print_deletes_is_not_brought_out(onrecord: Run, tmp_path: Path) -> None:
    """A name that one print of a message deletes for privacy and another shows is masked in both, for that reason."""
    case = tmp_path / "case.onrecord"
    assert onrecord("build", case, CHECKOUT / "src" / "onrecord" / "demo_case" / "records" / "release.pdf").returncode == 0
    masker = make_masker(case)
    text = masker.texts.documents[0].text
    assert "Questions go to Noel Ashdown in my office" in text
    assert "Ashdown" not in masker.text(text)
    (decision,) = [one for one in masker.decisions() if "Noel Ashdown" in one.texts]
    assert decision.reason == "deleted for privacy in another print of the message"
