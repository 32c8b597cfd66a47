"""Slots of a figure that the rest of its sentence gives: place, period, whose word it is, and in which mood it is said.

In: the text, the sentence and the figure's span. Out: one value each, or None. Nothing is taken from another sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.intervals import DateInterval
from onrecord.model.mentions import DateMention, Quote, QuoteKind
from onrecord.spans import Span

_NOT_PLACES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep"
    "|Sept|Oct|Nov|Dec"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mr|Mrs|Ms|Dr|I|President|Congress|Republican|Democratic"
    "|English|Christmas"
)
# "in Southern California", "across the US", "in Los Angeles County", "in other counties in our region"
_PLACE = (
    rf"(?P<place>(?:the )?(?!(?:{_NOT_PLACES})\b)[A-Z][\w’'-]*(?:\.[A-Z]\.?)*(?:,? (?:(?:of|the|and)"
    rf" )?(?!(?:{_NOT_PLACES})\b)[A-Z][\w’'-]*){{0,5}}"
    r"|other (?:[a-z]+ )?(?:counties|cities|states|countries|places|parts|areas|regions)(?: (?:in|of) (?:our|the) [A-Za-z]+)?)"
)
_PLACE_RE = re.compile(rf"\b(?:in|across|throughout|near|around|inside|outside)[ \u00a0\n]{_PLACE}")
_PLACE_FIRST_RE = re.compile(rf"(?:In|Across|Throughout|Near|Around)[ \u00a0\n]{_PLACE}")
_WIDE_RE = re.compile(
    r"\b(nationwide|statewide|worldwide|citywide|countywide|nationally|across the country|around the country|around the"
    r" world)\b"
)
_ACCORDING_RE = re.compile(r"\b[Aa]ccording to (?P<who>(?:(?!, |; |\. |\n| -- |—|\bwhich\b|\bwho\b|\bthat\b).){2,70})")
# "Mercury News reported that", "ICE officials said"
_SAID_RE = re.compile(
    r" (?:has |have |had |also |later )?(?:said|says|say|reported|reports|announced|estimated|estimates|stated|found"
    r"|claimed|claims|told)\b"
)
_WHO_RE = re.compile(
    r"(?:(?<![\w’'.])|^)(?P<who>(?:(?:[Tt]he )?[A-Z][\w’'.&-]*)(?: (?:of |the |and )?[A-Z][\w’'.&-]*){0,5}"
    r"(?: (?:officials?|officers?|spokes\w+|agents?|researchers|authorities|police))?"
    r"|(?:[Oo]fficials|[Aa]uthorities|[Pp]olice|[Rr]esearchers|[Ii]nvestigators|[Pp]rosecutors))\Z"
)
_WHO_REACH = 90
_SPOKEN = (QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT)
_MODALITY = (
    ("threat", re.compile(r"\bthreat(?:s|en|ens|ened|ening)?\b", re.IGNORECASE)),
    (
        "target",
        re.compile(
            r"\b(?:goals?|quotas?|target of|(?:would|will|to) target|aim(?:s|ed|ing)? (?:to|at|for)|objective|hope[sd]? to)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "planned",
        re.compile(
            r"\b(?:will|would|plan(?:s|ned|ning)? to|plans?|intend(?:s|ed)? to|expect(?:s|ed)? to|going to|set to|scheduled"
            r" to|proposed|proposes|proposal"
            r"|vow(?:s|ed) to|promise[sd]? to|pledge[sd]? to|should|could|might|if)\b",
            re.IGNORECASE,
        ),
    ),
)
_MOOD_REACH = 90


class SentenceSlots:
    """What one sentence offers to all its figures, found once: places, source, cues of mood."""

    def __init__(self, text: str, sentence: Span) -> None:
        self.text = text
        self.sentence = sentence
        start, end = sentence.start, sentence.end
        self.places = list(_PLACE_RE.finditer(text, start, end))
        self.wide = list(_WIDE_RE.finditer(text, start, end))
        self.first_place = _PLACE_FIRST_RE.match(text, start, end)
        self.cues = [(name, m.start()) for name, pattern in _MODALITY for m in pattern.finditer(text, start, end)]
        self.source = _source(text, start, end)

    def place_of(self, figure: Span, reach: int) -> str | None:
        """The first place named behind the figure (up to `reach`), else the one that opens the sentence."""
        match = next((m for m in self.places if m.start() >= figure.end), None)
        if match is not None and match.start() >= reach:
            match = None
        wide = next((m for m in self.wide if figure.end <= m.start() < reach), None)
        if wide is not None and (match is None or wide.start() < match.start()):
            return wide.group(1)
        if match is None and self.first_place is not None and self.first_place.end() <= figure.start:
            match = self.first_place
        return " ".join(match["place"].rstrip("’'.-").split()) if match else None

    def modality_of(self, figure: Span) -> str:
        """did, planned, target or threat, by the words before the figure in its sentence."""
        start = figure.start - _MOOD_REACH
        return next((name for name, at in self.cues if start <= at < figure.start), "did")


def _source(text: str, start: int, end: int) -> str | None:
    """Whom a sentence names as the source of what it says."""
    if text.find("ccording to ", start, end) >= 0:
        according = _ACCORDING_RE.search(text, start, end)
        if according:
            return " ".join(according["who"].split()).rstrip(".,;")
    for verb in _SAID_RE.finditer(text, start, end):
        who = _WHO_RE.search(text, max(start, verb.start() - _WHO_REACH), verb.start())
        if who:
            return " ".join(who["who"].split())
    return None


def nearest_period(dates: Sequence[DateMention], starts: Sequence[int], sentence: Span, figure: Span) -> DateInterval | None:
    """The interval of the date nearest to the figure in its sentence."""
    best: tuple[int, int] | None = None
    value = None
    for at in range(bisect_left(starts, sentence.start), len(dates)):
        date = dates[at]
        if date.span.start >= sentence.end:
            break
        distance = max(date.span.start - figure.end, figure.start - date.span.end, 0)
        if best is None or (distance, at) < best:
            best, value = (distance, at), date.value
    return value


def speaker_of(figure: Span, quotes: Sequence[Quote]) -> tuple[bool, str | None]:
    """Whether the figure stands in somebody's words, and whose they are where that is known."""
    for quote in quotes:
        if quote.kind in _SPOKEN and any(part.contains(figure) for part in quote.parts):
            return True, quote.speaker or quote.speaker_text
    return False, None
