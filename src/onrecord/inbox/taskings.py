"""Taskings: who asks whom for what, by when, and what became of it along the thread.

In: messages with their threads, and the documents they stand in. Out: `Tasking`s. A request is a sentence with a form of
asking ("please send", "can you", "need this by noon") in the writer's own words. The due time is anchored on the message's
date: "tonight" is that day until midnight, "COB" that day until six, "by Friday" the first Friday after it. What became of
it is read from the thread alone and shown with the messages that say so; without such a message a tasking is open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from onrecord.inbox.dates import read_sent
from onrecord.inbox.threads import person_keys
from onrecord.intervals import InstantInterval
from onrecord.model.documents import Document
from onrecord.model.ids import make_id
from onrecord.model.messages import Message, Tasking
from onrecord.spans import Span
from onrecord.text.sentences import split_sentences

_ACTS = (
    r"send|provide|forward|draft|prepare|review|confirm|advise|get|give|call|check|clear|respond|reply|update|submit|compile|"
    r"pull|share|fill|complete|find|let|make|add|fix|circulate|coordinate|look|schedule|set|print|sign|approve|comment|furnish|"
    r"deliver|request|ensure|reach|email|fax|run|write|put|identify|answer|bring|take|work|see|return|include|inform|contact"
)
# Like "Please send me the numbers by noon", "pls call ops"
PLEASE_RE = re.compile(
    rf"\b(?:please|pls|plse|kindly)\s(?:\w+ly\s)?(?P<act>(?:{_ACTS})\b.{{0,400}})", re.IGNORECASE | re.DOTALL
)
# Like "Can you please provide ...", "Would you be able to clear this", "Could someone pull the file"
CAN_YOU_RE = re.compile(
    rf"\b(?:can|could|would|will)\s(?:you|u|someone|we|your office)\s(?:please\s|pls\s|also\s"
    rf"|be able to\s)*(?P<act>(?:{_ACTS})\b.{{0,400}})",
    re.IGNORECASE | re.DOTALL,
)
# Like "I need the list by COB", "We need you to confirm", "She would like numbers tonight", "Need this by noon"
NEED_RE = re.compile(
    r"(?:\b(?:I|i|[Ww]e|(?P<behalf>[Ss]/?he|[Tt]hey|[Tt]he [A-Z][\w ]{2,40}?))\s(?:will\s)?(?:needs?|wants?|would like"
    r"|requests?|requires?)|(?:\A|\n)\s{0,9}(?:Need|Require))\s(?P<act>.{3,400})",
    re.DOTALL,
)
# Like "Due tonight", "DUE: 10/6 COB"
DUE_RE = re.compile(r"\b[Dd](?:ue|UE)\b:?\s(?P<act>.{2,80})", re.DOTALL)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OFFICE = (
    r"[Tt]he (?:[A-Z][a-z]{2,15} ){0,2}(?:Secretary|Director|Commissioner|Administrator|Governor|Mayor|Sheriff|Chief|Minister"
    r"|Superintendent|Chancellor|Attorney General|President|Chairman|Chairwoman|Chair)\b|[A-Z]{1,3}-?\d\b"
)
# For whom, in the sentence or the one before: "for S1", "S1 has asked for", "on behalf of the Deputy Director", "per the Mayor"
BEHALF_RE = re.compile(
    rf"\b(?:[Ff]or|[Pp]er|[Oo]n behalf of|[Aa]t the request of|[Ff]rom)\s(?P<whom>{_OFFICE})"
    rf"|\b(?P<who>{_OFFICE})\s(?:has |have |had |is |was |just )?(?:ask(?:ed|ing|s)|request(?:ed|ing|s)|needs|wants|tasked)\b"
)
# Like "by COB today", "due tonight", "before noon tomorrow", "by Friday", "no later than 3 pm", "by October 6, 2017"
WHEN_RE = re.compile(
    r"\b(?:(?:by|before|due|no later than|nlt|until|prior to)\s(?:the\s)?(?:end of\s)?)?"
    r"(?P<when>(?:cob|c\.o\.b\.|eod|eob|close of business|noon|midnight|tonight|today|tomorrow(?: morning)?"
    r"|this (?:morning|afternoon|evening)|"
    r"(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?|"
    r"(?<=nlt )[012]\d:?[0-5]\d\b|(?<=later than )[012]\d:?[0-5]\d\b|[012]\d[0-5]\d\s?(?:hrs?|hours)\b|"
    r"\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:, ?\d{4})?)"
    r"(?: \(?[ecmp][sd]?t\b\)?)?(?:[ ,]{1,2}(?:on |at |of )?(?:cob|eod|noon|today|tomorrow|tonight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|\d{1,2}(?::\d{2})?\s?[ap]\.?m\b\.?))?)",
    re.IGNORECASE,
)
_BOUND_RE = re.compile(
    r"\b(?:by|before|due|no later than|nlt|until|prior to|tonight|cob|eod|eob|close of business)\b", re.IGNORECASE
)
CHASE_RE = re.compile(
    r"\b(?:any (?:update|news|word|luck)|follow(?:ing)?[ -]up|remind(?:er|ing)|still (?:need|waiting)|have not (?:heard"
    r"|received)|status\?|where are we)\b",
    re.IGNORECASE,
)
DECLINE_RE = re.compile(
    r"\b(?:(?:are|am|is|be) (?:un|not )able to|cannot|can ?not|can't|won't be able|declin(?:e|ing)|no comment"
    r"|not in a position|regret)\b",
    re.IGNORECASE,
)
# Like "let me know if you have questions", "see attached", "contact the sender": polite, and nothing to deliver
COURTESY_RE = re.compile(
    r"(?:let (?:me|us) know(?: if| whether|\W|$)|see\b|contact\b|call me\b|feel free|find (?:attached|enclosed|below)"
    r"|do not|note\b|make sure)",
    re.IGNORECASE,
)
MAX_SENTENCE = 600
MAX_BODY = 60_000


def find_taskings(messages: Sequence[Message], documents: Mapping[str, Document]) -> tuple[Tasking, ...]:
    """The taskings of a case, each once however many copies of its message there are; call after `link_threads`."""
    threads: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        if message.copy_of is None:
            threads[message.thread_id or message.id].append(message)
    found: list[Tasking] = []
    for thread in threads.values():
        for message in thread:
            document = documents.get(message.document_id)
            if document is not None:
                found += [_with_outcome(tasking, message, thread) for tasking in _requests(message, document)]
    return tuple(sorted(found, key=lambda tasking: (tasking.document_id, tasking.span.start, tasking.id)))


def _requests(message: Message, document: Document) -> list[Tasking]:
    text, starts, places = _own_text(message, document)
    found = []
    before = ""
    for sentence in split_sentences(text):
        words, context = sentence.of(text), f"{before} {sentence.of(text)}"
        before = words
        if not 8 <= len(words) <= MAX_SENTENCE:
            continue
        match = PLEASE_RE.search(words) or CAN_YOU_RE.search(words) or NEED_RE.search(words) or DUE_RE.search(words)
        if match is None or (match.re is NEED_RE and _BOUND_RE.search(words) is None):
            continue
        due_text, due = find_due(words, message.sent)
        if due_text is None and (match.re is DUE_RE or COURTESY_RE.match(match["act"])):
            continue
        begin = sentence.start + _greeting_end(words, match.start())
        span = Span(_original(begin, starts, places), _original(sentence.end - 1, starts, places) + 1)
        found.append(
            Tasking(
                id=make_id("k", message.id, span.start, span.end),
                document_id=document.id,
                message_id=message.id,
                span=span,
                text=span.of(document.text),
                page=document.page_at(span.start),
                sender=message.sender,
                to=message.to,
                on_behalf_of=match.groupdict().get("behalf") or _on_behalf_of(context),
                deliverable=" ".join(match["act"].split()).rstrip(" .?!"),
                due=due,
                due_text=due_text,
                found_by=_RULES[match.re.pattern],
            )
        )
    return found


def _on_behalf_of(words: str) -> str | None:
    """For whom something is asked, as the sentence or the one before it says."""
    match = BEHALF_RE.search(words)
    return (match["whom"] or match["who"]) if match else None


def _greeting_end(words: str, limit: int) -> int:
    """Where the sentence begins behind a greeting on a line of its own ("Bob,")."""
    line_end = words.find("\n", 0, limit)
    return line_end + 1 if line_end >= 0 and len(words[:line_end].split()) <= 4 else 0


_RULES = {PLEASE_RE.pattern: "please", CAN_YOU_RE.pattern: "can_you", NEED_RE.pattern: "need", DUE_RE.pattern: "due"}


def _own_text(message: Message, document: Document) -> tuple[str, list[int], list[int]]:
    """(the message's own words, where each piece begins in them, where it begins in the document)."""
    pieces: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    for span in message.body_spans:
        starts.append(length)
        places.append(span.start)
        piece = span.of(document.text)
        pieces.append(piece)
        length += len(piece) + 1
        if length > MAX_BODY:
            break
    return "\n".join(pieces), starts, places


def _original(offset: int, starts: Sequence[int], places: Sequence[int]) -> int:
    at = max(bisect_right(starts, offset) - 1, 0)
    return places[at] + offset - starts[at]


def find_due(words: str, sent: InstantInterval | None) -> tuple[str | None, InstantInterval | None]:
    """(the words that say by when, the time they mean for a message sent then); (None, None) where nothing is said."""
    for match in WHEN_RE.finditer(words):
        bound = match.start("when") > match.start() or _BOUND_RE.match(match["when"]) is not None
        if bound:
            text = match.group().strip()
            return text, _resolved(match["when"].casefold(), sent)
    return None, None


def _resolved(when: str, sent: InstantInterval | None) -> InstantInterval | None:
    """The interval from the message to the moment it is due; None where the message has no date or the words none."""
    if sent is None:
        return None
    start = sent.earliest
    day = _day(when, start.date())
    if day is None:
        return None
    end = datetime.combine(day, _clock(when), tzinfo=start.tzinfo)
    return InstantInterval(start, end) if end >= start else None


def _day(when: str, sent_on: date) -> date | None:
    if "tomorrow" in when:
        return sent_on + timedelta(days=1)
    for number, name in enumerate(_WEEKDAYS):
        if name in when:
            ahead = (number - sent_on.weekday()) % 7
            return sent_on + timedelta(days=ahead + (7 if "next" in when and ahead == 0 else 0))
    slashed = re.search(r"\b(\d{1,2})/(\d{1,2})\b(?!/)", when)
    if slashed:
        return _month_day(int(slashed[1]), int(slashed[2]), sent_on)
    named = (
        read_sent(when if re.search(r"\d{4}|/\d\d", when) else f"{when}, {sent_on.year}")
        if re.search(r"[a-z]{3,9}\.? \d", when)
        else None
    )
    if named is not None:
        return named.earliest.date()
    return sent_on


def _month_day(month: int, day: int, sent_on: date) -> date | None:
    try:
        return date(sent_on.year, month, day)
    except ValueError:
        return None


def _clock(when: str) -> time:
    """The hour meant; COB is taken as six in the evening, a day by itself lasts until midnight."""
    clock = re.search(r"(\d{1,2})(?::(\d{2}))?\s?([ap])\.?m", when)
    if clock:
        hour = int(clock[1]) % 12 + (12 if clock[3] == "p" else 0)
        return time(hour, int(clock[2] or 0))
    of_24 = re.match(r"([01]\d|2[0-3]):?([0-5]\d)\b", when)  # "2030 tonight", "1500 hrs"
    if of_24:
        return time(int(of_24[1]), int(of_24[2]))
    if "noon" in when:
        return time(12, 0)
    if "morning" in when:
        return time(12, 0)
    if re.search(r"cob|c\.o\.b|eod|eob|close of business|afternoon", when):
        return time(18, 0)
    return time(23, 59)


def _with_outcome(tasking: Tasking, message: Message, thread: Sequence[Message]) -> Tasking:
    """What the later messages of the thread say: answered in time, late, declined, chased, or nothing."""
    if message.sent is None:
        return tasking
    asked = _naive(message.sent.earliest)
    later = sorted(
        (_naive(other.sent.earliest), other.id, other)
        for other in thread
        if other.sent is not None and other.id != message.id and _naive(other.sent.earliest) > asked
    )
    asker = person_keys(message.sender or "")
    asked_people = {key for person in (*message.to, *message.cc) for key in person_keys(person)}
    chased: list[str] = []
    for when, identity, other in later:
        writer = person_keys(other.sender or "")
        if writer & asked_people and not writer & asker:
            due = _naive(tasking.due.latest) if tasking.due is not None else None
            status = (
                "declined"
                if DECLINE_RE.search(other.body[:400])
                else ("late" if due is not None and when > due else "answered")
            )
            return _replaced(tasking, status, (identity, *chased))
        if writer & asker and CHASE_RE.search(other.body[:600]):
            chased.append(identity)
    return _replaced(tasking, "chased", tuple(chased)) if chased else tasking


def _replaced(tasking: Tasking, status: str, evidence: tuple[str, ...]) -> Tasking:
    return replace(tasking, status=status, evidence=evidence)


def _naive(at: datetime) -> datetime:
    return at.replace(tzinfo=None)
