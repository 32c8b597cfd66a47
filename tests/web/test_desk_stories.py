"""Stories of the desk in a real browser: a quotation, who ordered it, tasks, figures, tables, a selection, a draft.

Everything is done as a person would do it: by the words on the screen and, where a story says so, by the keyboard alone.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Serve = Callable[[Path], str]
OpenPage = Callable[..., Page]
TakePicture = Callable[[Page, str], None]
Check = Callable[[Page], None]


@pytest.fixture
def page(harbor_home: str, desk_page: OpenPage) -> Page:
    """The desk, open."""
    return desk_page(harbor_home)


def go(page: Page, label: str) -> None:
    """Open a page by its name in the bar."""
    link = page.get_by_role("navigation", name="Pages").get_by_role("link", name=label, exact=True)
    with page.expect_navigation():
        link.click()


def test_a_quotation_side_by_side(page: Page, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Story 2: what a bracket hides stands on both sides; a wrong speaker and words that are nowhere are told as such."""
    go(page, "Quotes")
    page.get_by_role("link", name=re.compile("called by the main office.*they had")).click()
    quoted, record = page.get_by_label("As quoted"), page.get_by_label("In the record")
    expect(quoted.locator("ins.bracketed")).to_contain_text("[they had]")
    expect(record.locator("ins.bracketed")).to_contain_text("we")
    expect(page.get_by_label("What differs")).to_contain_text("“we” became “[they had]”, marked")
    expect(page.locator(".quote-facts .verdict").first).to_have_text("altered, marked")
    expect(record.get_by_role("link")).to_contain_text("8 Oct 2021")
    assert_well_made(page)
    take_picture(page, "story-2-side-by-side")
    go(page, "Quotes")
    page.get_by_role("link", name=re.compile("^“I do not need case")).click()
    expect(page.locator(".quote-facts .verdict").first).to_have_text("wording exact; speaker differs")
    expect(page.get_by_label("In the record").locator("del.left-out").first).to_contain_text(
        "I did not order this exercise and"
    )
    go(page, "Quotes")
    page.get_by_role("link", name=re.compile("the iron list")).click()
    expect(page.get_by_label("In the record")).to_contain_text("Not found in the 3 documents, 3 messages")


def test_who_ordered_it(page: Page, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Story 3: the tellings of one request stand from the strongest down, each with its place."""
    go(page, "Ladders")
    rungs = page.locator(".ladder .says")
    expect(rungs.first).to_have_text("Commissioner Howard Price ordered")
    assert set(rungs.all_inner_texts()) >= {"The harbor office told", "One e-mail instructed"}
    assert page.locator(".ladder .cite a").count() == rungs.count()
    assert_well_made(page)
    take_picture(page, "story-3-ladder")
    page.locator(".ladder .cite a").first.click()
    expect(page.locator("main")).to_contain_text("ordered the section chiefs")


def test_variants_grow_from_the_record(page: Page, assert_well_made: Check) -> None:
    """Story 2: the same words in three outlets hang under the record; another of them is a click away."""
    go(page, "Quotes")
    page.get_by_role("link", name=re.compile("called by the main office.*they had")).click()
    tree = page.locator(".tree")
    expect(tree.locator(".root > .cite")).to_contain_text("The record:")
    expect(tree.locator("ol > li")).to_have_count(3)
    expect(tree.locator('[aria-current="true"]')).to_contain_text("The Tidewater Ledger")
    tree.get_by_role("link", name=re.compile("^told that we missed")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("told that we missed this request")
    assert_well_made(page)


def test_a_task_on_its_card(page: Page, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Story 5: what is asked for, by whom, from whom, by when; who is not named is not named."""
    go(page, "Tasks")
    card = page.locator(".card")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("write up the three most serious cases")
    expect(card).to_contain_text("7 Oct 2021 09:12–20:00")
    expect(card).to_contain_text("Dana Whitfield")
    assert not re.search(r"\b(he|she|his|her)\b", card.inner_text())
    assert_well_made(page)
    take_picture(page, "story-5-task")
    card.get_by_role("link", name=re.compile("write up")).click()
    expect(page.locator(".facts")).to_contain_text("not named")


def test_figures_add_up(page: Page, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Story 6: 101 + 66 = 167 holds, 167 of 498 was cut and not rounded; the count behind a number opens its rows."""
    go(page, "Figures")
    row = page.get_by_role("row", name=re.compile("^33 percent"))
    expect(row).to_contain_text("32.5 to under 34")
    assert_well_made(page)
    row.get_by_role("link", name="33 percent").click()
    expect(page.locator("main")).to_contain_text("167 / 498 = 33.53 percent; rounds to 34")
    take_picture(page, "story-6-figure")
    go(page, "Findings")
    expect(page.locator("main")).to_contain_text("101 + 66 = 167")
    page.goto(page.url.split("?")[0] + "?family=T")
    page.get_by_text("By code").click()
    page.locator(".codes a").first.click()
    page.locator(".finding a").first.wait_for()
    assert_well_made(page)


def test_a_table_and_its_rows(page: Page, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Story 7: rows under six rows of preamble, withheld cells counted, a second sheet; every row with its number."""
    go(page, "Tables")
    page.get_by_role("link", name="encounters.xlsx / Encounters").click()
    expect(page.locator("main")).to_contain_text("the headings stand in row 7")
    expect(page.locator("main")).to_contain_text("30 cells withheld")
    assert_well_made(page)
    take_picture(page, "story-7-table")
    page.get_by_role("link", name="30 rows").click()
    expect(page.get_by_role("row")).to_have_count(31)
    expect(page.locator("tbody th").first).to_have_text("8")
    assert_well_made(page)


def test_a_selection_is_audited_by_keyboard(page: Page, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Story 8: three shown of 51, 23 of them convicted: 8.5 percent, the power line, and what they are not; no mouse."""
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.get_by_role("heading", name="3 tables").wait_for()
    page.get_by_role("row", name=re.compile(r"^arrests\.csv")).get_by_role("link", name="audit a selection").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Column", exact=True).focus()
    page.keyboard.type("Prior")
    page.keyboard.press("Tab")
    page.keyboard.type("Yes")
    page.get_by_label(re.compile("^Shown: how many")).focus()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    result = page.get_by_role("region", name="The result")
    expect(result).to_contain_text("C(23,3) / C(51,3) = 8.5 %")
    expect(result).to_contain_text("Power:")
    expect(result).to_contain_text("Shown are 3 of 51")
    expect(result).to_contain_text("28 of the 51 have it not")
    assert_well_made(page)
    take_picture(page, "story-8-audit")


def test_a_draft_is_checked_and_forgotten(page: Page, harbor: Path, take_picture: TakePicture, assert_well_made: Check) -> None:
    """Story 10: a pasted draft gets its verdicts, the gravest first; the case is as it was, byte for byte."""
    before = harbor.read_bytes()
    go(page, "Draft check")
    page.get_by_label("The text").fill(
        "How it began\n\nLast week, Commissioner Dana Whitfield asked for cases. "
        "An e-mail told officers that “your only task today is to find three serious cases.”\n\n"
        "“Please tell the sections to stop,” Howard Price wrote.\n\n"
        "Of the 498 people arrested, 167, or 33 percent, were arrested in two towns.\n"
    )
    page.get_by_label("It will appear on").fill("2021-11-02")
    page.get_by_role("button", name="Check").click()
    verdicts = page.locator(".verdicts > li")
    verdicts.first.wait_for()
    said = verdicts.locator(".verdict").all_inner_texts()
    order = {"does not agree": 0, "open": 1, "agrees": 2}
    assert [order[each] for each in said] == sorted(order[each] for each in said)
    assert {"does not agree", "agrees"} <= set(said)
    expect(verdicts.first).to_contain_text("8 Oct 2021")
    for words, says in (
        ("your only task today", "“task” for “job”"),
        ("Commissioner Dana Whitfield", "Dana Whitfield, the deputy director"),
        ("33 percent", "33.53 percent"),
        ("Last week", "2021-10-25 to 2021-10-31"),
        ("Please tell the sections to stop", "word for word"),
    ):
        expect(verdicts.filter(has_text=words).filter(has_text=says)).not_to_have_count(0)
    assert_well_made(page)
    take_picture(page, "story-10-draft")
    assert harbor.read_bytes() == before


def test_inputs_are_verified(page: Page, harbor: Path, assert_well_made: Check) -> None:
    """Story 10: all inputs are unchanged; after one byte more in one of them, that file is named."""
    go(page, "Problems and intake")
    assert_well_made(page)
    page.get_by_role("button", name="Are the files still the same?").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"^All \d+ inputs unchanged$"))
    assert_well_made(page)
    file = harbor.parent / "records" / "01.eml"
    before = file.read_bytes()
    file.write_bytes(before + b"x")
    try:
        go(page, "Problems and intake")
        page.get_by_role("button", name="Are the files still the same?").click()
        expect(page.get_by_role("row", name=re.compile("01.eml"))).to_contain_text("changed")
        expect(heading).to_have_text(re.compile(r"^\d+ of \d+ inputs unchanged$"))
    finally:
        file.write_bytes(before)


def test_decisions_are_made_and_undone(
    harbor: Path, tmp_path: Path, served: Serve, desk_page: OpenPage, take_picture: TakePicture, assert_well_made: Check
) -> None:
    """A wrong speaker is set right from the quotation's page, stands among the decisions, and is taken back there."""
    copy = tmp_path / "copy.onrecord"
    shutil.copy(harbor, copy)
    page = desk_page(served(copy))
    go(page, "Quotes")
    page.get_by_role("link", name=re.compile("^“I do not need case")).click()
    page.get_by_label("The right speaker").fill("Howard Price")
    page.get_by_label("Why").first.fill("signed by him")
    page.get_by_role("button", name="Set the speaker").click()
    expect(page.locator(".judged")).to_contain_text("signed by him")
    page.get_by_label("Tag", exact=True).fill("call him")
    page.get_by_role("button", name="Add the tag").click()
    expect(page.locator(".tag", has_text="call him")).to_be_visible()
    assert_well_made(page)
    take_picture(page, "decision-on-a-quotation")
    go(page, "Tags and notes")
    expect(page.locator("main")).to_contain_text("call him")
    assert_well_made(page)
    go(page, "Decisions")
    expect(page.locator("main")).to_contain_text("said by Howard Price")
    assert_well_made(page)
    page.get_by_role("button", name=re.compile("^Take back")).click()
    expect(page.locator("main")).to_contain_text("taken back")
