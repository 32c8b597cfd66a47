"""The tasks of a case for its board: who asked whom for what by when, by what became of it.

In: a case file. Out: records in the order of their deadlines. Nobody is named here who is not named in the record.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from onrecord.casefile.chosen import holds_words
from onrecord.casefile.cites_view import Cite, cite_in
from onrecord.casefile.connect import reading
from onrecord.casefile.findings_view import findings_at
from onrecord.casefile.rows import storable
from onrecord.casefile.views import EVERYTHING, ShownFinding, Slice
from onrecord.errors import SettingsError
from onrecord.model.codec import decode
from onrecord.model.messages import Tasking

STATUSES = ("open", "chased", "late", "answered", "declined")  # the order of the board's columns


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCard:
    """One task, where it was asked for, and the places that its status rests on."""

    task: Tasking
    cite: Cite
    subject: str | None
    evidence: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskColumn:
    """The tasks of one status, how many there are in all, and the part that is shown."""

    status: str
    n_all: int
    cards: tuple[TaskCard, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One task with the findings about the words that ask."""

    card: TaskCard
    findings: tuple[ShownFinding, ...]


def list_task_columns(case: Path, *, status: str = "", words: str = "", part: Slice = EVERYTHING) -> tuple[TaskColumn, ...]:
    """The board: a column for each status that occurs (or the one asked for), each by deadline, those without one last."""
    wanted = [each for each in STATUSES if status in ("", each)]
    clauses, values = "status = ?", list[str]()
    if words.strip():
        clause, values = holds_words(("deliverable", "sender", "on_behalf_of"), words)
        clauses += f" AND {clause}"
    columns = []
    with reading(case) as connection:
        for each in wanted:
            n_all = connection.execute(f"SELECT count(*) FROM tasks WHERE {clauses}", (each, *values)).fetchone()[0]
            order = "ORDER BY due_latest IS NULL, due_latest, ordinal"
            query = f"SELECT record FROM tasks WHERE {clauses} {order}{part.sql()}"
            found = [decode(Tasking, record) for (record,) in connection.execute(query, (each, *values)).fetchall()]
            if n_all:
                cards = tuple(_card(connection, task) for task in found)
                columns.append(TaskColumn(status=each, n_all=n_all, cards=cards))
    return tuple(columns)


def view_task(case: Path, task_id: str) -> TaskView:
    """One task. Raises SettingsError where there is none with that id."""
    with reading(case) as connection:
        row = connection.execute("SELECT record FROM tasks WHERE id = ?", (storable(task_id),)).fetchone()
        if row is None:
            raise SettingsError(f"no task has the id {task_id}", hint=f"onrecord tasks {case}")
        task = decode(Tasking, row[0])
        found = findings_at(connection, task.document_id, task.span.start, task.span.end)
        return TaskView(card=_card(connection, task), findings=found)


def _card(connection: sqlite3.Connection, task: Tasking) -> TaskCard:
    asked = cite_in(connection, task.document_id, task.span.start, task.span.end)
    evidence = []
    for message_id in task.evidence:
        query = "SELECT document_id, start, end FROM messages WHERE id = ?"
        place = connection.execute(query, (message_id,)).fetchone()
        if place is not None:
            evidence.append(cite_in(connection, *place))
    return TaskCard(task=task, cite=asked, subject=asked.subject, evidence=tuple(evidence))
