"""How much of anything is read at once, with the reason for each number; and the one way readers take bytes from disk.

Everything from outside is hostile: a limit is a clear refusal (`too_large`), never a slow machine. Sizes are in bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.documents import Problem
from onrecord.readers.intake import Intake

# 50 MB of prose is some 15,000 pages in one file. A document is held some ten times over while it is folded and searched.
MAX_TEXT_BYTES = 50_000_000
# The parsed tree of a web page takes some twenty times the bytes of the page.
MAX_HTML_BYTES = 20_000_000
# The largest message that the common mail servers let through is 150 MB.
MAX_MAIL_BYTES = 150_000_000
# A workbook is opened whole; a million-row sheet of thirty columns is some 150 MB.
MAX_WORKBOOK_BYTES = 300_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLimits:
    """What may hang on one mail: attachments in all, levels of mail inside mail, bytes that attached archives may unpack to."""

    max_parts: int = 2_000
    max_depth: int = 6


def read_bytes(intake: Intake, limit: int) -> bytes | Problem:
    """All bytes of a source, or the Problem that says why not (`too_large`, `unreadable`)."""
    path = intake.source.path
    try:
        with intake.file.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        return Problem(source=path, reason="unreadable", detail=f"{path}: {error.strerror or error}", fatal=True)
    if len(raw) > limit:
        return Problem(
            source=path,
            reason="too_large",
            detail=f"{path} has {intake.source.n_bytes:,} bytes; at most {limit:,} are read of one file of this kind",
            fatal=True,
        )
    return raw
