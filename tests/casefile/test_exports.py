"""Exports: the promised fields, sorted, the same bytes twice, and mail that reads as it was printed."""

from __future__ import annotations

import csv
import email
import io
import json
import mailbox
import re
from dataclasses import replace
from datetime import date, datetime
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path

import polars
import pytest

from onrecord.casefile.export_files import csv_lines, jsonl_lines, parquet_bytes
from onrecord.casefile.export_mail import eml_files, mail_text, mbox_entries
from onrecord.casefile.exports import EXPORTS, export_rows
from onrecord.errors import SettingsError
from onrecord.intervals import DateInterval, InstantInterval
from onrecord.model.case import CaseRecords
from onrecord.model.messages import Message
from onrecord.spans import Span
from sample_case import make_bulk, make_case, write_file

COMMON = "id source start end text page found_by"
PROMISED = {
    "documents": "id source sha256 bytes media_type pile kind title publisher published n_pages n_chars story_id",
    "problems": "source page reason detail",
    "passages": f"{COMMON} kind",
    "messages": "id source start end page_first page_last bates_first bates_last from from_address to cc bcc sent sent_text "
    "subject importance attachments body seen_in_quotation quoted_in parent_id thread_id copy_of copies sender_redacted "
    "confidence header_text",
    "redactions": "id source page box codes kind message_id code_missing failed",
    "stamps": "source page text kind prefix number",
    "people": "id kind name aliases addresses roles",
    "quotes": f"{COMMON} kind parts mark_start mark_end open_mark close_mark speaker speaker_text speaker_start speaker_end "
    "speaker_id cue cue_start cue_end rule variant_group",
    "traces": "quote_id verdict record_source record_start record_end record_page record_text message_id record_speaker edits "
    "omitted score coverage",
    "figures": f"{COMMON} stated value kind approx unit counted of_whom place period asserted_by modality",
    "dates": f"{COMMON} value granularity kind anchor rule unresolved_reason timex",
    "events": "id value label evidence",
    "tasks": "id message_id source start end page from to for deliverable due due_text status evidence",
    "stories": "id members label",
    "citations": "source start end text cited credit",
    "reuse": "a b coverage",
    "findings": "id code severity title message working verdict spans dismissed",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case file of the invented case."""
    return write_file(make_case(), tmp_path_factory.mktemp("case") / "case.onrecord")


@pytest.mark.parametrize("table", PROMISED)
def test_every_promised_field_is_there(sample: Path, table: str) -> None:
    """Each table has rows in the sample, and each row every field of the interface."""
    rows = list(export_rows(sample, table))
    assert rows
    for row in rows:
        assert set(PROMISED[table].split()) <= set(row)


@pytest.mark.parametrize("table", EXPORTS)
def test_rows_share_their_fields_and_are_plain(sample: Path, table: str) -> None:
    """All rows of a table have the same fields in the same order, survive JSON, and come out the same twice."""
    rows = list(export_rows(sample, table))
    assert len({tuple(row) for row in rows}) <= 1
    assert json.loads(json.dumps(rows)) == rows
    assert list(jsonl_lines(rows)) == list(jsonl_lines(export_rows(sample, table)))
    keys = [(row.get("source") or "", row.get("start") or 0) for row in rows]
    if table not in ("people", "proposals", "events", "redactions", "stamps"):
        assert keys == sorted(keys)


def test_values_dates_and_instants_have_the_agreed_form(sample: Path) -> None:
    """Whole values are whole numbers, days ISO days, instants to the minute."""
    ratio, share = export_rows(sample, "figures")
    assert ratio["stated"] == 0.3
    assert share["stated"] == 35
    assert isinstance(share["stated"], int)
    assert share["value"] == {"low": 34.5, "high": 36, "open": ["high"]}
    assert share["period"] == {"earliest": "2024-03-05", "latest": "2024-03-05"}
    day, duration = export_rows(sample, "dates")
    assert day["value"] == {"earliest": "2024-03-05", "latest": "2024-03-05"}
    assert duration["value"] == {"low": 2, "high": 2}
    first, _ = export_rows(sample, "messages")
    assert first["sent"] == {"earliest": "2024-03-05T09:14", "latest": "2024-03-05T09:14"}


def test_a_length_with_days_keeps_both(tmp_path: Path) -> None:
    """A date that is a length and a stretch of days gives all four ends in one value."""
    days = DateInterval(date(2024, 3, 1), date(2024, 3, 14))
    parts = [
        replace(part, mentions=replace(part.mentions, dates=tuple(replace(one, value=days) for one in part.mentions.dates)))
        for part in make_case().parts
    ]
    path = write_file(CaseRecords(parts=tuple(parts)), tmp_path / "case.onrecord")
    (value,) = [row["value"] for row in export_rows(path, "dates") if row["kind"] == "duration"]
    assert value == {"earliest": "2024-03-01", "latest": "2024-03-14", "low": 2, "high": 2}


def test_mentions_are_slices_of_the_document_text(sample: Path) -> None:
    """The words of every exported mention stand at its place in the exported text."""
    texts = {row["source"]: row["text"] for row in export_rows(sample, "documents", with_text=True)}
    n_checked = 0
    for table in ("passages", "quotes", "figures", "dates", "mentions", "roles", "tasks", "citations"):
        for row in export_rows(sample, table):
            assert texts[row["source"]][row["start"] : row["end"]] == row["text"]
            n_checked += 1
    assert n_checked > 10
    assert "text" not in next(export_rows(sample, "documents"))


def test_joined_fields(sample: Path) -> None:
    """Story, variant group and cited source are joined from the tables that hold them."""
    documents = {row["source"]: row["story_id"] for row in export_rows(sample, "documents")}
    assert documents["coverage/story.txt"] == "o-1"
    assert documents["records/mail.pdf"] is None
    assert [row["variant_group"] for row in export_rows(sample, "quotes")] == ["v-1", "v-1"]
    (citation,) = export_rows(sample, "citations")
    assert (citation["source"], citation["cited"]) == ("coverage/retold.txt", "coverage/story.txt")
    (story,) = export_rows(sample, "stories")
    assert story["members"] == ["coverage/retold.txt", "coverage/story.txt"]


def test_an_unknown_table_is_refused(sample: Path) -> None:
    """The error names the tables that there are."""
    with pytest.raises(SettingsError, match="documents, problems"):
        list(export_rows(sample, "birds"))


def test_csv_has_one_line_of_names_and_json_in_cells(sample: Path) -> None:
    """CSV reads back to the same rows, lists and objects as JSON in their cell."""
    rows = list(export_rows(sample, "quotes"))
    text = "".join(csv_lines(rows))
    assert "\r" not in text
    back = list(csv.DictReader(io.StringIO(text)))
    assert [row["text"] for row in back] == [row["text"] for row in rows]
    assert json.loads(back[0]["parts"]) == rows[0]["parts"]
    assert list(csv_lines([])) == []


def test_parquet_keeps_numbers(sample: Path) -> None:
    """Parquet reads back to the same plain values, and twice to the same bytes."""
    rows = list(export_rows(sample, "figures"))
    frame = polars.read_parquet(io.BytesIO(parquet_bytes(rows)))
    assert frame["start"].to_list() == [row["start"] for row in rows]
    assert frame["stated"].to_list() == [0.3, 35.0]
    assert json.loads(frame["value"][1]) == rows[1]["value"]
    assert parquet_bytes(rows) == parquet_bytes(rows)
    assert polars.read_parquet(io.BytesIO(parquet_bytes([]))).is_empty()
    assert polars.read_parquet(io.BytesIO(parquet_bytes([{"n": 1}, {"n": 10**30}])))["n"].to_list() == ["1", str(10**30)]


def test_mail_carries_people_date_and_words(sample: Path) -> None:
    """An .eml has Cc, Bcc, date and UTF-8 words as the record prints them."""
    first, second = eml_files(sample)
    assert re.fullmatch(r"[\w.-]+\.eml", first.name)
    mail = email.message_from_string(first.text)
    assert mail["From"] == '"Ortega, Dana" <d.ortega@parks.example>'
    assert _names(mail["To"]) == ["Bell, Kim", "Róka, Pál"]
    assert _names(mail["Cc"]) == ["Lindqvist, Åsa"]
    assert _names(mail["Bcc"]) == ["Secret; Reader"]
    assert mail["Date"] == "Tue, 05 Mar 2024 09:14:00 -0000"
    assert mail["Message-ID"] == "<1@parks.example>"
    assert mail["X-Onrecord-Source"] == "records/mail.pdf"
    answer = email.message_from_bytes(second.text.encode("utf-8"))
    payload = answer.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert "\U0001f332 I was told" in payload.decode("utf-8")
    assert answer["In-Reply-To"] == "<m-1@onrecord.invalid>"


def _names(header: str) -> list[str]:
    return [str(make_header(decode_header(name))) for name, _ in getaddresses([header])]


def test_mbox_holds_every_message(sample: Path, tmp_path: Path) -> None:
    """The standard library finds the same messages in the mbox."""
    path = tmp_path / "case.mbox"
    path.write_text("".join(mbox_entries(sample)), encoding="utf-8", newline="\n")
    box = mailbox.mbox(path)
    assert [message["Subject"] for message in box] == ["Lake permits", "RE: Lake permits"]
    box.close()


def _message(**fields: object) -> Message:
    bare = Message(
        id="m", document_id="d", span=Span(0, 1), header_span=Span(0, 0), body_spans=(), header_text="", body="", found_by="x"
    )
    return replace(bare, **fields)  # type: ignore[arg-type]


def test_hostile_headers_stay_one_header() -> None:
    """A line break in a printed name or subject cannot add a header, nor a surrogate stop the export."""
    text = mail_text(_message(sender="A\nBcc: x@y.example", subject="s\r\nX-Evil: 1\ud800", body="From me\n\0"), "a\nb.pdf")
    mail = email.message_from_string(text)
    assert mail["Bcc"] is None
    assert mail["X-Evil"] is None
    assert mail["X-Onrecord-Source"] == "a b.pdf"
    text.encode("utf-8")


def test_an_uncertain_time_is_no_date() -> None:
    """A message known to the day alone has no Date header but the interval."""
    sent = InstantInterval(datetime(2024, 3, 5), datetime(2024, 3, 5, 23, 59))
    mail = email.message_from_string(mail_text(_message(sent=sent, sender_redacted=True), "a.pdf"))
    assert mail["Date"] is None
    assert mail["X-Onrecord-Sent"] == "2024-03-05T00:00/2024-03-05T23:59"
    assert mail["From"] == '"[redacted]" <>'


def test_the_order_of_inputs_changes_no_export(tmp_path: Path) -> None:
    """Exports are sorted by content, so a case handed over in another order gives the same bytes."""
    case = make_bulk(60, 6)
    turned = CaseRecords(parts=tuple(reversed(case.parts)))
    one, other = write_file(case, tmp_path / "a.onrecord"), write_file(turned, tmp_path / "b.onrecord")
    for table in ("documents", "messages"):
        assert list(export_rows(one, table)) == list(export_rows(other, table))
