"""PDF pages: words where they are shown, hidden words left out and counted, broken files named."""

from pathlib import Path
from typing import Any

import pytest

from onrecord.model.documents import Pile, Reading, Source
from onrecord.model.layout import BlockedArea, PageLayout
from onrecord.readers.pdf import read_pdf

Canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas
ImageReader = pytest.importorskip("reportlab.lib.utils").ImageReader


def read(file: Path, jobs: int = 1) -> Reading:
    """Read a file as a source of the records pile."""
    source = Source(path=file.name, sha256="0", n_bytes=0, media_type="application/pdf", pile=Pile.RECORDS)
    return read_pdf(file, source, "d", jobs=jobs)


def canvas_at(folder: Path, name: str = "page.pdf") -> tuple[Any, Path]:
    """A canvas of letter size and the file it will be saved to."""
    file = folder / name
    return Canvas(str(file), pagesize=(612, 792)), file


def failed(layout: PageLayout) -> list[BlockedArea]:
    """The areas of a page that hide readable text."""
    return [area for area in layout.blocked if area.n_hidden_chars]


def test_label_and_value_on_one_line(tmp_path: Path) -> None:
    """Words on one baseline are one line, whatever order the file draws them in; a wide gap parts cells."""
    canvas, file = canvas_at(tmp_path)
    for label, y in (("From:", 700), ("To:", 686)):
        canvas.drawString(72, y, label)
    for value, y in (("Lee, Ann", 700), ("Ray, Bob", 686)):
        canvas.drawString(180, y, value)
    canvas.save()
    reading = read(file)
    assert reading.documents[0].text == "From:\tLee, Ann\nTo:\tRay, Bob"
    lines = reading.layouts[0][1][0].lines()
    assert [round(cell.box.x0) for cell in lines[0].cells] == [72, 180]
    assert lines[0].box.top < lines[1].box.top


def test_cells_point_into_the_text(tmp_path: Path) -> None:
    """Every cell's span holds the cell's words, on every page."""
    canvas, file = canvas_at(tmp_path)
    for number in range(3):
        canvas.drawString(72, 700, f"Page text {number}")
        canvas.drawString(400, 700, "beside")
        canvas.showPage()
    canvas.save()
    reading = read(file)
    document = reading.documents[0]
    assert [page.number for page in document.pages] == [1, 2, 3]
    for number, layout in enumerate(reading.layouts[0][1]):
        cells = [cell.span.of(document.text) for line in layout.lines() for cell in line.cells]
        assert cells == [f"Page text {number}", "beside"]


def test_text_under_a_black_box(tmp_path: Path) -> None:
    """Text that a box was drawn over is counted and is not in the document."""
    canvas, file = canvas_at(tmp_path)
    canvas.drawString(72, 700, "Call 555-0100 now")
    canvas.rect(97, 696, 54, 14, fill=1, stroke=0)
    canvas.save()
    reading = read(file)
    assert "555" not in reading.documents[0].text
    assert [area.ink for area in failed(reading.layouts[0][1][0])] == ["dark"]


def test_text_on_a_box_is_seen(tmp_path: Path) -> None:
    """White print on a black bar is a heading, not a failed redaction."""
    canvas, file = canvas_at(tmp_path)
    canvas.rect(70, 695, 200, 16, fill=1, stroke=0)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 700, "Schedule of payments")
    canvas.save()
    reading = read(file)
    assert reading.documents[0].text == "Schedule of payments"
    assert failed(reading.layouts[0][1][0]) == []


def test_black_text_on_a_black_box(tmp_path: Path) -> None:
    """Print in the colour of the box it stands on cannot be seen, though it was drawn last."""
    canvas, file = canvas_at(tmp_path)
    canvas.rect(70, 695, 200, 16, fill=1, stroke=0)
    canvas.drawString(72, 700, "unseen")
    canvas.save()
    reading = read(file)
    assert reading.documents[0].text == ""
    assert len(failed(reading.layouts[0][1][0])) == 1


def test_white_text_on_white(tmp_path: Path) -> None:
    """White print on the bare page is hidden too."""
    canvas, file = canvas_at(tmp_path)
    canvas.drawString(72, 720, "seen")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 700, "unseen")
    canvas.save()
    reading = read(file)
    assert reading.documents[0].text == "seen"
    assert len(failed(reading.layouts[0][1][0])) == 1


def test_part_of_a_word_under_a_box(tmp_path: Path) -> None:
    """Of a word that a box covers in part the covered characters go and the others stay."""
    canvas, file = canvas_at(tmp_path)
    canvas.setFont("Courier", 10)
    canvas.drawString(72, 700, "abcdefghi")
    canvas.rect(90, 696, 18, 12, fill=1, stroke=0)
    canvas.save()
    text = read(file).documents[0].text
    assert "abc" in text
    assert "d" not in text
    assert "ghi" in text


def test_highlight_hides_nothing(tmp_path: Path) -> None:
    """A coloured ground drawn before the words hides nothing."""
    canvas, file = canvas_at(tmp_path)
    canvas.setFillColorRGB(1, 1, 0)
    canvas.rect(70, 695, 200, 16, fill=1, stroke=0)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(72, 700, "marked words")
    canvas.save()
    reading = read(file)
    assert reading.documents[0].text == "marked words"
    assert failed(reading.layouts[0][1][0]) == []


def scanned(file: Path, *, boxed: bool) -> None:
    """A page that is a picture with an unseen text layer; the picture's second line is blacked out where `boxed`."""
    image = pytest.importorskip("PIL.Image")
    draw = pytest.importorskip("PIL.ImageDraw")
    picture = image.new("L", (1224, 1584), 255)
    pen = draw.Draw(picture)
    pen.text((144, 160), "seen words", fill=0, font_size=24)
    pen.text((144, 208), "other words", fill=0, font_size=24)
    if boxed:
        pen.rectangle((140, 200, 300, 236), fill=0)
    canvas = Canvas(str(file), pagesize=(612, 792))
    canvas.drawImage(ImageReader(picture), 0, 0, 612, 792)
    for text, y in (("seen words", 700), ("other words", 676)):
        line = canvas.beginText(72, y)
        line.setTextRenderMode(3)
        line.setFont("Helvetica", 12)
        line.textOut(text)
        canvas.drawText(line)
    canvas.save()


def test_ocr_layer_is_no_leak(tmp_path: Path) -> None:
    """An unseen text layer over a scan is read and hides nothing."""
    file = tmp_path / "scan.pdf"
    scanned(file, boxed=False)
    reading = read(file)
    assert reading.documents[0].text == "seen words\nother words"
    layout = reading.layouts[0][1][0]
    assert layout.text_is_layer
    assert failed(layout) == []


def test_ocr_layer_under_a_blacked_picture(tmp_path: Path) -> None:
    """Where the picture is blacked out the layer's words are hidden text."""
    file = tmp_path / "scan.pdf"
    scanned(file, boxed=True)
    reading = read(file)
    assert reading.documents[0].text == "seen words"
    assert len(failed(reading.layouts[0][1][0])) == 1


def test_sideways_page_reads_upright(tmp_path: Path) -> None:
    """Print that stands sideways in the file is read along its own lines."""
    canvas, file = canvas_at(tmp_path)
    canvas.rotate(90)
    canvas.drawString(100, -200, "first line here")
    canvas.drawString(100, -214, "second line here")
    canvas.save()
    reading = read(file)
    assert reading.documents[0].text == "first line here\nsecond line here"
    assert reading.layouts[0][1][0].width_pt == 792


def test_links_are_kept(tmp_path: Path) -> None:
    """A link over an address is evidence and kept with its place."""
    canvas, file = canvas_at(tmp_path)
    canvas.drawString(72, 700, "write to us")
    canvas.linkURL("mailto:ann@x.example", (72, 698, 130, 712))
    canvas.save()
    links = read(file).layouts[0][1][0].links
    assert [link.target for link in links] == ["mailto:ann@x.example"]


def test_two_workers_give_the_same(tmp_path: Path) -> None:
    """The number of children changes nothing."""
    canvas, file = canvas_at(tmp_path)
    for number in range(70):
        canvas.drawString(72, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    assert read(file, jobs=1) == read(file, jobs=2)


def test_encrypted_file_is_a_problem(tmp_path: Path) -> None:
    """A file that asks for a password is named, not read."""
    file = tmp_path / "locked.pdf"
    canvas = Canvas(str(file), encrypt="secret")
    canvas.drawString(72, 700, "locked")
    canvas.save()
    reading = read(file)
    assert reading.documents == ()
    assert [(problem.reason, problem.fatal) for problem in reading.problems] == [("encrypted_pdf", True)]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no pdf at all", b"%PDF-1.4\n1 0 obj\n<<>>\n" * 50], ids=str)
def test_damaged_file_is_a_problem(tmp_path: Path, content: bytes) -> None:
    """A file that is no PDF, or half of one, is named."""
    file = tmp_path / "broken.pdf"
    file.write_bytes(content)
    reading = read(file)
    assert reading.documents == ()
    assert reading.problems[0].fatal


def test_truncated_file_does_not_hang(tmp_path: Path) -> None:
    """Half a file is read as far as it goes, or named."""
    canvas, file = canvas_at(tmp_path)
    for number in range(20):
        canvas.drawString(72, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    half = tmp_path / "half.pdf"
    half.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    reading = read(half)
    assert reading.documents or reading.problems


def test_picture_without_text_is_named(tmp_path: Path) -> None:
    """A scanned page without a layer is a problem of that page, not of the file."""
    image = pytest.importorskip("PIL.Image")
    canvas, file = canvas_at(tmp_path)
    canvas.drawImage(ImageReader(image.new("L", (612, 792), 200)), 0, 0, 612, 792)
    canvas.save()
    problems = read(file).problems
    assert [(problem.reason, problem.page, problem.fatal) for problem in problems] == [("page_without_text", 1, False)]
