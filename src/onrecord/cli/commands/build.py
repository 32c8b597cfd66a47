"""`onrecord build`: read sources into a case file and print what it holds and the gravest findings."""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.views import FindingFilter, Slice, list_findings, summarise_case
from onrecord.cli import diagnostics
from onrecord.cli.balance import container_lines
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, UNREADABLE, ProgressBar, say
from onrecord.cli.finding_text import counted, findings_in_lines
from onrecord.cli.options import add_case, worker_count
from onrecord.cli.output import write_lines
from onrecord.errors import SettingsError
from onrecord.model.documents import Pile, Problem
from onrecord.model.findings import Severity

GRAVEST = 5  # findings printed after a build
_PROBLEMS_SHOWN = 20
_CONTAINERS_SHOWN = 10


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        type=Path,
        help="files and folders to read, besides those of earlier builds, which are looked at again",
    )
    for pile, what in (
        (Pile.RECORDS, "released or leaked documents"),
        (Pile.COVERAGE, "articles, press releases, statements"),
        (Pile.DATA, "tables"),
    ):
        parser.add_argument(
            f"--{pile.value}",
            metavar="P",
            action="extend",
            nargs="+",  # a shell makes several of `*.pdf`
            default=[],
            type=Path,
            help=f"sources that hold {what}",
        )
    parser.add_argument(
        "--pack", metavar="NAME", action="append", dest="packs", help="lean on this pack of sourced facts (default: all)"
    )
    parser.add_argument("--pack-folder", metavar="DIR", type=Path, help="a folder of packs of your own")
    parser.add_argument("--ocr", choices=("auto", "off", "force"), default="auto", help="reading pictures of pages")
    parser.add_argument("--jobs", metavar="N", type=worker_count, help="workers (default: one for each core)")
    parser.add_argument("--engine", choices=("local", "daft", "ray"), default="local", help="where the workers run")
    parser.add_argument("--only", action="store_true", help="forget the sources of earlier builds that are not named now")
    parser.add_argument("--force", action="store_true", help="read every source again, also unchanged ones")


def run(words: argparse.Namespace) -> int:
    """Build the case."""
    inputs: list[tuple[Path, Pile | None]] = [(path, None) for path in words.sources]
    for pile in Pile:
        inputs += [(path, pile) for path in getattr(words, pile.value)]
    if not inputs:
        with reading(words.case):
            pass  # a case that does not exist yet cannot be built from nothing
    _require_sources(inputs)
    return build_and_print(words.case, inputs, words)


def build_and_print(case: Path, inputs: list[tuple[Path, Pile | None]], words: argparse.Namespace) -> int:
    """Build a case from these inputs and print what came of it; gives the exit code."""
    from onrecord.pipeline import BuildSettings, Progress, build_case  # noqa: PLC0415

    settings = BuildSettings(
        **({"packs": tuple(words.packs)} if words.packs else {}),
        pack_folder=words.pack_folder,
        jobs=words.jobs,
        engine=words.engine,
        ocr=words.ocr,
        force=words.force,
        only=words.only,
    )
    with ProgressBar() as bar:

        def show(progress: Progress) -> None:
            bar.show(progress.stage, progress.done, progress.total, progress.note)

        summary = build_case(case, inputs, settings, show)
    _say_problems(summary.problems)
    _print_result(case)
    return UNREADABLE if summary.fatal else DONE


def _require_sources(inputs: list[tuple[Path, Pile | None]]) -> None:
    for path, _ in inputs:
        try:
            path.lstat()
        except FileNotFoundError as error:
            raise SettingsError(
                f"no source at {path}: found nothing, expected a file or a folder", hint="mend the path"
            ) from error
        except OSError:
            continue  # what cannot be looked at becomes a problem of the case


def _say_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:_PROBLEMS_SHOWN]:
        page = f", page {problem.page}" if problem.page is not None else ""
        detail = problem.detail.removeprefix(f"{problem.source}: ")
        say(f"problem: {problem.source}{page}: {detail} ({problem.reason})")
    if len(problems) > _PROBLEMS_SHOWN:
        say(f"and {len(problems) - _PROBLEMS_SHOWN} more: onrecord export CASE problems")


def _print_result(case: Path) -> None:
    summary = summarise_case(case)
    gravest = list_findings(case, FindingFilter(severity=Severity.WARNING), Slice(GRAVEST))
    piles = ", ".join(f"{number:,} {pile}" for pile, number in summary.n_documents.items())
    severities = ", ".join(counted(number, severity) for severity, number in summary.n_findings.items())
    n_documents, n_findings = sum(summary.n_documents.values()), sum(summary.n_findings.values())
    held = [counted(summary.n_pages, "page"), counted(summary.n_messages, "message"), counted(summary.n_quotes, "quotation")]
    write_lines(
        [
            f"{counted(n_documents, 'document')} ({piles}): {', '.join(held)}",
            f"{counted(n_findings, 'finding')}: {severities}; {counted(summary.n_problems, 'problem')}",
            *container_lines(case, most=_CONTAINERS_SHOWN),
        ]
    )
    if gravest:
        write_lines(["", *findings_in_lines(case, gravest)])
    if n_findings > len(gravest):
        diagnostics.say(f"all findings: onrecord check {case}")


BUILD = Command(
    name="build",
    summary="read sources into a case file and check them against each other",
    description=(
        "Read files and folders into the case file CASE and check them against each other. A folder named records, "
        "coverage or data says what is in it; else mail and PDF are records, pages and text coverage, CSV, XLSX and "
        "Parquet data. A source that has not changed is not read again. Killed at any moment, a build leaves the old "
        "case or one that the next build completes."
    ),
    examples=(
        ("onrecord build release.onrecord records/ coverage/", "everything under two folders, each the pile it is named after"),
        ("onrecord build release.onrecord --records release.pdf --coverage article.html", "say yourself what is what"),
        ("onrecord build release.onrecord", "look at the files of earlier builds again, after some of them changed"),
    ),
    add_options=_add_options,
    run=run,
)
