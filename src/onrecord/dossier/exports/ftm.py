"""A case as FollowTheMoney entities (Document, Email, Person, PublicBody) in JSON lines, and where each stands in a side table.

In: a case and a cover. Out: entities as `ftm` and Aleph read them, and CSV rows with source, SHA-256, page, span and Bates
numbers, for which the schema has no place (its `contentHash` is a SHA-1). Trap: an id made from a name could be guessed back,
so people are numbered in the order of the case.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from onrecord.dossier.exports.covering import Cover, judged_case, kept
from onrecord.intervals import DateInterval, InstantInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.links import Person
from onrecord.model.messages import Message

ENTITIES, PLACES = "entities.ftm.jsonl", "places.csv"
PLACE_COLUMNS = ("entity_id", "source", "sha256", "start", "end", "page_first", "page_last", "bates_first", "bates_last")
_SCHEMAS = {"person": "Person", "unit": "PublicBody"}


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity with its place: values by property, empty ones left out."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    place: tuple[object, ...] | None = None

    def line(self) -> str:
        """As one line of JSON."""
        return json.dumps({"id": self.id, "schema": self.schema, "properties": self.properties}, ensure_ascii=False) + "\n"


def ftm_files(case: Path, cover: Cover) -> dict[str, bytes]:
    """The two files by name."""
    entities = list(list_entities(judged_case(case), cover))
    lines = "".join(entity.line() for entity in entities)
    return {ENTITIES: lines.encode("utf-8", "replace"), PLACES: _places(entities).encode("utf-8", "replace")}


def list_entities(case: CaseRecords, cover: Cover) -> Iterator[Entity]:
    """The people, then each document with its messages."""
    people: dict[str, set[str]] = {}
    for number, person in enumerate(case.links.people, start=1):
        if person.kind in _SCHEMAS and person.name:
            entity = _person(person, f"onrecord-{person.kind}-{number}", cover)
            for printed in (person.name, *person.aliases):
                people.setdefault(printed, set()).add(entity.id)
            yield entity
    for part in case.parts:
        yield _document(part, cover)
        for message in part.inbox.messages:
            yield _email(message, part, cover, people)


def _person(person: Person, entity_id: str, cover: Cover) -> Entity:
    names = dict.fromkeys(cover.text(name) for name in (person.name or "", *person.aliases) if name)
    properties = {
        "name": list(names)[:1],
        "alias": list(names)[1:],
        "email": [address for one in person.addresses if (address := kept(cover, one)) and "@" in address],
    }
    if person.kind == "person":
        properties["position"] = list(dict.fromkeys(cover.text(role.title) for role in person.roles))
    return Entity(entity_id, _SCHEMAS[person.kind], _filled(properties))


def _document(part: DocumentRecords, cover: Cover) -> Entity:
    document = part.document
    source = document.source
    name = cover.name(PurePosixPath(source.path).name)
    title = document.title or source.title
    properties = {
        "fileName": [name],
        "title": [cover.text(title, document_id=document.id) if title else name],
        "mimeType": [source.media_type],
        "fileSize": [str(source.n_bytes)],
        "publisher": [cover.text(source.publisher)] if source.publisher else [],
        "author": [cover.text(source.author)] if source.author else [],
        "publishedAt": [day for day in (_day(source.published),) if day],
        "sourceUrl": [url for url in (kept(cover, source.url),) if url],
        "parent": [_entity_id(document.parent_id)] if document.parent_id else [],
        "bodyText": [cover.passage(document.id, 0, len(document.text))],
    }
    place = (
        cover.name(source.path),
        source.sha256,
        0,
        len(document.text),
        1 if document.pages else "",
        len(document.pages) or "",
    )
    return Entity(_entity_id(document.id), "Document", _filled(properties), (*place, "", ""))


def _email(message: Message, part: DocumentRecords, cover: Cover, people: dict[str, set[str]]) -> Entity:
    document = part.document

    def covered(words: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(cover.text(one, document_id=document.id) for one in words))

    sender = people.get(message.sender or "", set())
    properties = {
        "subject": covered([message.subject] if message.subject else []),
        "title": covered([message.subject] if message.subject else []),
        "from": covered([message.sender] if message.sender else []),
        "to": covered(message.to),
        "cc": covered(message.cc),
        "bcc": covered(message.bcc),
        "date": [at for at in (_instant(message.sent),) if at],
        "bodyText": covered([message.body] if message.body else []),
        "messageId": [one for one in (kept(cover, message.message_id),) if one],
        "inReplyTo": [one for one in (kept(cover, message.in_reply_to),) if one],
        "parent": [_entity_id(document.id)],
        "emitters": sorted(sender) if len(sender) == 1 else [],
    }
    if message.parent_id:
        properties["inReplyToEmail"] = [_entity_id(message.parent_id)]
    pages = (message.page_first or "", message.page_last or "", message.bates_first or "", message.bates_last or "")
    place = (cover.name(document.source.path), document.source.sha256, message.span.start, message.span.end, *pages)
    return Entity(_entity_id(message.id), "Email", _filled(properties), place)


def _places(entities: Iterable[Entity]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(PLACE_COLUMNS)
    writer.writerows((entity.id, *entity.place) for entity in entities if entity.place is not None)
    return out.getvalue()


def _entity_id(record_id: str) -> str:
    return f"onrecord-{record_id}"


def _filled(properties: dict[str, list[str]]) -> dict[str, list[str]]:
    """The properties that have a value, blanks and control characters taken off."""
    cleaned = {name: [_clean(value) for value in values] for name, values in properties.items()}
    return {name: kept for name, values in sorted(cleaned.items()) if (kept := [value for value in values if value])}


def _clean(value: str) -> str:
    """The value as JSON and the schema's own cleaning keep it: no control characters but line breaks."""
    return "".join(one if one.isprintable() or one in "\n\t" else " " for one in value).strip()


def _day(days: DateInterval | None) -> str | None:
    """The day, or the month or year that it is within; None where it is less certain than that."""
    if days is None:
        return None
    first, last = days.earliest.isoformat(), days.latest.isoformat()
    return next((first[:n] for n in (10, 7, 4) if first[:n] == last[:n]), None)


def _instant(sent: InstantInterval | None) -> str | None:
    """The instant to the second where it is known to the minute, else its day."""
    if sent is None:
        return None
    if (sent.latest - sent.earliest).total_seconds() < 60:
        return sent.earliest.isoformat(timespec="seconds")
    return _day(sent.days())
