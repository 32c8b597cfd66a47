"""A mailbox file: each message a document of its own, `mail.mbox!/000001.eml`, read while the file streams by.

In: a file in any of the mbox forms. Out: the documents of all messages and of their attachments. A message begins at a
"From " line with a time at the start of the file or after an empty line; ">From " inside a body is unquoted (mboxrd).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.model.documents import Problem, Reading, Source
from onrecord.readers.eml import read_message
from onrecord.readers.family import ReadChild, join_readings
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_MAIL_BYTES
from onrecord.readers.sniffing import MAIL

LINE_BYTES = 1 << 20

# the line "From jane@example.org Mon Oct 16 09:12:44 2017" that parts messages, or "From - Mon Oct 16 ..." (Thunderbird)
_FROM_LINE_RE = re.compile(rb"From \S{1,320} .{0,60}\d\d:\d\d")
# a body line that began with "From " and was quoted when it was stored: ">From the start"
_QUOTED_FROM_RE = re.compile(rb"^>(?=>{0,20}From )", re.M)


def read_mbox(intake: Intake, read_child: ReadChild) -> Reading:
    """All messages of a mailbox with their families; a message too large to read is a Problem."""
    path = intake.source.path
    readings: list[Reading] = []
    try:
        with intake.file.open("rb") as stream:
            for number, raw in enumerate(split_messages(stream), start=1):
                readings.append(_read_one(raw, number, intake, read_child))
    except OSError as error:
        readings.append(Reading(problems=(Problem(source=path, reason="unreadable", detail=f"{path}: {error}", fatal=True),)))
    if not readings:
        detail = f"{path}: no line that begins a message was found"
        return Reading(problems=(Problem(source=path, reason="not_mail", detail=detail, fatal=True),))
    return join_readings(readings)


def split_messages(stream: BinaryIO, *, limit: int = MAX_MAIL_BYTES) -> Iterator[bytes | None]:
    """The bytes of each message of a mailbox in order, without the "From " line; None for one larger than `limit`."""
    pieces: list[bytes] = []
    size, inside, after_blank = 0, False, True
    while line := stream.readline(LINE_BYTES):
        if after_blank and _FROM_LINE_RE.match(line):
            if inside:
                yield _finish(pieces, size, limit)
            pieces, size, inside = [], 0, True
        elif inside:
            size += len(line)
            if size <= limit:
                pieces.append(line)
            else:
                pieces.clear()
        after_blank = not line.strip(b"\r\n")
    if inside:
        yield _finish(pieces, size, limit)


def _finish(pieces: list[bytes], size: int, limit: int) -> bytes | None:
    return _QUOTED_FROM_RE.sub(b"", b"".join(pieces)) if size <= limit else None


def _read_one(raw: bytes | None, number: int, intake: Intake, read_child: ReadChild) -> Reading:
    path = f"{intake.source.path}!/{number:06d}.eml"
    if raw is None:
        detail = f"{path}: the message is larger than {MAX_MAIL_BYTES:,} bytes"
        return Reading(problems=(Problem(source=path, reason="too_large", detail=detail),))
    source = replace(
        Source(path=path, sha256=hashlib.sha256(raw).hexdigest(), n_bytes=len(raw), media_type=MAIL, pile=intake.source.pile),
        publisher=intake.source.publisher,
    )
    reading = read_message(raw, intake, source, intake.document_id(number), read_child)
    return replace(reading, problems=tuple(replace(problem, fatal=False) for problem in reading.problems))
