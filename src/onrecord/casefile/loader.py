"""A case file back into the records it was made from, exactly and in the same order.

In: the path of a built case. Out: `CaseRecords` equal to those that were written, or one table's records one by one where the
whole case would be too much to hold. A person's judgements are not applied here (see `judgements.apply_judgements`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from onrecord.casefile import rows
from onrecord.casefile.apart import decode_joined
from onrecord.casefile.connect import reading
from onrecord.errors import CaseFileError
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.codec import decode, item_type
from onrecord.model.documents import Document, Problem, Table
from onrecord.model.findings import Finding
from onrecord.model.links import LinkRecords
from onrecord.model.mentions import MentionRecords, Passage
from onrecord.model.messages import InboxRecords, Message
from onrecord.model.packs import Pack

T = TypeVar("T")
_GROUPS: dict[str, type] = {"inbox": InboxRecords, "mentions": MentionRecords, "links": LinkRecords}
_Held = dict[tuple[str, str, str | None], list[Any]]  # records by group, field and document


def load_case(path: Path) -> CaseRecords:
    """The whole case. Raises CaseFileError where the file is no built case or a record in it is damaged."""
    with reading(path) as connection:
        try:
            return _load(connection)
        except ValueError as error:
            raise CaseFileError(f"a damaged record in {path}: {error}", hint="build it again from its sources") from error


def load_documents(connection: sqlite3.Connection) -> Iterator[Document]:
    """The documents with their texts, one by one."""
    for text, record in connection.execute("SELECT text, record FROM documents ORDER BY ordinal"):
        yield decode_joined(Document, record, "text", text)


def load_messages(connection: sqlite3.Connection, where: str = "", values: tuple[object, ...] = ()) -> Iterator[Message]:
    """The messages with their bodies, one by one; `where` is a fixed piece of SQL after FROM messages."""
    for body, record in connection.execute(f"SELECT body, record FROM messages {where or 'ORDER BY ordinal'}", values):
        yield decode_joined(Message, record, "body", body)


def load_records(connection: sqlite3.Connection, table: str, cls: type[T]) -> Iterator[T]:
    """The records of one table, one by one, as they were written."""
    for (record,) in connection.execute(f"SELECT record FROM {table} ORDER BY ordinal"):
        yield decode(cls, record)


def _load(connection: sqlite3.Connection) -> CaseRecords:
    held: _Held = {}
    documents = list(load_documents(connection))
    texts = {document.id: document.text for document in documents}
    query = "SELECT p.document_id, p.start, p.end, p.record FROM passages AS p ORDER BY p.ordinal"
    for document_id, start, end, record in connection.execute(query):
        passage = decode_joined(Passage, record, "text", texts[document_id][start:end])
        held.setdefault(("mentions", "passages", document_id), []).append(passage)
    for message in load_messages(connection):
        held.setdefault(("inbox", "messages", message.document_id), []).append(message)
    for (group, name), table in rows.PART_TABLES.items():
        if name == "passages":
            continue
        cls: Any = item_type(_GROUPS[group], name)
        for mention in load_records(connection, table.name, cls):
            held.setdefault((group, name, mention.document_id), []).append(mention)
    for data_table in load_records(connection, "data_tables", Table):
        held.setdefault(("part", "tables", data_table.document_id), []).append(data_table)
    query = "SELECT document_id, record FROM problems ORDER BY ordinal"
    for document_id, record in connection.execute(query):
        held.setdefault(("part", "problems", document_id), []).append(decode(Problem, record))
    for kind, document_id, record in connection.execute("SELECT kind, document_id, record FROM other_records ORDER BY ordinal"):
        group, name = kind.split(".")
        held.setdefault((group, name, document_id), []).append(decode(item_type(_GROUPS[group], name), record))
    for name, table in rows.LINK_TABLES.items():
        held["links", name, None] = list(load_records(connection, table.name, item_type(LinkRecords, name)))
    pack = connection.execute("SELECT value FROM case_info WHERE name = 'pack'").fetchone()
    return CaseRecords(
        parts=tuple(_part(document, held) for document in documents),
        links=_group("links", None, held),
        findings=tuple(load_records(connection, "findings", Finding)),
        problems=tuple(held.get(("part", "problems", None), ())),
        pack=decode(Pack, pack[0]),
    )


def _part(document: Document, held: _Held) -> DocumentRecords:
    return DocumentRecords(
        document=document,
        inbox=_group("inbox", document.id, held),
        mentions=_group("mentions", document.id, held),
        tables=tuple(held.get(("part", "tables", document.id), ())),
        problems=tuple(held.get(("part", "problems", document.id), ())),
    )


def _group(group: str, document_id: str | None, held: _Held) -> Any:
    cls = _GROUPS[group]
    return cls(**{field.name: tuple(held.get((group, field.name, document_id), ())) for field in fields(cls)})
