"""Records that join records: traces of quotations, variants, stories, citations, reuse, people, events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from onrecord.intervals import DateInterval
from onrecord.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a document, with its words and page: one side of anything that is shown side by side."""

    document_id: str
    span: Span
    text: str
    page: int | None = None


class Verdict(StrEnum):
    """What became of a quotation, in the words of the method note; decided by rules, never by a score."""

    EXACT = "exact"
    EXACT_BUT_CASE = "exact_but_case"
    ALTERED_MARKED = "altered_marked"
    ALTERED_MINOR = "altered_minor"
    ALTERED_MATERIAL = "altered_material"
    TRUNCATED_NEUTRAL = "truncated_neutral"
    TRUNCATED_CHECK = "truncated_check"
    STITCHED = "stitched"
    MISATTRIBUTED = "misattributed"
    UP_TO_REDACTION = "up_to_redaction"
    NEAR = "near"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One difference: `kind` (case, punctuation, insertion, omission, pronoun, tense, number, negation, word, ...), the
    words in the quotation and in the record, and whether brackets or an ellipsis mark it."""

    kind: str
    quote: str
    record: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What was searched when something was not found."""

    n_messages: int
    n_pages: int
    n_unreadable_pages: int
    n_withheld_pages: int
    n_documents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A quotation's place in a record. `score` (0..1) ordered the candidates and decided nothing.

    `omitted` are the words of the same sentence that were cut, `trigger` the one among them that governs the kept words.
    `copies` are further places with the same words. `print_confidence` (0..1) is how sure the program was that recognised the
    words of the place's page, where that is too little to be certain: the verdict is probable only. None for all others.
    """

    id: str
    quote_id: str
    verdict: Verdict
    place: Place | None = None
    message_id: str | None = None
    record_speaker: str | None = None
    edits: tuple[Edit, ...] = ()
    omitted: str | None = None
    trigger: str | None = None
    copies: tuple[Place, ...] = ()
    score: float = 0.0
    coverage: Coverage | None = None
    note: str | None = None
    print_confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantGroup:
    """Quotations of the same words in several places. `reference_id` is the fullest unaltered one among `quote_ids`."""

    id: str
    quote_ids: tuple[str, ...]
    reference_id: str
    relations: tuple[tuple[str, Verdict], ...] = ()  # (quote id, what it is beside the reference)
    edits: tuple[tuple[str, tuple[Edit, ...]], ...] = ()  # (quote id, how it differs from the reference)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Documents that tell the same events."""

    id: str
    document_ids: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A document leaning on another or on an outlet. `credit`: named, linked, uncredited."""

    id: str
    citing_id: str
    place: Place
    cited: str
    cited_id: str | None
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """The same words in two documents; `coverage` is the share (0..1) of the shorter place that stands in the other."""

    id: str
    a: Place
    b: Place
    coverage: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One telling on a ladder. `says` is the word or phrase that the tellings differ in ("ordered", "only 1"); `strength`
    orders tellings of one kind, 0 where nothing is ordered. `kind`: telling, or record for the request itself at the root."""

    place: Place
    says: str
    strength: int = 0
    kind: str = "telling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """Tellings of one thing in several places that differ. `kind`: condition, number, attribution, purpose."""

    id: str
    kind: str
    rungs: tuple[Rung, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office held from one day to another, as a source says."""

    title: str
    valid: DateInterval | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, office or unit across the case. `kind`: person, office, unit, role, redacted.

    A redacted sender has no name; its aliases are then the codes that stand for it. `place` is the first place that names it.
    """

    id: str
    kind: str
    name: str | None
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    n_sent: int = 0
    n_received: int = 0
    n_named: int = 0
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeProposal:
    """Two rows that may be one person, why, and a place that names each; nothing is joined until a person says so."""

    id: str
    person_id: str
    other_id: str
    reason: str
    evidence: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, on some day of an interval, with the mentions that say so."""

    id: str
    label: str
    value: DateInterval | None
    evidence: tuple[str, ...]
    kind: str = "event"  # statement, conduct, event


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecords:
    """What the links stage makes of a case."""

    traces: tuple[Trace, ...] = ()
    variants: tuple[VariantGroup, ...] = ()
    stories: tuple[Story, ...] = ()
    citations: tuple[Citation, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    people: tuple[Person, ...] = ()
    proposals: tuple[MergeProposal, ...] = ()
    events: tuple[Event, ...] = ()
