"""A redaction sheet for a Vaughn index: every deletion by page with its code, its message, and what speaks against it.

In: a case and a cover. Out: one .xlsx, a row for each deletion, the columns that only an agency or a lawyer can fill left
blank, and a second sheet with totals. Trap: words of a record may begin like a formula, so every cell is written as text; and
which deletions have failed is not said here, for a sheet that is handed on would show where to look.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from onrecord.casefile.appeal_view import AppealItem, list_appeal_items
from onrecord.dossier.exports.covering import Cover, judged_case
from onrecord.dossier.fixed_zip import without_times
from onrecord.model.case import CaseRecords
from onrecord.model.messages import Message, Redaction

COLUMNS = (
    *("No.", "File", "Page", "Bates", "Kind", "Exemptions", "Code shown", "Date of message", "From", "To", "Subject"),
    *("Contested because", "Document described as", "Justification", "Segregable portion released"),
)
WIDTHS = (6, 28, 7, 16, 14, 18, 11, 18, 24, 32, 32, 44, 28, 28, 18)
SHEET, TOTALS = "Deletions", "Totals"
_MAX_CELL = 32_000  # characters; a spreadsheet holds 32,767
_REASONS = {
    "open_elsewhere": "the same passage is open in another copy",
    "code_missing": "no exemption is shown at the deletion",
    "page_withheld": "the page is withheld whole",
    "for_a_person": "under (b)(5): for a person to decide",
}
_NO_TIME = datetime(1980, 1, 1)


def vaughn_bytes(case: Path, cover: Cover) -> bytes:
    """The sheet as an .xlsx file; the same case gives the same bytes."""
    import xlsxwriter  # noqa: PLC0415  no other export needs it

    records = judged_case(case)
    rows = list_rows(records, list_appeal_items(case), cover)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _NO_TIME})
    bold, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(SHEET)
    sheet.freeze_panes(1, 0)
    for column, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell[:_MAX_CELL], wrapped)
    totals = book.add_worksheet(TOTALS)
    totals.set_column(0, 0, 28)
    for at, (code, n) in enumerate([("Exemption", "Deletions"), *_totals(records)]):
        totals.write_string(at, 0, code, bold if at == 0 else None)
        totals.write_string(at, 1, n, bold if at == 0 else None)
    book.close()
    return without_times(out.getvalue())


def list_rows(case: CaseRecords, items: tuple[AppealItem, ...], cover: Cover) -> list[tuple[str, ...]]:
    """The rows of the sheet, in the order of the case."""
    because = {(item.where.source, item.where.page, item.codes): _REASONS[item.reason] for item in items if item.said is None}
    rows: list[tuple[str, ...]] = []
    for part in case.parts:
        messages = {message.id: message for message in part.inbox.messages}
        stamps = {stamp.page: " ".join(stamp.text.split()) for stamp in part.inbox.stamps if stamp.kind == "bates"}
        for redaction in part.inbox.redactions:
            source = part.document.source.path
            key = (source, redaction.page, redaction.codes)
            rows.append(
                (
                    str(len(rows) + 1),
                    cover.name(source),
                    str(redaction.page or ""),
                    stamps.get(redaction.page or 0, ""),
                    redaction.kind.replace("_", " "),
                    "; ".join(redaction.codes),
                    "no" if redaction.code_missing else "yes" if redaction.codes else "",
                    *_message_cells(redaction, messages, cover),
                    because.get(key, ""),
                    *("", "", ""),
                )
            )
    return rows


def _message_cells(redaction: Redaction, messages: Mapping[str, Message], cover: Cover) -> tuple[str, str, str, str]:
    """Date, From, To and Subject of the message that a deletion lies in, blank where it lies in none."""
    message = messages.get(redaction.message_id or "")
    if message is None:
        return ("", "", "", "")

    def covered(words: str) -> str:
        return cover.text(words, document_id=message.document_id)

    sender = message.sender or ("[deleted]" if message.sender_redacted else "")
    return (covered(message.sent_text or ""), covered(sender), covered("; ".join(message.to)), covered(message.subject or ""))


def _totals(case: CaseRecords) -> list[tuple[str, str]]:
    counts = Counter(
        code for part in case.parts for redaction in part.inbox.redactions for code in redaction.codes or ("no code shown",)
    )
    total = sum(len(part.inbox.redactions) for part in case.parts)
    return [*((code, str(n)) for code, n in sorted(counts.items())), ("All deletions", str(total))]
