"""Agreement across the texts of one story: figures that disagree (F205), grow or blur (F206), or rest on other words (F207).

In: a case with its stories. Out: findings. Two figures agree where some number satisfies both, and then nothing is said:
680 and "hundreds" agree. A number copied by several outlets counts once: a finding shows each distinct value with one place
a text. Operations of different months are different counts; a story groups texts that tell the same events.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from onrecord.checks.agreement_rules import DISAGREE, ESCALATION
from onrecord.checks.complements import check_complements, may_speak_of_rest, wholes_of_rests
from onrecord.checks.definitions import check_definitions
from onrecord.checks.figure_sentences import FigureText, frame_figures
from onrecord.checks.registry import finding
from onrecord.checks.shares_between import check_shares_between, wholes_of_shares
from onrecord.checks.story_figures import StoryFigure, count_the_same, differing_slot, story_figures, story_parts
from onrecord.checks.value_arithmetic import shown_interval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import Figure

_NEAR_CHARS = 24  # between a figure and what it counts: "dozens of the", "120 or more"
_LEAST_COUNT = 3  # "one man" and "two men" of two sentences are two sentences, not two counts of one thing
_LEAST_SHARED = 2  # words of a vague quantity's phrase that both texts use beside the noun


class _Holders:
    """The documents of a case by the numbers that they hold, looked through once where a story asks."""

    def __init__(self, case: CaseRecords) -> None:
        self._parts = case.parts

    @cached_property
    def _by_number(self) -> Mapping[Fraction, Sequence[int]]:
        found: dict[Fraction, dict[int, None]] = {}
        for at, part in enumerate(self._parts):
            for figure in part.mentions.figures:
                if figure.stated is not None and figure.kind == "count":
                    found.setdefault(figure.stated, {})[at] = None
        return {number: tuple(places) for number, places in found.items()}

    def texts_with(self, wholes: frozenset[Fraction], is_asked: Callable[[DocumentRecords], bool]) -> list[FigureText]:
        """The documents among those asked for that hold one of these numbers; none where none is named."""
        places = sorted({at for whole in wholes for at in self._by_number.get(whole, ())})
        asked = [part for part in (self._parts[at] for at in places) if is_asked(part)]
        return [frame_figures(part.document, part.mentions.figures) for part in asked]


def check_agreement(case: CaseRecords) -> tuple[Finding, ...]:
    """The findings that two or more texts of one story give together."""
    found: list[Finding] = []
    holders = _Holders(case)
    for members in story_parts(case):
        if len(members) > 1:
            found.extend(_between_texts(holders, story_figures(members)))
        elif any(may_speak_of_rest(part.document.text) for part in members):
            found.extend(_rests(holders, story_figures(members)))
    found.extend(check_definitions(case))
    seen: dict[str, Finding] = {}
    for one in found:
        seen.setdefault(one.id, one)
    return tuple(seen.values())


def _between_texts(holders: _Holders, figures: Sequence[StoryFigure]) -> Iterator[Finding]:
    yield from _disagreements(figures)
    yield from _escalations(figures)
    yield from _rests(holders, figures)
    texts = tuple({one.text.document.id: one.text for one in figures}.values())
    records = holders.texts_with(wholes_of_shares(texts), lambda part: part.document.source.pile is Pile.RECORDS)
    yield from check_shares_between(texts, records)


def _rests(holders: _Holders, figures: Sequence[StoryFigure]) -> Iterator[Finding]:
    own = {one.text.document.id for one in figures}
    others = holders.texts_with(wholes_of_rests(figures), lambda part: part.document.id not in own)
    yield from check_complements(figures, others)


def _disagreements(figures: Sequence[StoryFigure]) -> Iterator[Finding]:
    exact = [one for one in figures if _is_comparable(one.figure)]
    shown: set[tuple[str, ...]] = set()
    for at, one in enumerate(exact):
        others = [other for other in exact[at + 1 :] if count_the_same(one, other)]
        apart = [other for other in others if not one.figure.value.intersects(other.figure.value)]
        if not apart or len(apart) < len(others):
            continue  # where the other text also has a number that agrees, the two numbers are two things
        for other in _first_of_each_value(apart):
            key = tuple(sorted((one.figure.text, other.figure.text, one.figure.unit or "")))
            if key not in shown:
                shown.add(key)
                yield _disagreement(one, other)


def _first_of_each_value(figures: Sequence[StoryFigure]) -> list[StoryFigure]:
    """One place for a number that several texts copy."""
    first: dict[str, StoryFigure] = {}
    for one in figures:
        first.setdefault(str(one.figure.value), one)
    return list(first.values())


def _is_comparable(figure: Figure) -> bool:
    return figure.stated is not None and figure.stated >= _LEAST_COUNT and figure.kind in ("count", "money", "share")


def _disagreement(one: StoryFigure, other: StoryFigure) -> Finding:
    a, b = one.figure, other.figure
    slot = differing_slot(a, b)
    both = f'"{_printed(one)}" and "{_printed(other)}"'
    working = f"{shown_interval(a.value)} against {shown_interval(b.value)}"
    if slot is not None:
        message = f"{both} differ, and so does the {slot}: they may be two counts."
        return finding(
            DISAGREE,
            message=message,
            outcome=Outcome.CANNOT_TELL,
            places=[one.place, other.place],
            working=working,
            severity=Severity.NOTE,
        )
    message = f"The texts give {both} for what their words describe alike; no number satisfies both."
    return finding(DISAGREE, message=message, outcome=Outcome.FAILS, places=[one.place, other.place], working=working)


def _printed(one: StoryFigure) -> str:
    """A figure and what it counts as the text prints them; the figure alone where something else stands between."""
    figure, text = one.figure, one.text.document.text
    counted = re.compile(r"\s+".join(map(re.escape, (figure.counted or "").split())), re.IGNORECASE)
    found = counted.search(text, figure.span.end, figure.span.end + _NEAR_CHARS + len(figure.counted or ""))
    return " ".join(text[figure.span.start : found.end() if found else figure.span.end].split())


# -- quantities in words --------------------------------------------------------------------------------------------


def _escalations(figures: Sequence[StoryFigure]) -> Iterator[Finding]:
    """One thing said as "dozens", "many", "hundreds": a finding for each thing, with one place a text."""
    vague = [one for one in figures if one.figure.approx == "vague" and one.figure.kind == "count"]
    used: set[str] = set()
    for one in vague:
        if one.figure.id in used:
            continue
        alike = [one, *(other for other in vague if other.figure.id not in used and _says_the_same(one, other))]
        by_text = {other.text.document.id: other for other in reversed(alike)}
        chosen = [other for other in alike if by_text[other.text.document.id] is other]
        if len(chosen) < 2 or len({other.figure.text.lower() for other in chosen}) < 2:
            continue
        used.update(other.figure.id for other in alike)
        yield _escalation(chosen)


def _says_the_same(one: StoryFigure, other: StoryFigure) -> bool:
    """The phrases share two words beside the noun: "who had no criminal history" in both."""
    if one.text.document.id == other.text.document.id:
        return False
    return len(one.phrase & other.phrase) >= _LEAST_SHARED


def _escalation(chosen: Sequence[StoryFigure]) -> Finding:
    possible = all(
        one.figure.value.intersects(other.figure.value) for at, one in enumerate(chosen) for other in chosen[at + 1 :]
    )
    words = ", ".join(f'"{_printed(one)}"' for one in chosen)
    sizes = "; ".join(f"{one.figure.text}: {shown_interval(one.figure.value)}" for one in chosen)
    return finding(
        ESCALATION,
        message=f"The texts give the size of one thing in different words: {words}.",
        outcome=Outcome.CANNOT_TELL if possible else Outcome.FAILS,
        places=[one.place for one in chosen],
        working=sizes,
        severity=Severity.NOTE if possible else Severity.WARNING,
    )
