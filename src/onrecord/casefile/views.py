"""What people look at in a case, page by page: findings, the inbox, a thread, quotations with their traces, a timeline.

In: a case file and what to show. Out: small records ready to be printed or drawn, a page at a time (`Slice`), with a person's
decisions laid over. The same functions serve the command line and the web app; none of them formats anything.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.casefile.case_state import kept_with_state
from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.loader import load_messages
from onrecord.casefile.rows import storable
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.documents import Pile
from onrecord.model.findings import Finding, Severity
from onrecord.model.links import Event, Place, Trace
from onrecord.model.mentions import Quote, QuoteKind
from onrecord.model.messages import Message

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)  # gravest first
FAMILIES = "QFTPDSCR"  # among equally grave findings: somebody's words first, then numbers, titles, days, what is missing


@dataclass(frozen=True, slots=True)
class Slice:
    """Which rows of a list: `limit` from `offset` on; a limit of None is all the rest."""

    limit: int | None = None
    offset: int = 0

    def sql(self) -> str:
        """As the end of a query."""
        return f" LIMIT {-1 if self.limit is None else int(self.limit)} OFFSET {int(self.offset)}"

    def stop(self) -> int | None:
        """Where the slice ends, counted from the first row of all."""
        return None if self.limit is None else self.offset + self.limit


EVERYTHING = Slice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """A place of the case with its source: what a citation says. `page` and the span are None where they have none."""

    source: str
    start: int | None
    end: int | None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """A finding with the sources of its places, in their order."""

    finding: Finding
    sources: tuple[str, ...]
    dismissed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """Which findings: of these codes (all where empty), at least this grave, dismissed ones too or not."""

    codes: tuple[str, ...] = ()
    severity: Severity = Severity.NOTE
    with_dismissed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One message in the list, its copies folded into it: `also` are the places of the other prints."""

    message: Message
    where: Whereabouts
    also: tuple[Whereabouts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow:
    """One message of a thread; `depth` counts the messages it answers, one by one, up to the first."""

    message: Message
    where: Whereabouts
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """One quotation with what became of it in the records."""

    quote: Quote
    where: Whereabouts
    trace: Trace | None = None
    record: Whereabouts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """Something on a day or within an interval of days: a message sent, an event, a document published."""

    earliest: str
    latest: str
    kind: str
    label: str
    id: str
    where: tuple[Whereabouts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionTotal:
    """How often one code is cited, on how many pages, and how many of these deletions have readable text under them."""

    code: str
    n_redactions: int
    n_pages: int
    n_failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """What a case holds, in numbers."""

    n_documents: dict[str, int] = field(default_factory=dict)  # by pile
    n_pages: int = 0
    n_messages: int = 0
    n_quotes: int = 0
    n_problems: int = 0
    n_findings: dict[str, int] = field(default_factory=dict)  # by severity, without the dismissed


def summarise_case(case: Path) -> CaseSummary:
    """What the case holds."""
    with reading(case) as connection:

        def count(table: str) -> int:
            n_rows: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            return n_rows

        piles = dict(connection.execute("SELECT pile, count(*) FROM documents GROUP BY pile"))
        dismissed = overlay_of(load_judgements(connection)).dismissed
        severities = dict.fromkeys([severity.value for severity in SEVERITIES], 0)
        for finding_id, severity in connection.execute("SELECT id, severity FROM findings"):
            severities[severity] += finding_id not in dismissed
        return CaseSummary(
            n_documents={pile.value: piles.get(pile.value, 0) for pile in Pile},
            n_pages=count("pages"),
            n_messages=count("messages"),
            n_quotes=count("quotes"),
            n_problems=count("problems"),
            n_findings=severities,
        )


def list_findings(case: Path, wanted: FindingFilter, part: Slice = EVERYTHING) -> list[ShownFinding]:
    """The findings asked for, gravest first, then by family, code and place."""
    graver = SEVERITIES[: SEVERITIES.index(wanted.severity) + 1]
    with reading(case) as connection:
        sources = _sources(connection)
        dismissed = overlay_of(load_judgements(connection)).dismissed
        shown = []
        for (record,) in connection.execute("SELECT record FROM findings ORDER BY ordinal"):
            finding = decode(Finding, record)
            is_wanted = finding.severity in graver and (not wanted.codes or finding.code in wanted.codes)
            if is_wanted and (wanted.with_dismissed or finding.id not in dismissed):
                names = tuple(sources[place.document_id] for place in finding.places)
                shown.append(ShownFinding(finding=finding, sources=names, dismissed=finding.id in dismissed))
    shown.sort(key=_gravity)
    return shown[part.offset : part.stop()]


def _gravity(shown: ShownFinding) -> tuple[int, int, str, str, int, str]:
    finding, first = shown.finding, shown.finding.places[0]
    severity, family = SEVERITIES.index(finding.severity), FAMILIES.find(finding.code[0])
    return (severity, family, finding.code, shown.sources[0], first.span.start, finding.id)


def list_inbox(case: Path, part: Slice = EVERYTHING, *, with_quoted: bool = True) -> list[InboxRow]:
    """The messages in the order in which they were sent, each once; those without a time come last.

    A message that is only seen quoted in others is one of them, unless not `with_quoted`.
    """
    quoted = "" if with_quoted else "AND seen_in_quotation = 0"
    where = f"WHERE copy_of IS NULL {quoted} ORDER BY sent_earliest IS NULL, sent_earliest, sent_latest, document_id, start, id"
    with reading(case, first_messages=True) as connection:
        sources = _sources(connection)
        rows = []
        for message in load_messages(connection, where + part.sql()):
            query = "SELECT document_id, start, end, page_first FROM messages WHERE copy_of = ? AND id != ? ORDER BY ordinal"
            copies = connection.execute(query, (message.id, message.id)).fetchall()
            also = tuple(Whereabouts(source=sources[row[0]], start=row[1], end=row[2], page=row[3]) for row in copies)
            rows.append(InboxRow(message=message, where=_of_message(message, sources), also=also))
    return rows


def list_thread(case: Path, thread_or_message: str) -> list[ThreadRow]:
    """The messages of a thread in the order in which they were sent, each once.

    The thread is named by its id or by that of any message in it. Raises SettingsError where there is neither.
    """
    with reading(case, first_messages=True) as connection:
        wanted = storable(thread_or_message)
        found = connection.execute("SELECT thread_id, id FROM messages WHERE id = ?", (wanted,)).fetchone()
        thread = found[0] if found else wanted
        column, value = ("thread_id", thread) if thread is not None else ("id", wanted)
        where = f"WHERE {column} = ? ORDER BY sent_earliest IS NULL, sent_earliest, sent_latest, seen_in_quotation, ordinal"
        messages = list(load_messages(connection, where, (value,)))
        sources = _sources(connection)
    if not messages:
        raise SettingsError(f"no message or thread has the id {thread_or_message}", hint=f"onrecord inbox {case}")
    present = {message.id for message in messages}
    kept = [m for m in messages if m.copy_of is None or m.copy_of not in present or m.id == wanted]
    parents = {message.id: message.parent_id for message in messages}
    return [ThreadRow(message=m, where=_of_message(m, sources), depth=_depth(m.id, parents)) for m in kept]


def _depth(message_id: str, parents: dict[str, str | None]) -> int:
    seen, at = {message_id}, parents.get(message_id)
    while at in parents and at not in seen:
        seen.add(at or "")
        at = parents[at]
    return len(seen) - 1


def list_quotes(case: Path, kinds: Sequence[QuoteKind] = (), part: Slice = EVERYTHING) -> list[QuoteRow]:
    """The quotations of these kinds (all where none is named) by source and place, each with its best trace."""
    names = ", ".join(f"'{kind.value}'" for kind in kinds or QuoteKind)
    query = (
        "SELECT q.record, (SELECT t.record FROM traces AS t WHERE t.quote_id = q.id ORDER BY t.score DESC, t.ordinal LIMIT 1) "
        "FROM quotes AS q JOIN documents AS d ON d.id = q.document_id "
        f"WHERE q.kind IN ({names}) ORDER BY d.source, q.start, q.id"
    )
    with reading(case) as connection:
        sources, overlay = _sources(connection), overlay_of(load_judgements(connection))
        rows = []
        for record, trace_record in connection.execute(query):
            quote = overlay.quote(decode(Quote, record))
            if quote is None:
                continue
            trace = decode(Trace, trace_record) if trace_record else None
            where = Whereabouts(source=sources[quote.document_id], start=quote.span.start, end=quote.span.end, page=quote.page)
            place = _of_place(trace.place, sources) if trace and trace.place else None
            rows.append(QuoteRow(quote=quote, where=where, trace=trace, record=place))
    return rows[part.offset : part.stop()]


def list_timeline(case: Path, part: Slice = EVERYTHING) -> list[TimelineRow]:
    """What has a day: messages sent, events, documents published, by the first day they may lie on, then the last.

    Where two intervals overlap, their order here says nothing about which came first.
    """
    with reading(case) as connection:
        rows = [*_sent_rows(connection), *_published_rows(connection), *_event_rows(connection)]
    rows.sort(key=lambda row: (row.earliest, row.latest, row.kind, row.label, row.id))
    return rows[part.offset : part.stop()]


def _sent_rows(connection: sqlite3.Connection) -> Iterator[TimelineRow]:
    query = (
        "SELECT m.sent_earliest, m.sent_latest, m.sender, m.sender_redacted, m.subject, m.id, d.source, m.start, m.end, "
        "m.page_first FROM messages AS m JOIN documents AS d ON d.id = m.document_id "
        "WHERE m.sent_earliest IS NOT NULL AND m.copy_of IS NULL"
    )
    for earliest, latest, sender, redacted, subject, row_id, *place in connection.execute(query):
        who = sender or ("[redacted]" if redacted else "[unknown]")
        where = Whereabouts(source=place[0], start=place[1], end=place[2], page=place[3])
        label = f"{who}: {subject or '(no subject)'}"
        yield TimelineRow(earliest=earliest, latest=latest, kind="message", label=label, id=row_id, where=(where,))


def _published_rows(connection: sqlite3.Connection) -> Iterator[TimelineRow]:
    query = (
        "SELECT published_earliest, published_latest, coalesce(title, source), id, source FROM documents "
        "WHERE published_earliest IS NOT NULL"
    )
    for earliest, latest, label, row_id, source in connection.execute(query):
        where = Whereabouts(source=source, start=None, end=None)
        yield TimelineRow(earliest=earliest, latest=latest, kind="published", label=label, id=row_id, where=(where,))


def _event_rows(connection: sqlite3.Connection) -> Iterator[TimelineRow]:
    """The events; one that rests on nothing but messages is left out, for these stand in the timeline themselves."""
    mentions = _mention_places(connection)
    messages = {message_id for (message_id,) in connection.execute("SELECT id FROM messages")}
    query = "SELECT earliest, latest, kind, label, id, record FROM events WHERE earliest IS NOT NULL"
    for earliest, latest, kind, label, row_id, record in connection.execute(query):
        evidence = decode(Event, record).evidence
        if evidence and messages.issuperset(evidence):
            continue
        where = tuple(mentions[mention] for mention in evidence if mention in mentions)
        yield TimelineRow(earliest=earliest, latest=latest, kind=kind, label=label, id=row_id, where=where)


def _mention_places(connection: sqlite3.Connection) -> dict[str, Whereabouts]:
    """Where every mention stands that an event may rest on, by its id."""
    places = {}
    for table in ("quotes", "figures", "dates", "person_mentions", "messages"):
        page = "page_first" if table == "messages" else "page"
        columns = f"t.id, d.source, t.start, t.end, t.{page}"
        query = f"SELECT {columns} FROM {table} AS t JOIN documents AS d ON d.id = t.document_id"
        for row_id, source, start, end, page in connection.execute(query):
            places[row_id] = Whereabouts(source=source, start=start, end=end, page=page)
    return places


def total_redactions(case: Path) -> list[RedactionTotal]:
    """How often each exemption is cited, by code; deletions without a code come first, under an empty one."""
    with reading(case) as connection:
        return list(_total_redactions(case, connection))


@kept_with_state
def _total_redactions(connection: sqlite3.Connection) -> tuple[RedactionTotal, ...]:
    together: dict[str, list[tuple[str, int, int]]] = {}  # by code: the sets of codes that it stands in, as they are kept
    for codes, number, n_failed in connection.execute("SELECT codes, count(*), sum(failed) FROM redactions GROUP BY codes"):
        for code in set(codes.split(";")):
            together.setdefault(code, []).append((codes, number, n_failed))
    pages = "SELECT DISTINCT document_id, page FROM redactions WHERE codes IN (SELECT value FROM json_each(?))"
    return tuple(
        RedactionTotal(
            code=code,
            n_redactions=sum(number for _, number, _ in sets),
            n_pages=connection.execute(f"SELECT count(*) FROM ({pages})", (json.dumps([each[0] for each in sets]),)).fetchone()[
                0
            ],
            n_failed=sum(n_failed for _, _, n_failed in sets),
        )
        for code, sets in sorted(together.items())
    )


def _sources(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT id, source FROM documents"))


def _of_message(message: Message, sources: dict[str, str]) -> Whereabouts:
    span = message.span
    return Whereabouts(source=sources[message.document_id], start=span.start, end=span.end, page=message.page_first)


def _of_place(place: Place, sources: dict[str, str]) -> Whereabouts:
    return Whereabouts(source=sources[place.document_id], start=place.span.start, end=place.span.end, page=place.page)
