"""Checks of dates: weekday against date, length against its ends, dates of one document, stated order, changes of position.

In: a case. Out: findings D301 to D305. Only what is written is compared; overlapping intervals are never ordered, and a
year that had to be supplied makes an error into a warning. Positions over time are the business of `onrecord.checks.positions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from onrecord.checks.positions import check_positions
from onrecord.checks.registry import declare, finding
from onrecord.intervals import DateInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Place
from onrecord.model.mentions import DateMention
from onrecord.spans import Span
from onrecord.text.date_forms import DateExpression
from onrecord.text.date_grammar import find_date_expressions
from onrecord.text.date_lexicon import WEEKDAYS

NEAR_WRITING = timedelta(days=60)  # a weekday beside a date without a year is checked only this near to the document's date
BESIDE = 40  # characters between a length and the range it measures
APPOSED = 4  # characters between a date and "two days after the ..."
UPDATES = ("modif", "updat", "crawl", "fetch", "retriev")  # bases that date a change, not the publication

D301 = declare(
    "D301",
    title="Weekday and date do not agree",
    severity=Severity.ERROR,
    means="A weekday stands beside a day of the calendar that was another weekday. One of the two is wrong.",
    example='"Friday, October 16, 2017": that day was a Monday.',
    what_to_do="Look at the record or the announcement: often the date belongs to another week, or to another year.",
    when_wrong="The text uses another calendar, or quotes a mistake on purpose.",
)
D302 = declare(
    "D302",
    title="Length and dates do not agree",
    severity=Severity.WARNING,
    means="A length in days stands beside the first and last day it measures, and neither way of counting gives it.",
    example='"the ten-day operation from March 1 to March 5": five days with both ends, four without the first.',
    what_to_do="Count from the record; say whether both ends are counted.",
    when_wrong="Only working days are meant, or the length measures something else in the sentence.",
)
D303 = declare(
    "D303",
    title="The dates of a document disagree",
    severity=Severity.NOTE,
    means="Two places that say when a document was published (page data, address, byline, sidecar) do not agree.",
    example="The page data say 2017-10-16, the address says 2017-10-02.",
    what_to_do="Decide which one counts; every relative date of the document hangs on it.",
    when_wrong="One of the two is the day of an update that does not call itself so.",
)
D304 = declare(
    "D304",
    title="Stated order and dates do not agree",
    severity=Severity.WARNING,
    means="The text says that one dated day is so many days before or after another, and the dates say otherwise.",
    example='"On June 22, two days before the hearing of June 20".',
    what_to_do="Check both dates and the direction against the record.",
    when_wrong="The second date belongs to something else than the event that is named.",
)


def check_dates(case: CaseRecords) -> tuple[Finding, ...]:
    """All findings of the date family, in the order of documents and places."""
    found: list[Finding] = []
    for part in case.parts:
        found += check_weekdays(part)
        found += check_lengths(part)
        found += check_document_dates(part)
        found += check_order(part)
    found += check_positions(case)
    return tuple(found)


def check_weekdays(part: DocumentRecords) -> Iterator[Finding]:
    """D301 for every date that is written with its weekday."""
    published = part.document.source.published
    for mention in part.mentions.dates:
        if mention.value is None or mention.granularity != "day" or mention.value.earliest != mention.value.latest:
            continue
        expression = _reread(mention)
        if expression is None or expression.form.weekday is None or expression.form.day is None:
            continue
        day = mention.value.earliest
        is_written = expression.form.year is not None
        is_near = (
            published is not None and published.earliest == published.latest and abs(published.latest - day) <= NEAR_WRITING
        )
        if day.weekday() == expression.form.weekday or not (is_written or is_near):
            continue
        was, said = WEEKDAYS[day.weekday()], WEEKDAYS[expression.form.weekday]
        yield finding(
            D301,
            message=f"{day:%Y-%m-%d} was a {was}, not a {said}.",
            outcome=Outcome.FAILS,
            places=[_place(part.document, mention.span)],
            working=f"{day:%Y-%m-%d} = {was}",
            tolerance=None if is_written else "the year is not written: the nearest one to the document's date was taken",
            severity=None if is_written else Severity.WARNING,
        )


def check_lengths(part: DocumentRecords) -> Iterator[Finding]:
    """D302 for "the four-day sweep from March 1 to March 9"."""
    text, dates = part.document.text, part.mentions.dates
    for n, mention in enumerate(dates):
        days = _exact_days(mention)
        if days is None:
            continue
        ends = _range_beside(text, dates, n)
        if ends is None:
            continue
        first, last = ends
        n_between = (_day(last) - _day(first)).days
        if days in (n_between, n_between + 1):
            continue
        yield finding(
            D302,
            message=f"'{mention.text}' stands beside {_day(first)} to {_day(last)}: {n_between + 1} days with both ends.",
            outcome=Outcome.FAILS,
            places=[_place(part.document, m.span) for m in (mention, first, last)],
            working=f"{_day(last)} - {_day(first)} = {n_between} days, or {n_between + 1} with both ends; stated: {days}",
            tolerance="either way of counting the ends is allowed",
        )


def check_document_dates(part: DocumentRecords) -> Iterator[Finding]:
    """D303 where the dates that a document's sources give do not overlap."""
    stated = [e for e in part.document.source.dates if not any(word in e.basis.lower() for word in UPDATES)]
    for one, other in pairwise(stated):
        if one.value.intersects(other.value):
            continue
        apart = _days_apart(one.value, other.value)
        if apart <= 1:  # midnight between two zones
            continue
        yield finding(
            D303,
            message=f"{one.basis} says {_shown(one.value)}, {other.basis} says {_shown(other.value)}.",
            outcome=Outcome.FAILS,
            places=[_place(part.document, Span(0, min(1, len(part.document.text))))],
            working=f"{apart} days apart",
            tolerance="one day, for the zone of the clock",
        )


def check_order(part: DocumentRecords) -> Iterator[Finding]:
    """D304 for "On June 22, two days after the hearing of June 20": three written things that must agree."""
    text, dates = part.document.text, part.mentions.dates
    for one, between, other in zip(dates, dates[1:], dates[2:], strict=False):
        if between.rule not in ("from_event", "day_event") or not (_is_day(one) and _is_day(other)):
            continue
        gap, reach = text[one.span.end : between.span.start], text[between.span.end : other.span.start]
        if len(gap) > APPOSED or gap.strip(" ,(–—") or len(reach) > BESIDE or not reach.strip() or _breaks(reach):
            continue
        expression = _reread(between)
        count = expression.form.count if expression else None
        if expression is None or expression.form.unit not in ("day", "week") or count is None or count.low is None:
            continue
        if expression.form.is_vague or count.low != count.high or count.low.denominator != 1:
            continue
        stated = int(count.low) * (7 if expression.form.unit == "week" else 1)
        sign = 1 if "after" in expression.form.words else -1
        actual = (_day(one) - _day(other)).days * sign
        if actual == stated:
            continue
        yield finding(
            D304,
            message=f"'{between.text}' stands between {_day(one)} and {_day(other)}, which are {abs(actual)} days apart"
            + (", the other way round." if actual < 0 else "."),
            outcome=Outcome.FAILS,
            places=[_place(part.document, m.span) for m in (one, between, other)],
            working=f"{_day(one)} - {_day(other)} = {(_day(one) - _day(other)).days} days; stated: {sign * stated}",
        )


def _reread(mention: DateMention) -> DateExpression | None:
    """The symbolic form of a mention, from its own words."""
    found = find_date_expressions(mention.text)
    return found[0] if found else None


def _is_day(mention: DateMention) -> bool:
    value = mention.value
    is_calendar = mention.kind in ("absolute", "partial") and mention.granularity == "day"
    return is_calendar and value is not None and value.earliest == value.latest


def _day(mention: DateMention) -> date:
    """The day of a mention that `_is_day`; raises ValueError for any other."""
    if mention.value is None:
        raise ValueError(f"a date without a value: {mention.text}")
    return mention.value.earliest


def _exact_days(mention: DateMention) -> int | None:
    length = mention.duration
    if mention.kind != "duration" or mention.granularity != "day" or length is None or length.low is None:
        return None
    if length.low != length.high or length.low.denominator != 1 or length.low < 2:
        return None
    return int(length.low)


def _range_beside(text: str, dates: Sequence[DateMention], n: int) -> tuple[DateMention, DateMention] | None:
    """The two days of "from A to B" that stand right after a length."""
    if n + 2 >= len(dates) or not (_is_day(dates[n + 1]) and _is_day(dates[n + 2])):
        return None
    first, last = dates[n + 1], dates[n + 2]
    before = text[dates[n].span.end : first.span.start]
    between = text[first.span.end : last.span.start].strip().lower()
    if len(before) > BESIDE or _breaks(before) or not before.rstrip().lower().endswith(("from", "between")):
        return None
    wanted = ("and",) if before.rstrip().lower().endswith("between") else ("to", "through", "until", "-", "–")
    return (first, last) if between in wanted and _day(first) <= _day(last) else None


def _breaks(text: str) -> bool:
    return any(sign in text for sign in ".!?;\n")


def _days_apart(one: DateInterval, other: DateInterval) -> int:
    return (other.earliest - one.latest).days if one.is_before(other) else (one.earliest - other.latest).days


def _shown(value: DateInterval) -> str:
    return str(value.earliest) if value.earliest == value.latest else f"{value.earliest} to {value.latest}"


def _place(document: Document, span: Span) -> Place:
    return Place(document_id=document.id, span=span, text=span.of(document.text), page=document.page_at(span.start))
