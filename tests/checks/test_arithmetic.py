"""Arithmetic inside one text: each relation that holds, each that fails, and what must stay unsaid."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.checks.arithmetic import check_arithmetic
from onrecord.mentions.figures import find_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding, Outcome
from onrecord.model.mentions import MentionRecords


def case_of(*texts: str) -> CaseRecords:
    parts = []
    for at, text in enumerate(texts):
        source = Source(path=f"{at}.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
        document = Document(id=f"d-{at}", source=source, kind="text", text=text)
        parts.append(DocumentRecords(document=document, mentions=MentionRecords(figures=find_figures(document, ()))))
    return CaseRecords(parts=tuple(parts))


def findings_of(*texts: str) -> tuple[Finding, ...]:
    return check_arithmetic(case_of(*texts))


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[str, str], ...]  # code, outcome


CASES = (
    Case("parts by place", "They held 167 sailors: 101 in Wren County and 66 in Orr County.", (("F201", "holds"),)),
    Case("parts by place, wrong", "They held 168 sailors: 101 in Wren County and 66 in Orr County.", (("F201", "fails"),)),
    Case(
        "areas counted before their parts, wrong",
        "The 120 arrests were made in three districts: 52 in Northgate, 41 in East Harbor and 37 in Mill Creek.",
        (("F201", "fails"),),
    ),
    Case(
        "areas counted before their parts",
        "The 120 arrests were made in three districts: 52 in Northgate, 41 in East Harbor and 27 in Mill Creek.",
        (("F201", "holds"),),
    ),
    Case("areas and no total", "Boats sank in three towns: 52 in Wren, 41 in Orr and 37 in Tull.", ()),
    Case("areas miscounted and no total", "Boats sank in four towns: 52 in Wren, 41 in Orr and 37 in Tull.", ()),
    Case("total of as many parts", "They lost 2 boats: 1 boat in Wren and 1 boat in Orr.", (("F201", "holds"),)),
    Case("overlapping parts", "The crew has 15 sailors: 12 who speak Dutch and 8 who speak Norse.", ()),
    Case(
        "a larger whole before the list",
        "Of the 498 people met in the raid, 101 were met in Wren and 66 were met in Orr, a total of 167 people.",
        (("F201", "holds"),),
    ),
    Case(
        "parts of a larger whole",
        "They found 101 of the 498 people in Wren and 66 people in Orr, a total of 167 people.",
        (),
    ),
    Case(
        "a larger count before the list",
        "They asked 498 people, met 101 people in Wren and 66 people in Orr, a total of 168 people.",
        (("F201", "fails"),),
    ),
    Case("a total of", "They took in 101 men and 66 women, a total of 168.", (("F201", "fails"),)),
    Case(
        "an additional",
        "In Wren 167 sailors drowned. The log names 101 sailors in Orr and an additional 66 sailors in other towns.",
        (("F201", "holds"),),
    ),
    Case("open total", "More than 680 sailors drowned: 161 in Wren, 235 in Orr and 282 in Tull.", (("F201", "cannot_tell"),)),
    Case("share holds", "Of the 498 sailors, 317, or 64 percent, could swim.", (("F202", "holds"),)),
    Case("share cut off", "In all 167 of the 498 sailors, or 33 percent of the total, drowned.", (("F203", "holds"),)),
    Case("share fails", "In all 317 of the 498 sailors, or 54 percent, could swim.", (("F202", "fails"),)),
    Case("no whole number", "Some 37 percent of 28 sailors could swim.", ()),
    Case("grim", "Exactly 37.2 percent of 28 sailors could swim.", (("F202", "fails"),)),
    Case("list along with", "Wren is one of the three towns along with Orr and Tull.", (("F204", "holds"),)),
    Case("list short", "They visited five towns: Wren, Orr, Tull and Marsh.", (("F204", "fails"),)),
    Case("list open", "They visited ten towns, including Wren, Orr and Tull.", (("F204", "holds"),)),
    Case("bound lost", "At least 498 sailors drowned. The 498 sailors had no boats.", (("F208", "cannot_tell"),)),
    Case("no room", "Rain fell on 52 of the 40 sailors.", (("F209", "fails"),)),
    Case("remaining", "Of the 40 sailors, 12 drowned and the remaining 28 swam.", (("F210", "holds"),)),
    Case("remaining, wrong", "Of the 40 sailors, 12 drowned and the remaining 26 swam.", (("F210", "fails"),)),
    Case("remaining share", "Some 60 percent drowned and the remaining 30 percent swam.", (("F210", "fails"),)),
    Case("change", "The fleet grew from 50 to 60 boats, an increase of 20 percent.", (("F211", "holds"),)),
    Case("change, wrong", "The fleet grew from 50 to 60 boats, an increase of 30 percent.", (("F211", "fails"),)),
    Case("wrong way", "The fleet grew from 60 to 50 boats.", (("F211", "fails"),)),
    Case("percentage points", "Turnout rose 12 percent, from 40 percent to 52 percent.", (("F211", "holds"),)),
    Case("doubled", "The fleet doubled from 50 boats to 60 boats.", (("F211", "fails"),)),
    Case(
        "running total",
        "So far 52 sailors had drowned. Another 12 sailors drowned, bringing the total to 66.",
        (("F212", "fails"),),
    ),
    Case(
        "share of a whole named elsewhere",
        "Guards met 498 sailors in the harbor strike. More than one third of the sailors in the harbor strike had no papers.",
        (("F202", "holds"),),
    ),
    Case(
        "share of a handful",
        "Polls opened in five coastal harbor states. Two thirds of the coastal harbor states voted.",
        (),
    ),
    Case("unrelated shares", "Some 33 percent of boats sank. More than a third of the sailors could swim.", ()),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_arithmetic_of_a_text(case: Case) -> None:
    """Each text gives exactly these findings."""
    assert tuple((found.code, str(found.outcome)) for found in findings_of(case.text)) == case.expected


def test_working_prints_the_feasible_counts() -> None:
    """A share that fails comes with the quotient and the counts that would fit."""
    (found,) = findings_of("In all 317 of the 498 sailors, or 54 percent, could swim.")
    assert found.working == "317 / 498 = 63.65 percent; 54 percent of 498 would be 267 to 273"


def test_the_total_is_the_count_of_the_same_thing() -> None:
    """Areas that are counted before their parts are no total; the count of the thing itself is."""
    (found,) = findings_of("The 120 arrests were made in three districts: 52 in Wren, 41 in Orr and 37 in Tull.")
    assert found.working == "52 + 41 + 37 = 130, not 120"


def test_numbers_that_conflict_only_together() -> None:
    """Two sums, each possible alone, that share a bounded number cannot both be true."""
    text = (
        "More than 50 men and more than 20 women, a total of fewer than 120, were rescued. "
        "The remaining crew was found later. More than 50 men and fewer than 10 boys, a total of fewer than 45, were ill."
    )
    codes = {found.code for found in findings_of(text) if found.outcome is Outcome.FAILS}
    assert codes <= {"F201", "F213"}


def test_part_outside_a_complete_breakdown() -> None:
    """A release divides all 498 by town; a further 66 named elsewhere are the sum of no others."""
    release = (
        "The county arrested 498 people: 107 in Tull, 101 in Wren, 63 in Dorn, 50 in Marsh, 45 in Ley, 33 in Port Orr, "
        "30 in Cade, 28 in Balt, 27 in Sant and 14 in Wash."
    )
    story = (
        "Of the sweep, 167 of the 498 people were arrested in the south. More specifically, officers announced the arrest of "
        "101 people in Wren County and the arrest of an additional 66 people in other counties."
    )
    codes = [(found.code, str(found.outcome), str(found.severity)) for found in findings_of(release, story)]
    assert ("F209", "fails", "warning") in codes
    assert ("F201", "holds", "note") in codes


def test_same_case_gives_the_same_findings() -> None:
    """Findings and their ids depend on the texts alone."""
    text = "Of the 498 sailors, 317, or 54 percent, could swim."
    assert findings_of(text) == findings_of(text)
