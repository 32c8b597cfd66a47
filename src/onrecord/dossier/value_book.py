"""The private numbers and addresses of a case, each with all spellings, and whether it is masked or kept.

In: the values found in the texts, paths and headers of a case, and its people. Out: a `ValueBook` that knows a value by its
key. A mail address is kept where it is that of an office, or of a kept person at a public body; all else is masked. Trap: one
printed birth date may be two days, and is one value under both keys.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.dossier.case_texts import CaseTexts
from onrecord.dossier.mask_records import EMAIL, ID_NUMBER, WORDS
from onrecord.dossier.name_book import NameBook
from onrecord.dossier.ordinary import is_everyday
from onrecord.dossier.plain_text import Plain, make_plain
from onrecord.dossier.private_values import KnownValues, Value, find_values, literal_key
from onrecord.model.ids import make_id

# Like "press@parks.gov", "foia-requests@x.mil": what stands for an office and not for a person
_PUBLIC_DOMAIN_RE = re.compile(r"@(?:[\w\-]+\.)*(?:gov|mil)(?:\.[a-z]{2})?$|@(?:[\w\-]+\.)+(?:us)$")
SHORTEST_BODY, LEAST_OF_BODY = 4, 5  # letters of the word; addresses, more than a family has under its name
_LETTERS_RE = re.compile(r"[a-z]+")
_CORE_RE = re.compile(r"\d{6,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValue:
    """One private value. `keys` are all its keys; `number` counts the values of its kind in the order of the case."""

    id: str
    kind: str
    keys: tuple[str, ...]
    number: int
    is_masked: bool
    reason: str
    printed: tuple[str, ...]
    order: int
    start: int
    by_person: bool = False

    @property
    def pseudonym(self) -> str:
        """What stands for the value."""
        return f"[{self.kind} {self.number}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueBook:
    """All values in the order of kind and number; `known` looks for them in any spelling."""

    entries: tuple[KnownValue, ...]
    by_key: Mapping[str, KnownValue]
    known: KnownValues

    def entry(self, key: str) -> KnownValue | None:
        """The value of a key."""
        return self.by_key.get(key)


@dataclass(slots=True)
class _Draft:
    kind: str
    keys: set[str]
    reason: str
    printed: Counter[str] = field(default_factory=Counter)
    first: tuple[int, int] = (1 << 30, 0)


def make_value_book(
    texts: CaseTexts,
    plains: Sequence[Plain],
    found: Sequence[Sequence[Value]],
    beside: Iterable[tuple[int, str]],
    names: NameBook,
    judged: Sequence[tuple[str, bool, str]],
) -> ValueBook:
    """The values of a case; `beside` are words that stand beside the texts, by the number of their document."""
    drafts: dict[str, _Draft] = {}
    for number, values in enumerate(found):
        _take(drafts, number, texts.documents[number].text, plains[number], values)
    for number, words in beside:
        plain = make_plain(words)
        _take(drafts, number, words, plain, list(find_values(plain)))
    decided: dict[str, tuple[bool, str]] = {}
    for words, masked, reason in judged:
        keys = [value.key for value in find_values(make_plain(words))]
        if not keys and any(map(str.isdigit, words)):  # like "P0001", which has no shape of its own
            keys = [literal_key(words)]
            drafts[keys[0]] = _literal(words, reason, plains)
        decided.update(dict.fromkeys(keys, (masked, reason)))
    official = {word for bearer in names.bearers if not bearer.is_masked for word in bearer.words}
    entries: list[KnownValue] = []
    numbers: Counter[str] = Counter()
    for draft in sorted({id(d): d for d in drafts.values()}.values(), key=lambda d: (d.kind, d.first, min(d.keys))):
        numbers[draft.kind] += 1
        judgement = next((decided[key] for key in sorted(draft.keys) if key in decided), None)
        keep = _public_address(min(draft.keys), official) if draft.kind == EMAIL else ""
        entries.append(_value(draft, numbers[draft.kind], judgement, keep))
    by_key = {key: entry for entry in entries for key in entry.keys}
    known = {key: (entry.kind, entry.reason) for key, entry in by_key.items() if entry.kind != EMAIL and entry.is_masked}
    return ValueBook(entries=tuple(entries), by_key=by_key, known=KnownValues(known))


def _take(drafts: dict[str, _Draft], number: int, text: str, plain: Plain, values: Sequence[Value]) -> None:
    """Add the values of one text; those at one place are spellings of one."""
    places: dict[tuple[int, int, str], list[Value]] = defaultdict(list)
    for value in values:
        places[value.start, value.end, value.kind].append(value)
    for (start, end, kind), same in sorted(places.items()):
        keys = {value.key for value in same} | {core for value in same for core in _cores(value)}
        held = [drafts[key] for key in sorted(keys) if key in drafts]
        draft = next((d for d in held if d.kind == kind), held[0] if held else _Draft(kind, set(), same[0].reason))
        draft.keys |= {key for key in keys if drafts.get(key, draft) is draft}
        place = plain.original(start, end)
        draft.printed[" ".join(place.of(text).split())] += 1
        draft.first = min(draft.first, (number, place.start))
        for key in draft.keys:
            drafts[key] = draft


def _literal(words: str, reason: str, plains: Sequence[Plain]) -> _Draft:
    """Words that a person or the leak test named, and where they first stand."""
    key = literal_key(words)
    seen = KnownValues({key: (WORDS, reason)})
    places = (
        (number, plain.original(one.start, one.end).start) for number, plain in enumerate(plains) for one in seen.find(plain)
    )
    return _Draft(WORDS, {key}, reason, Counter([words]), next(places, (0, 0)))


def _cores(value: Value) -> list[str]:
    """The long run of digits in a number with letters: it tells the number by itself."""
    return _CORE_RE.findall(value.key) if value.kind == ID_NUMBER and not value.key.isdigit() else []


def _value(draft: _Draft, number: int, judgement: tuple[bool, str] | None, keep: str) -> KnownValue:
    ranked = sorted(draft.printed, key=lambda words: (-draft.printed[words], words))
    masked = judgement[0] if judgement else not keep
    return KnownValue(
        id=make_id("k", draft.kind, min(draft.keys)),
        kind=draft.kind,
        keys=tuple(sorted(draft.keys)),
        number=number,
        is_masked=masked,
        reason=judgement[1] if judgement else keep or draft.reason,
        printed=tuple(ranked[:12]),
        order=draft.first[0],
        start=draft.first[1],
        by_person=judgement is not None,
    )


def mail_bodies(addresses: Iterable[str]) -> frozenset[str]:
    """The words behind the @ under which so many have an address that they name a body and no family.

    >>> sorted(mail_bodies(f"{name}@mail.harrow.com" for name in ("ann", "bo", "cy", "di", "ed")))
    ['harrow', 'mail']
    """
    locals_of: dict[str, set[str]] = defaultdict(set)
    for local, _, domain in (address.partition("@") for address in addresses):
        for label in domain.split(".")[:-1]:
            if len(label) >= SHORTEST_BODY:
                locals_of[label].add(local)
    return frozenset(body for body, names in locals_of.items() if len(names) >= LEAST_OF_BODY)


def _public_address(address: str, official: set[str]) -> str:
    """Why an address at a public body may be shown; empty where it may not."""
    local = address.split("@", maxsplit=1)[0]
    if not _PUBLIC_DOMAIN_RE.search(address):
        return ""
    words = [word for word in _LETTERS_RE.findall(local) if len(word) > 1]
    if words and all(word in official for word in words) and len(words) > 1:
        return "the address of a kept person at a public body"
    if words and all(is_everyday(word) for word in words) and not any(char.isdigit() for char in local):
        return "the address of an office"
    return ""
