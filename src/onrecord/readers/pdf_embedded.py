"""Files inside a PDF, as pdfium has them: attachments of the file, members of a portfolio, files pinned to a page.

In: an open document, or an open page. Out: each file's name and bytes. Runs in the reading child only: what a hostile file
declares about its attachments can cost that child and nothing else. A file that is too large comes without its bytes.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from onrecord.readers.limits import MAX_MAIL_BYTES, FamilyLimits

MAX_EMBEDDED_BYTES = 2 * MAX_MAIL_BYTES  # of all files of one PDF together: they are held in memory at once
_MAX_NAME = 2_000  # bytes of UTF-16
_MAX_ANNOTATIONS = 2_000


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """One file inside a PDF; `content` is None where it is too large or could not be taken out."""

    name: str
    content: bytes | None


def read_embedded(document: object) -> tuple[EmbeddedFile, ...]:
    """The attachments of a document, in its order, at most `FamilyLimits.max_parts`."""
    n_files = min(max(pdfium.FPDFDoc_GetAttachmentCount(document), 0), FamilyLimits().max_parts)
    left = MAX_EMBEDDED_BYTES
    found: list[EmbeddedFile] = []
    for index in range(n_files):
        attachment = pdfium.FPDFDoc_GetAttachment(document, index)
        if attachment:
            found.append(_taken_out(attachment, left))
            left -= len(found[-1].content or b"")
    return tuple(found)


def read_pinned(page: object) -> tuple[EmbeddedFile, ...]:
    """The files that a page's file attachment annotations hold."""
    found: list[EmbeddedFile] = []
    left = MAX_EMBEDDED_BYTES
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) != pdfium.FPDF_ANNOT_FILEATTACHMENT:
                continue
            attachment = pdfium.FPDFAnnot_GetFileAttachment(annotation)
            if attachment:
                found.append(_taken_out(attachment, left))
                left -= len(found[-1].content or b"")
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return tuple(found)


def _taken_out(attachment: object, most: int) -> EmbeddedFile:
    name = _name_of(attachment)
    size = ctypes.c_ulong(0)
    if not pdfium.FPDFAttachment_GetFile(attachment, None, 0, ctypes.byref(size)):
        return EmbeddedFile(name, None)
    if size.value > min(most, MAX_MAIL_BYTES):
        return EmbeddedFile(name, None)
    if size.value == 0:
        return EmbeddedFile(name, b"")
    buffer = ctypes.create_string_buffer(size.value)
    if not pdfium.FPDFAttachment_GetFile(attachment, buffer, size.value, ctypes.byref(size)):
        return EmbeddedFile(name, None)
    return EmbeddedFile(name, buffer.raw)


def _name_of(attachment: object) -> str:
    size = pdfium.FPDFAttachment_GetName(attachment, None, 0)
    if not 2 < size <= _MAX_NAME:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAttachment_GetName(attachment, buffer, size)
    return bytes(memoryview(buffer).cast("B"))[: size - 2].decode("utf-16-le", "replace").strip("\0 ")
