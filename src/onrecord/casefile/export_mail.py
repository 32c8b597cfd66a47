"""The messages of a case as mail again: one mbox, or one .eml each.

In: the messages of a case file. Out: mail that other programs open, with sender, To, Cc, Bcc, date, subject and the message's
own words in UTF-8. Nothing is made up: a person whose address is not printed has none ("Bell, Kim" <>), a time without zone is
written with -0000 (zone unknown, RFC 5322 section 3.3), and a message whose time is not known to the minute has no Date but an
X-Onrecord-Sent header with the interval. X-Onrecord headers say where in the case the message stands. Attachments are not in
the case file: whoever calls hands them in from the originals, and each that cannot be had again is said in a header.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr
from pathlib import Path
from urllib.parse import quote

from onrecord.casefile.connect import reading
from onrecord.casefile.export_inbox import judged_messages
from onrecord.casefile.export_values import Reader
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.rows import instants_of, storable
from onrecord.model.messages import Message

_SPACES_RE = re.compile(r"\s+")
_ADDRESS_RE = re.compile(r"[<\[(]?(?:mailto:)?\s*([^\s<>\[\]():;,\"@]+@[^\s<>\[\]():;,\"@]+)\s*[>\])]?")  # <a.b@c.example>
_FROM_LINE_RE = re.compile(r"^(>*From )", re.MULTILINE)  # From here on, as a body line
_BROKEN_ID_RE = re.compile(r"[^\x21-\x7e]")
_UNSAFE_NAME_RE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """One message as a file: a name that is safe on every system, and its text with "\\n" line ends."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file that hangs on a message: its bytes as they were sent, or None and why they cannot be had again."""

    name: str
    content: bytes | None = None
    why_not: str = ""


FindAttached = Callable[[Message, str], Sequence[Attached]]  # the message and the path of its document


def names_alone(message: Message, source: str) -> Sequence[Attached]:  # noqa: ARG001  as every FindAttached
    """The attachments by name, where nobody looks for the originals."""
    return [Attached(name=name, why_not="not looked for") for name in message.attachments]


def eml_files(case: Path, find_attached: FindAttached = names_alone) -> Iterator[MailFile]:
    """Every message as an .eml file, in document order."""
    for number, (message, source) in enumerate(_messages(case), start=1):
        name = _UNSAFE_NAME_RE.sub("-", f"{number:06}-{message.id}")
        yield MailFile(name=f"{name}.eml", text=mail_text(message, source, find_attached(message, source)))


def mbox_entries(case: Path, find_attached: FindAttached = names_alone) -> Iterator[str]:
    """Every message as an entry of one mbox file (the form called mboxrd: "From " in the text is marked with ">")."""
    for message, source in _messages(case):
        at = message.sent.earliest if message.sent else datetime(1970, 1, 1)
        text = _FROM_LINE_RE.sub(r">\1", mail_text(message, source, find_attached(message, source)))
        yield f"From - {_asctime(at)}\n{text}\n"


def mail_text(message: Message, source: str, attached: Sequence[Attached] = ()) -> str:
    """The message as RFC 5322 text; `source` is the path of its document."""
    lines = [*_headers(message, source, attached), "MIME-Version: 1.0"]
    files = [one for one in attached if one.content is not None]
    body = "\n".join(_body_part(message))
    if not files:
        return "\n".join([*lines, body])
    parts = [body, *("\n".join(_file_part(one)) for one in files)]
    cut = f"onrecord-{message.id}"
    while any(f"--{cut}" in part for part in parts):
        cut += "-"
    pieces = "".join(f"--{cut}\n{part}\n" for part in parts)
    return "\n".join([*lines, f'Content-Type: multipart/mixed; boundary="{cut}"', "", pieces]) + f"--{cut}--\n"


def _body_part(message: Message) -> Iterator[str]:
    """The message's own words with the headers of their part; RFC 5322 allows 998 bytes a line and no zeros."""
    yield 'Content-Type: text/plain; charset="utf-8"'
    body = (storable(message.body) or "").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in body or any(len(line) > 900 for line in body.split("\n")):
        yield from ("Content-Transfer-Encoding: base64", "", base64.encodebytes(body.encode("utf-8")).decode("ascii"))
    else:
        yield from ("Content-Transfer-Encoding: 8bit", "", body.rstrip("\n") + "\n")


def _file_part(file: Attached) -> Iterator[str]:
    """One attachment with the headers of its part."""
    plain = _words(file.name)
    yield "Content-Type: application/octet-stream"
    if plain == file.name and not re.search(r'[\\"]', plain):
        yield f'Content-Disposition: attachment; filename="{plain}"'
    else:
        yield f"Content-Disposition: attachment; filename*=utf-8''{quote(storable(file.name) or '', safe='')}"
    yield from ("Content-Transfer-Encoding: base64", "", base64.encodebytes(file.content or b"").decode("ascii"))


def _messages(case: Path) -> Iterator[tuple[Message, str]]:
    with reading(case) as connection:
        sources = dict(connection.execute("SELECT id, source FROM documents"))
        reader = Reader(connection, sources, overlay_of(load_judgements(connection)))
        for message in judged_messages(reader):
            yield message, sources[message.document_id]


def _headers(message: Message, source: str, attached: Sequence[Attached]) -> Iterator[str]:
    sender = message.sender or ("[redacted]" if message.sender_redacted else "[unknown]")
    yield f"From: {_person(sender, message.sender_address)}"
    to_addresses: tuple[str | None, ...] = message.to_addresses
    if len(to_addresses) != len(message.to):
        to_addresses = (None,) * len(message.to)
    for field, names, addresses in (
        ("To", message.to, to_addresses),
        ("Cc", message.cc, (None,) * len(message.cc)),
        ("Bcc", message.bcc, (None,) * len(message.bcc)),
    ):
        if names:
            people = (_person(name, address) for name, address in zip(names, addresses, strict=True))
            yield f"{field}: " + ",\n ".join(people)
    earliest, latest = instants_of(message.sent)
    if message.sent and earliest == latest:
        yield f"Date: {format_datetime(message.sent.earliest)}"
    elif message.sent:
        yield f"X-Onrecord-Sent: {earliest}/{latest}"
    yield f"Subject: {_words(message.subject or '')}"
    yield f"Message-ID: {_mail_id(message.message_id) or f'<{message.id}@onrecord.invalid>'}"
    parent = _mail_id(message.in_reply_to) or (f"<{message.parent_id}@onrecord.invalid>" if message.parent_id else "")
    if parent:
        yield f"In-Reply-To: {parent}"
    if message.importance:
        yield f"Importance: {_words(message.importance)}"
    yield f"X-Onrecord-Id: {_words(message.id)}"
    yield f"X-Onrecord-Source: {_words(source)}"
    if message.page_first is not None:
        yield f"X-Onrecord-Pages: {message.page_first}-{message.page_last or message.page_first}"
    for name in message.attachments:
        yield f"X-Onrecord-Attachment: {_words(name)}"
    for file in attached:
        if file.content is None:
            yield f"X-Onrecord-Attachment-Missing: {_words(f'{file.name}: {file.why_not}')}"


def _person(printed: str, address: str | None) -> str:
    """The person as an address header names them, with the address where one is printed."""
    found = _ADDRESS_RE.search(printed)
    if found and not address:
        address = found[1]
    name = (printed[: found.start()] + printed[found.end() :] if found else printed).strip(" '\"")
    plain = _SPACES_RE.sub(" ", storable(name) or "")
    where = address if address and address.isascii() and not _BROKEN_ID_RE.search(address) else ""
    return formataddr((plain, where)) if plain else where or "<>"


def _words(text: str) -> str:
    """Any text as the value of a header: on one line, encoded where it is not ASCII."""
    plain = "".join(character if character.isprintable() else " " for character in _SPACES_RE.sub(" ", storable(text) or ""))
    if plain.isascii() and len(plain) <= 900:
        return plain
    return Header(plain, "utf-8", maxlinelen=76).encode(linesep="\n")


def _mail_id(printed: str | None) -> str:
    """A Message-ID as printed in the record, empty where it cannot stand in a header."""
    stripped = (printed or "").strip()
    return stripped if stripped and stripped.isascii() and not _BROKEN_ID_RE.search(stripped) else ""


def _asctime(at: datetime) -> str:
    """The time in the fixed English form of an mbox separator, whatever the machine's language."""
    days, months = "MonTueWedThuFriSatSun", "JanFebMarAprMayJunJulAugSepOctNovDec"
    day, month = days[at.weekday() * 3 :][:3], months[at.month * 3 - 3 :][:3]
    return f"{day} {month} {at.day:2} {at:%H:%M:%S} {at.year:04}"
