"""What can be said of a quotation from its own text alone: its marks (Q123), and a pronoun for an unnamed source (Q124)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.checks.quote_book import QuoteBook
from onrecord.checks.quote_rules import GENDER, MARKS
from onrecord.checks.registry import finding
from onrecord.model.findings import Finding, Outcome
from onrecord.model.mentions import Quote, QuoteKind
from onrecord.spans import Span

_FLAWS = ("unclosed", "mismatched")
# "Ann Lee, " before "a former agent of the county": the description belongs to a name
_NAME_BEFORE_RE = re.compile(r"[^\W\d_a-z]\w*[,—–-]+ ?$")
# "claiming that he had been", "said she was"
_GENDER_RE = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b")
# "a San Antonio official", "the agent", "an assistant field office director": a post without a name
_POST_TEXT = """
official officer agent aide adviser advisor director executive spokesperson staffer employee lawyer attorney worker manager
deputy supervisor analyst diplomat source person member representative
"""
_POSTS = frozenset(_POST_TEXT.split())
_REACH = 140  # characters between the source and the pronoun that may stand for it
_LOWER_WORD_RE = re.compile(r"[a-z]+")


def check_marks(book: QuoteBook) -> Iterator[Finding]:
    """Q123: quotations whose marks do not close or do not match."""
    for quote in book.coverage_quotes():
        flaws = [flaw for flaw in _FLAWS if flaw in quote.flags]
        if flaws and quote.kind in (QuoteKind.DIRECT, QuoteKind.MIXED):
            marks = f"{quote.open_mark or ''} ... {quote.close_mark or '(none)'}"
            place = book.stretch(quote, quote.marks or quote.span)
            which = "The marks of this quotation" if len(quote.parts) == 1 else "The marks of a part of this quotation"
            message = f"{which} are {' and '.join(flaws)}" + (f": {marks}." if len(quote.parts) == 1 else ".")
            yield finding(MARKS, message=message, outcome=Outcome.CANNOT_TELL, places=[place], working=marks)


def check_gender(book: QuoteBook) -> Iterator[Finding]:
    """Q124: he or she for a source that is described and not named."""
    for quote in book.coverage_quotes():
        span = _gendered(quote, book)
        if span is not None:
            place = book.stretch(quote, span)
            message = f"“{quote.speaker_text}” is not named; the text calls them “{place.text.split()[-1]}”."
            yield finding(GENDER, message=message, outcome=Outcome.CANNOT_TELL, places=[place, book.place(quote)])


def _gendered(quote: Quote, book: QuoteBook) -> Span | None:
    """From the unnamed source to the pronoun that stands for it before the quotation, or None."""
    source = quote.speaker_span
    outer = quote.marks or quote.span
    if source is None or not 0 < outer.start - source.end <= _REACH or not _is_unnamed(quote.speaker_text or ""):
        return None
    text = book.text(quote)
    if _NAME_BEFORE_RE.search(text, max(0, source.start - _REACH), source.start):
        return None
    between = text[source.end : outer.start]
    if any(mark in between for mark in ".!?;\n"):
        return None
    pronoun = _GENDER_RE.search(between)
    if pronoun is None or any(word[:1].isupper() for word in between[: pronoun.start()].split()):
        return None
    return Span(source.start, source.end + pronoun.end())


def _is_unnamed(described: str) -> bool:
    """True for a description that ends in a post and begins with a small word: no name can hide in it."""
    words = described.split()
    if not words or not words[0].islower():
        return False
    return any(word in _POSTS for word in _LOWER_WORD_RE.findall(described))
