"""The figures of a case for its pages: a ledger with filters, and one figure with the findings that it stands in.

In: a case file and what to show. Out: records a page at a time. A value is an interval of exact fractions and stays one.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.case_state import kept_with_state
from onrecord.casefile.chosen import chosen_ordinals, holds_words
from onrecord.casefile.cites_view import Cite, cite_in
from onrecord.casefile.connect import reading
from onrecord.casefile.findings_view import findings_at
from onrecord.casefile.rows import storable
from onrecord.casefile.surrounding_text import Surroundings, surroundings_of
from onrecord.casefile.views import EVERYTHING, ShownFinding, Slice, Whereabouts
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.mentions import Figure

_FAMILIES = "FT"  # the letters of the findings about numbers: arithmetic and agreement, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChoice:
    """Which figures a ledger shows; what is None or empty does not narrow it. `checked` keeps those that a finding is about."""

    kind: str | None = None
    document_id: str | None = None
    words: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFigure:
    """One figure in the ledger; `codes` are the findings about it as (code, severity, id)."""

    figure: Figure
    where: Whereabouts
    codes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLedger:
    """One part of the chosen figures, and how many there are in all."""

    n_all: int
    rows: tuple[LedgerFigure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure with its place and findings."""

    row: LedgerFigure
    cite: Cite
    around: Surroundings
    findings: tuple[ShownFinding, ...]


def list_figures(case: Path, choice: FigureChoice, part: Slice = EVERYTHING) -> FigureLedger:
    """The chosen figures in the order of the case."""
    where, values = _where(choice)
    with reading(case) as connection:
        n_all, ordinals = chosen_ordinals(connection, "figures AS f", "f.ordinal", (where, values), part)
        query = (
            "SELECT f.record, d.source FROM figures AS f JOIN documents AS d ON d.id = f.document_id "
            f"WHERE f.ordinal IN ({', '.join('?' * len(ordinals))}) ORDER BY f.ordinal"
        )
        rows = []
        for record, source in connection.execute(query, ordinals).fetchall():
            figure = decode(Figure, record)
            found = findings_at(connection, figure.document_id, figure.span.start, figure.span.end, _FAMILIES)
            rows.append(_ledger_figure(figure, source, found))
    return FigureLedger(n_all=n_all, rows=tuple(rows))


def count_figure_kinds(case: Path) -> dict[str, int]:
    """How many figures there are of each kind."""
    with reading(case) as connection:
        return dict(_count_kinds(case, connection))


@kept_with_state
def _count_kinds(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    return tuple(connection.execute("SELECT kind, count(*) FROM figures GROUP BY kind ORDER BY count(*) DESC, kind"))


def view_figure(case: Path, figure_id: str) -> FigureView:
    """One figure. Raises SettingsError where there is none with that id."""
    with reading(case) as connection:
        query = "SELECT f.record, d.source FROM figures AS f JOIN documents AS d ON d.id = f.document_id WHERE f.id = ?"
        row = connection.execute(query, (storable(figure_id),)).fetchone()
        if row is None:
            raise SettingsError(f"no figure has the id {figure_id}", hint=f"onrecord figures {case}")
        figure = decode(Figure, row[0])
        place = (figure.document_id, figure.span.start, figure.span.end)
        found = findings_at(connection, *place, _FAMILIES)
        return FigureView(
            row=_ledger_figure(figure, row[1], found),
            cite=cite_in(connection, *place),
            around=surroundings_of(connection, *place),
            findings=found,
        )


def _ledger_figure(figure: Figure, source: str, found: tuple[ShownFinding, ...]) -> LedgerFigure:
    standing = [each.finding for each in found if not each.dismissed]
    return LedgerFigure(
        figure=figure,
        where=Whereabouts(source=source, start=figure.span.start, end=figure.span.end, page=figure.page),
        codes=tuple((finding.code, finding.severity.value, finding.id) for finding in standing),
    )


def _where(choice: FigureChoice) -> tuple[str, list[str]]:
    clauses, values = ["1"], []
    for column, value in (("kind", choice.kind), ("document_id", choice.document_id)):
        if value:
            clauses.append(f"f.{column} = ?")
            values.append(storable(value) or "")
    if choice.words.strip():
        clause, patterns = holds_words(("f.text", "f.unit", "f.counted", "f.asserted_by"), choice.words)
        clauses.append(clause)
        values += patterns
    if choice.checked:
        clauses.append(
            "f.ordinal IN (SELECT c.ordinal FROM findings AS n JOIN finding_places AS p ON p.finding_id = n.id "
            "JOIN figures AS c ON c.document_id = p.document_id AND c.start < p.end AND c.end > p.start "
            "WHERE (n.code >= 'F' AND n.code < 'G') OR (n.code >= 'T' AND n.code < 'U'))"
        )
    return " AND ".join(clauses), values
