"""Zip archives whose bytes follow from their contents alone: fixed times, fixed order, nothing of the machine.

In: names with bytes or files. Out: a zip archive. Trap: `zipfile` and the libraries that use it stamp the present time on every
member, so what they wrote is written anew here where two runs must give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that the format can hold
_MODE = 0o100644 << 16  # a plain file, as `unzip` on Unix shall set it
_BLOCK = 1 << 20


def add_bytes(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a member."""
    archive.writestr(_member(name), content)


def add_file(archive: zipfile.ZipFile, name: str, file: Path) -> tuple[int, str]:
    """Add a file; gives its size and the SHA-256 of the bytes that were added. Raises OSError."""
    digest, n_bytes = hashlib.sha256(), 0
    with file.open("rb") as source, archive.open(_member(name), "w", force_zip64=True) as target:
        while block := source.read(_BLOCK):
            digest.update(block)
            n_bytes += len(block)
            target.write(block)
    return n_bytes, digest.hexdigest()


def without_times(content: bytes) -> bytes:
    """The archive with the same members in the same order and no times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for info in given.infolist():
            add_bytes(written, info.filename, given.read(info))
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, NO_TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix, on every system
    info.external_attr = _MODE
    return info
