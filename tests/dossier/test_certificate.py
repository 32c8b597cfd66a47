"""The certificate: the hashes of the inputs, blanks for what only a person can say, and what it does not prove."""

from __future__ import annotations

import io
import shutil
from contextlib import chdir
from pathlib import Path

import docx
import pytest

from onrecord.casefile.custody_view import load_custody
from onrecord.dossier.certificate import BLANK, certificate_docx, certificate_text, make_certificate
from onrecord.errors import SourceError
from onrecord.pipeline import BuildSettings, build_case

INPUTS = Path(__file__).resolve().parents[1] / "gold" / "dossier" / "inputs"


@pytest.fixture(name="case")
def make_case(tmp_path: Path) -> Path:
    """The river office, built where its inputs lie."""
    shutil.copytree(INPUTS, tmp_path / "case")
    with chdir(tmp_path / "case"):
        build_case(Path("river.onrecord"), [(Path("records"), None)], BuildSettings(jobs=1), lambda _progress: None)
    return tmp_path / "case" / "river.onrecord"


def test_what_it_says(case: Path) -> None:
    """Each input with its hash, size and time; the rules; the limits; blanks."""
    text = certificate_text(make_certificate(case, str.upper))
    custody = load_custody(case)
    for taken in custody.inputs:
        assert taken.sha256 in text
        assert f"{taken.n_bytes:,} bytes, taken in {taken.at}" in text
        assert taken.path.upper() in text
    assert custody.last_seal in text.replace("\n", " ")
    for words in ("902(13)", "902(14)", "28 U.S.C. 1746", "does not show who wrote them", "no legal advice", BLANK):
        assert words in " ".join(text.split())
    assert "Names of private persons in file names are masked" in text.replace("\n", " ")
    assert all(len(line) <= 88 for line in text.splitlines() if BLANK not in line)


def test_docx(case: Path) -> None:
    """The same paragraphs for a word processor, the same bytes at every run, without a name or a time of its own."""
    certificate = make_certificate(case, str)
    content = certificate_docx(certificate)
    assert content == certificate_docx(certificate)
    document = docx.Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert certificate.items[0].sha256 in text
    assert "1. My name is" in text
    assert not document.core_properties.author
    assert not certificate.names_are_masked


def test_changed_input(case: Path) -> None:
    """Nobody is asked to certify what has changed."""
    (case.parent / "records" / "release.pdf").write_bytes(b"other")
    with pytest.raises(SourceError, match=r"records/release.pdf: changed"):
        make_certificate(case, str)
