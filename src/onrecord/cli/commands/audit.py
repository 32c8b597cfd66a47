"""`onrecord audit`: how far hand-picked cases stand from the population that they came from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.casefile.connect import reading
from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_values import place_row, storable_row
from onrecord.casefile.views import ShownFinding
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import finding_lines
from onrecord.cli.options import add_case, add_format, whole_number, worker_count
from onrecord.cli.output import visible, write, write_lines
from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from onrecord.model.documents import Document
    from onrecord.model.findings import Finding
    from onrecord.questions import AuditRequest


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("--table", metavar="T", required=True, help="the table: name of its file, FILE/SHEET, path or id")
    parser.add_argument(
        "--attribute",
        metavar="COLUMN=VALUE",
        type=_attribute,
        required=True,
        action="append",
        help="what the shown cases have in common; may be given several times",
    )
    parser.add_argument(
        "--population",
        metavar="WHERE",
        help="the rows that the cases came from: one condition in SQL, such as \"City = 'Elm'\" (default: all rows)",
    )
    shown = parser.add_mutually_exclusive_group(required=True)
    shown.add_argument("--cases", metavar="K", type=worker_count, help="how many cases were shown, all with every attribute")
    shown.add_argument("--shown", metavar="ROWS", type=_rows, help="their rows, as a spreadsheet numbers them: 12,31,40")
    shown.add_argument("--shown-where", metavar="WHERE", help="the condition that picks them")
    parser.add_argument(
        "--borrowed", metavar="N", type=whole_number, default=0, help="cases shown besides that stand in no row of the table"
    )
    parser.add_argument("--ranked-by", metavar="COLUMN", help="rank the population by this column, the largest value first")
    parser.add_argument("--svg", metavar="FILE", type=Path, help="also write a picture of where the shown cases lie")
    add_format(parser)


def _attribute(text: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not (sign and column.strip() and value.strip()):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected COLUMN=VALUE")
    return column.strip(), value.strip()


def _rows(text: str) -> tuple[int, ...]:
    return tuple(worker_count(number.strip()) for number in text.split(","))


def run(words: argparse.Namespace) -> int:
    """Print the population, the counts, the chances and what they can show."""
    with reading(words.case):
        pass  # what is no case file is refused before the table library is loaded
    from onrecord.checks.selection_report import draw_audit, list_audit_rows, render_audit  # noqa: PLC0415
    from onrecord.questions import audit_table  # noqa: PLC0415

    report, findings, document = audit_table(words.case, _request(words))
    source = document.source
    if words.svg is not None:
        _write_picture(words.svg, draw_audit(report))
    if words.format == "jsonl":
        population, *tests = list_audit_rows(report)
        rows = [{**population, "source": source.path, "sha256": source.sha256}, *tests]
        rows += [_finding_row(finding, document) for finding in findings]
        write("".join(jsonl_lines(storable_row(row) for row in rows)))
    else:
        headline, *lines = render_audit(report).splitlines()
        write_lines([visible(headline), f"File: {visible(source.path)}, sha256 {source.sha256}"])
        write_lines(("  " if line[:1] == " " else "") + visible(line) for line in lines)
        write_lines([""])
        for finding in findings:
            names = (source.path,) * len(finding.places)
            write_lines(finding_lines(ShownFinding(finding=finding, sources=names, dismissed=False)))
    if words.cases is not None:
        say("the shown cases are known by their number alone: that they have every attribute is what you say")
    return DONE


def _request(words: argparse.Namespace) -> AuditRequest:
    from onrecord.questions import AuditRequest  # noqa: PLC0415

    chosen = (words.cases, words.shown, words.shown_where)
    return AuditRequest(
        table=words.table,
        attributes=tuple(words.attribute),
        shown=next(each for each in chosen if each is not None),
        population=words.population,
        ranked_by=words.ranked_by,
        n_elsewhere=words.borrowed,
    )


def _finding_row(finding: Finding, document: Document) -> dict[str, object]:
    sources = {document.id: document.source.path}
    return {
        "row": "finding",
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.value,
        "title": finding.title,
        "message": finding.message,
        "working": finding.working,
        "verdict": finding.outcome.value,
        "spans": [place_row(place, sources) for place in finding.places],
    }


def _write_picture(file: Path, picture: str) -> None:
    try:
        file.write_text(picture, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(f"cannot write {file}: {error.strerror}", hint="name another file for --svg") from error


AUDIT = Command(
    name="audit",
    summary="how far shown cases stand from the population they came from",
    description=(
        "Compare hand-picked cases with the population in a table: base rates, the exact chance that as many come up at "
        "random, ranks, and always what so few cases can show at all. It measures distance from representative and says "
        "nothing of anybody's motive. The population is one condition on the rows, fixed and printed first; nothing is stored."
    ),
    examples=(
        ("onrecord audit a.onrecord --table arrests.csv --attribute Crime=Murder --cases 3", "three cases of all in the table"),
        (
            "onrecord audit a.onrecord --table t.csv --attribute Sex=M --shown 12,31 --population 'Age > 18'",
            "the shown cases by their rows, beside a part of the table",
        ),
    ),
    add_options=_add_options,
    run=run,
)
