"""People: everybody in the case, one person with what they wrote and said, and who may be one with whom."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.people_view import count_proposals, list_people, list_proposals, view_person
from onrecord.casefile.views import Slice
from onrecord.model.links import Person
from onrecord.web.asking import ROWS, address_with, first_of, part_of, word_of
from onrecord.web.rendering import NavEntry, case_of, render

_MOST_OTHERS = 400  # names to choose from where two rows are joined by hand
_KINDS = {"person": "people", "office": "offices", "unit": "units", "role": "roles", "redacted": "hidden senders"}


def people(request: Request) -> Response:
    """Everybody, the most met first."""
    case = case_of(request)
    kind, words = word_of(request, "kind"), word_of(request, "words")
    listed = list_people(case, kind=kind if kind in _KINDS else "", words=words, part=part_of(request))
    counts = dict(listed.kinds)
    return render(
        request,
        "people.html",
        listed=listed,
        kind=kind,
        words=words,
        kinds=[(name, label, counts[name]) for name, label in _KINDS.items() if name in counts],
        n_open=count_proposals(case)["open"],
        change=lambda **changes: address_with(request, **changes),
        titles_of=titles_of,
        first=first_of(request),
        size=ROWS,
    )


def proposals(request: Request) -> Response:
    """Who may be one with whom."""
    part = part_of(request, ROWS // 2)
    counts = count_proposals(case_of(request))
    return render(
        request,
        "proposals.html",
        proposals=list_proposals(case_of(request), part),
        n_all=sum(counts.values()),
        n_open=counts["open"],
        first=part.offset,
        size=ROWS // 2,
        back=request.url.path,
    )


def person(request: Request) -> Response:
    """One person."""
    case = case_of(request)
    view = view_person(case, request.path_params["person_id"])
    everybody = list_people(case, part=Slice(limit=_MOST_OTHERS)).people
    others = [each for each in everybody if each.name and each.id != view.person.id]
    dated = [role for role in view.person.roles if role.valid]
    return render(
        request,
        "person.html",
        view=view,
        dated=dated,
        others=sorted(others, key=lambda each: each.name or ""),
        titles=titles_of(view.person),
        back=request.url.path,
    )


def titles_of(person: Person) -> list[tuple[str, int]]:
    """The titles that texts give a person without a date, with the number of sources, the most given first."""
    told = Counter(role.title for role in person.roles if role.valid is None)
    return sorted(told.items(), key=lambda item: (-item[1], item[0]))


ROUTES = (
    Route("/people", people),
    Route("/people/proposals", proposals),
    Route("/people/{person_id}", person),
)
NAVIGATION = (NavEntry(label="People", path="/people", key="p"),)
