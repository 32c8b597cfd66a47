"""Private numbers and addresses by shape and label, dates of birth, and what only looks like them."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from onrecord.dossier.birth_dates import date_keys
from onrecord.dossier.plain_text import make_plain
from onrecord.dossier.private_values import find_values


class Case(NamedTuple):
    name: str
    text: str
    found: str
    kind: str


FOUND = (
    Case("A-number", "his A012345678 is", "A012345678", "A-number"),
    Case("A-number of eight digits", "A12345678", "A12345678", "A-number"),
    Case("A-number, spaced", "(A 012 345 678)", "A 012 345 678", "A-number"),
    Case("A-number in small letters", "a-012-345-678", "a-012-345-678", "A-number"),
    Case("A-number with hash", "A# 012345678", "A# 012345678", "A-number"),
    Case("A-number, labelled", "Alien Registration Number: 012-345-678", "Alien Registration Number: 012-345-678", "A-number"),
    Case("A-number behind a name", "perezA012345678.pdf", "A012345678", "A-number"),
    Case("A-number, OCR", "A O12 345 67l", "A O12 345 67l", "A-number"),
    Case("A-number behind a request", "a FOI A012345678", "A012345678", "A-number"),
    Case("A-number of a request's digits", "FOIA on A-203-106-442", "A-203-106-442", "A-number"),
    Case("SSN", "123-45-6789", "123-45-6789", "social security number"),
    Case("SSN, last four", "SSN: xxx-xx-6789", "xxx-xx-6789", "social security number"),
    Case("phone", "(202) 555-0182", "(202) 555-0182", "phone"),
    Case("phone with extension", "202-555-0182 x12", "202-555-0182 x12", "phone"),
    Case("phone abroad", "+52 55 1234 5678", "+52 55 1234 5678", "phone"),
    Case("phone, labelled", "cell 2025550182", "2025550182", "phone"),
    Case("mail address", "jane@example.com", "jane@example.com", "e-mail"),
    Case("mail address, OCR", "jane @ example . com", "jane @ example . com", "e-mail"),
    Case("mail address, told", "jane (at) example (dot) com", "jane (at) example (dot) com", "e-mail"),
    Case("FBI number", "FBI No. 123456AB7", "123456AB7", "identity number"),
    Case("FINS", "FINS 1234567890", "1234567890", "identity number"),
    Case("booking", "Booking #: 2017-00123", "2017-00123", "identity number"),
    Case("receipt", "WAC-17-123-45678", "WAC-17-123-45678", "identity number"),
    Case("passport", "passport no. G12345678", "G12345678", "identity number"),
    Case(
        "street",
        "at 4512 W. Oakwood Ave Apt 5, Springfield, CA 90012",
        "4512 W. Oakwood Ave Apt 5, Springfield, CA 90012",
        "address",
    ),
    Case("street, small letters", "lives at 88 la brea apt 3.", "88 la brea apt 3", "address"),
    Case("box", "P.O. Box 1234", "P.O. Box 1234", "address"),
    Case("birth date", "DOB: 03/04/1990", "03/04/1990", "birth date"),
    Case("birth date, OCR", "D0B 3-4-90", "3-4-90", "birth date"),
    Case("birth date in words", "born on March 4, 1990", "March 4, 1990", "birth date"),
    Case("birth date, other language", "fecha de nacimiento: 4 de marzo de 1990", "4 de marzo de 1990", "birth date"),
    Case("birth year", "born in 1990", "1990", "birth date"),
)


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case.name)
def test_found(case: Case) -> None:
    """What is private is found as a whole."""
    plain = make_plain(case.text)
    found = {(plain.original(value.start, value.end).of(case.text), value.kind) for value in find_values(plain)}
    assert (case.found, case.kind) in found


NOT_FOUND = (
    "On 2017-02-10 a 2017-10-04 memo said 680 of 1,234,567.",
    "Of the 120 people in court 47 have a conviction on file. The way out",
    "MCPES 2021-0457 Page 1 of 7 PES-000101; ICE 2017-ICFO-12345",
    "FOIA-2031-06442-00875; F OIA-2031-06442; FO|A-2031-06442-00875; FOI A-2031-06442; F O I A - 2031-06442",
    "a 12-year-old law, 8 U.S.C. 1229a, section 552(b)(7)(C)",
    "Thursday, October 7, 2021 9:12 AM; 10/04/2017",
    "101 + 66 = 167; 33.5 percent; $12,345.67",
)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    """Days, counts, stamps and sections are nobody's numbers."""
    assert list(find_values(make_plain(text))) == []


def test_spellings_share_a_key() -> None:
    """All spellings of one number have one key; an ambiguous date has the keys of both days."""
    spellings = ("A12345678", "A# 012 345 678", "alien no. 012-345-678", "Ａ０１２３４５６７８")
    assert {value.key for words in spellings for value in find_values(make_plain(words))} == {"12345678"}
    assert date_keys("03/04/1990") == ("1990-03-04", "1990-04-03")
    assert date_keys("13/04/1990") == ("1990-04-13",)
    assert date_keys("99/99/1990") == ()


@pytest.mark.parametrize("piece", ["1 ", "a", "A 1", "4512 A", "DOB ", "x@", "1-", "Name: ", "(1", "%C3", "A.", "Aa, "])
def test_a_long_line_does_not_hang(piece: str) -> None:
    """Three hundred thousand characters of a hostile line are read to the end."""
    plain = make_plain(piece * (300_000 // len(piece)))
    assert all(0 <= value.start < value.end <= len(plain.text) for value in find_values(plain))
