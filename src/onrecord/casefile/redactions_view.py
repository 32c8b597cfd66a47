"""The deletions of a case for its page: totals by code, a ledger with filters, and what is missing from the release.

In: a case file and what to show. Out: records a page at a time. What stands under a failed deletion is in no record, so that
nothing here can show it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.case_state import kept_with_state
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
    with reading(case) as connection:
        n_all, n_pages = _count_chosen(case, connection, choice)
        where, values = _where(choice)
        chosen = f"SELECT r.ordinal FROM redactions AS r WHERE {where} ORDER BY r.ordinal{part.sql()}"
        query = (
            "SELECT r.record, d.source, (SELECT m.subject FROM messages AS m WHERE m.id = r.message_id) FROM redactions AS r "
            f"JOIN documents AS d ON d.id = r.document_id WHERE r.ordinal IN ({chosen}) ORDER BY r.ordinal"
        )
        rows = [
            LedgerRedaction(redaction=decode(Redaction, record), source=source, subject=subject)
            for record, source, subject in connection.execute(query, values)
        ]
    return RedactionLedger(n_all=n_all, n_pages=n_pages, rows=tuple(rows))


@kept_with_state
def _count_chosen(connection: sqlite3.Connection, choice: RedactionChoice) -> tuple[int, int]:
    """How many deletions are chosen, and on how many pages."""
    where, values = _where(choice)
    n_all: int = connection.execute(f"SELECT count(*) FROM redactions AS r WHERE {where}", values).fetchone()[0]
    pages = f"SELECT DISTINCT document_id, page FROM redactions AS r WHERE {where} AND r.page IS NOT NULL"
    n_pages: int = connection.execute(f"SELECT count(*) FROM ({pages})", values).fetchone()[0]
    return n_all, n_pages


def count_deletions(case: Path) -> tuple[DocumentDeletions, ...]:
    """The documents that have deletions, the most deleted first."""
    with reading(case) as connection:
        return _count_deletions(case, connection)


@kept_with_state
def _count_deletions(connection: sqlite3.Connection) -> tuple[DocumentDeletions, ...]:
    query = (
        "SELECT c.document_id, d.source, c.n_redactions, c.n_withheld, c.n_without_code, c.n_failed FROM ("
        "SELECT document_id, count(*) AS n_redactions, sum(kind = 'page_withheld') AS n_withheld, "
        "sum(code_missing) AS n_without_code, sum(failed) AS n_failed FROM redactions GROUP BY document_id"
        ") AS c JOIN documents AS d ON d.id = c.document_id ORDER BY c.n_redactions DESC, d.source"
    )
    names = ("document_id", "source", "n_redactions", "n_withheld", "n_without_code", "n_failed")
    return tuple(DocumentDeletions(**dict(zip(names, row, strict=True))) for row in connection.execute(query))


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
