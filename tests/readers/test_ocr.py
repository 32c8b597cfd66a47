"""Pages that are pictures: their words recognised, placed, and given with how sure the program is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from rapidfuzz.distance import Levenshtein

from onrecord.model.documents import Pile, Reading, Source
from onrecord.readers import ocr
from onrecord.readers.ocr import place_words, recognise_pages
from onrecord.readers.ocr_engines import OcrFaultError, OcrWord, find_engine, parse_tsv, split_lines
from onrecord.readers.ocr_picture import draw_page
from onrecord.readers.pdf import read_pdf

Canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas
ImageReader = pytest.importorskip("reportlab.lib.utils").ImageReader
HAS_TESSERACT = shutil.which("tesseract") is not None or bool(os.environ.get("ONRECORD_NEEDS_ALL"))
needs_tesseract = pytest.mark.skipif(not HAS_TESSERACT, reason="tesseract is not installed")

LINES = (
    "From: Hartwell, Simone",
    "Sent: Tuesday, March 4, 2019 8:15 AM",
    "To: Quill, Edmund",
    "Subject: RE: Tally for the northern depots",
    "",
    "Edmund,",
    "Of the 64 vans we looked at, 19 had no brakes worth the name.",
    "Please do not forward this before the board has met on Friday.",
    "Simone Hartwell",
)


def print_page(canvas: Any, lines: Sequence[str]) -> None:
    """Lines of print on one page of letter size."""
    canvas.setFont("Times-Roman", 12)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 18 * number, line)
    canvas.showPage()


def scan(folder: Path, name: str, pages: Sequence[Sequence[str] | None]) -> Path:
    """A PDF whose pages are pictures of printed pages; None is a page with a text layer."""
    printed = folder / f"printed-{name}"
    canvas = Canvas(str(printed), pagesize=(612, 792))
    for lines in pages:
        print_page(canvas, ("A page that was born digital.",) if lines is None else lines)
    canvas.save()
    source = pypdfium2.PdfDocument(str(printed))
    file = folder / name
    canvas = Canvas(str(file), pagesize=(612, 792))
    for number, lines in enumerate(pages):
        if lines is None:
            print_page(canvas, ("A page that was born digital.",))
        else:
            picture = source[number].render(scale=200 / 72).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, 612, 792)
            canvas.showPage()
    canvas.save()
    return file


def read(file: Path, mode: str) -> Reading:
    """The reading of a file with its pictured pages recognised."""
    source = Source(path=file.name, sha256="0", n_bytes=0, media_type="application/pdf", pile=Pile.RECORDS)
    return recognise_pages(read_pdf(file, source, "d"), file, "d", mode)


@needs_tesseract
def test_scanned_page_between_printed_ones(tmp_path: Path) -> None:
    """The words of the pictured page are there with nearly no error, the offsets of all pages fit, and twice is the same."""
    file = scan(tmp_path, "scan.pdf", (None, LINES, None))
    reading = read(file, "auto")
    document, layouts = reading.documents[0], dict(reading.layouts)["d"]
    found = document.pages[1].span.of(document.text)
    wanted = "\n".join(line for line in LINES if line)
    assert Levenshtein.normalized_distance(found, wanted) < 0.01
    assert [page.span.of(document.text) for page in document.pages[::2]] == ["A page that was born digital."] * 2
    assert [page.readable for page in document.pages] == [True] * 3
    assert [page.ocr_confidence is None for page in document.pages] == [True, False, True]
    assert 0.8 < (document.pages[1].ocr_confidence or 0) <= 1
    assert reading.problems == ()
    assert [layout.span for layout in layouts] == [page.span for page in document.pages]
    cells = [cell for line in layouts[1].lines() for cell in line.cells]
    assert all(cell.span.of(document.text).strip() for cell in cells)
    assert abs(cells[0].box.x0 - 72) < 2
    assert abs(cells[0].box.top - 82) < 4
    assert read(file, "auto") == reading


@needs_tesseract
def test_empty_picture_stays_a_problem(tmp_path: Path) -> None:
    """A picture without words is named, with the program that found none."""
    reading = read(scan(tmp_path, "blank.pdf", ((),)), "auto")
    assert [item.reason for item in reading.problems] == ["page_without_text"]
    assert "found no words" in reading.problems[0].detail
    assert not reading.documents[0].pages[0].readable


@needs_tesseract
def test_force_reads_pages_that_have_words(tmp_path: Path) -> None:
    """Asked to, every page is read from its picture."""
    reading = read(scan(tmp_path, "forced.pdf", (None,)), "force")
    page = reading.documents[0].pages[0]
    assert page.ocr_confidence is not None
    assert page.span.of(reading.documents[0].text) == "A page that was born digital."


def test_off_leaves_the_page_and_says_so(tmp_path: Path) -> None:
    """Nothing is recognised where it was not asked for."""
    reading = read(scan(tmp_path, "off.pdf", (LINES,)), "off")
    assert reading.documents[0].text == ""
    assert reading.problems[0].detail.endswith("--ocr auto reads its words")


def test_without_a_program_the_page_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The problem names what could be installed."""
    monkeypatch.setattr(ocr, "find_engine", lambda: None)
    problem = read(scan(tmp_path, "none.pdf", (LINES,)), "auto").problems[0]
    assert (problem.page, problem.reason) == (1, "page_without_text")
    assert "install Tesseract" in problem.detail
    assert "[ocr]" in problem.detail


def test_page_that_cannot_be_drawn_costs_that_page(tmp_path: Path) -> None:
    """A page that is not there is a fault, not a crash."""
    file = scan(tmp_path, "one.pdf", (None,))
    with pytest.raises(OcrFaultError, match="could not be drawn"):
        draw_page(file, 7, tmp_path / "page.pgm")


def test_rows_of_the_table_of_words() -> None:
    """Words keep their line and confidence; rows of blocks, blank words and cut rows are passed over."""
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [
        head,
        "4\t1\t1\t1\t1\t0\t10\t20\t90\t12\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t20\t40\t12\t96.5\tFrom:",
        '5\t1\t1\t1\t1\t2\t60\t20\t40\t12\t41\t"Lee',
        "5\t1\t1\t1\t2\t1\t10\t40\t40\t12\t95\t ",
        "5\t1\t1",
    ]
    assert parse_tsv("\n".join(rows)) == [
        OcrWord("From:", 10, 20, 50, 32, 0, 0.965),
        OcrWord('"Lee', 60, 20, 100, 32, 0, 0.41),
    ]


def test_lines_are_divided_into_words() -> None:
    """A line read as one is cut at its spaces, each word with its part of the width."""
    corners = ((100, 50), (200, 50), (200, 70), (100, 70))
    words = split_lines([("ab cdef gh", corners, 0.9)])
    assert [(word.text, word.x0, word.x1) for word in words] == [("ab", 100, 120), ("cdef", 130, 170), ("gh", 180, 200)]
    assert {word.confidence for word in words} == {0.9}


def test_words_of_one_line_share_its_height() -> None:
    """Small letters and tall ones of one recognised line stand on one printed line, in points."""
    words = [OcrWord("one", 300, 310, 400, 340, 0, 0.9), OcrWord("Two", 420, 300, 520, 340, 0, 0.9)]
    placed = place_words(words)
    assert {(word.top, word.bottom) for word in placed} == {(73.2, 81.6)}
    assert placed[0].x0 == 72.0


def test_the_program_says_its_version() -> None:
    """The name of the program holds its version, on which kept work depends."""
    engine = find_engine()
    if engine is None:
        pytest.skip("no program that recognises print is installed")
    assert any(char.isdigit() for char in engine.name)
