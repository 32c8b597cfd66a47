"""What every field of every export means: the text of docs/reference/exports.md, kept beside the code that makes the rows.

In a row a field that is not known is null; a list that is empty is [].
"""

from __future__ import annotations

from dataclasses import dataclass

_PLACE = {
    "id": "id of the row, made from its content",
    "source": "path as given",
    "start": "where it begins, in code points of the document's text",
    "end": "where it ends (half-open)",
    "text": "its words: the document's text from start to end",
    "page": "page it begins on, from 1",
}
_COMMON = {**_PLACE, "found_by": "rule that found it"}
_SPAN = "{source, start, end, text, page}"


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """One table: what a row is, and what its fields hold, in their order."""

    row: str
    fields: dict[str, str]


EXPORTED: dict[str, ExportedTable] = {
    "documents": ExportedTable(
        "one text of the case: a file, a member of an archive, or an attachment",
        {
            "id": _PLACE["id"],
            "source": "path as given; `archive.zip!/name` for a member of an archive",
            "sha256": "SHA-256 of the source's bytes",
            "bytes": "size of the source",
            "media_type": "what the bytes are",
            "pile": "records, coverage or data",
            "kind": "text, html, mail, pdf, docx, table or load_file",
            "title": "title",
            "publisher": "who published it",
            "author": "who wrote it",
            "url": "address that the document or its sidecar gives",
            "published": "{earliest, latest, basis}: interval of days, and where it was read",
            "n_pages": "number of pages",
            "n_chars": "number of code points of the text",
            "parent_id": "document that it is attached to",
            "story_id": "story that it belongs to",
            "text": "the text that all offsets index; only with `--text`",
        },
    ),
    "problems": ExportedTable(
        "one thing that could not be read",
        {
            "source": "path as given",
            "page": "the page, where one page alone is concerned",
            "reason": "short stable word",
            "detail": "a sentence for people",
            "fatal": "true where nothing at all of the source could be read",
        },
    ),
    "passages": ExportedTable(
        "one stretch of a document of one kind",
        {
            **_COMMON,
            "kind": "reporting, title, duplicate_title, subheading, caption, photo_credit, link_line, share_button, "
            "call_to_action, self_promotion, dateline, byline or junk; only reporting feeds the other tables",
        },
    ),
    "messages": ExportedTable(
        "one mail: printed, native, or seen only as quoted in a later one",
        {
            "id": _PLACE["id"],
            "source": _PLACE["source"],
            "start": "where its header begins",
            "end": "where its own words end",
            "page_first": "page it begins on",
            "page_last": "page it ends on",
            "bates_first": "stamped number of its first page",
            "bates_last": "stamped number of its last page",
            "from": "sender as printed; null where redacted",
            "from_address": "the sender's address",
            "to": "list of recipients as printed",
            "cc": "list, likewise",
            "bcc": "list, likewise",
            "to_addresses": "list of the addresses in To",
            "sent": "{earliest, latest}: instants; without a zone where the record prints none",
            "sent_text": "the date as printed",
            "subject": "subject",
            "importance": "importance as printed",
            "attachments": "list of file names",
            "body": "its own words: quoted messages, stamps and furniture excluded",
            "body_spans": "list of [start, end] of its own words in the document",
            "seen_in_quotation": "true where it stands inside a later message",
            "quoted_in": "id of that message",
            "parent_id": "id of the message that it answers or forwards",
            "parent_basis": "what that was told by",
            "thread_id": "what all messages of one conversation share",
            "copy_of": "id of the message that it is another print of",
            "copies": "list of ids of its other prints",
            "sender_redacted": "true where the sender is deleted",
            "confidence": "0 to 1",
            "header_text": "its header as printed",
            "message_id": "Message-ID",
            "found_by": _COMMON["found_by"],
        },
    ),
    "redactions": ExportedTable(
        "one deletion; what lies under a failed one is never exported",
        {
            "id": _PLACE["id"],
            "source": _PLACE["source"],
            "page": "the page",
            "box": "[x0, top, x1, bottom] in points from the top left of the page",
            "codes": 'list of exemption codes: "(b)(6)", "(b)(7)(C)"',
            "kind": "inline, box, margin or page_withheld",
            "message_id": "message that it lies in",
            "code_missing": "true where no code is printed for it",
            "failed": "true where the file still tells what it hides",
            "start": "where it stands in the text",
            "end": "where that ends",
            "found_by": _COMMON["found_by"],
        },
    ),
    "stamps": ExportedTable(
        "one piece of page furniture that serves as an anchor",
        {
            "id": _PLACE["id"],
            "source": _PLACE["source"],
            "page": "the page",
            "text": "as printed",
            "kind": "bates, request, page_number or banner",
            "prefix": "what stands before the number",
            "number": "the number",
        },
    ),
    "people": ExportedTable(
        "one person, office or unit across the case",
        {
            "id": _PLACE["id"],
            "kind": "person, office, unit, role or redacted",
            "name": "the name",
            "aliases": "list of other names",
            "addresses": "list of addresses",
            "roles": "list of {title, from, to, source}",
        },
    ),
    "quotes": ExportedTable(
        "one quotation",
        {
            **_COMMON,
            "kind": "direct, mixed, indirect, term or scare",
            "parts": "list of [start, end]: an interrupted quotation has several",
            "mark_start": "where the opening mark stands",
            "mark_end": "where the closing mark ends",
            "open_mark": "the opening mark",
            "close_mark": "the closing mark",
            "speaker": "who said it, in full; null where that was left open",
            "speaker_text": "how the text names the speaker there",
            "speaker_start": "where it does",
            "speaker_end": "where that ends",
            "speaker_id": "id in `people`",
            "cue": "the verb or phrase that attributes it",
            "cue_start": "where that stands",
            "cue_end": "where it ends",
            "rule": "rule that attributed it; `judgement` where a person did",
            "candidates": "list of who it may be where it was left open",
            "flags": "list: unclosed, mismatched, nested",
            "variant_group": "id in `variants`",
        },
    ),
    "traces": ExportedTable(
        "one quotation's place in the records, or that it has none in those loaded",
        {
            "id": _PLACE["id"],
            "quote_id": "id in `quotes`",
            "verdict": "exact, exact_but_case, altered_marked, altered_minor, altered_material, truncated_neutral, "
            "truncated_check, stitched, misattributed, up_to_redaction, near or not_found",
            "record_source": "path of the record",
            "record_start": "where the record's words begin",
            "record_end": "where they end",
            "record_page": "page they begin on",
            "record_text": "the record's words",
            "message_id": "id in `messages`",
            "record_speaker": "whose words the record says they are",
            "edits": "list of {kind, quote, record, marked}",
            "omitted": "words of the same sentence that the quotation leaves out",
            "trigger": "the word among them that governs what is left",
            "score": "0 to 1; ordered the candidates and decided nothing",
            "copies": f"list of {_SPAN}: other places with the same words",
            "coverage": "{messages, pages, unreadable_pages, withheld_pages, documents}: what was searched",
            "note": "a sentence for people",
        },
    ),
    "variants": ExportedTable(
        "one group of quotations of the same words",
        {
            "id": _PLACE["id"],
            "reference_id": "the fullest unaltered quotation among them",
            "quote_ids": "list of ids in `quotes`",
            "relations": "list of {quote_id, verdict}: what each is beside the reference",
        },
    ),
    "figures": ExportedTable(
        "one number that counts or measures something",
        {
            **_COMMON,
            "stated": 'the number as written (33 for "33 percent"); null where vague',
            "value": "{low, high}: values that the words allow; `open` lists ends that are not themselves possible",
            "kind": "count, share, ratio, money, duration, rank, change or ordinal",
            "approx": "exact, about, lower_bound, upper_bound or vague",
            "unit": "in what it is counted",
            "counted": "what is counted",
            "of_whom": "out of what",
            "place": "where",
            "period": "{earliest, latest}: the time it is about",
            "asserted_by": "who says so",
            "modality": "did, planned, target or threat",
            "flags": "list of what else was noticed",
        },
    ),
    "dates": ExportedTable(
        "one expression of time",
        {
            **_COMMON,
            "value": "{earliest, latest} in days; for a duration {low, high} counted in its granularity",
            "granularity": "minute, hour, part_of_day, day, week, weekend, month, quarter, season, year, decade or century",
            "kind": "absolute, partial, relative, anchored, in_quote, duration, set or state",
            "anchor": "what it was resolved against",
            "rule": "rule that resolved it",
            "unresolved_reason": "why it was not",
            "timex": "the same as a TIMEX3 value",
        },
    ),
    "events": ExportedTable(
        "something that happened, by its first possible day",
        {
            "id": _PLACE["id"],
            "value": "{earliest, latest} in days",
            "label": "a few words that name it",
            "kind": "statement, conduct or event",
            "evidence": "list of ids of the mentions that say so",
        },
    ),
    "tasks": ExportedTable(
        "one thing that somebody asked somebody to deliver",
        {
            "id": _PLACE["id"],
            "message_id": "the message that asks",
            "source": _PLACE["source"],
            "start": "where the words that ask begin",
            "end": "where they end",
            "page": "page they begin on",
            "text": "the words that ask",
            "from": "who asks",
            "to": "list of who is asked",
            "for": "for whom",
            "deliverable": "what is asked for",
            "due": "{earliest, latest}: instants that the deadline may mean",
            "due_text": "the deadline as printed",
            "status": "open, answered, late, chased or declined",
            "evidence": "list of ids of messages that show it",
        },
    ),
    "stories": ExportedTable(
        "one group of documents that tell the same events",
        {"id": _PLACE["id"], "members": "list of paths", "label": "a few words that name it"},
    ),
    "citations": ExportedTable(
        "one place where a document leans on another or on an outlet",
        {
            **_PLACE,
            "cited": "path of the document that is cited, or the name where it is not in the case",
            "cited_name": "the name as the text has it",
            "credit": "named, linked or uncredited",
        },
    ),
    "reuse": ExportedTable(
        "the same words in two documents",
        {
            "id": _PLACE["id"],
            "a": _SPAN,
            "b": _SPAN,
            "coverage": "share (0 to 1) of the shorter place that stands in the other",
        },
    ),
    "findings": ExportedTable(
        "one thing that the checks have to say",
        {
            "id": "id; the same as long as what it is about is the same",
            "code": "code, explained by `onrecord rule CODE`",
            "severity": "error, warning or note",
            "title": "what kind of finding it is",
            "message": "what is shown, and no more",
            "working": "the arithmetic or the edit in words",
            "tolerance": "what was allowed, and why",
            "verdict": "fails, holds or cannot_tell",
            "spans": f"list of {_SPAN}: at least one, both sides where two things disagree",
            "dismissed": "true where a person put it aside",
        },
    ),
    "mentions": ExportedTable(
        "one place where a text names a person, an office, an organisation or an unnamed official",
        {
            **_COMMON,
            "kind": "person, office, organisation or unnamed",
            "name": "the fullest name that the document gives",
            "title": "the title printed with it",
        },
    ),
    "roles": ExportedTable(
        "one place where a text says that a person holds an office",
        {
            **_COMMON,
            "person": "the person",
            "title": "the title",
            "office": "of what",
            "modifier": "acting, former, then or now",
            "as_of": "{earliest, latest}: when, in days",
        },
    ),
    "judgements": ExportedTable(
        "one decision of a person, in the order in which they were made",
        {
            "id": "id of the decision",
            "target_id": "id of the row it is about",
            "decision": "right_speaker, same_person, split_here, not_a_quotation, dismiss or undo",
            "value": "the name, the other person's id or the offset that it names",
            "reason": "why",
            "who": "who decided",
            "at": "when, UTC",
            "undoes": "id of the decision that it takes back",
        },
    ),
    "intake": ExportedTable(
        "one file taken in; each row seals the one before",
        {
            "seq": "number of the row",
            "path": "path as given",
            "n_bytes": "size",
            "sha256": "SHA-256 of its bytes",
            "at": "when, UTC",
            "program_version": "version of onrecord that took it in",
            "previous_hash": "hash of the row before",
            "hash": "SHA-256 over the other columns of this row",
        },
    ),
}
