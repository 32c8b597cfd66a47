"""Which rows of the people may be one person: proposals with their reasons, for a reader to confirm.

In: the people of a case. Out: proposals, each with the two rows, why, and a place that names either. Reasons: one address;
an address that spells the name; a name without the initial that its namesakes have; a short given name; one letter apart.
Nothing is joined here: an address may be an office's, and a father and a son may share a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from onrecord.model.ids import make_id
from onrecord.model.links import MergeProposal, Person
from onrecord.text.person_keys import PersonKey, name_key

MAX_SHARING = 4  # an address that more people share is an office's and proposes nothing
MAX_NAMESAKES = 40  # so many bearers of one surname say nothing about two of them
MIN_SHORT = 3  # letters of a short given name: "Tom" may be "Tomas", "Al" anybody
MIN_SPELLED = 5  # letters that two spellings must have before one letter counts as a slip

_Pair = tuple[str, str]


def propose_merges(people: Sequence[Person]) -> tuple[MergeProposal, ...]:
    """The proposals in the order of their rows' ids; two rows are proposed once, with all reasons."""
    persons = {person.id: person for person in people if person.kind == "person"}
    keys = {person.id: key for person in persons.values() if (key := _key_of(person)) is not None}
    reasons: dict[_Pair, list[str]] = defaultdict(list)
    for pair, reason in (*_by_address(persons, keys), *_by_name(keys, persons)):
        if reason not in reasons[pair]:
            reasons[pair].append(reason)
    return tuple(_proposal(persons[pair[0]], persons[pair[1]], reasons[pair]) for pair in sorted(reasons))


def _key_of(person: Person) -> PersonKey | None:
    """The key of a person's names, with the middle initial where one of them has it; None for a mere address."""
    keys = [key for name in (person.name, *person.aliases) if name and "@" not in name and (key := name_key(name))]
    return next((key for key in keys if key[1]), keys[0] if keys else None)


def _proposal(one: Person, other: Person, reasons: Sequence[str]) -> MergeProposal:
    return MergeProposal(
        id=make_id("mp", one.id, other.id),
        person_id=one.id,
        other_id=other.id,
        reason="; ".join(reasons),
        evidence=tuple(person.place for person in (one, other) if person.place is not None),
    )


def _pair(one: str, other: str) -> _Pair:
    return (one, other) if one < other else (other, one)


def _by_address(persons: Mapping[str, Person], keys: Mapping[str, PersonKey]) -> Iterator[tuple[_Pair, str]]:
    held: dict[str, list[Person]] = defaultdict(list)
    spelled: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in persons.values():
        for address in person.addresses:
            held[address].append(person)
        if person.id in keys:
            spelled[keys[person.id][0], keys[person.id][2]].append(person)
    for address in sorted(held):
        if 1 < len(held[address]) <= MAX_SHARING:
            for one, other in combinations(held[address], 2):
                yield _pair(one.id, other.id), f"both stand beside the address {address}"
        owners = spelled.get(_spelled_by(address), [])
        if len(owners) == 1:
            for one in held[address]:
                if one.id not in keys:
                    yield _pair(one.id, owners[0].id), f"the address {address} spells the name {owners[0].name}"


def _spelled_by(address: str) -> tuple[str, str]:
    """First name and surname of "jane.q.roe@x.gov"; two empty words where the address spells no name."""
    words = [word for word in address.partition("@")[0].replace("_", ".").split(".") if word.isalpha()]
    return (words[0], words[-1]) if len(words) > 1 and len(words[0]) > 1 and len(words[-1]) > 1 else ("", "")


def _by_name(keys: Mapping[str, PersonKey], persons: Mapping[str, Person]) -> Iterator[tuple[_Pair, str]]:
    by_surname: dict[str, list[str]] = defaultdict(list)
    by_slip: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person_id, key in keys.items():
        by_surname[key[2]].append(person_id)
        for spelling in _one_letter_less(key[2]):
            by_slip[key[0], spelling].append(person_id)
    for surname in sorted(by_surname):
        held = by_surname[surname]
        if len(held) <= MAX_NAMESAKES:
            for one, other in combinations(held, 2):
                yield from _reasoned(one, other, _given_reason(keys[one], keys[other], persons[one], persons[other]))
    for slip in sorted(by_slip):
        for one, other in combinations(by_slip[slip][:MAX_NAMESAKES], 2):
            a, b = keys[one][2], keys[other][2]
            if a != b and _one_letter_apart(a, b) and _initials_agree(keys[one], keys[other]):
                yield _pair(one, other), f"{persons[one].name} and {persons[other].name} differ in one letter of the surname"


def _reasoned(one: str, other: str, reason: str | None) -> Iterator[tuple[_Pair, str]]:
    if reason is not None:
        yield _pair(one, other), reason


def _given_reason(a: PersonKey, b: PersonKey, one: Person, other: Person) -> str | None:
    """Why two bearers of a surname may be one by their given names."""
    if not _initials_agree(a, b):
        return None
    if a[0] == b[0]:
        bare, full = (one, other) if not a[1] else (other, one)
        return f"{bare.name} has no middle initial and may be {full.name}" if a[1] != b[1] else "the same full name"
    short, long = sorted((a[0], b[0]), key=len)
    if len(short) >= MIN_SHORT and long.startswith(short):
        return f"{short.title()} may be short for {long.title()}, with the same surname"
    if _one_letter_apart(short, long):
        return f"{one.name} and {other.name} differ in one letter of the given name"
    return None


def _initials_agree(a: PersonKey, b: PersonKey) -> bool:
    return not a[1] or not b[1] or a[1] == b[1]


def _one_letter_less(word: str) -> set[str]:
    """The word, and it with any one letter left out: two words one letter apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))} if len(word) >= MIN_SPELLED else set()


def _one_letter_apart(a: str, b: str) -> bool:
    """True where one letter put in, left out or changed makes one word the other; short words never are."""
    short, long = sorted((a, b), key=len)
    if len(short) < MIN_SPELLED or len(long) - len(short) > 1 or short == long:
        return False
    at = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[at:] == long[at + 1 :] if len(long) > len(short) else short[at + 1 :] == long[at + 1 :]
