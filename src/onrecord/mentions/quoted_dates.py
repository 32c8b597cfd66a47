"""Expressions of time inside quotation marks: whose words they are, and from which day they may be counted.

In: the quotations of a document and its expressions. Out: for an expression inside marks, a resolution that leans on the
quoted mail's date or on the day that the attribution itself names ("..., he said Friday"), or a reason why it stays open.
The document's date is never taken for the day of somebody else's words: a mail of February may be quoted in October.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.intervals import DateInterval
from onrecord.mentions.expressions import SpanIndex
from onrecord.model.mentions import Quote, QuoteKind
from onrecord.text.date_anchors import Anchors, Resolution
from onrecord.text.date_forms import DateExpression
from onrecord.text.date_values import resolve

SELF_STANDING = frozenset(("absolute", "duration", "set", "state"))  # what no anchor can make wrong
SAID_DAY_FORMS = frozenset(("weekday", "deictic", "day"))
CUE_REACH = 40  # characters between the cue verb and the day of an attribution: "told reporters at the harbor on Friday"
BREAK_RE = re.compile(r"[.!?;:“”\"\n]")


class QuotedParts:
    """Which quotation holds an offset inside its marks; an attribution between two parts is in none."""

    def __init__(self, quotes: Sequence[Quote], text: str) -> None:
        marked = [quote for quote in quotes if quote.kind is not QuoteKind.INDIRECT]
        parts = [(part, quote) for quote in marked for part in quote.parts or (quote.span,)]
        self.quotes = [quote for _, quote in parts]
        self.spans = SpanIndex([part for part, _ in parts])
        self.text = text

    def at(self, offset: int) -> Quote | None:
        """The quotation whose words stand at an offset."""
        found = self.spans.at(offset)
        return None if found is None else self.quotes[found]

    def said_on(self, quote: Quote, expressions: Sequence[DateExpression], anchors: Anchors) -> DateInterval | None:
        """The one day that the attribution of a quotation names beside its cue verb; None where it names none."""
        cue = quote.cue_span
        if cue is None:
            return None
        first = bisect_left(expressions, cue.start - CUE_REACH, key=lambda expression: expression.span.start)
        for expression in expressions[first : first + 6]:
            span = expression.span
            before, after = self.text[span.end : cue.start], self.text[cue.end : span.start]
            gap = before if span.end <= cue.start else after
            is_near = span.end <= cue.start or cue.end <= span.start <= cue.end + CUE_REACH
            if not is_near or BREAK_RE.search(gap) or expression.form.kind not in SAID_DAY_FORMS or self.at(span.start):
                continue
            value = resolve(replace(expression, direction="past"), anchors).value
            if value is not None and value.earliest == value.latest:
                return value
        return None


def resolve_in_quote(expression: DateExpression, anchors: Anchors, said_on: DateInterval | None, anchor: str) -> Resolution:
    """An expression inside marks, counted from the day of the quoted words; open where that day is not known."""
    alone = resolve(expression, Anchors(day_first=anchors.day_first))
    if alone.kind in SELF_STANDING:
        return alone
    if said_on is None:
        reason = alone.reason if alone.timex else "inside a quotation whose own date is not known"
        return replace(alone, kind="in_quote", value=None, reason=reason)
    found = resolve(expression, Anchors(document=said_on, narrative=said_on, years=anchors.years))
    return replace(found, kind="in_quote", anchor=anchor)
