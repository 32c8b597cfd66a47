"""What a case can show of its custody: every input with its hash, when it was taken in, and the log that seals it.

In: a case file. Out: small records for the dossier, the certificate and the bundle; nothing is formatted and nothing changed.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.intake import broken_seal


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """One input of the present case. `at` (UTC) and `program_version` are those of its row in the intake log."""

    path: str
    n_bytes: int
    sha256: str
    at: str
    program_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """The inputs by path, and the state of the intake log: its length, its last seal, the first row that does not fit."""

    inputs: tuple[TakenIn, ...]
    n_log_rows: int
    last_seal: str
    broken_row: int | None
    program_version: str
    schema_version: int


def load_custody(case: Path) -> Custody:
    """What the case knows of its inputs. Raises CaseFileError."""
    broken = broken_seal(case)
    with reading(case) as connection:
        logged = {
            (path, sha256): (at, version)
            for path, sha256, at, version in connection.execute(
                "SELECT path, sha256, at, program_version FROM intake_log ORDER BY seq DESC"
            )
        }
        inputs = []
        for path, n_bytes, sha256 in connection.execute("SELECT path, n_bytes, sha256 FROM inputs ORDER BY path"):
            at, version = logged.get((path, sha256), ("", ""))
            inputs.append(TakenIn(path=path, n_bytes=n_bytes, sha256=sha256, at=at, program_version=version))
        last = connection.execute("SELECT seq, hash FROM intake_log ORDER BY seq DESC LIMIT 1").fetchone()
        built_by = connection.execute("SELECT value FROM case_info WHERE name = 'program_version'").fetchone()
        schema_version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return Custody(
        inputs=tuple(inputs),
        n_log_rows=last[0] if last else 0,
        last_seal=last[1] if last else "",
        broken_row=broken,
        program_version=built_by[0] if built_by else "",
        schema_version=schema_version,
    )


def copy_case(case: Path, target: Path) -> None:
    """Write the case as it is at this moment to a new file, what a build is adding left out. Raises CaseFileError."""
    with reading(case) as connection:
        copy = sqlite3.connect(target)
        try:
            connection.backup(copy)
        finally:
            copy.close()
