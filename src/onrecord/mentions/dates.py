"""Every expression of time in a document's reporting, as an interval with its rule and anchor, or with the reason why not.

In: a document with its passages, quotations and messages, and when it was written. Out: `DateMention`s in the order of the
text. Days are counted from the document's date, or from the mail that holds the words, or from the day told of last; inside
quotation marks only from the quoted mail's own date or from a day that the attribution states: never a guess. What the
words of time are is the business of `onrecord.text.date_grammar`, when they are that of `onrecord.text.date_values`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.intervals import DateInterval
from onrecord.mentions.dating import document_interval
from onrecord.mentions.expressions import SpanIndex, reporting_expressions
from onrecord.mentions.narrative import Narrative
from onrecord.mentions.quoted_dates import SELF_STANDING, QuotedParts, resolve_in_quote
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.mentions import DateMention, Passage, Quote
from onrecord.model.messages import Message
from onrecord.model.packs import Pack
from onrecord.text.date_anchors import Anchors, Resolution
from onrecord.text.date_forms import DateExpression
from onrecord.text.dates import vote_day_first

NO_QUOTE_DATES: Mapping[str, DateInterval] = {}
NO_PACK = Pack()


def find_dates(
    document: Document,
    passages: Sequence[Passage] = (),
    quotes: Sequence[Quote] = (),
    messages: Sequence[Message] = (),
    *,
    context: DateInterval | None = None,
    quote_dates: Mapping[str, DateInterval] = NO_QUOTE_DATES,
    pack: Pack = NO_PACK,
) -> tuple[DateMention, ...]:
    """The dates of a document's reporting passages (of all its text where `passages` is empty).

    `context`: years that other documents of the same story state; `quote_dates`: by quote id, when the quoted mail was sent;
    `pack`: published operations, whose period may stand for a stretch that the text counts but does not date.
    """
    expressions = reporting_expressions(document, passages)
    written = document_interval(document, passages, expressions, context=context, pack=pack)
    spoken = QuotedParts(quotes, document.text)
    mails = SpanIndex([message.span for message in messages])
    day_first = vote_day_first(e.span.of(document.text) for e in expressions if e.form.kind == "numeric")
    narrative = Narrative(document.text, written.operation)
    found: list[DateMention] = []
    for expression in expressions:
        quote = spoken.at(expression.span.start)
        mail = mails.at(expression.span.start)
        sent = messages[mail].sent if mail is not None else None
        if mail is not None:
            narrative.enter(messages[mail].id)
        base = sent.days() if sent else written.published
        anchors = Anchors(document=base, years=written.years, day_first=day_first)
        if quote is None:
            resolution = narrative.resolve(expression, anchors)
        elif quote.id in quote_dates:
            resolution = resolve_in_quote(expression, anchors, quote_dates[quote.id], "quoted mail")
        else:
            resolution = resolve_in_quote(expression, anchors, spoken.said_on(quote, expressions, anchors), "attribution")
        found.append(_mention(document, expression, resolution, in_quote=quote is not None))
    return tuple(found)


def _mention(document: Document, expression: DateExpression, resolution: Resolution, *, in_quote: bool) -> DateMention:
    span = expression.span
    kind = resolution.kind
    if in_quote and kind not in SELF_STANDING:
        kind = "in_quote"
    return DateMention(
        id=make_id("t", document.id, span.start, span.end, expression.rule),
        document_id=document.id,
        span=span,
        text=span.of(document.text),
        found_by=f"dates.{expression.rule}",
        page=document.page_at(span.start),
        kind=kind,
        granularity=resolution.granularity,
        value=resolution.value,
        duration=resolution.duration,
        anchor=resolution.anchor,
        rule=expression.rule,
        unresolved_reason=None
        if resolution.value or resolution.duration
        else resolution.reason or "the words name no stretch of the calendar",
        timex=resolution.timex,
    )
