"""When a document was written, by its own text: bylines, what is told as past, and what could not be said later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from onrecord.intervals import DateInterval
from onrecord.mentions.dating import find_document_date, pack_context
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.packs import Pack, StatedCount

YEAR = DateInterval(date(2011, 1, 1), date(2011, 12, 31))


def document_of(text: str) -> Document:
    source = Source(path="a.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    return Document(id="d-1", source=source, kind="text", text=text)


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, str] | None
    context: DateInterval | None = None


CASES = (
    Case("byline", "By Ada Quill | March 3, 2011\n\nThe council met.", ("2011-03-03", "2011-03-03")),
    Case("posted_line", "Posted on 3/14/2011\nThe council met.", ("2011-03-14", "2011-03-14")),
    Case("date_in_a_sentence_is_no_byline", "The council met on March 3, 2011 and then went home.", None),
    Case(
        "this_year_beside_a_dated_month",
        "Mails of earlier this year show it. The sweeps began in February 2011.",
        ("2011-02-01", "2011-12-31"),
    ),
    Case(
        "day_without_year_bounds_both_sides",
        "On June 22, the mayor wrote to them.",
        ("2011-06-24", "2012-05-21"),
        YEAR,
    ),
    Case(
        "last_week_told_before_a_day",
        "Last week the mayor announced a plan. On June 22, the mayor delayed it.",
        ("2011-06-24", "2011-07-03"),
        YEAR,
    ),
    Case("nothing_dated", "The council met and went home.", None),
    Case("year_alone_gives_no_end", "The council met in February 2011.", None),
    Case("what_is_ahead_is_no_evidence", "The council will meet on June 22.", None, YEAR),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_dates_a_document_by_its_text(case: Case) -> None:
    """The interval is what the text allows on both sides, with its basis in words; else there is none."""
    found = find_document_date(document_of(case.text), context=case.context)
    assert (found and (str(found.value.earliest), str(found.value.latest))) == case.expected
    assert found is None or found.basis


def test_pack_gives_the_year_of_its_operation() -> None:
    """A text that tells a published count, what it counts and by whom gets the calendar year of that operation."""
    count = StatedCount(
        operation="Clean Harbor", counted="people arrested", place=None, value=512, as_stated="512", by="Harbor Agency",
        period=DateInterval(date(2011, 4, 3), date(2011, 4, 6)), source="a release",
    )  # fmt: skip
    assert pack_context("The Harbor Agency arrested 512 people.", Pack(counts=(count,))) == YEAR
    assert pack_context("The Harbor Agency bought 512 chairs.", Pack(counts=(count,))) is None
