"""The passages of a release: what its messages say themselves.

In: a document of records and the messages found in it. Out: one reporting passage for each stretch of a message's own words.
Headers, stamps, page furniture and attachments are no passage here, so that no ledger takes a Bates number for a figure
or the date of a header for a date that somebody speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.mentions import Passage, PassageKind
from onrecord.model.messages import Message


def find_message_passages(document: Document, messages: Sequence[Message]) -> tuple[Passage, ...]:
    """The messages' own words in reading order, without overlap."""
    spans = sorted({span.strip(document.text) for message in messages for span in message.body_spans})
    passages: list[Passage] = []
    end = 0
    for span in spans:
        if not span or span.start < end:
            continue
        end = span.end
        passages.append(
            Passage(
                id=make_id("g", document.id, span.start, span.end),
                document_id=document.id,
                span=span,
                text=span.of(document.text),
                found_by="passage.message_body",
                page=document.page_at(span.start),
                kind=PassageKind.REPORTING,
            )
        )
    return tuple(passages)
