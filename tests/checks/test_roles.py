"""Titles held on the day, the same throughout, and true when printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from onrecord.checks.roles import check_roles
from onrecord.checks.terms import title_words
from onrecord.intervals import DateInterval
from onrecord.mentions.passages import find_passages
from onrecord.mentions.people import find_people
from onrecord.mentions.roles import find_roles
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding
from onrecord.model.links import LinkRecords, Story
from onrecord.model.mentions import MentionRecords
from onrecord.model.packs import OfficeCode, Pack, TermOfOffice


def read(name: str, text: str, published: date | None = None) -> DocumentRecords:
    day = DateInterval.on(published) if published else None
    source = Source(path=name, sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE, published=day)
    document = Document(id=name, source=source, kind="text", text=text)
    passages = find_passages(document)
    people = find_people(document, passages)
    mentions = MentionRecords(passages=passages, people=people, roles=find_roles(document, passages, people))
    return DocumentRecords(document=document, mentions=mentions)


def term(status: str = "confirmed", *, verify: bool = False) -> TermOfOffice:
    return TermOfOffice(
        person="Jane Q. Roe",
        title="Secretary of Parks",
        office="Department of Parks",
        valid=DateInterval(date(2017, 1, 20), date(2017, 7, 31)),
        status=status,
        source="county book",
        verify=verify,
    )


CODE = OfficeCode(code="P1", meaning="the Secretary", source="book", titles=("Secretary of Parks", "Parks Secretary"))


def findings(*parts: DocumentRecords, pack: Pack | None = None, one_story: bool = False) -> list[Finding]:
    stories = (Story(id="s", document_ids=tuple(part.document.id for part in parts), label=""),) if one_story else ()
    return list(check_roles(CaseRecords(parts=parts, links=LinkRecords(stories=stories), pack=pack or Pack())))


def codes(*parts: DocumentRecords, pack: Pack | None = None, one_story: bool = False) -> list[str]:
    return [one.code for one in findings(*parts, pack=pack, one_story=one_story)]


SAYS = "Officials met on Monday. Parks Secretary Jane Roe opened the gate and left. Roe did not speak."


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    published: date
    pack: Pack
    expected: tuple[tuple[str, str], ...]


KNOWN, DOUBTFUL = Pack(terms=(term(),), codes=(CODE,)), Pack(terms=(term(verify=True),), codes=(CODE,))
TERMS = [
    Case("inside the term", SAYS, date(2017, 3, 1), KNOWN, ()),
    Case("after the term", SAYS, date(2018, 3, 1), KNOWN, (("P401", "warning"),)),
    Case("a doubtful date never warns", SAYS, date(2018, 3, 1), DOUBTFUL, (("P401", "note"),)),
    Case("before the first term", SAYS, date(2016, 3, 1), KNOWN, ()),
    Case("former is understood", SAYS.replace("Parks Secretary", "former Parks Secretary"), date(2018, 3, 1), KNOWN, ()),
    Case("then is understood", SAYS.replace("Parks Secretary", "then-Parks Secretary"), date(2018, 3, 1), KNOWN, ()),
    Case(
        "a hope is no title",
        SAYS.replace("Officials met on Monday. Parks", "Some would vote for Parks"),
        date(2018, 3, 1),
        KNOWN,
        (),
    ),
    Case("another person", SAYS.replace("Jane", "John"), date(2018, 3, 1), KNOWN, ()),
    Case("another middle initial", SAYS.replace("Jane", "Jane T."), date(2018, 3, 1), KNOWN, ()),
    Case("another office", SAYS.replace("Parks", "Roads"), date(2018, 3, 1), KNOWN, ()),
]


@pytest.mark.parametrize("case", TERMS, ids=lambda case: case.name)
def test_terms_of_office(case: Case) -> None:
    """A title outside every term of the pack is shown; doubt, "former" and another bearer are no warning."""
    found = findings(read("a", case.text, case.published), pack=case.pack)
    assert tuple((one.code, one.severity.value) for one in found) == case.expected


HEADING = "Mayor Jane Roe Ordered Clerks to Hide Parking Fines\n\n"
ACT = "It shows that then-Secretary of Parks Jane Roe had ordered clerks to hide the parking fines. Roe did not reply."


def test_a_headline_with_the_later_title() -> None:
    """A heading that gives the later office for the act that the text dates to the earlier one is shown with both places."""
    (found,) = findings(read("a", HEADING + ACT))
    assert (found.code, [place.text for place in found.places]) == (
        "P401",
        ["Mayor Jane Roe", "then-Secretary of Parks Jane Roe"],
    )


def test_a_headline_is_held_against_its_story() -> None:
    """The sentence that dates the act may stand in a retelling of the same story, and only there."""
    headline = read("a", HEADING + "Mayor Jane Roe was silent. Roe left the city.")
    assert codes(headline, read("b", ACT), one_story=True) == ["P401"]
    assert codes(headline, read("b", ACT)) == []


def test_a_headline_about_another_act_is_right() -> None:
    """The later title is right for what the person does now."""
    text = "Mayor Jane Roe Opens a Library\n\n" + ACT
    assert codes(read("a", text)) == []


def test_acting_kept_and_dropped() -> None:
    """One office with and without "acting" is shown once, whatever the order of the words."""
    text = "BLC Director Tom Hale Admits It\n\nThe acting Director of BLC, Tom Hale, spoke. BLC Director Tom Hale left."
    (found,) = findings(read("a", text))
    assert (found.code, [place.text for place in found.places]) == (
        "P402",
        ["BLC Director Tom Hale", "The acting Director of BLC, Tom Hale"],
    )


def test_acting_throughout_is_silent() -> None:
    """Two offices, or "acting" in both places, are no finding."""
    assert codes(read("a", "The acting Director of BLC, Tom Hale, spoke. Acting BLC Director Tom Hale left.")) == []
    assert codes(read("a", "The acting Director of BLC, Tom Hale, spoke. He replaced Parks Director Tom Hale.")) == []


def test_acting_dropped_in_another_telling() -> None:
    """Between two tellings of one story it is a note with both places; documents of different stories are not compared."""
    plain, acting = read("a", "BLC Director Tom Hale left."), read("b", "The acting Director of BLC, Tom Hale, spoke.")
    (found,) = findings(plain, acting, one_story=True)
    assert (found.code, found.severity.value, [place.document_id for place in found.places]) == ("P402", "note", ["a", "b"])
    assert codes(plain, acting) == []


CAPTION = "Up\nJane Roe has been confirmed as Secretary of Parks. XYZ/Ann Lee\n\n"


def test_a_stale_caption() -> None:
    """A caption's office that the body calls past is shown with both places, "head" standing for the chief of the body."""
    (found,) = findings(read("a", CAPTION + "It was meant for then-Parks head Gen. Jane Roe. Roe left."))
    assert found.code == "P403"
    assert [place.text for place in found.places][1] == "then-Parks head Gen. Jane Roe"
    assert codes(read("a", CAPTION + "Parks Secretary Jane Roe opened it. Roe left.")) == []


def test_title_words() -> None:
    """A title is the same whatever the order of its words."""
    assert title_words("BLC Director") == title_words("director of the BLC") != title_words("deputy director of BLC")
