"""Where the row of a decision stood, and where it stands in a new version of the same source.

In: a decision about a row, and later the rows of another build. Out: anchors (the words of the row and those around them), kept
when the decision is made, and for each decision whose row is gone either the row in the corresponding place or nothing.
A place corresponds where the same words stand with the same words around them and no other row does; where only one side is
the same, in the source of the same path alone. Trap: what cannot be told for certain is lost and listed, never guessed, because
a decision on the wrong row would speak for a person who never said it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.casefile.rows import storable
from onrecord.model.codec import decode
from onrecord.model.links import Person

AROUND_CHARS = 48  # about eight words on each side, white space folded
SPLIT, SAME_PERSON = "split_here", "same_person"
TARGET, VALUE = "target", "value"
MOVED, LOST = "moved", "lost"
OFFSET = "offset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One place of a row: its words and those around them, white space folded. `kind` is the table of the row and what else
    must be the same; `source` and `page` are None for a row that belongs to no document."""

    part: str
    position: int
    kind: str
    source: str | None
    page: int | None
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the present case with its anchors and, where it has one, its document."""

    id: str
    anchors: tuple[Anchor, ...]
    document_id: str | None = None


def anchors_of(connection: sqlite3.Connection, table: str, decision: str, target_id: str, value: str | None) -> list[Anchor]:
    """The anchors of a decision about a row of `table`; none where the row is not there or stands in no table."""
    rows = _Rows(connection, with_pages=True)
    found = rows.by_id(table, target_id)
    anchors = list(found.anchors) if found else []
    if decision == SAME_PERSON and value:
        other = rows.by_id(table, value)
        anchors += [replace(anchor, part=VALUE) for anchor in other.anchors] if other else []
    if decision == SPLIT and found and found.document_id and value and value.isdigit():
        at = int(value)
        anchors.append(rows.place(found.document_id, at, at, OFFSET, part=VALUE))
    return anchors


def keep_anchors(connection: sqlite3.Connection, judgement_id: str, anchors: Iterable[Anchor]) -> None:
    """Write the anchors of a decision."""
    connection.executemany(
        "INSERT OR IGNORE INTO judgement_anchors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(judgement_id, one.part, one.position, storable(one.kind), storable(one.source), one.page),
                *(storable(one.text), storable(one.before), storable(one.after)),
            )
            for one in anchors
        ),
    )


def load_anchors(connection: sqlite3.Connection) -> dict[str, tuple[Anchor, ...]]:
    """The anchors of all decisions by its id."""
    found: dict[str, list[Anchor]] = {}
    query = (
        "SELECT judgement_id, part, position, kind, source, page, text, before, after FROM judgement_anchors "
        "ORDER BY judgement_id, part, position"
    )
    names = ("part", "position", "kind", "source", "page", "text", "before", "after")
    for judgement_id, *cells in connection.execute(query):
        found.setdefault(judgement_id, []).append(Anchor(**dict(zip(names, cells, strict=True))))
    return {judgement_id: tuple(anchors) for judgement_id, anchors in found.items()}


def settle_places(connection: sqlite3.Connection, tables: dict[str, str]) -> None:
    """Look for the row of every decision anew; `tables` names the table of each kind of decision, empty where it has none."""
    connection.execute("DELETE FROM judgement_places")
    rows, anchors = _Rows(connection), load_anchors(connection)
    query = "SELECT id, target_id, decision, value FROM judgements ORDER BY seq"
    for judgement_id, target_id, decision, value in connection.execute(query).fetchall():
        table = tables.get(decision, "")
        if not table:
            continue
        state = _settled(rows, table, decision, (target_id, value), anchors.get(judgement_id, ()))
        if state is not None:
            connection.execute("INSERT INTO judgement_places VALUES (?, ?, ?, ?)", (judgement_id, *state))


def _settled(
    rows: _Rows, table: str, decision: str, names: tuple[str, str | None], anchors: Sequence[Anchor]
) -> tuple[str, str | None, str | None] | None:
    """State, target and value of a decision now; None where its rows are as they were."""
    target_id, value = names
    own = [anchor for anchor in anchors if anchor.part == TARGET]
    others = [anchor for anchor in anchors if anchor.part == VALUE]
    target = rows.by_id(table, target_id) or rows.like(table, own)
    if target is None:
        return (LOST, None, None)
    if decision == SAME_PERSON:
        other = rows.by_id(table, value or "") or rows.like(table, others)
        if other is None or other.id == target.id:
            return (LOST, None, None)
        value = other.id
    elif decision == SPLIT and target.id != target_id:
        value = rows.offset_in(target, others)
        if value is None:
            return (LOST, None, None)
    return None if (target.id, value) == names else (MOVED, target.id, value)


@dataclass(slots=True)
class _Rows:
    """The rows of the present case, read where they are asked for."""

    connection: sqlite3.Connection
    with_pages: bool = False  # anchors that are kept name the page; those that are compared need none
    _texts: dict[str, tuple[str, str]] = field(default_factory=dict)
    _tables: dict[str, dict[str, list[_Row]]] = field(default_factory=dict)

    def by_id(self, table: str, row_id: str) -> _Row | None:
        """The row of an id."""
        return next(iter(_READERS[table](self, "WHERE t.id = ?", (storable(row_id) or "",))), None)

    def like(self, table: str, anchors: Sequence[Anchor]) -> _Row | None:
        """The one row whose words and neighbours are those of the anchors, None where there is none or more than one."""
        if not anchors:
            return None
        if table not in self._tables:
            by_text: dict[str, list[_Row]] = {}
            for row in _READERS[table](self, "", ()):
                by_text.setdefault(_key(row.anchors), []).append(row)
            self._tables[table] = by_text
        same = self._tables[table].get(_key(anchors), [])
        whole = [row for row in same if all(map(_is_same_place, row.anchors, anchors))]
        here = [row for row in whole or same if all(map(_is_same_source, row.anchors, anchors))]
        if whole:
            return whole[0] if len(whole) == 1 else here[0] if len(here) == 1 else None
        near = [row for row in here if all(map(_is_near_place, row.anchors, anchors))]
        return near[0] if len(near) == 1 else None

    def offset_in(self, message: _Row, anchors: Sequence[Anchor]) -> str | None:
        """The one offset inside a message with these words on both sides."""
        found = self.connection.execute("SELECT document_id, start, end FROM messages WHERE id = ?", (message.id,)).fetchone()
        if found is None or not anchors:
            return None
        document_id, start, end = found
        ends = []
        text = self._text(document_id)[0]
        for at in range(start + 1, end):
            if not text[at].isspace():
                here = self.place(document_id, at, at, OFFSET, part=VALUE)
                if _is_same_place(here, anchors[0]):
                    ends.append(at)
        return str(ends[0]) if len(ends) == 1 else None

    def place(self, document_id: str, start: int, end: int, kind: str, *, part: str = TARGET, position: int = 0) -> Anchor:
        """The anchor of a stretch of a document."""
        text, source = self._text(document_id)
        return Anchor(
            part=part,
            position=position,
            kind=kind,
            source=source,
            page=self._page(document_id, start) if self.with_pages else None,
            text=_folded(text[start:end]),
            before=_folded(text[max(start - 4 * AROUND_CHARS, 0) : start])[-AROUND_CHARS:],
            after=_folded(text[end : end + 4 * AROUND_CHARS])[:AROUND_CHARS],
        )

    def _text(self, document_id: str) -> tuple[str, str]:
        if document_id not in self._texts:
            query = "SELECT text, source FROM documents WHERE id = ?"
            self._texts[document_id] = self.connection.execute(query, (document_id,)).fetchone() or ("", "")
        return self._texts[document_id]

    def _page(self, document_id: str, start: int) -> int | None:
        query = "SELECT number FROM pages WHERE document_id = ? AND end > ? ORDER BY number LIMIT 1"
        found = self.connection.execute(query, (document_id, start)).fetchone()
        return found[0] if found else None


def _quotes(rows: _Rows, where: str, values: tuple[str, ...]) -> Iterator[_Row]:
    query = f"SELECT t.id, t.document_id, t.start, t.end FROM quotes t {where} ORDER BY t.ordinal"
    for row_id, document_id, start, end in rows.connection.execute(query, values).fetchall():
        yield _Row(row_id, (rows.place(document_id, start, end, "quotes"),), document_id)


def _messages(rows: _Rows, where: str, values: tuple[str, ...]) -> Iterator[_Row]:
    """A message by its header and what stands around that."""
    query = f"SELECT t.id, t.document_id, t.record FROM messages t {where} ORDER BY t.ordinal"
    for row_id, document_id, record in rows.connection.execute(query, values).fetchall():
        start, end = json.loads(record)["header_span"]  # the whole record of each of many messages would take minutes
        yield _Row(row_id, (rows.place(document_id, start, end, "messages"),), document_id)


def _people(rows: _Rows, where: str, values: tuple[str, ...]) -> Iterator[_Row]:
    query = f"SELECT t.id, t.record FROM people t {where} ORDER BY t.ordinal"
    for row_id, record in rows.connection.execute(query, values).fetchall():
        person = decode(Person, record)
        named = person.name or "|".join(person.aliases)
        anchor = Anchor(
            part=TARGET,
            position=0,
            kind=f"people {person.kind}",
            source=None,
            page=None,
            text=_folded(named),
            before="",
            after="|".join(sorted(person.addresses)),
        )
        yield _Row(row_id, (anchor,))


def _findings(rows: _Rows, where: str, values: tuple[str, ...]) -> Iterator[_Row]:
    """A finding by its code, its working and all its places."""
    query = f"SELECT t.id, t.code, t.working FROM findings t {where} ORDER BY t.ordinal"
    for row_id, code, working in rows.connection.execute(query, values).fetchall():
        places = rows.connection.execute(
            "SELECT position, document_id, start, end FROM finding_places WHERE finding_id = ? ORDER BY position", (row_id,)
        ).fetchall()
        kind = f"findings {code} {working or ''}".rstrip()
        yield _Row(row_id, tuple(rows.place(d, start, end, kind, position=at) for at, d, start, end in places))


_READERS: dict[str, Callable[[_Rows, str, tuple[str, ...]], Iterator[_Row]]] = {
    "quotes": _quotes,
    "messages": _messages,
    "people": _people,
    "findings": _findings,
}


def _key(anchors: Sequence[Anchor]) -> str:
    """What two rows must share before their neighbours are compared: kind and words of every place."""
    return "\0".join(f"{anchor.kind}\0{anchor.text}" for anchor in anchors)


def _is_same_place(one: Anchor, other: Anchor) -> bool:
    return (one.before, one.after) == (other.before, other.after)


def _is_near_place(one: Anchor, other: Anchor) -> bool:
    return one.before == other.before or one.after == other.after


def _is_same_source(one: Anchor, other: Anchor) -> bool:
    return one.source == other.source


def _folded(text: str) -> str:
    return " ".join(text.split())
