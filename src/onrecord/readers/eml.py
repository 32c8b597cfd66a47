"""One native mail (.eml, .emlx): its header as printed lines, its words, and its attachments as documents of its family.

In: the bytes of a message. Out: a Document whose text is the decoded header on separate lines, an empty line and the
body, with the spans of both in a `MailPart`. A header that is broken is listed and the rest is read.
"""

from __future__ import annotations

from dataclasses import fields
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from onrecord.intervals import DateInterval
from onrecord.model.documents import DateEvidence, Document, MailHeader, MailPart, Problem, Reading, Source
from onrecord.readers.family import ReadChild, join_readings, read_attachments
from onrecord.readers.intake import Intake
from onrecord.readers.limits import MAX_MAIL_BYTES, read_bytes
from onrecord.readers.mail_bodies import MailBody, read_body
from onrecord.readers.mail_headers import print_header, read_header
from onrecord.readers.metadata import Stated, enrich_source
from onrecord.spans import Span

MAX_DEFECTS_SHOWN = 5


def read_eml(intake: Intake, read_child: ReadChild) -> Reading:
    """A mail and its attachments as documents, or the Problem that says why there is none."""
    raw = read_bytes(intake, MAX_MAIL_BYTES)
    if isinstance(raw, Problem):
        return Reading(problems=(raw,))
    return read_message(raw, intake, intake.source, intake.document_id(), read_child)


def read_apple_mail(intake: Intake, read_child: ReadChild) -> Reading:
    """A mail as Apple Mail stores it: a line with the number of bytes, the message, a property list (left out)."""
    raw = read_bytes(intake, MAX_MAIL_BYTES)
    if isinstance(raw, Problem):
        return Reading(problems=(raw,))
    count, _, rest = raw.partition(b"\n")
    if count.strip().isdigit() and len(count) < 20:
        raw = rest[: int(count)]
    return read_message(raw, intake, intake.source, intake.document_id(), read_child)


def read_message(raw: bytes, intake: Intake, source: Source, document_id: str, read_child: ReadChild) -> Reading:
    """One message out of `intake` (a file, or a part of a mailbox) with its family."""
    path = source.path
    try:
        message = message_from_bytes(raw.lstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf"), policy=compat32)
        header, body = read_header(message), read_body(message)
        defects = _list_defects(message)
    except RecursionError:
        detail = f"{path}: parts nested deeper than can be parsed; not a mail that a mail program wrote"
        return Reading(problems=(Problem(source=path, reason="too_deep", detail=detail, fatal=True),))
    document, part = build_mail(header, body, source, document_id)
    own = Reading(documents=(document,), mail=((document.id, (part,)),), problems=_list_problems(path, header, body, defects))
    return join_readings((own, read_attachments(document, body.attachments, intake, read_child)))


def build_mail(header: MailHeader, body: MailBody, source: Source, document_id: str) -> tuple[Document, MailPart]:
    """The document of a mail, header lines above the body, and the part that says where both stand."""
    names = tuple(item.name for item in body.attachments)
    lines = print_header(header, names)
    start = len(lines) + 1 if lines else 0
    text = f"{lines}\n{body.text}" if lines else body.text
    days = header.sent.days() if header.sent else None
    enriched = enrich_source(source, Stated(title=header.subject, author=_author(header), dates=_evidence(days)))
    document = Document(id=document_id, source=enriched, kind="mail", text=text, title=header.subject)
    said = {one.name: getattr(header, one.name) for one in fields(MailHeader)}
    part = MailPart(header_span=Span(0, max(0, len(lines) - 1)), body_span=Span(start, len(text)), attachments=names, **said)
    return document, part


def _author(header: MailHeader) -> str | None:
    return (header.sender[0] or header.sender[1]) if header.sender else None


def _evidence(days: DateInterval | None) -> tuple[DateEvidence, ...]:
    return (DateEvidence(value=days, basis="mail_header"),) if days else ()


def _list_defects(message: Message) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for part in message.walk():
        names.update(dict.fromkeys(type(defect).__name__.removesuffix("Defect") for defect in part.defects))
    return tuple(names)


def _list_problems(path: str, header: MailHeader, body: MailBody, defects: tuple[str, ...]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if defects:
        shown = ", ".join(defects[:MAX_DEFECTS_SHOWN])
        found.append(
            Problem(
                source=path, reason="broken_mail", detail=f"{path}: the mail is malformed ({shown}); read as far as it goes"
            )
        )
    missing = [name for name, value in (("From", header.sender), ("Date", header.sent_text)) if not value]
    if missing:
        detail = f"{path}: the header has no {' and no '.join(missing)}"
        found.append(Problem(source=path, reason="broken_header", detail=detail))
    elif header.sent is None:
        detail = f"{path}: the Date line {header.sent_text!r:.80} states no date that can be read"
        found.append(Problem(source=path, reason="broken_header", detail=detail))
    found.extend(Problem(source=path, reason=reason, detail=f"{path}: {detail}") for reason, detail in body.faults)
    return tuple(found)
