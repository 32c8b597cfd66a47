"""Outlook files and load files."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.model.documents import Reading
from onrecord.readers.intake import list_sources
from onrecord.readers.load_file import split_rows
from onrecord.readers.registry import read_source
from onrecord.readers.tables import load_frame


def read_as(folder: Path, name: str, content: bytes) -> Reading:
    """The reading of one file of that name."""
    (folder / name).write_bytes(content)
    intakes, _ = list_sources([(folder / name, None)], scratch=folder)
    return read_source(intakes[0])


FAKE = """#!/bin/sh
while [ "$1" != "-o" ]; do shift; done
out="$2"
[ "$(head -c 8 "$3")" = '!BDNvoid' ] && exit 0
[ "$(head -c 8 "$3")" = '!BDNgood' ] || { echo "readpst: Cannot open file" >&2; exit 1; }
mkdir -p "$out/Inbox"
for n in 1 2 10; do
  printf 'From: a@b.example\\nDate: Mon, 16 Oct 2017 09:12:44 -0400\\n\\nWords %s.\\n' "$n" > "$out/Inbox/$n.eml"
done
printf 'BEGIN:VEVENT\\nPRODID:x\\nDTSTAMP:%s\\nSUMMARY:A long\\n  line\\n' "$$" > "$out/Inbox/4.ics"
echo "?" > "$out/Inbox/5.dat"
echo '"Inbox" - 3 items done, 2 items skipped.'
"""


@pytest.fixture
def fake_readpst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program named readpst that writes three messages, or fails on a file it does not know."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "readpst").write_text(FAKE)
    (folder / "readpst").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_an_outlook_mailbox_is_unpacked_by_the_program(fake_readpst: Path) -> None:
    """Messages come in the order of their numbers, and what the program skipped is listed."""
    reading = read_as(fake_readpst, "box.pst", b"!BDNgood")
    assert [document.source.path.rsplit("!/")[1] for document in reading.documents] == [
        "Inbox/1.eml",
        "Inbox/2.eml",
        "Inbox/4.ics",
        "Inbox/10.eml",
    ]
    assert [problem.reason for problem in reading.problems] == ["items_skipped", "items_skipped"]
    assert "skipped 2 items" in reading.problems[1].detail
    assert not any(path.name.startswith("pst-") for path in fake_readpst.iterdir())


def test_an_entry_of_a_calendar_is_a_text_without_the_programs_clock(fake_readpst: Path) -> None:
    """The line that differs from run to run is left out and folded lines are joined."""
    readings = [read_as(fake_readpst, "box.pst", b"!BDNgood") for _ in range(2)]
    assert readings[0].documents[2].text == "BEGIN:VEVENT\nSUMMARY:A long line\n"
    assert readings[0] == readings[1]


def test_a_mailbox_without_messages_is_a_problem(fake_readpst: Path) -> None:
    """A mailbox of which nothing comes is not passed over silently."""
    assert [problem.reason for problem in read_as(fake_readpst, "box.pst", b"!BDNvoid").problems] == ["no_messages"]


def test_a_mailbox_that_the_program_refuses_is_a_problem(fake_readpst: Path) -> None:
    """The program's own words are passed on."""
    reading = read_as(fake_readpst, "box.pst", b"!BDNbad!")
    assert [problem.reason for problem in reading.problems] == ["damaged_pst"]
    assert "Cannot open file" in reading.problems[0].detail


def test_without_the_program_its_name_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The problem names the program and the other way out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    reading = read_as(tmp_path, "box.pst", b"!BDN" + b"\0" * 99)
    assert [problem.reason for problem in reading.problems] == ["needs_readpst"]
    assert "readpst" in reading.problems[0].detail
    assert ".mbox" in reading.problems[0].detail


@dataclass(frozen=True)
class Case:
    """A Concordance text and its cells."""

    name: str
    text: str
    rows: list[tuple[str, ...]]


Q, S = "\u00fe", "\x14"
CASES = [
    Case("two_rows", f"{Q}A{Q}{S}{Q}B{Q}\r\n{Q}1{Q}{S}{Q}2{Q}\r\n", [("A", "B"), ("1", "2")]),
    Case("empty_cell_keeps_its_place", f"{Q}A{Q}{S}{Q}{Q}{S}{Q}C{Q}", [("A", "", "C")]),
    Case("empty_cell_without_quotes", f"{Q}A{Q}{S}{S}{Q}C{Q}", [("A", "", "C")]),
    Case("break_mark_inside", f"{Q}one\u00aetwo{Q}{S}{Q}B{Q}", [("one\ntwo", "B")]),
    Case("raw_break_inside", f"{Q}one\ntwo{Q}{S}{Q}B{Q}\n", [("one\ntwo", "B")]),
    Case("lost_quote_at_the_end", f"{Q}A{Q}{S}{Q}B\n", [("A", "B")]),
    Case("unquoted", f"A{S}B\n1{S}\n", [("A", "B"), ("1", "")]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_cells_of_a_concordance_file(case: Case) -> None:
    """Every cell stands under its own heading."""
    assert list(split_rows(case.text)) == case.rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_rows_with_mail_fields_are_mail(encoding: str, tmp_path: Path) -> None:
    """A row becomes a block of lines that can be cited, and a mail part where it holds a sender."""
    rows = [
        ("BEGDOC", "From", "To", "CC", "Email Subject", "Date Sent", "Time_Sent", "EXTRACTED TEXT"),
        (
            "C01",
            "Roe, Jo <jo@x.example>",
            "Lee, Bo; ann@x.example",
            "",
            "Report",
            "10/16/2017",
            "9:12 AM",
            "Send it\u00aetonight.",
        ),
        ("C02", "", "", "", "", "", "", "A memo."),
    ]
    content = "".join(S.join(f"{Q}{cell}{Q}" for cell in row) + "\r\n" for row in rows)
    reading = read_as(tmp_path, "a.dat", content.encode(encoding))
    document, (_, parts) = reading.documents[0], reading.mail[0]
    assert len(parts) == 1
    part = parts[0]
    assert part.header_span.of(document.text).startswith("BEGDOC: C01\nFrom: Roe, Jo <jo@x.example>\n")
    assert "CC:\nEmail Subject: Report" in part.header_span.of(document.text)
    assert part.body_span.of(document.text) == "Send it\ntonight."
    assert part.sender == ("Roe, Jo", "jo@x.example")
    assert part.to == (("Lee, Bo", ""), ("", "ann@x.example"))
    assert part.sent is not None
    assert part.sent.earliest.isoformat() == "2017-10-16T09:12:00"
    assert [column.n_filled for column in reading.tables[0].columns] == [2, 1, 1, 0, 1, 1, 1, 2]
    frame = load_frame(reading.tables[0], tmp_path / "a.dat").collect()
    assert frame["From"].to_list() == ["Roe, Jo <jo@x.example>", None]


def test_rows_of_unlike_length_are_named(tmp_path: Path) -> None:
    """A row with a cell too few is kept and listed."""
    reading = read_as(tmp_path, "a.dat", f"{Q}A{Q}{S}{Q}B{Q}\n{Q}1{Q}\n{Q}1{Q}{S}{Q}2{Q}{S}{Q}3{Q}\n".encode())
    assert [problem.reason for problem in reading.problems] == ["ragged_rows"]
    assert "(column 3): 3" in reading.documents[0].text


def test_page_counts_of_an_image_list_are_checked(tmp_path: Path) -> None:
    """A document that lists fewer images than its stated pages is named."""
    lines = "C01,V1,I\\1.TIF,Y,,,2\nC02,V1,I\\2.TIF,,,,\nC03,V1,I\\3.TIF,Y,,,3\nC04,V1,I\\4.TIF,,,,\n"
    reading = read_as(tmp_path, "a.opt", lines.encode())
    assert reading.documents[0].text == lines
    assert [problem.reason for problem in reading.problems] == ["page_count_differs"]
    assert "C03: 3 stated, 2 listed" in reading.problems[0].detail


@pytest.mark.gold
def test_given_outlook_messages_are_read(shared: Path, tmp_path: Path) -> None:
    """The given .msg files give the sender, subject and words that their own gold states."""
    intakes, _ = list_sources([(shared / "data" / "msg_examples.zip", None)], scratch=tmp_path)
    readings = [read_source(intake) for intake in intakes if intake.source.path.endswith(("unicode.msg", "strangeDate.msg"))]
    mails = [document for reading in readings for document in reading.documents if document.kind == "mail"]
    assert sorted({document.title or "" for document in mails}) == ["MSG Test File", "Test for TIF files"]
    assert all(len(document.text) > 100 for document in mails)


@pytest.mark.gold
@pytest.mark.skipif(
    shutil.which("readpst") is None and not os.environ.get("ONRECORD_NEEDS_ALL"), reason="readpst is not installed"
)
def test_given_mailboxes_are_unpacked_by_the_real_program(shared: Path, tmp_path: Path) -> None:
    """The given mailboxes give their entries, twice the same, and what the program cannot open is counted."""
    intakes, _ = list_sources([(shared / "data" / "pst_samples.zip", None)], scratch=tmp_path)
    boxes = [intake for intake in intakes if intake.source.path.endswith(".pst")]
    readings = [read_source(intake) for intake in boxes]
    assert sorted(len(reading.documents) for reading in readings) == [1, 1, 2]
    assert [read_source(intake) for intake in boxes] == readings
    skipped = [problem.detail for reading in readings for problem in reading.problems]
    assert sorted(detail.rsplit(": ")[-1] for detail in skipped) == ["readpst skipped 1 items", "readpst skipped 9 items"]


@pytest.mark.gold
@pytest.mark.parametrize("name", ["mailparser_mails", "libratom_emails", "notmuch_corpora", "talon_fixtures", "pst_samples"])
def test_given_mails_are_documents_or_named_problems(name: str, shared: Path, tmp_path: Path) -> None:
    """Every given fixture builds to documents or problems, and every span indexes its text."""
    intakes, _ = list_sources([(shared / "data" / f"{name}.zip", None)], scratch=tmp_path)
    for intake in intakes:
        if intake.source.media_type == "application/pdf":
            continue
        reading = read_source(intake)
        assert reading.documents or any(problem.fatal for problem in reading.problems), intake.source.path
        texts = {document.id: document.text for document in reading.documents}
        assert len(texts) == len(reading.documents)
        for key, parts in reading.mail:
            assert all(part.body_span.end <= len(texts[key]) for part in parts)
