"""The trace index: where every three words in a row stand in the records.

In: `TraceText`s, the bodies and headers of messages or whole documents. Out: a `TraceIndex` of flat numpy arrays: the words
of all texts as numbers, where each stands in its text, and two inverted lists (three words in a row; single words). The
lists are kept by the form that scanners do not change ("tbe" and "the" share one), so that damaged pages are found too.
Units: a position counts words from the first of the first text; a start or end counts characters of `TraceText.text`.
Memory: about 30 bytes a word of record, built in chunks; a million sentences stay well below 1.5 GB. No text is kept.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.links.speakers import SenderBook, collect_senders, read_senders, write_senders
from onrecord.model.documents import Page
from onrecord.model.links import Coverage, Place
from onrecord.model.messages import Message
from onrecord.spans import Span
from onrecord.text.wordforms import scanned_form
from onrecord.text.words import WordList, list_words

_CHUNK = 1 << 20  # words whose lists are sorted at once
_MOST_BUCKETS = 1 << 24
_LEAST_BUCKETS = 1 << 8
_SHORT = 4  # letters; shorter words have too few to be told apart once some are confused
# Odd numbers with scattered bits (from the digits of the golden ratio) that mix three word numbers into one.
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceText:
    """A text that quotations are looked for in: `pieces` of a document, read in order as if nothing stood between them.

    For a message they are its own words, so that page breaks, stamps and furniture are crossed. `redactions` are spans of
    the document; `message` is None outside of messages; `part` is body, header or rest; `forwarded_by` names those whose
    own messages hold this one in quotation.
    """

    document_id: str
    document_text: str
    pieces: tuple[Span, ...]
    message: Message | None = None
    redactions: tuple[tuple[Span, tuple[str, ...]], ...] = ()
    pages: tuple[Page, ...] = ()
    part: str = "body"
    forwarded_by: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The pieces joined by line breaks."""
        return "\n".join(piece.of(self.document_text) for piece in self.pieces)

    def document_span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the document; what lies between two pieces is inside the span."""
        firsts = self.piece_starts()
        a = bisect_right(firsts, start) - 1
        b = bisect_right(firsts, max(start, end - 1)) - 1
        return Span(self.pieces[a].start + start - firsts[a], self.pieces[b].start + end - firsts[b])

    def piece_starts(self) -> list[int]:
        """Where each piece begins in `text`."""
        firsts, at = [], 0
        for piece in self.pieces:
            firsts.append(at)
            at += len(piece) + 1
        return firsts

    def place(self, start: int, end: int) -> Place:
        """The place of `text[start:end]`, with its words as the document has them and its page."""
        span = self.document_span(start, end)
        return Place(document_id=self.document_id, span=span, text=span.of(self.document_text), page=self.page_at(span.start))

    def hidden_spans(self) -> tuple[Span, ...]:
        """The redactions inside the pieces, as spans of `text`, in order."""
        spans = []
        for piece, first in zip(self.pieces, self.piece_starts(), strict=True):
            for redaction, _ in self.redactions:
                if piece.overlaps(redaction) and len(redaction):
                    start, end = max(piece.start, redaction.start), min(piece.end, redaction.end)
                    spans.append(Span(start - piece.start + first, end - piece.start + first))
        return tuple(sorted(spans))

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds a character of the document."""
        page = self.whole_page_at(offset)
        return page.number if page is not None else None

    def whole_page_at(self, offset: int) -> Page | None:
        """The page that holds a character of the document; None where the document has none."""
        if not self.pages:
            return None
        at = bisect_right(self.pages, offset, key=lambda page: page.span.end)
        return self.pages[min(at, len(self.pages) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """An inverted list: bucket `b` holds `positions[offsets[b]:offsets[b + 1]]`, ascending."""

    offsets: Longs
    positions: Ints

    def of(self, bucket: int) -> Ints:
        """The positions in one bucket."""
        return self.positions[self.offsets[bucket] : self.offsets[bucket + 1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceIndex:
    """The words of all texts and where they stand; made by `build_index` or `from_arrays`."""

    texts: Sequence[TraceText]
    vocabulary: tuple[str, ...]
    forms: Ints
    form_numbers: Mapping[str, int]
    words: Ints
    starts: Ints
    ends: Ints
    firsts: Longs
    triples: Postings
    singles: Postings
    senders: SenderBook = field(default_factory=SenderBook)
    coverage: Coverage = field(default=Coverage(n_messages=0, n_pages=0, n_unreadable_pages=0, n_withheld_pages=0))

    def form_of(self, key: str) -> int:
        """The number of a word's form, or -1 where no record has a word of that form."""
        return self.form_numbers.get(findable_form(key), -1)

    def find_triple(self, a: int, b: int, c: int) -> Ints:
        """The positions where words of three forms stand in a row."""
        words, forms = self.words, self.forms
        at = self.triples.of(int(_buckets(np.array([a, b, c], dtype=np.int32), _bits(len(self.triples.offsets) - 1))[0]))
        right: Ints = at[(forms[words[at]] == a) & (forms[words[at + 1]] == b) & (forms[words[at + 2]] == c)]
        return right

    def find_pair(self, a: int, b: int) -> Ints:
        """The positions where words of two forms stand in a row, found through the rarer one."""
        ours, theirs = self.singles.of(a), self.singles.of(b)
        if len(ours) <= len(theirs):
            at: Ints = ours[ours < len(self.words) - 1]
            right: Ints = at[self.forms[self.words[at + 1]] == b]
            return right
        at = theirs[theirs > 0] - 1
        first: Ints = at[self.forms[self.words[at]] == a]
        return first

    def find_single(self, a: int) -> Ints:
        """The positions of the words of one form."""
        return self.singles.of(a)

    def text_at(self, position: int) -> int:
        """Which text holds a word."""
        return int(np.searchsorted(self.firsts, position, side="right")) - 1

    def keys(self, first: int, last: int) -> list[str]:
        """The words at `first` up to `last`."""
        return [self.vocabulary[number] for number in self.words[first:last].tolist()]

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """All that cannot be had from the texts again at once, as flat arrays, for storing."""
        return {
            "vocabulary": np.frombuffer("\n".join(self.vocabulary).encode("utf-8", "surrogatepass"), dtype=np.uint8),
            "words": self.words,
            "starts": self.starts,
            "ends": self.ends,
            "firsts": self.firsts,
            "triple_offsets": self.triples.offsets,
            "triple_positions": self.triples.positions,
            "single_offsets": self.singles.offsets,
            "single_positions": self.singles.positions,
            "senders": np.frombuffer(write_senders(self.senders), dtype=np.uint8),
        }


def from_arrays(arrays: Mapping[str, NDArray[np.generic]], texts: Sequence[TraceText], coverage: Coverage) -> TraceIndex:
    """The index back from what `to_arrays` gave and the same texts in the same order.

    Raises ValueError where the arrays were made of another number of texts.
    """
    if len(arrays["firsts"]) != len(texts) + 1:
        raise ValueError(f"a trace index of {len(arrays['firsts']) - 1} texts beside {len(texts)} texts")
    joined = arrays["vocabulary"].tobytes().decode("utf-8", "surrogatepass")
    vocabulary = tuple(joined.split("\n")) if joined else ()
    forms, form_numbers = _find_forms(vocabulary)
    return TraceIndex(
        texts=texts,
        vocabulary=vocabulary,
        forms=forms,
        form_numbers=form_numbers,
        words=arrays["words"].astype(np.int32, copy=False),
        starts=arrays["starts"].astype(np.int32, copy=False),
        ends=arrays["ends"].astype(np.int32, copy=False),
        firsts=arrays["firsts"].astype(np.int64, copy=False),
        triples=Postings(
            offsets=arrays["triple_offsets"].astype(np.int64, copy=False),
            positions=arrays["triple_positions"].astype(np.int32, copy=False),
        ),
        singles=Postings(
            offsets=arrays["single_offsets"].astype(np.int64, copy=False),
            positions=arrays["single_positions"].astype(np.int32, copy=False),
        ),
        senders=read_senders(arrays["senders"].tobytes()),
        coverage=coverage,
    )


def build_index(texts: Sequence[TraceText], coverage: Coverage | None = None) -> TraceIndex:
    """The index over the texts, whose order decides all positions; the same texts give the same arrays.

    Without `coverage` the texts' messages, documents and pages are counted.
    """
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    words, starts, ends = array("i"), array("i"), array("i")
    firsts = [0]
    for text in texts:
        found = _readable_words(text)
        words.extend(map(numbers.__getitem__, found.keys))
        starts.extend(found.starts)
        ends.extend(found.ends)
        firsts.append(len(words))
    flat = np.frombuffer(words, dtype=np.int32) if words else np.zeros(0, dtype=np.int32)
    bits = _bits(len(flat))
    forms, form_numbers = _find_forms(tuple(numbers))
    return TraceIndex(
        texts=texts,
        vocabulary=tuple(numbers),
        forms=forms,
        form_numbers=form_numbers,
        words=flat,
        starts=np.frombuffer(starts, dtype=np.int32) if starts else np.zeros(0, dtype=np.int32),
        ends=np.frombuffer(ends, dtype=np.int32) if ends else np.zeros(0, dtype=np.int32),
        firsts=np.array(firsts, dtype=np.int64),
        triples=_invert(lambda a, b: _buckets(forms[flat[a : b + 2]], bits), max(0, len(flat) - 2), 1 << bits),
        singles=_invert(lambda a, b: forms[flat[a:b]], len(flat), len(form_numbers)),
        senders=_senders_of(texts),
        coverage=coverage or count_coverage(texts),
    )


def _senders_of(texts: Iterable[TraceText]) -> SenderBook:
    messages = {text.message.id: text.message for text in texts if text.message is not None}
    return collect_senders(messages.values())


def findable_form(key: str) -> str:
    """What a word is found by: the form that scanners leave alike; short words and numbers by themselves."""
    return key if len(key) < _SHORT or key.isdigit() else scanned_form(key)


def _find_forms(vocabulary: Sequence[str]) -> tuple[Ints, dict[str, int]]:
    """The number of every word's form, and the numbers by form."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    forms = np.array([numbers[findable_form(key)] for key in vocabulary], dtype=np.int32)
    return forms, dict(numbers)


def count_coverage(texts: Iterable[TraceText]) -> Coverage:
    """What the texts themselves show of how much was searched; withheld pages are known only to the inbox."""
    documents: dict[str, tuple[Page, ...]] = {}
    messages: set[str] = set()
    for text in texts:
        documents[text.document_id] = text.pages
        if text.message is not None:
            messages.add(text.message.id)
    pages = [page for listed in documents.values() for page in listed]
    return Coverage(
        n_messages=len(messages),
        n_pages=len(pages),
        n_unreadable_pages=sum(not page.readable for page in pages),
        n_withheld_pages=0,
        n_documents=len(documents),
    )


def _readable_words(text: TraceText) -> WordList:
    """The words of a text without those that only name a redaction ("(b)(6)")."""
    found = list_words(text.text)
    hidden = text.hidden_spans()
    if not hidden:
        return found
    kept = [i for i, (a, b) in enumerate(zip(found.starts, found.ends, strict=True)) if not _is_hidden(a, b, hidden)]
    return WordList(
        [found.keys[i] for i in kept],
        array("i", (found.starts[i] for i in kept)),
        array("i", (found.ends[i] for i in kept)),
    )


def _is_hidden(start: int, end: int, hidden: Sequence[Span]) -> bool:
    at = bisect_right(hidden, start, key=lambda span: span.end)
    return at < len(hidden) and hidden[at].start < end


def _bits(n: int) -> int:
    """How many bits number the buckets for `n` triples: about one bucket each, within bounds."""
    return max(_LEAST_BUCKETS.bit_length() - 1, min(_MOST_BUCKETS.bit_length() - 1, max(n - 1, 1).bit_length()))


def _buckets(words: Ints, bits: int) -> Ints:
    """The bucket of every three words in a row."""
    wide = words.astype(np.uint64)
    mixed = (wide[:-2] + np.uint64(1)) * _MIX[0] ^ (wide[1:-1] + np.uint64(1)) * _MIX[1] ^ (wide[2:] + np.uint64(1)) * _MIX[2]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX[0]
    numbers: Ints = (mixed >> np.uint64(64 - bits)).astype(np.int32)
    return numbers


def _invert(bucket_of: Callable[[int, int], Ints], n: int, n_buckets: int) -> Postings:
    """The inverted list of `n` positions, counted in one pass over chunks and filled in another."""
    offsets = np.zeros(n_buckets + 1, dtype=np.int64)
    for first in range(0, n, _CHUNK):
        found, counts = np.unique(bucket_of(first, min(n, first + _CHUNK)), return_counts=True)
        offsets[found + 1] += counts
    np.cumsum(offsets, out=offsets)
    positions = np.zeros(n, dtype=np.int32)
    cursor = offsets[:-1].copy()
    for first in range(0, n, _CHUNK):
        buckets = bucket_of(first, min(n, first + _CHUNK))
        order = np.argsort(buckets, kind="stable")
        ordered = buckets[order]
        found, runs, counts = np.unique(ordered, return_index=True, return_counts=True)
        ranks = np.arange(len(ordered)) - np.repeat(runs, counts)
        positions[cursor[ordered] + ranks] = first + order
        cursor[found] += counts
    return Postings(offsets=offsets, positions=positions)
