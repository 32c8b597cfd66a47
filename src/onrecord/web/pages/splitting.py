"""Splitting a message that is two: its lines, each with a button that says another message begins there."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.splits_view import view_lines
from onrecord.web.rendering import case_of, render


def split(request: Request) -> Response:
    """The lines of one message and the places where it was split."""
    view = view_lines(case_of(request), request.path_params["message_id"])
    return render(request, "split.html", view=view, back=request.url.path)


ROUTES = (Route("/split/{message_id}", split),)
NAVIGATION = ()
