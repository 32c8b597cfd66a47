"""One text's part against another text's complete breakdown of the same whole (F209), and a breakdown's own sum (F201).

In: a case and its framed texts. Out: findings where a release lists parts by place that come to a total, and another text
names a part of that total that no selection of the listed parts can make. Pure counting: no map is needed to say that no
places of a list add up to 66. Trap: the two must speak of the same whole, so the stated total must be the same exact number,
above a hundred, and one listed part must be named with the same number in both texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.checks.arithmetic_rules import ROOM
from onrecord.checks.figure_relations import Relation, is_amount
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.checks.relations import find_relations
from onrecord.checks.value_arithmetic import shown
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import Figure

_LEAST_WHOLE = 100  # a total that two texts share by accident is a small one
_LEAST_PARTS = 3
_MOST_PARTS = 40


@dataclass(frozen=True, slots=True)
class _Breakdown:
    """A whole and its parts in one text, which come to it exactly."""

    text: FigureText
    whole: Figure
    parts: tuple[Figure, ...]


def check_breakdowns(case: CaseRecords, texts: Sequence[FigureText]) -> Iterator[Finding]:
    """The parts of one text that a complete breakdown in another leaves no room for."""
    del case
    breakdowns = [breakdown for text in texts for breakdown in _breakdowns(text)]
    if not breakdowns:
        return
    for text in texts:
        for relation in find_relations(text):
            if relation.kind == "sum" and len(relation.parts) == 2:
                for breakdown in breakdowns:
                    if breakdown.text is not text:
                        yield from _no_room(text, relation, breakdown)


def _breakdowns(text: FigureText) -> Iterator[_Breakdown]:
    for relation in find_relations(text):
        whole = relation.whole
        if relation.kind != "sum" or whole is None or not _LEAST_PARTS <= len(relation.parts) <= _MOST_PARTS:
            continue
        exact = all(part.value.low == part.value.high for part in (*relation.parts, whole))
        summed = sum((part.stated or Fraction(0) for part in relation.parts), Fraction(0))
        if exact and whole.stated == summed and summed >= _LEAST_WHOLE:
            yield _Breakdown(text, whole, relation.parts)


def _no_room(text: FigureText, relation: Relation, breakdown: _Breakdown) -> Iterator[Finding]:
    """ "101 in Wren and 66 elsewhere, of the 498": the list has 101 for Wren, and no other parts that make 66."""
    listed = {part.stated: part for part in breakdown.parts}
    known = [part for part in relation.parts if part.stated in listed and _same_place(part, listed[part.stated])]
    wholes = [figure for figure in text.figures if is_amount(figure) and figure.stated == breakdown.whole.stated]
    if len(known) != 1 or not wholes:
        return
    other = relation.parts[1] if relation.parts[0] is known[0] else relation.parts[0]
    rest = [int(part.stated or 0) for part in breakdown.parts if part is not listed[known[0].stated]]
    wanted = int(other.stated or 0)
    if other.approx != "exact" or wanted in _sums_of(rest):
        return
    named = listed[known[0].stated]
    whole_text, named_text = shown(breakdown.whole.stated or Fraction(0)), shown(named.stated or Fraction(0))
    parts_text = " + ".join(shown(part.stated or Fraction(0)) for part in breakdown.parts)
    yield finding(
        ROOM,
        message=(
            f"The other text divides all {whole_text} into {len(breakdown.parts)} parts, "
            f"{named_text} among them; no others of these make the further {wanted:,} named here."
        ),
        outcome=Outcome.FAILS,
        places=[
            text.place(other),
            text.place(known[0]),
            text.place(wholes[0]),
            breakdown.text.place(breakdown.whole),
            breakdown.text.place(named),
        ],
        working=f"{parts_text} = {whole_text}; without {named_text} no selection makes {wanted:,}",
        severity=Severity.WARNING,
    )


def _sums_of(values: Sequence[int]) -> set[int]:
    """Every sum of some of the values (at most 40 values below some thousands: a few thousand sums)."""
    sums = {0}
    for value in values:
        sums |= {total + value for total in sums}
    return sums


def _same_place(part: Figure, listed: Figure) -> bool:
    """Both name a place, and one name holds the other ("Los Angeles", "Los Angeles County")."""
    if not part.place or not listed.place:
        return False
    one, other = part.place.lower().removeprefix("the "), listed.place.lower().removeprefix("the ")
    return one in other or other in one
