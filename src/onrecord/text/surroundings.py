"""Surroundings: the sentence that a stretch of text stands in, also across the line breaks of wrapped mail.

In: a text and a stretch of it. Out: the bounds of the first and last sentence it touches, and whether two places lie in
one sentence. Trap: mail is wrapped at some seventy characters, so a line that is full and ends without a stop goes on in
the next one, capital or not. Looks only at a bounded window, so that a book costs no more than a note.
"""

from __future__ import annotations

import re

from onrecord.spans import Span
from onrecord.text.sentences import split_sentences

_WINDOW = 1200  # characters to either side; longer sentences are cut off there
_FULL_LINE = 50  # a line at least so long was wrapped, a shorter one ended by its writer
_STOPS = ".!?:…"
# "Madam Secretary," alone on its line before a capital
_SALUTATION_RE = re.compile(r"[^\n.!?;:]{1,40},[ \t]*\n\s*(?=[A-Z])")
_LIST_ITEM_RE = re.compile(r"\s*(?:[-*•·>o]\s|\(?\w{1,3}[.)]\s)")


def sentence_around(text: str, start: int, end: int) -> Span:
    """From the start of the sentence that holds `start` to the end of the one that holds the character before `end`.

    >>> text = "He left. The talks, he said, can yield results. Nobody came."
    >>> sentence_around(text, 22, 30).of(text)
    'The talks, he said, can yield results.'
    """
    sentences = nearby_sentences(text, start, end)
    low, high = start, end
    for sentence in sentences:
        if sentence.start <= start < sentence.end:
            low = sentence.start
        if sentence.start < end <= sentence.end:
            high = sentence.end
    return Span(min(low, start), max(high, end))


def nearby_sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences in a window around `text[start:end]`, wrapped lines joined."""
    low, high = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    joined: list[Span] = []
    for found in split_sentences(text[low:high]):
        sentence = _without_salutation(text, found.shifted(low))
        if joined and _is_wrapped(text, joined[-1], sentence):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return tuple(joined)


def _without_salutation(text: str, sentence: Span) -> Span:
    """The sentence without a line of greeting that a comma joins to it."""
    match = _SALUTATION_RE.match(text, sentence.start, sentence.end)
    return Span(match.end(), sentence.end).strip(text) if match else sentence


def _is_wrapped(text: str, before: Span, after: Span) -> bool:
    """True where one line break alone parts the two, and the line before it is full and has no stop at its end."""
    between = text[before.end : after.start]
    if between.count("\n") != 1 or between.strip() or text[before.end - 1] in _STOPS:
        return False
    line_start = text.rfind("\n", 0, before.end) + 1
    return before.end - line_start >= _FULL_LINE and not _LIST_ITEM_RE.match(text, after.start)
