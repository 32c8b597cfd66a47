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
from onrecord.text.date_lexicon import CHAR_OF, MONTHS, WEEKDAYS, Tokens, lexicon, read_tokens
from onrecord.text.date_forms import DateExpression, read_form
from onrecord.text.date_neighbours import stands
from onrecord.text.date_rules import RULES, Rule

# Without one of these there is no expression of time; runs of words of time that lack one are passed over.
TRIGGERS = (
    "month weekday weekdays year hundred numword decade shortdecade unit units quarter season seasons part parts holiday "
    "ampm set day noon new clock now present recently recent soon future past former then that_time number"
)
RUN_RE = re.compile(r"[^.]+")
TRIGGER_RE = re.compile("[" + "".join(CHAR_OF[name] for name in TRIGGERS.split()) + "]")
RULES_BY_OPENER = {char: tuple(rule for rule in RULES if char in rule.openers) for char in CHAR_OF.values()}
LOOK_BACK, LOOK_AHEAD = 20, 8  # tokens around an expression that are searched for the tense of its clause
SENTENCE_ENDS = frozenset((CHAR_OF["bang"], CHAR_OF["blank"]))
STOP, WILL, WAS, POSSESSIVE = CHAR_OF["stop"], CHAR_OF["will"], CHAR_OF["was"], CHAR_OF["s"]
FULL_NAMES = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))


def find_date_expressions(text: str) -> tuple[DateExpression, ...]:
    """Every expression of time in a text, in order, without overlap.

    >>> [e.span.of("raids in February of 2017") for e in find_date_expressions("raids in February of 2017")]
    ['February of 2017']
    """
    found: list[DateExpression] = []
    for tokens in read_tokens(text):
        found.extend(_expressions(tokens))
    return tuple(found)


def _expressions(tokens: Tokens) -> Iterator[DateExpression]:
    for run in RUN_RE.finditer(tokens.shape):
        at = run.start()
        if not TRIGGER_RE.search(tokens.shape, at, run.end()):
            continue
        while at < run.end():
            end, expression = _best(tokens, at, run.end())
            if expression is not None:
                yield expression
            at = max(at + 1, end)


def _best(tokens: Tokens, at: int, limit: int) -> tuple[int, DateExpression | None]:
    """The longest expression that begins at a token, and where to read on.

    A longer rule whose words contradict it ("April. One") gives way to a shorter one; an age ends the search for its words.
    """
    matches = []
    for rule in RULES_BY_OPENER[tokens.shape[at]]:
        matched = rule.pattern.match(tokens.shape, at, limit)
        if matched and matched.end() > at:
            matches.append((-matched.end(), rule.rank, rule))
    for negative_end, _, rule in sorted(matches):
        if rule.form == "age":
            return -negative_end, None
        expression = _expression(rule, tokens, at, -negative_end)
        if expression is not None:
            return -negative_end, expression
    return at, None


def _expression(rule: Rule, tokens: Tokens, first: int, end: int) -> DateExpression | None:
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
        direction=_direction(tokens, first, end),
        before=tokens.words[first - 1] if first else "",
        after=tokens.words[end] if end < len(tokens.words) else "",
    )
    return expression if stands(expression, tokens, first, end) else None


def _direction(tokens: Tokens, first: int, end: int) -> str | None:
    """Past or future, after the nearest auxiliary or past tense before the expression in its sentence, else after it."""
    if tokens.shape[end - 1] == POSSESSIVE:
        return "past"  # "Wednesday's ruling"
    for at in range(first - 1, max(-1, first - LOOK_BACK), -1):
        shape = tokens.shape[at]
        if shape in SENTENCE_ENDS or (shape == STOP and tokens.words[at + 1][:1].isupper()):
            break
        if tense := _tense(tokens, at):
            return tense
    for at in range(end, min(len(tokens.words), end + LOOK_AHEAD)):
        if tokens.shape[at] in SENTENCE_ENDS or tokens.shape[at] == STOP:
            break
        if tense := _tense(tokens, at):
            return tense
    return None


def _tense(tokens: Tokens, at: int) -> str | None:
    if tokens.shape[at] == WILL:
        return "future"
    word = tokens.words[at]
    return "past" if tokens.shape[at] == WAS or (word.endswith("ed") and word.islower()) else None
