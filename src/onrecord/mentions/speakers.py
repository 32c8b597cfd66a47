"""Who speaks: a sieve of named rules that give each quotation its speaker and its cue, or leave it open.

In: the sentences of a document with quotations as single words. Out: one `Attribution` a quotation. Rules look at the right
of the quotation, then at its left, then beyond the sentence; each has an id whose measured precision is kept in
`attribution_rules`. Trap: carrying a speaker on without a cue is right less than half of the time; such rules
are marked weak there and only name candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.mentions.attributions import Attribution, span_of, word_span
from onrecord.mentions.cue_subjects import (
    according_phrase,
    cue_at,
    first_phrase,
    is_negated,
    is_passive,
    phrase_from,
    subject_of,
)
from onrecord.mentions.sentence_reading import ReadSentence
from onrecord.mentions.uncued_speakers import find_any_subject, find_label, find_noun_cue
from onrecord.spans import Span
from onrecord.text.clauses import PRONOUNS, RELATIVES, Word, is_adverb, is_time
from onrecord.text.cues import Cue
from onrecord.text.quotation import Stretch
from onrecord.text.subject_phrases import Subject
from onrecord.text.subjects import find_subject, find_subject_after, verb_group_start

_REACH = 70  # words within which a cue is looked for on either side of a quotation
_SPOKEN = frozenset(("say", "tell", "ask"))
_LINKS = frozenset(
    (",", ":", "that", "as", "it", "him", "her", "them", "a", "an", "the", "to", "was", "is", "how", "“", "(", "[")
)
_UNREAL = frozenset(("would", "will", "could", "might", "may", "should", "can", "’d", "'d", "’ll", "'ll"))
_DASHES = frozenset(("—", "–", "--", "-"))


def attribute(text: str, sentences: Sequence[ReadSentence], stretches: Sequence[Stretch]) -> dict[int, Attribution]:
    """The attribution of each quotation, by its index among the stretches; absent where no rule spoke."""
    found: dict[int, Attribution] = {}
    for n, sentence in enumerate(sentences):
        for place, (at, quote) in enumerate(sentence.quotes):
            one = _inside_sentence(text, sentence, place, at, stretches[quote], found)
            if one is None:
                one = _beyond_sentence(sentences, n, place, found)
            if one is not None:
                found[quote] = one
    return found


# -- inside the sentence ----------------------------------------------------------------------------------------------


def _inside_sentence(
    text: str, sentence: ReadSentence, place: int, at: int, stretch: Stretch, found: dict[int, Attribution]
) -> Attribution | None:
    words = sentence.words
    continued = _continued(words, sentence, place, at, found)
    if continued is not None:
        return continued
    last = text[stretch.inside.end - 1 : stretch.inside.end]
    handed = last in ",?!—–-…" or _starts(words, at)
    before = _before_quote(words, at, sentence, place, found)
    if before is not None and before.rule in ("subject_verb_quote", "shared_subject_verb_quote"):
        return before
    after = _after_quote(words, at, handed)
    if after is not None:
        return after
    tag = _closing_tag(words, at)
    return tag or before or find_noun_cue(words, at) or find_label(words, at) or find_any_subject(words, at)


def _continued(
    words: Sequence[Word], sentence: ReadSentence, place: int, at: int, found: dict[int, Attribution]
) -> Attribution | None:
    """`“I have more,” Smith said, “and will send it.”`: nothing but the tag of the first part stands between the two."""
    if not place or words[at - 1].low != ",":
        return None
    before_at, earlier = sentence.quotes[place - 1]
    known = found.get(earlier)
    if known is None or not known.rule.startswith(("quote_", "interrupted")) or known.speaker is None or known.cue is None:
        return None
    start, end = words[before_at].end, words[at].start
    if not (start <= known.speaker.start and known.speaker.end <= end and start <= known.cue.start and known.cue.end <= end):
        return None
    cues = [
        n
        for n in range(before_at + 1, at)
        if cue_at(words, n) is not None and not known.speaker.start <= words[n].start < known.speaker.end
    ]
    if len(cues) > 1:
        return None
    return Attribution("interrupted", known.speaker, known.cue, earlier if known.joins is None else known.joins)


def _starts(words: Sequence[Word], at: int) -> bool:
    return all(word.kind == "point" for word in words[:at])


def _after_quote(words: Sequence[Word], at: int, handed: bool) -> Attribution | None:
    """`“...,” said Smith` · `“...,” Smith said` · `“...,” according to Smith`."""
    first = at + 1
    while first < len(words) and (words[first].low in (",", "—", "–", "--", "-") or words[first].low == "."):
        first += 1
    if first >= len(words) or words[first].kind != "word":
        return None
    according = according_phrase(words, first)
    if according is not None:
        return Attribution("quote_according_to", span_of(words, according), Span(words[first].start, words[first + 1].end))
    verb = first
    while verb < len(words) and is_adverb(words[verb]):
        verb += 1
    if verb < len(words):
        cue = cue_at(words, verb)
        if cue is not None and cue.classes & _SPOKEN and cue.form in ("past", "present"):
            subject = find_subject_after(words, verb)
            if subject is not None:
                return Attribution("quote_verb_subject", span_of(words, subject), word_span(words, verb))
    return _subject_verb_after(words, first) if handed else None


def _subject_verb_after(words: Sequence[Word], first: int) -> Attribution | None:
    opening = cue_at(words, first)
    if opening is not None and opening.classes & _SPOKEN and opening.form in ("past", "present"):
        return None  # 'Lee, who calls it “...,” said he doubts it'
    for verb in range(first + 1, min(len(words), first + 40)):
        word = words[verb]
        if word.kind == "quote" or word.low in (";", ":"):
            break
        cue = cue_at(words, verb)
        if cue is None or (verb + 1 < len(words) and words[verb + 1].low == "by"):
            continue  # "a film directed by"
        subject = find_subject(words, verb)
        if subject is None or subject.first > first + 1 or subject.first < first or words[subject.first].low in RELATIVES:
            continue
        if not cue.classes & _SPOKEN and subject.how == "shared":
            continue
        return Attribution("quote_subject_verb", span_of(words, subject), word_span(words, verb))
    return None


def _before_quote(
    words: Sequence[Word], at: int, sentence: ReadSentence, place: int, found: dict[int, Attribution]
) -> Attribution | None:
    """`Smith said, “...”` · `Smith called it “...”` · `according to Smith, “...”`: the nearest strong cue, else a weak one."""
    earlier = sentence.quotes[place - 1] if place else None
    weak: Attribution | None = None
    for verb in range(at - 1, max(-1, at - _REACH), -1):
        word = words[verb]
        if earlier is not None and verb == earlier[0]:
            known = found.get(earlier[1])
            if weak is None and known is not None and not (known.rule.startswith("quote_") and _new_clause(words, verb, at)):
                return Attribution(
                    "same_sentence", known.speaker, known.cue, earlier[1] if known.joins is None else known.joins
                )
        if word.low == ";" or (weak is not None and word.low in ("and", "but") and words[verb - 1].low == ","):
            break
        according = according_phrase(words, verb) if word.low == "according" else None
        if according is not None:
            return Attribution("according_to_quote", span_of(words, according), Span(word.start, words[verb + 1].end))
        cue = cue_at(words, verb)
        if cue is None:
            continue
        one = _from_verb(words, verb, cue, at)
        if one is None:
            continue
        if _is_strong(words, verb, cue) and not _is_told_by_another(words, verb, cue, one):
            return one
        weak = weak or replace(one, rule="weak_" + one.rule)
    return weak


def _is_strong(words: Sequence[Word], verb: int, cue: Cue) -> bool:
    """True for a verb of speech that is told as done: "said", "calling"; not "thinks", "would call", "what she called"."""
    handed = words[verb + 1].low in (":", ",") or words[verb + 1].kind == "quote"
    if not cue.classes & {"say", "tell", "call", "ask"} and not (handed and "show" in cue.classes):
        return False
    start = verb_group_start(words, verb)
    if cue.form == "base" and words[start - 1].low != "to":
        return not any(word.low in _UNREAL for word in words[start:verb])
    opening = [word.low for word in words[max(0, start - 3) : start]]
    return not any(low in ("what", "if") for low in opening)


def _is_told_by_another(words: Sequence[Word], verb: int, cue: Cue, one: Attribution) -> bool:
    """True for the inner clause of "Lee said Ray called on members to be “...”": the outer one speaks the words."""
    if one.speaker is None or ("say" in cue.classes and (words[verb + 1].kind == "quote" or words[verb + 1].low in (",", ":"))):
        return False
    at = verb
    while at > 0 and words[at].start > one.speaker.start:
        at -= 1
    for back in range(at - 1, max(-1, at - 25), -1):
        word = words[back]
        if word.kind != "word":
            return False
        outer = cue_at(words, back)
        if outer is not None and outer.classes & {"say", "tell"} and outer.form != "base":
            return True
    return False


def _new_clause(words: Sequence[Word], first: int, last: int) -> bool:
    """True where a new subject or cue stands between two quotations."""
    return any(cue_at(words, n) is not None for n in range(first + 1, last))


def _from_verb(words: Sequence[Word], verb: int, cue: Cue, at: int) -> Attribution | None:
    between = words[verb + 1 : at]
    near = all(word.low in _LINKS or word.kind != "word" for word in between)
    rule = "subject_verb_quote" if near else ("subject_verb_inside" if len(between) <= 12 else "subject_verb_far")
    passive = is_passive(words, verb, cue)
    if passive:
        agent = next((n for n in range(verb + 1, min(at, verb + 6)) if words[n].low == "by"), None)
        subject = None if agent is None else phrase_from(words, agent + 1)
        if subject is None:
            return None
        return Attribution("verb_by_subject", span_of(words, subject), word_span(words, verb))
    subject = subject_of(words, verb, cue)
    if subject is None or _only_names(words, verb, cue, subject):
        return None
    if subject.how == "relative":
        rule = "relative_verb_quote"
    elif subject.how in ("shared", "first"):
        rule = rule.replace("subject", "shared_subject")
    elif not cue.classes & {"say", "tell", "call", "ask"}:
        rule = rule.replace("subject", "other")
    return Attribution(rule, span_of(words, subject), word_span(words, verb), negated=is_negated(words, verb))


def _closing_tag(words: Sequence[Word], at: int) -> Attribution | None:
    """`The “dead” plan will fail, Smith said.`: a comma, a subject and a verb of speech at the end of the sentence."""
    for verb in range(at + 2, min(len(words), at + _REACH)):
        word = words[verb]
        cue = cue_at(words, verb)
        if word.low == "according":
            according = according_phrase(words, verb)
            if according is not None:
                return Attribution("closing_according_to", span_of(words, according), Span(word.start, words[verb + 1].end))
        if cue is None or not cue.classes & _SPOKEN or cue.form not in ("past", "present"):
            continue
        subject = find_subject(words, verb)
        if subject is None and words[verb - 1].low == ",":
            subject = find_subject_after(words, verb)
            if subject is not None:
                return Attribution("closing_tag", span_of(words, subject), word_span(words, verb))
        if subject is None or subject.first == 0 or words[subject.first - 1].low not in (",", "—", "–", "--"):
            continue
        following = words[verb + 1].low if verb + 1 < len(words) else "."
        if following == "that" or (verb + 1 < len(words) and words[verb + 1].is_capital and not is_time(words[verb + 1])):
            continue
        return Attribution("closing_tag", span_of(words, subject), word_span(words, verb))
    return None


def _only_names(words: Sequence[Word], verb: int, cue: Cue, subject: Subject) -> bool:
    """True for "a play called “...”": the participle names the thing before it, and nobody speaks."""
    if "call" not in cue.classes or cue.form != "past" or words[verb + 1].kind != "quote" or subject.how != "adjacent":
        return False
    return subject.last == verb - 1 and words[subject.last].text.islower() and words[subject.last].low not in PRONOUNS


# -- beyond the sentence ----------------------------------------------------------------------------------------------


def _beyond_sentence(
    sentences: Sequence[ReadSentence],
    n: int,
    place: int,
    found: dict[int, Attribution],
) -> Attribution | None:
    sentence = sentences[n]
    at, _ = sentence.quotes[place]
    if place:
        earlier = sentence.quotes[place - 1][1]
        known = found.get(earlier)
        if known is not None:
            return Attribution("same_sentence", known.speaker, known.cue, earlier if known.joins is None else known.joins)
    if n == 0 or not _starts(sentence.words, at):
        return None
    before = sentences[n - 1]
    same_block = before.block == sentence.block
    if before.words and before.words[-1].low == ":":
        handed = _introduced(before.words)
        if handed is not None:
            return handed
    if before.quotes and same_block:
        earlier = before.quotes[-1][1]
        known = found.get(earlier)
        if known is not None:
            joined = earlier if known.joins is None else known.joins
            if known.rule.startswith(("quote_", "interrupted")):
                return Attribution("interrupted", known.speaker, known.cue, joined)
            return Attribution("carried_in_paragraph", known.speaker, known.cue, joined)
    if same_block:
        for verb in range(min(len(before.words), _REACH)):
            cue = cue_at(before.words, verb)
            if cue is not None and cue.classes & _SPOKEN:
                subject = subject_of(before.words, verb, cue)
                if subject is not None:
                    return Attribution("sentence_before", span_of(before.words, subject), word_span(before.words, verb))
        first = first_phrase(before.words, len(before.words))
        if first is not None:
            return Attribution("subject_before", span_of(before.words, first))
        return None
    return _carried_over(sentences, n, found)


def _introduced(words: Sequence[Word]) -> Attribution | None:
    """The sentence before ends with a colon: its last cue verb introduces the quotation."""
    for verb in range(len(words) - 1, -1, -1):
        cue = cue_at(words, verb)
        if cue is None:
            continue
        one = _from_verb(words, verb, cue, len(words) - 1)
        if one is not None:
            return Attribution("colon_before", one.speaker, one.cue)
    label = find_label([*words, Word(words[-1].end, words[-1].end, '"', '"', "quote")], len(words))
    return None if label is None else Attribution("colon_before_label", label.speaker, label.cue)


def _carried_over(sentences: Sequence[ReadSentence], n: int, found: dict[int, Attribution]) -> Attribution | None:
    for back in range(n - 1, max(-1, n - 4), -1):
        if sentences[back].quotes:
            known = found.get(sentences[back].quotes[-1][1])
            if known is not None and known.speaker is not None:
                return Attribution("carried_over_paragraph", known.speaker, known.cue)
            return None
    return None
