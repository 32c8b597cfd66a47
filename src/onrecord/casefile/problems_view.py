"""What could not be read, for its page: the problems by reason, a part at a time.

In: a case file and what to show. Out: the problems in the order of the case. The inputs with their hashes are `custody_view`'s.
"""

from __future__ import annotations

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
