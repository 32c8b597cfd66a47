"""Outlook messages (.msg): header, words and attachments, in the same shape as any other native mail.

In: one intake. Out: what `eml` gives. Where the message keeps the header it was sent with, that header counts; what it
lacks comes from the message's properties. A message that was never sent has no day.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from email import message_from_string
from email.policy import compat32
from typing import Any

from oxmsg import Message
from oxmsg.domain import constants

from onrecord.intervals import InstantInterval
from onrecord.model.documents import MailHeader, Problem, Reading
from onrecord.readers.eml import build_mail
from onrecord.readers.family import ReadChild, join_readings, read_attachments
from onrecord.readers.html import extract_all_text
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_HTML_BYTES, MAX_MAIL_BYTES, FamilyLimits, read_bytes
from onrecord.readers.mail_bodies import Attachment, MailBody, name_safely, tell_apart
from onrecord.readers.mail_headers import Address, decode_value, parse_addresses, read_header

# What the library raises on storage that is cut, looped or filled with other things than it declares.
_DAMAGE = (
    ValueError,
    KeyError,
    IndexError,
    OSError,
    AttributeError,
    TypeError,
    AssertionError,
    LookupError,
    OverflowError,
    RecursionError,
    struct.error,
)
_TO, _CC, _BCC = 1, 2, 3
_IMPORTANCES = {0: "Low", 2: "High"}


def read_msg(intake: Intake, read_child: ReadChild) -> Reading:
    """An Outlook message and its attachments as documents, or the Problem that says why there is none."""
    raw = read_bytes(intake, MAX_MAIL_BYTES)
    if isinstance(raw, Problem):
        return Reading(problems=(raw,))
    path = intake.source.path
    try:
        message = Message.load(raw)
        header, body = _read_header(message), _read_body(message)
    except _DAMAGE as error:
        detail = f"{path}: damaged, or no Outlook message ({type(error).__name__})"
        return Reading(problems=(Problem(source=path, reason="damaged_msg", detail=detail, fatal=True),))
    document, part = build_mail(header, body, intake.source, intake.document_id())
    faults = list(body.faults)
    if header.sender is None or header.sent is None:
        faults.append(("broken_header", "the message has no sender or no day it was sent on (a draft?)"))
    problems = tuple(Problem(source=path, reason=reason, detail=f"{path}: {detail}") for reason, detail in faults)
    own = Reading(documents=(document,), mail=((document.id, (part,)),), problems=problems)
    return join_readings((own, read_attachments(document, body.attachments, intake, read_child)))


def _read_header(message: Any) -> MailHeader:
    kept = message.properties.str_prop_value(constants.PID_TRANSPORT_MESSAGE_HEADERS) or ""
    header = read_header(message_from_string(kept, policy=compat32))
    listed: dict[int, list[Address]] = {_TO: [], _CC: [], _BCC: []}
    for recipient in message.recipients:
        kind = recipient.properties.int_prop_value(constants.PID_RECIPIENT_TYPE) or _TO
        name, address = decode_value(recipient.name or ""), decode_value(recipient.email_address or "")
        listed.setdefault(kind, []).append(("" if name == address else name, address))
    senders = (header.sender,) if header.sender else parse_addresses([message.sender or ""])
    sent_at = message.sent_date
    return replace(
        header,
        sender=senders[0] if senders else None,
        to=header.to or tuple(listed[_TO]),
        cc=header.cc or tuple(listed[_CC]),
        bcc=header.bcc or tuple(listed[_BCC]),
        sent=header.sent or (InstantInterval(sent_at, sent_at) if sent_at else None),
        sent_text=header.sent_text or (sent_at.isoformat(sep=" ") if sent_at else None),
        subject=header.subject or decode_value(message.subject or "") or None,
        importance=header.importance or _IMPORTANCES.get(message.properties.int_prop_value(constants.PID_IMPORTANCE) or 1),
        message_id=header.message_id or message.properties.str_prop_value(constants.PID_INTERNET_MESSAGE_ID),
    )


def _read_body(message: Any) -> MailBody:
    body = MailBody()
    text = message.body or ""
    if not text.strip():
        markup = message.html_body or ""
        text = extract_all_text(markup) if len(markup) <= MAX_HTML_BYTES else ""
    if not text.strip() and message.properties.binary_prop_value(constants.PID_RTF_COMPRESSED):
        body.faults.append(("no_plain_body", "the words are kept as rich text only, which is not read; save it as .eml"))
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    body.text = clean.encode("utf-8", "replace").decode("utf-8").strip("\n")
    limits = FamilyLimits()
    found: list[Attachment] = []
    for number, item in enumerate(message.attachments):
        if number >= limits.max_parts:
            body.faults.append(("too_many_parts", f"more than {limits.max_parts:,} attachments; the rest were left out"))
            break
        name = name_safely(item.file_name or "") if item.file_name else f"part-{number + 1}"
        content = item.file_bytes
        if content is None:
            body.faults.append(("attachment_not_read", f"{name} is a message or link kept inside, which cannot be taken out"))
        else:
            found.append(Attachment(name=name, content=content))
    body.attachments = tell_apart(found)
    return body
