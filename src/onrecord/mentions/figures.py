"""Figures of a document: its numbers with what they count, of whom, where, when, by whose word and in which mood.

In: a document, its passages, quotations and dates. Out: `Figure`s in order. Only reporting passages are read (the whole
text where no passages are given); a number inside a date is none. A slot is left None rather than filled by a guess: the
noun must stand beside the number, the place and the date in the same sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.mentions.figure_slots import SentenceSlots, SpokenParts, join_periods, nearest_period
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.mentions import DateMention, Figure, Passage, PassageKind, Quote
from onrecord.spans import Span
from onrecord.text.noun_phrases import compound_after, noun_after, phrase_end, points_back, whole_after
from onrecord.text.numbers import NumberExpression, find_numbers
from onrecord.text.sentences import sentences_at

_TIME_KEPT = ("duration", "set")  # dates of these kinds are lengths of time, which are figures too


def find_figures(
    document: Document, passages: Sequence[Passage], quotes: Sequence[Quote] = (), dates: Sequence[DateMention] = ()
) -> tuple[Figure, ...]:
    """Every figure of a document's reporting text, in order.

    `dates` mask numbers that belong to a day and give the period; `quotes` give the speaker.
    """
    text = document.text
    masked = sorted(date.span for date in dates if date.kind not in _TIME_KEPT)
    numbers = [number for number in find_numbers(text, masked) if _is_reporting(number, passages)]
    if not numbers:
        return ()
    sentences = sentences_at(text, [number.core.start for number in numbers])
    reader = _Reader(document, quotes, dates)
    figures = []
    for at, number in enumerate(numbers):
        before = numbers[at - 1] if at else None
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        figures.append(reader.read(number, sentences[at], before, after))
    return tuple(figures)


def _is_reporting(number: NumberExpression, passages: Sequence[Passage]) -> bool:
    if not passages:
        return True
    at = bisect_right(passages, number.core.start, key=_passage_start) - 1
    passage = passages[at] if at >= 0 else None
    return passage is not None and number.core.start < passage.span.end and passage.kind is PassageKind.REPORTING


def _passage_start(passage: Passage) -> int:
    return passage.span.start


class _Reader:
    """Fills the slots of one document's figures."""

    def __init__(self, document: Document, quotes: Sequence[Quote], dates: Sequence[DateMention]) -> None:
        self.document = document
        self.text = document.text
        self.spoken = SpokenParts(quotes)
        self.dates = join_periods(document.text, [date for date in dates if date.value is not None])
        self.slots: SentenceSlots | None = None
        self.date_starts = [date.span.start for date in self.dates]

    def read(
        self, number: NumberExpression, sentence: Span, before: NumberExpression | None, after: NumberExpression | None
    ) -> Figure:
        counted, unit, of_whom = self._counted(number, sentence, before, after)
        reach = sentence.end
        if after is not None and after.kind == "count" and after.span.start < reach and not self._is_whole(number, after):
            reach = after.span.start
        text = self.text
        if self.slots is None or self.slots.sentence != sentence:
            self.slots = SentenceSlots(text, sentence)
        spoken, speaker = self.spoken.speaker_of(number.span)
        return Figure(
            id=make_id("f", self.document.id, number.span.start, number.span.end),
            document_id=self.document.id,
            span=number.span,
            text=text[number.span.start : number.span.end],
            found_by=f"figures.{number.kind}",
            page=self.document.page_at(number.span.start),
            kind=number.kind,
            stated=number.stated,
            value=number.value,
            approx=number.approx,
            unit=unit,
            counted=counted,
            of_whom=of_whom,
            place=self.slots.place_of(number.span, reach),
            period=nearest_period(self.dates, self.date_starts, sentence, number.span),
            asserted_by=speaker if spoken else self.slots.source,
            modality=self.slots.modality_of(number.span),
            flags=number.flags,
        )

    def _is_whole(self, number: NumberExpression, after: NumberExpression) -> bool:
        """True where `after` is the 498 of "167 of the 498"."""
        start = whole_after(self.text, number.core.end)
        return start is not None and start == after.span.start

    def _counted(
        self, number: NumberExpression, sentence: Span, before: NumberExpression | None, after: NumberExpression | None
    ) -> tuple[str | None, str | None, str | None]:
        """(what is counted, unit, of whom)."""
        text, end = self.text, number.span.end
        if points_back(text, number.core.end) and before is not None and before.span.start >= sentence.start:
            return self._antecedent(number, before)
        start = whole_after(text, end)
        if start is not None:
            return self._of_phrase(number, start, after)
        if number.kind in ("money", "duration", "measure"):
            return None, number.unit, None
        one = number.stated == 1 or number.kind in ("ordinal", "rank")
        phrase = noun_after(text, end, singular=one) or (
            noun_after(text, end, singular=True) if number.flags == ("additional",) else None
        )
        if phrase is None:
            compound = compound_after(text, end) if number.kind == "count" else None
            return compound, number.unit or compound, None
        counted = _plain(phrase.span.of(text))
        return counted, number.unit or phrase.head, None

    def _of_phrase(
        self, number: NumberExpression, start: int, after: NumberExpression | None
    ) -> tuple[str | None, str | None, str | None]:
        """ "167 of the 498 people", "hundreds of immigrants", "33 percent of the total"."""
        text = self.text
        inner = after if after is not None and after.span.start == start and after.kind == "count" else None
        phrase = noun_after(text, inner.span.end if inner else start - 1)
        vague = number.approx == "vague" and number.kind == "count" and text[start - 1 : start] == " " and not inner
        if phrase is None:
            whole = _plain(text[start : phrase_end(text, start)]) or None
            return (None if number.kind in ("share", "ratio") else whole), number.unit, whole
        counted = _plain(phrase.span.of(text))
        unit = number.unit or phrase.head
        if vague and text[number.span.end : start].strip() == "of":
            return counted, unit, None
        return counted, unit, _plain(text[start : phrase.span.end])

    def _antecedent(self, number: NumberExpression, before: NumberExpression) -> tuple[str | None, str | None, str | None]:
        """ "680 arrests nationwide, many of which": the noun of the number before."""
        phrase = noun_after(self.text, before.span.end)
        if phrase is None:
            return None, number.unit, None
        start = number.span.end
        rest = self.text[start : phrase_end(self.text, start)]
        whole = self.text[before.core.start : phrase.head_span.end]
        return (
            _plain(f"{phrase.head}{rest.partition('which')[2] or ''}") or phrase.head,
            number.unit or phrase.head,
            _plain(whole),
        )


def _plain(phrase: str) -> str:
    """A phrase on one line."""
    return " ".join(phrase.split())
