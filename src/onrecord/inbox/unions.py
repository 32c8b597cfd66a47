"""What the prints of one message show together, and what one deletes that another shows.

In: the prints of one message, their redactions, their documents. Out: a `UnionText`: the fullest print, its deletions filled
from the prints that show the words, each stretch with its own place. The prints are laid against each other word by word; a
stretch counts as deleted in one where a code or a box stands in its place, so words that OCR spells anew, or that a quoting
print leaves out, make no difference. A place whose deletion failed is never filled.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.links import Place
from onrecord.model.messages import Message, Redaction, RedactionDifference, UnionPiece, UnionText
from onrecord.spans import Span

MAX_WORDS = 6_000  # of a print: longer ones are reports, and laying them together costs the square of it
MAX_BEHIND_BOX = 60  # words that one box without a code may hide
_ALIKE = 70  # of 100: two spellings of one word
_SLACK = 3  # characters between the print beside a box and the gap that the box makes
_WORD_RE = re.compile(r"\S+")
_NO_LETTERS_RE = re.compile(r"[\W_]+")  # the "," and "—" of "then,—no"
_Mark = tuple[int, int, bool]  # where a deletion begins and ends, whether it failed
_MARK = "\0"  # what stands for a deletion when words are compared


class _Word(NamedTuple):
    """One word of a print, or one deletion (`key` is _MARK); `failed` where the deletion failed."""

    key: str
    span: Span
    section: int
    starts_line: bool
    failed: bool = False


@dataclass(frozen=True, slots=True)
class _Print:
    """One print as words, with the boxes that hold no words: the print beside each."""

    message: Message
    document: Document
    words: tuple[_Word, ...]
    boxes: tuple[tuple[Span, bool], ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Words `a1:a2` of one print that stand where another has `b1:b2`."""

    a1: int
    a2: int
    b1: int
    b2: int


def union_texts(
    messages: Iterable[Message], redactions: Iterable[Redaction], documents: Mapping[str, Document]
) -> tuple[UnionText, ...]:
    """The union of every group of copies in which one print shows what another deletes, by the fullest print's id."""
    known = {message.id: message for message in messages}
    of_message: dict[str, list[Redaction]] = defaultdict(list)
    for redaction in redactions:
        if redaction.message_id is not None:
            of_message[redaction.message_id].append(redaction)
    found = []
    for message in known.values():
        if message.copy_of is None and message.copies:
            group = [message, *(known[name] for name in message.copies if name in known)]
            if any(of_message[one.id] for one in group):
                union = union_text(group, {one.id: of_message[one.id] for one in group}, documents)
                found += [union] if union is not None else []
    return tuple(sorted(found, key=lambda union: union.message_id))


def union_text(
    group: Sequence[Message], redactions: Mapping[str, Sequence[Redaction]], documents: Mapping[str, Document]
) -> UnionText | None:
    """The union of the prints of one message, the fullest first; None where none shows what another deletes."""
    prints = [_print_of(one, redactions.get(one.id, ()), documents[one.document_id]) for one in group]
    if any(len(one.words) > MAX_WORDS for one in prints):
        return None
    base, others = prints[0], sorted(prints[1:], key=lambda one: one.message.id)
    filled: list[tuple[_Block, _Print]] = []
    closed_by: dict[int, list[str]] = defaultdict(list)
    differences: list[RedactionDifference] = []
    for other in others:
        for block in _blocks(base, other):
            if (words := _opened(base, block.a1, block.a2, other, block.b1, block.b2)) is not None:
                differences.append(_difference(base, block.a1, block.a2, other, words))
                if not _failed_within(base, block.a1, block.a2) and not any(_overlap(block, before) for before, _ in filled):
                    filled.append((_Block(block.a1, block.a2, *words), other))
            elif (words := _opened(other, block.b1, block.b2, base, block.a1, block.a2)) is not None:
                differences.append(_difference(other, block.b1, block.b2, base, words))
                for at in range(*words):
                    closed_by[at].append(other.message.id)
    if not differences:
        return None
    ids = tuple(one.message.id for one in prints)
    return UnionText(
        id=make_id("u", *sorted(ids)),
        document_id=base.document.id,
        message_id=base.message.id,
        message_ids=(ids[0], *sorted(ids[1:])),
        pieces=tuple(_pieces(base, sorted(filled, key=lambda item: (item[0].a1, item[0].a2)), closed_by)),
        differences=tuple(differences),
    )


def _print_of(message: Message, redactions: Sequence[Redaction], document: Document) -> _Print:
    marks = sorted(
        (one.span.start, one.span.end, one.failed) for one in redactions if one.span is not None and one.kind != "margin"
    )
    words: list[_Word] = []
    for section, span in enumerate((message.header_span, *message.body_spans)):
        end_before, first = span.start, 0
        for match in _WORD_RE.finditer(document.text, span.start, span.end):
            starts_line = match.start() == span.start or "\n" in document.text[end_before : match.start()]
            end_before = match.end()
            while first < len(marks) and marks[first][1] <= match.start():
                first += 1
            mark = _mark_over(marks, first, match.start(), match.end())
            key = _MARK if mark else _NO_LETTERS_RE.sub("", match.group().casefold())
            if mark and words and words[-1].key == _MARK and words[-1].span.end > mark[0]:
                words[-1] = _Word(_MARK, Span(words[-1].span.start, match.end()), section, words[-1].starts_line, mark[2])
            elif key:
                words.append(_Word(key, Span(*match.span()), section, starts_line, bool(mark and mark[2])))
    boxes = tuple((one.near, one.failed) for one in redactions if one.near is not None)
    return _Print(message, document, tuple(words), boxes)


def _mark_over(marks: Sequence[_Mark], first: int, start: int, end: int) -> _Mark | None:
    """The first deletion, of those from `first` on, that touches `start:end`."""
    for at in range(first, len(marks)):
        if marks[at][0] >= end:
            return None
        if start < marks[at][1]:
            return marks[at]
    return None


def _blocks(base: _Print, other: _Print) -> Iterator[_Block]:
    """The stretches in which two prints differ, words that are only spelled unlike taken off their ends."""
    steps = Indel.opcodes([word.key for word in base.words], [word.key for word in other.words])
    block: _Block | None = None
    for step in steps:
        if step.tag == "equal":
            if block is not None:
                yield _trimmed(block, base, other)
            block = None
        elif block is None:
            block = _Block(step.src_start, step.src_end, step.dest_start, step.dest_end)
        else:
            block = _Block(block.a1, step.src_end, block.b1, step.dest_end)
    if block is not None:
        yield _trimmed(block, base, other)


def _trimmed(block: _Block, base: _Print, other: _Print) -> _Block:
    a1, a2, b1, b2 = block.a1, block.a2, block.b1, block.b2
    while a1 < a2 and b1 < b2 and _alike(base.words[a1], other.words[b1]):
        a1, b1 = a1 + 1, b1 + 1
    while a1 < a2 and b1 < b2 and _alike(base.words[a2 - 1], other.words[b2 - 1]):
        a2, b2 = a2 - 1, b2 - 1
    return _Block(a1, a2, b1, b2)


def _alike(a: _Word, b: _Word) -> bool:
    return _MARK not in (a.key, b.key) and ratio(a.key, b.key) >= _ALIKE


def _opened(closed: _Print, c1: int, c2: int, shown: _Print, s1: int, s2: int) -> tuple[int, int] | None:
    """The words of `shown` that stand where `closed` has a deletion; None where it has none, or both have one."""
    words = shown.words[s1:s2]
    if not words or any(word.key == _MARK for word in words):
        return None
    if any(word.key == _MARK for word in closed.words[c1:c2]):
        return s1, s2
    if c1 == c2 and len(words) <= MAX_BEHIND_BOX and _box_at(closed, c1) is not None:
        return s1, s2
    return None


def _box_at(one: _Print, at: int) -> tuple[Span, bool] | None:
    """The box without words that stands between two words of a print: the print beside it touches the gap."""
    start = one.words[at - 1].span.end if at > 0 else None
    end = one.words[at].span.start if at < len(one.words) else None
    for near, failed in one.boxes:
        if (start is None or near.end + _SLACK >= start) and (end is None or near.start - _SLACK <= end):
            return near, failed
    return None


def _failed_within(one: _Print, first: int, last: int) -> bool:
    box = _box_at(one, first) if first == last else None
    return any(word.failed for word in one.words[first:last]) or (box is not None and box[1])


def _difference(closed: _Print, c1: int, c2: int, shown: _Print, words: tuple[int, int]) -> RedactionDifference:
    marks = [word.span for word in closed.words[c1:c2] if word.key == _MARK]
    box = None if marks else _box_at(closed, c1)
    span = Span(marks[0].start, marks[-1].end) if marks else box[0] if box else closed.message.header_span
    opened = Span(shown.words[words[0]].span.start, shown.words[words[1] - 1].span.end)
    return RedactionDifference(
        closed_in=closed.message.id,
        closed=_place(closed.document, span),
        open_in=shown.message.id,
        opened=_place(shown.document, opened),
    )


def _overlap(a: _Block, b: _Block) -> bool:
    return (a.a1 < b.a2 and b.a1 < a.a2) or (a.a1, a.a2) == (b.a1, b.a2)


def _pieces(
    base: _Print, filled: Sequence[tuple[_Block, _Print]], closed_by: Mapping[int, Sequence[str]]
) -> Iterator[UnionPiece]:
    """The stretches of the union in reading order."""
    at = 0
    for block, other in filled:
        yield from _own_pieces(base, at, block.a1, closed_by)
        starts_line = base.words[block.a1].starts_line if block.a1 < block.a2 else False
        section = base.words[min(block.a1, len(base.words) - 1)].section
        yield _piece(other, block.b1, block.b2, (base.message.id,), starts_line=starts_line, in_body=section > 0)
        at = block.a2
    yield from _own_pieces(base, at, len(base.words), closed_by)


def _own_pieces(base: _Print, first: int, last: int, closed_by: Mapping[int, Sequence[str]]) -> Iterator[UnionPiece]:
    start = first
    for at in range(first + 1, last + 1):
        whole = at < last and base.words[at].section == base.words[start].section
        if whole and tuple(closed_by.get(at, ())) == tuple(closed_by.get(start, ())):
            continue
        word = base.words[start]
        closed = tuple(closed_by.get(start, ()))
        yield _piece(base, start, at, closed, starts_line=word.starts_line, in_body=word.section > 0)
        start = at


def _piece(one: _Print, first: int, last: int, closed: tuple[str, ...], *, starts_line: bool, in_body: bool) -> UnionPiece:
    span = Span(one.words[first].span.start, one.words[last - 1].span.end)
    place = _place(one.document, span)
    return UnionPiece(message_id=one.message.id, place=place, closed_in=closed, starts_line=starts_line, in_body=in_body)


def _place(document: Document, span: Span) -> Place:
    return Place(document_id=document.id, span=span, text=span.of(document.text), page=document.page_at(span.start))
