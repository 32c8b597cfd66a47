"""Checks of what belongs to a message: its attachments, the mail it answers, the words it says stand below.

In: a case. Out: findings R705, R706 and R707, all notes: a release seldom says why something is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import PurePosixPath

from onrecord.checks.record_rules import R705, R706, R707
from onrecord.checks.registry import finding
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Place
from onrecord.model.messages import Message
from onrecord.spans import Span

# Like "<< File: budget (final).doc >>", "<<budget.xls>>"
FILE_RE = re.compile(r"<<\s?(?:File:\s?)?(?P<name>[^<>\n]{1,120}\.[A-Za-z]{2,5})\s?>>")
# Like "see below", "per the email below", "please read the note below"
BELOW_RE = re.compile(
    r"\b(?:see|per|read|noted?|email|e-mail|message|request|question|chain|thread)\s(?:the\s\w+\s)?below\b", re.IGNORECASE
)
# Like "RE: Budget"
ANSWER_RE = re.compile(r"\s*(?:re|aw|sv|antw)\s?[:;]", re.IGNORECASE)
# Like "RE: FW: " before "Budget"
PREFIXES_RE = re.compile(r"(?:\s*(?:re|aw|sv|antw|fw|fwd|wg)\s?[:;])*\s*", re.IGNORECASE)
AFTER_BELOW = 240  # characters of its own words behind "see below" in which the thing itself may stand


def check_families(case: CaseRecords) -> Iterator[Finding]:
    """R705, R706 and R707 over the whole case."""
    names = {PurePosixPath(part.document.source.path.replace("!", "")).name.casefold() for part in case.parts}
    names |= {(part.document.title or "").casefold() for part in case.parts}
    first_sent = _first_sent(case)
    for part in case.parts:
        attached = {balance.page for balance in part.inbox.balances if balance.n_attachment}
        quoting = {message.quoted_in for message in part.inbox.messages if message.quoted_in}
        for message in part.inbox.messages:
            if message.copy_of is not None:
                continue
            yield from _attachments(part, message, names, attached)
            if not message.seen_in_quotation:
                yield from _parent(part, message, first_sent)
                yield from _below(part, message, quoting)


def _attachments(part: DocumentRecords, message: Message, names: set[str], attached: set[int]) -> Iterator[Finding]:
    """R705: a file is named, and neither a document of the case nor a page behind the message is it."""
    behind = (message.page_last or 0) + 1
    if behind in attached:
        return
    for name, place in _named_files(part, message):
        if name.casefold() not in names:
            yield finding(
                R705,
                message=f'The attachment "{name}" is named and not among the sources.',
                outcome=Outcome.CANNOT_TELL,
                places=[place],
            )


def _named_files(part: DocumentRecords, message: Message) -> Iterator[tuple[str, Place]]:
    text = part.document.text
    for name in message.attachments:
        at = text.find(name, message.header_span.start, message.header_span.end)
        if at >= 0:
            yield name, _place(part, Span(at, at + len(name)))
    for span in message.body_spans:
        for match in FILE_RE.finditer(text, span.start, span.end):
            yield match["name"].strip(), _place(part, Span(match.start(), match.end()))


def _first_sent(case: CaseRecords) -> dict[str, datetime]:
    """When the first message on each subject was sent."""
    first: dict[str, datetime] = {}
    for part in case.parts:
        for message in part.inbox.messages:
            if message.sent is not None and message.subject:
                subject, at = _matter(message.subject), message.sent.earliest.replace(tzinfo=None)
                first[subject] = min(first.get(subject, at), at)
    return first


def _matter(subject: str) -> str:
    return PREFIXES_RE.sub("", subject, count=1).casefold().strip()


def _parent(part: DocumentRecords, message: Message, first_sent: Mapping[str, datetime]) -> Iterator[Finding]:
    """R706: an answer whose question is neither quoted below nor, by its subject, anywhere in the case."""
    if message.parent_id is None and message.subject and ANSWER_RE.match(message.subject):
        earlier = first_sent.get(_matter(message.subject))
        if earlier is not None and message.sent is not None and earlier < message.sent.earliest.replace(tzinfo=None):
            return
        yield finding(
            R706,
            message=f'"{message.subject}" answers a message that is not among the sources.',
            outcome=Outcome.CANNOT_TELL,
            places=[_header(part, message)],
        )


def _below(part: DocumentRecords, message: Message, quoting: set[str]) -> Iterator[Finding]:
    """R707: the message points below, and nothing follows."""
    if message.id in quoting or message.parent_id is not None:
        return
    text = part.document.text
    left = sum(len(span) for span in message.body_spans)
    for span in message.body_spans:
        left -= len(span)
        match = BELOW_RE.search(text, span.start, span.end)
        if match is not None and left + span.end - match.end() <= AFTER_BELOW:
            yield finding(
                R707,
                message=f'The message says "{match.group()}", and nothing stands below it.',
                outcome=Outcome.CANNOT_TELL,
                places=[_place(part, Span(match.start(), match.end()))],
            )
            return


def _place(part: DocumentRecords, span: Span) -> Place:
    text = span.of(part.document.text)
    return Place(document_id=part.document.id, span=span, text=text, page=part.document.page_at(span.start))


def _header(part: DocumentRecords, message: Message) -> Place:
    line = message.header_span.of(part.document.text).split("\n", 1)[0]
    return _place(part, Span(message.header_span.start, message.header_span.start + len(line)))
