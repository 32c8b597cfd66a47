"""What a text has told of last: the anchor of "the following day", "that night", "a day after the original email".

In: the expressions of one document in reading order. Out: their resolutions. The day told of last counts only outside
quotation marks; an event that is named ("the original email") is looked for among the sentences that gave a day, by its
noun. Where the event is not dated in the text, the expression stays unresolved: the day told of last is then no anchor.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from onrecord.intervals import DateInterval
from onrecord.spans import Span
from onrecord.text.date_anchors import Anchors, Resolution
from onrecord.text.date_calendar import step
from onrecord.text.date_forms import DateExpression
from onrecord.text.date_values import resolve
from onrecord.text.time_lengths import length_timex

EVENT_REACH = 60  # characters after "a day after" in which the event is named
MAX_TOLD = 60  # dated sentences that are searched for a named event
SENTENCE_REACH = 400  # characters around a date that are taken for its sentence
WORD_RE = re.compile(r"[^\W\d_]+")
SENTENCE_END_RE = re.compile(r"[.!?]['\"”’)]?\s+(?=[A-Z“\"‘])|\n\s*\n")
# A sentence's dated event and a later mention of it share a noun, which is none of these.
EMPTY_WORDS = frozenset(
    ["the", "a", "an", "his", "her", "their", "its", "that", "this", "of", "in", "on", "at", "by", "to", "was", "were", "had",
     "been", "and", "with", "he", "she", "they", "it", "first", "original", "initial", "same", "new", "sent", "said", "other",
     "which", "who", "for", "from", "is", "are", "be", "as", "after", "before"]
)  # fmt: skip
LONG_UNITS = frozenset(("month", "quarter", "year", "decade", "century"))
CALENDAR_FORMS = frozenset(("day", "numeric", "iso", "month", "quarter", "half", "season", "holiday", "year", "spelledyear"))
DAY_GRAINS = frozenset(("day", "part_of_day", "hour"))


class Narrative:
    """Reads a document's expressions in order and remembers what was told. One is made for one document."""

    def __init__(self, text: str, operation: DateInterval | None = None) -> None:
        self.text = text
        self.operation = operation
        self.day: DateInterval | None = None
        self.stretch: DateInterval | None = None
        self.stretch_end: int | None = None
        self.quarter: DateInterval | None = None
        self.compared: DateInterval | None = None
        self.last_span: Span | None = None
        self.told: list[tuple[Span, DateInterval]] = []
        self.place: str | None = None

    def enter(self, place: str) -> None:
        """Forget what was told where another mail begins."""
        if self.place != place:
            self.place, self.day, self.stretch, self.last_span = place, None, None, None
            self.quarter = self.compared = self.stretch_end = None

    def resolve(self, expression: DateExpression, anchors: Anchors) -> Resolution:
        """The resolution of the next expression of the text, which is then remembered."""
        found = self._resolved(expression, anchors)
        self._remember(expression, found)
        return found

    def _resolved(self, expression: DateExpression, anchors: Anchors) -> Resolution:
        form = expression.form
        if expression.rule in ("from_event", "day_event"):
            return self._after_event(expression, anchors)
        if form.kind == "turn" and form.narrative and form.unit == "day" and self._is_apposed(expression):
            return Resolution(kind="anchored", granularity="day", value=self.day, anchor="narrative")
        if form.kind == "length":
            return self._length(expression, anchors)
        told = self.stretch if form.unit in LONG_UNITS else self.day
        if told is None and form.unit not in LONG_UNITS and _needs_story(expression):
            lone = resolve(expression, Anchors(years=anchors.years))
            return replace(lone, reason="no dated event is told before it") if lone.value is None else lone
        if form.kind == "ago" and form.unit in LONG_UNITS and not self._is_same_sentence(expression):
            told = anchors.document  # "a year earlier" compares with the year of writing, unless its sentence names another
        quarter = self.compared if form.kind == "ago" else self.quarter
        return resolve(expression, replace(anchors, narrative=told, quarter=quarter))

    def _is_same_sentence(self, expression: DateExpression) -> bool:
        """Whether a calendar date was told before in the sentence of this expression."""
        if self.stretch_end is None:
            return False
        between = self.text[self.stretch_end : expression.span.start]
        return len(between) < SENTENCE_REACH and SENTENCE_END_RE.search(between) is None

    def _is_apposed(self, expression: DateExpression) -> bool:
        """ "On February 12th, the following day, ...": the day stands beside it."""
        if self.last_span is None or self.day is None:
            return False
        between = self.text[self.last_span.end : expression.span.start]
        return len(between) < 4 and not between.strip(" ,(–—-\n")

    def _after_event(self, expression: DateExpression, anchors: Anchors) -> Resolution:
        """ "A day after the original email": from the sentence before it that dates such a thing."""
        after = self.text[expression.span.end : expression.span.end + EVENT_REACH]
        named = [word.lower() for word in WORD_RE.findall(SENTENCE_END_RE.split(after)[0])[:6]]
        nouns = [word for word in named if word not in EMPTY_WORDS]
        dated = [value for span, value in self.told if nouns and nouns[0] in self._sentence_words(span)]
        if not dated:
            grain = expression.form.unit or "day"
            reason = "the event it is counted from is not dated in this text"
            return Resolution(kind="anchored", granularity=grain, reason=reason, timex=length_timex(expression.form))
        is_first = bool({"original", "first", "initial"} & set(named[:3]))
        found = resolve(expression, replace(anchors, narrative=dated[0] if is_first else dated[-1]))
        return replace(found, kind="anchored")

    def _length(self, expression: DateExpression, anchors: Anchors) -> Resolution:
        """A length, with the days that it covers where the sentence says from when ("on June 22 ... would delay it for two
        weeks") or a published operation has exactly that length."""
        found = resolve(expression, anchors)
        count, unit = found.duration, expression.form.unit or "day"
        if count is None or count.low is None or count.low != count.high or count.low.denominator != 1 or count.low > 400:
            return found
        n = int(count.low)
        if self.operation is not None and unit == "day" and (self.operation.latest - self.operation.earliest).days + 1 == n:
            return replace(found, value=self.operation, anchor="pack", timex=length_timex(expression.form))
        if expression.before.lower() != "for" or self.last_span is None or self.day is None:
            return found
        between = self.text[self.last_span.end : expression.span.start]
        if len(between) > SENTENCE_REACH or SENTENCE_END_RE.search(between) or not re.search(r"\b(?:will|would)\b", between):
            return found
        end: date | None = step(self.day.latest, unit, n)
        if end is None:
            return found
        days = DateInterval(self.day.earliest, end)
        return replace(found, value=days, anchor="narrative", timex=length_timex(expression.form))

    def _remember(self, expression: DateExpression, found: Resolution) -> None:
        if found.kind == "duration" and expression.form.unit == "month":
            self.compared = None  # "for the nine months ... a year earlier" is not about the quarter told before
        if found.value is None or found.kind in ("duration", "set", "state"):
            return
        if expression.form.kind in CALENDAR_FORMS:
            self.stretch, self.stretch_end = found.value, expression.span.end
        if found.granularity == "quarter" and expression.form.ordinal is not None:
            self.quarter = self.compared = found.value
        self.last_span = expression.span
        if found.granularity in DAY_GRAINS and found.value.earliest == found.value.latest:
            self.day = found.value
            self.told.append((expression.span, found.value))
            del self.told[:-MAX_TOLD]

    def _sentence_words(self, span: Span) -> frozenset[str]:
        low = max(0, span.start - SENTENCE_REACH)
        head = self.text[low : span.start]
        ends = [m.end() for m in SENTENCE_END_RE.finditer(head)]
        tail = self.text[span.end : span.end + SENTENCE_REACH]
        stop = SENTENCE_END_RE.search(tail)
        sentence = head[ends[-1] if ends else 0 :] + " " + tail[: stop.start() if stop else len(tail)]
        return frozenset(word.lower() for word in WORD_RE.findall(sentence))


def _needs_story(expression: DateExpression) -> bool:
    """Expressions that mean nothing before a day was told: "the following day", "a day later", "that night"."""
    form = expression.form
    if form.kind == "ago":
        return not {"ago", "from"} & set(form.words)
    if form.kind == "bare":
        return form.unit == "day"
    return form.narrative and form.kind in ("turn", "turnpart", "weekday")
