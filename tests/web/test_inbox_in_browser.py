"""Inbox, reader and front page in a real browser: the first five minutes, a release, the keyboard alone, the looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import onrecord
from onrecord.pipeline import BuildSettings
from web.release_pdf import write_release

Serve = Callable[[Path], str]
OpenPage = Callable[..., Page]
TakePicture = Callable[[Page, str], None]
Check = Callable[[Page], None]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, browser: object) -> Path:
    """The forty pages as a case; not built where there is no browser to look at it."""
    folder = tmp_path_factory.mktemp("release")
    case = folder / "release.onrecord"
    onrecord.build(case, [write_release(folder / "release.pdf")], BuildSettings(ocr="off"))
    return case


@pytest.fixture(scope="module")
def home(release: Path, served: Serve) -> str:
    """The address of the release, for stories that only read."""
    return served(release)


def test_an_inbox_from_a_pdf(home: str, desk_page: OpenPage, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Story 4: nine messages and not forty pages, copies folded, in order of time, the gap, the codes, the box without one."""
    page = desk_page(home)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Inbox", exact=True).click()
    rows = page.locator(".rows > li")
    expect(rows).to_have_count(9)
    expect(page.locator(".facets .total")).to_contain_text("9 messages")
    times = rows.locator("time").all_inner_texts()
    assert times[0].startswith("6 Mar 2017 09:05")
    assert times[-1].startswith("9 Mar 2017 07:30")
    expect(rows.first).to_contain_text(re.compile(r"also on p\. \d+(, \d+){3,}"))
    expect(page.locator(".facets")).to_contain_text("name deleted")
    expect(page.locator(".facets")).to_contain_text("(b)(7)(C)")
    page.get_by_role("link", name=re.compile("name deleted.*sent")).click()
    expect(rows).to_have_count(1)
    rows.first.get_by_role("link").click()
    thread = page.locator("#thread")
    expect(thread.locator(".letter")).to_have_count(3)
    expect(thread.locator(".letter.asked .hidden-name")).to_be_visible()
    assert_well_made(page)
    take_picture(page, "story-4-inbox")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Findings", exact=True).click()
    expect(page.locator("main")).to_contain_text("3 numbers are between them not in this file")
    expect(page.locator("main")).to_contain_text(re.compile(r"1 box shows no exemption code,? on page 1"))


def test_a_page_beside_its_picture(home: str, desk_page: OpenPage, take_picture: TakePicture, assert_well_made: Check) -> None:
    """The reader shows the text and the page side by side, the deletion boxed on it, and cites what is selected."""
    page = desk_page(home)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("link", name="release.pdf").click()
    page.get_by_label("Page", exact=True).fill("2")
    page.get_by_label("Page", exact=True).press("Enter")
    picture = page.locator(".sheet img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 900
    expect(page.locator(".deletion rect")).to_have_count(1)
    expect(page.locator(".margin")).to_contain_text("HARBOR-2017-001002")
    expect(page.locator(".margin")).to_contain_text("Box: (b)(6) (b)(7)(C)")
    page.get_by_text("The north fence was counted twice").select_text()
    expect(page.locator("#citation")).to_contain_text(
        re.compile("HARBOR-2017-001002, p. 2, sent 7 Mar 2017 8:20 am, characters")
    )
    expect(page.locator("#citation")).to_contain_text("“The north fence was counted twice”")
    assert_well_made(page)
    take_picture(page, "reader")


def test_a_withheld_page_is_said_to_be_one(home: str, desk_page: OpenPage) -> None:
    """A page withheld in full is shown with its code and no message."""
    page = desk_page(home)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("link", name="release.pdf").click()
    page.get_by_label("Page", exact=True).fill("13")
    page.get_by_label("Page", exact=True).press("Enter")
    expect(page.locator(".margin")).to_contain_text("Page withheld in full: (b)(5)")


def test_the_inbox_by_the_keyboard_alone(home: str, desk_page: OpenPage, assert_well_made: Check) -> None:
    """As in mail programs: g i, j, k, Enter, f, u, / and ?, without a mouse."""
    page = desk_page(home)
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/inbox")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    first = page.locator(".rows > li").first
    expect(page.locator(".letter.asked")).to_contain_text("how many dock permits")
    expect(first).to_have_attribute("aria-current", "true")
    expect(first).not_to_have_class(re.compile("unread"))
    assert re.search(r"/inbox/m-\w+", page.url)
    page.keyboard.press("f")
    expect(page.locator(".letter.asked [data-act=flag]")).to_have_text("Flagged")
    page.keyboard.press("f")
    expect(page.locator(".letter.asked [data-act=flag]")).to_have_text("Flag")
    page.keyboard.press("u")
    expect(first).to_have_class(re.compile("unread"))
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert_well_made(page)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("memory")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=memory")
    expect(page.locator(".hits mark").first).to_have_text("memory")
    page.go_back()
    expect(page.locator(".rows > li")).to_have_count(9)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1366), ("dark", 683)])
def test_pages_are_well_made(
    home: str, desk_page: OpenPage, take_picture: TakePicture, assert_well_made: Check, scheme: str, width: int
) -> None:
    """On a small laptop, and at 200 % zoom of it: nothing is cut off, contrast holds, by day and by night."""
    page = desk_page(home, color_scheme=scheme, viewport={"width": width, "height": 768 * width // 1366})
    base = home.partition("/?")[0]
    paths = {"front": "/", "documents": "/documents", "inbox": "/inbox", "search": "/search?q=fence"}
    for name, path in paths.items():
        page.goto(base + path)
        assert_well_made(page)
        take_picture(page, f"{name}-{scheme}-{width}")
    page.goto(base + "/inbox")
    page.locator(".rows a").first.click()
    page.wait_for_selector(".letter.asked")
    assert_well_made(page)
    take_picture(page, f"thread-{scheme}-{width}")
    page.locator(".letter .where a").first.click()
    page.locator(".sheet img").evaluate("image => image.decode()")
    assert_well_made(page)
    take_picture(page, f"reader-{scheme}-{width}")


def test_the_first_five_minutes(
    shared: Path, served: Serve, desk_page: OpenPage, take_picture: TakePicture, assert_well_made: Check, tmp_path: Path
) -> None:
    """Story 1: five articles are handed over in the browser; documents, stories, quotations, the gravest findings show."""
    page = desk_page(served(tmp_path / "articles.onrecord"))
    expect(page.locator("main")).to_contain_text("This case is empty.")
    assert_well_made(page)
    take_picture(page, "story-1-empty")
    page.get_by_label("Files", exact=True).set_input_files(sorted((shared / "seeds").glob("*.txt")))
    page.get_by_role("button", name="Build").click()
    expect(page.locator(".lead")).to_contain_text("5 documents", timeout=120_000)
    expect(page.locator(".lead")).to_contain_text("3 stories, 15 quotations")
    assert page.locator("main h2").first.inner_text() == "What weighs most"
    severities = page.locator(".findings .severity").all_inner_texts()
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    rows = page.locator(".documents tbody tr")
    expect(rows).to_have_count(5)
    assert sorted(map(int, rows.locator("td:nth-child(6)").all_inner_texts())) == [0, 1, 2, 5, 7]
    assert_well_made(page)
    take_picture(page, "story-1-front")
    rows.filter(has_text="not reporting").first.get_by_role("link").click()
    assert page.locator("s.m-left-out").count() > 0
    assert_well_made(page)
    take_picture(page, "story-1-article")


def test_files_can_be_dropped(served: Serve, desk_page: OpenPage, tmp_path: Path) -> None:
    """A file dropped on the page is handed over, built and shown."""
    page = desk_page(served(tmp_path / "dropped.onrecord"))
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["The county closed the dock on Monday.\\n"], "article.txt", { type: "text/plain" }));
          document.querySelector("form.sources").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }"""
    )
    expect(page.locator("[data-chosen]")).to_contain_text("1 file dropped")
    page.get_by_role("button", name="Build").click()
    expect(page.locator(".lead")).to_contain_text("1 document", timeout=60_000)
    assert (tmp_path / "dropped.sources" / "article.txt").exists()


def test_a_folder_is_chosen(served: Serve, desk_page: OpenPage, tmp_path: Path) -> None:
    """A folder chosen in the browser keeps its own folders, which say what is record and what is coverage."""
    folder = tmp_path / "given"
    for pile, words in (("records", "From the log: the dock was closed.\n"), ("coverage", "The county closed the dock.\n")):
        (folder / pile).mkdir(parents=True)
        (folder / pile / "text.txt").write_text(words, encoding="utf-8")
    page = desk_page(served(tmp_path / "chosen.onrecord"))
    page.get_by_label("A folder").set_input_files(folder)
    page.get_by_role("button", name="Build").click()
    expect(page.locator(".piles")).to_contain_text("Records", timeout=60_000)
    for pile in ("Records", "Coverage"):
        expect(page.locator(".piles > div", has_text=pile)).to_contain_text("1 document")
