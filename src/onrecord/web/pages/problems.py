"""Problems and intake: what could not be read, every input with its hash, and whether the files are still the same."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.custody_view import load_custody
from onrecord.casefile.intake import verify_inputs
from onrecord.casefile.problems_view import list_inputs, list_problems
from onrecord.casefile.views import Slice
from onrecord.web.asking import ROWS, address_with, first_of, part_of, word_of
from onrecord.web.forms import form_route
from onrecord.web.rendering import NavEntry, case_of, render

_MOST_INPUTS = 200


def problems(request: Request) -> Response:
    """What could not be read, and the inputs with their hashes."""
    case = case_of(request)
    reason = word_of(request, "reason")
    listed = list_problems(case, reason, part_of(request))
    return render(
        request,
        "problems.html",
        listed=listed,
        reason=reason,
        reasons=[(name, name.replace("_", " "), number) for name, number in listed.reasons],
        intake=list_inputs(case, Slice(limit=_MOST_INPUTS)),
        change=lambda **changes: address_with(request, **changes),
        first=first_of(request),
        size=ROWS,
    )


def verify(request: Request, form: FormData) -> Response:
    """Hash every input anew. A form, for it reads every file of the case."""
    del form
    case = case_of(request)
    states = list(verify_inputs(case))
    return render(request, "verified.html", states=states, custody=load_custody(case))


ROUTES = (Route("/problems", problems), form_route("/problems/verify", verify))
NAVIGATION = (NavEntry(label="Problems and intake", path="/problems", key="o"),)
