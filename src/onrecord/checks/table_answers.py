"""A question put to a table, answered: the counts of every reading, compared with the number of the text.

In: a claim, the rows, what its sentence and its message name. Out: an `Answer`: which counts were tried, which of them
give the number, and whether a number that none of them gives contradicts the text. Trap: a place can be left out of a
sentence because the message is about it; what such a place would explain is not held against the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.checks.table_claims import Predicate, TableClaim, find_places
from onrecord.checks.table_contexts import Asked
from onrecord.checks.table_queries import Counted, Rows, Way, divide_counts
from onrecord.intervals import DateInterval, ValueInterval
from onrecord.model.mentions import Figure

Base = tuple[Predicate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a table says to a claim. `matching` gives the number; `columns` are those that the readings lean on.

    `is_firm`: where nothing matches, text and table differ. `is_total`: nothing in the text narrows the table.
    """

    readings: tuple[Counted, ...]
    matching: tuple[Counted, ...]
    columns: tuple[str, ...]
    is_firm: bool
    is_total: bool


def answer_claim(asked: Asked, claim: TableClaim, rows: Rows, places: Mapping[str, tuple[Predicate, ...]]) -> Answer | None:
    """The answer to a claim; None where the table holds no such whole as the text speaks of, or nothing can be counted."""
    stated = stated_interval(claim.figure)
    behind = find_places(asked.place_words, places)
    if behind:
        claim = replace(claim, bases=((behind[0],),))
    near: list[Base] = [(), *[(place,) for place in find_places(f"{asked.before}\n{asked.sentence}", places)]]
    far = [(place,) for place in find_places(asked.message(), places)]
    if asked.wholes and claim.parts != ((),):
        bases = [base for base in dict.fromkeys((*claim.bases, *near, *far)) if _is_whole(asked.wholes, claim, base, rows)]
        return _answer(claim, _read(claim, bases, claim.period, rows), bases, stated, is_firm=claim.is_exact)
    first = _read(claim, claim.bases, claim.period, rows)
    answer = _answer(claim, first, claim.bases, stated, is_firm=claim.is_exact)
    if answer is None or answer.matching:
        return answer
    others = [base for base in dict.fromkeys((*near, *far)) if base not in claim.bases]
    wider_bases = near if claim.period else [base for base in near if base in others]
    more = _read(claim, wider_bases, None, rows)
    wider = _answer(claim, [*first, *more], (*claim.bases, *wider_bases), stated, is_firm=False)
    if wider is not None and wider.matching:
        return wider
    if answer.is_total and len(near) > 1:
        return None  # the sentence speaks of places: which of them the number belongs to is not read
    is_explained = any(reading.value.intersects(stated) for reading in _read(claim, others, claim.period, rows))
    return None if is_explained else answer


def find_chance(claim: TableClaim, readings: Sequence[Counted]) -> Fraction:
    """The share of numbers from half to twice the one stated (of shares: of all percents) that some reading would match."""
    stated = stated_interval(claim.figure)
    low = stated.low if stated.low is not None else Fraction(0)
    high = stated.high if stated.high is not None else low
    width = high - low
    points = {(reading.value.low or Fraction(0), reading.value.high or Fraction(0)) for reading in readings}
    if claim.is_share:
        return min(Fraction(1), sum((end - start + width for start, end in points), Fraction(0)) / 100)
    centre = max((low + high) / 2, Fraction(1))
    numbers = max(centre * 3 / 2, Fraction(1))
    near = sum((end - start + width + 1 for start, end in points if centre / 2 <= end and start <= 2 * centre), Fraction(0))
    return min(Fraction(1), near / numbers)


def stated_interval(figure: Figure) -> ValueInterval:
    """The number of a figure as an interval; of a share in percent."""
    if figure.kind == "share" and figure.unit != "percent":
        low, high = figure.value.low, figure.value.high
        return ValueInterval(None if low is None else low * 100, None if high is None else high * 100)
    return figure.value


def _answer(
    claim: TableClaim, readings: Sequence[Counted], bases: Iterable[Base], stated: ValueInterval, *, is_firm: bool
) -> Answer | None:
    if not readings:
        return None
    columns = tuple(dict.fromkeys(item.column for group in (*bases, *claim.parts) for item in group))
    return Answer(
        readings=tuple(readings),
        matching=tuple(reading for reading in readings if reading.value.intersects(stated)),
        columns=columns,
        is_firm=is_firm,
        is_total=not columns and claim.period is None,
    )


def _is_whole(wholes: Sequence[ValueInterval], claim: TableClaim, base: Base, rows: Rows) -> bool:
    counts = [rows.count(base, claim.period, way).value for way in _ways(claim, rows)]
    return any(count.intersects(whole) for count in counts for whole in wholes)


def _read(claim: TableClaim, bases: Iterable[Base], period: DateInterval | None, rows: Rows) -> list[Counted]:
    readings: list[Counted] = []
    for base in bases:
        for part in claim.parts:
            for way in _ways(claim, rows):
                counted = rows.count((*base, *part), period, way)
                if claim.is_share:
                    share = divide_counts(counted, rows.count(base, period, way))
                    readings.extend([share] if share is not None else [])
                else:
                    readings.append(counted)
    return readings


def _ways(claim: TableClaim, rows: Rows) -> list[Way]:
    """Persons first where the text counts people, else rows."""
    return sorted(rows.ways(), key=lambda way: (way is Way.PERSONS) != claim.counts_people)
