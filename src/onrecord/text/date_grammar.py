"""Where a text speaks of time, and in what form.

In: a text. Out: `DateExpression`s, in order and without overlap, each with its rule and its symbolic form ("the Friday
before the anchor", "two months long"). Nothing is dated here: that is `onrecord.text.date_values`, which needs an anchor. Of
all rules that match at a place the longest wins, and among equals the first of the table. Every rule is bounded in length,
so the cost is linear whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
TENSE_RE = re.compile(rf"\b(?:{'|'.join(WORDS['will'].split())}|{'|'.join(WORDS['was'].split())}|[a-z]{{2,20}}ed)\b")
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
        present = frozenset(run[0])
        while at < run.end():
            end, expression = _best(text, tokens, at, run.end(), present)
            if expression is not None:
                yield expression
            at = max(at + 1, end)


def _best(text: str, tokens: Tokens, at: int, limit: int, present: frozenset[str]) -> tuple[int, DateExpression | None]:
    """The longest expression that begins at a token, and where to read on.

    A longer rule whose words contradict it ("April. One") gives way to a shorter one; an age ends the search for its words.
    """
    matches = []
    for rule in RULES_BY_OPENER[tokens.shape[at]]:
        if not rule.always <= present:
            continue
        matched = rule.pattern.match(tokens.shape, at, limit)
        if matched and matched.end() > at:
            matches.append((-matched.end(), rule.rank, rule))
    for negative_end, _, rule in sorted(matches):
        if rule.form == "age":
            return -negative_end, None
        expression = _expression(text, rule, tokens, at, -negative_end)
        if expression is not None:
            return -negative_end, expression
    return at, None


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
    tenses = TENSE_RE.findall(before)[-1:]
    tenses += TENSE_RE.findall(SENTENCE_END_RE.split(text[span.end : span.end + LOOK_AHEAD], maxsplit=1)[0])[:1]
    if DONE_RE.search(before):
        return "done"
    if not tenses:
        return None
    return "future" if tenses[0] in WILL else "past"
