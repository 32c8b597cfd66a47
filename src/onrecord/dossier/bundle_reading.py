"""The members of a bundle that somebody else packed: its manifest, what is refused, and the unpacking.

In: an open zip archive, which may be hostile. Out: files in a folder with the hashes of what was written, or SourceError. Only
what the manifest names is unpacked, under plain relative names, each file never longer than the manifest says; a member that
unpacks to hundreds of times its size is refused.
"""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.portable_names import is_portable
from onrecord.errors import SourceError

MANIFEST = "manifest.json"
MOST_MEMBERS = 200_000
MOST_MANIFEST_BYTES = 64 << 20
MOST_BYTES = 1 << 40  # of all members together
RATIO = 200  # unpacked to packed; text and tables reach some 20, a bomb 1,000
SMALL_BYTES = 16 << 20  # up to here the ratio does not matter
KINDS = frozenset(("case", "input", "sidecar"))
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleMember:
    """One file of a bundle. `kind`: case, input, sidecar."""

    name: str
    kind: str
    n_bytes: int
    sha256: str


def read_manifest(archive: zipfile.ZipFile, file: Path) -> tuple[BundleMember, ...]:
    """What the bundle says that it holds. Raises SourceError where it does not say so, or unsafely."""
    try:
        info = archive.getinfo(MANIFEST)
        if info.file_size > MOST_MANIFEST_BYTES:
            raise _refused(file, f"a manifest of {info.file_size:,} bytes")
        with archive.open(info) as stream:
            content = stream.read(MOST_MANIFEST_BYTES + 1)
        rows = json.loads(content)["members"]
        members = tuple(
            BundleMember(name=row["name"], kind=row["kind"], n_bytes=row["n_bytes"], sha256=row["sha256"]) for row in rows
        )
    except (KeyError, TypeError, ValueError, RecursionError, zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise _refused(file, f"no manifest that can be read ({type(error).__name__})") from error
    for member in members:
        fits = isinstance(member.name, str) and isinstance(member.n_bytes, int) and isinstance(member.sha256, str)
        if not fits or member.kind not in KINDS:
            raise _refused(file, "a manifest with other fields")
    if sum(member.kind == "case" for member in members) != 1:
        raise _refused(file, "not exactly one case")
    return members


def check_members(archive: zipfile.ZipFile, members: Sequence[BundleMember], file: Path) -> None:
    """Raise SourceError where unpacking could write outside of the folder, over another member, or without end."""
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise _refused(file, f"{len(infos):,} members")
    names = [member.name.casefold() for member in members]
    if len(set(names)) != len(names) or len({info.filename for info in infos}) != len(infos):
        raise _refused(file, "two members of one name")
    for name in (*(info.filename for info in infos), *(member.name for member in members)):
        if not is_portable(name):
            raise _refused(file, f"a member with the unsafe name {name!r}")
    for info in infos:
        if stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & 0x1:
            raise _refused(file, f"{info.filename}, which is a link or encrypted")
        if info.file_size > SMALL_BYTES and info.file_size > RATIO * max(info.compress_size, 1):
            raise _refused(
                file, f"{info.filename}, which unpacks to {info.file_size // max(info.compress_size, 1)} times its size"
            )
    total = sum(info.file_size for info in infos)
    if total > MOST_BYTES:
        raise _refused(file, f"{total:,} bytes")


def unpack_members(archive: zipfile.ZipFile, members: Sequence[BundleMember], folder: Path, file: Path) -> dict[str, str]:
    """Write the members; gives the SHA-256 of each that is there. Raises SourceError, OSError."""
    present = {info.filename: info for info in archive.infolist()}
    found = {}
    for member in members:
        if member.name not in present:
            continue
        target = folder / member.name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            found[member.name] = _unpack(archive, present[member.name], target)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
            target.unlink(missing_ok=True)  # its checksum or its packing is broken: it is missing, and named as such
    if next(member.name for member in members if member.kind == "case") not in found:
        raise _refused(file, "a case that cannot be unpacked")
    return found


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> str:
    digest, left = hashlib.sha256(), info.file_size
    with archive.open(info) as source, target.open("xb") as out:
        while block := source.read(min(_BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                raise zipfile.BadZipFile("longer than its own header says")
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _refused(file: Path, found: str) -> SourceError:
    return SourceError(f"{file} was not unpacked: found {found}, expected a bundle of onrecord", hint="ask for it again")
