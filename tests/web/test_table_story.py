"""Story 7 in a real browser: a number of an article against an agency's workbook, both definitions, its query and its rows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

import onrecord
from onrecord.pipeline import BuildSettings

Serve = Callable[[Path], str]
OpenPage = Callable[..., Page]
TakePicture = Callable[[Page, str], None]
Check = Callable[[Page], None]
PREAMBLE = ("Harbor Office", "Encounters", "Official Use Only", "FY 2021", "Released under request 77", "")
MET = (
    "Harbor office met 30 people\n\nBy Lena Marsh\n\nThe harbor office encountered 28 people in October 2021. In Easton 18 "
    "people were encountered. Of the 30 people encountered, 20 had a criminal record.\n"
)
REMOVED = (
    "Harbor office removed people\n\nBy Lena Marsh\n\nOfficers of the harbor office removed 5 people in November 2021. Of the "
    "5 people removed, 3 were convicted criminals, and 2 people were removed in Easton.\n"
)


def build(folder: Path, name: str, words: str, rows: list[list[str | None]]) -> Path:
    """A case of one article and one sheet, its headings under the preamble."""
    for pile in ("coverage", "data"):
        (folder / pile).mkdir()
    (folder / "coverage" / "story.txt").write_text(words, encoding="utf-8")
    meta = {"published": "2021-11-30", "publisher": "The Ledger", "title": words.split("\n", maxsplit=1)[0]}
    (folder / "coverage" / "story.txt.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    book = openpyxl.Workbook()
    for line in PREAMBLE:
        book.active.append([line])
    for row in rows:
        book.active.append(row)
    book.active.title = "FY21"
    book.save(folder / "data" / name)
    case = folder / "case.onrecord"
    onrecord.build(case, [folder / "coverage", folder / "data"], BuildSettings(jobs=1))
    return case


@pytest.fixture(scope="module")
def encounters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 rows: a person twice on a day, a blank id, withheld cells, a renamed column of what was held against them."""
    rows: list[list[str | None]] = [["Unique ID", "Event Date", "District", "Criminality", "Officer"]]
    for n in range(30):
        seen = 6 if n == 7 else n
        crime = ("Convicted", "Pending charges", "None")[n % 3]
        person, place = None if n == 12 else f"U{seen:02}", "Easton" if n < 18 else "Weston"
        rows.append([person, f"2021-10-{seen % 4 + 4:02}", place, crime, "b(6), b(7)c"])
    return build(tmp_path_factory.mktemp("encounters"), "encounters.xlsx", MET, rows)


@pytest.fixture(scope="module")
def removals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five rows that say who left when and nothing else."""
    rows: list[list[str | None]] = [["Unique Identifier", "Departed"]]
    rows += [[f"U{n:02}", f"2021-11-{n + 1:02}"] for n in range(5)]
    return build(tmp_path_factory.mktemp("removals"), "removals.xlsx", REMOVED, rows)


def test_a_number_leads_to_its_rows(
    encounters: Path, served: Serve, desk_page: OpenPage, take_picture: TakePicture, assert_well_made: Check
) -> None:
    """20 of 30: the query that gives it, rows and persons beside each other by both definitions, and the 20 rows themselves."""
    page = desk_page(served(encounters))
    address = page.url.rstrip("/")
    page.goto(f"{address}/tables")
    expect(page.get_by_role("row", name=re.compile("encounters.xlsx"))).to_contain_text("30 cells withheld")
    page.goto(f"{address}/figures?words=20")
    page.get_by_role("link", name="20", exact=True).click()
    told = page.locator(".finding", has_text="gives 20")
    expect(told).to_contain_text("\"Criminality\" IN ('Convicted', 'Pending charges') = 20")
    for definition in ("rows convicted: 10", "persons once a day convicted", "persons once a day convicted or charged"):
        expect(told).to_contain_text(definition)
    assert_well_made(page)
    take_picture(page, "story-7-definitions")
    page.get_by_role("link", name="The rows of count 1").click()
    expect(page.get_by_role("row")).to_have_count(21)
    expect(page.locator("tbody th").first).to_have_text("8")
    assert_well_made(page)


def test_what_the_columns_cannot_answer(removals: Path, served: Serve, desk_page: OpenPage) -> None:
    """A table without a column of what was held against people answers no question about it, and says why."""
    page = desk_page(served(removals))
    page.goto(page.url.rstrip("/") + "/findings?family=T")
    expect(page.locator("main")).to_contain_text("3: cannot be answered from removals.xlsx [FY21]: no criminality column")
