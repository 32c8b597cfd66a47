"""The intake log: every file taken in, with size, SHA-256, time and program version, each row sealing the one before.

In: what a build took in. Out: rows of a chain in which no row can be changed or removed without breaking every later hash
(who rewrites the whole log can still make a whole chain: keep the last hash elsewhere where that matters). `verify_inputs`
compares the files of the case with what stands on disk now; nothing is ever changed by it.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from onrecord.casefile.connect import reading
from onrecord.casefile.portable_names import portable_name
from onrecord.casefile.rows import REPLACED, storable

if TYPE_CHECKING:
    from io import BufferedIOBase

MEMBER_MARK = "!/"  # between an archive and what lies in it


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file that the case was built from, as it was given."""

    path: str
    n_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputState:
    """One input now. `state`: unchanged, changed, missing, unreadable; `found_sha256` where it could be read."""

    path: str
    state: str
    expected_sha256: str
    found_sha256: str | None = None
    looked_at: str | None = None


def log_intake(connection: sqlite3.Connection, inputs: Sequence[InputFile], *, at: str, program_version: str) -> int:
    """Add the inputs that are new or changed since their last row; gives the number of rows added."""
    known = dict(connection.execute("SELECT path, sha256 FROM intake_log ORDER BY seq"))
    last = connection.execute("SELECT seq, hash FROM intake_log ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = last or (0, "")
    added = 0
    for file in sorted(inputs, key=lambda file: file.path):
        path = storable(file.path) or ""
        if known.get(path) == file.sha256:
            continue
        seq += 1
        seal = seal_of(seq, path, file.n_bytes, file.sha256, at, program_version, previous)
        row = (seq, path, file.n_bytes, file.sha256, at, program_version, previous, seal)
        connection.execute("INSERT INTO intake_log VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        previous = seal
        added += 1
    return added


def seal_of(*cells: object) -> str:
    """The hash of one row over all its other columns."""
    return hashlib.sha256("\0".join(str(cell) for cell in cells).encode("utf-8", "surrogatepass")).hexdigest()


def broken_seal(case: Path) -> int | None:
    """The first row of the intake log that does not fit its hash or the row before, None where the chain is whole."""
    query = "SELECT seq, path, n_bytes, sha256, at, program_version, previous_hash, hash FROM intake_log ORDER BY seq"
    with reading(case) as connection:
        return broken_row(connection.execute(query))


def broken_row(rows: Iterable[tuple[object, ...]]) -> int | None:
    """The first row of a sealed log that breaks its chain: number first, the hash of the row before and its own last."""
    previous: object = ""
    for expected, row in enumerate(rows, start=1):
        if row[0] != expected or row[-2] != previous or row[-1] != seal_of(*row[:-1]):
            return expected
        previous = row[-1]
    return None


def verify_inputs(case: Path, root: Path | None = None) -> Iterator[InputState]:
    """Every input of the case beside what is on disk now, in the order of their paths.

    A path that is not absolute is looked for under `root`, else where the program runs, else beside the case file.
    """
    with reading(case) as connection:
        inputs = connection.execute("SELECT path, sha256 FROM inputs ORDER BY path").fetchall()
    for path, expected in inputs:
        outer, *members = path.split(MEMBER_MARK)
        file = locate_input(outer, case, root)
        if file is None:
            yield InputState(path=path, state="missing", expected_sha256=expected)
            continue
        try:
            found = _hash_member(file, members) if members else hash_file(file)
        except KeyError:
            yield InputState(path=path, state="missing", expected_sha256=expected, looked_at=str(file))
            continue
        except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):  # as zipfile says "broken"
            yield InputState(path=path, state="unreadable", expected_sha256=expected, looked_at=str(file))
            continue
        state = "unchanged" if found == expected else "changed"
        yield InputState(path=path, state=state, expected_sha256=expected, found_sha256=found, looked_at=str(file))


def hash_file(file: Path) -> str:
    """The SHA-256 of a file's bytes in hex. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hash_member(archive: Path, members: Sequence[str]) -> str:
    """The SHA-256 of a member of a zip archive, or of one inside a member of it, as deep as the names go."""
    with ExitStack() as stack:
        stream: IO[bytes] = stack.enter_context(archive.open("rb"))
        for member in members:
            inside = stack.enter_context(zipfile.ZipFile(stream))
            stream = stack.enter_context(inside.open(find_member(inside, member)))
        return hashlib.file_digest(cast("BufferedIOBase", stream), "sha256").hexdigest()


def find_member(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The member that a source's path calls `name`, as `readers.archives` names them. Raises KeyError."""
    seen: Counter[str] = Counter()
    for info in archive.infolist():
        plain = info.filename.replace("\\", "/")
        seen[plain] += 1
        if name == storable(plain if seen[plain] == 1 else f"{plain}~{seen[plain]}"):
            return info
    raise KeyError(name)


def locate_input(path: str, case: Path, root: Path | None = None) -> Path | None:
    """The file of an input: the first of `input_places`."""
    return next(input_places(path, case, root), None)


def input_places(path: str, case: Path, root: Path | None = None) -> Iterator[Path]:
    """Files that may be an input: under `root` where one is named, else where the program runs, then beside the case file."""
    # An unpacked bundle has every input beside the case, also those that came from elsewhere; see `portable_names`.
    portable = portable_name(path)
    places = [root / portable, root / path] if root else [Path(path), case.parent / path, case.parent / portable]
    for file in places:
        if file.is_file():
            yield file
        if REPLACED in path and file.parent.is_dir():  # a name that is not UTF-8 is kept with its odd bytes replaced
            for other in sorted(file.parent.iterdir()):
                if storable(other.name) == file.name and other.is_file():
                    yield other
