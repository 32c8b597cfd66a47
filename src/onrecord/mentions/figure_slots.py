"""Slots of a figure that the rest of its sentence gives: place, period, whose word it is, and in which mood it is said.

In: the text, the sentence and the figure's span. Out: one value each, or None. Nothing is taken from another sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.intervals import DateInterval
from onrecord.model.mentions import DateMention, Quote, QuoteKind
from onrecord.spans import Span

_NOT_PLACES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep"
    "|Sept|Oct|Nov|Dec"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mr|Mrs|Ms|Dr|I|President|Congress|Republican|Democratic|Operation"
    "|English|Christmas"
)
# "in Southern California", "across the US", "in Los Angeles County", "in other counties in our region"
_NAME = rf"(?!(?:{_NOT_PLACES})\b)[A-Z][\w’'-]*(?:\.[A-Z]\.?)*(?: (?:of )?(?:the )?(?!(?:{_NOT_PLACES})\b)[A-Z][\w’'-]*){{0,4}}"
_PLACE = (
    rf"(?P<place>(?:the )?{_NAME}(?:(?:, {_NAME}){{0,8}},? and (?:the )?{_NAME})?"
    r"|other (?:[a-z]+ )?(?:counties|cities|states|countries|places|parts|areas|regions)(?: (?:in|of) (?:our|the) [A-Za-z]+)?)"
)
_PLACE_WORDS = frozenset(("in", "across", "throughout", "near", "around", "inside", "outside"))
_PLACE_AT_RE = re.compile(rf"[ \u00a0\n]{_PLACE}")
_PLAIN_WORD_RE = re.compile(r"[ \u00a0\n]([a-z]+)")
_AFTER_PLACES_TEXT = """
last this next on in at by from to for after before since during when where who which that is are was were had has
have will would and or but as with over under between early late while despite said says alone today yesterday each
every until through because
"""
_AFTER_PLACES = frozenset(_AFTER_PLACES_TEXT.split())
_WIDE_WORDS = frozenset(("nationwide", "statewide", "worldwide", "citywide", "countywide", "nationally"))
_WIDE_AT_RE = re.compile(r" the (?:country|world|nation)\b")
_ACCORDING_RE = re.compile(r"\b[Aa]ccording to (?P<who>(?:(?!, |; |\. |\n| -- |—|\bwhich\b|\bwho\b|\bthat\b).){2,70})")
# "Mercury News reported that", "ICE officials said"
_SAID_TEXT = "said says say reported reports announced estimated estimates stated found claimed claims told"
_SAID_WORDS = frozenset(_SAID_TEXT.split())
_AUXILIARIES = frozenset(["has", "have", "had", "also", "later"])
_WHO_RE = re.compile(
    r"(?:(?<![\w’'.])|^)(?P<who>(?:(?:[Tt]he )?[A-Z][\w’'.&-]*)(?: (?:of |the |and )?[A-Z][\w’'.&-]*){0,5}"
    r"(?: (?:officials?|officers?|spokes\w+|agents?|researchers|authorities|police))?"
    r"|(?:[Oo]fficials|[Aa]uthorities|[Pp]olice|[Rr]esearchers|[Ii]nvestigators|[Pp]rosecutors))\Z"
)
_WHO_REACH = 90
_MOST_VERBS = 20
_MOST_NESTED = 8  # quotations that may begin between an outer one and a figure inside it
_SPOKEN = (QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT)
# Words of mood: with None behind them alone, else only before (or behind) the word named.
_THREAT_WORDS = frozenset(["threat", "threats", "threaten", "threatens", "threatened", "threatening"])
_TARGET_WORDS = frozenset(["goal", "goals", "quota", "quotas", "objective", "objectives"])
_TARGET_BEFORE = {  # first word -> what must follow it
    "would": ("target",), "will": ("target",), "to": ("target",), "target": ("of",), "hopes": ("to",),
    "hope": ("to",), "hoped": ("to",), "aim": ("to", "at", "for"), "aims": ("to", "at", "for"), "aimed": ("to", "at", "for"),
    "aiming": ("to", "at", "for"),
}  # fmt: skip
_PLANNED_WORDS = frozenset(
    ("will", "would", "plan", "plans", "should", "could", "might", "if", "proposed", "proposes", "proposal")
)
_PLANNED_BEFORE_TO_TEXT = """
planned planning intend intends intended expect expects expected going set scheduled vow vows vowed promise promises promised
pledge pledges pledged
"""
_PLANNED_BEFORE_TO = frozenset(_PLANNED_BEFORE_TO_TEXT.split())
_FOLLOWERS = frozenset(("target", "of", "to", "at", "for"))
_LOWER_CUES = _PLACE_WORDS | _WIDE_WORDS | _SAID_WORDS | _THREAT_WORDS | _TARGET_WORDS | _PLANNED_WORDS | _FOLLOWERS
_CUE_WORDS = _LOWER_CUES | frozenset(word.capitalize() for word in _LOWER_CUES)
_MOOD_REACH = 90
_MOODS = ("threat", "target", "planned")  # the gravest first
_WORD_RE = re.compile(r"[A-Za-z]+")
# What stands between two days that bound one stretch -> what stands before the first.
_STRETCHES = {"to": ("from",), "through": ("from", ""), "until": ("from",), "till": ("from",), "and": ("between",)}


class SentenceSlots:
    """What one sentence offers to all its figures, found once: places, source, cues of mood."""

    def __init__(self, text: str, sentence: Span) -> None:
        self.text = text
        self.sentence = sentence
        self.places: list[tuple[int, str]] = []
        self.moods: dict[str, list[int]] = {mood: [] for mood in _MOODS}
        self.source: str | None = None
        self.openings: list[tuple[int, str]] = []  # (end, place) of those that open the sentence or a clause behind ";"
        verbs: list[int] = []
        before: re.Match[str] | None = None
        cues = _CUE_WORDS
        for match in _WORD_RE.finditer(text, sentence.start, sentence.end):
            if match.group() in cues:
                self._cue(match, before, verbs)
            before = match
        self.place_starts = [at for at, _ in self.places]
        self.source = self._source(verbs)

    def _cue(self, match: re.Match[str], before: re.Match[str] | None, verbs: list[int]) -> None:
        word = match.group().lower()
        earlier = before.group().lower() if before else ""
        if (word in _PLACE_WORDS or word in _WIDE_WORDS) and earlier not in _SAID_WORDS:  # "the mayor said in Orr"
            self._place(match, word)
        if word in _SAID_WORDS:
            verbs.append(before.start() if before and earlier in _AUXILIARIES else match.start())
        mood = _mood(earlier, word)
        if mood is not None:
            self.moods[mood].append(match.start())

    def _place(self, match: re.Match[str], word: str) -> None:
        if word in _WIDE_WORDS:
            self.places.append((match.start(), word))
            return
        named = _PLACE_AT_RE.match(self.text, match.end(), self.sentence.end)
        if named and not self._is_adjective(named):
            name = " ".join(named["place"].rstrip("’'.-").split())
            if self._opens_clause(match.start()):
                self.openings.append((named.end(), name))
            self.places.append((match.start(), name))
        elif word in ("across", "around"):
            wide = _WIDE_AT_RE.match(self.text, match.end(), self.sentence.end)
            if wide:
                self.places.append((match.start(), f"{word}{wide.group()}"))

    def _opens_clause(self, at: int) -> bool:
        return at == self.sentence.start or self.text[max(self.sentence.start, at - 2) : at].rstrip() == ";"

    def _is_adjective(self, named: re.Match[str]) -> bool:
        """ "in the Orr primary", "in Wrenish gifts": a name before a plain noun is no place."""
        if not named["place"].startswith("the ") and "-" not in named["place"]:
            return False
        following = _PLAIN_WORD_RE.match(self.text, named.end(), self.sentence.end)
        return following is not None and following.group(1) not in _AFTER_PLACES

    def place_of(self, figure: Span, reach: int) -> str | None:
        """The first place named behind the figure in its clause (up to `reach`), else the last that opened a clause."""
        at = bisect_left(self.place_starts, figure.end)
        if at < len(self.places) and self.places[at][0] < reach:
            place, name = self.places[at]
            if not self.openings or self.text.find("; ", figure.end, place) < 0:
                return name
        return next((name for end, name in reversed(self.openings) if end <= figure.start), None)

    def modality_of(self, figure: Span) -> str:
        """did, planned, target or threat, by the words before the figure in its sentence."""
        for mood in _MOODS:
            cues = self.moods[mood]
            at = bisect_left(cues, figure.start) - 1
            if at >= 0 and cues[at] >= figure.start - _MOOD_REACH:
                return mood
        return "did"

    def _source(self, verbs: Sequence[int]) -> str | None:
        """Whom the sentence names as the source of what it says."""
        text, start, end = self.text, self.sentence.start, self.sentence.end
        if text.find("ccording to ", start, end) >= 0:
            according = _ACCORDING_RE.search(text, start, end)
            if according:
                return " ".join(according["who"].split()).rstrip(".,;")
        for verb in verbs[:_MOST_VERBS]:
            who = _WHO_RE.search(text, max(start, verb - _WHO_REACH), verb - 1)
            if who:
                return " ".join(who["who"].split())
        return None


def _mood(before: str, word: str) -> str | None:
    """The mood that a word, with the word before it, gives to what follows."""
    if word in _THREAT_WORDS:
        return "threat"
    if word in _TARGET_WORDS or word in _TARGET_BEFORE.get(before, ()):
        return "target"
    if word in _PLANNED_WORDS or (word == "to" and before in _PLANNED_BEFORE_TO):
        return "planned"
    return None


def join_periods(text: str, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a text, two that bound one stretch joined: "from October 4 to October 9", "between Monday and Friday"."""
    joined: list[DateMention] = []
    for date in dates:
        last = joined[-1] if joined else None
        if last is not None and last.value is not None and date.value is not None and last.span.end < date.span.start:
            before, between = text[max(0, last.span.start - 8) : last.span.start], text[last.span.end : date.span.start]
            bounds = _STRETCHES.get(between.strip(" ,\n").lower(), ())
            if before.rstrip().lower().endswith(bounds) and last.value.earliest <= date.value.latest:
                value = DateInterval(last.value.earliest, date.value.latest)
                joined[-1] = replace(last, span=Span(last.span.start, date.span.end), value=value)
                continue
        joined.append(date)
    return joined


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


class SpokenParts:
    """The stretches that somebody says, with whose words they are."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        spoken = [
            (part.start, part.end, quote)
            for quote in quotes
            if quote.kind in _SPOKEN and not quote.is_stance
            for part in quote.parts
        ]
        spoken.sort(key=_edges)
        self.parts = spoken
        self.starts = [start for start, _, _ in spoken]

    def speaker_of(self, figure: Span) -> tuple[bool, str | None]:
        """Whether the figure stands in somebody's words, and whose they are where that is known."""
        at = bisect_right(self.starts, figure.start) - 1
        for start, end, quote in reversed(self.parts[max(0, at - _MOST_NESTED) : at + 1]):
            if start <= figure.start and figure.end <= end:
                return True, quote.speaker or quote.speaker_text
        return False, None


def _edges(part: tuple[int, int, Quote]) -> tuple[int, int]:
    return part[0], -part[1]
