"""Everything known of a case, as the stages hand it on: tuples of records in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.documents import Document, Problem, Table
from onrecord.model.findings import Finding
from onrecord.model.links import LinkRecords
from onrecord.model.mentions import MentionRecords
from onrecord.model.messages import InboxRecords
from onrecord.model.packs import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecords:
    """One document with all that was found inside it alone."""

    document: Document
    inbox: InboxRecords = field(default_factory=InboxRecords)
    mentions: MentionRecords = field(default_factory=MentionRecords)
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecords:
    """The whole case. `parts` stand in the order of their document ids; a check takes this and gives findings."""

    parts: tuple[DocumentRecords, ...] = ()
    links: LinkRecords = field(default_factory=LinkRecords)
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    pack: Pack = field(default_factory=Pack)
