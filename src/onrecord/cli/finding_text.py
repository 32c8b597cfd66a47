"""A finding as people read it in a terminal: what, why, and every place with page and characters.

In: a finding with the sources of its places. Out: lines of at most 100 columns (a path or a word that is longer stays whole).
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.casefile.views import SEVERITIES, ShownFinding
from onrecord.cli.output import WIDTH, citation, shortened, visible, wrapped
from onrecord.model.findings import Outcome

_OUTCOMES = {Outcome.FAILS: "", Outcome.HOLDS: " (holds)", Outcome.CANNOT_TELL: " (cannot tell)"}
_LONGEST_QUOTE = 280  # characters of a place that are shown; the rest stands where the citation says


def finding_lines(shown: ShownFinding) -> list[str]:
    """One finding as a block of lines, an empty one at the end."""
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
    for words, place in zip(cited, finding.places, strict=True):
        lines += place_lines(words, place.text, column)
    lines += [f"    id {visible(finding.id)}", ""]
    return lines


def place_lines(cited: str, text: str, column: int | None = None) -> list[str]:
    """A citation and the words that stand there, beside it where it is no longer than `column` (half a line), else below."""
    column = min(len(cited), WIDTH // 2) if column is None else column
    quoted = f"“{shortened(text, _LONGEST_QUOTE)}”"
    if len(cited) <= column:
        return wrapped(quoted, f"    {cited:{column}}  ", " " * (column + 6))
    return [f"    {cited}", *wrapped(quoted, "        ", "        ")]


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
