"""`onrecord figures --check-tables`: each figure with what the tables of the case say to it, the unsupported first.

In: the figures and the findings T501 to T503 of the case. Out: for each figure the counts tried with their queries, or why
no column answers it. A figure of which no table speaks is counted, and printed only as JSON.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_values import ExportRow, place_row, storable_row
from onrecord.casefile.exports import export_rows
from onrecord.casefile.views import FindingFilter, ShownFinding, list_findings
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted, findings_in_lines
from onrecord.cli.options import slice_of
from onrecord.cli.output import write, write_lines

STATES = {"T502": "no count gives it", "T503": "cannot be answered", "T501": "a count gives it"}  # in the order printed
Key = tuple[str, int, int]  # source, start, end


def run_checked_figures(words: argparse.Namespace) -> int:
    """Print the figures that tables speak of, those that no count supports first."""
    wanted = FindingFilter(codes=tuple(STATES), with_dismissed=True)
    found = sorted(list_findings(words.case, wanted), key=lambda shown: list(STATES).index(shown.finding.code))
    part = slice_of(words)
    if words.format == "jsonl":
        rows = list(_figure_rows(list(export_rows(words.case, "figures")), found))
        write("".join(jsonl_lines(storable_row(row) for row in rows[part.offset : part.stop()])))
        return DONE
    write_lines(findings_in_lines(words.case, found[part.offset : part.stop()]))
    spoken_of = {_key(shown) for shown in found}
    n_silent = sum((row["source"], row["start"], row["end"]) not in spoken_of for row in export_rows(words.case, "figures"))
    counts = [f"{sum(shown.finding.code == code for shown in found):,} {state}" for code, state in STATES.items()]
    say(f"{', '.join(counts)}; no table speaks of {counted(n_silent, 'figure')}")
    return DONE


def _figure_rows(figures: list[ExportRow], found: list[ShownFinding]) -> Iterator[ExportRow]:
    """Every figure with `tables`: what each table says; in the order of the gravest, then of source and place."""
    said: dict[Key, list[ShownFinding]] = {}
    for shown in found:
        said.setdefault(_key(shown), []).append(shown)
    codes = list(STATES)

    def rank(row: ExportRow) -> int:
        mine = said.get((row["source"], row["start"], row["end"]))
        return min(codes.index(shown.finding.code) for shown in mine) if mine else len(codes)

    for row in sorted(figures, key=rank):
        mine = said.get((row["source"], row["start"], row["end"]), [])
        yield {**row, "tables": [_answer(shown) for shown in mine]}


def _answer(shown: ShownFinding) -> ExportRow:
    finding = shown.finding
    sources = {place.document_id: source for source, place in zip(shown.sources, finding.places, strict=True)}
    return {
        "finding": finding.id,
        "code": finding.code,
        "verdict": finding.outcome.value,
        "message": finding.message,
        "working": finding.working,
        "dismissed": shown.dismissed,
        "spans": [place_row(place, sources) for place in finding.places[1:]],
    }


def _key(shown: ShownFinding) -> Key:
    first = shown.finding.places[0]
    return (shown.sources[0], first.span.start, first.span.end)
