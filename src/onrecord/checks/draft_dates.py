"""The dates of a draft beside those of the case: the same day for the same thing, or what is missing to check it.

In: a date of the draft, when the draft is published (if that is known), and the case. Out: a ruling. A day holds where a
record of that day, or a record's sentence with that day, shares the draft's words. Trap: "last week" counts from the day of
publication and from nothing else; without one it is no date, and today is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.checks.draft_evidence import (
    Evidence,
    Support,
    are_alike,
    best,
    outlets,
    places_of,
    plain_stems,
    support,
    without_names,
)
from onrecord.checks.draft_ruling import Ruling
from onrecord.intervals import DateInterval
from onrecord.model.documents import Document
from onrecord.model.findings import Outcome, Severity
from onrecord.model.links import Place
from onrecord.model.mentions import DateMention
from onrecord.spans import Span
from onrecord.text.surroundings import sentence_around

CLAIMED = frozenset(("absolute", "partial", "relative", "anchored", "in_quote"))
WIDEST_DAYS = 100  # a quarter; a longer stretch is background and no date of anything
LEAST_SHARED, LEAST_SHARED_MAIL = 2, 3  # content words in common with a sentence, and with a whole mail
BODY_CHARS = 4_000  # of a mail's body; what stands below is seldom why it is dated in an article
MAIL_RE = re.compile(r"\be-?mails?\b|\bmessages?\b", re.IGNORECASE)  # "The first e-mail was sent on March 5."
NEEDS_PUBLICATION = frozenset(("relative", "partial"))


class QuotedMail(NamedTuple):
    """A quotation of the draft and the message, of a known day, in which its words were found."""

    span: Span
    place: Place
    sent_on: DateInterval


def rule_date(mention: DateMention, draft: Document, evidence: Evidence, quoted: Sequence[QuotedMail] = ()) -> Ruling:
    """The verdict on a date of the draft by the texts of the case; `quoted` are the draft's quotations found in mail."""
    value = mention.value
    hangs_on_publication = mention.kind in NEEDS_PUBLICATION or mention.anchor == "document"
    if draft.source.published is None and hangs_on_publication:
        return Ruling(verdict="Cannot be checked: no date of publication is given.", outcome=Outcome.CANNOT_TELL)
    if value is None:
        reason = mention.unresolved_reason or "the words name no day"
        return Ruling(verdict=f"Cannot be checked: {reason}.", outcome=Outcome.CANNOT_TELL)
    working = f"“{' '.join(mention.text.split())}” = {_days(value)}{_counted_from(mention, draft)}"
    if (value.latest - value.earliest).days > WIDEST_DAYS:
        return Ruling(verdict="Cannot be checked: no day or month is named.", outcome=Outcome.CANNOT_TELL, working=working)
    sentence = sentence_around(draft.text, mention.span.start, mention.span.end)
    elsewhen = _quoted_on_other_days(value, [one for one in quoted if one.span.overlaps(sentence)])
    if elsewhen:
        verdict = f"Check this time: the words quoted in this sentence were sent on {_days(elsewhen[0].sent_on)}."
        places = tuple(one.place for one in elsewhen)
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, severity=Severity.WARNING, places=places, working=working)
    around = sentence.of(draft.text)
    words = plain_stems(without_names(around))
    found = best((*_same_days(value, words, evidence), *_mails_of(value, words, evidence)))
    records = tuple(one for one in found if one.is_record)
    if records:
        verdict = f"A record of the same time shares its words, in {outlets(records)}."
        return Ruling(verdict=verdict, outcome=Outcome.HOLDS, places=places_of(found), working=working)
    mails = _any_mail_of(value, evidence) if MAIL_RE.search(around) else ()
    if mails:
        verdict = "A message of that day is in the records; whether it is the one meant, the words do not say."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, places=places_of(mails), working=working)
    if found:
        verdict = f"Only coverage loaded gives this time: {outlets(found)}. No record loaded does."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, places=places_of(found), working=working)
    others = best(_mails_of(None, words, evidence))
    if others:
        verdict = "No record of this time shares the words of this sentence; a message of another day does."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, places=places_of(others), working=working)
    verdict = "Cannot be checked: nothing loaded gives a time for this."
    return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, working=working)


def _quoted_on_other_days(value: DateInterval, quoted: Sequence[QuotedMail]) -> tuple[QuotedMail, ...]:
    """The mails quoted beside a date, where none of them is of that time: “last week” beside words of last month."""
    if any(one.sent_on.intersects(value) for one in quoted):
        return ()
    return tuple(quoted)


def _days(value: DateInterval) -> str:
    return f"{value.earliest}" if value.earliest == value.latest else f"{value.earliest} to {value.latest}"


def _counted_from(mention: DateMention, draft: Document) -> str:
    """From what a date was counted, in words; nothing where it is written out."""
    published = draft.source.published
    if mention.anchor in (None, "written"):
        return ""
    if mention.anchor == "document" and published is not None:
        return f", counted from the publication ({_days(published)})"
    return f", counted from the {mention.anchor}"


def _same_days(value: DateInterval, words: frozenset[str], evidence: Evidence) -> Iterator[Support]:
    """The places of the case that date a sentence of like words within these days."""
    for document, other in evidence.dates:
        if other.value is None or other.kind not in CLAIMED or not value.contains(other.value):
            continue
        around = evidence.stems_around(document, other.span)
        shared = len(words & around)
        if shared >= LEAST_SHARED and are_alike(shared, words, around):
            yield support(document, other.span, shared)


def _mails_of(value: DateInterval | None, words: frozenset[str], evidence: Evidence) -> Iterator[Support]:
    """The messages sent within these days, or on any, that share words with the draft's sentence."""
    for document, message in evidence.messages:
        if message.sent is None or (value is not None and not value.contains(message.sent.days())):
            continue
        shared = len(words & plain_stems(f"{message.subject or ''} {message.sender or ''} {message.body[:BODY_CHARS]}"))
        if shared >= LEAST_SHARED_MAIL:
            yield support(document, message.header_span or message.span, shared)


def _any_mail_of(value: DateInterval, evidence: Evidence) -> tuple[Support, ...]:
    """The messages of one certain day, where the draft speaks of a message without saying what it says."""
    if value.earliest != value.latest:
        return ()
    sent = ((document, one) for document, one in evidence.messages if one.sent is not None and one.sent.days() == value)
    return tuple(support(document, one.header_span or one.span, 0) for document, one in sent)
