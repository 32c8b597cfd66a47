"""The sheets of an old workbook (.xls) as Arrow files, written by a process of its own.

Run as `python -m onrecord.readers.workbook_child FILE FOLDER`. The library that reads old workbooks can abort or run on
without end over a damaged one; here that costs this process alone. Writes `sheets.json` last: without it nothing counts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import fastexcel

NAMES_FILE = "sheets.json"


def write_sheets(file: Path, folder: Path) -> None:
    """Every sheet of a workbook as `0.arrow`, `1.arrow`, ... with all cells as text, and the names of the sheets."""
    workbook = fastexcel.read_excel(file.read_bytes())
    for number, name in enumerate(workbook.sheet_names):
        frame = workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
        frame.write_ipc(folder / f"{number}.arrow")
    (folder / NAMES_FILE).write_text(json.dumps(workbook.sheet_names), encoding="utf-8")


if __name__ == "__main__":
    write_sheets(Path(sys.argv[1]), Path(sys.argv[2]))
