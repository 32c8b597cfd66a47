"""Figures of a text beside the tables of the case: agreed (T501), not found by any count (T502), not answerable (T503).

In: a case and the rows of its tables as lazy frames, which the caller opens. Out: findings that cite the figure and the
headings used, with the query, the other ways to count and the chance that a number of this size would match some way.
A total that no word of the text narrows is only ever agreed with: a table that differs from it may be a part of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from onrecord.checks.registry import finding
from onrecord.checks.table_claims import WINDOW_CHARS, TableClaim, Unanswerable, read_claim, share_stem
from onrecord.checks.table_queries import Counted, Rows, divide_counts
from onrecord.checks.table_rules import AGREES, CANNOT_ANSWER, DISAGREES
from onrecord.intervals import ValueInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Table
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Place
from onrecord.model.mentions import Figure
from onrecord.spans import Span
from onrecord.text.sentences import split_sentences
from onrecord.text.table_text import find_column, find_title, full_name

MAX_VALUES = 5_000  # a column with more different values is no list of places or classes
USED_ROLES = frozenset({"place", "criminality", "sex", "nationality", "charge"})
LEAST_STATED = 3  # "two people": too small to be looked up in a table of any size


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    """One table with its rows at hand and the values of the columns that words may name."""

    table: Table
    document: Document
    rows: Rows
    values: Mapping[str, Sequence[str]]


def check_tables(case: CaseRecords, frames: Mapping[str, pl.LazyFrame]) -> tuple[Finding, ...]:
    """The findings of all figures against all tables of which `frames` holds the rows, by table id."""
    asked = [(part, figure, sentence) for part in case.parts if _is_text(part) for figure, sentence in _list_figures(part)]
    found: list[Finding] = []
    answered: set[str] = set()
    unanswered: dict[str, Finding] = {}
    for part in case.parts:
        for table in part.tables:
            mine = [item for item in asked if share_stem(item[2].of(item[0].document.text), table)]
            if table.id not in frames or not mine:
                continue
            opened = _open(table, part.document, frames[table.id])
            for asking, figure, sentence in mine:
                result = _check_figure(asking, figure, sentence, opened)
                if result is None:
                    continue
                if result.code == CANNOT_ANSWER.code:
                    unanswered.setdefault(figure.id, result)
                else:
                    answered.add(figure.id)
                    found.append(result)
    found.extend(result for key, result in unanswered.items() if key not in answered)
    return tuple(sorted(found, key=lambda item: (item.code, item.places[0].document_id, item.places[0].span, item.id)))


def _is_text(part: DocumentRecords) -> bool:
    return part.document.source.pile is not Pile.DATA and part.document.kind not in {"table", "load_file"}


def _list_figures(part: DocumentRecords) -> Iterator[tuple[Figure, Span]]:
    if not part.mentions.figures:
        return
    sentences = split_sentences(part.document.text)
    at = 0
    for figure in sorted(part.mentions.figures, key=lambda item: item.span):
        while at + 1 < len(sentences) and sentences[at].end <= figure.span.start:
            at += 1
        if at < len(sentences) and sentences[at].overlaps(figure.span) and figure.stated is not None:
            yield figure, Span(sentences[at].start, sentences[at].end)


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
    return _Opened(table=table, document=document, rows=Rows(name=name, frame=rows, person_id=person, date=date), values=values)


def _check_figure(part: DocumentRecords, figure: Figure, sentence: Span, opened: _Opened) -> Finding | None:
    if figure.kind == "count" and (figure.stated is None or figure.stated < LEAST_STATED):
        return None
    text = part.document.text
    following = [other.span.start for other in part.mentions.figures if other.span.start >= figure.span.end]
    end = min([sentence.end, figure.span.end + WINDOW_CHARS, *following])
    claim = read_claim(
        figure, text[figure.span.end : max(end, figure.span.end)], sentence.of(text), opened.table, opened.values
    )
    if claim is None:
        return None
    place = Place(document_id=part.document.id, span=figure.span, text=figure.text, page=figure.page)
    if isinstance(claim, Unanswerable):
        message = f"{figure.text}: cannot be answered from {opened.rows.name}: {claim.reason}."
        cited = [place, *_cite(opened, ())]
        return finding(CANNOT_ANSWER, message=message, outcome=Outcome.CANNOT_TELL, places=cited, working=claim.reason)
    readings = _count(claim, opened)
    if not readings:
        return None
    return _compare(claim, readings, place, opened)


def _count(claim: TableClaim, opened: _Opened) -> list[Counted]:
    ways = [True, False] if opened.rows.person_id is not None else [False]
    if not claim.counts_people:
        ways = ways[::-1]
    readings: list[Counted] = []
    for base in claim.bases:
        for part in claim.parts:
            for people in ways:
                counted = opened.rows.count((*base, *part), claim.period, people=people)
                if claim.is_share:
                    share = divide_counts(counted, opened.rows.count(base, claim.period, people=people))
                    readings.extend([share] if share is not None else [])
                else:
                    readings.append(counted)
    return readings


def _compare(claim: TableClaim, readings: Sequence[Counted], place: Place, opened: _Opened) -> Finding | None:
    stated = _stated_interval(claim.figure)
    matching = [reading for reading in readings if reading.value.intersects(stated)]
    chance = _chance(claim, readings, stated)
    columns = tuple(dict.fromkeys(item.column for group in (*claim.bases, *claim.parts) for item in group))
    shown = matching[0] if matching else readings[0]
    others = "; ".join(f"{reading.label}: {_write(reading.value)}" for reading in readings if reading is not shown)
    working = f"{shown.sql} = {_write(shown.value)}" + (f"; also tried: {others}" if others else "")
    working += f"; chance that a number of this size matches: {_percent(chance)}"
    places = [place, *_cite(opened, columns)]
    tolerance = "the number as written, with its rounding"
    if matching:
        message = f"{claim.figure.text}: {opened.rows.name} gives {_write(shown.value)} ({shown.label})."
        return finding(AGREES, message=message, outcome=Outcome.HOLDS, places=places, working=working, tolerance=tolerance)
    if not columns:
        return None  # an unnarrowed total: the table may be a part of the whole
    counts = ", ".join(f"{_write(reading.value)} ({reading.label})" for reading in readings)
    message = f"{claim.figure.text}: no count tried in {opened.rows.name} gives it: {counts}. The table may count other things."
    return finding(DISAGREES, message=message, outcome=Outcome.FAILS, places=places, working=working, tolerance=tolerance)


def _stated_interval(figure: Figure) -> ValueInterval:
    if figure.kind == "share" and figure.unit != "percent":
        low, high = figure.value.low, figure.value.high
        return ValueInterval(None if low is None else low * 100, None if high is None else high * 100)
    return figure.value


def _chance(claim: TableClaim, readings: Sequence[Counted], stated: ValueInterval) -> Fraction:
    """The share of numbers from half to twice the one stated (of shares: of all percents) that some reading would match."""
    low = stated.low if stated.low is not None else Fraction(0)
    high = stated.high if stated.high is not None else low
    width = high - low
    points = {(reading.value.low or Fraction(0), reading.value.high or Fraction(0)) for reading in readings}
    if claim.is_share:
        return min(Fraction(1), sum((end - start + width for start, end in points), Fraction(0)) / 100)
    centre = max((low + high) / 2, Fraction(1))
    numbers = max(centre * 3 / 2, Fraction(1))
    near = sum((end - start + width + 1 for start, end in points if centre / 2 <= end and start <= 2 * centre), Fraction(0))
    return min(Fraction(1), near / numbers)


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
