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
