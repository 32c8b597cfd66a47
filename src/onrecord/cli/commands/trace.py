"""`onrecord trace`: where words stand in the records, and how they differ from what stands there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_links import trace_row
from onrecord.casefile.export_values import storable_row
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE
from onrecord.cli.finding_text import counted, place_lines
from onrecord.cli.options import add_case, add_format
from onrecord.cli.output import citation, shortened, visible, wrapped, write, write_lines
from onrecord.errors import SettingsError
from onrecord.model.links import Edit, Trace, Verdict


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("words", metavar="WORDS", nargs="*", help="the words as printed, in one quotation")
    parser.add_argument("--file", metavar="FILE", type=Path, help="one quotation on each line; - reads stdin")
    add_format(parser)


def run(words: argparse.Namespace) -> int:
    """Print what became of each quotation."""
    asked = _asked(words.words, words.file)
    with reading(words.case) as connection:
        sources = dict(connection.execute("SELECT id, source FROM documents"))
    from onrecord.tracing import trace_words  # noqa: PLC0415

    traces = trace_words(words.case, asked)
    pairs = list(zip(asked, traces, strict=True))
    if words.format == "jsonl":
        rows = ({"words": stretch, **trace_row(trace, sources)} for stretch, trace in pairs)
        write("".join(jsonl_lines(storable_row(row) for row in rows)))
    else:
        write_lines(line for stretch, trace in pairs for line in trace_lines(stretch, trace, sources))
    return DONE


def _asked(words: Sequence[str], file: Path | None) -> list[str]:
    lines = [" ".join(words)]
    if file is not None:
        try:
            content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
            lines += content.decode("utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"cannot read {file}: {error}, expected lines of UTF-8 text", hint="mend the file") from error
    asked = [line.strip() for line in lines if any(character.isalnum() for character in line)]
    if not asked:
        raise SettingsError("nothing to trace: found no words", hint='onrecord trace CASE "WORDS..."')
    return asked


def trace_lines(words: str, trace: Trace, sources: dict[str, str]) -> Iterator[str]:
    """What became of some words, for people."""
    yield from wrapped(f"“{shortened(words, 400)}”", "", " ")
    probable = "" if trace.print_confidence is None else "probable: "
    yield f"    {probable}{trace.verdict.value.replace('_', ' ')}"
    place = trace.place
    if place is not None:
        cited = citation(sources.get(place.document_id, place.document_id), place.span.start, place.span.end, place.page)
        yield from place_lines(cited, place.text)
    if trace.record_speaker:
        yield from wrapped(trace.record_speaker, "    words of ", "    ")
    for edit in trace.edits:
        yield from wrapped(_edit_words(edit), "    ", "        ")
    if trace.omitted:
        yield from wrapped(f"left out of the sentence: “{shortened(trace.omitted, 300)}”", "    ", "        ")
    for copy in trace.copies:
        where = citation(sources.get(copy.document_id, copy.document_id), copy.span.start, copy.span.end, copy.page)
        yield f"    also at {where}"
    if trace.coverage is not None and trace.verdict is Verdict.NOT_FOUND:
        yield from wrapped(_coverage_words(trace), "    ", "        ")
    if trace.note:
        yield from wrapped(trace.note, "    ", "        ")
    yield ""


def _edit_words(edit: Edit) -> str:
    marked = "marked" if edit.marked else "not marked"
    if edit.record and edit.quote:
        change = f"“{visible(edit.record)}” became “{visible(edit.quote)}”"
    elif edit.record:
        change = f"“{visible(edit.record)}” was left out"
    else:
        change = f"“{visible(edit.quote)}” was put in"
    return f"{edit.kind}: {change} ({marked})"


def _coverage_words(trace: Trace) -> str:
    coverage = trace.coverage
    if coverage is None:
        return ""
    searched = ", ".join(
        counted(number, noun)
        for number, noun in (
            (coverage.n_documents, "document"),
            (coverage.n_messages, "message"),
            (coverage.n_pages, "page"),
        )
        if number
    )
    closed = [
        f"{counted(number, 'page')} {what}"
        for number, what in ((coverage.n_unreadable_pages, "unreadable"), (coverage.n_withheld_pages, "withheld"))
        if number
    ]
    return f"not found in the {searched or 'records'} loaded" + (f"; {', '.join(closed)}" if closed else "")


TRACE = Command(
    name="trace",
    summary="where words stand in the records, and how they differ",
    description=(
        "Look for words in the records of a case and say what became of them on the way: exact, altered and how, cut "
        "and what was cut, stitched, or not found in what is loaded. Brackets and ellipses in the words are "
        "understood."
    ),
    examples=(
        ('onrecord trace release.onrecord "we [closed] 12 of 40 trails"', "one quotation"),
        ("onrecord trace release.onrecord --file quotations.txt --format jsonl", "one on each line of a file, for a program"),
    ),
    add_options=_add_options,
    run=run,
)
