"""Where a reported clause begins and ends inside its sentence.

In: the words of a sentence, one end of the clause, the form of the clause. Out: the index of its other end. Trap: the clause
ends where the writer takes the word again: at ", adding", "and said", ", according to", ", which"; where more often than not
the reported words go on, as behind "and" and ", while", it does not (counted on annotated articles).
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.mentions.cue_subjects import cue_at
from onrecord.text.clauses import DASHES, Word, is_adverb, is_auxiliary

_END = ";"
# behind a dash the reported words go on with these: "would end — not today, but soon"
_GOES_ON = frozenset(("including", "and", "or", "but", "especially", "not"))
# where the writer more often takes the word again than not, by the form of the reported words (measured)
_CUT_AFTER_COMMA = {
    "object": frozenset(("which", "but", "who", "though", "although", "while")),
    "clause": frozenset(("but", "which", "though", "although", "who", "a", "an")),
    "that_clause": frozenset(("which",)),
    "infinitive": frozenset(("but", "which")),
}
_SHORTEST_ING = 5  # letters of no participle: "king", "bring"
_LONGEST = 90  # words; a longer clause is a list or no prose


def sentence_end(words: Sequence[Word]) -> int:
    """Index of the last word of the sentence without its closing punctuation."""
    last = len(words) - 1
    while last >= 0 and words[last].kind == "point" and words[last].low not in ("%", ")", "]"):
        last -= 1
    return last


def clause_start(words: Sequence[Word], last: int) -> int:
    """Index where the clause that ends at `last` begins: the sentence, after an opening conjunction."""
    first = 0
    for at in range(last, max(-1, last - _LONGEST), -1):
        if words[at].low == _END or words[at].kind == "quote":
            first = at + 1
            break
    while first < last and (words[first].kind == "point" or words[first].low in ("and", "but")):
        first += 1
    return first


def clause_end(words: Sequence[Word], first: int, rule: str = "", *, fronted: bool = False) -> int:
    """Index of the last word of a reported clause that begins at `first`; a `fronted` one ends at its first comma."""
    end = min(sentence_end(words), first + _LONGEST)
    for at in range(first + 1, end + 1):
        word = words[at]
        if word.low == _END or (word.low in DASHES and words[at + 1].low not in _GOES_ON):
            return at - 1
        if word.low == "," and at + 1 <= end and (fronted or takes_the_word(words, at + 1)):
            return at - 1
        if word.low == "," and at + 1 <= end and _is_aside(words[at + 1].low, rule):
            return at - 1
        if word.low == "but" and rule == "object" and words[at - 1].low not in ("not", "nothing", "anything"):
            return at - 1
        if word.low in ("and", "but") and at + 1 <= end and _speaks(words, at + 1):
            return at - 2 if words[at - 1].low == "," else at - 1
    return end


def _is_aside(low: str, rule: str) -> bool:
    """True for the first word behind a comma where the writer goes on: "which", "but", "leaving the hall"."""
    if rule in ("clause", "object", "infinitive") and low.endswith("ing") and len(low) > _SHORTEST_ING:
        return low not in ("including", "during", "nothing")
    return low in _CUT_AFTER_COMMA.get(rule, ())


def takes_the_word(words: Sequence[Word], at: int) -> bool:
    """True where the writer goes on after a comma: "adding", "according to", "but said"."""
    word = words[at]
    if word.low == "according":
        return True
    if word.low in ("and", "but") and at + 1 < len(words):
        return _speaks(words, at + 1)
    cue = cue_at(words, at)
    return cue is not None and cue.form == "ing"


def _speaks(words: Sequence[Word], at: int) -> bool:
    while at < len(words) and (is_adverb(words[at]) or is_auxiliary(words[at])):
        at += 1
    if at >= len(words) or words[at].kind != "word":
        return False
    cue = cue_at(words, at)
    return cue is not None and cue.form in ("past", "present") and bool(cue.classes & {"say", "tell", "call", "ask"})
