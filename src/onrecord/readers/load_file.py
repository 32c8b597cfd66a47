"""Load files of a production: Concordance (.dat, fields of each document) and Opticon (.opt, its page images).

In: one intake. Out: a Document with one block of `FIELD: value` lines for every row, so that a cell can be cited; rows
that hold mail fields also give a `MailPart`. In a .dat fields are parted by 0x14, quoted by 0xFE, and 0xAE stands for a
line break inside a value. Trap: an empty cell keeps its place, else every later value moves under a wrong heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from onrecord.model.documents import Document, MailPart, Problem, Reading, Table, TableColumn
from onrecord.model.ids import make_id
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_TEXT_BYTES, read_bytes
from onrecord.readers.mail_headers import Address
from onrecord.readers.table_layout import name_columns
from onrecord.readers.text import decode_bytes, note_encoding, read_decoded
from onrecord.spans import Span
from onrecord.text.dates import parse_instant

SEPARATOR, QUOTE, BREAK = "\x14", "\u00fe", "\u00ae"
MAX_LINES_PER_ROW = 5_000  # a value with raw line breaks; past this a quote was lost and the row is cut

# Headings differ between vendors in case, spaces and underscores only.
_MAIL_FIELDS = {
    "from": ("from", "emailfrom", "sender"),
    "to": ("to", "emailto", "recipient", "recipients"),
    "cc": ("cc", "emailcc", "copyee"),
    "bcc": ("bcc", "emailbcc", "blindcopyee"),
    "subject": ("subject", "emailsubject"),
    "sent": ("datesent", "sentdate", "emaildatesent", "senton", "datetimesent"),
    "clock": ("timesent", "senttime", "emailtimesent"),
    "body": ("extractedtext", "body", "bodytext", "ocrtext"),
    "message_id": ("messageid", "internetmessageid"),
}
_NOT_A_LETTER_RE = re.compile(r"[^a-z]+")
# the parts of a list of people in one cell: "Roe, Jo <jo@x.example>; Lee, Bo"
_PERSON_RE = re.compile(r"^\s*(.*?)\s*<([^<>]*)>\s*$")


def read_dat(intake: Intake) -> Reading:
    """The rows of a Concordance file as one document with the mail fields found, or the Problem that says why not."""
    raw = read_bytes(intake, MAX_TEXT_BYTES)
    if isinstance(raw, Problem):
        return Reading(problems=(raw,))
    path = intake.source.path
    decoded = decode_bytes(raw)
    rows = list(split_rows(decoded.text.lstrip("\ufeff"))) if decoded else []
    if decoded is None or not rows:
        detail = f"{path}: no rows of a Concordance file in it"
        return Reading(problems=(Problem(source=path, reason="damaged_load_file", detail=detail, fatal=True),))
    names, cells = rows[0], rows[1:]
    document_id = intake.document_id()
    text, parts = _print_rows(names, cells)
    document = Document(id=document_id, source=intake.source, kind="load_file", text=text, title=intake.source.title)
    ragged = [number for number, row in enumerate(cells, start=1) if len(row) != len(names)]
    problems = note_encoding(path, decoded) if decoded.n_replaced else ()
    if ragged:
        detail = f"{path}: {len(ragged)} rows have not {len(names)} cells, the first is row {ragged[0]}"
        problems = (*problems, Problem(source=path, reason="ragged_rows", detail=detail))
    table = _profile(names, cells, document_id, path)
    mail = ((document_id, tuple(parts)),) if parts else ()
    return Reading(documents=(document,), mail=mail, tables=(table,), problems=problems)


def read_opt(intake: Intake) -> Reading:
    """The image list of a production as one document; documents whose page count disagrees with it are problems."""
    decoded = read_decoded(intake, "no image list")
    if isinstance(decoded, Problem):
        return Reading(problems=(decoded,))
    document = Document(id=intake.document_id(), source=intake.source, kind="load_file", text=decoded.text)
    return Reading(documents=(document,), problems=tuple(_check_page_counts(intake.source.path, decoded.text)))


def split_rows(text: str) -> Iterator[tuple[str, ...]]:
    """The cells of each row of a Concordance file, empty ones in their places.

    >>> list(split_rows("\\u00feA\\u00fe\\x14\\u00feB\\u00fe\\n\\u00fe\\u00fe\\x14\\u00fex\\u00ae y\\u00fe\\n"))
    [('A', 'B'), ('', 'x\\n y')]
    """
    waiting: list[str] = []
    n_quotes = 0
    for line in text.split("\n"):
        waiting.append(line)
        n_quotes += line.count(QUOTE)
        if n_quotes % 2 and len(waiting) < MAX_LINES_PER_ROW:
            continue  # a raw line break inside a quoted value
        row = "\n".join(waiting).rstrip("\r")
        waiting, n_quotes = [], 0
        if row.strip():
            yield tuple(_clean_cell(cell) for cell in row.split(SEPARATOR))
    if "".join(waiting).strip():
        yield tuple(_clean_cell(cell) for cell in "\n".join(waiting).split(SEPARATOR))


def _clean_cell(cell: str) -> str:
    return cell.strip("\r\n").removeprefix(QUOTE).removesuffix(QUOTE).replace(BREAK, "\n")


def _print_rows(names: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, list[MailPart]]:
    fields = _find_mail_fields(names)
    body_at = fields.get("body", -1)
    pieces: list[str] = []
    parts: list[MailPart] = []
    at = 0
    for row in rows:
        cells = [*row, *[""] * (len(names) - len(row))]
        shown = [*names, *[f"(column {number + 1})" for number in range(len(names), len(cells))]]
        lines = [
            f"{name}: {cell}".rstrip() for place, (name, cell) in enumerate(zip(shown, cells, strict=True)) if place != body_at
        ]
        head = "\n".join(lines)
        body = cells[body_at] if body_at >= 0 else ""
        block = f"{head}\n\n{body}\n\n" if body else f"{head}\n\n"
        start = at + len(head) + 2 if body else at + len(head)
        part = _make_part(fields, cells, Span(at, at + len(head)), Span(start, start + len(body)))
        if part is not None:
            parts.append(part)
        pieces.append(block)
        at += len(block)
    return "".join(pieces), parts


def _find_mail_fields(names: Sequence[str]) -> dict[str, int]:
    plain = [_NOT_A_LETTER_RE.sub("", name.lower()) for name in names]
    return {field: plain.index(name) for field, spellings in _MAIL_FIELDS.items() for name in spellings if name in plain}


def _make_part(fields: dict[str, int], cells: Sequence[str], header: Span, body: Span) -> MailPart | None:
    values = {field: cells[place].strip() for field, place in fields.items()}
    if not values.get("from") or not (values.get("to") or values.get("sent")):
        return None  # a row of a file that is no mail
    sent_text = " ".join(value for value in (values.get("sent"), values.get("clock")) if value) or None
    senders = _split_people(values["from"])
    return MailPart(
        header_span=header,
        body_span=body,
        sender=senders[0] if senders else None,
        to=_split_people(values.get("to", "")),
        cc=_split_people(values.get("cc", "")),
        bcc=_split_people(values.get("bcc", "")),
        sent=parse_instant(sent_text) if sent_text else None,
        sent_text=sent_text,
        subject=values.get("subject") or None,
        message_id=values.get("message_id") or None,
    )


def _split_people(cell: str) -> tuple[Address, ...]:
    people: list[Address] = []
    for piece in cell.replace("\n", ";").split(";"):
        person = piece.strip()
        found = _PERSON_RE.match(person[:500])
        if found:
            people.append((found[1].strip('" '), found[2]))
        elif person:
            people.append(("", person) if "@" in person and " " not in person else (person, ""))
    return tuple(people)


def _profile(names: Sequence[str], rows: Sequence[Sequence[str]], document_id: str, path: str) -> Table:
    columns = []
    for place, name in enumerate(name_columns(names, len(names))):
        values = [row[place] for row in rows if place < len(row) and row[place].strip()]
        examples = tuple(value[:60] for value in dict.fromkeys(values[:5]))
        columns.append(TableColumn(name=name, dtype="text", n_filled=len(values), n_values=len(set(values)), examples=examples))
    return Table(
        id=make_id("t", document_id, 0),
        document_id=document_id,
        name=PurePosixPath(path).name,
        header_row=0,
        n_rows=len(rows),
        columns=tuple(columns),
    )


def _check_page_counts(path: str, text: str) -> Iterator[Problem]:
    # as in the line ABC000001,VOL001,IMAGES\001\ABC000001.TIF,Y,,,3
    documents: list[tuple[str, str, int]] = []
    for line in text.splitlines():
        cells = line.split(",")
        if len(cells) < 4:
            continue
        if cells[3].strip().upper() == "Y" or not documents:
            documents.append((cells[0], cells[6].strip() if len(cells) > 6 else "", 1))
        else:
            key, stated, n_pages = documents[-1]
            documents[-1] = (key, stated, n_pages + 1)
    if not documents and text.strip():
        yield Problem(source=path, reason="damaged_load_file", detail=f"{path}: no lines of an image list in it")
    wrong = [(key, stated, n_pages) for key, stated, n_pages in documents if stated.isdecimal() and int(stated[:9]) != n_pages]
    if wrong:
        key, stated, n_pages = wrong[0]
        counts = f"first {key}: {stated} stated, {n_pages} listed"
        detail = f"{path}: {len(wrong)} of {len(documents)} documents list another number of pages, {counts}"
        yield Problem(source=path, reason="page_count_differs", detail=detail)
