"""The local web app: routes over one case file, behind the gate.

In: the path of a case file (which need not exist yet), the session's token and the port it is served on. Out: an ASGI app.
Every handler is a plain function that reads the case through `casefile` and gives a page; starlette runs it in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from onrecord.display.environment import make_environment
from onrecord.display.reader_style import ReaderStyle
from onrecord.errors import CaseFileError, OnRecordError, SettingsError, SourceError
from onrecord.links.header_names import plain_name
from onrecord.web.addresses import document_address, finding_address, message_address, place_address, search_address
from onrecord.web.building import Builder
from onrecord.web.page_shelf import PageShelf
from onrecord.web.pages.registry import PAGES
from onrecord.web.rendering import Desk, is_fragment, render
from onrecord.web.security import Gate, csrf_word

# What a page answers where it cannot be shown: no such thing; the source has changed or is gone; the case file cannot be read.
_STATUSES: dict[type[OnRecordError], int] = {SettingsError: 404, SourceError: 409, CaseFileError: 503}
STATIC_PACKAGES: list[str | tuple[str, str]] = [("onrecord.web", "static"), ("onrecord.display", "static")]


def make_app(case: Path, *, token: str, port: int) -> Starlette:
    """The app over one case."""
    routes: list[BaseRoute] = [route for page in PAGES for route in page.ROUTES]
    handlers: dict[int | type[Exception], Callable[..., Response]] = {HTTPException: _refused, OnRecordError: _failed}
    app = Starlette(
        routes=[*routes, Mount("/static", StaticFiles(packages=STATIC_PACKAGES), name="static")],
        middleware=[Middleware(Gate, token=token, port=port)],
        exception_handlers=handlers,
    )
    app.state.desk = Desk(
        case=case,
        environments=cache(_environment),
        csrf_word=csrf_word(token),
        builder=Builder(case),
        shelf=PageShelf(case),
        navigation=tuple(entry for page in PAGES for entry in page.NAVIGATION),
    )
    return app


def _environment(style: ReaderStyle) -> Environment:
    """The templates for readers of one style."""
    environment = make_environment("onrecord.web", style=style)
    environment.filters["plain_name"] = plain_name
    environment.globals.update(
        finding_address=finding_address,
        document_address=document_address,
        place_address=place_address,
        message_address=message_address,
        search_address=search_address,
    )
    return environment


def _refused(request: Request, error: HTTPException) -> Response:
    """What there is not, or is not allowed."""
    words = "There is no such page in this case." if error.status_code == 404 else error.detail
    return _message(request, error.status_code, words, "")


def _failed(request: Request, error: OnRecordError) -> Response:
    """What cannot be read or does not exist, in the words that the commands use."""
    status = next((number for kind, number in _STATUSES.items() if isinstance(error, kind)), 500)
    return _message(request, status, str(error), error.hint)


def _message(request: Request, status: int, words: str, hint: str) -> Response:
    template = "_message.html" if is_fragment(request) else "message.html"
    return render(request, template, status=status, words=words, hint=hint)
