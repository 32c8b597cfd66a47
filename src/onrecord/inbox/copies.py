"""Copies of one message: released several times, with unlike deletions, cut short, or once by itself and once in quotation.

In: the messages of the whole case. Out: the same with `copies` (all other prints) and `copy_of` (the fullest print). Two
prints are copies when they were sent in the same minute, no sender, subject or recipient speaks against it, and the words
of the shorter body stand in the longer one, deletions and misread letters apart. Two mails of one minute with unlike
bodies are never joined; a body too short to tell is joined only where sender and subject are both printed and equal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz.fuzz import ratio

from onrecord.inbox.subjects import bare_subject, says_forward
from onrecord.inbox.threads import name_key
from onrecord.model.messages import Message
from onrecord.text.exemptions import without_codes

MIN_SHARED = 0.86  # of the shorter body's letter triples: one letter in fifty misread still leaves nine in ten
MIN_LETTERS = 24  # a shorter body says too little by itself
NAME_ALIKE = 84  # of 100
SUBJECT_ALIKE = 86


_Content = tuple[str, bool, str, bool, str, frozenset[str]]


@dataclass(frozen=True)
class _Print:
    """One print of a message with what it is compared by."""

    message: Message

    @cached_property
    def letters(self) -> str:
        return "".join(filter(str.isalnum, without_codes(self.message.body).casefold()))

    @cached_property
    def triples(self) -> Counter[str]:
        letters = self.letters
        return Counter(map("".join, zip(letters, letters[1:], letters[2:], strict=False)))

    @cached_property
    def kinds(self) -> frozenset[str]:
        return frozenset(self.triples)

    @cached_property
    def repeated(self) -> tuple[tuple[str, int], ...]:
        """The triples that stand there more than once: only of these a longer body can have too few."""
        return tuple((triple, n) for triple, n in self.triples.items() if n > 1)

    @cached_property
    def content(self) -> _Content:
        """All that two prints are compared by."""
        hidden = "(b)" in self.message.body
        return (self.letters, hidden, self.subject, self.is_forward, self.sender, self.people)

    @cached_property
    def is_forward(self) -> bool:
        return says_forward(self.message.subject)

    @cached_property
    def subject(self) -> str:
        return bare_subject(without_codes(self.message.subject or ""))

    @cached_property
    def sender(self) -> str:
        return name_key(self.message.sender or "")

    @cached_property
    def people(self) -> frozenset[str]:
        return frozenset(name_key(without_codes(person)) for person in (*self.message.to, *self.message.cc)) - {""}


def link_copies(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The messages with their copies named, in the same order."""
    by_minute: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        if message.sent is not None:
            by_minute[message.sent.earliest.replace(tzinfo=None).isoformat(timespec="minutes")].append(message)
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for same_minute in by_minute.values():
        if len(same_minute) > 1:
            # The counts that prints are compared by are large: they live for one minute's messages only.
            for group in _groups([_Print(message) for message in same_minute]):
                found.update(_joined(group))
    return tuple(_with_copies(message, found.get(message.id)) for message in messages)


def _joined(group: Sequence[_Print]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For every print of a group: (the fullest print, all of them)."""
    if len(group) < 2:
        return {}
    fullest = min(group, key=_fullness).message.id
    ids = tuple(sorted(one.message.id for one in group))
    return dict.fromkeys(ids, (fullest, ids))


def _fullness(one: _Print) -> tuple[int, bool, bool, str]:
    """The print with the most words first, then one that stands for itself, then one that still has its chain below it."""
    message = one.message
    return (-len(one.letters), message.seen_in_quotation, message.parent_id is None, message.id)


def _groups(prints: Sequence[_Print]) -> list[list[_Print]]:
    """Prints of one minute, each put with the first group in which it fits every member."""
    groups: list[_Group] = []
    for one in prints:
        home = next((group for group in groups if group.takes(one)), None)
        if home is None:
            home = _Group()
            groups.append(home)
        home.add(one)
    return [group.members for group in groups]


class _Group:
    """Prints of one message. Equal prints are compared once: a release may hold the same sheet a hundred times."""

    def __init__(self) -> None:
        self.members: list[_Print] = []
        self._unlike: dict[_Content, _Print] = {}
        self._quoted_in: set[str] = set()

    def takes(self, one: _Print) -> bool:
        """True where a print fits every member; one chain holds a message once."""
        if one.message.quoted_in in self._quoted_in:
            return False
        return all(_are_copies(one, other) for other in self._unlike.values())

    def add(self, one: _Print) -> None:
        """Take a print in."""
        self.members.append(one)
        self._unlike.setdefault(one.content, one)
        if one.message.quoted_in is not None:
            self._quoted_in.add(one.message.quoted_in)


def _with_copies(message: Message, found: tuple[str, tuple[str, ...]] | None) -> Message:
    if found is None:
        return message
    fullest, ids = found
    copy_of = None if fullest == message.id else fullest
    return replace(message, copy_of=copy_of, copies=tuple(other for other in ids if other != message.id))


def _are_copies(a: _Print, b: _Print) -> bool:
    """True where what two prints say of themselves agrees; decided by their `content` alone."""
    if not _senders_agree(a, b) or not _subjects_agree(a, b):
        return False
    shorter, longer = (a, b) if (len(a.letters), a.message.id) <= (len(b.letters), b.message.id) else (b, a)
    if len(shorter.letters) < MIN_LETTERS:
        return _short_bodies_agree(shorter, longer)
    if shorter.letters in longer.letters:
        return True  # as nearly all are; all triples are shared
    return _shares(shorter, longer, _needed(shorter))


def _shares(shorter: _Print, longer: _Print, share: float) -> bool:
    """True where so much of the shorter body's triples stands in the longer one, each as often as both have it."""
    n_all, count, others = max(len(shorter.letters) - 2, 0), shorter.triples, longer.triples
    missing = shorter.kinds - longer.kinds
    n_lost = sum([count[triple] for triple in missing])
    n_lost += sum([n - others[triple] for triple, n in shorter.repeated if triple not in missing and n > others[triple]])
    return n_all - n_lost >= share * n_all


def _needed(shorter: _Print) -> float:
    """A short body loses a large share of its triples at the two edges of one deletion."""
    return MIN_SHARED if len(shorter.letters) >= 2 * MIN_LETTERS else MIN_SHARED - 0.08


def _senders_agree(a: _Print, b: _Print) -> bool:
    """Equal but for misread letters, or one of them is redacted."""
    return not a.sender or not b.sender or a.sender == b.sender or ratio(a.sender, b.sender) >= NAME_ALIKE


def _subjects_agree(a: _Print, b: _Print) -> bool:
    if not a.subject or not b.subject:
        return True
    return a.is_forward == b.is_forward and (a.subject == b.subject or ratio(a.subject, b.subject) >= SUBJECT_ALIKE)


def _short_bodies_agree(shorter: _Print, longer: _Print) -> bool:
    """With few words to go by: sender and subject printed on both, a recipient in common, and no other words said."""
    if not shorter.sender or not longer.sender:
        return False
    shares = any(ratio(x, y) >= NAME_ALIKE for x in shorter.people for y in longer.people)
    if shorter.people and longer.people and not shares:
        return False
    if not shorter.subject or not longer.subject:
        # Without a subject: the same sender to the same person in the same minute, and no word that the other lacks.
        return shares and len(shorter.letters) >= 10 and _shares(shorter, longer, 0.75)
    if not shorter.letters:
        return "(b)" in shorter.message.body or "(b)" in longer.message.body or not longer.letters
    return longer.letters.startswith(shorter.letters) or ratio(shorter.letters, longer.letters) >= NAME_ALIKE
