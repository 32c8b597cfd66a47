"""The log of requests: entered before any release, kept through a build, taken back and never changed."""

from __future__ import annotations

import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from onrecord.casefile.request_log import (
    NewEvent,
    NewRequest,
    add_event,
    add_request,
    find_request,
    is_within,
    load_requests,
    undo_event,
)
from onrecord.casefile.views import summarise_case
from onrecord.errors import CaseFileError, SettingsError
from onrecord.model.requests import RecordsRequest, RequestEvent
from sample_case import AT, VERSION, make_case, write_file

DAY = date(2024, 3, 1)


def enter(case: Path, agency: str = "Parks Department") -> RecordsRequest:
    """A request in the log."""
    new = NewRequest(jurisdiction="us-foia", agency=agency, made_on=DAY, words="All trail closures.", who="ed", at=AT)
    return add_request(case, new, VERSION)


def happen(case: Path, request: RecordsRequest, kind: str, value: str | None = None, note: str | None = None) -> RequestEvent:
    """An entry of the log."""
    new = NewEvent(request_id=request.id, kind=kind, day=DAY, value=value, note=note, who="ed", at=AT)
    return add_event(case, new, VERSION)


def test_a_request_is_older_than_the_release(tmp_path: Path) -> None:
    """A file that is not there is made; a build into it later keeps the log."""
    case = tmp_path / "case.onrecord"
    request = enter(case)
    happen(case, request, "received")
    with pytest.raises(CaseFileError, match="did not finish"):
        summarise_case(case)
    write_file(make_case(), case)
    (kept,) = load_requests(case)
    assert kept.agency == "Parks Department"
    assert [event.kind for event in kept.events] == ["received"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
def test_a_new_case_file_is_its_owners_alone(tmp_path: Path) -> None:
    """A case file and what lies beside it can be read by nobody else; one that is there keeps its permissions."""
    case = tmp_path / "case.onrecord"
    enter(case)
    assert stat.S_IMODE(case.stat().st_mode) == 0o600
    built = write_file(make_case(), tmp_path / "built.onrecord")
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in tmp_path.iterdir())
    built.chmod(0o640)
    write_file(make_case(), built)
    assert stat.S_IMODE(built.stat().st_mode) == 0o640


def test_a_request_is_found_by_its_number(tmp_path: Path) -> None:
    """The id and the tracking number find it; the latest number counts."""
    case = tmp_path / "case.onrecord"
    request = enter(case)
    enter(case, "Water Department")
    happen(case, request, "tracking", "2024-PARK-7")
    assert find_request(case, "2024-PARK-7").id == request.id == find_request(case, request.id).id
    happen(case, request, "tracking", "2024-PARK-8")
    assert find_request(case, "2024-PARK-8").id == request.id
    with pytest.raises(SettingsError, match="no request has"):
        find_request(case, "2024-PARK-7")


def test_an_entry_is_taken_back(tmp_path: Path) -> None:
    """An entry that was taken back counts no more, and counts again when that is taken back."""
    case = tmp_path / "case.onrecord"
    request = enter(case)
    entry = happen(case, request, "received")
    undo_event(case, entry.id, who="ed", at=AT, program_version=VERSION)
    assert find_request(case, request.id).events == ()
    with pytest.raises(SettingsError, match="no entry that stands"):
        undo_event(case, entry.id, who="ed", at=AT, program_version=VERSION)


def test_a_production_is_a_source_of_the_case(tmp_path: Path) -> None:
    """In a built case a production names a source, or a folder with one in it."""
    case = write_file(make_case(), tmp_path / "case.onrecord")
    request = enter(case)
    assert happen(case, request, "production", "records").value == "records"
    with pytest.raises(SettingsError, match="no source of the case"):
        happen(case, request, "production", "rec")
    assert is_within("a/b.zip!/c.txt", "a/b.zip")
    assert not is_within("a/bc.txt", "a/b")


@pytest.mark.parametrize(
    ("kind", "value", "note"),
    [
        ("guess", None, None),
        ("extended", None, None),
        ("extended", "ten", None),
        ("extended", "0", None),
        ("tracking", " ", None),
        ("extended", "99999", None),
        ("note", None, " "),
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(tmp_path: Path, kind: str, value: str | None, note: str | None) -> None:
    """Unknown kinds and missing values are refused, and nothing is added."""
    case = tmp_path / "case.onrecord"
    request = enter(case)
    with pytest.raises(SettingsError):
        happen(case, request, kind, value, note)
    assert find_request(case, request.id).events == ()


def test_a_request_without_words_is_refused(tmp_path: Path) -> None:
    """No agency or no words: no request, and no file."""
    with pytest.raises(SettingsError, match="needs an agency"):
        enter(tmp_path / "case.onrecord", " ")
    assert list(tmp_path.iterdir()) == []


def test_another_file_is_left_alone(tmp_path: Path) -> None:
    """A file that is no case file is refused and not changed."""
    article = tmp_path / "article.txt"
    article.write_text("words", encoding="utf-8")
    with pytest.raises(CaseFileError, match="not a case file"):
        enter(article)
    assert article.read_text(encoding="utf-8") == "words"
