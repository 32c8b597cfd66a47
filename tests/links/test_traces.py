"""Traces: the place and the verdict of quotations in invented mail."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangerous_cuts import AFTER, BEFORE, INSIDE, SUBJECTS
from onrecord.links.index import TraceText, build_index
from onrecord.links.traces import trace_parts, trace_text
from onrecord.model.documents import Page
from onrecord.model.links import Trace, Verdict
from onrecord.model.messages import Message
from onrecord.spans import Span

SAFE = frozenset(
    (Verdict.EXACT, Verdict.EXACT_BUT_CASE, Verdict.ALTERED_MARKED, Verdict.ALTERED_MINOR, Verdict.TRUNCATED_NEUTRAL)
)

ORR = """Ann,

The county will not close the bridge at Tull Creek before the inspectors have seen it. We have 14 trucks that cross it
every morning. I will send you the list of drivers tonight.

The board reportedly wants to sell the old depot to a company from Wren, but nobody has signed anything. They can only sell
it if the state agrees. Please call me at the office.
"""
LEE = """Carl,

Thank you for the list. The inspectors come on Monday and leave on Friday. You have to tell (b)(6) that the depot stays
open. We failed at this task and the director knows it.
"""


def message(name: str, text: str, sender: str, at: int = 0) -> Message:
    span = Span(at, at + len(text))
    return Message(
        id=name,
        document_id="d1",
        span=span,
        header_span=Span(at, at),
        body_spans=(span,),
        header_text="",
        body=text,
        sender=sender,
        found_by="test",
    )


def make_texts() -> list[TraceText]:
    whole = ORR + "\n" + LEE
    start = len(ORR) + 1
    hidden = whole.index("(b)(6)")
    orr = TraceText(document_id="d1", document_text=whole, pieces=(Span(0, len(ORR)),), message=message("m1", ORR, "Orr, Carl"))
    lee = TraceText(
        document_id="d1",
        document_text=whole,
        pieces=(Span(start, len(whole)),),
        message=message("m2", LEE, "Ann Lee", start),
        redactions=((Span(hidden, hidden + 6), ("(b)(6)",)),),
    )
    return [orr, lee]


INDEX = build_index(make_texts())


@dataclass(frozen=True)
class Case:
    name: str
    words: str
    expected: Verdict


CASES = (
    Case("exact", "We have 14 trucks that cross it every morning.", Verdict.EXACT),
    Case("exact across a line break and curly", "I will send you the list of drivers tonight", Verdict.EXACT),
    Case("capital", "we have 14 trucks that cross it every morning", Verdict.EXACT_BUT_CASE),
    Case("bracketed pronoun", "[he] will send you the list of drivers tonight.", Verdict.ALTERED_MARKED),
    Case("bracketed tense", "I [would] send you the list of drivers tonight.", Verdict.ALTERED_MARKED),
    Case("bracketed capital", "[w]e have 14 trucks that cross it every morning.", Verdict.ALTERED_MARKED),
    Case("clarification", "We have 14 trucks that cross it [the bridge] every morning.", Verdict.ALTERED_MARKED),
    Case("bracket hides a word", "We have 14 trucks that [destroy] it every morning.", Verdict.ALTERED_MATERIAL),
    Case("bracket puts in a negation", "I will [not] send you the list of drivers tonight.", Verdict.ALTERED_MATERIAL),
    Case("inflection", "We have 14 truck that cross it every morning.", Verdict.ALTERED_MINOR),
    Case("number in words", "We have fourteen trucks that cross it every morning.", Verdict.ALTERED_MINOR),
    Case("contraction", "I'll send you the list of drivers tonight.", Verdict.ALTERED_MINOR),
    Case("other number", "We have 40 trucks that cross it every morning.", Verdict.ALTERED_MATERIAL),
    Case("other word", "We have 14 trucks that cross it every evening.", Verdict.ALTERED_MATERIAL),
    Case(
        "lost negation",
        "The county will close the bridge at Tull Creek before the inspectors have seen it.",
        Verdict.ALTERED_MATERIAL,
    ),
    Case("other modal", "I must send you the list of drivers tonight.", Verdict.ALTERED_MATERIAL),
    Case("condition cut", "They can only sell it", Verdict.TRUNCATED_CHECK),
    Case("negation cut before", "close the bridge at Tull Creek", Verdict.TRUNCATED_CHECK),
    Case("attribution and hedge cut before", "wants to sell the old depot to a company from Wren", Verdict.TRUNCATED_CHECK),
    Case("hedge at an ellipsis", "The board ... wants to sell the old depot to a company from Wren", Verdict.TRUNCATED_CHECK),
    Case("part of a sentence", "trucks that cross it every morning", Verdict.TRUNCATED_CHECK),
    Case("neutral part", "send you the list of drivers", Verdict.TRUNCATED_CHECK),
    Case("neutral cut after", "The inspectors come on Monday", Verdict.TRUNCATED_NEUTRAL),
    Case("two sentences", "The inspectors come on Monday ... We failed at this task", Verdict.STITCHED),
    Case("two messages", "We have 14 trucks that cross it ... the inspectors come on Monday", Verdict.STITCHED),
    Case("up to a redaction", "You have to tell", Verdict.UP_TO_REDACTION),
    Case("over a redaction", "You have to tell Jones that the depot stays open.", Verdict.UP_TO_REDACTION),
    Case("beside a redaction, another word", "You have to tell Jones that the depot stays shut.", Verdict.ALTERED_MATERIAL),
    Case("foreign", "Our schools need more teachers of mathematics and music", Verdict.NOT_FOUND),
    Case("nothing", "...", Verdict.NOT_FOUND),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_verdicts_as_listed(case: Case) -> None:
    """Each way of quoting gets its verdict."""
    assert trace_text(case.words, INDEX).verdict is case.expected


def test_place_is_the_words_of_the_document() -> None:
    """The place found holds the document's own characters."""
    found = trace_text("The inspectors come on Monday", INDEX)
    assert found.place is not None
    whole = INDEX.texts[0].document_text
    assert found.place.text == found.place.span.of(whole) == "The inspectors come on Monday"
    assert found.message_id == "m2"


def test_omitted_words_and_trigger_are_shown() -> None:
    """A cut names what was cut and the word that governs."""
    found = trace_text("They can only sell it", INDEX)
    assert found.trigger == "if"
    assert found.omitted is not None
    assert "if the state agrees" in found.omitted


@dataclass(frozen=True)
class Speaker:
    name: str
    speaker: str | None
    expected: Verdict


SPEAKERS = (
    Speaker("the sender", "Carl Orr", Verdict.EXACT),
    Speaker("another", "Dana Marsh", Verdict.MISATTRIBUTED),
    Speaker("greeted, not speaking", "Ann Lee", Verdict.MISATTRIBUTED),
    Speaker("surname beside the words", "Sam Wren", Verdict.EXACT),
    Speaker("nobody", None, Verdict.EXACT),
    Speaker("an office", "the sheriff's office", Verdict.EXACT),
    Speaker("a surname alone", "Marsh", Verdict.EXACT),
)


@pytest.mark.parametrize("case", SPEAKERS, ids=lambda case: case.name)
def test_only_another_full_name_is_another_speaker(case: Speaker) -> None:
    """A wrong speaker is said only of two people with full names, neither introduced nearby."""
    words = ("I will send you the list of drivers tonight.",)
    assert trace_parts(words, INDEX, speaker=case.speaker, quote_id="q").verdict is case.expected


def test_not_found_says_what_was_searched() -> None:
    """What is not found comes with the coverage statement."""
    found = trace_text("Our schools need more teachers of mathematics", INDEX)
    assert found.coverage is not None
    assert found.coverage.n_messages == 2


def test_an_endless_quotation_is_never_called_exact() -> None:
    """Of what an unclosed mark runs over only the beginning is compared, and it is said to be no more than near."""
    text = " ".join(f"word{n} is here" for n in range(1200))
    found = trace_text(text, build_index([TraceText(document_id="d", document_text=text, pieces=(Span(0, len(text)),))]))
    assert found.verdict is Verdict.NEAR


def test_copies_are_one_origin() -> None:
    """The same words in two messages are one trace with a copy, the earlier text first."""
    text = "We have 14 trucks that cross it every morning."
    pair = [TraceText(document_id=name, document_text=text, pieces=(Span(0, len(text)),)) for name in ("d2", "d1")]
    found = trace_text(text, build_index(pair))
    assert found.place is not None
    assert found.place.document_id == "d1"
    assert [copy.document_id for copy in found.copies] == ["d2"]


def test_pieces_are_read_across_what_lies_between() -> None:
    """A page break with stamps between two pieces is crossed, and the place covers both."""
    document = "We failed at this\nCASE NO. 12\nUNCLASSIFIED\ntask and the director knows it."
    second = document.index("task")
    text = TraceText(document_id="d1", document_text=document, pieces=(Span(0, 17), Span(second, len(document))))
    found = trace_text("We failed at this task and the director knows it.", build_index([text]))
    assert found.verdict is Verdict.EXACT
    assert found.place is not None
    assert found.place.span == Span(0, len(document) - 1)


SIGNS = [
    "bridge",
    "the",
    "not",
    "[they",
    "had]",
    "[",
    "]",
    "...",
    "…",
    "[...]",
    "14",
    "I’ll",
    "—",
    "(b)(6)",
    "depot",
    "Orr",
    "\n\n",
    ".",
]
MESS = st.lists(st.sampled_from(SIGNS), max_size=25).map(" ".join)


@settings(max_examples=120, deadline=None)
@given(st.lists(MESS, min_size=1, max_size=3), st.lists(MESS, min_size=1, max_size=3))
def test_any_marks_are_traced_without_error(parts: list[str], records: list[str]) -> None:
    """Whatever stands in a quotation and in the records, there is a verdict, and its place is the document's own words."""
    texts = []
    for number, words in enumerate(records):
        at = words.find("(b)(6)")
        hidden = ((Span(at, at + 6), ("(b)(6)",)),) if at >= 0 else ()
        pieces = (Span(0, len(words)),)
        texts.append(TraceText(document_id=f"d{number}", document_text=words, pieces=pieces, redactions=hidden))
    found = trace_parts(parts, build_index(texts), speaker="Ann Lee", quote_id="q")
    if found.place is not None:
        assert found.place.text == found.place.span.of(records[int(found.place.document_id[1:])])


# -- dangerous cuts -----------------------------------------------------------------------------------------------------

OPENINGS = ("Dear all, thank you for coming. ", "Please read this with care.\n\n", "")


def traced(record: str, quotation: str) -> Trace:
    text = OPENINGS[0] + record + " We will talk again on Monday."
    return trace_text(quotation, build_index([TraceText(document_id="d", document_text=text, pieces=(Span(0, len(text)),))]))


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SUBJECTS), st.sampled_from(INSIDE), st.sampled_from((" ... ", " … ", " [...] ", " ")))
def test_a_swallowed_word_is_never_called_safe(subject: str, inside: tuple[str, str], joint: str) -> None:
    """Cutting a governing word out of a sentence, with an ellipsis or silently, never passes as unharmed."""
    governing, rest = inside
    found = traced(f"{subject} {governing} {rest} last week.", f"{subject}{joint}{rest} last week.")
    assert found.verdict not in SAFE


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SUBJECTS), st.sampled_from(AFTER), st.sampled_from((",", "")))
def test_a_cut_condition_is_never_called_safe(subject: str, condition: str, comma: str) -> None:
    """Stopping before a condition or restriction never passes as unharmed."""
    kept = f"{subject} will sell the old depot to the company"
    assert traced(f"{kept}{comma} {condition}.", kept).verdict not in SAFE


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SUBJECTS), st.sampled_from(BEFORE))
def test_a_cut_beginning_is_never_called_safe(subject: str, before: str) -> None:
    """Starting after a denial, an attribution or a condition never passes as unharmed."""
    kept = f"{subject.lower()} sold the old depot to the company"
    assert traced(f"{before} {kept}.", kept).verdict not in SAFE


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SUBJECTS), st.integers(2, 99), st.integers(2, 99))
def test_another_number_is_never_called_safe(subject: str, ours: int, theirs: int) -> None:
    """A changed number never passes as unharmed."""
    said = "{} counted {} broken rails on the bridge last week."
    verdict = traced(said.format(subject, theirs), said.format(subject, ours)).verdict
    assert (verdict is Verdict.EXACT) == (ours == theirs)
    assert ours == theirs or verdict not in SAFE


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(SUBJECTS),
    st.sampled_from(("sold", "closed", "praised", "opposed")),
    st.sampled_from(("sold", "closed", "praised", "opposed")),
)
def test_another_word_is_never_called_safe(subject: str, ours: str, theirs: str) -> None:
    """A changed content word never passes as unharmed."""
    said = "{} {} the old depot beside the bridge last week."
    assert ours == theirs or traced(said.format(subject, theirs), said.format(subject, ours)).verdict not in SAFE


@pytest.mark.parametrize(("confidence", "is_probable"), [(0.72, True), (0.96, False), (None, False)])
def test_words_of_a_picture_are_probable(confidence: float | None, is_probable: bool) -> None:
    """What a program made out in a picture without being sure gives a probable verdict that says how sure it was."""
    page = Page(number=1, span=Span(0, len(ORR)), ocr_confidence=confidence)
    text = TraceText(document_id="d1", document_text=ORR, pieces=(Span(0, len(ORR)),), message=None, pages=(page,))
    trace = trace_text("We have 14 trucks that cross it every morning", build_index([text]))
    assert trace.verdict is Verdict.EXACT
    assert trace.print_confidence == (confidence if is_probable else None)
    assert ("probable" in (trace.note or "")) is is_probable
    assert ("72%" in (trace.note or "")) is is_probable
