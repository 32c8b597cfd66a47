"""Which expressions of time of a document are the reporting's own, and which stand inside another span.

In: a document and its passages. Out: expressions in the order of the text. It owns the one question "which of these spans
holds this offset", asked of passages, quotations and mails alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model.documents import Document
from onrecord.model.mentions import Passage, PassageKind
from onrecord.spans import Span
from onrecord.text.date_forms import DateExpression
from onrecord.text.date_grammar import find_date_expressions

DEEPEST_NESTING = 8  # nested and interrupted spans are never more than a few deep


class SpanIndex:
    """Which of many spans holds an offset; where several do, the one that begins last."""

    __slots__ = ("order", "spans", "starts")

    def __init__(self, spans: Sequence[Span]) -> None:
        self.order = sorted(range(len(spans)), key=lambda n: (spans[n].start, spans[n].end))
        self.spans = [spans[n] for n in self.order]
        self.starts = [span.start for span in self.spans]

    def at(self, offset: int) -> int | None:
        """The number of the span that holds the offset, as the spans were given; None where none does."""
        last = bisect_right(self.starts, offset) - 1
        for n in range(last, max(-1, last - DEEPEST_NESTING), -1):
            if offset < self.spans[n].end:
                return self.order[n]
        return None


def reporting_expressions(document: Document, passages: Sequence[Passage]) -> tuple[DateExpression, ...]:
    """The expressions of time that begin in a reporting passage, or all of them where there are no passages."""
    expressions = find_date_expressions(document.text)
    if not passages:
        return expressions
    reporting = SpanIndex([passage.span for passage in passages if passage.kind is PassageKind.REPORTING])
    return tuple(expression for expression in expressions if reporting.at(expression.span.start) is not None)
