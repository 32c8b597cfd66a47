"""The app over a case, asked directly or by a real browser.

`make_client` asks the app in this process; `served` starts `onrecord serve` as people do; `desk_page` is a page of Chromium
that has opened its address. Browser tests are skipped where no Chromium is installed, unless ONRECORD_NEEDS_ALL is set (CI).
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.testclient import TestClient

from onrecord.web.app import make_app
from sample_case import make_case, write_file
from web.harbor_case import build_harbor

expect.set_options(timeout=20_000)
TOKEN, PORT = "the-token-of-a-test", 8765
CHECKOUT = Path(__file__).resolve().parents[2]
PICTURES = CHECKOUT / "artefacts"
_ADDRESS_RE = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=\S+")
LAPTOP = {"width": 1366, "height": 768}

Serve = Callable[[Path], str]
TakePicture = Callable[[Page, str], None]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A small case with everything in it that a case can hold."""
    return write_file(make_case(), tmp_path / "sample.onrecord")


@pytest.fixture(scope="session")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbor case, built once; who changes it works on a copy."""
    return build_harbor(tmp_path_factory.mktemp("harbor"))


@pytest.fixture(scope="session")
def harbor_home(harbor: Path, served: Callable[[Path], str]) -> str:
    """The address of the harbor case, for tests that only read."""
    return served(harbor)


@pytest.fixture
def make_client() -> Callable[[Path], TestClient]:
    """A client that is let in, for a case."""

    def make(case: Path) -> TestClient:
        app = make_app(case, token=TOKEN, port=PORT)
        client = TestClient(app, base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=True)
        assert client.get(f"/?token={TOKEN}").status_code == 200
        return client

    return make


@pytest.fixture(scope="session")
def served() -> Iterator[Serve]:
    """Start `onrecord serve` over a case and give the address that it prints."""
    processes = []

    def serve(case: Path) -> str:
        command = [sys.executable, "-m", "onrecord.cli", "serve", str(case), "--no-browser"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        processes.append(process)
        watchdog = threading.Timer(60, process.kill)
        watchdog.start()
        line = process.stdout.readline() if process.stdout else ""
        watchdog.cancel()
        assert _ADDRESS_RE.fullmatch(line.strip()), line
        return line.strip()

    yield serve
    for process in processes:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def make_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """A fresh browser profile with the size of a small laptop; `color_scheme` and others as playwright has them."""
    contexts = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**{"viewport": LAPTOP, "locale": "en-GB", **options})  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def desk_page(make_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A page that has opened the address of a served case; every error of a script on it fails the test."""

    def open_page(address: str, **options: object) -> Page:
        page = make_context(**options).new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
        page.errors = errors  # type: ignore[attr-defined]  # looked at by `assert_well_made`
        page.goto(address)
        page.wait_for_selector("main")
        page.wait_for_load_state("networkidle")  # the scripts listen now, also on a machine with much else to do
        return page

    return open_page


@pytest.fixture(scope="session")
def take_picture() -> TakePicture:
    """Keep a picture of a page under `artefacts/`, for people to look at."""

    def take(page: Page, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=str(PICTURES / f"{name}.png"), full_page=False)

    return take


@pytest.fixture(scope="session")
def assert_well_made() -> Callable[[Page], None]:
    """No serious violation of accessibility, nothing wider than the window, no refused or failing script."""

    def check(page: Page) -> None:
        assert not page.errors, page.errors  # type: ignore[attr-defined]
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        grave = [each for each in found["violations"] if each["impact"] in ("serious", "critical")]
        told = [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in grave]
        assert not told, told
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"

    return check
