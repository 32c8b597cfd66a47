"""Every page of the app, in the order of the navigation; a new page is one line here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from onrecord.web.pages import (
    draft,
    figures,
    findings,
    front,
    inbox,
    judgements,
    notes,
    people,
    problems,
    publish,
    quotes,
    reader,
    redactions,
    requests,
    search,
    splitting,
    tables,
    tasks,
    timeline,
)
from onrecord.web.rendering import NavEntry


class PageModule(Protocol):
    """What a module of this package offers."""

    @property
    def ROUTES(self) -> Sequence[BaseRoute]:  # noqa: N802  the constants of a module
        """Its routes."""

    @property
    def NAVIGATION(self) -> Sequence[NavEntry]:  # noqa: N802  the constants of a module
        """Its entries in the bar, none where it has no place there."""


PAGES: tuple[PageModule, ...] = (
    *(front, inbox, reader, search),  # what there is
    *(findings, quotes, figures, timeline, tables, draft),  # what the checks say
    *(redactions, requests, tasks, people, splitting),  # the release, and who is in it
    *(judgements, notes, problems, publish),  # what people did, what came in, what goes out
)
