"""Which two rows are proposed as one person, and why; nothing is joined here."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.links.header_names import kind_of, plain_name
from onrecord.links.merges import propose_merges
from onrecord.model.links import Person


def person(name: str, *addresses: str, kind: str = "person") -> Person:
    return Person(id=f"e-{name}", kind=kind, name=name, addresses=addresses)


@dataclass(frozen=True)
class Case:
    name: str
    people: tuple[Person, ...]
    reasons: tuple[str, ...]


CASES = [
    Case(
        "one address",
        (person("Ann Lee", "desk@x.gov"), person("Bob Ray", "desk@x.gov")),
        ("both stand beside the address desk@x.gov",),
    ),
    Case("an address of many", tuple(person(f"Ann L{letter}e", "all@x.gov") for letter in "abcdf"), ()),
    Case(
        "an address spells a name",
        (person("Ann Lee"), person("ann.lee@x.gov", "ann.lee@x.gov")),
        ("the address ann.lee@x.gov spells the name Ann Lee",),
    ),
    Case("an address spells two", (person("Ann B. Lee"), person("Ann C. Lee"), person("ann.lee@x.gov", "ann.lee@x.gov")), ()),
    Case(
        "a missing initial",
        (person("Ann B. Lee"), person("Ann C. Lee"), person("Ann Lee")),
        ("Ann Lee has no middle initial and may be Ann B. Lee", "Ann Lee has no middle initial and may be Ann C. Lee"),
    ),
    Case(
        "a short given name",
        (person("Tom Lee"), person("Tomas Lee")),
        ("Tom may be short for Tomas, with the same surname",),
    ),
    Case(
        "a letter of the given name",
        (person("Hilary Roe"), person("Hillary Roe")),
        ("Hilary Roe and Hillary Roe differ in one letter of the given name",),
    ),
    Case(
        "a letter of the surname",
        (person("Ann Marlow"), person("Ann Marlowe")),
        ("Ann Marlow and Ann Marlowe differ in one letter of the surname",),
    ),
    Case("short names are no slips", (person("Ann Lee"), person("Ann Lea")), ()),
    Case("other initials", (person("Tom B. Lee"), person("Tomas C. Lee")), ()),
    Case("a surname alone", (person("Ann Lee"), person("Bob Lee")), ()),
    Case("an office is no person", (person("Ann Lee", "a@x.gov"), person("Press Office", "a@x.gov", kind="office")), ()),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_proposals(case: Case) -> None:
    """Each proposal says what the two rows share; what proves nothing proposes nothing."""
    assert sorted(proposal.reason for proposal in propose_merges(case.people)) == sorted(case.reasons)


@settings(max_examples=40, deadline=None)
@given(st.permutations([one for case in CASES[:1] + CASES[4:8] for one in case.people]))
def test_order_of_people_changes_nothing(people: list[Person]) -> None:
    """The same rows are proposed under the same ids in any order, each pair once."""
    found = propose_merges(people)
    pairs = [(one.id, one.person_id, one.other_id) for one in found]
    assert pairs == [(one.id, one.person_id, one.other_id) for one in propose_merges(sorted(people, key=lambda p: p.id))]
    assert len(set(pairs)) == len(pairs)


def test_kinds() -> None:
    """Offices and mailboxes are told from people, and names from what stands around them."""
    assert [kind_of(name) for name in ("Lee, Ann", "Legal Division", "OPS-PRESS", "JANE ROE")] == [
        "person",
        "office",
        "unit",
        "person",
    ]
    assert plain_name('"Ann Lee" [mailto:ann@x.gov]') == "Ann Lee"
    assert plain_name("Ann Lee on behalf of Press Office") == "Ann Lee"
