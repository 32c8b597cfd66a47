"""`onrecord redactions --format csv`: the deletions as a ledger by code, page and message, each code with its total.

In: the redactions of a case. Out: CSV; a row `entry` for each code on each page of each message, then a row `total` for each
code and one for all. A deletion under several codes stands under each of them and once in the total of all.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from onrecord.casefile.export_values import ExportRow

FIELDS = ("row", "code", "source", "page", "message_id", "kind", "redactions", "code_missing", "failed")
Cell = str | int | None


def ledger_lines(rows: Sequence[ExportRow]) -> Iterator[str]:
    """The ledger as lines of CSV, the same for the same redactions."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for cells in (FIELDS, *_entries(rows), *_totals(rows)):
        writer.writerow([_harmless(cell) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _entries(rows: Sequence[ExportRow]) -> Iterator[tuple[Cell, ...]]:
    grouped: dict[tuple[str, str, int, str, str], list[ExportRow]] = {}
    for row in rows:
        for code in row["codes"] or [""]:
            key = (code, row["source"] or "", row["page"] or 0, row["message_id"] or "", row["kind"])
            grouped.setdefault(key, []).append(row)
    for (code, source, page, message_id, kind), mine in sorted(grouped.items()):
        yield ("entry", code, source, page or None, message_id, kind, *_counts(mine))


def _totals(rows: Sequence[ExportRow]) -> Iterator[tuple[Cell, ...]]:
    codes = sorted({code for row in rows for code in row["codes"] or [""]})
    for code in codes:
        yield ("total", code, None, None, None, None, *_counts([row for row in rows if code in (row["codes"] or [""])]))
    yield ("total", "all", None, None, None, None, *_counts(rows))


def _counts(rows: Sequence[ExportRow]) -> tuple[int, int, int]:
    return (len(rows), sum(bool(row["code_missing"]) for row in rows), sum(bool(row["failed"]) for row in rows))


def _harmless(cell: Cell) -> Cell:
    # A spreadsheet runs a cell that begins like a formula; a file name from outside may do so.
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
