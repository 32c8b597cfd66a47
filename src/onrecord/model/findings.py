"""Findings: what the checks have to say, each with its places, its working and its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.links import Place


class Severity(StrEnum):
    """error: demonstrably wrong; warning: a careful editor must look; note: a reader should know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Outcome(StrEnum):
    """Whether the checked relation fails, holds, or cannot be told from what is loaded."""

    FAILS = "fails"
    HOLDS = "holds"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing worth showing. `code` never changes its meaning; `message` says what is shown and no more.

    `working` is the arithmetic or the edit in words ("101 + 66 = 167"); `places` holds both sides where two disagree;
    `tolerance` says what was allowed and why.
    """

    id: str
    code: str
    severity: Severity
    title: str
    message: str
    outcome: Outcome
    places: tuple[Place, ...]
    working: str | None = None
    tolerance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision about a machine's row: appended, never in place of it; `undoes` names the one it takes back.

    `batch` is the file that it came from where another person made it (None: made in this case). `is_lost` says that its row
    has no certain place in the present build, `is_contested` that another person decided otherwise: then neither counts.
    """

    id: str
    target_id: str
    decision: str
    value: str | None
    reason: str | None
    who: str
    at: str
    undoes: str | None = None
    batch: str | None = None
    is_lost: bool = False
    is_contested: bool = False
