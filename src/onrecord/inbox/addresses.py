"""Mail addresses that OCR has misread, set right by the way an organisation makes them of people's names.

In: the messages of one pile of print that OCR has read, names settled. Out: the same with misread addresses as they must be
spelled: "Roe, Jane L <RoeU@x.gov>" writes from "RoeJL@x.gov" where that domain makes addresses of surnames and initials. How a
domain makes them is learned from the people whose addresses are read well. An address seldom met beside a common one that
looks like it takes that one's spelling. Only look-alike letters are exchanged, and only where one reading fits.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from onrecord.inbox.names import ADDRESS_RE, address_in, name_in
from onrecord.model.messages import Message
from onrecord.text.labels import shape_distance
from onrecord.text.person_keys import PersonKey, name_key

MIN_PEOPLE = 4  # of a domain whose addresses are made in one way, before that way is the domain's
MIN_SHARE = 0.5  # of the people whose names stand beside their addresses
TIMES = 8  # how many times as often the better spelling must be met
MAX_COST = 0.85  # one look-alike, two letters read as one, or one letter lost or invented
TAIL_COST = 1.3  # behind a surname that is read well, beside the name of its bearer
SURE_SHARE = 0.75  # of the names beside an address that it could be made of
SEEN_TWICE = 2  # a name met once beside an address may itself be misread
MIN_LETTERS = 5
KNOWN = 8  # prints of a name from which a person is known well enough to give an initial
# Like "Iroe" for "lroe": a capital I before small letters, where a mail address begins with a small L
CAPITAL_I_RE = re.compile(r"I(?P<rest>[a-z]{4,20})")


@dataclass(slots=True)
class _Seen:
    """The addresses of a pile: how often each is met, in which printed forms, beside whose names."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    printed: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    owners: dict[tuple[str, str], Counter[PersonKey]] = field(default_factory=lambda: defaultdict(Counter))
    people: Counter[PersonKey] = field(default_factory=Counter)


def settle_addresses(pile: Sequence[Message]) -> tuple[Message, ...]:
    """The messages in the same order, misread addresses set right; `repaired` names the fields that changed."""
    domains = _better_domains(pile)
    seen = _gather(pile, domains)
    locals_ = _better_locals(seen)
    handles = _better_handles(seen)
    return tuple(_settled(message, domains, locals_, handles) for message in pile)


def _people(pile: Iterable[Message]) -> Iterator[str]:
    for message in pile:
        yield from (message.sender or "", *message.to, *message.cc)


def _better_domains(pile: Sequence[Message]) -> dict[str, str]:
    """For each rare misread domain the common one that it looks like: "state.goy", "stategov"."""
    counts = Counter(address.partition("@")[2].casefold() for person in _people(pile) if (address := address_in(person)))
    return _nearest_common(counts)


def _gather(pile: Sequence[Message], domains: dict[str, str]) -> _Seen:
    seen = _Seen()
    for person in _people(pile):
        name = name_in(person)
        key = name_key(name) if "@" not in name else None
        if key is not None:
            seen.people[key] += 1
        address = address_in(person)
        if address is None:
            continue
        local, _, domain = address.partition("@")
        place = (domains.get(domain.casefold(), domain.casefold()), local.casefold())
        seen.counts[place] += 1
        seen.printed[place][local] += 1
        if key is not None:
            seen.owners[place][key] += 1
    return seen


def _better_locals(seen: _Seen) -> dict[tuple[str, str], str]:
    """For each misread (domain, local part) the local part to print."""
    better: dict[tuple[str, str], str] = {}
    for domain in sorted({domain for domain, _ in seen.counts}):
        counts = Counter({local: count for (name, local), count in seen.counts.items() if name == domain})
        ways = _ways_of(domain, seen)
        meant = {local: word for local in counts if (word := _as_made(seen.owners[domain, local], local, ways))}
        right = {local for local in counts if _is_made(seen.owners[domain, local], local, ways)}
        near = _nearest_common(_joined(counts, meant), keep=right, whole=True)
        for local in counts:
            word = meant.get(local) or near.get(local)
            word = near.get(word, word) if word else None
            if word and word != local:
                better[domain, local] = _form(seen, domain, word, local)
    return better


def _joined(counts: Counter[str], meant: dict[str, str]) -> Counter[str]:
    """How often each spelling is met once misread ones count for what they mean."""
    joined: Counter[str] = Counter()
    for local, count in counts.items():
        joined[meant.get(local, local)] += count
    return joined


def _ways_of(domain: str, seen: _Seen) -> tuple[int, ...]:
    """The ways of making an address in which most people of a domain have theirs."""
    usual: dict[PersonKey, tuple[int, str]] = {}
    for (name, local), owners in seen.owners.items():
        for key, count in owners.items() if name == domain else ():
            if count >= SEEN_TWICE:
                usual[key] = max(usual.get(key, (0, "")), (count, local))
    fits = Counter(way for key, (_, local) in usual.items() for way, word in enumerate(_made_of(key)) if word == local)
    return tuple(way for way, count in sorted(fits.items()) if count >= MIN_PEOPLE and count >= MIN_SHARE * len(usual))


def _made_of(key: PersonKey) -> tuple[str, ...]:
    """The local parts that organisations make of a name: roejq, jroe, jqroe, jane.roe, roe.jane, jane_roe."""
    first, middle, last = key
    last = last.replace("'", "").replace("-", "")
    return (
        f"{last}{first[0]}{middle}",
        f"{first[0]}{last}",
        f"{first[0]}{middle}{last}",
        f"{first}.{last}",
        f"{last}.{first}",
        f"{first}_{last}",
    )


def _is_made(owners: Counter[PersonKey], local: str, ways: tuple[int, ...]) -> bool:
    """True where somebody's name beside an address makes it so, perhaps without the middle initial or with a number."""
    bare = local.rstrip("0123456789")
    short = {f"{key[2]}{key[0][0]}" for key in owners} if ways else set()
    return bare in short or any(_made_of(key)[way] in (local, bare) for key in owners for way in ways)


def _as_made(owners: Counter[PersonKey], local: str, ways: tuple[int, ...]) -> str | None:
    """What the address of the people beside whom it stands must be, where it only looks like that; of names that OCR has
    misread as well the one that stands there most by far."""
    if _is_made(owners, local, ways):
        return None
    near: Counter[str] = Counter()
    for key, count in owners.items():
        for way in ways:
            word = _made_of(key)[way]
            near[word] += count if _is_misread(local, word, key[2]) else 0
    if not near:
        return None
    best, count = min(near.items(), key=lambda item: (-item[1], item[0]))
    return best if count and count >= SURE_SHARE * near.total() else None


def _is_misread(local: str, word: str, surname: str) -> bool:
    if len(word) < MIN_LETTERS:
        return False
    if local.startswith(surname) and word.startswith(surname) and len(local) > len(surname):
        return shape_distance(local[len(surname) :], word[len(surname) :]) <= TAIL_COST
    return shape_distance(local, word) <= MAX_COST


def _nearest_common(counts: Counter[str], keep: Iterable[str] = (), *, whole: bool = False) -> dict[str, str]:
    """For each rare spelling the one common spelling whose letters look like it; those to `keep` are somebody's own. `whole`:
    a last letter more or less is an initial and tells two people apart."""
    common = sorted(word for word, count in counts.items() if count >= TIMES)
    kept = set(keep)
    better: dict[str, str] = {}
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if word in kept or len(word) < MIN_LETTERS:
            continue
        near = process.extract(word, common, scorer=Levenshtein.distance, score_cutoff=2, limit=8)
        fits = {
            better.get(other, other)
            for other, _, _ in near
            if other != word and max(count, 1) * TIMES <= counts[other] and _looks_like(word, other)
            if not (whole and (word.startswith(other) or other.startswith(word)))
        }
        if len(fits) == 1:
            better[word] = fits.pop()
    return better


def _looks_like(read: str, meant: str) -> bool:
    """True for a misreading; a number that one of the two lacks tells two people apart."""
    n_digits = sum(map(str.isdigit, read)), sum(map(str.isdigit, meant))
    if n_digits[0] != n_digits[1] and len(read) != len(meant):
        return False
    return shape_distance(read, meant) <= MAX_COST


def _form(seen: _Seen, domain: str, word: str, local: str) -> str:
    """The commonest printed form of a local part; of one that is nowhere read well the letters, in capitals where the
    misreading has them."""
    forms = seen.printed.get((domain, word))
    if forms:
        return min(forms.items(), key=lambda item: (-item[1], item[0]))[0]
    usual = min(seen.printed[domain, local].items(), key=lambda item: (-item[1], item[0]))[0]
    n_same = next((at for at, (a, b) in enumerate(zip(local, word, strict=False)) if a != b), min(len(local), len(word)))
    tail = word[n_same:]
    return usual[:n_same] + (tail.upper() if usual[n_same:].isupper() else tail)


def _better_handles(seen: _Seen) -> dict[str, str]:
    """For "Iroe", whose domain is boxed out, "lroe", where a person of that initial and surname is known well and no other."""
    known = {word for key, count in seen.people.items() if count >= KNOWN for word in _made_of(key)[1:3]}
    all_words = {word for key in seen.people for word in _made_of(key)[1:3]}
    return {"I" + word[1:]: word for word in sorted(known) if word[0] == "l" and "i" + word[1:] not in all_words}


def _settled(
    message: Message, domains: dict[str, str], locals_: dict[tuple[str, str], str], handles: dict[str, str]
) -> Message:
    def as_meant(found: re.Match[str]) -> str:
        printed = address_in(found.group()) or ""
        local, _, domain = printed.partition("@")
        good_domain = domains.get(domain.casefold(), domain)
        good_local = locals_.get((good_domain.casefold(), local.casefold()), local)
        return found.group() if (good_local, good_domain) == (local, domain) else f"{good_local}@{good_domain}"

    def person(text: str) -> str:
        handle = CAPITAL_I_RE.fullmatch(text.strip(" '\"<"))
        if handle is not None:
            return text.replace(handle.group(), handles.get(handle.group(), handle.group()))
        return ADDRESS_RE.sub(as_meant, text)

    sender = person(message.sender) if message.sender else message.sender
    to, cc = tuple(map(person, message.to)), tuple(map(person, message.cc))
    pairs = (("sender", sender, message.sender), ("to", to, message.to), ("cc", cc, message.cc))
    changed = [name for name, now, before in pairs if now != before]
    if not changed:
        return message
    return replace(
        message,
        sender=sender,
        sender_address=address_in(sender or "") if message.sender_address else message.sender_address,
        to=to,
        cc=cc,
        to_addresses=tuple(address for one in to if (address := address_in(one))),
        repaired=tuple(dict.fromkeys((*message.repaired, *changed))),
    )
