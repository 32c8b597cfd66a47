"""Picture files as documents: their pages, their words where a program recognises them, and what is wrong with them."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from onrecord.model.documents import Pile, Reading, Source
from onrecord.readers.intake import Intake
from onrecord.readers.ocr_engines import OcrFaultError
from onrecord.readers.picture_child import draw_picture, list_pages
from onrecord.readers.pictures import read_picture
from onrecord.readers.registry import read_source
from onrecord.readers.sniffing import find_media_type

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
LINES = ("From: Hartwell, Simone", "Sent: Tuesday, March 4, 2019 8:15 AM", "To: Quill, Edmund", "Subject: Tally of vans")


def sheet(lines: tuple[str, ...] = LINES, size: tuple[int, int] = (1700, 2200)) -> Image.Image:
    """A page of print as a grey picture, 200 dots per inch on letter paper."""
    image = Image.new("L", size, 255)
    font = ImageFont.load_default(size=36)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((200, 200 + 60 * number), line, fill=0, font=font)
    return image


def intake_of(file: Path) -> Intake:
    """A picture handed in as part of the records."""
    source = Source(
        path=file.name,
        sha256="0" * 64,
        n_bytes=file.stat().st_size,
        media_type=find_media_type(file, file.name),
        pile=Pile.RECORDS,
    )
    return Intake(source=source, file=file)


def read(file: Path, mode: str) -> Reading:
    """The reading of a picture file, as the registry has it."""
    return read_source(intake_of(file), ocr=mode)


@needs_tesseract
def test_words_of_a_picture(tmp_path: Path) -> None:
    """A .png becomes a document of one page, with words that stand where they are printed and a confidence."""
    file = tmp_path / "mail.png"
    sheet().save(file, dpi=(200, 200))
    reading = read(file, "auto")
    document = reading.documents[0]
    assert (document.kind, len(document.pages), reading.problems) == ("picture", 1, ())
    assert document.text.split("\n")[0] == LINES[0]
    page, layout = document.pages[0], dict(reading.layouts)[document.id][0]
    assert page.readable
    assert page.ocr_confidence is not None
    assert page.ocr_confidence > 0.7
    assert (page.width_pt, page.height_pt) == (612, 792)
    assert layout.lines()[0].box.x0 == pytest.approx(72, abs=3)


@needs_tesseract
def test_pages_of_a_fax(tmp_path: Path) -> None:
    """A .tif of two pages is a document of two pages, text and places page by page."""
    file = tmp_path / "fax.tif"
    second = sheet(("Second page of the fax",))
    sheet().save(file, save_all=True, append_images=[second], dpi=(200, 200))
    document = read(file, "auto").documents[0]
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[1].span.of(document.text) == "Second page of the fax"


def test_without_recognition_the_page_is_a_problem(tmp_path: Path) -> None:
    """Where words are not to be recognised the page is named, and how to have them."""
    file = tmp_path / "mail.jpg"
    sheet().save(file)
    reading = read(file, "off")
    assert [(item.reason, item.page, item.fatal) for item in reading.problems] == [("page_without_text", 1, False)]
    assert "--ocr auto" in reading.problems[0].detail
    assert [page.readable for page in reading.documents[0].pages] == [False]


def test_logo_is_not_read(tmp_path: Path) -> None:
    """A picture of the size of a logo is no page, and says so."""
    file = tmp_path / "logo.gif"
    sheet((), (120, 40)).save(file)
    assert [(item.reason, item.page) for item in read(file, "auto").problems] == [("small_picture", None)]


def test_icon_is_not_opened(tmp_path: Path) -> None:
    """A picture of some bytes is not worth opening."""
    file = tmp_path / "dot.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 90)
    assert [(item.reason, item.fatal) for item in read(file, "auto").problems] == [("small_picture", True)]


def test_damaged_picture_is_a_problem(tmp_path: Path) -> None:
    """Bytes that only begin like a picture are a named problem."""
    file = tmp_path / "broken.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 2_000)
    assert [(item.reason, item.fatal) for item in read(file, "auto").problems] == [("damaged_picture", True)]


def test_picture_held_upright(tmp_path: Path) -> None:
    """A photograph taken with the camera on its side is turned as the camera says; its page is as wide as it is shown."""
    file = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    sheet(size=(2200, 1700)).save(file, exif=exif, dpi=(200, 200))
    size = list_pages(file)[0]
    assert (size.width_pt, size.height_pt) == (612, 792)
    draw_picture(file, 1, tmp_path / "page.pgm")
    with Image.open(tmp_path / "page.pgm") as drawn:
        assert drawn.size == (2550, 3300)


def test_page_that_is_not_there(tmp_path: Path) -> None:
    """A page beyond the last cannot be drawn."""
    file = tmp_path / "one.png"
    sheet().save(file)
    with pytest.raises(OcrFaultError):
        draw_picture(file, 2, tmp_path / "page.pgm")


def test_bomb_is_refused(tmp_path: Path) -> None:
    """A small file that says it unpacks to a giant picture is a named problem."""
    file = tmp_path / "bomb.png"
    size = (30_000).to_bytes(4, "big") * 2
    chunk = b"IHDR" + size + b"\x08\x00\x00\x00\x00"
    content = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    file.write_bytes(content + b"\0" * 2_000)
    assert read_picture(intake_of(file), "auto").problems[0].reason == "damaged_picture"
