"""Which reader reads what: one intake in, one Reading out, whatever the bytes are.

In: an intake. Out: documents, headers of native mail, tables and problems. A kind that no reader knows is a Problem that
names it. Readers are loaded when the first file of their kind is read, so that a program that reads no PDF loads no PDF
library. Readers of families (mail, archives) are given `read_source` itself for what hangs on them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import cast

from onrecord.model.documents import Document, Problem, Reading
from onrecord.readers.family import ReadChild
from onrecord.readers.intake import Intake
from onrecord.readers.sniffing import (
    APPLE_MAIL,
    DOCX,
    HTML,
    IMAGE_LOAD_FILE,
    LOAD_FILE,
    MAIL,
    MARKDOWN,
    MBOX,
    MSG,
    PDF,
    PICTURE_TYPES,
    PST,
    TABLE_TYPES,
    TEXT,
    UNKNOWN,
    VCARD,
    ZIP,
)

_READERS = {
    TEXT: ("text", "read_text"),
    MARKDOWN: ("text", "read_text"),
    VCARD: ("text", "read_text"),
    HTML: ("html", "read_html"),
    DOCX: ("docx", "read_docx"),
    LOAD_FILE: ("load_file", "read_dat"),
    IMAGE_LOAD_FILE: ("load_file", "read_opt"),
}
_READERS.update(dict.fromkeys(TABLE_TYPES, ("tables", "read_table")))
_FAMILY_READERS = {
    MAIL: ("eml", "read_eml"),
    APPLE_MAIL: ("eml", "read_apple_mail"),
    MBOX: ("mbox", "read_mbox"),
    MSG: ("msg", "read_msg"),
    PST: ("pst", "read_pst"),
    ZIP: ("attached_archive", "read_archive"),
}
_SAVE_AS = {
    "application/msword": "save it as .docx",
    "application/rtf": "save it as .docx or .txt",
    "application/vnd.oasis.opendocument.text": "save it as .docx",
    "application/vnd.ms-powerpoint": "save it as .pdf",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "save it as .pdf",
    "application/x-7z-compressed": "unpack it and hand in the folder",
    "application/vnd.rar": "unpack it and hand in the folder",
    "application/gzip": "unpack it and hand in the file",
    "application/ms-tnef": "open the mail in Outlook and save its attachments",
    "application/x-encrypted-office": "take its password off and save it again",
}


def read_source(intake: Intake, *, pdf_jobs: int = 1, ocr: str = "off") -> Reading:
    """All that can be read of one source; what cannot is a Problem. The same bytes give the same Reading.

    `ocr`: auto has the words of pages that are pictures recognised (of PDFs and of picture files), force those of all pages of
    PDFs, off of none.
    """
    source = intake.source
    if source.n_bytes == 0:
        return _read_empty(intake)
    if _has_changed(intake):
        detail = f"{source.path}: the file changed while the case was built; build again"
        return Reading(problems=(Problem(source=source.path, reason="changed", detail=detail, fatal=True),))
    read_child = partial(read_source, pdf_jobs=pdf_jobs, ocr=ocr)
    if source.media_type == PDF:
        read_pdf = import_module("onrecord.readers.pdf_family").read_pdf_family
        reading = cast(Reading, read_pdf(intake, read_child, jobs=pdf_jobs))
        recognise_pages = import_module("onrecord.readers.ocr").recognise_pages
        return cast(Reading, recognise_pages(reading, intake.file, intake.document_id(), ocr))
    if source.media_type in PICTURE_TYPES:
        return cast(Reading, import_module("onrecord.readers.pictures").read_picture(intake, ocr))
    if source.media_type in _FAMILY_READERS:
        module, name = _FAMILY_READERS[source.media_type]
        read_family = cast(Callable[[Intake, ReadChild], Reading], getattr(import_module(f"onrecord.readers.{module}"), name))
        return read_family(intake, read_child)
    if source.media_type in _READERS:
        module, name = _READERS[source.media_type]
        read_one = cast(Callable[[Intake], Reading], getattr(import_module(f"onrecord.readers.{module}"), name))
        return read_one(intake)
    return Reading(problems=(_unsupported(source.path, source.media_type),))


def _read_empty(intake: Intake) -> Reading:
    source = intake.source
    document = Document(id=intake.document_id(), source=source, kind="text", text="", title=source.title)
    problem = Problem(source=source.path, reason="empty_file", detail=f"{source.path}: the file has no bytes")
    return Reading(documents=(document,), problems=(problem,))


def _has_changed(intake: Intake) -> bool:
    try:
        return intake.file.stat().st_size != intake.source.n_bytes
    except OSError:
        return False  # the reader says what is wrong with it


def _unsupported(path: str, media_type: str) -> Problem:
    if media_type == UNKNOWN:
        return Problem(source=path, reason="not_text", detail=f"{path}: the bytes are of no kind that is known", fatal=True)
    what_to_do = _SAVE_AS.get(media_type)
    if media_type.startswith("image/"):
        what_to_do = "save it as .png to have its words read"
    detail = f"{path}: {media_type} is not read" + (f"; {what_to_do}" if what_to_do else "")
    return Problem(source=path, reason="unsupported_format", detail=detail, fatal=True)
