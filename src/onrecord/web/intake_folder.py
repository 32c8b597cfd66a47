"""Files that are handed over in the browser: kept in a folder beside the case, `NAME.sources/`, under safe names.

In: names as a browser gives them, which anybody may have made up, and open files. Out: files inside that folder and nowhere
else. A file of the same name and content is kept once; one of other content gets a number. Nothing is ever overwritten.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from onrecord.casefile.intake import hash_file
from onrecord.model.documents import Pile

FOLDER_SUFFIX = ".sources"
MAX_NAME_CHARS = 120  # of one piece of a path: file systems take 255 bytes
MAX_DEPTH = 12
_UNSAFE_RE = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')  # what Windows or a terminal takes for something else
_RESERVED_RE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # names of devices on Windows


def sources_folder(case: Path) -> Path:
    """The folder beside a case for what is handed over in the browser."""
    return case.with_name(case.stem + FOLDER_SUFFIX)


def safe_path(name: str) -> Path:
    """A relative path without a way out, made from the name that a browser gives.

    >>> safe_path("../../etc/passwd").as_posix(), safe_path("C:\\\\mail\\\\re: list.eml").as_posix(), safe_path("..").as_posix()
    ('etc/passwd', 'C_/mail/re_ list.eml', 'unnamed')
    """
    pieces = [_safe_piece(piece) for piece in unicodedata.normalize("NFC", name).replace("\\", "/").split("/")]
    kept = [piece for piece in pieces if piece]
    return Path(*(kept[-MAX_DEPTH:] or ["unnamed"]))


def _safe_piece(piece: str) -> str:
    piece = "".join(character if unicodedata.category(character) not in ("Cf", "Cs") else "_" for character in piece)
    piece = _UNSAFE_RE.sub("_", piece).strip(" .")
    if len(piece) > MAX_NAME_CHARS:
        stem, dot, suffix = piece.rpartition(".")
        piece = (
            piece[:MAX_NAME_CHARS] if not dot or len(suffix) > 10 else stem[: MAX_NAME_CHARS - len(suffix) - 1] + dot + suffix
        )
    return f"_{piece}" if _RESERVED_RE.fullmatch(piece) else piece


def keep_file(case: Path, name: str, content: BinaryIO, pile: Pile | None) -> Path:
    """Store one file and give its path; the same file twice is the same path."""
    folder = sources_folder(case) / (pile.value if pile else "")
    target = folder / safe_path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_name(f".{target.name[:MAX_NAME_CHARS]}.arriving")
    with arriving.open("wb") as out:
        copyfileobj(content, out, 1 << 20)
    number, free = 1, target
    while free.exists():
        if free.is_file() and hash_file(free) == hash_file(arriving):
            arriving.unlink()
            return free
        number += 1
        free = target.with_name(f"{target.stem}-{number}{target.suffix}")
    arriving.rename(free)
    return free
