"""The documentation says what the program does: generated pages are fresh, and nothing is left undocumented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.casefile.export_fields import EXPORTED
from onrecord.casefile.exports import EXPORTS, export_rows
from onrecord.cli.parser import COMMANDS
from onrecord.cli.reference import main, reference_pages
from onrecord.cli.rule_pages import load_rules
from onrecord.model.findings import Severity
from sample_case import make_case, write_file

DOCS = Path(__file__).resolve().parents[2] / "docs"
REMEDY = "run: python -m onrecord.cli.reference docs"
_LINK_RE = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")  # [the guide](howto/verify.md)
_BLOCK_RE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)  # a block of commands
_COMMAND_RE = re.compile(r"^(?:\$ )?onrecord (\w+)", re.MULTILINE)  # onrecord build release.onrecord


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The generated pages as they should be."""
    return reference_pages()


def test_no_generated_page_is_stale(pages: dict[str, str]) -> None:
    """Every page of docs/reference and docs/rules is what the program would write now."""
    stale = [
        name for name, text in pages.items() if not (DOCS / name).exists() or (DOCS / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], REMEDY


def test_no_page_is_about_a_rule_that_is_no_more(pages: dict[str, str]) -> None:
    """docs/rules has a page for each finding code and no other."""
    found = {f"rules/{page.name}" for page in (DOCS / "rules").glob("*.md")}
    assert found == {name for name in pages if name.startswith("rules/")}, REMEDY


def test_writing_the_pages_removes_old_ones(tmp_path: Path, pages: dict[str, str]) -> None:
    """The generator writes each page and removes that of a rule which is gone."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "X999.md").touch()
    main(tmp_path)
    written = {str(page.relative_to(tmp_path).as_posix()): page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.md")}
    assert written == pages


def test_every_exported_field_is_documented(tmp_path: Path) -> None:
    """The documented tables and fields are those that are exported, in their order."""
    path = write_file(make_case(), tmp_path / "case.onrecord")
    assert list(EXPORTED) == list(EXPORTS)
    for table in EXPORTS:
        for row in export_rows(path, table, with_text=True):
            assert list(row) == list(EXPORTED[table].fields), table


def test_every_rule_is_explained() -> None:
    """Each finding code has a title, a severity and four paragraphs, and belongs to its family."""
    rules = load_rules()
    assert rules
    for rule in rules:
        assert re.fullmatch(r"[QFDPTSRC]\d{3}", rule.code)
        assert isinstance(rule.severity, Severity)
        assert all(len(text.strip()) > 10 for text in (rule.means, rule.example, rule.what_to_do, rule.when_wrong)), rule.code


HAND_WRITTEN = sorted(page for page in DOCS.rglob("*.md") if page.parent.name not in ("rules", "reference"))


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_links_and_commands_of_a_page_exist(page: Path) -> None:
    """No page links to a file that is not there or shows a command that does not exist."""
    text = page.read_text(encoding="utf-8")
    for target in _LINK_RE.findall(text):
        assert (page.parent / target).exists(), target
    for command in _COMMAND_RE.findall("".join(_BLOCK_RE.findall(text))):
        assert command in {known.name for known in COMMANDS}, command
