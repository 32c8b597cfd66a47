"""Which of day and month comes first in a release's numeric dates, voted by the release itself: 06/10/2017 is June or October.

In: all messages of a case. Out: the same, with the sent times that stood for two days read in the order that the release
tells, and `sent_basis` saying how it told. A date with a number above twelve tells; else the chains do, for a reply is never
older than what it quotes; else the other documents of the case, where they agree. Split votes and silence leave the interval.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.inbox.dates import read_sent
from onrecord.model.messages import Message
from onrecord.text.dates import vote_day_first

# Like "06/10/2017 3:14 PM", "6.10.17", "06-10-2017"
NUMERIC_RE = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?:\d{4}|\d{2})(?!\d)")
MIN_VOTES = 2  # dates of one document that tell, or replies that would be older than what they answer
MIN_DOCUMENTS = 2  # of a case that agree, before they speak for one that says nothing
_ORDERS = {True: "the day before the month", False: "the month before the day"}


@dataclass(frozen=True, slots=True)
class _Vote:
    """How one document writes its dates, and what told."""

    day_first: bool
    basis: str


def settle_day_order(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The messages in the same order; times that could be of two days are of the day that their release tells."""
    if not any(_is_open(message) for message in messages):
        return messages
    by_document: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        by_document[message.document_id].append(message)
    votes = {name: vote for name, group in by_document.items() if (vote := _vote_of(group)) is not None}
    common = _common_vote(votes)
    return tuple(
        _settled(message, votes.get(message.document_id) or common) if _is_open(message) else message for message in messages
    )


def _is_open(message: Message) -> bool:
    """True where a printed date stands for two days."""
    found = NUMERIC_RE.search(message.sent_text or "")
    if found is None or message.sent is None or max(int(found["a"]), int(found["b"])) > 12 or found["a"] == found["b"]:
        return False
    return (message.sent.latest - message.sent.earliest).days > 0


def _vote_of(messages: Sequence[Message]) -> _Vote | None:
    texts = [found.group() for message in messages if (found := NUMERIC_RE.search(message.sent_text or ""))]
    telling = [text for text in texts if vote_day_first([text]) is not None]
    day_first = vote_day_first(telling)
    if day_first is not None and len(telling) >= MIN_VOTES:
        return _Vote(day_first, f"{len(telling)} dates of this document have {_ORDERS[day_first]}")
    return None if telling else _vote_of_chains(messages)


def _vote_of_chains(messages: Sequence[Message]) -> _Vote | None:
    """The order in which no reply is older than what it answers, where the other order has several that are."""
    known = {message.id: message for message in messages}
    wrong = {order: sum(_is_older(message, known, order) for message in messages) for order in (True, False)}
    for order in (True, False):
        if not wrong[order] and wrong[not order] >= MIN_VOTES:
            return _Vote(order, f"{_ORDERS[order]}, or {wrong[not order]} replies would be older than what they answer")
    return None


def _is_older(message: Message, known: Mapping[str, Message], day_first: bool) -> bool:
    """True where a message would be sent before the one that it quotes, read in an order."""
    parent = known.get(message.parent_id or "")
    if parent is None or message.sent is None or parent.sent is None:
        return False
    mine = read_sent(message.sent_text or "", day_first=day_first) if _is_open(message) else message.sent
    theirs = read_sent(parent.sent_text or "", day_first=day_first) if _is_open(parent) else parent.sent
    if mine is None or theirs is None:
        return False
    return mine.latest.replace(tzinfo=None).date() < theirs.earliest.replace(tzinfo=None).date()


def _common_vote(votes: Mapping[str, _Vote]) -> _Vote | None:
    orders = {vote.day_first for vote in votes.values()}
    if len(orders) != 1 or len(votes) < MIN_DOCUMENTS:
        return None
    order = orders.pop()
    return _Vote(order, f"the {len(votes)} documents of the case that tell have {_ORDERS[order]}")


def _settled(message: Message, vote: _Vote | None) -> Message:
    sent = read_sent(message.sent_text or "", day_first=vote.day_first) if vote is not None else None
    if vote is None or sent is None or (sent.latest - sent.earliest).days > 0:
        return message
    return replace(message, sent=sent, sent_basis=vote.basis)
