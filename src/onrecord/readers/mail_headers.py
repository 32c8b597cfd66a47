"""The header of a native mail: decoded values, addresses, the instant it was sent, and the header as printed lines.

In: a message as the standard library parsed it. Out: a `MailHeader` and the lines that stand on top of the document's
text. Trap: values come folded over lines, encoded in pieces, in undeclared charsets, and with comments nested to exhaust
a parser; none of that may raise or hang.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from datetime import UTC
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from onrecord.intervals import InstantInterval
from onrecord.model.documents import MailHeader
from onrecord.text.dates import parse_instant
from onrecord.text.encodings import decode_text

MAX_VALUE_CHARS = 200_000  # 5,000 recipients; a longer value is no header that a mail program wrote

# a value continued on the next line: "Subject: Weekly\n\treport"
_FOLD_RE = re.compile(r"\r?\n[ \t]+|[\r\n\t]+")
# "<20171016.abc@mail.example.org>"
_MESSAGE_ID_RE = re.compile(r"<[^<>\s]{1,998}>")
# as in the line X-Priority: 1 (Highest)
_IMPORTANCES = {
    "1": "High",
    "2": "High",
    "high": "High",
    "urgent": "High",
    "5": "Low",
    "4": "Low",
    "low": "Low",
    "non-urgent": "Low",
}

Address = tuple[str, str]


def read_header(message: Message) -> MailHeader:
    """The header of a parsed message."""
    values: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        values.setdefault(name.lower(), []).append(str(value)[:MAX_VALUE_CHARS])
    sent_text = _decoded(values, "date")
    senders = parse_addresses(values.get("from", ())) or parse_addresses(values.get("sender", ()))
    ids = _MESSAGE_ID_RE.findall(" ".join(values.get("in-reply-to", ())))
    return MailHeader(
        sender=senders[0] if senders else None,
        to=parse_addresses(values.get("to", ())),
        cc=parse_addresses(values.get("cc", ())),
        bcc=parse_addresses(values.get("bcc", ())),
        sent=parse_sent(sent_text) if sent_text else None,
        sent_text=sent_text,
        subject=_decoded(values, "subject"),
        importance=_find_importance(values),
        message_id=_decoded(values, "message-id"),
        in_reply_to=ids[0] if ids else None,
        references=tuple(_MESSAGE_ID_RE.findall(" ".join(values.get("references", ())))),
    )


def print_header(header: MailHeader, attachments: Iterable[str] = ()) -> str:
    """The header as the lines that a mail program prints, each ending in a line feed; fields that are absent are left out."""
    fields = (
        ("From", format_addresses((header.sender,) if header.sender else ())),
        ("Sent", header.sent_text),
        ("To", format_addresses(header.to)),
        ("Cc", format_addresses(header.cc)),
        ("Bcc", format_addresses(header.bcc)),
        ("Subject", header.subject),
        ("Importance", header.importance),
        ("Attachments", "; ".join(attachments)),
    )
    return "".join(f"{name}: {value}\n" for name, value in fields if value)


def format_addresses(addresses: Iterable[Address]) -> str:
    """Addresses as printed: `Jane Doe <jane@example.org>; info@example.org`."""
    return "; ".join(f"{name} <{address}>" if name and address else name or address for name, address in addresses)


def parse_addresses(values: Iterable[str]) -> tuple[Address, ...]:
    """The (display name, address) pairs of the values of one header; what cannot be parsed stays as a display name."""
    found: list[Address] = []
    for value in values:
        line = _FOLD_RE.sub(" ", value)
        try:
            pairs = getaddresses([line])
        except (RecursionError, ValueError, IndexError, TypeError):
            pairs = []
        kept = [(decode_value(name), decode_value(address)) for name, address in pairs if name or address]
        if not kept and line.strip():
            kept = [(decode_value(line), "")]
        found.extend(kept)
    return tuple(found)


def parse_sent(text: str) -> InstantInterval | None:
    """The instant of a Date line; "-0000" is UTC by RFC 5322 (3.3). None where it states none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_instant(text)
    if moment.tzinfo is None and "-0000" in text:
        moment = moment.replace(tzinfo=UTC)
    try:
        moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return InstantInterval(moment, moment)


def decode_value(value: str) -> str:
    """A header value on one line, its encoded words and raw bytes decoded; what cannot be stored is replaced."""
    line = _FOLD_RE.sub(" ", value[:MAX_VALUE_CHARS])
    pieces: list[str] = []
    try:
        for piece, charset in decode_header(line) if "=?" in line else [(line, None)]:
            pieces.append(piece if isinstance(piece, str) else decode_charset(piece, charset))
    except (HeaderParseError, binascii.Error, ValueError):
        pieces = [line]
    text = _decode_raw("".join(pieces))
    return " ".join(text.replace("\0", "\ufffd").split())


def decode_charset(raw: bytes, charset: str | None) -> str:
    """Bytes in a declared charset; where that is unknown or wrong, in the encoding that the bytes point to."""
    if charset:
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeError, ValueError, TypeError):
            pass  # a declared charset that is unknown or untrue is common; the bytes decide
    decoded = decode_text(raw.replace(b"\0", b"\xef\xbf\xbd"))
    return decoded.text if decoded else raw.decode("latin-1")


def _decode_raw(text: str) -> str:
    # The parser keeps bytes above ASCII as lone surrogates.
    if text.isascii():
        return text
    try:
        raw = text.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
    return decode_charset(raw, None)


def _decoded(values: dict[str, list[str]], name: str) -> str | None:
    found = values.get(name)
    return (decode_value(found[0]) or None) if found else None


def _find_importance(values: dict[str, list[str]]) -> str | None:
    for name in ("importance", "x-priority", "priority"):
        words = (_decoded(values, name) or "").lower().split()
        if words and words[0] in _IMPORTANCES:
            return _IMPORTANCES[words[0]]
    return None
