"""What an attribution is: who a quotation is given to, by which rule, on which words.

In: words of a sentence. Out: `Attribution` and the spans of its speaker and cue in the document's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.spans import Span
from onrecord.text.clauses import Word
from onrecord.text.subject_phrases import Subject


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a quotation is given to. `joins` is the index of the quotation that this one continues.

    `negated`: the writer says that the words were not said ("did not call it “...”").
    """

    rule: str
    speaker: Span | None = None
    cue: Span | None = None
    joins: int | None = None
    negated: bool = False


def span_of(words: Sequence[Word], subject: Subject | None) -> Span | None:
    return None if subject is None else Span(words[subject.first].start, words[subject.last].end)


def word_span(words: Sequence[Word], at: int) -> Span:
    return Span(words[at].start, words[at].end)
