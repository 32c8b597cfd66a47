"""Persons, offices, bodies and unnamed officials, and the offices that persons are said to hold."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.mentions.passages import find_passages
from onrecord.mentions.people import find_people
from onrecord.mentions.roles import find_roles
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import PersonMention, RoleMention


def people_and_roles(text: str) -> tuple[tuple[PersonMention, ...], tuple[RoleMention, ...]]:
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id="d-1", source=source, kind="text", text=text)
    passages = find_passages(document)
    people = find_people(document, passages)
    roles = find_roles(document, passages, people)
    for mention in (*people, *roles):
        assert text[mention.span.start : mention.span.end] == mention.text
    return people, roles


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


PERSONS = [
    Case("surname later on", "Jane Roe left. Roe did not speak.", ("Jane Roe=Jane Roe", "Roe=Jane Roe")),
    Case("honorific", "Clerk Jane Roe left. Mr. Roe did not speak.", ("Clerk Jane Roe=Jane Roe", "Mr. Roe=Jane Roe")),
    Case(
        "shared surname names neither",
        "Jane Roe said no. John Roe said yes. Roe left.",
        ("Jane Roe=Jane Roe", "John Roe=John Roe", "Roe=Roe"),
    ),
    Case(
        "two bearers of unlike frequency",
        "Jane Roe said no. Jane Roe left. Jane Roe sat. John Roe said yes. Roe left.",
        ("Jane Roe=Jane Roe", "Jane Roe=Jane Roe", "Jane Roe=Jane Roe", "John Roe=John Roe", "Roe=Roe"),
    ),
    Case(
        "honorific fits one of two",
        "Mrs. Jane Roe said no. Mr. John Roe said yes. Mrs. Roe left.",
        ("Mrs. Jane Roe=Jane Roe", "Mr. John Roe=John Roe", "Mrs. Roe=Jane Roe"),
    ),
    Case(
        "title fits one of two",
        "Senator Jane Roe said no. John Roe said yes. Sen. Roe left.",
        ("Senator Jane Roe=Jane Roe", "John Roe=John Roe", "Sen. Roe=Jane Roe"),
    ),
    Case(
        "a given name that is a word",
        "Jane Roe said no. Her husband Bill Roe said yes. Roe left.",
        ("Jane Roe=Jane Roe", "Bill Roe=Bill Roe", "Roe=Roe"),
    ),
    Case(
        "a month is no given name",
        "Jane Roe said no. In June Roe left.",
        ("Jane Roe=Jane Roe", "Roe=Jane Roe"),
    ),
    Case(
        "an office of somebody not named",
        "Candidate Jane Roe said no. President Roe signed it long ago.",
        ("Candidate Jane Roe=Jane Roe", "President Roe=Roe"),
    ),
    Case(
        "an honorific of somebody not named",
        "Jane Roe closed her office. Mr. Roe was away. Roe slept. Mrs. Roe woke. Roe ate.",
        ("Jane Roe=Jane Roe", "Mr. Roe=Roe", "Roe=Roe", "Mrs. Roe=Jane Roe", "Roe=Jane Roe"),
    ),
    Case(
        "office after the name",
        "Jane Roe, the senator, said no. Senator Roe left.",
        ("Jane Roe=Jane Roe", "Senator Roe=Jane Roe"),
    ),
    Case(
        "father and son",
        "Clerk John Roe said no. John Roe Jr. said yes. John Roe Jr. left.",
        ("Clerk John Roe=John Roe", "John Roe Jr.=John Roe Jr.", "John Roe Jr.=John Roe Jr."),
    ),
    Case(
        "two middle initials",
        "John Q. Roe said no. John T. Roe said yes.",
        ("John Q. Roe=John Q. Roe", "John T. Roe=John T. Roe"),
    ),
    Case(
        "an ordinary word is no given name",
        "Jane Roe said no. Dump Roe now, they said, or she will dump us. Roe left.",
        ("Jane Roe=Jane Roe", "Roe=Jane Roe"),
    ),
    Case(
        "a word before a full name",
        "Jane Roe said no. Actress Jane Roe said yes. Roe left.",
        ("Jane Roe=Jane Roe", "Actress Jane Roe=Jane Roe", "Roe=Jane Roe"),
    ),
    Case(
        "another's full name in a heading",
        "Tom Roe Admits It All\n\nClerk Jane Roe left. She said no more.",
        ("Clerk Jane Roe=Jane Roe",),
    ),
    Case("a verb of speech", "The bill, said Ann Marsh, is dead.", ("Ann Marsh=Ann Marsh",)),
    Case("trade before the name", "I met lawyer Erin Holt.", ("Erin Holt=Erin Holt",)),
    Case("office and dash before the name", "The mayor of Hilltown -Lori Light – has refused.", ("Lori Light=Lori Light",)),
    Case("a place is no person", "It rained in Santa Ria and in Palo Verde.", ()),
    Case("place before a state", "It rained around Del Norte, Ohio.", ()),
    Case(
        "opener of a place",
        "Many New Hollow Roe voters of Jane Roe came. Roe won.",
        ("Roe=Jane Roe", "Jane Roe=Jane Roe", "Roe=Jane Roe"),
    ),
    Case(
        "known name in a heading",
        "Clerk Roe Admits It All\n\nClerk Jane Roe left. She said no more.",
        ("Clerk Roe=Jane Roe", "Clerk Jane Roe=Jane Roe"),
    ),
    Case("title and surname alone", "President Grant spoke. He left.", ("President Grant=Grant",)),
    Case("stray word is nobody", "Jane Roe left, said Roe. It is free.roe", ("Jane Roe=Jane Roe", "Roe=Jane Roe")),
]


@pytest.mark.parametrize("case", PERSONS, ids=lambda case: case.name)
def test_persons(case: Case) -> None:
    """A person needs a reason in the text, and later mentions carry the full name where it is certain."""
    people, _ = people_and_roles(case.text)
    assert tuple(f"{p.text}={p.name}" for p in people if p.kind == "person") == case.expected


def test_open_surname_has_candidates() -> None:
    """A surname that two persons share carries the full names of both."""
    people, _ = people_and_roles("Jane Roe said no. John Roe said yes. Roe left.")
    assert people[-1].name == "Roe"
    assert people[-1].candidates == ("Jane Roe", "John Roe")


NAMES = ["Jane Roe", "John Roe", "John Q. Roe", "Bill Roe", "Roe", "Mr. Roe", "Mrs. Roe", "President Roe", "Tom Hale", "Hale"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["said no.", "left.", "saw her."])), max_size=10))
def test_full_name_is_never_anothers(parts: list[tuple[str, str]]) -> None:
    """Whatever else a text holds, a given name printed before a surname is the given name of the person it is taken for."""
    people, _ = people_and_roles(" ".join(f"{name} {verb}" for name, verb in parts))
    for mention in people:
        given = mention.text.split()[0]
        if mention.kind == "person" and given in ("Jane", "John", "Bill", "Tom"):
            assert (mention.name or "").split()[0] == given


UNNAMED = [
    Case("with a place", "It was sent by a BLC executive in Hilltown.", ("a BLC executive in Hilltown",)),
    Case(
        "several modifiers",
        "So wrote an assistant field office director in Hilltown, Ohio today.",
        ("an assistant field office director in Hilltown, Ohio",),
    ),
    Case(
        "bare plural", "Although BLC officials knew, immigration officials did not.", ("BLC officials", "immigration officials")
    ),
    Case("a thing is nobody", "A report that officials read.", ()),
]


@pytest.mark.parametrize("case", UNNAMED, ids=lambda case: case.name)
def test_unnamed_officials(case: Case) -> None:
    """An unnamed official is a mention of its own without a name."""
    people, _ = people_and_roles(case.text)
    unnamed = [p for p in people if p.kind == "unnamed"]
    assert tuple(p.text for p in unnamed) == case.expected
    assert all(p.name is None for p in unnamed)


ROLES = [
    Case("before the name", "BLC Director Tom Hale left.", ("Tom Hale|BLC Director|BLC|None",)),
    Case("acting with a comma", "The acting Director of BLC, Tom Hale, left.", ("Tom Hale|Director of BLC|BLC|acting",)),
    Case("after the name", "Tom Hale, the acting director of BLC, left.", ("Tom Hale|director of BLC|BLC|acting",)),
    Case("former", "It said former Secretary of Parks John Doe knew. Doe left.", ("John Doe|Secretary of Parks|Parks|former",)),
    Case(
        "confirmed as",
        "General John Doe has been confirmed as Secretary of Parks.",
        ("John Doe|Secretary of Parks|Parks|None",),
    ),
    Case(
        "appointed in a month",
        "Chief John Doe ran it before being appointed in July as chief of staff.",
        ("John Doe|Chief|None|None", "John Doe|chief of staff|None|None"),
    ),
    Case(
        "who at the time was",
        "It came from the secretary of Parks himself, called “P1,” who at the time was John Doe. Doe left.",
        ("John Doe|secretary of Parks|Parks|None",),
    ),
    Case(
        "a title does not reach back over the end of a sentence",
        "The plan was made in the county. Commissioner Ann Marsh signed it.",
        ("Ann Marsh|Commissioner|None|None",),
    ),
    Case("a hypothetical holder", "Sen. Ann Marsh spoke of a President Marsh.", ("Ann Marsh|Sen.|None|None",)),
    Case("a possessive is no holder", "Sen. Ann Marsh’s newly named campaign chief left.", ("Ann Marsh|Sen.|None|None",)),
]


@pytest.mark.parametrize("case", ROLES, ids=lambda case: case.name)
def test_roles(case: Case) -> None:
    """Title, office and modifier are kept apart, whichever side of the name the title stands on."""
    _, roles = people_and_roles(case.text)
    assert tuple(f"{r.person}|{r.title}|{r.office}|{r.modifier}" for r in roles) == case.expected


WORDS = ["Jane Roe", "Mr. Roe", "said", "the acting director of BLC", ",", ". ", "an official in Ohio", "\n\n", "The"]


def test_names_run_together_are_read() -> None:
    """A name said twice over with a title between is the tail of itself, and is read without an error."""
    people, _ = people_and_roles("said Jane Roe Jane Roe Mr. Roe Jane Roe")
    assert people


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Jane Roe", "Mr. Roe", "said", "the acting director of BLC", ",", ". ", "an official in Ohio", "\n\n", "The"]
        ),
        max_size=14,
    )
)
def test_any_text_keeps_its_words(parts: list[str]) -> None:
    """Every mention is the text it points at, and two runs give the same ids."""
    text = " ".join(parts)
    assert people_and_roles(text) == people_and_roles(text)


HOSTILE = [
    "A" * 20_000,
    "A-" * 10_000,
    "Aa " * 7_000,
    "A'" * 10_000,
    "Aa/" * 7_000,
    "Director of " * 2_000,
    "officials BLC " * 2_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_runs_end(text: str) -> None:
    """Endless words, hyphens, apostrophes and titles are read in time that grows with their length alone."""
    people, roles = people_and_roles(text)
    assert len(people) + len(roles) <= len(text)


@pytest.mark.gold
def test_given_articles_name_their_people_and_offices() -> None:
    """At least 14 of the 15 marked offices and 17 in 20 of the marked persons are found."""
    shared = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2].parent / "shared"))
    if not (shared / "gold" / "seeds_gold.json").exists():
        pytest.skip("the given articles are not here")
    gold = json.loads((shared / "gold" / "seeds_gold.json").read_text(encoding="utf-8"))
    read = {path.name: people_and_roles(path.read_bytes().decode("utf-8")) for path in sorted((shared / "seeds").glob("*.txt"))}
    offices = [row for row in gold["role_mentions"] if any(_meets(row, role) for role in read[row["file"]][1])]
    assert len(offices) >= 14
    marked = [row for entity in gold["entities"] if entity["type"] == "person" for row in entity["mentions"]]
    named = [row for row in marked if row["text"][:3] not in ("S1", "The", "the")]  # a code or an office is no name
    met = [row for row in named if any(_meets(row, one) for one in read[row["file"]][0] if one.kind == "person")]
    assert len(met) >= 0.85 * len(named)


def _meets(row: dict[str, Any], mention: PersonMention | RoleMention) -> bool:
    return bool(mention.span.start < row["end"] and row["start"] < mention.span.end)
