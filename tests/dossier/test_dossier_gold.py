"""The dossier of a small invented case, page by page, byte for byte.

The expected pages stand in tests/gold/dossier/expected. Where a change to them is meant, look at the pages that the test wrote
(it names their folder) and copy them over.
"""

from __future__ import annotations

import re
import shutil
from contextlib import chdir
from pathlib import Path

from onrecord import __version__
from onrecord.dossier.gathering import DossierChoice, gather_dossier
from onrecord.dossier.masking import make_masker
from onrecord.dossier.rendering import render_dossier, render_whole
from onrecord.model.findings import Severity
from onrecord.pipeline import BuildSettings, build_case

GOLD = Path(__file__).resolve().parents[1] / "gold" / "dossier"
_TAKEN_IN_RE = re.compile(r"(taken in )[0-9T:+-]{25}")  # taken in 2026-11-22T07:22:31+00:00
_SEAL_RE = re.compile(r'(last seal is <span class="hash">)[0-9a-f]{64}')


def _settled(page: bytes) -> str:
    """The page with what another day or version changes named instead of shown."""
    text = _SEAL_RE.sub(r"\1SEAL", _TAKEN_IN_RE.sub(r"\1TIME", page.decode("utf-8")))
    return text.replace(f"onrecord {__version__} ", "onrecord VERSION ")


def test_pages(tmp_path: Path) -> None:
    """Every page of the dossier is what was looked at and accepted."""
    shutil.copytree(GOLD / "inputs", tmp_path / "case")
    (tmp_path / "scratch").mkdir()
    with chdir(tmp_path / "case"):
        case = Path("river.onrecord")
        inputs = [(Path(name), None) for name in ("records", "coverage", "data")]
        build_case(case, inputs, BuildSettings(jobs=1, packs=("us-foia",)), lambda _progress: None)
        choice = DossierChoice(title="The landings of the Calder River", severity=Severity.NOTE)
        dossier = gather_dossier(case, choice, make_masker(case), tmp_path / "scratch")
    files = {**render_dossier(dossier.dossier, {}, "letter"), "whole.html": render_whole(dossier.dossier)}
    pages = {name: _settled(content) for name, content in files.items() if name.endswith(".html")}
    for name, page in pages.items():
        (tmp_path / "written" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "written" / name).write_text(page, encoding="utf-8", newline="\n")
    expected = {path.relative_to(GOLD / "expected").as_posix() for path in (GOLD / "expected").rglob("*.html")}
    assert expected == set(pages)
    for name, page in pages.items():
        assert page == (GOLD / "expected" / name).read_text(encoding="utf-8"), f"look at {tmp_path / 'written' / name}"
