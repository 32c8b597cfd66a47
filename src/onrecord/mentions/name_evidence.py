"""What a text says about its runs of capitalised words: which are titles, which are names, and of what kind of person.

In: the runs of a text. Out: segments (a name with the title words before it) and, for each full name, the evidence for and
against its being a person, with the offices and honorifics that stand beside it. Traps: "Bill" and "June" are words and
given names; a father and a son may differ in "Jr." alone; "Dump Trump" is no man called Dump.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.text.name_words import (
    FEMALE_HONORIFICS,
    GIVEN_WORDS,
    MALE_HONORIFICS,
    OFFICE_NOUNS,
    PLACE_OPENERS,
    SPEECH_VERBS,
    SUFFIXES,
)
from onrecord.text.names import INITIAL_RE, NameRun, NameWord, surname_of

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
# ", the president", ", a former senator from Ohio": the office after a name, up to the next stop
OFFICE_AFTER_RE = re.compile(
    r",[ \u00a0](?:who (?:is|was|has been) )?(?:(?:the|an?|now|then|his|her|its|their) )?[^.;:,()\n\"“”]{2,60}"
)
OFFICE_WORD_RE = re.compile(r"[A-Za-z]+")
# The first of these after a full name speaks for its bearer: "Ann Lee closed her office"
PRONOUN_RE = re.compile(r"[.!?]\s|\b(?:(he|his|him|himself|husband)|(she|her|hers|herself|wife))\b")
PRONOUN_WINDOW = 120  # characters
NEAR_WORD = 16  # characters that hold the one word right before a name
GENDER_MAJORITY = 3  # pronouns of one kind for each of the other before they are taken for evidence
# "Continued Stone", "Certainly Tom Stone": hardly a given name ends so and is so long
ORDINARY_END_RE = re.compile(r"[A-Za-z]{5,}(?:ed|ing|ly)$")

GENERATIONS = SUFFIXES - {"esq", "phd", "md"}
# "In June Hale left": a month and no given name
BEFORE_MONTH_RE = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|last|this|next|late|early|mid|through|to|for|between|and|on)|\d)[ \u00a0-]$",
    re.IGNORECASE,
)

SPELLED_OUT = {
    "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative", "gov": "governor",
    "congressman": "representative", "congresswoman": "representative", "sec": "secretary", "pres": "president",
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant",
    "adm": "admiral", "cmdr": "commander", "chairman": "chair", "chairwoman": "chair", "prof": "professor",
}  # fmt: skip
NameKey = tuple[str, str, str, str]


class Segment(NamedTuple):
    """Name words of one run that stand together, with the title words right before them."""

    title: tuple[NameWord, ...]
    core: tuple[NameWord, ...]

    @property
    def key(self) -> NameKey:
        """First name, initials in the middle, surname and generation, in lower case: what tells two people apart."""
        middle = "".join(word.key for word in self.core[1:-1] if INITIAL_RE.match(word.text))
        generation = self.core[-1].key if self.core[-1].key in GENERATIONS else ""
        return self.core[0].key, middle, surname_of(self.core), generation


def split_segments(text: str, run: NameRun) -> tuple[Segment, ...]:
    """The stretches of name words in a run: "BLC Director Tom Hale" has one, titled "Director"."""
    found: list[Segment] = []
    title: list[NameWord] = []
    core: list[NameWord] = []
    after_opener = len(run.words) > 2 and OFFICE_OF_RE.search(text, max(0, run.start - 24), run.start) is not None
    for number, word in enumerate(run.words):
        given = not core and word.key in GIVEN_WORDS and _is_given(text, run, number)
        if word.is_name or given or (core and (INITIAL_RE.match(word.text) or word.key in SUFFIXES)):
            if after_opener:  # "New Hollow Roe voters": the word after the opener belongs to the place
                after_opener = False
            else:
                core.append(word._replace(is_name=True) if given else word)
            continue
        if core:
            found.append(Segment(tuple(title), tuple(core)))
            title, core = [], []
        title = [*title, word] if word.is_title else []
        after_opener = word.key in PLACE_OPENERS
    if core:
        found.append(Segment(tuple(title), tuple(core)))
    return tuple(found)


def _is_given(text: str, run: NameRun, number: int) -> bool:
    """True where a word that is also a given name stands right before a name: "Bill Hale", not "in June Hale"."""
    if number + 1 == len(run.words) or not run.words[number + 1].is_name:
        return False
    start = run.words[number].start
    return BEFORE_MONTH_RE.search(text, max(0, start - 10), start) is None


@dataclass(slots=True)
class Evidence:
    """What a text says for and against a run being a person's name, and what it says of that person.

    `titles` are offices and ranks in one spelling each ("senator" for "Sen."); `his` and `hers` count honorifics and pronouns.
    """

    words: tuple[NameWord, ...]
    n: int = 0
    titled: int = 0
    speaks: int = 0
    place: int = 0
    his: int = 0
    hers: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    titles: set[str] = field(default_factory=set)

    def score(self, surnames_alone: Counter[str]) -> int:
        """Two or more: there is a reason to take it for a person."""
        points = self.own_score() + 2 * (surnames_alone[surname_of(self.words)] > 0)
        return points - 3 * (2 * self.place > self.n) - 3 * (self.words[0].key in PLACE_OPENERS)

    def own_score(self) -> int:
        """What speaks for a person at the name itself."""
        middle = any(INITIAL_RE.match(word.text) or word.key in SUFFIXES for word in self.words[1:])
        return 3 * (self.titled > 0) + 2 * middle + 2 * (self.speaks > 0)

    def gender(self) -> str | None:
        """ "his" or "hers" where the text leaves no doubt, else None."""
        if self.his > GENDER_MAJORITY * self.hers:
            return "his"
        return "hers" if self.hers > GENDER_MAJORITY * self.his else None

    def take(self, other: Evidence) -> None:
        """Add what is known of the same person under another form of the name."""
        self.n, self.titled, self.speaks = self.n + other.n, self.titled + other.titled, self.speaks + other.speaks
        self.place, self.his, self.hers = self.place + other.place, self.his + other.his, self.hers + other.hers
        self.forms.update(other.forms)
        self.titles |= other.titles
        if len(other.words) > len(self.words):
            self.words = other.words


def weigh(text: str, run: NameRun, segment: Segment, evidence: dict[NameKey, Evidence]) -> None:
    """Add what one place says about the full name that stands there."""
    key = segment.key
    entry = evidence.get(key)
    if entry is None:
        entry = evidence[key] = Evidence(words=segment.core)
    start, end = segment.core[0].start, segment.core[-1].end
    entry.n += 1
    entry.forms[" ".join(text[start:end].split())] += 1
    before = text[max(0, start - 60) : start]
    office = AFTER_OFFICE_RE.search(before)
    entry.titled += bool(segment.title) or office is not None
    _note_titles(entry, segment.title, before if office is not None else "", text, end)
    if not segment.title:
        entry.place += bool(BEFORE_PLACE_RE.search(before, max(0, len(before) - NEAR_WORD))) or bool(
            AFTER_PLACE_RE.match(text, end, end + 20)
        )
    speaks = (end == run.end and AFTER_PERSON_RE.match(text, end, end + 30)) or BEFORE_PERSON_RE.search(
        before, max(0, len(before) - NEAR_WORD)
    )
    entry.speaks += bool(speaks)


def _note_titles(entry: Evidence, title: tuple[NameWord, ...], before: str, text: str, end: int) -> None:
    for word in title:
        kind = gender_of(word)
        entry.his += 2 * (kind == "his")
        entry.hers += 2 * (kind == "hers")
        entry.titles.add(office_of(word.key))
    after = OFFICE_AFTER_RE.match(text, end, end + 80)
    for words in (before, after.group() if after else ""):
        entry.titles.update(office_of(word) for word in OFFICE_WORD_RE.findall(words.lower()) if word in OFFICE_NOUNS)
    pronoun = PRONOUN_RE.search(text, end, end + PRONOUN_WINDOW)
    if pronoun:
        entry.his += pronoun.lastindex == 1
        entry.hers += pronoun.lastindex == 2


def gender_of(word: NameWord) -> str | None:
    """ "his" for "Mr.", "hers" for "Mrs.", None for a title that either may have."""
    return "his" if word.key in MALE_HONORIFICS else "hers" if word.key in FEMALE_HONORIFICS else None


def office_of(key: str) -> str:
    """One spelling of an office: "senator" for "sen"."""
    return SPELLED_OUT.get(key, key)


def is_ordinary_word(text: str, word: NameWord) -> bool:
    """True where the first word of a supposed name is one of the text's ordinary words: "Dump Hale", "Continued Hale"."""
    if word.key in GIVEN_WORDS:
        return False
    if ORDINARY_END_RE.match(word.text):
        return True
    return re.search(rf"(?<![\w’'-]){re.escape(word.text.lower())}(?![\w’'-])", text) is not None
