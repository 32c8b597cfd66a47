"""The attachments of exported mail, taken out of the original files again, each file only while it is what it was at intake.

In: a case and, one after another, its messages. Out: their attachments with their bytes, or the reason why not: the original is
gone or has changed, or it is of a kind that mail cannot be taken out of again. Trap: a mailbox is walked once, in the order
in which its messages are asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.policy import compat32
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.export_mail import Attached
from onrecord.casefile.intake import MEMBER_MARK
from onrecord.casefile.originals import Original, find_original
from onrecord.model.messages import Message
from onrecord.readers.limits import MAX_MAIL_BYTES
from onrecord.readers.mail_bodies import read_body
from onrecord.readers.mbox import split_messages
from onrecord.readers.sniffing import MAIL

GONE = "the original file is gone or has changed"
OTHER_KIND = "attachments are taken out again of .eml and .mbox files alone"


class OriginalAttachments:
    """Looks for the attachments of messages; `missing` counts those that could not be had again."""

    def __init__(self, case: Path, scratch: Path) -> None:
        self.missing = 0
        self._case, self._scratch = case, scratch
        with reading(case) as connection:
            query = "SELECT id, sha256, media_type, kind FROM documents"
            self._documents = {row[0]: row[1:] for row in connection.execute(query)}
            self._inputs = dict(connection.execute("SELECT path, sha256 FROM inputs"))
        self._mailbox: tuple[str, Iterator[bytes | None], int] | None = None

    def of(self, message: Message, source: str) -> Sequence[Attached]:
        """The attachments of a message in their order."""
        if not message.attachments or message.seen_in_quotation:
            return ()
        sha256, media_type, kind = self._documents[message.document_id]
        if kind != "mail" or media_type != MAIL:
            return self._without(message, OTHER_KIND)
        raw = self._raw(source, sha256, media_type)
        if raw is None:
            return self._without(message, GONE)
        try:
            mail = message_from_bytes(raw.lstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf"), policy=compat32)
            found = {item.name: item.content for item in read_body(mail).attachments}
        except RecursionError:  # parts nested deeper than can be parsed
            return self._without(message, OTHER_KIND)
        attached = [
            Attached(name=name, content=found.get(name), why_not="" if name in found else "not in the original as named")
            for name in message.attachments
        ]
        self.missing += sum(one.content is None for one in attached)
        return attached

    def _without(self, message: Message, why: str) -> Sequence[Attached]:
        self.missing += len(message.attachments)
        return [Attached(name=name, why_not=why) for name in message.attachments]

    def _raw(self, source: str, sha256: str, media_type: str) -> bytes | None:
        """The bytes of a mail, None where they are not those of the intake."""
        mailbox, _, member = source.rpartition(MEMBER_MARK)
        number = member.removesuffix(".eml")
        if mailbox and number.isascii() and number.isdigit() and mailbox in self._inputs:
            raw = self._nth(mailbox, int(number))
        else:
            file = find_original(self._case, Original(source=source, sha256=sha256, media_type=media_type), self._scratch)
            raw = file.read_bytes() if file is not None and file.stat().st_size <= MAX_MAIL_BYTES else None
        return raw if raw is not None and hashlib.sha256(raw).hexdigest() == sha256 else None

    def _nth(self, mailbox: str, number: int) -> bytes | None:
        """The message of a mailbox by its number from 1."""
        if self._mailbox is None or self._mailbox[0] != mailbox or self._mailbox[2] >= number:
            original = Original(source=mailbox, sha256=self._inputs[mailbox], media_type="application/mbox")
            file = find_original(self._case, original, self._scratch)
            self._mailbox = (mailbox, _messages(file) if file else iter(()), 0)
        _, messages, at = self._mailbox
        raw: bytes | None = None
        while at < number:
            raw, at = next(messages, None), at + 1
        self._mailbox = (mailbox, messages, at)
        return raw


def _messages(file: Path) -> Iterator[bytes | None]:
    with file.open("rb") as stream:
        yield from split_messages(stream)
