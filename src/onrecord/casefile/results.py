"""All results of a case into its tables, and out with the old ones.

In: the records of a case and a connection with an open transaction. Out: rows in a fixed order, the same for the same case.
A kind of record without a table of its own goes to `other_records`, so that no record that a stage makes is lost.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from itertools import accumulate

from onrecord.casefile import rows
from onrecord.casefile.apart import encode_apart
from onrecord.casefile.rows import ResultTable, Row
from onrecord.casefile.schema import read_comments
from onrecord.casefile.units import SearchUnit, units_of
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.codec import encode
from onrecord.model.links import Story, VariantGroup
from onrecord.spans import Span

_JUDGEMENTS = ("judgements", "judgement_anchors", "judgement_imports")
_KEPT_BY_PEOPLE = (
    *_JUDGEMENTS,
    "notes",
    "reading_marks",
    "saved_searches",
    "custody_log",
    "kept_audits",
    "requests",
    "request_events",
)
KEPT_TABLES = ("case_info", "schema_history", "schema_comments", "intake_log", "stage_cache", *_KEPT_BY_PEOPLE)
_NOT_CLEARED = {*KEPT_TABLES, "search_content", "search_text"}


def clear_results(connection: sqlite3.Connection) -> None:
    """Remove every row that a build makes."""
    for table in read_comments():
        if table.table not in _NOT_CLEARED:
            connection.execute(f"DELETE FROM {table.table}")
    connection.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')")


def write_results(connection: sqlite3.Connection, case: CaseRecords) -> None:
    """Write the whole case."""
    connection.execute("INSERT OR REPLACE INTO case_info VALUES ('pack', ?)", (encode(case.pack),))
    _write_documents(connection, case.parts)
    _write_part_tables(connection, case.parts)
    _write_messages(connection, case.parts)
    _write_problems(connection, case)
    _write_links(connection, case)
    _write_findings(connection, case)
    _write_search(connection, case)


def _insert(connection: sqlite3.Connection, table: str, cells: Iterable[Row]) -> None:
    """Rows into a table. A second row under one key (an id that two records share) is left out; `record` holds them all."""
    width = len(next(entry.columns for entry in read_comments() if entry.table == table))
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", cells)


def _insert_records(connection: sqlite3.Connection, table: ResultTable, records: Iterable[object]) -> None:
    numbered = enumerate(records)
    _insert(connection, table.name, ((ordinal, *table.cells(record), encode(record)) for ordinal, record in numbered))


# ---- what one document holds ---------------------------------------------------------------------------------------


def _write_documents(connection: sqlite3.Connection, parts: tuple[DocumentRecords, ...]) -> None:
    documents = [part.document for part in parts]
    cells = ((at, *rows.document_cells(document), encode_apart(document, "text")) for at, document in enumerate(documents))
    _insert(connection, "documents", cells)
    _insert(connection, "pages", (row for document in documents for row in rows.page_rows(document)))


def _write_part_tables(connection: sqlite3.Connection, parts: tuple[DocumentRecords, ...]) -> None:
    _insert_records(connection, rows.DATA_TABLES, (table for part in parts for table in part.tables))
    for (group, name), table in rows.PART_TABLES.items():
        if name == "passages":
            _write_passages(connection, table, parts)
        else:
            _insert_records(connection, table, _part_records(parts, group, name))
    other: list[tuple[str, str | None, str]] = []
    for group, name in _fields_without_table(parts):
        for part in parts:
            other.extend(
                (f"{group}.{name}", part.document.id, encode(record)) for record in getattr(getattr(part, group), name)
            )
    _insert(connection, "other_records", ((at, *row) for at, row in enumerate(other)))


def _part_records(parts: tuple[DocumentRecords, ...], group: str, name: str) -> Iterator[object]:
    for part in parts:
        yield from getattr(getattr(part, group), name)


def _fields_without_table(parts: tuple[DocumentRecords, ...]) -> Iterator[tuple[str, str]]:
    """(group, field) of what the parts may hold beyond the known tables."""
    for group in ("inbox", "mentions"):
        for field in fields(getattr(parts[0], group)) if parts else ():
            known = (group, field.name) in rows.PART_TABLES or (group, field.name) == ("inbox", "messages")
            if not known:
                yield group, field.name


def _write_passages(connection: sqlite3.Connection, table: ResultTable, parts: tuple[DocumentRecords, ...]) -> None:
    """Passages cover the whole text, so their words are not written a second time."""

    def cells() -> Iterator[Row]:
        ordinal = 0
        for part in parts:
            for passage in part.mentions.passages:
                is_slice = passage.span.of(part.document.text) == passage.text
                yield (ordinal, *table.cells(passage), encode_apart(passage, "text") if is_slice else encode(passage))
                ordinal += 1

    _insert(connection, table.name, cells())


def _write_messages(connection: sqlite3.Connection, parts: tuple[DocumentRecords, ...]) -> None:
    messages = [message for part in parts for message in part.inbox.messages]
    cells = ((at, *rows.message_cells(message), encode_apart(message, "body")) for at, message in enumerate(messages))
    _insert(connection, "messages", cells)
    _insert(connection, "recipients", (row for message in messages for row in rows.recipient_rows(message)))


# ---- what joins documents ------------------------------------------------------------------------------------------


def _write_problems(connection: sqlite3.Connection, case: CaseRecords) -> None:
    listed: list[Row] = []
    for part in case.parts:
        listed.extend((*rows.problem_cells(problem, part.document.id), encode(problem)) for problem in part.problems)
    listed.extend((*rows.problem_cells(problem, None), encode(problem)) for problem in case.problems)
    _insert(connection, "problems", ((at, *row) for at, row in enumerate(listed)))


def _write_links(connection: sqlite3.Connection, case: CaseRecords) -> None:
    for name, table in rows.LINK_TABLES.items():
        _insert_records(connection, table, getattr(case.links, name))
    _write_members(connection, "variant_members", case.links.variants)
    _write_members(connection, "story_members", case.links.stories)
    at = connection.execute("SELECT count(*) FROM other_records").fetchone()[0]
    other: list[Row] = []
    for field in fields(case.links):
        if field.name not in rows.LINK_TABLES:
            other.extend((f"links.{field.name}", None, encode(record)) for record in getattr(case.links, field.name))
    _insert(connection, "other_records", ((at + number, *row) for number, row in enumerate(other)))


def _write_members(connection: sqlite3.Connection, table: str, groups: Iterable[VariantGroup | Story]) -> None:
    _insert(connection, table, (row for group in groups for row in rows.member_rows(group)))


def _write_findings(connection: sqlite3.Connection, case: CaseRecords) -> None:
    _insert_records(connection, rows.FINDINGS, case.findings)
    places: Callable[..., Iterator[Row]] = rows.finding_place_rows
    _insert(connection, "finding_places", (row for finding in case.findings for row in places(finding)))


# ---- full text -----------------------------------------------------------------------------------------------------


def _write_search(connection: sqlite3.Connection, case: CaseRecords) -> None:
    units = [unit for part in case.parts for unit in units_of(part)]
    _insert(connection, "search_units", ((number, *unit.cells()) for number, unit in enumerate(units, start=1)))
    connection.executemany(
        "INSERT INTO search_text (rowid, subject, sender, recipients, body) VALUES (?, ?, ?, ?, ?)",
        ((number, *unit.cells()[-3:], unit.body()) for number, unit in enumerate(units, start=1)),
    )
    _insert(connection, "search_codes", sorted(_codes(case, units)))


def _codes(case: CaseRecords, units: list[SearchUnit]) -> set[tuple[str, int]]:
    """(code, unit): exemptions cited in a message or on a page, and findings that touch a unit."""
    by_message: dict[str, int] = {}
    by_page: dict[tuple[str, int | None], list[int]] = {}
    for number, unit in enumerate(units, start=1):
        if unit.message:
            by_message[unit.message.id] = number
        else:
            by_page.setdefault((unit.document.id, unit.page), []).append(number)
    codes: set[tuple[str, int]] = set()
    for part in case.parts:
        for redaction in part.inbox.redactions:
            inside = by_message.get(redaction.message_id or "")
            found = [inside] if inside else by_page.get((redaction.document_id, redaction.page), [])
            codes.update((rows.storable(code) or "", number) for code in redaction.codes for number in found)
    touching = _units_by_place(units)
    for finding in case.findings:
        for place in finding.places:
            codes.update((finding.code, number) for number in touching(place.document_id, place.span))
    return codes


def _units_by_place(units: list[SearchUnit]) -> Callable[[str, Span], Iterator[int]]:
    """A function that gives the numbers of the units that a span of a document touches."""
    by_document: dict[str, list[tuple[int, int, int]]] = {}
    for number, unit in enumerate(units, start=1):
        by_document.setdefault(unit.document.id, []).append((unit.span.start, unit.span.end, number))
    furthest: dict[str, list[int]] = {}  # the greatest end among a document's first units: where looking back may stop
    for document_id, listed in by_document.items():
        listed.sort()
        furthest[document_id] = list(accumulate((end for _, end, _ in listed), max))

    def touching(document_id: str, span: Span) -> Iterator[int]:
        listed = by_document.get(document_id, [])
        at = bisect_left(listed, (span.end, 0, 0)) - 1
        while at >= 0 and furthest[document_id][at] > span.start:
            if listed[at][1] > span.start:
                yield listed[at][2]
            at -= 1

    return touching
