"""Quotations of the same words as a tree, and tellings of one thing as a ladder, with every place as one cites it.

In: an open case or its path, and a quotation. Out: a `VariantTree` whose root is the record where one is found and the fullest
quotation else; `LadderView`s with their rungs, the request of the records first, then the strongest telling.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.cites_view import Cite, cite_in
from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.quotes_view import LedgerQuote, load_ledger_quotes
from onrecord.casefile.rows import storable
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.links import Edit, Ladder, Place, Rung, VariantGroup, Verdict

NEAR_CHARS = 160  # a rung so near to a quotation tells of the same thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One quotation of the tree: what it is beside the reference, None for the reference itself, and how it differs."""

    row: LedgerQuote
    published: str | None
    relation: Verdict | None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantTree:
    """The quotations of the same words. `record` is where these words stand in the records, None where nothing was found."""

    id: str
    reference_id: str
    record: Cite | None
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RungView:
    """One telling with its place."""

    rung: Rung
    cite: Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderView:
    """A ladder with its rungs: the request itself where the records hold it, then the strongest telling first."""

    ladder: Ladder
    rungs: tuple[RungView, ...]


def variants_of(case: Path, quote_id: str) -> tuple[VariantTree, ...]:
    """The trees in which a quotation stands."""
    with reading(case) as connection:
        query = (
            "SELECT g.record FROM variant_groups AS g JOIN variant_members AS m ON m.group_id = g.id "
            "WHERE m.quote_id = ? ORDER BY g.ordinal"
        )
        groups = [decode(VariantGroup, record) for (record,) in connection.execute(query, (storable(quote_id),))]
        return tuple(tree for tree in (_tree(connection, group) for group in groups) if len(tree.branches) > 1)


def ladders_of(case: Path, quote_id: str) -> tuple[LadderView, ...]:
    """The ladders with a rung at or close by a quotation."""
    with reading(case) as connection:
        query = "SELECT document_id, start, end FROM quotes WHERE id = ?"
        row = connection.execute(query, (storable(quote_id),)).fetchone()
        if row is None:
            return ()
        near = [ladder for ladder in _ladders(connection) if any(_is_near(rung.place, *row) for rung in ladder.rungs)]
        return tuple(_view(connection, ladder) for ladder in near)


def list_ladders(case: Path) -> tuple[LadderView, ...]:
    """All ladders of the case."""
    with reading(case) as connection:
        return tuple(_view(connection, ladder) for ladder in _ladders(connection))


def view_ladder(case: Path, ladder_id: str) -> LadderView:
    """One ladder. Raises SettingsError where there is none with that id."""
    with reading(case) as connection:
        for ladder in _ladders(connection):
            if ladder.id == ladder_id:
                return _view(connection, ladder)
    raise SettingsError(f"no ladder has the id {ladder_id}", hint=f"onrecord check {case} --code Q130")


def _tree(connection: sqlite3.Connection, group: VariantGroup) -> VariantTree:
    overlay = overlay_of(load_judgements(connection))
    relations, edits = dict(group.relations), dict(group.edits)
    rows = load_ledger_quotes(connection, group.quote_ids, overlay)
    branches = [
        Branch(
            row=row,
            published=_published(connection, row.quote.document_id),
            relation=relations.get(row.quote.id),
            edits=edits.get(row.quote.id, ()),
        )
        for row in rows
    ]
    branches.sort(key=lambda branch: (branch.published or "9999", branch.row.where.source, branch.row.quote.span.start))
    places = [row.trace.place for row in rows if row.trace and row.trace.place]
    widest = max(places, key=lambda place: (len(place.span), -place.span.start), default=None)
    return VariantTree(
        id=group.id,
        reference_id=group.reference_id,
        record=cite_in(connection, widest.document_id, widest.span.start, widest.span.end) if widest else None,
        branches=tuple(branches),
    )


def _published(connection: sqlite3.Connection, document_id: str) -> str | None:
    found = connection.execute("SELECT published_earliest FROM documents WHERE id = ?", (document_id,)).fetchone()
    day: str | None = found[0] if found else None
    return day


def _ladders(connection: sqlite3.Connection) -> Iterable[Ladder]:
    query = "SELECT record FROM other_records WHERE kind = 'links.ladders' ORDER BY ordinal"
    for (record,) in connection.execute(query).fetchall():
        yield decode(Ladder, record)


def _is_near(place: Place, document_id: str, start: int, end: int) -> bool:
    return place.document_id == document_id and place.span.start < end + NEAR_CHARS and place.span.end > start - NEAR_CHARS


def _rank(view: RungView) -> tuple[bool, int, str]:
    return view.rung.kind != "record", -view.rung.strength, view.cite.published_earliest or view.cite.sent_earliest or "9999"


def _view(connection: sqlite3.Connection, ladder: Ladder) -> LadderView:
    rungs = [
        RungView(rung=rung, cite=cite_in(connection, rung.place.document_id, rung.place.span.start, rung.place.span.end))
        for rung in ladder.rungs
    ]
    rungs.sort(key=_rank)
    return LadderView(ladder=ladder, rungs=tuple(rungs))
