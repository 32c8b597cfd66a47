"""Mentions: stretches of a document's text that say something, each with its rule (`found_by`) and typed fields.

Every mention keeps `document.text[span.start:span.end] == text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from onrecord.intervals import DateInterval, ValueInterval
from onrecord.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What all mentions share."""

    id: str
    document_id: str
    span: Span
    text: str
    found_by: str
    page: int | None = None


class PassageKind(StrEnum):
    """What a stretch of a document is there for; only REPORTING feeds the ledgers."""

    REPORTING = "reporting"
    TITLE = "title"
    DUPLICATE_TITLE = "duplicate_title"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    PHOTO_CREDIT = "photo_credit"
    LINK_LINE = "link_line"
    SHARE_BUTTON = "share_button"
    CALL_TO_ACTION = "call_to_action"
    SELF_PROMOTION = "self_promotion"
    DATELINE = "dateline"
    BYLINE = "byline"
    JUNK = "junk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Mention):
    """A stretch of one kind; the passages of a document do not overlap and cover all its non-blank text."""

    kind: PassageKind


class QuoteKind(StrEnum):
    """direct: whole speech; mixed: a fragment inside the writer's sentence; indirect: no marks; term; scare."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    TERM = "term"
    SCARE = "scare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Mention):
    """One quotation. `span` is inside the marks and runs over all parts; an interrupted quotation has several `parts`.

    `speaker` is a canonical name or None (abstained); `speaker_span` where the writer names them; `cue_span` the verb or
    phrase that attributes. `marks` includes the quotation marks. `rule` is the attribution rule, `candidates` who it may
    be when it was left open.
    """

    kind: QuoteKind
    parts: tuple[Span, ...]
    marks: Span | None = None
    open_mark: str | None = None
    close_mark: str | None = None
    speaker: str | None = None
    speaker_id: str | None = None
    speaker_text: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    rule: str | None = None
    candidates: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()  # unclosed, mismatched, nested, negated, stance

    @property
    def is_stance(self) -> bool:
        """True for what is wanted, planned or seems so: kept for the reader, no words of anybody, and no check builds on it."""
        return "stance" in self.flags

    @property
    def said_by(self) -> str | None:
        """The speaker where the attribution holds: a fragment needs a rule, and words told as not said have no speaker."""
        if "negated" in self.flags or (self.kind is QuoteKind.MIXED and self.rule is None):
            return None
        return self.speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Mention):
    """One number that counts or measures something. `stated` is the number as written (33 for "33 percent").

    `kind`: count, share, ratio, money, duration, rank, change, ordinal. `approx`: exact, about, lower_bound,
    upper_bound, vague. `unit` is a plain noun ("people", "percent", "USD"). `modality`: did, planned, target, threat.
    A share's `value` is in its unit (33 percent is [32.5, 34) with unit percent).
    """

    kind: str
    stated: Fraction | None
    value: ValueInterval
    approx: str
    unit: str | None = None
    counted: str | None = None
    of_whom: str | None = None
    place: str | None = None
    period: DateInterval | None = None
    asserted_by: str | None = None
    modality: str = "did"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Mention):
    """One expression of time. `value` for days; `duration` in units of `granularity` for kind duration.

    `granularity`: minute, hour, part_of_day, day, week, weekend, month, quarter, season, year, decade, century.
    `kind`: absolute, partial, relative, anchored, in_quote, duration, set, state. Either a value or a reason why not.
    """

    kind: str
    granularity: str
    value: DateInterval | None = None
    duration: ValueInterval | None = None
    anchor: str | None = None
    rule: str
    unresolved_reason: str | None = None
    timex: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention(Mention):
    """A person, office or unnamed official named in the text. `name` is canonical inside the document; `title` as printed.

    `kind`: person, office, organisation, unnamed (an unnamed official stays unnamed and un-gendered). `candidates` are the
    full names between which a surname was left open; `name` is then the surname as printed.
    """

    kind: str
    name: str | None
    title: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMention(Mention):
    """A person said to hold an office: "Tom Homan, acting director of ICE". `modifier`: acting, former, then, now, or None."""

    person: str
    title: str
    office: str | None = None
    modifier: str | None = None
    as_of: DateInterval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRecords:
    """What the mentions stage makes of one document."""

    passages: Sequence[Passage] = ()
    quotes: Sequence[Quote] = ()
    figures: Sequence[Figure] = ()
    dates: Sequence[DateMention] = ()
    people: Sequence[PersonMention] = ()
    roles: Sequence[RoleMention] = ()
