"""The fields of a message as its printed header gives them: the same for an outer mail and for one quoted in a native mail.

In: a header read from rows. Out: fields of a `Message` by name, ready to be handed to it. A meeting request is sent by its
organizer and goes to those whom it asks. A sender of nothing but codes is a redacted person, never a name.
"""

from __future__ import annotations

from typing import TypedDict

from onrecord.inbox.headers import Header
from onrecord.inbox.names import address_in, is_redacted, split_people
from onrecord.inbox.subjects import printed_subject
from onrecord.intervals import InstantInterval

SURE_SCORE = 4.5  # a header that scores so much has a confidence of 1
LEAST_CONFIDENCE = 0.3


class PrintedFields(TypedDict):
    """What a header says, under the names of a message's fields."""

    sender: str | None
    sender_address: str | None
    sender_redacted: bool
    to: tuple[str, ...]
    cc: tuple[str, ...]
    bcc: tuple[str, ...]
    to_addresses: tuple[str, ...]
    sent: InstantInterval | None
    sent_text: str | None
    subject: str | None
    importance: str | None
    attachments: tuple[str, ...]
    starts: InstantInterval | None
    ends: InstantInterval | None
    location: str | None
    confidence: float
    found_by: str


def printed_fields(header: Header) -> PrintedFields:
    """The fields of the message that a header begins."""
    sender = header.value("from")
    if sender is None and header.kind == "meeting":
        sender = header.value("organizer")
    is_hidden = is_redacted(sender)
    to = split_people(header.value("to") or header.value("attendees") or "")
    return PrintedFields(
        sender=None if is_hidden else sender,
        sender_address=None if is_hidden else address_in(sender or ""),
        sender_redacted=is_hidden and sender is not None,
        to=to,
        cc=split_people(header.value("cc") or header.value("optional") or ""),
        bcc=split_people(header.value("bcc") or ""),
        to_addresses=tuple(address for person in to if (address := address_in(person))),
        sent=header.sent,
        sent_text=header.sent_text,
        subject=printed_subject(header.value("subject")),
        importance=header.value("importance") or None,
        attachments=_attachments(header.value("attachments")),
        starts=header.starts,
        ends=header.ends,
        location=(header.value("location") or None) if header.starts or header.kind == "meeting" else None,
        confidence=round(min(1.0, max(LEAST_CONFIDENCE, header.score / SURE_SCORE)), 2),
        found_by=f"header:{header.kind}",
    )


def _attachments(text: str | None) -> tuple[str, ...]:
    names = (name.strip(" \t<>") for name in (text or "").split(";"))
    return tuple(name for name in names if name)
