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
    r"(?P<who>(?:(?:[Tt]he )?[A-Z][\w’'.&-]*)(?: (?:of |the |and )?[A-Z][\w’'.&-]*){0,5}(?: (?:officials?|officers?"
    r"|spokes\w+|agents?|researchers|authorities|police))?"
    r"|(?:[Oo]fficials|[Aa]uthorities|[Pp]olice|[Rr]esearchers|[Ii]nvestigators|[Pp]rosecutors)) "
    r"(?:has |have |had |also |later )?(?:said|says|say|reported|reports|announced|estimated|estimates|stated|found|claimed"
    r"|claims|told)\b"
)
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


def place_of(text: str, sentence: Span, figure: Span, reach: int) -> str | None:
    """The first place named behind the figure in its sentence (up to `reach`), else the one that opens the sentence."""
    match = _PLACE_RE.search(text, figure.end, max(figure.end, reach))
    wide = _WIDE_RE.search(text, figure.end, max(figure.end, reach))
    if wide and (match is None or wide.start() < match.start()):
        return wide.group(1)
    if match is None:
        match = _PLACE_FIRST_RE.match(text, sentence.start, figure.start)
    return " ".join(match["place"].rstrip("’'.-").split()) if match else None


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


def asserted_by(text: str, sentence: Span, figure: Span, quotes: Sequence[Quote]) -> str | None:
    """The speaker of the quotation around the figure, or whom its sentence names as the source."""
    for quote in quotes:
        if quote.kind in (QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT) and any(
            part.contains(figure) for part in quote.parts
        ):
            return quote.speaker or quote.speaker_text
    according = _ACCORDING_RE.search(text, sentence.start, sentence.end)
    if according:
        return " ".join(according["who"].split()).rstrip(".,;")
    said = _SAID_RE.search(text, sentence.start, sentence.end)
    return " ".join(said["who"].split()) if said else None


def modality_of(text: str, sentence: Span, figure: Span) -> str:
    """did, planned, target or threat, by the words before the figure in its sentence."""
    start = max(sentence.start, figure.start - _MOOD_REACH)
    for name, pattern in _MODALITY:
        if pattern.search(text, start, figure.start):
            return name
    return "did"
