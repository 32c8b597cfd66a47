"""Redactions: totals by code, the ledger of deletions, and what is missing from the release."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.findings_view import FindingChoice, choose_findings
from onrecord.casefile.redactions_view import RedactionChoice, count_deletions, list_redactions
from onrecord.casefile.views import Slice, total_redactions
from onrecord.web.asking import ROWS, address_with, choice_of, first_of, part_of, word_of
from onrecord.web.pages.front import with_cites
from onrecord.web.rendering import NavEntry, case_of, render

_KINDS = {"inline": "in the text", "box": "boxes", "margin": "in the margin", "page_withheld": "whole pages"}
_LACKS = {"no_code": "no code", "failed": "does not delete"}
_MOST_FINDINGS = 12


def redactions(request: Request) -> Response:
    """The ledger of deletions with its totals and the gaps of the release."""
    case = case_of(request)
    code = word_of(request, "code")
    choice = RedactionChoice(
        code=code or None,
        document_id=word_of(request, "document") or None,
        kind=choice_of(request, "kind", tuple(_KINDS)) or None,
        lack=choice_of(request, "lack", tuple(_LACKS)) or None,
    )
    missing = choose_findings(case, FindingChoice(family="R"), Slice(limit=_MOST_FINDINGS))
    return render(
        request,
        "redactions.html",
        ledger=list_redactions(case, choice, part_of(request)),
        totals=total_redactions(case),
        documents=count_deletions(case),
        choice=choice,
        kinds=[(kind, words, None) for kind, words in _KINDS.items()],
        kind_words=_KINDS,
        lacks=[(lack, words, None) for lack, words in _LACKS.items()],
        missing=missing,
        shown=with_cites(case, missing.findings),
        change=lambda **changes: address_with(request, **changes),
        first=first_of(request),
        size=ROWS,
    )


ROUTES = (Route("/redactions", redactions),)
NAVIGATION = (NavEntry(label="Redactions", path="/redactions", key="x", begins_group=True),)
