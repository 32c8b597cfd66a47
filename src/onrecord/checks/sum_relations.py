"""Which figures are said to add up: parts and totals, the remainder, "an additional 66", running totals.

In: framed sentences. Out: `Relation`s of kind sum and running. Trap: categories overlap ("12 speak Spanish and 8 speak
French" of 15 is no error), so a sum may only fail where the words cut the whole into parts: by place, by sex or age, by "the
remaining", or by "a total of".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from onrecord.checks.figure_relations import (
    NP_LONG,
    PART,
    WHOLE,
    Relation,
    is_amount,
    marked_figure,
    only_count_before,
    same_kind,
)
from onrecord.checks.figure_sentences import MARK_RE, FigureSentence, FigureText
from onrecord.model.mentions import Figure

# one item of a list: "101 in Los Angeles County", "40 women", "and an additional 66 people in other counties"
_ITEM = r"(?:an additional |another |the remaining |the other |about )?⟦\d+⟧[^⟦⟧:;.()]{0,70}?"
_ITEMS = rf"{_ITEM}(?:(?:,|;)? and |, |; ){_ITEM}(?:(?:(?:,|;)? and |, |; ){_ITEM}){{0,30}}"
# as in "167 people: 101 in Wren County and 66 in Orr County."
_TOTAL_LIST_RE = re.compile(
    rf"{WHOLE}(?P<noun>[^⟦⟧.;:()]{{0,60}}?)(?::| —| –| --| -) ?(?P<items>{_ITEMS})(?:[.;)]|$| —| –| --)"
)
# as in "a total of 167 people, 101 in Wren County and 66 in Orr County"
_A_TOTAL_LIST_RE = re.compile(rf"\b[Aa] total of {WHOLE}(?P<noun>[^⟦⟧.;:()]{{0,60}}?), (?P<items>{_ITEMS})(?:[.;)]|$)")
# as in "were made in three districts:": what is counted are the areas of the list that follows
_AREAS_BEFORE_RE = re.compile(r"\b(?:in|across|among|from|over|at) (?:all |only |just |the )?\Z")
# as in "101 men and 66 women, a total of 167", "for a total of 167", "or 167 in all"
_LIST_TOTAL_RE = re.compile(
    rf"(?P<items>{_ITEMS})(?:,|\s—|\s–)? ?(?:(?:for |making |giving |that is )?an? (?:combined |overall "
    rf"|grand )?total of {WHOLE}"
    rf"|(?:or |that is |making )?⟦(?P<whole2>\d+)⟧[^⟦⟧.;:()]{{0,30}}? (?:in all|altogether|in total|all told|combined)\b)"
)
# as in "Of the 498 people", "12 of the 40", "out of 40": what follows is a whole
_WHOLE_BEFORE_RE = re.compile(r"\b(?:[Oo]f|[Aa]mong) (?:(?:the|those|these|its|their|all|nearly|about|some|roughly) ){0,2}\Z")
# as in "Of the 40 sailors, 12 drowned and the remaining 28 swam"
_OF_REMAINING_RE = re.compile(
    rf"\b[Oo]f (?:the |those |these |its |their |all )?{WHOLE}(?P<rest>[^.;:]{{0,240}}?(?:remaining|other|rest,) ⟦\d+⟧)"
)
# as in "12 of the 40 sailors drowned; the remaining 28 swam", "... and the other 28"
_PART_REMAINING_RE = re.compile(
    rf"{PART} of (?:the |those |its |their ){WHOLE}(?P<rest>[^.:]{{0,200}}?\bthe (?:remaining|other) ⟦\d+⟧)"
)
# as in "Of those, 12 drowned and the remaining 28 swam"
_THOSE_REMAINING_RE = re.compile(r"^(?:Of|Among) (?:those|these|them)(?P<rest>[^.:]{0,240}?\b(?:remaining|other) ⟦\d+⟧)")
# as in "60 percent drowned and the remaining 40 percent swam": parts of a hundred
_SHARES_REMAINING_RE = re.compile(r"^(?P<rest>[^.:]{0,240}?\bthe (?:remaining|other) ⟦\d+⟧)")
_MORE_SPECIFICALLY_RE = re.compile(
    r"^(?:More specifically|Specifically|That includes|They include|This includes|These include|Of (?:those|these|them)"
    r"|Among them)\b"
)
# what follows the number of a part that is cut out by place, or by sex or age
_BY_PLACE_RE = re.compile(
    r"⟧(?: [a-z-]+){0,4}? (?:in|from|at|across|on) (?:[A-Z⟦]|the (?:[A-Z]|north|south|east|west|city|county|suburbs"
    r"|capital)|other (?:counties|cities|states|areas|places|parts))"
)
_BY_SEX_RE = re.compile(
    r"⟧ (?:(?:adult|young|white|black|old)[ ])?(?:men|women|boys|girls|children|adults|minors|males|females|juveniles"
    r"|infants)\b"
)


def _parts(text: FigureText, items: str) -> tuple[Figure, ...]:
    return tuple(text.figures[int(number)] for number in MARK_RE.findall(items))


def _cut_apart(items: str) -> bool:
    """True where every item is cut out by place, or every one by sex or age, or the last is the remainder."""
    n_items = len(MARK_RE.findall(items))
    return (
        len(_BY_PLACE_RE.findall(items)) == n_items or len(_BY_SEX_RE.findall(items)) == n_items or "the remaining ⟦" in items
    )


def _is_sum(parts: tuple[Figure, ...], whole: Figure) -> bool:
    return (
        len(parts) > 1
        and whole not in parts
        and is_amount(whole)
        and all(is_amount(part) and same_kind(part, whole) for part in parts)
    )


def find_sums(text: FigureText, sentence: FigureSentence) -> Iterator[Relation]:
    """The sums that the wording of a sentence claims."""
    frame = sentence.frame
    for pattern, always in ((_TOTAL_LIST_RE, False), (_A_TOTAL_LIST_RE, False), (_LIST_TOTAL_RE, True)):
        for match in pattern.finditer(frame):
            whole = text.figures[int(match["whole"] or match.groupdict().get("whole2") or 0)]
            parts = _parts(text, match["items"])
            if always:
                parts = _own_parts(frame[: match.end("items")], match.start("items"), parts, whole)
            if _numbers_the_list(frame[: match.start()], whole, parts):
                before = _total_before(sentence, whole, parts)
                if before is None:
                    continue
                whole = before
            if _is_sum(parts, whole) and _complete(match["items"]):
                yield Relation("sum", parts, whole, strict=always or _cut_apart(match["items"] + " "))
    yield from _remainders(text, sentence)
    yield from _additions(text, sentence)
    yield from _running(text, sentence)


def _own_parts(frame: str, start: int, parts: tuple[Figure, ...], whole: Figure) -> tuple[Figure, ...]:
    """The parts of a list whose total comes last: nothing says where such a list begins, and the sentence may name a larger
    whole before it, as in "Of the 498 people, 101 were met in Wren and 66 in Orr, a total of 167"."""
    marks = list(MARK_RE.finditer(frame, start))
    first = 0
    for place, (mark, part) in enumerate(zip(marks, parts, strict=True)):
        is_larger = part.stated is not None and whole.stated is not None and part.stated > whole.stated
        if is_larger or _WHOLE_BEFORE_RE.search(frame, max(0, mark.start() - 30), mark.start()):
            first = place + 1
    for place in range(first, len(parts) - 1):
        if sum((part.stated or Fraction(0) for part in parts[place:]), Fraction(0)) == whole.stated:
            return parts[place:]
    return parts[first:]


def _numbers_the_list(before: str, whole: Figure, parts: tuple[Figure, ...]) -> bool:
    """ "in three districts: 52 in Wren, 41 in Orr and 37 in Tull": the number counts the items, and is no total of them."""
    values = [part.stated or Fraction(0) for part in parts]
    if whole.stated in (None, sum(values)):
        return False
    areas = _AREAS_BEFORE_RE.search(before) is not None
    return whole.stated == len(parts) or (areas and whole.stated < max(values))


def _total_before(sentence: FigureSentence, whole: Figure, parts: tuple[Figure, ...]) -> Figure | None:
    """The one count of a thing before the number of items in its sentence, of the items' noun where they have one."""
    nouns = {part.unit for part in parts} - {None}
    counts = [
        figure
        for figure in sentence.figures
        if figure.span.end <= whole.span.start and figure.kind == "count" and is_amount(figure) and figure.unit is not None
    ]
    return counts[0] if len(counts) == 1 and nouns <= {counts[0].unit} else None


def _complete(items: str) -> bool:
    """A list closes with "and": without it the writer may have stopped anywhere."""
    last = items.rindex("⟦")
    return (
        items[:last]
        .rstrip()
        .endswith(("and", "and an additional", "and another", "and the remaining", "and the other", "and about"))
    )


def _remainders(text: FigureText, sentence: FigureSentence) -> Iterator[Relation]:
    frame = sentence.frame
    match = _OF_REMAINING_RE.search(frame)
    if match:
        parts, whole = _parts(text, match["rest"]), marked_figure(text, match, "whole")
        if _is_sum(parts, whole):
            yield Relation("sum", parts, whole, word="remaining")
            return
    match = _PART_REMAINING_RE.search(frame)
    if match:
        parts, whole = (marked_figure(text, match, "part"), *_parts(text, match["rest"])), marked_figure(text, match, "whole")
        if _is_sum(parts, whole):
            yield Relation("sum", parts, whole, word="remaining")
            return
    match = _THOSE_REMAINING_RE.search(frame)
    before = only_count_before(text, sentence) if match else None
    if match and before is not None:
        parts = _parts(text, match["rest"])
        if _is_sum(parts, before):
            yield Relation("sum", parts, before, word="remaining")
            return
    match = _SHARES_REMAINING_RE.search(frame)
    if match:
        parts = _parts(text, match["rest"])
        if len(parts) > 1 and all(
            part.kind == "share" and part.unit == "percent" and "points" not in part.flags for part in parts
        ):
            yield Relation("sum", parts, None, word="remaining")


def _additions(text: FigureText, sentence: FigureSentence) -> Iterator[Relation]:
    """ "101 people in Wren County and an additional 66 people elsewhere" beside a total just named."""
    for first, second in zip(sentence.figures, sentence.figures[1:], strict=False):
        if "additional" not in second.flags or first.unit is None or first.unit != second.unit:
            continue
        if not (is_amount(first) and is_amount(second)):
            continue
        wholes = [
            figure
            for other in text.near(sentence, 2)
            for figure in other.figures
            if is_amount(figure) and figure.unit == first.unit and figure.approx == "exact"
        ]
        right = [whole for whole in wholes if whole.stated == (first.stated or 0) + (second.stated or 0)]
        if right:
            yield Relation("sum", (first, second), right[0])
        elif _MORE_SPECIFICALLY_RE.search(sentence.frame) and len(wholes) == 1:
            yield Relation("sum", (first, second), wholes[0])


# as in "12 more sailors drowned, bringing the total to 52"
_RUNNING_RE = re.compile(
    rf"⟦(?P<more>\d+)⟧{NP_LONG}\b(?:bringing|brings|brought|raising|raised|raises|pushing|taking) (?:the|its|their|his"
    rf"|her) (?:[a-z]+ ){{0,3}}?"
    rf"(?:total|number|toll|count|tally)(?P<noun>[^⟦⟧.;:]{{0,40}}?) (?:from ⟦(?P<old>\d+)⟧ )?to {WHOLE}"
)
_SO_FAR_RE = re.compile(
    r"\b(?:so far|already|until then|had been|had reached|had counted|total|tally|toll|earlier|previously|before)\b",
    re.IGNORECASE,
)


def _running(text: FigureText, sentence: FigureSentence) -> Iterator[Relation]:
    match = _RUNNING_RE.search(sentence.frame)
    if match is None:
        return
    more, whole = marked_figure(text, match, "more"), marked_figure(text, match, "whole")
    if match["old"]:
        old: Figure | None = text.figures[int(match["old"])]
    else:
        before = text.near(sentence, 1)
        old = only_count_before(text, sentence) if before and _SO_FAR_RE.search(before[0].frame) else None
    if old is not None and _is_sum((old, more), whole):
        yield Relation("running", (old, more), whole)
