"""The first messages of a long release, to be seen while the rest is still being read.

In: a large PDF. Out: the mail of its first pages as if there were no others, its copies and threads joined. Nothing of it is
kept: when the whole is read, furniture learned from all pages may tell some of it otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from onrecord.inbox.copies import link_copies
from onrecord.inbox.release import read_release
from onrecord.inbox.threads import link_threads
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Pile
from onrecord.readers.intake import Intake

FIRST_PAGES = 96  # some hundred messages, in a second or two


def read_first_messages(intake: Intake, *, jobs: int) -> DocumentRecords | None:
    """The records of the first pages; None where they hold no mail."""
    from onrecord.readers.pdf import read_first_pages  # noqa: PLC0415  # loads the PDF library

    if intake.source.pile is not Pile.RECORDS:
        return None
    reading = read_first_pages(intake.file, intake.source, intake.document_id(), jobs=jobs, most_pages=FIRST_PAGES)
    if not reading.documents:
        return None
    document = reading.documents[0]
    inbox = read_release(document, dict(reading.layouts).get(document.id), ())
    if not inbox.messages:
        return None
    return DocumentRecords(document=document, inbox=replace(inbox, messages=link_threads(link_copies(inbox.messages))))
