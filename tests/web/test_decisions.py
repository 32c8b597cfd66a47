"""Decisions, tags and notes made in the app: kept beside the machine's rows, taken back, never from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from onrecord.casefile.judgements import in_force, read_judgements
from onrecord.casefile.notes import read_notes
from onrecord.casefile.writer import open_for_build, write_case
from onrecord.web.asking import own_path
from sample_case import AT, make_case

ORIGIN = {"origin": "http://127.0.0.1:8765"}
_CSRF_RE = re.compile(r'name="csrf" value="([0-9a-f]+)"')


@pytest.fixture
def client(make_client: Callable[[Path], TestClient], sample: Path) -> TestClient:
    """A client on the sample case."""
    return make_client(sample)


def send(client: TestClient, action: str, **fields: object) -> httpx2.Response:
    """Send a form with the session's word, as a page of the app would."""
    found = _CSRF_RE.search(client.get("/quotes/q-1").text)
    assert found
    words = {"csrf": found[1], **{name: str(value) for name, value in fields.items()}}
    answer: httpx2.Response = client.post(action, data=words, headers=ORIGIN, follow_redirects=False)
    return answer


def test_the_right_speaker_is_set_and_taken_back(client: TestClient, sample: Path) -> None:
    """A speaker that a person sets is shown at once with who set it, survives a rebuild, and can be taken back."""
    answer = send(
        client, "/judge", decision="right_speaker", target="q-2", value="Kim Bell", reason="see page 2", back="/quotes/q-2"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/quotes/q-2")
    with open_for_build(sample, "0.0-test") as writer:
        write_case(writer, make_case(), at=AT)
    page = client.get("/quotes/q-2").text
    assert "<b>Kim Bell</b>" in page
    assert "see page 2" in page
    (made,) = read_judgements(sample)
    send(client, "/judge/undo", judgement=made.id, back="/quotes/q-2")
    assert "speaker open: Dana Ortega" in client.get("/quotes/q-2").text
    assert "taken back" in client.get("/judgements").text


def test_a_finding_is_dismissed_with_a_reason(client: TestClient) -> None:
    """A dismissed finding leaves the list, stands among the dismissed, and its page says why."""
    send(client, "/judge", decision="dismiss", target="n-1", reason="the agency corrected it", back="/findings/n-1")
    assert "12 of 40 is 30 percent" not in client.get("/findings").text
    assert "12 of 40 is 30 percent" in client.get("/findings?dismissed=yes").text
    assert "the agency corrected it" in client.get("/findings/n-1").text


def test_a_proposal_is_confirmed_and_parted(client: TestClient, sample: Path) -> None:
    """Two rows of one person are joined by a button and parted by another."""
    send(client, "/judge", decision="same_person", target="z-2", value="z-1", back="/people/proposals")
    page = client.get("/people/proposals").text
    assert "Part them again" in page
    assert ">D. Ortega<" not in client.get("/people").text
    (made,) = read_judgements(sample)
    send(client, "/judge/undo", judgement=made.id, back="/people/proposals")
    assert "They are one person" in client.get("/people/proposals").text


def test_a_message_is_split(client: TestClient, sample: Path) -> None:
    """The page of a message's lines offers to split at each line but the first, and shows where it was split."""
    page = client.get("/split/m-1").text
    offsets = [int(each) for each in re.findall(r'name="value" value="(\d+)"', page)]
    assert len(offsets) == 5
    send(client, "/judge", decision="split_here", target="m-1", value=offsets[-1], back="/split/m-1")
    assert 'class="begins"' in client.get("/split/m-1").text
    assert client.get("/inbox/m-1").text.count("Split by your decision") == 2
    assert [each.decision for each in in_force(read_judgements(sample))] == ["split_here"]


def test_no_quotation_leaves_the_ledger(client: TestClient) -> None:
    """What a person says is no quotation is gone from the ledger and stands among the decisions with its words."""
    answer = send(client, "/judge", decision="not_a_quotation", target="q-2", back="/quotes/q-2")
    assert answer.headers["location"] == "/judgements"
    assert "We closed all trails" not in client.get("/quotes").text
    assert "We closed all trails" in client.get("/judgements").text


def test_a_tag_and_a_note_stand_on_their_words(client: TestClient, sample: Path) -> None:
    """A tag and a note on a stretch are shown there and in the list, and are taken back."""
    for kind, words in (("tag", "to check"), ("note", "ask\nthe office")):
        send(client, "/note", kind=kind, document="d-story", start=0, end=6, words=words, back="/notes")
    page = client.get("/notes/new?document=d-story&start=2&end=4").text
    assert "to check" in page
    assert "ask\nthe office" in page
    assert "ask\nthe office" not in client.get("/notes?tag=to+check").text
    for note in read_notes(sample):
        send(client, "/note/undo", note=note.id, back="/notes")
    assert "Nothing is tagged" in client.get("/notes").text


def test_a_form_without_the_word_changes_nothing(client: TestClient, sample: Path) -> None:
    """A decision without the session's word, or from another origin, is refused."""
    fields = {"decision": "dismiss", "target": "n-1"}
    assert client.post("/judge", data=fields, headers=ORIGIN).status_code == 403
    assert client.post("/judge", data={**fields, "csrf": "0" * 64}, headers=ORIGIN).status_code == 403
    assert client.post("/judge", data=fields, headers={"origin": "http://evil.example"}).status_code == 403
    assert read_judgements(sample) == ()


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("/judge", {"decision": "dismiss", "target": "n-99"}),
        ("/judge", {"decision": "praise", "target": "n-1"}),
        ("/judge", {"decision": "right_speaker", "target": "q-1", "value": " "}),
        ("/judge", {"decision": "split_here", "target": "m-1", "value": "-4"}),
        ("/judge/undo", {"judgement": "j-1"}),
        ("/note", {"kind": "tag", "document": "d-story", "start": "x", "end": "9", "words": "a"}),
        ("/note", {"kind": "tag", "document": "d-none", "start": "0", "end": "9", "words": "a"}),
        ("/note/undo", {"note": "o-1"}),
    ],
)
def test_what_makes_no_sense_is_refused(client: TestClient, action: str, fields: dict[str, str]) -> None:
    """A decision about nothing, or of an unknown kind, is a page that says so."""
    assert send(client, action, **fields).status_code == 404


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\nb"])
def test_forms_come_back_to_the_app_alone(back: str) -> None:
    """Where a form comes back to is a path of the app, whatever the form says."""
    assert own_path(back, "/judgements") == "/judgements"
    assert own_path("/quotes/q-1?a=b", "/judgements") == "/quotes/q-1?a=b"
