"""The quotations of a draft: word for word in a record, changed, cut, under another name, in the coverage only, or not found.

In: a quotation of the draft with its trace in the records and, beside it, in the coverage. Out: a ruling where no finding
gives one: a short phrase that was not found, words that only the coverage has, or that nothing is loaded to look in.
"""

from __future__ import annotations

from onrecord.checks.draft_ruling import Ruling
from onrecord.checks.quotes import describe_search
from onrecord.model.findings import Outcome, Severity
from onrecord.model.links import Trace, Verdict
from onrecord.model.mentions import Quote

LEAST_WORDS = 4  # fewer words stand anywhere: that a record has other ones says nothing
LEAST_WORDS_ELSEWHERE = 8  # nor do fewer in an article: "that would be good" is said by many
AS_PRINTED = frozenset((Verdict.EXACT, Verdict.EXACT_BUT_CASE, Verdict.ALTERED_MARKED, Verdict.TRUNCATED_NEUTRAL))
# A copy in the coverage goes on with the writer's own words, so what is "cut" there governs nothing.
AS_COPIED = AS_PRINTED | {Verdict.ALTERED_MINOR, Verdict.TRUNCATED_CHECK}
UNSEEN = frozenset((Verdict.NOT_FOUND, Verdict.NEAR))


def rule_quote(quote: Quote, trace: Trace | None, elsewhere: Trace | None) -> Ruling:
    """The verdict on a quotation for which the checks have no finding; `trace` None where no records are loaded."""
    if trace is not None and trace.place is not None and trace.verdict not in UNSEEN:
        return _in_records(trace)
    missing = f"Not found {describe_search(trace.coverage)}" if trace else "Cannot be checked: no records are loaded"
    if elsewhere is not None and _is_a_copy(quote, elsewhere):
        return _in_coverage(elsewhere, missing)
    if trace is not None and trace.place is not None and len(quote.text.split()) >= LEAST_WORDS:
        verdict = f"{missing} in these words; the likeliest place is shown."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, places=(trace.place,), working=trace.note)
    return Ruling(verdict=f"{missing}.", outcome=Outcome.CANNOT_TELL)


def _in_records(trace: Trace) -> Ruling:
    outcome = Outcome.HOLDS if trace.verdict in AS_PRINTED else Outcome.CANNOT_TELL
    places = (trace.place,) if trace.place is not None else ()
    verdict = f"In the records: {trace.verdict.value.replace('_', ' ')}."
    return Ruling(verdict=verdict, outcome=outcome, places=places, working=trace.note)


def _is_a_copy(quote: Quote, elsewhere: Trace) -> bool:
    """True where the coverage has the same words, or so many of them that they are the same quotation."""
    if elsewhere.place is None or elsewhere.verdict in UNSEEN:
        return False
    return elsewhere.verdict in AS_COPIED or len(quote.text.split()) >= LEAST_WORDS_ELSEWHERE


def _in_coverage(elsewhere: Trace, missing: str) -> Ruling:
    places = tuple(place for place in (elsewhere.place, *elsewhere.copies[:2]) if place is not None)
    if elsewhere.verdict in AS_COPIED:
        verdict = f"{missing}; the coverage loaded has the same words, which is no record of them."
        return Ruling(verdict=verdict, outcome=Outcome.CANNOT_TELL, places=places)
    grave = elsewhere.verdict is Verdict.ALTERED_MATERIAL
    return Ruling(
        verdict=f"{missing}; the coverage loaded has the words otherwise ({elsewhere.verdict.value.replace('_', ' ')}).",
        outcome=Outcome.CANNOT_TELL,
        severity=Severity.WARNING if grave else Severity.NOTE,
        places=places,
        working=elsewhere.note,
    )
