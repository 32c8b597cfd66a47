"""Whether he for whom something is due wrote any message of the records: one plain sentence beside a ladder.

In: all documents, and the addressee of a root. Out: a sentence, or None. Absence is said only where nobody that might be the
addressee sends anything; senders that the records do not show are counted in the same sentence. Trap: one name of two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.links.ladder_roots import Addressee
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.messages import Message
from onrecord.text.person_keys import keys_agree, name_key

_WORD_RE = re.compile(r"\w+")


def senders_sentence(parts: Sequence[DocumentRecords], addressee: Addressee) -> str | None:
    """How many messages are from the addressee; None where a sender may be he or another, or no pack says who he is."""
    people = {term.person for term in addressee.holders}
    if not addressee.known or len(people) > 1 or any(term.verify for term in addressee.holders):
        return None
    messages = [
        message
        for part in parts
        if part.document.source.pile is Pile.RECORDS
        for message in part.inbox.messages
        if message.copy_of is None
    ]
    judged = [_is_from(message, addressee) for message in messages]
    if None in judged:
        return None
    n_from, n_hidden = judged.count(True), sum(_is_hidden(message) for message in messages)
    (person,) = people or {""}
    who = addressee.article + addressee.printed
    if person and person.lower() != addressee.printed.lower():
        who += f" ({person})"
    if not person and not n_from:  # who held the office is not known: only the name of the office was looked for
        said = f"No message in the records loaded names {who} as its sender"
    else:
        counted = {0: "No message", 1: "1 message"}.get(n_from, f"{n_from} messages")
        said = f"{counted} from {who} {'are' if n_from > 1 else 'is'} in the records loaded"
    hidden = f"; {n_hidden} {'messages do' if n_hidden > 1 else 'message does'} not show a sender" if n_hidden else ""
    return f"{said}{hidden}."


def _is_hidden(message: Message) -> bool:
    return message.sender_redacted or not (message.sender or message.sender_address)


def _is_from(message: Message, addressee: Addressee) -> bool | None:
    """True where the sender is the addressee by full name, code or title, False where he cannot be, None between."""
    sender = " ".join((message.sender or "").split())
    shown = f"{sender} {message.sender_address or ''}".lower()
    words = set(_WORD_RE.findall(shown))
    names = {name for term in addressee.holders for name in (term.person, *term.aliases)}
    key = name_key(sender)
    if any(keys_agree(key, name_key(name)) for name in names):
        return True
    if sender.lower() in {label.lower() for label in addressee.labels}:
        return True
    if any(set(_WORD_RE.findall(label.lower())) <= words for label in addressee.labels):
        return None  # "Office of the Commissioner", "Deputy Commissioner"
    surnames = {own[2] for own in map(name_key, names) if own is not None}
    return None if any(surname in shown for surname in surnames) else False
