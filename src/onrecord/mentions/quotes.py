"""Quotations of a document: what stands inside marks or is reported, of which kind, by whom.

In: a `Document`, its passages, its people. Out: `Quote`s in the order of their places. Only reporting passages feed the
ledger; marks in titles and subheadings are kept as terms and scare quotes, never given to anybody. An interrupted quotation
("...," he said, "...") is one `Quote` with several parts. Trap: offsets are those of the document's text, a no-break space
or a bracket inside the marks is part of the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.mentions.attribution_rules import is_trusted
from onrecord.mentions.attributions import Attribution
from onrecord.mentions.indirect import Reported, find_reported
from onrecord.mentions.quote_kinds import find_kind
from onrecord.mentions.sentence_reading import ReadSentence, read_sentences
from onrecord.mentions.speaker_names import NameBook, NamedSpeaker
from onrecord.mentions.speakers import attribute
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.mentions import Passage, PassageKind, PersonMention, Quote, QuoteKind
from onrecord.spans import Span
from onrecord.text.quotation import Stretch, find_stretches

_HEADINGS = frozenset((PassageKind.TITLE, PassageKind.DUPLICATE_TITLE, PassageKind.SUBHEADING))
_LATEST_SUBJECT = 24  # characters before the subject of a sentence: "On Monday, Ann Lee said"
# ", Dec. 8 (XY) — ": what is left of a dateline behind the place
_DATELINE_REST_RE = re.compile(
    r"(?:,? ?(?:[A-Z][a-z]{2,8}\.? \d{1,2})?,?(?: \d{4},?)?)(?: ?\([A-Z][^()\n]{0,50}\))? ?(?:--|[-–—_])\s?|[-–—,\s]+"
)
_SPOKEN = frozenset((QuoteKind.DIRECT, QuoteKind.MIXED))


def find_quotes(
    document: Document, passages: tuple[Passage, ...] = (), people: tuple[PersonMention, ...] = ()
) -> tuple[Quote, ...]:
    """The quotations of the document, direct, mixed, indirect, term and scare, in order.

    Without `passages` the whole text counts as reporting; without `people` names are read by their capitals.
    """
    text = document.text
    regions = _Regions(passages, len(text))
    stretches = tuple(
        s for s in find_stretches(text) if s.inside.of(text).strip() and regions.kind_at(s.outside.start) is not None
    )
    read = (_without_dateline(text, sentence, regions) for sentence in read_sentences(text, stretches))
    sentences = tuple(sentence for sentence in read if regions.kind_at(sentence.span.start) is not None)
    reporting = tuple(s for s in sentences if regions.kind_at(s.span.start) is PassageKind.REPORTING)
    found = attribute(text, reporting, stretches)
    reported = [(one, n) for n, sentence in enumerate(reporting) for one in find_reported(sentence)]
    views = {quote: _view(sentences, n) for n, sentence in enumerate(sentences) for _, quote in sentence.quotes}
    asked = [(one.speaker, _view(reporting, n), _leads(reporting[n], one)) for one, n in reported if one.speaker is not None]
    asked += [(one.speaker, views[quote], is_trusted(one.rule)) for quote, one in found.items() if one.speaker is not None]
    names = NameBook(text, people, [stretch.inside for stretch in stretches]).resolve_all(asked)
    quotes = _marked_quotes(document, sentences, stretches, found, regions, names)
    quotes += [_reported_quote(document, one, names) for one, _ in reported]
    return tuple(sorted(quotes, key=lambda quote: (quote.span, quote.kind, quote.id)))


class _Regions:
    """Which passages are read: reporting ones, headings for terms, nothing else."""

    def __init__(self, passages: Sequence[Passage], n_chars: int) -> None:
        ordered = sorted(passages, key=lambda passage: passage.span)
        self._spans = [passage.span for passage in ordered] or [Span(0, n_chars)]
        self._kinds = [passage.kind for passage in ordered] or [PassageKind.REPORTING]

    def kind_at(self, offset: int) -> PassageKind | None:
        """REPORTING, a heading's kind, or None for what is not read."""
        passage = self._at(offset)
        if passage is None:
            return None
        kind = self._kinds[passage]
        return kind if kind is PassageKind.REPORTING or kind in _HEADINGS else None

    def dateline_at(self, offset: int) -> Span | None:
        """The dateline in which the offset lies."""
        passage = self._at(offset)
        return self._spans[passage] if passage is not None and self._kinds[passage] is PassageKind.DATELINE else None

    def _at(self, offset: int) -> int | None:
        low, high = 0, len(self._spans)
        while low < high:
            middle = (low + high) // 2
            if self._spans[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low == len(self._spans) or self._spans[low].start > offset:
            return None
        return low


def _without_dateline(text: str, sentence: ReadSentence, regions: _Regions) -> ReadSentence:
    """The sentence from behind the place, day and agency that a story opens with: its own words begin there."""
    dateline = regions.dateline_at(sentence.span.start)
    if dateline is None:
        return sentence
    rest = _DATELINE_REST_RE.match(text, dateline.end, sentence.span.end)
    begin = rest.end() if rest else dateline.end
    words = tuple(word for word in sentence.words if word.start >= begin)
    if not words:
        return sentence
    n_gone = len(sentence.words) - len(words)
    quotes = tuple((at - n_gone, quote) for at, quote in sentence.quotes if at >= n_gone)
    return replace(sentence, span=Span(words[0].start, sentence.span.end), words=words, quotes=quotes)


def _marked_quotes(
    document: Document,
    sentences: Sequence[ReadSentence],
    stretches: Sequence[Stretch],
    found: dict[int, Attribution],
    regions: _Regions,
    names: Mapping[Span, NamedSpeaker],
) -> list[Quote]:
    groups: dict[int, list[tuple[int, QuoteKind, Attribution | None]]] = {}
    for sentence in sentences:
        for at, quote in sentence.quotes:
            one = found.get(quote)
            kind = find_kind(document.text, sentence, at, stretches[quote], one)
            if regions.kind_at(stretches[quote].outside.start) in _HEADINGS:
                kind, one = (QuoteKind.TERM if kind is QuoteKind.TERM else QuoteKind.SCARE), None
            head = quote
            if one is not None and one.joins is not None and one.rule == "interrupted" and one.joins in groups:
                head = one.joins
            groups.setdefault(head, []).append((quote, kind, one))
    return [
        _quote(document, [stretches[n] for n, _, _ in members], members[0][1], members[0][2], names)
        for members in groups.values()
    ]


def _leads(sentence: ReadSentence, one: Reported) -> bool:
    """True where the reported clause is the sentence's own: it begins with its speaker, or ends with a tag."""
    if one.rule in ("closing_tag", "according_to"):
        return True
    return one.speaker is not None and one.speaker.start - sentence.span.start <= _LATEST_SUBJECT


def _view(sentences: Sequence[ReadSentence], n: int) -> Span:
    """The stretch before a quotation in which a pronoun's person may stand: its sentence and the one before."""
    first = n
    if n and sentences[n - 1].block >= sentences[n].block - 1:
        first = n - 1
    return Span(sentences[first].span.start, sentences[n].span.end)


def _quote(
    document: Document,
    stretches: Sequence[Stretch],
    kind: QuoteKind,
    one: Attribution | None,
    names: Mapping[Span, NamedSpeaker],
) -> Quote:
    text = document.text
    span = Span(stretches[0].inside.start, stretches[-1].inside.end)
    if kind not in _SPOKEN:
        one = None
    trusted = one is not None and is_trusted(one.rule)
    speaker = one.speaker if one is not None and trusted else None
    cue = one.cue if one is not None and trusted else None
    named = names[speaker] if speaker is not None else _left_open(one, names)
    return Quote(
        id=make_id("q", document.id, span.start, span.end, kind),
        document_id=document.id,
        span=span,
        text=span.of(text),
        found_by="quotation_marks",
        page=document.page_at(span.start),
        kind=kind,
        parts=tuple(stretch.inside for stretch in stretches),
        marks=Span(stretches[0].outside.start, stretches[-1].outside.end),
        open_mark=stretches[0].open_mark,
        close_mark=stretches[-1].close_mark,
        speaker=named.name,
        speaker_text=speaker.of(text) if speaker is not None else None,
        speaker_span=speaker,
        cue=cue.of(text) if cue is not None else None,
        cue_span=cue,
        rule=one.rule if one is not None else None,
        candidates=named.candidates,
        flags=_flags(stretches, one is not None and one.negated),
    )


def _flags(stretches: Sequence[Stretch], negated: bool) -> tuple[str, ...]:
    flags = {flag for stretch in stretches for flag in stretch.flags}
    return tuple(sorted(flags | {"negated"} if negated else flags))


def _reported_quote(document: Document, one: Reported, names: Mapping[Span, NamedSpeaker]) -> Quote:
    text = document.text
    span = Span(one.parts[0].start, one.parts[-1].end)
    named = names[one.speaker] if one.speaker is not None else NamedSpeaker(None)
    return Quote(
        id=make_id("q", document.id, span.start, span.end, QuoteKind.INDIRECT, one.cue.start),
        document_id=document.id,
        span=span,
        text=span.of(text),
        found_by="reported_speech",
        page=document.page_at(span.start),
        kind=QuoteKind.INDIRECT,
        parts=one.parts,
        speaker=named.name,
        speaker_text=one.speaker.of(text) if one.speaker is not None else None,
        speaker_span=one.speaker,
        cue=one.cue.of(text),
        cue_span=one.cue,
        rule=f"stance_{one.rule}" if one.stance else f"reported_{one.rule}",
        candidates=named.candidates,
        flags=tuple(flag for flag, is_so in (("negated", one.negated), ("stance", one.stance)) if is_so),
    )


def _left_open(one: Attribution | None, names: Mapping[Span, NamedSpeaker]) -> NamedSpeaker:
    """An abstention: whom the untrusted rule would have named is only a candidate."""
    if one is None or one.speaker is None:
        return NamedSpeaker(None)
    named = names[one.speaker]
    return NamedSpeaker(None, (named.name,) if named.name else named.candidates)
