"""`onrecord bundle`: the case with its originals in one zip file, and the same unpacked and verified on another machine."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.command import Command
from onrecord.cli.diagnostics import DONE, FOUND, say
from onrecord.cli.finding_text import counted
from onrecord.cli.output import visible, write_lines

if TYPE_CHECKING:
    from onrecord.casefile.intake import InputState
    from onrecord.dossier.bundle import BundleState


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", type=Path, help="the case file; with --open, the bundle")
    parser.add_argument("target", metavar="FILE", type=Path, help="the zip file to write; with --open, a new folder")
    parser.add_argument("--open", action="store_true", help="unpack the bundle CASE into the folder FILE and verify it there")
    parser.add_argument(
        "--root", metavar="DIR", type=Path, help="look for the inputs under DIR (default: here, then beside the case file)"
    )


def run(words: argparse.Namespace) -> int:
    """Write a bundle, or unpack one."""
    from onrecord.dossier.bundle import open_bundle, write_bundle  # noqa: PLC0415  # loads the readers

    if words.open:
        state = open_bundle(words.case, words.target)
        write_lines([*state_lines(state), f"case: {visible(str(words.target / state.case_name))}"])
        return DONE if state.is_whole else FOUND
    members = write_bundle(words.case, words.target, words.root)
    n_inputs = sum(member.kind == "input" for member in members)
    write_lines(f"{member.sha256}  {visible(member.name)}" for member in members)
    say(f"{words.target}: the case and {counted(n_inputs, 'file')} it was built from; nothing in it is masked")
    return DONE


def state_lines(state: BundleState) -> Iterator[str]:
    """What became of a bundle, for people: what is not as it was, then how many inputs are."""
    yield from changed_lines((*state.inputs, *state.others))
    n_all, n_same = len(state.inputs), sum(each.state == "unchanged" for each in state.inputs)
    noun = "input" if n_all == 1 else "inputs"
    yield f"all {n_same} {noun} unchanged" if n_same == n_all else f"{n_same} of {n_all} {noun} unchanged"
    if state.broken_row is not None:
        yield f"the intake log was altered: row {state.broken_row} does not fit its seal"


def changed_lines(states: Iterable[InputState]) -> Iterator[str]:
    """A line for each file that is not as it was."""
    for state in states:
        if state.state != "unchanged":
            found = f", found {state.found_sha256}" if state.found_sha256 else ""
            yield f"{state.state:10} {visible(state.path)}  expected sha256 {state.expected_sha256}{found}"


BUNDLE = Command(
    name="bundle",
    summary="pack the case with its originals into one file, or unpack and verify one",
    description=(
        "Pack the case file, every file that it was built from and their sidecars into one zip file with the SHA-256 of each. "
        "With --open, unpack such a file into a new folder and verify it there; `onrecord verify FILE.zip` verifies it without "
        "unpacking. Nothing in a bundle is masked: hand it to people who may see everything, and publish with "
        "`onrecord publish`."
    ),
    examples=(
        ("onrecord bundle release.onrecord release.zip", "one file to hand over"),
        (
            "onrecord bundle --open release.zip release/",
            "on the other machine: all inputs unchanged, or the changed file named",
        ),
    ),
    add_options=_add_options,
    run=run,
)
