"""What kind of file some bytes are: by the bytes where they say so, by the ending of the name among kinds of plain text.

In: a file and the name it was handed in under. Out: a media type. Trap: agencies hand over workbooks that are web pages
and `.txt` files that are pictures, so the ending alone never decides between text and binary; and a printed mail saved
as `.txt` is a text, not a mail, so among texts the ending does decide.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath

from onrecord.text.encodings import find_wide_encoding, looks_binary

SNIFF_BYTES = 65_536

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
MAIL = "message/rfc822"
APPLE_MAIL = "application/x-emlx"
MBOX = "application/mbox"
MSG = "application/vnd.ms-outlook"
PST = "application/vnd.ms-outlook-pst"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PARQUET = "application/vnd.apache.parquet"
CSV = "text/csv"
TSV = "text/tab-separated-values"
LOAD_FILE = "application/x-concordance-dat"
IMAGE_LOAD_FILE = "application/x-opticon-opt"
ZIP = "application/zip"
VCARD = "text/vcard"
UNKNOWN = "application/octet-stream"

MAIL_TYPES = frozenset({MAIL, APPLE_MAIL, MBOX, MSG, PST})
TABLE_TYPES = frozenset({CSV, TSV, XLSX, XLS, ODS, PARQUET})
PICTURE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/tiff"})
LOAD_FILE_TYPES = frozenset({LOAD_FILE, IMAGE_LOAD_FILE})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PAR1", PARQUET),
    (b"!BDN", PST),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
)
_OLE_SUFFIXES = {".msg": MSG, ".xls": XLS, ".doc": "application/msword", ".ppt": "application/vnd.ms-powerpoint"}
_ZIP_SUFFIXES = {
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".ods": ODS,
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_TEXT_SUFFIXES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".log": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".eml": MAIL,
    ".emlx": APPLE_MAIL,
    ".mbox": MBOX,
    ".mbx": MBOX,
    ".csv": CSV,
    ".tsv": TSV,
    ".tab": TSV,
    ".opt": IMAGE_LOAD_FILE,
}
# Written for programs: reading them as prose would put markup into quotations.
_STRUCTURED_SUFFIXES = {
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".toml": "application/toml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".py": "text/x-python",
    ".ics": "text/calendar",
    ".ical": "text/calendar",
    ".vcf": VCARD,
    ".rtf": "application/rtf",
}
_NEVER_MAIL = (frozenset(_TEXT_SUFFIXES) | frozenset(_STRUCTURED_SUFFIXES)) - {".eml"}
CONTENT_SUFFIXES = (
    frozenset(_TEXT_SUFFIXES) | frozenset(_ZIP_SUFFIXES) | frozenset({".pdf", ".msg", ".pst", ".xls", ".parquet", ".zip"})
)

# "<!DOCTYPE html>", "<html lang=en>", after a byte order mark, white space or an XML declaration
_HTML_START_RE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,64}(?:<\?xml[^>]{0,200}>\s{0,64})?(?:<!--[^>]{0,400}-->\s{0,64})?<(?:!doctype\s+html|html[\s>])",
    re.I,
)
# the line "From jane@example.org Mon Oct 16 09:12:44 2017"
_MBOX_START_RE = re.compile(rb"\A(?:\r?\n){0,4}From \S{1,320} .{0,40}\d\d:\d\d")
# "Received: from mail.example.org", a line of a mail header
_HEADER_LINE_RE = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?", re.M)
_MAIL_HEADERS = frozenset(
    b"from to cc subject date sent received return-path message-id mime-version".split()
    + b"delivered-to reply-to references in-reply-to content-type".split()
)


def find_media_type(file: Path, name: str) -> str:
    """The media type of a file handed in as `name`; `application/octet-stream` where nothing tells. Raises OSError."""
    with file.open("rb") as stream:
        head = stream.read(SNIFF_BYTES)
    suffix = PurePosixPath(name).suffix.lower()
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _find_zip_type(file, suffix)
    return find_type_of_head(head, suffix)


def find_type_of_head(head: bytes, suffix: str) -> str:
    """The media type that the first bytes and the ending of a name (".txt", lower case) give together."""
    if head.startswith(_OLE):
        return _find_ole_type(head, suffix)
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (suffix == ".pdf" and (b"%PDF-" in head[:1024] or not head)):
        return PDF
    if not head:
        return _TEXT_SUFFIXES.get(suffix, TEXT)
    if _is_binary(head):
        # A mail may carry an attachment as raw bytes, or a stray zero byte; its header still says what it is.
        if suffix in {".mbox", ".mbx"} and _MBOX_START_RE.match(head):
            return MBOX
        return MAIL if suffix not in _NEVER_MAIL and looks_like_mail(head) else UNKNOWN
    return _find_text_type(head, suffix)


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or find_wide_encoding(head) is not None:
        return False
    return looks_binary(head)


def _find_text_type(head: bytes, suffix: str) -> str:
    if suffix == ".dat" and (b"\xfe" in head or b"\xc3\xbe" in head) and b"\x14" in head:
        return LOAD_FILE
    if suffix in {".mbox", ".mbx"} and not _MBOX_START_RE.match(head):
        return MAIL if looks_like_mail(head) else TEXT
    if suffix in {".csv", ".tsv", ".tab", ".xls", ".xlsx"} and _HTML_START_RE.match(head):
        return HTML  # "export to Excel" buttons that write a web page under a workbook's name
    if suffix in _TEXT_SUFFIXES:
        return _TEXT_SUFFIXES[suffix]
    if suffix in _STRUCTURED_SUFFIXES:
        return _STRUCTURED_SUFFIXES[suffix]
    if _HTML_START_RE.match(head):
        return HTML
    if _MBOX_START_RE.match(head):
        return MBOX
    if looks_like_mail(head):
        return MAIL
    return CSV if suffix in {".xls", ".xlsx"} else TEXT


def looks_like_mail(head: bytes) -> bool:
    """True where a text begins with a header of which at least two lines are names that mail uses."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    first_line = block.split(b"\n", 1)[0]
    if not _HEADER_LINE_RE.match(first_line) and not first_line.startswith(b"From "):
        return False
    names = {match.group(1).lower() for match in _HEADER_LINE_RE.finditer(block)}
    return len(names & _MAIL_HEADERS) >= 2


def _find_ole_type(head: bytes, suffix: str) -> str:
    if suffix in _OLE_SUFFIXES:
        return _OLE_SUFFIXES[suffix]
    if suffix in _ZIP_SUFFIXES:
        return "application/x-encrypted-office"  # Office wraps a document with a password into OLE storage
    if "__substg1.0_".encode("utf-16-le") in head or "__nameid".encode("utf-16-le") in head:
        return MSG
    return "application/x-ole-storage"


def _find_zip_type(file: Path, suffix: str) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist()[:5000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        return _ZIP_SUFFIXES.get(suffix, ZIP)
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return XLSX
    if "[Content_Types].xml" in names or "mimetype" in names:
        return _ZIP_SUFFIXES.get(suffix, UNKNOWN)
    return ZIP
