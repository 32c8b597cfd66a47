"""A table with a row for each place, as a breakdown that leaves room for some parts and for others not (F209).

In: such a table with its rows, the texts that state its total. Out: findings as of a list in a text (see `breakdowns`), with
the row of the table cited where the table's document shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checks.breakdowns import Breakdown, Part, check_rooms, read_text
from onrecord.checks.figure_sentences import frame_figures
from onrecord.checks.listed_parts import LEAST_PARTS, LEAST_WHOLE
from onrecord.checks.table_queries import Rows
from onrecord.checks.tallies import Tally
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Table
from onrecord.model.findings import Finding
from onrecord.model.links import Place
from onrecord.spans import Span
from onrecord.text.table_text import find_column, find_row, find_title, full_name

_MOST_PARTS = 60


def check_tally_rooms(
    table: Table, document: Document, tally: Tally, rows: Rows, texts: Sequence[DocumentRecords]
) -> Iterator[Finding]:
    """The parts that these texts name and the rows of a table leave no room for."""
    keys = [column.name for column in table.columns if column.role == "place" and column.name in rows.frame.columns]
    groups = [rows.frame]
    if not tally.is_partition:
        groups = [group for name in tally.slices for group in rows.frame.partition_by(name, maintain_order=True)]
    read = [read_text(frame_figures(part.document, part.mentions.figures)) for part in texts]
    for group in groups if keys and read and not tally.is_dated else ():
        names = group.get_column(keys[0]).cast(str).to_list()
        if not LEAST_PARTS <= len(names) <= _MOST_PARTS or len(set(names)) < len(names):
            continue
        for measure in tally.measures:
            amounts = group.get_column(measure.column).to_list()
            if measure.kind is None and all(isinstance(amount, int) for amount in amounts) and sum(amounts) >= LEAST_WHOLE:
                parts = dict(zip(names, amounts, strict=True))
                yield from check_rooms(read, [_break_down(table, document, measure.column, parts)])


def _break_down(table: Table, document: Document, column: str, amounts: dict[str, int]) -> Breakdown:
    text, name = document.text, full_name(table.name, table.sheet)
    heading = _cite(document, find_column(text, name, column) or find_title(text, name) or Span(0, 0))
    parts = []
    for place, amount in amounts.items():
        row = find_row(text, name, place, str(amount))
        parts.append(Part(amount, place, heading if row is None else _cite(document, row)))
    return Breakdown(document.id, sum(amounts.values()), tuple(parts), (heading,))


def _cite(document: Document, span: Span) -> Place:
    return Place(document_id=document.id, span=span, text=span.of(document.text), page=document.page_at(span.start))
