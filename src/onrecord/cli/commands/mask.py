"""`onrecord mask`: every decision of the masking with its reason, before anything is published."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.casefile.connect import reading
from onrecord.casefile.export_files import jsonl_lines
from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, say
from onrecord.cli.options import add_case, add_format
from onrecord.cli.output import citation, clipped, write, write_lines

if TYPE_CHECKING:
    from onrecord.dossier.mask_records import MaskDecision


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_case(parser)
    parser.add_argument(
        "--keep-names", metavar="FILE", type=Path, help="names that stay as they are, one a line: officials in public role"
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--masked", action="store_true", help="only what is masked")
    shown.add_argument("--kept", action="store_true", help="only what is kept")
    add_format(parser)


def run(words: argparse.Namespace) -> int:
    """Print the decisions."""
    with reading(words.case):
        pass
    from onrecord.dossier.masking import make_masker, read_kept_names  # noqa: PLC0415 - only what masks reads the whole case

    decisions = make_masker(words.case, keep=read_kept_names(words.keep_names)).decisions()
    shown = [one for one in decisions if (one.is_masked or not words.masked) and not (one.is_masked and words.kept)]
    if words.format == "jsonl":
        for line in jsonl_lines({**asdict(one), "texts": list(one.texts)} for one in shown):
            write(line)
        return DONE
    for one in shown:
        write_lines(_lines(one))
    n_masked = sum(one.is_masked for one in decisions)
    say(f"{n_masked} masked, {len(decisions) - n_masked} kept. To change one: onrecord judge {words.case} mask|unmask ID")
    return DONE


def _lines(one: MaskDecision) -> Iterator[str]:
    what = one.pseudonym if one.is_masked else "kept"
    yield f"{what:24} {clipped('; '.join(one.texts), 74)}"
    place = citation(one.source, one.start, None, None) if one.source else "no place in a text"
    yield f"    {clipped(one.reason, 96)}"
    yield f"    {one.n_places} places, first in {place}  id {one.id}"


MASK = Command(
    name="mask",
    summary="list what is masked and what is kept in all that is published, with the reason",
    description=(
        "Print every person and every private number or address of the case with what becomes of it in a dossier or an export "
        "for others, and why. Nothing is changed. A decision is changed with `onrecord judge CASE mask` or `unmask`."
    ),
    examples=(
        ("onrecord mask release.onrecord --kept", "who keeps the name, and why"),
        (
            "onrecord mask release.onrecord --keep-names officials.txt --format jsonl",
            "all decisions as data, with a list of names",
        ),
    ),
    add_options=_add_options,
    run=run,
)
