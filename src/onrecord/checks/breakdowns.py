"""One text's part against another's complete breakdown of the same whole (F209): a release by place, or an agency's table.

In: breakdowns (of texts here, of tables from the check of tables) and framed texts with their relations. Out: findings where
a text names a part of the whole that no selection of the listed parts can make. Pure counting: no map is needed to say that
no places of a list add up to 66. Trap: the two must speak of the same whole, so the total must be the same exact number,
not below a hundred, and one listed part must be named with the same number in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from onrecord.checks.arithmetic_rules import ROOM
from onrecord.checks.figure_relations import Relation, is_amount
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.listed_parts import LEAST_PARTS, LEAST_WHOLE, ListedParts, find_listed_parts
from onrecord.checks.registry import finding
from onrecord.checks.relations import find_relations
from onrecord.checks.value_arithmetic import shown
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Place
from onrecord.model.mentions import Figure

_MOST_PARTS = 60
_MOST_TRIED = 20  # breakdowns of one document with a part of the same number
_MOST_SUMS = 200_000  # different sums of the parts; past these some selection makes nearly any number


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole: its number, its name as written, where it stands."""

    amount: int
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and its parts in one document; the whole is what the parts come to. `cited` is where it stands."""

    document_id: str
    whole: int
    parts: tuple[Part, ...]
    cited: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A framed text, the relations that its wording claims, and its lists of named parts."""

    text: FigureText
    relations: tuple[Relation, ...]
    listed: tuple[ListedParts, ...] = ()


def read_text(text: FigureText) -> ReadText:
    """A framed text with its relations; a list that comes to a number of the text is one more sum, that may not fail."""
    relations, listed = tuple(find_relations(text)), tuple(find_listed_parts(text))
    summed = {tuple(part.id for part in relation.parts) for relation in relations if relation.kind == "sum"}
    more = [
        Relation("sum", parts, one.whole, strict=False)
        for one in listed
        if one.whole is not None and one.total >= LEAST_WHOLE
        for parts in [tuple(figure for _, figure in one.items)]
        if tuple(part.id for part in parts) not in summed
    ]
    return ReadText(text, (*relations, *more), listed)


def check_breakdowns(read: Sequence[ReadText]) -> Iterator[Finding]:
    """The parts of one text that a complete breakdown in another leaves no room for."""
    breakdowns = [breakdown for one in read for breakdown in _breakdowns(one)]
    yield from check_rooms(read, breakdowns)


def check_rooms(read: Sequence[ReadText], breakdowns: Sequence[Breakdown]) -> Iterator[Finding]:
    """The parts of these texts that some breakdown of another document leaves no room for."""
    by_part: dict[tuple[str, Fraction], list[Breakdown]] = {}
    for breakdown in breakdowns:
        for amount in {part.amount for part in breakdown.parts}:
            held = by_part.setdefault((breakdown.document_id, Fraction(amount)), [])
            if len(held) < _MOST_TRIED:
                held.append(breakdown)
    documents = list(dict.fromkeys(breakdown.document_id for breakdown in breakdowns))
    for one in read if breakdowns else ():
        own = one.text.document.id
        asked: dict[tuple[Fraction | None, ...], Relation] = {}
        for relation in one.relations:
            if relation.kind == "sum" and len(relation.parts) == 2:
                asked.setdefault(tuple(part.stated for part in relation.parts), relation)
        for relation in asked.values():
            for document_id in documents:
                tried = [by_part.get((document_id, part.stated or Fraction(0)), []) for part in relation.parts]
                if document_id != own and any(tried):
                    yield from islice(_no_rooms(one.text, relation, [*tried[0], *tried[1]]), 1)


def _no_rooms(text: FigureText, relation: Relation, breakdowns: Sequence[Breakdown]) -> Iterator[Finding]:
    for breakdown in breakdowns:
        yield from _no_room(text, relation, breakdown)


def _breakdowns(one: ReadText) -> Iterator[Breakdown]:
    text = one.text
    for relation in one.relations:
        whole = relation.whole
        if relation.kind != "sum" or whole is None or not LEAST_PARTS <= len(relation.parts) <= _MOST_PARTS:
            continue
        if not all(part.value.low == part.value.high and part.place for part in relation.parts):
            continue
        named = tuple((part.place or "", part) for part in relation.parts)
        yield from _of_list(text, ListedParts(named, whole))
    for listed in one.listed:
        if len(listed.items) <= _MOST_PARTS:
            yield from _of_list(text, listed)


def _of_list(text: FigureText, listed: ListedParts) -> Iterator[Breakdown]:
    total = listed.total
    if total < LEAST_WHOLE or total.denominator != 1 or (listed.whole is not None and listed.whole.stated != total):
        return
    parts = tuple(Part(int(figure.stated or 0), name, text.place(figure)) for name, figure in listed.items)
    cited = (text.place(listed.whole),) if listed.whole is not None else (parts[0].place, parts[-1].place)
    yield Breakdown(text.document.id, int(total), parts, cited)


def _no_room(text: FigureText, relation: Relation, breakdown: Breakdown) -> Iterator[Finding]:
    """ "101 in Wren and 66 elsewhere, of the 498": the list has 101 for Wren, and no other parts that make 66."""
    known = [(part, item) for part in relation.parts for item in breakdown.parts if _is_same_part(part, item)]
    if len(known) != 1:
        return
    wholes = [figure for figure in text.figures if is_amount(figure) and figure.stated == breakdown.whole]
    wholes.sort(key=lambda figure: figure.approx != "exact")  # "the 498" before "at least 498"
    if not wholes:
        return
    part, named = known[0]
    other = relation.parts[1] if relation.parts[0] is part else relation.parts[0]
    rest = [item.amount for item in breakdown.parts if item is not named]
    wanted = int(other.stated or 0)
    if other.approx != "exact" or not _is_impossible(rest, wanted):
        return
    parts_text = " + ".join(shown(Fraction(item.amount)) for item in breakdown.parts)
    yield finding(
        ROOM,
        message=(
            f"The other source divides all {breakdown.whole:,} into {len(breakdown.parts)} parts, with {named.name} at "
            f"{named.amount:,}; no others of these make the further {wanted:,} named here, which lie outside that list."
        ),
        outcome=Outcome.FAILS,
        places=[text.place(other), text.place(part), text.place(wholes[0]), *breakdown.cited, named.place],
        working=f"{parts_text} = {breakdown.whole:,}; without {named.amount:,} no selection makes {wanted:,}",
        severity=Severity.WARNING,
    )


def _is_impossible(values: Sequence[int], wanted: int) -> bool:
    """True where no selection of the values comes to the number."""
    sums = {0}
    for value in values:
        sums |= {total + value for total in sums if total + value <= wanted}
        if len(sums) > _MOST_SUMS:
            return False
    return wanted not in sums


def _is_same_part(part: Figure, item: Part) -> bool:
    """The same number for a place whose one name holds the other ("Wren", "Wren County")."""
    if part.stated != item.amount or not part.place or not item.name:
        return False
    one, other = part.place.lower().removeprefix("the "), item.name.lower().removeprefix("the ")
    return one in other or other in one
