"""Small cases for the tests of masking: texts that were written for them, in a case file with nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.dossier.masking import Masker, make_masker
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.ids import make_id
from onrecord.model.messages import InboxRecords, Stamp
from onrecord.spans import Span
from sample_case import write_file


def text_case(folder: Path, files: Mapping[str, str], *, stamps: Sequence[str] = ()) -> Path:
    """A case file of texts by path; a path under `coverage/` is of that pile, every other of the records. `stamps` are words
    of the texts that number a page."""
    parts = [
        DocumentRecords(document=_document(path, text), inbox=InboxRecords(stamps=_stamps(path, text, stamps)))
        for path, text in files.items()
    ]
    parts.sort(key=lambda part: part.document.id)
    return write_file(CaseRecords(parts=tuple(parts)), folder / "case.onrecord")


def masker_of(folder: Path, text: str, *, keep: Sequence[str] = (), path: str = "records/note.txt") -> Masker:
    """The masker of a case of one text."""
    return make_masker(text_case(folder, {path: text}), keep=keep)


def document_id(path: str) -> str:
    """The id of a text by its path."""
    return make_id("d", path)


def _stamps(path: str, text: str, stamps: Sequence[str]) -> tuple[Stamp, ...]:
    found = [(words, text.find(words)) for words in stamps if words in text]
    return tuple(
        Stamp(
            id=make_id("s", path, words),
            document_id=document_id(path),
            page=1,
            text=words,
            kind="bates",
            span=Span(at, at + len(words)),
        )
        for words, at in found
    )


def _document(path: str, text: str) -> Document:
    pile = Pile.COVERAGE if path.startswith("coverage/") else Pile.RECORDS
    source = Source(path=path, sha256=make_id("s", text), n_bytes=len(text), media_type="text/plain", pile=pile)
    return Document(id=document_id(path), source=source, kind="text", text=text)
