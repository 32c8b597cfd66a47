"""Traces: where the words of a quotation stand in the records, and what became of them on the way.

In: a quotation (or plain words) and the index. Out: a `Trace` with verdict, place, edits, omitted words, copies; when not
found, what was searched. The strands that were found are read as evidence: edits, cuts, what lies apart, whose words they
are, where a redaction begins. Similarity only says whether there is a place at all; the verdict comes from `verdicts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.links.evidence import punctuation_edits, read_cut, read_edits
from onrecord.links.index import TraceIndex
from onrecord.links.redacted import explain_by_redaction
from onrecord.links.speakers import full_name, is_clearly_another, stands_in_quotes, words_around
from onrecord.links.strands import FOUND, Strand, at_the_origin, crosses_sentence, find_strands, score_of, within_sentence
from onrecord.links.verdicts import Cut, Evidence, Ruling, decide
from onrecord.model.ids import make_id
from onrecord.model.links import Edit, Place, Trace, Verdict
from onrecord.model.mentions import Quote
from onrecord.text.align import Step
from onrecord.text.bracketing import Piece, split_pieces
from onrecord.text.folding import fold_text
from onrecord.text.surroundings import sentence_around
from onrecord.text.words import Word

NEAR = 0.55  # from here up to FOUND the likeliest place is shown as "not verbatim"
SURE_PRINT = 0.9  # a page recognised with less confidence has a wrong letter in some of its words
_LONGEST = 1500  # pieces; what is longer is an unclosed mark rather than a quotation, and only its beginning is compared
_MOST_COPIES = 100


def trace(quote: Quote, index: TraceIndex) -> Trace:
    """The trace of a quotation found in a document; its speaker is compared with the record's where both are named."""
    start = quote.span.start
    parts = tuple(quote.text[part.start - start : part.end - start] for part in quote.parts) or (quote.text,)
    return trace_parts(parts, index, speaker=quote.said_by, quote_id=quote.id)


def trace_text(words: str, index: TraceIndex, *, speaker: str | None = None) -> Trace:
    """The trace of plain words, as they come from the command line."""
    return trace_parts((words,), index, speaker=speaker, quote_id=make_id("q", words, speaker or ""))


def trace_parts(parts: Sequence[str], index: TraceIndex, *, speaker: str | None, quote_id: str) -> Trace:
    """The trace of a quotation given by its parts (an interrupted one has several)."""
    whole = split_pieces(parts)
    pieces = whole[:_LONGEST]
    strands = find_strands(pieces, index)
    if not strands or score_of(strands) < NEAR:
        return _not_found(quote_id, index)
    strands = [within_sentence(strand, index) for strand in at_the_origin(strands, index)]
    evidence, omitted = _weigh(parts, pieces, strands, index, speaker)
    ruling = decide(evidence)
    if score_of(strands) < FOUND or len(whole) > len(pieces):
        ruling = Ruling(verdict=Verdict.NEAR, note=f"not verbatim; {ruling.note}" if ruling.note else "not verbatim")
    return _make_trace(quote_id, strands, index, evidence, ruling, omitted)


def _weigh(
    parts: Sequence[str], pieces: tuple[Piece, ...], strands: Sequence[Strand], index: TraceIndex, speaker: str | None
) -> tuple[Evidence, str | None]:
    """The evidence for a verdict, and the omitted words in one string."""
    edits: list[Edit] = []
    cuts: list[Cut] = []
    apart = _apart(pieces, strands, index)
    redaction: str | None = None
    for strand in strands:
        text = index.texts[index.text_at(strand.start)].text
        record = _record_words(strand, text, index)
        own = pieces[strand.first : strand.last]
        open_steps, hidden = explain_by_redaction(strand, record, index)
        redaction = redaction or hidden
        edits.extend(read_edits(own, record, open_steps))
        if len(strands) == 1:
            edits.extend(punctuation_edits(parts, own, text, record, open_steps))
        inner, crossing = _inner_cuts(text, record, strand.alignment.steps)
        cuts.extend(inner)
        apart = apart or crossing
    cuts = _outer_cuts(strands, index) + cuts
    evidence = Evidence(
        edits=tuple(edits),
        cuts=tuple(cuts),
        apart=apart,
        other_speaker=_other_speaker(speaker, strands[0], index),
        redaction=redaction,
    )
    omitted = " … ".join(cut.text for cut in cuts if cut.words)
    return evidence, omitted or None


def _record_words(strand: Strand, text: str, index: TraceIndex) -> list[Word]:
    first, last = strand.base, strand.end
    starts, ends = index.starts[first:last].tolist(), index.ends[first:last].tolist()
    keys = index.keys(first, last)
    return [Word(key, fold_text(text[a:b]), a, b) for key, a, b in zip(keys, starts, ends, strict=True)]


def _inner_cuts(text: str, record: Sequence[Word], steps: Sequence[Step]) -> tuple[list[Cut], str | None]:
    """What ellipses and interruptions leave out; and why the strands lie apart where an ellipsis runs over a sentence's end."""
    cuts: list[Cut] = []
    apart = None
    for step in steps:
        if step.kind not in ("gap", "break") or step.start <= 0 or step.end >= len(record):
            continue
        start, end = record[step.start - 1].end, record[step.end].start
        crosses = crosses_sentence(text, start, end)
        if crosses:
            if step.kind == "gap":
                apart = "the ellipsis joins words of different sentences"
            continue
        if step.end > step.start:
            cuts.append(read_cut(step.kind, text, start, end))
    return cuts, apart


def _outer_cuts(strands: Sequence[Strand], index: TraceIndex) -> list[Cut]:
    """What the quotation leaves out of its first sentence before it and of its last one after it."""
    cuts = []
    first, last = strands[0], strands[-1]
    text = index.texts[index.text_at(first.start)].text
    start, end = int(index.starts[first.start]), int(index.ends[first.start])
    cuts.append(read_cut("before", text, sentence_around(text, start, end).start, start))
    text = index.texts[index.text_at(last.start)].text
    start, end = int(index.starts[last.end - 1]), int(index.ends[last.end - 1])
    cuts.append(read_cut("after", text, end, sentence_around(text, start, end).end))
    return [cut for cut in cuts if cut.words]


def _apart(pieces: Sequence[Piece], strands: Sequence[Strand], index: TraceIndex) -> str | None:
    """Why strands found in different places do not belong together, or None."""
    texts = [index.texts[index.text_at(strand.start)] for strand in strands]
    if len({text.document_id for text in texts}) > 1:
        return "the parts stand in different documents"
    if len({index.text_at(strand.start) for strand in strands}) > 1:
        return "the parts stand in different messages"
    if any(one.start > two.start for one, two in pairwise(strands)):
        return "the parts stand in another order in the record"
    joints = [pieces[strand.first - 1].kind for strand in strands[1:]]
    return "the ellipsis joins words of different sentences" if "gap" in joints else None


def _other_speaker(speaker: str | None, strand: Strand, index: TraceIndex) -> str | None:
    """Who sent the words, where no copy of them can be by the person whom the coverage names."""
    sender = None
    for shift in (0, *strand.shifts):
        text = index.texts[index.text_at(strand.start + shift)]
        message = text.message
        if message is None:
            return None
        start, end = int(index.starts[strand.start + shift]), int(index.ends[strand.end - 1 + shift])
        if stands_in_quotes(text.text, start):
            return None
        around = words_around(text.text, start, end)
        if not is_clearly_another(speaker, message.sender, address=message.sender_address, around=around, book=index.senders):
            return None
        passed_on = any(full_name(name) and not is_clearly_another(speaker, name) for name in text.forwarded_by)
        sender = sender or (f"{message.sender}; {speaker} passed them on" if passed_on else message.sender)
    return sender


def _make_trace(
    quote_id: str, strands: Sequence[Strand], index: TraceIndex, evidence: Evidence, ruling: Ruling, omitted: str | None
) -> Trace:
    place = _place(strands[0], 0, index)
    text = index.texts[index.text_at(strands[0].start)]
    message = text.message
    page = text.whole_page_at(place.span.start)
    is_weak = page is not None and page.ocr_confidence is not None and page.ocr_confidence < SURE_PRINT
    confidence = page.ocr_confidence if page is not None and is_weak else None
    others = [_place(strand, 0, index) for strand in strands[1:]]
    others += [_place(strands[0], shift, index) for shift in strands[0].shifts[:_MOST_COPIES] if len(strands) == 1]
    return Trace(
        id=make_id("t", quote_id, place.document_id, place.span.start, place.span.end),
        quote_id=quote_id,
        verdict=ruling.verdict,
        place=place,
        message_id=message.id if message else None,
        record_speaker=message.sender if message else None,
        edits=evidence.edits,
        omitted=omitted,
        trigger=ruling.trigger,
        copies=tuple(others),
        score=score_of(strands),
        note="; ".join(part for part in (ruling.note, _doubt(confidence)) if part) or None,
        print_confidence=confidence,
    )


def _doubt(confidence: float | None) -> str:
    """What a reader must know of words that a program made out in a picture and was not sure of."""
    if confidence is None:
        return ""
    sure = f"its words were recognised with a confidence of {confidence:.0%}"
    return f"probable: the page is a picture, and {sure}; look at the page"


def _place(strand: Strand, shift: int, index: TraceIndex) -> Place:
    text = index.texts[index.text_at(strand.start + shift)]
    return text.place(int(index.starts[strand.start + shift]), int(index.ends[strand.end - 1 + shift]))


def _not_found(quote_id: str, index: TraceIndex) -> Trace:
    return Trace(id=make_id("t", quote_id), quote_id=quote_id, verdict=Verdict.NOT_FOUND, coverage=index.coverage)
