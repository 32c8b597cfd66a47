"""The papers of an appeal: the letter, the list of what it contests, and notes for the writer that are not part of it.

In: a request with its productions, the rules of a pack, a day. Out: the bytes of each file by name. The letter cites pages
and codes and repeats no word of the records; file names pass the masker. Trap: deletions under (b)(5) stand in the notes alone
(see `casefile.appeal_view`), because a machine cannot tell a final decision from advice.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from onrecord.casefile.appeal_view import FOR_A_PERSON, OPEN_ELSEWHERE, REASONS, AppealItem, AppealPlace, list_appeal_items
from onrecord.dossier.letter_files import letter_docx, letter_text
from onrecord.model.packs import Pack
from onrecord.model.requests import Deadline, RecordsRequest
from onrecord.requests.clock import list_deadlines
from onrecord.requests.letters import Letter, compose_letter
from onrecord.requests.wording import describe_deadline

LETTER_DOCX, LETTER_TXT, LIST_CSV, NOTES_TXT = "appeal.docx", "appeal.txt", "contested.csv", "notes.txt"
COLUMNS = ("reason", "source", "page", "bates", "codes", "deletions", "open_in", "open_page", "open_bates", "said", "row")
_SAID = {
    "open_elsewhere": "deleted, and the same passage is open in another copy",
    "code_missing": "no exemption is shown at the deletion",
    "page_withheld": "a page withheld whole",
    "page_gap": "page numbers are missing from the series",
    "attachment": "an attachment is named and not there",
    "parent": "an earlier message is named and not there",
    "for_a_person": "under (b)(5): for you to decide, not argued in the letter",
}


def write_appeal(case: Path, request: RecordsRequest, pack: Pack, today: date, mask: Callable[[str], str]) -> dict[str, bytes]:
    """The files of the appeal by name. Raises CaseFileError where the file is no built case, SettingsError without a letter."""
    productions = [event.value for event in request.of_kind("production") if event.value]
    items = list_appeal_items(case, productions)
    deadlines = list_deadlines(request, pack, today)
    letter = appeal_letter(request, deadlines, items, pack, today, mask)
    return {
        LETTER_DOCX: letter_docx(letter),
        LETTER_TXT: letter_text(letter).encode("utf-8", "replace"),
        LIST_CSV: _table(items, mask).encode("utf-8", "replace"),
        NOTES_TXT: "\n".join(_notes(request, deadlines, items, letter, mask)).encode("utf-8", "replace"),
    }


def appeal_letter(
    request: RecordsRequest,
    deadlines: Sequence[Deadline],
    items: Sequence[AppealItem],
    pack: Pack,
    today: date,
    mask: Callable[[str], str],
) -> Letter:
    """The letter with a point for each item; what is for a person to decide is left out."""
    points: dict[str, list[str]] = {reason: [] for reason in REASONS if reason != FOR_A_PERSON}
    for item in items:
        if item.reason in points:
            points[item.reason].append(point_of(item, mask))
    return compose_letter("appeal", request, deadlines, pack, today, points)


def point_of(item: AppealItem, mask: Callable[[str], str]) -> str:
    """One item as a sentence with its page."""
    where = _cited(item.where, mask)
    if item.said is not None:
        return f"{where}: {mask(item.said)}"
    codes = f" under {' and '.join(item.codes)}" if item.codes else ""
    deletions = "," if item.reason == "page_withheld" and codes else ""
    if item.reason != "page_withheld":
        deletions = f": {item.n} deletion{'' if item.n == 1 else 's'}"
    elsewhere = f"; open at {_cited(item.open_at, mask)}" if item.open_at else ""
    return f"{where}{deletions}{codes}{elsewhere}."


def _cited(place: AppealPlace, mask: Callable[[str], str]) -> str:
    page = f", page {place.page}" if place.page is not None else ""
    bates = f" ({place.bates})" if place.bates else ""
    return f"{mask(PurePosixPath(place.source).name)}{page}{bates}"


def _table(items: Sequence[AppealItem], mask: Callable[[str], str]) -> str:
    """All items for a spreadsheet, those for a person to decide too."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        opened = item.open_at
        elsewhere = (mask(opened.source), opened.page, opened.bates) if opened else ("", "", "")
        place = (mask(item.where.source), item.where.page, item.where.bates)
        said = mask(item.said) if item.said else _SAID[item.reason]
        writer.writerow((item.reason, *place, "; ".join(item.codes), item.n, *elsewhere, said, item.target_id))
    return out.getvalue()


def _notes(
    request: RecordsRequest,
    deadlines: Sequence[Deadline],
    items: Sequence[AppealItem],
    letter: Letter,
    mask: Callable[[str], str],
) -> list[str]:
    """What the writer should know before sending the letter."""
    productions = [mask(event.value) for event in request.of_kind("production") if event.value]
    lines = ["Notes for you. They are no part of the appeal and no legal advice.", ""]
    lines += [f"Request {request.id} to {request.agency}. Productions: {', '.join(productions) or 'none entered'}."]
    if not productions:
        lines.append("No production is entered for the request, so all records of the case were looked at.")
    lines += ["", "The clock:"]
    for one in deadlines:
        doubt = " (the source leaves a doubt: check it)" if one.verify else ""
        lines += [f"- {describe_deadline(one)}", f"    {one.source}{doubt}", *(f"    {note}" for note in one.notes)]
    lines += ["", "What was found:"]
    counted = {reason: [item for item in items if item.reason == reason] for reason in REASONS}
    lines += [f"- {len(found)}: {_SAID[reason]}" for reason, found in counted.items() if found]
    if not items:
        lines.append("- nothing to contest was found in the files; that is no statement about what is not in them")
    left = counted[FOR_A_PERSON]
    if left:
        lines += ["", "Not argued in the letter. Whether a passage under (b)(5) was final or adopted is for you to say:"]
        lines += [f"- {point_of(item, mask)}" for item in left]
    if counted[OPEN_ELSEWHERE]:
        lines += ["", "Before you cite a passage that is open elsewhere: it may be open by mistake and name a private person."]
    lines += ["", "What the paragraphs of the letter rest on:"]
    lines += [f"- {source}" for source in dict.fromkeys(part.source for part in letter.paragraphs if part.source)]
    return [*lines, ""]
