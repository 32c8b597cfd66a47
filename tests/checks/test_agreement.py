"""Figures of several texts of one story: what disagrees, what grows, what rests on other words, and what stays unsaid."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from onrecord.checks.agreement import check_agreement
from onrecord.checks.arithmetic import check_arithmetic
from onrecord.mentions.figures import find_figures
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding
from onrecord.model.links import LinkRecords, Story
from onrecord.model.mentions import MentionRecords


def part_of(at: int, text: str, pile: Pile) -> DocumentRecords:
    source = Source(path=f"{at}.txt", sha256="0", n_bytes=len(text), media_type="text/plain", pile=pile)
    document = Document(id=f"d-{at}", source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(figures=find_figures(document, ())))


def story_of(*texts: str, told: bool = True, record: str = "") -> CaseRecords:
    parts = [part_of(at, text, Pile.COVERAGE) for at, text in enumerate(texts)]
    story = Story(id="s-1", document_ids=tuple(part.document.id for part in parts), label="storm")
    kept = [part_of(len(texts), record, Pile.RECORDS)] if record else []
    return CaseRecords(parts=(*parts, *kept), links=LinkRecords(stories=(story,) if told else ()))


def findings_of(*texts: str) -> tuple[Finding, ...]:
    return check_agreement(story_of(*texts))


@dataclass(frozen=True)
class Case:
    name: str
    texts: tuple[str, ...]
    expected: tuple[tuple[str, str, str], ...]  # code, severity, outcome


CASES = (
    Case(
        "disagree",
        (
            "The storm off Wren drowned 12 fishing sailors on Monday.",
            "On Monday the storm off Wren drowned 17 fishing sailors.",
        ),
        (("F205", "warning", "fails"),),
    ),
    Case(
        "agree with a bound",
        ("The storm off Wren drowned 12 fishing sailors.", "The storm off Wren drowned at least 10 fishing sailors."),
        (),
    ),
    Case(
        "agree with a vague quantity",
        ("The storm off Wren drowned 680 fishing sailors.", "The storm off Wren drowned hundreds of fishing sailors."),
        (),
    ),
    Case(
        "other place",
        ("The storm drowned 12 fishing sailors in Wren.", "The storm drowned 17 fishing sailors in Orr."),
        (("F205", "note", "cannot_tell"),),
    ),
    Case(
        "other mood",
        ("The county hired 12 fishing sailors for Wren.", "The county would have hired 17 fishing sailors for Wren."),
        (("F205", "note", "cannot_tell"),),
    ),
    Case(
        "same clause, other number",
        ("The sweep led to 120 arrests.", "The sweep led to 135 arrests, most of them of people with no papers."),
        (("F205", "warning", "fails"),),
    ),
    Case("same clause, bound met", ("The sweep led to 135 arrests.", "The sweep led to at least 120 arrests."), ()),
    Case(
        "same clause, passive",
        ("In the sweep, 120 people were arrested.", "Officials said that 135 people were arrested."),
        (),
    ),
    Case(
        "same clause with subject behind",
        ("On the coast 120 people drowned in the storm.", "On the coast 135 people drowned in the storm."),
        (("F205", "warning", "fails"),),
    ),
    Case("same verb, other subject", ("The sweep led to 120 arrests.", "The raid led to 135 arrests."), ()),
    Case("a part of it", ("The sweep led to 120 arrests.", "The sweep led to 52 arrests in Northgate."), ()),
    Case("one more", ("The sweep led to 120 arrests.", "The sweep led to 15 more arrests."), ()),
    Case("planned", ("The sweep led to 120 arrests.", "The sweep will have led to 500 arrests."), ()),
    Case("unlike words", ("The storm drowned 12 sailors.", "A parade of 17 sailors opened the fair in spring."), ()),
    Case(
        "escalation possible",
        ("They met many sailors who had no valid papers.", "They met hundreds of sailors who had no valid papers."),
        (("F206", "note", "cannot_tell"),),
    ),
    Case(
        "escalation impossible",
        ("They met dozens of sailors who had no valid papers.", "They met hundreds of sailors who had no valid papers."),
        (("F206", "warning", "fails"),),
    ),
    Case(
        "definitions",
        ("Of those held, 40 sailors had no criminal record.", "Of those held, 40 sailors had no convictions."),
        (("F207", "note", "cannot_tell"),),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_agreement_of_a_story(case: Case) -> None:
    """Each pair of texts gives exactly these findings."""
    found = findings_of(*case.texts)
    assert tuple((one.code, str(one.severity), str(one.outcome)) for one in found) == case.expected


def test_texts_of_no_common_story_are_not_compared() -> None:
    """Two texts that no story joins say nothing about each other."""
    texts = ("The storm off Wren drowned 12 fishing sailors.", "The storm off Wren drowned 17 fishing sailors.")
    assert check_agreement(story_of(*texts, told=False)) == ()


def test_sizes_are_quoted_as_they_are_printed() -> None:
    """What stands in quotation marks in a message is a stretch of the text, no figure and noun put together."""
    texts = ("They met dozens of sailors who had no valid papers.", "They met hundreds of sailors who had no valid papers.")
    (found,) = findings_of(*texts)
    quoted = re.findall(r'"([^"]+)"', found.message)
    assert len(quoted) == 2
    assert all(words in text for words, text in zip(quoted, texts, strict=True))


def test_a_copied_number_counts_once() -> None:
    """Three texts with one number against a fourth give one finding."""
    same = "The storm off Wren drowned 12 fishing sailors."
    found = findings_of(same, same, same, "The storm off Wren drowned 17 fishing sailors.")
    assert [one.code for one in found] == ["F205"]


def test_definitions_are_named_and_not_merged() -> None:
    """The note lists the words of each text under their own names."""
    (found,) = findings_of("Of those held, 40 sailors had no criminal record.", "Of those held, 40 sailors had no convictions.")
    assert found.working == "conviction / criminal record"
    assert len(found.places) == 2


RELEASE = (
    "Officers arrested more than 680 people in the February sweep: 161 in Wren, 235 in Orr, 190 in Tull, 41 in Ley and 51 in "
    "Marsh. "
    "Approximately 75 percent of the people arrested were criminal aliens with prior convictions. "
    "Of the 678 people on the lists, 502, or approximately 75 percent, had convictions."
)
STORY = "The February sweep took hundreds of people who had no criminal history at all."


def test_a_rest_that_the_release_leaves_no_room_for() -> None:
    """Three quarters of 680 leave 170 for "hundreds", which begins at 200: said as what cannot be told, with the arithmetic."""
    found = [one for one in findings_of(RELEASE, STORY) if one.code == "F210"]
    assert [(str(one.severity), str(one.outcome)) for one in found] == [("warning", "cannot_tell")]
    assert found[0].working == "(100 - 75) percent of 680 = 170, below 200"


SHARES = (
    Case(
        "share and count in unlike words",
        ("Of the 120 people arrested, 75 percent had a prior conviction.", "Of the 120, only 47 had a conviction on file."),
        (("F202", "warning", "cannot_tell"),),
    ),
    Case(
        "share and count in the same words",
        ("Of the 120 people arrested, 75 percent had a valid permit.", "Of the 120 people held, 47 have a valid permit."),
        (("F202", "warning", "fails"),),
    ),
    Case(
        "share and count that fit",
        ("Of the 120 people arrested, 75 percent had a valid permit.", "Of the 120 people held, 90 had a valid permit."),
        (),
    ),
    Case(
        "a narrower count",
        ("Of the 120 people arrested, 75 percent had a valid permit.", "Of the 120 people held, 47 had a valid boat permit."),
        (),
    ),
    Case(
        "said and denied",
        ("Of the 120 people arrested, 75 percent had a valid permit.", "Of the 120 people held, 30 had no valid permit."),
        (),
    ),
    Case(
        "another whole",
        ("Of the 120 people arrested, 75 percent had a valid permit.", "Of the 160 people held, 47 had a valid permit."),
        (),
    ),
    Case(
        "another noun of the whole",
        ("Of the 120 people arrested, 75 percent had a valid permit.", "Of the 120 boats held, 47 had a valid permit."),
        (),
    ),
    Case(
        "share of the count itself",
        ("Some 75 percent of the 120 people held had valid permits.", "Just 47 of the 120 people had valid permits."),
        (("F202", "warning", "fails"),),
    ),
)


@pytest.mark.parametrize("case", SHARES, ids=lambda case: case.name)
def test_a_share_beside_a_count_of_another_text(case: Case) -> None:
    """Only a count of the same whole that says the same of its part is put beside a share."""
    found = [one for one in findings_of(*case.texts) if one.code != "F207"]
    assert tuple((one.code, str(one.severity), str(one.outcome)) for one in found) == case.expected
    assert all(len({place.document_id for place in one.places}) == 2 for one in found)


def test_a_count_in_a_record_beside_a_share() -> None:
    """A record is compared only where it names the whole in the same words, and is never said to prove the share wrong."""
    told = "Of the 120 people arrested, 75 percent had a valid permit."
    record = "Of the 120 people arrested, 47 have a valid permit."
    found = check_agreement(story_of(told, "A word.", record=record))
    assert [(one.code, str(one.outcome)) for one in found] == [("F202", "cannot_tell")]
    assert found[0].working == "47 / 120 = 39.17 percent; 75 percent would be 90 to 91"
    assert check_agreement(story_of(told, "A word.", record="Of the 120, 47 have a valid permit.")) == ()


SMALL = "Of the 120 people arrested, 75 percent had a prior conviction."
RESTS = (
    ("a number above the whole", "The sweep took hundreds of people who had no criminal history at all."),
    ("words that belong to another figure", "The sweep led to 105 arrests, most of them of people with no criminal record."),
    ("a number that has convictions", "The sweep took 105 people who had a criminal record."),
)


@pytest.mark.parametrize("text", [text for _, text in RESTS], ids=[name for name, _ in RESTS])
def test_what_is_no_rest(text: str) -> None:
    """Only a number that can be a part of the whole, and whose own words say that it lacks what the share has, is a rest."""
    assert "F210" not in [one.code for one in findings_of(SMALL, text)]


def test_a_rest_in_numbers() -> None:
    """A rest of 105 beside three quarters of 120 is said, with its arithmetic."""
    found = [one for one in findings_of(SMALL, "It took 105 people who had no criminal record.") if one.code == "F210"]
    assert [one.working for one in found] == ["(100 - 75) percent of 120 = 30, below 105"]


COUNT = "The office arrested 498 people in the sweep. Of those arrested, 317 had criminal convictions."
HARBOR = (
    "The office arrested at least 498 people in a four-day harbor sweep. {share} of the people arrested in the four-day harbor "
    "sweep had {what}."
)
OUTSIDE: tuple[tuple[str, str, str, str, list[tuple[str, str]]], ...] = (
    ("a share that fits", COUNT, "More than one third", "no prior criminal record", [("note", "holds")]),
    (
        "lines broken where they were full",
        COUNT.replace("had criminal", "had\ncriminal"),
        "More than a third",
        "no\ncriminal record",
        [("note", "holds")],
    ),
    ("a share that does not", COUNT, "More than half", "no prior criminal record", [("warning", "cannot_tell")]),
    ("what the rest has", COUNT, "More than half", "a prior criminal record", []),
    ("another whole", COUNT.replace("498", "497"), "More than half", "no prior criminal record", []),
    ("another thing", COUNT.replace("arrested 498 people", "bought 498 boats"), "More than half", "no criminal record", []),
    ("no tie to the whole", COUNT.replace("Of those arrested, ", "In all, "), "More than half", "no criminal record", []),
)


@pytest.mark.parametrize("case", OUTSIDE, ids=lambda case: case[0])
def test_a_rest_beside_a_document_outside_the_story(case: tuple[str, str, str, str, list[tuple[str, str]]]) -> None:
    """A release that no link ties to the text is read where it names the same whole, and then never says more than it can."""
    _, release, share, what, expected = case
    found = check_agreement(story_of(HARBOR.format(share=share, what=what), record=release))
    rests = [one for one in found if one.code == "F210"]
    assert [(str(one.severity), str(one.outcome)) for one in rests] == expected
    assert all(one.working == "498 - 317 = 181; 181 / 498 = 36.3 percent" for one in rests)


def test_the_words_of_part_and_rest_are_named() -> None:
    """A conviction and a record are two things, and the finding says which text speaks of which."""
    told = HARBOR.format(share="More than one third", what="no criminal record whatsoever")
    found = check_agreement(story_of(told, record=COUNT))
    (message,) = [one.message for one in found if one.code == "F210"]
    assert 'speaks of "criminal convictions", the other of "no criminal record whatsoever"' in message


def test_areas_of_a_release_and_its_open_total() -> None:
    """Areas that come to 678 beside "more than 680" cannot be told; 502 of 678 is about 75 percent."""
    found = check_arithmetic(story_of(RELEASE))
    assert [(one.code, str(one.outcome)) for one in found] == [("F201", "cannot_tell"), ("F202", "holds")]
    assert found[0].working == "161 + 235 + 190 + 41 + 51 = 678, not more than 680"
    assert found[1].working == "502 / 678 = 74.04 percent"
