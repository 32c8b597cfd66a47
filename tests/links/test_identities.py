"""Who is one person across the case, and who is not."""

from __future__ import annotations

from datetime import date

from onrecord.intervals import DateInterval
from onrecord.links.identities import link_people
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.links import Person
from onrecord.model.mentions import MentionRecords, PersonMention
from onrecord.model.messages import InboxRecords, Message
from onrecord.model.packs import OfficeCode, Pack, TermOfOffice
from onrecord.spans import Span
from onrecord.text.person_keys import name_key


def message(
    number: int, sender: str | None, address: str | None, *, redacted: bool = False, header: str = "x", to: tuple[str, ...] = ()
) -> Message:
    span = Span(0, 1)
    return Message(
        id=f"m{number}",
        document_id="d",
        span=span,
        header_span=span,
        body_spans=(span,),
        header_text=header,
        body="x",
        sender=sender,
        sender_address=address,
        sender_redacted=redacted,
        to=to,
        found_by="test",
    )


def mention(name: str, kind: str = "person") -> PersonMention:
    return PersonMention(id=name, document_id="d", span=Span(0, 1), text=name, found_by="test", kind=kind, name=name)


def part(text: str = "x", messages: tuple[Message, ...] = (), people: tuple[PersonMention, ...] = ()) -> DocumentRecords:
    source = Source(path="a", sha256="0" * 64, n_bytes=1, media_type="text/plain", pile=Pile.RECORDS)
    document = Document(id="d", source=source, kind="text", text=text)
    return DocumentRecords(document=document, inbox=InboxRecords(messages=messages), mentions=MentionRecords(people=people))


TERM = TermOfOffice(
    person="Jane Q. Roe",
    title="Clerk",
    office="County",
    valid=DateInterval(date(2017, 1, 1), date(2018, 1, 1)),
    status="acting",
    source="book",
    aliases=("Janie Roe",),
    verify=True,
)


def persons(part_: DocumentRecords, pack: Pack | None = None) -> list[Person]:
    return [person for person in link_people((part_,), pack or Pack()) if person.kind == "person"]


def test_header_and_article_name_one_person() -> None:
    """A display name with the surname first and a name in an article are one person with the address."""
    (person,) = persons(
        part(messages=(message(1, "Roe, Jane Q", "JRoe@x.gov"),), people=(mention("Jane Roe"), mention("Jane Roe")))
    )
    assert (person.name, person.aliases, person.addresses) == ("Jane Roe", ("Roe, Jane Q",), ("jroe@x.gov",))


def test_another_middle_initial_is_another_person() -> None:
    """Two middle initials keep two people apart, and the bare name joins neither."""
    assert len(persons(part(people=(mention("Jane Q. Roe"), mention("Jane T. Roe"), mention("Jane Roe"))))) == 3


def test_a_surname_alone_joins_nobody() -> None:
    """No person is made of a surname, an initial or a title."""
    assert persons(part(people=(mention("Roe"), mention("Mr. Roe"), mention("J. Roe")))) == []
    assert name_key("Gen. Jane Roe Jr.") == ("jane", "", "roe")


def test_offices_come_from_the_pack_with_their_days() -> None:
    """A person of the pack gets the term with its days and its doubt."""
    (person,) = persons(part(people=(mention("Jane Roe"),)), Pack(terms=(TERM,)))
    assert [(role.title, role.valid, role.source) for role in person.roles] == [
        ("acting Clerk", TERM.valid, "book (days to be checked)")
    ]
    assert "Janie Roe" in person.aliases


def test_a_redacted_sender_is_somebody() -> None:
    """A hidden sender is a person without a name, one for each release."""
    found = link_people(
        (part(messages=(message(1, None, None, redacted=True), message(2, None, None, redacted=True))),), Pack()
    )
    assert [(person.kind, person.name) for person in found] == [("redacted", None)]


def test_redacted_senders_are_apart_by_code_and_words() -> None:
    """Under another code, or with other words left of the line, a hidden sender is another row; the same one comes again."""
    headers = ("From: (b)(6)\nTo: x", "From: (b)(7)(C)", "From: (b)(6) (BLC)", "From: (b)(6)\nTo: y")
    messages = tuple(message(n, None, None, redacted=True, header=header) for n, header in enumerate(headers))
    found = link_people((part(messages=messages),), Pack())
    assert sorted((person.aliases, person.n_sent) for person in found) == [
        (("(b)(6)",), 2),
        (("(b)(7)(C)",), 1),
        (("BLC", "(b)(6)"), 1),
    ]


def test_offices_and_mailboxes_of_headers() -> None:
    """An office and a mailbox are rows of their own kinds, an address beside no name is one too, codes are nobody."""
    to = ("Press Office", "OPS-PRESS <ops@x.gov>", "jroe@x.gov", "(b)(6)", "JANE ROE")
    found = link_people((part(messages=(message(1, "Lee", None, to=to),)),), Pack())
    assert [(person.kind, person.name, person.addresses) for person in found] == [
        ("office", "Press Office", ()),
        ("person", "JANE ROE", ()),
        ("person", "jroe@x.gov", ("jroe@x.gov",)),
        ("unit", "OPS-PRESS", ("ops@x.gov",)),
    ]


def test_people_are_counted() -> None:
    """Sent, received and named are counted apart, over all spellings."""
    messages = (message(1, "Roe, Jane", None, to=("Ann Lee",)), message(2, "Ann Lee", None, to=("Jane Roe <j@x.gov>",)))
    lee, roe = persons(part(messages=messages, people=(mention("Jane Roe"),)))
    assert (lee.n_sent, lee.n_received, lee.n_named) == (1, 1, 0)
    assert (roe.n_sent, roe.n_received, roe.n_named, roe.addresses) == (1, 1, 1, ("j@x.gov",))
    assert roe.place is not None


def test_a_code_names_an_office() -> None:
    """A code of the pack that stands in the text is an office with its holders."""
    pack = Pack(terms=(TERM,), codes=(OfficeCode(code="C1", meaning="the Clerk", source="book", titles=("Clerk",)),))
    (office,) = (person for person in link_people((part("due for C1 tonight"),), pack) if person.kind == "office")
    assert (office.name, office.aliases, [role.title for role in office.roles]) == (
        "the Clerk",
        ("C1", "Clerk"),
        ["Jane Q. Roe, Clerk"],
    )
    assert not [person for person in link_people((part("due for C12"),), pack) if person.kind == "office"]


def test_the_packs_alias_is_the_name_itself() -> None:
    """Two spellings that the pack gives to one person are one person."""
    (person,) = persons(part(people=(mention("Janie Roe"), mention("Jane Q. Roe"), mention("Jane Roe"))), Pack(terms=(TERM,)))
    assert {person.name, *person.aliases} == {"Janie Roe", "Jane Q. Roe", "Jane Roe"}
