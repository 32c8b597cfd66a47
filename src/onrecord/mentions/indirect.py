"""Reported speech without marks: "Smith said that he would leave", "according to the report", ", officials said".

In: a read sentence. Out: `Reported` stretches: the words reported, the source, the cue, the rule. Marks inside a reported
clause belong to the mixed quotation there, and such a clause is left to it. Trap: the clause ends where the writer takes the
word again: at ", adding", "and said", ", according to". What is not said by anybody named in the sentence is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.mentions.clause_ends import clause_end, clause_start, sentence_end, takes_the_word
from onrecord.mentions.cue_subjects import according_phrase, cue_at, has_be, is_negated, is_passive, phrase_from, subject_of
from onrecord.mentions.reported_content import HEARERS, find_content
from onrecord.mentions.reported_verbs import is_speech, is_stance
from onrecord.mentions.sentence_reading import ReadSentence
from onrecord.spans import Span
from onrecord.text.clauses import (
    DASHES,
    PREPOSITIONS,
    Word,
    is_adverb,
    is_time,
    is_verb,
)
from onrecord.text.cues import Cue
from onrecord.text.subject_phrases import Subject
from onrecord.text.subjects import find_subject_after

_ASKING = frozenset(("whether", "if", "about", "what", "who", "how", "why", "which"))
_JOINING = frozenset(("but", "and", "so", "still", "however", "yet", "instead", "also", "meanwhile"))
# "Please let me know which ...", "Thanks for confirming that ...", "and explain why ...": asked for, and said by nobody
_REQUESTING = frozenset(("please", "pls", "kindly", "let", "thanks", "thank", "and", "or", "but", "to", "whereby", "wherein"))
_FRONTING = frozenset(("while", "when", "although", "though", "as", "if", "after", "before", "because", "since", "despite"))
_SEEMING = frozenset(("seem", "appear"))
_SHORTEST = 2  # words
_LONGEST_ASIDE = 10  # words behind a verb: "as she noted in a telephone interview on Monday, it"


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported clause."""

    rule: str
    verb: str
    parts: tuple[Span, ...]
    speaker: Span | None
    cue: Span
    negated: bool = False  # "did not say that": the words are told as not said
    stance: bool = False  # "wants to leave", "is expected to leave": thought of, not said


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
        if one is not None and (is_speech(one.rule, one.verb) or is_stance(one.rule, one.verb)):
            yield replace(one, negated=is_negated(words, at), stance=not is_speech(one.rule, one.verb))


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
    as_reported = _as_reported(words, at, cue)
    if as_reported is not None or is_passive(words, at, cue):
        return as_reported
    content = find_content(words, at, cue)
    if content is None or content[0] > sentence_end(words):
        return None
    first, rule = content
    if rule == "object" and cue.form == "base" and at and words[at - 1].low == "to":
        return None  # "instructed officials to portray immigrants": an order, not yet words
    subject = subject_of(words, at, cue)
    if subject is None or _is_request(words, subject):
        return None
    if rule == "infinitive" and (cue.verb in _SEEMING or (cue.form == "past" and has_be(words, at))):
        return _supposed(words, at, cue, subject, first)
    fronted = subject.how == "relative" or any(word.low in _FRONTING for word in words[: min(2, subject.first)])
    last = clause_end(words, first, rule, fronted=fronted)
    speaker = _span(words, subject.first, subject.last)
    return _reported(rule, cue.verb, words, (first, last), speaker, _span(words, at, at))


def _is_request(words: Sequence[Word], subject: Subject) -> bool:
    """True for what is no subject: "Please let me" know whether ..., "Thanks" for confirming that ..., "and" explain why ..."""
    low = [word.low for word in words[subject.first : subject.last + 1]]
    return low[0] in _REQUESTING or low[-1] in _REQUESTING


def _supposed(words: Sequence[Word], at: int, cue: Cue, subject: Subject, first: int) -> Reported | None:
    """`S is expected to ...` · `S seems to ...`: thought of S by nobody named."""
    of_whom = _span(words, subject.first, subject.last)
    one = _reported("supposed", cue.verb, words, (first, clause_end(words, first, "infinitive")), None, _span(words, at, at))
    return None if one is None or subject.how == "relative" else replace(one, parts=(of_whom, *one.parts))


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
    """`As S reported, content` · `content, as S reported, content` · `As reported by S, content`."""
    if cue.form not in ("past", "present", "base") or not cue.classes & {"say", "show", "hold"}:
        return None
    source = _as_source(words, at, cue)
    if source is None:
        return None
    opens, ends, subject = source
    if any(word.kind == "quote" for word in words):
        return None
    parts: list[Span] = []
    if opens > 1 and words[0].low not in _JOINING:
        parts.append(_span(words, clause_start(words, opens - 2), opens - 2))
    if ends + 2 <= sentence_end(words) and words[ends + 1].low == ",":
        parts.append(_span(words, ends + 2, clause_end(words, ends + 2)))
    speaker = _span(words, subject.first, subject.last)
    return Reported("as_reported", cue.verb, tuple(parts), speaker, _span(words, at, at)) if parts else None


def _as_source(words: Sequence[Word], at: int, cue: Cue) -> tuple[int, int, Subject] | None:
    """Index of the "as", index of the last word before what is said, and the source."""
    if at + 1 < len(words) and words[at + 1].low == "by":
        subject, opens = phrase_from(words, at + 2), at - 2 if words[at - 1].low == "first" else at - 1
        ends = subject.last if subject is not None else at
    else:
        subject = subject_of(words, at, cue)
        opens = subject.first - 1 if subject is not None else -1
        ends = at
        while ends + 1 < len(words) and ends < at + _LONGEST_ASIDE and words[ends + 1].kind == "word":
            ends += 1
        if ends > at and not _is_aside_of_tag(words[at + 1]):
            return None
    if subject is None or opens < 0 or words[opens].low != "as" or (opens and words[opens - 1].low != ","):
        return None
    return opens, ends, subject


def _closing(words: Sequence[Word], at: int, cue: Cue) -> Reported | None:
    """`content, S said.` · `content, said S.`"""
    if not cue.classes & {"say", "tell", "show", "hold"} or cue.form not in ("past", "present", "base"):
        return None
    following = words[at + 1] if at + 1 < len(words) else None
    subject: Subject | None = None
    if _that_behind_time(words, at + 1):
        return None
    if at and words[at - 1].low == "," and cue.form != "base" and cue.classes & {"say", "tell"}:
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


def _that_behind_time(words: Sequence[Word], at: int) -> bool:
    """True where the words follow the verb: "indicated Tuesday night that"."""
    while at < len(words) and is_time(words[at]):
        at += 1
    return at < len(words) and words[at].low == "that"


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


def _is_aside_of_tag(word: Word) -> bool:
    return is_time(word) or is_adverb(word) or word.low in ("in", "at", "on", "during", "out", "above", "last")


def _ends_tag(following: Word, cue: Cue) -> bool:
    if _is_aside_of_tag(following):
        return True
    return "tell" in cue.classes and (following.is_capital or following.low in HEARERS)
