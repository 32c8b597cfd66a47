"""People whose names OCR has misspelled, settled over the whole case: "Ray, Bobl <rayb@x.gov>" writes as "Ray, Bob J" does.

In: all messages of a case. Out: the same with `sender`, `to` and `cc` as the case commonly spells them, then with addresses
(`addresses`) and subjects (`chain_subjects`) set right where the case tells what they are; `repaired` names the
fields that were changed, and `header_text` keeps the print. Only mail read from print is touched, only where its labels show
that OCR has read the pile, and only a spelling that is far rarer than another one whose letters look like it. A spelling that
has an address of its own, met again and again, is another person's and stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from onrecord.inbox.addresses import settle_addresses
from onrecord.inbox.chain_subjects import settle_subjects
from onrecord.inbox.day_order import settle_day_order
from onrecord.inbox.names import address_in, name_in
from onrecord.model.messages import Message
from onrecord.text.exemptions import find_codes
from onrecord.text.labels import MAIN_FIELDS, match_bare_label, match_label, shape_distance

LARGE = 20  # messages: a document that holds so many is judged by its own labels, smaller ones together
SPOILED_SHARE = 0.03  # of the headers: where so many have a spoiled label, OCR has read the pile
MIN_SPOILED = 3
TIMES = 8  # how many times as often the better spelling must be met
MIN_LETTERS = 8  # of a name: shorter ones have too many neighbours
MAX_COST = 0.85  # one look-alike, a double letter, or one letter lost or invented
MAX_DIGIT_COST = 1.05  # a digit in a name stands for some letter
OWN_ADDRESS = 3  # an address met so often beside a spelling,
OWN_SHARE = 0.6  # and on so many of its prints, is its own
# A name's words and digits, like "Ray, Bob 1"
DIGIT_RE = re.compile(r"\d")
_BRACKETS = str.maketrans({"‹": "<", "›": ">", "«": "<", "»": ">"})


@dataclass(slots=True)
class _Pile:
    """How the names of one pile of print are spelled: how often, in which printed form, beside which addresses."""

    counts: Counter[str]
    printed: dict[str, Counter[str]]
    addresses: dict[str, Counter[str]]


def settle_messages(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The messages of a case in the same order: dates of two days told apart, then what OCR has misspelled set right."""
    return settle_people(settle_day_order(messages))


def settle_people(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The messages in the same order, names set to the case's common spelling where OCR has spoiled them."""
    piles: dict[str, list[Message]] = defaultdict(list)
    sizes = Counter(message.document_id for message in messages if _is_print(message))
    for message in messages:
        if _is_print(message):
            piles[message.document_id if sizes[message.document_id] >= LARGE else ""].append(message)
    settled: dict[str, Message] = {}
    for pile in piles.values():
        if _read_by_ocr(pile):
            better = _better_names(_spellings(pile))
            named = [_settled(message, better) for message in pile]
            settled.update((message.id, message) for message in settle_subjects(settle_addresses(named)))
    return tuple(settled.get(message.id, message) for message in messages)


def _is_print(message: Message) -> bool:
    return message.found_by.startswith("header:")


def _read_by_ocr(pile: Sequence[Message]) -> bool:
    """True where some headers have a label with its letters off or its colon lost."""
    spoiled = sum(_has_spoiled_label(message.header_text) for message in pile)
    return spoiled >= max(MIN_SPOILED, SPOILED_SHARE * len(pile))


def _has_spoiled_label(header: str) -> bool:
    for line in header.split("\n")[:12]:
        label = match_label(line[:120]) or match_bare_label(line[:120])
        if label is not None and label.field in MAIN_FIELDS and label.distance > 0:
            return True
    return False


def _spellings(pile: Sequence[Message]) -> _Pile:
    made = _Pile(Counter(), defaultdict(Counter), defaultdict(Counter))
    for message in pile:
        for person in (message.sender or "", *message.to, *message.cc):
            name = name_in(person.translate(_BRACKETS))
            key = _key(name)
            if len(key) < MIN_LETTERS or "@" in name or find_codes(person):
                continue
            made.counts[key] += 1
            made.printed[key][name] += 1
            address = address_in(person)
            if address is not None:
                made.addresses[key][address.casefold()] += 1
    return made


def _better_names(pile: _Pile) -> dict[str, str]:
    """For each rare misread spelling (its letters) the name to print in its place."""
    common = sorted(key for key, count in pile.counts.items() if count >= TIMES and not DIGIT_RE.search(key))
    better: dict[str, str] = {}
    for key, count in sorted(pile.counts.items()):
        near = process.extract(key, common, scorer=Levenshtein.distance, score_cutoff=2, limit=5)
        fits = [other for other, _, _ in near if other != key and count * TIMES <= pile.counts[other]]
        fits = [other for other in fits if _looks_like(key, other)]
        if len(fits) == 1 and not _has_own_address(pile, key, fits[0]):
            better[key] = min(pile.printed[fits[0]].items(), key=lambda item: (-item[1], item[0]))[0]
    return better


def _looks_like(read: str, meant: str) -> bool:
    """True for a misreading; a name that merely lacks the other's initial is complete as it stands."""
    if meant.startswith(read):
        return False
    return shape_distance(read, meant) <= (MAX_DIGIT_COST if DIGIT_RE.search(read) else MAX_COST)


def _has_own_address(pile: _Pile, key: str, other: str) -> bool:
    """True where a spelling keeps to one address that the common one never has; the misreadings of an address scatter."""
    mine, theirs = pile.addresses[key], pile.addresses[other]
    if not mine or set(mine) & set(theirs):
        return False
    most = max(mine.values())
    return most >= OWN_ADDRESS and most >= OWN_SHARE * sum(mine.values())


def _settled(message: Message, better: dict[str, str]) -> Message:
    sender = _person(message.sender, better) if message.sender else message.sender
    to = tuple(_person(person, better) for person in message.to)
    cc = tuple(_person(person, better) for person in message.cc)
    pairs = (("sender", sender, message.sender), ("to", to, message.to), ("cc", cc, message.cc))
    changed = [name for name, now, before in pairs if now != before]
    if not changed:
        return message
    repaired = tuple(dict.fromkeys((*message.repaired, *changed)))
    return replace(message, sender=sender, to=to, cc=cc, repaired=repaired)


def _person(person: str, better: dict[str, str]) -> str:
    """The person with misread angle brackets and a misread name set right."""
    person = person.translate(_BRACKETS) if "@" in person else person
    name = name_in(person)
    good = better.get(_key(name))
    return person.replace(name, good, 1) if name and good is not None else person


def _key(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
