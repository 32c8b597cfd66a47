"""Tags and notes of a person on any stretch of a document: added, taken back, listed; never changed.

In: a stretch and a tag or some words. Out: a row in `notes` that no rebuild removes. Because ids of documents come from their
content, a note stays with its stretch as long as the document is the same; path, page and words are kept beside it, so that a
note whose document is gone can still be read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.casefile.cites_view import cite_in
from onrecord.casefile.connect import adding, reading
from onrecord.casefile.rows import storable
from onrecord.errors import SettingsError
from onrecord.model.ids import make_id

KINDS = ("tag", "note")
UNDO = "undo"
LONGEST_TAG = 60
LONGEST_NOTE = 20_000
_COLUMNS = ("id", "kind", "document_id", "source", "page", "start", "end", "text", "words", "who", "at", "undoes")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """What a person writes on a stretch; `kind`: tag or note."""

    kind: str
    document_id: str
    start: int
    end: int
    words: str
    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One row of `notes`. `text` are the words of the stretch when the note was made; `undoes` names what it takes back."""

    id: str
    kind: str
    document_id: str
    source: str
    page: int | None
    start: int
    end: int
    text: str
    words: str
    who: str
    at: str
    undoes: str | None = None


def add_note(case: Path, new: NewNote) -> Note:
    """Add a tag or note. Raises SettingsError where it says nothing, is too long, or there is no such stretch."""
    if new.kind not in KINDS:
        raise SettingsError(f"no such kind of note: found {new.kind!r}, expected {' or '.join(KINDS)}")
    words = " ".join(new.words.split()) if new.kind == "tag" else new.words.strip()
    longest = LONGEST_TAG if new.kind == "tag" else LONGEST_NOTE
    if not 0 < len(words) <= longest:
        raise SettingsError(f"a {new.kind} has 1 to {longest} characters: found {len(words)}")
    with adding(case) as connection:
        place = cite_in(connection, new.document_id, new.start, new.end)
        return _append(
            connection,
            Note(
                id="",
                kind=new.kind,
                document_id=place.document_id,
                source=place.source,
                page=place.page,
                start=place.start,
                end=place.end,
                text=place.words,
                words=words,
                who=new.who,
                at=new.at,
            ),
        )


def undo_note(case: Path, note_id: str, *, who: str, at: str) -> Note:
    """Take a note back by a row that names it. Raises SettingsError where it does not exist or is taken back already."""
    with adding(case) as connection:
        standing = {note.id: note for note in notes_in_force(load_notes(connection))}
        if note_id not in standing:
            raise SettingsError(f"no note in force has the id {note_id}", hint=f"onrecord export {case} notes")
        old = standing[note_id]
        taken_back = Note(
            id="",
            kind=UNDO,
            document_id=old.document_id,
            source=old.source,
            page=old.page,
            start=old.start,
            end=old.end,
            text=old.text,
            words=old.words,
            who=who,
            at=at,
            undoes=old.id,
        )
        return _append(connection, taken_back)


def load_notes(connection: sqlite3.Connection) -> tuple[Note, ...]:
    """All rows in the order in which they were made, those taken back too."""
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM notes ORDER BY seq")
    return tuple(Note(**dict(zip(_COLUMNS, row, strict=True))) for row in rows)


def notes_in_force(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The tags and notes that nothing has taken back."""
    undone = {note.undoes for note in notes if note.kind == UNDO}
    return tuple(note for note in notes if note.kind != UNDO and note.id not in undone)


def read_notes(case: Path, document_id: str | None = None) -> tuple[Note, ...]:
    """The tags and notes in force, of the whole case or of one document, in reading order."""
    with reading(case) as connection:
        standing = notes_in_force(load_notes(connection))
    wanted = [note for note in standing if document_id in (None, note.document_id)]
    return tuple(sorted(wanted, key=lambda note: (note.source, note.start, note.end, note.at, note.id)))


def count_tags(notes: Sequence[Note]) -> tuple[tuple[str, int], ...]:
    """How often each tag is used, the most used first."""
    counts: dict[str, int] = {}
    for note in notes:
        if note.kind == "tag":
            counts[note.words] = counts.get(note.words, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _append(connection: sqlite3.Connection, note: Note) -> Note:
    seq = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM notes").fetchone()[0]
    made = replace(
        note,
        id=make_id("o", seq, note.kind, note.document_id, note.start, note.end, note.words, note.who, note.at),
        source=storable(note.source) or "",
        text=storable(note.text) or "",
        words=storable(note.words) or "",
        who=storable(note.who) or "",
    )
    marks = ", ".join("?" * (len(_COLUMNS) + 1))
    connection.execute(f"INSERT INTO notes VALUES ({marks})", (seq, *(getattr(made, name) for name in _COLUMNS)))
    return made
