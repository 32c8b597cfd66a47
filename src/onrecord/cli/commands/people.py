"""`onrecord people`: who is in the case, under which names, and which two rows may be one person."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_values import ExportRow
from onrecord.casefile.exports import export_rows
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted
from onrecord.cli.options import add_case, add_format, add_slice, slice_of
from onrecord.cli.output import citation, clipped, visible, wrapped, write, write_lines

_KINDS = ("person", "office", "unit", "role", "redacted")


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("--kind", metavar="KIND", choices=_KINDS, help=f"only this kind: {', '.join(_KINDS)} (default: all)")
    parser.add_argument("--proposals", action="store_true", help="print which two rows may be one person instead, and why")
    add_format(parser)
    add_slice(parser)


def _run(words: argparse.Namespace) -> int:
    part = slice_of(words)
    if words.proposals:
        found = export_rows(words.case, "proposals")
    else:
        found = (row for row in _most_met_first(words) if words.kind in (None, row["kind"]))
    rows = list(islice(found, part.offset, part.stop()))
    if words.format == "jsonl":
        write("".join(jsonl_lines(rows)))
    elif words.proposals:
        write_lines(line for row in rows for line in _proposal_lines(row, str(words.case)))
        say(counted(len(rows), "proposal"))
    else:
        write_lines(line for row in rows for line in _person_lines(row))
        say(counted(len(rows), "row"))
    return DONE


def _most_met_first(words: argparse.Namespace) -> list[ExportRow]:
    return sorted(
        export_rows(words.case, "people"),
        key=lambda row: (-(row["sent"] + row["received"] + row["named"]), row["name"] or "", row["id"]),
    )


def _person_lines(row: ExportRow) -> Iterator[str]:
    name = visible(row["name"]) if row["name"] else "[name hidden]"
    counts = ", ".join(f"{row[how]:,} {how}" for how in ("sent", "received", "named") if row[how])
    yield f"{name}  {row['kind']}" + (f"  {counts}" if counts else "")
    if row["aliases"]:
        yield from wrapped("; ".join(row["aliases"]), "    also ", "         ")
    if row["addresses"]:
        yield from wrapped("; ".join(row["addresses"]), "    at ", "       ")
    dated = [role for role in row["roles"] if role["from"] or role["to"]]
    for role in dated:
        yield from wrapped(
            f"{role['title']} {role['from'] or '…'} .. {role['to'] or '…'} ({role['source']})", "    as ", "       "
        )
    told = Counter(role["title"] for role in row["roles"] if role not in dated)
    if told:
        ranked = sorted(told.items(), key=lambda item: (-item[1], item[0]))
        yield from wrapped("; ".join(f"{title} ({counted(n, 'source')})" for title, n in ranked), "    as ", "       ")
    if row["place"]:
        yield f"    first {_cited(row['place'])}"
    yield f"    id {visible(row['id'])}"
    yield ""


def _proposal_lines(row: ExportRow, case: str) -> Iterator[str]:
    yield f"{_named(row['name'])} = {_named(row['other_name'])}?  {row['state']}"
    yield from wrapped(row["reason"], "    ", "    ")
    for place in row["places"]:
        yield f"    {_cited(place)}  “{clipped(place['text'], 60)}”"
    if row["state"] == "open":
        yield f"    onrecord judge {visible(case)} same-person {visible(row['person_id'])} {visible(row['other_id'])}"
    yield ""


def _named(name: str | None) -> str:
    return visible(name) if name else "[not in the case]"


def _cited(place: ExportRow) -> str:
    return citation(place["source"], place["start"], place["end"], place["page"])


PEOPLE = Command(
    name="people",
    summary="people, offices and hidden senders, with aliases, roles and counts",
    description=(
        "Print who is in the case, the most met first: names, addresses, offices, and how often each sent, received or "
        "was named. A hidden sender is a row without a name for each release and code. With --proposals print which two "
        "rows may be one person and why; nothing is joined until `onrecord judge` says so."
    ),
    examples=(
        ("onrecord people release.onrecord", "everybody, the most met first"),
        ("onrecord people release.onrecord --kind redacted", "the hidden senders"),
        ("onrecord people release.onrecord --proposals", "which rows may be one person"),
    ),
    add_options=_add_options,
    run=_run,
)
