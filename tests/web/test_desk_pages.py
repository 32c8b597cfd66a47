"""The pages of the desk over the sample case: links lead somewhere, filters narrow, nothing from outside is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web.pages.registry import PAGES
from sample_case import make_case, write_file

MakeClient = Callable[[Path], TestClient]
DESK = (
    "/findings",
    "/quotes",
    "/ladders",
    "/figures",
    "/timeline",
    "/redactions",
    "/requests",
    "/tasks",
    "/people",
    "/people/proposals",
    "/tables",
    "/draft",
    "/judgements",
    "/notes",
    "/problems",
    "/rules",
    "/publish",
)
_LINK_RE = re.compile(r'href="(/[^"#]*)')


@pytest.fixture
def client(make_client: MakeClient, sample: Path) -> TestClient:
    """A client on the sample case."""
    return make_client(sample)


def links(text: str) -> list[str]:
    """The addresses of the app on a page."""
    return [html.unescape(each) for each in _LINK_RE.findall(text) if not each.startswith("/static/")]


@pytest.mark.parametrize("path", DESK)
def test_every_page_of_the_desk_is_there(client: TestClient, path: str) -> None:
    """Each page answers, has one first heading, and says its name in the title."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert re.search(r"<title>\S.* · sample</title>", answer.text)


def test_every_link_leads_somewhere(client: TestClient) -> None:
    """Whatever the pages of the desk link to exists, three links deep."""
    seen: dict[str, int] = {}
    waiting = [(path, 0) for path in DESK]
    while waiting:
        path, depth = waiting.pop(0)
        if path in seen or path.startswith("/tables/b-1/rows"):  # the sample's table has no file
            continue
        answer = client.get(path)
        seen[path] = answer.status_code
        if depth < 2:
            waiting += [(link, depth + 1) for link in links(answer.text)]
    assert {path: status for path, status in seen.items() if status != 200} == {}
    assert len(seen) > 60


def test_the_letters_of_the_navigation_differ() -> None:
    """No two entries of the bar are reached by the same letter."""
    letters = [entry.key for page in PAGES for entry in page.NAVIGATION]
    assert len(letters) == len(set(letters))


@pytest.mark.parametrize(
    ("path", "has", "has_not"),
    [
        ("/quotes?verdict=not_found", "We closed all trails", "We closed 12 of 40 trails"),
        ("/quotes?speaker=Dana+Ortega", "We closed 12 of 40 trails", "We closed all trails"),
        ("/quotes?words=all+trails", "We closed all trails", "We closed 12 of 40 trails"),
        ("/figures?kind=share", "35 percent", "12 of its 40"),
        ("/findings?family=Q", "Words cut that govern", "12 of 40 is 30 percent"),
        ("/findings?severity=error", "12 of 40 is 30 percent", "Two passages"),
        ("/redactions?lack=no_code", "no code printed", 'class="redaction">(b)(6)'),
        ("/tasks?words=permit", "the permit list", "No message asks"),
        ("/people?words=d.ortega%40parks.example", "Dana Ortega", ">D. Ortega<"),
        ("/problems?reason=encrypted_pdf", "A password is needed", "is uncertain"),
        ("/timeline?first=2024-03-06&last=2024-03-08", "County closes trails", "Lake permits"),
    ],
)
def test_filters_narrow(client: TestClient, path: str, has: str, has_not: str) -> None:
    """A list shows what fits its filter and nothing else."""
    main = client.get(path).text.partition("<main")[2]
    assert has in main
    assert has_not not in main


@pytest.mark.parametrize(
    "path", ["/quotes/q-9", "/figures/x", "/findings/x", "/tasks/x", "/people/x", "/tables/x", "/rules/Z9", "/split/m-9"]
)
def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    """An address of nothing is a page that says so."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["from=-1", "from=x", "from=99999999999999", "verdict=%00", "first=2024-99-99", "kind=%27"])
def test_odd_addresses_do_no_harm(client: TestClient, query: str) -> None:
    """Words of an address that make no sense are read as if they were not there."""
    for path in ("/quotes", "/figures", "/findings", "/timeline", "/redactions", "/people", "/tasks", "/problems"):
        assert client.get(f"{path}?{query}").status_code == 200


def test_a_quotation_beside_its_record_is_marked(client: TestClient) -> None:
    """The page of a quotation shows both sides, the words left out, and the word that governs."""
    page = client.get("/quotes/q-1").text
    assert re.search(r'<del class="trigger"[^>]*>.*?not', page, re.DOTALL)
    assert "cut, to be read" in page
    assert "Not found in the 1 document, 2 messages, 2 pages loaded" in client.get("/quotes/q-2").text


def test_script_from_a_source_is_text(make_client: MakeClient, tmp_path: Path) -> None:
    """A script in a subject, a title, a quotation's speaker or a table's name is shown and never run."""
    bad = "<script>alert(1)</script>"
    case = make_case()
    mail, retold, story, table = case.parts
    messages = tuple(replace(message, subject=bad, sender=bad) for message in mail.inbox.messages)
    tasks = tuple(replace(task, deliverable=bad, on_behalf_of=bad) for task in mail.inbox.taskings)
    quotes = tuple(replace(quote, speaker=bad) for quote in story.mentions.quotes)
    tables = tuple(replace(each, name=bad, notes=(bad,)) for each in table.tables)
    findings = tuple(replace(each, message=bad, working=bad) for each in case.findings)
    people = tuple(replace(each, name=bad) for each in case.links.people)
    events = tuple(replace(each, label=bad) for each in case.links.events)
    parts = (
        replace(mail, inbox=replace(mail.inbox, messages=messages, taskings=tasks)),
        retold,
        replace(story, mentions=replace(story.mentions, quotes=quotes)),
        replace(table, tables=tables),
    )
    bad_case = replace(case, parts=parts, findings=findings, links=replace(case.links, people=people, events=events))
    client = make_client(write_file(bad_case, tmp_path / "bad.onrecord"))
    for path in (*DESK, "/quotes/q-1", "/findings/n-1", "/tasks/t-1", "/people/z-1", "/tables/b-1", "/split/m-1"):
        assert bad not in client.get(path).text, path


def test_days_and_numbers_follow_the_reader(make_client: MakeClient, sample: Path) -> None:
    """A browser set to American English reads Mar 5, 2024; one set to German reads 5 Mar 2024 on a 24-hour clock."""
    client = make_client(sample)
    american = client.get("/tasks/t-1", headers={"accept-language": "en-US,en;q=0.9"}).text
    german = client.get("/tasks/t-1", headers={"accept-language": "de-DE"}).text
    assert "sent Mar 5, 2024 9:14 am" in american
    assert "sent 5 Mar 2024 09:14" in german


def test_what_would_be_masked_is_shown_and_nothing_written(client: TestClient, sample: Path) -> None:
    """The page of publishing lists who becomes which person and who keeps the name, and leaves the case as it was."""
    before = sample.read_bytes()
    assert f"onrecord publish {sample.name} dossier" in client.get("/publish").text
    masked, kept = (client.get(f"/publish?show={shown}").text for shown in ("masked", "kept"))
    assert re.search(r"Person \d+", masked)
    assert "as it is" in kept
    assert "Person 1<" not in kept
    assert sample.read_bytes() == before
