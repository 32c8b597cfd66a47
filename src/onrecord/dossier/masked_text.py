"""A stretch of a document as it may be shown: masked words in place of private ones, and what is cited marked.

In: a text, the spans that are cited in it, and the masked spans of the whole text. Out: `Stretch`es that follow each other.
Trap: a name that begins before a cut and ends behind it would be found by nobody in either half, so the text is masked first
and cut afterwards, and a masked span is never cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.dossier.mask_records import MaskedSpan
from onrecord.spans import Span

_LONGEST_WORD = 40  # characters in which a blank to cut at is looked for


@dataclass(frozen=True, slots=True)
class Mark:
    """A cited span of a text; `letter` names it in the list of sources, empty where it needs no name."""

    span: Span
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are shown alike. `is_masked`: they stand in the place of others; `letters` are of the marks that end here."""

    text: str
    is_marked: bool = False
    is_masked: bool = False
    letters: tuple[str, ...] = ()


def show_places(text: str, masked: Sequence[MaskedSpan], marks: Sequence[Mark], around: int) -> tuple[Stretch, ...]:
    """The marks with about `around` characters before the first and behind the last, cut at blanks, `masked` replaced."""
    first, last = min(mark.span.start for mark in marks), max(mark.span.end for mark in marks)
    low = min(first, _cut_before(text, max(0, first - around)))
    high = max(last, _cut_behind(text, min(len(text), last + around)))
    shown = show_text(text, masked, Span(low, high), marks)
    is_cut_before, is_cut_behind = bool(text[:low].strip()), bool(text[high:].strip())
    return (*[Stretch("… ")] * is_cut_before, *shown, *[Stretch(" …")] * is_cut_behind)


def show_text(text: str, masked: Sequence[MaskedSpan], shown: Span, marks: Sequence[Mark] = ()) -> tuple[Stretch, ...]:
    """The shown part of the text in stretches; a masked span that reaches into it stands there whole, as its pseudonym."""
    return tuple(_merged(_pieces(text, masked, shown, marks)))


def _pieces(text: str, masked: Sequence[MaskedSpan], shown: Span, marks: Sequence[Mark]) -> Iterator[Stretch]:
    at = shown.start
    for span in sorted(masked, key=lambda span: span.start):
        if span.end <= at or span.start >= shown.end:
            continue
        yield from _plain(text, at, max(at, span.start), marks)
        touches = any(span.start < mark.span.end and span.end > mark.span.start for mark in marks)
        ended = tuple(mark.letter for mark in marks if max(at, span.start) < mark.span.end <= span.end and mark.letter)
        yield Stretch(span.pseudonym, is_marked=touches, is_masked=True, letters=ended)
        at = span.end
    yield from _plain(text, at, max(at, shown.end), marks)


def _plain(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Stretch]:
    cuts = {start, end, *(min(max(cut, start), end) for mark in marks for cut in (mark.span.start, mark.span.end))}
    for low, high in pairwise(sorted(cuts)):
        yield Stretch(
            text[low:high],
            is_marked=any(mark.span.start <= low < mark.span.end for mark in marks),
            letters=tuple(mark.letter for mark in marks if mark.span.end == high and mark.letter),
        )


def _merged(pieces: Iterator[Stretch]) -> Iterator[Stretch]:
    """The pieces without empty ones, neighbours of one look joined; two masked ones stay two."""
    last: Stretch | None = None
    for piece in pieces:
        if not piece.text:
            continue
        alike = last is not None and not (last.is_masked or piece.is_masked or last.letters)
        if last is not None and alike and last.is_marked == piece.is_marked:
            last = replace(piece, text=last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _cut_before(text: str, at: int) -> int:
    """Behind the first blank from here on, unless the text begins here."""
    if at == 0:
        return 0
    return next((at + n + 1 for n, char in enumerate(text[at : at + _LONGEST_WORD]) if char.isspace()), at)


def _cut_behind(text: str, at: int) -> int:
    """Before the last blank up to here, unless the text ends here."""
    if at == len(text):
        return at
    low = max(0, at - _LONGEST_WORD)
    return next((low + n for n, char in reversed(list(enumerate(text[low:at]))) if char.isspace()), at)
