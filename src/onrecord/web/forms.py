"""Forms that change something: how they are read, and what they must carry.

In: a plain function of a request and a form. Out: a route for POST that reads the form within limits, refuses it without the
session's CSRF word, and runs the function in a thread. Where a request may come from at all is the affair of `security`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.web.rendering import CSRF_FIELD, desk_of

MAX_FIELDS = 200
MAX_FIELD_BYTES = 4_000_000  # a pasted draft of a long book
FormHandler = Callable[[Request, FormData], Response]


def form_route(path: str, handler: FormHandler, *, max_files: int = 1) -> Route:
    """A route that takes a form by POST."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=max_files, max_fields=MAX_FIELDS, max_part_size=MAX_FIELD_BYTES) as form:
            require_word(request, str(form.get(CSRF_FIELD, "")))
            return await run_in_threadpool(handler, request, form)

    return Route(path, endpoint, methods=["POST"], name=handler.__name__)


def require_word(request: Request, word: str) -> None:
    """Raises HTTPException 403 where the word is not the session's."""
    if not secrets.compare_digest(word.encode(), desk_of(request).csrf_word.encode()):
        raise HTTPException(403, "The form was not made by this session. Load the page again and repeat what you did.")
