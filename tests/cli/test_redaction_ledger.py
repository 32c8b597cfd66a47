"""The ledger of deletions as CSV: entries by code, page and message, then totals."""

from __future__ import annotations

import csv
from typing import Any

from onrecord.cli.commands.redaction_ledger import FIELDS, ledger_lines

ROWS: list[dict[str, Any]] = [
    {
        "codes": ["(b)(6)", "(b)(7)(C)"],
        "source": "a.pdf",
        "page": 2,
        "message_id": "m-1",
        "kind": "inline",
        "code_missing": False,
        "failed": False,
    },
    {
        "codes": ["(b)(6)"],
        "source": "a.pdf",
        "page": 2,
        "message_id": "m-1",
        "kind": "inline",
        "code_missing": False,
        "failed": True,
    },
    {"codes": [], "source": "=cmd.pdf", "page": None, "message_id": None, "kind": "box", "code_missing": True, "failed": False},
]


def test_entries_and_totals() -> None:
    """A deletion under two codes stands under both and once in the total of all; a cell is never a formula."""
    table = list(csv.reader("".join(ledger_lines(ROWS)).splitlines()))
    assert tuple(table[0]) == FIELDS
    assert table[1:] == [
        ["entry", "", "'=cmd.pdf", "", "", "box", "1", "1", "0"],
        ["entry", "(b)(6)", "a.pdf", "2", "m-1", "inline", "2", "0", "1"],
        ["entry", "(b)(7)(C)", "a.pdf", "2", "m-1", "inline", "1", "0", "0"],
        ["total", "", "", "", "", "", "1", "1", "0"],
        ["total", "(b)(6)", "", "", "", "", "2", "0", "1"],
        ["total", "(b)(7)(C)", "", "", "", "", "1", "0", "0"],
        ["total", "all", "", "", "", "", "3", "1", "1"],
    ]
    assert list(ledger_lines([]))[-1] == "total,all,,,,,0,0,0\n"
