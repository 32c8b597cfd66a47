"""`onrecord publish`: a masked dossier that can be handed to anybody; refused while its leak test fails."""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.views import SEVERITIES
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted
from onrecord.cli.masking_options import add_masking
from onrecord.cli.options import add_case
from onrecord.cli.output import write_lines
from onrecord.errors import SettingsError
from onrecord.model.findings import Severity


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder to write: new, empty, or a dossier written before")
    parser.add_argument(
        "--finding", metavar="ID", nargs="+", action="extend", default=[], help="only these findings, by their ids"
    )
    parser.add_argument("--code", metavar="CODE", nargs="+", action="extend", default=[], help="only findings of these codes")
    names = [severity.value for severity in SEVERITIES]
    parser.add_argument("--severity", choices=names, help="findings at least this grave (default: warning; with --code: note)")
    parser.add_argument("--title", metavar="T", default="", help="the title of the dossier")
    add_masking(parser)
    parser.add_argument("--paper", choices=("letter", "a4"), default="letter", help="the paper it is printed on")
    parser.add_argument("--no-pdf", action="store_true", help="HTML alone, also where a browser could print it")
    parser.add_argument("--review", metavar="FILE", type=Path, help="also write the private page of what was masked and why")


def run(words: argparse.Namespace) -> int:
    """Write the dossier."""
    if words.finding and (words.code or words.severity):
        raise SettingsError(
            "--finding names findings one by one: found --code or --severity too", hint="onrecord publish --help"
        )
    with reading(words.case):
        pass
    from onrecord.dossier.gathering import DossierChoice  # noqa: PLC0415  # loads the readers and the templates
    from onrecord.dossier.mask_records import MaskRules  # noqa: PLC0415
    from onrecord.dossier.masking import read_kept_names  # noqa: PLC0415
    from onrecord.dossier.publishing import PublishRequest, publish  # noqa: PLC0415

    usual = Severity.NOTE if words.code else Severity.WARNING
    choice = DossierChoice(
        finding_ids=tuple(words.finding),
        codes=tuple(code.upper() for code in words.code),
        severity=Severity(words.severity) if words.severity else usual,
        title=words.title,
    )
    request = PublishRequest(
        choice=choice,
        rules=MaskRules(keep=read_kept_names(words.keep_names), smallest=words.smallest_count),
        paper=words.paper,
        with_pdf=not words.no_pdf,
        review=words.review,
    )
    published = publish(words.case, words.folder, request)
    held = [counted(published.n_findings, "finding"), counted(published.n_threads, "thread")]
    masked = counted(published.n_masked, "person or value", "persons or values")
    pictures = counted(published.n_pictures, "picture")
    write_lines([f"{', '.join(held)}, {pictures} of pages; {masked} masked; the leak test found nothing"])
    if published.no_pdf:
        say(f"no PDF: {published.no_pdf}")
    say(f"open {words.folder / 'index.html'}")
    return DONE


PUBLISH = Command(
    name="publish",
    summary="a masked dossier for others: HTML and PDF, refused while its leak test fails",
    description=(
        "Write a dossier of the findings (errors and warnings, if nothing else is said): both sides quoted, pages and Bates "
        "numbers, pictures of the cited lines, the threads behind them, ladders, a timeline, what was loaded and what not, the "
        "method and the hashes of all inputs. It opens offline from its folder, needs no script and loads nothing; a browser "
        "that is installed makes a PDF of it. Private persons and numbers are masked everywhere, and what was written is read "
        "again before it is handed over: where anything private can still be read, nothing is written and the places are "
        "listed (exit code 5). There is no option to publish unmasked."
    ),
    examples=(
        ("onrecord publish release.onrecord dossier/ --title 'What the e-mail says'", "errors and warnings"),
        ("onrecord publish release.onrecord dossier/ --code Q101 Q103 --keep-names officials.txt", "two kinds of findings"),
        ("onrecord publish release.onrecord dossier/ --review private.html", "see for yourself what was masked and why"),
    ),
    add_options=_add_options,
    run=run,
)
