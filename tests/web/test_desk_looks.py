"""How the desk looks and moves: every page for every reader, at twice the size, by keyboard, and the timeline narrowed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from web.conftest import LAPTOP

Serve = Callable[[Path], str]
OpenPage = Callable[..., Page]
TakePicture = Callable[[Page, str], None]
Check = Callable[[Page], None]


@pytest.fixture
def page(harbor_home: str, desk_page: OpenPage) -> Page:
    """The desk, open."""
    return desk_page(harbor_home)


@pytest.fixture(scope="module")
def desk(harbor_home: str, browser: Browser) -> Iterator[Page]:
    """The desk, open for all tests that only look at it."""
    context = browser.new_context(viewport={"width": LAPTOP["width"], "height": LAPTOP["height"]}, locale="en-GB")
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.errors = errors  # type: ignore[attr-defined]  # looked at by `assert_well_made`
    opened.goto(harbor_home)
    opened.wait_for_selector("main")
    yield opened
    context.close()


@pytest.fixture(scope="session")
def assert_contrast() -> Check:
    """Every text stands out from what is behind it."""

    def check(page: Page) -> None:
        options = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
        found = Axe().run(page, options=options)["violations"]
        assert not found, [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found]

    return check


def go(page: Page, label: str) -> None:
    """Open a page by its name in the bar."""
    link = page.get_by_role("navigation", name="Pages").get_by_role("link", name=label, exact=True)
    with page.expect_navigation():
        link.click()


PLACES = (
    "Findings",
    "Quotes",
    "Ladders",
    "Figures",
    "Timeline",
    "Redactions",
    "Requests",
    "Tasks",
    "People",
    "Tables",
    "Draft check",
    "Publish",
)


@pytest.mark.parametrize("label", PLACES)
def test_every_page_is_well_made(
    desk: Page, label: str, take_picture: TakePicture, assert_well_made: Check, assert_contrast: Check
) -> None:
    """Each page of the desk is readable by everybody, in light and in dark, and fits a small laptop."""
    go(desk, label)
    desk.emulate_media(color_scheme="light")
    assert_well_made(desk)
    take_picture(desk, f"desk-{label.lower().replace(' ', '-')}-light")
    desk.emulate_media(color_scheme="dark")
    assert_contrast(desk)
    take_picture(desk, f"desk-{label.lower().replace(' ', '-')}-dark")


def test_pages_fit_at_twice_the_size(harbor_home: str, desk_page: OpenPage) -> None:
    """At 200 % on a 1366 x 768 screen no page is wider than the window."""
    page = desk_page(harbor_home, viewport={"width": 683, "height": 384}, device_scale_factor=2)
    for label in (*PLACES, "Problems and intake", "Decisions", "Tags and notes"):
        go(page, label)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, label


def test_lists_are_walked_by_keyboard(page: Page) -> None:
    """j and k walk a list, Enter opens its row, g and a letter go to another page."""
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.get_by_role("heading", name=re.compile("quotations")).wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    row = page.locator('tr[aria-current="true"]')
    expect(row).to_have_count(1)
    words = row.get_by_role("link").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(words.strip("“”…")[:20])


def test_the_timeline_narrows(page: Page, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Zoom and person leave fewer things; the drawing and the table say the same."""
    go(page, "Timeline")
    n_all = page.locator("svg.timeline a").count()
    assert n_all == page.locator(".ledger tbody tr").count() > 5
    page.locator("select[name=person]").select_option(label="Howard Price")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline of Howard Price")
    assert 0 < page.locator("svg.timeline a").count() < n_all
    assert_well_made(page)
    page.get_by_role("link", name="Closer").click()
    expect(page.get_by_role("link", name="All", exact=True)).to_be_visible()
    take_picture(page, "timeline-of-a-person")
