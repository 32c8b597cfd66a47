"""How each record of the model becomes a row: the columns that people and commands ask for, in the order of schema.sql.

In: one record. Out: its cells between `ordinal` and `record`, which the writer adds. Trap: SQLite holds neither lone
surrogates nor whole numbers beyond 64 bits, and broken files contain both, so every cell goes through `storable`, `real` or
`whole`; the exact value is always in `record`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from onrecord.intervals import DateInterval, InstantInterval
from onrecord.model.codec import is_storable
from onrecord.model.documents import Document, Problem, Table
from onrecord.model.findings import Finding
from onrecord.model.links import Citation, Event, MergeProposal, Person, Reuse, Story, Trace, VariantGroup
from onrecord.model.mentions import DateMention, Figure, Mention, Passage, PersonMention, Quote, RoleMention
from onrecord.model.messages import Message, Redaction, Stamp, Tasking, WordBalance
from onrecord.spans import Span

Cell = str | int | float | None
Row = tuple[Cell, ...]
LARGEST_WHOLE = 2**63 - 1
REPLACED = "�"  # stands for a lone surrogate


@dataclass(frozen=True, slots=True)
class ResultTable:
    """A table that holds one kind of record; `cells` gives a record's columns without `ordinal` and `record`."""

    name: str
    cells: Callable[[Any], Row]


def storable(text: str | None) -> str | None:
    """The text as UTF-8 can carry it: each lone surrogate becomes one replacement character, so offsets stay right."""
    if text is None or is_storable(text):
        return text
    return "".join(REPLACED if "\ud800" <= character <= "\udfff" else character for character in text)


def real(value: Fraction | float | None) -> float | None:
    """The value as a floating point number, None where there is none or it is beyond their range."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None


def whole(value: int | None) -> Cell:
    """The number, written out as text where it is beyond SQLite's whole numbers."""
    return value if value is None or abs(value) <= LARGEST_WHOLE else str(value)


def days_of(interval: DateInterval | None) -> tuple[str | None, str | None]:
    """The first and the last day as ISO dates."""
    return (None, None) if interval is None else (iso_of(interval.earliest), iso_of(interval.latest))


def instants_of(interval: InstantInterval | None) -> tuple[str | None, str | None]:
    """The first and the last instant in ISO form; an interval of whole minutes names its first and last minute."""
    if interval is None:
        return (None, None)
    earliest, latest = interval.earliest, interval.latest
    if earliest.second == earliest.microsecond == 0 and latest.second in (0, 59):
        return (earliest.isoformat(timespec="minutes"), latest.isoformat(timespec="minutes"))
    return (iso_of(earliest), iso_of(latest))


def iso_of(value: date | datetime) -> str:
    """A day as an ISO date; an instant to the minute, or as finely as it is known where that is finer."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.microsecond:
        return value.isoformat()
    return value.isoformat(timespec="seconds" if value.second else "minutes")


# ---- documents -----------------------------------------------------------------------------------------------------


def document_cells(document: Document) -> Row:
    """The columns of a document."""
    source = document.source
    return (
        document.id,
        storable(source.path),
        source.sha256,
        source.n_bytes,
        storable(source.media_type),
        source.pile.value,
        document.kind,
        storable(document.title or source.title),
        storable(source.publisher),
        *days_of(source.published),
        storable(source.published_basis),
        len(document.pages),
        len(document.text),
        storable(document.text),
    )


def page_rows(document: Document) -> Iterator[Row]:
    """One row for each page."""
    for page in document.pages:
        yield (document.id, page.number, page.span.start, page.span.end, page.readable)


def problem_cells(problem: Problem, document_id: str | None) -> Row:
    """The columns of a problem; `document_id` is None where it is one of the case."""
    detail = storable(problem.detail)
    return (document_id, storable(problem.source), problem.page, storable(problem.reason), detail, problem.fatal)


def _data_table_cells(table: Table) -> Row:
    return (table.id, table.document_id, storable(table.name), table.header_row, table.n_rows, len(table.columns))


# ---- mentions ------------------------------------------------------------------------------------------------------


def _where(mention: Mention) -> Row:
    return (mention.id, mention.document_id, mention.span.start, mention.span.end, mention.page)


def _passage_cells(passage: Passage) -> Row:
    return (*_where(passage), passage.kind.value, passage.found_by)


def _quote_cells(quote: Quote) -> Row:
    return (
        *_where(quote),
        storable(quote.text),
        quote.kind.value,
        storable(quote.speaker),
        storable(quote.speaker_text),
        storable(quote.cue),
        quote.rule,
        quote.found_by,
    )


def _figure_cells(figure: Figure) -> Row:
    return (
        *_where(figure),
        storable(figure.text),
        figure.kind,
        figure.approx,
        real(figure.value.low),
        real(figure.value.high),
        storable(figure.unit),
        storable(figure.counted),
        storable(figure.of_whom),
        storable(figure.place),
        *days_of(figure.period),
        storable(figure.asserted_by),
        figure.modality,
        figure.found_by,
    )


def _date_cells(mention: DateMention) -> Row:
    return (
        *_where(mention),
        storable(mention.text),
        mention.kind,
        mention.granularity,
        *days_of(mention.value),
        storable(mention.anchor),
        mention.rule,
        mention.unresolved_reason,
        mention.found_by,
    )


def _person_mention_cells(mention: PersonMention) -> Row:
    return (*_where(mention), storable(mention.text), mention.kind, storable(mention.name), storable(mention.title))


def _role_mention_cells(mention: RoleMention) -> Row:
    words = (mention.text, mention.person, mention.title, mention.office, mention.modifier)
    return (*_where(mention), *(storable(word) for word in words))


# ---- the inbox -----------------------------------------------------------------------------------------------------


def message_cells(message: Message) -> Row:
    """The columns of a message."""
    return (
        message.id,
        message.document_id,
        message.span.start,
        message.span.end,
        message.page_first,
        message.page_last,
        storable(message.bates_first),
        storable(message.bates_last),
        storable(message.sender),
        storable(message.sender_address),
        message.sender_redacted,
        *instants_of(message.sent),
        storable(message.subject),
        message.seen_in_quotation,
        message.quoted_in,
        message.parent_id,
        message.thread_id,
        message.copy_of,
        message.confidence,
        message.found_by,
        storable(message.body),
    )


def recipient_rows(message: Message) -> Iterator[Row]:
    """One row for each person in To, Cc and Bcc."""
    for field, names in (("to", message.to), ("cc", message.cc), ("bcc", message.bcc)):
        for position, name in enumerate(names):
            yield (message.id, field, position, storable(name))


def _redaction_cells(redaction: Redaction) -> Row:
    span = redaction.span
    return (
        redaction.id,
        redaction.document_id,
        redaction.page,
        span.start if span else None,
        span.end if span else None,
        redaction.kind,
        storable(";".join(redaction.codes)),
        redaction.message_id,
        redaction.code_missing,
        redaction.failed,
        redaction.found_by,
    )


def _stamp_cells(stamp: Stamp) -> Row:
    words = (storable(stamp.text), stamp.kind, storable(stamp.prefix))
    return (stamp.id, stamp.document_id, stamp.page, *words, whole(stamp.number))


def _task_cells(task: Tasking) -> Row:
    return (
        task.id,
        task.document_id,
        task.message_id,
        task.span.start,
        task.span.end,
        task.page,
        storable(task.text),
        storable(task.sender),
        storable(task.on_behalf_of),
        storable(task.deliverable),
        *instants_of(task.due),
        task.status,
        task.found_by,
    )


def _balance_cells(balance: WordBalance) -> Row:
    counts = (balance.n_message, balance.n_stamp, balance.n_redaction, balance.n_attachment, balance.n_unassigned)
    return (balance.document_id, balance.page, balance.n_words, *counts)


# ---- links and findings --------------------------------------------------------------------------------------------


def _trace_cells(trace: Trace) -> Row:
    place = trace.place
    return (
        trace.id,
        trace.quote_id,
        trace.verdict.value,
        place.document_id if place else None,
        place.span.start if place else None,
        place.span.end if place else None,
        place.page if place else None,
        trace.message_id,
        storable(trace.record_speaker),
        storable(trace.omitted),
        trace.score,
    )


def member_rows(group: VariantGroup | Story) -> Iterator[Row]:
    """One row for each quotation of a group, or each document of a story."""
    for member in group.quote_ids if isinstance(group, VariantGroup) else group.document_ids:
        yield (group.id, member)


def _citation_cells(citation: Citation) -> Row:
    place = citation.place
    where = (place.span.start, place.span.end, place.page, storable(place.text))
    return (citation.id, citation.citing_id, *where, storable(citation.cited), citation.cited_id, citation.credit)


def _reuse_cells(reuse: Reuse) -> Row:
    def ends(span: Span) -> Row:
        return (span.start, span.end)

    first = (reuse.a.document_id, *ends(reuse.a.span))
    return (reuse.id, *first, reuse.b.document_id, *ends(reuse.b.span), real(reuse.coverage))


def _person_cells(person: Person) -> Row:
    return (person.id, person.kind, storable(person.name))


def _proposal_cells(proposal: MergeProposal) -> Row:
    return (proposal.id, proposal.person_id, proposal.other_id, storable(proposal.reason))


def _event_cells(event: Event) -> Row:
    return (event.id, storable(event.label), event.kind, *days_of(event.value))


def _finding_cells(finding: Finding) -> Row:
    words = (storable(finding.title), storable(finding.message), storable(finding.working))
    return (finding.id, finding.code, finding.severity.value, finding.outcome.value, *words)


def finding_place_rows(finding: Finding) -> Iterator[Row]:
    """One row for each place that a finding shows."""
    for position, place in enumerate(finding.places):
        where = (place.document_id, place.span.start, place.span.end, place.page)
        yield (finding.id, position, *where, storable(place.text))


DATA_TABLES = ResultTable("data_tables", _data_table_cells)
FINDINGS = ResultTable("findings", _finding_cells)

# The tables of what one document holds, by the group and the field of the records that fill them.
PART_TABLES: dict[tuple[str, str], ResultTable] = {
    ("inbox", "redactions"): ResultTable("redactions", _redaction_cells),
    ("inbox", "stamps"): ResultTable("stamps", _stamp_cells),
    ("inbox", "taskings"): ResultTable("tasks", _task_cells),
    ("inbox", "balances"): ResultTable("word_balances", _balance_cells),
    ("mentions", "passages"): ResultTable("passages", _passage_cells),
    ("mentions", "quotes"): ResultTable("quotes", _quote_cells),
    ("mentions", "figures"): ResultTable("figures", _figure_cells),
    ("mentions", "dates"): ResultTable("dates", _date_cells),
    ("mentions", "people"): ResultTable("person_mentions", _person_mention_cells),
    ("mentions", "roles"): ResultTable("role_mentions", _role_mention_cells),
}

# The tables of what joins documents, by the field of LinkRecords.
LINK_TABLES: dict[str, ResultTable] = {
    "traces": ResultTable("traces", _trace_cells),
    "variants": ResultTable("variant_groups", lambda group: (group.id, group.reference_id)),
    "stories": ResultTable("stories", lambda story: (story.id, storable(story.label))),
    "citations": ResultTable("citations", _citation_cells),
    "reuse": ResultTable("reuse", _reuse_cells),
    "people": ResultTable("people", _person_cells),
    "proposals": ResultTable("merge_proposals", _proposal_cells),
    "events": ResultTable("events", _event_cells),
}
