"""Which figures of a text say something about each other: parts and totals, shares, changes, running totals.

In: framed sentences. Out: `Relation`s, each naming the figures and what the wording claims of them. The wording decides
alone; no relation is guessed from values, save that a sum which comes out is worth saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.checks.change_relations import find_changes
from onrecord.checks.figure_relations import (
    NP,
    NP_LONG,
    PART,
    PERSONS,
    SHARE,
    WHOLE,
    Relation,
    is_amount,
    is_share,
    marked_figure,
    only_count_before,
    same_kind,
)
from onrecord.checks.figure_sentences import FigureSentence, FigureText
from onrecord.checks.sum_relations import find_sums

_THE = r"(?:the |its |their |those |these |his |her |our |all |all the )?"
_OR = r"(?:,? or|,? or about|,? or roughly|,? or nearly|,? or just| \(|,? that is,?| —| –| --|,? which is|,)"
_OF_ALL = (
    r"(?! of (?!the total|them|those|all\b|that|the (?:same|whole|group)))"
    r"(?! (?:higher|lower|more than|less than|increase|rise|drop|decline|up|down)\b)"
)
# as in "167 of the 498 people picked up in the raids, or 33 percent of the total"; "317 of 498 (63.7 percent)"
_PART_OF_WHOLE_SHARE_RE = re.compile(rf"{PART} (?:out )?of {_THE}{WHOLE}{NP_LONG}{_OR} ?{SHARE}{_OF_ALL}")
# as in "317 people, or 64 percent of the 498 arrested"
_PART_SHARE_OF_WHOLE_RE = re.compile(rf"{PART}{NP}(?:,? or| \(|, about) ?{SHARE},? of {_THE}{WHOLE}")
# as in "64 percent (317 of 498)", "about a third, or 33 of the 99"
_SHARE_PART_OF_WHOLE_RE = re.compile(rf"{SHARE}{NP}(?:,? or| \(|, | —| –) ?{PART} (?:out )?of {_THE}{WHOLE}")
# as in "Of the 498 people arrested, 317 (64 percent) had convictions"; "Of 40 sailors, 10, or 25 percent, drowned"
_OF_WHOLE_RE = re.compile(
    rf"\b[Oo]f (?:the |those |these |its |their |all )?{WHOLE}{NP},? {PART}{NP}(?:,? or| \() ?{SHARE}{_OF_ALL}"
)
# as in "Of those, 12, or 30 percent, ..." with the whole in the sentence before
_OF_THOSE_SHARE_RE = re.compile(
    rf"^(?:Of (?:those|these|them)|Among (?:those|these|them)),? {PART}{NP}(?:,? or| \() ?{SHARE}{_OF_ALL}"
)


def find_relations(text: FigureText) -> Iterator[Relation]:
    """Every relation that the wording of a document claims, in order of its sentences."""
    for sentence in text.sentences:
        yield from _shares(text, sentence)
        yield from find_sums(text, sentence)
        yield from find_changes(text, sentence)
        yield from _rooms(text, sentence)


def _shares(text: FigureText, sentence: FigureSentence) -> Iterator[Relation]:
    seen: set[str] = set()
    for pattern in (_PART_OF_WHOLE_SHARE_RE, _SHARE_PART_OF_WHOLE_RE, _PART_SHARE_OF_WHOLE_RE, _OF_WHOLE_RE):
        for match in pattern.finditer(sentence.frame):
            part, whole, share = (marked_figure(text, match, name) for name in ("part", "whole", "share"))
            if share.id not in seen and is_share(share) and is_amount(part) and is_amount(whole) and same_kind(part, whole):
                seen.add(share.id)
                yield Relation("share", (part,), whole, share)
    match_those = _OF_THOSE_SHARE_RE.search(sentence.frame)
    if match_those:
        whole_before = only_count_before(text, sentence)
        part, share = marked_figure(text, match_those, "part"), marked_figure(text, match_those, "share")
        if whole_before is not None and share.id not in seen and is_share(share) and is_amount(part):
            yield Relation("share", (part,), whole_before, share)


_PART_OF_RE = re.compile(rf"{PART} (?:out )?of (?:the |its |their |those |these |all ){WHOLE}")
_INCLUDING_RE = re.compile(rf"{WHOLE}{NP}, including {PART}(?= (?:who|with|from|in|under|people|men|women|children)\b|[,.])")


def _rooms(text: FigureText, sentence: FigureSentence) -> Iterator[Relation]:
    for match in _PART_OF_RE.finditer(sentence.frame):
        part, whole = marked_figure(text, match, "part"), marked_figure(text, match, "whole")
        if is_amount(part) and is_amount(whole) and same_kind(part, whole):
            yield Relation("room", (part,), whole)
    for match in _INCLUDING_RE.finditer(sentence.frame):
        part, whole = marked_figure(text, match, "part"), marked_figure(text, match, "whole")
        alike = part.unit in (None, whole.unit) or (part.unit in PERSONS and whole.unit in PERSONS)
        if alike and part.kind == whole.kind == "count" and is_amount(part) and is_amount(whole):
            yield Relation("room", (part,), whole, word="including")
