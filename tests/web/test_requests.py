"""Requests for records in the app: entered, their clock, letters, what an appeal would contest; before there is any case."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.casefile.request_log import load_requests

ORIGIN = {"origin": "http://127.0.0.1:8765"}
MakeClient = Callable[[Path], TestClient]
REQUEST = {
    "agency": "Parks Office",
    "made_on": "2024-03-01",
    "words": "All e-mail about <b>trails</b>",
    "jurisdiction": "us-foia",
    "tracking": "PARK-7",
}


def send(client: TestClient, path: str, **fields: str) -> tuple[int, str]:
    """Send a form as its page would; gives the status and where it leads, or the page."""
    word = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/requests").text)
    assert word
    answer = client.post(path, data={"csrf": word[1], **fields}, headers=ORIGIN, follow_redirects=False)
    return answer.status_code, answer.headers.get("location") or answer.text


def entered(client: TestClient) -> str:
    """A request; gives the path of its page."""
    status, path = send(client, "/requests", **REQUEST)
    assert status == 303
    return path


def test_a_request_is_entered_before_there_is_a_case(make_client: MakeClient, tmp_path: Path) -> None:
    """The log is the first thing in a case file; the front page still asks for files."""
    case = tmp_path / "new.onrecord"
    client = make_client(case)
    assert "No request is entered" in client.get("/requests").text
    page = client.get(entered(client)).text
    assert "Parks Office" in page
    assert "PARK-7" in page
    assert "All e-mail about &lt;b&gt;trails&lt;/b&gt;" in page
    assert "the day on which the agency received it is not entered" in page
    assert client.get("/").status_code == 200
    assert [one.agency for one in load_requests(case)] == ["Parks Office"]


def test_what_happened_moves_the_clock(make_client: MakeClient, sample: Path) -> None:
    """An entry starts the clock with its section cited; taken back it stands still again."""
    client = make_client(sample)
    path = entered(client)
    request_id = path.rpartition("/")[2]
    assert send(client, "/requests/entries", request=request_id, kind="received", day="2024-03-04") == (303, path)
    page = client.get(path).text
    assert "overdue: due 1 Apr 2024" in page
    assert "552(a)(6)" in page
    assert "overdue" in client.get("/requests").text
    (event,) = load_requests(sample)[0].of_kind("received")
    assert send(client, "/requests/entries/undo", event=event.id)[0] == 303
    assert "overdue" not in client.get(path).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "extended", "day": "2024-03-09", "value": "ten"}, "expected a number of days"),
        ({"kind": "received", "day": "soon"}, "no day: found soon"),
        ({"kind": "production", "day": "2024-03-09", "value": "nowhere.pdf"}, "no source of the case is nowhere.pdf"),
        ({"kind": "burnt", "day": "2024-03-09"}, "no such event"),
    ],
)
def test_an_entry_that_cannot_be_says_why(make_client: MakeClient, sample: Path, fields: dict[str, str], says: str) -> None:
    """What does not fit comes back with its form, what was typed, and the reason."""
    client = make_client(sample)
    request_id = entered(client).rpartition("/")[2]
    status, page = send(client, "/requests/entries", request=request_id, **fields)
    assert status == 400
    assert says in page
    assert fields.get("value", "") in page
    assert [event.kind for event in load_requests(sample)[0].events] == ["tracking"]


def test_a_request_without_words_comes_back(make_client: MakeClient, sample: Path) -> None:
    """A form that is not complete keeps what was typed into it."""
    status, page = send(make_client(sample), "/requests", **{**REQUEST, "words": " "})
    assert status == 400
    assert 'value="Parks Office"' in page
    assert load_requests(sample) == ()


def test_a_letter_and_the_papers_of_an_appeal(make_client: MakeClient, sample: Path) -> None:
    """The letters of the law are drafts with blanks; the appeal says what it would list and how to have it."""
    client = make_client(sample)
    path = entered(client)
    drafted = client.get(f"{path}/letters/request").text
    assert "[Your name]" in drafted
    assert "All e-mail about &lt;b&gt;trails&lt;/b&gt;" in drafted
    assert client.get(f"{path}/letters/ransom").status_code == 404
    assert client.get("/requests/rq-none").status_code == 404
    page = client.get(path).text
    assert f"appeal-pack {path.rpartition('/')[2]}" in page
    assert "An appeal would contest" in page
