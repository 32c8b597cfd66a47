"""The selection audits that people keep with a case: rows that no build removes, whose findings stand among the others.

In: a case file and a request with its findings. Out: the kept audit. Its findings are added at once, as the next build would
add them; forgetting an audit takes all such findings away but those that the other kept audits give.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from onrecord.casefile.connect import adding, reading
from onrecord.casefile.rows import FINDINGS, finding_place_rows
from onrecord.errors import SettingsError
from onrecord.model.audits import AuditRequest, KeptAudit
from onrecord.model.codec import encode
from onrecord.model.findings import Finding
from onrecord.model.ids import make_id

_OF_AUDITS = "code LIKE 'S6%'"
_TOUCHED = """
    SELECT DISTINCT f.code, u.id FROM findings AS f JOIN finding_places AS p ON p.finding_id = f.id
    JOIN search_units AS u ON u.document_id = p.document_id AND u.start < p.end AND u.end > p.start
"""


def keep_audit(case: Path, request: AuditRequest, findings: Sequence[Finding], *, who: str, at: str) -> KeptAudit:
    """Keep an audit and add its findings; one that is kept already stays as it was."""
    words = json.dumps(asdict(request), ensure_ascii=False, sort_keys=True)
    name = make_id("a", words)
    with adding(case) as connection:
        connection.execute(
            "INSERT OR IGNORE INTO kept_audits (id, request, who, at) VALUES (?, ?, ?, ?)", (name, words, who, at)
        )
        _add_findings(connection, findings)
        return next(audit for audit in load_audits(connection) if audit.id == name)


def forget_audit(case: Path, audit_id: str, others: Sequence[Finding]) -> None:
    """Take a kept audit back; `others` are the findings of those that stay. Raises SettingsError where none has this id."""
    with adding(case) as connection:
        if connection.execute("DELETE FROM kept_audits WHERE id = ?", (audit_id,)).rowcount == 0:
            raise SettingsError(f"no kept audit has the id {audit_id}", hint=f"onrecord audit {case} --list")
        connection.execute(f"DELETE FROM finding_places WHERE finding_id IN (SELECT id FROM findings WHERE {_OF_AUDITS})")
        connection.execute(f"DELETE FROM findings WHERE {_OF_AUDITS}")
        connection.execute(f"DELETE FROM search_codes WHERE {_OF_AUDITS}")
        _add_findings(connection, others)


def list_audits(case: Path) -> tuple[KeptAudit, ...]:
    """The kept audits in the order in which they were kept."""
    with reading(case) as connection:
        return load_audits(connection)


def load_audits(connection: sqlite3.Connection) -> tuple[KeptAudit, ...]:
    """As `list_audits`, on an open case."""
    rows = connection.execute("SELECT id, request, who, at FROM kept_audits ORDER BY seq").fetchall()
    return tuple(KeptAudit(id=name, request=_request(words), who=who, at=at) for name, words, who, at in rows)


def _request(words: str) -> AuditRequest:
    stored = json.loads(words)
    stored["attributes"] = tuple((column, value) for column, value in stored["attributes"])
    if isinstance(stored["shown"], list):
        stored["shown"] = tuple(stored["shown"])
    return AuditRequest(**stored)


def _add_findings(connection: sqlite3.Connection, findings: Sequence[Finding]) -> None:
    """Findings behind those that are there, and the codes by which a search finds what they touch."""
    known = {name for (name,) in connection.execute("SELECT id FROM findings")}
    first = connection.execute("SELECT coalesce(max(ordinal) + 1, 0) FROM findings").fetchone()[0]
    new = [one for one in {each.id: each for each in findings}.values() if one.id not in known]
    for ordinal, one in enumerate(new, start=first):
        _insert(connection, "findings", (ordinal, *FINDINGS.cells(one), encode(one)))
        for row in finding_place_rows(one):
            _insert(connection, "finding_places", row)
    connection.execute(f"INSERT OR IGNORE INTO search_codes (code, unit_id) {_TOUCHED} WHERE f.{_OF_AUDITS}")


def _insert(connection: sqlite3.Connection, table: str, row: Sequence[object]) -> None:
    connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})", row)
