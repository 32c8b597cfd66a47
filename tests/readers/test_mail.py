"""Native mail: header lines, words, attachments, mailboxes."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from onrecord.model.documents import MailPart, Pile, Reading
from onrecord.readers.intake import list_sources
from onrecord.readers.mail_headers import decode_value, parse_addresses
from onrecord.readers.mbox import split_messages
from onrecord.readers.registry import read_source

HEAD = (
    b"From: Jo Roe <jo@county.example>\nTo: ann@county.example\nDate: Mon, 16 Oct 2017 09:12:44 -0400\nSubject: Weekly report\n"
)


def read_mail(folder: Path, content: bytes, name: str = "m.eml") -> Reading:
    """The reading of one mail file."""
    (folder / name).write_bytes(content)
    intakes, problems = list_sources([(folder / name, None)], scratch=folder)
    assert not problems
    return read_source(intakes[0])


def parts_of(reading: Reading) -> dict[str, MailPart]:
    """The mail part of each document by its path's last piece."""
    names = {document.id: document.source.path.rsplit("/")[-1] for document in reading.documents}
    return {names[key]: part for key, (part,) in reading.mail}


def test_text_is_header_lines_and_body(tmp_path: Path) -> None:
    """The document is the header as printed, an empty line and the body, and both spans index it."""
    more = b"Cc: Bo Lee <bo@county.example>, cy@county.example\nMessage-ID: <1@x>\nReferences: <0@x>\n <00@x>\n"
    reading = read_mail(tmp_path, HEAD + more + b"In-Reply-To: <0@x>\nX-Priority: 1 (Highest)\n\nSend it\r\ntonight.\n")
    document, part = reading.documents[0], reading.mail[0][1][0]
    assert part.header_span.of(document.text) == (
        "From: Jo Roe <jo@county.example>\nSent: Mon, 16 Oct 2017 09:12:44 -0400\nTo: ann@county.example\n"
        "Cc: Bo Lee <bo@county.example>; cy@county.example\nSubject: Weekly report\nImportance: High"
    )
    assert part.body_span.of(document.text) == "Send it\ntonight."
    assert (part.message_id, part.in_reply_to, part.references) == ("<1@x>", "<0@x>", ("<0@x>", "<00@x>"))
    assert part.sent is not None
    assert part.sent.earliest == datetime(2017, 10, 16, 13, 12, 44, tzinfo=UTC)
    assert (document.title, document.source.published_basis, document.source.pile) == (
        "Weekly report",
        "mail_header",
        Pile.RECORDS,
    )
    assert not reading.problems


def test_of_alternatives_the_plain_one_is_taken(tmp_path: Path) -> None:
    """A plain body goes before markup; markup is taken where the plain part is empty."""
    for plain, expected in (("Plain words.", "Plain words."), ("  ", "Marked words.")):
        message = EmailMessage()
        message["From"], message["Date"] = "jo@county.example", "Mon, 16 Oct 2017 09:12:44 -0400"
        message.set_content(plain)
        message.add_alternative("<html><body><p>Marked <b>words</b>.</p></body></html>", subtype="html")
        reading = read_mail(tmp_path, message.as_bytes())
        assert reading.mail[0][1][0].body_span.of(reading.documents[0].text).strip() == expected


def test_attachments_are_documents_of_the_family(tmp_path: Path) -> None:
    """Each attachment is read by its own kind, names its parent, and ids differ though the bytes are equal."""
    inner = EmailMessage()
    inner["From"], inner["Date"], inner["Subject"] = "li@county.example", "Sun, 15 Oct 2017 08:00:00 -0400", "Before"
    inner.set_content("Earlier words.")
    inner.add_attachment("deep words", filename="deep.txt")
    outer = EmailMessage()
    outer["From"], outer["Date"], outer["Subject"] = "jo@county.example", "Mon, 16 Oct 2017 09:12:44 -0400", "Files"
    outer.set_content("See attached.")
    outer.add_attachment("same words", filename="a.txt")
    outer.add_attachment("same words", filename="a.txt")
    outer.add_attachment(b"\x89PNG\r\n\x1a\n....", maintype="image", subtype="png", filename="../x.png")
    outer.add_attachment(inner)
    reading = read_mail(tmp_path, outer.as_bytes())
    by_name = {document.source.path.split("m.eml")[1]: document for document in reading.documents}
    assert list(by_name) == ["", "!/a.txt", "!/a~2.txt", "!/Before.eml", "!/Before.eml!/deep.txt"]
    assert by_name["!/a.txt"].text == by_name["!/a~2.txt"].text == "same words\n"
    assert len({document.id for document in reading.documents}) == 5
    assert by_name["!/a.txt"].parent_id == by_name["!/Before.eml"].parent_id == by_name[""].id
    assert by_name["!/Before.eml!/deep.txt"].parent_id == by_name["!/Before.eml"].id
    assert parts_of(reading)["m.eml"].attachments == ("a.txt", "a~2.txt", "_x.png", "Before.eml")
    assert [(problem.reason, problem.fatal) for problem in reading.problems] == [("small_picture", False)]


@dataclass(frozen=True)
class Case:
    """A header value as it stands in the mail, and as it reads."""

    name: str
    raw: str
    text: str


VALUES = [
    Case("plain", "Weekly report", "Weekly report"),
    Case("folded", "Weekly\r\n\treport", "Weekly report"),
    Case("encoded_word", "=?utf-8?q?Se=C3=B1or?= Roe", "Señor Roe"),
    Case("character_split_between_words", "=?utf-8?b?w6k=?= =?utf-8?b?w6k=?=", "éé"),
    Case("unknown_charset", "=?x-none?q?caf=E9?=", "café"),
    Case("broken_base64", "=?utf-8?b?w6k?=", "=?utf-8?b?w6k?="),
    Case("raw_utf8", "Se\udcc3\udcb1or", "Señor"),
    Case("zero_byte", "a\0b", "a\ufffdb"),
]


@pytest.mark.parametrize("case", VALUES, ids=lambda case: case.name)
def test_header_values_are_decoded(case: Case) -> None:
    """A value reads as its writer saw it, on one line."""
    assert decode_value(case.raw) == case.text or (case.name == "broken_base64" and decode_value(case.raw) == "é")


def test_hostile_address_lists_end() -> None:
    """Comments nested to exhaust a parser, and lists without end, give something and do not raise."""
    for value in ("(" * 20_000, "<" * 20_000, '"' * 20_001, "a@b," * 20_000, ":;" * 20_000, "\\" * 9_999):
        assert isinstance(parse_addresses([value]), tuple)
    assert parse_addresses(['"Roe, Jo" <jo@x.example>, =?utf-8?q?Se=C3=B1or?= <s@x.example>']) == (
        ("Roe, Jo", "jo@x.example"),
        ("Señor", "s@x.example"),
    )


def test_minus_zero_zone_is_universal_time(tmp_path: Path) -> None:
    """RFC 5322 writes "-0000" for universal time of an unknown place."""
    reading = read_mail(tmp_path, b"From: a@b.example\nDate: Mon, 16 Oct 2017 09:12:44 -0000\n\nx")
    sent = reading.mail[0][1][0].sent
    assert sent is not None
    assert sent.earliest.tzinfo is UTC


def test_thousands_of_parts_are_bounded(tmp_path: Path) -> None:
    """Of a mail with 2,500 attachments the first 2,000 are read and the rest are named as left out."""
    part = b"--x\nContent-Type: image/gif; name=p.gif\n\nGIF89a\n"
    content = HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + part * 2_500 + b"--x--\n"
    reading = read_mail(tmp_path, content)
    assert "too_many_parts" in {problem.reason for problem in reading.problems}
    assert len(reading.mail[0][1][0].attachments) == 2_000


def test_parts_nested_without_end_are_a_problem(tmp_path: Path) -> None:
    """A mail that nests multiparts to exhaust the parser is named, not crashed on."""
    content = HEAD
    for number in range(3_000):
        content += f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n".encode()
    reading = read_mail(tmp_path, content)
    assert "too_deep" in {problem.reason for problem in reading.problems}


def test_mails_inside_mails_stop_at_a_depth(tmp_path: Path) -> None:
    """Mail in mail in mail is read some levels deep and then named."""
    message: MIMEText | MIMEMultipart = MIMEText("innermost")
    for _ in range(12):
        outer = MIMEMultipart()
        outer["From"], outer["Date"] = "a@b.example", "Mon, 16 Oct 2017 09:12:44 -0400"
        attached = MIMEText(base64.b64encode(message.as_bytes()).decode(), "plain")
        attached.replace_header("Content-Type", 'application/octet-stream; name="in.eml"')
        attached.replace_header("Content-Transfer-Encoding", "base64")
        outer.attach(attached)
        message = outer
    reading = read_mail(tmp_path, message.as_bytes())
    assert "too_deep" in {problem.reason for problem in reading.problems}
    assert len(reading.documents) == 7


MBOX = (
    b"From jo@county.example Mon Oct 16 09:12:44 2017\n" + HEAD + b"\nFirst.\n>From the start it was late.\n\n"
    b"From - Tue Oct 17 10:00:00 2017\nFrom: bo@county.example\nDate: Tue, 17 Oct 2017 10:00:00 -0400\n\n"
    b"From here on, second.\n\n"
)


def test_a_mailbox_gives_a_document_per_message(tmp_path: Path) -> None:
    """Each message has its own path and id, and a quoted "From " is restored."""
    reading = read_mail(tmp_path, MBOX, "box.mbox")
    assert [document.source.path.split("box.mbox")[1] for document in reading.documents] == ["!/000001.eml", "!/000002.eml"]
    bodies = [part.body_span.of(document.text) for document, (_, (part,)) in zip(reading.documents, reading.mail, strict=True)]
    assert bodies == ["First.\nFrom the start it was late.", "From here on, second."]
    assert len({document.id for document in reading.documents}) == 2


def test_a_message_over_the_limit_is_left_out_of_a_mailbox() -> None:
    """A message too large is counted and its neighbours are read."""
    content = MBOX + b"From x@y.example Mon Oct 16 09:12:44 2017\n" + b"z" * 5_000
    sizes = [len(raw) if raw is not None else None for raw in split_messages(io.BytesIO(content), limit=400)]
    assert sizes[2] is None
    assert None not in sizes[:2]


def test_apple_mail_is_read_without_its_property_list(tmp_path: Path) -> None:
    """The count on the first line bounds the message."""
    message = HEAD + b"\nWords.\n"
    content = str(len(message)).encode() + b"\n" + message + b"<plist>hidden</plist>"
    reading = read_mail(tmp_path, content, "1.emlx")
    assert reading.documents[0].text.endswith("Words.")
    assert "plist" not in reading.documents[0].text
