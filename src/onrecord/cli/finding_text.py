"""A finding as people read it in a terminal: what, why, and every place with page and characters.

In: a finding with the sources of its places. Out: lines of at most 100 columns (a path or a word that is longer stays whole).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from onrecord.casefile.connect import reading
from onrecord.casefile.surrounding_text import Surroundings, surroundings_of
from onrecord.casefile.views import SEVERITIES, ShownFinding
from onrecord.cli.output import WIDTH, citation, shortened, visible, wrapped
from onrecord.model.findings import Outcome

_OUTCOMES = {Outcome.FAILS: "", Outcome.HOLDS: " (holds)", Outcome.CANNOT_TELL: " (cannot tell)"}
_LONGEST_QUOTE = 280  # characters of a place that are shown; the rest stands where the citation says
_BARE_WORDS = 3  # a place of so few words is shown with what stands around it
_AROUND_CHARS = 70  # to either side of it, less where the sentence ends before
_SENTENCE_END_RE = re.compile(r"(?<=[.!?])[”\"’')]?\s+(?=[A-Z“\"‘'])|\n\s*\n")  # between "arrested." and "The total"


def findings_in_lines(case: Path, findings: Sequence[ShownFinding]) -> Iterator[str]:
    """Findings one after another; a place that is a mere number or name with the words around it."""
    with reading(case) as connection:
        for shown in findings:
            around = [
                surroundings_of(connection, place.document_id, place.span.start, place.span.end, _AROUND_CHARS)
                if len(place.text.split()) <= _BARE_WORDS
                else None
                for place in shown.finding.places
            ]
            yield from finding_lines(shown, around)


def finding_lines(shown: ShownFinding, around: Sequence[Surroundings | None] = ()) -> list[str]:
    """One finding as a block of lines, an empty one at the end; `around` says what stands around each of its places."""
    finding = shown.finding
    mark = finding.severity.value.upper() if finding.severity is SEVERITIES[0] else finding.severity.value
    dismissed = " [dismissed]" if shown.dismissed else ""
    lines = wrapped(f"{finding.title}{_OUTCOMES[finding.outcome]}{dismissed}", f"{mark:7} {finding.code}  ", " " * 14)
    lines += wrapped(finding.message, "    ", "    ")
    if finding.working:
        lines += wrapped(finding.working, "    working: ", "             ")
    if finding.tolerance:
        lines += wrapped(finding.tolerance, "    allowed: ", "             ")
    cited = [
        citation(source, place.span.start, place.span.end, place.page)
        for source, place in zip(shown.sources, finding.places, strict=True)
    ]
    column = min(max(len(words) for words in cited), WIDTH // 2)
    for words, place, beside in zip_longest(cited, finding.places, around):
        lines += place_lines(words, place.text, column, beside)
    lines += [f"    id {visible(finding.id)}", ""]
    return lines


def place_lines(cited: str, text: str, column: int | None = None, around: Surroundings | None = None) -> list[str]:
    """A citation and the words that stand there, beside it where it is no longer than `column` (half a line), else below."""
    column = min(len(cited), WIDTH // 2) if column is None else column
    quoted = f"“{shortened(text, _LONGEST_QUOTE)}”"
    if around is not None and (around.before or around.after):
        quoted = f"{_cut_before(around)}«{visible(text)}»{_cut_after(around)}"
    if len(cited) <= column:
        return wrapped(quoted, f"    {cited:{column}}  ", " " * (column + 6))
    return [f"    {cited}", *wrapped(quoted, "        ", "        ")]


def _cut_before(around: Surroundings) -> str:
    before = _SENTENCE_END_RE.split(around.before)[-1]
    mark = "" if around.is_start or len(before) < len(around.before) else "… "
    return f"{mark}{visible(before)}{' ' if before[-1:].isspace() else ''}"


def _cut_after(around: Surroundings) -> str:
    end = _SENTENCE_END_RE.search(around.after)
    after = around.after[: end.start()] if end else around.after
    is_whole = end or around.is_end or not after.strip() or after.endswith((".", "!", "?"))
    return f"{' ' if after[:1].isspace() else ''}{visible(after)}{'' if is_whole else ' …'}".rstrip()


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 error", "2 errors".

    >>> counted(1, "note"), counted(0, "note")
    ('1 note', '0 notes')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def severity_counts(findings: Sequence[ShownFinding]) -> str:
    """How many findings of each severity: "2 errors, 1 warning, no note" in words."""
    counts = [counted(sum(each.finding.severity is severity for each in findings), severity.value) for severity in SEVERITIES]
    return ", ".join(counts)
