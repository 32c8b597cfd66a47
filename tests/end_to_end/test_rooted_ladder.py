"""A request in the records is the root of its ladder: in the findings that are exported and where ladders are shown."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run
from onrecord.casefile.variants_view import list_ladders

SAID = "No message from S1 (John F. Kelly) is in the records loaded."
MAIL = (
    "From: Ann Lee <a.lee@parks.example>\nTo: Depots <depots@parks.example>\nDate: Fri, 10 Feb 2017 09:12:00 -0500\n"
    "Subject: Due Tonight for S1 - URGENT\nMessage-ID: <1@parks.example>\n\nPlease list every broken truck at your depot.\n"
)
ARTICLES = {
    "ledger.txt": "Trucks\n\nThe parks office asked the drivers to list every broken truck at the depot, its e-mails show.\n",
    "wire.txt": "Trucks\n\nSecretary John Kelly ordered drivers to list all broken trucks at the depot, its e-mails show.\n",
}


def test_the_request_comes_first(onrecord: Run, tmp_path: Path) -> None:
    """The mail stands before all tellings, with its place, and what is said of the sender goes with it."""
    for folder, files in (("records", {"1.eml": MAIL}), ("coverage", ARTICLES)):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    built = onrecord("build", "c.onrecord", "--records", "records", "--coverage", "coverage", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    lines = onrecord("export", "c.onrecord", "findings", "--format", "jsonl", cwd=tmp_path).stdout.splitlines()
    (found,) = [one for one in map(json.loads, lines) if one["code"] == "Q131"]
    assert found["message"].endswith(SAID)
    assert found["spans"][0]["text"] == "Due Tonight for S1 - URGENT"
    assert found["spans"][0]["source"].endswith("1.eml")
    (view,) = list_ladders(tmp_path / "c.onrecord")
    assert [each.rung.kind for each in view.rungs] == ["record", "telling", "telling"]
    assert [each.rung.strength for each in view.rungs] == [0, 3, 1]
    assert view.rungs[0].cite.pile == "records"
    assert view.rungs[0].cite.message_id is not None
