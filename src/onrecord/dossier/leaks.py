"""The leak test: what was written for others is read again, as a stranger would read it, and searched for every secret.

In: a folder and `Secrets`. Out: leaks, each with its file and place; none means that nothing known may be read in it. Whoever
publishes refuses with exit code 5 where there is one. Trap: the test shares the decisions of the masking (what is secret), and
no code that finds a secret in a text.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.dossier.leak_readers import read_everything
from onrecord.dossier.leak_records import Leak, Secrets
from onrecord.dossier.leak_search import LeakSearch
from onrecord.errors import MaskingError

MAX_LEAKS_A_FILE = 200  # that many say enough


def find_leaks(folder: Path, secrets: Secrets) -> tuple[Leak, ...]:
    """The secrets that can be read in a folder (or in one file), in the order of files and places."""
    search = LeakSearch(secrets)
    files = sorted(path for path in folder.rglob("*") if not path.is_dir()) if folder.is_dir() else [folder]
    leaks: list[Leak] = []
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            leaks += _leaks_in(search, str(path.relative_to(folder)), "file name", path.name)
    for path in files:
        name = str(path.relative_to(folder)) if folder.is_dir() else path.name
        in_file: list[Leak] = []
        for place, text in read_everything(path.name, path.read_bytes()):
            in_file += _leaks_in(search, name, place, text)
            if len(in_file) >= MAX_LEAKS_A_FILE:
                break
        leaks += in_file[:MAX_LEAKS_A_FILE]
    return tuple(dict.fromkeys(leaks))


def refuse_leaks(folder: Path, secrets: Secrets) -> None:
    """Raise MaskingError (exit code 5) where anything leaks; its message lists the places."""
    leaks = find_leaks(folder, secrets)
    if leaks:
        places = "\n".join(f"  {leak.file}, {leak.place}: {leak.label}, {leak.how}" for leak in leaks[:40])
        more = f"\n  and {len(leaks) - 40} more" if len(leaks) > 40 else ""
        raise MaskingError(
            f"refused: {len(leaks)} private words can be read in what was written:\n{places}{more}",
            hint="onrecord mask CASE, then onrecord judge CASE mask WORDS",
        )


def _leaks_in(search: LeakSearch, file: str, place: str, text: str) -> list[Leak]:
    return [
        Leak(file=file, place=f"{place} at {found.at}", label=found.label, how=found.how, words=found.words)
        for found in search.search(text)
    ]
