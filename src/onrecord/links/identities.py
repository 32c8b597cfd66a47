"""People across the case: one record for each person whom mails, articles and packs name alike.

In: the documents of a case and the pack. Out: people with aliases, addresses, offices and how often each is met. Only a full
name joins, and only if no middle initial speaks against it; a surname, a first name or a title joins nobody, and what else
two rows share is a proposal (`onrecord.links.merges`). A hidden sender is a person without a name, one for each release and
pattern of codes, and stays one until a reader names it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from onrecord.links.header_names import address_of, kind_of, plain_name, sender_pattern
from onrecord.links.own_words import SelfGiven, find_cards, find_signatures
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.links import Person, Place, Role
from onrecord.model.mentions import PersonMention
from onrecord.model.messages import Message
from onrecord.model.packs import Pack, TermOfOffice
from onrecord.spans import Span
from onrecord.text.exemptions import is_only_codes
from onrecord.text.person_keys import PersonKey, keys_agree, name_key

MAX_KEPT_ALIASES = 40


class _Met(NamedTuple):
    """One place where the case names somebody: `how` is sent, received, named, or given (by its bearer).

    `place` is asked for at the first place of each bearer only.
    """

    name: str
    address: str
    how: str
    place: Callable[[], Place]


@dataclass(slots=True)
class _Bearer:
    """What the case knows of one person while it is gathered."""

    names: Counter[str] = field(default_factory=Counter)
    addresses: set[str] = field(default_factory=set)
    roles: set[tuple[str, str]] = field(default_factory=set)
    how: Counter[str] = field(default_factory=Counter)
    place: Place | None = None

    def meet(self, met: _Met) -> None:
        """Add one place."""
        if met.name:
            self.names[met.name] += 1
        if met.address:
            self.addresses.add(met.address)
        self.how[met.how] += 1
        self.place = self.place or met.place()

    def take(self, other: _Bearer) -> None:
        """Add all that is known under another spelling."""
        self.names.update(other.names)
        self.addresses |= other.addresses
        self.roles |= other.roles
        self.how.update(other.how)
        self.place = self.place or other.place


def link_people(parts: tuple[DocumentRecords, ...], pack: Pack) -> tuple[Person, ...]:
    """The people, bodies and unnamed senders of the case in the order of kind and name."""
    ordered = sorted(parts, key=lambda part: part.document.id)
    # Headers are asked twice rather than held: a release of a hundred thousand pages names a million people.
    people = [_as_person(bearer, pack) for bearer in _gather(_all_met(ordered), ordered, pack)]
    people.extend(_by_spelling(_met_in_headers(ordered), {address for person in people for address in person.addresses}))
    people.extend(_bodies(ordered))
    people.extend(_redacted(ordered))
    people.extend(_office_codes(ordered, pack))
    return tuple(sorted(people, key=lambda person: (person.kind, person.name or "", person.id)))


# -- names --------------------------------------------------------------------------------------------------------


def _all_met(parts: Sequence[DocumentRecords]) -> Iterator[_Met]:
    """Every name and address of a document's headers, then those that people give themselves and its text's full names."""
    for part in parts:
        yield from _met_in_headers([part])
        for given in _self_given(part):
            yield _Met(given.name, given.address, "given", partial(_place_given, given))
        for mention in part.mentions.people:
            if mention.kind == "person" and mention.name:
                yield _Met(" ".join(mention.name.split()), "", "named", partial(_place_of_mention, mention))


def _met_in_headers(parts: Sequence[DocumentRecords]) -> Iterator[_Met]:
    """Every name and address in the headers of the messages."""
    for part in parts:
        for message in part.inbox.messages:
            if message.sender:
                yield _in_header(part.document, message, message.sender, message.sender_address, "sent")
            paired = len(message.to) == len(message.to_addresses)
            for at, name in enumerate((*message.to, *message.cc, *message.bcc)):
                address = message.to_addresses[at] if paired and at < len(message.to) else None
                if not is_only_codes(name):
                    yield _in_header(part.document, message, name, address, "received")


def _self_given(part: DocumentRecords) -> Iterator[SelfGiven]:
    """Signatures under the mails of a document, and the cards of an address book."""
    yield from find_signatures(part.document, part.inbox.messages)
    yield from find_cards(part.document)


def _in_header(document: Document, message: Message, printed: str, address: str | None, how: str) -> _Met:
    """A name of a header."""
    place = partial(_place_in_header, document, message, printed)
    return _Met(plain_name(printed), (address or address_of(printed) or "").strip().lower(), how, place)


def _place_in_header(document: Document, message: Message, printed: str) -> Place:
    """The place of the name as printed, else the whole header."""
    span = message.header_span
    at = document.text.find(printed, span.start, span.end)
    if at >= 0:
        span = Span(at, at + len(printed))
    return Place(document_id=document.id, span=span, text=span.of(document.text), page=document.page_at(span.start))


def _place_given(given: SelfGiven) -> Place:
    return given.place


def _place_of_mention(mention: PersonMention) -> Place:
    return Place(document_id=mention.document_id, span=mention.span, text=mention.text, page=mention.page)


def _gather(met: Iterable[_Met], parts: Sequence[DocumentRecords], pack: Pack) -> list[_Bearer]:
    """Bearers by full name; a different middle initial keeps two people of one first name and surname apart.

    A spelling that the pack gives as an alias counts as the name itself.
    """
    spellings = _spellings(pack)
    bearers: dict[PersonKey, _Bearer] = {}
    for one in met:
        key = name_key(one.name)
        if key is not None and kind_of(one.name) == "person":
            bearers.setdefault(spellings.get(key, key), _Bearer()).meet(one)
    for part in parts:
        for role in part.mentions.roles:
            key = name_key(role.person)
            key = spellings.get(key, key) if key else None
            if key in bearers:
                bearers[key].roles.add((" ".join(filter(None, (role.modifier, role.title))), part.document.source.path))
        for given in _self_given(part):
            key = name_key(given.name)
            key = spellings.get(key, key) if key else None
            if key in bearers and given.title:
                bearers[key].roles.add((given.title, part.document.source.path))
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


def _merge_middles(bearers: dict[PersonKey, _Bearer]) -> list[_Bearer]:
    """ "Jane Roe" joins "Jane Q. Roe" where only one middle initial is known for the name."""
    middles: dict[tuple[str, str], set[str]] = {}
    for first, middle, last in bearers:
        if middle:
            middles.setdefault((first, last), set()).add(middle)
    merged: dict[PersonKey, _Bearer] = {}
    for (first, middle, last), bearer in sorted(bearers.items()):
        known = middles.get((first, last), set())
        key = (first, next(iter(known)), last) if not middle and len(known) == 1 else (first, middle, last)
        merged.setdefault(key, _Bearer()).take(bearer)
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
        n_sent=bearer.how["sent"],
        n_received=bearer.how["received"],
        n_named=bearer.how["named"],
        place=bearer.place,
    )


def _by_spelling(met: Iterable[_Met], known: set[str]) -> Iterator[Person]:
    """Offices and mailboxes of the headers, each under its own words, and addresses that stand beside no full name."""
    held: dict[tuple[str, str], _Bearer] = {}
    for one in met:
        kind = kind_of(one.name) if one.name else "person"
        if kind != "person":
            held.setdefault((kind, one.name.casefold()), _Bearer()).meet(one)
        elif one.address and one.address not in known:
            held.setdefault(("person", one.address), _Bearer()).meet(one)
    for (kind, key), bearer in sorted(held.items()):
        ranked = sorted(bearer.names, key=lambda name: (-bearer.names[name], name))
        name = key if kind == "person" else ranked[0]
        yield Person(
            id=make_id("e", kind, "header", key),
            kind=kind,
            name=name,
            aliases=tuple(alias for alias in ranked if alias.casefold() != name.casefold())[:MAX_KEPT_ALIASES],
            addresses=tuple(sorted(bearer.addresses)),
            n_sent=bearer.how["sent"],
            n_received=bearer.how["received"],
            place=bearer.place,
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
    """One person without a name for each release and pattern of a hidden sender: never nobody, never two without a reason."""
    for part in parts:
        held: dict[tuple[str, ...], _Bearer] = {}
        for message in part.inbox.messages:
            if message.sender_redacted:
                pattern = sender_pattern(message.header_text)
                held.setdefault(pattern, _Bearer()).meet(_in_header(part.document, message, pattern[0], None, "sent"))
        for pattern, bearer in sorted(held.items()):
            yield Person(
                id=make_id("e", "redacted", part.document.id, *pattern),
                kind="redacted",
                name=None,
                aliases=tuple(word for word in pattern if word),
                n_sent=bearer.how["sent"],
                place=bearer.place,
            )


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
