"""A writer's draft beside a case: a verdict for every quotation, figure, date and title, with where it rests.

The draft is never part of the case file: these records are made, shown and forgotten. Spans index the draft's own text; the
places point into the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.documents import Document, Problem
from onrecord.model.findings import Outcome, Severity
from onrecord.model.links import Place
from onrecord.spans import Span


class DraftKind(StrEnum):
    """What was checked; a statement is a stretch that a finding is about and that is none of the others."""

    QUOTE = "quote"
    FIGURE = "figure"
    DATE = "date"
    TITLE = "title"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCheck:
    """One stretch of a draft with its verdict.

    `outcome` fails where the draft and what is loaded disagree, holds where a record, a table or a pack bears it out, and
    cannot_tell else; `verdict` says it in a sentence. `places` are where it rests, in the case or elsewhere in the draft.
    `working` is the arithmetic, the edit or the pack's row; `codes` are the finding codes behind it; `notes` say what else
    was seen there.
    """

    id: str
    kind: DraftKind
    span: Span
    text: str
    verdict: str
    outcome: Outcome
    severity: Severity
    places: tuple[Place, ...] = ()
    working: str | None = None
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReport:
    """The draft with its checks, the gravest first. `sources` are (document id, path) of every place and of the draft;
    `n_unchecked` counts the words in marks that are terms or distance and no quotation of anybody."""

    document: Document
    checks: tuple[DraftCheck, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    n_unchecked: int = 0
