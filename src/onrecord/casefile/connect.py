"""Opening a case file, to read or to build, and telling it from any other file.

In: a path. Out: a connection, or CaseFileError (exit code 4) that says what was found. A reader never waits for a builder:
the file is in WAL mode, and a reader sees the case as it was when its statement began. Trap: `build` names a path that may be
somebody's article by mistake, so a file that is not a case file is never written to.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from onrecord.casefile.schema import APPLICATION_ID, SCHEMA_VERSION, create_schema, require_sqlite
from onrecord.errors import CaseFileError, UnfinishedCaseError

BUSY_TIMEOUT_MS = 30_000  # only recovery after a crash and the last checkpoint ever make anybody wait


@contextmanager
def reading(case: Path, *, built: bool = True, first_messages: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that sees one state of a built case throughout and cannot write. Raises CaseFileError.

    With `built` False also a case file that nothing was built into yet: it may already hold requests. With `first_messages`
    also one that is being built for the first time and shows the mail of its first pages: no list of it is complete, and
    nothing in it is checked (see `first_pages`).
    """
    connection = _open_to_read(case)
    try:
        connection.execute("BEGIN")
        finished = connection.execute("SELECT 1 FROM case_info WHERE name = 'built'").fetchone() is not None
        if built and not finished and not (first_messages and _first_pages(connection)):
            raise UnfinishedCaseError(f"the build of {case} did not finish", hint=f"onrecord build {case} SOURCE...")
        yield connection
    except sqlite3.DatabaseError as error:
        raise CaseFileError(f"cannot read the case file {case}: {error}", hint="build it again from its sources") from error
    finally:
        connection.close()


def first_pages(case: Path) -> str | None:
    """Which pages a case shows whose first build is running or was stopped; None where the case is built."""
    with reading(case, first_messages=True) as connection:
        return _first_pages(connection)


def _first_pages(connection: sqlite3.Connection) -> str | None:
    found = connection.execute("SELECT value FROM case_info WHERE name = 'first_pages'").fetchone()
    return found[0] if found else None


def open_to_build(case: Path, program_version: str) -> sqlite3.Connection:
    """A connection for a builder, on a new or an existing case file. Raises CaseFileError and changes no other file."""
    require_sqlite()
    if not case.is_file() or not case.stat().st_size:
        _make_private(case)
    try:
        connection = _connect(f"file:{quote(os.fsencode(case))}?mode=rwc")
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables:
            _require_version(connection, case)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if not tables:
            with transaction(connection):
                create_schema(connection, program_version)
    except sqlite3.DatabaseError as error:
        raise _unreadable(case, error, "write", "name another file") from error
    return connection


def _make_private(case: Path) -> None:
    """Make the empty file as one that its owner alone can read; SQLite gives the files beside it the same permissions."""
    try:
        os.close(os.open(case, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise CaseFileError(f"cannot write the case file {case}: {error.strerror}", hint="name another file") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is done inside happens at once or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def adding(case: Path) -> Iterator[sqlite3.Connection]:
    """A connection with an open transaction on a built case, for a person's decisions. Raises CaseFileError."""
    with reading(case):
        pass
    connection = _connect(f"file:{quote(os.fsencode(case))}?mode=rw")
    try:
        with transaction(connection):
            yield connection
    except sqlite3.DatabaseError as error:
        raise CaseFileError(f"cannot write the case file {case}: {error}", hint="see who else has it open") from error
    finally:
        connection.close()


def _open_to_read(case: Path) -> sqlite3.Connection:
    if not case.is_file():
        found = "a folder" if case.is_dir() else "nothing"
        raise CaseFileError(f"no case file at {case}: found {found}", hint=f"onrecord build {case} SOURCE...")
    # Opened to write and told not to: only so does SQLite clear the files that WAL puts beside the case. On a medium where it
    # cannot put them there, nobody can be writing to the case either, so that it may be taken as unchanging.
    try:
        connection = _connect(f"file:{quote(os.fsencode(case))}?mode=rw")
        try:
            connection.execute("PRAGMA query_only = 1")
            _require_version(connection, case)
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorname.startswith("SQLITE_BUSY"):
                raise
            connection = _connect(f"file:{quote(os.fsencode(case))}?mode=ro&immutable=1")
            _require_version(connection, case)
    except sqlite3.DatabaseError as error:
        raise _unreadable(case, error, "read", "build it again from its sources") from error
    return connection


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def _unreadable(case: Path, error: sqlite3.DatabaseError, doing: str, hint: str) -> CaseFileError:
    """The error for a file that SQLite refuses.

    SQLite itself looks at the head of the file: opening it beside SQLite and closing it again would take away the locks that
    every other connection of this process holds on it (POSIX locks belong to the process).
    """
    if error.sqlite_errorname == "SQLITE_NOTADB":
        found = f"{case} is not a case file: found other content, expected an onrecord database"
        return CaseFileError(found, hint="onrecord build NEW.onrecord SOURCE...")
    return CaseFileError(f"cannot {doing} the case file {case}: {error}", hint=hint)


def _require_version(connection: sqlite3.Connection, case: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            raise UnfinishedCaseError(f"the build of {case} did not finish", hint=f"onrecord build {case} SOURCE...")
        raise CaseFileError(
            f"{case} is a database of another program: found application id {application}, expected {APPLICATION_ID}",
            hint="onrecord build NEW.onrecord SOURCE...",
        )
    if version != SCHEMA_VERSION:
        raise CaseFileError(
            f"{case} has another version: found {version}, expected {SCHEMA_VERSION}",
            hint="build it again from its sources, or use the version of onrecord that made it",
        )
