"""Mail that is exported and read again says the same."""

import json
import mailbox
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

MAIL = """From: =?utf-8?q?P=C3=A1l_R=C3=B3ka?= <pal.roka@parks.example>
To: Kim Bell <kim.bell@parks.example>, Lee Ray <lee.ray@parks.example>
Cc: =?utf-8?q?=C3=85sa_Lindqvist?= <asa@parks.example>
Bcc: Hidden Reader <reader@parks.example>
Date: Mon, 4 Mar 2019 09:12:00 -0500
Subject: =?utf-8?q?Roof_=E2=80=93_b=C5=91v=C3=ADt=C3=A9s?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

The roof leaks \u2013 see the list.
From here on nothing is dry.
--cut
Content-Type: text/plain; name="list.txt"
Content-Disposition: attachment; filename="list.txt"

beam, rafter
--cut--
"""
FIELDS = ("from", "from_address", "to", "to_addresses", "cc", "bcc", "sent", "subject", "body")


def test_export_and_read_again(tmp_path: Path, onrecord) -> None:  # type: ignore[no-untyped-def]
    """An mbox made from a case gives the same people, time, subject and words; an attachment is named in a header."""
    (tmp_path / "records").mkdir()
    (tmp_path / "again").mkdir()
    (tmp_path / "records" / "roof.eml").write_text(MAIL, encoding="utf-8")
    assert onrecord("build", "first.onrecord", "--records", "records", cwd=tmp_path).returncode == 0
    assert onrecord("export", "first.onrecord", "mbox", "-o", "again/box.mbox", cwd=tmp_path).returncode == 0
    assert onrecord("build", "second.onrecord", "--records", "again", cwd=tmp_path).returncode == 0
    rows = []
    for case in ("first.onrecord", "second.onrecord"):
        printed = onrecord("export", case, "messages", cwd=tmp_path).stdout.splitlines()
        assert len(printed) == 1
        rows.append({name: value for name, value in json.loads(printed[0]).items() if name in FIELDS})
    assert rows[0] == rows[1]
    assert len(rows[0]["bcc"]) == len(rows[0]["cc"]) == 1
    assert "X-Onrecord-Attachment: list.txt" in (tmp_path / "again" / "box.mbox").read_text(encoding="utf-8")
    printed = onrecord("export", "second.onrecord", "documents", "--text", cwd=tmp_path).stdout.splitlines()
    assert [row["text"] for row in map(json.loads, printed) if row["source"].endswith("list.txt")] == ["beam, rafter"]


def test_attachments_come_back_byte_for_byte(tmp_path: Path, onrecord) -> None:  # type: ignore[no-untyped-def]
    """Out of an .eml and an mbox, odd names and all, with blind copies; once an original changes, not."""
    records = tmp_path / "records"
    records.mkdir()
    content = bytes(range(256)) * 300
    names = ('a "b".bin', "Öl.bin")
    mails = []
    for number in (1, 2, 3):
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Bcc"] = "A B <a@x.example>", "C D <c@x.example>", "H I <h@x.example>"
        mail["Subject"], mail["Date"] = f"Number {number}", "Mon, 04 Mar 2019 09:12:00 -0500"
        mail.set_content("From here on, files.\n")
        for name in names:
            mail.add_attachment(content + bytes([number]), maintype="application", subtype="octet-stream", filename=name)
        mails.append(mail)
    (records / "one.eml").write_bytes(mails[0].as_bytes())
    box = mailbox.mbox(str(records / "box.mbox"))
    box.add(mails[1])
    box.add(mails[2])
    box.close()
    assert onrecord("build", "c.onrecord", "--records", "records", cwd=tmp_path).returncode == 0
    assert onrecord("export", "c.onrecord", "eml", "-o", "out", cwd=tmp_path).returncode == 0
    found = {}
    for file in sorted((tmp_path / "out").iterdir()):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        parts = list(mail.iter_attachments())
        found[mail["Subject"]] = (mail["Bcc"], [part.get_filename() for part in parts], [part.get_content() for part in parts])
    printed = [json.loads(line) for line in onrecord("export", "c.onrecord", "messages", cwd=tmp_path).stdout.splitlines()]
    safe = {row["subject"]: row["attachments"] for row in printed}
    assert len(found) == 3
    for number in (1, 2, 3):
        bcc, told, contents = found[f"Number {number}"]
        assert (bcc, told) == ("H I <h@x.example>", safe[f"Number {number}"])
        assert contents == [content + bytes([number])] * 2
    (records / "one.eml").write_bytes(mails[0].as_bytes() + b"\n")
    run = onrecord("export", "c.onrecord", "mbox", cwd=tmp_path)
    assert "2 attachments could not be had again" in run.stderr
    assert run.stdout.count("X-Onrecord-Attachment-Missing:") == 2
