"""Tracing measured on the altered quotations over released mail: what must never pass, and how much is found."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from onrecord.links.index import TraceIndex, TraceText, build_index
from onrecord.links.traces import trace_parts
from onrecord.model.links import Trace, Verdict
from onrecord.spans import Span

SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[3] / "shared"))
SAFE = frozenset(
    (Verdict.EXACT, Verdict.EXACT_BUT_CASE, Verdict.ALTERED_MARKED, Verdict.ALTERED_MINOR, Verdict.TRUNCATED_NEUTRAL)
)
NO_PLACE = frozenset((Verdict.NEAR, Verdict.NOT_FOUND))


@pytest.fixture(scope="module")
def answers() -> list[tuple[dict[str, object], Trace]]:
    """Every third quotation of the gold with its trace in the documents that the gold names."""
    data = SHARED / "data" / "altered_quotes.zip"
    mail = SHARED / "data" / "clinton" / "documents.zip"
    if not (data.exists() and mail.exists()):
        pytest.skip(f"no measuring data in {SHARED}; set ONRECORD_SHARED")
    with zipfile.ZipFile(data) as archive:
        gold = [json.loads(line) for line in archive.read("altered_quotes/gold.jsonl").decode("utf-8").splitlines()]
        names = {name for name in archive.namelist() if name.endswith(".txt")}
        docs = {Path(name).name: archive.read(name).decode("utf-8") for name in names}
    wanted = {row["record_source"] for row in gold} | {(row.get("second") or {}).get("record_source") for row in gold}
    with zipfile.ZipFile(mail) as archive:
        found = {Path(name).name: name for name in archive.namelist() if Path(name).name in wanted}
        texts = {name: archive.read(member).decode("utf-8") for name, member in sorted(found.items())}
    index = build_index(
        [TraceText(document_id=name, document_text=text, pieces=(Span(0, len(text)),)) for name, text in texts.items()]
    )
    return [(row, traced(row, docs[row["source"]], index)) for row in gold[::3]]


def traced(row: dict[str, object], text: str, index: TraceIndex) -> Trace:
    parts = row["parts"]
    assert isinstance(parts, list)
    return trace_parts([text[a:b] for a, b in parts], index, speaker=None, quote_id=str(row["id"]))


@pytest.mark.gold
def test_no_swallowed_or_changed_word_passes(answers: list[tuple[dict[str, object], Trace]]) -> None:
    """Negations, restrictions, hedges cut away and words or numbers changed are never called safe."""
    passed = []
    for row, found in answers:
        expected = row["expected"]
        assert isinstance(expected, list)
        dangerous = str(row["form"]).startswith("swallowed_") or expected[0] == "altered_material"
        if dangerous and found.verdict in SAFE:
            passed.append((row["text"], found.verdict))
    assert passed == []


@pytest.mark.gold
def test_nothing_foreign_is_found(answers: list[tuple[dict[str, object], Trace]]) -> None:
    """Sentences of other sources claim no place in these records."""
    claimed = [row["text"] for row, found in answers if row["record_source"] is None and found.verdict not in NO_PLACE]
    assert claimed == []


@pytest.mark.gold
def test_places_are_found(answers: list[tuple[dict[str, object], Trace]]) -> None:
    """At least 99 of 100 quotations are found."""
    own = [found for row, found in answers if row["record_source"] is not None]
    assert sum(found.verdict not in NO_PLACE for found in own) >= 0.99 * len(own)
