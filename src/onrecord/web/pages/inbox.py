"""The inbox: people and months on the left, messages in the middle, the thread of the open one on the right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.inbox_view import InboxChoice, find_people, list_messages, view_facets
from onrecord.casefile.reading_marks import set_mark
from onrecord.casefile.thread_view import view_thread
from onrecord.casefile.views import Slice
from onrecord.errors import SettingsError
from onrecord.links.header_names import sender_pattern
from onrecord.web.forms import form_route
from onrecord.web.month_chart import month_bars
from onrecord.web.pages.front import number_of, shown_so_far
from onrecord.web.rendering import NavEntry, case_of, is_fragment, render, see_other

PAGE_ROWS = 50
_FIELDS = ("person", "code", "words", "after", "before", "document", "undated", "finding", "unread", "flagged", "order")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; `with_` gives the address that asks for something else besides."""

    values: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """The value of a field, empty where it is not asked for."""
        return dict(self.values).get(name, "")

    def with_(self, **changed: str) -> str:
        """The address of the list with some fields changed; an empty value takes a field out."""
        kept = {**dict(self.values), **changed}
        query = urlencode([(name, kept[name]) for name in _FIELDS if kept.get(name)])
        return "/inbox" + (f"?{query}" if query else "")

    def beside(self, message_id: str, first: int = 0) -> str:
        """The address of a message with the same list beside it."""
        query = urlencode([*self.values, *([("from", str(first))] if first else [])])
        return f"/inbox/{message_id}" + (f"?{query}" if query else "")


def asked_of(query: QueryParams) -> Asked:
    """What an address asks of the inbox."""
    return Asked(tuple((name, query[name]) for name in _FIELDS if query.get(name)))


def choice_of(asked: Asked) -> InboxChoice:
    """The same as a choice of messages."""
    return InboxChoice(
        person_id=asked.get("person"),
        code=asked.get("code"),
        words=asked.get("words"),
        earliest=_day(asked.get("after")),
        latest=_day(asked.get("before")),
        document_id=asked.get("document"),
        is_undated=bool(asked.get("undated")),
        has_finding=bool(asked.get("finding")),
        is_unread=bool(asked.get("unread")),
        is_flagged=bool(asked.get("flagged")),
        newest_first=asked.get("order") == "newest",
    )


def _day(word: str) -> str:
    """A day or month as it was typed, nothing where it is neither."""
    pieces = word.split("-")
    plain = 1 <= len(pieces) <= 3 and all(piece.isascii() and piece.isdigit() and len(piece) in (2, 4) for piece in pieces)
    return word if plain else ""


def inbox(request: Request) -> Response:
    """The list, and the thread of the message in the address."""
    case, asked = case_of(request), asked_of(request.query_params)
    message_id = request.path_params.get("message_id", "")
    marked = request.query_params.get("q") or asked.get("words")
    thread = view_thread(case, message_id, marked) if message_id else None
    if thread and is_fragment(request):
        return render(request, "_thread.html", thread=thread, asked=asked)
    first = number_of(request, "from")
    page = list_messages(case, choice_of(asked), Slice(limit=PAGE_ROWS, offset=first), pattern_of=sender_pattern)
    facets = view_facets(case)
    chosen = next((each for each in facets.people if each.id == asked.get("person")), None)
    return render(
        request,
        "inbox.html",
        page=page,
        facets=facets,
        chosen=chosen,
        thread=thread,
        asked=asked,
        so_far=shown_so_far(case),
        first=first,
        size=PAGE_ROWS,
        chart=month_bars(facets.months, asked.get("after"), asked.get("before")),
    )


def people(request: Request) -> Response:
    """People in the mail with these letters in their name, for the list on the left."""
    asked = asked_of(request.query_params)
    found = find_people(case_of(request), request.query_params.get("name", ""))
    return render(request, "_people.html", people=found, asked=asked)


def mark(request: Request, form: FormData) -> Response:
    """Put a mark on a message or take it off; a page without scripts goes back to the message."""
    name, message_id = str(form.get("mark", "")), str(form.get("message", ""))
    if not message_id:
        raise SettingsError("no message was named", hint="load the page again")
    is_set, at = form.get("set") == "1", datetime.now(UTC).isoformat(timespec="seconds")
    set_mark(case_of(request), message_id, name, is_set=is_set, at=at)
    if not is_fragment(request):
        return see_other(f"/inbox/{message_id}")
    response = render(request, "_mark.html", message_id=message_id, mark=name, is_set=is_set)
    response.headers["HX-Trigger"] = json.dumps({"marked": {"message": message_id, "mark": name, "set": is_set}})
    return response


ROUTES = (
    Route("/inbox", inbox),
    Route("/inbox/{message_id}", inbox),
    Route("/inbox-people", people),
    form_route("/marks", mark),
)
NAVIGATION = (NavEntry(label="Inbox", path="/inbox", key="i"),)
