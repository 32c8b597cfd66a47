"""Names that OCR has spoiled, settled over the whole case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.inbox.settling import settle_people
from onrecord.model.messages import Message
from onrecord.spans import Span

CLEAN = "From: Ray, Bob J <rayb@example.gov>\nSent: Friday, October 6, 2017 3:14 PM\nTo: Lee, Ann\nSubject: Roof"
SPOILED = CLEAN.replace("From:", "Frorn:")


def mail(number: int, sender: str, header: str = CLEAN, found_by: str = "header:labels") -> Message:
    """One invented mail in a file of its own."""
    return Message(
        id=f"m-{number}",
        document_id=f"d-{number}",
        span=Span(0, 1),
        header_span=Span(0, 1),
        body_spans=(),
        header_text=header,
        body="",
        sender=sender,
        found_by=found_by,
    )


def settled_sender(rare: tuple[str, ...], *, header: str = SPOILED, found_by: str = "header:labels") -> str | None:
    """The sender of the first rare mail after thirty mails of Ray, Bob J, four of them with a spoiled label."""
    usual = [mail(number, "Ray-Burton, Bob J <rayb@example.gov>", header if number < 4 else CLEAN) for number in range(30)]
    odd = [mail(100 + number, sender, found_by=found_by) for number, sender in enumerate(rare)]
    return settle_people((*usual, *odd))[30].sender


CASES = (
    ("a digit for an initial", "Ray-Burton, Bob 1 <raybl@example.gov>", "Ray-Burton, Bob J <raybl@example.gov>"),
    ("two strokes for one letter", "Ray-Burton, Boh J <rayb@example.gov>", "Ray-Burton, Bob J <rayb@example.gov>"),
    ("angle brackets misread", "Kim, Su ‹kims@example.gov›", "Kim, Su <kims@example.gov>"),
    ("another person", "Ray-Weston, Bob J <westonb@example.gov>", "Ray-Weston, Bob J <westonb@example.gov>"),
    ("a name without the initial is complete", "Ray-Burton, Bob <rayb@example.gov>", "Ray-Burton, Bob <rayb@example.gov>"),
    ("a short name", "Ray, Al", "Ray, Al"),
    ("a code is no name", "(b)(6); (b)(7)(C)", "(b)(6); (b)(7)(C)"),
)


@pytest.mark.parametrize(("printed", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rare_spelling(printed: str, expected: str) -> None:
    """A rare misreading takes the common spelling; another name does not."""
    assert settled_sender((printed,)) == expected


def test_clean_print_is_left_alone() -> None:
    """Where no label is spoiled nobody has read the pile by OCR, and every spelling is somebody's."""
    assert settled_sender(("Ray-Burton, Bob 1 <rayb@example.gov>",), header=CLEAN) == "Ray-Burton, Bob 1 <rayb@example.gov>"


def test_native_mail_is_left_alone() -> None:
    """A mail that came as a file has no misread letters."""
    odd = "Ray-Burton, Boh J <rayb@example.gov>"
    assert settled_sender((odd,), found_by="native mail") == odd


def test_own_address_is_another_person() -> None:
    """A spelling that keeps to an address of its own is somebody else's."""
    odd = "Ray-Burton, Boh J <bohray@example.gov>"
    assert settled_sender((odd, odd, odd)) == odd


def test_repaired_fields_are_named_and_order_does_not_matter() -> None:
    """What was changed is told, the print is kept, and the order of the messages decides nothing."""
    usual = [mail(number, "Ray-Burton, Bob J", SPOILED) for number in range(20)]
    odd = replace(mail(99, "Kim, Su"), to=("Ray-Burton, Bob 1", "Kim, Su"))
    forward, backward = settle_people((*usual, odd)), settle_people((odd, *reversed(usual)))
    assert forward[-1] == backward[0]
    assert (forward[-1].repaired, forward[-1].to) == (("to",), ("Ray-Burton, Bob J", "Kim, Su"))
    assert forward[-1].header_text == odd.header_text


STAFF = ("Roe, Jane L", "Kim, Su A", "Day-Lund, Ola B", "Weston, Pat C", "Marlow, Lena J")


def address_of(name: str) -> str:
    """Surname and initials at one domain, as an organisation makes them."""
    last, given = name.split(", ")
    return f"{last.replace('-', '')}{''.join(word[0] for word in given.split())}@agency.example"


def settled(odd: str, *, spelled: str = "") -> str:
    """The addressee of a last mail, after ten mails of each of five people whose labels OCR has spoiled here and there.

    `spelled`: how OCR reads the last one's address wherever it stands.
    """
    usual = []
    for number in range(50):
        name = STAFF[number % 5]
        address = spelled if spelled and name == STAFF[-1] else address_of(name)
        usual.append(mail(number, f"{name} <{address}>", SPOILED if number < 5 else CLEAN))
    last = replace(mail(100, "Kim, Su A"), to=(odd,))
    message = settle_people((*usual, last))[-1]
    assert ("to" in message.repaired) == (message.to[0] != odd)
    return message.to[0]


ADDRESSES = (
    ("look-alike letters", "MarIowLJ@agency.example", "MarlowLJ@agency.example"),
    ("a domain with a letter misread", "WestonPC@agemcy.example", "WestonPC@agency.example"),
    ("a domain without its point", "WestonPC@agencyexample", "WestonPC@agency.example"),
    ("a quotation mark read as a letter", "iWestonPC@agency.example", "WestonPC@agency.example"),
    ("a capital I for a small l, the domain boxed out", "Imarlow", "lmarlow"),
    ("another initial is another person", "WestonPA@agency.example", "WestonPA@agency.example"),
    ("a number behind is another person", "WestonPC2@agency.example", "WestonPC2@agency.example"),
    ("a letter more is another initial", "WestonPCX@agency.example", "WestonPCX@agency.example"),
    ("nobody known is so called", "Imarten", "Imarten"),
    ("a code stays", "(b)(6)", "(b)(6)"),
)


@pytest.mark.parametrize(("printed", "expected"), [case[1:] for case in ADDRESSES], ids=[case[0] for case in ADDRESSES])
def test_rare_address(printed: str, expected: str) -> None:
    """A misread address takes its better reading; another person's stays."""
    assert settled(printed) == expected


def test_address_that_is_misread_everywhere() -> None:
    """Two letters read as one in every print: the domain's way with names tells what they are."""
    assert settled("MarlowU@agency.example", spelled="MarlowU@agency.example") == "MarlowLJ@agency.example"


def test_address_without_middle_initial_is_complete() -> None:
    """An organisation that has given somebody an address without the middle initial has not misspelled it."""
    spelled = "MarlowL@agency.example"
    assert settled(spelled, spelled=spelled) == spelled


SUBJECTS = (
    ("a letter lost", "Fw: Bab", "Fw: Baby"),
    ("a mark read as a letter", "Re: Babyl", "Re: Baby"),
    ("another word", "Re: Bath", "Re: Bath"),
)


@pytest.mark.parametrize(("outer", "expected"), [case[1:] for case in SUBJECTS], ids=[case[0] for case in SUBJECTS])
def test_subject_from_the_chain(outer: str, expected: str) -> None:
    """A subject that lost a letter takes it from the mail it quotes; its prefix stays."""
    spoiled = [mail(number, "Kim, Su A", SPOILED) for number in range(5)]
    known = [replace(mail(10 + number, "Kim, Su A"), subject="Baby shower") for number in range(3)]
    first = replace(mail(20, "Kim, Su A"), subject=outer)
    quoted = replace(mail(21, "Roe, Jane L"), subject="Baby", quoted_in=first.id)
    assert settle_people((*spoiled, *known, first, quoted))[-2].subject == expected


def test_numbers_tell_subjects_apart() -> None:
    """Reports of two days are two subjects, however alike."""
    spoiled = [mail(number, "Kim, Su A", SPOILED) for number in range(5)]
    first = replace(mail(20, "Kim, Su A"), subject="Fw: Report of October 6")
    quoted = replace(mail(21, "Roe, Jane L"), subject="Report of October 8", quoted_in=first.id)
    assert settle_people((*spoiled, first, quoted))[-2].subject == "Fw: Report of October 6"
