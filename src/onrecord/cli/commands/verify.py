"""`onrecord verify`: every input of a case or of a bundle beside its hash at intake; a changed or missing file is named."""

from __future__ import annotations

import argparse
import zipfile
from pathlib import Path

from onrecord.casefile.custody_log import broken_act
from onrecord.casefile.intake import broken_seal, verify_inputs
from onrecord.cli.command import Command
from onrecord.cli.commands.bundle import state_lines
from onrecord.cli.diagnostics import DONE, FOUND
from onrecord.cli.output import visible, write_lines


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", type=Path, help="the case file, NAME.onrecord, or a bundle of it, NAME.zip")
    parser.add_argument(
        "--root", metavar="DIR", type=Path, help="look for the inputs under DIR (default: here, then beside the case file)"
    )


def run(words: argparse.Namespace) -> int:
    """Print every input that is not as it was, and a summary."""
    if zipfile.is_zipfile(words.case):
        return _verify_bundle(words.case)
    states = list(verify_inputs(words.case, words.root))
    for state in states:
        if state.state == "changed":
            found = f"  expected sha256 {state.expected_sha256}, found {state.found_sha256}"
        else:
            found = f"  expected sha256 {state.expected_sha256}"
        if state.state != "unchanged":
            write_lines([f"{state.state:10} {visible(state.path)}{found}"])
    n_same = sum(state.state == "unchanged" for state in states)
    noun = "input" if len(states) == 1 else "inputs"
    write_lines([f"all {n_same} {noun} unchanged" if n_same == len(states) else f"{n_same} of {len(states)} {noun} unchanged"])
    broken = broken_seal(words.case)
    if broken is not None:
        write_lines([f"the intake log was altered: row {broken} does not fit its seal"])
    broken_deed = broken_act(words.case)
    if broken_deed is not None:
        write_lines([f"the custody log was altered: row {broken_deed} does not fit its seal"])
    return DONE if n_same == len(states) and broken is broken_deed is None else FOUND


def _verify_bundle(file: Path) -> int:
    from onrecord.dossier.bundle import verify_bundle  # noqa: PLC0415  # loads the readers

    state = verify_bundle(file)
    write_lines(state_lines(state))
    return DONE if state.is_whole else FOUND


VERIFY = Command(
    name="verify",
    summary="compare every input with its hash at intake",
    description=(
        "Compare the SHA-256 of every input with the one it had when it was taken in, and check that neither the intake log "
        "nor the custody log was altered. A changed, missing or unreadable file is named. Nothing is changed. A bundle is "
        "unpacked into a temporary folder and verified in the same way."
    ),
    examples=(
        ("onrecord verify release.onrecord", "run where the case was built, or with the inputs beside the case file"),
        ("onrecord verify release.onrecord --root /media/copy", "the inputs lie under another folder"),
        ("onrecord verify release.zip", "a bundle as it was handed over"),
    ),
    add_options=_add_options,
    run=run,
)
