"""People across the case: one record for each person whom mails, articles and packs name alike.

In: the documents of a case and the pack. Out: people with their aliases, addresses and offices. Merges are conservative: one
address is one person; one full name is one person only if nothing keeps its bearers apart; a surname alone, a first name alone
or a title joins nobody. A redacted sender stays a person without a name; one is kept for each release.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.model.case import DocumentRecords
from onrecord.model.ids import make_id
from onrecord.model.links import Person, Role
from onrecord.model.packs import Pack, TermOfOffice
from onrecord.text.person_keys import PersonKey, keys_agree, name_key

MAX_KEPT_ALIASES = 40


@dataclass(slots=True)
class _Bearer:
    """What the case knows of one person while it is gathered."""

    names: dict[str, int] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    middles: set[str] = field(default_factory=set)
    roles: set[tuple[str, str]] = field(default_factory=set)


def link_people(parts: tuple[DocumentRecords, ...], pack: Pack) -> tuple[Person, ...]:
    """The people, bodies and unnamed senders of the case in the order of kind and name."""
    ordered = sorted(parts, key=lambda part: part.document.id)
    people = [_as_person(bearer, pack) for bearer in _gather(ordered, pack)]
    people.extend(_bodies(ordered))
    people.extend(_redacted(ordered))
    people.extend(_office_codes(ordered, pack))
    return tuple(sorted(people, key=lambda person: (person.kind, person.name or "", person.id)))


# -- names --------------------------------------------------------------------------------------------------------


def _mentions(parts: Sequence[DocumentRecords]) -> Iterator[tuple[str, str | None]]:
    """Every full name in the case with its address, where one stands beside it."""
    for part in parts:
        for message in part.inbox.messages:
            if message.sender:
                yield message.sender, message.sender_address
            if len(message.to) == len(message.to_addresses):
                yield from zip(message.to, message.to_addresses, strict=True)
            else:
                yield from ((name, None) for name in message.to)
            yield from ((name, None) for name in message.cc)
        for mention in part.mentions.people:
            if mention.kind == "person" and mention.name:
                yield mention.name, None


def _gather(parts: Sequence[DocumentRecords], pack: Pack) -> list[_Bearer]:
    """Bearers by full name; a different middle initial keeps two people of one first name and surname apart.

    A spelling that the pack gives as an alias counts as the name itself.
    """
    spellings = _spellings(pack)
    bearers: dict[tuple[str, str, str], _Bearer] = {}
    for name, address in _mentions(parts):
        key = name_key(name)
        if key is None:
            continue
        key = spellings.get(key, key)
        bearer = bearers.setdefault(key, _Bearer())
        shown = " ".join(name.split())
        bearer.names[shown] = bearer.names.get(shown, 0) + 1
        if address:
            bearer.addresses.add(address.strip().lower())
    for part in parts:
        for role in part.mentions.roles:
            key = name_key(role.person)
            key = spellings.get(key, key) if key else None
            if key in bearers:
                bearers[key].roles.add((" ".join(filter(None, (role.modifier, role.title))), part.document.source.path))
    return _merge_middles(bearers)


def _spellings(pack: Pack) -> dict[PersonKey, PersonKey]:
    """The keys of the pack's aliases, each to the key of the name it stands for; an alias of two people is left alone."""
    owners: dict[PersonKey, set[PersonKey]] = {}
    for term in pack.terms:
        own = name_key(term.person)
        for alias in term.aliases:
            key = name_key(alias)
            if key is not None and own is not None and key != own:
                owners.setdefault(key, set()).add(own)
    return {key: next(iter(own)) for key, own in owners.items() if len(own) == 1}


def _merge_middles(bearers: dict[tuple[str, str, str], _Bearer]) -> list[_Bearer]:
    """ "Jane Roe" joins "Jane Q. Roe" where only one middle initial is known for the name."""
    middles: dict[tuple[str, str], set[str]] = {}
    for first, middle, last in bearers:
        if middle:
            middles.setdefault((first, last), set()).add(middle)
    merged: dict[tuple[str, str, str], _Bearer] = {}
    for (first, middle, last), bearer in sorted(bearers.items()):
        known = middles.get((first, last), set())
        key = (first, next(iter(known)), last) if not middle and len(known) == 1 else (first, middle, last)
        into = merged.setdefault(key, _Bearer())
        for name, n in bearer.names.items():
            into.names[name] = into.names.get(name, 0) + n
        into.addresses |= bearer.addresses
        into.roles |= bearer.roles
    return [merged[key] for key in sorted(merged)]


# -- people -------------------------------------------------------------------------------------------------------


def _as_person(bearer: _Bearer, pack: Pack) -> Person:
    ranked = sorted(bearer.names, key=lambda name: (-bearer.names[name], name))
    keys = {name_key(name) for name in bearer.names}
    terms = [
        term
        for term in pack.terms
        if any(keys_agree(key, name_key(name)) for key in keys for name in (term.person, *term.aliases))
    ]
    aliases = sorted({*ranked[1:], *(name for term in terms for name in (term.person, *term.aliases))} - {ranked[0]})
    roles = [_term_role(term) for term in terms]
    roles += [Role(title=title, valid=None, source=source) for title, source in sorted(bearer.roles)]
    return Person(
        id=make_id("e", "person", *sorted(str(key) for key in keys if key), *sorted(bearer.addresses)),
        kind="person",
        name=ranked[0],
        aliases=tuple(aliases[:MAX_KEPT_ALIASES]),
        addresses=tuple(sorted(bearer.addresses)),
        roles=tuple(roles),
    )


def _term_role(term: TermOfOffice) -> Role:
    acting = "" if term.status == "confirmed" else f"{term.status} "
    return Role(
        title=f"{acting}{term.title}", valid=term.valid, source=term.source + (" (days to be checked)" if term.verify else "")
    )


def _bodies(parts: Sequence[DocumentRecords]) -> Iterator[Person]:
    """Bodies by name; the letters that a document explains are an alias."""
    held: dict[str, set[str]] = {}
    for part in parts:
        for mention in part.mentions.people:
            if mention.kind == "organisation" and mention.name:
                printed = " ".join(mention.text.split("(")[0].split())
                held.setdefault(mention.name, set()).add(printed)
    for name in sorted(held):
        aliases = tuple(sorted(held[name] - {name}))
        yield Person(id=make_id("e", "unit", name), kind="unit", name=name, aliases=aliases[:MAX_KEPT_ALIASES])


def _redacted(parts: Sequence[DocumentRecords]) -> Iterator[Person]:
    """One person without a name for each release that hides a sender: never nobody, never two without a reason."""
    for part in parts:
        if any(message.sender_redacted for message in part.inbox.messages):
            yield Person(id=make_id("e", "redacted", part.document.id), kind="redacted", name=None)


def _office_codes(parts: Sequence[DocumentRecords], pack: Pack) -> Iterator[Person]:
    """Offices that the case names by a code of the pack, with everybody who held them and when."""
    words: set[str] = set()
    codes = {code.code for code in pack.codes if code.titles and any(letter.isdigit() for letter in code.code)}
    if codes:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(code) for code in sorted(codes))})(?!\w)")
        for part in parts:
            words.update(pattern.findall(part.document.text))
    for code in pack.codes:
        if code.code in words:
            holders = [term for term in pack.terms if term.title in code.titles]
            yield Person(
                id=make_id("e", "office", code.code),
                kind="office",
                name=code.meaning,
                aliases=(code.code, *code.titles),
                roles=tuple(
                    Role(title=f"{term.person}, {term.title}", valid=term.valid, source=term.source) for term in holders
                ),
            )
