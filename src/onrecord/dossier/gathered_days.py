"""The timeline of a dossier: what its findings rest on, day by day.

In: a case, the documents that findings cite, the messages of their threads. Out: the days, masked, and how many were left out.
Trap: to the machine a birth date is an event like others, and its day would tell it however it was printed; so what stands in a
private date or number is no part of the timeline.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from onrecord.casefile.views import TimelineRow, list_timeline
from onrecord.display.words import short_name
from onrecord.dossier.contents import DossierDay
from onrecord.dossier.masked_places import MaskedCase

MOST_DAYS = 400


def gather_days(
    case: Path, masked: MaskedCase, cited: Collection[str], message_ids: Collection[str]
) -> tuple[tuple[DossierDay, ...], int]:
    """(the days, how many more there are): messages of the threads, and what cited documents publish or tell."""
    names = dict(masked.connection.execute("SELECT id, source FROM documents"))
    rows = list(_wanted(case, masked, names, (frozenset(cited), frozenset(message_ids))))
    sources = {names[document_id] for document_id in cited}
    return tuple(_day(row, masked, sources) for row in rows[:MOST_DAYS]), max(0, len(rows) - MOST_DAYS)


def _wanted(
    case: Path, masked: MaskedCase, names: dict[str, str], used: tuple[frozenset[str], frozenset[str]]
) -> Iterator[TimelineRow]:
    cited, message_ids = used
    ids = {source: document_id for document_id, source in names.items()}
    for row in list_timeline(case):
        places = [(ids[each.source], each.start or 0, each.end or 0) for each in row.where]
        if row.kind == "message":
            if row.id in message_ids:
                yield row
            continue
        is_used = row.id in cited or any(document_id in cited for document_id, _, _ in places)
        if is_used and not any(masked.is_private(*place) for place in places):
            yield row


def _day(row: TimelineRow, masked: MaskedCase, sources: Collection[str]) -> DossierDay:
    first = next((each for each in row.where if each.source in sources), row.where[0] if row.where else None)
    where = ""
    if first is not None:
        page = f", p. {first.page}" if first.page is not None else ""
        where = f"{short_name(masked.masker.name(first.source))}{page}"
    return DossierDay(earliest=row.earliest, latest=row.latest, kind=row.kind, label=masked.words(row.label), where=where)
