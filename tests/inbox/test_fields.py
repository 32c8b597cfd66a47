"""People, dates, subjects and OCR's spellings in header fields."""

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.inbox.dates import read_sent
from onrecord.inbox.names import address_in, is_redacted, name_in, split_people
from onrecord.inbox.repair import count_words, repair_fields
from onrecord.inbox.subjects import bare_subject, printed_subject, says_forward, says_reply
from onrecord.model.messages import Message
from onrecord.spans import Span


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    expected: tuple[str, ...]


PEOPLE = [
    Case("semicolons", "Lee, Ann; Ray, Bob (CTR)", ("Lee, Ann", "Ray, Bob (CTR)")),
    Case("one name with comma", "Lee, Ann", ("Lee, Ann",)),
    Case("one name with initial", "Lee, Ann B.", ("Lee, Ann B.",)),
    Case("misread surname with initial", "Le e, Ann B.", ("Le e, Ann B.",)),
    Case("two full names", "Ann Lee, Bob Ray", ("Ann Lee", "Bob Ray")),
    Case("four halves", "Lee, Ann, Ray, Bob", ("Lee, Ann", "Ray, Bob")),
    Case("addresses", "a@x.example, b@y.example", ("a@x.example", "b@y.example")),
    Case("names with addresses", "Ann Lee <a@x.example>, Bob <b@y.example>", ("Ann Lee <a@x.example>", "Bob <b@y.example>")),
    Case("a name without an address", "Ann Lee, Bob Ray <b@y.example>", ("Ann Lee", "Bob Ray <b@y.example>")),
    Case("one name, two given", "Lee, Ann Marie <a@x.example>", ("Lee, Ann Marie <a@x.example>",)),
    Case(
        "marks round a name",
        '"De Lee, Ann Marie" <a@x.example>, b@y.example',
        ('"De Lee, Ann Marie" <a@x.example>', "b@y.example"),
    ),
    Case("quoted address", "'a@x.example'; Ray, Bob", ("a@x.example", "Ray, Bob")),
    Case("codes hold separators", "(b)(6);(b)(7)(C); Lee, Ann", ("(b)(6);(b)(7)(C)", "Lee, Ann")),
    Case("a code that comes again", "(b)(6);(b)(7)(C); (b)(6);(b)(7)(C)", ("(b)(6);(b)(7)(C)", "(b)(6);(b)(7)(C)")),
    Case("suffix", "Ann Lee, Jr.", ("Ann Lee, Jr",)),
    Case("nothing", " ; ", ()),
]


@pytest.mark.parametrize("case", PEOPLE, ids=[case.name for case in PEOPLE])
def test_split_people(case: Case) -> None:
    """A line of people becomes its people, as printed."""
    assert (
        tuple(person.rstrip(".") if person.endswith("Jr.") else person for person in split_people(case.text)) == case.expected
    )


@given(st.text(alphabet="ab@.;,<>()6' ", max_size=60))
@settings(max_examples=80, deadline=None)
def test_split_people_takes_anything(text: str) -> None:
    """Whatever stands in a header, people come out non-empty and trimmed."""
    assert all(person and person == person.strip() for person in split_people(text))


def test_name_and_address() -> None:
    """Name and address of one person are told apart; OCR's blanks leave the address."""
    assert name_in("'Lee, Ann' <ann@x.example>") == "Lee, Ann"
    assert name_in("Lee, Ann on behalf of Press Office") == "Lee, Ann"
    assert address_in("Lee, Ann <ann.l ee@x.example>") == "ee@x.example"
    assert address_in("Lee <ann@x .example>") == "ann@x.example"
    assert is_redacted("(b)(6); (b)(7)(C)")
    assert not is_redacted("Lee")


DATES = [
    ("Friday, October 6, 2017 3:14 PM", "2017-10-06T15:14"),
    ("10/16/17 15:14", "2017-10-16T15:14"),
    ("2017-10-06T15:14Z", "2017-10-06T15:14"),
    ("6. Oktober 2017 um 15:14", "2017-10-06T15:14"),
    ("le 6 octobre 2017 à 15:14", "2017-10-06T15:14"),
    ("Oct 6 2017 3:14PM EDT", "2017-10-06T15:14"),
    ("luesday, Novembcr 27, 2001 8:0S AM", "2001-11-27T08:05"),
    ("Wednesday, November 21. 200110:30 AM", "2001-11-21T10:30"),
    ("January 18, 2002 at 4:53;18 PM EST", "2002-01-18T16:53"),
    ("Friday, Feb ruary 1, 2002 8:49 AM", "2002-02-01T08:49"),
    ("Monday, December 10, 2012 237 PM", "2012-12-10T14:37"),
    ("Friday, October 6, 2017 3:14 PM BEST COPY", "2017-10-06T15:14"),
    ("Friday, October 6, 2017 3:14 PMHere is the plan", "2017-10-06T15:14"),
    ("sexta-feira, 6 de outubro de 2017 15:14", "2017-10-06T15:14"),
    ("piątek, 6 października 2017 15:14", "2017-10-06T15:14"),
    ("6 октября 2017 г. 15:14", "2017-10-06T15:14"),
    ("perjantai 6. lokakuuta 2017 klo 15.14", "2017-10-06T15:14"),
    ("Friday, Ma 12 2017 3:14 PM", "2017-05-12T15:14"),
    ("Friday, Octo er 6, 2017 3:14 PM", "2017-10-06T15:14"),
    ("Frida Au ust 11 2017 3:14 PM", "2017-08-11T15:14"),
    ("Sunday, October |, 2017 3:14 PM", "2017-10-01T15:14"),
    ("Friday, October 6; 2017 3:14 PM", "2017-10-06T15:14"),
    ("Friday, October 6, ZU17 3:14 PM", "2017-10-06T15:14"),
    ("Friday, October 6, 1017 3:14 PM", "2017-10-06T15:14"),
]


@pytest.mark.parametrize(("text", "expected"), DATES, ids=[text for text, _ in DATES])
def test_read_sent(text: str, expected: str) -> None:
    """A header's date reads to the minute, also where OCR has bitten it."""
    sent = read_sent(text)
    assert sent is not None
    assert sent.earliest.strftime("%Y-%m-%dT%H:%M") == expected


def test_unreadable_clock_leaves_the_day() -> None:
    """Where only the clock cannot be read the day is known and no more."""
    sent = read_sent("Monday, January 28, 2002 4:08 -M")
    assert sent is not None
    assert (sent.earliest.hour, sent.latest.hour) == (0, 23)


def test_no_date() -> None:
    """Words are no date, and a withheld date stays unread."""
    assert read_sent("see below") is None
    assert read_sent("(b)(7)(E)") is None


def test_subjects() -> None:
    """Prefixes of answers and forwards come off for comparing, in other languages too."""
    assert bare_subject("RE: FW: Budget, 2017") == bare_subject("AW: WG: budget 2017") == "budget2017"
    assert says_reply("Re: Budget")
    assert says_forward("Fwd: Budget")
    assert not says_forward("Forward plan")
    assert printed_subject("  ") is None


PRINTED = [
    ("FVV.: Budget", "FW: Budget"),
    ("Fav: Budget", "FW: Budget"),
    ("w: Budget", "FW: Budget"),
    (".Fw: Budget", "Fw: Budget"),
    ("o Re: Budget", "Re: Budget"),
    ("Re. Budget", "Re: Budget"),
    ("FW Budget", "FW: Budget"),
    ("Re: Fw budget", "Re: Fw budget"),
    ("Forward plan", "Forward plan"),
    ("RE ENTRY of the probe", "RE ENTRY of the probe"),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED, ids=[text for text, _ in PRINTED])
def test_prefix_as_meant(text: str, expected: str) -> None:
    """A prefix that OCR has spoiled is spelled right; words that only look like one stay."""
    assert printed_subject(text) == expected


def message(number: int, **fields: object) -> Message:
    """An invented message."""
    base = {"id": f"m-{number}", "document_id": "d", "span": Span(0, 1), "header_span": Span(0, 1), "body_spans": ()}
    return Message(**{**base, "header_text": "", "body": "", "found_by": "test", **fields})  # type: ignore[arg-type]


def test_rare_spelling_becomes_the_common_one() -> None:
    """A name misread once is spelled as the release spells it elsewhere; the header's text keeps what is printed."""
    many = [message(number, sender="Fairweather, Ann") for number in range(4)]
    odd = message(9, sender="Fairwcather, Ann", header_text="From: Fairwcather, Ann")
    repaired = repair_fields((*many, odd), Counter())
    assert repaired[-1].sender == "Fairweather, Ann"
    assert repaired[-1].header_text == "From: Fairwcather, Ann"


def test_two_people_stay_two() -> None:
    """Names that differ by a letter and are both met often are two people."""
    both = [message(number, sender=name) for number, name in enumerate(["Fairley, Dan"] * 4 + ["Fairley, Don"] * 4)]
    assert {one.sender for one in repair_fields(tuple(both), Counter())} == {"Fairley, Dan", "Fairley, Don"}


def test_subject_takes_the_words_of_the_release() -> None:
    """A misread word of a subject becomes the word that the release has elsewhere; numbers are never touched."""
    words = count_words("termination letter termination of the contract termination terminatiou")
    messages = (
        message(1, subject="RE: Notice of terminatiou"),
        message(2, subject="Rc: Invoice 14"),
        message(3, subject="RE: Invoice 15"),
    )
    assert [one.subject for one in repair_fields(messages, words)] == [
        "RE: Notice of termination",
        "RE: Invoice 14",
        "RE: Invoice 15",
    ]
