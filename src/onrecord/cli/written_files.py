"""Files that a command writes where its user said: one file, or several into a folder.

In: bytes that are ready. Out: files on disk, or SettingsError with the place that cannot be written. What is to be checked
before anything is written is checked by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from onrecord.errors import SettingsError


def write_file(file: Path, content: bytes) -> None:
    """Write one file into a folder that is there. Raises SettingsError."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise SettingsError(f"cannot write {file}: {error.strerror}", hint="name another file with -o") from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made where it is not there. Raises SettingsError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"cannot make the folder {folder}: {error.strerror}", hint="name another with -o") from error
    for name, content in files.items():
        write_file(folder / name, content)
