"""Word documents."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from onrecord.model.documents import Reading
from onrecord.readers import docx as docx_reader
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read_word(folder: Path, content: bytes) -> Reading:
    """The reading of one Word file."""
    (folder / "d.docx").write_bytes(content)
    intakes, _ = list_sources([(folder / "d.docx", None)], scratch=folder)
    return read_source(intakes[0])


def word_of(body: str, head: str = "") -> bytes:
    """A Word file with that body, in memory."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<?xml version='1.0'?>{head}<w:document {W}><w:body>{body}</w:body></w:document>"
        )
    return stream.getvalue()


def test_paragraphs_tables_and_properties(tmp_path: Path) -> None:
    """Paragraphs are lines, table cells are parted by tabs, and the file's properties give title and author."""
    document = docx.Document()
    document.add_paragraph("The board met on Monday.")
    document.add_paragraph("It said “no”.")
    table = document.add_table(rows=2, cols=3)
    for row, cells in zip(table.rows, (("County", "Arrests", "Note"), ("Ash", "12", "")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.core_properties.title, document.core_properties.author = "Minutes", "A Roe"
    stream = io.BytesIO()
    document.save(stream)
    found = read_word(tmp_path, stream.getvalue()).documents[0]
    assert found.text == "The board met on Monday.\nIt said “no”.\nCounty\tArrests\tNote\nAsh\t12\t\n"
    assert (found.source.title, found.source.author, found.source.published) == ("Minutes", "A Roe", None)
    assert [item.basis for item in found.source.dates] == ["docx_created"]


def test_deleted_words_are_left_out_and_noted(tmp_path: Path) -> None:
    """Of tracked changes what was inserted is text, what was deleted is not."""
    body = "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    reading = read_word(tmp_path, word_of(body))
    assert reading.documents[0].text == "new\n"
    assert [problem.reason for problem in reading.problems] == ["tracked_changes"]


BAD = {
    "entities_that_expand": word_of("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
    "outside_entity": word_of("<w:p/>", '<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
    "cut_markup": word_of("<w:p><w:r>"),
    "cut_archive": word_of("<w:p/>")[:-30],
}


@pytest.mark.parametrize("name", BAD)
def test_hostile_or_damaged_files_are_problems(name: str, tmp_path: Path) -> None:
    """Nothing is expanded or fetched, and the file is named."""
    reading = read_word(tmp_path, BAD[name])
    assert not reading.documents
    assert [problem.reason for problem in reading.problems] == ["damaged_docx"]


def test_a_body_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes are counted while they unpack."""
    monkeypatch.setattr(docx_reader, "MAX_PART_BYTES", 100_000)
    reading = read_word(tmp_path, word_of("<w:p><w:r><w:t>" + "a" * 500_000 + "</w:t></w:r></w:p>"))
    assert "unpacks to more than 100,000 bytes" in reading.problems[0].detail
