"""The words of values, and the template environment."""

from __future__ import annotations

import doctest
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from onrecord.casefile.cites_view import Cite, cite
from onrecord.casefile.search import CLOSE, OPEN
from onrecord.display import words
from onrecord.display.environment import base_style, make_environment
from onrecord.errors import SettingsError
from sample_case import make_case, write_file


@dataclass(frozen=True)
class Case:
    name: str
    given: tuple[str, str]
    expected: str


DAYS = (
    Case("one_day", ("2017-02-10", "2017-02-10"), "10 Feb 2017"),
    Case("within_a_month", ("2017-02-10", "2017-02-12"), "10–12 Feb 2017"),
    Case("a_month", ("2024-02-01", "2024-02-29"), "Feb 2024"),
    Case("a_year", ("2017-01-01", "2017-12-31"), "2017"),
    Case("years", ("2016-01-01", "2017-12-31"), "2016–2017"),
    Case("two_months", ("2017-01-30", "2017-02-02"), "30 Jan – 2 Feb 2017"),
    Case("without_an_end", ("2021-01-20", "9999-12-31"), "since 20 Jan 2021"),
    Case("without_a_beginning", ("0001-01-01", "2021-01-20"), "until 20 Jan 2021"),
    Case("without_either", ("0001-01-01", "9999-12-31"), "undated"),
    Case("over_new_year", ("2016-12-30", "2017-01-02"), "30 Dec 2016 – 2 Jan 2017"),
)
INSTANTS = (
    Case("a_minute", ("2017-02-10T18:02:00", "2017-02-10T18:02:59"), "10 Feb 2017 6:02 pm"),
    Case("a_day", ("2017-02-10T00:00:00", "2017-02-10T23:59:59"), "10 Feb 2017"),
    Case("hours_of_a_day", ("2017-02-10T12:00:00", "2017-02-10T17:59:59"), "10 Feb 2017 12:00 pm–5:59 pm"),
    Case("midnight", ("2017-02-10T00:00:00", "2017-02-10T00:00:30"), "10 Feb 2017 12:00 am"),
)


def make_cite(**changed: object) -> Cite:
    given: dict[str, object] = {
        "document_id": "d",
        "source": "records/r.pdf",
        "pile": "records",
        "title": None,
        "start": 3,
        "end": 9,
        "words": "x",
        **changed,
    }
    return Cite(**given)  # type: ignore[arg-type]


def test_doctests_hold() -> None:
    """The examples in the module's docstrings are true."""
    assert doctest.testmod(words).failed == 0


@pytest.mark.parametrize("case", DAYS, ids=lambda case: case.name)
def test_days_are_shown_as_what_is_known(case: Case) -> None:
    """An interval of days is never shown as one of them."""
    assert words.days(*case.given) == case.expected


@pytest.mark.parametrize("case", INSTANTS, ids=lambda case: case.name)
def test_instants_are_shown_as_what_is_known(case: Case) -> None:
    """A minute is shown where it is known, else the day or the hours."""
    assert words.instant(*case.given) == case.expected


def test_citation_names_stamp_page_and_time() -> None:
    """A stamped page of a mail is cited as people cite it."""
    cite = make_cite(
        bates="ICE 2017-ICFO-12345",
        page=41,
        message_id="m",
        sent_earliest="2017-02-10T18:02:00",
        sent_latest="2017-02-10T18:02:59",
    )
    assert words.citation(cite) == "ICE 2017-ICFO-12345, p. 41, sent 10 Feb 2017 6:02 pm"


def test_citation_without_page_gives_characters() -> None:
    """Where there is no page, the characters say where the words stand."""
    assert words.citation(make_cite()) == "r.pdf, characters 3–9"


def test_snippet_escapes_everything_but_its_marks() -> None:
    """A script in a searched text stays text."""
    found = words.snippet(f"<script>{OPEN}<b>{CLOSE} & so on")
    assert found == "&lt;script&gt;<mark>&lt;b&gt;</mark> &amp; so on"


def test_names_that_are_missing_are_errors() -> None:
    """A template that names what it was not given fails instead of staying silent."""
    environment = make_environment("onrecord.web")
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nobody_gave_this }}").render()


def test_base_style_is_at_hand() -> None:
    """The shared stylesheet can be carried inside a page."""
    assert "--paper" in base_style()


def test_cite_knows_message_page_and_stamp(tmp_path: Path) -> None:
    """A place in a stamped mail comes with all that a citation says, and with its very words."""
    records = make_case()
    case = write_file(records, tmp_path / "c.onrecord")
    mail = next(part for part in records.parts if part.document.id == "d-mail")
    message = mail.inbox.messages[0]
    start = message.body_spans[0].start
    found = cite(case, "d-mail", start, start + 5)
    assert found.words == mail.document.text[start : start + 5]
    assert mail.document.text[: start + 5].endswith(found.before + found.words)
    assert (found.page, found.message_id) == (mail.document.page_at(start), message.id)


def test_cite_refuses_a_span_outside(tmp_path: Path) -> None:
    """A span that the document does not have is named as such."""
    case = write_file(make_case(), tmp_path / "c.onrecord")
    with pytest.raises(SettingsError, match="no such span"):
        cite(case, "d-mail", 0, 10_000_000)
    with pytest.raises(SettingsError, match="no document"):
        cite(case, "d-nobody", 0, 1)
