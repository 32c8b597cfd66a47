"""The people of a case, each with all spellings, and whether the name is masked or kept.

In: the places that name somebody (`name_evidence`) and a person's decisions. Out: a `NameBook` of bearers in the order in
which the case names them; that order gives "Person 3" its number, so no chance enters. Two spellings are one person's where
the words of one are all among the words of exactly one other. Trap: a private person may have the surname of an official,
and "Maria Garcia" the official is not "Maria Garcia Lopez" the mother.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.dossier.name_evidence import BY_LIST, Seen
from onrecord.dossier.name_shapes import LABELLED, SHAPED, SMALL, name_words
from onrecord.dossier.ordinary import is_everyday
from onrecord.dossier.plain_text import make_plain
from onrecord.model.ids import make_id

_Words = frozenset[str]
_WEAK = frozenset((SHAPED, SMALL, "file name", "mail address"))
BY_JUDGEMENT = 3
_DEPARTMENT_RE = re.compile(r"\(([^()]{2,40})\)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """One person. `words` are all words of the fullest spelling, `spellings` every set of words met; `bare` those that tell
    the person alone. `reason` says why masked or kept."""

    id: str
    number: int
    words: _Words
    spellings: tuple[_Words, ...]
    bare: _Words
    is_masked: bool
    reason: str
    printed: tuple[str, ...]
    order: int
    start: int
    by_person: bool = False

    @property
    def pseudonym(self) -> str:
        """What stands for the person."""
        return f"Person {self.number}" if self.is_masked else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBook:
    """All bearers in the order of their numbers."""

    bearers: tuple[Bearer, ...]


@dataclass(slots=True)
class _Draft:
    """What is known of one set of words, and then of one person, while it is gathered."""

    words: _Words
    spellings: set[_Words] = field(default_factory=set)
    printed: Counter[str] = field(default_factory=Counter)
    looks: set[str] = field(default_factory=set)
    first: tuple[int, int] = (1 << 30, 0)
    keep: int = 0
    keep_reason: str = ""
    private: str = ""
    judged: tuple[bool, str] | None = None

    def add(self, seen: Seen) -> None:
        self.spellings.add(frozenset(seen.words))
        self.looks.add(seen.look)
        self.printed[" ".join(seen.printed.split())] += seen.order >= 0
        if seen.order >= 0:
            self.first = min(self.first, (seen.order, seen.start))
        if seen.keep > self.keep or (seen.keep == self.keep and seen.keep and seen.keep_reason < self.keep_reason):
            self.keep, self.keep_reason = seen.keep, seen.keep_reason
        self.private = self.private or seen.private

    def take(self, other: _Draft) -> None:
        self.spellings |= other.spellings
        self.printed.update(other.printed)
        self.looks |= other.looks
        self.first = min(self.first, other.first)
        if other.keep > self.keep:
            self.keep, self.keep_reason = other.keep, other.keep_reason
        self.private = self.private or other.private

    @property
    def is_masked(self) -> bool:
        if self.judged is not None:
            return self.judged[0]
        return not (self.keep >= BY_LIST or (self.keep and not self.private))

    @property
    def is_weak(self) -> bool:
        return self.looks <= _WEAK and not self.private


def make_book(
    seen: Iterable[Seen], judged: Sequence[tuple[tuple[str, ...], bool, str]] = (), bodies: frozenset[str] = frozenset()
) -> NameBook:
    """The people behind the places; `judged` are (words, masked, reason) of a person's decisions, of which the last counts.
    `bodies` are words that name a body and no person, unless more than the look of a stretch speaks for one."""
    by_words: dict[_Words, _Draft] = {}
    for one in map(_without_department, seen):
        if one.look in _WEAK and bodies.intersection(one.words):
            one = one._replace(words=tuple(word for word in one.words if word not in bodies))
        words = frozenset(one.words)
        if words:
            by_words.setdefault(words, _Draft(words)).add(one)
    return _numbered(_judged(_joined(_without_chaff(by_words)), judged))


def _without_department(seen: Seen) -> Seen:
    """An entry of an address book without the department behind it ("Taylor, Mark E (Legal)")."""
    found = _DEPARTMENT_RE.search(seen.printed)
    held = name_words(make_plain(found[1]).text) if found else ()
    if not held or not all(map(is_everyday, held)) or set(held) >= set(seen.words):
        return seen
    assert found is not None
    words = tuple(word for word in seen.words if word not in held)
    return seen._replace(words=words, printed=seen.printed[: found.start()].strip())


def _without_chaff(by_words: Mapping[_Words, _Draft]) -> dict[_Words, _Draft]:
    """A weak stretch whose odd words are a known name, with everyday words beside it, is that name ("Juan Perez Admits")."""
    kept: dict[_Words, _Draft] = {}
    chaff: list[tuple[_Words, _Draft]] = []
    for words, draft in by_words.items():
        odd = frozenset(word for word in words if not is_everyday(word))
        if draft.is_weak and len(odd) >= 2 and odd != words and odd in by_words:
            chaff.append((odd, draft))
        else:
            kept[words] = draft
    for words, draft in chaff:
        target = kept.get(words)
        if target is not None:
            target.first = min(target.first, draft.first)
    return kept


def _joined(by_words: Mapping[_Words, _Draft]) -> list[_Draft]:
    """One draft for each person: a spelling joins the one fuller spelling that holds all its words."""
    drafts: list[_Draft] = []
    holders: dict[str, set[int]] = defaultdict(set)
    for words in sorted(by_words, key=lambda w: (-len(w), sorted(w))):
        draft = by_words[words]
        fuller = set.intersection(*(holders[word] for word in words)) if words else set()
        target = drafts[next(iter(fuller))] if len(fuller) == 1 else None
        if target is not None and _are_one(draft, target):
            target.take(draft)
            continue
        if len(words) == 1 and fuller:
            continue  # a surname of several people: the words of each are masked anyhow
        for word in words:
            holders[word].add(len(drafts))
        drafts.append(draft)
    return drafts


def _are_one(shorter: _Draft, fuller: _Draft) -> bool:
    if shorter.keep and not shorter.private:
        return bool(fuller.keep) and not fuller.private
    return len(shorter.words) > 1 or not (fuller.keep and shorter.private)


def _judged(drafts: list[_Draft], judged: Sequence[tuple[tuple[str, ...], bool, str]]) -> list[_Draft]:
    """A person's decisions laid over: on the one whose name holds the words; on a new one where nobody's does."""
    for words_of, masked, reason in judged:
        words = frozenset(words_of)
        same = [draft for draft in drafts if draft.words == words or words in draft.spellings]
        holders = same or [draft for draft in drafts if words <= draft.words]
        if words and not same and (not holders or (len(holders) > 1 and not masked)):
            holders = [_Draft(words, spellings={words})]
            drafts.append(holders[0])
        for draft in holders if words else ():
            draft.judged = (masked, reason)
    return drafts


def _numbered(drafts: list[_Draft]) -> NameBook:
    """Numbers in the order in which the case names people, the kept ones too, so that a decision renumbers nobody."""
    drafts.sort(key=lambda draft: (draft.first, sorted(draft.words)))
    return NameBook(bearers=tuple(_bearer(draft, number) for number, draft in enumerate(drafts, start=1)))


def _bearer(draft: _Draft, number: int) -> Bearer:
    bare = draft.words if not draft.is_weak else frozenset(word for word in draft.words if not is_everyday(word))
    ranked = sorted(draft.printed, key=lambda name: (-draft.printed[name], name)) or [" ".join(sorted(draft.words))]
    return Bearer(
        id=make_id("k", "name", *sorted(draft.words)),
        number=number,
        words=draft.words,
        spellings=tuple(sorted(draft.spellings, key=lambda w: (-len(w), sorted(w)))),
        bare=bare,
        is_masked=draft.is_masked,
        reason=_reason(draft),
        printed=tuple(ranked[:12]),
        order=draft.first[0],
        start=draft.first[1],
        by_person=draft.judged is not None,
    )


_WHY_MASKED = (
    (LABELLED, "named behind a word such as detainee, victim or name"),
    ("header", "in the header of a mail, without a senior title in the records"),
    ("mention", "named in a text, without a senior title in the records"),
)


def _reason(draft: _Draft) -> str:
    if draft.judged is not None:
        return draft.judged[1]
    if not draft.is_masked:
        return draft.keep_reason
    if draft.private:
        return draft.private
    return next((why for look, why in _WHY_MASKED if look in draft.looks), "looks like a person's name")
