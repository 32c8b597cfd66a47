"""Building a case file: finished work is kept as it comes, and the results are replaced at once at the end.

In: what the pipeline has made of each source, then the whole case. Out: a case file that at every moment holds either the old
results or the new ones. Whatever is killed leaves finished work in `stage_cache`, which the next build takes up. One builder
at a time; readers are never kept waiting.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from onrecord.casefile.connect import open_to_build, transaction
from onrecord.casefile.intake import InputFile, log_intake
from onrecord.casefile.judgements import settle_judgements
from onrecord.casefile.kept_audits import load_audits
from onrecord.casefile.lock import build_lock
from onrecord.casefile.results import clear_results, write_results
from onrecord.casefile.rows import storable
from onrecord.errors import CaseFileError
from onrecord.model import codec
from onrecord.model.audits import KeptAudit
from onrecord.model.case import CaseRecords, DocumentRecords

T = TypeVar("T")
_ZLIB_LEVEL = 1  # a third of the size of JSON; higher levels cost more time than reading a text source again


class CaseWriter:
    """The builder's hand on a case file; made by `open_for_build` and of use only inside it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, program_version: str) -> None:
        self.path = path
        self.program_version = program_version
        self._connection = connection
        self._used: set[tuple[str, str]] = set()

    def load_stage(self, sha256: str, settings_key: str, cls: type[T]) -> T | None:
        """What an earlier build finished for a source under the same settings, None where it did not."""
        found = self._connection.execute(
            "SELECT result FROM stage_cache WHERE sha256 = ? AND settings_key = ?", (sha256, settings_key)
        ).fetchone()
        if found is None:
            return None
        try:
            record = codec.decode(cls, zlib.decompress(found[0]).decode("utf-8"))
        except (zlib.error, ValueError):
            return None  # written by a version whose records had other fields: the work is done anew
        self._used.add((sha256, settings_key))
        return record

    def known_inputs(self) -> list[tuple[InputFile, str | None]]:
        """What the last finished build took in, by path, with the pile of the document made of it."""
        query = "SELECT i.path, i.n_bytes, i.sha256, (SELECT d.pile FROM documents d WHERE d.source = i.path) FROM inputs i"
        return [
            (InputFile(path=path, n_bytes=n_bytes, sha256=sha256), pile)
            for path, n_bytes, sha256, pile in self._connection.execute(f"{query} ORDER BY i.path")
        ]

    def kept_audits(self) -> tuple[KeptAudit, ...]:
        """The selection audits that people keep, to be repeated."""
        return load_audits(self._connection)

    def store_stage(self, sha256: str, settings_key: str, record: object) -> None:
        """Keep what was finished for a source; it survives whatever happens next."""
        self.store_packed(sha256, settings_key, pack_stage(record))

    def store_packed(self, sha256: str, settings_key: str, result: bytes) -> None:
        """The same for a record that `pack_stage` has packed, perhaps in another process."""
        with transaction(self._connection):
            self._connection.execute("INSERT OR REPLACE INTO stage_cache VALUES (?, ?, ?)", (sha256, settings_key, result))
        self._used.add((sha256, settings_key))

    def is_built(self) -> bool:
        """True where an earlier build has finished."""
        return self._n_builds() > 0

    def _n_builds(self) -> int:
        built = self._connection.execute("SELECT value FROM case_info WHERE name = 'built'").fetchone()
        return int(built[0].split()[0]) if built else 0

    def show_first(self, part: DocumentRecords, pages: str) -> None:
        """Let the mail of a document's first pages be seen while the first build of a case goes on; what is there of an
        earlier build is never touched. `pages` says which pages they are."""
        if self.is_built():
            return
        with transaction(self._connection):
            clear_results(self._connection)
            write_results(self._connection, CaseRecords(parts=(part,)))
            self._connection.execute("INSERT OR REPLACE INTO case_info VALUES ('first_pages', ?)", (storable(pages),))

    def replace_results(self, case: CaseRecords, inputs: Sequence[InputFile], *, at: str) -> None:
        """Put a case in the place of the old one, all at once."""
        connection = self._connection
        with transaction(connection):
            clear_results(connection)
            write_results(connection, case)
            settle_judgements(connection)
            connection.executemany("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?)", _input_rows(inputs))
            log_intake(connection, inputs, at=at, program_version=self.program_version)
            self._forget_unused_stages()
            connection.execute("INSERT OR REPLACE INTO case_info VALUES ('built', ?)", (f"{self._n_builds() + 1} {at}",))
            connection.execute("DELETE FROM case_info WHERE name = 'first_pages'")
            connection.execute("INSERT OR REPLACE INTO case_info VALUES ('program_version', ?)", (self.program_version,))
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def _forget_unused_stages(self) -> None:
        connection = self._connection
        connection.execute("CREATE TEMP TABLE IF NOT EXISTS used (sha256, settings_key, PRIMARY KEY (sha256, settings_key))")
        connection.execute("DELETE FROM used")
        connection.executemany("INSERT INTO used VALUES (?, ?)", sorted(self._used))
        connection.execute("DELETE FROM stage_cache WHERE (sha256, settings_key) NOT IN (SELECT * FROM used)")


def pack_stage(record: object) -> bytes:
    """A record as the stage cache keeps it."""
    return zlib.compress(codec.encode(record).encode("utf-8"), _ZLIB_LEVEL)


@contextmanager
def open_for_build(path: Path, program_version: str) -> Iterator[CaseWriter]:
    """A writer on a new or existing case file, for one builder alone.

    Raises CaseFileError where the path holds another kind of file, another version, or a build that is running.
    """
    with build_lock(path):
        connection = open_to_build(path, program_version)
        try:
            yield CaseWriter(connection, path, program_version)
        except sqlite3.DatabaseError as error:
            raise CaseFileError(f"cannot write the case file {path}: {error}", hint="look for room on the disk") from error
        finally:
            connection.close()


def write_case(writer: CaseWriter, case: CaseRecords, *, inputs: Sequence[InputFile] = (), at: str) -> None:
    """Replace all results by `case` in one transaction. `at` is the time for the intake log, UTC in ISO form.

    `inputs` are the files as handed in; without them they are taken from the documents that are no part of another file.
    """
    writer.replace_results(case, inputs or tuple(_inputs_of(case)), at=at)


def _inputs_of(case: CaseRecords) -> Iterator[InputFile]:
    for part in case.parts:
        source = part.document.source
        if "!/" not in source.path:
            yield InputFile(path=source.path, n_bytes=source.n_bytes, sha256=source.sha256)


def _input_rows(inputs: Iterable[InputFile]) -> list[tuple[str, int, str]]:
    return sorted({(storable(file.path) or "", file.n_bytes, file.sha256) for file in inputs})
