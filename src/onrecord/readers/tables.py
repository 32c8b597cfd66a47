"""Tables (CSV, workbooks, Parquet): a profile of each, a document to cite headings and cells from, and the rows on demand.

In: one intake. Out: a `Table` for every sheet that holds one, a Document of kind "table" whose text is the profile and the
first rows, and Problems. `load_frame` gives the rows again, typed as profiled, without repeated headings and rows of
totals, with withheld cells empty. A codebook beside the file (`FILE.codebook.yaml`) corrects what was guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import polars as pl

from onrecord.model.documents import Document, Problem, Reading, Table
from onrecord.model.ids import make_id
from onrecord.readers.codebooks import Codebook, read_codebook
from onrecord.readers.intake import Intake
from onrecord.readers.load_file import split_rows
from onrecord.readers.sniffing import LOAD_FILE, PARQUET, find_media_type
from onrecord.readers.table_columns import profile_columns, shape_frame
from onrecord.readers.table_frames import (
    ROW,
    SAMPLE_ROWS,
    OpenTable,
    TableFaultError,
    open_table,
    read_sheet,
    sample_rows,
    scan_delimited,
    scan_parquet,
)
from onrecord.readers.table_layout import Row, find_body, find_header, name_columns
from onrecord.readers.text import decode_bytes
from onrecord.text.table_text import column_line, flat, full_name, print_profile, row_line, title_line

MAX_COLUMNS = 1_000  # profiled; an agency's widest workbook has some 300
N_SHOWN_ROWS = 20
N_SHOWN_COLUMNS = 60


def read_table(intake: Intake) -> Reading:
    """The tables of a file as profiles, with a document to cite them from, or the Problem that says why not."""
    path = intake.source.path
    codebook, problems = read_codebook(intake.codebook, path)
    document_id = intake.document_id()
    tables: list[Table] = []
    texts: list[str] = []
    try:
        opened = open_table(intake.file, intake.source.media_type)
        for number, sheet in enumerate(opened.sheets):
            table, text = _read_sheet(intake, opened, sheet, number, document_id, codebook)
            texts.append(text)
            if table is not None:
                tables.append(table)
    except TableFaultError as fault:
        problems = (*problems, Problem(source=path, reason=fault.reason, detail=f"{path}: {fault}", fatal=not texts))
    except (pl.exceptions.PolarsError, OSError) as error:
        detail = f"{path}: the table cannot be read ({str(error).splitlines()[0][:120]})"
        problems = (*problems, Problem(source=path, reason="damaged_table", detail=detail, fatal=not texts))
    if not texts:
        empty = Problem(source=path, reason="damaged_table", detail=f"{path}: the workbook has no sheets", fatal=True)
        return Reading(problems=problems if any(problem.fatal for problem in problems) else (*problems, empty))
    if not tables:
        detail = f"{path}: no rows under headings were found; its cells are kept as text"
        problems = (*problems, Problem(source=path, reason="no_table", detail=detail))
    document = Document(id=document_id, source=intake.source, kind="table", text="\n".join(texts), title=intake.source.title)
    return Reading(documents=(document,), tables=tuple(tables), problems=problems)


def load_frame(table: Table, file: Path) -> pl.LazyFrame:
    """The rows of a profiled table: a column for each of `table.columns` in its type, and `row in file` (0-based).

    Repeated headings and rows of totals are left out; a cell that is withheld or does not read as its column's type is
    null. Raises TableFaultError where the file is no longer the table that was profiled.
    """
    media_type = find_media_type(file, table.name)
    if media_type == LOAD_FILE:
        return load_dat_frame(table, file)
    opened = open_table(file, media_type)
    frame, names, sample = _open_rows(opened, table.sheet, table.header_row)
    wanted = [column.name for column in table.columns]
    if not set(wanted) <= set(names):
        raise TableFaultError("changed", f"{table.name}: the columns are no longer those that were profiled; build again")
    return shape_frame(frame, names, find_body(sample, table.header_row, names), table.columns)


def load_dat_frame(table: Table, file: Path) -> pl.LazyFrame:
    """The rows of a Concordance file as text columns. Raises TableFaultError as `load_frame` does."""
    decoded = decode_bytes(file.read_bytes())
    rows = list(split_rows(decoded.text.lstrip("\ufeff"))) if decoded else []
    wanted = [column.name for column in table.columns]
    if not rows or name_columns(rows[0], len(rows[0])) != tuple(wanted):
        raise TableFaultError("changed", f"{table.name}: the fields are no longer those that were profiled; build again")
    cells = {name: [row[place] or None if place < len(row) else None for row in rows[1:]] for place, name in enumerate(wanted)}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(wanted, pl.String))
    return frame.with_row_index(ROW, offset=1).lazy()


def _read_sheet(
    intake: Intake, opened: OpenTable, sheet: str | None, number: int, document_id: str, codebook: Codebook
) -> tuple[Table | None, str]:
    name = PurePosixPath(intake.source.path).name
    frame, names, sample = _open_rows(opened, sheet, codebook.header_row)
    header_row = _header_of(opened.media_type, sample, codebook.header_row)
    if not names or (len(names) == 1 and header_row <= 0 and sheet is not None):
        return None, _print_notes(sheet, sample)  # a sheet of notes
    kept = names[:MAX_COLUMNS]
    columns, n_rows, notes = profile_columns(frame, kept, find_body(sample, header_row, names), codebook)
    if header_row < 0:
        notes = ("no row of headings was found; the columns are numbered", *notes)
    if len(names) > len(kept):
        notes = (f"{len(names):,} columns; the first {MAX_COLUMNS:,} are profiled", *notes)
    table = Table(
        id=make_id("t", document_id, number),
        document_id=document_id,
        name=name,
        header_row=header_row,
        n_rows=n_rows,
        columns=columns,
        notes=notes,
        sheet=sheet,
    )
    return table, _print_table(table, sample, len(names))


def _open_rows(opened: OpenTable, sheet: str | None, header_row: int | None) -> tuple[pl.LazyFrame, tuple[str, ...], list[Row]]:
    """The rows below the headings as a frame named c0, c1, ...; the names of its columns; the first rows of the file."""
    media_type, file = opened.media_type, opened.file
    if media_type == PARQUET:
        frame = scan_parquet(file)
        names = tuple(name for name in frame.collect_schema().names() if name != ROW)
        head = frame.select(pl.col(list(names)).cast(pl.String, strict=False)).head(SAMPLE_ROWS).collect() if names else None
        rows: list[Row] = [list(names), *[list(row) for row in head.rows()]] if head is not None else []
        return frame.rename({name: f"c{place}" for place, name in enumerate(names)}), names, rows
    if opened.workbook is not None:
        cells = read_sheet(opened.workbook, sheet or "")
        sample: list[Row] = [list(row) for row in cells.head(SAMPLE_ROWS).rows()]
        start = _header_of(media_type, sample, header_row) + 1
        whole = cells.with_row_index(ROW).slice(start).lazy()
        return whole, name_columns(sample[start - 1] if start and sample else None, cells.width), sample
    sample, separator = sample_rows(file, media_type)
    header = _header_of(media_type, sample, header_row)
    body_width = max((len(row) for row in sample[max(header, 0) :]), default=0)
    names = name_columns(sample[header] if header >= 0 else None, body_width)
    return scan_delimited(file, separator, len(names), header + 1), names, sample


def _header_of(media_type: str, sample: Sequence[Row], stated: int | None) -> int:
    if media_type == PARQUET:
        return 0
    if stated is not None:
        return min(stated, len(sample) - 1)
    return find_header(sample[:50])


def _print_notes(name: str | None, sample: Sequence[Row]) -> str:
    lines = [" ".join(flat(cell) for cell in row if cell) for row in sample]
    return "\n".join((f"Sheet {flat(name or '')}: notes", *[line for line in lines if line])) + "\n"


def _print_table(table: Table, sample: Sequence[Row], n_columns: int) -> str:
    above = [" ".join(flat(cell) for cell in row if cell and cell.strip()) for row in sample[: max(table.header_row, 0)]]
    columns = [column_line(item.name, item.dtype, item.n_filled, item.n_values, item.role) for item in table.columns]
    start = table.header_row + 1
    first = [
        row_line(start + place + 1, row[:N_SHOWN_COLUMNS]) for place, row in enumerate(sample[start : start + N_SHOWN_ROWS])
    ]
    return print_profile(
        title_line(full_name(table.name, table.sheet), table.n_rows, n_columns),
        table.notes,
        [line for line in above if line],
        columns,
        first,
    )
