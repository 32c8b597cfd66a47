"""Export rows of what joins documents: people, traces, variants, events, stories, citations, reuse, findings."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.casefile.export_values import ExportRow, Reader, interval_days, place_row, value_number
from onrecord.casefile.rows import days_of
from onrecord.model.codec import decode
from onrecord.model.findings import Finding
from onrecord.model.links import Citation, Coverage, Event, MergeProposal, Person, Reuse, Role, Story, Trace, VariantGroup


def people_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export people`."""
    people = [decode(Person, record) for (record,) in reader.records("SELECT record FROM people ORDER BY id, ordinal")]
    for person in reader.overlay.people(people):
        yield {
            "id": person.id,
            "kind": person.kind,
            "name": person.name,
            "aliases": list(person.aliases),
            "addresses": list(person.addresses),
            "roles": [_role(role) for role in person.roles],
            "sent": person.n_sent,
            "received": person.n_received,
            "named": person.n_named,
            "place": place_row(person.place, reader.sources) if person.place else None,
        }


def proposals_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export proposals`; `state` says whether a person's decision has joined the two."""
    names = {
        person.id: person.name or f"[hidden: {', '.join(person.aliases) or 'no code'}]"
        for person in (decode(Person, record) for (record,) in reader.records("SELECT record FROM people ORDER BY ordinal"))
    }
    for (record,) in reader.records("SELECT record FROM merge_proposals ORDER BY id, ordinal"):
        proposal = decode(MergeProposal, record)
        roots = {reader.overlay.merged_into.get(one, one) for one in (proposal.person_id, proposal.other_id)}
        yield {
            "id": proposal.id,
            "person_id": proposal.person_id,
            "other_id": proposal.other_id,
            "name": names.get(proposal.person_id),
            "other_name": names.get(proposal.other_id),
            "reason": proposal.reason,
            "state": "joined" if len(roots) == 1 else "open",
            "places": [place_row(place, reader.sources) for place in proposal.evidence],
        }


def _role(role: Role) -> ExportRow:
    first, last = days_of(role.valid)
    return {"title": role.title, "from": first, "to": last, "source": role.source}


def traces_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export traces`."""
    query = (
        "SELECT t.record FROM traces AS t LEFT JOIN quotes AS q ON q.id = t.quote_id "
        "LEFT JOIN documents AS d ON d.id = q.document_id ORDER BY d.source, q.start, t.quote_id, t.score DESC, t.id, t.ordinal"
    )
    for (record,) in reader.records(query):
        trace = decode(Trace, record)
        if trace.quote_id in reader.overlay.no_quotes:
            continue
        yield trace_row(trace, reader.sources)


def trace_row(trace: Trace, sources: dict[str, str]) -> ExportRow:
    """One trace as `export traces` and `onrecord trace` print it; `sources` are the paths by document id."""
    place = trace.place
    return {
        "id": trace.id,
        "quote_id": trace.quote_id,
        "verdict": trace.verdict.value,
        "record_source": sources.get(place.document_id) if place else None,
        "record_start": place.span.start if place else None,
        "record_end": place.span.end if place else None,
        "record_page": place.page if place else None,
        "record_text": place.text if place else None,
        "message_id": trace.message_id,
        "record_speaker": trace.record_speaker,
        "edits": [
            {"kind": edit.kind, "quote": edit.quote, "record": edit.record, "marked": edit.marked} for edit in trace.edits
        ],
        "omitted": trace.omitted,
        "trigger": trace.trigger,
        "score": trace.score,
        "copies": [place_row(copy, sources) for copy in trace.copies],
        "coverage": _coverage(trace.coverage),
        "note": trace.note,
        "print_confidence": trace.print_confidence,
    }


def _coverage(coverage: Coverage | None) -> ExportRow | None:
    if coverage is None:
        return None
    return {
        "messages": coverage.n_messages,
        "pages": coverage.n_pages,
        "unreadable_pages": coverage.n_unreadable_pages,
        "withheld_pages": coverage.n_withheld_pages,
        "documents": coverage.n_documents,
    }


def variants_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export variants`."""
    for (record,) in reader.records("SELECT record FROM variant_groups ORDER BY id, ordinal"):
        group = decode(VariantGroup, record)
        yield {
            "id": group.id,
            "reference_id": group.reference_id,
            "quote_ids": list(group.quote_ids),
            "relations": [{"quote_id": quote_id, "verdict": verdict.value} for quote_id, verdict in group.relations],
        }


def events_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export events`."""
    for (record,) in reader.records("SELECT record FROM events ORDER BY earliest IS NULL, earliest, latest, id, ordinal"):
        event = decode(Event, record)
        yield {
            "id": event.id,
            "value": interval_days(event.value),
            "label": event.label,
            "kind": event.kind,
            "evidence": list(event.evidence),
        }


def stories_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export stories`."""
    for (record,) in reader.records("SELECT record FROM stories ORDER BY id, ordinal"):
        story = decode(Story, record)
        members = sorted(reader.sources.get(document_id, document_id) for document_id in story.document_ids)
        yield {"id": story.id, "members": members, "label": story.label}


def citations_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export citations`."""
    query = (
        "SELECT t.record FROM citations AS t JOIN documents AS d ON d.id = t.citing_id "
        "ORDER BY d.source, t.start, t.id, t.ordinal"
    )
    for (record,) in reader.records(query):
        citation = decode(Citation, record)
        yield {
            "id": citation.id,
            **place_row(citation.place, reader.sources),
            "source": reader.sources.get(citation.citing_id),
            "cited": reader.sources.get(citation.cited_id or "", citation.cited),
            "cited_name": citation.cited,
            "credit": citation.credit,
        }


def reuse_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export reuse`."""
    query = (
        "SELECT t.record FROM reuse AS t JOIN documents AS d ON d.id = t.a_document_id "
        "ORDER BY d.source, t.a_start, t.id, t.ordinal"
    )
    for (record,) in reader.records(query):
        reuse = decode(Reuse, record)
        yield {
            "id": reuse.id,
            "a": place_row(reuse.a, reader.sources),
            "b": place_row(reuse.b, reader.sources),
            "coverage": value_number(reuse.coverage),
        }


def findings_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export findings`."""
    query = (
        "SELECT f.record FROM findings AS f LEFT JOIN finding_places AS p ON p.finding_id = f.id AND p.position = 0 "
        "LEFT JOIN documents AS d ON d.id = p.document_id ORDER BY d.source, p.start, f.id, f.ordinal"
    )
    for (record,) in reader.records(query):
        yield finding_row(decode(Finding, record), reader.sources, reader.overlay.dismissed)


def finding_row(finding: Finding, sources: dict[str, str], dismissed: frozenset[str]) -> ExportRow:
    """One finding as `export findings` and `onrecord check` print it."""
    return {
        "id": finding.id,
        "code": finding.code,
        "severity": finding.severity.value,
        "title": finding.title,
        "message": finding.message,
        "working": finding.working,
        "tolerance": finding.tolerance,
        "verdict": finding.outcome.value,
        "spans": [place_row(place, sources) for place in finding.places],
        "dismissed": finding.id in dismissed,
    }
