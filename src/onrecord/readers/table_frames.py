"""Cells of a table file, as the table library reads them: a sample as plain strings, and the whole as a lazy frame.

In: a file, its kind, a sheet. Out: rows of strings for the layout to judge, and frames whose columns are text. CSV is
scanned and never held whole; a workbook is opened whole, within a limit. Trap: a workbook is a zip from outside, so what
it unpacks to is looked at before the library sees it.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl

from onrecord.errors import SourceError
from onrecord.readers import workbook_child
from onrecord.readers.limits import MAX_WORKBOOK_BYTES
from onrecord.readers.sniffing import ODS, TSV, XLS, XLSX
from onrecord.readers.table_layout import Row, find_separator
from onrecord.text.encodings import decode_text

SAMPLE_BYTES = 1 << 20
SAMPLE_ROWS = 200
MAX_RECODED_BYTES = 200_000_000  # a delimited file that is not UTF-8 is recoded in memory
OLD_WORKBOOK_SECONDS = 60  # an honest one of the largest size there is (65,536 rows) takes some three
MAX_UNPACKED_BYTES = 2_000_000_000
WORKBOOKS = frozenset({XLSX, XLS, ODS})
ROW = "row in file"  # 0-based number of a row in its file or sheet


class TableFaultError(SourceError):
    """A table that cannot be read; `reason` is the word for its Problem."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """A table file at hand: its kind, the workbook opened by the library (None for other kinds), the names of its sheets."""

    file: Path
    media_type: str
    workbook: Any
    sheets: tuple[str | None, ...]


def open_table(file: Path, media_type: str) -> OpenTable:
    """A table file opened once for all its sheets; one None for a file that is one table. Raises TableFaultError."""
    if media_type not in WORKBOOKS:
        return OpenTable(file=file, media_type=media_type, workbook=None, sheets=(None,))
    if file.stat().st_size > MAX_WORKBOOK_BYTES:
        raise TableFaultError("too_large", f"the workbook is larger than {MAX_WORKBOOK_BYTES:,} bytes; save its sheets as CSV")
    if media_type == XLS:
        stored = read_old_workbook(file)
        return OpenTable(file=file, media_type=media_type, workbook=stored, sheets=tuple(stored))
    workbook = open_workbook(file)
    return OpenTable(file=file, media_type=media_type, workbook=workbook, sheets=tuple(workbook.sheet_names))


def read_old_workbook(file: Path) -> dict[str, pl.DataFrame]:
    """The sheets of an .xls by name, read in a process of its own with a limit of time. Raises TableFaultError."""
    with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        call = [sys.executable, "-m", workbook_child.__name__, str(file.absolute()), folder]
        try:
            done = subprocess.run(
                call, capture_output=True, timeout=OLD_WORKBOOK_SECONDS, check=False, stdin=subprocess.DEVNULL
            )
        except subprocess.TimeoutExpired as error:
            words = f"the workbook could not be read in {OLD_WORKBOOK_SECONDS} seconds; save it as .xlsx"
            raise TableFaultError("damaged_table", words) from error
        names = Path(folder) / workbook_child.NAMES_FILE
        if done.returncode != 0 or not names.exists():
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise TableFaultError("damaged_table", f"the workbook cannot be opened ({''.join(last)[:120]})")
        listed = json.loads(names.read_text(encoding="utf-8"))
        return {name: pl.read_ipc(Path(folder) / f"{number}.arrow") for number, name in enumerate(listed)}


def open_workbook(file: Path) -> Any:
    """A workbook opened by the library. Raises TableFaultError where it is damaged, locked or too large."""
    _refuse_bomb(file)
    try:
        return fastexcel.read_excel(file.read_bytes())
    except (fastexcel.FastExcelError, ValueError, OSError) as error:
        words = str(error).lower()
        if "password" in words or "encrypt" in words:
            raise TableFaultError("encrypted_table", "the workbook has a password; take it off and save again") from error
        raise TableFaultError("damaged_table", f"the workbook cannot be opened ({str(error).splitlines()[0][:120]})") from error
    except BaseException as error:
        raise _name_panic(error) from error


def _name_panic(error: BaseException) -> BaseException:
    # The library's own aborts reach Python as an exception outside `Exception` whose class cannot be imported.
    if type(error).__name__ != "PanicException":
        return error
    return TableFaultError("damaged_table", "the workbook is damaged")


def _refuse_bomb(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            n_bytes = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return  # an old workbook is no zip; a broken one is named by the library
    if n_bytes > MAX_UNPACKED_BYTES:
        raise TableFaultError("archive_bomb", f"the workbook unpacks to {n_bytes:,} bytes")


def read_sheet(workbook: Any, sheet: str) -> pl.DataFrame:
    """A sheet with every cell as text, from its first used row. Raises TableFaultError."""
    try:
        frame: pl.DataFrame
        if isinstance(workbook, dict):
            frame = workbook[sheet]
        else:
            frame = workbook.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except (fastexcel.FastExcelError, pl.exceptions.PolarsError, ValueError, OSError) as error:
        raise TableFaultError("damaged_table", f"sheet {sheet} cannot be read ({str(error).splitlines()[0][:120]})") from error
    except BaseException as error:
        raise _name_panic(error) from error
    return frame.rename({name: f"c{place}" for place, name in enumerate(frame.columns)})


def sample_rows(file: Path, media_type: str) -> tuple[list[Row], str]:
    """The first rows of a delimited file as cells, and the sign that parts them. Raises TableFaultError."""
    with file.open("rb") as stream:
        raw = stream.read(SAMPLE_BYTES)
        is_cut = bool(stream.read(1))
    if is_cut:
        cut = raw.rfind(b"\n")
        if cut < 0:
            raise TableFaultError("too_large", f"a line of more than {SAMPLE_BYTES:,} bytes: no table")
        raw = raw[: cut + 1]
    decoded = decode_text(raw)
    if decoded is None:
        raise TableFaultError("not_text", "the bytes are no text, so no table of text")
    text = decoded.text.lstrip("\ufeff")
    separator = "\t" if media_type == TSV else find_separator(text.splitlines()[:50])
    return list(_parse_rows(text, separator)), separator


def _parse_rows(text: str, separator: str) -> Iterator[Row]:
    is_spaced = _is_spaced(text, separator)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=is_spaced)
    try:
        for number, row in enumerate(reader):
            if number >= SAMPLE_ROWS:
                return
            yield row
    except csv.Error:
        return  # a field larger than the module reads: the rows before it are the sample


def scan_delimited(file: Path, separator: str, width: int, n_skipped: int) -> pl.LazyFrame:
    """The rows of a delimited file after `n_skipped` as text columns c0, c1, ... with the row's number in the file."""
    schema = {f"c{place}": pl.String for place in range(width)}
    options: dict[str, Any] = {
        "has_header": False,
        "schema": schema,
        "separator": separator,
        "skip_rows": n_skipped,
        "truncate_ragged_lines": True,
        "missing_columns": "insert",
        "row_index_name": ROW,
        "row_index_offset": n_skipped,
        "encoding": "utf8-lossy",
        "quote_char": '"' if _has_paired_quotes(file) else None,
    }
    with file.open("rb") as stream:
        first = decode_text(stream.read(SAMPLE_BYTES))
    is_spaced = first is not None and _is_spaced(first.text, separator)
    if first is not None and first.encoding == "utf-8" and not is_spaced:
        return pl.scan_csv(file, **options)
    if file.stat().st_size > MAX_RECODED_BYTES:
        if is_spaced and first is not None and first.encoding == "utf-8":
            return pl.scan_csv(file, **options)
        raise TableFaultError("too_large", f"not UTF-8 and larger than {MAX_RECODED_BYTES:,} bytes; save it as UTF-8")
    decoded = decode_text(file.read_bytes())
    if decoded is None:
        raise TableFaultError("not_text", "the bytes are no text, so no table of text")
    text = decoded.text.lstrip("\ufeff")
    return pl.scan_csv(io.BytesIO((_close_up(text, separator) if is_spaced else text).encode("utf-8")), **options)


def _is_spaced(text: str, separator: str) -> bool:
    """True where a blank stands between the separator and the quotation marks of cells: `"Elm", "12"`."""
    lines = text[:SAMPLE_BYTES].splitlines()[:50]
    return sum(1 for line in lines if f'{separator} "' in line) * 2 > len(lines)


def _close_up(text: str, separator: str) -> str:
    """The same cells without those blanks."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    closed = io.StringIO(newline="")
    try:
        csv.writer(closed, delimiter=separator, lineterminator="\n").writerows(rows)
    except csv.Error as error:
        raise TableFaultError("damaged_table", f"a cell is larger than can be read ({error})") from error
    return closed.getvalue()


def _has_paired_quotes(file: Path) -> bool:
    # One quote too many turns the rest of a file into a single cell; such a file is read with quotes as plain characters.
    n_quotes = 0
    with file.open("rb") as stream:
        while chunk := stream.read(SAMPLE_BYTES):
            n_quotes += chunk.count(b'"')
    return n_quotes % 2 == 0


def scan_parquet(file: Path) -> pl.LazyFrame:
    """A Parquet file as a lazy frame of its plain columns with the row's number. Raises TableFaultError."""
    try:
        frame = pl.scan_parquet(file, row_index_name=ROW, glob=False)
        schema = frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise TableFaultError(
            "damaged_table", f"the file cannot be read as Parquet ({str(error).splitlines()[0][:120]})"
        ) from error
    plain = [name for name, dtype in schema.items() if not dtype.is_nested() and dtype not in {pl.Binary, pl.Object}]
    return frame.select(plain)
