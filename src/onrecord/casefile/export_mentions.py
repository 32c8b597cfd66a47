"""Export rows of what documents are and say: documents, passages, quotations, figures, dates, people and roles named."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.casefile.apart import decode_joined
from onrecord.casefile.export_values import (
    ExportRow,
    Reader,
    ends_of,
    in_document_order,
    interval_days,
    interval_values,
    text_of,
    value_number,
)
from onrecord.model.codec import decode
from onrecord.model.documents import Document
from onrecord.model.mentions import DateMention, Figure, Mention, Passage, PersonMention, Quote, RoleMention


def documents_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export documents`."""
    stories = dict(reader.connection.execute("SELECT document_id, min(story_id) FROM story_members GROUP BY document_id"))
    query = "SELECT record, n_chars, text FROM documents ORDER BY source, id"
    for record, n_chars, text in reader.records(query):
        document = decode_joined(Document, record, "text", text)
        source = document.source
        published = interval_days(source.published)
        row = {
            "id": document.id,
            "source": source.path,
            "sha256": source.sha256,
            "bytes": source.n_bytes,
            "media_type": source.media_type,
            "pile": source.pile.value,
            "kind": document.kind,
            "title": document.title or source.title,
            "publisher": source.publisher,
            "author": source.author,
            "url": source.url,
            "published": {**published, "basis": source.published_basis} if published else None,
            "n_pages": len(document.pages),
            "n_chars": n_chars,
            "parent_id": document.parent_id,
            "story_id": stories.get(document.id),
        }
        yield {**row, "text": text} if reader.with_text else row


def problems_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export problems`."""
    query = "SELECT source, page, reason, detail, fatal FROM problems ORDER BY source, page, reason, detail, ordinal"
    for source, page, reason, detail, fatal in reader.records(query):
        yield {"source": source, "page": page, "reason": reason, "detail": detail, "fatal": bool(fatal)}


def _mention(mention: Mention, reader: Reader) -> ExportRow:
    return {
        "id": mention.id,
        "source": reader.sources.get(mention.document_id),
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "page": mention.page,
        "found_by": mention.found_by,
    }


def passages_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export passages`."""
    text, of_document = "", ""
    query = in_document_order("passages", "t.document_id, t.start, t.end, t.record")
    for document_id, start, end, record in reader.records(query):
        if document_id != of_document:
            of_document, text = document_id, text_of(reader, document_id)
        passage = decode_joined(Passage, record, "text", text[start:end])
        yield {**_mention(passage, reader), "kind": passage.kind.value}


def quotes_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export quotes`."""
    groups = dict(reader.connection.execute("SELECT quote_id, min(group_id) FROM variant_members GROUP BY quote_id"))
    for (record,) in reader.records(in_document_order("quotes")):
        quote = reader.overlay.quote(decode(Quote, record))
        if quote is None:
            continue
        yield {
            **_mention(quote, reader),
            "kind": quote.kind.value,
            "parts": [[part.start, part.end] for part in quote.parts],
            **ends_of("mark", quote.marks),
            "open_mark": quote.open_mark,
            "close_mark": quote.close_mark,
            "speaker": quote.speaker,
            "speaker_text": quote.speaker_text,
            **ends_of("speaker", quote.speaker_span),
            "speaker_id": quote.speaker_id,
            "cue": quote.cue,
            **ends_of("cue", quote.cue_span),
            "rule": quote.rule,
            "candidates": list(quote.candidates),
            "flags": list(quote.flags),
            "variant_group": groups.get(quote.id),
        }


def figures_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export figures`."""
    for (record,) in reader.records(in_document_order("figures")):
        figure = decode(Figure, record)
        yield {
            **_mention(figure, reader),
            "stated": value_number(figure.stated),
            "value": interval_values(figure.value),
            "kind": figure.kind,
            "approx": figure.approx,
            "unit": figure.unit,
            "counted": figure.counted,
            "of_whom": figure.of_whom,
            "place": figure.place,
            "period": interval_days(figure.period),
            "asserted_by": figure.asserted_by,
            "modality": figure.modality,
            "flags": list(figure.flags),
        }


def dates_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export dates`."""
    for (record,) in reader.records(in_document_order("dates")):
        mention = decode(DateMention, record)
        yield {
            **_mention(mention, reader),
            "value": _day_and_length(mention),
            "granularity": mention.granularity,
            "kind": mention.kind,
            "anchor": mention.anchor,
            "rule": mention.rule,
            "unresolved_reason": mention.unresolved_reason,
            "timex": mention.timex,
        }


def _day_and_length(mention: DateMention) -> ExportRow | None:
    """The days, the length, or both in one ("in the four days to October 7"): their keys differ."""
    return {**(interval_days(mention.value) or {}), **(interval_values(mention.duration) or {})} or None


def mentions_of_people_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export mentions`."""
    for (record,) in reader.records(in_document_order("person_mentions")):
        mention = decode(PersonMention, record)
        yield {**_mention(mention, reader), "kind": mention.kind, "name": mention.name, "title": mention.title}


def roles_rows(reader: Reader) -> Iterator[ExportRow]:
    """The rows of `export roles`."""
    for (record,) in reader.records(in_document_order("role_mentions")):
        mention = decode(RoleMention, record)
        yield {
            **_mention(mention, reader),
            "person": mention.person,
            "title": mention.title,
            "office": mention.office,
            "modifier": mention.modifier,
            "as_of": interval_days(mention.as_of),
        }
