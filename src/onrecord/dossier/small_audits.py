"""A selection audit as a dossier prints it: without the counts of a few persons, and without what they follow from.

In: a report, how many rows the table has, the smallest count that may be shown. Out: its lines. For an attribute that fewer
have (or fewer have not) the chance is given as a limit, as if the largest hidden count were the true one, so that the reader
still learns what can be said. The shown cases are known already, for somebody showed them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.checks.selection import AttributeResult, AuditReport, RankResult, write_percent
from onrecord.checks.selection_report import render_audit
from onrecord.dossier.small_cells import hidden_parts, is_small
from onrecord.text.hypergeometric import chance_all_in_top, chance_at_least


def hidden_attributes(report: AuditReport, n_rows: int, smallest: int) -> tuple[AttributeResult, ...]:
    """The attributes whose counts must not be printed; all of them where the population itself is small, or its rest."""
    n_all = report.question.n_all
    if hidden_parts([n_all, max(0, n_rows - n_all)], smallest):
        return report.attributes
    return tuple(item for item in report.attributes if hidden_parts([item.n_with, n_all - item.n_with], smallest))


def audit_lines(report: AuditReport, n_rows: int, smallest: int) -> list[str]:
    """The lines of the report, the population first; an audit of a small population is named and not printed."""
    question = report.question
    if hidden_parts([question.n_all, max(0, n_rows - question.n_all)], smallest):
        few = f"Not printed: fewer than {smallest} rows are in the population, or are left beside it."
        return [f"Population: rows of {question.table}, {question.population}", few]
    hidden = hidden_attributes(report, n_rows, smallest)
    shown = replace(report, attributes=tuple(item for item in report.attributes if item not in hidden))
    ranking = report.ranking
    if ranking is not None and any(is_small(rank, smallest) for rank in ranking.ranks):
        shown = replace(shown, ranking=None)
        own = [*_limited_ranking(ranking, question.n_all, smallest)]
    else:
        own = []
    lines = render_audit(shown).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("Power"))
    limited = [line for item in hidden for line in _limited(item, report, smallest)]
    return [*lines[:at], *limited, *own, *lines[at:]]


def _limited_ranking(ranking: RankResult, n_all: int, smallest: int) -> Iterator[str]:
    """Where the shown cases stand, without the ranks of the first few: where there are ties a rank counts persons."""
    top = max(ranking.n_top, smallest - 1)
    yield f"Ranked by {ranking.column}: all shown cases stand among the first {top:,} of {n_all:,}"
    if ranking.all_in_top is not None:
        n_drawn = len(ranking.ranks)
        chance = write_percent(chance_all_in_top(n_drawn, top, n_all))
        yield f"  chance that all stand in the first {top}: C({top},{n_drawn}) / C({n_all},{n_drawn}) = {chance}"


def _limited(item: AttributeResult, report: AuditReport, smallest: int) -> Iterator[str]:
    """What may be said of an attribute that few have, or that few have not."""
    n_all, n_shown = report.question.n_all, report.question.n_shown
    few_have = is_small(item.n_with, smallest)
    yield f"{item.label}: {'' if few_have else 'all but '}fewer than {smallest} of {n_all:,}"
    yield f"  shown: {item.n_shown_with} of {n_shown} ({write_percent(item.shown_share)})"
    if item.at_least is None:
        return
    limit = smallest - 1 if few_have else n_all - smallest + 1
    if few_have and is_small(n_all - item.n_with, smallest):
        return
    chance = chance_at_least(item.n_shown_with, n_all, limit, n_shown)
    word = "at most" if few_have else "at least"
    yield f"  chance that as many or more come up at random: {word} {write_percent(chance)}, which it is with {limit:,}"
