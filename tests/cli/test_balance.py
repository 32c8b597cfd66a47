"""Nothing is lost silently: words by page, messages by mailbox."""

import json
from pathlib import Path

from onrecord.cli.balance import container_lines

MAILBOX = """From - Mon Mar  4 09:12:00 2019
From: Kim Bell <kim.bell@parks.example>
To: Lee Ray <lee.ray@parks.example>
Date: Mon, 4 Mar 2019 09:12:00 -0500
Subject: Roof

The roof leaks.

From - Mon Mar  4 10:12:00 2019
From: Lee Ray <lee.ray@parks.example>
To: Kim Bell <kim.bell@parks.example>
Date: Mon, 4 Mar 2019 10:12:00 -0500
Subject: RE: Roof

It is mended.
"""


def test_messages_and_words_are_counted(tmp_path: Path, onrecord) -> None:  # type: ignore[no-untyped-def]
    """A build says how many messages a mailbox gave; the balance adds up to the words of every page."""
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "box.mbox").write_text(MAILBOX, encoding="utf-8")
    built = onrecord("build", "case.onrecord", "records", cwd=tmp_path)
    line = "records/box.mbox: 2 messages expected, 2 read, 0 failed"
    assert line in built.stdout.splitlines()
    assert list(container_lines(tmp_path / "case.onrecord")) == [line]
    shown = onrecord("inbox", "case.onrecord", "--balance", cwd=tmp_path)
    assert line in shown.stdout.splitlines()
    rows = [json.loads(one) for one in onrecord("export", "case.onrecord", "balances", cwd=tmp_path).stdout.splitlines()]
    parts = ("n_message", "n_stamp", "n_redaction", "n_attachment", "n_unassigned")
    assert [sum(row[name] for name in parts) - row["n_words"] for row in rows] == [0, 0]
    assert [row["n_unassigned"] for row in rows] == [0, 0]
