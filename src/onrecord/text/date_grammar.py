"""Where a text speaks of time, and in what form.

In: a text. Out: `DateExpression`s, in order and without overlap, each with its rule and its symbolic form ("the Friday
before the anchor", "two months long"). Nothing is dated here: that is `onrecord.text.date_values`, which needs an anchor. Of
all rules that match at a place the longest wins, and among equals the first of the table. Every rule is bounded in length,
so the cost is linear whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.spans import Span
from onrecord.text.date_forms import DateExpression, read_form
from onrecord.text.date_lexicon import CHAR_OF, MONTHS, WEEKDAYS, WORDS, Tokens, lexicon, read_tokens
from onrecord.text.date_neighbours import stands
from onrecord.text.date_rules import RULES, Rule

# Without one of these there is no expression of time; runs of words of time that lack one are passed over.
TRIGGERS = (
    "month weekday weekdays year numword decade shortdecade unit units quarter season seasons part parts holiday "
    "ampm set day noon clock now present current fy recently past recent soon future former then that_time slash period"
)
RUN_RE = re.compile(r"[^.]+")
TRIGGER_RE = re.compile("[" + "".join(CHAR_OF[name] for name in TRIGGERS.split()) + "]")
RULES_BY_OPENER = {char: tuple(rule for rule in RULES if char in rule.openers) for char in CHAR_OF.values()}
LOOK_BACK, LOOK_AHEAD = 120, 50  # characters around an expression that are searched for the tense of its clause
SENTENCE_END_RE = re.compile(r"[!?;]|\.['\"”’)]{0,2}\s+(?=[A-Z“\"‘(]|$)|\n\s*\n")
WILL = frozenset(WORDS["will"].split())
# "arrested in November", "met on": the verb stands right before it
DONE_RE = re.compile(
    r"\b(?!expected|scheduled|planned|anticipated|slated)(?:[a-z]{2,20}ed|began|came|held|took|met|won|lost|died)"
    r" (?:in|on)(?: the)? $|\b(?:said|told|announced|reported|wrote|testified)(?: on)? $"
)
DONE_ENDS = ("in ", "on ", "the ", "said ", "told ", "announced ", "reported ", "wrote ", "testified ")
AUXILIARIES = WILL | frozenset(WORDS["was"].split())
PLAIN_WORD_RE = re.compile(r"\w+")
LONGEST_PAST = 22  # letters of a past tense in "ed"
LONGEST_KNOWN = 24  # classes in a run whose matches are kept; a longer run is a calendar or hostile, and comes once
FULL_NAMES = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))


def find_date_expressions(text: str) -> tuple[DateExpression, ...]:
    """Every expression of time in a text, in order, without overlap.

    >>> [e.span.of("raids in February of 2017") for e in find_date_expressions("raids in February of 2017")]
    ['February of 2017']
    """
    found: list[DateExpression] = []
    for tokens in read_tokens(text):
        found.extend(_expressions(text, tokens))
    return tuple(found)


def _expressions(text: str, tokens: Tokens) -> Iterator[DateExpression]:
    for run in RUN_RE.finditer(tokens.shape):
        at = run.start()
        if not TRIGGER_RE.search(tokens.shape, at, run.end()):
            continue
        classes = run[0]
        present = frozenset(classes)
        while at < run.end():
            end, expression = _best(text, tokens, at, classes, run.start(), present)
            if expression is not None:
                yield expression
            at = max(at + 1, end)


def _best(
    text: str, tokens: Tokens, at: int, run: str, start: int, present: frozenset[str]
) -> tuple[int, DateExpression | None]:
    """The longest expression that begins at a token of the run that starts at `start`, and where to read on.

    A longer rule whose words contradict it ("April. One") gives way to a shorter one; an age ends the search for its words.
    """
    matches = _known_matches(run, at - start) if len(run) <= LONGEST_KNOWN else _matches(run, at - start, present)
    for end, rule in matches:
        if rule.form == "age":
            return start + end, None
        expression = _expression(text, rule, tokens, at, start + end)
        if expression is not None:
            return start + end, expression
    return at, None


def _matches(run: str, at: int, present: frozenset[str]) -> tuple[tuple[int, Rule], ...]:
    """The rules that match at a place of a run of classes, the longest first, each with where it ends."""
    matches = []
    for rule in RULES_BY_OPENER[run[at]]:
        if not rule.always <= present:
            continue
        matched = rule.pattern.match(run, at)
        if matched and matched.end() > at:
            matches.append((-matched.end(), rule.rank, rule))
    return tuple((-negative_end, rule) for negative_end, _, rule in sorted(matches, key=_length_and_rank))


def _length_and_rank(match: tuple[int, int, Rule]) -> tuple[int, int]:
    return match[:2]


@lru_cache(maxsize=8192)
def _known_matches(run: str, at: int) -> tuple[tuple[int, Rule], ...]:
    """The same, kept: writers repeat themselves, and a few thousand runs ("the month number") make up nearly all."""
    return _matches(run, at, frozenset(run))


def _expression(text: str, rule: Rule, tokens: Tokens, first: int, end: int) -> DateExpression | None:
    """The expression over tokens first..end-1, or None where its words or its neighbours show that it is none."""
    entries = [(*lexicon()[word], word.lower()) for word in tokens.words[first:end]]
    form = read_form(rule, entries)
    if form is None:
        return None
    if entries[-1][2] == "." and entries[-2][2] in FULL_NAMES:  # "in June." ends the sentence, "in Jun." need not
        end -= 1
    expression = DateExpression(
        span=Span(tokens.starts[first], tokens.end(end - 1)),
        rule=rule.name,
        form=form,
        direction=_direction(text, Span(tokens.starts[first], tokens.end(end - 1))),
        before=tokens.words[first - 1] if first else "",
        after=tokens.words[end] if end < len(tokens.words) else "",
    )
    return expression if stands(expression, tokens, first, end) else None


def _direction(text: str, span: Span) -> str | None:
    """Done, past or future, after the nearest auxiliary or past tense before the expression in its sentence, else after it."""
    if text[span.end - 2 : span.end] in ("'s", "’s"):
        return "past"  # "Wednesday's ruling"
    before = SENTENCE_END_RE.split(text[max(0, span.start - LOOK_BACK) : span.start])[-1]
    if before.endswith(DONE_ENDS) and DONE_RE.search(before):
        return "done"
    tense = next(filter(_is_tense, reversed(PLAIN_WORD_RE.findall(before))), None)
    if tense is None:
        after = SENTENCE_END_RE.split(text[span.end : span.end + LOOK_AHEAD], maxsplit=1)[0]
        tense = next(filter(_is_tense, PLAIN_WORD_RE.findall(after)), None)
    if tense is None:
        return None
    return "future" if tense in WILL else "past"


def _is_tense(word: str) -> bool:
    """ "was", "will", "arrested": what says whether the clause tells of the past."""
    if word in AUXILIARIES:
        return True
    return word.endswith("ed") and 4 <= len(word) <= LONGEST_PAST and word.isascii() and word.isalpha() and word.islower()
