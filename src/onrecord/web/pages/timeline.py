"""The timeline: statements above, conduct below, drawn on the server, with a table that says the same."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.people_view import list_people
from onrecord.casefile.timeline_view import Timeline, TimelineChoice, TimelineItem, view_timeline
from onrecord.casefile.views import Slice
from onrecord.display.timeline_drawing import draw_timeline
from onrecord.web.addresses import document_address, message_address
from onrecord.web.asking import day_of, word_of
from onrecord.web.rendering import NavEntry, case_of, render

_MOST_PEOPLE = 40


def timeline(request: Request) -> Response:
    """The chosen part of the timeline."""
    case = case_of(request)
    choice = TimelineChoice(first=day_of(request, "first"), last=day_of(request, "last"), person_id=word_of(request, "person"))
    view = view_timeline(case, choice)
    people = [person for person in list_people(case, part=Slice(limit=_MOST_PEOPLE)).people if person.kind != "redacted"]
    return render(
        request,
        "timeline.html",
        view=view,
        drawing=draw_timeline(view),
        people=people,
        choice=choice,
        address=item_address,
        zoom=lambda count: _address(count.first, count.last, choice.person_id),
        moves=_moves(view, choice.person_id),
    )


def item_address(item: TimelineItem) -> str:
    """Where an item of the timeline stands."""
    if item.message_id:
        return message_address(item.message_id)
    if item.document_id and item.end:
        return document_address(item.document_id, start=item.start, end=item.end)
    return document_address(item.document_id) if item.document_id else "/timeline"


def _address(first: date, last: date, person_id: str) -> str:
    asked = {"first": first.isoformat(), "last": last.isoformat(), "person": person_id}
    return "/timeline?" + urlencode({name: value for name, value in asked.items() if value})


def _moves(view: Timeline, person_id: str) -> list[tuple[str, str]]:
    """Addresses to look closer, further off, earlier and later."""
    if view.first is None or view.last is None or view.whole_first is None or view.whole_last is None:
        return []
    n_days = (view.last - view.first).days + 1
    moves = []
    if n_days > 2:
        quarter = timedelta(days=n_days // 4 or 1)
        moves.append(("Closer", _address(view.first + quarter, max(view.first + quarter, view.last - quarter), person_id)))
    if view.first > view.whole_first or view.last < view.whole_last:
        half = timedelta(days=n_days // 2 or 1)
        first, last = _back(view.first, half), _on(view.last, half)
        moves.append(("Further off", _address(max(first, view.whole_first), min(last, view.whole_last), person_id)))
    step = timedelta(days=n_days // 2 or 1)
    if view.first > view.whole_first:
        moves.append(("Earlier", _address(_back(view.first, step), _back(view.last, step), person_id)))
    if view.last < view.whole_last:
        moves.append(("Later", _address(_on(view.first, step), _on(view.last, step), person_id)))
    if view.first != view.whole_first or view.last != view.whole_last:
        moves.append(("All", _address(view.whole_first, view.whole_last, person_id)))
    return moves


def _back(day: date, by: timedelta) -> date:
    return day - by if day.toordinal() > by.days else date.min


def _on(day: date, by: timedelta) -> date:
    return day + by if date.max.toordinal() - day.toordinal() > by.days else date.max


ROUTES = (Route("/timeline", timeline),)
NAVIGATION = (NavEntry(label="Timeline", path="/timeline", key="t"),)
