"""What was done on purpose with a case's private words: rows that are added and never changed, each sealing the one before.

In: an act and who did it. Out: a row of `custody_log`. The chain is that of the intake log: whoever changes or removes a row
breaks every later hash, and whoever can rewrite the whole file can rewrite the whole chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import adding, reading
from onrecord.casefile.intake import broken_row, seal_of
from onrecord.casefile.rows import storable

EXPORT_UNMASKED = "export_unmasked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: `act` is a short stable word, `detail` says what was done, `at` is UTC."""

    act: str
    detail: str
    who: str
    at: str
    program_version: str


def log_act(case: Path, act: Act) -> None:
    """Add an act. Raises CaseFileError where the case cannot be written: then it must not be done either."""
    with adding(case) as connection:
        last = connection.execute("SELECT seq, hash FROM custody_log ORDER BY seq DESC LIMIT 1").fetchone()
        seq, previous = last or (0, "")
        words = (act.act, act.detail, act.who, act.at, act.program_version)
        cells = (seq + 1, *(storable(word) for word in words), previous)
        connection.execute("INSERT INTO custody_log VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*cells, seal_of(*cells)))


def broken_act(case: Path) -> int | None:
    """The first row of the custody log that does not fit its hash or the row before, None where the chain is whole."""
    query = "SELECT seq, act, detail, who, at, program_version, previous_hash, hash FROM custody_log ORDER BY seq"
    with reading(case) as connection:
        return broken_row(connection.execute(query))
