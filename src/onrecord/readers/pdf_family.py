"""A PDF with the files inside it: each attached or embedded file as a document of its own, read by the reader of its kind.

In: one intake. Out: what `pdf` gives, and a child document `release.pdf!/name.eml` for every file that hangs on the PDF or is
pinned to one of its pages. A portfolio is a cover page with such files. A file that cannot be taken out is a Problem.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.documents import Problem, Reading
from onrecord.readers.family import ReadChild, join_readings, read_attachments
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_MAIL_BYTES, FamilyLimits
from onrecord.readers.mail_bodies import Attachment, name_safely, tell_apart
from onrecord.readers.pdf import read_pdf_whole
from onrecord.readers.pdf_embedded import EmbeddedFile


def read_pdf_family(intake: Intake, read_child: ReadChild, *, jobs: int = 1) -> Reading:
    """The PDF, its layouts, and the documents of the files inside it."""
    reading, embedded = read_pdf_whole(intake.file, intake.source, intake.document_id(), jobs=jobs)
    if not embedded or not reading.documents:
        return reading
    path = intake.source.path
    problems = [_not_taken_out(path, item) for item in embedded if item.content is None]
    kept = _distinct(embedded)
    if len(kept) > FamilyLimits().max_parts:
        detail = f"{path}: more than {FamilyLimits().max_parts:,} files inside; the rest were left out"
        problems.append(Problem(source=path, reason="too_many_parts", detail=detail))
    attachments = tell_apart(kept[: FamilyLimits().max_parts])
    children = read_attachments(reading.documents[0], attachments, intake, read_child)
    return join_readings((reading, Reading(problems=tuple(problems)), children))


def _distinct(embedded: Sequence[EmbeddedFile]) -> list[Attachment]:
    """The files that could be had; one that is attached and pinned to a page is one file."""
    kept: dict[tuple[str, bytes], Attachment] = {}
    for number, item in enumerate(embedded, start=1):
        if item.content is not None:
            name = name_safely(item.name) if item.name else f"part-{number}"
            kept.setdefault((name, item.content), Attachment(name=name, content=item.content))
    return list(kept.values())


def _not_taken_out(path: str, item: EmbeddedFile) -> Problem:
    detail = f"{path}: the file {item.name!r:.120} inside it is damaged or has more than {MAX_MAIL_BYTES:,} bytes"
    return Problem(source=path, reason="attachment_not_read", detail=detail)
