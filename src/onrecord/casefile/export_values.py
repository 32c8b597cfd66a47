"""What every export row is made with: the open case, and values in the form that other programs read.

In: model values. Out: plain JSON values: an interval of days or instants as `earliest` and `latest`, one of values as `low` and
`high`, numbers whole where they are whole. Trap: an end without a bound is null, never a large number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from onrecord.casefile.judgements import Overlay
from onrecord.casefile.rows import days_of, instants_of, storable
from onrecord.intervals import DateInterval, InstantInterval, ValueInterval
from onrecord.model.links import Place
from onrecord.spans import Span

ExportRow = dict[str, Any]
Number = int | float | None


@dataclass(frozen=True, slots=True)
class Reader:
    """What rows are made from: the open case, the path of every document, and the decisions in force."""

    connection: sqlite3.Connection
    sources: dict[str, str]
    overlay: Overlay
    with_text: bool = False

    def records(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query over `record`."""
        yield from self.connection.execute(query)


def value_number(value: Fraction | None) -> Number:
    """The value as a JSON number: whole where it is whole.

    >>> value_number(Fraction(66, 2)), value_number(Fraction(67, 2))
    (33, 33.5)
    """
    if value is None:
        return None
    if value.denominator == 1:
        return value.numerator
    try:
        return float(value)
    except OverflowError:  # beyond floating point nothing is lost that anybody prints
        return round(value)


def interval_days(interval: DateInterval | None) -> ExportRow | None:
    """The interval as ISO days."""
    earliest, latest = days_of(interval)
    return {"earliest": earliest, "latest": latest} if interval else None


def interval_instants(interval: InstantInterval | None) -> ExportRow | None:
    """The interval as ISO instants, to the minute where no seconds are known."""
    earliest, latest = instants_of(interval)
    return {"earliest": earliest, "latest": latest} if interval else None


def interval_values(interval: ValueInterval | None) -> ExportRow | None:
    """The interval as numbers; an end that is not itself a possible value is named in `open`."""
    if interval is None:
        return None
    row: ExportRow = {"low": value_number(interval.low), "high": value_number(interval.high)}
    ends = [name for name, is_open in (("low", interval.low_open), ("high", interval.high_open)) if is_open]
    return {**row, "open": ends} if ends else row


def storable_row(value: Any) -> Any:
    """The same row with text that UTF-8 can carry."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {key: storable_row(item) for key, item in value.items()}
    if isinstance(value, list):
        return [storable_row(item) for item in value]
    return value


def ends_of(name: str, span: Span | None) -> ExportRow:
    """Where a span starts and ends, as two fields, null where there is none."""
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def place_row(place: Place, sources: dict[str, str]) -> ExportRow:
    """One place as findings show it."""
    return {
        "source": sources.get(place.document_id),
        "start": place.span.start,
        "end": place.span.end,
        "text": place.text,
        "page": place.page,
    }


def in_document_order(table: str, columns: str = "t.record", order: str = "t.start, t.id, t.ordinal") -> str:
    """The query for the rows `t` of a table sorted by the source of their document, then as told."""
    joined = f"{table} AS t JOIN documents AS d ON d.id = t.document_id"
    return f"SELECT {columns} FROM {joined} ORDER BY d.source, {order}"


def text_of(reader: Reader, document_id: str) -> str:
    """The text of one document."""
    text: str = reader.connection.execute("SELECT text FROM documents WHERE id = ?", (document_id,)).fetchone()[0]
    return text
