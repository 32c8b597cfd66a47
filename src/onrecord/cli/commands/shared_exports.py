"""The part of `onrecord export` whose files are for others: masked, or unmasked as an act that is logged in the case."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.casefile.connect import reading
from onrecord.casefile.custody_log import EXPORT_UNMASKED, Act, log_act
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.masking_options import add_masking
from onrecord.cli.output import write_bytes
from onrecord.cli.who import account, add_who, now
from onrecord.cli.written_files import write_file, write_files
from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from onrecord.dossier.exports.covering import Cover

FOLDER, LINES, BINARY = "folder", "lines", "binary"
SHARED: dict[str, str] = {  # what each export writes
    "ftm": FOLDER,
    "claimreview": LINES,
    "annotations": LINES,
    "dat": FOLDER,
    "vaughn": BINARY,
    "datasette": LINES,
}


def add_sharing_options(parser: argparse.ArgumentParser) -> None:
    """What the exports for others take beyond `-o`."""
    shared = parser.add_argument_group("exports for others")
    add_masking(shared)
    shared.add_argument("--unmasked", action="store_true", help="cover nothing; the act is logged in the case")
    shared.add_argument("--publisher", metavar="NAME", help="with claimreview: who publishes the review")
    shared.add_argument("--url", metavar="URL", help="with claimreview: the address at which it will stand")
    shared.add_argument("--published", metavar="DAY", help="with claimreview: the day on which it appears, YYYY-MM-DD")
    add_who(parser)


def run_shared(words: argparse.Namespace) -> int:
    """Write the export; the case is not touched but for the log of an unmasked one."""
    if SHARED[words.table] == FOLDER and words.output is None:
        raise SettingsError(f"{words.table} makes several files: found no folder", hint="add -o FOLDER")
    if words.output is not None and words.output.exists() and words.output.samefile(words.case):
        raise SettingsError(f"{words.output} is the case file itself", hint="name another file with -o")
    with reading(words.case):
        pass
    if words.table == "datasette":
        from onrecord.dossier.exports.datasette import datasette_metadata  # noqa: PLC0415  as the others here

        _hand_over(words.output, datasette_metadata(words.case).encode("utf-8"))
        return DONE
    files = _unmasked(words) if words.unmasked else _masked(words)
    if SHARED[words.table] == FOLDER:
        write_files(words.output, files)
        say(f"{words.output}: {', '.join(files)}")
    else:
        _hand_over(words.output, next(iter(files.values())))
    return DONE


def _masked(words: argparse.Namespace) -> Mapping[str, bytes]:
    """The files as the leak test lets them go. Raises MaskingError where it does not."""
    from onrecord.dossier.mask_records import MaskRules  # noqa: PLC0415
    from onrecord.dossier.masking import read_kept_names  # noqa: PLC0415  heavy
    from onrecord.dossier.settling import make_masked  # noqa: PLC0415  heavy

    rules = MaskRules(keep=read_kept_names(words.keep_names), smallest=words.smallest_count)
    return make_masked(words.case, rules, lambda masker: _files(words, masker))


def _unmasked(words: argparse.Namespace) -> Mapping[str, bytes]:
    """The files with nothing covered; the case says who did it before anything is written."""
    from onrecord.dossier.exports.covering import NoCover, judged_case  # noqa: PLC0415  heavy

    act = f"export {words.table} to {words.output or 'stdout'}, unmasked"
    logged = Act(act=EXPORT_UNMASKED, detail=act, who=account(words.who), at=now(), program_version=__version__)
    log_act(words.case, logged)
    say("nothing in this export is masked; the act is in the custody log of the case")
    return _files(words, NoCover({part.document.id: part.document.text for part in judged_case(words.case).parts}))


def _files(words: argparse.Namespace, cover: Cover) -> dict[str, bytes]:
    """The files of the export by name."""
    makers: dict[str, Callable[[], dict[str, bytes]]] = {
        "ftm": lambda: _ftm(words, cover),
        "dat": lambda: _dat(words, cover),
        "vaughn": lambda: {"vaughn.xlsx": _vaughn(words, cover)},
        "annotations": lambda: {"annotations.jsonl": _annotations(words, cover)},
        "claimreview": lambda: {"claimreview.jsonl": _reviews(words, cover)},
    }
    return makers[words.table]()


def _ftm(words: argparse.Namespace, cover: Cover) -> dict[str, bytes]:
    from onrecord.dossier.exports.ftm import ftm_files  # noqa: PLC0415

    return ftm_files(words.case, cover)


def _dat(words: argparse.Namespace, cover: Cover) -> dict[str, bytes]:
    from onrecord.dossier.exports.load_files import load_files  # noqa: PLC0415

    return load_files(words.case, cover)


def _vaughn(words: argparse.Namespace, cover: Cover) -> bytes:
    from onrecord.dossier.exports.vaughn import vaughn_bytes  # noqa: PLC0415

    return vaughn_bytes(words.case, cover)


def _annotations(words: argparse.Namespace, cover: Cover) -> bytes:
    from onrecord.dossier.exports.annotations import annotation_lines  # noqa: PLC0415

    return _joined(annotation_lines(words.case, cover))


def _reviews(words: argparse.Namespace, cover: Cover) -> bytes:
    from onrecord.dossier.exports.claim_reviews import Publisher, review_lines  # noqa: PLC0415

    if not (words.publisher or "").strip() or not (words.url or "").startswith(("https://", "http://")):
        raise SettingsError(
            "a ClaimReview names who publishes it and where: found no name or no address",
            hint="add --publisher NAME --url https://...",
        )
    if words.published:
        _require_day(words.published)
    publisher = Publisher(name=words.publisher.strip(), url=words.url, published_on=words.published)
    return _joined(review_lines(words.case, cover, publisher))


def _require_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(
            f"--published: found {text!r}, expected a day as YYYY-MM-DD", hint="onrecord export --help"
        ) from error


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(lines).encode("utf-8", "replace")


def _hand_over(output: Path | None, content: bytes) -> None:
    if output is None:
        write_bytes(content)
    else:
        write_file(output, content)
