"""The threads behind the findings: every message of a thread in which a finding has a place, in order, masked.

In: places of findings, one after the other. Out: a link to the message for each, and at the end the threads in the order in
which they were first needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.casefile.views import ThreadRow, list_thread
from onrecord.display.words import citation
from onrecord.dossier.contents import DossierFinding, DossierMessage, DossierThread, ThreadLink
from onrecord.dossier.masked_places import MaskedCase
from onrecord.model.links import Place
from onrecord.model.messages import Message
from onrecord.spans import Span

REDACTED, UNKNOWN = "[redacted]", "[not shown]"


class ThreadBook:
    """Collects the threads of one dossier."""

    def __init__(self, case: Path, masked: MaskedCase) -> None:
        self._case, self._masked = case, masked
        self._threads: dict[str, list[ThreadRow]] = {}
        self._places: dict[str, tuple[int, int]] = {}  # by message id, its prints included
        self._cited: dict[str, list[Span]] = {}  # by document

    @property
    def message_ids(self) -> tuple[str, ...]:
        """Every message of the threads collected so far."""
        return tuple(row.message.id for rows in self._threads.values() for row in rows)

    def link(self, message_id: str | None, place: Place) -> ThreadLink | None:
        """Where a place stands among the threads; its thread is added where it is new. None where it is in no message."""
        self._cited.setdefault(place.document_id, []).append(place.span)
        if message_id is None:
            return None
        if message_id not in self._places:
            self._add(message_id)
        return ThreadLink(thread=self._places[message_id][0], message=self._places[message_id][1])

    def threads(self, findings: Sequence[DossierFinding]) -> tuple[DossierThread, ...]:
        """The threads; each message says which findings rest on it."""
        used: dict[tuple[int, int], list[int]] = {}
        for finding in findings:
            for link in filter(None, (source.link for source in finding.sources)):
                used.setdefault((link.thread, link.message), []).append(finding.number)
        return tuple(
            DossierThread(
                number=number,
                name=f"thread-{number:03}",
                subject=self._masked.words(_subject_of(rows)) or "(no subject)",
                messages=tuple(
                    self._message(position, row, used.get((number, position), ())) for position, row in enumerate(rows, 1)
                ),
            )
            for number, rows in enumerate(self._threads.values(), 1)
        )

    def _add(self, message_id: str) -> None:
        rows = list_thread(self._case, message_id)
        kept = [row for row in rows if row.message.copy_of is None] or rows
        present = {row.message.id for row in kept}
        rows = [row for row in rows if row.message.id in present or row.message.copy_of not in present]
        number = len(self._threads) + 1
        self._threads[message_id] = rows
        for position, row in enumerate(rows, 1):
            for name in (row.message.id, *row.message.copies, *self._prints_of(row.message)):
                self._places.setdefault(name, (number, position))
        if message_id not in self._places:  # a print whose fullest one lies in another thread
            self._threads[message_id] = list_thread(self._case, message_id)
            self._places[message_id] = (number, 1)

    def _prints_of(self, message: Message) -> Iterable[str]:
        query = "SELECT id FROM messages WHERE copy_of = ? AND id != ? ORDER BY ordinal"
        return [name for (name,) in self._masked.connection.execute(query, (message.id, message.id))]

    def _message(self, number: int, row: ThreadRow, findings: Sequence[int]) -> DossierMessage:
        message, masked = row.message, self._masked
        cite = masked.cite(message.document_id, message.span.start, message.span.end)
        return DossierMessage(
            number=number,
            depth=row.depth,
            sender=masked.words(message.sender) or (REDACTED if message.sender_redacted else UNKNOWN),
            to=tuple(map(masked.words, message.to)),
            cc=tuple(map(masked.words, message.cc)),
            subject=masked.words(message.subject) or "(no subject)",
            attachments=tuple(map(masked.words, message.attachments)),
            cite=replace(
                cite,
                sent_earliest=message.sent.earliest.isoformat() if message.sent else None,
                sent_latest=message.sent.latest.isoformat() if message.sent else None,
            ),
            page_last=message.page_last,
            bates_last=masked.words(message.bates_last) or None,
            stretches=masked.body(message, self._cited.get(message.document_id, ())),
            seen_in_quotation=message.seen_in_quotation,
            also=tuple(self._also(message)),
            findings=tuple(sorted(set(findings))),
        )

    def _also(self, message: Message) -> Iterable[str]:
        query = "SELECT document_id, start, end FROM messages WHERE copy_of = ? AND id != ? ORDER BY ordinal"
        for place in self._masked.connection.execute(query, (message.id, message.id)).fetchall():
            yield citation(replace(self._masked.cite(*place), message_id=None, published_earliest=None))


def _subject_of(rows: Sequence[ThreadRow]) -> str | None:
    return next((row.message.subject for row in rows if row.message.subject), None)
