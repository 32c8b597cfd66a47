"""Lists that name their parts and give each a number: "Wren (28), Orr County (30)", or a line for each, "Wren: 28".

In: a text with its figures. Out: `ListedParts`, the names with their figures, and the figure that is their total where the
text states one. Nothing says that such a list is complete; only its sum can say so, by coming to a number that the text
states too. Trap: a name may hold a comma ("Orr County, Illinois"), so an item reaches from the end of the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.checks.figure_sentences import FigureText
from onrecord.model.mentions import Figure

LEAST_PARTS = 3
LEAST_WHOLE = 100  # a smaller sum comes out by accident

_REACH = 64  # characters before a number in which the name of its item stands
_NOUN = r"(?: [a-z]+){0,2}"
_LINE_END = r"(?= *(?:\n|\r|\Z))"
_FORMS = (
    # the name before a bracket: "Wren County, Illinois (30)", "Wren (28 arrests)"
    ("bracket", re.compile(r"\s?\(\Z"), re.compile(r"(?:\s[a-z]+){0,2}\)")),
    # the name before a colon, a dash or in a cell: "Wren: 28", "- Wren – 28 arrests"
    ("line", re.compile(r"(?:: ?| [–—-] ?|\t+)\Z"), re.compile(rf"{_NOUN}(?:(?= *[;,.])|{_LINE_END})")),
    # a line of name and number, as rows of a printed table come out of a PDF: "Wren 28"
    ("row", re.compile(r" +\Z"), re.compile(rf"{_NOUN}{_LINE_END}")),
)
# the place behind the number: "28 in Wren, 30 people in Orr County and"
_IN_PLACE_RE = re.compile(r"(?:\s[a-z]+){0,2}\s(?:in|from|at)\s(?:the\s)?")
# what stands between two items, before the name: ", ", "; and ", a new line with or without a bullet
_SEPARATOR_RE = re.compile(r"(?:[,;]? +and +|[,;] *|[,;.]? *(?:\r?\n)+[ \t]*(?:[-–•*·] ?)?)(?:the )?")
_NAME_RE = re.compile(r"[A-Z][^\n\r\t;:()]{1,56}\Z")
# the name of a first item, behind the last break: "locations: Wren (28)"
_FIRST_NAME_RE = re.compile(
    r"(?:\A|[\n\r:;,.•*·]|[-–] | (?:in|were|are|and) )[ \t]*(?:the )?(?P<name>[A-Z][^\n\r\t;:()]{1,56}\Z)"
)
_LINE_NAME_RE = re.compile(r"(?:\A|[\n\r])[ \t]*(?:[-–•*·] ?)?(?P<name>[A-Z][^\n\r\t;:()]{1,56}\Z)")
_TOTAL_NAME_RE = re.compile(r"(?:grand |over)?(?:total|all)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedParts:
    """The items of one list in order, each a name with its figure, and their total where the text states it."""

    items: tuple[tuple[str, Figure], ...]
    whole: Figure | None

    @property
    def total(self) -> Fraction:
        """What the items come to."""
        return sum((figure.stated or Fraction(0) for _, figure in self.items), Fraction(0))


@dataclass(frozen=True, slots=True)
class _Item:
    """`end` is where the item ends in the text; `goes_on` is True where it follows upon the item before it."""

    form: str
    name: str
    figure: Figure
    end: int
    goes_on: bool


def find_listed_parts(text: FigureText) -> Iterator[ListedParts]:
    """The lists of named parts of a text, in order; those of fewer than three parts are none."""
    stated: dict[Fraction, list[Figure]] = {}
    for figure in text.figures:
        if figure.kind == "count" and figure.approx == "exact" and figure.stated is not None:
            stated.setdefault(figure.stated, []).append(figure)
    run: list[_Item] = []
    names: set[str] = set()
    for figure in text.figures:
        item = _read_item(text.document.text, figure, run[-1] if run else None)
        if item is None or not item.goes_on or item.name in names:
            yield from _close(run, stated)
            run, names = [], set()
        if item is not None:
            run.append(item)
            names.add(item.name)
    yield from _close(run, stated)


def _read_item(text: str, figure: Figure, last: _Item | None) -> _Item | None:
    if figure.kind != "count" or figure.approx != "exact" or figure.stated is None or figure.flags:
        return None
    start, end = figure.span.start, figure.span.end
    place = _place_behind(text, figure)
    if place is not None:
        gap = text[last.end : start] if last is not None and last.form == "in" and start - last.end <= _REACH else ""
        return _Item("in", figure.place or "", figure, place.end(), _SEPARATOR_RE.fullmatch(_unwrapped(gap)) is not None)
    before = text[max(0, start - _REACH) : start]
    for form, opens, closes in _FORMS:
        opening, closing = opens.search(before), closes.match(text, end)
        if opening is None or closing is None:
            continue
        if last is not None and last.form == form and start - last.end <= _REACH:
            between = text[last.end : start - len(opening.group())]
            between = _unwrapped(between) if form == "bracket" else between
            separator = _SEPARATOR_RE.match(between)
            name = _NAME_RE.match(between, separator.end()) if separator else None
            if name is not None and (form != "row" or "\n" in between):
                return _Item(form, name.group().strip(), figure, closing.end(), goes_on=True)
        first = (_LINE_NAME_RE if form == "row" else _FIRST_NAME_RE).search(before[: opening.start()])
        if first is not None:
            return _Item(form, first["name"].strip(), figure, closing.end(), goes_on=False)
    return None


def _place_behind(text: str, figure: Figure) -> re.Match[str] | None:
    """The place of a figure where it stands right behind it: "28 people in Wren"."""
    behind = _IN_PLACE_RE.match(text, figure.span.end) if figure.place else None
    if behind is None:
        return None
    return re.compile(r"\s+".join(map(re.escape, (figure.place or "").split()))).match(text, behind.end())


def _unwrapped(text: str) -> str:
    """A stretch between two items of a running list on one line, blanks at its ends kept."""
    return re.sub(r"[ \t]*\r?\n[ \t]*", " ", text)


def _close(run: Sequence[_Item], stated: Mapping[Fraction, Sequence[Figure]]) -> Iterator[ListedParts]:
    """The list of a run of items. `stated` are the exact counts of the text by their number."""
    parts = [item for item in run if not _TOTAL_NAME_RE.match(item.name)]
    if len(parts) < LEAST_PARTS:
        return
    listed = ListedParts(tuple((item.name, item.figure) for item in parts), None)
    own = {item.figure.id for item in parts}
    totals = [item.figure for item in run if item.figure.id not in own and item.figure.stated == listed.total]
    others = (figure for figure in stated.get(listed.total, ()) if figure.id not in own)
    yield ListedParts(listed.items, next(iter(totals), None) or next(others, None))
