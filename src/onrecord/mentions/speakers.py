"""Who speaks: a sieve of named rules that give each quotation its speaker and its cue, or leave it open.

In: the sentences of a document with quotations as single words. Out: one `Attribution` a quotation. Rules look at the right
of the quotation, then at its left, then beyond the sentence; each has an id whose measured precision is kept in
`attribution_rules.yaml`. Trap: carrying a speaker on without a cue is right less than half of the time; such rules
are marked weak there and only name candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.mentions.sentence_reading import ReadSentence
from onrecord.spans import Span
from onrecord.text.clauses import (
    RELATIVES,
    Subject,
    Word,
    find_shared_subject,
    find_subject,
    find_subject_after,
    is_adverb,
    is_auxiliary,
    is_noun_use,
    is_time,
    is_verb,
    verb_group_start,
)
from onrecord.text.cues import ALSO_NOUNS, SPEECH_NOUNS, Cue, find_cue
from onrecord.text.quotation import Stretch

_SPOKEN = frozenset(("say", "tell", "ask"))
_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "your"))
_LINKS = frozenset(
    (",", ":", "that", "as", "it", "him", "her", "them", "a", "an", "the", "to", "was", "is", "how", "“", "(", "[")
)
_NO_NOUN = frozenset(("and", "by", "in", "with", "from", "of", "as", "before", "after", "while", "for", "upon", "but", "or"))
# "shows an executive instructing", "with Smith saying": the noun before the participle is its subject
_SHOWING = frozenset(
    ("with", "shows", "showed", "showing", "shown", "depicts", "depicting", "features", "featuring", "of", "saw", "heard")
)
_GETTING = frozenset(("received", "got", "read", "obtained", "saw", "heard", "cited"))  # somebody else's letter
_UNREAL = frozenset(("would", "will", "could", "might", "may", "should", "can", "’d", "'d", "’ll", "'ll"))
_DASHES = frozenset(("—", "–", "--", "-"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a quotation is given to. `joins` is the index of the quotation that this one continues."""

    rule: str
    speaker: Span | None = None
    cue: Span | None = None
    joins: int | None = None


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


def _span(words: Sequence[Word], subject: Subject | None) -> Span | None:
    return None if subject is None else Span(words[subject.first].start, words[subject.last].end)


def _cue_span(words: Sequence[Word], at: int) -> Span:
    return Span(words[at].start, words[at].end)


def cue_at(words: Sequence[Word], at: int) -> Cue | None:
    word = words[at]
    if word.kind != "word" or word.text[0].isupper():
        return None
    cue = find_cue(word.low)
    if cue is not None and cue.form in ("base", "present") and is_noun_use(words, at):
        return None
    return cue


# -- inside the sentence ----------------------------------------------------------------------------------------------


def _inside_sentence(
    text: str, sentence: ReadSentence, place: int, at: int, stretch: Stretch, found: dict[int, Attribution]
) -> Attribution | None:
    words = sentence.words
    last = text[stretch.inside.end - 1 : stretch.inside.end]
    handed = last in ",?!—–-…" or _starts(words, at)
    before = _before_quote(words, at, sentence, place, found)
    if before is not None and before.rule == "subject_verb_quote":
        return before
    after = _after_quote(words, at, handed)
    if after is not None:
        return after
    tag = _closing_tag(words, at)
    return tag or before or _noun_cue(words, at) or _label(words, at) or _any_subject(words, at)


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
        return Attribution("quote_according_to", _span(words, according), Span(words[first].start, words[first + 1].end))
    verb = first
    while verb < len(words) and is_adverb(words[verb]):
        verb += 1
    if verb < len(words):
        cue = cue_at(words, verb)
        if cue is not None and cue.classes & _SPOKEN and cue.form in ("past", "present"):
            subject = find_subject_after(words, verb)
            if subject is not None:
                return Attribution("quote_verb_subject", _span(words, subject), _cue_span(words, verb))
    return _subject_verb_after(words, first) if handed else None


def _subject_verb_after(words: Sequence[Word], first: int) -> Attribution | None:
    for verb in range(first + 1, min(len(words), first + 40)):
        word = words[verb]
        if word.kind == "quote" or word.low in (";", ":"):
            break
        cue = cue_at(words, verb)
        if cue is None or cue.form not in ("past", "present", "ing", "base"):
            continue
        subject = find_subject(words, verb)
        if subject is None or subject.first > first + 1 or subject.first < first or words[subject.first].low in RELATIVES:
            continue
        if not cue.classes & _SPOKEN and subject.how == "shared":
            continue
        return Attribution("quote_subject_verb", _span(words, subject), _cue_span(words, verb))
    return None


def according_phrase(words: Sequence[Word], at: int) -> Subject | None:
    """The phrase after "according to" at `at`."""
    if words[at].low != "according" or at + 2 >= len(words) or words[at + 1].low != "to":
        return None
    return _phrase_from(words, at + 2)


def _phrase_from(words: Sequence[Word], first: int) -> Subject | None:
    last = first
    if first >= len(words) or words[first].kind != "word":
        return None
    while last + 1 < len(words):
        following = words[last + 1]
        if following.kind != "word" and following.low not in ("&", "'", "’", "#", "@"):
            break
        if following.low in ("who", "which", "that", "when", "where") or (
            is_auxiliary(following) and following.low not in ("’s", "'s")
        ):
            break
        last += 1
    return Subject(first, last, "according")


def _before_quote(
    words: Sequence[Word], at: int, sentence: ReadSentence, place: int, found: dict[int, Attribution]
) -> Attribution | None:
    """`Smith said, “...”` · `Smith called it “...”` · `according to Smith, “...”`: the nearest strong cue, else a weak one."""
    earlier = sentence.quotes[place - 1] if place else None
    weak: Attribution | None = None
    for verb in range(at - 1, -1, -1):
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
            return Attribution("according_to_quote", _span(words, according), Span(word.start, words[verb + 1].end))
        cue = cue_at(words, verb)
        if cue is None:
            continue
        one = _from_verb(words, verb, cue, at)
        if one is None:
            continue
        if _is_strong(words, verb, cue):
            return one
        weak = weak or Attribution("weak_" + one.rule, one.speaker, one.cue)
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
        subject = None if agent is None else _phrase_from(words, agent + 1)
        if subject is None:
            return None
        return Attribution("verb_by_subject", _span(words, subject), _cue_span(words, verb))
    subject = subject_of(words, verb, cue)
    if subject is None:
        return None
    if subject.how == "relative":
        rule = "relative_verb_quote"
    return Attribution(rule, _span(words, subject), _cue_span(words, verb))


def is_passive(words: Sequence[Word], verb: int, cue: Cue) -> bool:
    if cue.form != "past" or not cue.classes & {"tell", "call", "ask"} or ("say" in cue.classes and "tell" not in cue.classes):
        return False
    group = words[verb_group_start(words, verb) : verb]
    return any(word.low in ("is", "are", "was", "were", "be", "been", "being", "’s", "'s", "’re", "'re") for word in group)


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
            return None
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


def _subject_of_participle(words: Sequence[Word], verb: int) -> Subject | None:
    """Of "saying": the noun right before it ("a statement saying", "with Smith saying"), else that of the clause before."""
    before = verb_group_start(words, verb) - 1
    if before >= 0 and words[before].kind == "word" and words[before].low not in _NO_NOUN:
        direct = find_subject(words, verb)
        if direct is not None:
            opening = words[direct.first - 1] if direct.first else None
            if opening is None or opening.low in _SHOWING or words[direct.first].low == "with":
                return direct
            if words[direct.last].low in SPEECH_NOUNS:
                sender = find_subject(words, direct.first - 1) if is_verb(opening) and opening.low not in _GETTING else None
                return direct if sender is None else Subject(sender.first, sender.last, "shared")
    return find_shared_subject(words, verb) or _first_phrase(words, verb)


def _first_phrase(words: Sequence[Word], limit: int) -> Subject | None:
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


def _closing_tag(words: Sequence[Word], at: int) -> Attribution | None:
    """`The “dead” plan will fail, Smith said.`: a comma, a subject and a verb of speech at the end of the sentence."""
    for verb in range(at + 2, len(words)):
        word = words[verb]
        cue = cue_at(words, verb)
        if word.low == "according":
            according = according_phrase(words, verb)
            if according is not None:
                return Attribution("closing_according_to", _span(words, according), Span(word.start, words[verb + 1].end))
        if cue is None or not cue.classes & _SPOKEN or cue.form not in ("past", "present"):
            continue
        subject = find_subject(words, verb)
        if subject is None and words[verb - 1].low == ",":
            subject = find_subject_after(words, verb)
            if subject is not None:
                return Attribution("closing_tag", _span(words, subject), _cue_span(words, verb))
        if subject is None or subject.first == 0 or words[subject.first - 1].low not in (",", "—", "–", "--"):
            continue
        following = words[verb + 1].low if verb + 1 < len(words) else "."
        if following == "that" or (verb + 1 < len(words) and words[verb + 1].is_capital and not is_time(words[verb + 1])):
            continue
        return Attribution("closing_tag", _span(words, subject), _cue_span(words, verb))
    return None


def _noun_cue(words: Sequence[Word], at: int) -> Attribution | None:
    """`Smith’s claim that “...”` · `his “...” remark`."""
    for noun in range(at - 1, max(-1, at - 12), -1):
        word = words[noun]
        if word.kind != "word" or word.low not in SPEECH_NOUNS:
            continue
        owner = _owner_before(words, noun)
        if owner is not None:
            return Attribution("possessive_noun_quote", _span(words, owner), _cue_span(words, noun))
    owner = _owner_before(words, at)
    if owner is not None:
        following = at + 1 < len(words) and words[at + 1].low in SPEECH_NOUNS
        return Attribution("possessive_quote", _span(words, owner), _cue_span(words, at + 1) if following else None)
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


def _label(words: Sequence[Word], at: int) -> Attribution | None:
    """`Smith: “...”` and `“...” — Smith`."""
    if at >= 2 and words[at - 1].low == ":":
        last = at - 2
        first = last
        while (
            first > 0 and words[first - 1].kind == "word" and words[first - 1].low != "that" and not is_verb(words[first - 1])
        ):
            first -= 1
        if words[last].kind == "word":
            return Attribution("label_colon", Span(words[first].start, words[last].end), _cue_span(words, at - 1))
    if at + 2 < len(words) and words[at + 1].low in _DASHES and words[at + 2].is_capital:
        phrase = _phrase_from(words, at + 2)
        return None if phrase is None else Attribution("quote_dash", _span(words, phrase), _cue_span(words, at + 1))
    return None


def _any_subject(words: Sequence[Word], at: int) -> Attribution | None:
    """The subject of the last verb of any kind before the quotation: "Smith has railed against the “...”"."""
    for verb in range(at - 1, 0, -1):
        word = words[verb]
        if word.kind != "word" or word.text[0].isupper():
            continue
        if is_auxiliary(word) and verb + 1 == at:
            return None  # "the raids were “...”": what is described does not speak
        if is_verb(word) or (word.low.endswith("ed") and words[verb - 1].kind == "word"):
            subject = find_subject(words, verb)
            if subject is not None:
                return Attribution("subject_any_verb", _span(words, subject), _cue_span(words, verb))
    return None


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
        for verb in range(len(before.words)):
            cue = cue_at(before.words, verb)
            if cue is not None and cue.classes & _SPOKEN:
                subject = subject_of(before.words, verb, cue)
                if subject is not None:
                    return Attribution("sentence_before", _span(before.words, subject), _cue_span(before.words, verb))
        first = _first_phrase(before.words, len(before.words))
        if first is not None:
            return Attribution("subject_before", _span(before.words, first))
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
    label = _label([*words, Word(words[-1].end, words[-1].end, '"', '"', "quote")], len(words))
    return None if label is None else Attribution("colon_before_label", label.speaker, label.cue)


def _carried_over(sentences: Sequence[ReadSentence], n: int, found: dict[int, Attribution]) -> Attribution | None:
    for back in range(n - 1, max(-1, n - 4), -1):
        if sentences[back].quotes:
            known = found.get(sentences[back].quotes[-1][1])
            if known is not None and known.speaker is not None:
                return Attribution("carried_over_paragraph", known.speaker, known.cue)
            return None
    return None
