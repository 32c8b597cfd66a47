"""Selection audit: how far hand-picked cases stand from the whole that they came from (S601 to S604).

In: a frozen question (the population, printed first; for each attribute how many have it and how many of the shown; where
the shown stand in a ranking). Out: an `AuditReport` with base rates, exact chances, effect sizes, the power line, and
findings. It measures distance from representative and nothing else: cases may be shown for good reasons, and no number
here speaks of anybody's motive. With borrowed cases inside there is no chance to compute, because they were never drawn
from this population.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.checks.registry import finding
from onrecord.checks.selection_rules import BORROWED, DISTANT, SHOWN_TWICE, TOO_FEW
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Place
from onrecord.text.hypergeometric import (
    adjust_by_holm,
    chance_all_in_top,
    chance_at_least,
    chance_rank_sum_at_most,
    chance_two_sided,
    mid_p,
    most_with,
)

ALPHA = Fraction(1, 20)  # the customary line; printed with every result, never used to hide one


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeCount:
    """One attribute ("Criminality = Convicted"): how many of the population have it, and how many of the shown cases."""

    label: str
    n_with: int
    n_shown_with: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRanks:
    """Where the shown cases stand when the population is ranked by a column, 1 the most severe; ties get the later rank."""

    column: str
    ranks: tuple[int, ...]
    has_ties: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuestion:
    """What is asked, fixed before anything is computed. `n_borrowed` of the shown are not of this population;
    `n_repeats` were shown again and count once (they are not in `n_shown`); where the shown are named by their rows,
    `borrowed` and `repeated` are those rows, numbered as in a spreadsheet; `n_elsewhere` of the borrowed are in no row."""

    table: str
    population: str
    n_all: int
    n_shown: int
    attributes: tuple[AttributeCount, ...] = ()
    ranking: ShownRanks | None = None
    n_borrowed: int = 0
    n_repeats: int = 0
    borrowed: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    n_elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeResult:
    """One attribute's base rate, chances and effects; the chances are None where borrowed cases are inside."""

    label: str
    n_with: int
    n_shown_with: int
    base_share: Fraction
    shown_share: Fraction
    formula: str
    at_least: Fraction | None
    mid_p: Fraction | None
    two_sided: Fraction | None
    adjusted: Fraction | None
    odds_ratio: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RankResult:
    """The ranking's chances: that all shown stand among the first `n_top`, and that their ranks sum to so little."""

    column: str
    ranks: tuple[int, ...]
    n_top: int
    all_in_top: Fraction | None
    rank_sum: int
    rank_sum_at_most: Fraction | None
    adjusted: Fraction | None
    rank_sum_adjusted: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerLine:
    """What so few cases can show at all: "all have it" reaches `alpha` only where at most `n_with` of the population do."""

    alpha: Fraction
    n_with: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """The question and all that was computed for it."""

    question: AuditQuestion
    attributes: tuple[AttributeResult, ...]
    ranking: RankResult | None
    power: PowerLine
    notes: tuple[str, ...]


def audit_selection(question: AuditQuestion, *, alpha: Fraction = ALPHA) -> AuditReport:
    """The report of one question. Raises ValueError where its counts contradict each other."""
    _check_counts(question)
    is_drawn = question.n_borrowed == 0 and question.n_shown > 0
    attributes = [_measure(question, item, is_drawn=is_drawn) for item in question.attributes]
    ranking = _rank(question, is_drawn=is_drawn) if question.ranking is not None else None
    attributes, ranking = _adjust(attributes, ranking)
    line = most_with(question.n_all, question.n_shown, alpha)
    power = PowerLine(alpha=alpha, n_with=line, share=Fraction(line, question.n_all) if line is not None else None)
    notes = tuple(_list_notes(question))
    return AuditReport(question=question, attributes=tuple(attributes), ranking=ranking, power=power, notes=notes)


def _adjust(attributes: list[AttributeResult], ranking: RankResult | None) -> tuple[list[AttributeResult], RankResult | None]:
    """The results with their chances adjusted for all tests made (Holm), both of the ranking among them."""
    of_ranks = [ranking.all_in_top, ranking.rank_sum_at_most] if ranking is not None else []
    tested = [item.at_least for item in attributes] + of_ranks
    ahead = iter(adjust_by_holm([chance for chance in tested if chance is not None]))
    adjusted = [None if chance is None else next(ahead) for chance in tested]
    results = [replace(item, adjusted=chance) for item, chance in zip(attributes, adjusted, strict=False)]
    if ranking is not None:
        ranking = replace(ranking, adjusted=adjusted[-2], rank_sum_adjusted=adjusted[-1])
    return results, ranking


def find_in_audit(report: AuditReport, places: Sequence[Place]) -> tuple[Finding, ...]:
    """The findings of a report; `places` are where the table's headings and the shown cases stand (at least one)."""
    question = report.question
    found: list[Finding] = []
    for item in report.attributes:
        if item.adjusted is not None and item.at_least is not None and item.adjusted <= report.power.alpha:
            message = (
                f"{item.n_shown_with} of {question.n_shown} shown cases have {item.label}, "
                f"{item.n_with} of {question.n_all} in the population do: the shown cases are not a sample of it."
            )
            working = f"{item.formula} = {write_percent(item.at_least)}; adjusted for all tests {write_percent(item.adjusted)}"
            found.append(finding(DISTANT, message=message, outcome=Outcome.FAILS, places=places, working=working))
        elif item.at_least is not None and report.power.n_with is not None and item.n_with > report.power.n_with:
            message = (
                f"{question.n_shown} cases cannot show a difference for {item.label}: "
                f"{item.n_with} of {question.n_all} have it, "
                f"and only up to {report.power.n_with} could reach {write_percent(report.power.alpha)}."
            )
            working = f"{item.formula} = {write_percent(item.at_least)}"
            found.append(finding(TOO_FEW, message=message, outcome=Outcome.CANNOT_TELL, places=places, working=working))
    if question.n_borrowed:
        who = _list_numbers(question.borrowed)
        message = (
            f"{question.n_borrowed} of {question.n_shown} shown cases{who} are not of the population ({question.population})."
        )
        found.append(finding(BORROWED, message=message, outcome=Outcome.FAILS, places=places))
    if question.n_repeats:
        n = question.n_repeats
        message = f"Shown more than once, counted once: {n} {'case' if n == 1 else 'cases'}{_list_numbers(question.repeated)}."
        found.append(finding(SHOWN_TWICE, message=message, outcome=Outcome.FAILS, places=places))
    return tuple(found)


def _list_numbers(rows: Sequence[int]) -> str:
    return f" (row {', '.join(map(str, rows))})" if rows else ""


def write_percent(chance: Fraction) -> str:
    """A chance in percent with two figures that matter: "8.5 %", "0.020 %", "under 0.0001 %".

    >>> write_percent(Fraction(253, 2975))
    '8.5 %'
    """
    if chance == 0:
        return "0 %"
    value = chance * 100
    if value < Fraction(1, 10_000):
        return "under 0.0001 %"
    digits = 1
    while value < Fraction(10, 10**digits) and digits < 6:
        digits += 1
    return f"{float(value):.{digits}f} %"


def _check_counts(question: AuditQuestion) -> None:
    if question.n_shown - question.n_borrowed > question.n_all:
        raise ValueError(f"{question.n_shown} shown cases of a population of {question.n_all}")
    for item in question.attributes:
        if not (0 <= item.n_shown_with <= question.n_shown and 0 <= item.n_with <= question.n_all):
            raise ValueError(
                f"{item.label}: {item.n_shown_with} of {question.n_shown} shown, {item.n_with} of {question.n_all}"
            )
        if not question.n_borrowed and item.n_shown_with > item.n_with:
            raise ValueError(f"{item.label}: {item.n_shown_with} of the shown have it, {item.n_with} of the whole population")


def _measure(question: AuditQuestion, item: AttributeCount, *, is_drawn: bool) -> AttributeResult:
    n_all, n_shown, seen = question.n_all, question.n_shown, item.n_shown_with
    formula = f"P(X >= {seen} of {n_shown}) with {item.n_with} of {n_all}"
    if seen == n_shown:
        formula = f"C({item.n_with},{n_shown}) / C({n_all},{n_shown})"
    return AttributeResult(
        label=item.label,
        n_with=item.n_with,
        n_shown_with=seen,
        base_share=Fraction(item.n_with, n_all) if n_all else Fraction(0),
        shown_share=Fraction(seen, n_shown) if n_shown else Fraction(0),
        formula=formula,
        at_least=chance_at_least(seen, n_all, item.n_with, n_shown) if is_drawn else None,
        mid_p=mid_p(seen, n_all, item.n_with, n_shown) if is_drawn else None,
        two_sided=chance_two_sided(seen, n_all, item.n_with, n_shown) if is_drawn else None,
        adjusted=None,
        odds_ratio=_odds_ratio(seen, n_shown, item.n_with, n_all) if is_drawn else None,
    )


def _odds_ratio(seen: int, n_shown: int, n_with: int, n_all: int) -> Fraction:
    # Half a case in each cell (Haldane 1956, Anscombe 1956), because a few shown cases nearly always leave a cell empty.
    half = Fraction(1, 2)
    unshown_with, unshown_without = n_with - seen, n_all - n_shown - (n_with - seen)
    return (seen + half) * (unshown_without + half) / ((n_shown - seen + half) * (unshown_with + half))


def _rank(question: AuditQuestion, *, is_drawn: bool) -> RankResult:
    assert question.ranking is not None
    ranks = tuple(sorted(question.ranking.ranks))
    n_top, n_drawn = max(ranks, default=0), len(ranks)
    rank_sum = sum(ranks)
    countable = is_drawn and not question.ranking.has_ties
    return RankResult(
        column=question.ranking.column,
        ranks=ranks,
        n_top=n_top,
        all_in_top=chance_all_in_top(n_drawn, n_top, question.n_all) if is_drawn else None,
        rank_sum=rank_sum,
        rank_sum_at_most=chance_rank_sum_at_most(rank_sum, n_drawn, question.n_all) if countable else None,
        adjusted=None,
    )


def _list_notes(question: AuditQuestion) -> list[str]:
    notes = ["Measures distance from representative; says nothing of why the cases were chosen."]
    if question.n_borrowed:
        notes.append("No chance is given: borrowed cases were not drawn from this population.")
    if question.n_repeats:
        notes.append(f"{question.n_repeats} shown more than once, counted once.")
    if question.ranking is not None and question.ranking.has_ties:
        notes.append("The ranking has ties; a tied case has the last rank of its group, which makes the chance larger.")
    return notes
