"""The inbox against two printed productions with gold; skipped where the given data are not there."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.inbox.copies import link_copies
from onrecord.inbox.release import read_release
from onrecord.inbox.threads import link_threads
from onrecord.model.documents import Pile, Source
from onrecord.model.messages import InboxRecords
from onrecord.readers.pdf import read_pdf

# What must be reached: F1 by measure, for print and for an OCR layer.
FLOORS = {
    "sample-a": {"messages outer": 0.99, "messages quoted": 0.95, "from": 0.985, "sent minute": 0.985, "subject": 0.985},
    "sample-b": {"messages outer": 0.97, "messages quoted": 0.90, "from": 0.95, "sent minute": 0.95, "subject": 0.95},
}
BOTH = {"redacted senders kept": 1.0, "thread parents": 0.93, "exemption codes": 0.93, "recipients to": 0.95, "stamps": 0.95}


def scorer(shared: Path) -> ModuleType:
    """The scorer of the given data."""
    spec = importlib.util.spec_from_file_location("score_release", shared / "eval" / "score_release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score_release"] = module
    spec.loader.exec_module(module)
    return module


def export(inbox: InboxRecords, folder: Path) -> None:
    """The rows that the scorer reads."""
    messages = link_threads(link_copies(inbox.messages))
    rows: dict[str, list[dict[str, object]]] = {
        "messages": [
            {
                "id": one.id,
                "source": "release.pdf",
                "page_first": one.page_first,
                "page_last": one.page_last,
                "from": one.sender,
                "from_address": one.sender_address,
                "to": list(one.to),
                "cc": list(one.cc),
                "sent": {"earliest": one.sent.earliest.isoformat(), "latest": one.sent.latest.isoformat()}
                if one.sent
                else None,
                "subject": one.subject,
                "body": one.body,
                "seen_in_quotation": one.seen_in_quotation,
                "parent_id": one.parent_id,
                "thread_id": one.thread_id,
                "copy_of": one.copy_of,
                "copies": list(one.copies),
                "sender_redacted": one.sender_redacted,
                "header_text": one.header_text,
            }
            for one in messages
        ],
        "redactions": [{"page": one.page, "kind": one.kind, "codes": list(one.codes), "box": None} for one in inbox.redactions],
        "stamps": [{"page": one.page, "kind": one.kind, "text": one.text} for one in inbox.stamps],
    }
    for name, table in rows.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in table), encoding="utf-8")


@pytest.mark.gold
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_production(name: str, shared: Path, tmp_path: Path) -> None:
    """Boundaries, fields, threads, codes and stamps reach their floors, no copy is wrong and no word is without an owner."""
    folder = shared / "data" / "releases" / name
    file = folder / "release.pdf"
    if not file.exists():
        pytest.skip("the printed productions are not among the given data")
    source = Source(path="release.pdf", sha256="0", n_bytes=0, media_type="application/pdf", pile=Pile.RECORDS)
    reading = read_pdf(file, source, "d", jobs=2)
    inbox = read_release(reading.documents[0], reading.layouts[0][1], ())
    export(inbox, tmp_path)
    result = scorer(shared).score(folder / "gold", tmp_path)
    short = {key: result[key]["f1"] for key, floor in {**FLOORS[name], **BOTH}.items() if result[key]["f1"] < floor}
    assert short == {}
    assert result["copies (pairs)"]["precision"] == 1.0
    assert result["copies (pairs)"]["recall"] >= 0.95
    assert sum(balance.n_unassigned for balance in inbox.balances) == 0
