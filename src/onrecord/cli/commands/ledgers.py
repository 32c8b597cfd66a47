"""`onrecord quotes`, `figures`, `timeline`: the ledgers of a case, for reading."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice

from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_values import ExportRow, storable_row
from onrecord.casefile.exports import export_rows
from onrecord.casefile.views import QuoteRow, TimelineRow, Whereabouts, list_quotes, list_timeline
from onrecord.cli.command import Command
from onrecord.cli.commands.checked_figures import run_checked_figures
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted, place_lines
from onrecord.cli.options import add_case, add_format, add_slice, slice_of
from onrecord.cli.output import citation, clipped, shortened, visible, wrapped, write, write_lines
from onrecord.model.mentions import QuoteKind

_EVIDENCE_SHOWN = 4


def _add_quotes_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument(
        "--kind",
        metavar="KIND",
        choices=[kind.value for kind in QuoteKind],
        nargs="+",
        action="extend",
        default=[],
        help=f"only these kinds: {', '.join(QuoteKind)} (default: all)",
    )
    add_format(parser)
    add_slice(parser)


def _run_quotes(words: argparse.Namespace) -> int:
    rows = list_quotes(words.case, tuple(QuoteKind(kind) for kind in words.kind), slice_of(words))
    if words.format == "jsonl":
        by_id = {row["id"]: row for row in export_rows(words.case, "quotes")}
        traced = ({**by_id[row.quote.id], **_trace_fields(row)} for row in rows)
        write("".join(jsonl_lines(storable_row(row) for row in traced)))
    else:
        write_lines(line for row in rows for line in _quote_lines(row))
        say(counted(len(rows), "quotation"))
    return DONE


def _trace_fields(row: QuoteRow) -> ExportRow:
    record = row.record
    return {
        "verdict": row.trace.verdict.value if row.trace else None,
        "record_source": record.source if record else None,
        "record_page": record.page if record else None,
        "record_start": record.start if record else None,
        "record_end": record.end if record else None,
    }


def _quote_lines(row: QuoteRow) -> Iterator[str]:
    quote = row.quote
    speaker = quote.speaker or (f"left open ({quote.speaker_text})" if quote.speaker_text else "left open")
    yield f"{_cited(row.where)}  {quote.kind.value}  speaker: {visible(speaker)}"
    yield from wrapped(f"“{shortened(quote.text, 400)}”", "    ", "    ")
    if row.trace:
        verdict = f"    records: {row.trace.verdict.value.replace('_', ' ')}"
        if row.record and row.trace.place:
            yield from [f"{verdict}", *place_lines(_cited(row.record), row.trace.place.text)]
        else:
            yield verdict
    yield f"    id {visible(quote.id)}"
    yield ""


def _add_plain_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    add_format(parser)
    add_slice(parser)


def _add_figures_options(parser: argparse.ArgumentParser) -> None:
    _add_plain_options(parser)
    parser.add_argument(
        "--check-tables",
        action="store_true",
        help="print what the tables of the case say to each figure instead, the unsupported first",
    )


def _run_figures(words: argparse.Namespace) -> int:
    if words.check_tables:
        return run_checked_figures(words)
    part = slice_of(words)
    rows = list(islice(export_rows(words.case, "figures"), part.offset, part.stop()))
    if words.format == "jsonl":
        write("".join(jsonl_lines(rows)))
    else:
        write_lines(_figure_line(row) for row in rows)
        say(counted(len(rows), "figure"))
    return DONE


def _figure_line(row: ExportRow) -> str:
    value = _interval(row["value"])
    unit = f" {visible(row['unit'])}" if row["unit"] else ""
    slots = [visible(str(row[name])) for name in ("counted", "of_whom", "place") if row[name]]
    said = f"  says {visible(row['asserted_by'])}" if row["asserted_by"] else ""
    what = f"  {', '.join(slots)}" if slots else ""
    where = citation(row["source"], row["start"], row["end"], row["page"])
    return f"{where}  “{clipped(row['text'], 40)}”  {row['kind']} {value}{unit}{what}{said}"


def _interval(value: ExportRow) -> str:
    low, high = value["low"], value["high"]
    if low == high:
        return _number(low)
    open_ends = value.get("open", ())
    left = "(" if low is None or "low" in open_ends else "["
    right = ")" if high is None or "high" in open_ends else "]"
    return f"{left}{_number(low)}, {_number(high)}{right}"


def _number(value: float | None) -> str:
    return "…" if value is None else f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"


def _run_timeline(words: argparse.Namespace) -> int:
    rows = list_timeline(words.case, slice_of(words))
    if words.format == "jsonl":
        write("".join(jsonl_lines(storable_row(_timeline_object(row)) for row in rows)))
    else:
        write_lines(line for row in rows for line in _timeline_lines(row))
        say(f"{counted(len(rows), 'entry', 'entries')}; the order of intervals that overlap is open")
    return DONE


def _timeline_lines(row: TimelineRow) -> Iterator[str]:
    when = _plain_time(row.earliest)
    if row.latest != row.earliest:
        when += f" .. {_plain_time(row.latest)}"
    yield from wrapped(row.label, f"{when:24}  {row.kind:10} ", " " * 37)
    shown = [_cited(place) for place in row.where[:_EVIDENCE_SHOWN]]
    if len(row.where) > _EVIDENCE_SHOWN:
        shown.append(f"and {len(row.where) - _EVIDENCE_SHOWN} more")
    for where in shown:
        yield f"{'':37}{where}"


def _timeline_object(row: TimelineRow) -> ExportRow:
    return {
        "id": row.id,
        "value": {"earliest": row.earliest, "latest": row.latest},
        "kind": row.kind,
        "label": row.label,
        "places": [{"source": place.source, "start": place.start, "end": place.end, "page": place.page} for place in row.where],
    }


def _plain_time(iso: str) -> str:
    return iso.replace("T", " ")


def _cited(where: Whereabouts) -> str:
    return citation(where.source, where.start, where.end, where.page)


QUOTES = Command(
    name="quotes",
    summary="the quotations, who said them, and what became of them in the records",
    description="Print the quotations of a case with their speakers and, where records are loaded, their place there.",
    examples=(
        ("onrecord quotes release.onrecord --kind direct mixed", "what stands in quotation marks as somebody's words"),
        ("onrecord quotes release.onrecord --format jsonl", "all quotations, for a program"),
    ),
    add_options=_add_quotes_options,
    run=_run_quotes,
)
FIGURES = Command(
    name="figures",
    summary="the numbers, what they count, and the values that the words allow",
    description=(
        "Print the figures of a case, each with the interval of values that its words allow and what it counts; with "
        "--check-tables what the tables say to them: the query, the other ways to count, and the chance of a match."
    ),
    examples=(
        ("onrecord figures release.onrecord", "all figures by source and place"),
        ("onrecord figures release.onrecord --check-tables", "first those that no count in a table gives"),
    ),
    add_options=_add_figures_options,
    run=_run_figures,
)
TIMELINE = Command(
    name="timeline",
    summary="messages, events and publications by day",
    description=(
        "Print what has a day, by the first day it may lie on. An interval stays an interval: where two of them "
        "overlap, their order here says nothing about which came first."
    ),
    examples=(("onrecord timeline release.onrecord", "everything that has a day"),),
    add_options=_add_plain_options,
    run=_run_timeline,
)
