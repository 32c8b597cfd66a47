"""The trace index kept in the case file, and the little of a case that a trace needs beside it.

In: flat arrays as the index gives them, with the coverage statement. Out: the same arrays, where they still fit the records
of the case and the program. `trace` writes them after a build, the only thing that a reading command ever adds; where the file
cannot be written to, it works without. One document with its messages is loaded when a place in it is looked at.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.casefile.apart import decode_joined
from onrecord.casefile.connect import adding
from onrecord.casefile.loader import load_messages
from onrecord.errors import CaseFileError
from onrecord.model.case import DocumentRecords
from onrecord.model.codec import decode, encode
from onrecord.model.documents import Document
from onrecord.model.links import Coverage
from onrecord.model.messages import InboxRecords, Redaction

Arrays = Mapping[str, NDArray[np.generic]]

_PIECE_BYTES = 1 << 26  # SQLite holds at most a gigabyte in one cell
_COVERAGE = "coverage"  # the one row that is JSON and no array


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredIndex:
    """The arrays of an index and what it covers."""

    arrays: Arrays
    coverage: Coverage


def record_documents(connection: sqlite3.Connection) -> list[str]:
    """The ids of the documents that quotations are traced in, in the order of the case."""
    query = "SELECT id FROM documents WHERE pile = 'records' AND kind != 'table' ORDER BY ordinal"
    return [document_id for (document_id,) in connection.execute(query)]


def index_key(connection: sqlite3.Connection, program: str) -> str:
    """What an index must have been made from to be of use: these records with these messages, and this program."""
    digest = hashlib.sha256(program.encode())
    for query in (
        "SELECT id, sha256, n_chars FROM documents WHERE pile = 'records' AND kind != 'table' ORDER BY ordinal",
        "SELECT id, document_id, start, end, page_first, length(body) FROM messages ORDER BY ordinal",
        "SELECT document_id, page, start, end, kind, codes FROM redactions ORDER BY ordinal",
    ):
        for row in connection.execute(query):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def load_part(connection: sqlite3.Connection, document_id: str) -> DocumentRecords:
    """A document with its messages and redactions, as the case holds them; nothing else of it."""
    text, record = connection.execute("SELECT text, record FROM documents WHERE id = ?", (document_id,)).fetchone()
    redactions = connection.execute("SELECT record FROM redactions WHERE document_id = ? ORDER BY ordinal", (document_id,))
    messages = load_messages(connection, "WHERE document_id = ? ORDER BY ordinal", (document_id,))
    inbox = InboxRecords(
        messages=tuple(messages), redactions=tuple(decode(Redaction, redaction) for (redaction,) in redactions)
    )
    return DocumentRecords(document=decode_joined(Document, record, "text", text), inbox=inbox)


def load_index(connection: sqlite3.Connection, key: str) -> StoredIndex | None:
    """The index kept under the key, None where there is none or it was made from something else."""
    arrays: dict[str, list[bytes]] = {}
    types: dict[str, str] = {}
    query = "SELECT name, dtype, data FROM trace_index WHERE key = ? ORDER BY name, piece"
    for name, dtype, data in connection.execute(query, (key,)):
        arrays.setdefault(name, []).append(data)
        types[name] = dtype
    if _COVERAGE not in arrays:
        return None
    coverage = decode(Coverage, b"".join(arrays.pop(_COVERAGE)).decode("utf-8"))
    held = {name: np.frombuffer(b"".join(pieces), dtype=np.dtype(types[name])) for name, pieces in arrays.items()}
    return StoredIndex(arrays=held, coverage=coverage)


def keep_index(case: Path, key: str, index: StoredIndex) -> bool:
    """Put an index in the place of the one kept before; False where the case file cannot be written to now."""
    rows: list[tuple[str, int, str, str, bytes]] = [(_COVERAGE, 0, key, "json", encode(index.coverage).encode("utf-8"))]
    for name, array in index.arrays.items():
        plain = array.astype(array.dtype.newbyteorder("<"), copy=False)
        rows.extend((name, number, key, plain.dtype.str, piece) for number, piece in enumerate(_pieces(plain.tobytes())))
    try:
        with adding(case) as connection:
            connection.execute("DELETE FROM trace_index")
            connection.executemany("INSERT INTO trace_index VALUES (?, ?, ?, ?, ?)", rows)
    except (CaseFileError, sqlite3.Error):
        return False  # read-only medium, full disk, a build at work: the next trace tries again
    return True


def _pieces(content: bytes) -> Sequence[bytes]:
    return [content[at : at + _PIECE_BYTES] for at in range(0, max(len(content), 1), _PIECE_BYTES)]
