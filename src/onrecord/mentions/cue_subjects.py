"""The verb that attributes, and who its subject is.

In: the words of a sentence. Out: the cue at a place, and the subject of that cue in any of its forms: finite ("Smith said"),
participle (", adding", "a statement saying"), infinitive ("went on to say"), passive with its agent left to the caller. Trap:
"efforts to hide it and claim" has nobody who claims; such a cue has no subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.text.clauses import PREPOSITIONS, Word, is_auxiliary, is_noun_use, is_time, is_verb
from onrecord.text.cues import ALSO_NOUNS, SPEECH_NOUNS, Cue, find_cue
from onrecord.text.subject_phrases import Subject
from onrecord.text.subjects import find_shared_subject, find_subject, verb_group_start

_NO_NOUN = frozenset(("and", "by", "in", "with", "from", "of", "as", "before", "after", "while", "for", "upon", "but", "or"))
# "shows an executive instructing", "with Smith saying": the noun before the participle is its subject
_SHOWING = frozenset(
    ("with", "shows", "showed", "showing", "shown", "depicts", "depicting", "features", "featuring", "of", "saw", "heard")
)
_REFUSING = frozenset(("declined", "declines", "declining", "refused", "refuses", "refusing", "not", "failed", "fails"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "’s", "'s", "’re", "'re"))
_GETTING = frozenset(("received", "got", "read", "obtained", "saw", "heard", "cited"))  # somebody else's letter


def cue_at(words: Sequence[Word], at: int) -> Cue | None:
    word = words[at]
    if word.kind != "word" or word.text[0].isupper():
        return None
    cue = find_cue(word.low)
    if cue is not None and cue.form in ("base", "present") and is_noun_use(words, at):
        return None
    return cue


def according_phrase(words: Sequence[Word], at: int) -> Subject | None:
    """The phrase after "according to" at `at`."""
    if words[at].low != "according" or at + 2 >= len(words) or words[at + 1].low != "to":
        return None
    return phrase_from(words, at + 2)


def phrase_from(words: Sequence[Word], first: int) -> Subject | None:
    last = first
    if first >= len(words) or words[first].kind != "word":
        return None
    while last + 1 < len(words):
        following = words[last + 1]
        if following.kind != "word" and following.low not in ("&", "'", "’", "#", "@"):
            break
        if following.low in ("who", "which", "when", "where") or (
            following.low == "that" and not (last + 2 < len(words) and is_time(words[last + 2]))
        ):
            break
        if is_auxiliary(following) and following.low not in ("’s", "'s"):
            break
        last += 1
    return Subject(first, last, "according")


def is_passive(words: Sequence[Word], verb: int, cue: Cue) -> bool:
    if cue.form != "past" or not cue.classes & {"tell", "call", "ask"} or ("say" in cue.classes and "tell" not in cue.classes):
        return False
    return has_be(words, verb)


def has_be(words: Sequence[Word], verb: int) -> bool:
    """True where a form of "be" stands in the verb group: "was also asked"."""
    return any(word.low in _BE for word in words[verb_group_start(words, verb) : verb])


def is_negated(words: Sequence[Word], verb: int) -> bool:
    """True for "did not say", "never said", "declined to say": the words after such a cue were not said."""
    first = verb_group_start(words, verb)
    group = [word.low for word in words[first:verb]]
    if words[verb].low in _REFUSING:
        return True
    if any(low in ("not", "never", "cannot") or low.endswith(("n't", "n’t")) for low in group):
        return True
    if first == 0 or words[first - 1].low != "to":
        return False
    return any(word.low in _REFUSING for word in words[max(0, first - 3) : first - 1])


def subject_of(words: Sequence[Word], verb: int, cue: Cue) -> Subject | None:
    """The subject of a cue verb in any of its forms."""
    start = verb_group_start(words, verb)
    helped = any(is_auxiliary(word) for word in words[start:verb])
    if cue.form == "ing" and not helped:
        return _subject_of_participle(words, verb)
    if cue.form == "base" and not helped and words[start - 1].low != "to":
        infinitive = _coordinated_infinitive(words, start)
        if infinitive is not None:
            return find_subject(words, infinitive)
        doubtful = cue.verb in ALSO_NOUNS and not _plural_before(words, start)
        if doubtful and words[verb + 1 : verb + 2] and words[verb + 1].low != ":":
            subject = find_subject(words, verb)
            return subject if subject is not None and _is_plural(words, subject) else None
    return find_subject(words, verb)


def _coordinated_infinitive(words: Sequence[Word], start: int) -> int | None:
    """Index of the infinitive that "and" continues: "efforts to hide it and claim" gives that of "hide"."""
    if start == 0 or words[start - 1].low not in ("and", "or"):
        return None
    for back in range(start - 2, max(0, start - 15), -1):
        if words[back - 1].low == "to" and words[back].low.islower():
            return back
        if words[back].kind != "word" or is_verb(words[back]):
            return None
    return None


def _plural_before(words: Sequence[Word], start: int) -> bool:
    if start == 0:
        return False
    word = words[start - 1]
    return word.low in ("i", "we", "you", "they", "who", "and") or word.low.endswith("s") or word.low == ","


def _is_plural(words: Sequence[Word], subject: Subject) -> bool:
    """True for "supporters of the law", not for "the law of supporters": the noun before the first preposition counts."""
    head = subject.first
    for at in range(subject.first + 1, subject.last + 1):
        if words[at].low in PREPOSITIONS or is_verb(words[at]):
            break
        head = at
    low, named = words[head].low, words[head].is_capital and head > 0
    return low.endswith("s") and not low.endswith("ss") and len(low) > len("news") and not named


def _subject_of_participle(words: Sequence[Word], verb: int) -> Subject | None:
    """Of "saying": the noun right before it ("a statement saying", "with Smith saying"), else that of the clause before."""
    before = verb_group_start(words, verb) - 1
    companion = _after_with(words, before)
    if companion is not None:
        return companion
    if before >= 0 and words[before].kind == "word" and words[before].low not in _NO_NOUN:
        direct = find_subject(words, verb)
        if direct is not None:
            opening = words[direct.first - 1] if direct.first else None
            if opening is None or opening.low in _SHOWING or words[direct.first].low == "with":
                return direct
            if words[direct.last].low in SPEECH_NOUNS:
                sender = find_subject(words, direct.first - 1) if is_verb(opening) and opening.low not in _GETTING else None
                return direct if sender is None else Subject(sender.first, sender.last, "shared")
    return find_shared_subject(words, verb) or first_phrase(words, verb)


def _after_with(words: Sequence[Word], before: int) -> Subject | None:
    """The noun of "with the instructions stating"."""
    for back in range(before, max(-1, before - 8), -1):
        word = words[back]
        if word.kind != "word" or is_verb(word):
            return None
        if word.low == "with":
            return Subject(back + 1, before, "adjacent") if back < before else None
    return None


def first_phrase(words: Sequence[Word], limit: int) -> Subject | None:
    """The first name or pronoun of the sentence before `limit`."""
    for at in range(limit):
        word = words[at]
        if (
            word.kind == "word"
            and (word.low in ("he", "she", "they", "it", "we", "i") or (word.is_capital and at > 0))
            and not is_time(word)
        ):
            last = at
            while last + 1 < limit and words[last + 1].is_capital:
                last += 1
            return Subject(at, last, "first")
    return None
