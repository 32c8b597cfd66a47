"""The deletions of a case for its page: totals by code, a ledger with filters, and what is missing from the release.

In: a case file and what to show. Out: records a page at a time. What stands under a failed deletion is in no record, so that
nothing here can show it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.rows import storable
from onrecord.casefile.views import EVERYTHING, Slice
from onrecord.model.codec import decode
from onrecord.model.messages import Redaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionChoice:
    """Which deletions a ledger shows; what is None or empty does not narrow it. `lack`: no_code or failed."""

    code: str | None = None
    document_id: str | None = None
    kind: str | None = None
    lack: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRedaction:
    """One deletion with its source and, where it lies in a message, that message's subject."""

    redaction: Redaction
    source: str
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionLedger:
    """One part of the chosen deletions, how many there are in all, and on how many pages."""

    n_all: int
    n_pages: int
    rows: tuple[LedgerRedaction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDeletions:
    """How many deletions one document has, pages withheld, deletions without a code and deletions that failed."""

    document_id: str
    source: str
    n_redactions: int
    n_withheld: int
    n_without_code: int
    n_failed: int


def list_redactions(case: Path, choice: RedactionChoice, part: Slice = EVERYTHING) -> RedactionLedger:
    """The chosen deletions in the order of the case."""
    where, values = _where(choice)
    with reading(case) as connection:
        count = f"SELECT count(*), count(DISTINCT r.document_id || ' ' || r.page) FROM redactions AS r WHERE {where}"
        n_all, n_pages = connection.execute(count, values).fetchone()
        query = (
            "SELECT r.record, d.source, (SELECT m.subject FROM messages AS m WHERE m.id = r.message_id) FROM redactions AS r "
            f"JOIN documents AS d ON d.id = r.document_id WHERE {where} ORDER BY r.ordinal{part.sql()}"
        )
        rows = [
            LedgerRedaction(redaction=decode(Redaction, record), source=source, subject=subject)
            for record, source, subject in connection.execute(query, values)
        ]
    return RedactionLedger(n_all=n_all, n_pages=n_pages, rows=tuple(rows))


def count_deletions(case: Path) -> tuple[DocumentDeletions, ...]:
    """The documents that have deletions, the most deleted first."""
    with reading(case) as connection:
        query = (
            "SELECT r.document_id, d.source, count(*), sum(r.kind = 'page_withheld'), sum(r.code_missing), sum(r.failed) "
            "FROM redactions AS r JOIN documents AS d ON d.id = r.document_id GROUP BY 1 ORDER BY 3 DESC, 2"
        )
        return tuple(
            DocumentDeletions(
                document_id=row[0],
                source=row[1],
                n_redactions=row[2],
                n_withheld=row[3],
                n_without_code=row[4],
                n_failed=row[5],
            )
            for row in connection.execute(query)
        )


def _where(choice: RedactionChoice) -> tuple[str, list[str]]:
    clauses, values = ["1"], []
    if choice.code is not None:
        clauses.append("instr(';' || r.codes || ';', ';' || ? || ';') > 0")
        values.append(storable(choice.code) or "")
    for column, value in (("document_id", choice.document_id), ("kind", choice.kind)):
        if value:
            clauses.append(f"r.{column} = ?")
            values.append(storable(value) or "")
    if choice.lack in ("no_code", "failed"):
        clauses.append("r.code_missing" if choice.lack == "no_code" else "r.failed")
    return " AND ".join(clauses), values
