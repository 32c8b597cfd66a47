"""What hangs on a document: each attachment read by the reader of its own kind, as a document of the same family.

In: the parent, its attachments as bytes, and the function that reads one intake. Out: one Reading of all children, each
naming its parent, its path `mail.eml!/memo.pdf`. The bytes stand in a scratch folder only while they are read.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.model.documents import Document, Problem, Reading, Source
from onrecord.readers.intake import Intake
from onrecord.readers.limits import FamilyLimits
from onrecord.readers.mail_bodies import Attachment
from onrecord.readers.sniffing import find_media_type

ReadChild = Callable[[Intake], Reading]


def read_attachments(parent: Document, attachments: Sequence[Attachment], intake: Intake, read_child: ReadChild) -> Reading:
    """The documents of all attachments; one that hangs too deep, or cannot be read, is a Problem."""
    if not attachments:
        return Reading()
    path = parent.source.path
    if intake.depth >= FamilyLimits().max_depth:
        detail = f"{path}: {len(attachments)} attachments hang more than {intake.depth} levels deep and were left out"
        return Reading(problems=(Problem(source=path, reason="too_deep", detail=detail),))
    with tempfile.TemporaryDirectory(dir=intake.scratch, prefix="family-") as folder:
        file = Path(folder) / "attachment"
        return join_readings(
            _read_one(parent, item, number, file, intake, read_child) for number, item in enumerate(attachments)
        )


def join_readings(readings: Iterable[Reading]) -> Reading:
    """Several readings as one, in order."""
    kept = list(readings)
    return Reading(
        documents=tuple(document for reading in kept for document in reading.documents),
        mail=tuple(pair for reading in kept for pair in reading.mail),
        tables=tuple(table for reading in kept for table in reading.tables),
        problems=tuple(problem for reading in kept for problem in reading.problems),
        layouts=tuple(pair for reading in kept for pair in reading.layouts),
    )


def _read_one(parent: Document, item: Attachment, number: int, file: Path, intake: Intake, read_child: ReadChild) -> Reading:
    path = f"{parent.source.path}!/{item.name}"
    file.write_bytes(item.content)
    source = Source(
        path=path,
        sha256=hashlib.sha256(item.content).hexdigest(),
        n_bytes=len(item.content),
        media_type=find_media_type(file, item.name),
        pile=parent.source.pile,
    )
    child = Intake(
        source=source, file=file, parent_id=parent.id, ordinal=number, depth=intake.depth + 1, scratch=intake.scratch
    )
    reading = read_child(child)
    documents = tuple(replace(doc, parent_id=parent.id) if doc.parent_id is None else doc for doc in reading.documents)
    # A part of a mail that cannot be read is not a source that cannot be read.
    problems = tuple(replace(problem, fatal=False) for problem in reading.problems)
    return replace(reading, documents=documents, problems=problems)
