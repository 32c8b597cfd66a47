"""The columns of a table: their types and counts over all rows, and the frame in which they have those types.

In: a lazy frame of text cells (or the typed cells of a Parquet file), names, sample rows. Out: `TableColumn`s, the number
of rows, notes on what was left out; and the shaped frame. Nothing is counted twice: one pass gives all counts.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord.model.documents import TableColumn
from onrecord.readers.codebooks import Codebook, ColumnNote
from onrecord.readers.table_frames import ROW
from onrecord.readers.table_layout import (
    MISSING_PATTERN,
    ODD_PATTERN,
    REDACTION_PATTERN,
    TOTAL_PATTERN,
    Row,
    find_role,
    find_type,
    is_redaction,
)

N_EXAMPLES = 5
MAX_EXACT_ROWS = 3_000_000  # to tell all values of a longer table apart takes gigabytes
COLUMNS_PER_PASS = 100  # a wide table is profiled in slices, so that no plan has tens of thousands of steps


def profile_columns(
    frame: pl.LazyFrame, names: Sequence[str], sample: Sequence[Row], codebook: Codebook
) -> tuple[tuple[TableColumn, ...], int, tuple[str, ...]]:
    """The columns of a table with their counts over all rows, the number of rows, and notes."""
    schema = frame.collect_schema()
    kinds = [_find_kind(place, name, schema, sample, codebook) for place, name in enumerate(names)]
    kept = _keep_rows(frame, names)
    n_all = int(frame.select(pl.len()).collect().item())
    is_long = n_all > MAX_EXACT_ROWS
    counts = _count_columns(kept, kinds, schema, is_long=is_long)
    n_rows = counts["n"]
    notes = [] if n_all == n_rows else [f"{n_all - n_rows:,} rows left out: repeated headings, totals, empty rows"]
    if is_long:
        notes.append(f"more than {MAX_EXACT_ROWS:,} rows: how many values differ is an estimate (within some 2 %)")
    columns: list[TableColumn] = []
    for place, name in enumerate(names):
        n_filled, n_values = counts[f"f{place}"], counts[f"v{place}"]
        n_lost = counts.get(f"w{place}", n_filled) - n_filled
        n_withheld, n_missing = counts.get(f"r{place}", 0), counts.get(f"m{place}", 0)
        if n_withheld:
            notes.append(f"{name}: {n_withheld:,} cells withheld, read as empty")
        if n_missing:
            notes.append(f"{name}: {n_missing:,} cells say that nothing is known (NA), read as empty")
        if n_lost > n_withheld + n_missing:
            notes.append(f"{name}: {n_lost - n_withheld - n_missing:,} cells do not read as {kinds[place][0]}, read as empty")
        note = codebook.columns.get(name, ColumnNote())
        columns.append(
            TableColumn(
                name=name,
                dtype=kinds[place][0],
                n_filled=n_filled,
                n_values=n_values,
                role=note.role or find_role(name, kinds[place][0], n_filled, n_values),
                examples=_find_examples(place, sample),
                meanings=note.meanings,
                is_plain=not counts.get(f"odd{place}", 0),
            )
        )
    unknown = sorted(set(codebook.columns) - set(names))
    if unknown:
        notes.append(f"the codebook names columns that the table has not: {', '.join(unknown)[:200]}")
    return tuple(columns), n_rows, tuple(notes)


def shape_frame(
    frame: pl.LazyFrame, names: Sequence[str], sample: Sequence[Row], columns: Sequence[TableColumn]
) -> pl.LazyFrame:
    """The frame with the profiled columns in their types under their names."""
    schema = frame.collect_schema()
    places = {name: place for place, name in enumerate(names)}
    shaped = []
    for column in columns:
        place = places[column.name]
        formats = find_type(_cells(place, sample))[1] if column.dtype == "date" else ()
        shaped.append(_typed(place, (column.dtype, formats), schema, plain=column.is_plain).alias(column.name))
    return _keep_rows(frame, names).select(pl.col(ROW), *shaped)


def _find_kind(
    place: int, name: str, schema: pl.Schema, sample: Sequence[Row], codebook: Codebook
) -> tuple[str, tuple[str, ...]]:
    dtype = schema[f"c{place}"]
    if dtype.is_integer():
        return "integer", ()
    if dtype.is_numeric():
        return "number", ()
    if dtype.is_temporal():
        return "date", ()
    kind, formats = find_type(_cells(place, sample))
    stated = codebook.columns.get(name, ColumnNote()).dtype
    return (stated, formats) if stated else (kind, formats)


def _cells(place: int, sample: Sequence[Row]) -> list[str]:
    return [cell for row in sample if place < len(row) and (cell := row[place])]


def _typed(place: int, kind: tuple[str, tuple[str, ...]], schema: pl.Schema, *, plain: bool) -> pl.Expr:
    """A column in its type. `plain`: its cells need no cleaning, which is several times as fast."""
    column = pl.col(f"c{place}")
    if schema[f"c{place}"] != pl.String:
        return column.cast(pl.Date, strict=False) if kind[0] == "date" else column
    text = column if plain else column.str.strip_chars()
    if kind[0] == "date":
        readings = [text.str.strptime(pl.Date, each, strict=False) for each in kind[1]] or [pl.lit(None, dtype=pl.Date)]
        return pl.coalesce(readings)
    if plain and kind[0] != "text":
        return column.cast(pl.Int64 if kind[0] == "integer" else pl.Float64, strict=False)
    if kind[0] == "integer":
        return text.str.replace_all(",", "", literal=True).str.replace(r"\.0$", "").cast(pl.Int64, strict=False)
    if kind[0] == "number":
        return text.str.replace_all(r"[,$%\s]", "").str.replace(r"^\((.*)\)$", "-$1").cast(pl.Float64, strict=False)
    empty = (text == "") if plain else (text == "") | text.str.contains(REDACTION_PATTERN) | text.str.contains(MISSING_PATTERN)
    return pl.when(empty).then(None).otherwise(text)


def _count_columns(
    kept: pl.LazyFrame, kinds: Sequence[tuple[str, tuple[str, ...]]], schema: pl.Schema, *, is_long: bool
) -> dict[str, int]:
    """How many rows there are (n) and for each column how many cells read as its type (f), how many values differ (v).

    For a column that is not plain also how many cells are not blank (w), and how many of those are withheld (r) or say that
    nothing is known (m).
    """
    counts: dict[str, int] = {}
    for start in range(0, max(len(kinds), 1), COLUMNS_PER_PASS):
        places = range(start, min(start + COLUMNS_PER_PASS, len(kinds)))
        counts.update(
            _collect(kept, [each for place in places for each in _count_plain(place, kinds[place], schema, is_long=is_long)])
        )
    again = [place for place in range(len(kinds)) if counts.get(f"odd{place}", 0)]
    for start in range(0, len(again), COLUMNS_PER_PASS):
        chosen = again[start : start + COLUMNS_PER_PASS]
        counts.update(
            _collect(kept, [each for place in chosen for each in _count_cleaned(place, kinds[place], schema, is_long=is_long)])
        )
    return counts


def _count_plain(place: int, kind: tuple[str, tuple[str, ...]], schema: pl.Schema, *, is_long: bool) -> list[pl.Expr]:
    column, typed = pl.col(f"c{place}"), _typed(place, kind, schema, plain=True)
    if schema[f"c{place}"] != pl.String:
        return [typed.count().alias(f"f{place}"), _count_values(typed, is_long=is_long).alias(f"v{place}")]
    filled = (column != "").sum()
    if kind[0] == "text":
        n_values = _count_values(column, is_long=is_long) - (column == "").any().cast(pl.Int64)
        odd = column.str.contains(ODD_PATTERN).sum()
        return [filled.alias(f"f{place}"), n_values.alias(f"v{place}"), odd.alias(f"odd{place}")]
    odd = (filled.cast(pl.Int64) - typed.count().cast(pl.Int64)).alias(f"odd{place}")
    return [typed.count().alias(f"f{place}"), _count_values(typed, is_long=is_long).alias(f"v{place}"), odd]


def _count_cleaned(place: int, kind: tuple[str, tuple[str, ...]], schema: pl.Schema, *, is_long: bool) -> list[pl.Expr]:
    column, typed = pl.col(f"c{place}"), _typed(place, kind, schema, plain=False)
    return [
        typed.count().alias(f"f{place}"),
        _count_values(typed, is_long=is_long).alias(f"v{place}"),
        (column.str.strip_chars() != "").sum().alias(f"w{place}"),
        column.str.contains(REDACTION_PATTERN).sum().alias(f"r{place}"),
        column.str.contains(MISSING_PATTERN).sum().alias(f"m{place}"),
    ]


def _count_values(column: pl.Expr, *, is_long: bool) -> pl.Expr:
    known = column.drop_nulls()
    return (known.approx_n_unique() if is_long else known.n_unique()).cast(pl.Int64)


def _collect(kept: pl.LazyFrame, expressions: Sequence[pl.Expr]) -> dict[str, int]:
    row = kept.select(pl.len().alias("n"), *expressions).collect(engine="streaming")
    return {name: int(value) for name, value in row.to_dicts()[0].items()}


def _keep_rows(frame: pl.LazyFrame, names: Sequence[str]) -> pl.LazyFrame:
    """The rows without repeated headings, rows of totals and empty rows."""
    schema = frame.collect_schema()
    texts = [(f"c{place}", name) for place, name in enumerate(names[:50]) if schema[f"c{place}"] == pl.String]
    if not texts:
        return frame
    is_total = pl.col(texts[0][0]).str.contains(TOTAL_PATTERN).fill_null(False)
    is_heading = pl.all_horizontal((pl.col(column) == name).fill_null(False) for column, name in texts[:4])
    is_empty = pl.all_horizontal((pl.col(column).is_null() | (pl.col(column) == "")) for column, _ in texts)
    whole = len(texts) == len(names)
    return frame.filter(~(is_total | is_heading | is_empty) if whole else ~(is_total | is_heading))


def _find_examples(place: int, sample: Sequence[Row]) -> tuple[str, ...]:
    cells = [" ".join(cell.split())[:60] for cell in _cells(place, sample) if cell.strip() and not is_redaction(cell)]
    return tuple(list(dict.fromkeys(cells))[:N_EXAMPLES])
