"""The rows that the text of a table's document shows, covered where the table lists cases.

In: a document and what is covered in it anyhow. Out: both together. A row of such a table is mostly a person, told by day, age
and place without any name. A table whose rows already are counts ("Site, Arrests") is somebody's published figures and stays.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.checks.tallies import find_tally
from onrecord.dossier.case_texts import CaseText
from onrecord.dossier.mask_records import ROW, MaskedSpan
from onrecord.spans import Span
from onrecord.text.table_text import find_rows, find_title, full_name

NO_ROW, REASON = "[row not shown]", "a row of a table that lists cases is mostly about one person"


def cover_rows(spans: Iterable[MaskedSpan], document: CaseText) -> tuple[MaskedSpan, ...]:
    """The covered stretches of a document and its rows, each of which is covered as a whole."""
    rows = [MaskedSpan(start=r.start, end=r.end, kind=ROW, reason=REASON, pseudonym=NO_ROW) for r in rows_of_cases(document)]
    if not rows:
        return tuple(spans)
    joined: list[MaskedSpan] = []
    for span in sorted((*rows, *spans), key=lambda span: (span.start, span.kind != ROW)):
        if joined and span.start < joined[-1].end:
            row = span if span.kind == ROW else joined[-1]
            joined[-1] = replace(row, start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def rows_of_cases(document: CaseText) -> Iterator[Span]:
    """The cells of every shown row, but for the rows of tables of counts."""
    if document.kind != "table":
        return
    titles = [(find_title(document.text, full_name(table.name, table.sheet)), table) for table in document.tables]
    begins = sorted((title.start, find_tally(table) is not None) for title, table in titles if title is not None)
    for row in find_rows(document.text):
        at = bisect_right(begins, (row.start, True))
        if at == 0 or not begins[at - 1][1]:
            yield row
