"""Ladders: one thing told in several texts of a story, where the condition or the strength of the telling differs.

In: documents, stories, packs. Out: `Ladder`s with a rung for each telling. Two kinds are found: a condition ("if ...") that a
paraphrase states with another number, restriction or negation than the quotation, and an order or request given with verbs
of unlike strength, whose root is the request itself where the records hold it. Trap: two sentences on one subject are not two
tellings; they must share enough content words, in the same story, and differ in the very words that are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.links.ladder_rooting import root_ladders
from onrecord.links.ladder_tellings import STRENGTH
from onrecord.model.case import DocumentRecords
from onrecord.model.ids import make_id
from onrecord.model.links import Ladder, Place, Rung, Story
from onrecord.model.mentions import PassageKind, Quote, QuoteKind
from onrecord.model.packs import Pack
from onrecord.spans import Span
from onrecord.text.function_words import content_keys
from onrecord.text.sentences import split_sentences
from onrecord.text.surroundings import sentence_around
from onrecord.text.triggers import find_triggers
from onrecord.text.wordforms import same_lemma
from onrecord.text.words import Word, find_words

_OBJECT_WORDS = 7  # between the verb and its "to"
_CLAUSE_WORDS = 26  # of what was ordered, read from the verb on
_AGENT_WORDS = 12  # of who orders, at most, counted back from the verb
_PLAIN_WORDS = 6  # of them without a capital
_AUXILIARIES = frozenset(("had", "has", "have", "was", "were", "been", "being", "is", "are"))
_RELATIVES = frozenset(("who", "which", "that"))
_JOINING = frozenset(("of", "and", "for", "the"))
_TIMES = frozenset(("former", "then", "acting", "retired", "outgoing", "deputy"))
_SHARED = 3  # content words that two tellings must share
_READ = frozenset((PassageKind.REPORTING, PassageKind.TITLE, PassageKind.SUBHEADING))
_IF_RE = re.compile(r"\b(?:if|unless|provided that|as long as|in case)\b", re.IGNORECASE)
_COMPARED = frozenset(("negation", "restriction", "number"))


def find_ladders(parts: Sequence[DocumentRecords], stories: Sequence[Story], pack: Pack | None = None) -> tuple[Ladder, ...]:
    """The ladders of every story, conditions before strengths, each in the order of its first rung, the root before all.

    `pack` tells whose code, title or name a request of the records bears.
    """
    by_id = {part.document.id: part for part in parts}
    found: list[Ladder] = []
    for story in stories:
        members = [by_id[document] for document in story.document_ids if document in by_id]
        if len(members) > 1:
            found.extend(_conditions(members))
            found.extend(_strengths(members))
    return root_ladders(found, parts, stories, pack or Pack())


# -- conditions ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Telling:
    part: DocumentRecords
    span: Span
    words: tuple[Word, ...]

    def place(self) -> Place:
        document = self.part.document
        return Place(
            document_id=document.id, span=self.span, text=self.span.of(document.text), page=document.page_at(self.span.start)
        )


def _conditions(members: Sequence[DocumentRecords]) -> Iterator[Ladder]:
    """A quoted condition beside the sentences that state one in their own words."""
    told = [telling for part in members for telling in _told_conditions(part)]
    for part in members:
        for quote in part.mentions.quotes:
            if quote.kind not in (QuoteKind.DIRECT, QuoteKind.MIXED) or "negated" in quote.flags:
                continue
            if not _IF_RE.search(quote.text):
                continue
            said = _Telling(part, quote.span, find_words(part.document.text, quote.span.start, quote.span.end))
            others = [telling for telling in told if _retells(telling, said, quote) and _differs(telling, said)]
            if others:
                yield _condition_ladder(said, others)


def _told_conditions(part: DocumentRecords) -> Iterator[_Telling]:
    """The conditional clauses of the writer's own sentences, from the "if" to the sentence's end or the next marks."""
    text = part.document.text
    marks = [quote.marks or quote.span for quote in part.mentions.quotes if quote.kind is not QuoteKind.INDIRECT]
    for passage in part.mentions.passages:
        if passage.kind is not PassageKind.REPORTING:
            continue
        for sentence in split_sentences(passage.span.of(text)):
            span = sentence.shifted(passage.span.start)
            match = _IF_RE.search(text, span.start, span.end)
            if match is None or any(mark.start <= match.start() < mark.end for mark in marks):
                continue
            end = min([span.end, *(mark.start for mark in marks if mark.start > match.start())])
            clause = Span(match.start(), end).strip(text)
            yield _Telling(part, clause, find_words(text, clause.start, clause.end))


def _retells(telling: _Telling, said: _Telling, quote: Quote) -> bool:
    """True where the clause shares the quotation's content, or leads to the quotation in its own sentence."""
    if telling.part is said.part:
        outer = quote.marks or quote.span
        return (
            telling.span.end <= outer.start
            and telling.span.start >= sentence_around(said.part.document.text, outer.start, outer.end).start
        )
    return _n_shared(telling.words, said.words) >= _SHARED


def _differs(telling: _Telling, said: _Telling) -> bool:
    ours, theirs = _compared(telling), _compared(said)
    return bool(ours) and bool(theirs) and {word.key for word in ours} != {word.key for word in theirs}


def _condition(telling: _Telling) -> tuple[Word, ...]:
    """The words of a telling's condition: from the "if" to the comma, "then" or end that closes it."""
    words, text = telling.words, telling.part.document.text
    opens = _IF_RE.search(text, telling.span.start, telling.span.end)
    first = next((at for at, word in enumerate(words) if opens and word.start >= opens.start()), 0)
    last = first + 1
    while last < len(words) and words[last].key != "then" and "," not in text[words[last - 1].end : words[last].start]:
        last += 1
    return words[first:last] if last - first > 2 else words[first:]


def _compared(telling: _Telling) -> list[Word]:
    """The numbers, restrictions and negations of a telling's condition."""
    words = _condition(telling)
    triggers = find_triggers([word.key for word in words])
    return [word for trigger in triggers if trigger.kind in _COMPARED for word in words[trigger.first : trigger.last]]


def _says(telling: _Telling) -> str:
    """The compared words as they stand in the text, with points where others lie between."""
    words, text = _compared(telling), telling.part.document.text
    said = words[0].text
    for one, two in pairwise(words):
        said += f" {two.text}" if text[one.end : two.start].isspace() else f" … {two.text}"
    return said


def _shown(telling: _Telling) -> str:
    words = _condition(telling)
    return " ".join(telling.part.document.text[words[0].start : words[-1].end].split())


def _condition_ladder(said: _Telling, others: Sequence[_Telling]) -> Ladder:
    rungs = [Rung(place=telling.place(), says=_says(telling)) for telling in (said, *others)]
    retold = "; ".join(dict.fromkeys(f"“{_shown(telling)}” ({_says(telling)})" for telling in others))
    note = f"The condition is not the same. In the quotation: “{_shown(said)}” ({_says(said)}). As it is retold: {retold}."
    return _ladder("condition", rungs, note)


# -- strengths ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Order:
    """Somebody is told to do something: `verb` of a strength, what follows it, and who stands before it."""

    telling: _Telling
    verb: str
    agent: str
    strength: int


def _strengths(members: Sequence[DocumentRecords]) -> Iterator[Ladder]:
    """Orders with the same content in several documents, told with verbs of unlike strength."""
    orders = [order for part in members for order in _orders(part)]
    taken: set[int] = set()
    for at, order in enumerate(orders):
        if at in taken:
            continue
        group = [n for n, other in enumerate(orders) if n == at or _same_order(order, other)]
        rungs = [orders[n] for n in group if n not in taken]
        if len({rung.telling.part.document.id for rung in rungs}) > 1 and len({rung.strength for rung in rungs}) > 1:
            taken.update(group)
            yield _strength_ladder(rungs)


def _orders(part: DocumentRecords) -> Iterator[_Order]:
    text = part.document.text
    quoted = [quote.marks or quote.span for quote in part.mentions.quotes if quote.kind is QuoteKind.DIRECT]
    for passage in part.mentions.passages:
        if passage.kind not in _READ:
            continue
        for sentence in split_sentences(passage.span.of(text)):
            span = sentence.shifted(passage.span.start)
            if not any(mark.contains(span) for mark in quoted):
                yield from _orders_in(part, find_words(text, span.start, span.end))


def _orders_in(part: DocumentRecords, words: Sequence[Word]) -> Iterator[_Order]:
    keys = [word.key for word in words]
    for at, key in enumerate(keys):
        strength = STRENGTH.get(key)
        if strength is None or not _opens_request(keys[at + 1 : at + 2 + _OBJECT_WORDS]):
            continue
        clause = words[at + 1 : at + 1 + _CLAUSE_WORDS]
        if len(content_keys([word.key for word in clause])) < _SHARED:
            continue
        agent = _agent(words, at, part.document.text)
        telling = _Telling(part, Span(agent.start, clause[-1].end), tuple(clause))
        left_out = " …" if part.document.text[agent.end : words[at].start].strip(" ,\n") else ""
        yield _Order(telling, key, agent.of(part.document.text) + left_out, strength)


def _opens_request(keys: Sequence[str]) -> bool:
    """True where the words after a verb name somebody and go on with "to"; "told them that ..." tells and asks nothing."""
    return "to" in keys and "that" not in keys[: keys.index("to")]


def _agent(words: Sequence[Word], verb: int, text: str) -> Span:
    """Who orders, or is ordered ("officials were"), from the words right before the verb, its auxiliaries with them.

    A phrase between commas after a name is passed over, and a date or place before a comma ("October 8, 2021, an e-mail
    told") does not belong to it.
    """
    last = verb
    while last > max(0, verb - 2) and words[last - 1].key in _AUXILIARIES:
        last -= 1
    auxiliary = Span(words[last].start, words[verb].start).strip(text)
    if last == 0 or words[last - 1].key in _RELATIVES:
        return auxiliary
    span = Span(words[_agent_start(words, last, text)].start, words[last].start).strip(text)
    said = span.of(text)
    if said.endswith(","):
        return Span(span.start, span.start + said.index(","))
    after = said.rfind(",") + 1
    return Span(span.start + after, auxiliary.end if last < verb else span.end).strip(text)


def _agent_start(words: Sequence[Word], end: int, text: str) -> int:
    """The first of the words before `end` that name somebody: back over the last capitalised words, what joins them ("Chief
    of Staff", "Customs and Borders") and what says when ("former"); without capitals the words right before."""
    low = max(0, end - _AGENT_WORDS)
    first = next((at for at in range(end - 1, low - 1, -1) if words[at].text[:1].isupper()), None)
    if first is None or end - first > _PLAIN_WORDS:
        return max(0, end - _PLAIN_WORDS)
    while first > low:
        before = words[first - 1]
        if ":" in text[before.end : words[first].start]:
            break
        joined = first - 1 > low and before.key in _JOINING and words[first - 2].text[:1].isupper()
        if not joined and not before.text[:1].isupper() and before.key not in _TIMES:
            break
        first -= 2 if joined else 1
    return first


def _same_order(one: _Order, two: _Order) -> bool:
    if one.telling.part is two.telling.part and one.telling.span.overlaps(two.telling.span):
        return False
    return _n_shared(one.telling.words, two.telling.words) >= _SHARED


def _strength_ladder(orders: Sequence[_Order]) -> Ladder:
    ranked = sorted(orders, key=lambda order: (order.strength, order.telling.part.document.id, order.telling.span))
    rungs = [
        Rung(place=order.telling.place(), says=f"{order.agent} {order.verb}".strip(), strength=order.strength)
        for order in ranked
    ]
    said = " - ".join(dict.fromkeys(f"“{' '.join(rung.says.split())}”" for rung in rungs))
    return _ladder("attribution", rungs, f"One request is told with unlike strength: {said}.")


def _n_shared(one: Sequence[Word], two: Sequence[Word]) -> int:
    """How many different content words of one stand in the other, in whatever form."""
    theirs = set(content_keys([word.key for word in two]))
    return sum(any(same_lemma(key, other) for other in theirs) for key in set(content_keys([word.key for word in one])))


def _ladder(kind: str, rungs: Sequence[Rung], note: str) -> Ladder:
    places = [f"{rung.place.document_id}:{rung.place.span.start}" for rung in rungs]
    return Ladder(id=make_id("l", kind, *places), kind=kind, rungs=tuple(rungs), note=note)
