"""Figures: the ledger, one figure with its findings, and the rows of a table behind a number."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.figures_view import FigureChoice, count_figure_kinds, list_figures, view_figure
from onrecord.casefile.findings_view import count_codes, view_finding
from onrecord.casefile.notes import read_notes
from onrecord.errors import SettingsError
from onrecord.text.counting_queries import find_queries
from onrecord.web.asking import ROWS, address_with, choice_of, first_of, part_of, word_of
from onrecord.web.pages.front import with_cites
from onrecord.web.rendering import NavEntry, case_of, render
from onrecord.web.table_rows import rows_behind

_MOST_CONFLICTS = 8


def figures(request: Request) -> Response:
    """The ledger of figures."""
    case = case_of(request)
    kinds = count_figure_kinds(case)
    choice = FigureChoice(
        kind=choice_of(request, "kind", tuple(kinds)) or None,
        document_id=word_of(request, "document") or None,
        words=word_of(request, "words"),
        checked=word_of(request, "checked") == "yes",
    )
    codes = count_codes(case)
    n_found = {family: sum(count.n_findings for count in codes if count.code[0] == family) for family in "FT"}
    return render(
        request,
        "figures.html",
        ledger=list_figures(case, choice, part_of(request)),
        choice=choice,
        kinds=[(kind, kind, number) for kind, number in kinds.items()],
        n_arithmetic=n_found["F"],
        n_tables=n_found["T"],
        change=lambda **changes: address_with(request, **changes),
        kept=[(name, word_of(request, name)) for name in ("kind", "document", "checked")],
        first=first_of(request),
        size=ROWS,
    )


def figure(request: Request) -> Response:
    """One figure with the findings it stands in."""
    case = case_of(request)
    view = view_figure(case, request.path_params["figure_id"])
    span = view.row.figure.span
    return render(
        request,
        "figure.html",
        view=view,
        findings=[
            (shown, cites, find_queries(shown.finding.working or "")) for shown, cites in with_cites(case, view.findings)
        ],
        notes=[n for n in read_notes(case, view.row.figure.document_id) if (n.start, n.end) == (span.start, span.end)],
        back=request.url.path,
    )


def rows(request: Request) -> Response:
    """The rows that a count of a finding counted."""
    case = case_of(request)
    view = view_finding(case, request.path_params["finding_id"])
    queries = find_queries(view.shown.finding.working or "")
    number = request.path_params["number"]
    if not 1 <= number <= len(queries):
        raise SettingsError(f"the finding has {len(queries)} counts: found number {number}", hint="go back to the finding")
    query = queries[number - 1]
    found = rows_behind(case, query, part_of(request))
    return render(
        request, "table_rows.html", shown=view.shown, query=query, rows=found, number=number, first=first_of(request), size=ROWS
    )


ROUTES = (
    Route("/figures", figures),
    Route("/figures/{figure_id}", figure),
    Route("/findings/{finding_id}/rows/{number:int}", rows),
)
NAVIGATION = (NavEntry(label="Figures", path="/figures", key="u"),)
