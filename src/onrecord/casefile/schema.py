"""The schema of the case file: its version, its creation, and the comments that `schema.sql` carries as data.

In: a fresh connection. Out: a case file with every table, each commented in `schema_comments`. The comment above a CREATE in
schema.sql belongs to the table, the comment behind a column to the column; nothing else needs to be kept in step.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.errors import CaseFileError

APPLICATION_ID = 0x6F6E7263  # "onrc" in ASCII: how `file` and SQLite know a case file
SCHEMA_VERSION = 3  # 1: without trace_index; 2: without notes, reading_marks and saved_searches
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables; released in November 2021

_CREATE_RE = re.compile(r"CREATE (TABLE|VIEW|VIRTUAL TABLE) (\w+)")  # CREATE TABLE documents (
_COMMENT_RE = re.compile(r"-- (.*)")  # -- One page of a document.
_COLUMN_RE = re.compile(r"    (?:[\w.]+(?: \w+)* AS |END AS )?(\w+)[^-]*-- (.*)")  # page INTEGER,   -- the page


@dataclass(frozen=True, slots=True, kw_only=True)
class TableComment:
    """What one table of the schema is for; `columns` maps each column to what it holds, in order."""

    table: str
    comment: str
    columns: Mapping[str, str] = field(default_factory=dict)


@cache
def schema_text() -> str:
    """The schema as SQL."""
    return (files("onrecord.casefile") / "schema.sql").read_text(encoding="utf-8")


@cache
def read_comments() -> tuple[TableComment, ...]:
    """The comments of every table and view of the schema, in its order."""
    tables: list[TableComment] = []
    above: list[str] = []
    columns: dict[str, str] | None = None
    for line in schema_text().splitlines():
        created = _CREATE_RE.match(line)
        if created:
            columns = {}
            tables.append(TableComment(table=created[2], comment=" ".join(above), columns=columns))
        elif columns is not None:
            column = _COLUMN_RE.match(line)
            if column:
                columns[column[1]] = column[2].strip()
        comment = _COMMENT_RE.match(line)
        above = [*above, comment[1]] if comment else []
        if line.endswith(";"):
            columns = None
    return tuple(tables)


def require_sqlite() -> None:
    """Raises CaseFileError where this Python's SQLite is too old or was built without full text search."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        expected = ".".join(str(part) for part in OLDEST_SQLITE)
        raise CaseFileError(
            f"this Python's SQLite cannot hold a case file: found {sqlite3.sqlite_version}, expected {expected} or newer",
            hint="use a newer Python",
        )
    probe = sqlite3.connect(":memory:")
    try:
        probe.execute("CREATE VIRTUAL TABLE probe USING fts5(body, tokenize = 'unicode61 remove_diacritics 2')")
    except sqlite3.OperationalError as error:
        raise CaseFileError(
            "this Python's SQLite was built without full text search: found no FTS5, expected it",
            hint="use a Python from python.org or from your system's packages",
        ) from error
    finally:
        probe.close()


def create_schema(connection: sqlite3.Connection, program_version: str) -> None:
    """Make an empty case file in the open transaction of `connection`."""
    for statement in _statements(schema_text()):
        connection.execute(statement)
    connection.execute("INSERT INTO schema_history VALUES (?, ?)", (SCHEMA_VERSION, program_version))
    rows = []
    for table in read_comments():
        rows.append((table.table, "", table.comment))
        rows.extend((table.table, column, comment) for column, comment in table.columns.items())
    connection.executemany("INSERT INTO schema_comments VALUES (?, ?, ?)", rows)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(script: str) -> list[str]:
    """The single statements of a script (`executescript` would commit the transaction they must all belong to)."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
