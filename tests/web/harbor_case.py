"""The invented case of the stories: a harbor office asks its sections for cases, three outlets tell of it, a table counts."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl

import onrecord
from onrecord.pipeline import BuildSettings

MAILS = {
    "01.eml": (
        "From: Dana Whitfield <d.whitfield@harbor.example>\nTo: Section Chiefs <chiefs@harbor.example>\n"
        "Date: Thu, 7 Oct 2021 09:12:00 -0500\nSubject: Due tonight for K1\nMessage-ID: <1@harbor.example>\n\n"
        "Chiefs,\n\nPlease write up the three most serious cases from your section and send them to me no later than 8 p.m. "
        "tonight.\n\nDana Whitfield\nDeputy Director\n"
    ),
    "02.eml": (
        "From: Ruth Okoye <r.okoye@harbor.example>\nTo: Easton Officers <easton@harbor.example>\n"
        "Date: Fri, 8 Oct 2021 07:55:00 -0500\nSubject: FW: Due tonight for K1\nMessage-ID: <2@harbor.example>\n"
        "In-Reply-To: <1@harbor.example>\n\n"
        "I was called by the main office this morning and told that we missed this request. As soon as you are in, your only "
        "job today is to find three serious cases.\n\nRuth\n"
    ),
    "03.eml": (
        "From: Howard Price <h.price@harbor.example>\nTo: Dana Whitfield <d.whitfield@harbor.example>\n"
        "Date: Mon, 11 Oct 2021 10:05:00 -0500\nSubject: Final count\nMessage-ID: <3@harbor.example>\n\n"
        "I did not order this exercise and I do not need case write-ups for the press conference. Please tell the sections to "
        "stop.\n\nHoward Price\nCommissioner\n"
    ),
}
STORIES = {
    "ledger.txt": (
        {"published": "2021-10-25", "publisher": "The Tidewater Ledger", "title": "Office asked its sections for worst cases"},
        "Office asked its sections for worst cases\n\nBy Lena Marsh\n\n"
        "The harbor office asked its sections for the three most serious cases while a sweep was still going on, its e-mails "
        "show. One e-mail instructed section chiefs to hand over the three most serious cases.\n\n"
        "A day after the first e-mail, Ruth Okoye, a section chief in Easton, wrote that her section had been “called by the "
        "main office this morning and told that [they had] missed this request.”\n\n"
        "“I do not need case write-ups for the press conference,” wrote Dana Whitfield, the deputy director.\n\n"
        "101 people were arrested in Easton and an additional 66 people were arrested in Weston, for a total of 167 arrests. "
        "Of the 498 people arrested in the sweep, 167, or 33 percent, were arrested there.\n\n"
        "A man who was stopped said he was shown “the iron list.”\n",
    ),
    "wire.txt": (
        {"published": "2021-10-27", "publisher": "Valley Wire", "title": "Commissioner ordered sections to hunt for cases"},
        "Commissioner ordered sections to hunt for cases\n\nBy Jules Pardo\n\n"
        "Commissioner Howard Price ordered the section chiefs to hand over the three most serious cases the same night, the "
        "e-mails of the harbor office show.\n\n"
        "An e-mail told officers that “your only task today is to find three serious cases.”\n\n"
        "A section chief said that she had been “told that we missed this request.”\n",
    ),
    "digest.txt": (
        {"published": "2021-10-29", "publisher": "County Digest", "title": "What is known of the sweep"},
        "What is known of the sweep\n\nBy Ned Alder\n\n"
        "The harbor office told section chiefs to hand over the three most serious cases, e-mails of the harbor office show. "
        "In the mail, an official wrote that she had been “called by the main office this morning and told that we missed this "
        "request.”\n\nThe sweep led to 498 arrests, and in Easton 101 people were arrested.\n",
    ),
}
N_ARRESTS, N_CONVICTED = 51, 23


def write_sources(folder: Path) -> None:
    """The three piles, in a folder."""
    for name in ("records", "coverage", "data"):
        (folder / name).mkdir(parents=True)
    for name, mail in MAILS.items():
        (folder / "records" / name).write_text(mail, encoding="utf-8")
    for name, (meta, text) in STORIES.items():
        (folder / "coverage" / name).write_text(text, encoding="utf-8")
        (folder / "coverage" / f"{name}.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    _write_arrests(folder / "data" / "arrests.csv")
    _write_workbook(folder / "data" / "encounters.xlsx")


def build_harbor(folder: Path) -> Path:
    """The built case beside its sources."""
    write_sources(folder)
    case = folder / "harbor.onrecord"
    onrecord.build(case, [folder / pile for pile in ("records", "coverage", "data")], BuildSettings(jobs=1))
    return case


def _write_arrests(file: Path) -> None:
    """51 arrests, 23 of people with a conviction."""
    rows = [
        f"A-{n:03},P{n:03},2021-10-0{n % 4 + 4},{'Easton' if n % 3 else 'Weston'},{'Yes' if n < N_CONVICTED else 'No'}"
        for n in range(N_ARRESTS)
    ]
    file.write_text("Arrest No,Person ID,Arrest Date,District,Prior Conviction\n" + "\n".join(rows) + "\n", encoding="utf-8")


def _write_workbook(file: Path) -> None:
    """An agency's workbook: six rows of preamble, withheld cells, a person twice in a day, a blank id, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Encounters"
    for words in ("Harbor Office", "Encounters", "Official Use Only", "FY 2021", "Released under request 77", ""):
        sheet.append([words])
    sheet.append(["Unique ID", "Event Date", "District", "Criminality", "Officer"])
    for n in range(30):
        person = f"U{n if n != 7 else 6:02}" if n != 12 else None
        place, crime = "Easton" if n < 18 else "Weston", "Convicted" if n < 11 else "None"
        sheet.append([person, f"2021-10-{n % 4 + 4:02}", place, crime, "b(6), b(7)c"])
    other = book.create_sheet("Removals")
    other.append(["Unique Identifier", "Departed"])
    for n in range(5):
        other.append([f"U{n:02}", f"2021-11-{n + 1:02}"])
    book.save(file)
