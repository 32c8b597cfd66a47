"""`onrecord audit`: how far hand-picked cases stand from the population that they came from."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.casefile.connect import reading
from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_links import finding_row
from onrecord.casefile.export_values import storable_row
from onrecord.casefile.kept_audits import keep_audit, list_audits
from onrecord.casefile.views import ShownFinding
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted, finding_lines
from onrecord.cli.options import add_case, add_format, whole_number, worker_count
from onrecord.cli.output import visible, write, write_lines
from onrecord.cli.who import account, add_who, now
from onrecord.errors import SettingsError
from onrecord.model.audits import AuditRequest

if TYPE_CHECKING:
    pass


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("--table", metavar="T", help="the table: name of its file, FILE/SHEET, path or id")
    parser.add_argument(
        "--attribute",
        metavar="COLUMN=VALUE",
        type=_attribute,
        action="append",
        help="what the shown cases have in common; may be given several times",
    )
    parser.add_argument(
        "--population",
        metavar="WHERE",
        help="the rows that the cases came from: one condition in SQL, such as \"City = 'Elm'\" (default: all rows)",
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--cases", metavar="K", type=worker_count, help="how many cases were shown, all with every attribute")
    shown.add_argument("--shown", metavar="ROWS", type=_rows, help="their rows, as a spreadsheet numbers them: 12,31,40")
    shown.add_argument("--shown-where", metavar="WHERE", help="the condition that picks them")
    parser.add_argument(
        "--borrowed", metavar="N", type=whole_number, default=0, help="cases shown besides that stand in no row of the table"
    )
    parser.add_argument("--ranked-by", metavar="COLUMN", help="rank the population by this column, the largest value first")
    parser.add_argument("--svg", metavar="FILE", type=Path, help="also write a picture of where the shown cases lie")
    kept = parser.add_mutually_exclusive_group()
    kept.add_argument("--keep", action="store_true", help="keep it with the case: every build repeats it for `onrecord check`")
    kept.add_argument("--list", action="store_true", help="list the audits that are kept instead")
    kept.add_argument("--forget", metavar="ID", help="take a kept audit back instead")
    add_who(parser)
    add_format(parser)


def _attribute(text: str) -> tuple[str, str]:
    column, sign, value = text.partition("=")
    if not (sign and column.strip() and value.strip()):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected COLUMN=VALUE")
    return column.strip(), value.strip()


def _rows(text: str) -> tuple[int, ...]:
    return tuple(worker_count(number.strip()) for number in text.split(","))


def parse(*words: str) -> argparse.Namespace:
    """The words of an audit as the command line would read them."""
    parser = argparse.ArgumentParser("onrecord audit")
    _add_options(parser)
    return parser.parse_args(words)


def run(words: argparse.Namespace) -> int:
    """Print the population, the counts, the chances and what they can show."""
    with reading(words.case):
        pass  # what is no case file is refused before the table library is loaded
    if words.list:
        return _print_kept(words.case, words.format)
    if words.forget is not None:
        from onrecord.questions import forget_kept_audit  # noqa: PLC0415

        forget_kept_audit(words.case, words.forget)
        say(f"forgotten: {words.forget}")
        return DONE
    request = _request(words)
    from onrecord.checks.selection_report import draw_audit, list_audit_rows, render_audit  # noqa: PLC0415
    from onrecord.questions import audit_table  # noqa: PLC0415

    report, findings, document = audit_table(words.case, request)
    source = document.source
    if words.svg is not None:
        _write_picture(words.svg, draw_audit(report))
    if words.format == "jsonl":
        population, *tests = list_audit_rows(report)
        rows = [{**population, "source": source.path, "sha256": source.sha256}, *tests]
        sources = {document.id: source.path}
        rows += [{"row": "finding", **finding_row(finding, sources, frozenset())} for finding in findings]
        write("".join(jsonl_lines(storable_row(row) for row in rows)))
    else:
        headline, *lines = render_audit(report).splitlines()
        write_lines([visible(headline), f"File: {visible(source.path)}, sha256 {source.sha256}"])
        write_lines(("  " if line[:1] == " " else "") + visible(line) for line in lines)
        write_lines([""])
        for finding in findings:
            names = (source.path,) * len(finding.places)
            write_lines(finding_lines(ShownFinding(finding=finding, sources=names, dismissed=False)))
    if words.keep:
        audit = keep_audit(words.case, request, findings, who=account(words.who), at=now())
        say(f"kept as {audit.id}: its findings stand in onrecord check {words.case}")
    if words.cases is not None:
        say("the shown cases are known by their number alone: that they have every attribute is what you say")
    return DONE


def _print_kept(case: Path, form: str) -> int:
    """The kept audits, the oldest first."""
    audits = list_audits(case)
    if form == "jsonl":
        rows = ({"id": one.id, **asdict(one.request), "who": one.who, "at": one.at} for one in audits)
        write("".join(jsonl_lines(storable_row(row) for row in rows)))
        return DONE
    for one in audits:
        asked = ", ".join(f"{column} = {value}" for column, value in one.request.attributes)
        where = f" where {one.request.population}" if one.request.population else ""
        write_lines([f"{one.id}  {visible(one.request.table)}{visible(where)}: {visible(asked)}"])
        write_lines([f"    kept by {visible(one.who)}, {one.at}"])
    say(counted(len(audits), "kept audit"))
    return DONE


def _request(words: argparse.Namespace) -> AuditRequest:
    """What is asked for. Raises SettingsError where a part of it is missing."""
    chosen = (words.cases, words.shown, words.shown_where)
    missing = [name for name, given in (("--table", words.table), ("--attribute", words.attribute)) if not given]
    missing += ["--cases, --shown or --shown-where"] if all(each is None for each in chosen) else []
    if missing:
        raise SettingsError(f"an audit needs {' and '.join(missing)}", hint="onrecord audit --help")
    return AuditRequest(
        table=words.table,
        attributes=tuple(words.attribute),
        shown=next(each for each in chosen if each is not None),
        population=words.population,
        ranked_by=words.ranked_by,
        n_elsewhere=words.borrowed,
    )


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
        "nothing of anybody's motive. The population is one condition on the rows, fixed and printed first. Nothing is stored "
        "unless you keep it."
    ),
    examples=(
        ("onrecord audit a.onrecord --table arrests.csv --attribute Crime=Murder --cases 3", "three cases of all in the table"),
        (
            "onrecord audit a.onrecord --table t.csv --attribute Sex=M --shown 12,31 --population 'Age > 18'",
            "the shown cases by their rows, beside a part of the table",
        ),
        ("onrecord audit a.onrecord --list", "the audits that are kept, each with the id to --forget"),
    ),
    add_options=_add_options,
    run=run,
)
