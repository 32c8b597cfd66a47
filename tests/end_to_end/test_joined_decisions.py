"""Decisions outlive a new version of an article, and go from one person's case to another's, as the program is used."""

from __future__ import annotations

import json
from pathlib import Path

ARTICLE = """County closes trails

By A. Writer

The parks office shut its trails. “We closed 12 of 40 trails on the lake,” Dana Ortega, the parks director, said on March 5.

“Nobody was told in time,” an official of the town said.
"""
NOTE = "This article was updated on March 9, 2024, to add a map.\n\n"


def test_a_new_version_and_a_colleague(tmp_path: Path, onrecord) -> None:  # type: ignore[no-untyped-def]
    """The right speaker stays with the words when the article is loaded anew with a note in front, and reaches a colleague."""
    for name in ("mine", "theirs"):
        (tmp_path / name / "coverage").mkdir(parents=True)
    article = tmp_path / "mine" / "coverage" / "trails.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "theirs" / "coverage" / "trails.txt").write_text(NOTE + ARTICLE, encoding="utf-8")
    for name in ("mine", "theirs"):
        assert onrecord("build", f"{name}.onrecord", f"{name}/coverage", cwd=tmp_path).returncode == 0

    def speaker(case: str) -> tuple[str, str | None]:
        rows = map(json.loads, onrecord("export", case, "quotes", cwd=tmp_path).stdout.splitlines())
        found = next(row for row in rows if row["text"].startswith("Nobody was told"))
        return found["id"], found["speaker"]

    first, _ = speaker("mine.onrecord")
    assert onrecord("judge", "mine.onrecord", "speaker", first, "Kim Bell", "--who", "ann", cwd=tmp_path).returncode == 0
    assert onrecord("judge", "mine.onrecord", "export", "-o", "mine.jsonl", cwd=tmp_path).returncode == 0
    article.write_text(NOTE + ARTICLE, encoding="utf-8")
    assert onrecord("build", "mine.onrecord", "mine/coverage", cwd=tmp_path).returncode == 0
    again, named = speaker("mine.onrecord")
    assert again != first
    assert named == "Kim Bell"
    taken = onrecord("judge", "theirs.onrecord", "import", "mine.jsonl", cwd=tmp_path)
    assert taken.stdout == "1 decision added, 0 known before\n"
    assert speaker("theirs.onrecord")[1] == "Kim Bell"
    article.write_text(ARTICLE.replace("in time", "in good time"), encoding="utf-8")
    assert onrecord("build", "mine.onrecord", "mine/coverage", cwd=tmp_path).returncode == 0
    told = onrecord("judge", "mine.onrecord", "conflicts", cwd=tmp_path)
    assert "(its row has no certain place in this build)" in told.stdout
    assert speaker("mine.onrecord")[1] != "Kim Bell"
