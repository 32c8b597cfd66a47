"""A bound that gets lost (F208) and a part larger than its whole (F209), both inside one text.

In: a text with its figures; relations of kind room. Out: findings. Trap: "52 of the 40" may be two counts of different days;
only a number that the wording puts inside the other is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from onrecord.checks.arithmetic_rules import BOUND, ROOM
from onrecord.checks.figure_relations import Relation, is_amount
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.checks.value_arithmetic import shown
from onrecord.checks.written import written
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import Figure

_LEAST_BOUNDED = 10  # "at least one", "more than two" are idioms that nobody repeats as an exact count


def check_room(text: FigureText, relation: Relation) -> Finding | None:
    """A finding where the part is larger than the whole it is said to be of."""
    part, whole = relation.parts[0], relation.whole
    if whole is None or part.value.low is None or whole.value.high is None or part.value.low <= whole.value.high:
        return None
    working = f"{written(part)} > {written(whole)}"
    sure = part.approx == "exact" and whole.approx == "exact"
    return finding(
        ROOM,
        message=f"A part of {written(part)} cannot lie within a whole of {written(whole)}.",
        outcome=Outcome.FAILS,
        places=[text.place(part), text.place(whole)],
        working=working,
        severity=Severity.ERROR if sure else Severity.WARNING,
    )


def check_lost_bounds(text: FigureText) -> Iterator[Finding]:
    """A note where "at least 498 people" becomes "the 498 people" later in the same text."""
    first_bounded: dict[tuple[str, str | None, Fraction | None], Figure] = {}
    for figure in text.figures:
        if not is_amount(figure) or figure.unit is None or figure.stated is None or figure.stated < _LEAST_BOUNDED:
            continue
        key = (figure.kind, figure.unit, figure.stated)
        if figure.approx in ("lower_bound", "upper_bound"):
            first_bounded.setdefault(key, figure)
        elif figure.approx == "exact" and key in first_bounded and _has_article(text, figure):
            bounded = first_bounded.pop(key)
            yield finding(
                BOUND,
                message=f'First "{written(bounded)}", later {shown(figure.stated)} without the bound.',
                outcome=Outcome.CANNOT_TELL,
                places=[text.place(bounded), text.place(figure)],
                working=f"{written(bounded)} is not {shown(figure.stated)}",
            )


def _has_article(text: FigureText, figure: Figure) -> bool:
    return text.document.text[max(0, figure.span.start - 4) : figure.span.start].lower().endswith("the ")
