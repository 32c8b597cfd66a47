"""Traces: where the words of a quotation stand in the records, and what became of them on the way.

In: a quotation (or plain words) and the index. Out: a `Trace` with verdict, place, edits, omitted words, copies; when not
found, what was searched. Candidates are aligned word by word; a quotation whose strands lie apart is read strand by strand.
Similarity only says which candidate is looked at and whether there is one at all; the verdict comes from `verdicts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.links.candidates import Candidate, find_candidates, find_loose_candidates
from onrecord.links.evidence import punctuation_edits, read_cut, read_edits
from onrecord.links.index import TraceIndex, TraceText
from onrecord.links.speakers import full_name, is_clearly_another, words_around
from onrecord.links.verdicts import Cut, Evidence, Ruling, decide
from onrecord.model.ids import make_id
from onrecord.model.links import Edit, Place, Trace, Verdict
from onrecord.model.mentions import Quote
from onrecord.text.align import Alignment, Step, align
from onrecord.text.bracketing import Piece, split_pieces
from onrecord.text.folding import fold_text
from onrecord.text.surroundings import nearby_sentences, sentence_around
from onrecord.text.words import Word

FOUND = 0.75  # share of the words that must stand the test before a place is claimed at all
NEAR = 0.55  # from here up to FOUND the likeliest place is shown as "not verbatim"
_FAR_BEHIND = 0.6  # a candidate with less of the first one's vote is not aligned once a place is found
_AS_GOOD_AS_CAN_BE = 0.97  # nothing better is looked for; a bracket costs a little too
_STRAND_WORDS = 4  # a strand shorter than this is not looked for by itself
_MOST_COPIES = 100
_REDACTION_REACH = 40  # blanks and marks between the last word and the box
_NO_ORIGIN = "9999"


@dataclass(frozen=True, slots=True)
class Strand:
    """Pieces `[first, last)` of the quotation in one stretch of one text; its steps count from `first` and from word `base`."""

    first: int
    last: int
    base: int
    alignment: Alignment
    shifts: tuple[int, ...] = ()

    @property
    def start(self) -> int:
        """Position of its first record word."""
        return self.base + self.alignment.start

    @property
    def end(self) -> int:
        """Position after its last record word."""
        return self.base + self.alignment.end


def trace(quote: Quote, index: TraceIndex) -> Trace:
    """The trace of a quotation found in a document; its speaker is compared with the record's where both are named."""
    start = quote.span.start
    parts = tuple(quote.text[part.start - start : part.end - start] for part in quote.parts) or (quote.text,)
    return trace_parts(parts, index, speaker=quote.speaker, quote_id=quote.id)


def trace_text(words: str, index: TraceIndex, *, speaker: str | None = None) -> Trace:
    """The trace of plain words, as they come from the command line."""
    return trace_parts((words,), index, speaker=speaker, quote_id=make_id("q", words, speaker or ""))


def trace_parts(parts: Sequence[str], index: TraceIndex, *, speaker: str | None, quote_id: str) -> Trace:
    """The trace of a quotation given by its parts (an interrupted one has several)."""
    pieces = split_pieces(parts)
    strands = _find_strands(pieces, index)
    if not strands or _score(strands) < NEAR:
        return _not_found(quote_id, index)
    strands = [_within_sentence(strand, index) for strand in _at_the_origin(strands, index)]
    evidence, omitted = _weigh(parts, pieces, strands, index, speaker)
    ruling = decide(evidence)
    if _score(strands) < FOUND:
        ruling = Ruling(verdict=Verdict.NEAR, note=f"not verbatim; {ruling.note}" if ruling.note else "not verbatim")
    return _make_trace(quote_id, strands, index, evidence, ruling, omitted)


# -- finding the strands ------------------------------------------------------------------------------------------------


def _find_strands(pieces: tuple[Piece, ...], index: TraceIndex) -> list[Strand]:
    """The whole quotation in one place; or, where part of it does not stand there, each part in its own place."""
    if not any(piece.kind == "word" for piece in pieces):
        return []
    whole = _best_strand(pieces, 0, len(pieces), index)
    for borders in (("gap",), ("gap", "break")):
        ranges = _strand_ranges(pieces, borders)
        if len(ranges) < 2 or (whole is not None and not _leaves_one_out(whole, pieces, ranges)):
            continue
        apart = [_best_strand(pieces, first, last, index) for first, last in ranges]
        found = [strand for strand in apart if strand is not None and strand.alignment.score >= FOUND]
        if len(found) == len(ranges):
            return _together(found, index)
    return [whole] if whole else []


def _strand_ranges(pieces: Sequence[Piece], borders: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches between borders, short ones joined to the one before."""
    ranges: list[tuple[int, int]] = []
    first = 0
    for at, piece in enumerate([*pieces, Piece("gap")]):
        if piece.kind not in borders and at < len(pieces):
            continue
        if sum(p.kind == "word" for p in pieces[first:at]) >= _STRAND_WORDS:
            ranges.append((first, at))
        elif ranges:
            ranges[-1] = (ranges[-1][0], at)
        else:
            continue  # a short beginning goes with what follows
        first = at + 1
    if ranges:
        ranges[0] = (0, ranges[0][1])
        ranges[-1] = (ranges[-1][0], len(pieces))
    return ranges


def _leaves_one_out(whole: Strand, pieces: Sequence[Piece], ranges: Sequence[tuple[int, int]]) -> bool:
    matched = {i for step in whole.alignment.steps if step.kind == "match" for i in range(step.first, step.last)}
    for first, last in ranges:
        words = [i for i in range(first, last) if pieces[i].kind == "word"]
        if 2 * sum(i in matched for i in words) < len(words):
            return True
    return False


def _best_strand(pieces: tuple[Piece, ...], first: int, last: int, index: TraceIndex) -> Strand | None:
    own = pieces[first:last]
    candidates = find_candidates(own, index)
    best = _best_of(None, own, first, last, candidates, index)
    if best is None or best.alignment.score < FOUND:
        loose = find_loose_candidates(own, index)
        candidates += loose
        best = _best_of(best, own, first, last, loose, index)
    if best is None or not best.alignment.steps:
        return None
    return _with_copies(best, candidates, index)


def _best_of(
    best: Strand | None, own: Sequence[Piece], first: int, last: int, candidates: Sequence[Candidate], index: TraceIndex
) -> Strand | None:
    """The best strand so far or among the candidates, which are aligned in their order until one is as good as can be,
    or good with no other that comes near its vote."""
    for candidate in candidates:
        if best is not None and best.alignment.score >= _AS_GOOD_AS_CAN_BE:
            break
        if best is not None and best.alignment.score >= FOUND and candidate.vote < _FAR_BEHIND * candidates[0].vote:
            break
        strand = _align_at(own, first, last, candidate, index)
        best = strand if best is None else max(best, strand, key=_rank)
    return best


def _align_at(own: Sequence[Piece], first: int, last: int, candidate: Candidate, index: TraceIndex) -> Strand:
    found = align(own, index.keys(candidate.first, candidate.last))
    return Strand(first, last, candidate.first, found, candidate.shifts)


def _rank(strand: Strand) -> tuple[float, int]:
    return round(strand.alignment.score, 6), -strand.start


def _with_copies(best: Strand, candidates: Sequence[Candidate], index: TraceIndex) -> Strand:
    """The strand with every shift at which the very same words stand."""
    words = index.words[best.start : best.end].tobytes()
    shifts = set(best.shifts)
    for other in candidates:
        at = index.words[other.first : other.last].tobytes().find(words)
        if at >= 0 and at % index.words.itemsize == 0:
            shift = other.first + at // index.words.itemsize - best.start
            shifts |= {shift, *(shift + further for further in other.shifts)}
    shifts.discard(0)
    same = [shift for shift in sorted(shifts) if index.words[best.start + shift : best.end + shift].tobytes() == words]
    return Strand(best.first, best.last, best.base, best.alignment, tuple(same))


def _moved(strand: Strand, shift: int) -> Strand:
    """The same strand at one of its copies."""
    others = tuple(sorted({0 - shift, *(other - shift for other in strand.shifts)} - {0}))
    return Strand(strand.first, strand.last, strand.base + shift, strand.alignment, others)


def _together(strands: list[Strand], index: TraceIndex) -> list[Strand]:
    """Strands that all stand in one text moved there, in order where that can be."""
    homes = [{index.text_at(strand.start + shift) for shift in (0, *strand.shifts)} for strand in strands]
    shared = set.intersection(*homes)
    if not shared:
        return strands
    home = min(shared, key=lambda text: _origin_key(index.texts[text], text))
    return [
        _moved(strand, min(shift for shift in (0, *strand.shifts) if index.text_at(strand.start + shift) == home))
        for strand in strands
    ]


def _at_the_origin(strands: list[Strand], index: TraceIndex) -> list[Strand]:
    """A single strand moved to the earliest of its copies."""
    if len(strands) > 1 or not strands[0].shifts:
        return strands
    strand = strands[0]
    return [_moved(strand, min((0, *strand.shifts), key=lambda shift: _shift_key(strand, shift, index)))]


def _shift_key(strand: Strand, shift: int, index: TraceIndex) -> tuple[object, ...]:
    text = index.text_at(strand.start + shift)
    return (*_origin_key(index.texts[text], text), strand.start + shift)


def _origin_key(text: TraceText, number: int) -> tuple[str, bool, str, int]:
    """Earliest sent first, a message itself before its quotation in a later one, then by document."""
    message = text.message
    sent = message.sent.earliest.replace(tzinfo=None).isoformat() if message and message.sent else _NO_ORIGIN
    return sent, bool(message and message.seen_in_quotation), text.document_id, number


def _within_sentence(strand: Strand, index: TraceIndex) -> Strand:
    """The strand with a bracket at its edge standing for nothing, where that edge lies in another sentence."""
    steps = list(strand.alignment.steps)
    text = index.texts[index.text_at(strand.start)].text
    for at, inner in ((0, 1), (-1, -2)):
        if len(steps) < 2 or steps[at].kind != "bracket" or steps[at].start == steps[at].end:
            continue
        low, high = sorted((steps[at].start, steps[inner].start))
        if _crosses(text, int(index.ends[strand.base + low]), int(index.starts[strand.base + high])):
            edge = steps[inner].start if at == 0 else steps[inner].end
            steps[at] = Step("bracket", steps[at].first, steps[at].last, edge, edge)
    touched = [step for step in steps if step.end > step.start and step.kind != "omit"]
    found = Alignment(tuple(steps), touched[0].start, touched[-1].end, strand.alignment.score)
    return Strand(strand.first, strand.last, strand.base, found, strand.shifts)


def _score(strands: Sequence[Strand]) -> float:
    return round(sum(strand.alignment.score for strand in strands) / len(strands), 4)


# -- weighing what was found --------------------------------------------------------------------------------------------


def _weigh(
    parts: Sequence[str], pieces: tuple[Piece, ...], strands: Sequence[Strand], index: TraceIndex, speaker: str | None
) -> tuple[Evidence, str | None]:
    """The evidence for a verdict, and the omitted words in one string."""
    edits: list[Edit] = []
    cuts: list[Cut] = []
    apart = _apart(pieces, strands, index)
    for strand in strands:
        text = index.texts[index.text_at(strand.start)].text
        record = _record_words(strand, text, index)
        own = pieces[strand.first : strand.last]
        edits.extend(read_edits(own, record, strand.alignment.steps))
        if len(strands) == 1:
            edits.extend(punctuation_edits(parts, own, text, record, strand.alignment.steps))
        inner, crossing = _inner_cuts(text, record, strand.alignment.steps)
        cuts.extend(inner)
        apart = apart or crossing
    cuts = _outer_cuts(strands, index) + cuts
    evidence = Evidence(
        edits=tuple(edits),
        cuts=tuple(cuts),
        apart=apart,
        other_speaker=_other_speaker(speaker, strands[0], index),
        redaction=redaction_note(strands, index),
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
        crosses = _crosses(text, start, end)
        if crosses:
            if step.kind == "gap":
                apart = "the ellipsis joins words of different sentences"
            continue
        if step.end > step.start:
            cuts.append(read_cut(step.kind, text, start, end))
    return cuts, apart


def _crosses(text: str, start: int, end: int) -> bool:
    """True where a sentence ends between two places."""
    return any(
        start <= sentence.start < end + 1 for sentence in nearby_sentences(text, start, end) if sentence.start > start - 1
    )


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
        around = words_around(text.text, start, end)
        if not is_clearly_another(speaker, message.sender, address=message.sender_address, around=around):
            return None
        passed_on = any(full_name(name) and not is_clearly_another(speaker, name) for name in text.forwarded_by)
        sender = sender or (f"{message.sender}; {speaker} passed them on" if passed_on else message.sender)
    return sender


def redaction_note(strands: Sequence[Strand], index: TraceIndex) -> str | None:
    """Where the words run into a redaction before their sentence ends: its codes and page; else None."""
    last = strands[-1]
    text = index.texts[index.text_at(last.start)]
    end = text.document_span(int(index.starts[last.end - 1]), int(index.ends[last.end - 1])).end
    for span, codes in text.redactions:
        between = text.document_text[end : span.start] if span.start >= end else "."
        if len(between) <= _REDACTION_REACH and not any(c.isalnum() or c in ".!?" for c in between):
            page = text.page_at(span.start)
            named = " ".join(codes) or "without a code"
            return f"the record goes on under a redaction, {named}" + (f", page {page}" if page else "")
    return None


# -- the record ---------------------------------------------------------------------------------------------------------


def _make_trace(
    quote_id: str, strands: Sequence[Strand], index: TraceIndex, evidence: Evidence, ruling: Ruling, omitted: str | None
) -> Trace:
    place = _place(strands[0], 0, index)
    message = index.texts[index.text_at(strands[0].start)].message
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
        score=_score(strands),
        note=ruling.note,
    )


def _place(strand: Strand, shift: int, index: TraceIndex) -> Place:
    text = index.texts[index.text_at(strand.start + shift)]
    return text.place(int(index.starts[strand.start + shift]), int(index.ends[strand.end - 1 + shift]))


def _not_found(quote_id: str, index: TraceIndex) -> Trace:
    return Trace(id=make_id("t", quote_id), quote_id=quote_id, verdict=Verdict.NOT_FOUND, coverage=index.coverage)
