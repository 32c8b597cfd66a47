"""Bodies named in a text: agencies, courts, schools, papers, and the letters that stand for them.

In: the runs of capitalised words of a text. Out: spans with one name per body. A body is told by the kind of word in its name
("Department", "University"), by letters that the text itself explains ("Bureau of Land Care (BLC)"), by letters alone, or by
a capital article in mid-sentence ("published by The Relay").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.spans import Span
from onrecord.text.name_words import BODY_WORDS, OPENERS
from onrecord.text.names import DEFINED_RE, JOIN_RE, NameRun, initials_match, is_body

LETTERS_RE = re.compile(r"[A-Z]{3,5}$")
ROMAN_RE = re.compile(r"[IVXLCM]+$")
# ", by The Relay": the capital article in mid-sentence belongs to the name.
CAPITAL_ARTICLE_RE = re.compile(r"[a-z,;:’'”\d)—–-][ \u00a0]The[ \u00a0]$")
CAPITAL_WORD_RE = re.compile(r"[^\w\n]{1,2}(?:[A-Z]{2,}|I|A)\b")
MAX_JOINED = 3


def find_bodies(text: str, runs: Sequence[tuple[NameRun, Span]]) -> Iterator[tuple[Span, str, str]]:
    """Span, name and rule of each body, in order; letters are given the long form that the text explains them by."""
    found = list(_spelled_out(text, runs))
    long_forms = {short: name for _, name, short, _ in found if short}
    taken_until = 0
    spelled = {span.start: (span, name, rule) for span, name, _, rule in found}
    for run, _ in runs:
        start = run.start
        if start in spelled:
            span, name, rule = spelled[start]
            taken_until = span.end
            yield span, name, rule
            continue
        if _is_shouted(text, run):
            continue
        for word in run.words:
            if word.start >= taken_until and LETTERS_RE.match(word.text) and not ROMAN_RE.match(word.text):
                yield Span(word.start, word.end), long_forms.get(word.text, word.text), "people.letters"


def _is_shouted(text: str, run: NameRun) -> bool:
    """True where capitals are a manner of printing ("FULL TEXT", "HOW IT CAME") and no abbreviation."""
    if sum(word.text.isupper() and len(word.text) > 1 for word in run.words) > 1:
        return True
    after = CAPITAL_WORD_RE.match(text, run.end, run.end + 12)
    return after is not None or any(word.key in OPENERS for word in run.words)


def _spelled_out(text: str, runs: Sequence[tuple[NameRun, Span]]) -> Iterator[tuple[Span, str, str | None, str]]:
    at = 0
    while at < len(runs):
        run, passage = runs[at]
        end_at = _joined_until(text, runs, at)
        words = tuple(word for joined, _ in runs[at : end_at + 1] for word in joined.words)
        span = Span(words[0].start, words[-1].end)
        if is_body(words) or (end_at > at and any(word.key in BODY_WORDS for word in words)):
            defined = DEFINED_RE.match(text, span.end, min(passage.end, span.end + 14))
            short = defined["short"] if defined and initials_match(span.of(text), defined["short"]) else None
            whole = Span(span.start, defined.end()) if defined and short else span
            yield whole, " ".join(span.of(text).split()), short, "people.body"
            at = end_at + 1
        else:
            article = CAPITAL_ARTICLE_RE.search(text, max(passage.start, run.start - 6), run.start)
            if article and len(run.words) <= 3:
                whole = Span(article.end() - 4, run.end)
                yield Span(run.start, run.end), " ".join(whole.of(text).split()), None, "people.article"
            at += 1


def _joined_until(text: str, runs: Sequence[tuple[NameRun, Span]], at: int) -> int:
    """Index of the last run that "of", "and" or "for" joins to this one inside one name of a body."""
    last = at
    while last + 1 < len(runs) and last - at < MAX_JOINED:
        between = text[runs[last][0].end : runs[last + 1][0].start]
        if len(between) > 9 or not JOIN_RE.match(between):
            break
        if "of" not in between and "for" not in between and not _is_joint_name(runs[last][0], runs[last + 1][0]):
            break
        if "of" in between and not any(word.key in BODY_WORDS for run, _ in runs[at : last + 1] for word in run.words):
            break
        last += 1
    return last


def _is_joint_name(left: NameRun, right: NameRun) -> bool:
    """ "Immigration and Customs Enforcement": the kind of body stands at the very end and the left side names no body."""
    return (
        right.words[-1].key in BODY_WORDS
        and len(right.words) > 1
        and left.words[-1].key not in BODY_WORDS
        and len(left.words) <= 2
    )
