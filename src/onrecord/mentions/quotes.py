"""Quotations of a document: what stands inside marks, of which kind, and by whom.

In: a `Document`, its passages, its people. Out: `Quote`s in order.
"""

from __future__ import annotations

from onrecord.mentions.sentence_reading import read_sentences
from onrecord.mentions.speakers import Attribution, attribute
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.mentions import Passage, PersonMention, Quote, QuoteKind
from onrecord.spans import Span
from onrecord.text.quotation import Stretch, find_stretches


def find_quotes(
    document: Document, passages: tuple[Passage, ...] = (), people: tuple[PersonMention, ...] = ()
) -> tuple[Quote, ...]:
    """The quotations of the document, in order."""
    text = document.text
    stretches = tuple(s for s in find_stretches(text) if any(c.isalnum() for c in s.inside.of(text)))
    sentences = read_sentences(text, stretches)
    found = attribute(text, sentences, stretches)
    return tuple(_quote(document, s, found.get(n)) for n, s in enumerate(stretches))


def _quote(document: Document, stretch: Stretch, one: Attribution | None) -> Quote:
    text = document.text
    kind = QuoteKind.SCARE if "secondary" in stretch.flags else QuoteKind.DIRECT
    speaker = one.speaker if one else None
    cue = one.cue if one else None
    inside: Span = stretch.inside
    return Quote(
        id=make_id("q", document.id, inside.start, inside.end),
        document_id=document.id,
        span=inside,
        text=inside.of(text),
        found_by="quotation_marks",
        page=document.page_at(inside.start),
        kind=kind,
        parts=(inside,),
        marks=stretch.outside,
        open_mark=stretch.open_mark,
        close_mark=stretch.close_mark,
        speaker_text=speaker.of(text) if speaker else None,
        speaker_span=speaker,
        cue=cue.of(text) if cue else None,
        cue_span=cue,
        rule=one.rule if one else None,
        flags=stretch.flags,
    )
