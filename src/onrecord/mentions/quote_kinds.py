"""Of which kind a stretch inside marks is: speech, a fragment of speech, a term, or scare quotes.

In: the sentence with the quotation as one word, its attribution, the text. Out: a `QuoteKind`. Direct: a whole utterance;
mixed: a fragment inside the writer's sentence; term: a title or a word being named ("the show “Morning Table”", "so-called");
scare: a word or two inside marks that nobody is said to have uttered. In doubt a stretch counts as quoted, never as scare.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.mentions.attributions import Attribution
from onrecord.mentions.sentence_reading import ReadSentence
from onrecord.model.mentions import QuoteKind
from onrecord.text.clauses import DETERMINERS, PREPOSITIONS, SUBORDINATORS, Word, is_time
from onrecord.text.cues import SPEECH_NOUNS, find_cue
from onrecord.text.quotation import Stretch

_SMALL = frozenset(
    ("a", "an", "the", "of", "and", "or", "in", "on", "with", "to", "for", "from", "by", "at", "as", "is", "are", "vs", "via")
)
# What carries a title: "the film “...”", "“...” star Jane Roe"
_WORKS_TEXT = """
show film movie book memoir song album play series program programme spot ad documentary podcast column article blog magazine
novel musical newspaper website site episode drama comedy sitcom award awards debate broadcast host star author co-author
actress actor newsletter chapter anthem painting opera poem essay screening
"""
_WORKS = frozenset(_WORKS_TEXT.split())
_NAMED = frozenset(("titled", "entitled", "so-called", "nicknamed", "self-described", "self-styled", "self-proclaimed"))
_CALLED_OUT_TEXT = "calls call chant chants cheer cheered cheering cry cries shout shouts cheers slogan slogans mantra motto"
_CALLED_OUT = frozenset(_CALLED_OUT_TEXT.split())
_WORD_RE = re.compile(r"[^\W_][\w'’.&-]*")
_REFERRED_RE = re.compile(
    r"\b(?:referred to as|known as|so called|stands for|the (?:abbreviation|acronym))[ ,]*$", re.IGNORECASE
)
# “S1” -- referring to the secretary
_MEANING_RE = re.compile(r"[\s,(—–-]{0,5}(?:referring to|refers to|meaning|short for|stands for|a reference to)\b")
# rules without a verb that hands over words: `Lee has railed against the “...”`, `Lee’s “...” plan`
_UNTOLD = frozenset(("subject_any_verb", "possessive_quote"))
_SHORT = 3  # words


def find_kind(text: str, sentence: ReadSentence, at: int, stretch: Stretch, one: Attribution | None) -> QuoteKind:
    """The kind of the quotation that is word `at` of the sentence."""
    inside = stretch.inside.of(text).strip()
    words = sentence.words
    before = words[at - 1] if at else None
    if "secondary" in stretch.flags:
        return _secondary_kind(inside, before, one)
    if _is_term(text, inside, stretch, words, at, one):
        return QuoteKind.TERM
    if len(inside.split()) == 1 and (one is None or one.rule in _UNTOLD) and _is_scare(words, at):
        return QuoteKind.SCARE
    return QuoteKind.DIRECT if _is_whole(inside, before, one) else QuoteKind.MIXED


def _secondary_kind(inside: str, before: Word | None, one: Attribution | None) -> QuoteKind:
    """Marks of the minor family outside any quotation are speech only where a cue hands over a whole utterance."""
    whole = inside[:1].isupper() and len(inside.split()) > _SHORT and inside[-1:] in ",.?!"
    spoken = one is not None and one.rule in ("subject_verb_quote", "quote_verb_subject", "quote_subject_verb")
    if whole and spoken and (before is None or before.low in (":", ",")):
        return QuoteKind.DIRECT
    return QuoteKind.TERM if _is_title(inside) and len(inside.split()) > 1 else QuoteKind.SCARE


def _is_scare(words: Sequence[Word], at: int) -> bool:
    """True for one word that nobody is told to have said: `produced an “autopsy” about it`, not `the “autopsy” comment`."""
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if before is None or after is None or after.kind != "word":
        return False
    return before.low in DETERMINERS and after.low not in SPEECH_NOUNS


def _is_term(text: str, inside: str, stretch: Stretch, words: Sequence[Word], at: int, one: Attribution | None) -> bool:
    n_words = len(inside.split())
    if n_words <= _SHORT and (
        _REFERRED_RE.search(text[max(0, stretch.outside.start - 40) : stretch.outside.start])
        or (_MEANING_RE.match(text, stretch.outside.end) and (one is None or one.rule != "subject_verb_quote"))
        or _is_nickname(words, at, inside)
    ):
        return True
    before = words[at - 1] if at else None
    if not _is_title(inside):
        opens_line = before is not None and before.text == "—" and text[before.start - 1 : before.start] in ("\n", "")
        return (opens_line and one is None) or _is_headline(words, at, one)
    return _is_headline(words, at, one) or (_is_work(words, at, inside, one) and not _is_slogan(words, at))


def _is_nickname(words: Sequence[Word], at: int, inside: str) -> bool:
    """True for `John “Red” Hale`: between a given name or initial and a surname."""
    if not 0 < at < len(words) - 1 or not inside[:1].isupper() or not inside[-1:].isalnum():
        return False
    given, surname = words[at - 1], words[at + 1]
    plain = DETERMINERS | PREPOSITIONS | SUBORDINATORS
    if not (given.is_capital and surname.is_capital) or given.low in plain or surname.low in plain:
        return False
    return not is_time(given) and find_cue(given.low) is None


def _is_headline(words: Sequence[Word], at: int, one: Attribution | None) -> bool:
    """True for `“Gallery to open in May,” by Ann Lee:`: a title with its author, said by nobody."""
    if at + 2 >= len(words) or words[at + 1].low != "by" or not words[at + 2].is_capital:
        return False
    return one is None or one.rule.startswith("carried")


def _is_slogan(words: Sequence[Word], at: int) -> bool:
    """True for what is called out: `chants of “Build It Now”`, `the “Build It Now” rallying cry`."""
    if at > 1 and words[at - 1].low in ("of", "for") and words[at - 2].low in _CALLED_OUT:
        return True
    return any(word.low in _CALLED_OUT for word in words[at + 1 : at + 3])


def _is_work(words: Sequence[Word], at: int, inside: str, one: Attribution | None) -> bool:
    """True where words with capitals name a work: `the show “...”`, `her memoir, “...,”`, `“...” star Jane Roe`."""
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and after.low in _WORKS and inside[-1:].isalnum():
        return True
    if before is None or inside[-1:] in "?!":
        return False
    if before.low in _WORKS or (before.low == "," and at > 1 and words[at - 2].low in _WORKS):
        return True
    if one is not None and one.rule == "subject_verb_quote" and before.low == ",":
        return False  # 'they chanted, “Build It”'
    several = len(inside.split()) > 1
    if before.low in ("'s", "’s"):
        return several or inside[-1:].isalnum()
    return several and (
        before.low in ("on", "in", "for", "with") or (one is None and before.kind == "word" and inside[-1:] != ".")
    )


def _is_title(inside: str) -> bool:
    """True where every word but the small ones has a capital: “Morning at the Table”."""
    words = _WORD_RE.findall(inside)
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)


def _is_whole(inside: str, before: Word | None, one: Attribution | None) -> bool:
    opening = inside.lstrip("[(….'‘’ ")[:1]
    capital = opening.isupper() or opening.isdigit() or opening in "#@$"
    if one is not None and one.rule == "closing_tag":
        return False
    if before is None or before.kind == "point":
        handed = before is None or before.low in (":", ",", "—", "–", "--", "(", "-")
        near = one is not None and one.rule.endswith(("_verb_quote", "_colon"))
        return handed and (capital or (near and before is not None))
    return (
        capital
        and before.low != "that"
        and one is not None
        and one.rule == "subject_verb_quote"
        and len(inside.split()) > _SHORT
    )
