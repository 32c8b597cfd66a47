"""What an export covers: everything that the masker covers, or, as a logged and deliberate act, nothing.

In: the words of a case. Out: the words as they may stand in the file. Every exporter takes a `Cover` and never a case's words
as they are, so that none of them can forget it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from onrecord.casefile.judgements import apply_judgements, read_judgements
from onrecord.casefile.loader import load_case
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Finding


class Cover(Protocol):
    """Words in, words out."""

    def text(self, words: str, *, document_id: str | None = None) -> str:
        """Any words."""

    def name(self, path: str) -> str:
        """A file name or path."""

    def passage(self, document_id: str, start: int, end: int) -> str:
        """A stretch of a document."""

    def finding(self, finding: Finding) -> Finding:
        """A finding without counts of a few; its words are to be covered as others."""


class NoCover:
    """Leaves all words as they are."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    def text(self, words: str, *, document_id: str | None = None) -> str:  # noqa: ARG002  the masker's own signature
        """The words."""
        return words

    def name(self, path: str) -> str:
        """The path."""
        return path

    def passage(self, document_id: str, start: int, end: int) -> str:
        """The stretch."""
        return self._texts[document_id][start:end]

    def finding(self, finding: Finding) -> Finding:
        """The finding."""
        return finding


def kept(cover: Cover, words: str | None) -> str | None:
    """The words where nothing of them is covered, else nothing: for values that mean nothing when altered (an address)."""
    return words if words and cover.text(words) == words else None


def judged_case(case: Path) -> CaseRecords:
    """The whole case as it looks with everybody's decisions. Raises CaseFileError."""
    return apply_judgements(load_case(case), read_judgements(case))
