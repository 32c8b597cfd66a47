"""When was a document written, where nothing outside its text says so: the interval that the text itself allows.

In: a document, its passages, and the years that the documents of its story state. Out: an interval with its basis, or None.
Only reporting counts, and a byline's date. What is told as past gives the earliest day; "this year", a month without a year
and "last week" told before a day give the latest. Nothing is guessed to the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.intervals import DateInterval
from onrecord.mentions.expressions import reporting_expressions
from onrecord.model.documents import DateEvidence, Document
from onrecord.model.mentions import Passage, PassageKind
from onrecord.model.packs import Pack
from onrecord.text.date_anchors import Anchors
from onrecord.text.date_calendar import unit_around, year_of
from onrecord.text.date_forms import DateExpression
from onrecord.text.date_grammar import find_date_expressions
from onrecord.text.date_values import resolve
from onrecord.text.operations import CountFact, told_period, told_years

HEAD_CHARS, HEAD_LINE_CHARS, HEAD_WORDS = 1500, 120, 12
# Writers say "today", "yesterday" or the weekday of a day so near: of 64 past days within a fortnight that news articles of
# 2015-2016 call by month and day, 61 were at least two days old.
CALLED_BY_DATE_AFTER = timedelta(days=2)
YEAR_LEFT_OUT_FOR = timedelta(days=334)  # a month or day without a year is not older than eleven months
LONGEST_EVIDENCE = timedelta(days=400)
CALENDAR_KINDS = frozenset(("day", "numeric", "iso", "month"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """When a document was written, the years of its story, and the period of the published operation that it tells of."""

    published: DateInterval | None
    years: DateInterval | None
    operation: DateInterval | None = None


@dataclass(slots=True)
class _Bounds:
    """What the text allows so far, and the words that say so."""

    low: date | None = None
    high: date | None = None
    low_basis: str = ""
    high_basis: str = ""

    def after(self, day: date, basis: str) -> None:
        """Written on this day or later."""
        if self.low is None or day > self.low:
            self.low, self.low_basis = day, basis

    def until(self, day: date, basis: str) -> None:
        """Written on this day or earlier."""
        if self.high is None or day < self.high:
            self.high, self.high_basis = day, basis


def find_document_date(
    document: Document, passages: Sequence[Passage] = (), context: DateInterval | None = None
) -> DateEvidence | None:
    """When the document was written, as its own text allows; None where it sets no limit on one side.

    `context`: years that other documents of the same story state, or a pack's fact (see `pack_context`).
    """
    stated = _byline_date(document, passages)
    if stated is not None:
        return stated
    expressions = reporting_expressions(document, passages)
    return _allowed(document, expressions, _story_years(expressions, context))


def pack_context(text: str, pack: Pack) -> DateInterval | None:
    """The calendar years of the published operations and lists that a text tells of; None where there are none.

    An operation counts only where the number, what it counts and a name stand together; a list only where its length and three
    of its members do (`onrecord.text.operations`).
    """
    return told_years(text, _counts(pack), [(listed.members, listed.as_of) for listed in pack.lists])


def _counts(pack: Pack) -> list[CountFact]:
    return [(count.value, count.counted, (count.operation, count.place, count.by), count.period) for count in pack.counts]


def document_interval(
    document: Document,
    passages: Sequence[Passage],
    expressions: Sequence[DateExpression],
    *,
    context: DateInterval | None,
    pack: Pack,
) -> Writing:
    """What a document's dates are counted from: its date as given, or as its text allows, and the years of its story."""
    context = context or pack_context(document.text, pack)
    years = _story_years(expressions, context)
    published = document.source.published
    if published is None:
        evidence = _byline_date(document, passages) or _allowed(document, expressions, years)
        published = evidence.value if evidence else None
    return Writing(published=published, years=years, operation=told_period(document.text, _counts(pack)))


def _byline_date(document: Document, passages: Sequence[Passage]) -> DateEvidence | None:
    """The date of a byline: a short line near the top that holds a whole date and little else."""
    lines = [passage.text for passage in passages if passage.kind in (PassageKind.BYLINE, PassageKind.DATELINE)]
    if not passages:
        lines = document.text[:HEAD_CHARS].splitlines()
    for line in lines:
        if len(line) > HEAD_LINE_CHARS or len(line.split()) > HEAD_WORDS:
            continue
        for expression in find_date_expressions(line):
            form = expression.form
            if form.kind in ("day", "numeric", "iso") and form.year is not None and not _is_sentence(line):
                value = resolve(expression, Anchors()).value
                if value is not None:
                    return DateEvidence(value=value, basis="byline")
    return None


def _is_sentence(line: str) -> bool:
    return line.rstrip().endswith((".", "!", "?", ",")) and len(line.split()) > 6


def _story_years(expressions: Sequence[DateExpression], context: DateInterval | None) -> DateInterval | None:
    """The years given from outside, else the one year of the days and months that the text dates itself."""
    if context is not None:
        return context
    years = {
        expression.form.year
        for expression in expressions
        if expression.form.kind in CALENDAR_KINDS and expression.form.year is not None and expression.direction != "future"
    }
    return year_of(years.pop()) if len(years) == 1 else None


def _allowed(document: Document, expressions: Sequence[DateExpression], years: DateInterval | None) -> DateEvidence | None:
    """The interval between what the text tells as past and what it could not say later."""
    bounds = _Bounds()
    anchors = Anchors(years=years)
    for expression in expressions:
        if expression.form.kind in CALENDAR_KINDS and expression.direction != "future":
            _bound_by_date(bounds, expression, anchors, document.text)
    for n, expression in enumerate(expressions):
        if expression.form.kind == "turn" and expression.form.unit in ("year", "week") and not expression.form.narrative:
            _bound_by_turn(bounds, expression, expressions[n + 1 :], anchors, document.text)
    if bounds.low is None or bounds.high is None or not bounds.low <= bounds.high <= bounds.low + LONGEST_EVIDENCE:
        return None
    basis = f"text: {bounds.low_basis}; {bounds.high_basis}"
    return DateEvidence(value=DateInterval(bounds.low, bounds.high), basis=basis)


def _bound_by_date(bounds: _Bounds, expression: DateExpression, anchors: Anchors, text: str) -> None:
    """ "On June 22, the president tweeted": written after it, and within eleven months where the year is left out."""
    found = resolve(expression, anchors)
    if found.value is None:
        return
    words = expression.span.of(text)
    is_near_day = expression.form.year is None and found.granularity == "day"
    bounds.after(found.value.earliest + (CALLED_BY_DATE_AFTER if is_near_day else timedelta()), f"'{words}' is told as past")
    if expression.form.year is None:
        bounds.until(found.value.latest + YEAR_LEFT_OUT_FOR, f"'{words}' stands without its year")


def _bound_by_turn(
    bounds: _Bounds, expression: DateExpression, later: Sequence[DateExpression], anchors: Anchors, text: str
) -> None:
    """ "Earlier this year" beside a dated month of that year; "last week" told before a day."""
    form, words = expression.form, expression.span.of(text)
    if form.unit == "year" and form.shift == 0 and bounds.low is not None:
        bounds.until(date(bounds.low.year, 12, 31), f"'{words}' beside it")
    elif form.unit == "week" and form.shift == -1:
        days = [e for e in later if e.form.kind == "day" and e.direction in ("past", "done")]
        value = resolve(days[0], anchors).value if days else None
        if value is not None and days:
            next_week = unit_around(value.latest, "week").latest + timedelta(days=7)
            bounds.until(next_week, f"'{words}' is told before '{days[0].span.of(text)}'")
