"""Figures: which passages are read, and the slots that the sentence fills."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from onrecord.intervals import DateInterval
from onrecord.mentions.dates import find_dates
from onrecord.mentions.figures import find_figures
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import DateMention, Figure, Passage, PassageKind
from onrecord.spans import Span


def document_of(text: str) -> Document:
    source = Source(path="a.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    return Document(id="d-1", source=source, kind="text", text=text)


def figures_of(text: str) -> tuple[Figure, ...]:
    return find_figures(document_of(text), ())


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    unit: str | None
    counted: str | None = None
    of_whom: str | None = None
    place: str | None = None
    asserted_by: str | None = None
    modality: str = "did"


CASES = (
    Case("plural noun", "Rangers caught 12 large brown bears.", "bears", "large brown bears"),
    Case("one thing", "It holds if one letter arrived.", "letter", "letter arrived", modality="planned"),
    Case(
        "relative clause",
        "They met hundreds of sailors who had no licence at all.",
        "sailors",
        "sailors who had no licence at all",
    ),
    Case("country in capitals", "They live in 10 US cities.", "cities", "US cities"),
    Case("place behind", "They held 40 sailors in Port Wren.", "sailors", "sailors in Port Wren", place="Port Wren"),
    Case(
        "according to", "According to the ledger, 40 sailors drowned.", "sailors", "sailors drowned", asserted_by="the ledger"
    ),
    Case(
        "place of saying",
        "Then 40 sailors drowned, the harbour master said in Port Wren.",
        "sailors",
        "sailors drowned",
        asserted_by=None,
    ),
    Case("planned", "The county will hire 40 sailors.", "sailors", "sailors", modality="planned"),
    Case("target", "The goal is 40 sailors.", "sailors", "sailors", modality="target"),
    Case("share of whom", "In all, 40 percent of the sailors drowned.", "percent", "sailors drowned", "sailors drowned"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_slots_of_a_figure(case: Case) -> None:
    """The words beside a number fill its slots."""
    (figure,) = figures_of(case.text)
    assert (figure.unit, figure.place, figure.asserted_by, figure.modality) == (
        case.unit,
        case.place,
        case.asserted_by,
        case.modality,
    )
    assert (figure.counted, figure.of_whom) == (case.counted, case.of_whom)


def test_part_and_whole_are_two_figures() -> None:
    """In "12 of the 40 sailors" the part names its whole."""
    part, whole = figures_of("The storm took 12 of the 40 sailors.")
    assert (part.text, part.of_whom, part.unit) == ("12", "40 sailors", "sailors")
    assert (whole.text, whole.unit) == ("40", "sailors")


def test_many_of_which_counts_the_noun_before() -> None:
    """A number that points back takes the noun of the number before it."""
    _, many = figures_of("The storm led to 680 rescues, many of which took days.")
    assert (many.unit, many.of_whom) == ("rescues", "680 rescues")


def test_only_reporting_passages_are_read() -> None:
    """A title and a link line feed no ledger."""
    text = "MORE: 30 sailors strike\nThe storm took 12 sailors.\n"
    cut = text.index("The")
    passages = tuple(
        Passage(id=f"p-{a}", document_id="d-1", span=Span(a, b), text=text[a:b], found_by="test", kind=kind)
        for a, b, kind in ((0, cut, PassageKind.LINK_LINE), (cut, len(text), PassageKind.REPORTING))
    )
    assert [figure.text for figure in find_figures(document_of(text), passages)] == ["12"]


def test_dates_mask_numbers_and_give_the_period() -> None:
    """A number inside a date is no figure; the date is the period of the figure beside it."""
    text = "On the 9th instant 12 sailors drowned."
    start = text.index("9th instant")
    day = DateInterval.on(date(2017, 5, 9))
    mention = DateMention(
        id="t-1", document_id="d-1", span=Span(start, start + 11), text="9th instant", found_by="test", kind="absolute",
        granularity="day", value=day, rule="test",
    )  # fmt: skip
    (figure,) = find_figures(document_of(text), (), (), (mention,))
    assert (figure.text, figure.period) == ("12", day)


def test_every_figure_stands_where_it_says() -> None:
    """The text of a figure is the text of its span."""
    text = "Nearly 40 percent of 1,200 sailors, or one in three, lost $3-5 million in two weeks."
    for figure in figures_of(text):
        assert text[figure.span.start : figure.span.end] == figure.text


PERIODS = (
    ("from to", "From October 4 to October 9, 2021, rangers caught 12 bears.", date(2021, 10, 4), date(2021, 10, 9)),
    ("behind", "Rangers caught 12 bears from October 4, 2021 through October 9, 2021.", date(2021, 10, 4), date(2021, 10, 9)),
    (
        "between and",
        "Rangers caught 12 bears between October 4, 2021 and October 9, 2021.",
        date(2021, 10, 4),
        date(2021, 10, 9),
    ),
    (
        "two days",
        "Rangers met on October 4, 2021 and caught 12 bears on October 9, 2021.",
        date(2021, 10, 9),
        date(2021, 10, 9),
    ),
)


@pytest.mark.parametrize(("name", "text", "first", "last"), PERIODS, ids=[row[0] for row in PERIODS])
def test_the_period_of_a_figure(name: str, text: str, first: date, last: date) -> None:
    """Two days joined by "from ... to" or "between ... and" are one period."""
    document = document_of(text)
    dates = find_dates(document, (), (), ())
    figure = next(one for one in find_figures(document, (), dates=dates) if one.stated == 12)
    assert figure.period == DateInterval(first, last)


def test_the_last_of_two_clauses() -> None:
    """A clause with a place of its own takes none from the clause before, and a count behind a place is nobody's age."""
    first, second = figures_of("In Wren, 12 sailors drowned; in Orr, 40.")
    assert (first.place, second.place, second.kind) == ("Wren", "Orr", "count")
