"""Plain text and Markdown: the file decoded and otherwise untouched, with a page for every form feed.

In: one intake. Out: a Document whose text is exactly what the bytes say (no newline translated, no byte order mark
removed when the file is UTF-8). A text that is not UTF-8 is read and noted; bytes that are no text are a Problem.
"""

from __future__ import annotations

from resiliparse.parse.encoding import detect_encoding

from onrecord.model.documents import Document, Page, Problem, Reading
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_TEXT_BYTES, read_bytes
from onrecord.spans import Span
from onrecord.text.encodings import SAMPLE_BYTES, Decoded, decode_text, has_many_high_bytes


def read_text(intake: Intake) -> Reading:
    """The text of a source as one document, or the Problem that says why there is none."""
    decoded = read_decoded(intake, "no text, whatever its name ends in")
    if isinstance(decoded, Problem):
        return Reading(problems=(decoded,))
    document = Document(
        id=intake.document_id(),
        source=intake.source,
        kind="text",
        text=decoded.text,
        pages=split_pages(decoded.text),
        title=intake.source.title,
    )
    return Reading(documents=(document,), problems=note_encoding(intake.source.path, decoded))


def read_decoded(intake: Intake, found: str) -> Decoded | Problem:
    """The decoded text of a source, or the Problem that says that its bytes are `found` instead."""
    raw = read_bytes(intake, MAX_TEXT_BYTES)
    if isinstance(raw, Problem):
        return raw
    path = intake.source.path
    return decode_bytes(raw) or Problem(source=path, reason="not_text", detail=f"{path}: the bytes are {found}", fatal=True)


def decode_bytes(raw: bytes) -> Decoded | None:
    """The text of `raw`; where it is neither UTF-8 nor West European, in the encoding that its letters point to."""
    sample = raw[:SAMPLE_BYTES]
    guess = detect_encoding(sample, SAMPLE_BYTES) if has_many_high_bytes(sample) else None
    return decode_text(raw, guess=guess if guess not in {"utf-8", "utf-16-le", "utf-16-be"} else None)


def note_encoding(path: str, decoded: Decoded) -> tuple[Problem, ...]:
    """A note where a text was not UTF-8, or not all of it could be decoded."""
    if decoded.n_replaced:
        detail = f"{path}: {decoded.n_replaced:,} places could not be decoded as {decoded.encoding}; shown as \ufffd"
        return (Problem(source=path, reason="broken_encoding", detail=detail),)
    if not decoded.certain:
        detail = f"{path}: not UTF-8; read as {decoded.encoding}, which is a guess"
        return (Problem(source=path, reason="encoding_guessed", detail=detail),)
    if decoded.encoding != "utf-8":
        return (Problem(source=path, reason="encoding_noted", detail=f"{path}: read as {decoded.encoding}"),)
    return ()


def split_pages(text: str) -> tuple[Page, ...]:
    """A page up to and with each form feed; none where the text has no form feed. Together they cover every character."""
    if "\f" not in text:
        return ()
    pages: list[Page] = []
    start = 0
    while start < len(text):
        at = text.find("\f", start)
        end = len(text) if at < 0 else at + 1
        pages.append(Page(number=len(pages) + 1, span=Span(start, end), readable=not text[start:end].isspace()))
        start = end
    return tuple(pages)
