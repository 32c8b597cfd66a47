"""The coverage as it stands: set aside, uncredited, taken back, beside conduct, without a baseline, told differently."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checks.coverage import check_coverage
from onrecord.links.citations import link_citations
from onrecord.mentions.figures import find_figures
from onrecord.mentions.passages import find_passages
from onrecord.mentions.people import find_people
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding
from onrecord.model.links import LinkRecords, Story
from onrecord.model.mentions import MentionRecords
from onrecord.model.packs import NamedList, Pack


def read(name: str, text: str) -> DocumentRecords:
    source = Source(path=name, sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id=name, source=source, kind="text", text=text)
    passages = find_passages(document)
    figures = find_figures(document, passages, (), ())
    return DocumentRecords(
        document=document, mentions=MentionRecords(passages=passages, people=find_people(document, passages), figures=figures)
    )


def findings(*texts: str, pack: Pack | None = None) -> list[Finding]:
    parts = tuple(read(f"d{number}", text) for number, text in enumerate(texts))
    stories = (Story(id="s", document_ids=tuple(part.document.id for part in parts), label=""),)
    links = LinkRecords(stories=stories, citations=link_citations(parts, stories, ()))
    return list(check_coverage(CaseRecords(parts=parts, links=links, pack=pack or Pack())))


@dataclass(frozen=True)
class Case:
    name: str
    texts: tuple[str, ...]
    expected: tuple[tuple[str, str], ...]  # code and words that the places hold


TAKEN = (
    "The director released a letter admitting that the plan failed. {} Later the board is explicitly blamed. It met on Monday."
)
CONDUCT = "Officials stated that they are fining solely owners who have unpaid tickets. It rained. {}"
CASES = [
    Case(
        "taken back",
        (TAKEN.format("Though he did not use those words, the message was clear."),),
        (
            ("C803", "Though he did not use those words"),
            ("C803", "admitting that the plan failed"),
            ("C803", "explicitly blamed"),
        ),
    ),
    Case("nothing claimed", ("The director spoke. Though he did not use those words, it was clear. The board met.",), ()),
    Case("quoted words are not the writer's", (TAKEN.format("“Though he did not use those words,” a clerk said."),), ()),
    Case(
        "a statement beside a figure",
        (CONDUCT.format("In all, 40 of the owners had no unpaid tickets at all."),),
        (("C804", "they are fining solely owners"), ("C804", "had no unpaid tickets")),
    ),
    Case("a statement and another matter", (CONDUCT.format("In all, 40 of the owners had no dogs at all."),), ()),
    Case("a statement without a count", (CONDUCT.format("A man had no unpaid tickets."),), ()),
    Case(
        "a trend without a figure",
        ("This is a sudden and very worrying increase in fines. The board met.",),
        (("C805", "sudden and very worrying increase"),),
    ),
    Case("a trend with a baseline", ("This is a sudden increase in fines. The board counted 40, up from 12.",), ()),
    Case("a plain increase", ("There is an increase in fines. The board met.",), ()),
    Case("an inference", ("The clerk evidently meant to hide it. The board met.",), (("C806", "evidently meant"),)),
    Case("an inference with its source", ("The clerk evidently meant to hide it, the auditor said. The board met.",), ()),
    Case(
        "a cause without a source",
        ("The delays were largely due to the fact that nobody came. The board met.",),
        (("C806", "largely due to"),),
    ),
    Case(
        "its own earlier work",
        ("As we have pointed out before on this blog, the board makes no distinction. It met.",),
        (("C810", "As we have pointed out"),),
    ),
    Case(
        "addressees",
        (
            "It shows a clerk instructing city chiefs around the county to write a white paper on egregious cases. It rained.",
            "It says that higher-ups instructed department officials to write a white paper on egregious cases. It rained.",
        ),
        (("C807", "city chiefs around the county"), ("C807", "department officials")),
    ),
    Case(
        "two orders",
        (
            "It shows a clerk instructing city chiefs to write a white paper on egregious cases. It rained.",
            "It says that higher-ups instructed department officials to sweep the stairs. It rained.",
        ),
        (),
    ),
    Case(
        "one addressee",
        (
            "It shows a clerk instructing city chiefs to write a white paper on egregious cases. It rained.",
            "It says that a man ordered city chiefs to write a white paper on egregious cases. It rained.",
        ),
        (),
    ),
    Case(
        "doers",
        (
            "The raids executed by the Department of Parks began. It rained.",
            "It is told that LBC ramped up mass raids in May. It rained.",
        ),
        (("C807", "The raids executed by the Department of Parks"), ("C807", "LBC ramped up mass raids")),
    ),
    Case(
        "scope",
        (
            "In the state of Ohio, at least, the plan to fine dog owners failed. The fines for owners of dogs were dropped.",
            "Their plan to fine owners for unleashed dogs was unsuccessful. It rained.",
        ),
        (("C808", "In the state of Ohio, at least"), ("C808", "was unsuccessful")),
    ),
    Case(
        "scope with a place of its own",
        (
            "In the state of Ohio, at least, the plan to fine dog owners failed. The dogs stayed.",
            "Their plan to fine owners of dogs in Iowa was unsuccessful. It rained.",
        ),
        (),
    ),
    Case(
        "uncredited",
        (
            "Letters published in May by The Relay show it. Students at Hill College obtained the letters through a "
            "Freedom of Information Act request.",
            "Students at Hill College obtained the letters through a Freedom of Information Act request. It rained.",
        ),
        (("C802", "Students at Hill College obtained the letters"), ("C802", "published in May by The Relay")),
    ),
    Case(
        "credited twice",
        (
            "Letters published in May by The Relay show it. Students at Hill College obtained the letters through a "
            "Freedom of Information Act request.",
            "The Relay reported it. Students at Hill College obtained the letters through a Freedom of "
            "Information "
            "Act request.",
        ),
        (),
    ),
    Case(
        "set aside",
        ("Up\n\nThe board met on Monday.\n\nMORE: Nine Walk Out\n\n* * *\n\nIt rained.",),
        (("C801", "MORE: Nine Walk Out"),),
    ),
    Case("stars alone are not worth a line", ("Up\n\nThe board met on Monday.\n\n* * *\n\nIt rained.",), ()),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_coverage(case: Case) -> None:
    """Each finding needs the very words that make it, and shows them; look-alikes are silent."""
    found = findings(*case.texts)
    places = [(one.code, place.text) for one in found for place in one.places]
    assert len(places) == len(case.expected), places
    for (code, words), (found_code, text) in zip(case.expected, places, strict=True):
        assert (code, words in text) == (found_code, True), (words, text)


LISTS = tuple(
    NamedList(name="quiet towns", author=author, as_of=day, members=members, source="book")
    for author, day, members in [("A", "2018", ("X", "Y")), ("B", "2019", ("X", "Y", "Z"))]
)


def test_one_passage_is_told_in_the_singular() -> None:
    """The sentence agrees with its number."""
    (found,) = findings("Up\n\nThe board met on Monday.\n\nMORE: Nine Walk Out\n\nIt rained.")
    assert found.message == "1 passage is no reporting and feeds no ledger: 1 link line."


def test_a_number_that_depends_on_the_list() -> None:
    """A number of things that only authors list is shown with every author's number."""
    (found,) = findings("It is one of the county's five quiet towns. It rained.", pack=Pack(lists=LISTS))
    assert (found.code, found.places[0].text) == ("C809", "five quiet towns")
    assert found.working == "5 stated; 2 in the list of 2018; 3 in the list of 2019"
    assert findings("It is one of the county's five loud towns. It rained.", pack=Pack(lists=LISTS)) == []


def test_parts_of_a_whole_agree() -> None:
    """Two bodies of which the pack says that one is a part of the other agree, and the finding says so."""
    texts = (
        "The raids executed by the Department of Parks began. It rained.",
        "It is told that LBC ramped up mass raids in May. It rained.",
    )
    (found,) = findings(*texts, pack=Pack(components=(("LBC", "Department of Parks"),)))
    assert (found.outcome.value, found.severity.value) == ("holds", "note")


def test_records_are_no_coverage() -> None:
    """Nothing is said about the wording of a record."""
    part = read("d0", "The clerk evidently meant to hide it.")
    source = replace(part.document.source, pile=Pile.RECORDS)
    record = replace(part, document=replace(part.document, source=source))
    assert list(check_coverage(CaseRecords(parts=(record,)))) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([text for case in CASES for text in case.texts]), min_size=1, max_size=3))
def test_places_hold_their_words(texts: list[str]) -> None:
    """Every place of every finding is the text it points at, and findings have distinct ids."""
    found = findings(*texts)
    for one in found:
        for place in one.places:
            assert texts[int(place.document_id[1:])][place.span.start : place.span.end] == place.text
    assert len({one.id for one in found}) == len(found)
