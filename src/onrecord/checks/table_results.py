"""What is said of single figures beside a table, and which of it is worth saying: anchored, and once for all figures alike.

In: results of figures, the stories of a case. Out: findings. Trap: two tables of arrests by city may be of two operations. A
total that differs, and anything that a table of counts denies, is only said where a text of the same story states the
table's own total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.checks.registry import finding
from onrecord.checks.table_contexts import Asked
from onrecord.checks.table_rules import AGREES, CANNOT_ANSWER, DISAGREES
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Place

MAX_CITED = 12  # figures cited by one finding
TOLERANCE = "the number as written, with its rounding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What is said of one figure: its words, the place of the figure, the headings. `key`: what may be said once for all.

    `needs_anchor`: only worth saying where a text of the story states the table's own total. `is_open`: "at least 498" agrees
    with every larger number.
    """

    asked: Asked
    key: tuple[str, ...]
    code: str
    message: str
    working: str
    place: Place
    cited: tuple[Place, ...]
    is_total: bool = False
    is_near: bool = False
    needs_anchor: bool = False
    is_open: bool = False


def keep_anchored(found: Sequence[Result], case: CaseRecords) -> list[Result]:
    """The results of one table without those that nothing ties to it."""
    anchored = anchored_documents(found)
    related: dict[str, set[str]] = {}
    for story in case.links.stories:
        for document_id in story.document_ids:
            related.setdefault(document_id, set()).update(story.document_ids)
    kept = []
    for result in found:
        own = result.asked.part.document.id
        if _is_kept(result, is_own=own in anchored, is_related=bool(related.get(own, set()) & anchored)):
            kept.append(result)
    return kept


def anchored_documents(found: Sequence[Result]) -> set[str]:
    """The documents that state the total of a table, or nearly."""
    agreed = [result for result in found if result.is_total and (result.code == AGREES.code or result.is_near)]
    return {result.asked.part.document.id for result in agreed}


def _is_kept(result: Result, *, is_own: bool, is_related: bool) -> bool:
    """`is_own`: its own text states the table's total; `is_related`: a text of its story does."""
    if result.is_near:
        return True
    if result.code == AGREES.code:
        return is_own or is_related or not (result.is_open and result.needs_anchor)
    if result.is_total:
        return is_related and not is_own
    return is_own or is_related or not result.needs_anchor


def join_results(results: Sequence[Result]) -> Iterator[Finding]:
    """One finding for all figures of which the same is said."""
    groups: dict[tuple[str, ...], list[Result]] = {}
    for result in results:
        groups.setdefault((result.code, *result.key), []).append(result)
    rules = {rule.code: rule for rule in (AGREES, DISAGREES, CANNOT_ANSWER)}
    outcomes = {AGREES.code: Outcome.HOLDS, DISAGREES.code: Outcome.FAILS, CANNOT_ANSWER.code: Outcome.CANNOT_TELL}
    for group in groups.values():
        first = group[0]
        figures = sorted({item.place for item in group}, key=lambda place: (place.document_id, place.span))
        more = f" ({len(figures)} places in the texts)" if len(figures) > 1 else ""
        yield finding(
            rules[first.code],
            message=first.message + more,
            outcome=Outcome.CANNOT_TELL if first.is_near else outcomes[first.code],
            severity=Severity.NOTE if first.is_near else None,
            places=[*figures[:MAX_CITED], *first.cited],
            working=first.working,
            tolerance=None if first.code == CANNOT_ANSWER.code else TOLERANCE,
        )
