"""A release as load files of a production: Concordance .dat with a row for each message or document, Opticon .opt with pages.

In: a case and a cover. Out: both files as review platforms read them (and `readers.load_file`). The .opt points at pages of the
files as they were taken in; those are not part of the export. Trap: 0x14, 0xFE and 0xAE are marks of the format, so in a value
they are written as a space, "th" and "(R)", and a line break as 0xAE.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from onrecord.dossier.exports.covering import Cover, judged_case
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Pile
from onrecord.model.messages import Message

DAT, OPT = "production.dat", "production.opt"
FIELDS = (
    *("BEGDOC", "ENDDOC", "BATES_BEG", "BATES_END", "PARENT", "DOCTYPE", "FILENAME", "PAGE_FIRST", "PAGE_LAST", "SHA256"),
    *("FROM", "TO", "CC", "BCC", "SUBJECT", "DATE_SENT", "TIME_SENT", "MESSAGE_ID", "ATTACHMENTS", "EXTRACTED_TEXT"),
)
VOLUME = "ONRECORD001"
_MARKS = str.maketrans({"\x14": " ", "þ": "th", "Þ": "Th", "®": "(R)", "\r": None, "\n": "®", "\0": " "})


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the .dat and the pages it stands for: the file's name and its page numbers."""

    cells: dict[str, str]
    file: str
    pages: range


def load_files(case: Path, cover: Cover) -> dict[str, bytes]:
    """The two files by name, in UTF-8, the .dat with a byte order mark as review platforms expect."""
    rows = list(_numbered(judged_case(case), cover))
    lines = [_line(FIELDS), *(_line(tuple(row.cells.get(field, "") for field in FIELDS)) for row in rows)]
    images = [line for row in rows for line in _image_lines(row)]
    return {
        DAT: ("\ufeff" + "".join(f"{line}\r\n" for line in lines)).encode("utf-8", "replace"),
        OPT: "".join(f"{line}\r\n" for line in images).encode("utf-8", "replace"),
    }


def _numbered(case: CaseRecords, cover: Cover) -> Iterator[_Row]:
    """A row for each message of the records, and for each document without one, numbered in the order of the case."""
    at = 1
    numbers: dict[str, str] = {}
    for part in case.parts:
        if part.document.source.pile is not Pile.RECORDS:
            continue
        for message in part.inbox.messages or (None,):
            pages = _pages(part, message)
            first, last = f"ONR{at:08}", f"ONR{at + max(len(pages), 1) - 1:08}"
            at += max(len(pages), 1)
            numbers[message.id if message else part.document.id] = first
            cells = {
                **_document_cells(part, cover),
                **(_message_cells(message, part.document.id, cover) if message else {}),
                "BEGDOC": first,
                "ENDDOC": last,
                "PAGE_FIRST": str(pages.start) if pages else "",
                "PAGE_LAST": str(pages.stop - 1) if pages else "",
                "PARENT": numbers.get(part.document.parent_id or "", ""),
            }
            yield _Row(cells, cells["FILENAME"], pages)


def _pages(part: DocumentRecords, message: Message | None) -> range:
    if message is not None and message.page_first is not None:
        return range(message.page_first, (message.page_last or message.page_first) + 1)
    return range(1, len(part.document.pages) + 1)


def _document_cells(part: DocumentRecords, cover: Cover) -> dict[str, str]:
    document = part.document
    return {
        "DOCTYPE": document.kind,
        "FILENAME": cover.name(PurePosixPath(document.source.path).name),
        "SHA256": document.source.sha256,
        "EXTRACTED_TEXT": cover.passage(document.id, 0, len(document.text)),
    }


def _message_cells(message: Message, document_id: str, cover: Cover) -> dict[str, str]:
    def covered(*words: str) -> str:
        return "; ".join(cover.text(one, document_id=document_id).replace(";", ",") for one in words)

    sent = message.sent.earliest if message.sent and message.sent.earliest.date() == message.sent.latest.date() else None
    is_timed = sent is not None and message.sent is not None and (message.sent.latest - sent).total_seconds() < 60
    return {
        "DOCTYPE": "mail",
        "BATES_BEG": message.bates_first or "",
        "BATES_END": message.bates_last or "",
        "FROM": covered(message.sender) if message.sender else "",
        "TO": covered(*message.to),
        "CC": covered(*message.cc),
        "BCC": covered(*message.bcc),
        "SUBJECT": cover.text(message.subject or "", document_id=document_id),
        "DATE_SENT": f"{sent:%Y-%m-%d}" if sent else "",
        "TIME_SENT": f"{sent:%H:%M}" if sent and is_timed else "",
        "MESSAGE_ID": cover.text(message.message_id or ""),
        "ATTACHMENTS": covered(*message.attachments),
        "EXTRACTED_TEXT": cover.text(message.body, document_id=document_id),
    }


def _line(cells: tuple[str, ...]) -> str:
    return "\x14".join(f"þ{cell.translate(_MARKS)}þ" for cell in cells)


def _image_lines(row: _Row) -> Iterator[str]:
    """A line for each page: its number, the volume, the file, Y on the first, and how many there are."""
    first = int(row.cells["BEGDOC"][3:])
    name = row.file.replace(",", "_").replace("\n", " ")
    for at in range(len(row.pages)):
        begins = f"Y,,,{len(row.pages)}" if at == 0 else ",,,"
        yield f"ONR{first + at:08},{VOLUME},{name},{begins}"
