"""A codebook beside a table, `FILE.codebook.yaml` or `.json`: what its columns are, in its user's words.

In: the file, or None. Out: a `Codebook`. It may say `header_row` (1-based, as a spreadsheet shows it) and for each column
under `columns` its `role`, its `type` and the meaning of its `values`:

    header_row: 7
    columns:
      CRIM: {role: criminality, values: {C: convicted, P: charged, N: none}}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from onrecord.model.documents import Problem

MAX_CODEBOOK_BYTES = 1_000_000
TYPES = frozenset({"text", "integer", "number", "date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNote:
    """What a codebook says of one column."""

    role: str | None = None
    dtype: str | None = None
    meanings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """What a codebook says of a table. `header_row` is 0-based here; None where it does not say."""

    header_row: int | None = None
    columns: Mapping[str, ColumnNote] = field(default_factory=dict)


def read_codebook(file: Path | None, path: str) -> tuple[Codebook, tuple[Problem, ...]]:
    """The codebook of the table at `path`, and what was wrong with it (`broken_codebook`, never fatal)."""
    if file is None:
        return Codebook(), ()
    try:
        raw = file.read_bytes()
        if len(raw) > MAX_CODEBOOK_BYTES:
            return Codebook(), (_broken(path, f"larger than {MAX_CODEBOOK_BYTES:,} bytes"),)
        found = yaml.safe_load(raw)
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        return Codebook(), (_broken(path, f"not readable as YAML or JSON ({type(error).__name__})"),)
    if not isinstance(found, dict):
        return Codebook(), (_broken(path, "expected the fields header_row and columns"),)
    return _take(found, path)


def _take(found: dict[object, object], path: str) -> tuple[Codebook, tuple[Problem, ...]]:
    problems: list[Problem] = []
    header = found.get("header_row")
    if header is not None and not (isinstance(header, int) and 1 <= header <= 200):
        problems.append(_broken(path, f"header_row is {header!r:.40}, expected a row from 1 to 200"))
        header = None
    listed = found.get("columns", {})
    columns: dict[str, ColumnNote] = {}
    for name, note in listed.items() if isinstance(listed, dict) else ():
        if isinstance(note, dict):
            columns[str(name)] = _take_column(note, str(name), path, problems)
        else:
            problems.append(_broken(path, f"column {str(name)[:40]}: expected role, type or values"))
    return Codebook(header_row=header - 1 if isinstance(header, int) else None, columns=columns), tuple(problems)


def _take_column(note: dict[object, object], name: str, path: str, problems: list[Problem]) -> ColumnNote:
    role, dtype, values = note.get("role"), note.get("type"), note.get("values")
    if dtype is not None and dtype not in TYPES:
        problems.append(_broken(path, f"column {name[:40]}: type {dtype!r:.40}, expected one of {', '.join(sorted(TYPES))}"))
        dtype = None
    meanings = tuple((str(value), str(meaning)) for value, meaning in values.items()) if isinstance(values, dict) else ()
    return ColumnNote(role=str(role) if role else None, dtype=str(dtype) if dtype else None, meanings=meanings)


def _broken(path: str, detail: str) -> Problem:
    return Problem(source=path, reason="broken_codebook", detail=f"{path}: its codebook: {detail}")
