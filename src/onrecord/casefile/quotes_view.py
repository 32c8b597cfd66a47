"""The quotations of a case for its pages: a ledger with filters, and one quotation beside its record.

In: a case file and what to show. Out: records a page at a time, a person's decisions laid over: the right speaker stands in
`quote.speaker`, what is no quotation is left out. A quotation without a trace was not looked for (a term, a scare quote, the
records' own words).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.apart import decode_joined
from onrecord.casefile.case_state import kept_with_state
from onrecord.casefile.chosen import chosen_ordinals, holds_words
from onrecord.casefile.cites_view import Cite, cite_in
from onrecord.casefile.connect import reading
from onrecord.casefile.findings_view import findings_at
from onrecord.casefile.judgements import UNDO, Overlay, in_force, load_judgements, overlay_of
from onrecord.casefile.rows import storable
from onrecord.casefile.surrounding_text import Surroundings, surroundings_of
from onrecord.casefile.views import EVERYTHING, ShownFinding, Slice, Whereabouts
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.findings import Judgement
from onrecord.model.links import Place, Trace
from onrecord.model.mentions import Quote
from onrecord.model.messages import Message
from onrecord.spans import Span
from onrecord.text.comparison import Stretch, compare_wordings
from onrecord.text.surroundings import sentence_around

UNTRACED = "untraced"  # in place of a verdict: not looked for in the records
_BEST_TRACE = "(SELECT t.{} FROM traces AS t WHERE t.quote_id = q.id ORDER BY t.score DESC, t.ordinal LIMIT 1)"
_SENTENCE_CHARS = 1_500  # to either side of a place in which its sentence is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteChoice:
    """Which quotations a ledger shows; what is None or empty does not narrow it. `verdict` may be "untraced"."""

    verdict: str | None = None
    kind: str | None = None
    document_id: str | None = None
    speaker: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerQuote:
    """One quotation in the ledger, with its best trace and where that stands."""

    quote: Quote
    where: Whereabouts
    publisher: str | None = None
    trace: Trace | None = None
    record: Whereabouts | None = None
    is_judged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLedger:
    """One part of the chosen quotations, and how many there are in all."""

    n_all: int
    rows: tuple[LedgerQuote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSide:
    """Where a quotation stands in the records: the place, its sentence before and after the kept words, and around that."""

    cite: Cite
    around: Surroundings
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """One quotation: where it is printed, what became of it, the stretches for the marks between the two sides."""

    row: LedgerQuote
    cite: Cite
    around: Surroundings
    record: RecordSide | None
    copies: tuple[Cite, ...]
    stretches: tuple[Stretch, ...]
    findings: tuple[ShownFinding, ...]
    judgements: tuple[Judgement, ...]


def list_ledger(case: Path, choice: QuoteChoice, part: Slice = EVERYTHING) -> QuoteLedger:
    """The chosen quotations in the order of the case."""
    with reading(case) as connection:
        overlay = overlay_of(load_judgements(connection))
        n_all, ordinals = chosen_ordinals(connection, "quotes AS q", "q.ordinal", _where(choice, overlay), part)
        marks = ", ".join("?" * len(ordinals))
        query = (
            f"SELECT q.record, {_BEST_TRACE.format('record')} FROM quotes AS q WHERE q.ordinal IN ({marks}) ORDER BY q.ordinal"
        )
        found = connection.execute(query, ordinals).fetchall()
        rows = [ledger_quote(connection, decode(Quote, quote), trace, overlay) for quote, trace in found]
    return QuoteLedger(n_all=n_all, rows=tuple(row for row in rows if row is not None))


def count_verdicts(case: Path) -> dict[str, int]:
    """How many quotations have each verdict, those that were not looked for under `UNTRACED`."""
    with reading(case) as connection:
        return dict(_count_verdicts(case, connection))


@kept_with_state
def _count_verdicts(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    removed = sorted(overlay_of(load_judgements(connection)).no_quotes)
    counts = dict(connection.execute("SELECT verdict, count(DISTINCT quote_id) FROM traces GROUP BY verdict"))
    n_quotes = connection.execute("SELECT count(*) FROM quotes").fetchone()[0]
    n_traced = connection.execute("SELECT count(DISTINCT quote_id) FROM traces").fetchone()[0]
    counts[UNTRACED] = n_quotes - n_traced
    for quote_id in removed:
        verdicts = connection.execute("SELECT DISTINCT verdict FROM traces WHERE quote_id = ?", (quote_id,)).fetchall()
        for (verdict,) in verdicts or [(UNTRACED,)]:
            counts[verdict] -= connection.execute("SELECT count(*) FROM quotes WHERE id = ?", (quote_id,)).fetchone()[0]
    return tuple((verdict, number) for verdict, number in sorted(counts.items()) if number)


def list_speakers(case: Path, most: int = 200) -> list[tuple[str, int]]:
    """Who is quoted how often, the most quoted first, as the texts have it and without a person's decisions."""
    with reading(case) as connection:
        return list(_list_speakers(case, connection, most))


@kept_with_state
def _list_speakers(connection: sqlite3.Connection, most: int) -> tuple[tuple[str, int], ...]:
    query = "SELECT speaker, count(*) AS n FROM quotes WHERE speaker IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?"
    return tuple(connection.execute(query, (most,)))


def view_quote(case: Path, quote_id: str) -> QuoteView:
    """One quotation with its record. Raises SettingsError where there is none with that id, or a person said it is none."""
    with reading(case) as connection:
        judgements = load_judgements(connection)
        found = _load_quote(connection, quote_id)
        row = ledger_quote(connection, *found, overlay_of(judgements)) if found else None
        if row is None:
            raise SettingsError(f"no quotation has the id {quote_id}", hint=f"onrecord quotes {case}")
        quote, trace = row.quote, row.trace
        side = _record_side(connection, trace.place, trace.message_id) if trace and trace.place else None
        return QuoteView(
            row=row,
            cite=cite_in(connection, quote.document_id, quote.span.start, quote.span.end),
            around=surroundings_of(connection, quote.document_id, quote.span.start, quote.span.end),
            record=side,
            copies=tuple(
                cite_in(connection, copy.document_id, copy.span.start, copy.span.end)
                for copy in (trace.copies if trace else ())
            ),
            stretches=compare_wordings(_parts(quote), side.words) if side else (),
            findings=findings_at(connection, quote.document_id, quote.span.start, quote.span.end),
            judgements=tuple(each for each in in_force(judgements) if each.target_id == quote.id and each.decision != UNDO),
        )


def ledger_quote(
    connection: sqlite3.Connection, quote: Quote, trace_record: str | None, overlay: Overlay
) -> LedgerQuote | None:
    """A quotation as the ledger shows it; None where a person said that it is none."""
    judged = overlay.quote(quote)
    if judged is None:
        return None
    source, publisher = connection.execute(
        "SELECT source, publisher FROM documents WHERE id = ?", (quote.document_id,)
    ).fetchone()
    trace = decode(Trace, trace_record) if trace_record else None
    record = None
    if trace and trace.place:
        place = trace.place
        (path,) = connection.execute("SELECT source FROM documents WHERE id = ?", (place.document_id,)).fetchone()
        record = Whereabouts(source=path, start=place.span.start, end=place.span.end, page=place.page)
    return LedgerQuote(
        quote=judged,
        where=Whereabouts(source=source, start=quote.span.start, end=quote.span.end, page=quote.page),
        publisher=publisher,
        trace=trace,
        record=record,
        is_judged=judged != quote,
    )


def load_ledger_quotes(connection: sqlite3.Connection, quote_ids: Sequence[str], overlay: Overlay) -> list[LedgerQuote]:
    """Some quotations by their ids, in that order; those that are gone or none are left out."""
    found = [_load_quote(connection, quote_id) for quote_id in quote_ids]
    rows = [ledger_quote(connection, *each, overlay) for each in found if each]
    return [row for row in rows if row is not None]


def _load_quote(connection: sqlite3.Connection, quote_id: str) -> tuple[Quote, str | None] | None:
    query = f"SELECT q.record, {_BEST_TRACE.format('record')} FROM quotes AS q WHERE q.id = ?"
    row = connection.execute(query, (storable(quote_id),)).fetchone()
    return (decode(Quote, row[0]), row[1]) if row else None


def _record_side(connection: sqlite3.Connection, place: Place, message_id: str | None) -> RecordSide:
    start, end = place.span.start, place.span.end
    window = surroundings_of(connection, place.document_id, start, end, _SENTENCE_CHARS)
    text = window.before + window.words + window.after
    inside = len(window.before)
    sentence = sentence_around(text, inside, inside + len(window.words))
    low, high = _own_words(connection, message_id, start, end)
    shift = start - inside
    sentence = Span(
        max(sentence.start, min(low - shift, inside)), min(sentence.end, max(high - shift, inside + len(window.words)))
    )
    return RecordSide(
        cite=cite_in(connection, place.document_id, start, end),
        around=surroundings_of(connection, place.document_id, start, end),
        before=text[sentence.start : inside],
        words=window.words,
        after=text[inside + len(window.words) : sentence.end],
    )


def _own_words(connection: sqlite3.Connection, message_id: str | None, start: int, end: int) -> tuple[int, int]:
    """From where to where the message's own words run around a place: its header is no part of its first sentence."""
    row = connection.execute("SELECT body, record FROM messages WHERE id = ?", (message_id,)).fetchone()
    spans = decode_joined(Message, row[1], "body", row[0]).body_spans if row else ()
    first = next((span.start for span in spans if span.start <= start < span.end), 0)
    last = next((span.end for span in spans if span.start < end <= span.end), end + _SENTENCE_CHARS)
    return first, last


def _parts(quote: Quote) -> tuple[str, ...]:
    start = quote.span.start
    return tuple(quote.text[part.start - start : part.end - start] for part in quote.parts) or (quote.text,)


def _where(choice: QuoteChoice, overlay: Overlay) -> tuple[str, list[str]]:
    removed = sorted(overlay.no_quotes)
    clauses, values = ["1"], list(removed)
    if removed:
        clauses.append(f"q.id NOT IN ({', '.join('?' * len(removed))})")
    if choice.verdict == UNTRACED:
        clauses.append("NOT EXISTS (SELECT 1 FROM traces AS t WHERE t.quote_id = q.id)")
    elif choice.verdict:
        clauses.append("q.id IN (SELECT t.quote_id FROM traces AS t WHERE t.verdict = ?)")
        values.append(storable(choice.verdict) or "")
    for column, value in (("kind", choice.kind), ("document_id", choice.document_id)):
        if value:
            clauses.append(f"q.{column} = ?")
            values.append(storable(value) or "")
    if choice.speaker:
        given = sorted(quote_id for quote_id, name in overlay.speakers.items() if name == choice.speaker)
        other = sorted(set(overlay.speakers) - set(given))
        by_name = "SELECT ordinal FROM quotes WHERE speaker = ?"
        values.append(storable(choice.speaker) or "")
        if other:
            by_name += f" AND id NOT IN ({', '.join('?' * len(other))})"
            values += other
        if given:
            by_name += f" UNION SELECT ordinal FROM quotes WHERE id IN ({', '.join('?' * len(given))})"
            values += given
        clauses.append(f"q.ordinal IN ({by_name})")
    if choice.words.strip():
        clause, patterns = holds_words(("q.text", "q.speaker"), choice.words)
        clauses.append(clause)
        values += patterns
    return " AND ".join(clauses), values
