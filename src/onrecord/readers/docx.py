"""Word documents (.docx): the words of the body in reading order, its footnotes, and who wrote it.

In: one intake. Out: a Document with a line for every paragraph and table row (cells parted by tabs). Deleted text of
tracked changes is left out and noted, inserted text is kept. Trap: the parts are XML from outside, so entities and
document types are refused and bytes are counted while they unpack.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from onrecord.model.documents import Document, Problem, Reading
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_TEXT_BYTES
from onrecord.readers.metadata import Stated, clean_field, date_evidence, enrich_source

MAX_PART_BYTES = 4 * MAX_TEXT_BYTES  # markup makes a Word body some four times longer than its words
CHUNK_BYTES = 1 << 16

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"  # repeats what Choice holds
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PROPERTIES = {
    "http://purl.org/dc/elements/1.1/ title": "title",
    "http://purl.org/dc/elements/1.1/ creator": "author",
    "http://purl.org/dc/terms/ created": "created",
}
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, expat.ExpatError)


class _RefusedError(ValueError):
    """The markup holds what no word processor writes."""


@dataclass(slots=True)
class _Words:
    """The words of one part, as its elements open and close."""

    pieces: list[str] = field(default_factory=list)
    n_deleted: int = 0
    skipping: int = 0
    in_text: bool = False
    n_cells: int = 0

    def open(self, name: str) -> None:
        if self.skipping or name == _FALLBACK:
            self.skipping += 1
            return
        local = _local(name)
        if local == "t":
            self.in_text = True
        elif local == "delText":
            self.n_deleted += 1
        elif local == "tc":
            self.n_cells += 1
        elif local in _MARKS:
            self.pieces.append(_MARKS[local])

    def close(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        local = _local(name)
        if local == "t":
            self.in_text = False
        elif local == "p":
            self.pieces.append(" " if self.n_cells else "\n")
        elif local == "tc":
            self.n_cells -= 1
            self._end_with("\t")
        elif local == "tr":
            self._end_with("\n")

    def take(self, text: str) -> None:
        if self.in_text and not self.skipping:
            self.pieces.append(text)

    def _end_with(self, mark: str) -> None:
        # One mark gives way: the blank after a cell's last paragraph, the tab after a row's last cell.
        if self.pieces and self.pieces[-1] == (" " if mark == "\t" else "\t"):
            self.pieces.pop()
        self.pieces.append(mark)


@dataclass(slots=True)
class _Properties:
    """The title, author and day that the file's properties state."""

    found: dict[str, str] = field(default_factory=dict)
    current: str | None = None

    def open(self, name: str) -> None:
        self.current = _PROPERTIES.get(name)

    def close(self, _name: str) -> None:
        self.current = None

    def take(self, text: str) -> None:
        if self.current:
            self.found[self.current] = (self.found.get(self.current, "") + text)[:2_000]


def read_docx(intake: Intake) -> Reading:
    """The words of a Word document as one document, or the Problem that says why there is none."""
    path = intake.source.path
    words, notes, properties = _Words(), _Words(), _Properties()
    try:
        with zipfile.ZipFile(intake.file) as archive:
            _parse(archive, "word/document.xml", words)
            names = set(archive.namelist())
            if "word/footnotes.xml" in names:
                _parse(archive, "word/footnotes.xml", notes)
            if "docProps/core.xml" in names:
                _parse(archive, "docProps/core.xml", properties)
    except KeyError:
        return Reading(problems=(Problem(source=path, reason="damaged_docx", detail=f"{path}: no body in it", fatal=True),))
    except _DAMAGE as error:
        detail = f"{path}: cannot be read as a Word document ({error})"
        return Reading(problems=(Problem(source=path, reason="damaged_docx", detail=detail, fatal=True),))
    text = "".join(words.pieces)
    footnotes = "".join(notes.pieces).strip()
    if footnotes:
        text = f"{text.rstrip()}\n\n{footnotes}\n"
    source = enrich_source(intake.source, _state(properties.found))
    document = Document(id=intake.document_id(), source=source, kind="docx", text=text, title=source.title)
    return Reading(documents=(document,), problems=tuple(_list_problems(path, words, text)))


def _state(found: dict[str, str]) -> Stated:
    # The day a file was made is no day of publication: it is kept as evidence and never counts alone.
    return Stated(
        title=clean_field(found.get("title")),
        author=clean_field(found.get("author")),
        dates=date_evidence((found.get("created") or "")[:10], "docx_created"),
        context_only=frozenset({"docx_created"}),
    )


def _list_problems(path: str, words: _Words, text: str) -> Iterator[Problem]:
    if words.n_deleted:
        detail = f"{path}: {words.n_deleted} deleted passages of tracked changes were left out"
        yield Problem(source=path, reason="tracked_changes", detail=detail)
    if not text.strip():
        yield Problem(source=path, reason="no_text", detail=f"{path}: the document holds no words")


def _parse(archive: zipfile.ZipFile, name: str, handler: _Words | _Properties) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, _attributes: handler.open(tag)
    parser.EndElementHandler = handler.close
    parser.CharacterDataHandler = handler.take
    parser.StartDoctypeDeclHandler = _refuse
    n_bytes = 0
    with archive.open(name) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            n_bytes += len(chunk)
            if n_bytes > MAX_PART_BYTES:
                raise _RefusedError(f"{name} unpacks to more than {MAX_PART_BYTES:,} bytes")
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_declaration: object) -> None:
    raise _RefusedError("it declares a document type, which word processors never do")


def _local(name: str) -> str:
    for prefix in (_W, _STRICT_W):
        if name.startswith(prefix):
            return name[len(prefix) :]
    return ""
