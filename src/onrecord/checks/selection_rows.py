"""From the rows of a table to the question of a selection audit: population, attributes, shown cases, ranks.

In: rows as a lazy frame, a condition in SQL, attributes as (column, value), the shown cases by their row numbers or only
their number. Out: an `AuditQuestion`. Raises SettingsError where a column, a value or the condition does not fit the table.
Cases given as a mere number are taken to have every attribute asked about, which the note of the question says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from onrecord.checks.selection import AttributeCount, AuditQuestion, ShownRanks
from onrecord.checks.selection_condition import require_condition
from onrecord.errors import SettingsError
from onrecord.model.documents import Document, Table
from onrecord.model.links import Place
from onrecord.text.table_text import find_column, find_title, full_name

ROW = "row in file"


def ask_population(
    frame: pl.LazyFrame,
    *,
    table: str,
    population: str | None,
    attributes: Sequence[tuple[str, str]],
    cases: int | Sequence[int],
    ranked_by: str | None = None,
) -> AuditQuestion:
    """The question of an audit. `cases` is how many were shown, or their rows as a spreadsheet numbers them (1-based).

    A shown row outside the population is borrowed, one named twice counts once. The largest value of `ranked_by` ranks 1.
    """
    rows = _select_population(frame, population)
    for column, _ in attributes:
        _require(rows, column, table)
    if not rows.height:
        raise SettingsError(f"{table}: no row of the table is in the population {population}", hint="look at its values")
    shown = None if isinstance(cases, int) else list(dict.fromkeys(cases))
    n_shown = cases if isinstance(cases, int) else len(shown or ())
    inside = rows.filter(pl.col(ROW).is_in([number - 1 for number in shown])) if shown is not None else None
    counts = []
    for column, value in attributes:
        has_it = pl.col(column).cast(pl.String) == value
        n_with = rows.filter(has_it).height
        if n_with == 0:
            known = ", ".join(str(each) for each in rows.get_column(column).drop_nulls().unique().sort().to_list()[:8])
            raise SettingsError(f"{table}: no row of the population has {column} = {value}; it has {known}")
        n_shown_with = n_shown if inside is None else inside.filter(has_it).height
        if n_shown_with > n_with:
            raise SettingsError(f"{table}: {n_shown} cases cannot all have {column} = {value}, for {n_with} rows have it")
        counts.append(AttributeCount(label=f"{column} = {value}", n_with=n_with, n_shown_with=n_shown_with))
    return AuditQuestion(
        table=table,
        population=f"where {population}" if population is not None else "all rows",
        n_all=rows.height,
        n_shown=n_shown,
        attributes=tuple(counts),
        ranking=_find_ranks(rows, inside, ranked_by, table),
        n_borrowed=0 if inside is None else n_shown - inside.height,
        n_repeats=0 if isinstance(cases, int) else sum(count - 1 for count in Counter(cases).values()),
        borrowed=() if inside is None else _outside(shown or (), inside, frame, table),
        repeated=() if isinstance(cases, int) else tuple(sorted(row for row, count in Counter(cases).items() if count > 1)),
    )


def list_rows(frame: pl.LazyFrame, condition: str) -> tuple[int, ...]:
    """The rows that a condition picks, as a spreadsheet numbers them. Raises SettingsError where it is no condition."""
    return tuple(number + 1 for number in _select_population(frame, condition).get_column(ROW).to_list())


def cite_headings(document: Document, table: Table, columns: Sequence[str]) -> tuple[Place, ...]:
    """Where the title of a table and the headings of some columns stand in the document that shows its profile."""
    text, name = document.text, full_name(table.name, table.sheet)
    spans = (find_title(text, name), *(find_column(text, name, column) for column in dict.fromkeys(columns)))
    return tuple(
        Place(document_id=document.id, span=span, text=span.of(text), page=document.page_at(span.start))
        for span in spans
        if span is not None
    )


def _outside(shown: Sequence[int], inside: pl.DataFrame, frame: pl.LazyFrame, table: str) -> tuple[int, ...]:
    """The shown rows that are not of the population. Raises SettingsError where the table has no such row at all."""
    borrowed = sorted(set(shown) - {number + 1 for number in inside.get_column(ROW).to_list()})
    known = frame.select(ROW).filter(pl.col(ROW).is_in([number - 1 for number in borrowed])).collect().get_column(ROW)
    unknown = sorted(set(borrowed) - {number + 1 for number in known.to_list()})
    if unknown:
        listed = ", ".join(map(str, unknown[:8]))
        raise SettingsError(f"{table} has no data in row {listed}", hint="rows are numbered as in a spreadsheet, headings too")
    return tuple(borrowed)


def _select_population(frame: pl.LazyFrame, population: str | None) -> pl.DataFrame:
    if population is not None:
        require_condition(population, frame.collect_schema().names())
    try:
        chosen = frame.sql(f"SELECT * FROM self WHERE ({population})") if population is not None else frame
        return chosen.collect(engine="streaming")
    except pl.exceptions.PolarsError as error:
        words = str(error).splitlines()[0][:200]
        raise SettingsError(
            f"the population {population!r} is no condition on this table: {words}",
            hint="quote headings with blanks, as in --population '\"Arrest City\" = ''Elm'''",
        ) from error


def _require(rows: pl.DataFrame, column: str, table: str) -> None:
    if column not in rows.columns:
        known = ", ".join(name for name in rows.columns if name != ROW)
        raise SettingsError(f"{table} has no column {column}; it has {known[:300]}")


def _find_ranks(rows: pl.DataFrame, inside: pl.DataFrame | None, ranked_by: str | None, table: str) -> ShownRanks | None:
    if ranked_by is None:
        return None
    _require(rows, ranked_by, table)
    if inside is None:
        raise SettingsError("a ranking needs the rows of the shown cases, not only their number", hint="--cases 12,31,40")
    if not rows.get_column(ranked_by).dtype.is_numeric():
        raise SettingsError(f"{table}: {ranked_by} holds no numbers, so it gives no ranking")
    values = rows.get_column(ranked_by)
    ranks = []
    has_ties = False
    for value in inside.get_column(ranked_by).to_list():
        if value is None:
            raise SettingsError(f"{table}: a shown case has no value in {ranked_by}")
        ranks.append(int((values >= value).sum()))  # a tie takes the last rank of its group: never in favour of a finding
        has_ties = has_ties or int((values == value).sum()) > 1
    return ShownRanks(column=ranked_by, ranks=tuple(sorted(ranks)), has_ties=has_ties)
