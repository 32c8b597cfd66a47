"""Retellings side by side: who was addressed and who acted (C807), and how far an outcome reaches (C808).

In: the documents of one story. Out: notes with a place in each document. Two sentences tell one thing only where they share
content words beside the label that is compared. Trap: a component of a department is the department; what a pack says of
parts and wholes is stated in the finding, and nothing of this is more than a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.checks.coverage_rules import LABELS, SCOPE
from onrecord.checks.registry import finding
from onrecord.checks.told import Told, stems, told_sentences
from onrecord.model.case import DocumentRecords
from onrecord.model.findings import Finding, Outcome
from onrecord.model.links import Place
from onrecord.model.packs import Pack
from onrecord.text.name_words import UNNAMED_NOUNS

_PLURALS = "|".join(sorted(noun for noun in UNNAMED_NOUNS if noun.endswith("s") and noun != "sources"))
# "instructing city chiefs around the country to", "instructed the agency’s chiefs of staff nationwide that"
ADDRESSED_RE = re.compile(
    rf"\b(?:instruct|order|direct|command|urg|requir|task)(?:ed|ing|s"
    rf"|es) (?P<who>(?:[\w’'.-]+ ){{0,4}}(?:chiefs of staff|{_PLURALS})"
    r"(?: (?:nationwide|around the \w+|across the \w+|in [A-Z]\w+))?)(?= (?:to|that)\b)"
)
REACH_CHARS = 170  # how much of what was ordered is compared
SHARED_ORDER = 2  # content words that two orders must share
_ORG = r"(?<!\w)(?:[Tt]he )?[A-Z][\w.&-]{0,40}(?: (?:(?:of|and|for) )?[A-Z][\w.&-]{0,40}){0,5}"
_ACTS = (
    r"(?:raids?|arrests?|sweeps?|operations?|strikes?|searches|search|round-?ups?|crackdowns?|evictions?|deportations?|removals?"
    r"|seizures?|patrols?|inspections?|audits?|attacks?|bombings?|evacuations?|layoffs?|closures?)"
)
_DID = r"(?:executed|carried out|conducted|launched|ramped up|led|organized|organised|staged|ran|initiated|undertook|began)"
# "The raids executed by the Department of Parks"
DONE_BY_RE = re.compile(rf"\b(?:[Tt]he |[Tt]hese |[Tt]hose )?(?:[a-z-]+ ){{0,2}}(?P<event>{_ACTS}) {_DID} by (?P<who>{_ORG})")
# "BLC ramped up mass raids"
DID_RE = re.compile(rf"(?P<who>{_ORG}) (?:has |had |have )?{_DID} (?:[a-z-]+ ){{0,3}}(?P<event>{_ACTS})\b")
# "In the state of Texas, at least,", "at least in Texas"
LIMIT_RE = re.compile(
    r"\bin (?:the (?:state|city|county|town) of )?[A-Z]\w+(?: [A-Z]\w+)?, at least\b|\bat least in [A-Z]\w+", re.IGNORECASE
)
FAILED_RE = re.compile(
    r"\b(?:(?:was|were|proved|been|largely|mostly) (?:unsuccessful|fruitless|in vain)|failed|fails|backfired"
    r"|did(?:n[’']t| not)(?: just)? work|fell flat)\b"
)
ANY_PLACE_RE = re.compile(r"\b(?:in|at|near|around) (?:the )?[A-Z]\w+")
SHARED_OUTCOME = 3


@dataclass(frozen=True, slots=True)
class _Label:
    """Who somebody is called in one sentence, and the content words that say of what."""

    part: DocumentRecords
    who: str
    about: frozenset[str]
    place: Place


def check_retellings(members: Sequence[DocumentRecords], pack: Pack) -> Iterator[Finding]:
    """The findings between the documents of one story."""
    told = [(part, told_sentences(part)) for part in members]
    yield from _addressees([label for part, sentences in told for label in _orders(part, sentences)])
    yield from _doers([label for part, sentences in told for label in _deeds(part, sentences)], pack)
    yield from _scopes(told)


# -- C807 ---------------------------------------------------------------------------------------------------------


def _orders(part: DocumentRecords, sentences: Sequence[Told]) -> Iterator[_Label]:
    for told in sentences:
        for match in ADDRESSED_RE.finditer(told.own):
            about = stems(told.text[match.end() : match.end() + REACH_CHARS])
            yield _Label(part, match["who"], about, told.place(*match.span("who")))


def _addressees(labels: Sequence[_Label]) -> Iterator[Finding]:
    """Labels of one order in different documents; each label is shown once."""
    left = list(labels)
    while left:
        group = [left.pop(0)]
        for label in list(left):
            if any(label.part is not other.part and len(label.about & other.about) >= SHARED_ORDER for other in group):
                group.append(label)
                left.remove(label)
        if len({stems(label.who) for label in group}) > 1 and len({label.part.document.id for label in group}) > 1:
            said = "; ".join(f"“{label.who}”" for label in group)
            yield finding(
                LABELS,
                message=f"Those who were addressed are called {said}.",
                outcome=Outcome.CANNOT_TELL,
                places=[label.place for label in group],
                tolerance=f"the orders share at least {SHARED_ORDER} content words",
            )


def _deeds(part: DocumentRecords, sentences: Sequence[Told]) -> Iterator[_Label]:
    bodies = [mention for mention in part.mentions.people if mention.kind == "organisation"]
    for told in sentences:
        for pattern in (DONE_BY_RE, DID_RE):
            for match in pattern.finditer(told.own):
                start, end = (told.span.start + offset for offset in match.span("who"))
                name = next((m.name for m in bodies if m.span.start < end and start < m.span.end), None)
                if name is not None:
                    yield _Label(part, name, stems(match["event"]), told.place(*match.span()))


def _doers(labels: Sequence[_Label], pack: Pack) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for at, first in enumerate(labels):
        for second in labels[at + 1 :]:
            if first.part is second.part or not first.about or first.about != second.about or first.who == second.who:
                continue
            pair = (min(first.who, second.who), max(first.who, second.who))
            if pair in seen or _is_short_for(first.who, second.who):
                continue
            seen.add(pair)
            part_of = _component(first.who, second.who, pack)
            yield finding(
                LABELS,
                message=f"The same kind of act is {first.who}'s in one text and {second.who}'s in another."
                + (f" {part_of}: the two agree." if part_of else ""),
                outcome=Outcome.HOLDS if part_of else Outcome.CANNOT_TELL,
                places=[first.place, second.place],
            )


def _is_short_for(a: str, b: str) -> bool:
    """True where one is the letters of the other or a part of its words."""
    short, long_form = sorted((a, b), key=len)
    letters = "".join(word[0] for word in long_form.split() if word[0].isupper())
    return short in letters or set(short.lower().split()) <= set(long_form.lower().split())


def _component(a: str, b: str, pack: Pack) -> str | None:
    for part, whole in pack.components:
        if {part.lower(), whole.lower()} == {a.lower().removeprefix("the "), b.lower().removeprefix("the ")}:
            return f"{part} is a part of {whole}"
    return None


# -- C808 ---------------------------------------------------------------------------------------------------------


def _scopes(told: Sequence[tuple[DocumentRecords, tuple[Told, ...]]]) -> Iterator[Finding]:
    for part, sentences in told:
        for at, limited in enumerate(sentences):
            limit = LIMIT_RE.search(limited.own)
            if limit is None or not FAILED_RE.search(limited.own):
                continue
            about = stems(" ".join(sentence.text for sentence in sentences[at : at + 2]))
            for other_part, others in told:
                if other_part is not part:
                    yield from _broader(limited, limit.group(), about, others)


def _broader(limited: Told, limit: str, about: frozenset[str], others: Sequence[Told]) -> Iterator[Finding]:
    for other in others:
        failed = FAILED_RE.search(other.own)
        if failed is None or LIMIT_RE.search(other.own) or ANY_PLACE_RE.search(other.own):
            continue
        if len(about & stems(other.text)) >= SHARED_OUTCOME:
            yield finding(
                SCOPE,
                message=f"One text limits the outcome (“{limit}”), the other does not (“{failed.group()}”).",
                outcome=Outcome.CANNOT_TELL,
                places=[limited.place(), other.place(*failed.span())],
                tolerance=f"the sentences share at least {SHARED_OUTCOME} content words",
            )
            return
