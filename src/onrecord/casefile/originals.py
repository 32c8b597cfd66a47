"""The original file of a document, to look at a page of it: found where it was taken in, and only if it is still the same.

In: a case and a document. Out: the path of a file whose SHA-256 is that of the intake, or None. A member of a zip archive is
taken out into a folder that the caller clears. No path but an input of the case is ever opened.
"""

from __future__ import annotations

import shutil
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.intake import MEMBER_MARK, find_member, hash_file, input_places
from onrecord.casefile.rows import storable

MAX_MEMBER_BYTES = 1_000_000_000  # of one file taken out of an archive to be looked at
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What is known of a document's source: its path as given, its hash at intake, and what its bytes are."""

    source: str
    sha256: str
    media_type: str


def original_of(case: Path, document_id: str) -> Original | None:
    """The source of a document, None where there is no such document."""
    with reading(case, first_messages=True) as connection:
        query = "SELECT source, sha256, media_type FROM documents WHERE id = ?"
        row = connection.execute(query, (storable(document_id),)).fetchone()
    return Original(source=row[0], sha256=row[1], media_type=row[2]) if row else None


def find_original(case: Path, original: Original, scratch: Path) -> Path | None:
    """The file with exactly the bytes of the intake; None where it is gone, changed, or inside something other than a zip."""
    outer, *members = original.source.split(MEMBER_MARK)
    target = scratch / f"{original.sha256}.bin"
    if target.exists():
        return target
    for place in input_places(outer, case):
        file = _taken_out(place, members, original, scratch) if members else place
        if file is not None and _hash_now(file) == original.sha256:
            return file.rename(target) if members else file
    return None


def _taken_out(archive: Path, members: list[str], original: Original, scratch: Path) -> Path | None:
    inside = archive
    for depth, member in enumerate(members):
        place = scratch / f"{original.sha256}.{depth}"
        if not _extract(inside, member, place):
            return None
        inside = place
    return inside


def _extract(archive: Path, member: str, target: Path) -> bool:
    """Write one member of a zip file to `target`, within the limit of size."""
    try:
        with zipfile.ZipFile(archive) as opened:
            info = find_member(opened, member)
            if info.file_size > MAX_MEMBER_BYTES:
                return False
            with opened.open(info) as source, target.open("wb") as out:
                shutil.copyfileobj(source, out, _BLOCK)
    except (KeyError, OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):  # as zipfile says "broken"
        return False
    return True


def _hash_now(file: Path) -> str:
    """The hash of a file, worked out once for as long as its size and time stay the same."""
    try:
        state = file.stat()
        return _hash_of_state(str(file), state.st_size, state.st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=256)
def _hash_of_state(file: str, n_bytes: int, changed_ns: int) -> str:  # noqa: ARG001  they are the key
    return hash_file(Path(file))
