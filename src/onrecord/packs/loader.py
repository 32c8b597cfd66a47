"""Packs from disk: folders of CSV files, each row with its source.

In: names of packs and, optionally, the user's own folder of packs. Out: one Pack with the rows of all, in the order of the
names and files. A file in the user's `FOLDER/NAME/` stands in the place of the file of the same name in the pack that comes
with onrecord; other files of that pack stay. Trap: an empty `to` means "still in office", an empty `from` is an error.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from onrecord.errors import SettingsError
from onrecord.model.packs import NamedList, OfficeCode, Pack, StatedCount, TermOfOffice
from onrecord.packs.clock_rows import read_appeal, read_clock, read_holiday, read_letter, read_toll
from onrecord.packs.rows import PackRow

BUILT_IN = Path(__file__).parent
MAX_FILE_BYTES = 20_000_000

COLUMNS: dict[str, tuple[str, ...]] = {
    "terms.csv": ("person", "aliases", "title", "office", "from", "to", "status", "verify", "source"),
    "codes.csv": ("code", "meaning", "titles", "verify", "source"),
    "counts.csv": ("operation", "counted", "place", "value", "as_stated", "by", "from", "to", "verify", "source"),
    "lists.csv": ("name", "author", "as_of", "members", "source"),
    "exemptions.csv": ("code", "meaning", "source"),
    "components.csv": ("part", "whole", "source"),
    "offices.csv": ("code", "name", "areas", "as_of", "source"),
    "tables.csv": ("name", "columns", "note", "source"),
    "holidays.csv": ("jurisdiction", "name", "rule", "every", "area", "observed", "from", "to", "verify", "source"),
    "clocks.csv": (
        *("jurisdiction", "step", "starts", "stops", "days", "unit", "extension_days", "grace_days"),
        *("from", "to", "verify", "source"),
    ),
    "tolls.csv": ("jurisdiction", "step", "asked", "answered", "times", "from", "to", "verify", "source"),
    "letters.csv": ("jurisdiction", "letter", "when", "words", "verify", "source"),
    "appeals.csv": (
        *("jurisdiction", "agency", "agencies", "days", "unit", "must_be"),
        *("from", "to", "verify", "source"),
    ),
}


def load_packs(names: Sequence[str], folder: Path | None = None) -> Pack:
    """The packs of these names joined into one, in that order.

    Raises SettingsError for a name that is in neither place, an unknown file, a missing column or a cell that cannot be read.
    """
    pack = Pack(names=tuple(names))
    for name in names:
        files = _files_of(name, folder)
        for file_name in sorted(files):
            pack = _add(pack, file_name, list(_read_rows(files[file_name], COLUMNS[file_name])))
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
                if path.name not in COLUMNS:
                    raise SettingsError(
                        f"pack file {path}: no such kind of file", hint=f"kinds of files: {', '.join(sorted(COLUMNS))}"
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


def _add(pack: Pack, file_name: str, rows: list[PackRow]) -> Pack:
    """The pack with the rows of one file after its own."""
    adders: dict[str, Callable[[], Pack]] = {
        "terms.csv": lambda: replace(pack, terms=(*pack.terms, *map(_term, rows))),
        "codes.csv": lambda: replace(pack, codes=(*pack.codes, *map(_code, rows))),
        "counts.csv": lambda: replace(pack, counts=(*pack.counts, *map(_count, rows))),
        "lists.csv": lambda: replace(pack, lists=(*pack.lists, *map(_named_list, rows))),
        "exemptions.csv": lambda: replace(
            pack, exemptions=(*pack.exemptions, *((row.text("code"), row.text("meaning")) for row in rows))
        ),
        "components.csv": lambda: replace(
            pack, components=(*pack.components, *((row.text("part"), row.text("whole")) for row in rows))
        ),
        "offices.csv": lambda: replace(
            pack, offices=(*pack.offices, *((row.text("code"), row.text("name"), row.many("areas")) for row in rows))
        ),
        "tables.csv": lambda: replace(
            pack,
            table_layouts=(*pack.table_layouts, *((row.text("name"), row.many("columns"), row.cells["note"]) for row in rows)),
        ),
        "holidays.csv": lambda: replace(pack, holidays=(*pack.holidays, *map(read_holiday, rows))),
        "clocks.csv": lambda: replace(pack, clocks=(*pack.clocks, *map(read_clock, rows))),
        "tolls.csv": lambda: replace(pack, tolls=(*pack.tolls, *map(read_toll, rows))),
        "appeals.csv": lambda: replace(pack, appeals=(*pack.appeals, *map(read_appeal, rows))),
        "letters.csv": lambda: replace(pack, letters=(*pack.letters, *map(read_letter, rows))),
    }
    return adders[file_name]()


def _term(row: PackRow) -> TermOfOffice:
    status = row.text("status")
    if status not in ("confirmed", "acting", "senior official"):
        raise row.fails(f"{status!r} in column status", "confirmed, acting or senior official")
    return TermOfOffice(
        person=row.text("person"),
        title=row.text("title"),
        office=row.text("office"),
        valid=row.period(),
        status=status,
        source=row.text("source"),
        aliases=row.many("aliases"),
        verify=row.truth("verify"),
    )


def _code(row: PackRow) -> OfficeCode:
    return OfficeCode(
        code=row.text("code"),
        meaning=row.text("meaning"),
        source=row.text("source"),
        titles=row.many("titles"),
        verify=row.truth("verify"),
    )


def _count(row: PackRow) -> StatedCount:
    return StatedCount(
        operation=row.text("operation"),
        counted=row.text("counted"),
        place=row.cells["place"] or None,
        value=row.number("value"),
        as_stated=row.text("as_stated"),
        by=row.text("by"),
        period=row.period() if row.cells["from"] else None,
        source=row.text("source"),
        verify=row.truth("verify"),
    )


def _named_list(row: PackRow) -> NamedList:
    return NamedList(
        name=row.text("name"),
        author=row.text("author"),
        as_of=row.text("as_of"),
        members=row.many("members"),
        source=row.text("source"),
    )
