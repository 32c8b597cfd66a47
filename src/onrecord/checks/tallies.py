"""Tables whose rows already are counts: a row for each place, a column for each thing counted ("Site, Arrests, Convicted").

In: a table's columns, a figure with its surroundings, the rows. Out: the claim as sums of columns and an `Answer`, or the
reason why the columns cannot answer. Trap: such a table counts no persons by its rows; a total may stand among its rows;
and two tables of arrests by city may be of two operations, so what differs is only said where the text states the table's
own total (see `tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.checks.table_answers import Answer, stated_interval
from onrecord.checks.table_claims import (
    Predicate,
    TableClaim,
    Unanswerable,
    class_of_words,
    counts_people,
    find_rows_of,
    heading_words,
    is_everywhere,
    share_words,
)
from onrecord.checks.table_contexts import Asked
from onrecord.checks.table_queries import Counted, Rows, divide_counts, subtract_counts
from onrecord.intervals import ValueInterval
from onrecord.model.documents import Table, TableColumn
from onrecord.model.mentions import Figure

Base = tuple[Predicate, ...]

_LEAST_NEAR = 100
_MOST_SLICES = 12
_MOST_ROWS = 5_000  # a table of counts by place has no more; a longer one lists cases
_OF_PERSONS = frozenset(("person_id", "age", "sex", "nationality"))  # what a table has that lists persons
# headings of numbers that no sum makes sense of
_NO_SUM_RE = re.compile(
    r"\b(?:prior|previous|max|maximum|capacity|minimum|id|code|no|nr|year|fy|month|day|days|zip|phone|age|rank|rate|share|percent|pct|average|avg|mean|median|latitude|lat"
    r"|longitude|long|lon|cost|price|length|level|grade|score|index|order|line|row|page|fips|geoid|district|precinct|circuit"
    r"|se|moe|low|upp|upper|lower|per|alos|stay)\b|%"
)
_GENERIC_RE = re.compile(r"\b(?:counts?|totals?|number|n|people|persons|individuals|population|cases|figures?|value)\b")
_MEN_RE, _WOMEN_RE = re.compile(r"\b(?:male|males|men|boys)\b"), re.compile(r"\b(?:female|females|women|girls)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A column of counts: its heading and the class that its heading names ("convicted", "none", ...); None for all cases."""

    column: str
    kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a table of counts offers: its measures, whether each row is a place of its own, and whether its rows have days.

    `slices` are columns that put together what may be several tables, such as the operation that the counts are of.
    """

    measures: tuple[Measure, ...]
    is_partition: bool
    is_dated: bool = False
    slices: tuple[str, ...] = ()


def find_tally(table: Table) -> Tally | None:
    """The measures of a table of counts; None for a table that lists cases."""
    dated = any(column.role == "date" and column.dtype == "date" and column.n_values > 1 for column in table.columns)
    keys = [column for column in table.columns if column.dtype == "text" and column.role == "place"]
    is_key = any(1 < table.n_rows == column.n_filled == column.n_values for column in keys)
    if any(column.role in _OF_PERSONS for column in table.columns) or (table.n_rows > _MOST_ROWS and not dated):
        return None
    measures = tuple(
        Measure(column=column.name, kind=_kind_of(column.name))
        for column in table.columns
        if _is_measure(column, is_key=is_key)
    )
    is_panel = dated and not is_key
    slices = [] if is_key or is_panel else [column.name for column in table.columns if _is_slice(column, table)]
    return Tally(measures=measures, is_partition=is_key, is_dated=is_panel, slices=tuple(slices)) if measures else None


def _is_slice(column: TableColumn, table: Table) -> bool:
    is_class = column.dtype == "text" and column.role in (None, "name") and column.n_filled == table.n_rows
    return is_class and 1 < column.n_values <= _MOST_SLICES and column.n_values * 2 < table.n_rows


def _is_measure(column: TableColumn, *, is_key: bool) -> bool:
    if column.dtype not in ("integer", "number") or _NO_SUM_RE.search(heading_words(column.name)):
        return False
    return column.role == "count" or (is_key and column.role is None and column.dtype == "integer")


def _kind_of(heading: str) -> str | None:
    words = heading_words(heading)
    if _WOMEN_RE.search(words):
        return "female"
    return "male" if _MEN_RE.search(words) else class_of_words(words)


def ask_tally(
    asked: Asked, table: Table, tally: Tally, values: Mapping[str, Sequence[str]], rows: Rows
) -> tuple[TableClaim, Answer] | Unanswerable | None:
    """What a table of counts says to a figure; None where the figure is not about what it counts."""
    figure = asked.figure
    if figure.kind not in {"count", "share"} or figure.approx == "vague" or figure.modality != "did":
        return None
    totals = _totals(asked, table, tally)
    if not totals:
        return None
    period = figure.period if tally.is_dated else None
    if tally.is_dated and (period is None or rows.date is None):
        return None  # a number of no day: the rows of all days together are no count of anything
    bases = _places(asked, table, values)
    if isinstance(bases, Unanswerable):
        return bases
    kind, is_share = _kind_of(asked.words), figure.kind == "share"
    if is_share and kind is None and bases == ((),):
        return None
    slices = [Predicate(name, (value,), value) for name in tally.slices for value in values.get(name, ())]
    bases = (*bases, *((each, *base) for base in bases for each in slices))
    parts = [part for total in totals for part in _parts(kind, total, tally)]
    if not parts:
        return Unanswerable(f"no column of the {_class_name(kind)}")
    readings = tuple(_read(asked, bases, parts, rows, kind=kind))
    if not readings:
        return None
    columns = dict.fromkeys(item.column for base in bases for item in base)
    columns.update(dict.fromkeys(name for part in parts for name in (*part.columns, *([part.total] if is_share else []))))
    stated = stated_interval(figure)
    claim = TableClaim(
        figure=figure,
        is_share=is_share,
        counts_people=True,
        bases=bases,
        parts=((),) if kind is None else ((Predicate(parts[0].columns[0], (), kind),),),
        period=period,
    )
    is_day = period is not None and period.earliest == period.latest
    answer = Answer(
        readings=readings,
        matching=tuple(reading for reading in readings if reading.value.intersects(stated)),
        columns=tuple(columns),
        is_firm=(is_day if tally.is_dated else tally.is_partition)
        and kind in (None, "convicted", "charged")
        and not _is_loose(figure.place, bases),
        is_total=kind is None and any(base == () for base in bases) and not is_share and not tally.is_dated,
    )
    return claim, answer


@dataclass(frozen=True, slots=True)
class _Part:
    """One reading of a class: the sum of the first column less those of the others, beside the column of all cases."""

    columns: tuple[str, ...]
    label: str
    total: str


def _totals(asked: Asked, table: Table, tally: Tally) -> list[str]:
    """The columns of all cases that the sentence may speak of; those that share a word with it before the general ones."""
    figure = asked.figure
    counted = f"{figure.counted or ''} {figure.unit or ''}".strip()
    whole = [measure.column for measure in tally.measures if measure.kind is None]
    if figure.kind == "count" and counted and not counts_people(figure):
        return [column for column in whole if share_words(counted, column)]
    named = [column for column in whole if share_words(asked.sentence, column)]
    if named:
        return named
    if not share_words(asked.sentence, f"{table.name} {table.sheet or ''}"):
        return []
    return whole if len(whole) == 1 else [column for column in whole if _GENERIC_RE.search(heading_words(column))]


def _parts(kind: str | None, total: str, tally: Tally) -> Iterator[_Part]:
    own = [measure.column for measure in tally.measures if measure.kind == kind]
    convicted = [measure.column for measure in tally.measures if measure.kind == "convicted"]
    charged = [measure.column for measure in tally.measures if measure.kind == "charged"]
    if kind is None:
        yield _Part((total,), total, total)
        return
    for column in own:
        yield _Part((column,), column, total)
    if kind == "criminal" and not own:
        for column in convicted:
            yield _Part((column,), column, total)
    if kind == "none" and not own:
        for column in convicted:
            yield _Part((total, column), f"{total} less {column}", total)
            for other in charged:
                yield _Part((total, column, other), f"{total} less {column} and {other}", total)


def _class_name(kind: str | None) -> str:
    return {"none": "convicted or of the others", "criminal": "convicted", "male": "men", "female": "women"}.get(
        kind or "", kind or "cases"
    )


def _places(asked: Asked, table: Table, values: Mapping[str, Sequence[str]]) -> tuple[Base, ...] | Unanswerable:
    place = asked.figure.place
    if not place or place.lower().startswith("other ") or is_everywhere(place):
        return ((),)
    found: tuple[Base, ...] = tuple((predicate,) for predicate in find_rows_of(place, table, values))
    if asked.is_whole:
        return (*found, ())  # "167 of the 498 people were arrested in Elm": the place may be that of the part alone
    return found or Unanswerable(f"no row names {place}")


def _is_loose(place: str | None, bases: Sequence[Base]) -> bool:
    return any(item.label != place for base in bases for item in base)


def _read(asked: Asked, bases: Sequence[Base], parts: Sequence[_Part], rows: Rows, *, kind: str | None) -> Iterator[Counted]:
    period = asked.figure.period if rows.date is not None else None
    for base in bases:
        for part in parts:
            whole = rows.total(part.total, base, period)
            if kind is not None and asked.wholes and not any(whole.value.intersects(one) for one in asked.wholes):
                continue  # the text speaks of another whole than these rows
            counted = rows.total(part.columns[0], base, period)
            for column in part.columns[1:]:
                counted = subtract_counts(counted, rows.total(column, base, period), part.label)
            if asked.figure.kind != "share":
                yield counted
                continue
            share = divide_counts(counted, whole if kind is not None else rows.total(part.total, (), period))
            if share is not None:
                yield share


def is_total_row(amounts: Sequence[int]) -> bool:
    """True where the last of some numbers is the sum of the others: a total that no word calls so.

    >>> is_total_row([28, 30, 63, 121])
    True
    """
    return len(amounts) > 3 and amounts[-1] > 0 and sum(amounts[:-1]) == amounts[-1]


def is_nearly(figure: Figure, total: ValueInterval) -> bool:
    """True where a total is within one in a hundred of the number stated: a round number, or a count of another day."""
    stated, low = figure.stated, total.low
    return stated is not None and low is not None and stated >= _LEAST_NEAR and abs(stated - low) * 100 <= stated
