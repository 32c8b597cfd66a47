"""Every text that a file about to be handed over can give: what is seen, and what stands behind it.

In: a path. Out: (place, text) pairs: text files as they are; of a PDF the pages, the metadata, bookmarks, links, attachments
and every stream; of a picture its metadata and, where Tesseract is installed, the words in it; of an archive or an office
file every member. Trap: what cannot be read here might still be read by others, so the raw bytes of every file are a text too.
"""

from __future__ import annotations

import ctypes
import io
import os
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, UnidentifiedImageError

MAX_DEPTH = 4  # archives inside archives
MAX_MEMBER_BYTES = 200_000_000
OCR_SECONDS = 120
_TEXT_SUFFIXES = frozenset(
    (
        ".html",
        ".htm",
        ".xhtml",
        ".svg",
        ".xml",
        ".css",
        ".js",
        ".json",
        ".jsonl",
        ".txt",
        ".csv",
        ".tsv",
        ".md",
        ".rels",
        ".eml",
    )
)
_JSON_SUFFIXES = frozenset((".json", ".jsonl"))
_JSON_BREAK_RE = re.compile(r"\\[\\nrtbf]")  # the "\n" of "on\nNA" is a line break and no letter of a name
_OFFICE_SUFFIXES = frozenset((".xml", ".rels"))
_MARKUP_RE = re.compile(r"</?[\w:.\-]+|(?<=\s)[\w:.\-]+(?==[\"'])")  # "<col" and "max=" of <col max="2">: no Max is named there
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff", ".bmp"))
_STREAM_RE = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_HEX_STRING_RE = re.compile(rb"<((?:[0-9A-Fa-f]{2}\s?){4,4000})>")
_LETTERS = bytes(range(65, 123))
# Runs of printable characters in raw bytes, one byte or two for each
_PRINTED_RE = re.compile(rb"[\x20-\x7e\x80-\xff]{5,}")
_PRINTED_WIDE_RE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){5,}|(?:\x00[\x20-\x7e\xa0-\xff]){5,}")


def read_everything(name: str, content: bytes, *, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every text of a file with its place in the file; `name` tells its kind where its bytes do not."""
    suffix = Path(name).suffix.lower()
    if content.startswith(b"%PDF"):
        yield from _pdf(content)
    elif content.startswith((b"PK\x03\x04", b"PK\x05\x06")) and depth < MAX_DEPTH:
        yield from _archive(content, depth)
    elif suffix in _PICTURES or content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")):
        yield from _picture(content)
    if suffix in _TEXT_SUFFIXES or _is_text(content):
        yield "text", _without_markup(_decoded(content), suffix)
    else:
        yield "bytes", _printed(content)


def has_ocr() -> bool:
    """True where the words in pictures can be read."""
    return shutil.which("tesseract") is not None


def _is_text(content: bytes) -> bool:
    return b"\0" not in content[:4096] or content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _without_markup(text: str, suffix: str) -> str:
    """The text with blanks for what its form asks for and nobody wrote, each as long as what it stands for."""
    if suffix in _JSON_SUFFIXES:
        return _JSON_BREAK_RE.sub("  ", text)
    if suffix in _OFFICE_SUFFIXES:
        return _MARKUP_RE.sub(lambda found: " " * len(found.group()), text)
    return text


def _printed(content: bytes) -> str:
    """The runs of letters in raw bytes."""
    found = _PRINTED_RE.findall(content)
    runs = [run.decode("utf-8", "replace") for run in found if len(run.translate(None, _LETTERS)) * 2 < len(run)]
    wide = [run.replace(b"\0", b"").decode("latin-1") for run in _PRINTED_WIDE_RE.findall(content)]
    return "\n;\n".join((*runs, *wide))


# ---- PDF -----------------------------------------------------------------------------------------------------------


def _pdf(content: bytes) -> Iterator[tuple[str, str]]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        yield "file", "\n".join(_pdf_streams(content))
        return
    try:
        for key, value in document.get_metadata_dict(skip_empty=True).items():
            yield f"metadata {key}", value
        for number in range(len(document)):
            yield f"page {number + 1}", document[number].get_textpage().get_text_range()
            links = "\n".join(_links(document, number))
            if links:
                yield f"links of page {number + 1}", links
        for mark in document.get_toc():
            yield "bookmark", mark.get_title()
        for at in range(document.count_attachments()):
            attachment = document.get_attachment(at)
            yield "attachment", attachment.get_name()
            yield from (
                (f"attachment, {place}", text) for place, text in read_everything("", bytes(attachment.get_data()), depth=1)
            )
    finally:
        document.close()
    yield "streams", "\n;\n".join(_pdf_streams(content))


def _links(document: pypdfium2.PdfDocument, number: int) -> Iterator[str]:
    """The addresses behind the links of a page."""
    page = document[number]
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        if size > 1:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
            yield buffer.value.decode("utf-8", "replace")


def _pdf_streams(content: bytes) -> Iterator[str]:
    """The plain parts of the file and what its compressed streams hold, strings in hex opened."""
    for match in _STREAM_RE.finditer(content):
        try:
            inside = zlib.decompressobj().decompress(match[1], MAX_MEMBER_BYTES)
        except zlib.error:
            continue
        yield _printed(inside)
        yield from _hex_strings(inside)
    yield _printed(_STREAM_RE.sub(b"", content))
    yield from _hex_strings(content)


def _hex_strings(content: bytes) -> Iterator[str]:
    for match in _HEX_STRING_RE.finditer(content):
        raw = bytes.fromhex(re.sub(rb"\s", b"", match[1]).decode("ascii"))
        if raw.startswith(b"\xfe\xff"):
            yield raw[2:].decode("utf-16-be", "replace")
        elif raw.isascii():
            yield raw.decode("ascii")


# ---- archives and pictures -----------------------------------------------------------------------------------------


def _archive(content: bytes, depth: int) -> Iterator[tuple[str, str]]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        return
    with archive:
        yield "comment", archive.comment.decode("utf-8", "replace")
        for member in archive.infolist():
            yield "member name", member.filename + "\n" + member.comment.decode("utf-8", "replace")
            if member.is_dir() or member.file_size > MAX_MEMBER_BYTES or member.flag_bits & 1:
                continue
            inside = archive.read(member)
            for place, text in read_everything(member.filename, inside, depth=depth + 1):
                yield f"{member.filename}, {place}", text


def _picture(content: bytes) -> Iterator[tuple[str, str]]:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            told = [f"{key}: {value!r}" for key, value in sorted(picture.info.items(), key=lambda item: str(item[0]))]
            told += [f"{key}: {value!r}" for key, value in sorted(picture.getexif().items())]
            yield "picture metadata", "\n".join(told)
            words = _words_in(picture)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError, SyntaxError):
        return
    if words:
        yield "words in the picture", words


def _words_in(picture: Image.Image) -> str:
    """The words that Tesseract reads, at twice the size where the picture is small; none where it is not installed."""
    if not has_ocr() or min(picture.size) < 8:
        return ""
    page = picture.convert("L")
    if page.width < 1_600:
        page = page.resize((page.width * 2, page.height * 2))
    buffer = io.BytesIO()
    page.save(buffer, format="PNG")
    command = ["tesseract", "stdin", "stdout", "--psm", "6"]
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # several wait for each other more than they read
    try:
        done = subprocess.run(
            command, input=buffer.getvalue(), capture_output=True, check=False, timeout=OCR_SECONDS, env=one_thread
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
