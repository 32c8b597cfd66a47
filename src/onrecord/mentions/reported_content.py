"""Where the words begin that a verb reports without marks: "said that ...", "told reporters he ...", "promised to ...".

In: the words of a sentence and the index of its cue. Out: the index of the first reported word and the form of what follows:
"that_clause", "clause", "question", "infinitive", "object" or "nothing". Trap: hearer, day and place may stand between the
verb and its words ("told the Herald on Monday that"), and a "that" behind any other noun is a relative.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.text.clauses import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    Word,
    is_adverb,
    is_time,
    is_verb,
)
from onrecord.text.cues import Cue

_PASSING_TEXT = """
out up down back off again also just once twice already then later earlier instead himself herself themselves however now soon
only well better further early late
"""
_PASSING = frozenset(_PASSING_TEXT.split())
_HEARERS_TEXT = "reporters him her them me us you supporters voters viewers lawmakers congress people everyone"
HEARERS = frozenset(_HEARERS_TEXT.split())
_NOT_OPENING = frozenset(("as", "while", "when", "because", "if", "since", "but", "and", "or", "than", "then"))
_GOVERNED = frozenset(("to", "on", "at", "for", "about", "against", "of", "with"))
_SAYING = frozenset(("say", "tell", "write", "add", "note", "continue", "explain", "tweet", "argue", "report", "recall"))
# "expressed doubt that", "made the case that": such a noun is followed by its content, "a book that" is not
_THOUGHTS_TEXT = "doubt doubts hope hopes fear fears concern concerns confidence belief view case claim claims"
_THOUGHTS = frozenset(_THOUGHTS_TEXT.split())
_QUESTIONS = frozenset(("whether", "how", "why", "what", "if", "who", "where", "when"))
_POSSESSIVES = frozenset(("the", "a", "an", "his", "her", "their"))
_OPENS_NOUN = _POSSESSIVES | frozenset(("its", "this", "that", "these", "those", "him", "them"))
_ASIDES = frozenset(("in", "on", "at", "for", "during", "despite", "if", "under", "unlike", "without"))
_LONGEST_ASIDE = 10  # words between a verb and its clause: "said in a telephone interview on Monday he would"
_LONGEST_HEARER = 6  # words: "told the editors of the Hilltown Herald"
_FURTHEST_THAT = 16  # words: "noted in a guest column in Saturday’s Globe that"


def find_content(words: Sequence[Word], at: int, cue: Cue) -> tuple[int, str] | None:
    """Index where the words reported by the cue at `at` begin, and their form; None where nothing is reported."""
    first, form = _content_start(words, at, cue)
    if form in ("clause", "object") and first < len(words) and _opens_aside(words[first]):
        behind = _behind_aside(words, at, first) if cue.verb in _SAYING else None
        return None if behind is None else (behind, "clause")
    return (first, form) if first < len(words) else None


def _content_start(words: Sequence[Word], at: int, cue: Cue) -> tuple[int, str]:
    """Index where the reported words begin and their form, before what stands between is looked at."""
    first = at + 1
    while first < len(words) and (words[first].low in _PASSING or is_time(words[first]) or _is_manner(words[first])):
        first += 1
    that = _that_after(words, first, cue)
    if that is not None:
        return that, "that_clause"
    if "tell" in cue.classes:
        first = _after_hearer(words, first)
    if first >= len(words) or words[first].kind != "word":
        return len(words), "nothing"
    if words[first].low in _QUESTIONS:
        return first, "question"
    if _is_infinitive(words, first):
        return first, "infinitive"
    if _is_clause(words, first):
        return first, "clause"
    if words[first].low in _GOVERNED and first + 1 < len(words) and words[first + 1].kind == "word":
        if cue.verb in _SAYING:
            return len(words), "nothing"  # "said on Monday", "wrote to the board": where and to whom, not what
        first += 1  # "lashed out at", "referred to"
    return first, "object"


def _opens_aside(word: Word) -> bool:
    return word.low in PREPOSITIONS or word.low in _NOT_OPENING


def _behind_aside(words: Sequence[Word], at: int, first: int) -> int | None:
    """Index of the clause behind "on Monday", "in an interview": "he" in "said on Monday he would leave".

    What ends with a comma belongs to the clause: "said despite all that, he would leave".
    """
    if words[first].low not in _ASIDES or any(word.kind == "quote" for word in words[:at]):
        return None
    for here in range(first + 1, min(len(words) - 1, first + _LONGEST_ASIDE)):
        word, following = words[here], words[here + 1]
        if word.low == ",":
            return first if following.low in PRONOUNS - RELATIVES and _is_clause(words, here + 1) else None
        if word.kind != "word" or is_verb(word) or word.low in SUBORDINATORS:
            return None
        if word.low in PRONOUNS and is_verb(following):
            return here
    return None


def _is_manner(word: Word) -> bool:
    """True for "repeatedly" and the like; "much", "more" and "there" open what is said."""
    return is_adverb(word) and word.low.endswith("ly") and word.low not in ("only", "early")


def _is_infinitive(words: Sequence[Word], first: int) -> bool:
    """True for "to leave" and "not to leave", not for "to the board"."""
    if words[first].low == "not":
        first += 1
    if first + 1 >= len(words) or words[first].low != "to":
        return False
    return not words[first + 1].is_capital and words[first + 1].low not in _OPENS_NOUN


def _that_after(words: Sequence[Word], first: int, cue: Cue) -> int | None:
    """Index of a "that" that opens the content, hearer, time and place skipped: "told reporters on Monday that".

    Behind any other noun "that" is a relative: "wrote a book that inspired many".
    """
    for at in range(first, min(len(words), first + _FURTHEST_THAT)):
        word = words[at]
        if word.kind != "word" or is_verb(word):
            return None
        if word.low == "that":
            following = words[at + 1] if at + 1 < len(words) else None
            return at if following is not None and not is_verb(following) and _may_open(words, first, at, cue) else None
    return None


def _may_open(words: Sequence[Word], first: int, that: int, cue: Cue) -> bool:
    """True where what stands between a cue and its "that" is nothing, a hearer, a time, a place or a word for words."""
    if that == first or cue.classes & {"tell"} or words[first].low in HEARERS:
        return True
    opening = words[first]
    if opening.low in PREPOSITIONS or is_time(opening) or opening.low == "last":
        return words[that - 1].low not in DETERMINERS
    return words[that - 1].low in _THOUGHTS or words[that - 1].low in HEARERS


def _after_hearer(words: Sequence[Word], first: int) -> int:
    if first < len(words) and words[first].low in HEARERS:
        return first + 1
    at = first
    while at < len(words) and (
        words[at].is_capital
        or words[at].low in _POSSESSIVES
        or words[at].low in ("’s", "'s")
        or (at > first and words[at - 1].low in _POSSESSIVES)
    ):
        at += 1
        if at - first > _LONGEST_HEARER:
            return first
    return at if at > first else first


def _is_clause(words: Sequence[Word], first: int) -> bool:
    """True where a subject and a verb follow: "he would leave", "the plan is dead"."""
    if words[first].low in PRONOUNS and first + 1 < len(words) and words[first + 1].kind == "word":
        return True
    for at in range(first + 1, min(len(words), first + 12)):
        word = words[at]
        if word.kind != "word" or word.low in ("to", "for", "that", "who", "which"):
            return False
        if is_verb(word) and word.low not in ("been", "being", "be"):
            return True
    return False
