"""`onrecord redactions` and `onrecord tasks`: what was deleted under which code, and who was asked for what by when."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice

from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_values import ExportRow
from onrecord.casefile.exports import export_rows
from onrecord.casefile.views import total_redactions
from onrecord.cli.command import Command
from onrecord.cli.commands.redaction_ledger import ledger_lines
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted
from onrecord.cli.options import add_case, add_format, add_slice, slice_of
from onrecord.cli.output import citation, visible, wrapped, write, write_lines


def _add_redactions_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("--totals", action="store_true", help="print how often each code is cited instead")
    parser.add_argument(
        "--format",
        choices=("text", "jsonl", "csv"),
        default="text",
        help="text for people (default), one JSON object a line, or a ledger by code, page and message with totals",
    )
    add_slice(parser)


def _run_redactions(words: argparse.Namespace) -> int:
    part = slice_of(words)
    if words.format == "csv":
        write("".join(ledger_lines(list(islice(export_rows(words.case, "redactions"), part.offset, part.stop())))))
        return DONE
    if words.totals:
        return _run_totals(words)
    rows = list(islice(export_rows(words.case, "redactions"), part.offset, part.stop()))
    if words.format == "jsonl":
        write("".join(jsonl_lines(rows)))
    else:
        write_lines(_redaction_line(row) for row in rows)
        say(counted(len(rows), "redaction"))
    return DONE


def _run_totals(words: argparse.Namespace) -> int:
    totals = total_redactions(words.case)
    if words.format == "jsonl":
        objects: list[ExportRow] = [
            {"code": t.code or None, "redactions": t.n_redactions, "pages": t.n_pages, "failed": t.n_failed} for t in totals
        ]
        write("".join(jsonl_lines(objects)))
    else:
        write_lines(
            f"{visible(t.code) or '(no code)':14} {t.n_redactions:>7,} on {counted(t.n_pages, 'page')}"
            + (f", {t.n_failed:,} that still tell what they hide" if t.n_failed else "")
            for t in totals
        )
    return DONE


def _redaction_line(row: ExportRow) -> str:
    codes = visible(", ".join(row["codes"])) or ("code missing" if row["code_missing"] else "no code printed")
    how = str(row["found_by"]).partition(":")[2].replace("_", " ") or "text"
    failed = f"  FAILED: the file still tells what it hides ({how})" if row["failed"] else ""
    where = citation(row["source"], row["start"], row["end"], row["page"])
    return f"{where}  {row['kind']}  {codes}{failed}"


def _add_tasks_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    add_format(parser)
    add_slice(parser)


def _run_tasks(words: argparse.Namespace) -> int:
    part = slice_of(words)
    rows = list(islice(export_rows(words.case, "tasks"), part.offset, part.stop()))
    if words.format == "jsonl":
        write("".join(jsonl_lines(rows)))
    else:
        write_lines(line for row in rows for line in _task_lines(row))
        say(counted(len(rows), "task"))
    return DONE


def _task_lines(row: ExportRow) -> Iterator[str]:
    yield from wrapped(row["deliverable"], f"{row['status']:9} ", " " * 10)
    to = "; ".join(row["to"]) or "[nobody named]"
    for_whom = f", for {row['for']}" if row["for"] else ""
    yield from wrapped(f"{row['from'] or '[sender not named]'} to {to}{for_whom}", "    ", "    ")
    if row["due"]:
        due = str(row["due"]["earliest"]).replace("T", " ")
        latest = str(row["due"]["latest"]).replace("T", " ")
        until = "" if latest == due else f" .. {latest}"
        yield f"    due {due}{until}" + (f" (“{visible(row['due_text'])}”)" if row["due_text"] else "")
    elif row["due_text"]:
        yield f"    due “{visible(row['due_text'])}”"
    where = citation(row["source"], row["start"], row["end"], row["page"])
    yield from wrapped(f"“{row['text']}”", f"    {where}  ", "        ")
    if row["evidence"]:
        yield from wrapped(", ".join(row["evidence"]), "    answered or chased in: ", "        ")
    yield f"    id {visible(row['id'])}"
    yield ""


REDACTIONS = Command(
    name="redactions",
    summary="every deletion with page and exemption codes",
    description=(
        "Print every deletion with its page and exemption codes, or with --totals how often each code is cited. Where "
        "a deletion failed, because readable text lies under it or a link, a bookmark or a title tells it, that is "
        "said; the text itself is never kept, shown or exported."
    ),
    examples=(
        ("onrecord redactions release.onrecord", "a log of all deletions"),
        ("onrecord redactions release.onrecord --totals", "how often each exemption is cited"),
        ("onrecord redactions release.onrecord --format csv", "a ledger by code, page and message for a spreadsheet"),
    ),
    add_options=_add_redactions_options,
    run=_run_redactions,
)
TASKS = Command(
    name="tasks",
    summary="who asked whom for what, by when, and what came of it",
    description="Print what the messages ask for: deliverable, from, to, for whom, deadline, and the messages that answer.",
    examples=(("onrecord tasks release.onrecord", "all tasks by source and place"),),
    add_options=_add_tasks_options,
    run=_run_tasks,
)
