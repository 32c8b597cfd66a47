"""`onrecord demo`: a small invented case, built before your eyes."""

from __future__ import annotations

import argparse
import os
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copyfile

from onrecord.cli.command import Command
from onrecord.cli.commands import audit
from onrecord.cli.commands.build import build_and_print
from onrecord.cli.diagnostics import say
from onrecord.cli.output import write_lines
from onrecord.errors import SettingsError
from onrecord.model.documents import Pile

CASE_NAME = "demo.onrecord"
_PACKS = "packs"
_AUDITS = (  # rows as a spreadsheet numbers them: four of the gravest; Northgate's with one borrowed and one twice; three
    ("--shown", "10,19,64,73", "--ranked-by", "Severity"),
    ("--shown", "9,10,10,70", "--population", "District = 'Northgate'"),
    ("--cases", "3", "--population", "District = 'Northgate'"),
)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        metavar="FOLDER",
        nargs="?",
        type=Path,
        default=Path("onrecord-demo"),
        help="where the sources and the case file go (default: onrecord-demo)",
    )


def run(words: argparse.Namespace) -> int:
    """Lay out the demo in a folder and build it there, so that its paths are the same on every machine."""
    folder: Path = words.folder
    if folder.exists() and not (folder / CASE_NAME).exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(f"{folder} holds something else: expected a new or empty folder", hint="onrecord demo NEW-FOLDER")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with as_file(files("onrecord") / "demo_case") as origin:
            _copy(origin, folder)
        os.chdir(folder)
    except OSError as error:
        raise SettingsError(f"cannot write into {folder}: {error.strerror}", hint="onrecord demo ANOTHER-FOLDER") from error
    packs = Path(_PACKS)
    settings = argparse.Namespace(
        packs=None, pack_folder=packs if packs.is_dir() else None, jobs=None, engine="local", ocr="auto", force=False, only=True
    )
    inputs: list[tuple[Path, Pile | None]] = [(Path(pile.value), pile) for pile in Pile if Path(pile.value).is_dir()]
    code = build_and_print(Path(CASE_NAME), inputs, settings)
    write_lines(["", "Some of the people arrested were shown to the press. How do they lie among all?"])
    for shown in _AUDITS:
        write_lines([""])
        asked = (CASE_NAME, "--table", "arrests.csv", "--attribute", "Prior Conviction=Yes", "--keep", "--who", "the demo")
        audit.run(audit.parse(*asked, *shown))
    say(f"the demo lies in {folder}: look at its sources, then try onrecord check {folder / CASE_NAME}")
    return code


def _copy(origin: Path, folder: Path) -> None:
    """Every file of the demo, in fixed order."""
    for file in sorted(origin.rglob("*")):
        target = folder / file.relative_to(origin)
        if file.is_dir():
            target.mkdir(exist_ok=True)
        elif "__pycache__" not in file.parts:
            copyfile(file, target)


DEMO = Command(
    name="demo",
    summary="build a small invented case that shows every kind of finding",
    description=(
        "Lay out a small invented case (an agency, its released mail, articles, a press release, a table), build it, "
        "and print the gravest findings. Nothing in it is about real people."
    ),
    examples=(("onrecord demo", "in the folder onrecord-demo"), ("onrecord demo my-demo", "in another folder")),
    add_options=_add_options,
    run=run,
)
