"""Files inside a PDF: attached, in a portfolio, pinned to a page; each read by the reader of its kind."""

import hashlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from onrecord.model.documents import Pile, Reading, Source
from onrecord.readers.intake import Intake
from onrecord.readers.pdf_family import read_pdf_family
from onrecord.readers.registry import read_source

Canvas = pytest.importorskip("reportlab.pdfgen.canvas").Canvas
MAIL = (
    b"From: Kim Bell <kim.bell@parks.example>\r\nTo: Lee Ray <lee.ray@parks.example>\r\n"
    b"Date: Mon, 4 Mar 2019 09:12:00 -0500\r\nSubject: Roof\r\nMIME-Version: 1.0\r\n\r\nThe roof leaks.\r\n"
)


def pdf_with(folder: Path, files: list[tuple[str, bytes]], name: str = "release.pdf") -> Path:
    """A PDF of one page with files attached."""
    plain = folder / f"plain-{name}"
    canvas = Canvas(str(plain), pagesize=(612, 792))
    canvas.drawString(72, 700, "Cover page")
    canvas.save()
    document = pdfium.PdfDocument(plain)
    for file_name, content in files:
        document.new_attachment(file_name).set_data(content)
    document.save(folder / name)
    document.close()
    return folder / name


def pdf_with_pin(folder: Path, content: bytes) -> Path:
    """A PDF with a file pinned to its page by a paperclip, written out by hand."""
    body = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Annots[4 0 R]>>",
        b"<</Type/Annot/Subtype/FileAttachment/Rect[72 700 90 720]/FS 5 0 R/Contents(a mail)>>",
        b"<</Type/Filespec/F(pinned.eml)/UF(pinned.eml)/EF<</F 6 0 R>>>>",
        b"<</Type/EmbeddedFile/Params<</Size %d>>/Length %d>>stream\n%s\nendstream" % (len(content), len(content), content),
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, item in enumerate(body, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, start)
    file = folder / "pinned.pdf"
    file.write_bytes(bytes(out))
    return file


def read(file: Path, depth: int = 0) -> Reading:
    """Read a file as a build does."""
    content = file.read_bytes()
    source = Source(
        path=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        n_bytes=len(content),
        media_type="application/pdf",
        pile=Pile.RECORDS,
    )
    return read_pdf_family(Intake(source=source, file=file, depth=depth), read_source)


def test_attached_mail(tmp_path: Path) -> None:
    """A mail attached to a PDF is a document of the PDF's family, with its header read as mail."""
    reading = read(pdf_with(tmp_path, [("roof.eml", MAIL)]))
    parent, child = reading.documents
    assert (child.source.path, child.kind, child.parent_id) == ("release.pdf!/roof.eml", "mail", parent.id)
    assert [part.subject for _, parts in reading.mail for part in parts] == ["Roof"]
    assert child.source.sha256 == hashlib.sha256(MAIL).hexdigest()
    assert child.source.pile is Pile.RECORDS


def test_portfolio(tmp_path: Path) -> None:
    """A portfolio gives a document for every file, what cannot be read a problem."""
    files = [("a.eml", MAIL), ("notes.txt", b"plain words\n"), ("x.bin", bytes(range(256)))]
    reading = read(pdf_with(tmp_path, files))
    paths = [document.source.path.partition("!/")[2] for document in reading.documents[1:]]
    assert sorted(paths) == ["a.eml", "notes.txt"]
    assert [(problem.source, problem.fatal) for problem in reading.problems] == [("release.pdf!/x.bin", False)]


def test_pdf_in_a_pdf(tmp_path: Path) -> None:
    """A PDF inside a PDF is read too, and so are the files inside it."""
    inner = pdf_with(tmp_path, [("roof.eml", MAIL)], "inner.pdf").read_bytes()
    reading = read(pdf_with(tmp_path, [("inner.pdf", inner)]))
    paths = ["release.pdf", "release.pdf!/inner.pdf", "release.pdf!/inner.pdf!/roof.eml"]
    assert [document.source.path for document in reading.documents] == paths
    assert [name for name, _ in reading.layouts] == [document.id for document in reading.documents[:2]]


def test_too_deep(tmp_path: Path) -> None:
    """Files that hang too deep are named, not read."""
    reading = read(pdf_with(tmp_path, [("roof.eml", MAIL)]), depth=6)
    assert [document.source.path for document in reading.documents] == ["release.pdf"]
    assert [problem.reason for problem in reading.problems] == ["too_deep"]


def test_file_pinned_to_a_page(tmp_path: Path) -> None:
    """A file attachment annotation is read as an attached file is."""
    reading = read(pdf_with_pin(tmp_path, MAIL))
    assert [document.source.path for document in reading.documents] == ["pinned.pdf", "pinned.pdf!/pinned.eml"]


def test_names_stay_inside(tmp_path: Path) -> None:
    """A name with folders in it is cited without them and writes nothing outside."""
    reading = read(pdf_with(tmp_path, [("../../up.txt", b"words\n")]))
    assert [document.source.path for document in reading.documents[1:]] == ["release.pdf!/_.._up.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plain-release.pdf", "release.pdf"]


def test_constants_of_the_library() -> None:
    """The library still has the calls for pinned files that the reader relies on."""
    assert callable(raw.FPDFAnnot_GetFileAttachment)
