"""Redactions behind a quotation: words that the record hides where the quotation goes on.

In: a strand and its record words. Out: the steps that a redaction does not explain, and the box in words (codes and page).
A word of the quotation with nothing in the record beside it is explained where a box stands at that very place, and a
quotation that ends before its sentence does runs into a box that follows at once. All else stays to be judged.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.links.index import TraceIndex, TraceText
from onrecord.links.strands import Strand
from onrecord.text.align import Step
from onrecord.text.words import Word

_REACH = 40  # blanks and marks between a word and the box


def explain_by_redaction(strand: Strand, record: Sequence[Word], index: TraceIndex) -> tuple[tuple[Step, ...], str | None]:
    """The steps left to judge, and the redaction that the quotation runs into or over, in words."""
    text = index.texts[index.text_at(strand.start)]
    steps = strand.alignment.steps
    if not text.redactions or not record:
        return steps, None
    found: list[str] = []
    kept: list[Step] = []
    for step in steps:
        box = _box_at(text, record, step.start) if step.kind == "insert" and step.start > 0 else None
        if box is None:
            kept.append(step)
        else:
            found.append(box)
    last = _box_at(text, record, len(record))
    if last is not None:
        found.append(last)
    return tuple(kept), found[0] if found else None


def _box_at(text: TraceText, record: Sequence[Word], at: int) -> str | None:
    """The redaction right behind the record word before `at`, its sentence not yet ended; else None."""
    end = text.document_span(record[at - 1].start, record[at - 1].end).end
    for span, codes in text.redactions:
        if span.start < end:
            continue
        between = text.document_text[end : span.start]
        if len(between) > _REACH or any(character.isalnum() or character in ".!?" for character in between):
            return None
        page = text.page_at(span.start)
        return f"a redaction stands there, {' '.join(codes) or 'without a code'}" + (f", page {page}" if page else "")
    return None
