"""What happened when, over the whole case: dated statements and conduct with all their evidence, for a timeline.

In: the parts of a case. Out: `Event`s in the order of their earliest days. Mails are events of their sent time; sentences of
coverage that date themselves are events; one event gathers the sentences of several documents that give the same day and
share their telling words. Overlapping intervals are not ordered: the tuple's order is for reading only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.intervals import DateInterval
from onrecord.model.case import DocumentRecords
from onrecord.model.ids import make_id
from onrecord.model.links import Event
from onrecord.model.mentions import DateMention
from onrecord.spans import Span
from onrecord.text.sentences import sentences_at

SAYING = frozenset(
    ["said", "says", "announced", "tweeted", "wrote", "told", "reported", "stated", "declared", "claimed", "testified", "asked",
     "warned", "confirmed", "denied", "read", "reads", "insisted", "admitted", "instructed", "ordered"]
)  # fmt: skip
TIMELINE_KINDS = frozenset(("absolute", "partial", "relative", "anchored", "in_quote"))
WIDEST_DAYS = 100  # a quarter: longer stretches are background, not events
LABEL_CHARS = 140
MIN_SHARED = 2  # telling words that two sentences on the same days must share to be one event
WORD_RE = re.compile(r"[A-Za-z]{5,}")


@dataclass(frozen=True, slots=True)
class _Telling:
    """One sentence that dates itself."""

    value: DateInterval
    mention_id: str
    label: str
    words: frozenset[str]
    kind: str
    place: tuple[str, int]


def link_events(parts: tuple[DocumentRecords, ...]) -> tuple[Event, ...]:
    """The dated events of a case by their earliest day, each with the ids of the mentions or mails that give it."""
    mails = [event for part in parts for event in _mail_events(part)]
    tellings = sorted((t for part in parts for t in _tellings(part)), key=lambda t: (t.value.earliest, t.value.latest, t.place))
    events = mails + [_event(group) for group in _grouped(tellings)]
    return tuple(sorted(events, key=_reading_order))


def _reading_order(event: Event) -> tuple[str, str, str]:
    value = event.value
    return (str(value.earliest) if value else "", str(value.latest) if value else "", event.id)


def _mail_events(part: DocumentRecords) -> Iterator[Event]:
    """A mail that says when it was sent is a statement of that day, a meeting it asks for an event of its own day; copies of
    it are not told again."""
    for message in part.inbox.messages:
        if message.starts is not None and message.copy_of is None:
            yield Event(
                id=make_id("e", message.id, "meeting"),
                label=f"Meeting: {message.subject or '(no subject)'}"[:LABEL_CHARS],
                value=message.starts.days(),
                evidence=(message.id,),
            )
        if message.sent is not None and message.copy_of is None:
            subject = message.subject or "(no subject)"
            yield Event(
                id=make_id("e", message.id),
                label=f"Mail: {subject}"[:LABEL_CHARS],
                value=message.sent.days(),
                evidence=(message.id,),
                kind="statement",
            )


def _tellings(part: DocumentRecords) -> Iterator[_Telling]:
    dated = sorted((mention for mention in part.mentions.dates if _is_telling(mention)), key=lambda mention: mention.span.start)
    if not dated:
        return
    text = part.document.text
    sentences = sentences_at(text, [mention.span.start for mention in dated])
    told: set[tuple[int, DateInterval]] = set()
    for mention, sentence in zip(dated, sentences, strict=True):
        if mention.value is None or (sentence.start, mention.value) in told:
            continue
        told.add((sentence.start, mention.value))
        yield _telling(text, sentence, mention, mention.value, part.document.source.path)


def _is_telling(mention: DateMention) -> bool:
    value = mention.value
    return value is not None and mention.kind in TIMELINE_KINDS and (value.latest - value.earliest).days <= WIDEST_DAYS


def _telling(text: str, sentence: Span, mention: DateMention, value: DateInterval, path: str) -> _Telling:
    words = " ".join(sentence.of(text).split())
    all_words = {word.lower() for word in re.findall(r"[A-Za-z]+", words)}
    kind = "statement" if all_words & SAYING else "conduct"
    label = words if len(words) <= LABEL_CHARS else words[: LABEL_CHARS - 1].rsplit(" ", 1)[0] + "…"
    telling = frozenset(word[:6].lower() for word in WORD_RE.findall(words))
    return _Telling(value, mention.id, label, telling, kind, (path, mention.span.start))


def _grouped(tellings: Sequence[_Telling]) -> list[list[_Telling]]:
    """Tellings of exactly the same days that share telling words, in the order given."""
    groups: list[list[_Telling]] = []
    by_days: dict[DateInterval, list[list[_Telling]]] = {}
    for telling in tellings:
        same_days = by_days.setdefault(telling.value, [])
        home = next((g for g in same_days if g[0].kind == telling.kind and len(g[0].words & telling.words) >= MIN_SHARED), None)
        if home is None:
            home = []
            same_days.append(home)
            groups.append(home)
        home.append(telling)
    return groups


def _event(group: list[_Telling]) -> Event:
    evidence = tuple(dict.fromkeys(telling.mention_id for telling in group))
    first = group[0]
    return Event(id=make_id("e", *sorted(evidence)), label=first.label, value=first.value, evidence=evidence, kind=first.kind)
