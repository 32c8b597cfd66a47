"""What must hold of any text: mentions are slices of it, dirty input raises nothing, and a killed build leaves a whole case."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from onrecord.casefile.loader import load_case
from onrecord.errors import CaseFileError
from onrecord.model.case import CaseRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.mentions import Mention
from onrecord.model.messages import InboxRecords
from onrecord.pipeline import find_mentions

DEMO = Path(__file__).resolve().parents[2] / "src/onrecord/demo_case"
PILES = tuple(DEMO / pile for pile in ("records", "coverage", "data"))
# Pieces that the rules look for, so that random texts reach them.
MARKS = (*"“”\"‘’'«»-—éﬁ", "... ", "\n", "\n\n", "\u00a0", "\u00ad", "\x0c", "\U0001f600", ", ", ". ")
WORDS = ("said ", "according to ", "Mr. Smith ", "the director, ", "MORE: ", "Share this post", "[they had] ", "this morning ")
NUMBERS = (
    "33 percent ",
    "167 of the 498 ",
    "a third of ",
    "dozens ",
    "$4.5 million ",
    "on October 7, 2021 ",
    "last week ",
    "1,0",
)
PIECES = st.sampled_from((*MARKS, *WORDS, *NUMBERS))
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join)


def document_of(text: str, pile: Pile = Pile.COVERAGE) -> Document:
    """A document with this text."""
    source = Source(path="a.txt", sha256="0" * 64, n_bytes=len(text), media_type="text/plain", pile=pile)
    return Document(id="d-0", source=source, kind="text", text=text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(list(Pile)))
@example("“”“”''\"\"", Pile.COVERAGE)
@example("\ud800 “a” said", Pile.COVERAGE)
def test_every_mention_is_a_slice_of_its_document(text: str, pile: Pile) -> None:
    """Whatever the text: `document.text[m.span] == m.text` for every mention of every kind, and nothing raises."""
    found = find_mentions(document_of(text, pile), InboxRecords())
    for field in fields(found):
        for mention in getattr(found, field.name):
            assert isinstance(mention, Mention)
            assert mention.span.of(text) == mention.text
            assert mention.document_id == "d-0"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    """Reading a text twice gives equal records with equal ids."""
    assert find_mentions(document_of(text), InboxRecords()) == find_mentions(document_of(text), InboxRecords())


def loaded(case: Path) -> CaseRecords | None:
    """The case, or None where there is none yet."""
    try:
        return load_case(case)
    except CaseFileError:
        return None


@pytest.fixture(scope="module")
def whole(onrecord, tmp_path_factory: pytest.TempPathFactory) -> CaseRecords | None:  # type: ignore[no-untyped-def]
    """The demo case, built undisturbed."""
    case = tmp_path_factory.mktemp("whole") / "whole.onrecord"
    assert onrecord("build", case, *PILES).returncode == 0
    return loaded(case)


@pytest.fixture(scope="module")
def begun(onrecord, tmp_path_factory: pytest.TempPathFactory) -> Path:  # type: ignore[no-untyped-def]
    """A case that holds the demo's coverage alone."""
    case = tmp_path_factory.mktemp("begun") / "begun.onrecord"
    assert onrecord("build", case, PILES[1]).returncode == 0
    return case


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("after_s", [0.2, 0.6, 0.9, 1.2, 1.6])
def test_a_killed_build_leaves_the_old_case_or_one_that_the_next_completes(  # type: ignore[no-untyped-def]
    after_s: float, onrecord, begun: Path, tmp_path: Path, whole: CaseRecords | None
) -> None:
    """`kill -9` at any moment: what is there opens and is whole, and the next build gives what an undisturbed one gives."""
    case = tmp_path / "c.onrecord"
    shutil.copyfile(begun, case)
    old = loaded(case)
    command = [sys.executable, "-m", "onrecord.cli", "build", str(case), *map(str, PILES), "--jobs", "2"]
    build = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ))
    time.sleep(after_s)
    build.kill()
    build.wait()
    assert loaded(case) in (old, whole)
    assert onrecord("build", case, *PILES).returncode == 0
    assert loaded(case) == whole
