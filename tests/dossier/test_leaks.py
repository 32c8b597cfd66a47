"""The leak test: planted secrets are found wherever a reader could find them, and nothing else is."""

from __future__ import annotations

import ast
import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from onrecord.dossier import leak_layers, leak_readers, leak_search, leaks
from onrecord.dossier.leak_readers import has_ocr
from onrecord.dossier.leak_records import DATE, HIDDEN, MAIL, NAME, NUMBER, STREET, Leak, Secret, Secrets
from onrecord.dossier.leaks import find_leaks, refuse_leaks
from onrecord.errors import MaskingError

SECRETS = Secrets(
    masked=(
        Secret(kind=NAME, label="Person 1", texts=("Néstor Villatoro", "Villatoro, Nestor"), parts=("villatoro", "nestor")),
        Secret(kind=NAME, label="Person 2", texts=("Rose Banks",), parts=()),
        Secret(kind=NAME, label="Person 3", texts=("Yesenia Whitcombe",), parts=("yesenia", "whitcombe")),
        Secret(kind=NUMBER, label="[A-number 1]", texts=("A# 098 765 432",)),
        Secret(kind=NUMBER, label="[identity number 1]", texts=("WAC-17-123-45678",)),
        Secret(kind=MAIL, label="[e-mail 1]", texts=("n.villa@postbox.example",)),
        Secret(kind=DATE, label="[birth date 1]", texts=("1991-03-04",)),
        Secret(kind=STREET, label="[address 1]", texts=("4512 W. Copperleaf Ave",)),
        Secret(kind=HIDDEN, label="under a box", texts=("told the board",), parts=("zanzolo",)),
        Secret(kind=NUMBER, label="[A-number 2]", texts=("A-2031-06442",)),
        Secret(kind=NAME, label="Person 4", texts=("Bede Quillory",), parts=("bede", "quillory")),
    ),
    shown=("Octavia Whitcombe", "press@parks.gov", "(202) 555-0100", "FOIA-2031-06442"),
)


class Case(NamedTuple):
    name: str
    text: str
    label: str


TOLD = (
    Case("full name", "Nestor Villatoro was moved", "Person 1"),
    Case("surname alone", "the VILLATORO file", "Person 1"),
    Case("accents", "Villatóro", "Person 1"),
    Case("spaced out", "V i l l a t o r o, N e s t o r", "Person 1"),
    Case("hyphens", "N-e-s-t-o-r V-i-l-l-a-t-o-r-o", "Person 1"),
    Case("dots", "n.e.s.t.o.r.v.i.l.l.a.t.o.r.o", "Person 1"),
    Case("joined", "nestorvillatoro", "Person 1"),
    Case("camel", "theVillatoroFile", "Person 1"),
    Case("inside a longer word", "freenestorvillatoro", "Person 1"),
    Case("full width", "Ｖｉｌｌａｔｏｒｏ", "Person 1"),
    Case("percent escapes", "scan%2Fn%C3%A9stor%20villat%C3%B3ro", "Person 1"),
    Case("HTML escapes", "&#86;illatoro", "Person 1"),
    Case("JSON escapes", '{"a": "Villat\\u00f3ro"}', "Person 1"),
    Case("CSS escapes", 'content: "\\56 illatoro"', "Person 1"),
    Case("split by tags", "<b>Villa</b>toro", "Person 1"),
    Case("in a comment", "<!-- Villatoro -->", "Person 1"),
    Case("in an attribute", '<img alt="Villatoro">', "Person 1"),
    Case("base64", base64.b64encode(b"case of Villatoro").decode(), "Person 1"),
    Case("hex", b"Nestor Villatoro".hex(), "Person 1"),
    Case("invisible marks", "Villa\u200btoro", "Person 1"),
    Case("everyday words", "We met Rose Banks there", "Person 2"),
    Case("everyday words, turned", "Banks, Rose", "Person 2"),
    Case("beside a kept surname", "Yesenia Whitcombe", "Person 3"),
    Case("digits", "file 98765432", "[A-number 1]"),
    Case("digits apart", "A 0 9 8 7 6 5 4 3 2", "[A-number 1]"),
    Case("digits over lines", "A098-\n765-\n432", "[A-number 1]"),
    Case("digits, full width", "０９８７６５４３２", "[A-number 1]"),
    Case("digits of a stamp, without it", "the file 2031-06442", "[A-number 2]"),
    Case("digits of a stamp, beside it", "FOIA-2031-06442 of A 203106442", "[A-number 2]"),
    Case("between digits", "x1bede2x", "Person 4"),
    Case("letters and digits", "wac 17 123 45678", "[identity number 1]"),
    Case("mail address", "N.Villa@Postbox.example", "[e-mail 1]"),
    Case("date in words", "on March 4, 1991", "[birth date 1]"),
    Case("date in digits", "04/03/1991", "[birth date 1]"),
    Case("date, short", "4-mar-91", "[birth date 1]"),
    Case("street", "4512 Copperleaf", "[address 1]"),
    Case("hidden word", "it says zanzolo here", "under a box"),
    Case("hidden row of words", "he told the board so", "under a box"),
    Case("an A-number that nobody knew", "A 211 345 678", "unlisted"),
    Case("a mail address that nobody knew", "who@where.example", "unlisted"),
    Case("a phone number that nobody knew", "(202) 555-0182", "unlisted"),
)


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.name)
def test_a_secret_is_read_in_every_spelling(tmp_path: Path, case: Case) -> None:
    """One planted secret in a page is found, and its label is told."""
    (tmp_path / "page.html").write_text(f"<p>Before. {case.text} After.</p>", encoding="utf-8")
    assert case.label in {leak.label for leak in find_leaks(tmp_path, SECRETS)}


QUIET = (
    "Octavia Whitcombe said so; write to press@parks.gov or call (202) 555-0100.",
    "Person 1 was moved to [address 1] on [birth date 1], [A-number 1].",
    "the rose banks along the river; he banks; roses",
    "Arrests on 2017-02-10 and 10/04/2021: 120 of 1,234,567 (33.5 percent), PES-000101",
    "sha256 9876543298765432aa098765432bb098765432cc0123456789abcdef0123456789",
    "OBTAINED IN FOIA-2031-06442; OBTAINED IN F OIA-2031-06442, FOI A-2031-06442, FOIA 2031 06442",
    "d41d8cd98f001bede2049800998ecf84 0a1bede2" + "0" * 32,
    "n-0123456789abcdef d-a123456789012345 #a1234567",
)


@pytest.mark.parametrize("words", QUIET)
def test_what_is_no_secret_is_no_leak(tmp_path: Path, words: str) -> None:
    """Kept names, pseudonyms, everyday words, dates, counts and hashes do not stop a publication."""
    (tmp_path / "page.html").write_text(f"<p>{words}</p>", encoding="utf-8")
    assert find_leaks(tmp_path, SECRETS) == ()


def _zip(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def _docx() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("The Villatoro file")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xlsx() -> bytes:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write(0, 0, "Villatoro")
    return buffer.getvalue()


def _pdf(draw: Callable[..., object]) -> bytes:
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    buffer = io.BytesIO()
    canvas = canvas_module.Canvas(buffer, invariant=1)
    canvas.drawString(72, 700, "A quiet page")
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _png_with_text() -> bytes:
    info = PngInfo()
    info.add_text("Comment", "scan of Villatoro", zip=True)
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(buffer, format="PNG", pnginfo=info)
    return buffer.getvalue()


def _jpeg_with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "Villatoro at the gate"
    buffer = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(buffer, format="JPEG", exif=exif)
    return buffer.getvalue()


HIDDEN_PLACES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip in a zip": ("a.zip", lambda: _zip("b.zip", _zip("c.txt", b"Villatoro"))),
    "name of a member": ("a.zip", lambda: _zip("villatoro.txt", b"quiet")),
    "docx": ("a.docx", _docx),
    "xlsx": ("a.xlsx", _xlsx),
    "PDF page": ("a.pdf", lambda: _pdf(lambda c: c.drawString(72, 600, "Nestor Villatoro"))),
    "PDF title": ("a.pdf", lambda: _pdf(lambda c: c.setTitle("Villatoro"))),
    "PDF bookmark": ("a.pdf", lambda: _pdf(lambda c: (c.bookmarkPage("x"), c.addOutlineEntry("Villatoro", "x", 0)))),
    "PDF link": ("a.pdf", lambda: _pdf(lambda c: c.linkURL("https://x.example/villatoro", (72, 690, 200, 710)))),
    "PDF under a box": ("a.pdf", lambda: _pdf(lambda c: (c.drawString(72, 600, "Villatoro"), c.rect(70, 590, 90, 20, fill=1)))),
    "picture text chunk": ("a.png", _png_with_text),
    "picture exif": ("a.jpg", _jpeg_with_exif),
    "wide bytes": ("a.bin", lambda: b"\0\1\2\3" + "Nestor Villatoro".encode("utf-16-le") + b"\0\xff"),
    "style sheet": ("a.css", lambda: b".villatoro { color: red }"),
    "vector picture": ("a.svg", lambda: b"<svg><desc>Villatoro</desc></svg>"),
}


@pytest.mark.parametrize("place", HIDDEN_PLACES)
def test_a_secret_is_read_in_every_kind_of_file(tmp_path: Path, place: str) -> None:
    """One planted name is found in what is shown of a file and in what stands behind it."""
    name, make = HIDDEN_PLACES[place]
    (tmp_path / name).write_bytes(make())
    assert "Person 1" in {leak.label for leak in find_leaks(tmp_path, SECRETS)}


def test_names_of_files_and_folders(tmp_path: Path) -> None:
    """A folder that is named after somebody is a leak."""
    (tmp_path / "villatoro_nestor").mkdir()
    (tmp_path / "villatoro_nestor" / "page.txt").write_text("quiet", encoding="utf-8")
    assert find_leaks(tmp_path, SECRETS)[0].place == "file name at 0"


@pytest.mark.skipif(not has_ocr(), reason="Tesseract is not installed")
def test_words_in_a_picture(tmp_path: Path) -> None:
    """A name that is only painted is read where Tesseract is installed."""
    picture = Image.new("L", (900, 120), 255)
    ImageDraw.Draw(picture).text((30, 30), "The Villatoro file", fill=0, font=ImageFont.load_default(48))
    picture.save(tmp_path / "crop.png")
    assert {leak.label for leak in find_leaks(tmp_path, SECRETS)} == {"Person 1"}


def test_a_leak_refuses_publication(tmp_path: Path) -> None:
    """What leaks is refused with exit code 5; the message tells places and decisions and not the words."""
    page = tmp_path / "page.html"
    page.write_text("<p>Villatoro</p>", encoding="utf-8")
    with pytest.raises(MaskingError, match=r"page\.html, text at 3: Person 1") as error:
        refuse_leaks(find_leaks(tmp_path, SECRETS))
    assert error.value.exit_code == 5
    assert "illatoro" not in str(error.value)


def test_line_breaks_of_json_are_no_letters(tmp_path: Path) -> None:
    """What follows an escaped line break is a word of its own: a name is found behind it, and none is made of its letter."""
    (tmp_path / "a.jsonl").write_text(r'{"text": "he came\nvillatoro\tleft"}', encoding="utf-8")
    assert {leak.label for leak in find_leaks(tmp_path, SECRETS)} == {"Person 1"}
    nora = Secrets(masked=(Secret(kind="name", label="Person 9", texts=("Nna Schubert",), parts=("nna",)),))
    (tmp_path / "a.jsonl").write_text(r'{"text": "confirmation on\nNA , at home"}', encoding="utf-8")
    assert find_leaks(tmp_path, nora) == ()


def test_markup_of_an_office_file_names_nobody(tmp_path: Path) -> None:
    """The words of tags are nobody's; those between them and in their values are read."""
    named = Secrets(masked=(Secret(kind="name", label="Person 9", texts=("Max Roe",), parts=("max",)),))
    (tmp_path / "a.xml").write_text('<max:col max="2"><t>quiet</t></max:col>', encoding="utf-8")
    assert find_leaks(tmp_path, named) == ()
    for told in ("<t>Max</t>", '<t author="Max"/>'):
        (tmp_path / "a.xml").write_text(told, encoding="utf-8")
        assert {leak.words for leak in find_leaks(tmp_path, named)} == {"Max"}


def test_a_leak_tells_file_and_place(tmp_path: Path) -> None:
    """A leak holds the file, the place in it, the decision it breaks, how it was read, and the words."""
    (tmp_path / "page.txt").write_text("the Villatoro file", encoding="utf-8")
    assert find_leaks(tmp_path, SECRETS) == (
        Leak(file="page.txt", place="text at 4", label="Person 1", how="a part of it", words="Villatoro"),
    )


@pytest.mark.parametrize("module", [leak_layers, leak_readers, leak_search, leaks])
def test_the_leak_test_shares_no_code_with_the_masking(module: object) -> None:
    """Nothing that finds a name or a number for the masking is imported here, so that one mistake is not made twice."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    ours = {name for name in imported if name.startswith("onrecord.")}
    allowed = {
        "onrecord.dossier.leak_records",
        "onrecord.dossier.leak_search",
        "onrecord.dossier.leak_layers",
        "onrecord.dossier.leak_readers",
        "onrecord.errors",
    }
    assert ours - {"onrecord.spans"} <= allowed
