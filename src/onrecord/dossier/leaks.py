"""The leak test: what was written for others is read again, as a stranger would read it, and searched for every secret.

In: a folder or files, and `Secrets`. Out: leaks, each with its file and place; none means that nothing known may be read in it.
Whoever publishes refuses with exit code 5 where there is one. Trap: the test shares the decisions of the masking (what is
secret), and no code that finds a secret in a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.dossier.leak_readers import read_everything
from onrecord.dossier.leak_records import Leak, Secrets
from onrecord.dossier.leak_search import LeakSearch
from onrecord.errors import MaskingError

MAX_LEAKS_A_FILE = 200  # that many say enough
MOST_LISTED = 40  # places in a message; the private page lists all


def find_leaks(folder: Path, secrets: Secrets) -> tuple[Leak, ...]:
    """The secrets that can be read in a folder, names of files and folders among it, in the order of files and places."""
    search = LeakSearch(secrets)
    leaks: list[Leak] = []
    paths = sorted(folder.rglob("*"))
    for path in paths:
        leaks += _leaks_in(search, str(path.relative_to(folder)), "file name", path.name)
    for path in paths:
        if not path.is_dir():
            leaks += _leaks_of_file(search, str(path.relative_to(folder)), path.read_bytes())
    return tuple(dict.fromkeys(leaks))


def find_leaks_in(files: Mapping[str, bytes], secrets: Secrets) -> tuple[Leak, ...]:
    """The secrets that can be read in files that are not written yet, given by name."""
    search = LeakSearch(secrets)
    named = [leak for name in files for leak in _leaks_in(search, name, "file name", name)]
    return tuple(dict.fromkeys((*named, *(leak for name in files for leak in _leaks_of_file(search, name, files[name])))))


def refuse_leaks(leaks: Sequence[Leak]) -> None:
    """Raise MaskingError (exit code 5) where there are any; its message lists the places and never the words."""
    if not leaks:
        return
    noun = "place" if len(leaks) == 1 else "places"
    lines = [f"  {leak.file}, {leak.place}: {leak.label}, {leak.how}" for leak in leaks[:MOST_LISTED]]
    more = [f"  and {len(leaks) - MOST_LISTED} more"] if len(leaks) > MOST_LISTED else []
    listed = "\n".join((*lines, *more))
    raise MaskingError(
        f"refused, and nothing was written: something private can still be read at {len(leaks)} {noun}:\n{listed}",
        hint="onrecord publish CASE DIR --review FILE shows the words; then onrecord judge CASE mask WORDS",
    )


def _leaks_of_file(search: LeakSearch, name: str, content: bytes) -> list[Leak]:
    leaks: list[Leak] = []
    for place, text in read_everything(name, content):
        leaks += _leaks_in(search, name, place, text)
        if len(leaks) >= MAX_LEAKS_A_FILE:
            break
    return leaks[:MAX_LEAKS_A_FILE]


def _leaks_in(search: LeakSearch, file: str, place: str, text: str) -> list[Leak]:
    return [
        Leak(file=file, place=f"{place} at {found.at}", label=found.label, how=found.how, words=found.words)
        for found in search.search(text)
    ]
