"""What stands beside a file and says something about it: `FILE.meta.json` and, for a table, `FILE.codebook.yaml`.

In: the bytes of a sidecar. Out: its fields, or the Problem that says what is wrong with it. A broken sidecar never hides
the file it belongs to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from onrecord.intervals import DateInterval
from onrecord.model.documents import Problem
from onrecord.text.dates import parse_date

SIDECAR_SUFFIX = ".meta.json"
CODEBOOK_SUFFIXES = (".codebook.yaml", ".codebook.yml", ".codebook.json")
MAX_SIDECAR_BYTES = 1_000_000
_FIELDS = ("published", "publisher", "title", "url", "author")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """The fields of a `FILE.meta.json`; None where it does not say."""

    published: DateInterval | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    author: str | None = None


def read_sidecar(file: Path, path: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    """The fields of the sidecar at `path`, and what was wrong with it (`broken_sidecar`, never fatal)."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_SIDECAR_BYTES + 1)
        if len(raw) > MAX_SIDECAR_BYTES:
            return Sidecar(), (_broken(path, f"larger than {MAX_SIDECAR_BYTES:,} bytes"),)
        found = json.loads(raw.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        return Sidecar(), (_broken(path, f"not readable as JSON in UTF-8 ({type(error).__name__})"),)
    if not isinstance(found, dict):
        return Sidecar(), (_broken(path, "expected an object with the fields " + ", ".join(_FIELDS)),)
    return _take_fields(found, path)


def is_sidecar(name: str) -> bool:
    """True for the name of a file that says something about another file."""
    return name.endswith((SIDECAR_SUFFIX, *CODEBOOK_SUFFIXES))


def find_owner(name: str) -> str:
    """The name of the file that a sidecar belongs to: `a.csv` for `a.csv.codebook.yaml`."""
    for suffix in (SIDECAR_SUFFIX, *CODEBOOK_SUFFIXES):
        if name.endswith(suffix):
            return name[: -len(suffix)]
    return name


def _take_fields(found: dict[str, object], path: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    problems: list[Problem] = []
    texts: dict[str, str | None] = {}
    for name in _FIELDS:
        value = found.get(name)
        if value is not None and not isinstance(value, str):
            problems.append(_broken(path, f'"{name}" is {type(value).__name__}, expected a text'))
            value = None
        texts[name] = (value.encode("utf-8", "replace").decode("utf-8").strip() or None) if value else None
    stated = texts["published"]
    published = parse_date(stated, day_first=False) if stated else None
    if stated and published is None:
        problems.append(_broken(path, f'"published" is {stated[:40]!r}, expected a date such as "2017-10-16" or "2017-10"'))
    sidecar = Sidecar(
        published=published, publisher=texts["publisher"], title=texts["title"], url=texts["url"], author=texts["author"]
    )
    return sidecar, tuple(problems)


def _broken(path: str, detail: str) -> Problem:
    return Problem(source=path, reason="broken_sidecar", detail=f"{path}: {detail}")
