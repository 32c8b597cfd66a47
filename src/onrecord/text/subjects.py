"""The subject of a verb in one sentence, found without a grammar.

In: the words of a sentence and the index of a verb. Out: the words that name its subject, and how they were found. A noun
phrase runs left from the verb until a comma, a conjunction, a pronoun or another verb ends it; appositives, relative clauses,
shared subjects ("left and said") and infinitives ("went on to say") are followed back. Says None where it cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.text.clauses import (
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    Word,
    is_adverb,
    is_auxiliary,
    is_noun_use,
    is_time,
    is_verb,
)
from onrecord.text.cues import find_cue
from onrecord.text.subject_phrases import FURTHEST, Subject, before_bracket, phrase_before

_SPEAKING = frozenset(("say", "tell", "call", "ask"))
_DEEPEST = 3  # steps from verb to governing verb; each step may look at forty words, so there are few


# -- the subject to the left --------------------------------------------------------------------------------------------


def verb_group_start(words: Sequence[Word], verb: int) -> int:
    """Index of the first word of the verb group that ends at `verb`: "has also repeatedly said" begins at "has"."""
    first = verb
    while first > 0:
        word = words[first - 1]
        if word.kind != "word" or not (is_auxiliary(word) or is_adverb(word)):
            break
        first -= 1
    # adverbs at the front belong to the clause, not to the group: "However said"
    return first


def find_shared_subject(words: Sequence[Word], verb: int) -> Subject | None:
    """The subject of the clause on which the participle at `verb` hangs: "Smith left, saying"."""
    return _shared(words, verb, 1)


def find_subject(words: Sequence[Word], verb: int, depth: int = 0) -> Subject | None:
    """The subject of the verb at `verb`, looked for to its left; None where the sentence does not show it."""
    at = verb_group_start(words, verb) - 1
    if at < 0:
        return None
    word = words[at]
    if word.low == ")":
        at = before_bracket(words, at)
        if at < 0:
            return None
        word = words[at]
    if word.kind == "word":
        if word.low == "to":
            return _of_infinitive(words, at, depth) if depth < _DEEPEST else None
        if word.low in CONJUNCTIONS:
            return _shared(words, at, depth) if depth < _DEEPEST else None
        if word.low in RELATIVES and at > 0:
            return _of_relative(words, at)
        return phrase_before(words, at, "adjacent")
    if word.low == "," or word.low in DASHES:
        return _over_commas(words, at, depth) if depth < _DEEPEST else None
    if word.kind == "quote" and at + 1 < verb and words[at + 1].kind == "word":
        return None
    return None


def _of_relative(words: Sequence[Word], at: int) -> Subject | None:
    """The noun before "who" or "which", the relative word included."""
    before = at - 1
    if words[before].low == "," or words[before].low in DASHES:
        before -= 1
    if before >= 0 and words[before].low == ")":
        before = before_bracket(words, before)
    if before < 0 or words[before].kind != "word":
        return Subject(at, at, "relative")
    noun = phrase_before(words, before, "relative")
    if noun is None:
        return Subject(at, at, "relative")
    return Subject(noun.first, at, "relative")


def _of_infinitive(words: Sequence[Word], at: int, depth: int) -> Subject | None:
    """The subject of the verb that governs "to": "he went on to say". None for nouns: "efforts to claim"."""
    before = at - 1
    while before >= 0 and (is_adverb(words[before]) or words[before].low in ("on", "out", "ahead")):
        before -= 1
    if before >= 1 and words[before].low in ("this", "something", "nothing", "plenty", "more", "much"):
        before -= 1  # "had this to say"
    if before < 0 or words[before].kind != "word":
        return None
    governing = words[before]
    cue = find_cue(governing.low)
    verbal = cue is not None and not is_noun_use(words, before)
    if (
        verbal
        or is_verb(governing)
        or governing.low.endswith(("ed", "ing"))
        or governing.low
        in (
            "wants",
            "tries",
            "goes",
            "went",
            "began",
            "took",
            "chose",
            "sought",
            "is",
            "was",
            "go",
        )
    ):
        return find_subject(words, before, depth + 1)
    return None


def _shared(words: Sequence[Word], at: int, depth: int) -> Subject | None:
    """The subject of the verbs before "and" or a participle: that of the last cue verb of speech, else of the first verb."""
    shared: Subject | None = None
    relative: Subject | None = None
    for back in range(at - 1, max(-1, at - FURTHEST), -1):
        word = words[back]
        if word.low in (";", ":"):
            break
        if word.kind != "word" or word.text[0].isupper():
            continue
        cue = find_cue(word.low)
        speaks = (
            cue is not None
            and bool(cue.classes & _SPEAKING)
            and cue.form in ("past", "present")
            and not is_noun_use(words, back)
        )
        if speaks or is_verb(word) or _looks_finite(words, back):
            subject = find_subject(words, back, depth + 2)
            if subject is not None and subject.how == "relative":
                relative = relative or subject  # "Smith, who left early and said"
            if subject is None or subject.how == "relative":
                continue
            shared = Subject(subject.first, subject.last, "shared")
            if speaks:
                break
    return shared or relative


def _looks_finite(words: Sequence[Word], at: int) -> bool:
    """True for a word in -ed, -s or -t after a name or pronoun: "Smith left", "she goes"."""
    word, before = words[at], words[at - 1]
    if word.low in PREPOSITIONS or word.low in DETERMINERS or word.low in SUBORDINATORS or is_adverb(word):
        return False
    if before.low in PRONOUNS:
        return True
    return (
        word.low.endswith("ed") and before.kind == "word" and before.low not in DETERMINERS and before.low not in PREPOSITIONS
    )


def _over_commas(words: Sequence[Word], at: int, depth: int) -> Subject | None:
    """The noun phrase before an appositive that ends at the comma `at`: "Tom Smith, the campaign’s manager, said"."""
    if words[at].low in DASHES:
        for back in range(at - 1, max(-1, at - FURTHEST), -1):
            if words[back].low in DASHES and back > 0:
                return phrase_before(words, back - 1, "appositive")
        return None
    end = at
    for _ in range(5):
        start = _segment_start(words, end - 1)
        if start >= end:
            return None
        if start == 0 or not _is_appositive(words, start, end):
            break
        if words[start - 1].low != ",":
            break
        end = start - 1
    last = end - 1
    if words[last].low == ")":
        last = before_bracket(words, last)
    if last < 0 or words[last].kind != "word":
        return None
    return _chunk_within(words, _segment_start(words, last), last, depth)


def _chunk_within(words: Sequence[Word], start: int, last: int, depth: int) -> Subject | None:
    """The subject that a segment between commas holds: its last noun phrase, or that of its own verb."""
    first_word = words[start]
    if first_word.low in PREPOSITIONS or first_word.low in CONJUNCTIONS:
        chunk = phrase_before(words, last, "appositive")
        return chunk if chunk is not None and chunk.first > start else None
    for at in range(start + 1, last + 1):
        if is_verb(words[at]) or _looks_finite(words, at):
            subject = find_subject(words, at, depth + 2)
            if subject is not None:
                return Subject(subject.first, subject.last, "shared")
    return phrase_before(words, last, "appositive")


def _segment_start(words: Sequence[Word], last: int) -> int:
    """Index of the first word of the segment that ends at `last`: after a comma, a quotation or the sentence's start."""
    at = last
    while at >= 0:
        word = words[at]
        if word.low == ")":
            at = before_bracket(words, at)
            continue
        if word.low in (",", ";", ":", "(") or word.low in DASHES or word.kind == "quote":
            return at + 1
        at -= 1
    return 0


def _is_appositive(words: Sequence[Word], start: int, end: int) -> bool:
    """True where the segment explains the one before: "the manager of", "who runs", "34", "R-Fla", "then a senator"."""
    word = words[start]
    if word.low in RELATIVES or word.low in (
        "a",
        "an",
        "the",
        "one",
        "himself",
        "herself",
        "formerly",
        "now",
        "then",
        "of",
        "and",
        "both",
        "his",
        "her",
        "their",
        "its",
    ):
        return True
    if word.text[0].isdigit() or (end - start == 1):
        return True
    return not word.text[0].isupper()  # also "Lee, after the vote, wrote" and "Lee, when asked, said"


# -- the subject to the right -------------------------------------------------------------------------------------------


def find_subject_after(words: Sequence[Word], verb: int) -> Subject | None:
    """The subject behind its verb: "said Smith", "said the director of the office"; None where none stands there."""
    first = verb + 1
    if first >= len(words):
        return None
    word = words[first]
    if word.kind != "word" or is_time(word):
        return None
    opens = word.text[0].isupper() or word.low in DETERMINERS or word.low in ("he", "she")
    opens = opens and word.low not in PREPOSITIONS and word.low not in SUBORDINATORS - {"that"}
    if not opens and not (word.text[0].islower() and _has_name(words, first)):
        return None
    last = first
    if word.low in ("he", "she") and first + 1 < len(words) and is_verb(words[first + 1]):
        return None  # "“...,” said he doesn't": a clause, not a tag
    while last + 1 < len(words):
        following = words[last + 1]
        if following.low == "(":
            break
        if following.kind != "word" and following.low not in ("&", "#", "@", "'", "’"):
            break
        if following.low in SUBORDINATORS or is_time(following) or is_verb(following):
            break
        if following.low in ("and", "but") and not (last + 2 < len(words) and words[last + 2].is_capital):
            break
        if following.low in (
            "in",
            "on",
            "at",
            "during",
            "after",
            "before",
            "to",
            "about",
            "with",
            "by",
            "earlier",
            "later",
            "when",
        ):
            break
        last += 1
    return Subject(first, last, "inverted")


def _has_name(words: Sequence[Word], first: int) -> bool:
    """True for a lower-case title before a name: "said spokesman Joe Hill"."""
    for word in words[first : first + 6]:
        if word.kind != "word" or word.low in PREPOSITIONS or word.low in SUBORDINATORS or is_verb(word) or is_adverb(word):
            return False
        if word.is_capital:
            return not is_time(word)
    return False
