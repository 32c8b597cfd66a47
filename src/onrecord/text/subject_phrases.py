"""The noun phrase that ends right before a verb, read leftwards by its edges.

In: the words of a sentence and the last word of the phrase. Out: a `Subject`. A phrase ends at punctuation, a conjunction, a
pronoun or a finite verb; a bracket and a short relative clause ("the man who was there") belong to it; what opens the clause
before it ("On Monday") does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.text.clauses import (
    BARE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    STAND_ALONE,
    SUBORDINATORS,
    Word,
    is_adverb,
    is_auxiliary,
    is_noun_use,
    is_time,
    is_verb,
)
from onrecord.text.cues import find_cue

_ARTICLES = frozenset(("the", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your"))
_PORTIONS = frozenset(("half", "third", "quarter", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
_AFTER_REDUCED = frozenset(("by", "under", "with", "from", "in", "for", "at"))
FURTHEST = 40  # words that a phrase or subject is looked for to the left of its verb


class Subject(NamedTuple):
    """Words `[first, last]` of the sentence, and how they were found: adjacent, appositive, shared, relative, inverted."""

    first: int
    last: int
    how: str


def before_bracket(words: Sequence[Word], at: int) -> int:
    """Index before the bracket that closes at `at`."""
    lowest = max(0, at - FURTHEST)
    while at >= lowest and words[at].low != "(":
        at -= 1
    return at - 1 if at >= lowest else -1


def phrase_before(words: Sequence[Word], last: int, how: str) -> Subject | None:
    """The noun phrase that ends at `last`, or None where nothing there can be one."""
    if words[last].low in PRONOUNS:
        return Subject(last, last, how)
    made = _before_making(words, last)
    if made is not None:
        poll = phrase_before(words, made, how)
        return None if poll is None else Subject(poll.first, last, how)
    first = last
    lowest = max(-1, last - FURTHEST)
    at = last
    while at > lowest:
        word = words[at]
        if word.low == ")":
            at = before_bracket(words, at)
            if at < 0:
                break
            continue
        if _ends_phrase(words, at, first, last):
            if _is_reduced(words, at):
                at -= 1
                continue
            relative = _relative_before(words, at, lowest)
            if relative is None:
                break
            at = relative - 1
            continue
        first = at
        at -= 1
    first = _after_opening(words, first, last)
    if _is_place_tail(words, first, last):
        longer = phrase_before(words, first - 2, how)
        first = first if longer is None else longer.first
    first = _trim(words, first, last)
    if not _is_nominal(words, first, last):
        return None
    return Subject(first, last, how)


def _before_making(words: Sequence[Word], last: int) -> int | None:
    """Index of the "polls" of "new polls released last Sunday", where the phrase ends with a day."""
    at = last
    while at > 0 and (
        is_time(words[at]) or words[at].text[0].isdigit() or words[at].low in ("last", "in", "on", "late", "early")
    ):
        at -= 1
    made = at < last and at > 0 and words[at].low.endswith("ed") and words[at - 1].kind == "word"
    return at - 1 if made and not is_auxiliary(words[at - 1]) and words[at - 1].low not in PRONOUNS else None


def is_measure(words: Sequence[Word], at: int) -> bool:
    """True for the "about" of "about two-thirds" and "about 4 in 10": it opens a count, not a place."""
    if words[at].low not in ("about", "around", "over", "under") or at + 1 >= len(words):
        return False
    low = words[at + 1].low
    return low[0].isdigit() or low in DETERMINERS - _ARTICLES or low.partition("-")[0] in _PORTIONS or low.endswith("thirds")


def _after_opening(words: Sequence[Word], first: int, last: int) -> int:
    """Index of the name behind what opens the sentence: "At one point Ann Lee" begins at "Ann"."""
    if words[first].low not in PREPOSITIONS or not words[first].is_capital or not words[last].is_capital:
        return first
    for at in range(first + 2, last + 1):
        before = words[at - 1]
        if words[at].is_capital and before.text.islower():
            return first if before.low in PREPOSITIONS or before.low in DETERMINERS else at
    return first


def _is_place_tail(words: Sequence[Word], first: int, last: int) -> bool:
    """True for the "Texas" of "a director in Austin, Texas said"."""
    if first < 4 or last - first > 1 or words[first - 1].low != "," or not words[first].is_capital:
        return False
    before = next((n for n in range(first - 2, max(-1, first - 6), -1) if not words[n].is_capital), None)
    return before is not None and before < first - 2 and words[before].low in ("in", "of", "from", "at", "near")


def _ends_phrase(words: Sequence[Word], at: int, first: int, last: int) -> bool:
    word = words[at]
    if word.kind == "quote":
        # the “No Comparison” ad: inside a noun phrase only where a noun follows
        return not (
            first == at + 1
            and first <= last
            and not words[first].text[0].isupper()
            and at > 0
            and words[at - 1].low in DETERMINERS
        )
    if word.kind == "point":
        return word.low not in ("&", "#", "@", "'", "’", "/", "[", "]", "$", "%")
    if word.low in ("and", "or"):
        return not (at > 0 and words[at - 1].is_capital and first == at + 1 and words[first].is_capital)
    if word.low in SUBORDINATORS or word.low in CONJUNCTIONS:
        return not (word.low == "that" and first == at + 1 and not is_verb(words[first]) and _starts_clause(words, at))
    if word.low in PRONOUNS and at != last:
        return True
    if at < last and words[at + 1].low in DETERMINERS and word.low not in PREPOSITIONS and not word.is_capital:
        cue = find_cue(word.low)  # "shows an executive"
        if cue is not None and cue.form == "present" and not is_noun_use(words, at):
            return True
    return at != last and is_verb(word)


def _is_reduced(words: Sequence[Word], at: int) -> bool:
    """True for the "seen" of "a memo seen by Reuters": no verb of its own subject."""
    if at < 1 or at + 1 >= len(words) or words[at + 1].low not in _AFTER_REDUCED or words[at].kind != "word":
        return False
    before = words[at - 1]
    return before.kind == "word" and not is_auxiliary(before) and not is_adverb(before) and before.low not in PRONOUNS


def _starts_clause(words: Sequence[Word], at: int) -> bool:
    return at == 0 or words[at - 1].kind == "point"


def _relative_before(words: Sequence[Word], at: int, lowest: int) -> int | None:
    """Index of a "who" or "that" shortly before the verb at `at`, so that "the man who was there" is one phrase."""
    if not is_verb(words[at]):
        return None
    for back in range(at - 1, max(lowest, at - 5), -1):
        word = words[back]
        if word.low in ("who", "which", "that") and back > 0 and words[back - 1].kind == "word":
            return back if not is_verb(words[back - 1]) else None
        if word.kind != "word":
            return None
    return None


def _trim(words: Sequence[Word], first: int, last: int) -> int:
    """The phrase without what opens the clause before it: "On Monday Smith" begins at "Smith"."""
    while first < last:
        word = words[first]
        if word.low in CONJUNCTIONS or word.low in BARE or (is_adverb(word) and word.low not in STAND_ALONE):
            first += 1
            continue
        if is_measure(words, first):
            break
        if word.low in PREPOSITIONS:
            time = next(
                (n for n in range(first + 1, min(last, first + 5)) if is_time(words[n]) or words[n].low.isdigit()), None
            )
            if time is None:
                break
            first = time + 1
            continue
        if word.low in ("last", "this", "next", "earlier", "late", "early") and first + 1 < last and is_time(words[first + 1]):
            first += 2
            continue
        if is_time(word) and first + 1 <= last and words[first + 1].low not in ("'s", "’s") and word.is_capital:
            first += 1
            continue
        break
    return first


def _is_nominal(words: Sequence[Word], first: int, last: int) -> bool:
    """True where the words can name somebody: a noun, a name, a pronoun, not only function words and times."""
    if words[first].low in SUBORDINATORS - {"that"} or (words[first].low in PREPOSITIONS and not is_measure(words, first)):
        return False
    for word in words[first : last + 1]:
        if word.kind != "word":
            continue
        if word.low in PRONOUNS or word.low in STAND_ALONE:
            return True
        plain = word.low in DETERMINERS or word.low in PREPOSITIONS or word.low in SUBORDINATORS or word.low in BARE
        if not (plain or is_time(word) or is_adverb(word) or is_auxiliary(word)):
            return True
    return False
