"""Speakers without a verb of speech: "Smith’s claim that", "his “...” remark", "Smith: “...”", "“...” — Smith".

In: the words of a sentence and the place of a quotation. Out: an `Attribution` or None. These rules are weaker than those of
`speakers`, which asks them last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.mentions.attributions import Attribution, span_of, word_span
from onrecord.mentions.cue_subjects import phrase_from
from onrecord.text.clauses import DETERMINERS, Word, is_auxiliary, is_time, is_verb
from onrecord.text.cues import SPEECH_NOUNS
from onrecord.text.subject_phrases import Subject
from onrecord.text.subjects import find_subject

_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "your"))
_DASHES = frozenset(("—", "–", "--", "-"))
_LONGEST_LABEL = 9  # words: "Former secretary of state Ann Orr Lee"


def find_noun_cue(words: Sequence[Word], at: int) -> Attribution | None:
    """`Smith’s claim that “...”` · `his “...” remark`."""
    for noun in range(at - 1, max(-1, at - 12), -1):
        word = words[noun]
        if word.kind != "word" or word.low not in SPEECH_NOUNS:
            continue
        owner = _owner_before(words, noun)
        if owner is not None:
            return Attribution("possessive_noun_quote", span_of(words, owner), word_span(words, noun))
    owner = _owner_before(words, at)
    if owner is not None:
        following = at + 1 < len(words) and words[at + 1].low in SPEECH_NOUNS
        return Attribution("possessive_quote", span_of(words, owner), word_span(words, at + 1) if following else None)
    return None


def _owner_before(words: Sequence[Word], at: int) -> Subject | None:
    for back in range(at - 1, max(-1, at - 5), -1):
        word = words[back]
        if word.kind != "word":
            return None
        if word.low in _POSSESSIVES:
            return Subject(back, back, "possessive")
        if word.low in ("'s", "’s") and back > 0 and words[back - 1].kind == "word":
            first = back - 1
            while first > 0 and words[first - 1].is_capital:
                first -= 1
            return Subject(first, back - 1, "possessive")
    return None


def find_label(words: Sequence[Word], at: int) -> Attribution | None:
    """`Smith: “...”` · `Smith went further: “...”` · `“...” — Smith`."""
    if at >= 2 and words[at - 1].low == ":":
        label = _label_before(words, at - 1)
        if label is not None:
            return Attribution("label_colon", span_of(words, label), word_span(words, at - 1))
        told = find_any_subject(words, at)
        return None if told is None else replace(told, rule="subject_verb_colon")
    if at + 2 < len(words) and words[at + 1].low in _DASHES and words[at + 2].is_capital:
        phrase = phrase_from(words, at + 2)
        return None if phrase is None else Attribution("quote_dash", span_of(words, phrase), word_span(words, at + 1))
    return None


def _label_before(words: Sequence[Word], colon: int) -> Subject | None:
    """The name right before a colon, titles and small words with it; None for "no doubt:", "went on:", "the fight ahead:"."""
    last = colon - 1
    if not words[last].is_capital or is_time(words[last]):
        return None
    first = last
    while first > 0 and words[first - 1].kind == "word" and words[first - 1].low != "that" and not is_verb(words[first - 1]):
        first -= 1
    if (first and (is_verb(words[first - 1]) or words[first - 1].low == "that")) or last - first >= _LONGEST_LABEL:
        return None  # "Smith told Lee:" names the hearer
    for owner in range(last, first, -1):
        if words[owner - 1].low in ("'s", "’s", "by", "from"):  # "by the Globe's Ann Lee:"
            return Subject(owner, last, "label")
    return Subject(first, last, "label") if words[first].is_capital or words[first].low in DETERMINERS else None


def find_any_subject(words: Sequence[Word], at: int) -> Attribution | None:
    """The subject of the last verb of any kind before the quotation: "Smith has railed against the “...”"."""
    for verb in range(at - 1, max(0, at - 40), -1):
        word = words[verb]
        if word.kind != "word" or word.text[0].isupper():
            continue
        if is_auxiliary(word) and verb + 1 == at:
            return None  # "the raids were “...”": what is described does not speak
        if is_verb(word) or (word.low.endswith("ed") and words[verb - 1].kind == "word"):
            subject = find_subject(words, verb)
            if subject is not None:
                return Attribution("subject_any_verb", span_of(words, subject), word_span(words, verb))
    return None
