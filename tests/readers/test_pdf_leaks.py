"""What a PDF tells beside its pages of what a box hides: links, bookmarks, the file's title, pale print."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from onrecord.inbox.release import read_release
from onrecord.model.documents import Pile, Source
from onrecord.model.messages import InboxRecords
from onrecord.readers.pdf import read_pdf

Canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas


def read(file: Path) -> tuple[str, InboxRecords, tuple[Any, ...]]:
    """(the text, the inbox, the links) of a PDF."""
    source = Source(path=file.name, sha256="0", n_bytes=0, media_type="application/pdf", pile=Pile.RECORDS)
    reading = read_pdf(file, source, "d")
    layouts = reading.layouts[0][1]
    links = tuple(link for layout in layouts for link in layout.links)
    return reading.documents[0].text, read_release(reading.documents[0], layouts, ()), links


def failed(file: Path) -> list[str]:
    """How every failed redaction of a PDF is told."""
    return [one.found_by.partition(":")[2] for one in read(file)[1].redactions if one.failed]


def page(folder: Path) -> tuple[Any, Path]:
    """A canvas with one line and a black box where a name was taken out: "Meeting with [box] on Monday"."""
    canvas = Canvas(str(folder / "page.pdf"), pagesize=(612, 792))
    canvas.drawString(72, 720, "Minutes of the roof committee")
    canvas.drawString(72, 700, "Subject: Meeting with")
    canvas.rect(190, 696, 60, 14, fill=1, stroke=0)
    canvas.drawString(254, 700, "on Monday")
    return canvas, folder / "page.pdf"


def test_a_box_tells_nothing(tmp_path: Path) -> None:
    """A box over nothing, in a file that says nothing else, is no failed redaction."""
    canvas, file = page(tmp_path)
    canvas.save()
    assert [one.failed for one in read(file)[1].redactions] == [False]


def test_mail_link_under_a_box(tmp_path: Path) -> None:
    """A mailto link that stayed where the name was taken out is counted, and its address is not kept."""
    canvas, file = page(tmp_path)
    canvas.linkURL("mailto:kim.bell@parks.example", (192, 697, 248, 709))
    canvas.save()
    text, inbox, links = read(file)
    assert [one.found_by for one in inbox.redactions] == ["box:link"]
    assert links == ()
    assert "kim.bell" not in repr((text, inbox))


def test_link_to_what_is_printed(tmp_path: Path) -> None:
    """A link to an address that the page prints in the open tells nothing new."""
    canvas, file = page(tmp_path)
    canvas.drawString(72, 680, "kim.bell@parks.example")
    canvas.linkURL("mailto:kim.bell@parks.example", (192, 697, 248, 709))
    canvas.save()
    assert failed(file) == []


def test_web_link_on_a_frame(tmp_path: Path) -> None:
    """A framed button that leads to a web page is no redaction that failed; a black box over such a link is."""
    canvas = Canvas(str(tmp_path / "button.pdf"), pagesize=(612, 792))
    canvas.rect(190, 696, 60, 14, fill=0, stroke=1)
    canvas.linkURL("https://parks.example/kim-bell", (190, 696, 250, 710))
    canvas.save()
    assert failed(tmp_path / "button.pdf") == []
    canvas, file = page(tmp_path)
    canvas.linkURL("https://parks.example/kim-bell", (190, 696, 250, 710))
    canvas.save()
    assert failed(file) == ["link"]


def test_bookmark_names_what_is_boxed(tmp_path: Path) -> None:
    """A bookmark that goes through the box's line and names what the box hides is a leak; its words are kept nowhere."""
    canvas, file = page(tmp_path)
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry("RE: Meeting with Kim Bell on Monday", "here")
    canvas.save()
    text, inbox, _ = read(file)
    assert [one.found_by for one in inbox.redactions] == ["box:bookmark"]
    assert "Kim" not in repr((text, inbox))


@pytest.mark.parametrize(
    "title",
    [
        "Meeting with on Monday",
        "Another meeting with Kim Bell on Tuesday",
        "Kim Bell",
        "Meeting with the roof committee on Monday",
    ],
)
def test_bookmark_about_other_words(tmp_path: Path, title: str) -> None:
    """A bookmark that names nothing in the box's place, or only what is printed, tells nothing."""
    canvas, file = page(tmp_path)
    canvas.bookmarkPage("here")
    canvas.addOutlineEntry(title, "here")
    canvas.save()
    assert failed(file) == []


def test_title_of_the_file_names_what_is_boxed(tmp_path: Path) -> None:
    """The file's own title is compared in the same way."""
    canvas, file = page(tmp_path)
    canvas.setTitle("Meeting with Kim Bell on Monday")
    canvas.save()
    assert failed(file) == ["metadata"]


def test_pale_words_of_one_line_are_one_stretch(tmp_path: Path) -> None:
    """White print on white is counted once for a line, not once for a word."""
    canvas, file = page(tmp_path)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 640, "several words that nobody sees")
    canvas.save()
    text, inbox, _ = read(file)
    assert [one.found_by for one in inbox.redactions if one.failed] == ["box:pale_text"]
    assert "nobody" not in text


def test_print_beside_a_box_shows_where_it_is(tmp_path: Path) -> None:
    """A box that holds no code is cited by the print next to it."""
    canvas, file = page(tmp_path)
    canvas.save()
    text, inbox, _ = read(file)
    assert [one.near.of(text) for one in inbox.redactions if one.near] == ["Subject: Meeting with"]


@pytest.mark.gold
def test_failed_redactions_of_court_files(shared: Path, tmp_path: Path) -> None:
    """Files with known failed redactions give exactly their number; files without give none."""
    with zipfile.ZipFile(shared / "data" / "bad_redactions.zip") as archive:
        archive.extractall(tmp_path)
    folder = next(tmp_path.rglob("gold.json")).parent
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for name, expected in gold["bad"].items():
        n_found = len(failed(folder / "docs" / name))
        assert n_found == expected["bad_redactions"] if "bad_redactions" in expected else n_found > 0, name
    assert {name: failed(folder / "docs" / name) for name in gold["clean"]} == {name: [] for name in gold["clean"]}
