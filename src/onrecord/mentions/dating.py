"""When was a document written, where nothing outside its text says so: what interval the text itself allows.

In: a document, its passages, and the years that documents of the same story state. Out: an interval with its basis, or
None. Only reporting counts. A day told as past gives the earliest day; "this year", a month without a year and "last week"
give the latest. Nothing is guessed to the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intervals import DateInterval
from onrecord.model.documents import Document
from onrecord.model.mentions import Passage
from onrecord.model.packs import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """When a document was written, the years of its story, and the published operation that it tells of."""

    published: DateInterval | None
    years: DateInterval | None
    operation: DateInterval | None = None


def document_interval(document: Document, passages: Sequence[Passage], *, context: DateInterval | None, pack: Pack) -> Writing:
    """What the anchors of a document's dates are."""
    return Writing(published=document.source.published, years=context)
