"""The front page: what is in the case, and what weighs most."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.cites_view import Cite, cite_all
from onrecord.casefile.views import FindingFilter, ShownFinding, Slice, list_findings, summarise_case
from onrecord.web.rendering import NavEntry, case_of, render

N_GRAVEST = 8


def front(request: Request) -> Response:
    """The front page."""
    case = case_of(request)
    findings = list_findings(case, FindingFilter(), Slice(limit=N_GRAVEST))
    return render(request, "front.html", summary=summarise_case(case), findings=with_cites(case, findings))


def with_cites(case: Path, findings: Sequence[ShownFinding]) -> list[tuple[ShownFinding, list[Cite]]]:
    """Each finding beside the citations of its places."""
    places = [(place.document_id, place.span.start, place.span.end) for shown in findings for place in shown.finding.places]
    cites = iter(cite_all(case, places))
    return [(shown, [next(cites) for _ in shown.finding.places]) for shown in findings]


ROUTES = (Route("/", front),)
NAVIGATION = (NavEntry(label="Front page", path="/", key="f"),)
