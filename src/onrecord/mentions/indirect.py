"""Reported speech without marks: "Smith said that he would leave", "according to the report", ", officials said".

In: a read sentence. Out: `Reported` stretches: the words reported, the source, the cue, the rule. Marks inside a reported
clause belong to the mixed quotation there, and such a clause is left to it. Trap: the clause ends where the writer takes the
word again: at ", adding", "and said", ", according to". What is not said by anybody named in the sentence is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.mentions.cue_subjects import according_phrase, cue_at, is_negated, is_passive, subject_of
from onrecord.mentions.reported_verbs import is_speech
from onrecord.mentions.sentence_reading import ReadSentence
from onrecord.spans import Span
from onrecord.text.clauses import PREPOSITIONS, Word, is_adverb, is_auxiliary, is_time, is_verb
from onrecord.text.cues import Cue
from onrecord.text.subject_phrases import Subject
from onrecord.text.subjects import find_subject_after

_PARTICLES = frozenset(("out", "up", "down", "back", "off", "again", "also", "only", "just"))
_HEARERS = frozenset(
    (
        "reporters",
        "him",
        "her",
        "them",
        "me",
        "us",
        "you",
        "supporters",
        "voters",
        "viewers",
        "lawmakers",
        "congress",
        "people",
        "everyone",
    )
)
_NOT_OPENING = frozenset(("as", "while", "when", "because", "if", "since", "but", "and", "or", "than", "then"))
_GOVERNED = frozenset(("to", "on", "at", "for", "about", "against", "of", "with"))
_ENDS = frozenset((";", ":"))
_DASHES = frozenset(("—", "–", "--"))
# where the writer more often takes the word again than not, by the form of the reported words (measured)
_CUT_AFTER_COMMA = {
    "object": frozenset(("which", "but", "who", "though", "although")),
    "clause": frozenset(("but", "which", "though", "although")),
    "that_clause": frozenset(("but",)),
    "infinitive": frozenset(("but", "which")),
}
_FRONTING = frozenset(("while", "when", "although", "though", "as", "if", "after", "before", "because", "since", "despite"))
_SHORTEST = 2  # words
_LONGEST = 90  # words; a longer clause is a list or no prose


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported clause."""

    rule: str
    verb: str
    parts: tuple[Span, ...]
    speaker: Span | None
    cue: Span
    negated: bool = False  # "did not say that": the words are told as not said


def find_reported(sentence: ReadSentence) -> Iterator[Reported]:
    """The clauses that a sentence reports without marks, in the order of their cues."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.kind != "word":
            continue
        if word.low == "according":
            one = _according(words, at)
        elif word.text == "Asked":
            one = _asked(words, at)
        else:
            cue = cue_at(words, at)
            one = None if cue is None else _from_cue(words, at, cue)
        if one is not None and is_speech(one.rule, one.verb):
            yield replace(one, negated=is_negated(words, at))


def _span(words: Sequence[Word], first: int, last: int) -> Span:
    return Span(words[first].start, words[last].end)


def _end(words: Sequence[Word]) -> int:
    """Index of the last word of the sentence without its closing punctuation."""
    last = len(words) - 1
    while last >= 0 and words[last].kind == "point" and words[last].low not in ("%", ")", "]"):
        last -= 1
    return last


def _according(words: Sequence[Word], at: int) -> Reported | None:
    """`According to S, content` · `content, according to S`."""
    source = according_phrase(words, at)
    if source is None:
        return None
    cue = _span(words, at, at + 1)
    speaker = _span(words, source.first, source.last)
    if at <= 1:
        first = source.last + 1
        if first < len(words) and words[first].low in _DASHES:  # "According to the mails -- obtained by students -- he"
            first = next((n for n in range(first + 1, len(words)) if words[n].low in _DASHES), first)
        while first < len(words) and words[first].kind == "point":
            first += 1
        last = _clause_end(words, first)
    else:
        last = at - 1
        while last > 0 and words[last].kind == "point":
            last -= 1
        first = _clause_start(words, last)
    return _reported("according_to", "according", words, (first, last), speaker, cue)


def _reported(
    rule: str, verb: str, words: Sequence[Word], content: tuple[int, int], speaker: Span | None, cue: Span
) -> Reported | None:
    first, last = content
    if last - first + 1 < _SHORTEST or any(word.kind == "quote" for word in words[first : last + 1]):
        return None
    return Reported(rule, verb, (_span(words, first, last),), speaker, cue)


def _clause_start(words: Sequence[Word], last: int) -> int:
    """Index where the clause that ends at `last` begins: the sentence, after an opening conjunction."""
    first = 0
    for at in range(last, max(-1, last - _LONGEST), -1):
        if words[at].low in _ENDS or words[at].kind == "quote":
            first = at + 1
            break
    while first < last and (words[first].kind == "point" or words[first].low in ("and", "but")):
        first += 1
    return first


def _clause_end(words: Sequence[Word], first: int, rule: str = "", *, fronted: bool = False) -> int:
    """Index of the last word of a reported clause that begins at `first`; a `fronted` one ends at its first comma."""
    end = min(_end(words), first + _LONGEST)
    for at in range(first + 1, end + 1):
        word = words[at]
        if word.low in _ENDS or word.low in _DASHES:
            return at - 1
        if word.low == "," and at + 1 <= end and (fronted or _takes_the_word(words, at + 1)):
            return at - 1
        if word.low == "," and at + 1 <= end and words[at + 1].low in _CUT_AFTER_COMMA.get(rule, ()):
            return at - 1
        if word.low == "but" and rule in ("clause", "object") and words[at - 1].low not in ("not", "nothing", "anything"):
            return at - 1
        if word.low in ("and", "but") and at + 1 <= end and _speaks(words, at + 1, shared=True):
            return at - 2 if words[at - 1].low == "," else at - 1
    return end


def _takes_the_word(words: Sequence[Word], at: int) -> bool:
    """True where the writer goes on after a comma: "adding", "according to", "but said", "Smith said", "while"."""
    word = words[at]
    if word.low in ("according", "while", "though", "although"):
        return True
    if word.low in ("and", "but") and at + 1 < len(words):
        return _speaks(words, at + 1, shared=True)
    cue = cue_at(words, at)
    return cue is not None and cue.form == "ing"


def _speaks(words: Sequence[Word], at: int, *, shared: bool) -> bool:
    while at < len(words) and (is_adverb(words[at]) or (is_auxiliary(words[at]) and shared)):
        at += 1
    if at >= len(words) or words[at].kind != "word":
        return False
    cue = cue_at(words, at)
    return cue is not None and cue.form in ("past", "present") and bool(cue.classes & {"say", "tell", "call", "ask"})


def _from_cue(words: Sequence[Word], at: int, cue: Cue) -> Reported | None:
    closing = _closing(words, at, cue)
    if closing is not None:
        return closing
    if cue.verb == "ask" and cue.form == "past":
        asked = _asked(words, at)
        if asked is not None:
            return asked
    if is_passive(words, at, cue):
        return None
    if "say" in cue.classes and at + 1 < len(words) and words[at + 1].low == ",":
        return _as_reported(words, at, cue)
    first, rule = _content_start(words, at, cue)
    if (
        rule in ("clause", "object")
        and first < len(words)
        and (words[first].low in PREPOSITIONS or words[first].low in _NOT_OPENING)
    ):
        return None
    if first > _end(words):
        return None
    if rule == "object" and cue.form == "base" and at and words[at - 1].low == "to":
        return None  # "instructed officials to portray immigrants": an order, not yet words
    subject = subject_of(words, at, cue)
    if subject is None:
        return None
    last = _clause_end(words, first, rule, fronted=any(word.low in _FRONTING for word in words[: min(2, subject.first)]))
    speaker = _span(words, subject.first, subject.last)
    return _reported(rule, cue.verb, words, (first, last), speaker, _span(words, at, at))


def _asked(words: Sequence[Word], at: int) -> Reported | None:
    """`when asked whether ...` · `was asked about ...`: a question put by nobody named."""
    if at + 1 >= len(words) or words[at + 1].low not in ("whether", "if", "about", "what", "who", "how", "why", "which"):
        return None
    before = words[at - 1].low if at else ""
    if before not in ("", ",", "when", "was", "were", "been", "being", "whenever", "and") and not (
        at == 1 and before == "when"
    ):
        return None
    first = at + 2 if words[at + 1].low == "about" else at + 1
    if first >= len(words):
        return None
    comma = next((n for n in range(first, len(words)) if words[n].low == "," or words[n].kind == "quote"), _end(words) + 1)
    return _reported("asked", "ask", words, (first, min(comma - 1, _end(words))), None, _span(words, at, at))


def _as_reported(words: Sequence[Word], at: int, cue: Cue) -> Reported | None:
    """`As S reported, content`."""
    if words[0].low != "as" or cue.form not in ("past", "present"):
        return None
    subject = subject_of(words, at, cue)
    if subject is None or subject.first > 2:
        return None
    last = _clause_end(words, at + 2)
    return _reported(
        "as_reported", cue.verb, words, (at + 2, last), _span(words, subject.first, subject.last), _span(words, at, at)
    )


def _closing(words: Sequence[Word], at: int, cue: Cue) -> Reported | None:
    """`content, S said.` · `content, said S.`"""
    if not cue.classes & {"say", "tell"} or cue.form not in ("past", "present", "base"):
        return None
    following = words[at + 1] if at + 1 < len(words) else None
    subject: Subject | None = None
    if at and words[at - 1].low == "," and cue.form != "base":
        subject = find_subject_after(words, at)
        after = words[subject.last + 1].low if subject is not None and subject.last + 1 < len(words) else "."
        if subject is not None and (
            words[subject.first].low in ("he", "she") or after not in (".", ",", "in", "on", "at", "during")
        ):
            return None
        begins = at - 1
    else:
        if following is not None and following.kind == "word" and not _ends_tag(following, cue):
            return None
        subject = subject_of(words, at, cue)
        if subject is None or subject.first == 0 or words[subject.first - 1].low not in (",", *_DASHES):
            return None
        begins = subject.first - 1
    inserted = following is not None and following.low == "," and at + 2 < len(words)
    if subject is None or begins < _SHORTEST or not (inserted or _can_be_told(words, begins)):
        return None
    if any(word.kind == "quote" for word in words[:begins]):
        return None
    first = _clause_start(words, begins - 1)
    if first >= begins:
        return None
    parts = [_span(words, first, begins - 1)]
    if inserted and not _takes_the_word(words, at + 2):
        if any(word.kind == "quote" for word in words[at:]):
            return None
        last = _clause_end(words, at + 2)
        if last >= at + 2:
            parts.append(_span(words, at + 2, last))
    return Reported("closing_tag", cue.verb, tuple(parts), _span(words, subject.first, subject.last), _span(words, at, at))


def _can_be_told(words: Sequence[Word], begins: int) -> bool:
    """True where the words before a closing tag are a whole statement: with a verb, no quotation, no other reported clause."""
    statement = words[:begins]
    if any(word.kind == "quote" for word in statement):
        return False
    if any(word.low == "that" and at and (cue_at(words, at - 1) is not None) for at, word in enumerate(statement)):
        return False
    return any(is_verb(word) for word in statement) or (len(statement) >= 6 and statement[0].low not in PREPOSITIONS)


def _ends_tag(following: Word, cue: Cue) -> bool:
    if is_time(following) or is_adverb(following) or following.low in ("in", "at", "on", "during"):
        return True
    return "tell" in cue.classes and (following.is_capital or following.low in _HEARERS)


def _content_start(words: Sequence[Word], at: int, cue: Cue) -> tuple[int, str]:
    """Index where the reported words begin and the rule's id: "that", "clause", "infinitive" or "object"."""
    first = at + 1
    while first < len(words) and (words[first].low in _PARTICLES or is_time(words[first]) or is_adverb(words[first])):
        first += 1
    that = _that_after(words, first)
    if that is not None:
        return that, "that_clause"
    if "tell" in cue.classes:
        first = _after_hearer(words, first)
    if first >= len(words) or words[first].kind != "word":
        return len(words), "nothing"
    if words[first].low in ("whether", "how", "why", "what", "if", "who", "where", "when"):
        return first, "question"
    if words[first].low == "to" and first + 1 < len(words) and not _opens_noun(words[first + 1]):
        return first, "infinitive"
    if _is_clause(words, first):
        return first, "clause"
    if words[first].low in _GOVERNED and first + 1 < len(words) and words[first + 1].kind == "word":
        first += 1  # "lashed out at", "referred to"
    return first, "object"


def _opens_noun(word: Word) -> bool:
    return word.is_capital or word.low in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
        "these",
        "those",
        "him",
        "them",
    )


def _that_after(words: Sequence[Word], first: int) -> int | None:
    """Index of a "that" that opens the content, hearer, time and place skipped: "told reporters on Monday that"."""
    for at in range(first, min(len(words), first + 10)):
        word = words[at]
        if word.kind != "word" or is_verb(word):
            return None
        if word.low == "that":
            following = words[at + 1] if at + 1 < len(words) else None
            return at if following is not None and not is_verb(following) else None
    return None


def _after_hearer(words: Sequence[Word], first: int) -> int:
    if first < len(words) and words[first].low in _HEARERS:
        return first + 1
    at = first
    while at < len(words) and (
        words[at].is_capital
        or words[at].low in ("the", "a", "an", "his", "her", "their", "’s", "'s")
        or (at > first and words[at - 1].low in ("the", "a", "an", "his", "her", "their"))
    ):
        at += 1
        if at - first > 6:
            return first
    return at if at > first else first


def _is_clause(words: Sequence[Word], first: int) -> bool:
    """True where a subject and a verb follow: "he would leave", "the plan is dead"."""
    for at in range(first + 1, min(len(words), first + 12)):
        word = words[at]
        if word.kind != "word" or word.low in ("to", "for", "that", "who", "which"):
            return False
        if is_verb(word) and word.low not in ("been", "being", "be"):
            return True
    return False
