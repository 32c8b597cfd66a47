"""A quotation beside its record, cut into stretches: the same, altered, put in, left out; for marks between the two.

In: the words of a quotation, one string per part, and the words of the record. Out: `Stretch`es in reading order that hold
every character of both sides once. Trap: the words that a stretch shows are the printed ones; what is compared are their
keys, so that a curly apostrophe or another line break is no difference. Nothing here decides a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.text.align import Step, align
from onrecord.text.bracketing import Piece, split_pieces
from onrecord.text.words import Word, find_words

LONGEST_CHARS = 8_000  # of either side; what is longer is an unclosed mark, and its beginning is compared
_KINDS = {"match": "same", "change": "altered", "bracket": "marked", "insert": "inserted", "omit": "omitted"}
_JOINT = " … "  # what stands between the parts of an interrupted quotation

_Ends = tuple[str, int | None, int | None]  # kind, end in the quotation and in the record; None where there is nothing of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One stretch of the comparison: the quotation's characters and the record's. `kind`: same, altered (a word for another),
    marked (a bracket for it), inserted (in the quotation alone), omitted (in the record alone), gap (left out at an ellipsis),
    break (where the writer interrupts)."""

    kind: str
    quote: str
    record: str


def compare_wordings(parts: Sequence[str], record: str) -> tuple[Stretch, ...]:
    """The stretches of a quotation beside its record.

    >>> [(s.kind, s.quote, s.record) for s in compare_wordings(["he [would] go"], "he will go")]
    [('same', 'he ', 'he '), ('marked', '[would] ', 'will '), ('same', 'go', 'go')]
    """
    whole = _JOINT.join(parts)[:LONGEST_CHARS]
    record = record[:LONGEST_CHARS]
    pieces, words = split_pieces(_shortened(parts)), find_words(record)
    if not pieces or not words:
        found = Stretch(kind="altered", quote=whole, record=record)
        return (found,) if whole or record else ()
    steps = align(pieces, [word.key for word in words]).steps
    if not steps:
        return (Stretch(kind="altered", quote=whole, record=record),)
    ends = list(_read_steps(steps, _place_pieces(pieces, parts), words))
    return tuple(_join(_fill(ends, whole, record)))


def _shortened(parts: Sequence[str]) -> list[str]:
    kept, room = [], LONGEST_CHARS
    for part in parts:
        kept.append(part[:room])
        room -= len(kept[-1]) + len(_JOINT)
        if room <= 0:
            break
    return kept


def _place_pieces(pieces: Sequence[Piece], parts: Sequence[str]) -> list[tuple[int, int]]:
    """Where each piece stands in the joined parts; a gap or break has no length of its own."""
    placed, part, base, at = [], 0, 0, 0
    for piece in pieces:
        if piece.kind == "break":
            base += len(parts[part]) + len(_JOINT)
            part += 1
            at = base
        start, end = at, at
        if piece.words:
            start, end = base + piece.words[0].start, base + piece.words[-1].end
        placed.append((start, end))
        at = end
    return placed


def _read_steps(steps: Sequence[Step], placed: Sequence[tuple[int, int]], words: Sequence[Word]) -> Iterator[_Ends]:
    """The ends of each step, and of the record's words before the first and after the last step."""
    if steps[0].start > 0:
        yield "omitted", None, words[steps[0].start - 1].end
    for step in steps:
        ours = placed[step.last - 1][1] if step.last > step.first else None
        theirs = words[step.end - 1].end if step.end > step.start else None
        yield _KINDS.get(step.kind, step.kind), ours, theirs
    if steps[-1].end < len(words):
        yield "omitted", None, words[-1].end


def _fill(ends: Sequence[_Ends], whole: str, record: str) -> Iterator[Stretch]:
    """The stretches with all characters between the words; blanks belong to the word before them."""
    last_ours = max((at for at, (_, end, _) in enumerate(ends) if end is not None), default=0)
    last_theirs = max((at for at, (_, _, end) in enumerate(ends) if end is not None), default=0)
    ours = theirs = 0
    for at, (kind, our_end, their_end) in enumerate(ends):
        our_stop = len(whole) if at == last_ours else max(ours, _with_blanks(whole, our_end))
        their_stop = len(record) if at == last_theirs else max(theirs, _with_blanks(record, their_end))
        yield Stretch(kind=kind, quote=whole[ours:our_stop], record=record[theirs:their_stop])
        ours, theirs = our_stop, their_stop


def _with_blanks(text: str, end: int | None) -> int:
    """The offset behind a word and what follows it up to the next word's beginning blank."""
    if end is None:
        return 0
    while end < len(text) and not text[end].isalnum() and text[end] not in '[($€£“"‘':
        end += 1
    return end


def _join(stretches: Iterator[Stretch]) -> list[Stretch]:
    """Neighbours of one kind as one stretch; empty ones left out."""
    joined: list[Stretch] = []
    for stretch in stretches:
        if not stretch.quote and not stretch.record:
            continue
        if joined and joined[-1].kind == stretch.kind:
            before = joined.pop()
            stretch = Stretch(kind=stretch.kind, quote=before.quote + stretch.quote, record=before.record + stretch.record)
        joined.append(stretch)
    return joined
