"""`onrecord export`: one table, or the messages as mail, in a form that other programs read."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from onrecord.casefile.connect import reading
from onrecord.casefile.export_files import csv_lines, jsonl_lines, parquet_bytes
from onrecord.casefile.export_mail import MailFile, eml_files, mbox_entries
from onrecord.casefile.export_values import ExportRow
from onrecord.casefile.exports import EXPORTS, export_rows
from onrecord.cli.command import Command
from onrecord.cli.commands.shared_exports import SHARED, add_sharing_options, run_shared
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.finding_text import counted
from onrecord.cli.options import add_case
from onrecord.cli.output import write_bytes
from onrecord.errors import SettingsError

MAIL_FORMS = ("mbox", "eml")
ALL = (*EXPORTS, *MAIL_FORMS, *SHARED)


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument("table", metavar="TABLE", choices=ALL, help=f"one of {', '.join(ALL)}")
    parser.add_argument("--format", choices=("jsonl", "csv", "parquet"), default="jsonl", help="default: jsonl")
    parser.add_argument("--text", action="store_true", help="with `documents`: the text of each too")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write there instead of stdout (a folder for eml)")
    add_sharing_options(parser)


def run(words: argparse.Namespace) -> int:
    """Print or write the table."""
    if words.table in SHARED:
        return run_shared(words)
    if words.table in MAIL_FORMS:
        return _run_mail(words)
    if words.format == "parquet" and words.output is None and sys.stdout.isatty():
        raise SettingsError("a Parquet file is not for a terminal", hint="add -o FILE")
    _hand_over(words, lambda: _chunks(words))
    return DONE


def _hand_over(words: argparse.Namespace, chunks: Callable[[], Iterable[bytes]]) -> None:
    with reading(words.case):
        pass  # a case that cannot be read must not cost an older export its file
    if words.output is None:
        for chunk in chunks():
            write_bytes(chunk)
        return
    if words.output.exists() and words.output.samefile(words.case):
        raise SettingsError(f"{words.output} is the case file itself", hint="name another file with -o")
    _write_file(words.output, lambda stream: stream.writelines(chunks()))


def _run_mail(words: argparse.Namespace) -> int:
    """Write the messages, with their attachments where the originals still are what they were."""
    if words.table == "eml" and words.output is None:
        raise SettingsError("eml makes one file for each message: found no folder", hint="add -o FOLDER")
    with reading(words.case):
        pass
    from onrecord.dossier.original_attachments import OriginalAttachments  # noqa: PLC0415  loads the readers of mail

    with TemporaryDirectory(prefix="onrecord-export-") as scratch:
        originals = OriginalAttachments(words.case, Path(scratch))
        if words.table == "eml":
            _write_eml(words.output, eml_files(words.case, originals.of))
        else:
            _hand_over(words, lambda: (entry.encode("utf-8") for entry in mbox_entries(words.case, originals.of)))
    if originals.missing:
        say(f"{counted(originals.missing, 'attachment')} could not be had again; a header of the message says why")
    return DONE


def _chunks(words: argparse.Namespace) -> Iterable[bytes]:
    rows = export_rows(words.case, words.table, with_text=words.text)
    if words.format == "parquet":
        return [parquet_bytes(rows)]
    lines: Callable[[Iterable[ExportRow]], Iterable[str]] = csv_lines if words.format == "csv" else jsonl_lines
    return (line.encode("utf-8") for line in lines(rows))


def _write_file(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Write a file that appears whole or not at all."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as stream:
            fill(stream)
        unfinished.replace(path)
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}", hint="name another file with -o") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _write_eml(folder: Path, mails: Iterable[MailFile]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for mail in mails:
            (folder / mail.name).write_text(mail.text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SettingsError(f"cannot write into {folder}: {error.strerror}", hint="name another folder with -o") from error


EXPORT = Command(
    name="export",
    summary="one table as JSON lines, CSV or Parquet; messages as mbox or eml; forms for other tools",
    description=(
        "Write one table of a case in a form that other programs read, sorted by source, start and id, the same bytes "
        "every time. `mbox` and `eml` write the messages as mail again. These are for you: nothing in them is masked. The "
        "reference of the fields is docs/reference/exports.md. For others, with private names and numbers covered: `ftm` "
        "(FollowTheMoney), `claimreview` (schema.org), `annotations` (W3C), `dat` (Concordance and Opticon), `vaughn` (a "
        "redaction sheet), `datasette` (titles and descriptions, no words of the case)."
    ),
    examples=(
        ("onrecord export release.onrecord findings", "the findings as JSON lines on stdout"),
        ("onrecord export release.onrecord redactions --format csv -o redactions.csv", "a redaction log for a spreadsheet"),
        ("onrecord export release.onrecord documents --text", "the texts that all offsets index"),
        ("onrecord export release.onrecord mbox -o release.mbox", "the release as a mailbox"),
        ("onrecord export release.onrecord vaughn -o deletions.xlsx", "every deletion by page, names masked"),
        ("onrecord export release.onrecord ftm -o entities", "for Aleph and other tools that read FollowTheMoney"),
    ),
    add_options=_add_options,
    run=run,
)
