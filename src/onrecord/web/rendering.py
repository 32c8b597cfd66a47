"""A template with its values into a response, with what every page shows: navigation, the case's name, the session's CSRF word.

In: a request and a template by its name. Out: an HTML response. The environment is made once, by `make_app`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.display.reader_style import ReaderStyle, style_of
from onrecord.web.building import Builder
from onrecord.web.page_shelf import PageShelf

CSRF_FIELD = "csrf"


@dataclass(frozen=True, slots=True, kw_only=True)
class NavEntry:
    """One entry of the navigation; `key` is the letter that, typed after g, goes there; a line is drawn above the first entry
    of a group."""

    label: str
    path: str
    key: str
    begins_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the handlers of one running app share; kept as `app.state.desk`."""

    case: Path
    environments: Callable[[ReaderStyle], Environment]
    csrf_word: str
    builder: Builder
    shelf: PageShelf
    navigation: tuple[NavEntry, ...]


def desk_of(request: Request) -> Desk:
    """What the app was made with."""
    desk: Desk = request.app.state.desk
    return desk


def case_of(request: Request) -> Path:
    """The case file that the app shows."""
    return desk_of(request).case


def builder_of(request: Request) -> Builder:
    """What builds the case."""
    return desk_of(request).builder


def is_fragment(request: Request) -> bool:
    """True where a script of the page asks for a piece of it and not a person for a page."""
    headers = request.headers
    return headers.get("hx-request") == "true" and headers.get("hx-history-restore-request") != "true"


def render(request: Request, template: str, /, *, status: int = 200, **context: object) -> Response:
    """The template as a page. `context` is what it names; `desk`, `path`, `csrf()` and `search_words` are always there."""
    desk = desk_of(request)
    given: dict[str, object] = {
        "desk": desk,
        "path": request.url.path,
        "csrf": lambda: Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, desk.csrf_word),
        "search_words": request.query_params.get("q", ""),
        **context,
    }
    environment = desk.environments(style_of(request.headers.get("accept-language", "")))
    return HTMLResponse(environment.get_template(template).render(given), status_code=status)


def see_other(path: str) -> Response:
    """Go on at another page of the app after something was done."""
    return RedirectResponse(path, status_code=303)
