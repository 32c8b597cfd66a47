"""Tasks: the board of who asked whom for what by when, and each task on its card."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.tasks_view import STATUSES, list_task_columns, view_task
from onrecord.casefile.views import Slice
from onrecord.web.asking import address_with, choice_of, first_of, word_of
from onrecord.web.pages.front import with_cites
from onrecord.web.rendering import NavEntry, case_of, render

_CARDS = 30  # in a column
STATUS_WORDS = {
    "open": ("Open", "No answer was found in the records loaded."),
    "chased": ("Chased", "Somebody asked again."),
    "late": ("Late", "The record says that the deadline was missed."),
    "answered": ("Answered", "An answer stands in the thread."),
    "declined": ("Declined", "The record says no."),
}


def tasks(request: Request) -> Response:
    """The board."""
    status, words = choice_of(request, "status", STATUSES), word_of(request, "words")
    columns = list_task_columns(
        case_of(request), status=status, words=words, part=Slice(limit=_CARDS, offset=first_of(request) if status else 0)
    )
    return render(
        request,
        "tasks.html",
        columns=columns,
        chosen=status,
        words=words,
        status_words=STATUS_WORDS,
        change=lambda **changes: address_with(request, **changes),
        first=first_of(request),
        size=_CARDS,
    )


def task(request: Request) -> Response:
    """One task."""
    case = case_of(request)
    view = view_task(case, request.path_params["task_id"])
    return render(request, "task.html", view=view, findings=with_cites(case, view.findings), status_words=STATUS_WORDS)


ROUTES = (Route("/tasks", tasks), Route("/tasks/{task_id}", task))
NAVIGATION = (NavEntry(label="Tasks", path="/tasks", key="k"),)
