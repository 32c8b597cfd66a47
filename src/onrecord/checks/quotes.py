"""Quotations against the records and against each other: findings Q101 to Q132.

In: a case with its traces, variants, reuse and ladders. Out: findings, each with the places on both sides. Silence comes
first: a trace of a short phrase, a likeness without a rule and a difference that brackets explain are notes at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.quote_book import QuoteBook
from onrecord.checks.quote_marks import check_gender, check_marks
from onrecord.checks.quote_rules import ALTERED, CUT_CHECK, MISATTRIBUTED, NEAR, NOT_FOUND, RULE_OF_VERDICT
from onrecord.checks.quote_variants import check_ladders, check_purposes, check_second_hand, check_speakers, check_wordings
from onrecord.checks.registry import finding
from onrecord.model.case import CaseRecords
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.links import Coverage, Trace, Verdict
from onrecord.model.mentions import Quote, QuoteKind

_SURE = 0.85  # below this share of agreeing words a change may as well be another sentence: a warning, no error
_LEAST_WORDS = 4  # fewer words stand anywhere; their place is shown as a note and carries no accusation

_HOLDS = frozenset(
    (Verdict.EXACT, Verdict.EXACT_BUT_CASE, Verdict.ALTERED_MARKED, Verdict.ALTERED_MINOR, Verdict.TRUNCATED_NEUTRAL)
)
_FAILS = frozenset((Verdict.ALTERED_MATERIAL,))
# "She never said “...”": that the records hold other words or none is what the writer says.
_DENIED_ANYWAY = (ALTERED, CUT_CHECK, MISATTRIBUTED, NEAR, NOT_FOUND)
# What a description of a speaker begins with; a name begins with a capital, and anything else is no speaker.
_DESCRIBES_TEXT = "a an the one another some several two three both his her its their our this that these those"
_DESCRIBES = frozenset(_DESCRIBES_TEXT.split())


def check_quotes(case: CaseRecords) -> tuple[Finding, ...]:
    """All findings about quotations, in the order of their codes and places."""
    book = QuoteBook(case)
    found = [
        *_check_traces(case, book),
        *check_wordings(case, book),
        *check_speakers(case, book),
        *check_second_hand(case, book),
        *check_purposes(case, book),
        *check_ladders(case),
        *check_marks(book),
        *check_gender(book),
    ]
    unique = {one.id: one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.code, one.places[0].document_id, one.places[0].span, one.id)))


def _check_traces(case: CaseRecords, book: QuoteBook) -> Iterator[Finding]:
    for trace in case.links.traces:
        quote = book.quote(trace.quote_id)
        if quote is not None and quote.kind in (QuoteKind.DIRECT, QuoteKind.MIXED):
            one = _traced(quote, trace, book)
            if one is not None:
                yield one


def _traced(quote: Quote, trace: Trace, book: QuoteBook) -> Finding | None:
    """What a trace says, at the severity it bears; None for a short phrase that was not found."""
    rule = RULE_OF_VERDICT[trace.verdict]
    short = len(quote.text.split()) < _LEAST_WORDS
    if (short and rule in (NOT_FOUND, NEAR)) or ("negated" in quote.flags and rule in _DENIED_ANYWAY):
        return None
    severity = rule.severity
    if short:
        severity = Severity.NOTE
    elif rule is ALTERED and trace.score < _SURE:
        severity = Severity.WARNING
    if severity is Severity.ERROR and trace.print_confidence is not None:
        severity = Severity.WARNING  # the record's own words are not certain
    outcome = Outcome.HOLDS if trace.verdict in _HOLDS else Outcome.FAILS if trace.verdict in _FAILS else Outcome.CANNOT_TELL
    if outcome is Outcome.FAILS and trace.print_confidence is not None:
        outcome = Outcome.CANNOT_TELL
    places = [book.place(quote)]
    if trace.place is not None:
        places.append(trace.place)
    if trace.verdict is Verdict.STITCHED:
        places.extend(trace.copies)
    return finding(rule, message=_message(quote, trace), outcome=outcome, places=places, working=trace.note, severity=severity)


def _message(quote: Quote, trace: Trace) -> str:
    said = f"{_speaker(quote)}“{_short(quote.text)}”"
    if trace.verdict is Verdict.NOT_FOUND:
        return f"{said} was not found {describe_search(trace.coverage)}."
    texts = {
        Verdict.EXACT: "stands in the record word for word",
        Verdict.EXACT_BUT_CASE: "stands in the record but for capitals",
        Verdict.ALTERED_MARKED: "is altered in brackets as style allows",
        Verdict.ALTERED_MINOR: "differs slightly from the record",
        Verdict.ALTERED_MATERIAL: "differs from the record inside the marks",
        Verdict.TRUNCATED_NEUTRAL: "is part of a longer sentence",
        Verdict.TRUNCATED_CHECK: f"leaves out words of its sentence that may govern it (“{trace.trigger}”)",
        Verdict.STITCHED: "joins words that do not stand together in the record",
        Verdict.MISATTRIBUTED: f"was sent by {trace.record_speaker}",
        Verdict.UP_TO_REDACTION: "agrees with the record up to a redaction",
        Verdict.NEAR: "is not verbatim; the likeliest place is shown",
    }
    omitted = f" Omitted: {_short(trace.omitted)}" if trace.omitted and trace.verdict is not Verdict.STITCHED else ""
    doubt = "" if trace.print_confidence is None else " (probable: the page was read by OCR)"
    return f"{said} {texts[trace.verdict]}{doubt}.{omitted}"


def _speaker(quote: Quote) -> str:
    """Who is said to have said it, with a colon; nothing where what was found reads like neither name nor description."""
    who = " ".join((quote.said_by or "").split())
    if not who or not (who[0].isupper() or (who.split()[0] in _DESCRIBES and len(who.split()) > 1)):
        return ""
    return f"{who[0].upper()}{who[1:]}: "


def describe_search(coverage: Coverage | None) -> str:
    """What was searched, in words: "in the 1,180 pages loaded; 14 unreadable, 22 withheld"."""
    if coverage is None:
        return "in the records loaded"
    units = [(coverage.n_messages, "messages"), (coverage.n_pages, "pages"), (coverage.n_documents, "documents")]
    searched = " and ".join(f"{n:,} {unit}" for n, unit in units if n) or "0 pages"
    missing = [(coverage.n_unreadable_pages, "unreadable"), (coverage.n_withheld_pages, "withheld")]
    gaps = ", ".join(f"{n:,} pages {what}" for n, what in missing if n)
    return f"in the {searched} loaded" + (f"; {gaps}" if gaps else "")


def _short(text: str, most: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rsplit(" ", 1)[0] + " …"
