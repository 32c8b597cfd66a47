"""The body of a native mail and what hangs on it.

In: a message as the standard library parsed it. Out: its words as one text (of alternatives the plain one, else markup
turned into text) and its attachments as bytes with names fit to cite. Nothing remote is fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message

from onrecord.readers.html import extract_all_text
from onrecord.readers.limits import MAX_HTML_BYTES, FamilyLimits
from onrecord.readers.mail_headers import decode_charset, decode_value

MAX_NESTING = 60  # multiparts inside multiparts; mail programs reach some six
_BODY_TYPES = frozenset({"text/plain", "text/html"})
_SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
    "application/pdf": ".pdf",
    "application/ms-tnef": ".dat",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
}
# what no name in a citation may hold: a folder's slash, a control character
_UNSAFE_RE = re.compile(r"[/\\\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One thing that hangs on a mail: its name as cited, and its bytes."""

    name: str
    content: bytes


@dataclass(slots=True)
class MailBody:
    """The words of a mail, its attachments, and what went wrong, as (reason, sentence)."""

    text: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)


def read_body(message: Message, limits: FamilyLimits | None = None) -> MailBody:
    """The words and the attachments of a parsed message."""
    body = MailBody()
    texts = _collect(message, body, limits or FamilyLimits(), depth=0)
    joined = "\n".join(text.strip("\r\n") for text in texts if text.strip())
    body.text = joined.replace("\r\n", "\n").replace("\r", "\n")
    body.attachments = tell_apart(body.attachments)
    return body


def name_safely(name: str) -> str:
    """A name without what no citation may hold (slashes, control characters); "part" where nothing is left."""
    return _UNSAFE_RE.sub("_", name).strip()[:200].strip(".") or "part"


def tell_apart(attachments: list[Attachment]) -> list[Attachment]:
    """The same attachments; the second of a name becomes `name~2`."""
    seen: dict[str, int] = {}
    told: list[Attachment] = []
    for item in attachments:
        seen[item.name] = seen.get(item.name, 0) + 1
        suffix = f"~{seen[item.name]}" if seen[item.name] > 1 else ""
        stem, dot, ending = item.name.rpartition(".")
        name = f"{stem}{suffix}.{ending}" if dot and stem else item.name + suffix
        told.append(Attachment(name=name, content=item.content))
    return told


def _collect(part: Message, body: MailBody, limits: FamilyLimits, *, depth: int) -> list[str]:
    if depth > MAX_NESTING:
        _fault(body, "too_deep", f"parts nested more than {MAX_NESTING} deep were left out")
        return []
    kind = part.get_content_type()
    if kind in {"message/rfc822", "message/global"}:
        _take_message(part, body, limits)
        return []
    payload = part.get_payload()
    if isinstance(payload, list):
        children = [child for child in payload if isinstance(child, Message)]
        if kind in {"multipart/encrypted", "application/pkcs7-mime"}:
            _fault(body, "encrypted_mail", "the body is encrypted")
        if kind == "multipart/alternative":
            return _choose([_collect_child(child, body, limits, depth=depth) for child in children])
        return [text for child in children for text in _collect_child(child, body, limits, depth=depth)[1]]
    return _take_leaf(part, kind, body, limits)


def _collect_child(child: Message, body: MailBody, limits: FamilyLimits, *, depth: int) -> tuple[str, list[str]]:
    return child.get_content_type(), _collect(child, body, limits, depth=depth + 1)


def _choose(alternatives: list[tuple[str, list[str]]]) -> list[str]:
    filled = [(kind, texts) for kind, texts in alternatives if any(text.strip() for text in texts)]
    for kind, texts in filled:
        if kind == "text/plain":
            return texts
    return filled[-1][1] if filled else []  # RFC 2046 (5.1.4): the last alternative is the richest


def _take_leaf(part: Message, kind: str, body: MailBody, limits: FamilyLimits) -> list[str]:
    content = _payload(part)
    name = _filename(part)
    disposition = str(part.get("content-disposition", "")).strip().lower()
    if kind not in _BODY_TYPES or name or disposition.startswith("attachment"):
        if kind in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
            _fault(body, "encrypted_mail", "the body is encrypted or wrapped in a signature (S/MIME)")
        if content or name:
            _attach(body, limits, name or _default_name(body, kind), content)
        return []
    text = decode_charset(content, _charset(part))
    if kind == "text/html":
        if len(content) > MAX_HTML_BYTES:
            _fault(body, "too_large", f"a body of {len(content):,} bytes of markup was left out")
            return []
        text = extract_all_text(text)
        if content.strip() and not text.strip():
            _fault(body, "no_text", "the body's markup holds no text")
    return [text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")]


def _take_message(part: Message, body: MailBody, limits: FamilyLimits) -> None:
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(inner, Message):
        _attach(body, limits, _filename(part) or _default_name(body, "message/rfc822"), _payload(part))
        return
    try:
        content = inner.as_bytes()
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        _fault(body, "broken_mail", f"an attached mail cannot be taken out ({type(error).__name__})")
        return
    subject = decode_value(str(inner.get("subject", "")))[:60]
    name = _filename(part) or (name_safely(subject) + ".eml" if subject else _default_name(body, "message/rfc822"))
    _attach(body, limits, name if name.lower().endswith(".eml") else name + ".eml", content)


def _attach(body: MailBody, limits: FamilyLimits, name: str, content: bytes) -> None:
    if len(body.attachments) < limits.max_parts:
        body.attachments.append(Attachment(name=name, content=content))
    else:
        _fault(body, "too_many_parts", f"more than {limits.max_parts:,} attachments; the rest were left out")


def _payload(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        content = None
    if isinstance(content, bytes):
        return content
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError, TypeError, AttributeError):
        return None


def _filename(part: Message) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError, AttributeError):
        name = None
    return name_safely(decode_value(name)) if name else ""


def _default_name(body: MailBody, kind: str) -> str:
    return f"part-{len(body.attachments) + 1}{_SUFFIXES.get(kind, '')}"


def _fault(body: MailBody, reason: str, detail: str) -> None:
    if (reason, detail) not in body.faults:
        body.faults.append((reason, detail))
