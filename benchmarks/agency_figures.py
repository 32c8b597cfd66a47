"""The five articles with the agency's own figures loaded: is each relation that needs them decided rightly, and nothing else?

The tables by area and by site and the agency's statement are written from `domain/domain_facts.json` beside the scorers (they
are no part of this repository) into a folder of the caller's. `score_agency_figures` reads the findings of the case built with
them and prints a line for each relation A6 to A9, and how many findings more than without them say that something fails.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

RELEASE = """{title}

{day}

Officers arrested more than {stated} individuals in the operation. Of those arrested, approximately {share} percent were
criminal aliens who had been convicted of crimes.
"""
EXPECTED = {  # relation: (code, outcome, words of the message or the working, a figure of the gold that is cited)
    "A6": ("F210", "cannot_tell", "percent of 680 = 170", "F03"),
    "A7": ("F209", "fails", "no selection makes 66", "F30"),
    "A8": ("T502", "cannot_tell", "678", "F11"),
    "A9": ("T501", "holds", "74.0", None),
}


def write_agency_figures(facts: Path, folder: Path) -> tuple[Path, Path]:
    """The folder of tables and the folder of statements."""
    operations = {item["id"]: item for item in json.loads(facts.read_text(encoding="utf-8"))["operations"]}
    check, city = operations["crosscheck-2017-02"], operations["safecity-2017-09"]
    tables, statements = folder / "tables", folder / "statements"
    tables.mkdir()
    statements.mkdir()
    areas = [(item["aor"], item["arrests"], item["convicted"]) for item in check["by_area"]]
    _write(tables / "areas.csv", ("AOR", "Arrests", "Criminal Convictions"), areas)
    _write(tables / "sites.csv", ("Site", "Arrests"), sorted(city["sites"].items()))
    text = RELEASE.format(title="Statement on enforcement operations", day="February 13, 2017", stated=680, share=75)
    (statements / "statement.txt").write_text(text, encoding="utf-8")
    return tables, statements


def _write(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


def score_agency_figures(gold: Path, alone: Path, together: Path) -> None:
    """Print what was found of each relation, and how many findings more say that something fails."""
    figures = {item["id"]: item for item in json.loads(gold.read_text(encoding="utf-8"))["figures"]}
    before, found = _read(alone), _read(together)
    for name, (code, outcome, words, figure) in EXPECTED.items():
        hits = [
            one
            for one in found
            if one["code"] == code and words in f"{one['message']} {one['working']}" and _cites(one, figures.get(figure or ""))
        ]
        verdicts = sorted({one["verdict"] for one in hits}) or ["not found"]
        print(f"{name}: {code} {', '.join(verdicts)} ({'right' if verdicts == [outcome] else f'expected {outcome}'})")
    fails = {one["message"] for one in found if one["verdict"] == "fails"} - {one["message"] for one in before}
    print(f"findings that fail only with the agency's figures: {len(fails)} (A7 alone is expected)")


def _cites(finding: dict[str, Any], figure: dict[str, Any] | None) -> bool:
    if figure is None:
        return True
    return any(
        span["source"].endswith(figure["file"]) and span["start"] < figure["end"] and figure["start"] < span["end"]
        for span in finding["spans"]
    )


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
