"""Dangerous cuts from a built case: a governing word left out of a quotation never comes out as safe, however it is told.

One case holds a mail with every sentence and an article with every way to print each of them: an ellipsis, nothing, a tag
in the middle, a clause with "that". The way from the article to the verdict is the user's: build, then export.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from conftest import Run
from dangerous_cuts import AFTER, BEFORE, INSIDE, SUBJECTS

SAFE = {"exact", "exact_but_case", "altered_marked", "altered_minor", "truncated_neutral"}
FEW = SUBJECTS[::2]  # a built case is larger than a traced sentence
CUT = (
    "“{a} ... {b},” said Ann Lee.",
    "“{a} […] {b},” Ann Lee said.",
    "“{a} {b},” Ann Lee wrote.",
    "“{a},” Ann Lee wrote, “{b}.”",
    "“{a},” said Ann Lee, “{b}.”",
    "Ann Lee said that “{a} ... {b}.”",
    "Ann Lee wrote: “{a} {b}.”",
    '"{a} ... {b}," Ann Lee told the board.',
)
WHOLE = ("“{a} {word} {b},” said Ann Lee.", "“{a} {word} {b},” Ann Lee wrote.", "“{a} {word},” Ann Lee wrote, “{b}.”")
HEADER = "From: Lee, Ann\nSent: Monday, March 4, 2019 9:15 AM\nTo: Orr, Carl\nSubject: Bridge\n\nCarl,\n\n"
KEPT = "the state office will sell the depot near {place} to the company"
PLACES = ("Tull Creek", "Wren Hill", "Marsh Lane", "Elm Point")


def sentences() -> list[str]:
    """What the mail says."""
    told = [f"{subject} {word} {rest} last week." for subject, (word, rest) in product(FEW, INSIDE)]
    told += [f"{capital(KEPT.format(place=place))} {after}." for place, after in zip(PLACES, AFTER, strict=True)]
    told += [f"{before} {KEPT.format(place='old ' + place)}." for place, before in zip(PLACES, BEFORE[:4], strict=True)]
    return [*told, "We counted 14 broken rails on the bridge last week."]


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def dangerous() -> list[str]:
    """Each way to print a sentence without what governs it."""
    cut = [form.format(a=subject, b=f"{rest} last week") for subject, (_, rest), form in product(FEW, INSIDE, CUT)]
    cut += [f"“{capital(KEPT.format(place=place))},” said Ann Lee." for place in PLACES]
    cut += [f"Ann Lee said that “{KEPT.format(place='old ' + place)}.”" for place in PLACES]
    return [*cut, "“We counted 41 broken rails on the bridge last week,” said Ann Lee."]


def faithful() -> list[str]:
    """Whole sentences, which are found as they stand."""
    return [
        form.format(a=subject, word=word, b=f"{rest} last week") for subject, (word, rest), form in product(FEW, INSIDE, WHOLE)
    ]


@pytest.fixture(scope="module")
def verdicts(onrecord: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """For each article its quotations in order, with their verdicts."""
    folder = tmp_path_factory.mktemp("cuts")
    (folder / "records").mkdir()
    (folder / "coverage").mkdir()
    (folder / "records" / "mail.txt").write_text(HEADER + "\n".join(sentences()) + "\n\nAnn\n", encoding="utf-8")
    for name, lines in (("cut.txt", dangerous()), ("whole.txt", faithful())):
        (folder / "coverage" / name).write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    built = onrecord("build", "c.onrecord", "records", "coverage", "--jobs", "1", cwd=folder)
    assert built.returncode == 0, built.stderr
    verdict_of = {row["quote_id"]: str(row["verdict"]) for row in exported(onrecord, folder, "traces")}
    found: dict[str, list[tuple[str, str]]] = {"cut.txt": [], "whole.txt": []}
    for row in exported(onrecord, folder, "quotes"):
        if row["id"] in verdict_of:
            found[Path(str(row["source"])).name].append((str(row["text"]), verdict_of[row["id"]]))
    return found


def exported(onrecord: Run, folder: Path, table: str) -> list[dict[str, object]]:
    run = onrecord("export", "c.onrecord", table, "--format", "jsonl", cwd=folder)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_no_dangerous_cut_is_safe(verdicts: dict[str, list[tuple[str, str]]]) -> None:
    """No quotation of the article with the cuts has a verdict that lets it pass, and all but a few are placed."""
    cuts = verdicts["cut.txt"]
    assert [(words, verdict) for words, verdict in cuts if verdict in SAFE] == []
    placed = [words for words, verdict in cuts if verdict not in ("not_found", "near", "misattributed")]
    assert len(placed) >= 0.95 * len(dangerous())


def test_whole_sentences_are_safe(verdicts: dict[str, list[tuple[str, str]]]) -> None:
    """The same sentences quoted whole are exact, whether a tag interrupts them or not."""
    assert {verdict for _, verdict in verdicts["whole.txt"]} <= {"exact", "exact_but_case"}
    assert len(verdicts["whole.txt"]) == len(faithful())
