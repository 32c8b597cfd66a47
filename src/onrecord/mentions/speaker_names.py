"""Whom the words that name a speaker mean: a canonical name, a descriptive phrase, or nobody certain.

In: the stretch of text that names the speaker, and the people of the document (without them, names read by their capitals).
Out: a `NamedSpeaker`. Unnamed officials keep their phrase ("a clerk at the county office") and are never given a name;
a paper that speaks keeps its own ("the subject line"); a pronoun gets a name only where one person alone is in view,
otherwise it stays open with candidates. Trap: the name in "a spokesman for Smith" is not the speaker's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model.mentions import PersonMention
from onrecord.spans import Span
from onrecord.text.clauses import ADVERBS, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, TIMES

_HE_SHE = frozenset(("he", "she", "his", "her", "him"))
_OPEN_TEXT = """
they it i we you who which that their its our my your one another others some many most both this these those all few everyone
somebody someone nobody none
"""
_OPEN = frozenset(_OPEN_TEXT.split())
# "Thomas B. Carver", "Jean de la Tour": two or more capitalised words, initials and particles between
_NAME_WORD = r"[A-Z][a-z’'\-]*[a-z](?:[A-Z][a-z]+)?"
_FULL_NAME_RE = re.compile(rf"\b{_NAME_WORD}(?: (?:[A-Z]\.|de|la|van|von|al|bin|del|{_NAME_WORD})){{1,3}}\b")
_CAPITALS_RE = re.compile(r"[A-Z][\w’'\-]*(?:\.(?= [A-Z]))?")
_TITLES_TEXT = """
president secretary senator sen governor gov representative rep congressman congresswoman mayor director chairman chairwoman
chair speaker general gen judge justice attorney minister officer chief sheriff king queen prince pope professor prof dr mr
mrs ms miss sir lord lady rev reverend pastor rabbi imam father captain capt colonel col major maj sergeant sgt lieutenant lt
commander admiral ambassador commissioner councilman councilwoman councilmember alderman delegate chancellor premier
spokesman spokeswoman spokesperson leader nominee candidate detective agent inspector superintendent deputy acting former
then vice press state house senate white republican democratic prime first lady co-founder founder host author editor
reporter correspondent strategist adviser advisor manager analyst pollster economist historian
"""
_TITLES = frozenset(_TITLES_TEXT.split())
# "a spokesman for", "the office of": what follows belongs to another
_OTHERS_RE = re.compile(r"\b(?:for|of|at|in|from|with|to|by|on|about|who|which|whose)\b|['’]s\b|,")
# "Ray supporters", "the Lee campaign manager": the name only qualifies what follows
_MODIFIED_RE = re.compile(
    r"[ \u00a0](?!(?:of|who|whom|in|at|from|for|and|or|himself|herself|also|on|with|to|then|jr|sr)\b)[a-z]"
)
# "candidates like Ann Lee", "several, including Ann Lee"; "Ann Lee and Sen. Tom Ray"
_AMONG_RE = re.compile(r"\b(?:like|including|such as)\b")
_AND_RE = re.compile(r",? (?:and|or|&) (?:[\w.]{1,20} ){0,4}|, ")
_UNNAMED_RE = re.compile(r"(?:an?|one|another|some|several|two|three|many|most|other|the|his|her|their|its)\s", re.IGNORECASE)
# "Bill called", "after the vote, ", "said that": the name that follows is not the subject of its sentence
_BEFORE_OBJECT_RE = re.compile(
    r"[.!?:;“”\"]|\b(?:to|with|for|about|against|from|by|that|and|or|but|said|says|told|called|met|was|were|is|are|had|has)\b"
)
_GIVEN_RE = re.compile(r"\b([A-Z][a-z]+)[ \u00a0]\Z")
_NOT_GIVEN = (
    PREPOSITIONS | SUBORDINATORS | CONJUNCTIONS | DETERMINERS | TIMES | ADVERBS | frozenset(("democrat", "americans", "former"))
)
_LONGEST_CHAIN = 1500  # characters of prose after which "he" may be anybody
_FARTHEST_SUBJECT = 60  # characters: "Former Oregon state senator and current mayor"
_HIS_RE = re.compile(r"\bMr\.? ")
_HERS_RE = re.compile(r"\b(?:Mrs|Ms|Miss)\.? ")
_TRAILING_RELATIVE_RE = re.compile(r",?\s+(?:who|which|that|whom)$")


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """`name` is canonical or descriptive, None where it is left open; `candidates` are then the persons in view."""

    name: str | None
    candidates: tuple[str, ...] = ()
    is_person: bool = False


class NameBook:
    """The persons a text names, by place; built once for a document."""

    def __init__(self, text: str, people: Sequence[PersonMention] = (), quoted: Sequence[Span] = ()) -> None:
        self._text = text
        if people:
            persons = [_own_name(text, p.span, p.name) for p in people if p.kind == "person" and p.name]
        else:
            persons = _read_names(text)
        self._persons: list[tuple[int, int, str]] = _outside(sorted(persons), quoted)
        self._starts = [start for start, _, _ in self._persons]
        self._his = {name for start, end, name in self._persons if _HIS_RE.search(text, max(0, start - 6), end)}
        self._hers = {name for start, end, name in self._persons if _HERS_RE.search(text, max(0, start - 6), end)}
        self._nameless = sorted(p.span.start for p in people if p.kind == "unnamed")

    def resolve_all(self, asked: Iterable[tuple[Span, Span, bool]]) -> dict[Span, NamedSpeaker]:
        """Whom each (speaker, view, leads) means, read in order: "he" after "Lee said" is Lee while nobody comes between.

        `leads` is False for a speaker inside another's clause ("she disclosed that Ray called her"), who starts no chain.
        """
        resolved: dict[Span, NamedSpeaker] = {}
        last: tuple[str, int] | None = None  # the last person who spoke, and where that was written
        for span, view, leads in sorted(asked, key=lambda one: (one[0], one[1], not one[2])):
            if span in resolved:
                continue
            named = self.resolve(span, view)
            pronoun = span.of(self._text).lower() in _HE_SHE
            if pronoun and named.name is None and last is not None and self._alone_since(last, span):
                named = NamedSpeaker(last[0], is_person=True)
            resolved[span] = named
            if leads:
                last = (named.name, span.end) if named.is_person and named.name is not None else None
        return resolved

    def _alone_since(self, last: tuple[str, int], span: Span) -> bool:
        """True where nobody but the last speaker is named from there to the pronoun, and no honorific forbids it."""
        name, end = last
        if span.start - end > _LONGEST_CHAIN or end > span.start:
            return False
        if bisect_left(self._nameless, end) != bisect_left(self._nameless, span.start):
            return False
        if any(other != name for _, _, other in self._inside(Span(end, span.start))):
            return False
        return self._suits(span.of(self._text).lower(), name)

    def resolve(self, span: Span, view: Span) -> NamedSpeaker:
        """Whom `span` means; `view` is the text before it in which a pronoun's person may stand."""
        phrase = _TRAILING_RELATIVE_RE.sub("", span.of(self._text))
        low = phrase.lower()
        if low in _HE_SHE:
            return self._pronoun(span, view)
        if low in _OPEN or not phrase:
            return NamedSpeaker(None)
        person = self._head_person(Span(span.start, span.start + len(phrase)))
        if person is not None:
            return NamedSpeaker(person, is_person=True)
        return NamedSpeaker(phrase if len(phrase) <= 160 else None)

    def _inside(self, span: Span) -> list[tuple[int, int, str]]:
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return self._persons[low:high]

    def _head_person(self, span: Span) -> str | None:
        """The person at the head of a phrase: "the city’s mayor Ann Lee" is Ann Lee, "an aide to Ann Lee" is not."""
        inside = self._inside(span)
        phrase = span.of(self._text)
        unnamed = _UNNAMED_RE.match(phrase)
        if _are_several(self._text, inside):
            return None
        for start, end, name in inside:
            before = self._text[span.start : start]
            if _AMONG_RE.search(before):
                continue
            after = self._text[end : end + 2]
            if after in ("’s", "'s") and end < span.end:
                continue
            if _MODIFIED_RE.match(self._text, end, span.end):
                continue
            if unnamed is not None and (_OTHERS_RE.search(before) or end < span.end):
                continue
            if (
                unnamed is None
                and re.search(r"\b(?:for|of|from|with|to|by|about)\s+(?:\w+\s+){0,2}$", before)
                and before[:1].islower()
            ):
                continue
            return name
        return None

    def _pronoun(self, span: Span, view: Span) -> NamedSpeaker:
        """The one person in view, if that person opens a sentence there; "Bill called her" resolves no "she"."""
        inside = self._inside(Span(view.start, max(view.start, span.start)))
        seen: list[str] = []
        for _, _, name in reversed(inside):
            if name not in seen:
                seen.append(name)
        if len(seen) == 1 and self._opens(inside[0][0], view.start) and self._suits(span.of(self._text).lower(), seen[0]):
            return NamedSpeaker(seen[0], is_person=True)
        return NamedSpeaker(None, tuple(seen[:4]))

    def _opens(self, at: int, start: int) -> bool:
        """True where nothing but a title, a description or a time stands before the name in its sentence."""
        before = self._text[start:at]
        return len(before) <= _FARTHEST_SUBJECT and not _BEFORE_OBJECT_RE.search(before)

    def _suits(self, pronoun: str, name: str) -> bool:
        """False where the text puts an honorific of the other gender before the name."""
        return name not in (self._his if pronoun in ("she", "her") else self._hers)


def _are_several(text: str, inside: Sequence[tuple[int, int, str]]) -> bool:
    """True for "Ann Lee and Tom Ray": the phrase names two, and neither alone is the speaker."""
    return any(one[2] != other[2] and _AND_RE.fullmatch(text, one[1], other[0]) for one, other in pairwise(inside))


def _own_name(text: str, span: Span, name: str) -> tuple[int, int, str]:
    """A mention under its canonical name, unless a given name that is not that person's stands right before it."""
    before = _GIVEN_RE.search(text, max(0, span.start - 24), span.start)
    if before is None or before.group(1) in name.split() or not span.of(text)[:1].isupper():
        return span.start, span.end, name
    given = before.group(1).lower()
    if given in _TITLES or given in _NOT_GIVEN:
        return span.start, span.end, name
    return before.start(1), span.end, text[before.start(1) : span.end]


def _outside(persons: list[tuple[int, int, str]], quoted: Sequence[Span]) -> list[tuple[int, int, str]]:
    """The persons named by the writer, not inside somebody's words; both in order."""
    kept: list[tuple[int, int, str]] = []
    at = 0
    for person in persons:
        while at < len(quoted) and quoted[at].end <= person[0]:
            at += 1
        if at == len(quoted) or person[0] < quoted[at].start:
            kept.append(person)
    return kept


def _read_names(text: str) -> list[tuple[int, int, str]]:
    """Names by their capitals: every full name, and every surname of one alone, under the last full form before it."""
    full: list[tuple[int, int, str]] = []
    by_surname: dict[str, dict[str, int]] = {}  # surname -> full name -> where it first stands
    for match in _FULL_NAME_RE.finditer(text):
        words = _CAPITALS_RE.findall(match.group())
        start = match.start()
        while words and words[0].rstrip(".").lower() in _TITLES:
            start = text.index(words[0], start) + len(words[0])
            words = words[1:]
        name = text[start : match.end()].strip()
        if len(words) < 2 or words[-1].lower() in _TITLES:
            continue
        full.append((match.end() - len(name), match.end(), name))
        by_surname.setdefault(words[-1], {}).setdefault(name, start)
    alone: list[tuple[int, int, str]] = []
    taken = {end for _, end, _ in full}
    for match in _CAPITALS_RE.finditer(text):
        known = by_surname.get(re.sub(r"['’]s$", "", match.group()))
        if not known or match.end() in taken:
            continue
        names = [name for name, at in known.items() if at <= match.start()]
        if names:  # two persons of one surname: the surname alone
            alone.append((match.start(), match.end(), names[0] if len(names) == 1 else match.group()))
    return full + alone
