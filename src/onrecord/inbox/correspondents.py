"""The people and offices of an inbox: who writes and who is written to, across all messages of a case.

In: messages. Out: `Person` records with their spellings and addresses. Two spellings are one person where they share an
address, or where their full names agree and no middle initial speaks against it; a surname alone joins nothing. A sender
boxed out is a person without a name, one for each codes-and-release, and stays one until a reader's decision names it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from onrecord.inbox.names import address_in, name_in
from onrecord.model.ids import make_id
from onrecord.model.links import Person
from onrecord.model.messages import Message
from onrecord.text.exemptions import canonical_codes, is_only_codes
from onrecord.text.person_keys import name_key

# Words that only an office or a list has in its name, like "Press Office", "Legal Division", "Operations Center"
OFFICE_RE = re.compile(
    r"\b(?:office|division|department|bureau|center|centre|desk|team|group|unit|branch|staff|committee|board|list|operations|"
    r"inbox|mailbox|service|services|admin|helpdesk|everyone|all)\b",
    re.IGNORECASE,
)
# Like "DCAFO-PRESS", "EWS-CCT", "S_Specials": a mailbox by its code
UNIT_RE = re.compile(r"[A-Z][A-Z0-9]{1,12}(?:[-_/ ][A-Za-z0-9]{2,20}){1,4}")


def find_correspondents(messages: Sequence[Message]) -> tuple[Person, ...]:
    """The people of a case's messages, redacted ones included, ordered by id."""
    spellings = _spellings(messages)
    groups = _joined(spellings)
    people = [_person(group, spellings) for group in groups]
    return tuple(sorted([*people, *_redacted(messages)], key=lambda person: person.id))


def _spellings(messages: Iterable[Message]) -> dict[tuple[str, str], int]:
    """How often each (name, address) is met; either may be empty."""
    counts: Counter[tuple[str, str]] = Counter()
    for message in messages:
        for person in (*([message.sender] if message.sender else []), *message.to, *message.cc, *message.bcc):
            if is_only_codes(person):
                continue
            address = (address_in(person) or "").lower()
            name = name_in(person)
            if name.lower() == address:
                name = ""
            if name or address:
                counts[(name, address)] += 1
    return dict(sorted(counts.items()))


def _joined(spellings: dict[tuple[str, str], int]) -> list[list[tuple[str, str]]]:
    root = {spelling: spelling for spelling in spellings}

    def find(one: tuple[str, str]) -> tuple[str, str]:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    def join(one: tuple[str, str], other: tuple[str, str]) -> None:
        a, b = find(one), find(other)
        if a != b:
            root[max(a, b)] = min(a, b)

    first_of: dict[object, tuple[str, str]] = {}
    initials = _initials(spellings)
    for spelling in spellings:
        name, address = spelling
        keys: list[object] = [("address", address)] if address else []
        key = name_key(name) if name else None
        if key is not None:
            first, middle, last = key
            known = initials[(first, last)] - {""}
            # Without an initial a name joins only where there is no more than one person it could be.
            if middle or len(known) <= 1:
                keys.append(("name", first, middle or next(iter(known), ""), last))
        elif name:
            keys.append(("spelling", name.casefold()))
        for one in keys:
            join(spelling, first_of.setdefault(one, spelling))
    groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for spelling in spellings:
        groups[find(spelling)].append(spelling)
    return [groups[key] for key in sorted(groups)]


def _initials(spellings: Iterable[tuple[str, str]]) -> dict[tuple[str, str], set[str]]:
    """The middle initials that are met with each first name and surname."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, _ in spellings:
        key = name_key(name) if name else None
        if key is not None:
            found[(key[0], key[2])].add(key[1])
    return found


def _person(group: Sequence[tuple[str, str]], counts: dict[tuple[str, str], int]) -> Person:
    names: Counter[str] = Counter()
    for spelling in group:
        if spelling[0]:
            names[spelling[0]] += counts[spelling]
    addresses = sorted({address for _, address in group if address})
    name = min(names.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[0] if names else None
    return Person(
        id=make_id("p", *sorted(f"{one}|{address}" for one, address in group)),
        kind=kind_of(name or addresses[0]),
        name=name or addresses[0],
        aliases=tuple(sorted(set(names) - {name})) if name else (),
        addresses=tuple(addresses),
    )


def kind_of(name: str) -> str:
    """person, office or unit, by the words of the name.

    >>> kind_of("Lee, Ann"), kind_of("Press Office"), kind_of("DCAFO-PRESS")
    ('person', 'office', 'unit')
    """
    if UNIT_RE.fullmatch(name):
        return "unit"
    return "office" if OFFICE_RE.search(name) and "@" not in name and "," not in name else "person"


def _redacted(messages: Iterable[Message]) -> list[Person]:
    """One nameless person for every document and set of codes under which a sender is withheld."""
    nodes: dict[tuple[str, tuple[str, ...]], Person] = {}
    for message in messages:
        if message.sender_redacted:
            first = message.header_text.split("\n", 1)[0]
            key = (message.document_id, canonical_codes(first))
            nodes.setdefault(key, Person(id=make_id("p", "redacted", *key), kind="redacted", name=None))
    return list(nodes.values())
