"""The words of one sentence and their classes: what a shallow reading of English can know of a word.

In: a sentence and the stretches inside marks. Out: `Word`s; a whole quotation is one word of kind "quote". Classes come from
closed lists of English function words and from endings; an open word has none. Trap: many verbs of speech are nouns as well
("Lee’s remarks", "the call"): `is_noun_use` tells by the word before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.spans import Span
from onrecord.text.cues import ALSO_NOUNS, find_cue


class Word(NamedTuple):
    """One word, mark of punctuation or whole quotation; `low` is its text in small letters ("\\"" for a quotation)."""

    start: int
    end: int
    text: str
    low: str
    kind: str  # word, point, quote

    @property
    def is_capital(self) -> bool:
        return self.kind == "word" and self.text[:1].isupper()


# "80,000"; "10:03"; "didn’t", "R-Fla", "U.S"; "Lee" "’s"; "--"; one mark of punctuation
_WORD_RE = re.compile(
    r"\d{1,3}(?:,\d{3})+(?!\w)|\d{1,2}:\d\d(?!\w)"
    r"|\w+(?:(?:[-&/.@]|['’](?!(?:s|S|re|ve|d|ll|m)\b))\w+)*"
    r"|['’](?:s|S|re|ve|d|ll|m)\b|--+|[^\w\s]"
)

PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "you", "who"))
STAND_ALONE = frozenset(
    (
        "one",
        "another",
        "others",
        "many",
        "some",
        "most",
        "both",
        "everyone",
        "somebody",
        "someone",
        "nobody",
        "none",
        "all",
        "few",
        "several",
        "this",
        "that",
        "these",
        "those",
        "anyone",
        "each",
    )
)
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
_AUXILIARIES_TEXT = """
is are was were be been being am has have had having do does did will would shall should can could
may might must 's ’s 'd ’d 've ’ve 're ’re 'll ’ll 'm ’m isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t hasn't hasn’t
haven't haven’t hadn't hadn’t don't don’t doesn't doesn’t didn't didn’t won't won’t wouldn't wouldn’t shouldn't shouldn’t
can't can’t couldn't couldn’t cannot
"""
_AUXILIARIES = frozenset(_AUXILIARIES_TEXT.split())
CLITICS = frozenset(("'s", "’s", "'d", "’d", "'ve", "’ve", "'re", "’re", "'ll", "’ll", "'m", "’m"))
_ADVERBS_TEXT = """
also then later now still even just already again ever never not once often always sometimes soon
simply only first further instead reportedly allegedly repeatedly famously recently previously publicly privately
long since too almost twice rather quite very today yesterday tomorrow earlier himself herself themselves itself
once again thus therefore however nonetheless nevertheless meanwhile here there all both each more best better well
much so far flatly out
"""
ADVERBS = frozenset(_ADVERBS_TEXT.split())
CONJUNCTIONS = frozenset(("and", "but", "or", "nor", "yet"))
_SUBORDINATORS_TEXT = """
that because while when whenever as if after before although though since until unless whether
where how why what who whom which whose than so
"""
SUBORDINATORS = frozenset(_SUBORDINATORS_TEXT.split())
_PREPOSITIONS_TEXT = """
among in on at during by with for from to of about against into over under through after before
between among despite following without within since until upon amid around near per via throughout toward towards
regarding concerning according across along outside inside behind beside besides beyond like unlike
"""
PREPOSITIONS = frozenset(_PREPOSITIONS_TEXT.split())
_DETERMINERS_TEXT = """
the a an this that these those his her their its our my your one two three four five six seven
eight nine ten some many several most both another each every no any all few
"""
DETERMINERS = frozenset(_DETERMINERS_TEXT.split())
_NOUN_BEFORE = (DETERMINERS | PREPOSITIONS) - frozenset(
    ("this", "that", "these", "those", "one", "some", "many", "most", "both", "all", "few", "to")
)
_PLURALS = frozenset(("these", "those", "some", "many", "both", "all", "few", "several"))
# "previous remarks", "fresh questions", "primary states": a word so ended stands before a noun, not before a verb
_ADJECTIVE_ENDINGS = ("al", "ive", "ful", "ous", "ic", "ary", "ed", "ing", "esh", "ent", "ist", "ian", "ern", "able", "ible")
# Past forms without -ed of verbs that attribute nothing but end a noun phrase: "an official sent another email"
_PASTS_TEXT = """
sent gave made took held put went came got left met ran sat stood began became brought kept lost won paid built led fell drew
threw grew spent stuck struck hit set broke rose chose spoke drove flew rode fought bought caught taught sold heard
"""
_PASTS = frozenset(_PASTS_TEXT.split())
_TIMES_TEXT = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december jan feb mar apr jun jul aug sept sep oct nov dec today yesterday tomorrow
tonight morning afternoon evening night day week month year weekend later earlier ago
"""
TIMES = frozenset(_TIMES_TEXT.split())
BARE = frozenset(("there", "here", "then", "now", "however", "still", "instead", "meanwhile", "also"))
DASHES = frozenset(("—", "–", "--", "-", "---"))


def read_words(text: str, sentence: Span, quotes: Sequence[Span]) -> list[Word]:
    """The words of a sentence; each of `quotes` (with its marks, in order) becomes one word of kind "quote"."""
    words: list[Word] = []
    at = sentence.start
    for quote in quotes:
        _add_words(text, at, quote.start, words)
        words.append(Word(quote.start, quote.end, '"', '"', "quote"))
        at = quote.end
    _add_words(text, at, sentence.end, words)
    return words


def _add_words(text: str, start: int, end: int, words: list[Word]) -> None:
    for match in _WORD_RE.finditer(text, start, end):
        found = match.group()
        kind = "word" if found[0].isalnum() or (found[0] in "'’" and len(found) > 1) else "point"
        if found == "." and match.end() < end:
            continue  # of an abbreviation: the sentence goes on
        words.append(Word(match.start(), match.end(), found, found.lower(), kind))


def is_auxiliary(word: Word) -> bool:
    return word.low in _AUXILIARIES


def is_time(word: Word) -> bool:
    return word.low in TIMES


def is_adverb(word: Word) -> bool:
    return word.low in ADVERBS or (word.low.endswith("ly") and len(word.low) > 4 and not word.text[0].isupper())


def is_verb(word: Word) -> bool:
    """True for a finite form that ends a noun phrase: an auxiliary or a cue verb in past or present."""
    if word.kind != "word" or word.text[0].isupper():
        return False
    if word.low in _PASTS or (word.low in _AUXILIARIES and word.low not in ("'s", "’s")):
        return True
    cue = find_cue(word.low)
    return cue is not None and cue.form == "past"


def is_noun_use(words: Sequence[Word], at: int) -> bool:
    """True where a word that may be a cue verb stands as a noun: "Lee’s remarks", "the call", "fresh questions"."""
    if at == 0:
        return False
    cue = find_cue(words[at].low)
    if cue is not None and cue.verb not in ALSO_NOUNS:
        return False  # "thirty percent of those surveyed say", "majorities in all five say"
    before = words[at - 1]
    if at + 1 < len(words) and words[at + 1].low not in CLITICS and (is_auxiliary(words[at + 1]) or _tells(words[at + 1].low)):
        return True
    if before.kind == "quote":
        return at + 1 < len(words) and words[at + 1].kind == "word" and words[at + 1].low in PREPOSITIONS
    if before.kind != "word":
        return False
    if before.text.islower() and _ends_nouns(words, at):
        return True
    if before.low in ("and", "or") and at + 1 < len(words) and words[at + 1].low in PREPOSITIONS - {"to", "for"}:
        return True  # "uncertainty and fear among"
    if before.low in _NOUN_BEFORE or before.low in ("'s", "’s") or before.text[-1] in "'’" or before.text[0].isdigit():
        return True
    if before.low in _PLURALS or before.low == "this":  # "those claims" is a noun, "those claim" a verb
        cue = find_cue(words[at].low)
        plural = words[at].low.endswith("s")
        return cue is not None and cue.verb in ALSO_NOUNS and plural == (before.low in _PLURALS)
    if before.text[0].isupper() or before.low in PRONOUNS or before.low in STAND_ALONE:
        return False
    return before.low.endswith(_ADJECTIVE_ENDINGS) and not before.low.endswith("ly") and before.low not in _AUXILIARIES


def _tells(low: str) -> bool:
    """True for the verb of "mails sent under a request show that"."""
    cue = find_cue(low)
    return cue is not None and cue.form != "ing" and cue.verb in ("show", "say", "suggest", "reveal")


def _ends_nouns(words: Sequence[Word], at: int) -> bool:
    """True where a word like "rates" ends a noun phrase: "low interest rates — both", "its plans in Ohio"."""
    cue = find_cue(words[at].low)
    if cue is None or cue.verb not in ALSO_NOUNS or words[at - 1].low in PRONOUNS:
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    if cue.verb in ("show", "find") and any(word.low == "," for word in words[:at]):
        return False  # "It grew, the records show."
    if after is None or after.kind == "point":
        return after is None or after.low not in (",", ":", "(", "[", "#", "@", "$")
    return after.low in PREPOSITIONS - {"to", "for", "on", "about", "against", "that"} or after.low in ("and", "or")
