"""A draft as one web page with its verdicts in place: to read, to print, to send to the writer.

In: a report. Out: one self-contained HTML page without scripts, images or links to anywhere else; a content security policy
allows its own style sheet and nothing more. Trap: a draft is a stranger's text, so every character of it is escaped, and
those that would turn the reading order are shown as U+FFFD. The same report gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from onrecord.cli.draft_style import STYLE
from onrecord.cli.output import citation, shortened
from onrecord.model.drafts import DraftCheck, DraftKind, DraftReport
from onrecord.model.findings import Outcome, Severity

OUTCOME_WORDS = {Outcome.FAILS: "does not agree", Outcome.CANNOT_TELL: "open", Outcome.HOLDS: "agrees"}
_PLURALS = {Outcome.FAILS: "do not agree", Outcome.CANNOT_TELL: "open", Outcome.HOLDS: "agree"}
_LONGEST_PLACE = 400  # characters of a place that are shown; the rest stands where the citation says
_KEPT = "\n\t\u00ad\u200d"  # unprintable and harmless


def draft_page(report: DraftReport, case: str) -> str:
    """The page of a report; `case` is the case file as the user named it."""
    sources = dict(report.sources)
    path = sources[report.document.id]
    digest = base64.b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n',
            f"<title>{_shown(path)}, checked</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            *_header(report, path, case),
            '<main>\n<section class="draft" aria-label="The draft">',
            *_marked(report.document.text, report.checks),
            '</section>\n<section class="checks" aria-label="Verdicts">\n<h2>Verdicts, gravest first</h2>\n<ol>\n',
            *(part for number, check in enumerate(report.checks, 1) for part in _card(number, check, sources)),
            "</ol>\n</section>\n</main>\n</body>\n</html>\n",
        )
    )


def _header(report: DraftReport, path: str, case: str) -> Iterator[str]:
    source = report.document.source
    published = "no date of publication given"
    if source.published is not None:
        first, last = source.published.earliest, source.published.latest
        published = f"published {first}" if first == last else f"published {first} to {last}"
    yield f"<header>\n<h1>{_shown(path)}</h1>\n"
    yield f"<p>Checked against {_shown(case)}; {published}; SHA-256 of the draft <code>{_shown(source.sha256)}</code></p>\n"
    yield '<p class="key">'
    for outcome in (Outcome.FAILS, Outcome.CANNOT_TELL, Outcome.HOLDS):
        yield f'<span class="{outcome.value}">{count_outcome(report.checks, outcome)}</span> '
    yield "</p>\n<p>Open means that nothing loaded decides it, not that it is wrong. Coverage alone decides nothing.</p>\n"
    for problem in report.problems:
        yield f"<p>{_shown(problem.detail)}</p>\n"
    yield "</header>\n"


def count_outcome(checks: Sequence[DraftCheck], outcome: Outcome) -> str:
    """How many verdicts have an outcome, in words: "1 does not agree", "3 agree"."""
    number = sum(check.outcome is outcome for check in checks)
    return f"{number} {OUTCOME_WORDS[outcome] if number == 1 else _PLURALS[outcome]}"


def _marked(text: str, checks: Sequence[DraftCheck]) -> Iterator[str]:
    """The text with a mark over each stretch and the number of its verdict behind it."""
    spans = [(check.span, number, check) for number, check in enumerate(checks, 1)]
    cuts = sorted({0, len(text), *(span.start for span, _, _ in spans), *(span.end for span, _, _ in spans)})
    starts: dict[int, list[tuple[int, DraftCheck]]] = {}
    ends: dict[int, list[tuple[int, DraftCheck]]] = {}
    for span, number, check in spans:
        starts.setdefault(span.start, []).append((number, check))
        ends.setdefault(span.end, []).append((number, check))
    active: dict[int, DraftCheck] = {}
    for at, cut in enumerate(cuts):
        for number, check in sorted(ends.get(cut, ()), key=lambda pair: pair[0]):
            active.pop(number, None)
            yield _number(number, check)
        active.update(starts.get(cut, ()))
        stop = cuts[at + 1] if at + 1 < len(cuts) else cut
        words = _shown(text[cut:stop])
        if active and words:
            number = min(active, key=lambda each: (active[each].kind is DraftKind.STATEMENT, each))
            drawn = _class(active[number]) + (" statement" if active[number].kind is DraftKind.STATEMENT else "")
            yield f'<mark class="{drawn}">{words}</mark>'
        else:
            yield words


def _number(number: int, check: DraftCheck) -> str:
    label = f"verdict {number}: {OUTCOME_WORDS[check.outcome]}"
    return f'<a class="n {_class(check)}" id="m{number}" href="#v{number}" aria-label="{label}">{number}</a>'


def _card(number: int, check: DraftCheck, sources: dict[str, str]) -> Iterator[str]:
    codes = f" <code>{_shown(', '.join(check.codes))}</code>" if check.codes else ""
    yield f'<li id="v{number}" class="{_class(check)}">\n<p class="what"><a href="#m{number}">{number}</a> '
    yield f"<strong>{OUTCOME_WORDS[check.outcome]}</strong>{_severity(check)}: {check.kind.value}{codes}</p>\n"
    yield f"<blockquote>{_shown(shortened(check.text, _LONGEST_PLACE))}</blockquote>\n<p>{_shown(check.verdict)}</p>\n"
    if check.working:
        yield f'<p class="working">{_shown(check.working)}</p>\n'
    for note in check.notes:
        yield f'<p class="more">See also {_shown(note)}</p>\n'
    for place in check.places:
        cited = citation(sources.get(place.document_id, place.document_id), place.span.start, place.span.end, place.page)
        yield f'<p class="place"><cite>{_shown(cited)}</cite> <q>{_shown(shortened(place.text, _LONGEST_PLACE))}</q></p>\n'
    yield "</li>\n"


def _severity(check: DraftCheck) -> str:
    return "" if check.outcome is Outcome.HOLDS or check.severity is Severity.NOTE else f" ({check.severity.value})"


def _class(check: DraftCheck) -> str:
    """The class that a mark is drawn by: the outcome, graver where the finding is."""
    is_grave = check.outcome is not Outcome.HOLDS and check.severity is not Severity.NOTE
    return f"{check.outcome.value} {check.severity.value}" if is_grave else check.outcome.value


def _shown(text: str) -> str:
    """The text escaped, without characters that a page must not hold or that would turn the reading order."""
    return escape("".join(_plain(character) for character in text.replace("\r", "")))


def _plain(character: str) -> str:
    harmless = character.isprintable() or character in _KEPT or unicodedata.category(character) in ("Zs", "Zl", "Zp")
    return "\n" if character == "\f" else character if harmless else "\ufffd"
