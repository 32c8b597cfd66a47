"""The figures of a draft beside those of the case: the same number for the same thing, a share that a part and whole give, or
nothing to check it with.

In: a figure of the draft and the case. Out: a ruling. A number holds where a record or a table gives it; the coverage alone
is named, and proves nothing. Trap: a small number stands everywhere, so it needs more words in common than a large one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.checks.draft_evidence import Evidence, Support, are_alike, best, outlets, places_of, sentence_stems, support
from onrecord.checks.draft_ruling import Ruling
from onrecord.checks.story_figures import differing_slot
from onrecord.checks.value_arithmetic import shown
from onrecord.model.documents import Document
from onrecord.model.findings import Outcome
from onrecord.model.mentions import Figure
from onrecord.spans import Span
from onrecord.text.name_words import OPENERS
from onrecord.text.surroundings import sentence_around

SMALL = 13  # numbers up to a dozen are written for anything
LEAST_SHARED, LEAST_SHARED_SMALL = 2, 3  # content words in common beside the number
_NEXT_WORD_RE = re.compile(r"[ \u00a0](?:of (?:the |its |their )?)?([^\W\d_]{3,40})\b")  # " sweep", " of the people"
LEAST_WHOLE = 12  # "two of the three" is no share that anybody prints as a percent


def rule_figure(figure: Figure, draft: Document, evidence: Evidence) -> Ruling:
    """The verdict on a figure of the draft by the texts of the case."""
    if figure.stated is None:
        return Ruling(verdict="Cannot be checked: no number is named.", outcome=Outcome.CANNOT_TELL)
    words = sentence_stems(draft, figure.span)
    found = best(_same_number(figure, words, draft, evidence))
    records = tuple(one for one in found if one.is_record)
    if records:
        verdict = f"The same number stands in the records, in {outlets(records)}."
        return Ruling(verdict=verdict, outcome=Outcome.HOLDS, places=places_of(found))
    given = _part_and_whole(figure, words, evidence)
    if given is not None:
        return given
    if found:
        verdict = f"Only coverage loaded has this number: {outlets(found)}. No record or table loaded gives it."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, places=places_of(found))
    return Ruling(
        verdict="Cannot be checked: nothing loaded has this number in a sentence of like words.", outcome=Outcome.CANNOT_TELL
    )


def _same_number(figure: Figure, words: frozenset[str], draft: Document, evidence: Evidence) -> Iterator[Support]:
    """The places of the case with this number, kind and unit in a sentence of like words."""
    small = figure.kind == "count" and figure.stated is not None and figure.stated < SMALL
    least = LEAST_SHARED_SMALL if small else LEAST_SHARED
    noun = _next_word(draft, figure.span)
    units = (figure.unit, None) if figure.unit is not None else (None,)
    for unit in units:
        for document, other in evidence.figures.get((figure.kind, unit), ()):
            if other.stated != figure.stated or other.approx != figure.approx or differing_slot(figure, other) is not None:
                continue
            around = evidence.stems_around(document, other.span)
            shared = len(words & around)
            alike = are_alike(shared, words, around) or (noun is not None and noun == _next_word(document, other.span))
            if shared >= least and alike:
                yield support(document, other.span, shared)


def _next_word(document: Document, span: Span) -> str | None:
    """The word right after a number, which is most often what it counts: "sweep" after "four-day"."""
    match = _NEXT_WORD_RE.match(document.text, span.end)
    return match[1].lower() if match and match[1].lower() not in OPENERS else None


def _part_and_whole(figure: Figure, words: frozenset[str], evidence: Evidence) -> Ruling | None:
    """A percent that "167 of the 498" in one sentence of the case gives, rounded or cut at its last digit."""
    if figure.kind != "share" or figure.unit != "percent" or figure.approx not in ("exact", "about"):
        return None
    found: dict[str, tuple[Support, str]] = {}
    for document, part, whole in evidence.parts_of_wholes:
        if part.stated is None or not whole.stated or whole.stated < LEAST_WHOLE:
            continue
        quotient = part.stated / whole.stated * 100
        if not figure.value.contains(quotient):
            continue
        shared = len(words & evidence.stems_around(document, part.span))
        if shared >= LEAST_SHARED:
            one = support(document, sentence_around(document.text, part.span.start, whole.span.end), shared)
            working = f"{shown(part.stated, 2)} / {shown(whole.stated, 2)} = {shown(quotient, 2)} percent"
            found.setdefault(one.place.document_id, (one, working))
    if not found:
        return None
    chosen = best(one for one, _ in found.values())
    working = found[chosen[0].place.document_id][1]
    if chosen[0].is_record:
        verdict, outcome = f"A part and a whole in the records give it, in {outlets(chosen[:1])}.", Outcome.HOLDS
    else:
        verdict = f"A part and a whole in the coverage give it, in {outlets(chosen)}; no record or table loaded does."
        outcome = Outcome.CANNOT_TELL
    return Ruling(verdict=verdict, outcome=outcome, places=places_of(chosen), working=working)
