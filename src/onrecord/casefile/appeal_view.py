"""What to contest about a release: each deletion with its reason, and what is missing from it.

In: a case file, and the paths that one production brought. Out: small records in the order of the pages; none of them repeats a
word that a file deletes or shows. Only what can be shown is given as a reason: no code stands beside the deletion, the same
passage is open in another print, a page is withheld whole, a number of the series is missing, a file is named and not there.
Trap: whether a passage under (b)(5) is a final decision or only advice cannot be told by a rule, so such a deletion is listed
for a person to decide and never argued.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.request_log import is_within
from onrecord.model.codec import decode
from onrecord.model.links import Place
from onrecord.model.messages import Redaction, UnionText

OPEN_ELSEWHERE, CODE_MISSING, PAGE_WITHHELD = "open_elsewhere", "code_missing", "page_withheld"
PAGE_GAP, ATTACHMENT, PARENT, FOR_A_PERSON = "page_gap", "attachment", "parent", "for_a_person"
REASONS = (OPEN_ELSEWHERE, CODE_MISSING, PAGE_WITHHELD, PAGE_GAP, ATTACHMENT, PARENT, FOR_A_PERSON)  # strongest first
DELIBERATIVE = "(b)(5)"
_MISSING = {"R701": PAGE_GAP, "R705": ATTACHMENT, "R706": PARENT, "R707": PARENT}  # findings about what is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealPlace:
    """A page of a source with its Bates number, where it has them."""

    source: str
    page: int | None
    bates: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealItem:
    """One thing to contest. `n` counts the deletions of one page that share reason and codes; `open_at` is where the same
    passage is open; `said` is the sentence of the finding about what is missing; `target_id` a row of the case."""

    reason: str
    where: AppealPlace
    codes: tuple[str, ...] = ()
    n: int = 1
    open_at: AppealPlace | None = None
    said: str | None = None
    target_id: str


def list_appeal_items(case: Path, productions: Sequence[str] = ()) -> tuple[AppealItem, ...]:
    """Everything to contest, the strongest reason first, then by page; all records where no production is named.

    A dismissed finding is left out. Raises CaseFileError where the file is no built case.
    """
    with reading(case) as connection:
        places = _Places(connection, productions)
        pairs = list(_open_elsewhere(connection, places))
        found = [item for item, _ in pairs]
        shown = {target for _, targets in pairs for target in targets}
        found += _deletions(connection, places, shown)
        found += _missing(connection, places)
    return tuple(sorted(found, key=_order))


class _Places:
    """The pages of the sources that a production brought, with their stamps."""

    def __init__(self, connection: sqlite3.Connection, productions: Sequence[str]) -> None:
        query = "SELECT id, source FROM documents WHERE pile = 'records' ORDER BY source, id"
        self.sources: dict[str, str] = dict(connection.execute(query))
        self.wanted = {
            document_id
            for document_id, source in self.sources.items()
            if not productions or any(is_within(source, path) for path in productions)
        }
        stamps = connection.execute("SELECT document_id, page, text FROM stamps WHERE kind = 'bates' ORDER BY ordinal DESC")
        self._bates = {(document_id, page): " ".join(text.split()) for document_id, page, text in stamps}

    def at(self, document_id: str, page: int | None) -> AppealPlace:
        """The page of a document as one cites it."""
        bates = None if page is None else self._bates.get((document_id, page))
        return AppealPlace(source=self.sources.get(document_id, ""), page=page, bates=bates)


def _order(item: AppealItem) -> tuple[int, str, int, tuple[str, ...], str]:
    return (REASONS.index(item.reason), item.where.source, item.where.page or 0, item.codes, item.target_id)


def _open_elsewhere(connection: sqlite3.Connection, places: _Places) -> Iterator[tuple[AppealItem, set[str]]]:
    """Deletions whose words another print of the same message shows, once for each pair of pages, with their ids."""
    grouped: dict[tuple[str, int | None, tuple[str, ...], str, int | None], list[str]] = {}
    query = "SELECT record FROM other_records WHERE kind = 'inbox.unions' ORDER BY ordinal"
    for (record,) in connection.execute(query).fetchall():
        for one in decode(UnionText, record).differences:
            if one.closed.document_id in places.wanted:
                redaction = _redaction_at(connection, one.closed)
                codes = redaction.codes if redaction else ()
                key = (one.closed.document_id, one.closed.page, codes, one.opened.document_id, one.opened.page)
                grouped.setdefault(key, []).append(redaction.id if redaction else one.closed_in)
    for (closed, page, codes, opened, open_page), ids in grouped.items():
        item = AppealItem(
            reason=OPEN_ELSEWHERE,
            where=places.at(closed, page),
            codes=codes,
            n=len(ids),
            open_at=places.at(opened, open_page),
            target_id=ids[0],
        )
        yield item, set(ids)


def _redaction_at(connection: sqlite3.Connection, place: Place) -> Redaction | None:
    query = "SELECT record FROM redactions WHERE document_id = ? AND start < ? AND end > ? ORDER BY start, id LIMIT 1"
    found = connection.execute(query, (place.document_id, place.span.end, place.span.start)).fetchone()
    return decode(Redaction, found[0]) if found else None


def _deletions(connection: sqlite3.Connection, places: _Places, shown: set[str]) -> Iterator[AppealItem]:
    """Pages withheld whole, deletions without a code, and those that a person must look at; once a page for each."""
    grouped: dict[tuple[str, str, int | None, tuple[str, ...]], list[str]] = {}
    for (record,) in connection.execute("SELECT record FROM redactions ORDER BY ordinal"):
        redaction = decode(Redaction, record)
        reason = _reason(redaction)
        if reason is None or redaction.id in shown or redaction.document_id not in places.wanted:
            continue
        key = (reason, redaction.document_id, redaction.page, redaction.codes)
        grouped.setdefault(key, []).append(redaction.id)
    for (reason, document_id, page, codes), ids in grouped.items():
        yield AppealItem(reason=reason, where=places.at(document_id, page), codes=codes, n=len(ids), target_id=ids[0])


def _reason(redaction: Redaction) -> str | None:
    """Why a deletion is contested; None where nothing speaks against it."""
    if redaction.kind == "page_withheld":
        return PAGE_WITHHELD
    if redaction.code_missing and redaction.kind == "box":
        return CODE_MISSING
    return FOR_A_PERSON if DELIBERATIVE in redaction.codes else None


def _missing(connection: sqlite3.Connection, places: _Places) -> Iterator[AppealItem]:
    """Pages, attachments and earlier messages that the release names and does not hold, as the findings say it."""
    dismissed = overlay_of(load_judgements(connection)).dismissed
    query = (
        "SELECT f.id, f.code, f.message, p.document_id, p.page FROM findings f JOIN finding_places p ON p.finding_id = f.id "
        "WHERE f.code IN ('R701', 'R705', 'R706', 'R707') AND p.position = 0 ORDER BY f.ordinal"
    )
    for finding_id, code, message, document_id, page in connection.execute(query).fetchall():
        if finding_id in dismissed or document_id not in places.wanted:
            continue
        yield AppealItem(reason=_MISSING[code], where=places.at(document_id, page), said=message.rstrip(), target_id=finding_id)
