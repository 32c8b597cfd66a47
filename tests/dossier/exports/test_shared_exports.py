"""Exports for others: each is what its format asks for, is read back, and holds nothing private unless that was asked for."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from followthemoney import model

from onrecord.casefile.custody_log import broken_act
from onrecord.casefile.exports import export_rows
from onrecord.cli.__main__ import main
from onrecord.dossier.exports.annotations import annotation_lines, list_annotations
from onrecord.dossier.exports.claim_reviews import Publisher, review_lines
from onrecord.dossier.exports.covering import NoCover, judged_case
from onrecord.dossier.exports.datasette import datasette_metadata
from onrecord.dossier.exports.ftm import ENTITIES, PLACES, ftm_files
from onrecord.dossier.exports.load_files import DAT, FIELDS, OPT, load_files
from onrecord.dossier.exports.vaughn import COLUMNS, SHEET, TOTALS, vaughn_bytes
from onrecord.dossier.masking import Masker, make_masker
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.readers.load_file import split_rows
from sample_case import MAIL_TEXT, make_case, write_file

PRIVATE = ("A205 118 443", "205118443", "555-010-4477", "lou.marsh@home.example")
SECRET = "File of Lou Marsh, A205 118 443, born 4 May 1999, call 555-010-4477 or lou.marsh@home.example"
ENTRIES = ("ftm", "claimreview", "annotations", "dat", "vaughn")
PUBLISHER = Publisher(name="The Paper", url="https://paper.example/check", published_on="2024-06-01")


def make_private() -> CaseRecords:
    """The parks case with a private person in the subject of a mail and a formula as its recipient."""
    case = make_case()
    mail, *others = case.parts
    first, second = mail.inbox.messages
    first = replace(first, subject=SECRET, to=("=1+1", "Bell, Kim"), body=f"{first.body}\n{SECRET} þ and ®")
    return replace(case, parts=(replace(mail, inbox=replace(mail.inbox, messages=(first, second))), *others))


@pytest.fixture
def plain(tmp_path: Path) -> tuple[Path, NoCover]:
    """The case, and a cover that covers nothing."""
    case = write_file(make_private(), tmp_path / "case.onrecord")
    return case, NoCover({part.document.id: part.document.text for part in judged_case(case).parts})


def test_entities_are_those_of_the_schema(plain: tuple[Path, NoCover]) -> None:
    """Every property is one of its schema, every value is clean, every reference is to an entity, and every place is right."""
    files = ftm_files(*plain)
    rows = [json.loads(line) for line in files[ENTITIES].decode().splitlines()]
    ids = {row["id"] for row in rows}
    assert len(ids) == len(rows)
    assert {row["schema"] for row in rows} == {"Document", "Email", "Person"}
    for row in rows:
        proxy = model.get_proxy(row, cleaned=False)
        for name, values in row["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None, name
            assert not prop.stub
            for value in values:
                if prop.type.name == "entity":
                    assert value in ids
                else:
                    assert prop.type.clean(value, proxy=proxy) == value, (name, value)
        model.get(row["schema"]).validate({"properties": row["properties"]})  # type: ignore[union-attr]
    places = {row["entity_id"]: row for row in csv.DictReader(io.StringIO(files[PLACES].decode()))}
    messages = {f"onrecord-{row['id']}": row for row in export_rows(plain[0], "messages")}
    assert set(places) == {row["id"] for row in rows if row["schema"] != "Person"}
    for name, message in messages.items():
        place = places[name]
        assert (int(place["start"]), int(place["end"])) == (message["start"], message["end"])
        assert (place["page_first"], place["source"]) == (str(message["page_first"]), message["source"])


def test_annotations_find_their_words(plain: tuple[Path, NoCover]) -> None:
    """Each quote selector stands exactly where the position selector says, with its neighbours, on the page it names."""
    case = judged_case(plain[0])
    texts = {part.document.source.path: part.document for part in case.parts}
    annotations = [json.loads(line) for line in annotation_lines(*plain)]
    assert len(annotations) == sum(len(one.places) for one in case.findings) + 1
    for annotation in annotations:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert {"id", "type", "body", "target", "motivation"} <= set(annotation)
        bodies = annotation["body"] if isinstance(annotation["body"], list) else [annotation["body"]]
        for target in (annotation["target"], *(body for body in bodies if "selector" in body)):
            document = texts[target["source"].removeprefix("urn:onrecord:file:")]
            selectors = {selector["type"]: selector for selector in target["selector"]}
            place, words = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
            assert document.text[place["start"] : place["end"]] == words["exact"]
            assert document.text[: place["start"]].endswith(words.get("prefix", ""))
            assert document.text[place["end"] :].startswith(words.get("suffix", ""))
            if document.pages:
                assert selectors["FragmentSelector"]["value"] == f"page={document.page_at(place['start'])}"


def test_a_deletion_that_fails_is_not_pointed_out(plain: tuple[Path, NoCover]) -> None:
    """Where readable text lies under a box is in no export for others."""
    case = judged_case(plain[0])
    failed = Finding(
        id="n-77",
        code="R704",
        severity=Severity.WARNING,
        title="x",
        message="x",
        outcome=Outcome.FAILS,
        places=case.findings[0].places,
    )
    told = list(list_annotations(replace(case, findings=(*case.findings, failed)), plain[1]))
    assert told == list(list_annotations(case, plain[1]))


def test_reviews_have_what_is_required(plain: tuple[Path, NoCover]) -> None:
    """Each ClaimReview has claim, author, address and a rating in words; what was not found has none."""
    reviews = [json.loads(line) for line in review_lines(*plain, PUBLISHER)]
    assert [(one["claimReviewed"], one["reviewRating"]["alternateName"]) for one in reviews] == [
        ("We closed 12 of 40 trails,", "Words of the record that govern the quoted ones are left out"),
        ("35 percent", "A share that its parts do not give"),
    ]
    for one in reviews:
        assert (one["@context"], one["@type"]) == ("https://schema.org", "ClaimReview")
        assert one["url"] == "https://paper.example/check"
        assert one["author"] == {"@type": "Organization", "name": "The Paper"}
        assert one["reviewRating"]["@type"] == "Rating"
        assert one["itemReviewed"]["@type"] == "Claim"
        assert one["itemReviewed"]["appearance"]["@type"] == "CreativeWork"
        assert "ratingValue" not in one["reviewRating"]
    assert reviews[0]["itemReviewed"]["author"] == {"@type": "Person", "name": "Dana Ortega"}


def test_the_load_file_is_read_back(plain: tuple[Path, NoCover], tmp_path: Path) -> None:
    """The reader finds every row with its cells, the marks of the format replaced, and no quarrel about page counts."""
    files = load_files(*plain)
    names, *rows = split_rows(files[DAT].decode("utf-8-sig"))
    assert names == FIELDS
    assert all(len(row) == len(names) for row in rows)
    first = dict(zip(names, rows[0], strict=True))
    assert first["SUBJECT"] == SECRET
    assert (first["TO"], first["DATE_SENT"], first["TIME_SENT"]) == ("=1+1; Bell, Kim", "2024-03-05", "09:14")
    assert first["EXTRACTED_TEXT"].endswith("th and (R)")
    assert first["BCC"] == "Secret, Reader"
    (tmp_path / "again").mkdir()
    for name, content in files.items():
        (tmp_path / "again" / name).write_bytes(content)
    again = tmp_path / "again.onrecord"
    assert main(["build", str(again), "--records", str(tmp_path / "again"), "--jobs", "1"]) == 0
    read = [(row["from"], row["sent"], row["subject"], row["cc"]) for row in export_rows(again, "messages")]
    given = [(row["from"], row["sent"], row["subject"], row["cc"]) for row in export_rows(plain[0], "messages")]
    assert read == given
    assert [row["reason"] for row in export_rows(again, "problems")] == []
    assert files[OPT].decode().splitlines() == [
        "ONR00000001,ONRECORD001,mail.pdf,Y,,,1",
        "ONR00000002,ONRECORD001,mail.pdf,Y,,,1",
    ]


def test_the_sheet_is_read_back(plain: tuple[Path, NoCover]) -> None:
    """Every deletion has its row with code, page and message; a cell that looks like a formula is text."""
    content = vaughn_bytes(*plain)
    assert content == vaughn_bytes(*plain)
    book = openpyxl.load_workbook(io.BytesIO(content))
    header, *rows = book[SHEET].iter_rows(values_only=True)
    assert header == COLUMNS
    deletions = list(export_rows(plain[0], "redactions"))
    assert [(row[1], row[2], row[5]) for row in rows] == [
        (one["source"], str(one["page"]), "; ".join(one["codes"])) for one in deletions
    ]
    cell = book[SHEET].cell(2, COLUMNS.index("To") + 1)
    assert (cell.value, cell.data_type) == ("=1+1; Bell, Kim", "s")
    totals = dict(book[TOTALS].iter_rows(min_row=2, values_only=True))
    assert totals["All deletions"] == str(len(deletions))
    assert "failed" not in " ".join(header).lower()


def test_the_metadata_fits_the_case_file(plain: tuple[Path, NoCover]) -> None:
    """Each table and column that Datasette is told of is in the file, and each table of the file is told of."""
    told = json.loads(datasette_metadata(plain[0]))["databases"]["case"]["tables"]
    connection = sqlite3.connect(plain[0])
    for table, words in told.items():
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        assert set(words["columns"]) <= columns, table
        assert words["description"]
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert {name for name in tables if not name.startswith(("sqlite_", "search_text_"))} == set(told)
    connection.close()


def words_of(case: Path, table: str, folder: Path, *more: str) -> bytes:
    """All bytes of an export from the command line, its file names and, of a spreadsheet, its cells."""
    out = folder / table
    words = ["export", str(case), table, "-o", str(out), *more]
    if table == "claimreview":
        words += ["--publisher", "The Paper", "--url", "https://paper.example"]
    assert main(words) == 0
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    content = b"".join(file.name.encode() + file.read_bytes() for file in files)
    if table == "vaughn":
        book = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
        content += "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row).encode()
    return content


@pytest.mark.parametrize("table", ENTRIES)
def test_private_words_are_covered(plain: tuple[Path, NoCover], tmp_path: Path, table: str) -> None:
    """An export for others holds no private number, address or name of the case, and no act is logged for it."""
    case, _ = plain
    folder = tmp_path / "masked"
    folder.mkdir()
    content = words_of(case, table, folder)
    for secret in PRIVATE:
        assert secret.encode() not in content, (table, secret)
    assert b"Marsh" not in content
    assert not list(export_rows(case, "custody"))


def test_an_unmasked_export_is_a_logged_act(
    plain: tuple[Path, NoCover], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """With --unmasked the words stand in the file, and the case says who did it when; a changed log is told."""
    case, _ = plain
    folder = tmp_path / "open"
    folder.mkdir()
    for table in ("ftm", "vaughn"):
        assert PRIVATE[0].encode() in words_of(case, table, folder, "--unmasked", "--who", "ann")
    acts = list(export_rows(case, "custody"))
    assert [(one["act"], one["who"]) for one in acts] == [("export_unmasked", "ann")] * 2
    assert str(acts[0]["detail"]).startswith("export ftm to ")
    assert broken_act(case) is None
    write_file(make_private(), case)
    assert list(export_rows(case, "custody")) == acts
    connection = sqlite3.connect(case)
    connection.execute("UPDATE custody_log SET who = 'bob' WHERE seq = 1")
    connection.commit()
    connection.close()
    assert broken_act(case) == 1
    assert main(["verify", str(case)]) == 1
    assert "the custody log was altered: row 1" in capfd.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["ftm"],
        ["dat"],
        ["claimreview"],
        ["claimreview", "--publisher", "P", "--url", "file:///x"],
        ["claimreview", "--publisher", "P", "--url", "https://p.example", "--published", "June"],
        ["vaughn", "-o", "CASE"],
        ["annotations", "-o", "no/such/folder/x"],
    ],
)
def test_a_call_that_makes_no_sense_is_refused(plain: tuple[Path, NoCover], words: list[str]) -> None:
    """A folder, a publisher or an address that is missing is asked for; the case file is never written over."""
    case, _ = plain
    before = case.read_bytes()
    assert main(["export", str(case), *(str(case) if word == "CASE" else word for word in words)]) == 2
    assert case.read_bytes() == before


def test_nothing_to_mask_is_nothing_changed(tmp_path: Path) -> None:
    """The masker is a cover like the other; the text of a document without private words passes as it is."""
    case = write_file(make_case(), tmp_path / "case.onrecord")
    masker = make_masker(case, keep=["Dana Ortega", "Kim Bell", "Pál Róka", "Åsa Lindqvist"])
    assert isinstance(masker, Masker)
    assert masker.passage("d-mail", 0, 12) == MAIL_TEXT[:12]
