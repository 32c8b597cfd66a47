"""Lists of named parts: how releases write them, what they come to, and what a part outside them is told."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.checks.arithmetic import check_arithmetic
from onrecord.checks.figure_sentences import frame_figures
from onrecord.checks.listed_parts import find_listed_parts
from onrecord.mentions.figures import find_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import MentionRecords


def part_of(at: int, text: str) -> DocumentRecords:
    source = Source(path=f"{at}.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id=f"d-{at}", source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(figures=find_figures(document, ())))


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[tuple[tuple[str, ...], int, str | None], ...]  # names, what they come to, the total as written


CASES = (
    Case(
        "brackets",
        "They met 121 sailors at these ports: Wren (28), Orr County, Tullia (30) and Dorn, T.C. (63).",
        ((("Wren", "Orr County, Tullia", "Dorn, T.C."), 121, "121"),),
    ),
    Case(
        "brackets over broken lines",
        "They met 121 sailors at these ports: Wren\n(28), Orr\nCounty, Tullia (30) and\nDorn, T.C. (63).",
        ((("Wren", "Orr County, Tullia", "Dorn, T.C."), 121, "121"),),
    ),
    Case(
        "places over broken lines",
        "Of those met there were 28 in Wren, 30 in Orr County, and 63 sailors\nin Dorn.",
        ((("Wren", "Orr County", "Dorn"), 121, None),),
    ),
    Case(
        "brackets with a noun",
        "Sailors by port: Wren (28 sailors); Orr (30 sailors); Dorn (63 sailors).",
        ((("Wren", "Orr", "Dorn"), 121, None),),
    ),
    Case("lines", "Sailors by port\n\nWren: 28\nOrr County: 30\nDorn: 63\n", ((("Wren", "Orr County", "Dorn"), 121, None),)),
    Case("bullets", "By port:\n- Wren – 28\n- Orr – 30\n- Dorn – 63\n", ((("Wren", "Orr", "Dorn"), 121, None),)),
    Case("cells", "Port\tSailors\nWren\t28\nOrr\t30\nDorn\t63\n", ((("Wren", "Orr", "Dorn"), 121, None),)),
    Case("a printed table", "Sailors met\nWren 28\nOrr County 30\nDorn 63\n", ((("Wren", "Orr County", "Dorn"), 121, None),)),
    Case(
        "a line for the total",
        "Wren: 28\nOrr: 30\nDorn: 63\nTotal: 121\n",
        ((("Wren", "Orr", "Dorn"), 121, "121"),),
    ),
    Case(
        "numbers before the places",
        "Of those met there were 28 in Wren, 30 in Orr County, and 63 in Dorn.",
        ((("Wren", "Orr County", "Dorn"), 121, None),),
    ),
    Case(
        "a second list begins where a name comes again",
        "Wren: 28\nOrr: 30\nDorn: 63\n\nWren: 8\nOrr: 3\nDorn: 6\n",
        ((("Wren", "Orr", "Dorn"), 121, None), (("Wren", "Orr", "Dorn"), 17, None)),
    ),
    Case("two are no list", "They met sailors at Wren (28) and Orr (30).", ()),
    Case("ages are no parts", "Ann Orr (28 years old) met Bo Tull, 30, and some 12 others in Dorn.", ()),
    Case("prose between", "Wren (28) lies in the north. The fair drew Orr (30), who had sung there. Later Dorn (63) sang.", ()),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_lists_of_named_parts(case: Case) -> None:
    """Each text has exactly these lists, with the total that it states."""
    part = part_of(0, case.text)
    found = find_listed_parts(frame_figures(part.document, part.mentions.figures))
    shown = [(tuple(n for n, _ in one.items), int(one.total), one.whole.text if one.whole else None) for one in found]
    assert tuple(shown) == case.expected


RELEASE = (
    "HARBOR OFFICE MEETS 498 SAILORS\n\nThe office met 498 sailors in a four-day count.\n\nSailors were met at the following "
    "ports: Balt (28), Cade (30), Dorn (63), Wren (101), Ley (45), Tull (107), Port Orr (33), Sant (27), Wash (14), and "
    "Marsh (50).\n"
)
STORY = (
    "Of the count, 167 of the 498 sailors were met in the south. More specifically, the office met 101 sailors in Wren County "
    "and an additional {more} sailors in other counties."
)


def codes_of(*texts: str) -> list[tuple[str, str]]:
    case = CaseRecords(parts=tuple(part_of(at, text) for at, text in enumerate(texts)))
    return [(one.code, str(one.outcome)) for one in check_arithmetic(case)]


def test_a_part_that_a_list_in_brackets_leaves_out() -> None:
    """The list comes to the total, and no ports beside Wren make the 66; both texts are cited."""
    assert codes_of(RELEASE) == [("F201", "holds")]
    assert ("F209", "fails") in codes_of(RELEASE, STORY.format(more=66))


def test_a_part_that_some_ports_make_is_left_alone() -> None:
    """77 is 63 and 14: nothing says that it lies outside the list."""
    assert "F209" not in [code for code, _ in codes_of(RELEASE, STORY.format(more=77))]


def test_a_list_that_comes_to_another_number_says_nothing() -> None:
    """A list that is not complete, or of another count, is never said to be wrong."""
    assert codes_of(RELEASE.replace("(28)", "(29)")) == []
    assert "F209" not in [code for code, _ in codes_of(RELEASE.replace("(28)", "(29)"), STORY.format(more=66))]


def test_many_lists_of_one_document_are_one_witness() -> None:
    """A part that a hundred lists of one document leave out is said once, by the first of them."""
    lists = "".join(f"Wren: 101\nOrr: 297\nDorn {at}: 100\n\n" for at in range(100))
    assert codes_of(lists, STORY.format(more=66)).count(("F209", "fails")) == 1
