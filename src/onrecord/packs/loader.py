"""Packs from disk: folders of CSV files, each row with its source.

In: names of packs and, optionally, the user's own folder of packs. Out: one Pack with the rows of all, in the order of the
names and files. A file in the user's `FOLDER/NAME/` stands in the place of the file of the same name in the pack that comes
with onrecord; other files of that pack stay. Trap: an empty `to` means "still in office", an empty `from` is an error.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from onrecord.errors import SettingsError
from onrecord.model.packs import Pack
from onrecord.packs.clock_rows import read_appeal, read_clock, read_holiday, read_letter, read_toll
from onrecord.packs.fact_rows import (
    read_code,
    read_component,
    read_count,
    read_exemption,
    read_layout,
    read_list,
    read_office,
    read_term,
)
from onrecord.packs.rows import PackRow

BUILT_IN = Path(__file__).parent
MAX_FILE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: the field of a Pack that its rows fill, what reads a row, its columns (each also has a `source`)."""

    field: str
    read: Callable[[PackRow], object]
    columns: tuple[str, ...]


def _kind(field: str, read: Callable[[PackRow], object], columns: str) -> FileKind:
    return FileKind(field, read, (*columns.split(), "source"))


KINDS: dict[str, FileKind] = {
    "terms.csv": _kind("terms", read_term, "person aliases title office from to status verify"),
    "codes.csv": _kind("codes", read_code, "code meaning titles verify"),
    "counts.csv": _kind("counts", read_count, "operation counted place value as_stated by from to verify"),
    "lists.csv": _kind("lists", read_list, "name author as_of members"),
    "exemptions.csv": _kind("exemptions", read_exemption, "code meaning"),
    "components.csv": _kind("components", read_component, "part whole"),
    "offices.csv": _kind("offices", read_office, "code name areas as_of"),
    "tables.csv": _kind("table_layouts", read_layout, "name columns note"),
    "holidays.csv": _kind("holidays", read_holiday, "jurisdiction name rule every area observed from to verify"),
    "clocks.csv": _kind(
        "clocks", read_clock, "jurisdiction step starts stops days unit extension_days grace_days from to verify"
    ),
    "tolls.csv": _kind("tolls", read_toll, "jurisdiction step asked answered times from to verify"),
    "letters.csv": _kind("letters", read_letter, "jurisdiction letter when words verify"),
    "appeals.csv": _kind("appeals", read_appeal, "jurisdiction agency agencies days unit must_be from to verify"),
}


def load_packs(names: Sequence[str], folder: Path | None = None) -> Pack:
    """The packs of these names joined into one, in that order.

    Raises SettingsError for a name that is in neither place, an unknown file, a missing column or a cell that cannot be read.
    """
    pack = Pack(names=tuple(names))
    for name in names:
        files = _files_of(name, folder)
        for file_name in sorted(files):
            kind = KINDS[file_name]
            rows = map(kind.read, _read_rows(files[file_name], kind.columns))
            fields: dict[str, Any] = {kind.field: (*getattr(pack, kind.field), *rows)}
            pack = replace(pack, **fields)
    return pack


def _files_of(name: str, folder: Path | None) -> dict[str, Path]:
    """The files of a pack by name; the user's own come last and win."""
    if not name or Path(name).name != name or name.startswith("."):
        raise SettingsError(
            f"no name of a pack: {name!r}", hint=f"packs that come with onrecord: {', '.join(built_in_names())}"
        )
    places = [BUILT_IN / name] + ([folder / name] if folder is not None else [])
    found = [place for place in places if place.is_dir()]
    if not found:
        where = f" or in {folder}" if folder is not None else ""
        raise SettingsError(
            f"no pack named {name!r} comes with onrecord{where}",
            hint=f"packs that come with onrecord: {', '.join(built_in_names())}",
        )
    files: dict[str, Path] = {}
    for place in found:
        for path in sorted(place.iterdir()):
            if path.suffix.lower() == ".csv":
                if path.name not in KINDS:
                    raise SettingsError(
                        f"pack file {path}: no such kind of file", hint=f"kinds of files: {', '.join(sorted(KINDS))}"
                    )
                files[path.name] = path
    return files


def built_in_names() -> tuple[str, ...]:
    """The packs that come with onrecord."""
    return tuple(sorted(place.name for place in BUILT_IN.iterdir() if place.is_dir() and not place.name.startswith("_")))


def _read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[PackRow]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise SettingsError(f"pack file {path}: larger than {MAX_FILE_BYTES} bytes", hint="split or shorten it")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"pack file {path}: cannot be read as UTF-8 text ({error})", hint="save it as UTF-8") from error
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in columns if column not in header]
        if missing:
            raise SettingsError(
                f"pack file {path}, line 1: found columns {', '.join(header) or 'none'}, expected {', '.join(columns)}",
                hint=f"add the columns {', '.join(missing)}",
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = PackRow(path, reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=False)))
            if len(cells) != len(header):
                raise row.fails(f"{len(cells)} cells", f"{len(header)}")
            row.text("source")
            yield row
    except csv.Error as error:
        raise SettingsError(f"pack file {path}, line {reader.line_num}: no CSV ({error})", hint="mend that line") from error
