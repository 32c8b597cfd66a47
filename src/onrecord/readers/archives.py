"""Members of a zip archive as files in a scratch folder, within limits.

In: an archive, the path it was handed in under, a folder to write to. Out: members with the path `a.zip!/folder/x.txt`
and the file that holds their bytes, and a Problem for each member refused. Trap: names inside an archive are hostile
(`../`, absolute, links), so no name from inside ever becomes a name on disk; declared sizes are hostile too, so bytes are
counted while they are written.
"""

from __future__ import annotations

import hashlib
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model.documents import Problem
from onrecord.readers.sniffing import ZIP, find_media_type

CHUNK_BYTES = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLimits:
    """What one archive, with the archives inside it, may unpack to.

    `max_ratio` holds for members above `free_bytes`: text packs 3 to 20 times smaller, a table of few values up to a
    hundred times, a bomb a thousand times.
    """

    max_members: int = 50_000
    max_member_bytes: int = 2 << 30
    max_total_bytes: int = 4 << 30
    max_ratio: int = 200
    free_bytes: int = 20_000_000
    max_depth: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file out of an archive: the path that cites it, and where its bytes lie now."""

    path: str
    file: Path


@dataclass(slots=True)
class _Budget:
    limits: ArchiveLimits
    n_members: int = 0
    n_bytes: int = 0
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, path: str, reason: str, detail: str) -> None:
        self.problems.append(Problem(source=path, reason=reason, detail=f"{path}: {detail}", fatal=True))


class _OverLimitError(Exception):
    """A member grew past what is allowed while it was written."""


def extract_archive(
    file: Path, path: str, scratch: Path, limits: ArchiveLimits | None = None
) -> tuple[tuple[Member, ...], tuple[Problem, ...]]:
    """The members of a zip archive, archives inside it opened in turn, in the order of their paths; and what was refused.

    Files are written below `scratch` and nowhere else, under names made from digests.
    """
    budget = _Budget(limits or ArchiveLimits())
    members = sorted(_extract(file, path, scratch, budget, depth=1), key=lambda member: member.path)
    return tuple(members), tuple(budget.problems)


def _extract(file: Path, path: str, scratch: Path, budget: _Budget, *, depth: int) -> Iterator[Member]:
    folder = scratch / hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    try:
        with zipfile.ZipFile(file) as archive:
            yield from _extract_members(archive, path, folder, budget, depth=depth)
    except _DAMAGE as error:
        budget.refuse(path, "damaged_archive", f"the archive cannot be opened as zip ({error})")


def _extract_members(archive: zipfile.ZipFile, path: str, folder: Path, budget: _Budget, *, depth: int) -> Iterator[Member]:
    seen: dict[str, int] = {}
    for number, info in enumerate(archive.infolist()):
        if info.is_dir():
            continue
        name = info.filename.replace("\\", "/")
        at = f"{path}!/{name}".encode("utf-8", "replace").decode("utf-8")
        budget.n_members += 1
        if budget.n_members > budget.limits.max_members:
            budget.refuse(path, "archive_bomb", f"more than {budget.limits.max_members:,} members; the rest were not unpacked")
            return
        fault = _find_fault(info, name)
        if fault is not None:
            budget.refuse(at, fault[0], fault[1])
            continue
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:  # zip allows two members of one name; both are kept, and told apart
            at = f"{at}~{seen[name]}"
        target = folder / f"{number:06d}"
        if not _write_member(archive, info, target, at, budget):
            continue
        if find_media_type(target, name) == ZIP:
            yield from _open_inner(target, at, folder, budget, depth=depth)
        else:
            yield Member(path=at, file=target)


def _open_inner(target: Path, at: str, folder: Path, budget: _Budget, *, depth: int) -> Iterator[Member]:
    if depth >= budget.limits.max_depth:
        budget.refuse(at, "archive_bomb", f"an archive {depth + 1} levels deep; {budget.limits.max_depth} are opened")
        return
    yield from _extract(target, at, folder, budget, depth=depth + 1)


def _find_fault(info: zipfile.ZipInfo, name: str) -> tuple[str, str] | None:
    parts = name.split("/")
    if ".." in parts or name.startswith("/") or ":" in parts[0][1:2] or "\0" in name:
        return "unsafe_name", "a member name that leads outside the archive; not unpacked"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "unsafe_link", "a member that is a link to another file; not followed"
    if info.flag_bits & 0x1:
        return "encrypted_archive", "the member is encrypted; unpack it yourself and hand in the file"
    return None


def _write_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, at: str, budget: _Budget) -> bool:
    limits = budget.limits
    allowed = min(limits.max_member_bytes, max(limits.free_bytes, info.compress_size * limits.max_ratio))
    allowed = min(allowed, limits.max_total_bytes - budget.n_bytes)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(info) as packed, target.open("wb") as unpacked:
            n_written = 0
            while chunk := packed.read(CHUNK_BYTES):
                n_written += len(chunk)
                if n_written > allowed:
                    raise _OverLimitError
                unpacked.write(chunk)
    except _OverLimitError:
        target.unlink(missing_ok=True)
        detail = f"unpacks to more than {allowed:,} bytes from {info.compress_size:,}; not unpacked"
        budget.refuse(at, "archive_bomb", detail)
        return False
    except _DAMAGE as error:
        target.unlink(missing_ok=True)
        budget.refuse(at, "damaged_archive", f"the member cannot be unpacked ({error})")
        return False
    budget.n_bytes += n_written
    return True
