"""Everything that depends on one source alone: read it, take its mail apart, find what its text says.

In: one intake, or one section of a long release. Out: `SourceRecords`, or `SectionRecords` with spans that index the whole
document. The order of the stages of one document stands here and nowhere else. Trap: a section is read as a text of its own,
so a surname is settled among the names of some hundred pages and not of a whole release.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from onrecord.casefile.writer import pack_stage
from onrecord.inbox.release import Learned, read_release, repair_layer
from onrecord.inbox.sections import Section, Sections, learn_sections, read_section
from onrecord.mentions.dates import find_dates
from onrecord.mentions.figures import find_figures
from onrecord.mentions.message_passages import find_message_passages
from onrecord.mentions.passages import find_passages
from onrecord.mentions.people import find_people
from onrecord.mentions.quotes import find_quotes
from onrecord.mentions.roles import find_roles
from onrecord.model.case import DocumentRecords
from onrecord.model.documents import Document, Pile, Problem, Reading
from onrecord.model.mentions import MentionRecords
from onrecord.model.messages import InboxRecords
from onrecord.model.moved import moved
from onrecord.model.packed import PackedRecords
from onrecord.readers.intake import Intake
from onrecord.readers.ocr_engines import OFF
from onrecord.readers.registry import read_source

_HELD = ("messages", "taskings", "unions")  # what every join asks for again and again stays unpacked
MAIL_KINDS = ("mail", "pdf", "picture", "text")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LongDocument:
    """How many sections a long document was read in, and whether its words come from an OCR layer."""

    document_id: str
    n_sections: int
    is_layer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecords:
    """All that one source gave alone: what the stage cache keeps. `long` names the documents whose records are kept apart,
    section by section."""

    parts: tuple[DocumentRecords, ...] = ()
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    long: tuple[LongDocument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRecords:
    """What was found in one section of a long document; spans index the whole."""

    inbox: InboxRecords = field(default_factory=InboxRecords)
    mentions: MentionRecords = field(default_factory=MentionRecords)


def read_part(intake: Intake, *, pdf_jobs: int = 1, ocr: str = OFF) -> SourceRecords:
    """All that one source gives, read in this process but for the pages of PDFs."""
    reading = read_source(intake, pdf_jobs=pdf_jobs, ocr=ocr)
    parts = []
    for document in reading.documents:
        sections = sections_of(document, reading)
        if sections is None:
            parts.append(read_document(document, reading))
        else:
            made = [read_section_records(section, learned=sections.learned) for section in sections.all()]
            parts.append(join_sections(document, sections.learned.is_layer, made))
    return SourceRecords(parts=tuple(parts), problems=reading.problems)


def sections_of(document: Document, reading: Reading) -> Sections | None:
    """The sections of a long printed release; None where the document is read as one."""
    if document.source.pile is not Pile.RECORDS or document.kind != "pdf":
        return None
    return learn_sections(document, dict(reading.layouts).get(document.id, ()))


def read_document(document: Document, reading: Reading) -> DocumentRecords:
    """The records of one document that is read as one."""
    inbox = InboxRecords()
    mail = dict(reading.mail).get(document.id, ())
    if document.source.pile is Pile.RECORDS and (mail or document.kind in MAIL_KINDS):  # a load file may hold mail
        inbox = read_release(document, dict(reading.layouts).get(document.id), mail)
    tables = tuple(table for table in reading.tables if table.document_id == document.id)
    return DocumentRecords(document=document, inbox=inbox, mentions=find_mentions(document, inbox), tables=tables)


def read_section_records(section: Section, *, learned: Learned) -> SectionRecords:
    """The records of one section, at their places in the whole document."""
    inbox = read_section(section, learned)
    # Pages of a release without a mail on them are its attachments: nothing is taken from them.
    mentions = find_mentions(section.document, inbox) if inbox.messages else MentionRecords()
    document_id, _, _ = section.document.id.rpartition("/")
    return SectionRecords(
        inbox=_moved_group(inbox, document_id, section.start), mentions=_moved_group(mentions, document_id, section.start)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedSection:
    """One section as its worker hands it over: its records, those of which there are many packed, and what is kept of it."""

    records: SectionRecords
    kept: bytes


def finish_section(section: Section, *, learned: Learned) -> FinishedSection:
    """Read one section and pack it, so that the process that gathers them all has little to do."""
    records = read_section_records(section, learned=learned)
    return FinishedSection(records=pack_section(records), kept=pack_stage(records))


def pack_section(records: SectionRecords) -> SectionRecords:
    """The same section, what is many and rarely looked at packed; messages, which every join needs, stay as they are."""
    return SectionRecords(inbox=_packed_group(records.inbox), mentions=_packed_group(records.mentions))


def _packed_group(group: T) -> T:
    cls: Any = type(group)
    names = [field.name for field in fields(cls)]
    made: T = cls(**{name: getattr(group, name) if name in _HELD else PackedRecords.of(getattr(group, name)) for name in names})
    return made


def join_sections(document: Document, is_layer: bool, sections: Iterable[SectionRecords]) -> DocumentRecords:
    """The records of a long document from those of all its sections in order."""
    made = list(sections)
    inbox = _joined_group(InboxRecords, [one.inbox for one in made])
    inbox = replace(inbox, messages=repair_layer(document, inbox.messages) if is_layer else inbox.messages)
    return DocumentRecords(
        document=document, inbox=inbox, mentions=_joined_group(MentionRecords, [one.mentions for one in made])
    )


def _moved_group(group: T, document_id: str, by: int) -> T:
    """A group of tuples of records, all moved."""
    cls: Any = type(group)
    moved_fields = {
        field.name: tuple([moved(record, document_id, by) for record in getattr(group, field.name)]) for field in fields(cls)
    }
    made: T = cls(**moved_fields)
    return made


def _joined_group(cls: type[T], groups: list[T]) -> T:
    """Groups of records as one, in order; packed ones stay packed."""
    kind: Any = cls
    made: T = kind(**{field.name: _joined([getattr(group, field.name) for group in groups]) for field in fields(kind)})
    return made


def _joined(several: Sequence[Sequence[T]]) -> Sequence[T]:
    packed = [one for one in several if isinstance(one, PackedRecords)]
    if several and len(packed) == len(several):
        return PackedRecords.joined(packed)
    return tuple([record for one in several for record in one])


def find_mentions(document: Document, inbox: InboxRecords) -> MentionRecords:
    """Passages first, for nothing is taken from a stretch that does not report; then people, who may be speakers; then
    quotations, whose dates are not the writer's; then dates and figures."""
    if document.kind == "table":
        return MentionRecords()
    passages = find_message_passages(document, inbox.messages) if inbox.messages else find_passages(document)
    people = find_people(document, passages)
    quotes = find_quotes(document, passages, people)
    dates = find_dates(document, passages, quotes, inbox.messages)
    return MentionRecords(
        passages=passages,
        people=people,
        roles=find_roles(document, passages, people),
        quotes=quotes,
        dates=dates,
        figures=find_figures(document, passages, quotes, dates),
    )
