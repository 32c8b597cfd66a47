"""The subject of a verb in one sentence, found without a grammar.

In: the words of a sentence and the index of a verb. Out: the words that name its subject, and how they were found. A noun
phrase runs left from the verb until a comma, a conjunction, a pronoun or another verb ends it; appositives, relative clauses,
shared subjects ("left and said") and infinitives ("went on to say") are followed back. Says None where it cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.text.clauses import (
    BARE,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
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

_SPEAKING = frozenset(("say", "tell", "call", "ask"))
_DEEPEST = 3  # steps from verb to governing verb; each step may look at forty words, so there are few
_FURTHEST = 40  # words that a subject is looked for to the left of its verb


class Subject(NamedTuple):
    """Words `[first, last]` of the sentence, and how they were found: adjacent, appositive, shared, relative, inverted."""

    first: int
    last: int
    how: str


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
        at = _before_bracket(words, at)
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
        return _chunk(words, at, "adjacent")
    if word.low == "," or word.low in DASHES:
        return _over_commas(words, at, depth) if depth < _DEEPEST else None
    if word.kind == "quote" and at + 1 < verb and words[at + 1].kind == "word":
        return None
    return None


def _before_bracket(words: Sequence[Word], at: int) -> int:
    """Index before the bracket that closes at `at`."""
    lowest = max(0, at - _FURTHEST)
    while at >= lowest and words[at].low != "(":
        at -= 1
    return at - 1 if at >= lowest else -1


def _chunk(words: Sequence[Word], last: int, how: str) -> Subject | None:
    """The noun phrase that ends at `last`, or None where nothing there can be one."""
    if words[last].low in PRONOUNS:
        return Subject(last, last, how)
    first = last
    lowest = max(-1, last - _FURTHEST)
    at = last
    while at > lowest:
        word = words[at]
        if word.low == ")":
            at = _before_bracket(words, at)
            if at < 0:
                break
            continue
        if _ends_phrase(words, at, first, last):
            relative = _relative_before(words, at, lowest)
            if relative is None:
                break
            at = relative - 1
            continue
        first = at
        at -= 1
    if _is_place_tail(words, first, last):
        longer = _chunk(words, first - 2, how)
        first = first if longer is None else longer.first
    first = _trim(words, first, last)
    if not _is_nominal(words, first, last):
        return None
    return Subject(first, last, how)


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
    if words[first].low in PREPOSITIONS or words[first].low in SUBORDINATORS - {"that"}:
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


def _of_relative(words: Sequence[Word], at: int) -> Subject | None:
    """The noun before "who" or "which", the relative word included."""
    before = at - 1
    if words[before].low == "," or words[before].low in DASHES:
        before -= 1
    if before >= 0 and words[before].low == ")":
        before = _before_bracket(words, before)
    if before < 0 or words[before].kind != "word":
        return Subject(at, at, "relative")
    noun = _chunk(words, before, "relative")
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
    for back in range(at - 1, max(-1, at - _FURTHEST), -1):
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
            if subject is None or subject.how == "relative":
                continue
            shared = Subject(subject.first, subject.last, "shared")
            if speaks:
                break
    return shared


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
        for back in range(at - 1, max(-1, at - _FURTHEST), -1):
            if words[back].low in DASHES and back > 0:
                return _chunk(words, back - 1, "appositive")
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
        last = _before_bracket(words, last)
    if last < 0 or words[last].kind != "word":
        return None
    return _chunk_within(words, _segment_start(words, last), last, depth)


def _chunk_within(words: Sequence[Word], start: int, last: int, depth: int) -> Subject | None:
    """The subject that a segment between commas holds: its last noun phrase, or that of its own verb."""
    first_word = words[start]
    if first_word.low in PREPOSITIONS or first_word.low in CONJUNCTIONS:
        chunk = _chunk(words, last, "appositive")
        return chunk if chunk is not None and chunk.first > start else None
    for at in range(start + 1, last + 1):
        if is_verb(words[at]) or _looks_finite(words, at):
            subject = find_subject(words, at, depth + 2)
            if subject is not None:
                return Subject(subject.first, subject.last, "shared")
    return _chunk(words, last, "appositive")


def _segment_start(words: Sequence[Word], last: int) -> int:
    """Index of the first word of the segment that ends at `last`: after a comma, a quotation or the sentence's start."""
    at = last
    while at >= 0:
        word = words[at]
        if word.low == ")":
            at = _before_bracket(words, at)
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
