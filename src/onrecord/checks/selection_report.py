"""An audit report as text, as rows for export, and as a picture.

In: an `AuditReport`. Out: lines of text (the population first), plain dictionaries with exact fractions as texts, an SVG
that shows where the shown cases stand in the population. The same report gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from onrecord.checks.selection import AttributeResult, AuditReport, write_percent

WIDTH, BAR_HEIGHT, GAP, LEFT = 640, 18, 34, 16


def render_audit(report: AuditReport) -> str:
    """The report as text: population, base rates, chances, ranking, power line, limits."""
    return "\n".join(_list_lines(report)) + "\n"


def list_audit_rows(report: AuditReport) -> tuple[dict[str, object], ...]:
    """One row for the population and one for each test, for JSONL; chances are exact ("253/2975") and in percent."""
    question = report.question
    rows: list[dict[str, object]] = [
        {
            "row": "population",
            "table": question.table,
            "population": question.population,
            "n_all": question.n_all,
            "n_shown": question.n_shown,
            "n_borrowed": question.n_borrowed,
            "n_repeats": question.n_repeats,
            "borrowed": list(question.borrowed),
            "repeated": list(question.repeated),
            "n_elsewhere": question.n_elsewhere,
            "power_alpha": _exact(report.power.alpha),
            "power_n_with": report.power.n_with,
        }
    ]
    for item in report.attributes:
        chances = {"at_least": item.at_least, "mid_p": item.mid_p, "two_sided": item.two_sided, "adjusted": item.adjusted}
        rows.append(
            {
                "row": "attribute",
                "label": item.label,
                "n_with": item.n_with,
                "n_shown_with": item.n_shown_with,
                "formula": item.formula,
                **{name: _exact(chance) for name, chance in chances.items()},
                "odds_ratio": _exact(item.odds_ratio),
            }
        )
    if report.ranking is not None:
        ranking = report.ranking
        rows.append(
            {
                "row": "ranking",
                "label": ranking.column,
                "ranks": list(ranking.ranks),
                "n_top": ranking.n_top,
                "all_in_top": _exact(ranking.all_in_top),
                "rank_sum": ranking.rank_sum,
                "rank_sum_at_most": _exact(ranking.rank_sum_at_most),
                "adjusted": _exact(ranking.adjusted),
                "rank_sum_adjusted": _exact(ranking.rank_sum_adjusted),
            }
        )
    return tuple(rows)


def draw_audit(report: AuditReport) -> str:
    """The report as an SVG: a bar for each attribute (those with it dark) with the shown cases as dots, and the ranking."""
    question = report.question
    n_bars = len(report.attributes) + (report.ranking is not None)
    height = GAP * (n_bars + 1) + 24
    title = f"{question.n_shown} shown of {question.n_all}: {question.population}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<text x="{LEFT}" y="18">{escape(title)}</text>',
    ]
    top = GAP
    for item in report.attributes:
        parts.extend(_draw_bar(item, question.n_shown, top))
        top += GAP
    if report.ranking is not None:
        parts.append(f'<text x="{LEFT}" y="{top + 10}">Ranked by {escape(report.ranking.column)}, most severe left</text>')
        parts.append(f'<rect x="{LEFT}" y="{top + 14}" width="{WIDTH - 2 * LEFT}" height="6" fill="#d0d0d0"/>')
        parts.extend(_dot(Fraction(2 * rank - 1, 2 * question.n_all), top + 17) for rank in report.ranking.ranks)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _list_lines(report: AuditReport) -> Iterator[str]:
    question = report.question
    yield f"Population: {question.n_all:,} rows of {question.table}, {question.population}"
    yield f"Shown: {question.n_shown} cases"
    for item in report.attributes:
        without = question.n_all - item.n_with
        yield ""
        yield f"{item.label}: {item.n_with:,} of {question.n_all:,} ({write_percent(item.base_share)}); {without:,} have it not"
        yield f"  shown: {item.n_shown_with} of {question.n_shown} ({write_percent(item.shown_share)})"
        if item.at_least is None or item.mid_p is None or item.two_sided is None or item.adjusted is None:
            continue
        yield f"  chance that as many or more come up at random: {item.formula} = {write_percent(item.at_least)}"
        yield f"  mid-p {write_percent(item.mid_p)}; two-sided {write_percent(item.two_sided)}"
        yield from _list_adjusted(item.adjusted)
        if item.odds_ratio is not None:
            yield f"  odds ratio {float(item.odds_ratio):.1f} (half a case added to each cell)"
    yield from _list_ranking(report)
    yield ""
    yield _write_power(report)
    yield from _list_shortfalls(report)
    if question.borrowed:
        yield f"Borrowed, not of the population: row {', '.join(map(str, question.borrowed))}."
    if question.n_elsewhere:
        yield f"Borrowed from outside of the table: {question.n_elsewhere}."
    if question.repeated:
        yield f"Shown more than once: row {', '.join(map(str, question.repeated))}."
    yield from report.notes


def _list_adjusted(chance: Fraction | None) -> Iterator[str]:
    if chance is not None:
        yield f"  adjusted for all tests made (Holm): {write_percent(chance)}"


def _list_shortfalls(report: AuditReport) -> Iterator[str]:
    """For what all shown cases have: how many of the population are not like them."""
    question = report.question
    for item in report.attributes:
        if 0 < item.n_shown_with == question.n_shown and item.n_with < question.n_all:
            without = question.n_all - item.n_with
            yield (
                f"Shown are {question.n_shown} of {question.n_all:,}, all with {item.label}; {without:,} of the "
                f"{question.n_all:,} have it not. Cases that somebody chose are not a sample."
            )


def _list_ranking(report: AuditReport) -> Iterator[str]:
    ranking = report.ranking
    if ranking is None:
        return
    yield ""
    ranks = ", ".join(map(str, ranking.ranks))
    yield f"Ranked by {ranking.column}: the shown cases have ranks {ranks} of {report.question.n_all:,}"
    if ranking.all_in_top is not None:
        n_drawn = len(ranking.ranks)
        formula = f"C({ranking.n_top},{n_drawn}) / C({report.question.n_all},{n_drawn})"
        yield f"  chance that all stand in the first {ranking.n_top}: {formula} = {write_percent(ranking.all_in_top)}"
        yield from _list_adjusted(ranking.adjusted)
    if ranking.rank_sum_at_most is not None:
        yield f"  chance of a rank sum of at most {ranking.rank_sum}: {write_percent(ranking.rank_sum_at_most)}"
        yield from _list_adjusted(ranking.rank_sum_adjusted)


def _write_power(report: AuditReport) -> str:
    power, question = report.power, report.question
    if power.n_with is None or power.share is None:
        return "Power: everybody or nobody is shown; no test can say anything."
    return (
        f"Power: with {question.n_shown} cases, only an attribute that at most {power.n_with:,} of {question.n_all:,} have "
        f"({write_percent(power.share)}) can reach {write_percent(power.alpha)}."
    )


def _draw_bar(item: AttributeResult, n_shown: int, top: int) -> Iterator[str]:
    whole = WIDTH - 2 * LEFT
    dark = _px(item.base_share * whole)
    label = f"{item.label}: {item.n_with} in all, {item.n_shown_with} of {n_shown} shown"
    yield f'<text x="{LEFT}" y="{top + 10}">{escape(label)}</text>'
    yield f'<rect x="{LEFT}" y="{top + 14}" width="{whole}" height="6" fill="#d0d0d0"/>'
    yield f'<rect x="{LEFT}" y="{top + 14}" width="{dark}" height="6" fill="#505050"/>'
    for number in range(item.n_shown_with):
        yield _dot(item.base_share * Fraction(2 * number + 1, 2 * item.n_shown_with), top + 17)
    n_without = n_shown - item.n_shown_with
    for number in range(n_without):
        yield _dot(item.base_share + (1 - item.base_share) * Fraction(2 * number + 1, 2 * n_without), top + 17)


def _dot(share: Fraction, y: int) -> str:
    return f'<circle cx="{_px(LEFT + share * (WIDTH - 2 * LEFT))}" cy="{y}" r="5" fill="#c04000" stroke="#ffffff"/>'


def _px(value: Fraction) -> str:
    return f"{float(value):.1f}"


def _exact(chance: Fraction | None) -> str | None:
    return None if chance is None else str(chance)
