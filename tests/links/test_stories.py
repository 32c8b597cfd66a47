"""Which documents tell the same events."""

from __future__ import annotations

import json
import os
import random
from datetime import date
from pathlib import Path

import pytest

from onrecord.intervals import DateInterval
from onrecord.links.stories import link_stories
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source

FERRY = [
    "The ferry Northern Heron ran aground on Gull Bank on Tuesday night with forty passengers aboard. Captain Ada Lorne said "
    "fog had "
    "hidden the marker buoy. The harbor board opened an inquiry into the grounding and the missing buoy.",
    "Forty passengers spent a night on Gull Bank after the ferry Northern Heron went aground in fog, the harbor board said. "
    "Ada Lorne, the "
    "captain, told the inquiry that a marker buoy was missing.",
    "An inquiry into the grounding of the Northern Heron on Gull Bank heard that a marker buoy had drifted weeks before. "
    "Captain Ada Lorne "
    "blamed the harbor board.",
]
OTHER = [
    "The harbor board raised mooring fees for the second year. Fishermen at the board meeting called the fees unfair and "
    "walked out "
    "before the vote, which passed by four to three.",
    "A bakery on Mill Street won the county prize for rye bread. The baker said the secret was patience and a cold cellar, "
    "and that he "
    "would spend the prize money on a second oven.",
]


def part(name: str, text: str, *, day: date | None = None, pile: Pile = Pile.COVERAGE) -> DocumentRecords:
    published = DateInterval.on(day) if day else None
    source = Source(path=name, sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=pile, published=published)
    return DocumentRecords(document=Document(id=name, source=source, kind="text", text=text))


def groups(parts: list[DocumentRecords]) -> list[tuple[str, ...]]:
    return sorted(story.document_ids for story in link_stories(tuple(parts)))


def case() -> list[DocumentRecords]:
    return [part(f"f{n}", text) for n, text in enumerate(FERRY)] + [part(f"o{n}", text) for n, text in enumerate(OTHER)]


def test_retellings_are_one_story() -> None:
    """Three tellings of one grounding are one story; the same board's fees and a bakery stand alone."""
    assert groups(case()) == [("f0", "f1", "f2"), ("o0",), ("o1",)]


def test_order_of_input_changes_nothing() -> None:
    """The same stories with the same ids come from any order of the documents."""
    shuffled = case()
    random.Random(4).shuffle(shuffled)
    assert link_stories(tuple(shuffled)) == link_stories(tuple(case()))


def test_far_days_are_two_stories() -> None:
    """Alike texts a year apart tell two events; a reprint is the same story whatever its day."""
    first, second = part("f0", FERRY[0], day=date(2020, 3, 2)), part("f1", FERRY[1], day=date(2021, 3, 2))
    assert groups([first, second]) == [("f0",), ("f1",)]
    assert groups([first, part("f9", FERRY[0] + " Reprinted.", day=date(2021, 3, 2))]) == [("f0", "f9")]


def test_only_coverage_has_stories() -> None:
    """Records and tables belong to no story, and an empty case has none."""
    assert link_stories(()) == ()
    assert groups([part("m", FERRY[0], pile=Pile.RECORDS), part("e", "")]) == [("e",)]


def test_many_documents_share_a_word_that_proposes_no_pair() -> None:
    """A hundred documents with one common phrase and nothing else in common stay a hundred stories."""
    draw = random.Random(7)
    letters = "bcdfghklmnprst"
    parts = []
    for number in range(100):
        words = ["".join(draw.choice(letters) + draw.choice("aeiou") for _ in range(3)) for _ in range(60)]
        parts.append(part(f"d{number:03}", "The harbor board met. " + " ".join(words)))
    assert len(groups(parts)) == 100


@pytest.mark.gold
def test_given_articles_group_as_marked() -> None:
    """The five given articles fall into the three marked stories."""
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2].parent / "shared"))
    if not (shared / "gold" / "seeds_gold.json").exists():
        pytest.skip("the given articles are not here")
    gold = json.loads((shared / "gold" / "seeds_gold.json").read_text(encoding="utf-8"))
    marked: dict[str, list[str]] = {}
    for row in gold["documents"]:
        marked.setdefault(row["story"], []).append(row["file"])
    parts = [part(path.name, path.read_bytes().decode("utf-8")) for path in sorted((shared / "seeds").glob("*.txt"))]
    assert groups(parts) == sorted(tuple(sorted(members)) for members in marked.values())
