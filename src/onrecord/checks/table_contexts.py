"""What stands around a figure that is held against a table: its sentence, the one before, its message, the whole it is of.

In: a document with its mentions and messages. Out: one `Asked` for every figure. "Of the 52 people arrested, 31 have no
conviction": 52 is the whole of 31, and which 52 they are is said somewhere in the same message, if at all.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.intervals import ValueInterval
from onrecord.model.case import DocumentRecords
from onrecord.model.mentions import Figure
from onrecord.spans import Span
from onrecord.text.sentences import split_sentences

WINDOW_CHARS = 90  # words that belong to a figure stand close behind it
NEARBY_CHARS = 20_000  # of a message or an article: what names the place of a figure
_OF_CHARS = 30
# "Of the 52 people", "27 of these 120 arrests"
_OF_RE = re.compile(r"\b(?:of|among) (?:(?:the|those|these|all|our|its|their|some|about) ){0,3}$", re.IGNORECASE)
_LEADING_RE = re.compile(r" (?:of|among) (?:(?:the|those|these|all|our|its|their|some|about) ){0,3}")  # "28 of the 40"
# ": 52 in Elm" after the thing counted was named: the place stands right behind the number
_IN_PLACE_RE = re.compile(r"(?: (?:were|was|came))? (?:in|at|from) (?=[A-Z])")
_PLACE_CHARS = 50
# "31 people arrested in Elm had no job": a narrower group than those arrested in Elm
_NARROWED_RE = re.compile(
    r"\b(?:who|whom|whose|that|which|with|without|had|have|has|having|no|not|never|only|under|over|aged|for|on|because|as"
    r"|after|before|while|during|since|of|were|was|are|is)\b"
)
# " on June 15, 2025", " in March": when it was counted, which the figure's period says already
_TIME_RE = re.compile(
    r"\b(?:on|in|by|during|since) (?:(?:early|mid|late|fiscal|the year) )?"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{1,2}\b)?"
    r"(?:,? \d{4}\b)?"
    r"|(?:19|20)\d\d\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_ARRESTED_RE = re.compile(r"^(?: [a-z]+){0,2} (?:were|was) (?:[a-z]+ed|made)\b")  # " people were arrested": who they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A figure with its surroundings.

    `words` stand behind it, up to the next figure; `wholes` are the numbers that its sentence calls the whole (`is_whole`: this
    is one); `others` are the figures of its sentence; `place_words`: a place stands right behind it.
    """

    part: DocumentRecords
    figure: Figure
    sentence: str
    before: str
    words: str
    wholes: tuple[ValueInterval, ...]
    others: tuple[Figure, ...]
    place_words: str
    around: Span
    is_whole: bool

    def is_narrowed(self) -> bool:
        """True where words behind the figure may make the group smaller than its place says."""
        if self.place_words:
            return False
        rest = _TIME_RE.sub("", _ARRESTED_RE.sub("", self.words))
        return bool(_NARROWED_RE.search(rest)) or bool(self.wholes)

    def message(self) -> str:
        """The text of the message or article that the figure stands in."""
        return self.around.of(self.part.document.text)


def list_asked(part: DocumentRecords) -> Iterator[Asked]:
    """Every figure of a document that states a number, in the order of the text."""
    figures = sorted(part.mentions.figures, key=lambda item: item.span)
    if not figures:
        return
    text = part.document.text
    sentences = split_sentences(text)
    starts = [sentence.start for sentence in sentences]
    bounds = sorted((message.span for message in part.inbox.messages), key=lambda span: (span.start, -span.end))
    firsts = [span.start for span in bounds]
    inside: dict[int, list[Figure]] = {}
    for figure in figures:
        at = bisect_right(starts, figure.span.start) - 1
        if at >= 0 and sentences[at].overlaps(figure.span):
            inside.setdefault(at, []).append(figure)
    for at, found in inside.items():
        sentence = Span(sentences[at].start, sentences[at].end)
        around = _find_message(sentence, bounds, firsts, len(text))
        earlier = sentences[at - 1] if at and sentences[at - 1].start >= around.start else None
        wholes = [figure for figure in found if figure.kind == "count" and _is_whole(text, figure)]
        leads = _read_leads(text, found, wholes)
        for figure in found:
            if figure.stated is not None:
                # "28 of the 40 people had no job": what follows is said of the 28
                words = _words_behind(text, leads.get(figure.id, figure), found, sentence)
                words = "" if figure in leads.values() else words
                yield Asked(
                    part=part,
                    figure=figure,
                    sentence=sentence.of(text),
                    before=text[earlier.start : earlier.end] if earlier is not None else "",
                    words=words,
                    wholes=tuple(whole.value for whole in wholes if whole is not figure) if figure not in wholes else (),
                    others=tuple(other for other in found if other is not figure),
                    place_words=_read_place_words(words),
                    around=around,
                    is_whole=figure in wholes,
                )


def _is_whole(text: str, figure: Figure) -> bool:
    return bool(_OF_RE.search(text[max(0, figure.span.start - _OF_CHARS) : figure.span.start]))


def _read_place_words(words: str) -> str:
    match = _IN_PLACE_RE.match(words)
    return re.split(r"[,;.:]| and ", words[match.end() : match.end() + _PLACE_CHARS])[0] if match else ""


def _read_leads(text: str, found: list[Figure], wholes: list[Figure]) -> dict[str, Figure]:
    """For every figure that is followed at once by its whole ("28 of the 40"), that whole."""
    pairs = itertools.pairwise(found)
    return {
        part.id: whole
        for part, whole in pairs
        if whole in wholes and _LEADING_RE.fullmatch(text[part.span.end : whole.span.start])
    }


def _words_behind(text: str, figure: Figure, found: list[Figure], sentence: Span) -> str:
    following = [other.span.start for other in found if other.span.start >= figure.span.end]
    end = min([sentence.end, figure.span.end + WINDOW_CHARS, *following])
    return text[figure.span.end : max(end, figure.span.end)]


def _find_message(sentence: Span, bounds: list[Span], firsts: list[int], length: int) -> Span:
    at = bisect_right(firsts, sentence.start) - 1
    if at >= 0 and sentence.start < bounds[at].end:
        return bounds[at]
    return Span(max(0, sentence.start - NEARBY_CHARS), min(length, sentence.end + NEARBY_CHARS))
