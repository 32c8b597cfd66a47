"""Export rows of an inbox: messages, redactions, stamps, tasks."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.casefile.apart import decode_joined
from onrecord.casefile.export_values import ExportRow, Reader, in_document_order, interval_instants, text_of
from onrecord.model.codec import decode
from onrecord.model.messages import Message, Redaction, Stamp, Tasking, WordBalance


def judged_messages(reader: Reader) -> Iterator[Message]:
    """The messages in document order, with a person's splits."""
    query = in_document_order("messages", "t.record, t.body")
    for record, body in reader.records(query):
        message = decode_joined(Message, record, "body", body)
        if message.id in reader.overlay.splits:
            yield from reader.overlay.messages(message, text_of(reader, message.document_id))
        else:
            yield message


def messages_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export messages`."""
    for message in judged_messages(reader):
        yield {
            "id": message.id,
            "source": reader.sources.get(message.document_id),
            "start": message.span.start,
            "end": message.span.end,
            "page_first": message.page_first,
            "page_last": message.page_last,
            "bates_first": message.bates_first,
            "bates_last": message.bates_last,
            "from": message.sender,
            "from_address": message.sender_address,
            "to": list(message.to),
            "cc": list(message.cc),
            "bcc": list(message.bcc),
            "to_addresses": list(message.to_addresses),
            "sent": interval_instants(message.sent),
            "sent_text": message.sent_text,
            "sent_basis": message.sent_basis,
            "starts": interval_instants(message.starts),
            "ends": interval_instants(message.ends),
            "location": message.location,
            "subject": message.subject,
            "importance": message.importance,
            "attachments": list(message.attachments),
            "body": message.body,
            "body_spans": [[span.start, span.end] for span in message.body_spans],
            "seen_in_quotation": message.seen_in_quotation,
            "quoted_in": message.quoted_in,
            "parent_id": message.parent_id,
            "parent_basis": message.parent_basis,
            "thread_id": message.thread_id,
            "copy_of": message.copy_of,
            "copies": list(message.copies),
            "sender_redacted": message.sender_redacted,
            "confidence": message.confidence,
            "header_text": message.header_text,
            "message_id": message.message_id,
            "found_by": message.found_by,
        }


def redactions_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export redactions`."""
    for (record,) in reader.records(in_document_order("redactions", order="t.page, t.start, t.id, t.ordinal")):
        redaction = decode(Redaction, record)
        box, span = redaction.box, redaction.span
        yield {
            "id": redaction.id,
            "source": reader.sources.get(redaction.document_id),
            "page": redaction.page,
            "box": [box.x0, box.top, box.x1, box.bottom] if box else None,
            "codes": list(redaction.codes),
            "kind": redaction.kind,
            "message_id": redaction.message_id,
            "code_missing": redaction.code_missing,
            "failed": redaction.failed,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "found_by": redaction.found_by,
        }


def stamps_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export stamps`."""
    for (record,) in reader.records(in_document_order("stamps", order="t.page, t.id, t.ordinal")):
        stamp = decode(Stamp, record)
        yield {
            "id": stamp.id,
            "source": reader.sources.get(stamp.document_id),
            "page": stamp.page,
            "text": stamp.text,
            "kind": stamp.kind,
            "prefix": stamp.prefix,
            "number": stamp.number,
        }


def balances_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export balances`."""
    for (record,) in reader.records(in_document_order("word_balances", order="t.page, t.ordinal")):
        balance = decode(WordBalance, record)
        yield {
            "source": reader.sources.get(balance.document_id),
            "page": balance.page,
            "n_words": balance.n_words,
            "n_message": balance.n_message,
            "n_stamp": balance.n_stamp,
            "n_redaction": balance.n_redaction,
            "n_attachment": balance.n_attachment,
            "n_unassigned": balance.n_unassigned,
        }


def tasks_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export tasks`."""
    for (record,) in reader.records(in_document_order("tasks")):
        task = decode(Tasking, record)
        yield {
            "id": task.id,
            "message_id": task.message_id,
            "source": reader.sources.get(task.document_id),
            "start": task.span.start,
            "end": task.span.end,
            "page": task.page,
            "text": task.text,
            "from": task.sender,
            "to": list(task.to),
            "for": task.on_behalf_of,
            "deliverable": task.deliverable,
            "due": interval_instants(task.due),
            "due_text": task.due_text,
            "status": task.status,
            "evidence": list(task.evidence),
        }
