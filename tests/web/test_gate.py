"""Who gets in: the browser of the session, and nobody else; what leaves: pages that load and run nothing foreign."""

from __future__ import annotations

import asyncio
import http.client
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.web.app import make_app
from onrecord.web.intake_folder import safe_path, sources_folder
from onrecord.web.security import HEADERS, MAX_BODY_BYTES, POLICY
from sample_case import make_case, write_file

TOKEN, PORT = "the-token-of-a-test", 8765
HOME = f"http://127.0.0.1:{PORT}"
MakeClient = Callable[[Path], TestClient]
Serve = Callable[[Path], str]


@pytest.fixture
def stranger(sample: Path) -> TestClient:
    """Somebody who knows where the app is and has no token."""
    return TestClient(make_app(sample, token=TOKEN, port=PORT), base_url=HOME)


def test_without_the_token_nothing_is_shown(stranger: TestClient) -> None:
    """A page, a file of the app and a guessed token are all refused."""
    for path in ("/", "/documents", "/static/base.css", "/?token=guess", "/?token="):
        answer = stranger.get(path)
        assert answer.status_code == 403
        assert "sample" not in answer.text
        assert "set-cookie" not in answer.headers


def test_the_token_lets_in_once_and_leaves_the_address(make_client: MakeClient, sample: Path) -> None:
    """The address with the token sets a strict cookie that scripts cannot read, and goes on to the address without it."""
    client = TestClient(make_app(sample, token=TOKEN, port=PORT), base_url=HOME)
    opened = client.get(f"/documents?pile=records&token={TOKEN}")
    assert 'content="0;url=/documents?pile=records"' in opened.text
    cookie = opened.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/documents").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", '/"><script>alert(1)</script>'])
def test_the_token_page_leads_nowhere_else(stranger: TestClient, path: str) -> None:
    """The page that goes on by itself goes on within the app, whatever path it was asked for."""
    answer = stranger.get(f"{HOME}{path}", params={"token": TOKEN})
    assert "url=//" not in answer.text
    assert "url=/\\" not in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:9", "localhost.evil.example:8765"]
)
def test_another_host_is_refused(make_client: MakeClient, sample: Path, host: str) -> None:
    """A name that somebody else has pointed at this machine opens nothing (DNS rebinding)."""
    assert make_client(sample).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8765", None])
def test_another_origin_changes_nothing(make_client: MakeClient, sample: Path, origin: str | None) -> None:
    """A form sent from another site, another port or from nowhere is refused before it is read."""
    headers = {"origin": origin} if origin else {}
    client = make_client(sample)
    assert client.post("/sources", data={"place": "/etc"}, headers=headers).status_code == 403
    assert not client.app.state.desk.builder.state.is_running  # type: ignore[attr-defined]


def test_another_site_cannot_embed_anything(make_client: MakeClient, sample: Path) -> None:
    """A request for a picture or script that the browser says comes from another site is refused, even with the cookie."""
    for site in ("cross-site", "same-site"):
        headers = {"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}
        assert make_client(sample).get("/static/keys.js", headers=headers).status_code == 403


def test_a_form_without_the_word_is_refused(make_client: MakeClient, sample: Path) -> None:
    """Even from the right origin a form needs the word that the session's pages carry."""
    answer = make_client(sample).post("/sources", data={"csrf": "guess", "place": "/etc"}, headers={"origin": HOME})
    assert answer.status_code == 403
    assert "not made by this session" in answer.text


def test_only_get_and_post(make_client: MakeClient, sample: Path) -> None:
    """Nothing else is answered."""
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        assert make_client(sample).request(method, "/").status_code == 405


def test_every_answer_carries_the_policy(make_client: MakeClient, sample: Path) -> None:
    """Pages, files, refusals and what does not exist: all say that nothing foreign may be loaded."""
    client = make_client(sample)
    for path in ("/", "/static/base.css", "/nothing", "/read/d-nobody"):
        answer = client.get(path)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY
    assert client.get("/").headers["cache-control"] == "no-store"


def test_no_page_has_inline_script_or_style(make_client: MakeClient, sample: Path) -> None:
    """Nothing on a page would need the policy to be weaker."""
    client = make_client(sample)
    for path in ("/", "/documents", "/search?q=trails"):
        text = client.get(path).text
        assert "<style" not in text
        assert " style=" not in text
        assert "<script>" not in text
        assert " onclick=" not in text
        assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
        assert "https://" not in text


OUTSIDE = (
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2f..%2fcli/__main__.py",
    "/static//etc/passwd",
    "/read/..%2f..%2fetc%2fpasswd",
    "/page/..%2f..%2fetc%2fpasswd/1",
    "/inbox/..%2f..%2fetc%2fpasswd",
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_outside(make_client: MakeClient, sample: Path, path: str) -> None:
    """No address gives a file that is neither the app's own nor an input of the case."""
    answer = make_client(sample).get(path)
    assert answer.status_code in (400, 404)
    assert "root:" not in answer.text
    assert "make_app" not in answer.text


def test_a_script_in_a_subject_stays_text(make_client: MakeClient, tmp_path: Path) -> None:
    """A subject, a sender, a title and a path that are scripts are shown and never run."""
    evil = "<script>alert('x')</script><img src=x onerror=alert(1)>"
    case = write_file(with_words_everywhere(evil), tmp_path / "evil.onrecord")
    client = make_client(case)
    for path in (
        "/",
        "/documents",
        "/inbox",
        "/inbox/m-1",
        "/search?q=alert",
        f"/search?q={evil}",
        "/read/d-mail",
        "/read/d-story",
    ):
        text = client.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
    assert "&lt;script&gt;alert" in client.get("/inbox").text


def with_words_everywhere(words: str) -> CaseRecords:
    """The sample case with these words as subject, sender, title and publisher."""
    case = make_case()

    def changed(part: DocumentRecords) -> DocumentRecords:
        source = replace(part.document.source, title=words, publisher=words)
        messages = tuple(replace(message, subject=words, sender=words) for message in part.inbox.messages)
        document = replace(part.document, source=source, title=words)
        return replace(part, document=document, inbox=replace(part.inbox, messages=messages))

    return replace(case, parts=tuple(changed(part) for part in case.parts))


def test_a_body_that_is_too_large_is_refused(make_client: MakeClient, sample: Path) -> None:
    """A form beyond its limit is refused, whether it says its size or not."""
    client = make_client(sample)
    big = b"x" * (MAX_BODY_BYTES + 1)
    assert client.post("/judge", content=big, headers={"origin": HOME}).status_code == 413
    headers = {"origin": HOME, "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/judge", content=iter([big]), headers=headers).status_code == 413  # sent in chunks, no length given


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../.ssh/authorized_keys", "ssh/authorized_keys"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\con.txt", "C_/Windows/_con.txt"),
        ("mail/\u202efdp.exe", "mail/_fdp.exe"),
        ("a\0b\n.eml", "a_b_.eml"),
        ("...", "unnamed"),
    ],
)
def test_names_from_a_browser_stay_in_their_folder(name: str, expected: str) -> None:
    """Whatever name a browser gives, it becomes a plain path without a way out."""
    assert safe_path(name).as_posix() == expected


def test_files_from_a_browser_land_beside_the_case(make_client: MakeClient, sample: Path) -> None:
    """An uploaded file is kept in the case's own folder, the same one twice only once."""
    client = make_client(sample)
    word = client.app.state.desk.csrf_word  # type: ignore[attr-defined]
    client.app.state.desk.builder.start = lambda *_, **__: None  # type: ignore[attr-defined]
    for _ in range(2):
        files = [("file", ("../up/../../note.txt", b"words of a note", "text/plain"))]
        data = {"csrf": word, "pile": "coverage"}
        sent = client.post("/sources", data=data, files=files, headers={"origin": HOME}, follow_redirects=False)
        assert sent.status_code == 303
    kept = [path.relative_to(sources_folder(sample)).as_posix() for path in sources_folder(sample).rglob("*") if path.is_file()]
    assert kept == ["coverage/up/note.txt"]


# ---- over a real connection ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(served: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a running server over the sample case."""
    return served(write_file(make_case(), tmp_path_factory.mktemp("gate") / "sample.onrecord"))


def test_a_head_of_fifty_megabytes_is_refused(address: str) -> None:
    """A giant header ends its connection and costs nobody else anything."""
    port = urlsplit(address).port or 0
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Big: ")
        received = b""
        try:
            for _ in range(800):
                connection.sendall(b"x" * 65_536)
            received = connection.recv(100)
        except (BrokenPipeError, ConnectionResetError):
            received = received or b""
    assert received in (b"",) or received.startswith((b"HTTP/1.1 400", b"HTTP/1.1 431"))
    assert httpx2.get(address, timeout=20).status_code == 200


def test_it_listens_on_this_machine_alone(address: str) -> None:
    """The port is bound to 127.0.0.1, not to every address that the machine has."""
    port = urlsplit(address).port or 0
    with socket.socket() as other:
        other.settimeout(2)
        assert other.connect_ex(("127.0.0.2", port)) != 0


def test_a_thousand_requests_at_once_are_harmless(address: str) -> None:
    """Each of a thousand parallel requests is answered or told to come back, and the app goes on."""
    parts = urlsplit(address)
    cookie = httpx2.get(address, timeout=20).headers["set-cookie"].split(";")[0]

    def ask(_: int) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=60)
        try:
            connection.request("GET", "/documents", headers={"Cookie": cookie})
            return connection.getresponse().status
        except (ConnectionResetError, ConnectionRefusedError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(1_000) as pool:
        answers = list(pool.map(ask, range(1_000)))
    assert set(answers) <= {200, 503}, sorted(set(answers))
    assert answers.count(200) >= 100
    assert ask(0) == 200


def test_the_gate_counts_what_is_under_way(sample: Path) -> None:
    """Beyond the cap a request is told to come back at once; when the others are done, there is room again."""
    from onrecord.web import security  # noqa: PLC0415  # its cap is lowered here

    async def run() -> list[int]:
        statuses: list[int] = []
        release = asyncio.Event()

        async def slow(scope: object, receive: object, send: object) -> None:
            await release.wait()

        gate = security.Gate(slow, token=TOKEN, port=PORT)
        scope = {
            "type": "http", "method": "GET", "path": "/", "raw_path": b"/", "query_string": b"",
            "headers": [(b"host", b"127.0.0.1:8765"), (b"cookie", f"onrecord_{PORT}={TOKEN}".encode())],
        }  # fmt: skip

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                statuses.append(int(str(message["status"])))

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        waiting = [asyncio.ensure_future(gate(scope, receive, send)) for _ in range(security.MAX_UNDER_WAY)]  # type: ignore[arg-type]
        await asyncio.sleep(0)
        await gate(scope, receive, send)  # type: ignore[arg-type]
        release.set()
        await asyncio.gather(*waiting)
        return statuses

    with ThreadPoolExecutor(1) as apart:  # a browser that an earlier test started keeps a loop running in this thread
        assert apart.submit(asyncio.run, run()).result() == [503]
