"""How people give themselves: signatures and address books."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onrecord.links.identities import link_people
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import Person
from onrecord.model.messages import InboxRecords, Message
from onrecord.model.packs import Pack
from onrecord.spans import Span

SIGNED = "See you there.\n\nAnn Q. Lee\nDeputy Director, Press Office\nTel: (202) 555-0143\nann.lee@city.example"


def people_of(body: str, sender: str | None, address: str | None, *, hidden: bool = False) -> tuple[Person, ...]:
    """The people of a case of one mail."""
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=len(body), media_type="text/plain", pile=Pile.RECORDS)
    document = Document(id="d", source=source, kind="text", text=body)
    message = Message(
        id="m",
        document_id="d",
        span=Span(0, len(body)),
        header_span=Span(0, 0),
        body_spans=(Span(0, len(body)),),
        header_text="From: (b)(6)" if hidden else "",
        body=body,
        sender=sender,
        sender_address=address,
        sender_redacted=hidden,
        found_by="header:labels",
    )
    return link_people((DocumentRecords(document=document, inbox=InboxRecords(messages=(message,))),), Pack())


def test_signature_names_the_sender() -> None:
    """A mail from a bare address that its signature's surname makes is that person's, with the title given there."""
    people = people_of(SIGNED, "alee@city.example", "alee@city.example")
    person = next(one for one in people if one.name == "Ann Q. Lee")
    assert person.addresses == ("alee@city.example",)
    assert [role.title for role in person.roles] == ["Deputy Director, Press Office"]
    assert person.n_sent == 0
    assert person.place is not None
    assert person.place.text == "Ann Q. Lee"


@dataclass(frozen=True)
class Case:
    """A mail whose signature must not give its name to the sender."""

    name: str
    body: str
    sender: str | None
    address: str | None


CASES = [
    Case("an assistant signs", SIGNED, "Bob Ray", "bray@city.example"),
    Case("a shared mailbox", SIGNED, "press@city.example", "press@city.example"),
    Case("no way to reach anybody", "See you there.\n\nAnn Q. Lee\n", "alee@city.example", "alee@city.example"),
    Case("a name in a sentence", "Tell Ann Q. Lee: 202-555-0143.\n", "alee@city.example", "alee@city.example"),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_signature_that_says_nothing_of_the_sender(case: Case) -> None:
    """Only a name that the sender's own line agrees with is the sender's."""
    assert all(person.name != "Ann Q. Lee" for person in people_of(case.body, case.sender, case.address))


def test_hidden_sender_is_not_named_by_the_signature() -> None:
    """What an agency boxed out in the header is not put back from the end of the mail."""
    people = people_of(SIGNED, None, None, hidden=True)
    assert [person.kind for person in people] == ["redacted"]


def test_card_of_an_address_book() -> None:
    """A card gives a name its address, its title and its office."""
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;Q;;\nFN:Ann Q. Lee\nORG:City of Amberton;Press Office\nTITLE:Deputy Director\n"
        "EMAIL;TYPE=INTERNET:Ann.Lee@city.example\nEND:VCARD\n"
    )
    person = people_of(card, None, None)[0]
    assert (person.name, person.addresses) == ("Ann Q. Lee", ("ann.lee@city.example",))
    assert [role.title for role in person.roles] == ["Deputy Director, City of Amberton, Press Office"]
