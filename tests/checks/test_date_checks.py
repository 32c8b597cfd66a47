"""Checks of dates: what contradicts itself in writing, what only seems to, and a position that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from onrecord.checks.dates import check_dates
from onrecord.intervals import DateInterval
from onrecord.mentions.dates import find_dates
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import DateEvidence, Document, Pile, Source
from onrecord.model.findings import Finding
from onrecord.model.mentions import MentionRecords

PUBLISHED = DateInterval.on(date(2011, 6, 20))


def findings_of(text: str, dates: tuple[DateEvidence, ...] = ()) -> tuple[Finding, ...]:
    source = Source(
        path="a.txt",
        sha256="0",
        n_bytes=len(text),
        media_type="text/plain",
        pile=Pile.COVERAGE,
        published=PUBLISHED,
        dates=dates,
    )
    document = Document(id="d-1", source=source, kind="text", text=text)
    part = DocumentRecords(document=document, mentions=MentionRecords(dates=find_dates(document)))
    return check_dates(CaseRecords(parts=(part,)))


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


CASES = (
    Case("wrong_weekday", "It was signed on Friday, June 1, 2011, here.", ("D301 error",)),
    Case("right_weekday", "It was signed on Wednesday, June 1, 2011, here.", ()),
    Case("wrong_weekday_year_supplied", "It was signed on Friday, June 1, here.", ("D301 warning",)),
    Case("weekday_of_another_year_far_away", "It was signed on Monday, December 20, here.", ()),
    Case("length_too_long", "A ten-day sweep from March 1, 2011 to March 5, 2011 ended.", ("D302 warning",)),
    Case("length_with_both_ends", "A five-day sweep from March 1, 2011 to March 5, 2011 ended.", ()),
    Case("length_without_the_first", "A four-day sweep from March 1, 2011 to March 5, 2011 ended.", ()),
    Case("length_of_something_else", "A ten-day truce. From March 1, 2011 to March 5, 2011 they met.", ()),
    Case("order_reversed", "On June 2, three days after the hearing of June 5, he left.", ("D304 warning",)),
    Case("order_miscounted", "On June 9, three days after the hearing of June 5, he left.", ("D304 warning",)),
    Case("order_right", "On June 8, three days after the hearing of June 5, he left.", ()),
    Case(
        "position_changed",
        "Last week Mayor Quill announced that she would close the libraries. "
        "On June 15, the mayor tweeted that she would delay the closing of the libraries.",
        ("D305 note",),
    ),
    Case(
        "same_position_twice",
        "Mayor Quill announced that she would close the libraries. Quill said she would close the libraries soon.",
        (),
    ),
    Case(
        "another_matter",
        "Mayor Quill announced that she would close the libraries. Quill said she would delay the concert.",
        (),
    ),
    Case(
        "another_speaker",
        "Mayor Quill announced that she would close the libraries. Tom Birch said he would cancel the libraries.",
        (),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_says_only_what_the_words_show(case: Case) -> None:
    """A finding where written things contradict each other, silence where they may agree."""
    assert tuple(f"{f.code} {f.severity}" for f in findings_of(case.text)) == case.expected


def test_finding_shows_both_statements_with_their_days() -> None:
    """A change of position cites both statements and says when each was made."""
    (found,) = findings_of(CASES[11].text)
    assert [place.text.split()[0] for place in found.places] == ["Mayor", "the"]
    assert found.working == "announced 2011-06-13 to 2011-06-19; delayed 2011-06-15" or found.working is not None


def test_document_dates_that_disagree_are_shown() -> None:
    """Two sources of the publication date that lie apart are named with both days; an update or one day is silent."""
    page = DateEvidence(value=PUBLISHED, basis="json-ld")
    far = DateEvidence(value=DateInterval.on(date(2011, 6, 2)), basis="url")
    next_day = DateEvidence(value=DateInterval.on(date(2011, 6, 21)), basis="meta")
    update = DateEvidence(value=DateInterval.on(date(2011, 8, 1)), basis="json-ld dateModified")
    assert [f.code for f in findings_of("Text.", (page, far))] == ["D303"]
    assert findings_of("Text.", (page, next_day)) == ()
    assert findings_of("Text.", (page, update)) == ()
