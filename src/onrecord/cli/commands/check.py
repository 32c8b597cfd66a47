"""`onrecord check`: the findings of a case, gravest first."""

from __future__ import annotations

import argparse

from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_links import finding_row
from onrecord.casefile.export_values import storable_row
from onrecord.casefile.views import SEVERITIES, FindingFilter, ShownFinding, list_findings
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, FOUND, say
from onrecord.cli.finding_text import counted, findings_in_lines, severity_counts
from onrecord.cli.options import add_case, add_format, add_slice, slice_of
from onrecord.cli.output import write, write_lines
from onrecord.model.findings import Outcome, Severity


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument(
        "--code", metavar="CODE", nargs="+", action="extend", default=[], help="only findings of these codes, such as F202"
    )
    names = [severity.value for severity in SEVERITIES]
    parser.add_argument("--severity", choices=names, help="only findings at least this grave (default: all)")
    parser.add_argument(
        "--strict",
        action="store_true",
        help="exit with 1 where a finding at or above the severity (default: warning) fails or is left open",
    )
    parser.add_argument("--dismissed", action="store_true", help="print dismissed findings too")
    add_format(parser)
    add_slice(parser)


def run(words: argparse.Namespace) -> int:
    """Print the findings."""
    codes = tuple(code.upper() for code in words.code)
    wanted = FindingFilter(codes=codes, severity=Severity(words.severity or Severity.NOTE), with_dismissed=words.dismissed)
    findings = list_findings(words.case, wanted)
    part = slice_of(words)
    shown = findings[part.offset : part.stop()]
    if words.format == "jsonl":
        write("".join(jsonl_lines(storable_row(_row(each)) for each in shown)))
    else:
        write_lines(findings_in_lines(words.case, shown))
        say(f"{counted(len(findings), 'finding')}: {severity_counts(findings)}")
    strict_from = SEVERITIES.index(Severity(words.severity or Severity.WARNING))
    return FOUND if words.strict and any(_counts(each, strict_from) for each in findings) else DONE


def _counts(shown: ShownFinding, strict_from: int) -> bool:
    finding = shown.finding
    is_grave = SEVERITIES.index(finding.severity) <= strict_from
    return is_grave and not shown.dismissed and finding.outcome is not Outcome.HOLDS


def _row(shown: ShownFinding) -> dict[str, object]:
    sources = {place.document_id: source for place, source in zip(shown.finding.places, shown.sources, strict=True)}
    return finding_row(shown.finding, sources, frozenset({shown.finding.id} if shown.dismissed else ()))


CHECK = Command(
    name="check",
    summary="print the findings, gravest first",
    description=(
        "Print what the checks have to say about a case, gravest first, each finding with its places as "
        "path:page:start-end. An error is demonstrably wrong, a warning is for a careful editor to look at, a note is "
        "what a reader should know."
    ),
    examples=(
        ("onrecord check release.onrecord", "all findings"),
        ("onrecord check release.onrecord --severity warning --strict", "stop a script where something needs a look"),
        ("onrecord check release.onrecord --code F202 Q101 --format jsonl", "two kinds of findings, for a program"),
    ),
    add_options=_add_options,
    run=run,
)
