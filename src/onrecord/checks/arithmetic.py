"""Arithmetic inside one text: do parts, totals, shares, changes and lists come out as written?

In: a case. Out: findings F201-F204 and F208-F213, also where a relation holds (a note, so that the reader sees what was
checked). Exact arithmetic on intervals: a number is what it may stand for as written, and a relation fails only where no
value within the intervals satisfies it. Only numbers whose wording ties them are put together (see `relations`).
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.bounds_and_rooms import check_lost_bounds, check_room
from onrecord.checks.breakdowns import ReadText, check_breakdowns, read_text
from onrecord.checks.changes import check_change
from onrecord.checks.constraints import check_jointly
from onrecord.checks.figure_relations import Relation
from onrecord.checks.figure_sentences import FigureText, frame_figures
from onrecord.checks.name_lists import check_lists
from onrecord.checks.shares import check_share, check_shares_of_wholes
from onrecord.checks.sums import check_sum
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Finding


def check_arithmetic(case: CaseRecords) -> tuple[Finding, ...]:
    """The findings of arithmetic in every document of a case, and of parts against another document's breakdown."""
    read = [read_text(frame_figures(part.document, part.mentions.figures)) for part in case.parts]
    found = [one for each in read for one in _check_text(each)]
    found.extend(check_breakdowns(read))
    seen: dict[str, Finding] = {}
    for one in found:
        seen.setdefault(one.id, one)
    return tuple(seen.values())


def _check_text(read: ReadText) -> Iterator[Finding]:
    text, relations = read.text, read.relations
    for relation in relations:
        one = _check_relation(text, relation)
        if one is not None:
            yield one
    yield from check_lists(text)
    yield from check_shares_of_wholes(text, relations)
    yield from check_lost_bounds(text)
    yield from check_jointly(text, relations)


def _check_relation(text: FigureText, relation: Relation) -> Finding | None:
    if relation.kind == "share":
        return check_share(text, relation)
    if relation.kind in ("sum", "running"):
        return check_sum(text, relation)
    if relation.kind == "change":
        return check_change(text, relation)
    return check_room(text, relation)
