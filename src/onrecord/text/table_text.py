"""The written form of a table's profile: what a finding cites when it cites a heading or a cell.

In: names, counts and a few rows as strings. Out: lines of text, and where a column's line stands in them. Written and
found here only, so that the writer of the text and those who cite it cannot disagree. Knows no file and no library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.spans import Span

SEPARATOR = " | "
MAX_CELL_CHARS = 80
_ROW_RE = re.compile(r"^row \d+: ?(.*)$", re.MULTILINE)  # like "row 7: A-001 | P0001 | Northgate"
COLUMN_HEADING = "Columns: heading | type | filled | values | role"


def title_line(name: str, n_rows: int, n_columns: int) -> str:
    """The first line of a table's profile.

    >>> title_line("a.csv", 51, 6)
    'Table a.csv: 51 rows, 6 columns'
    """
    return f"Table {flat(name)}: {n_rows:,} rows, {n_columns:,} columns"


def column_line(name: str, dtype: str, n_filled: int, n_values: int, role: str | None) -> str:
    """The line of one column in a profile."""
    return SEPARATOR.join((one_line(name), dtype, f"{n_filled:,}", f"{n_values:,}", role or "-"))


def row_line(number: int, cells: Iterable[str | None]) -> str:
    """One row of a table under its 1-based number in the file; an empty cell keeps its place."""
    return f"row {number}: " + SEPARATOR.join(one_line(cell or "") for cell in cells)


def one_line(cell: str) -> str:
    """A cell without line breaks and without the mark that parts cells, cut when long."""
    line = flat(cell[: MAX_CELL_CHARS * 4].replace("|", "/"))
    return line if len(line) <= MAX_CELL_CHARS else line[: MAX_CELL_CHARS - 1] + "\u2026"


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def full_name(name: str, sheet: str | None) -> str:
    """What a table is called: its file, and its sheet where it has one."""
    return name if sheet is None else f"{name} [{sheet}]"


def find_title(text: str, name: str) -> Span | None:
    """Where the title line of a table stands in the text of its document."""
    head = f"Table {flat(name)}: "
    at = 0 if text.startswith(head) else text.find("\n" + head)
    if at < 0:
        return None
    start = at if text.startswith(head) and at == 0 else at + 1
    end = text.find("\n", start)
    return Span(start, len(text) if end < 0 else end)


def find_column(text: str, table: str, column: str) -> Span | None:
    """Where the line of a column of a table stands in the text of the table's document."""
    title = find_title(text, table)
    if title is None:
        return None
    at = text.find("\n" + one_line(column) + SEPARATOR, text.find("\n" + COLUMN_HEADING, title.end) + 1)
    following = text.find("\nTable ", title.end)
    if at < 0 or 0 <= following < at:
        return None
    end = text.find("\n", at + 1)
    return Span(at + 1, len(text) if end < 0 else end)


def find_row(text: str, table: str, *cells: str) -> Span | None:
    """Where the first row that has these cells stands in the text of the table's document, if it is among the rows shown."""
    title = find_title(text, table)
    if title is None:
        return None
    at = text.find("\nrow ", title.end)
    last = text.find("\nTable ", title.end)
    while at >= 0 and (last < 0 or at < last):
        end = text.find("\n", at + 1)
        end = len(text) if end < 0 else end
        line = text[at + 1 : end]
        if {one_line(cell) for cell in cells} <= set(line.partition(": ")[2].split(SEPARATOR)):
            return Span(at + 1, end)
        at = text.find("\nrow ", end)
    return None


def find_rows(text: str) -> Iterator[Span]:
    """The cells of every row that the text of a table's document shows, behind the number of the row.

    >>> [span.of("row 7: a | b") for span in find_rows("row 7: a | b")]
    ['a | b']
    """
    return (Span(*match.span(1)) for match in _ROW_RE.finditer(text) if match[1])


def print_profile(
    title: str, notes: Sequence[str], preamble: Sequence[str], columns: Sequence[str], rows: Sequence[str]
) -> str:
    """The profile of one table: title, notes, the lines above its heading, its columns, its first rows."""
    parts = [title, *[f"Note: {note}" for note in notes], *preamble, COLUMN_HEADING, *columns, "First rows:", *rows]
    return "\n".join(parts) + "\n"
