"""One quotation in several places: its wordings (Q120), speakers (Q121), origin (Q122), what is added (Q132), and ladders
of retellings (Q130, Q131). Texts of one story are compared; two stories may quote two utterances.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.checks.quote_book import QuoteBook
from onrecord.checks.quote_rules import DRIFT, PURPOSE, SECOND_HAND, SPEAKERS, STRENGTH, VARIANTS
from onrecord.checks.registry import finding
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Edit, VariantGroup, Verdict
from onrecord.model.mentions import PassageKind, Quote, QuoteKind
from onrecord.spans import Span
from onrecord.text.function_words import content_keys
from onrecord.text.words import find_words

_SAYS_MORE = frozenset((Verdict.ALTERED_MARKED, Verdict.TRUNCATED_CHECK, Verdict.STITCHED))
_NAME_RE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# "to justify", "in order to", "for distribution to", "of criminality in": how a writer goes on with a purpose or a scope
_PURPOSE_RE = re.compile(r"[\s,]*(?:in order to|so as to|so that|to|for|of|as part of|as proof of)\s+[^\W\d_]+")
_LONGEST_TAIL = 120
_LEAST_TAIL_WORDS = 3


def check_wordings(case: CaseRecords, book: QuoteBook) -> Iterator[Finding]:
    """Q120: members of a variant group that differ from its reference."""
    for group in case.links.variants:
        reference = book.quote(group.reference_id)
        edits = dict(group.edits)
        for quote_id, verdict in group.relations:
            quote = book.quote(quote_id)
            if quote is None or reference is None or quote.document_id == reference.document_id:
                continue  # a pull quote beside its own article
            if not book.same_story(quote.document_id, reference.document_id):
                continue
            if verdict is Verdict.ALTERED_MATERIAL or verdict in _SAYS_MORE:
                yield _wording(quote, reference, verdict, edits.get(quote_id, ()), book)


def _wording(quote: Quote, reference: Quote, verdict: Verdict, edits: Sequence[Edit], book: QuoteBook) -> Finding:
    grave = verdict is Verdict.ALTERED_MATERIAL
    working = "; ".join(f"{edit.kind}: “{edit.quote}” / “{edit.record}”" for edit in edits[:6]) or str(verdict)
    said = "in differing words" if grave else "altered in brackets or shortened in one of them"
    return finding(
        VARIANTS,
        message=f"One quotation stands in two places, {said}.",
        outcome=Outcome.CANNOT_TELL,
        places=[book.place(quote), book.place(reference)],
        working=working,
        severity=Severity.WARNING if grave else Severity.NOTE,
    )


def check_speakers(case: CaseRecords, book: QuoteBook) -> Iterator[Finding]:
    """Q121: members of a variant group that are given to differing people."""
    for group in case.links.variants:
        quotes = [quote for quote in map(book.quote, group.quote_ids) if quote is not None and _is_given_to_somebody(quote)]
        for at, one in enumerate(quotes):
            for two in quotes[at + 1 :]:
                if one.document_id != two.document_id and book.same_story(one.document_id, two.document_id):
                    yield from _speakers(one, two, group, book)


def _is_given_to_somebody(quote: Quote) -> bool:
    """True where the writer names or describes a speaker; of a fragment without a rule it is not known, nor of a denial."""
    return quote.speaker_text is not None and "negated" not in quote.flags and not (_is_fragment(quote) and quote.rule is None)


def _is_fragment(quote: Quote) -> bool:
    return quote.kind is QuoteKind.MIXED


def _speakers(one: Quote, two: Quote, group: VariantGroup, book: QuoteBook) -> Iterator[Finding]:
    described = [one.speaker_text or "", two.speaker_text or ""]
    if _shares_a_name(one, two) and not (_is_described(described[0]) and _is_described(described[1])):
        return
    if _same_description(*described):
        return
    a, b = book.attribution(one), book.attribution(two)
    if a is None or b is None:
        return
    named = _full_name(one.speaker) and _full_name(two.speaker)
    same_words = dict(group.relations).get(one.id) is not Verdict.NEAR
    severity = Severity.WARNING if named and same_words else Severity.NOTE
    how = "to two people" if named else "in unlike terms, which may be one person"
    yield finding(
        SPEAKERS,
        message=f"The same words are given {how}: “{described[0]}”, “{described[1]}”.",
        outcome=Outcome.CANNOT_TELL,
        places=[book.stretch(one, a), book.stretch(two, b), book.place(one), book.place(two)],
        working=f"{described[0]} / {described[1]}",
        severity=severity,
    )


def _is_described(speaker: str) -> bool:
    """True for a description ("an official at the county office"), False for a name."""
    return speaker[:1].islower()


def _same_description(one: str, two: str) -> bool:
    """True where the content words of one description all stand in the other: "the spokesman", "a spokesman for the mayor"."""
    ours, theirs = set(_plain(one)), set(_plain(two))
    return ours <= theirs or theirs <= ours


def _shares_a_name(one: Quote, two: Quote) -> bool:
    return bool(_names(one.speaker) & _names(two.speaker) or _names(one.speaker_text) & _names(two.speaker_text))


def _names(described: str | None) -> set[str]:
    return {word.lower() for word in _NAME_RE.findall(described or "") if word[0].isupper() and len(word) > 2 and word != "The"}


def _full_name(speaker: str | None) -> bool:
    """True for two capitalised words or more and nothing else: a person's full name."""
    words = (speaker or "").split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def check_second_hand(case: CaseRecords, book: QuoteBook) -> Iterator[Finding]:
    """Q122: a quotation whose words are another document's own prose."""
    quotes: dict[str, list[Quote]] = {}
    for spoken in book.coverage_quotes():
        if spoken.marks is not None:  # reported speech is prose itself
            quotes.setdefault(spoken.document_id, []).append(spoken)
    for reuse in case.links.reuse:
        for ours, theirs in ((reuse.a, reuse.b), (reuse.b, reuse.a)):
            quote = next((q for q in quotes.get(ours.document_id, ()) if q.span == ours.span), None)
            if quote is None or _is_title(quote.text) or not book.same_story(ours.document_id, theirs.document_id):
                continue
            if _is_prose(theirs.document_id, theirs.span, book):
                message = "The words in marks are the other text's own prose, outside of quotation marks."
                yield finding(SECOND_HAND, message=message, outcome=Outcome.CANNOT_TELL, places=[book.place(quote), theirs])


def _is_title(words: str) -> bool:
    """True where most words are capitalised: the name of a book or a song, not somebody's words."""
    listed = words.split()
    return 2 * sum(word[:1].isupper() for word in listed) > len(listed)


def _is_prose(document_id: str, span: Span, book: QuoteBook) -> bool:
    part = book.part(document_id)
    if part is None or part.inbox.messages:
        return False
    if any((quote.marks or quote.span).overlaps(span) for quote in part.mentions.quotes if not quote.is_stance):
        return False
    kinds = [passage.kind for passage in part.mentions.passages if passage.span.overlaps(span)]
    return all(kind is PassageKind.REPORTING for kind in kinds)


def check_purposes(case: CaseRecords, book: QuoteBook) -> Iterator[Finding]:
    """Q132: unlike purposes or scopes that texts add right after the same quoted words."""
    for group in case.links.variants:
        tails = []
        for quote_id in group.quote_ids:
            member = book.quote(quote_id)
            span = _tail(member, book) if member is not None else None
            if member is not None and span is not None:
                tails.append((member, span))
        if len({_plain(span.of(book.text(quote))) for quote, span in tails}) < 2:
            continue
        first = tails[0][0]
        if all(book.same_story(first.document_id, quote.document_id) for quote, _ in tails):
            said = " / ".join(f"“{' '.join(span.of(book.text(quote)).split())}”" for quote, span in tails)
            message = f"The same quoted words are followed by unlike words of the writers: {said}."
            places = [book.stretch(quote, span) for quote, span in tails] + [book.place(quote) for quote, _ in tails]
            yield finding(PURPOSE, message=message, outcome=Outcome.CANNOT_TELL, places=places, working=said)


def _tail(quote: Quote, book: QuoteBook) -> Span | None:
    """What the writer adds after the closing mark in the same sentence, where it begins like a purpose."""
    if quote.marks is None or "negated" in quote.flags:
        return None
    text = book.text(quote)
    sentence = book.sentence(quote)
    end = min(sentence.end, quote.marks.end + _LONGEST_TAIL)
    if not _PURPOSE_RE.match(text, quote.marks.end, end):
        return None
    stop = next((at for at in range(quote.marks.end, end) if text[at] in ".;!?\n—" or text[at] in '“"'), end)
    tail = Span(quote.marks.end, stop).strip(text)
    return tail if len(tail.of(text).split()) >= _LEAST_TAIL_WORDS else None


def _plain(text: str) -> tuple[str, ...]:
    return tuple(content_keys([word.key for word in find_words(text)]))


def check_ladders(case: CaseRecords) -> Iterator[Finding]:
    """Q130 and Q131: ladders of retellings."""
    for ladder in case.links.ladders:
        rule = STRENGTH if ladder.kind == "attribution" else DRIFT
        said = " / ".join(dict.fromkeys(rung.says for rung in ladder.rungs))
        yield finding(
            rule,
            message=ladder.note,
            outcome=Outcome.CANNOT_TELL,
            places=[rung.place for rung in ladder.rungs],
            working=said,
        )
