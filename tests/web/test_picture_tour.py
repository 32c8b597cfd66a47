"""The picture tour: the pages that the README shows, taken on the demo case as a reader has it on a small laptop.

The pictures always go to `artefacts/tour/`; `python3 dev.py tour` has them written to `docs/pictures/`, where they are kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from web.conftest import CHECKOUT, PICTURES

Serve = Callable[[Path], str]
OpenPage = Callable[..., Page]
MOST_BYTES = 100_000
N_COLOURS = 96
WINDOW = {"width": 1240, "height": 760}


@pytest.fixture(scope="module")
def demo(served: Serve, onrecord: Callable[..., object], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the demo case."""
    folder = tmp_path_factory.mktemp("tour") / "demo"
    onrecord("demo", folder)
    return served(folder / "demo.onrecord")


def test_the_pictures_of_the_tour(demo: str, desk_page: OpenPage) -> None:
    """Each stop of the tour is a page of the demo case, and its picture is small enough to be kept."""
    page = desk_page(demo, viewport=WINDOW)
    stops: tuple[tuple[str, Callable[[Page], None]], ...] = (
        ("front-page", lambda at: _open(at, "Front page")),
        ("inbox", _inbox),
        ("quotation", _quotation),
        ("timeline", lambda at: _open(at, "Timeline")),
        ("selection", _selection),
    )
    for name, go in stops:
        go(page)
        page.wait_for_load_state("networkidle")
        picture = _small(page.screenshot())
        assert 5_000 < len(picture) < MOST_BYTES, name
        for folder in _folders():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.png").write_bytes(picture)


def test_the_readme_shows_pictures_that_exist() -> None:
    """Every picture that the README shows is kept, and is small."""
    shown = re.findall(r"\]\((docs/pictures/[\w-]+\.png)\)", (CHECKOUT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) >= 4
    for path in shown:
        assert (CHECKOUT / path).stat().st_size < MOST_BYTES, path


def _folders() -> list[Path]:
    kept = [CHECKOUT / "docs" / "pictures"] if os.environ.get("ONRECORD_TOUR") else []
    return [PICTURES / "tour", *kept]


def _open(page: Page, label: str) -> None:
    link = page.get_by_role("navigation", name="Pages").get_by_role("link", name=label, exact=True)
    with page.expect_navigation():
        link.click()


def _inbox(page: Page) -> None:
    _open(page, "Inbox")
    page.get_by_role("link", name=re.compile("FW: Due tonight")).first.click()
    page.locator(".letter.asked").wait_for()


def _quotation(page: Page) -> None:
    _open(page, "Quotes")
    page.get_by_role("link", name=re.compile("^“your only task today")).click()
    page.locator(".beside").wait_for()


def _selection(page: Page) -> None:
    _open(page, "Tables")
    page.get_by_role("link", name="audit a selection").first.click()
    page.get_by_label("Column", exact=True).select_option("Prior Conviction")
    page.get_by_label("is", exact=True).first.fill("Yes")
    page.get_by_label(re.compile("^Shown: how many")).fill("3")
    page.get_by_role("button", name="Audit").click()
    page.get_by_role("heading", name="The result").wait_for()
    page.locator(".audit-result").evaluate("node => node.scrollIntoView()")


def _small(picture: bytes) -> bytes:
    """The picture with few colours, as a page of text needs no more."""
    with Image.open(BytesIO(picture)) as image:
        reduced = image.convert("RGB").quantize(N_COLOURS, dither=Image.Dither.NONE)
        kept = BytesIO()
        reduced.save(kept, "PNG", optimize=True)
    return kept.getvalue()
