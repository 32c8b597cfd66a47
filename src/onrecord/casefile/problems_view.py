"""What could not be read, for its page: the problems by reason, a part at a time.

In: a case file and what to show. Out: the problems in the order of the case. The inputs with their hashes are `custody_view`'s.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.rows import storable
from onrecord.casefile.views import EVERYTHING, Slice
from onrecord.model.codec import decode
from onrecord.model.documents import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProblem:
    """One problem; `document_id` is None where no document could be made of the source."""

    problem: Problem
    document_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemList:
    """One part of the problems, how many there are in all, and how many by reason."""

    n_all: int
    reasons: tuple[tuple[str, int], ...]
    problems: tuple[ListedProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedInput:
    """One input of the case with its size and hash; `at` (UTC) and `program_version` are those of its row in the intake log."""

    path: str
    n_bytes: int
    sha256: str
    at: str | None
    program_version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputList:
    """The first inputs by path, how many there are in all, and how the intake log ends."""

    n_all: int
    n_log_rows: int
    last_seal: str
    inputs: tuple[ListedInput, ...] = ()


def list_inputs(case: Path, part: Slice = EVERYTHING) -> InputList:
    """The inputs with their hashes. Whether the log is whole is told where it is verified."""
    with reading(case) as connection:
        n_all = connection.execute("SELECT count(*) FROM inputs").fetchone()[0]
        last = connection.execute("SELECT seq, hash FROM intake_log ORDER BY seq DESC LIMIT 1").fetchone()
        query = f"SELECT path, n_bytes, sha256 FROM inputs ORDER BY path{part.sql()}"
        inputs = connection.execute(query).fetchall()
        query = "SELECT path, sha256, at, program_version FROM intake_log WHERE path IN (SELECT value FROM json_each(?))"
        logged = {row[:2]: row[2:] for row in connection.execute(query, (json.dumps([path for path, _, _ in inputs]),))}
    return InputList(
        n_all=n_all,
        n_log_rows=last[0] if last else 0,
        last_seal=last[1] if last else "",
        inputs=tuple(
            ListedInput(
                path=path,
                n_bytes=n_bytes,
                sha256=sha256,
                at=logged.get((path, sha256), (None, None))[0],
                program_version=logged.get((path, sha256), (None, None))[1],
            )
            for path, n_bytes, sha256 in inputs
        ),
    )


def list_problems(case: Path, reason: str = "", part: Slice = EVERYTHING) -> ProblemList:
    """The problems of a reason, all where it is empty; those that cost a whole source first."""
    where, values = ("reason = ?", [storable(reason)]) if reason else ("1", [])
    with reading(case) as connection:
        reasons = connection.execute("SELECT reason, count(*) FROM problems GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
        n_all = connection.execute(f"SELECT count(*) FROM problems WHERE {where}", values).fetchone()[0]
        query = f"SELECT record, document_id FROM problems WHERE {where} ORDER BY fatal DESC, ordinal{part.sql()}"
        found = tuple(
            ListedProblem(problem=decode(Problem, record), document_id=document_id)
            for record, document_id in connection.execute(query, values)
        )
    return ProblemList(n_all=n_all, reasons=tuple(reasons), problems=found)
