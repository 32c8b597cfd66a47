"""Figures of a text beside the tables of the case: agreed (T501), not found by any count (T502), not answerable (T503).

In: a case and the rows of its tables as lazy frames, which the caller opens. Out: findings that cite the figure and the
headings used, with the query, the other ways to count and the chance that a number of this size would match some way.
A total that no word of the text narrows contradicts a table only where another text of the same story states the table's
own total: else the table may be a part of the whole. What is said of several figures alike is said once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from onrecord.checks.stacked_sheets import find_stacks
from onrecord.checks.table_answers import Answer, answer_claim, find_chance
from onrecord.checks.table_claims import (
    Predicate,
    TableClaim,
    Unanswerable,
    counts_listed,
    counts_people,
    index_places,
    read_claim,
    share_stem,
)
from onrecord.checks.table_contexts import Asked, list_asked
from onrecord.checks.table_queries import Counted, Rows
from onrecord.checks.table_results import Result, anchored_documents, join_results, keep_anchored
from onrecord.checks.table_rules import AGREES, CANNOT_ANSWER, DISAGREES
from onrecord.checks.tallies import Tally, ask_tally, find_tally, is_nearly, is_total_row
from onrecord.checks.tally_rooms import check_tally_rooms
from onrecord.intervals import ValueInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Table
from onrecord.model.findings import Finding
from onrecord.model.links import Place
from onrecord.model.mentions import Figure
from onrecord.text.table_text import find_column, find_title, full_name

MAX_VALUES = 5_000  # a column with more different values is no list of places or classes
USED_ROLES = frozenset({"place", "criminality", "sex", "nationality", "charge"})
LEAST_STATED = 3  # "two people": too small to be looked up in a table of any size
MAX_SHOWN = 12  # readings written out


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """One table with its rows at hand, the values of the columns that words may name, and the places among them."""

    table: Table
    document: Document
    rows: Rows
    values: Mapping[str, Sequence[str]]
    places: Mapping[str, tuple[Predicate, ...]]
    tally: Tally | None


def check_tables(case: CaseRecords, frames: Mapping[str, pl.LazyFrame]) -> tuple[Finding, ...]:
    """The findings of all figures against all tables of which `frames` holds the rows, by table id."""
    asked = [item for part in case.parts if _is_text(part) for item in list_asked(part)]
    results: list[Result] = []
    rooms: list[Finding] = []
    for part in case.parts:
        stacks = tuple(find_stacks(part.tables, frames))
        stacked = frozenset(table_id for stack in stacks for table_id in stack.table_ids)
        agreed: set[str] = set()  # figures that a sheet alone gives
        for table in part.tables:
            mine = [item for item in asked if share_stem(item.sentence, table)]
            if table.id in frames and mine and table.header_row >= 0:
                opened = _open(table, part.document, frames[table.id], full_name(table.name, table.sheet))
                found = _check_figures(mine, opened)
                if table.id in stacked:  # what one sheet of a list denies, another may hold
                    found = [result for result in found if result.code == AGREES.code]
                    agreed.update(result.asked.figure.id for result in found)
                results.extend(keep_anchored(found, case))
                rooms.extend(_check_rooms(opened, anchored_documents(found), case))
        for stack in stacks:
            mine = [item for item in asked if item.figure.id not in agreed and share_stem(item.sentence, stack.table)]
            if mine:
                found = _check_figures(mine, _open(stack.table, part.document, stack.frame, stack.name))
                results.extend(keep_anchored(found, case))
    answered = {result.asked.figure.id for result in results if result.code != CANNOT_ANSWER.code}
    kept = [result for result in results if result.code != CANNOT_ANSWER.code or result.asked.figure.id not in answered]
    said = [*join_results(kept), *rooms]
    return tuple(sorted(said, key=lambda item: (item.code, item.places[0].document_id, item.places[0].span, item.id)))


def _check_figures(asked: Sequence[Asked], opened: _Opened) -> list[Result]:
    return [result for item in asked for result in _check_figure(item, opened)]


def _check_rooms(opened: _Opened, anchored: set[str], case: CaseRecords) -> Iterator[Finding]:
    if opened.tally is not None:
        texts = [part for part in case.parts if part.document.id in anchored]
        yield from check_tally_rooms(opened.table, opened.document, opened.tally, opened.rows, texts)


def _is_text(part: DocumentRecords) -> bool:
    return part.document.source.pile is not Pile.DATA and part.document.kind not in {"table", "load_file"}


def _open(table: Table, document: Document, frame: pl.LazyFrame, name: str) -> _Opened:
    wanted = [column for column in table.columns if column.role in USED_ROLES and column.n_values <= MAX_VALUES]
    person = next((column.name for column in table.columns if column.role == "person_id"), None)
    date = next((column.name for column in table.columns if column.role == "date" and column.dtype == "date"), None)
    tally = find_tally(table)
    names = [column.name for column in wanted if column.dtype == "text"]
    names += [name for name in (tally.slices if tally is not None else ()) if name not in names]
    measures = [measure.column for measure in tally.measures] if tally is not None else []
    extra = [name for name in (person, date, *measures) if name is not None]
    # A few thousand values at most, so each cell is kept as a number: a tenth of the memory of texts.
    chosen = [pl.col(name).cast(pl.Categorical) for name in names] + [pl.col(name) for name in extra if name not in names]
    rows = frame.select(chosen).collect(engine="streaming") if chosen else pl.DataFrame()
    if not rows.width:
        rows = frame.select(pl.first()).collect(engine="streaming")
    if tally is not None and tally.is_partition and _ends_in_total(rows, measures):
        rows = rows.head(rows.height - 1)
    values = {each: tuple(sorted(rows.get_column(each).drop_nulls().unique().to_list())) for each in names}
    return _Opened(
        table=table,
        document=document,
        rows=Rows(name=name, frame=rows, person_id=person, date=date),
        values=values,
        places=index_places(table, values),
        tally=tally,
    )


def _ends_in_total(rows: pl.DataFrame, measures: Sequence[str]) -> bool:
    """True where the last row is the sum of the others in every column of counts, whatever it is called."""
    columns = [rows.get_column(name).to_list() for name in measures]
    return all(None not in amounts and is_total_row(amounts) for amounts in columns)


def _check_figure(asked: Asked, opened: _Opened) -> Iterator[Result]:
    figure = asked.figure
    if figure.kind == "count" and (figure.stated is None or figure.stated < LEAST_STATED):
        return
    read: tuple[TableClaim, Answer | None] | Unanswerable | None = None
    if opened.tally is not None:
        read = ask_tally(asked, opened.table, opened.tally, opened.values, opened.rows)
    if opened.tally is None or (read is None and figure.kind == "count" and not counts_people(figure)):
        claim = read_claim(figure, asked.words, asked.sentence, opened.table, opened.values)
        read = (claim, answer_claim(asked, claim, opened.rows, opened.places)) if isinstance(claim, TableClaim) else claim
    if isinstance(read, Unanswerable):
        if opened.tally is not None or _counts_listed(asked, opened.table):
            yield _cannot_answer(asked, opened, read.reason)
    elif read is not None and read[1] is not None:
        yield from _compare(asked, read[0], read[1], opened)


def _cannot_answer(asked: Asked, opened: _Opened, reason: str) -> Result:
    return Result(
        asked=asked,
        key=(opened.table.id, reason),
        code=CANNOT_ANSWER.code,
        message=f"{asked.figure.text}: cannot be answered from {opened.rows.name}: {reason}.",
        working=reason,
        place=_place_of(asked),
        cited=tuple(_cite(opened, ())),
        needs_anchor=opened.tally is not None,
    )


def _place_of(asked: Asked) -> Place:
    figure = asked.figure
    return Place(document_id=asked.part.document.id, span=figure.span, text=figure.text, page=figure.page)


def _counts_listed(asked: Asked, table: Table) -> bool:
    """True where the figure, or the one that its sentence leans on, counts what the table lists."""
    if asked.figure.kind == "share" or counts_listed(asked.figure, table):
        return True
    if asked.figure.counted is not None:
        return False
    return bool(asked.place_words or asked.wholes) and any(counts_listed(other, table) for other in asked.others)


def _compare(asked: Asked, claim: TableClaim, answer: Answer, opened: _Opened) -> Iterator[Result]:
    exact = [reading for reading in answer.matching if claim.figure.stated == reading.value.low == reading.value.high]
    shown = (exact or answer.matching or answer.readings)[0]
    is_near = False
    if opened.tally is not None and answer.is_total and not answer.matching:
        near = [reading for reading in answer.readings if is_nearly(claim.figure, reading.value)]
        shown, is_near = (near[0], True) if near else (shown, False)
    others = [reading for reading in answer.readings if reading is not shown]
    tried = "; ".join(f"{reading.label}: {_write(reading.value)}" for reading in others[:MAX_SHOWN])
    tried += f"; and {len(others) - MAX_SHOWN} more" if len(others) > MAX_SHOWN else ""
    working = f"{shown.sql} = {_write(shown.value)}" + (f"; also tried: {tried}" if tried else "")
    working += f"; chance that a number of this size matches: {_percent(find_chance(claim, answer.readings))}"
    name, text = opened.rows.name, claim.figure.text
    is_listed = opened.tally is not None or _counts_listed(asked, opened.table)
    if answer.matching:
        code, message = AGREES.code, f"{text}: {name} gives {_write(shown.value)} ({shown.label})."
        key: tuple[str, ...] = (opened.table.id, *sorted(reading.sql for reading in answer.matching), str(claim.figure.stated))
    elif is_near:
        code, key = DISAGREES.code, (opened.table.id, shown.sql, str(claim.figure.stated))
        message = f"{text}: {name} gives {_write(shown.value)} ({shown.label}): near, but not the same number."
    elif (
        is_listed
        and answer.is_firm
        and (claim.is_share or claim.parts != ((),) or not asked.is_narrowed())
        and (not answer.is_total or _is_near(claim, answer.readings))
        and (answer.columns or answer.is_total)
    ):
        counts = ", ".join(f"{_write(reading.value)} ({reading.label})" for reading in answer.readings[:MAX_SHOWN])
        code, key = DISAGREES.code, (opened.table.id, asked.figure.id)
        message = f"{text}: no count tried in {name} gives it: {counts}. The table may count other things."
    else:
        return
    yield Result(
        asked=asked,
        key=key,
        code=code,
        message=message,
        working=working,
        place=_place_of(asked),
        cited=tuple(_cite(opened, answer.columns)),
        is_total=answer.is_total and is_listed and (is_near or _states(claim.figure, shown)) and not asked.wholes,
        is_near=is_near,
        needs_anchor=opened.tally is not None and not opened.tally.is_dated,
        is_open=claim.figure.value.high is None or claim.figure.value.low is None,
    )


def _states(figure: Figure, shown: Counted) -> bool:
    """True where a text gives the very number, be it as a bound."""
    return figure.approx == "exact" or figure.stated == shown.value.low == shown.value.high


def _is_near(claim: TableClaim, readings: Sequence[Counted]) -> bool:
    """True where a total is of the size of the table: from half to twice its rows."""
    stated = claim.figure.stated or Fraction(0)
    return claim.figure.approx == "exact" and any(
        reading.value.low is not None and reading.value.low <= 2 * stated and stated <= 2 * reading.value.low
        for reading in readings
    )


def _cite(opened: _Opened, columns: Sequence[str]) -> Iterator[Place]:
    text, name = opened.document.text, full_name(opened.table.name, opened.table.sheet)
    title = find_title(text, name)
    for span in (title, *(find_column(text, name, column) for column in columns)):
        if span is not None:
            yield Place(document_id=opened.document.id, span=span, text=span.of(text), page=opened.document.page_at(span.start))


def _write(value: ValueInterval) -> str:
    if value.low is None or value.high is None:
        return "unknown"
    low, high = _number(value.low), _number(value.high)
    return low if low == high else f"{low} to {high}"


def _number(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):.1f}"


def _percent(chance: Fraction) -> str:
    return "under 1 %" if chance < Fraction(1, 100) else f"{float(chance * 100):.0f} %"
