"""The rows and the counts of a few that the text of a table's document shows, covered where the table lists cases.

In: a document and what is covered in it anyhow. Out: both together. A row of such a table is mostly a person, told by day, age
and place without any name. A table whose rows already are counts ("Site, Arrests") is somebody's published figures and stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.checks.tallies import find_tally
from onrecord.dossier.case_texts import CaseText
from onrecord.dossier.mask_records import COUNT, ROW, MaskedSpan
from onrecord.dossier.person_tables import lists_persons
from onrecord.dossier.small_cells import hidden_parts, is_small
from onrecord.spans import Span
from onrecord.text.table_text import COLUMN_HEADING, SEPARATOR, find_column, find_rows, find_title, flat, full_name, one_line

NO_ROW, ROW_REASON = "[row not shown]", "a row of a table that lists cases is mostly about one person"
NO_COUNT, COUNT_REASON = "[count not shown]", "a count of a few persons, or one from which it could be worked out"
_NOTE_RE = re.compile(r"^Note: .*$", re.MULTILINE)
_COUNTED_RE = re.compile(r"(?<![\w.,])(\d[\d,]*) (?:cells?|rows?|values?)\b")  # like "Age: 3 cells withheld"


def cover_table(spans: Iterable[MaskedSpan], document: CaseText, smallest: int) -> tuple[MaskedSpan, ...]:
    """The covered stretches of a document with its rows, each covered as a whole, and the counts of a few in its profile."""
    if document.kind != "table":
        return tuple(spans)
    own = [_covered(row, ROW, ROW_REASON, NO_ROW) for row in rows_of_cases(document)]
    own += [_covered(*count) for count in small_counts(document, smallest)]
    joined: list[MaskedSpan] = []
    for span in sorted((*own, *spans), key=lambda span: (span.start, span.kind != ROW)):
        if joined and span.start < joined[-1].end:
            row = span if span.kind == ROW else joined[-1]
            joined[-1] = replace(row, start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def rows_of_cases(document: CaseText) -> Iterator[Span]:
    """The cells of every shown row, but for the rows of tables of counts."""
    titles = [(find_title(document.text, full_name(table.name, table.sheet)), table) for table in document.tables]
    begins = sorted((title.start, find_tally(table) is not None) for title, table in titles if title is not None)
    for row in find_rows(document.text):
        at = bisect_right(begins, (row.start, True))
        if at == 0 or not begins[at - 1][1]:
            yield row


def small_counts(document: CaseText, smallest: int) -> Iterator[tuple[Span, str, str, str]]:
    """The counts of a few that the profiles of tables of persons print: of rows, of filled cells, of cells left out."""
    text = document.text
    for table in document.tables:
        name = full_name(table.name, table.sheet)
        title = find_title(text, name)
        if title is None or not lists_persons(table):
            continue
        few = f"[fewer than {smallest}]"
        if is_small(table.n_rows, smallest):
            rows = text.index(":", title.start + len(f"Table {flat(name)}")) + 2
            yield Span(rows, rows + len(f"{table.n_rows:,}")), COUNT, COUNT_REASON, few
        for note in _NOTE_RE.finditer(text, title.end, text.find(COLUMN_HEADING, title.end)):
            for number in _COUNTED_RE.finditer(text, *note.span()):
                if is_small(int(number[1].replace(",", "")), smallest):
                    yield Span(*number.span(1)), COUNT, COUNT_REASON, few
        for column in table.columns:
            line = find_column(text, name, column.name)
            if line is not None and hidden_parts([column.n_filled, table.n_rows - column.n_filled], smallest):
                filled = line.start + len(SEPARATOR.join((one_line(column.name), column.dtype, "")))
                label = few if is_small(column.n_filled, smallest) else NO_COUNT
                yield Span(filled, filled + len(f"{column.n_filled:,}")), COUNT, COUNT_REASON, label


def _covered(span: Span, kind: str, reason: str, pseudonym: str) -> MaskedSpan:
    return MaskedSpan(start=span.start, end=span.end, kind=kind, reason=reason, pseudonym=pseudonym)
