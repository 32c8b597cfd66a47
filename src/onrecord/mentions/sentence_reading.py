"""The sentences of a document as words, with every quotation as one word.

In: a text and the stretches inside its marks. Out: `ReadSentence`s in order. Trap: a full stop inside a quotation ends no
sentence of the writer, a quotation over several paragraphs is one word of one sentence, and `“Why?” Smith asked.` is one
sentence although a question mark stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.spans import Span
from onrecord.text.clauses import Word, is_adverb, is_time, read_words
from onrecord.text.cues import find_cue
from onrecord.text.quotation import Stretch
from onrecord.text.sentences import split_sentences
from onrecord.text.subjects import find_subject, find_subject_after

_INNER_STOP_RE = re.compile(r"[.!?…\n\r\f\v\u0085\u2028\u2029]")
_MOST_WORDS = 300  # of a sentence of prose; what is longer is a list or no language
_LONGEST_JOINED = 4000  # characters of a quotation with its tag
_LONGEST_TAG = 30  # words: `“Why?” Tom Smith, a long-serving member of ..., asked.`


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """One sentence. `block` counts the lines of the text; `quotes` are (index of the word, index of the stretch)."""

    span: Span
    block: int
    words: tuple[Word, ...]
    quotes: tuple[tuple[int, int], ...]


def read_sentences(text: str, stretches: Sequence[Stretch]) -> tuple[ReadSentence, ...]:
    """The sentences of the text, quotations as single words."""
    masked = _mask(text, stretches)
    spans = split_sentences(masked)
    read: list[ReadSentence] = []
    at = block = 0
    end = 0
    for span in spans:
        inside: list[int] = []
        while at < len(stretches) and stretches[at].outside.start < span.end:
            inside.append(at)
            at += 1
        if "\n" in masked[end : span.start] or "\f" in masked[end : span.start]:
            block += 1
        end = span.end
        sentence = _read(text, span, block, inside, stretches)
        if read and span.end - read[-1].span.start < _LONGEST_JOINED and _is_tag_of(text, read[-1], sentence, stretches):
            first = read.pop()
            joined = Span(first.span.start, span.end)
            sentence = _read(text, joined, block, [n for _, n in first.quotes] + inside, stretches)
        read.extend(_pieces(sentence))
    return tuple(read)


def _pieces(sentence: ReadSentence) -> list[ReadSentence]:
    """The sentence, cut where it has more words than prose has, so that a line of a million words costs no more than prose."""
    words = sentence.words
    if len(words) <= _MOST_WORDS:
        return [sentence]
    pieces: list[ReadSentence] = []
    quotes = iter(sentence.quotes)
    following = next(quotes, None)
    for first in range(0, len(words), _MOST_WORDS):
        some = words[first : first + _MOST_WORDS]
        here: list[tuple[int, int]] = []
        while following is not None and following[0] < first + _MOST_WORDS:
            here.append((following[0] - first, following[1]))
            following = next(quotes, None)
        pieces.append(ReadSentence(Span(some[0].start, some[-1].end), sentence.block, some, tuple(here)))
    return pieces


def _mask(text: str, stretches: Sequence[Stretch]) -> str:
    """The text with the stops inside each quotation made commas, its last character excepted; offsets unchanged."""
    pieces: list[str] = []
    at = 0
    for stretch in stretches:
        inside = stretch.inside
        pieces += (text[at : inside.start], _INNER_STOP_RE.sub(",", text[inside.start : max(inside.start, inside.end - 1)]))
        at = max(inside.start, inside.end - 1)
    pieces.append(text[at:])
    return "".join(pieces)


def _read(text: str, span: Span, block: int, inside: list[int], stretches: Sequence[Stretch]) -> ReadSentence:
    outside = [Span(stretches[n].outside.start, min(stretches[n].outside.end, span.end)) for n in inside]
    words = tuple(read_words(text, span, outside))
    places = [n for n, word in enumerate(words) if word.kind == "quote"]
    return ReadSentence(span, block, words, tuple(zip(places, inside, strict=True)))


def _is_tag_of(text: str, before: ReadSentence, after: ReadSentence, stretches: Sequence[Stretch]) -> bool:
    """True where `after` only says who spoke the quotation that ends `before`: `“Why?”` + `Smith asked.`"""
    if before.block != after.block or not before.quotes or before.words[-1].kind != "quote":
        return False
    inside = stretches[before.quotes[-1][1]].inside
    if text[inside.end - 1 : inside.end] not in ("?", "!", "…", "—", "–", "-", ",", "."):
        return False
    return is_tag(after.words, text[inside.end - 1] != ".")


def is_tag(words: Sequence[Word], freely: bool = True) -> bool:
    """True for words that open with a subject and a verb of speech and then end or go on with a time, place or quotation.

    Not `freely`: nothing but subject and verb, for a quotation that ended with a full stop.
    """
    for at, word in enumerate(words[:_LONGEST_TAG]):
        if word.kind == "quote" or word.low in (";", ":"):
            return False
        cue = find_cue(word.low) if word.kind == "word" and word.text[0].islower() else None
        if cue is None or not cue.classes & {"say", "tell", "ask"}:
            continue
        if cue.form not in ("past", "present"):
            continue
        subject = find_subject(words, at)
        if subject is None and at == 0:
            subject = find_subject_after(words, at)
            return subject is not None
        if subject is None or subject.first > 1:
            return False
        following = words[at + 1] if at + 1 < len(words) else None
        if following is None or following.low in (".", ",", ":") or following.kind == "quote":
            return freely or following is None or following.low in (".", ":")
        return freely and (
            is_time(following)
            or is_adverb(following)
            or following.low in ("in", "on", "at", "during", "to", "of", "when", "after", "as", "with")
        )
    return False
