"""Anchors and answers: what an expression of time is counted from, and what it comes to.

In: an anchor, which is itself an interval, and an answer for one day. Out: the hull of the answers over the whole anchor: what
is said of "last week" by a document of June or July lies in either of two weeks, and says so. It knows no rule of any form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.intervals import DateInterval, ValueInterval
from onrecord.text.date_calendar import step, unit_around
from onrecord.text.date_forms import DateExpression, DateForm

Answer = Callable[[date], DateInterval | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What an expression may be counted from. `document`: when the text was written; `narrative`: the days told of last;
    `quarter`: the quarter told of last; `years`: the years that the story is known to lie in, for dates without a
    year; `day_first`: the order of numeric dates, where the document shows it."""

    document: DateInterval | None = None
    narrative: DateInterval | None = None
    quarter: DateInterval | None = None
    years: DateInterval | None = None
    day_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What an expression comes to. `anchor`: written, document, narrative, years or None; `timex` is set where the value
    alone does not say the conventional TIMEX3 value."""

    kind: str
    granularity: str
    value: DateInterval | None = None
    duration: ValueInterval | None = None
    anchor: str | None = None
    reason: str | None = None
    timex: str | None = None


def told_quarter(anchors: Anchors) -> DateInterval | None:
    """The quarter told of last, else the last one that was over when the document was written."""
    if anchors.quarter is not None or anchors.document is None:
        return anchors.quarter
    return _last_quarter(anchors.document.latest)


def _last_quarter(day: date) -> DateInterval | None:
    before = step(day, "quarter", -1)
    return None if before is None else unit_around(before, "quarter")


def hull(base: DateInterval, answer: Answer) -> DateInterval | None:
    """What an answer comes to over all days of an anchor, given that later anchors never give earlier answers."""
    first, last = answer(base.earliest), answer(base.latest)
    if first is None or last is None:
        return None
    return DateInterval(min(first.earliest, last.earliest), max(first.latest, last.latest))


def conventional(whole: DateInterval, value: DateInterval, form: DateForm) -> str | None:
    """The TIMEX3 value of the whole unit, where only an edge of it was given as the value."""
    if whole == value:
        return None
    if form.kind == "month" or form.unit == "month":
        return f"{whole.earliest:%Y-%m}"
    if form.kind == "season":
        return f"{whole.earliest.year:04d}-{('SP', 'SU', 'FA', 'WI')[form.season or 0]}"
    if form.kind == "quarter" or form.unit == "quarter":
        return f"{whole.earliest.year:04d}-Q{(whole.earliest.month + 2) // 3}"
    if form.unit == "week":
        year, week, _ = whole.earliest.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if form.unit == "decade" or form.kind == "decade":
        return f"{whole.earliest.year // 10:03d}"
    if form.kind == "century":
        return f"{whole.earliest.year // 100:02d}"
    return f"{whole.earliest.year:04d}"


def _from(anchors: Anchors, *, narrative: bool) -> tuple[DateInterval | None, str]:
    """The anchor to count from and its name: what was told last where the words ask for it and it is known."""
    if narrative and anchors.narrative is not None:
        return anchors.narrative, "narrative"
    return anchors.document, "document"


def counted(
    expression: DateExpression,
    anchors: Anchors,
    answer: Answer,
    *,
    granularity: str,
    narrative: bool = False,
    whole: Answer | None = None,
) -> Resolution:
    """The hull of the answers over the anchor, or the reason why there is none."""
    base, name = _from(anchors, narrative=narrative)
    kind = "anchored" if narrative else "relative"
    if base is None:
        missing = "no dated event is told before it" if narrative else "the document's date is not known"
        return Resolution(kind=kind, granularity=granularity, reason=missing)
    value = hull(base, answer)
    if value is None:
        return Resolution(kind=kind, granularity=granularity, reason="outside the calendar")
    full = hull(base, whole) if whole else value
    timex = conventional(full, value, expression.form) if full else None
    return Resolution(kind=kind, granularity=granularity, value=value, anchor=name, timex=timex)
