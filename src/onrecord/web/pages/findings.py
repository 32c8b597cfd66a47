"""Findings: the list with its filters, each finding with both its sides, and what its code means."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.findings_view import FindingChoice, choose_findings, count_codes, view_finding
from onrecord.casefile.notes import read_notes
from onrecord.checks.catalogue import load_rules
from onrecord.errors import SettingsError
from onrecord.model.findings import Outcome, Severity
from onrecord.text.counting_queries import find_queries
from onrecord.web.asking import ROWS, address_with, choice_of, first_of, part_of, word_of
from onrecord.web.pages.front import with_cites
from onrecord.web.rendering import NavEntry, case_of, render

FAMILIES = {
    "Q": "quotations",
    "C": "coverage",
    "F": "figures",
    "T": "tables",
    "D": "dates",
    "P": "titles",
    "S": "selections",
    "R": "the release",
}
_SEVERITIES = tuple(severity.value for severity in Severity)
_OUTCOMES = {Outcome.FAILS.value: "does not hold", Outcome.CANNOT_TELL.value: "cannot tell", Outcome.HOLDS.value: "holds"}


def findings(request: Request) -> Response:
    """The findings that are asked for, gravest first."""
    case = case_of(request)
    choice = FindingChoice(
        severity=choice_of(request, "severity", _SEVERITIES) or None,
        code=word_of(request, "code") or None,
        family=choice_of(request, "family", tuple(FAMILIES)) or None,
        document_id=word_of(request, "document") or None,
        outcome=choice_of(request, "outcome", tuple(_OUTCOMES)) or None,
        words=word_of(request, "words"),
        dismissed=word_of(request, "dismissed") == "yes",
    )
    chosen = choose_findings(case, choice, part_of(request, ROWS // 2))
    codes = count_codes(case)
    by_severity = {each: sum(count.n_findings for count in codes if count.severity == each) for each in _SEVERITIES}
    by_family = {each: sum(count.n_findings for count in codes if count.code[0] == each) for each in FAMILIES}
    return render(
        request,
        "findings.html",
        chosen=chosen,
        shown=with_cites(case, chosen.findings),
        choice=choice,
        severities=[(each, f"{each}s", by_severity[each]) for each in _SEVERITIES],
        families=[(each, words, by_family[each]) for each, words in FAMILIES.items() if by_family[each]],
        outcomes=[(value, words, None) for value, words in _OUTCOMES.items()],
        codes=[count for count in codes if choice.family in (None, count.code[0])],
        change=lambda **changes: address_with(request, **changes),
        kept=[(name, word_of(request, name)) for name in ("severity", "code", "family", "document", "outcome", "dismissed")],
        first=first_of(request),
        size=ROWS // 2,
    )


def finding(request: Request) -> Response:
    """One finding with what stands around each of its places."""
    case = case_of(request)
    view = view_finding(case, request.path_params["finding_id"])
    place = view.shown.finding.places[0]
    notes = [
        note for note in read_notes(case, place.document_id) if (note.start, note.end) == (place.span.start, place.span.end)
    ]
    return render(
        request,
        "finding.html",
        view=view,
        notes=notes,
        queries=find_queries(view.shown.finding.working or ""),
        back=request.url.path,
    )


def rules(request: Request) -> Response:
    """All finding codes."""
    found = {count.code for count in count_codes(case_of(request))}
    groups = [(words, [rule for rule in load_rules() if rule.code[0] == letter]) for letter, words in FAMILIES.items()]
    return render(request, "rules.html", groups=[group for group in groups if group[1]], found=found)


def rule(request: Request) -> Response:
    """What one finding code means."""
    code = request.path_params["code"].upper()
    for each in load_rules():
        if each.code == code:
            n_found = sum(count.n_findings for count in count_codes(case_of(request)) if count.code == code)
            return render(request, "rule.html", rule=each, n_found=n_found)
    raise SettingsError(f"no finding has the code {code}", hint="onrecord rule")


ROUTES = (
    Route("/findings", findings),
    Route("/findings/{finding_id}", finding),
    Route("/rules", rules),
    Route("/rules/{code}", rule),
)
NAVIGATION = (NavEntry(label="Findings", path="/findings", key="n", begins_group=True),)
