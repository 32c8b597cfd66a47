"""Reported speech without marks: "Smith said that he would leave", "according to the report", ", officials said".

In: a read sentence. Out: `Reported` stretches: the words reported, the source, the cue, the rule. Marks inside a reported
clause belong to the mixed quotation there, and such a clause is left to it. Trap: the clause ends where the writer takes the
word again: at ", adding", "and said", ", according to". What is not said by anybody named in the sentence is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.mentions.clause_ends import clause_end, clause_start, sentence_end, takes_the_word
from onrecord.mentions.cue_subjects import according_phrase, cue_at, is_negated, is_passive, subject_of
from onrecord.mentions.reported_verbs import is_speech
from onrecord.mentions.sentence_reading import ReadSentence
from onrecord.spans import Span
from onrecord.text.clauses import DASHES, DETERMINERS, PREPOSITIONS, PRONOUNS, Word, is_adverb, is_time, is_verb
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
_SAYING = frozenset(("say", "tell", "write", "add", "note", "continue", "explain", "tweet", "argue", "report", "recall"))
# "expressed doubt that", "made the case that": such a noun is followed by its content, "a book that" is not
_THOUGHTS_TEXT = "doubt doubts hope hopes fear fears concern concerns confidence belief view case claim claims"
_THOUGHTS = frozenset(_THOUGHTS_TEXT.split())
_ASKING = frozenset(("whether", "if", "about", "what", "who", "how", "why", "which"))
_JOINING = frozenset(("but", "and", "so", "still", "however", "yet", "instead", "also", "meanwhile"))
_FRONTING = frozenset(("while", "when", "although", "though", "as", "if", "after", "before", "because", "since", "despite"))
_SHORTEST = 2  # words
_FURTHEST_THAT = 16  # words: "noted in a guest column in Saturday’s Globe that"


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


def _according(words: Sequence[Word], at: int) -> Reported | None:
    """`According to S, content` · `content, according to S`."""
    source = according_phrase(words, at)
    if source is None:
        return None
    cue = _span(words, at, at + 1)
    speaker = _span(words, source.first, source.last)
    if at <= 1:
        first = source.last + 1
        if first < len(words) and words[first].low in DASHES:  # "According to the mails -- obtained by students -- he"
            first = next((n for n in range(first + 1, len(words)) if words[n].low in DASHES), first)
        while first < len(words) and words[first].kind == "point":
            first += 1
        last = clause_end(words, first)
    else:
        last = at - 1
        while last > 0 and words[last].kind == "point":
            last -= 1
        first = clause_start(words, last)
    one = _reported("according_to", "according", words, (first, last), speaker, cue)
    rest = source.last + 2
    if one is None or at <= 1 or rest > sentence_end(words) or words[rest - 1].low != ",":
        return one
    if any(is_verb(word) for word in words[first : last + 1]) and not is_verb(words[rest]):
        return one  # "the plan is dead, according to Lee, and": what follows is the writer's
    second = clause_end(words, rest)
    if any(word.kind == "quote" for word in words[rest : second + 1]):
        return one
    return replace(one, parts=(*one.parts, _span(words, rest, second)))  # "At 10:03, according to Lee, the town burned"


def _reported(
    rule: str, verb: str, words: Sequence[Word], content: tuple[int, int], speaker: Span | None, cue: Span
) -> Reported | None:
    first, last = content
    if last - first + 1 < _SHORTEST or any(word.kind == "quote" for word in words[first : last + 1]):
        return None
    return Reported(rule, verb, (_span(words, first, last),), speaker, cue)


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
    if first > sentence_end(words):
        return None
    if rule == "object" and cue.form == "base" and at and words[at - 1].low == "to":
        return None  # "instructed officials to portray immigrants": an order, not yet words
    subject = subject_of(words, at, cue)
    if subject is None:
        return None
    last = clause_end(words, first, rule, fronted=any(word.low in _FRONTING for word in words[: min(2, subject.first)]))
    speaker = _span(words, subject.first, subject.last)
    return _reported(rule, cue.verb, words, (first, last), speaker, _span(words, at, at))


def _asked(words: Sequence[Word], at: int) -> Reported | None:
    """`when asked whether ...` · `was asked about ...`: a question put by nobody named."""
    opens = _question_word(words, at)
    if opens is None:
        return None
    before = words[at - 1].low if at else ""
    if before not in ("", ",", "when", "was", "were", "been", "being", "whenever", "and") and not (
        at == 1 and before == "when"
    ):
        return None
    first = opens + 1 if words[opens].low == "about" else opens
    if first >= len(words):
        return None
    comma = next(
        (n for n in range(first, len(words)) if words[n].low == "," or words[n].kind == "quote"), sentence_end(words) + 1
    )
    return _reported("asked", "ask", words, (first, min(comma - 1, sentence_end(words))), None, _span(words, at, at))


def _question_word(words: Sequence[Word], at: int) -> int | None:
    """Index of what opens the question behind "asked": "whether", or that behind who asked where ("by a reporter whether")."""
    for opens in range(at + 1, min(len(words), at + 8)):
        if words[opens].low in _ASKING:
            return opens
        if words[opens].kind != "word" or is_verb(words[opens]) or (opens == at + 1 and words[opens].low not in PREPOSITIONS):
            return None
    return None


def _as_reported(words: Sequence[Word], at: int, cue: Cue) -> Reported | None:
    """`As S reported, content`."""
    if words[0].low != "as" or cue.form not in ("past", "present"):
        return None
    subject = subject_of(words, at, cue)
    if subject is None or subject.first > 2:
        return None
    last = clause_end(words, at + 2)
    return _reported(
        "as_reported", cue.verb, words, (at + 2, last), _span(words, subject.first, subject.last), _span(words, at, at)
    )


def _closing(words: Sequence[Word], at: int, cue: Cue) -> Reported | None:
    """`content, S said.` · `content, said S.`"""
    if not cue.classes & {"say", "tell"} or cue.form not in ("past", "present", "base"):
        return None
    following = words[at + 1] if at + 1 < len(words) else None
    subject: Subject | None = None
    if following is not None and following.low == "that":
        return None
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
        if subject is None or subject.first == 0 or words[subject.first - 1].low not in (",", *DASHES):
            return None
        begins = subject.first - 1
    inserted = following is not None and following.low == "," and at + 2 < len(words)
    if subject is None or begins < (1 if inserted else _SHORTEST) or not (inserted or _can_be_told(words, begins)):
        return None
    if any(word.kind == "quote" for word in words[:begins]):
        return None
    first = clause_start(words, begins - 1)
    parts = [_span(words, first, begins - 1)] if first < begins and words[first].low not in _JOINING else []
    if inserted and not takes_the_word(words, at + 2):
        if any(word.kind == "quote" for word in words[at:]):
            return None
        last = clause_end(words, at + 2)
        if last >= at + 2:
            parts.append(_span(words, at + 2, last))
    if not parts or (len(parts) == 1 and _is_single(words, parts[0])):
        return None
    return Reported("closing_tag", cue.verb, tuple(parts), _span(words, subject.first, subject.last), _span(words, at, at))


def _is_single(words: Sequence[Word], part: Span) -> bool:
    return any(word.start == part.start and word.end == part.end for word in words)


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
    that = _that_after(words, first, cue)
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
        if cue.verb in _SAYING:
            return len(words), "nothing"  # "said on Monday", "wrote to the board": where and to whom, not what
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
    if that == first or cue.classes & {"tell"} or words[first].low in _HEARERS:
        return True
    opening = words[first]
    if opening.low in PREPOSITIONS or is_time(opening) or opening.low == "last":
        return words[that - 1].low not in DETERMINERS
    return words[that - 1].low in _THOUGHTS or words[that - 1].low in _HEARERS


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
    if words[first].low in PRONOUNS and first + 1 < len(words) and words[first + 1].kind == "word":
        return True
    for at in range(first + 1, min(len(words), first + 12)):
        word = words[at]
        if word.kind != "word" or word.low in ("to", "for", "that", "who", "which"):
            return False
        if is_verb(word) and word.low not in ("been", "being", "be"):
            return True
    return False
