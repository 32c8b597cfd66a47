"""Names, addresses and subjects that OCR has misspelled, set right by the release's own better readings.

In: the messages of one document whose words come from an OCR layer. Out: the same, with `sender`, `to`, `cc` and `subject`
spelled as most of the release spells them; `repaired` names the fields that changed, `header_text` keeps what is printed
in the layer. A spelling is changed only if it is rare, another one close in letter shapes is met at least three times as
often, and no digit differs. Two people whose names differ by one letter and who both write are left alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from onrecord.inbox.names import ADDRESS_RE, address_in, name_in
from onrecord.inbox.subjects import bare_subject
from onrecord.model.messages import Message
from onrecord.text.exemptions import find_codes

RARE = 2  # a spelling met more often is somebody's own
TIMES = 3  # how many times as often the better spelling must be met
NAME_ALIKE = 82  # of 100
SUBJECT_ALIKE = 88
MAX_SPELLINGS = 20_000
REPAIRABLE = ("sender", "to", "cc", "bcc", "subject")
# Like "RE:", "Rc:", "FW;", "Rl:"
PREFIX_RE = re.compile(r"\s*(?P<word>[A-Za-z](?:\s?[A-Za-z1]){1,2})\s?[:;]\s*")
_PREFIXES = ("RE", "FW", "Fwd")


@dataclass(slots=True)
class _Spellings:
    """How often each spelling is met, by its letters alone, and its commonest printed form."""

    counts: Counter[str]
    printed: dict[str, Counter[str]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> _Spellings:
        made = cls(Counter(), defaultdict(Counter))
        for text in texts:
            key = _key(text)
            if key:
                made.counts[key] += 1
                made.printed[key][text] += 1
        return made

    def better(self) -> dict[str, str]:
        """The printed form to use in place of each rare spelling."""
        common = [key for key, count in sorted(self.counts.items()) if count >= TIMES]
        found: dict[str, str] = {}
        for key, count in sorted(self.counts.items())[:MAX_SPELLINGS]:
            if count > RARE or len(key) < 6 or not common:
                continue
            near = process.extract(key, common, scorer=ratio, score_cutoff=NAME_ALIKE, limit=3)
            fits = [
                other
                for other, _, _ in near
                if other != key and self.counts[other] >= TIMES * count and _same_digits(key, other)
            ]
            if fits and (len(fits) == 1 or self.counts[fits[0]] >= TIMES):
                found[key] = self.form(fits[0])
        for key in common:
            found.setdefault(key, self.form(key))
        return found

    def form(self, key: str) -> str:
        """The commonest printed form of a spelling; of equals the one with the fewest blanks."""
        return min(self.printed[key].items(), key=lambda item: (-item[1], item[0].count(" "), item[0]))[0]


def repair_fields(messages: tuple[Message, ...], words: Counter[str]) -> tuple[Message, ...]:
    """The messages with names, addresses and subjects set right. `words` counts the words of the whole document."""
    people = [person for message in messages for person in _people(message)]
    names = _Spellings.of(name_in(person) for person in people if not find_codes(person)).better()
    addresses = _Spellings.of(address for person in people if (address := address_in(person))).better()
    subjects = _better_subjects(messages, words)
    return tuple(_repaired(message, names, addresses, subjects) for message in messages)


def count_words(text: str) -> Counter[str]:
    """How often each word of a text is met, case aside."""
    return Counter(match.group().casefold() for match in re.finditer(r"[^\W\d_]{3,30}", text))


def _people(message: Message) -> tuple[str, ...]:
    return (*([message.sender] if message.sender else []), *message.to, *message.cc, *message.bcc)


def _repaired(message: Message, names: dict[str, str], addresses: dict[str, str], subjects: dict[str, str]) -> Message:
    sender = _person(message.sender, names, addresses) if message.sender else None
    mended = replace(
        message,
        sender=sender,
        sender_address=address_in(sender) if sender and message.sender_address else message.sender_address,
        to=tuple(_person(person, names, addresses) for person in message.to),
        cc=tuple(_person(person, names, addresses) for person in message.cc),
        bcc=tuple(_person(person, names, addresses) for person in message.bcc),
        subject=subjects.get(message.subject, message.subject) if message.subject else message.subject,
    )
    return replace(mended, repaired=tuple(name for name in REPAIRABLE if getattr(mended, name) != getattr(message, name)))


def _person(person: str, names: dict[str, str], addresses: dict[str, str]) -> str:
    if find_codes(person):
        return person
    name = name_in(person)
    better = names.get(_key(name))
    if name and better and better != name and name in person:
        person = person.replace(name, better, 1)
    address = address_in(person)
    good = addresses.get(_key(address)) if address else None
    if good is not None and good != address:
        person = ADDRESS_RE.sub(lambda _: good, person, count=1)
    return person


def _better_subjects(messages: Sequence[Message], words: Counter[str]) -> dict[str, str]:
    """For every printed subject its repaired form: its prefix, and the words as the best-read print of it has them."""
    printed = Counter(message.subject for message in messages if message.subject)
    groups: list[list[str]] = []
    for subject in sorted(printed, key=lambda text: (-printed[text], text)):
        bare = bare_subject(_split_prefix(subject)[1])
        home = next((group for group in groups if _same_subject(bare, bare_subject(_split_prefix(group[0])[1]))), None)
        if home is None:
            groups.append([subject])
        else:
            home.append(subject)
    repaired: dict[str, str] = {}
    for group in groups:
        bodies: Counter[str] = Counter()
        for subject in group:
            bodies[_split_prefix(subject)[1]] += printed[subject]
        best = _repaired_words(max(bodies, key=lambda body: (_reading(body, words), bodies[body], body)), words)
        for subject in group:
            prefix, _ = _split_prefix(subject)
            repaired[subject] = f"{prefix} {best}".strip() if prefix else best
    return repaired


def _reading(body: str, words: Counter[str]) -> float:
    """How well a subject reads: the share of its words that the document holds elsewhere too."""
    tokens = re.findall(r"[^\W\d_]{3,30}", body.casefold())
    return sum(words[token] > 1 for token in tokens) / len(tokens) if tokens else 0.0


def _repaired_words(body: str, words: Counter[str]) -> str:
    """Words that the document holds once only become the one close word that it holds three times or more."""

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        if words[word.casefold()] > 1:
            return word
        near = [
            other
            for other, _, _ in process.extract(word.casefold(), common, scorer=ratio, score_cutoff=84, limit=3)
            if abs(len(other) - len(word)) <= 1
        ]
        return _cased_like(near[0], word) if len(near) == 1 else word

    common = [word for word, count in sorted(words.items()) if count >= TIMES and len(word) >= 5]
    return re.sub(r"[^\W\d_]{5,30}", mend, body) if common else body


def _cased_like(word: str, model: str) -> str:
    if model.isupper():
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word


def _split_prefix(subject: str) -> tuple[str, str]:
    """("RE:", the rest), the prefix spelled right; ("", the subject) where there is none."""
    found = PREFIX_RE.match(subject)
    if found is None:
        return "", subject
    word = found["word"].replace(" ", "")
    near = max(_PREFIXES, key=lambda prefix: ratio(prefix.casefold(), word.casefold()))
    if ratio(near.casefold(), word.casefold()) < 50:
        return "", subject
    return f"{near}:", subject[found.end() :]


def _same_subject(a: str, b: str) -> bool:
    return a == b or (len(a) > 8 and len(b) > 8 and ratio(a, b) >= SUBJECT_ALIKE and _same_digits(a, b))


def _same_digits(a: str, b: str) -> bool:
    return re.findall(r"\d", a) == re.findall(r"\d", b) or not (any(c.isdigit() for c in a) and any(c.isdigit() for c in b))


def _key(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
