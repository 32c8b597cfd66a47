"""PDF files: the printed text page by page, and where every word stands.

In: a path. Out: one `Document` of kind "pdf" (lines joined by newlines, pages by a form feed) with a `PageLayout` for every
page, or a named `Problem`. Words hidden under a failed redaction are counted in the layout and are not in the text. Pages
are read one by one in child processes, so that a page on which the library hangs or crashes costs that page alone, and
memory holds text and packed layouts, never the file's objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2.raw as pdfium

from onrecord.model.documents import Document, Page, Problem, Reading, Source
from onrecord.model.layout import PageLayout
from onrecord.readers.pdf_embedded import EmbeddedFile
from onrecord.readers.pdf_pages import ReadPage
from onrecord.readers.pdf_workers import PageWorkers
from onrecord.spans import Span

PAGE_SECONDS = 20.0  # the slowest honest page seen took two

_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: ("encrypted_pdf", "the file asks for a password"),
    pdfium.FPDF_ERR_SECURITY: ("encrypted_pdf", "the file is locked by a scheme that cannot be opened"),
    pdfium.FPDF_ERR_FORMAT: ("damaged_pdf", "not a PDF, or damaged beyond reading"),
    pdfium.FPDF_ERR_FILE: ("unreadable_file", "the file could not be opened"),
}


def open_document(file: Path) -> tuple[object | None, int]:
    """(an open document or None, pdfium's error number)."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadDocument(str(file).encode("utf-8", "surrogateescape"), None)
    return (document, 0) if document else (None, pdfium.FPDF_GetLastError())


def read_pdf(file: Path, source: Source, document_id: str, *, jobs: int = 1, page_seconds: float = PAGE_SECONDS) -> Reading:
    """The document, its layouts (`Reading.layouts`) and what could not be read. `jobs` child processes share the pages."""
    return read_pdf_whole(file, source, document_id, jobs=jobs, page_seconds=page_seconds)[0]


def read_first_pages(file: Path, source: Source, document_id: str, *, jobs: int, most_pages: int) -> Reading:
    """The first pages of a PDF as if there were no others; nothing where the file cannot be opened."""
    with PageWorkers(file, jobs=jobs, page_seconds=PAGE_SECONDS, most_pages=most_pages) as workers:
        return Reading() if workers.error is not None else _assemble(workers.pages(), source, document_id)


def read_pdf_whole(
    file: Path, source: Source, document_id: str, *, jobs: int = 1, page_seconds: float = PAGE_SECONDS
) -> tuple[Reading, tuple[EmbeddedFile, ...]]:
    """What `read_pdf` gives, and the files inside the PDF: attached to it, or pinned to its pages in their order."""
    pinned: list[EmbeddedFile] = []
    with PageWorkers(file, jobs=jobs, page_seconds=page_seconds) as workers:
        if workers.error is not None:
            reason, detail = _REASONS.get(workers.error, ("damaged_pdf", "the file could not be opened"))
            return Reading(problems=(Problem(source=source.path, reason=reason, detail=detail, fatal=True),)), ()
        reading = _assemble(_with_pins(workers.pages(), pinned), source, document_id)
        attached = workers.embedded()
    if attached is None:
        detail = "the files inside it could not be taken out within their time, or broke the reading process"
        problem = Problem(source=source.path, reason="attachment_not_read", detail=f"{source.path}: {detail}")
        reading, attached = replace(reading, problems=(*reading.problems, problem)), ()
    return reading, (*attached, *pinned)


def _with_pins(pages: Iterator[ReadPage], pinned: list[EmbeddedFile]) -> Iterator[ReadPage]:
    """The pages, the files pinned to them set aside on the way."""
    for page in pages:
        pinned.extend(page.pinned)
        yield page


def _assemble(pages: Iterator[ReadPage], source: Source, document_id: str) -> Reading:
    pieces: list[str] = []
    kept: list[Page] = []
    layouts: list[PageLayout] = []
    problems: list[Problem] = []
    length = 0
    for read in pages:
        if pieces:
            pieces.append("\f")
            length += 1
        layout = read.layout.moved_to(length)
        pieces.append(read.text)
        length += len(read.text)
        has_words = bool(read.text.strip())
        if read.problem is not None:
            problems.append(replace(read.problem, source=source.path))
        elif not has_words and layout.picture_share > 0:
            detail = "the page is a picture without a text layer"
            problems.append(Problem(source=source.path, page=layout.number, reason="page_without_text", detail=detail))
        layouts.append(layout)
        kept.append(
            Page(
                number=layout.number,
                span=Span(layout.span.start, layout.span.end),
                width_pt=layout.width_pt,
                height_pt=layout.height_pt,
                readable=has_words,
            )
        )
    document = Document(id=document_id, source=source, kind="pdf", text="".join(pieces), pages=tuple(kept), title=source.title)
    return Reading(documents=(document,), layouts=((document_id, tuple(layouts)),), problems=tuple(problems))
