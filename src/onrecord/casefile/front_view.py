"""What a case holds, for its front page: the three piles, the span of days they cover, what could not be read, the documents.

In: a case file. Out: small records of counts and of documents a page at a time. Copies of a message are counted once.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.case_state import kept_with_state
from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.views import SEVERITIES, Slice
from onrecord.model.documents import Pile

PROBLEM_KINDS_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PileSummary:
    """One pile: how many documents and pages, and the days (ISO) from the first to the last that are known of it."""

    pile: str
    n_documents: int
    n_pages: int
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """One reason why something could not be read, how often, and one case of it."""

    reason: str
    n_problems: int
    source: str
    page: int | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentHead:
    """What is said of a document wherever it is shown; `story` is the label of the story it tells."""

    id: str
    source: str
    pile: str
    kind: str
    title: str | None
    publisher: str | None
    published_earliest: str | None
    published_latest: str | None
    n_pages: int
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow(DocumentHead):
    """One document in the list of all; `n_left_out` counts the passages that are no reporting."""

    n_messages: int
    n_quotes: int
    n_left_out: int
    n_findings: int
    story_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """What the front page says of a case in numbers. `n_messages` counts each message once, `n_prints` with its copies."""

    piles: tuple[PileSummary, ...]
    n_documents: int
    n_pages: int
    n_unreadable_pages: int
    n_messages: int
    n_prints: int
    n_threads: int
    n_quotes: int
    n_stories: int
    n_findings: dict[str, int]
    n_problems: int
    problems: tuple[ProblemKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """One part of the documents and how many there are in all."""

    n_all: int
    documents: tuple[DocumentRow, ...]


def view_front(case: Path) -> FrontView:
    """The case in numbers, counted anew when a build or a decision has changed it."""
    with reading(case) as connection:
        return _count_case(case, connection)


@kept_with_state
def _count_case(connection: sqlite3.Connection) -> FrontView:
    def count(what: str) -> int:
        n_rows: int = connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
        return n_rows

    piles = tuple(_pile(connection, pile) for pile in Pile)
    return FrontView(
        piles=piles,
        n_documents=sum(pile.n_documents for pile in piles),
        n_pages=sum(pile.n_pages for pile in piles),
        n_unreadable_pages=count("pages WHERE readable = 0"),
        n_messages=count("messages WHERE copy_of IS NULL"),
        n_prints=count("messages"),
        n_threads=connection.execute("SELECT count(DISTINCT thread_id) FROM messages").fetchone()[0],
        n_quotes=count("quotes WHERE kind IN ('direct', 'mixed')"),
        n_stories=count("stories"),
        n_findings=_severities(connection),
        n_problems=count("problems"),
        problems=_problem_kinds(connection),
    )


def list_documents(case: Path, part: Slice, *, pile: str = "") -> DocumentList:
    """The documents by pile and source."""
    wanted, values = ("WHERE pile = ?", (pile,)) if pile else ("", ())
    with reading(case) as connection:
        n_all = connection.execute(f"SELECT count(*) FROM documents {wanted}", values).fetchone()[0]
        query = (
            "SELECT d.id, d.source, d.pile, d.kind, d.title, d.publisher, d.published_earliest, d.published_latest, d.n_pages, "
            "(SELECT count(*) FROM messages AS m WHERE m.document_id = d.id), "
            "(SELECT count(*) FROM quotes AS q WHERE q.document_id = d.id AND q.kind IN ('direct', 'mixed')), "
            "(SELECT count(*) FROM passages AS p WHERE p.document_id = d.id "
            "AND p.kind NOT IN ('reporting', 'title', 'subheading', 'dateline', 'byline')), "
            "(SELECT count(DISTINCT finding_id) FROM finding_places AS f WHERE f.document_id = d.id), "
            "(SELECT s.story_id FROM story_members AS s WHERE s.document_id = d.id LIMIT 1) "
            "FROM documents AS d WHERE d.ordinal = ?"
        )
        order = "ORDER BY pile = 'data', pile DESC, source, ordinal" + part.sql()
        chosen = connection.execute(f"SELECT ordinal FROM documents {wanted} {order}", values).fetchall()
        rows = [connection.execute(query, ordinal).fetchone() for ordinal in chosen]
        return DocumentList(n_all=n_all, documents=tuple(_document(connection, row) for row in rows))


def _document(connection: sqlite3.Connection, row: tuple[object, ...]) -> DocumentRow:
    story = connection.execute("SELECT label FROM stories WHERE id = ?", (row[-1],)).fetchone() if row[-1] else None
    names = (
        "id", "source", "pile", "kind", "title", "publisher", "published_earliest", "published_latest", "n_pages",
        "n_messages", "n_quotes", "n_left_out", "n_findings", "story_id",
    )  # fmt: skip
    given: dict[str, object] = dict(zip(names, row, strict=True))
    return DocumentRow(**given, story=story[0] if story else None)  # type: ignore[arg-type]  # as the query names them


def _pile(connection: sqlite3.Connection, pile: Pile) -> PileSummary:
    n_documents, n_pages, earliest, latest = connection.execute(
        "SELECT count(*), coalesce(sum(n_pages), 0), min(published_earliest), max(published_latest) "
        "FROM documents WHERE pile = ?",
        (pile.value,),
    ).fetchone()
    if pile is Pile.RECORDS:
        first, last = (
            connection.execute(f"SELECT substr({most}, 1, 10) FROM messages WHERE copy_of IS NULL").fetchone()[0]
            for most in ("min(sent_earliest)", "max(sent_latest)")  # apart, so that each is read off an index
        )
        earliest = min((day for day in (earliest, first) if day), default=None)
        latest = max((day for day in (latest, last) if day), default=None)
    return PileSummary(pile=pile.value, n_documents=n_documents, n_pages=n_pages, earliest=earliest, latest=latest)


def _severities(connection: sqlite3.Connection) -> dict[str, int]:
    counts = dict.fromkeys([severity.value for severity in SEVERITIES], 0)
    counts.update(connection.execute("SELECT severity, count(*) FROM findings GROUP BY severity"))
    for finding_id in overlay_of(load_judgements(connection)).dismissed:
        for (severity,) in connection.execute("SELECT severity FROM findings WHERE id = ?", (finding_id,)):
            counts[severity] -= 1
    return counts


def _problem_kinds(connection: sqlite3.Connection) -> tuple[ProblemKind, ...]:
    query = (
        "SELECT reason, count(*), source, page, detail, min(ordinal) FROM problems GROUP BY reason "
        "ORDER BY max(fatal) DESC, count(*) DESC, reason LIMIT ?"
    )
    names = ("reason", "n_problems", "source", "page", "detail")
    rows = connection.execute(query, (PROBLEM_KINDS_SHOWN,)).fetchall()
    return tuple(ProblemKind(**dict(zip(names, row[:-1], strict=True))) for row in rows)
