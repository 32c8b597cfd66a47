"""One speaker's position over time: announced, then delayed, then withdrawn.

In: a case. Out: D305 notes with both statements. A statement is a sentence in which somebody says what they would do; two of
them are the same matter where they share a telling noun. It says that a position changed, never why; it stays silent where
the speaker of either statement is not named, or the matter is not the same by its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.checks.registry import declare, finding
from onrecord.intervals import DateInterval
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Place
from onrecord.model.mentions import PassageKind
from onrecord.spans import Span
from onrecord.text.sentences import split_sentences

D305 = declare(
    "D305",
    title="A position changed over time",
    severity=Severity.NOTE,
    means="The same speaker first said that something would be done, and later that it would be delayed or not be done.",
    example='"announced that he would authorize the raids"; then "tweeted that he would delay the raids for two weeks".',
    what_to_do="Say which statement holds at the time of writing, and give both with their days.",
    when_wrong="The two statements are about different plans, or the second was made first.",
)

CUES = (
    "announced|said|says|tweeted|declared|told|wrote|confirmed|stated|pledged|vowed|promised|threatened|warned|insisted|signaled|"
    "indicated|posted|added"
)
# "President Trump announced that he would authorize ICE to conduct raids", "The mayor said she will not close the shelter"
STATEMENT_RE = re.compile(
    r"(?P<speaker>(?:[Tt]he (?:[A-Z]?[a-z]+ )?[A-Za-z][a-z]+|(?:[A-Z][\w.’'-]+ ){0,4}[A-Z][\w’'-]+)) "
    r"(?:has |had |also |then |later |first )?"
    rf"(?P<cue>{CUES})(?: (?:on )?[A-Z][a-z]+(?: \d{{1,2}})?,?)? (?:that )?(?P<content>(?:he|she|they|it|[Tt]he [a-z]+) "
    r"(?P<modal>would|will)(?P<negated> not| no longer| never)? (?P<verb>[a-z]+)(?P<object>[^.!?;“”]{0,200}))"
)
DELAYED = frozenset(("delay", "postpone", "suspend", "pause", "defer", "hold", "push"))
WITHDRAWN = frozenset(("cancel", "withdraw", "drop", "scrap", "abandon", "rescind", "revoke", "shelve", "end", "halt", "stop"))
STANCES = ("announced", "delayed", "withdrawn")
TITLES = frozenset(
    ("president", "governor", "mayor", "secretary", "senator", "minister", "director", "chief", "sheriff", "chairman")
)
STEM_LETTERS = 6
PLAIN_WORDS = frozenset(
    ("people", "states", "united", "country", "should", "because", "before", "against", "national", "government")
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody said they would do. `speaker` is a key: the last name, or the title where no name is given."""

    document: Document
    span: Span
    speaker: str
    title: str | None
    stance: int
    matter: frozenset[str]
    said_on: DateInterval | None


def check_positions(case: CaseRecords) -> Iterator[Finding]:
    """D305 for statements of one speaker in one document, the earlier one told first."""
    for part in case.parts:
        statements = list(_statements(part))
        for n, first in enumerate(statements):
            later = next((s for s in statements[n + 1 :] if _changed(first, s)), None)
            if later is not None:
                yield _finding(first, later)


def _changed(first: Statement, later: Statement) -> bool:
    """Another stance of the same speaker on the same matter, not told to be earlier."""
    same_speaker = later.speaker in (first.speaker, first.title)
    if not same_speaker or later.stance <= first.stance or not first.matter & later.matter:
        return False
    return not (first.said_on is not None and later.said_on is not None and later.said_on.is_before(first.said_on))


def _finding(first: Statement, later: Statement) -> Finding:
    shared = sorted(first.matter & later.matter)[0]
    change = f"{STANCES[first.stance]}, then {STANCES[later.stance]}"
    days = [f"{_shown(s.said_on)}" for s in (first, later)]
    return finding(
        D305,
        message=f"The position changed: {change} (the matter by its words: '{shared}...').",
        outcome=Outcome.HOLDS,
        places=[_place(s) for s in (first, later)],
        working=f"{STANCES[first.stance]} {days[0]}; {STANCES[later.stance]} {days[1]}",
    )


def _statements(part: DocumentRecords) -> Iterator[Statement]:
    document = part.document
    if document.kind == "table":
        return
    regions = [p.span for p in part.mentions.passages if p.kind is PassageKind.REPORTING] or [Span(0, len(document.text))]
    for region in regions:
        told = region.of(document.text)
        if " will" not in told and " would" not in told:
            continue  # most mail: no statement of what somebody means to do
        for sentence in split_sentences(told):
            if len(sentence) > 1000:
                continue
            words = sentence.shifted(region.start)
            found = STATEMENT_RE.search(words.of(document.text))
            if found is not None:
                statement = _statement(part, words, found)
                if statement is not None:
                    yield statement


def _statement(part: DocumentRecords, sentence: Span, found: re.Match[str]) -> Statement | None:
    names = found["speaker"].split()
    last = re.sub(r"['’]s$", "", names[-1]).lower()
    if last in ("he", "she", "they", "it"):
        return None
    title = next((word.lower() for word in names[:-1] if word.lower() in TITLES), None)
    verb = found["verb"]
    stance = 2 if found["negated"] or verb in WITHDRAWN else 1 if verb in DELAYED else 0
    matter = frozenset(
        word[:STEM_LETTERS].lower() for word in re.findall(r"[A-Za-z]{6,}", found["object"]) if word.lower() not in PLAIN_WORDS
    )
    if not matter:
        return None
    span = Span(sentence.start + found.start("speaker"), sentence.start + found.end("content")).strip(part.document.text)
    return Statement(part.document, span, last, title, stance, matter, _said_on(part, sentence))


def _said_on(part: DocumentRecords, sentence: Span) -> DateInterval | None:
    """The first day or stretch that the sentence dates itself by."""
    for mention in part.mentions.dates:
        if sentence.start <= mention.span.start < sentence.end and mention.kind != "duration" and mention.value is not None:
            return mention.value
    return None


def _shown(value: DateInterval | None) -> str:
    if value is None:
        return "(undated)"
    return str(value.earliest) if value.earliest == value.latest else f"{value.earliest} to {value.latest}"


def _place(statement: Statement) -> Place:
    document, span = statement.document, statement.span
    return Place(document_id=document.id, span=span, text=span.of(document.text), page=document.page_at(span.start))
