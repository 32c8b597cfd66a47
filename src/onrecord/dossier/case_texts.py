"""All words of a case in which somebody may be named: texts, paths, headers, titles, authors, and what a person has added.

In: an open case file. Out: `CaseTexts`, in an order that depends on the content alone (by path, then place). Trap: a name may
stand in a path, a title or an attachment's name and nowhere else.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.casefile.apart import decode_joined
from onrecord.casefile.judgements import in_force, load_judgements
from onrecord.casefile.loader import load_messages, load_records
from onrecord.model.codec import decode
from onrecord.model.documents import Document, Table
from onrecord.model.findings import Judgement
from onrecord.model.links import Place
from onrecord.model.mentions import PersonMention, Quote, RoleMention
from onrecord.model.messages import Message, Redaction, Stamp, UnionText
from onrecord.model.packs import Pack

NUMBERING = frozenset(("bates", "request"))
PRIVACY_CODES = frozenset(("(b)(6)", "(b)(7)(C)"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """One document: its text, its path, and the words about it that stand beside the text."""

    id: str
    source: str
    pile: str
    kind: str
    text: str
    beside: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTexts:
    """What masking reads of a case. `closed` are the words that one print deletes for privacy and another shows;
    `stamps` those that number pages and requests."""

    documents: tuple[CaseText, ...]
    messages: tuple[Message, ...]
    people: tuple[PersonMention, ...]
    roles: tuple[RoleMention, ...]
    closed: tuple[Place, ...]
    judgements: tuple[Judgement, ...]
    speakers: tuple[str, ...]
    pack: Pack
    stamps: tuple[Stamp, ...] = ()

    def sources(self) -> dict[str, str]:
        """The path of every document by its id."""
        return {document.id: document.source for document in self.documents}


def load_texts(connection: sqlite3.Connection) -> CaseTexts:
    """All of it. Raises CaseFileError through the connection where the file is damaged."""
    pack = connection.execute("SELECT value FROM case_info WHERE name = 'pack'").fetchone()
    return CaseTexts(
        documents=tuple(_documents(connection)),
        messages=tuple(load_messages(connection)),
        people=tuple(m for m in load_records(connection, "person_mentions", PersonMention) if m.kind == "person"),
        roles=tuple(load_records(connection, "role_mentions", RoleMention)),
        closed=tuple(_closed_for_privacy(connection)),
        judgements=in_force(load_judgements(connection)),
        speakers=tuple(sorted({q.speaker for q in load_records(connection, "quotes", Quote) if q.speaker})),
        pack=decode(Pack, pack[0]) if pack else Pack(),
        stamps=tuple(s for s in load_records(connection, "stamps", Stamp) if s.span is not None and s.kind in NUMBERING),
    )


def _documents(connection: sqlite3.Connection) -> Iterator[CaseText]:
    query = "SELECT id, source, pile, kind, text, title, publisher, record FROM documents ORDER BY source, id"
    tables: dict[str, list[Table]] = defaultdict(list)
    for (record,) in connection.execute("SELECT record FROM data_tables ORDER BY ordinal"):
        table = decode(Table, record)
        tables[table.document_id].append(table)
    for row_id, source, pile, kind, text, title, publisher, record in connection.execute(query):
        document = decode_joined(Document, record, "text", "")
        author = document.source.author
        beside = tuple(
            words for words in (title, document.title, document.source.title, publisher, document.source.url) if words
        )
        authors = (author,) if author else ()
        own = tuple(tables[row_id])
        yield CaseText(id=row_id, source=source, pile=pile, kind=kind, text=text, beside=beside, authors=authors, tables=own)


def _closed_for_privacy(connection: sqlite3.Connection) -> Iterator[Place]:
    """The places where one print of a message shows what another deletes under a code of personal privacy, or without any."""
    codes: dict[str, list[Redaction]] = {}
    for redaction in load_records(connection, "redactions", Redaction):
        codes.setdefault(redaction.document_id, []).append(redaction)
    query = "SELECT record FROM other_records WHERE kind = 'inbox.unions' ORDER BY ordinal"
    for (record,) in connection.execute(query):
        for difference in decode(UnionText, record).differences:
            closed = difference.closed
            cited = {
                code
                for redaction in codes.get(closed.document_id, ())
                if redaction.span is not None and redaction.span.overlaps(closed.span)
                for code in redaction.codes
            }
            if not cited or cited & PRIVACY_CODES:
                yield difference.opened
