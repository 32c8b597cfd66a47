"""Subjects that OCR has misread, set right by the other prints of them in the same chain: "Fw: Bab" above "Subject: Baby".

In: the messages of one pile of print that OCR has read. Out: the same with subjects spelled as the chain's better print has
them; the prefix stays each message's own, `repaired` names the field. A mail that is answered or passed on keeps its subject,
so two prints in one chain that look alike are one subject; the better is the one whose words the pile knows, and which it
holds more often. Different words and different numbers are different subjects.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from onrecord.inbox.subjects import bare_subject, without_prefixes
from onrecord.model.messages import Message
from onrecord.text.labels import shape_distance

MAX_COST = 1.3  # three look-alikes, or a letter lost and one misread
MAX_EDITS = 3
KNOWN = 3  # times that the subjects of a pile hold a word that it knows
WORD_RE = re.compile(r"[^\W\d_]{2,30}")
DIGITS_RE = re.compile(r"\d+")


def settle_subjects(pile: Sequence[Message]) -> tuple[Message, ...]:
    """The messages in the same order, misread subjects as the better print in their chain has them."""
    counts = Counter(bare_subject(message.subject) for message in pile if message.subject)
    words = Counter(word.casefold() for message in pile for word in WORD_RE.findall(message.subject or ""))
    chains: dict[str, list[str]] = defaultdict(list)
    for message in pile:
        if message.subject:
            chains[message.quoted_in or message.id].append(message.subject)
    better = {chain: _better(subjects, counts, words) for chain, subjects in chains.items() if len(set(subjects)) > 1}
    return tuple(_settled(message, better.get(message.quoted_in or message.id, {})) for message in pile)


def _better(subjects: Iterable[str], counts: Counter[str], words: Counter[str]) -> dict[str, str]:
    """For each misread subject of a chain, by its letters, the words to print."""
    printed: dict[str, str] = {}
    for subject in subjects:
        body = without_prefixes(subject)
        printed.setdefault(bare_subject(subject), body)
    found: dict[str, str] = {}
    for bare, body in printed.items():
        others = [(_worth(printed[other], counts[other], words), other) for other in printed if _are_one(bare, other)]
        if others and max(others)[0] > _worth(body, counts[bare], words):
            found[bare] = printed[max(others)[1]]
    return found


def _are_one(a: str, b: str) -> bool:
    """True for two prints of one subject: a few letters look alike, the numbers are the same."""
    if a == b or min(len(a), len(b)) < 3 or DIGITS_RE.findall(a) != DIGITS_RE.findall(b):
        return False
    if Levenshtein.distance(a, b, score_cutoff=MAX_EDITS) > MAX_EDITS:
        return False
    return min(shape_distance(a, b), shape_distance(b, a)) <= MAX_COST


def _worth(body: str, count: int, words: Counter[str]) -> tuple[float, int]:
    """How good a print is: the share of its words that the pile knows, then how often it is met."""
    found = WORD_RE.findall(body.casefold())
    known = sum(words[word] >= KNOWN for word in found) / len(found) if found else 0.0
    return round(known, 3), count


def _settled(message: Message, better: dict[str, str]) -> Message:
    good = better.get(bare_subject(message.subject)) if message.subject else None
    if good is None or message.subject is None:
        return message
    prefix = message.subject[: len(message.subject) - len(without_prefixes(message.subject))]
    return replace(message, subject=f"{prefix}{good}", repaired=tuple(dict.fromkeys((*message.repaired, "subject"))))
