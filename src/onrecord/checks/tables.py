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

from onrecord.checks.registry import finding
from onrecord.checks.table_answers import Answer, answer_claim, find_chance
from onrecord.checks.table_claims import (
    Predicate,
    TableClaim,
    Unanswerable,
    counts_listed,
    index_places,
    read_claim,
    share_stem,
)
from onrecord.checks.table_contexts import Asked, list_asked
from onrecord.checks.table_queries import Counted, Rows
from onrecord.checks.table_rules import AGREES, CANNOT_ANSWER, DISAGREES
from onrecord.intervals import ValueInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Table
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Place
from onrecord.text.table_text import find_column, find_title, full_name

MAX_VALUES = 5_000  # a column with more different values is no list of places or classes
USED_ROLES = frozenset({"place", "criminality", "sex", "nationality", "charge"})
LEAST_STATED = 3  # "two people": too small to be looked up in a table of any size
MAX_CITED = 12  # figures cited by one finding
MAX_SHOWN = 12  # readings written out
TOLERANCE = "the number as written, with its rounding"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """One table with its rows at hand, the values of the columns that words may name, and the places among them."""

    table: Table
    document: Document
    rows: Rows
    values: Mapping[str, Sequence[str]]
    places: Mapping[str, tuple[Predicate, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """What is said of one figure: its words, the place of the figure, the headings. `key`: what may be said once for all."""

    asked: Asked
    key: tuple[str, ...]
    code: str
    message: str
    working: str
    place: Place
    cited: tuple[Place, ...]
    is_total: bool = False


def check_tables(case: CaseRecords, frames: Mapping[str, pl.LazyFrame]) -> tuple[Finding, ...]:
    """The findings of all figures against all tables of which `frames` holds the rows, by table id."""
    asked = [item for part in case.parts if _is_text(part) for item in list_asked(part)]
    results: list[_Result] = []
    for part in case.parts:
        for table in part.tables:
            mine = [item for item in asked if share_stem(item.sentence, table)]
            if table.id in frames and mine:
                opened = _open(table, part.document, frames[table.id])
                found = [result for item in mine for result in _check_figure(item, opened)]
                results.extend(_keep_anchored(found, case))
    answered = {result.asked.figure.id for result in results if result.code != CANNOT_ANSWER.code}
    kept = [result for result in results if result.code != CANNOT_ANSWER.code or result.asked.figure.id not in answered]
    return tuple(sorted(_join(kept), key=lambda item: (item.code, item.places[0].document_id, item.places[0].span, item.id)))


def _is_text(part: DocumentRecords) -> bool:
    return part.document.source.pile is not Pile.DATA and part.document.kind not in {"table", "load_file"}


def _keep_anchored(found: Sequence[_Result], case: CaseRecords) -> list[_Result]:
    """The results without those of differing totals that no other text of the same story anchors to the table."""
    anchored = {result.asked.part.document.id for result in found if result.is_total and result.code == AGREES.code}
    related: dict[str, set[str]] = {}
    for story in case.links.stories:
        for document_id in story.document_ids:
            related.setdefault(document_id, set()).update(story.document_ids)
    kept = []
    for result in found:
        own = result.asked.part.document.id
        if not result.is_total or result.code == AGREES.code or (own not in anchored and related.get(own, set()) & anchored):
            kept.append(result)
    return kept


def _join(results: Sequence[_Result]) -> Iterator[Finding]:
    """One finding for all figures of which the same is said."""
    groups: dict[tuple[str, ...], list[_Result]] = {}
    for result in results:
        groups.setdefault((result.code, *result.key), []).append(result)
    rules = {rule.code: rule for rule in (AGREES, DISAGREES, CANNOT_ANSWER)}
    outcomes = {AGREES.code: Outcome.HOLDS, DISAGREES.code: Outcome.FAILS, CANNOT_ANSWER.code: Outcome.CANNOT_TELL}
    for group in groups.values():
        first = group[0]
        figures = sorted({item.place for item in group}, key=lambda place: (place.document_id, place.span))
        more = f" ({len(figures)} places in the texts)" if len(figures) > 1 else ""
        yield finding(
            rules[first.code],
            message=first.message + more,
            outcome=outcomes[first.code],
            places=[*figures[:MAX_CITED], *first.cited],
            working=first.working,
            tolerance=None if first.code == CANNOT_ANSWER.code else TOLERANCE,
        )


def _open(table: Table, document: Document, frame: pl.LazyFrame) -> _Opened:
    wanted = [column for column in table.columns if column.role in USED_ROLES and column.n_values <= MAX_VALUES]
    person = next((column.name for column in table.columns if column.role == "person_id"), None)
    date = next((column.name for column in table.columns if column.role == "date" and column.dtype == "date"), None)
    names = [column.name for column in wanted if column.dtype == "text"]
    extra = [name for name in (person, date) if name is not None]
    # A few thousand values at most, so each cell is kept as a number: a tenth of the memory of texts.
    chosen = [pl.col(name).cast(pl.Categorical) for name in names] + [pl.col(name) for name in extra if name not in names]
    rows = frame.select(chosen).collect(engine="streaming") if chosen else pl.DataFrame()
    if not rows.width:
        rows = frame.select(pl.first()).collect(engine="streaming")
    values = {name: tuple(sorted(rows.get_column(name).drop_nulls().unique().to_list())) for name in names}
    name = full_name(table.name, table.sheet)
    return _Opened(
        table=table,
        document=document,
        rows=Rows(name=name, frame=rows, person_id=person, date=date),
        values=values,
        places=index_places(table, values),
    )


def _check_figure(asked: Asked, opened: _Opened) -> Iterator[_Result]:
    figure, name = asked.figure, opened.rows.name
    if figure.kind == "count" and (figure.stated is None or figure.stated < LEAST_STATED):
        return
    claim = read_claim(figure, asked.words, asked.sentence, opened.table, opened.values)
    if claim is None:
        return
    is_listed = _counts_listed(asked, opened.table)
    place = Place(document_id=asked.part.document.id, span=figure.span, text=figure.text, page=figure.page)
    if isinstance(claim, Unanswerable):
        if is_listed:
            message = f"{figure.text}: cannot be answered from {name}: {claim.reason}."
            key = (opened.table.id, claim.reason)
            cited = tuple(_cite(opened, ()))
            yield _Result(
                asked=asked,
                key=key,
                code=CANNOT_ANSWER.code,
                message=message,
                working=claim.reason,
                place=place,
                cited=cited,
            )
        return
    answer = answer_claim(asked, claim, opened.rows, opened.places)
    if answer is not None:
        yield from _compare(asked, claim, answer, place, opened, is_listed=is_listed)


def _counts_listed(asked: Asked, table: Table) -> bool:
    """True where the figure, or the one that its sentence leans on, counts what the table lists."""
    if asked.figure.kind == "share" or counts_listed(asked.figure, table):
        return True
    if asked.figure.counted is not None:
        return False
    return bool(asked.place_words or asked.wholes) and any(counts_listed(other, table) for other in asked.others)


def _compare(
    asked: Asked, claim: TableClaim, answer: Answer, place: Place, opened: _Opened, *, is_listed: bool
) -> Iterator[_Result]:
    shown = answer.matching[0] if answer.matching else answer.readings[0]
    others = [reading for reading in answer.readings if reading is not shown]
    tried = "; ".join(f"{reading.label}: {_write(reading.value)}" for reading in others[:MAX_SHOWN])
    tried += f"; and {len(others) - MAX_SHOWN} more" if len(others) > MAX_SHOWN else ""
    working = f"{shown.sql} = {_write(shown.value)}" + (f"; also tried: {tried}" if tried else "")
    working += f"; chance that a number of this size matches: {_percent(find_chance(claim, answer.readings))}"
    name, text = opened.rows.name, claim.figure.text
    if answer.matching:
        code, message = AGREES.code, f"{text}: {name} gives {_write(shown.value)} ({shown.label})."
        key: tuple[str, ...] = (opened.table.id, *sorted(reading.sql for reading in answer.matching), str(claim.figure.stated))
    elif (
        is_listed
        and answer.is_firm
        and (claim.is_share or claim.parts != ((),) or not asked.is_narrowed())
        and (answer.columns or (answer.is_total and _is_near(claim, answer.readings)))
    ):
        counts = ", ".join(f"{_write(reading.value)} ({reading.label})" for reading in answer.readings[:MAX_SHOWN])
        code, key = DISAGREES.code, (opened.table.id, asked.figure.id)
        message = f"{text}: no count tried in {name} gives it: {counts}. The table may count other things."
    else:
        return
    cited = tuple(_cite(opened, answer.columns))
    yield _Result(
        asked=asked,
        key=key,
        code=code,
        message=message,
        working=working,
        place=place,
        cited=cited,
        is_total=answer.is_total and is_listed and claim.figure.approx == "exact" and not asked.wholes,
    )


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
