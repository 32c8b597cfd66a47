"""`onrecord draft`: a writer's draft against a case, before it is published."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.export_files import jsonl_lines
from onrecord.casefile.export_values import ExportRow, place_row, storable_row
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.draft_page import count_outcome, draft_page
from onrecord.cli.finding_text import counted, place_lines
from onrecord.cli.options import add_case, add_format
from onrecord.cli.output import WIDTH, citation, shortened, wrapped, write, write_lines
from onrecord.errors import SettingsError
from onrecord.intervals import DateInterval
from onrecord.model.drafts import DraftCheck, DraftReport
from onrecord.model.findings import Outcome, Severity
from onrecord.text.dates import parse_date

_LONGEST_QUOTE = 280  # characters of a stretch that are shown; the rest stands where the citation says


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="the draft: txt, md, docx or html")
    parser.add_argument(
        "--published",
        metavar="DATE",
        type=published_day,
        help="the day it will be published, from which “last week” counts (default: what FILE.meta.json or the page says)",
    )
    parser.add_argument(
        "--html", metavar="OUT", type=Path, help="write a copy of the draft with the verdicts in place, as one page"
    )
    add_format(parser)


def published_day(text: str) -> DateInterval:
    """A day or a month, as a command-line word."""
    day = parse_date(text, day_first=False)
    if day is None:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a day such as 2021-10-29")
    return day


def run(words: argparse.Namespace) -> int:
    """Print the verdicts, and write the page where one is asked for."""
    with reading(words.case):
        pass  # what is no case file is said before anything else is read
    if words.html is not None:
        _refuse_to_overwrite(words.html, words.file, words.case)
    from onrecord.questions import check_draft  # noqa: PLC0415  the readers behind it take a while to load

    report = check_draft(words.case, words.file, words.published)
    if words.html is not None:
        _write_page(words.html, draft_page(report, str(words.case)))
        say(f"the draft with its marks: {words.html}")
    sources = dict(report.sources)
    if words.format == "jsonl":
        write("".join(jsonl_lines(storable_row(draft_row(check, report, sources)) for check in report.checks)))
    else:
        write_lines(line for check in report.checks for line in check_lines(check, report, sources))
    for problem in report.problems:
        say(f"note: {problem.detail}")
    say(summary(report))
    return DONE


def _refuse_to_overwrite(page: Path, *originals: Path) -> None:
    for original in originals:
        if page.exists() and original.exists() and page.samefile(original):
            raise SettingsError(f"--html would write over {original}", hint="name another file after --html")


def _write_page(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}", hint="name another file after --html") from error


def summary(report: DraftReport) -> str:
    """How many verdicts of each kind, in one line."""
    counts = [count_outcome(report.checks, outcome) for outcome in (Outcome.FAILS, Outcome.CANNOT_TELL, Outcome.HOLDS)]
    terms = f"; {counted(report.n_unchecked, 'term')} in marks not looked for" if report.n_unchecked else ""
    return f"{counted(len(report.checks), 'verdict')}: {', '.join(counts)}{terms}"


def check_lines(check: DraftCheck, report: DraftReport, sources: dict[str, str]) -> Iterator[str]:
    """One verdict as people read it: what, why, and every place with page and characters."""
    grave = check.outcome is not Outcome.HOLDS and check.severity is not Severity.NOTE
    mark = "agrees" if check.outcome is Outcome.HOLDS else check.severity.value if grave else "open"
    mark = mark.upper() if grave and check.severity is Severity.ERROR else mark
    codes = f" ({', '.join(check.codes)})" if check.codes else ""
    yield from wrapped(f"{check.kind.value}{codes} “{shortened(check.text, _LONGEST_QUOTE)}”", f"{mark:7} ", " " * 12)
    yield from wrapped(check.verdict, "    ", "    ")
    if check.working:
        yield from wrapped(check.working, "    working: ", "             ")
    for note in check.notes:
        yield from wrapped(note, "    see also ", "             ")
    page = report.document.page_at(check.span.start)
    yield f"    {citation(sources[report.document.id], check.span.start, check.span.end, page)}"
    cited = [(citation(sources.get(p.document_id, p.document_id), p.span.start, p.span.end, p.page), p) for p in check.places]
    column = min(max((len(words) for words, _ in cited), default=0), WIDTH // 2)
    for words, place in cited:
        yield from place_lines(words, place.text, column)
    yield ""


def draft_row(check: DraftCheck, report: DraftReport, sources: dict[str, str]) -> ExportRow:
    """One verdict as a program reads it."""
    return {
        "id": check.id,
        "kind": check.kind.value,
        "source": sources[report.document.id],
        "start": check.span.start,
        "end": check.span.end,
        "text": check.text,
        "page": report.document.page_at(check.span.start),
        "verdict": check.outcome.value,
        "severity": None if check.outcome is Outcome.HOLDS else check.severity.value,
        "message": check.verdict,
        "working": check.working,
        "codes": list(check.codes),
        "notes": list(check.notes),
        "spans": [place_row(place, sources) for place in check.places],
    }


DRAFT = Command(
    name="draft",
    summary="check a draft against the case before it is published",
    description=(
        "Read a draft (txt, md, docx, html) and give every quotation, figure, date and title in it a verdict with its "
        "source, gravest first. A verdict agrees where a record, a table or a pack bears the words out, does not agree "
        "where what is loaded says otherwise, and is open where nothing loaded decides it; coverage alone decides "
        "nothing. The draft is not stored in the case."
    ),
    examples=(
        ("onrecord draft release.onrecord draft.docx --published 2021-10-29", "all verdicts, for reading"),
        ("onrecord draft release.onrecord draft.md --html checked.html", "and a copy of the draft with the marks in place"),
        ("onrecord draft release.onrecord draft.md --format jsonl", "for a program"),
    ),
    add_options=_add_options,
    run=run,
)
