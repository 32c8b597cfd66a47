"""Figures and their arithmetic measured on the given articles: all marked figures found, few others, nothing wrongly failed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.checks.arithmetic import check_arithmetic
from onrecord.mentions.figures import find_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding, Outcome
from onrecord.model.mentions import Figure, MentionRecords, Passage, PassageKind
from onrecord.spans import Span

LEAST_FOUND, LEAST_RIGHT, LEAST_PRECISION = 31, 29, 0.90
BOUNDS = (("lower", "lower_bound"), ("upper", "upper_bound"), ("vague", "vague"), (">", "vague"))

pytestmark = pytest.mark.gold


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "gold" / "seeds_gold.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def parts(shared: Path, gold: dict[str, Any]) -> dict[str, DocumentRecords]:
    return {row["file"]: read(shared / "seeds" / row["file"], gold) for row in gold["documents"]}


def read(path: Path, gold: dict[str, Any]) -> DocumentRecords:
    """One article with the marked passages left out."""
    text = path.read_bytes().decode("utf-8")
    source = Source(path=path.name, sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id=path.name, source=source, kind="text", text=text)
    left_out = sorted((row["start"], row["end"]) for row in gold["non_reporting"] if row["file"] == path.name)
    passages, at = [], 0
    for start, end in [*left_out, (len(text), len(text))]:
        if at < start:
            passages.append(passage(text, at, start, PassageKind.REPORTING))
        if start < end:
            passages.append(passage(text, start, end, PassageKind.JUNK))
        at = max(at, end)
    return DocumentRecords(document=document, mentions=MentionRecords(figures=find_figures(document, passages)))


def passage(text: str, start: int, end: int, kind: PassageKind) -> Passage:
    return Passage(id=f"p-{start}", document_id="d", span=Span(start, end), text=text[start:end], found_by="gold", kind=kind)


def asked(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in gold["figures"] if not row["role"].startswith("NON-REPORTING")]


def match(row: dict[str, Any], parts: dict[str, DocumentRecords]) -> Figure | None:
    figures = parts[row["file"]].mentions.figures
    return next((figure for figure in figures if figure.span.start <= row["start"] and row["end"] <= figure.span.end), None)


def is_right(row: dict[str, Any], figure: Figure) -> bool:
    """Value and bound as marked, and the noun or unit among the marked words."""
    bound = next((name for sign, name in BOUNDS if row["exactness"].startswith(sign)), "exact")
    same_value = figure.stated is None if row["value"] is None else abs(float(figure.stated or 0) - row["value"]) < 0.005
    words = {word.rstrip("s") for word in f"{row['unit']} {row['counted']}".lower().replace(",", " ").split()}
    said = {word.rstrip("s") for word in f"{figure.unit or ''} {(figure.counted or '').split(' ')[0]}".lower().split()}
    return same_value and figure.approx == bound and bool(words & said)


def test_marked_figures_are_found(gold: dict[str, Any], parts: dict[str, DocumentRecords]) -> None:
    """Every marked figure is found, nearly all with value, noun and bound, and hardly any other."""
    pairs = [(row, match(row, parts)) for row in asked(gold)]
    assert sum(figure is not None for _, figure in pairs) >= LEAST_FOUND
    assert sum(figure is not None and is_right(row, figure) for row, figure in pairs) >= LEAST_RIGHT
    n_found = sum(len(part.mentions.figures) for part in parts.values())
    assert len(pairs) / n_found >= LEAST_PRECISION


def test_marked_relations_are_decided(gold: dict[str, Any], parts: dict[str, DocumentRecords]) -> None:
    """Each marked relation inside one article is the subject of a finding, and none of them is called wrong."""
    marked = {row["id"]: row for row in gold["figures"]}
    case = CaseRecords(parts=tuple(parts[name] for name in sorted(parts)))
    findings = check_arithmetic(case)
    for relation in (row for row in gold["arithmetic"] if row.get("file")):
        inputs = [marked[one] for one in (*relation["inputs"], *([relation["result"]] if relation.get("result") else []))]
        about = [found for found in findings if sum(touches(found, row) for row in inputs) >= min(2, len(inputs))]
        assert about, relation["id"]
        assert all(found.outcome is not Outcome.FAILS for found in about), relation["id"]


def touches(found: Finding, row: dict[str, Any]) -> bool:
    return any(
        place.document_id == row["file"] and place.span.start < row["end"] and row["start"] < place.span.end
        for place in found.places
    )
