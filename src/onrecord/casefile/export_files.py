"""Export rows as files: JSON lines, CSV, Parquet, the same bytes for the same rows on every machine.

In: rows as `exports.export_rows` gives them. Out: UTF-8 with "\\n" after every line, or a Parquet file. Where a row has a list
or an object, CSV and Parquet hold it as JSON in one cell. The table library is loaded for Parquet alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import chain

from onrecord.casefile.export_values import ExportRow

Plain = str | int | float | bool | None


def jsonl_lines(rows: Iterable[ExportRow]) -> Iterator[str]:
    """One line of JSON for each row."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def csv_lines(rows: Iterable[ExportRow]) -> Iterator[str]:
    """A line of field names, then one for each row; a table without rows has no lines at all."""
    numbered = iter(rows)
    first = next(numbered, None)
    if first is None:
        return
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(first)
    for row in chain([first], numbered):
        writer.writerow([_cell(value) for value in row.values()])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def parquet_bytes(rows: Iterable[ExportRow]) -> bytes:
    """All rows as one Parquet file; numbers stay numbers."""
    import polars  # noqa: PLC0415  heavy, and no other export or command needs it

    listed = list(rows)
    columns = {name: _column([_cell(row[name]) for row in listed]) for name in (listed[0] if listed else {})}
    buffer = io.BytesIO()
    polars.DataFrame(columns).write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def _cell(value: object) -> Plain:
    """The value where it is a plain one, else its JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


def _column(cells: list[Plain]) -> list[Plain]:
    """The cells under one type: all numbers as floats where one is, all as text where they are mixed or too large."""
    filled = [cell for cell in cells if cell is not None]
    if all(isinstance(cell, str) for cell in filled) or all(isinstance(cell, bool) for cell in filled):
        return cells
    if all(isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < 2**63 for cell in filled):
        if any(isinstance(cell, float) for cell in filled):
            return [None if cell is None else float(cell) for cell in cells]
        return cells
    return [None if cell is None else cell if isinstance(cell, str) else json.dumps(cell) for cell in cells]
