"""The lines of a message with where each begins, for saying that another message begins at one of them.

In: a case and a message. Out: its lines in the document, header and body alike, and the decisions in force about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.cites_view import Cite, cite_in
from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import UNDO, in_force, load_judgements
from onrecord.casefile.rows import storable
from onrecord.errors import SettingsError
from onrecord.model.findings import Judgement

MOST_LINES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """One line; `is_split` where a person said that another message begins here."""

    start: int
    words: str
    is_split: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLines:
    """The lines of one message, blank ones left out."""

    message_id: str
    subject: str | None
    cite: Cite
    lines: tuple[MessageLine, ...]
    judgements: tuple[Judgement, ...]


def view_lines(case: Path, message_id: str) -> MessageLines:
    """The lines of a message. Raises SettingsError where there is none with that id."""
    with reading(case) as connection:
        query = (
            "SELECT m.document_id, m.start, m.end, m.subject, substr(d.text, m.start + 1, m.end - m.start) FROM messages AS m "
            "JOIN documents AS d ON d.id = m.document_id WHERE m.id = ?"
        )
        row = connection.execute(query, (storable(message_id),)).fetchone()
        if row is None:
            raise SettingsError(f"no message has the id {message_id}", hint=f"onrecord inbox {case}")
        document_id, start, end, subject, text = row
        standing = [
            each for each in in_force(load_judgements(connection)) if each.target_id == message_id and each.decision != UNDO
        ]
        split_at = {each.value for each in standing if each.decision == "split_here"}
        lines: list[MessageLine] = []
        at = start
        for line in text.splitlines(keepends=True):
            if line.strip() and len(lines) < MOST_LINES:
                lines.append(MessageLine(start=at, words=line.strip(), is_split=str(at) in split_at))
            at += len(line)
        return MessageLines(
            message_id=message_id,
            subject=subject,
            cite=cite_in(connection, document_id, start, end),
            lines=tuple(lines),
            judgements=tuple(standing),
        )
