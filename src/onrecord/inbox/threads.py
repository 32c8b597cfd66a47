"""Threads over the whole case: who answers whom.

In: all messages. Out: the same messages with `parent_id`, `parent_basis` and `thread_id`. Certain first: Message-ID and
References, then what is printed below a message; then, with a reason that says so, subject with time and participants.
Subject alone never joins. Copies of one message belong to one thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from onrecord.inbox.names import name_in
from onrecord.inbox.subjects import bare_subject, says_reply
from onrecord.model.messages import Message

WITHIN = timedelta(days=30)  # an answer found by subject comes within a month


def link_threads(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """The messages with parents and threads; call after `link_copies`."""
    by_reference = _parents_by_reference(messages)
    parents = {message.id: (message.parent_id, message.parent_basis) for message in messages}
    for message in messages:
        if message.id in by_reference:
            parents[message.id] = by_reference[message.id]
    for child, parent in _parents_of_prints(messages, parents).items():
        parents[child] = parent
    for child, parent in _parents_by_subject(messages, parents).items():
        parents[child] = parent
    threads = _threads(messages, parents)
    return tuple(
        replace(message, parent_id=parents[message.id][0], parent_basis=parents[message.id][1], thread_id=threads[message.id])
        for message in messages
    )


def _parents_by_reference(messages: Sequence[Message]) -> dict[str, tuple[str | None, str | None]]:
    by_message_id: dict[str, str] = {}
    for message in messages:
        if message.message_id:
            by_message_id.setdefault(message.message_id, message.id)
    found: dict[str, tuple[str | None, str | None]] = {}
    for message in messages:
        for reference in [*([message.in_reply_to] if message.in_reply_to else []), *reversed(message.references)]:
            parent = by_message_id.get(reference)
            if parent is not None and parent != message.id:
                found[message.id] = (parent, "in-reply-to or references")
                break
    return found


def _parents_of_prints(
    messages: Sequence[Message], parents: dict[str, tuple[str | None, str | None]]
) -> dict[str, tuple[str | None, str | None]]:
    """A print without its chain answers what another print of the same message answers."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for message in messages:
        if parents[message.id][0] is None:
            answered = sorted({parents[one][0] or "" for one in message.copies if one in parents} - {"", message.id})
            if answered and not set(answered) & set(message.copies):
                found[message.id] = (answered[0], "another print of this message")
    return found


def _parents_by_subject(
    messages: Sequence[Message], parents: dict[str, tuple[str | None, str | None]]
) -> dict[str, tuple[str | None, str | None]]:
    """Answers whose parent is not printed below: same subject, written to the one who answers, shortly before."""
    by_subject: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        subject = bare_subject(message.subject)
        if subject and message.sent is not None:
            by_subject[subject].append(message)
    found: dict[str, tuple[str | None, str | None]] = {}
    for message in messages:
        if parents[message.id][0] is not None or message.seen_in_quotation or not says_reply(message.subject):
            continue
        mine = _when(message)
        if mine is None or message.sender is None:
            continue
        candidates = [
            (when, other.id)
            for other in by_subject[bare_subject(message.subject)]
            if other.id != message.id
            and (when := _when(other)) is not None
            and timedelta(0) < mine - when <= WITHIN
            and _wrote_to(other, message)
        ]
        if candidates:
            found[message.id] = (max(candidates)[1], "subject, time and participants")
    return found


def _when(message: Message) -> datetime | None:
    return message.sent.earliest.replace(tzinfo=None) if message.sent is not None else None


def _wrote_to(parent: Message, answer: Message) -> bool:
    """The answer's sender received the parent, and the answer goes to the parent's sender."""
    if parent.sender is None or answer.sender is None:
        return False
    received = {key for person in (*parent.to, *parent.cc) for key in person_keys(person)}
    addressed = {key for person in (*answer.to, *answer.cc) for key in person_keys(person)}
    return bool(person_keys(answer.sender) & received) and bool(person_keys(parent.sender) & addressed)


def person_keys(person: str) -> frozenset[str]:
    """The spellings under which a person may be met: the words of the name in any order."""
    return frozenset({key} if (key := name_key(person)) else ())


@lru_cache(maxsize=8192)  # the same few hundred people stand on every page
def name_key(person: str) -> str:
    """The words of a person's name in alphabetical order, without case and signs; "" where there is none."""
    return " ".join(sorted("".join(char if char.isalnum() else " " for char in name_in(person).casefold()).split()))


def _threads(messages: Sequence[Message], parents: dict[str, tuple[str | None, str | None]]) -> dict[str, str]:
    root = {message.id: message.id for message in messages}

    def find(one: str) -> str:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    def join(one: str, other: str | None) -> None:
        if other is not None and other in root:
            a, b = find(one), find(other)
            root[max(a, b)] = min(a, b)

    for message in messages:
        join(message.id, parents[message.id][0])
        join(message.id, message.quoted_in)
        join(message.id, message.copy_of)
        for copy in message.copies:
            join(message.id, copy)
    return {message.id: "t-" + find(message.id).removeprefix("m-") for message in messages}
