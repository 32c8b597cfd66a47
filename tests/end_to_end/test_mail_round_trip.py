"""Mail that is exported and read again says the same."""

import json
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
