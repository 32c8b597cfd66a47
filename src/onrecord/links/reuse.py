"""Text reuse: the same words in two documents, and quotations whose words are another document's prose.

In: documents with their passages and quotations. Out: `Reuse` rows with both places. Rare rows of three words shared by
two documents are chained where they follow each other in both, a few words put in or left out; a chain must hold enough
content words. Quotations are looked for whole, so that short ones are found too. Only reporting passages are read, and of
mail nothing: there, messages are told apart by their own means.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from onrecord.links.index import TraceIndex, TraceText, build_index
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.ids import make_id
from onrecord.model.links import Place, Reuse
from onrecord.model.mentions import PassageKind, Quote, QuoteKind
from onrecord.spans import Span
from onrecord.text.bracketing import split_pieces
from onrecord.text.function_words import content_keys
from onrecord.text.words import find_words

_COMMON = 12  # a row of words in more places than this is a turn of phrase
_NEIGHBOURS = 6  # places of one row that are paired with each other
_MOST_SKIPPED = 6  # words put in or left out between two shared rows
_LEAST_WORDS = 7
_LEAST_CONTENT = 4
_LEAST_QUOTED, _LEAST_QUOTED_CONTENT = 4, 3

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


def find_reuse(parts: Sequence[DocumentRecords]) -> tuple[Reuse, ...]:
    """The reuse between documents, by the places of the first."""
    read = [part for part in parts if part.document.source.pile is not Pile.DATA and not part.inbox.messages]
    texts = [_reporting(part) for part in read]
    kept = [text for text in texts if text.pieces]
    index = build_index(kept)
    found = [*_shared_runs(index), *_quoted_prose(read, index)]
    unique = {reuse.id: reuse for reuse in found}
    return tuple(
        sorted(unique.values(), key=lambda reuse: (reuse.a.document_id, reuse.a.span, reuse.b.document_id, reuse.b.span))
    )


def _reporting(part: DocumentRecords) -> TraceText:
    spans = [passage.span for passage in part.mentions.passages if passage.kind is PassageKind.REPORTING]
    if not part.mentions.passages and part.document.text.strip():
        spans = [Span(0, len(part.document.text))]
    return TraceText(
        document_id=part.document.id, document_text=part.document.text, pieces=tuple(spans), pages=part.document.pages
    )


@dataclass(slots=True)
class _Chain:
    """Shared rows in one order in the texts `in_a` and `in_b`: words `[a, a_end)` of one and `[b, b_end)` of the other."""

    in_a: int
    in_b: int
    a: int
    b: int
    a_end: int
    b_end: int
    n_words: int


def _shared_runs(index: TraceIndex) -> Iterator[Reuse]:
    firsts = index.firsts.tolist()
    grown: dict[tuple[int, int, int, int], int] = {}  # chains of one copied stretch grow to the same ends
    for chain in _chains(index, *_shared_rows(index)):
        _grow(chain, index.words, firsts)
        grown[chain.a, chain.a_end, chain.b, chain.b_end] = chain.n_words
    for (a, a_end, b, b_end), n_words in grown.items():
        if n_words < _LEAST_WORDS or len(content_keys(index.keys(a, a_end))) < _LEAST_CONTENT:
            continue
        one, two = _place(index, a, a_end), _place(index, b, b_end)
        yield _reuse(one, two, min(Fraction(1), Fraction(n_words, min(a_end - a, b_end - b))))


def _shared_rows(index: TraceIndex) -> tuple[Longs, Longs, Longs, Longs]:
    """Pairs of positions, in two texts, where the same rare row of three words stands, and the numbers of these texts;
    ordered by texts and place."""
    offsets, positions, words = index.triples.offsets, index.triples.positions.astype(np.int64), index.words
    counts = np.diff(offsets)
    rare = np.repeat((counts > 1) & (counts <= _COMMON), counts)
    buckets = np.repeat(np.arange(len(counts)), counts)
    one: list[Longs] = []
    two: list[Longs] = []
    for step in range(1, _NEIGHBOURS + 1):
        same = rare[:-step] & (buckets[:-step] == buckets[step:])
        a, b = positions[:-step][same], positions[step:][same]
        equal = (words[a] == words[b]) & (words[a + 1] == words[b + 1]) & (words[a + 2] == words[b + 2])
        one.append(a[equal])
        two.append(b[equal])
    a, b = np.concatenate(one), np.concatenate(two)
    in_a, in_b = _text_of(a, index), _text_of(b, index)
    apart = (in_a != in_b) & (in_a == _text_of(a + 2, index)) & (in_b == _text_of(b + 2, index))
    a, b, in_a, in_b = a[apart], b[apart], in_a[apart], in_b[apart]
    order = np.lexsort((b, a, in_b, in_a))
    return a[order], b[order], in_a[order], in_b[order]


def _text_of(positions: Longs, index: TraceIndex) -> Longs:
    return np.searchsorted(index.firsts, positions, side="right") - 1


def _chains(index: TraceIndex, ones: Longs, twos: Longs, in_ones: Longs, in_twos: Longs) -> Iterator[_Chain]:
    """Shared rows that follow each other in both texts, joined; only chains that can reach the length of a reuse.

    Most rows stand alone: two texts on one subject that share three words. These are told apart as arrays, all at once.
    """
    if not len(ones):
        return
    step_a, step_b = np.diff(ones), np.diff(twos)
    reach = 3 + _MOST_SKIPPED
    follows = (np.diff(in_ones) == 0) & (np.diff(in_twos) == 0)
    follows &= (step_a > 0) & (step_a <= reach) & (step_b > 0) & (step_b <= reach)
    begins = np.flatnonzero(np.concatenate(([True], ~follows)))
    ends = np.concatenate((begins[1:], [len(ones)])) - 1
    added = np.where(follows, np.minimum(3, np.minimum(step_a, step_b)), 0)
    n_words = 3 + np.add.reduceat(np.concatenate(([0], added)), begins)
    beside = _equal_beside(index, ones[begins], twos[begins], -1) + _equal_beside(index, ones[ends] + 2, twos[ends] + 2, 1)
    for at in np.flatnonzero(n_words + beside >= _LEAST_WORDS).tolist():
        first, last = int(begins[at]), int(ends[at])
        a, b, a_end, b_end = int(ones[first]), int(twos[first]), int(ones[last]) + 3, int(twos[last]) + 3
        yield _Chain(int(in_ones[first]), int(in_twos[first]), a, b, a_end, b_end, int(n_words[at]))


def _equal_beside(index: TraceIndex, ones: Longs, twos: Longs, way: int) -> Longs:
    """How many equal words, at most as many as a reuse may lack, stand before (`way` -1) or behind each two places."""
    words = index.words
    count = np.zeros(len(ones), dtype=np.int64)
    alive = np.ones(len(ones), dtype=bool)
    for step in range(1, _LEAST_WORDS - 2):
        a, b = ones + way * step, twos + way * step
        inside = (a >= 0) & (b >= 0) & (a < len(words)) & (b < len(words))
        alive &= inside & (words[np.where(inside, a, 0)] == words[np.where(inside, b, 0)])
        count += alive
    return count


def _grow(chain: _Chain, words: Ints, firsts: Sequence[int]) -> None:
    """Equal words at both ends, too common to have been paired, taken in."""
    room = min(chain.a - firsts[chain.in_a], chain.b - firsts[chain.in_b])
    before = _n_equal(words[chain.a - room : chain.a][::-1], words[chain.b - room : chain.b][::-1])
    room = min(firsts[chain.in_a + 1] - chain.a_end, firsts[chain.in_b + 1] - chain.b_end)
    behind = _n_equal(words[chain.a_end : chain.a_end + room], words[chain.b_end : chain.b_end + room])
    chain.a, chain.b, chain.n_words = chain.a - before, chain.b - before, chain.n_words + before
    chain.a_end, chain.b_end, chain.n_words = chain.a_end + behind, chain.b_end + behind, chain.n_words + behind


def _n_equal(one: Ints, two: Ints) -> int:
    """With how many equal words two rows of one length begin; looked at in steps that grow, for most differ at once."""
    at, step = 0, 16
    while at < len(one):
        unlike = np.flatnonzero(one[at : at + step] != two[at : at + step])
        if len(unlike):
            return at + int(unlike[0])
        at, step = at + step, 2 * step
    return len(one)


def _quoted_prose(parts: Sequence[DocumentRecords], index: TraceIndex) -> Iterator[Reuse]:
    """Quotations that stand word for word in another document."""
    for part in parts:
        if part.document.source.pile is not Pile.COVERAGE:
            continue
        for quote in part.mentions.quotes:
            keys = _quoted_keys(quote)
            if len(keys) < _LEAST_QUOTED or len(content_keys(keys)) < _LEAST_QUOTED_CONTENT:
                continue
            ours = Place(document_id=quote.document_id, span=quote.span, text=quote.text, page=quote.page)
            for at in _places_of(keys, index):
                place = _place(index, at, at + len(keys))
                if place.document_id != quote.document_id:
                    yield _reuse(ours, place, Fraction(1))


def _quoted_keys(quote: Quote) -> list[str]:
    """The words of a short quotation in one unaltered part; none for others, which are known by their own words."""
    if quote.kind not in (QuoteKind.DIRECT, QuoteKind.MIXED) or len(quote.parts) > 1:
        return []
    if not _may_be_altered(quote.text):
        return [word.key for word in find_words(quote.text)]
    pieces = split_pieces((quote.text,))
    return [piece.key for piece in pieces] if all(piece.kind == "word" for piece in pieces) else []


def _may_be_altered(text: str) -> bool:
    """True where a bracket or an ellipsis may stand; most quotations have neither and need no closer look."""
    return "[" in text or "…" in text or text.count(".") > 2


def _places_of(keys: Sequence[str], index: TraceIndex) -> list[int]:
    forms = [index.form_of(key) for key in keys[:3]]
    if -1 in forms:
        return []
    found = index.find_triple(*forms).tolist()
    same = [at for at in found if index.keys(at, at + len(keys)) == list(keys)]
    return [at for at in same if index.text_at(at) == index.text_at(at + len(keys) - 1)]


def _place(index: TraceIndex, first: int, last: int) -> Place:
    text = index.texts[index.text_at(first)]
    return text.place(int(index.starts[first]), int(index.ends[last - 1]))


def _reuse(one: Place, two: Place, coverage: Fraction) -> Reuse:
    return Reuse(
        id=make_id("u", one.document_id, one.span.start, one.span.end, two.document_id, two.span.start, two.span.end),
        a=one,
        b=two,
        coverage=coverage,
    )
