"""Who the persons of one text are: which runs of capitalised words are names, and whom a surname alone names.

In: the runs of a text. Out: a roster that answers "is this a person, and under which full name?". A name needs a reason in
the text itself (a title, a middle initial, a verb of speech, the surname alone further on); no list of names is used. Trap: a
surname that two persons of the text share names neither, unless one of them fills the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.text.name_words import HELD_OFFICES, HONORIFICS, OFFICE_NOUNS, PLACE_OPENERS, RANKS, SPEECH_VERBS, SUFFIXES
from onrecord.text.names import INITIAL_RE, NameRun, NameWord, has_person_shape, surname_of

_VERBS = "|".join(sorted(SPEECH_VERBS))
# What follows a person: "Hale said", "Hale, who", "Hale, 44,", "Hale, the acting", "Hale (R-Tex.)"
AFTER_PERSON_RE = re.compile(
    rf"(?:,? (?:also |later |has |had |then )?(?:{_VERBS})\b|, (?:who\b|whose\b|\d\d,|an?\b|the\b|acting\b|former\b)| \([A-Z]-)"
)
BEFORE_PERSON_RE = re.compile(
    rf"\b(?:{_VERBS}|by|with|replace|succeed|replaced|succeeded|against|named|lawyer|wife|husband|son)[ \u00a0]$"
)
# "attorney Erika Roman", "the mayor of Hilltown, Jane Roe": a trade or an office right before the name
AFTER_OFFICE_RE = re.compile(
    rf"\b(?i:{'|'.join(sorted(OFFICE_NOUNS))})(?:[ \u00a0]|(?: (?:of"
    rf"|for) (?:the )?[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){{0,2}}){{0,2}} ?(?:,|[-–—]) ?)$"
)
# "Secretary of Parks John Doe": the word after "of" names the office and not the man
OFFICE_OF_RE = re.compile(rf"\b(?i:{'|'.join(sorted(OFFICE_NOUNS))}) of (?:the )?$")
# "in San Antonio", "the Planned ...": a place or a thing
BEFORE_PLACE_RE = re.compile(r"\b(?:in|at|near|outside|across|throughout|around|into|the|The|a|an)[ \u00a0]$")
AFTER_PLACE_RE = re.compile(r", (?:[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z]\.|[A-Z][a-z]+(?=[,. ]))")
ACCEPT_AT = 2  # one good reason for and none against
DOMINANT = 3  # a shared surname means the one who is named in full three times as often


class Segment(NamedTuple):
    """Name words of one run that stand together, with the title words right before them."""

    title: tuple[NameWord, ...]
    core: tuple[NameWord, ...]

    @property
    def key(self) -> tuple[str, str]:
        """First name and surname in lower case; what stands between does not tell two people apart."""
        return self.core[0].key, surname_of(self.core)


def split_segments(text: str, run: NameRun) -> tuple[Segment, ...]:
    """The stretches of name words in a run: "BLC Director Tom Hale" has one, titled "Director"."""
    found: list[Segment] = []
    title: list[NameWord] = []
    core: list[NameWord] = []
    after_opener = len(run.words) > 2 and OFFICE_OF_RE.search(text, max(0, run.start - 24), run.start) is not None
    for word in run.words:
        if word.is_name or (core and (INITIAL_RE.match(word.text) or word.key in SUFFIXES)):
            if after_opener:  # "New Hampshire Sanders supporters": the word after the opener belongs to the place
                after_opener = False
            else:
                core.append(word)
            continue
        if core:
            found.append(Segment(tuple(title), tuple(core)))
            title, core = [], []
        title = [*title, word] if word.is_title else []
        after_opener = word.key in PLACE_OPENERS
    if core:
        found.append(Segment(tuple(title), tuple(core)))
    return tuple(found)


@dataclass(slots=True)
class _Evidence:
    """What a text says for and against a run being a person's name."""

    words: tuple[NameWord, ...]
    n: int = 0
    titled: int = 0
    speaks: int = 0
    place: int = 0
    forms: Counter[str] = field(default_factory=Counter)

    def score(self, surnames_alone: Counter[str]) -> int:
        """Two or more: there is a reason to take it for a person."""
        middle = any(INITIAL_RE.match(word.text) or word.key in SUFFIXES for word in self.words[1:])
        points = 3 * (self.titled > 0) + 2 * middle + 2 * (self.speaks > 0) + 2 * (surnames_alone[surname_of(self.words)] > 0)
        points -= 3 * (2 * self.place > self.n) + 3 * (self.words[0].key in PLACE_OPENERS)
        return points


@dataclass(frozen=True, slots=True)
class Roster:
    """The persons of one text. `full` maps (first name, surname) to the name to show; `by_surname` a surname to its owner."""

    full: dict[tuple[str, str], str]
    by_surname: dict[str, str]
    by_rule: dict[tuple[str, str], str]

    def name_of(self, segment: Segment) -> tuple[str, str] | None:
        """The name and the rule for a segment, or None where it is no person."""
        if len(segment.core) > 1:
            name = self.full.get(segment.key)
            if name is not None:
                return name, self.by_rule[segment.key]
            return None
        known = self.by_surname.get(segment.core[0].key)
        if known is not None:
            return known, "people.surname"
        if segment.title and _is_personal_title(segment.title[-1]):
            return segment.core[0].text, "people.title_and_surname"
        return None


def _is_personal_title(word: NameWord) -> bool:
    """A title that a name follows: "Mr. Hale", "President Grant"; after "Agent" or "Police" a body or a place may stand."""
    return (
        word.key in HONORIFICS
        or word.key in RANKS
        or word.text.endswith(".")
        or (word.key in HELD_OFFICES and word.text[0].isupper())
    )


def read_roster(text: str, runs: Iterable[tuple[NameRun, tuple[Segment, ...]]]) -> Roster:
    """The roster of a text, read off the runs of its prose (headings capitalise every word and are no evidence)."""
    evidence: dict[tuple[str, str], _Evidence] = {}
    alone: Counter[str] = Counter()
    titled_alone: dict[str, str] = {}
    for run, segments in runs:
        for segment in segments:
            if len(segment.core) == 1:
                word = segment.core[0]
                alone[word.key] += 1
                if segment.title and _is_personal_title(segment.title[-1]):
                    titled_alone.setdefault(word.key, word.text)
            elif has_person_shape(segment.core):
                _weigh(text, run, segment, evidence)
    accepted = {key: e for key, e in evidence.items() if _is_accepted(e, alone)}
    return _as_roster(accepted, titled_alone)


def _weigh(text: str, run: NameRun, segment: Segment, evidence: dict[tuple[str, str], _Evidence]) -> None:
    entry = evidence.setdefault(segment.key, _Evidence(words=segment.core))
    start, end = segment.core[0].start, segment.core[-1].end
    entry.n += 1
    entry.forms[" ".join(text[start:end].split())] += 1
    before = text[max(0, start - 60) : start]
    entry.titled += bool(segment.title) or AFTER_OFFICE_RE.search(before) is not None
    if not segment.title:
        entry.place += bool(BEFORE_PLACE_RE.search(before)) or bool(AFTER_PLACE_RE.match(text, end, end + 20))
    at_end = end == run.end
    entry.speaks += bool((at_end and AFTER_PERSON_RE.match(text, end, end + 30)) or BEFORE_PERSON_RE.search(before))


def _is_accepted(entry: _Evidence, alone: Counter[str]) -> bool:
    return entry.score(alone) >= ACCEPT_AT


def _as_roster(accepted: dict[tuple[str, str], _Evidence], titled_alone: dict[str, str]) -> Roster:
    full = {key: _best_form(entry) for key, entry in accepted.items()}
    rules = {key: "people.titled" if entry.titled else "people.full_name" for key, entry in accepted.items()}
    owners: dict[str, list[tuple[int, str]]] = {}
    for key, entry in accepted.items():
        owners.setdefault(key[1], []).append((entry.n, full[key]))
    by_surname = {surname: _owner(held, surname, accepted) for surname, held in owners.items()}
    for surname, printed in titled_alone.items():
        by_surname.setdefault(surname, printed)
    return Roster(full=full, by_surname=by_surname, by_rule=rules)


def _best_form(entry: _Evidence) -> str:
    """The form printed most often; among equals the first one met."""
    return entry.forms.most_common(1)[0][0]


def _owner(held: list[tuple[int, str]], surname: str, accepted: dict[tuple[str, str], _Evidence]) -> str:
    """Whom a surname alone names: its only owner, or the one who fills the text; else just the surname."""
    ranked = sorted(held, reverse=True)
    if len(ranked) == 1 or ranked[0][0] >= DOMINANT * ranked[1][0]:
        return ranked[0][1]
    printed = next(entry.words for key, entry in accepted.items() if key[1] == surname)
    return next(word.text for word in reversed(printed) if word.key == surname)
