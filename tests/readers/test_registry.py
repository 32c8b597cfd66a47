"""Bad input: whatever the bytes, a Reading comes out that says what happened."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model.documents import Reading
from onrecord.readers import limits as limits_module
from onrecord.readers import text as text_module
from onrecord.readers.intake import list_sources
from onrecord.readers.registry import read_source


def read_bytes_as(name: str, content: bytes, folder: Path) -> Reading:
    """The reading of one file of that name."""
    (folder / name).write_bytes(content)
    intakes, problems = list_sources([(folder / name, None)], scratch=folder / "scratch")
    readings = [read_source(intake) for intake in intakes]
    return Reading(
        documents=tuple(document for reading in readings for document in reading.documents),
        mail=tuple(pair for reading in readings for pair in reading.mail),
        tables=tuple(table for reading in readings for table in reading.tables),
        problems=(*problems, *(problem for reading in readings for problem in reading.problems)),
    )


@dataclass(frozen=True)
class Case:
    """One bad file, the reason that is given, whether nothing at all was read."""

    name: str
    file: str
    content: bytes
    reason: str
    fatal: bool


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
CASES = [
    Case("empty_file", "a.txt", b"", "empty_file", False),
    Case("empty_pdf", "a.pdf", b"", "empty_file", False),
    Case("picture_named_text", "a.txt", PNG, "small_picture", True),
    Case("program_named_text", "a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0" * 9, "not_text", True),
    Case("latin1", "a.txt", "Señor Nuñez said no.".encode("latin-1"), "encoding_guessed", False),
    Case("utf16", "a.txt", "The county said no.".encode("utf-16"), "encoding_noted", False),
    Case("cut_utf8", "a.txt", ("“no” " * 9).encode()[:-2], "broken_encoding", False),
    Case("old_word", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported_format", True),
    Case("seven_zip", "a.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "unsupported_format", True),
    Case("json", "a.json", b'{"a": 1}', "unsupported_format", True),
    Case("cut_zip", "a.zip", b"PK\x03\x04" + b"\0" * 40, "damaged_archive", True),
    Case("mail_without_header", "a.eml", b"just some words\nand more\n", "broken_header", False),
    Case("mail_with_bad_date", "a.eml", b"From: a@b.example\nDate: soon\nTo: c@d.example\n\nHi", "broken_header", False),
    Case("mail_with_cut_parts", "a.eml", b"From: a@b.example\nDate: Mon, 16 Oct 2017 09:12:44 -0400\n"
         b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nwords\n", "broken_mail", False),
    Case("empty_page", "a.html", b"<html><script>x()</script></html>", "no_text", False),
    Case("nested_page", "a.html", b"<div>" * 5_000 + b"words", "too_deep", True),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_is_named(case: Case, tmp_path: Path) -> None:
    """Each bad file gives its reason, and a document unless nothing could be read."""
    reading = read_bytes_as(case.file, case.content, tmp_path)
    reasons = {problem.reason: problem for problem in reading.problems}
    assert case.reason in reasons
    assert reasons[case.reason].fatal is case.fatal
    assert bool(reading.documents) is not case.fatal
    assert case.file in reasons[case.reason].detail


def test_a_text_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line longer than what is read of one file is a clear refusal with both numbers."""
    monkeypatch.setattr(text_module, "MAX_TEXT_BYTES", 1_000)
    assert limits_module.MAX_TEXT_BYTES < 200_000_000
    reading = read_bytes_as("line.txt", b"x" * 5_000, tmp_path)
    assert [problem.reason for problem in reading.problems] == ["too_large"]
    assert "5,000" in reading.problems[0].detail
    assert "1,000" in reading.problems[0].detail


def test_one_long_line_within_the_limit_is_read(tmp_path: Path) -> None:
    """Two megabytes without a line break are a document like any other."""
    reading = read_bytes_as("line.txt", b"word " * 400_000, tmp_path)
    assert len(reading.documents[0].text) == 2_000_000
    assert not reading.problems


def test_form_feeds_make_pages_that_cover_the_text(tmp_path: Path) -> None:
    """Pages follow each other without a gap, and a feed at the end makes no page of its own."""
    document = read_bytes_as("a.txt", b"one\n\ftwo\r\n\f\f", tmp_path).documents[0]
    assert [page.span.of(document.text) for page in document.pages] == ["one\n\f", "two\r\n\f", "\f"]
    assert [page.readable for page in document.pages] == [True, True, False]


NAMES = [
    "a.txt",
    "a.html",
    "a.eml",
    "a.emlx",
    "a.mbox",
    "a.zip",
    "a.csv",
    "a.xlsx",
    "a.docx",
    "a.msg",
    "a.pst",
    "a.dat",
    "a.opt",
]
STARTS = [
    b"", b"<html><p>", b"From: a@b.example\nTo: c@d.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    b"From a@b.example Mon Oct 16 09:12:44 2017\nSubject: x\n\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xfeA\xfe\x14\xfeB\xfe\n", b"PAR1", b"!BDN", b"a,b\n1,2\n", b"Subject: =?utf-8?b?", b"\xff\xfe",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(STARTS), st.binary(max_size=400))
def test_no_bytes_make_a_reader_raise(name: str, start: bytes, rest: bytes) -> None:
    """Any bytes under any name give documents or named problems, twice the same."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read_bytes_as(name, start + rest, Path(folder))
        assert reading.documents or reading.problems
        for document in reading.documents:
            assert document.text.encode("utf-8").decode("utf-8") == document.text
        assert reading == read_bytes_as(name, start + rest, Path(folder))
