"""The papers of an appeal: what is contested, on which page, and what is left to a person."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from onrecord.casefile.appeal_view import AppealItem, list_appeal_items
from onrecord.casefile.judgements import Decision, add_judgement
from onrecord.casefile.request_log import NewEvent, NewRequest, add_event, add_request, find_request
from onrecord.cli.__main__ import main
from onrecord.dossier.appeal_pack import write_appeal
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Place
from onrecord.model.messages import Redaction, RedactionDifference, Stamp, UnionText
from onrecord.packs.loader import load_packs
from onrecord.spans import Span
from sample_case import AT, MAIL_TEXT, VERSION, make_case, write_file

PACK = load_packs(["us-foia"])
TODAY = date(2024, 6, 3)
CODE = MAIL_TEXT.index("(b)(6)")
HIDDEN = "Please send"  # what the open copy shows; no paper may repeat it


def place(document_id: str, start: int, end: int, page: int) -> Place:
    """A place of the mail."""
    return Place(document_id=document_id, span=Span(start, end), text=MAIL_TEXT[start:end], page=page)


def deletion(number: int, page: int, kind: str = "box", *codes: str, missing: bool = False) -> Redaction:
    """A deletion of a page."""
    return Redaction(
        id=f"r-{number}", document_id="d-mail", page=page, kind=kind, codes=codes, code_missing=missing, found_by="test"
    )


def missing(code: str, number: int, said: str) -> Finding:
    """A finding about what is not there."""
    return Finding(
        id=f"n-{number}",
        code=code,
        severity=Severity.NOTE,
        title="missing",
        message=said,
        outcome=Outcome.FAILS,
        places=(place("d-mail", 0, 4, 1),),
    )


def make_release() -> CaseRecords:
    """The parks mail with deletions of every kind on its two pages."""
    case = make_case()
    mail, *others = case.parts
    at = MAIL_TEXT.index(HIDDEN)
    closed = replace(deletion(10, 1, "inline", "(b)(6)"), span=Span(CODE, CODE + 6))
    union = UnionText(
        id="u-1",
        document_id="d-mail",
        message_id="m-1",
        message_ids=("m-1", "m-2"),
        pieces=(),
        differences=(
            RedactionDifference(
                closed_in="m-1",
                closed=place("d-mail", CODE, CODE + 6, 1),
                open_in="m-2",
                opened=place("d-mail", at, at + len(HIDDEN), 2),
            ),
        ),
    )
    deletions = (
        closed,
        deletion(11, 2, missing=True),
        deletion(12, 2, missing=True),
        deletion(13, 2, "page_withheld", "(b)(5)"),
        deletion(14, 1, "box", "(b)(5)"),
        deletion(15, 1, "box", "(b)(7)(E)"),
    )
    stamps = (Stamp(id="s-9", document_id="d-mail", page=1, text="KEEPER  000001", kind="bates", prefix="KEEPER", number=1),)
    inbox = replace(mail.inbox, redactions=deletions, unions=(union,), stamps=(*mail.inbox.stamps, *stamps))
    findings = (
        missing("R701", 1, "KEEPER 000002 is followed by KEEPER 000004."),
        missing("R705", 2, 'The attachment "permits of Lou Marsh.xlsx" is named and not among the sources.'),
        missing("R706", 3, "The message answered is not there."),
        missing("R709", 4, "Another file shows it."),
    )
    return replace(case, parts=(replace(mail, inbox=inbox), *others), findings=findings)


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A case file of the release with a request and its production."""
    case = write_file(make_release(), tmp_path / "case.onrecord")
    new = NewRequest(jurisdiction="us-foia", agency="Parks", made_on=date(2024, 3, 1), words="Mail.", who="ed", at=AT)
    request = add_request(case, new, VERSION)
    for kind, value in (("received", None), ("production", "records"), ("determination", None), ("tracking", "T-7")):
        event = NewEvent(request_id=request.id, kind=kind, day=date(2024, 3, 4), value=value, who="ed", at=AT)
        add_event(case, event, VERSION)
    return case


def said(items: tuple[AppealItem, ...]) -> list[tuple[str, int | None, tuple[str, ...], int]]:
    """Reason, page, codes and number of each item."""
    return [(item.reason, item.where.page, item.codes, item.n) for item in items]


def test_each_deletion_has_its_reason(release: Path) -> None:
    """Strongest first; deletions of a page with the same codes are one; nothing speaks against (b)(7)(E) here."""
    items = list_appeal_items(release)
    assert said(items) == [
        ("open_elsewhere", 1, ("(b)(6)",), 1),
        ("code_missing", 2, (), 2),
        ("page_withheld", 2, ("(b)(5)",), 1),
        ("page_gap", 1, (), 1),
        ("attachment", 1, (), 1),
        ("parent", 1, (), 1),
        ("for_a_person", 1, ("(b)(5)",), 1),
    ]
    assert (items[0].where.bates, items[0].open_at and items[0].open_at.page) == ("KEEPER 000001", 2)


def test_only_the_pages_of_the_production(release: Path) -> None:
    """What another production brought is not contested in this appeal."""
    assert list_appeal_items(release, ["records/mail.pdf"]) == list_appeal_items(release)
    assert list_appeal_items(release, ["elsewhere"]) == ()


def test_a_dismissed_finding_is_not_argued(release: Path) -> None:
    """What a person put aside stays out of the appeal."""
    add_judgement(release, Decision(target_id="n-2", decision="dismiss", who="ed", at=AT))
    assert "attachment" not in {item.reason for item in list_appeal_items(release)}


def test_the_letter_argues_nothing_under_b5(release: Path) -> None:
    """The deletion under (b)(5) stands in the notes and the list, and in no point of the letter."""
    files = write_appeal(release, find_request(release, "T-7"), PACK, TODAY, str)
    letter, notes = files["appeal.txt"].decode(), files["notes.txt"].decode()
    assert "mail.pdf, page 1 (KEEPER 000001): 1 deletion under (b)(6); open at mail.pdf, page 2" in " ".join(letter.split())
    assert "1 deletion under (b)(5)" not in letter
    assert "Not argued in the letter" in notes
    assert "1 deletion under (b)(5)" in notes
    rows = list(csv.DictReader(io.StringIO(files["contested.csv"].decode())))
    assert [row["reason"] for row in rows] == [item.reason for item in list_appeal_items(release)]
    assert "your appeal: due 2024-06-02" not in notes
    assert "the window closed on 2024-06-02" in notes


def test_no_paper_repeats_words_of_the_records(release: Path) -> None:
    """What one copy deletes and another shows is cited by page and never quoted."""
    files = write_appeal(release, find_request(release, "T-7"), PACK, TODAY, str)
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(files["appeal.docx"])).paragraphs)
    assert "Re: Freedom of Information Act appeal, T-7" in words
    for text in (words, *(content.decode() for name, content in files.items() if name != "appeal.docx")):
        assert HIDDEN not in text


def test_names_pass_the_masker_and_the_same_case_gives_the_same_bytes(release: Path) -> None:
    """File names go through the given masker; two runs give the same bytes, the .docx too."""

    def mask(words: str) -> str:
        return words.replace("Lou Marsh", "Person 1").replace("mail", "file")

    request = find_request(release, "T-7")
    files = write_appeal(release, request, PACK, TODAY, mask)
    assert files == write_appeal(release, request, PACK, TODAY, mask)
    assert all(b"Lou Marsh" not in content and b"mail.pdf" not in content for content in files.values())
    assert b"Person 1.xlsx" in files["appeal.txt"]


def test_the_command_from_log_to_papers(release: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Enter, look, take back, write a letter and the papers of an appeal, all from the command line."""
    case = str(release)
    words = ["--agency", "Water", "--on", "2024-03-01", "--text", "All mail.", "--tracking", "W-1", "--who", "ed"]
    assert main(["request", case, "add", *words]) == 0
    request = capfd.readouterr().out.strip()
    assert main(["request", case, "event", "W-1", "received", "2024-03-04"]) == 0
    event = capfd.readouterr().out.strip()
    assert main(["request", case, "show", "W-1", "--today", "2024-04-08"]) == 0
    assert "overdue: due 2024-04-01, 5 working days ago" in capfd.readouterr().out
    assert main(["request", case, "undo", event]) == 0
    capfd.readouterr()
    assert main(["request", case, "list", "--format", "jsonl", "--today", "2024-04-08"]) == 0
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert [row["tracking"] for row in rows] == ["T-7", "W-1"]
    assert rows[1]["id"] == request
    assert {one["step"]: one["state"] for one in rows[1]["deadlines"]}["determination"] == "not_started"
    assert main(["request", case, "letter", "W-1", "request", "-o", str(tmp_path / "a.docx"), "--today", "2024-03-01"]) == 0
    assert "All mail." in [part.text for part in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    assert main(["request", case, "appeal-pack", "T-7", "-o", str(tmp_path / "appeal"), "--today", "2024-05-01"]) == 0
    assert sorted(path.name for path in (tmp_path / "appeal").iterdir()) == [
        "appeal.docx",
        "appeal.txt",
        "contested.csv",
        "notes.txt",
    ]
    assert main(["request", case, "letter", "W-1", "request", "-o", str(tmp_path / "a.pdf")]) == 2
    assert main(["request", case, "show", "X-9"]) == 2
