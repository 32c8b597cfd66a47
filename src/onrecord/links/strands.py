"""Strands: the stretches of the records that a quotation, or each part of one, is aligned with.

In: the pieces of a quotation and the index. Out: one `Strand`, or one for each part where the parts stand apart; each at the
earliest of its copies, with the others as shifts. Likeness orders strands and says whether there is one at all; what it
means is not asked here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.links.candidates import Candidate, find_candidates, find_loose_candidates
from onrecord.links.index import TraceIndex, TraceText
from onrecord.text.align import Alignment, Step, align
from onrecord.text.bracketing import Piece
from onrecord.text.surroundings import nearby_sentences

FOUND = 0.75  # share of the words that must stand the test before a place is claimed at all
_FAR_BEHIND = 0.6  # a candidate with less of the first one's vote is not aligned once a place is found
_AS_GOOD_AS_CAN_BE = 0.97  # nothing better is looked for; a bracket costs a little too
_WORTH_ALIGNING = 0.45  # share of the words that must stand in the window at all: below, no reading comes near
_STRAND_WORDS = 4  # a strand shorter than this is not looked for by itself
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


def find_strands(pieces: tuple[Piece, ...], index: TraceIndex) -> list[Strand]:
    """The whole quotation in one place; or, where part of it does not stand there, each part in its own place."""
    if not any(piece.kind == "word" for piece in pieces):
        return []
    in_parts = any(piece.kind in ("gap", "break") for piece in pieces)
    whole = _best_strand(pieces, 0, len(pieces), index, loosely=not in_parts)
    for borders in (("gap",), ("gap", "break")):
        ranges = _strand_ranges(pieces, borders)
        if len(ranges) < 2 or (whole is not None and not _leaves_one_out(whole, pieces, ranges)):
            continue
        apart = [_best_strand(pieces, first, last, index) for first, last in ranges]
        found = [strand for strand in apart if strand is not None and strand.alignment.score >= FOUND]
        if len(found) == len(ranges):
            return _together(found, index)
    if in_parts and (whole is None or whole.alignment.score < FOUND):
        whole = _best_strand(pieces, 0, len(pieces), index)
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


def _best_strand(pieces: tuple[Piece, ...], first: int, last: int, index: TraceIndex, *, loosely: bool = True) -> Strand | None:
    own = pieces[first:last]
    candidates = find_candidates(own, index)
    best = _best_of(None, own, first, last, candidates, index)
    if loosely and (best is None or best.alignment.score < FOUND):
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
        if not _may_hold(own, candidate, index):
            continue
        strand = _align_at(own, first, last, candidate, index, best)
        best = strand if best is None else max(best, strand, key=_rank)
    return best


def _may_hold(own: Sequence[Piece], candidate: Candidate, index: TraceIndex) -> bool:
    """True where enough of the quotation's words stand anywhere in the window for it to be worth aligning."""
    forms = [index.form_of(piece.key) for piece in own if piece.kind == "word"]
    there = np.isin(np.array(forms), index.forms[index.words[candidate.first : candidate.last]])
    return int(there.sum()) >= _WORTH_ALIGNING * len(forms)


def _align_at(
    own: Sequence[Piece], first: int, last: int, candidate: Candidate, index: TraceIndex, best: Strand | None
) -> Strand:
    """The strand in a candidate's window, its steps left out where it is no better than the best so far."""
    at_least = best.alignment.score if best is not None else 0.0
    found = align(own, index.keys(candidate.first, candidate.last), at_least=at_least)
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


def at_the_origin(strands: list[Strand], index: TraceIndex) -> list[Strand]:
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


def within_sentence(strand: Strand, index: TraceIndex) -> Strand:
    """The strand with a bracket at its edge standing for nothing, where that edge lies in another sentence."""
    steps = list(strand.alignment.steps)
    text = index.texts[index.text_at(strand.start)].text
    for at, inner in ((0, 1), (-1, -2)):
        if len(steps) < 2 or steps[at].kind != "bracket" or steps[at].start == steps[at].end:
            continue
        low, high = sorted((steps[at].start, steps[inner].start))
        if crosses_sentence(text, int(index.ends[strand.base + low]), int(index.starts[strand.base + high])):
            edge = steps[inner].start if at == 0 else steps[inner].end
            steps[at] = Step("bracket", steps[at].first, steps[at].last, edge, edge)
    touched = [step for step in steps if step.end > step.start and step.kind != "omit"]
    found = Alignment(tuple(steps), touched[0].start, touched[-1].end, strand.alignment.score)
    return Strand(strand.first, strand.last, strand.base, found, strand.shifts)


def score_of(strands: Sequence[Strand]) -> float:
    """The mean share (0..1) of the words that stood the test."""
    return round(sum(strand.alignment.score for strand in strands) / len(strands), 4)


def crosses_sentence(text: str, start: int, end: int) -> bool:
    """True where a sentence ends between two places."""
    return any(start <= sentence.start <= end for sentence in nearby_sentences(text, start, end))
