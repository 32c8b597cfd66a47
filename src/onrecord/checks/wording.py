"""What a text does with its own claims: takes them back (C803), sets them beside what was found (C804), leaves a trend without
a baseline (C805), infers (C806), and leans on itself (C810).

In: the parts of the coverage. Out: findings. Only the writer's own words are read; what stands in quotation marks is left to
the checks of quotations. Every rule needs the very words that make the claim; a tone is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.checks.coverage_rules import BESIDE_CONDUCT, INFERENCE, NO_BASELINE, OWN_WORK, TAKEN_BACK
from onrecord.checks.registry import finding
from onrecord.checks.told import Told, stems, told_sentences
from onrecord.model.case import DocumentRecords
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Citation
from onrecord.model.mentions import Figure, PassageKind

READ = frozenset((PassageKind.REPORTING, PassageKind.SUBHEADING))
NEAR_SENTENCES = 6  # a claim further off speaks of something else
# "Though he did not use those words", "without saying so", "not in so many words"
TAKES_BACK_RE = re.compile(
    r"\b(?:(?:though|although|while|but|even though) )?(?:he|she|they|it|the \w+|[A-Z]\w+) (?:did not|didn[’']t|never"
    r"|has not|had not|have not) "
    r"(?:actually |quite |exactly |explicitly |directly )?(?:use|used|say|said) (?:those|these|that|the|such)(?: exact"
    r"| very)? (?:words?|terms?|phrases?)"
    r"|\bnot in so many words\b|\bwithout (?:ever )?(?:actually |explicitly )?(?:saying so|using (?:those|these"
    r"|the) (?:exact )?words)\b",
    re.IGNORECASE,
)
# "admits that", "admitting", "explicitly": how a text claims that somebody said it
CLAIMS_SAID_RE = re.compile(
    r"\b(?:admit(?:s|ted|ting)|acknowledg(?:es|ed|ing)|confess(?:es|ed|ing)|conced(?:es|ed|ing)|explicitly"
    r"|openly (?:said|says|stated|admits))\b",
    re.IGNORECASE,
)
CLAUSE_RE = re.compile(r"[^,;:.!?\u3000]{0,160}")
_SAYS = (
    r"(?:said|says|say|stated|states|state|claim|claims|claimed|insist|insists|insisted|announced|maintain|maintains|maintained"
    r"|assured|promised|pledged|told)"
)
# "officials have publicly stated that they are focusing these raids solely on people who have prior records"
ABSOLUTE_RE = re.compile(
    rf"\b{_SAYS}\b(?: \w+){{0,3}}? (?:that )?"
    rf"(?P<claim>[^.;]{{0,140}}?\b(?:solely|only|exclusively|entirely)\b(?P<what>[^.;,]{{6,140}}))"
)
# "had no prior record whatsoever", "were not convicted", "without a record"
CONTRARY_RE = re.compile(r"\b(?:no|not|never|without|n[’']t)\b(?P<what>[^.;,]{3,80})")
MANY_RE = re.compile(r"\b(?:most|many|majority|half|third|quarter|hundreds|dozens|thousands|nearly all)\b", re.IGNORECASE)
SHARED_STEMS = 2  # content words of the absolute claim that the contrary must deny
# "This is a sudden and very concerning increase in", "marks a sharp rise"
TREND_RE = re.compile(
    r"\b(?:is|was|are|were|marks?|marked|represents?|represented|been|seen|saw) (?:an? |the )?(?:[a-z-]+(?:,| and)? ){1,5}?"
    r"(?:increase|surge|spike|rise|uptick|jump|decline|decrease|escalation|explosion)\b(?! (?:of|by|from|to) \S{0,3}\d)"
)
# "than last year", "compared with", "up from 40", "9 percent": a baseline is given
BASELINE_RE = re.compile(
    r"\b(?:than|compared|percent|per cent|percentage|previous|year-over-year|double[ds]?|doubling|tripled?|times"
    r"|since (?:19|20)\d\d|up from|down from|from (?:about |nearly )?\$?\d)\b|%"
)
STRENGTH_RE = re.compile(
    r"\b(?:sudden|sharp|dramatic|significant|steep|major|massive|huge|unprecedented|marked|concerning|alarming|worrying|disturbing|big|drastic|stark)\b"
)
# "Doe evidently designed this", "The failures were largely due to the fact that"
INFERENCE_RE = re.compile(
    r"\b(?:evidently|presumably)\b(?= \w+)|\b(?:was|were|is|are) (?:largely|mainly|mostly|primarily|chiefly"
    r"|simply|purely) (?:due to|because of|because|down to|the result of)\b"
)
NAMES_A_SOURCE_RE = re.compile(
    rf"\b(?:according to|{_SAYS}|argued|argues|believe[sd]?|think|thinks|wrote"
    r"|noted|reported|found|shows?|showed|explained|suggest\w*)\b",
    re.IGNORECASE,
)


def check_wording(part: DocumentRecords, citations: Sequence[Citation]) -> Iterator[Finding]:
    """The findings of one document on its own wording; `citations` are this document's."""
    sentences = told_sentences(part, READ)
    yield from _taken_back(sentences)
    yield from _beside_conduct(sentences, part.mentions.figures)
    yield from _without_baseline(sentences)
    yield from _inferred(sentences)
    yield from _leaning_on_itself(sentences, citations)


def _taken_back(sentences: Sequence[Told]) -> Iterator[Finding]:
    for at, told in enumerate(sentences):
        match = TAKES_BACK_RE.search(told.own)
        if match is None:
            continue
        near = sentences[max(0, at - NEAR_SENTENCES) : at + NEAR_SENTENCES + 1]
        claims = [(other, claim) for other in near for claim in [CLAIMS_SAID_RE.search(other.own)] if claim]
        if claims:
            places = [
                other.place(_clause_start(other.own, claim.start()), _clause_end(other.own, claim.end()))
                for other, claim in claims
            ]
            yield finding(
                TAKEN_BACK,
                message=f"“{match.group().strip()}” stands near “{claims[0][1].group()}”: claimed and taken back.",
                outcome=Outcome.FAILS,
                places=[told.place(match.start(), match.end()), *places],
            )


def _clause_start(sentence: str, at: int) -> int:
    """Where the clause around an offset begins: after the last comma, colon or quoted word, or at the sentence."""
    cut = max(sentence.rfind(mark, 0, at) for mark in (",", ";", ":", "\u3000"))
    start = cut + 1
    while start < at and sentence[start].isspace():
        start += 1
    return start


def _clause_end(sentence: str, at: int) -> int:
    match = CLAUSE_RE.match(sentence, at)
    return len(sentence[: match.end()].rstrip()) if match else at


def _beside_conduct(sentences: Sequence[Told], figures: Sequence[Figure]) -> Iterator[Finding]:
    for at, told in enumerate(sentences):
        said = ABSOLUTE_RE.search(told.own)
        if said is None:
            continue
        claimed = stems(said["what"])
        for other in sentences[at + 1 : at + 1 + NEAR_SENTENCES]:
            denied = next((m for m in CONTRARY_RE.finditer(other.own) if len(stems(m["what"]) & claimed) >= SHARED_STEMS), None)
            if denied is None:
                continue
            counted = [f for f in figures if other.span.contains(f.span) and f.span.end <= other.span.start + denied.end()]
            if not counted and not MANY_RE.search(other.own):
                continue
            start = min((f.span.start - other.span.start for f in counted), default=0)
            yield finding(
                BESIDE_CONDUCT,
                message="A statement with “only” or “solely” stands beside cases of the contrary.",
                outcome=Outcome.CANNOT_TELL,
                places=[told.place(*said.span("claim")), other.place(start, denied.end())],
                working=f"{said['claim'].strip()} / {other.text[start : denied.end()]}",
                severity=Severity.WARNING if counted else Severity.NOTE,
            )
            break


def _without_baseline(sentences: Sequence[Told]) -> Iterator[Finding]:
    for at, told in enumerate(sentences):
        match = TREND_RE.search(told.own)
        if match is None or not STRENGTH_RE.search(match.group()) or any(letter.isdigit() for letter in told.own):
            continue
        if any(BASELINE_RE.search(other.text) for other in sentences[max(0, at - 2) : at + 3]):
            continue
        yield finding(
            NO_BASELINE,
            message=f"“{match.group()}” is stated, and no earlier figure stands near it.",
            outcome=Outcome.CANNOT_TELL,
            places=[told.place()],
        )


def _inferred(sentences: Sequence[Told]) -> Iterator[Finding]:
    for told in sentences:
        match = INFERENCE_RE.search(told.own)
        if match is not None and told.kind is PassageKind.REPORTING and not NAMES_A_SOURCE_RE.search(told.own):
            yield finding(
                INFERENCE,
                message=f"“{match.group()}” marks a conclusion of the writer's; nobody is named who says so.",
                outcome=Outcome.CANNOT_TELL,
                places=[told.place()],
            )


def _leaning_on_itself(sentences: Sequence[Told], citations: Sequence[Citation]) -> Iterator[Finding]:
    for told in sentences:
        inside = [citation for citation in citations if told.span.contains(citation.place.span)]
        if inside and all(citation.cited == "its own earlier work" for citation in inside):
            yield finding(
                OWN_WORK,
                message="The claim leans on the writer's own earlier work and on nothing else.",
                outcome=Outcome.CANNOT_TELL,
                places=[told.place()],
            )
