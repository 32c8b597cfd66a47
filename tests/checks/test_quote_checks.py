"""Findings about quotations: what is said, at which severity, and what stays silent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import pytest

from onrecord.checks.quotes import check_quotes, describe_search
from onrecord.model.case import CaseRecords, DocumentRecords
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Coverage, Edit, Ladder, LinkRecords, Place, Reuse, Rung, Story, Trace, VariantGroup, Verdict
from onrecord.model.mentions import MentionRecords, Passage, PassageKind, Quote, QuoteKind
from onrecord.spans import Span

TEXTS = {
    "a": "A county official then sent a mail claiming that she had been “called by the county this morning and failed” to "
    "justify the closure. Nobody answered.",
    "b": "The head of the depot wrote that they were “called by the county this morning and failed” of the whole task then.",
}
QUOTED = "called by the county this morning and failed"
RECORD = "I was called by the county this evening and failed at the task."


def part(name: str, speaker: str) -> DocumentRecords:
    text = TEXTS[name]
    at, who = text.index(QUOTED), text.index(speaker)
    quote = Quote(
        id=f"q{name}",
        document_id=name,
        span=Span(at, at + len(QUOTED)),
        text=QUOTED,
        found_by="test",
        kind=QuoteKind.MIXED,
        parts=(Span(at, at + len(QUOTED)),),
        marks=Span(at - 1, at + len(QUOTED) + 1),
        speaker=speaker,
        speaker_text=speaker,
        speaker_span=Span(who, who + len(speaker)),
        rule="subject_verb_inside",
    )
    source = Source(path=f"{name}.txt", sha256=name, n_bytes=1, media_type="text/plain", pile=Pile.COVERAGE)
    whole = Passage(
        id=f"p{name}", document_id=name, span=Span(0, len(text)), text=text, found_by="test", kind=PassageKind.REPORTING
    )
    document = Document(id=name, source=source, kind="text", text=text)
    return DocumentRecords(document=document, mentions=MentionRecords(passages=(whole,), quotes=(quote,)))


ONE, TWO = part("a", "A county official"), part("b", "The head of the depot")
STORY = Story(id="s", document_ids=("a", "b"), label="county")
PLACE = Place(document_id="r", span=Span(0, len(RECORD)), text=RECORD, page=3)


def traced(verdict: Verdict, score: float = 0.95) -> CaseRecords:
    trace = Trace(
        id="t",
        quote_id="qa",
        verdict=verdict,
        place=None if verdict is Verdict.NOT_FOUND else PLACE,
        edits=(Edit(kind="word", quote="morning", record="evening", marked=False),),
        trigger="not",
        record_speaker="Orr, Carl",
        score=score,
        coverage=Coverage(n_messages=2, n_pages=1180, n_unreadable_pages=14, n_withheld_pages=22),
    )
    plain = replace(ONE, mentions=replace(ONE.mentions, quotes=(replace(ONE.mentions.quotes[0], speaker_span=None),)))
    return CaseRecords(parts=(plain,), links=LinkRecords(traces=(trace,)))


@dataclass(frozen=True)
class Case:
    name: str
    verdict: Verdict
    code: str
    severity: Severity


CASES = (
    Case("exact", Verdict.EXACT, "Q108", Severity.NOTE),
    Case("case", Verdict.EXACT_BUT_CASE, "Q108", Severity.NOTE),
    Case("marked", Verdict.ALTERED_MARKED, "Q102", Severity.NOTE),
    Case("minor", Verdict.ALTERED_MINOR, "Q109", Severity.NOTE),
    Case("material", Verdict.ALTERED_MATERIAL, "Q101", Severity.ERROR),
    Case("neutral cut", Verdict.TRUNCATED_NEUTRAL, "Q111", Severity.NOTE),
    Case("cut to check", Verdict.TRUNCATED_CHECK, "Q103", Severity.WARNING),
    Case("stitched", Verdict.STITCHED, "Q104", Severity.WARNING),
    Case("misattributed", Verdict.MISATTRIBUTED, "Q105", Severity.WARNING),
    Case("redaction", Verdict.UP_TO_REDACTION, "Q107", Severity.NOTE),
    Case("near", Verdict.NEAR, "Q110", Severity.NOTE),
    Case("not found", Verdict.NOT_FOUND, "Q106", Severity.NOTE),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_verdict_has_its_code(case: Case) -> None:
    """A trace becomes one finding with the code and severity of its verdict, and both places."""
    (found,) = check_quotes(traced(case.verdict))
    assert (found.code, found.severity) == (case.code, case.severity)
    assert found.places[0].text == QUOTED
    assert len(found.places) == (1 if case.verdict is Verdict.NOT_FOUND else 2)


def test_weak_print_accuses_nobody() -> None:
    """Where the record's words were recognised in a picture without certainty nothing is an error, and it says so."""
    case = traced(Verdict.ALTERED_MATERIAL)
    trace = replace(case.links.traces[0], print_confidence=0.72)
    (found,) = check_quotes(replace(case, links=replace(case.links, traces=(trace,))))
    assert (found.severity, found.outcome) == (Severity.WARNING, Outcome.CANNOT_TELL)
    assert "probable" in found.message


def test_a_loose_match_is_no_error() -> None:
    """Where many words differ it may be another sentence: a warning."""
    (found,) = check_quotes(traced(Verdict.ALTERED_MATERIAL, score=0.8))
    assert found.severity is Severity.WARNING


def test_not_found_says_what_was_searched_and_nothing_more() -> None:
    """The message counts the pages and never calls anything made up."""
    (found,) = check_quotes(traced(Verdict.NOT_FOUND))
    assert "1,180 pages" in found.message
    assert "14 pages unreadable, 22 pages withheld" in found.message
    assert describe_search(None) == "in the records loaded"


def codes(case: CaseRecords) -> list[tuple[str, Severity]]:
    return [(found.code, found.severity) for found in check_quotes(case)]


def variants(
    verdict: Verdict, *, stories: tuple[Story, ...] = (STORY,), speakers: tuple[str, str] | None = None
) -> CaseRecords:
    group = VariantGroup(id="v", quote_ids=("qa", "qb"), reference_id="qb", relations=(("qa", verdict),))
    parts = [ONE, TWO]
    if speakers:
        parts = [
            replace(p, mentions=replace(p.mentions, quotes=(replace(p.mentions.quotes[0], speaker=name, speaker_text=name),)))
            for p, name in zip(parts, speakers, strict=True)
        ]
    return CaseRecords(parts=tuple(parts), links=LinkRecords(variants=(group,), stories=stories))


def test_differing_words_and_speakers_and_purposes() -> None:
    """Two articles of one story: the wordings, the descriptions of the speaker and the added purposes stand side by side."""
    found = check_quotes(variants(Verdict.ALTERED_MATERIAL))
    assert [(one.code, one.severity) for one in found] == [
        ("Q120", Severity.WARNING),
        ("Q121", Severity.NOTE),
        ("Q132", Severity.NOTE),
    ]
    assert {place.document_id for one in found for place in one.places} == {"a", "b"}


def test_exact_variants_are_silent() -> None:
    """Equal wordings are no finding, and two stories are not compared."""
    assert "Q120" not in [code for code, _ in codes(variants(Verdict.EXACT))]
    assert codes(variants(Verdict.ALTERED_MATERIAL, stories=())) == []


def test_two_full_names_are_a_warning_and_one_person_is_none() -> None:
    """Two named people are a warning; a surname and its full name are one person."""
    assert ("Q121", Severity.WARNING) in codes(variants(Verdict.EXACT, speakers=("Ann Lee", "Carl Orr")))
    assert "Q121" not in [code for code, _ in codes(variants(Verdict.EXACT, speakers=("Lee", "Ann Lee")))]


def test_words_told_as_not_said_accuse_nobody() -> None:
    """Of "she never said ..." only what helps a reader is shown; two speakers are not set against each other by a denial."""
    for verdict, n in ((Verdict.MISATTRIBUTED, 0), (Verdict.ALTERED_MATERIAL, 0), (Verdict.NOT_FOUND, 0), (Verdict.EXACT, 1)):
        case = traced(verdict)
        quote = replace(case.parts[0].mentions.quotes[0], flags=("negated",))
        denied = replace(case.parts[0], mentions=replace(case.parts[0].mentions, quotes=(quote,)))
        assert len(check_quotes(replace(case, parts=(denied,)))) == n
    case = variants(Verdict.EXACT, speakers=("Ann Lee", "Carl Orr"))
    for change in ({"flags": ("negated",)}, {"rule": None}):
        quote = replace(case.parts[0].mentions.quotes[0], **change)
        unknown = replace(case.parts[0], mentions=replace(case.parts[0].mentions, quotes=(quote,)))
        assert "Q121" not in [code for code, _ in codes(replace(case, parts=(unknown, case.parts[1])))]


@pytest.mark.parametrize(
    ("speaker", "begins"),
    [("no doubt", "“"), ("on", "“"), ("an e-mail", "An e-mail: “"), ("Ann Lee", "Ann Lee: “"), (None, "“")],
)
def test_a_message_begins_with_a_speaker_or_the_words(speaker: str | None, begins: str) -> None:
    """What reads like neither a name nor a description is not put before the quotation."""
    case = traced(Verdict.TRUNCATED_CHECK)
    quote = replace(case.parts[0].mentions.quotes[0], speaker=speaker)
    part = replace(case.parts[0], mentions=replace(case.parts[0].mentions, quotes=(quote,)))
    (found,) = check_quotes(replace(case, parts=(part,)))
    assert found.message.startswith(begins + QUOTED)


def test_gender_of_an_unnamed_source() -> None:
    """A pronoun for a described, unnamed source is a note; for a named one it is nothing."""
    lower = replace(ONE.mentions.quotes[0], speaker="a county official", speaker_text="a county official")
    unnamed = CaseRecords(parts=(replace(ONE, mentions=replace(ONE.mentions, quotes=(lower,))),))
    assert codes(unnamed) == [("Q124", Severity.NOTE)]
    named = replace(lower, speaker="Ann Lee", speaker_text="Ann Lee")
    assert codes(CaseRecords(parts=(replace(ONE, mentions=replace(ONE.mentions, quotes=(named,))),))) == []


def test_a_description_behind_a_name_is_no_unnamed_source() -> None:
    """ "Ann Lee, a county official" is named, though the source as read is only her description."""
    lower = replace(ONE.mentions.quotes[0], speaker="a county official", speaker_text="a county official")
    before, after = TEXTS["a"][:2], TEXTS["a"][2:]
    text = f"Ann Lee, a {after}"
    moved = len(text) - len(before + after)
    shifted = replace(
        lower,
        span=Span(lower.span.start + moved, lower.span.end + moved),
        marks=Span(lower.span.start + moved - 1, lower.span.end + moved + 1),
        speaker_span=Span(9, 9 + len("a county official")),
    )
    named = replace(ONE, document=replace(ONE.document, text=text), mentions=MentionRecords(quotes=(shifted,)))
    assert codes(CaseRecords(parts=(named,))) == []


def test_only_words_in_marks_are_called_words_in_marks() -> None:
    """Prose that two texts share is second-hand where one of them has it in marks, not where both only report it."""
    prose = Place(document_id="b", span=Span(0, 11), text=TEXTS["b"][:11])
    quote = ONE.mentions.quotes[0]
    shared = Reuse(id="u", a=Place(document_id="a", span=quote.span, text=quote.text), b=prose, coverage=Fraction(1))
    silent = replace(TWO, mentions=replace(TWO.mentions, quotes=()))
    for one, n in ((quote, 1), (replace(quote, kind=QuoteKind.INDIRECT, marks=None), 0)):
        told = replace(ONE, mentions=replace(ONE.mentions, quotes=(replace(one, speaker_span=None),)))
        case = CaseRecords(parts=(told, silent), links=LinkRecords(stories=(STORY,), reuse=(shared,)))
        assert [code for code, _ in codes(case)].count("Q122") == n


def test_marks_that_do_not_close() -> None:
    """An unclosed quotation is a note with its marks."""
    flawed = replace(ONE.mentions.quotes[0], flags=("unclosed",), speaker_span=None, open_mark="“", close_mark=None)
    found: tuple[Finding, ...] = check_quotes(
        CaseRecords(parts=(replace(ONE, mentions=replace(ONE.mentions, quotes=(flawed,))),))
    )
    assert [one.code for one in found] == ["Q123"]


def test_ladders_are_findings() -> None:
    """A ladder of conditions is Q130, one of strength Q131, each with every rung."""
    rungs = (Rung(place=PLACE, says="only 1"), Rung(place=replace(PLACE, document_id="z"), says="not 3"))
    for kind, code in (("condition", "Q130"), ("attribution", "Q131")):
        ladder = Ladder(id="l", kind=kind, rungs=rungs, note="They differ.")
        (found,) = check_quotes(CaseRecords(links=LinkRecords(ladders=(ladder,))))
        assert found.code == code
        assert len(found.places) == 2
