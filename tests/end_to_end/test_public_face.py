"""onrecord from a program: three functions, and nothing loaded before they are called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import CaseFileError
from onrecord.model.links import Verdict

MAIL = "From: Dana Ortega <d@parks.example>\nTo: Kim Bell <k@parks.example>\nSubject: Trails\n\nWe closed 12 of 40 trails.\n"


def test_importing_costs_nothing() -> None:
    """`import onrecord` loads no stage and no library; the version is there."""
    code = "import sys; before = set(sys.modules); import onrecord; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.startswith("onrecord")] == ["onrecord"]
    assert not {"numpy", "polars", "sqlite3", "pypdfium2", "argparse"} & set(loaded)
    assert onrecord.__version__


def test_build_open_and_trace(tmp_path: Path) -> None:
    """A case is built, opened as records, and words are traced in it."""
    (tmp_path / "mail.eml").write_text(MAIL, encoding="utf-8")
    case = tmp_path / "case.onrecord"
    summary = onrecord.build(case, [tmp_path / "mail.eml"])
    assert (summary.n_documents, summary.n_messages) == (1, 1)
    (part,) = onrecord.open_case(case).parts
    found = onrecord.trace_quote(str(case), "We closed 14 of 40 trails")
    assert found.verdict is Verdict.ALTERED_MATERIAL
    assert found.place is not None
    assert found.place.span.of(part.document.text) == "We closed 12 of 40 trails"
    assert onrecord.trace_quote(case, "the mayor opened every single bridge").verdict is Verdict.NOT_FOUND


def test_what_is_no_case_is_an_error(tmp_path: Path) -> None:
    """A missing file and another file raise the error that says so."""
    with pytest.raises(CaseFileError):
        onrecord.open_case(tmp_path / "none.onrecord")
    (tmp_path / "letter.txt").write_text("A letter.", encoding="utf-8")
    with pytest.raises(CaseFileError):
        onrecord.trace_quote(tmp_path / "letter.txt", "a letter")
