"""Variants: quotations of the same words in several places, and what each one is beside the fullest unaltered one.

In: the quotations of a case. Out: `VariantGroup`s. Without the record two bracketed versions check each other: the fullest
quotation without brackets or ellipsis stands for it, and the others are judged against it by the same rules as against a
record. Trap: a slogan or a turn of phrase of a few words is no common source; so many content words must be shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.links.candidates import find_candidates
from onrecord.links.index import TraceIndex, TraceText, build_index
from onrecord.links.traces import trace_parts
from onrecord.model.ids import make_id
from onrecord.model.links import VariantGroup
from onrecord.model.mentions import Quote, QuoteKind
from onrecord.spans import Span
from onrecord.text.align import align
from onrecord.text.bracketing import Piece, split_pieces
from onrecord.text.function_words import content_keys

_SPOKEN = (QuoteKind.DIRECT, QuoteKind.MIXED)
_LEAST_WORDS = 4
_LEAST_CONTENT = 3
_SAME = 0.75  # share of the shorter quotation that must stand in the longer one; orders nothing, only says "one source"
_MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class _Wording:
    """Quotations printed alike, with what they are compared by."""

    bearers: tuple[Quote, ...]
    pieces: tuple[Piece, ...]
    content: frozenset[str]


def link_variants(quotes: Sequence[Quote]) -> tuple[VariantGroup, ...]:
    """Groups of two or more quotations of the same words, in the order of their first member.

    Direct and mixed quotations only; the order of the input does not matter. Quotations printed alike are compared once: the
    notice under a thousand mails is one wording.
    """
    wordings = _wordings(quote for quote in quotes if quote.kind in _SPOKEN)
    index = build_index([_as_record(wording.bearers[0]) for wording in wordings])
    leader = list(range(len(wordings)))
    for number in _with_likeness([wording.content for wording in wordings]):
        for other in _same_words(wordings[number], number, index):
            low, high = sorted((_leader(leader, number), _leader(leader, other)))
            leader[high] = low
    groups: dict[int, list[Quote]] = {}
    for number, wording in enumerate(wordings):
        groups.setdefault(_leader(leader, number), []).extend(wording.bearers)
    return tuple(_group(sorted(members, key=_position)) for members in groups.values() if len(members) > 1)


def _wordings(quotes: Iterable[Quote]) -> list[_Wording]:
    """The quotations with substance by what is printed, in the order of their first bearers."""
    printed: dict[tuple[str, ...], list[Quote]] = {}
    for quote in sorted(quotes, key=_position):
        printed.setdefault(quote_parts(quote), []).append(quote)
    found = []
    for parts, bearers in printed.items():
        pieces = split_pieces(parts)
        keys = [piece.key for piece in pieces if piece.kind == "word"]
        content = frozenset(content_keys(keys))
        if len(keys) >= _LEAST_WORDS and len(content_keys(keys)) >= _LEAST_CONTENT:
            found.append(_Wording(tuple(bearers), pieces, content))
    return found


def _position(quote: Quote) -> tuple[str, int, str]:
    return quote.document_id, quote.span.start, quote.id


def quote_parts(quote: Quote) -> tuple[str, ...]:
    """The words of each part of a quotation as printed."""
    start = quote.span.start
    return tuple(quote.text[part.start - start : part.end - start] for part in quote.parts) or (quote.text,)


def _as_record(quote: Quote) -> TraceText:
    words = " ".join(quote_parts(quote))
    return TraceText(document_id=quote.id, document_text=words, pieces=(Span(0, len(words)),))


def _with_likeness(ours: Sequence[frozenset[str]]) -> list[int]:
    """The wordings that share enough content words with any other for the two to be worth aligning.

    Two that share enough share one of the rarer words of the first: only the bearers of these are compared, so that a word
    in every tenth wording costs nothing.
    """
    bearers: dict[str, list[int]] = {}
    for at, keys in enumerate(ours):
        for key in keys:
            bearers.setdefault(key, []).append(at)
    alike = []
    for at, keys in enumerate(ours):
        rarest = sorted(keys, key=lambda key: (len(bearers[key]), key))
        n_needed = max(_LEAST_CONTENT, (len(keys) + 1) // 2)
        near = {other for key in rarest[: len(keys) - n_needed + 1] for other in bearers[key]} - {at}
        if any(_share_enough(len(keys & ours[other]), len(keys)) for other in near):
            alike.append(at)
    return alike


def _share_enough(n_shared: int, n_ours: int) -> bool:
    return n_shared >= _LEAST_CONTENT and 2 * n_shared >= n_ours


def _same_words(wording: _Wording, number: int, index: TraceIndex) -> list[int]:
    """The other wordings in which nearly all words of this one stand."""
    pieces, ours = wording.pieces, wording.content
    found: list[int] = []
    looked: set[int] = {number}
    for candidate in find_candidates(pieces, index, _MOST_CANDIDATES):
        for shift in (0, *candidate.shifts):
            other = index.text_at(min(max(0, candidate.hit + shift), len(index.words) - 1))
            low, high = int(index.firsts[other]), int(index.firsts[other + 1])
            if other in looked or low == high:
                continue
            looked.add(other)
            theirs = index.keys(low, high)
            if not _share_enough(len(ours & set(theirs)), len(ours)):
                continue
            reading = align(pieces, theirs)
            matched = [pieces[step.first].key for step in reading.steps if step.kind == "match"]
            if reading.score >= _SAME and len(content_keys(matched)) >= _LEAST_CONTENT:
                found.append(other)
    return found


def _leader(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = leader[leader[number]]
        number = leader[number]
    return number


def _group(members: Sequence[Quote]) -> VariantGroup:
    reference = max(members, key=_fullness)
    index, fullest = build_index([_as_record(reference)]), quote_parts(reference)
    others = [(quote.id, quote_parts(quote)) for quote in members if quote is not reference]
    traces = {
        parts: trace_parts(_comparable_parts(parts, fullest), index, speaker=None, quote_id=reference.id)
        for parts in dict.fromkeys(parts for _, parts in others)
    }
    ids = tuple(quote.id for quote in members)
    return VariantGroup(
        id=make_id("v", *sorted(ids)),
        quote_ids=ids,
        reference_id=reference.id,
        relations=tuple((name, traces[parts].verdict) for name, parts in others),
        edits=tuple((name, traces[parts].edits) for name, parts in others if traces[parts].edits),
    )


def _comparable_parts(parts: tuple[str, ...], fullest: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a quotation without words that the fullest one may have left out: at its ends and interruptions."""
    if len(parts) > 1:
        return parts
    borders, n = {0}, 0
    for part in fullest:
        n += sum(piece.kind == "word" for piece in split_pieces((part,)))
        borders.add(n)
    pieces = split_pieces(parts)
    keys = [piece.key for piece in split_pieces(fullest) if piece.kind == "word"]
    put_in = [step for step in align(pieces, keys).steps if step.kind == "insert" and step.start in borders]
    places = [pieces[step.first].words[0] for step in put_in]
    if not places or len({step.start for step in put_in}) > 1:
        return parts
    kept = parts[0][: places[0].start], parts[0][places[-1].end :]
    return tuple(part for part in kept if split_pieces((part,)))


def _fullness(quote: Quote) -> tuple[bool, int, str, int]:
    """Unaltered before altered, then the longest, then by place so that a tie is always broken the same way."""
    pieces = split_pieces(quote_parts(quote))
    altered = any(piece.kind in ("bracket", "gap") or piece.marked for piece in pieces)
    return not altered, sum(piece.kind == "word" for piece in pieces), quote.document_id, -quote.span.start
