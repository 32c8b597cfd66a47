"""Requests for records: their log, by when the law wants the next step, letters, and what an appeal would contest.

The same log as `onrecord request` keeps; the rules come from the packs of the case, else from the pack `us-foia`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord import __version__
from onrecord.casefile.appeal_view import REASONS, list_appeal_items
from onrecord.casefile.request_log import (
    EVENT_KINDS,
    NOTHING,
    NewEvent,
    NewRequest,
    add_event,
    add_request,
    find_request,
    undo_event,
)
from onrecord.casefile.requests_view import law_of, production_paths, requests_of
from onrecord.errors import SettingsError, UnfinishedCaseError
from onrecord.model.packs import Pack
from onrecord.model.requests import Deadline, RecordsRequest
from onrecord.packs.loader import load_packs
from onrecord.requests.clock import list_deadlines
from onrecord.requests.letters import BLANKS, LETTERS, compose_letter
from onrecord.requests.wording import STEPS, describe_state
from onrecord.web.forms import form_route
from onrecord.web.pages.judgements import account, now
from onrecord.web.rendering import NavEntry, case_of, render, see_other

USUAL_LAW = "us-foia"
_FIELDS = ("agency", "made_on", "tracking", "jurisdiction", "area", "words", "kind", "day", "value", "note")
_TONES = {"overdue": "error", "late": "error", "in_doubt": "warning", "passed": "warning"}
_CONTESTED = {
    "open_elsewhere": "open in another print",
    "code_missing": "deleted without a code",
    "page_withheld": "a page withheld whole",
    "page_gap": "missing page numbers",
    "attachment": "an attachment that is named and not there",
    "parent": "a message that is answered and not there",
    "for_a_person": "for a person to judge",
}


def requests(request: Request) -> Response:
    """All requests with their clocks, and the form that enters one."""
    return _listed(request)


def enter(request: Request, form: FormData) -> Response:
    """Enter a request and go to its page."""
    case, who, at = case_of(request), account(), now()
    try:
        made_on = _day(form, "made_on")
        new = NewRequest(
            jurisdiction=_word(form, "jurisdiction") or USUAL_LAW,
            agency=_word(form, "agency"),
            made_on=made_on,
            words=_word(form, "words"),
            area=_word(form, "area"),
            who=who,
            at=at,
        )
        entered = add_request(case, new, __version__)
        if number := _word(form, "tracking"):
            event = NewEvent(request_id=entered.id, kind="tracking", day=made_on, value=number, who=who, at=at)
            add_event(case, event, __version__)
    except SettingsError as error:
        return _listed(request, error, form)
    return see_other(f"/requests/{entered.id}")


def one(request: Request) -> Response:
    """One request with its deadlines and entries."""
    return _shown(request, find_request(case_of(request), request.path_params["request_id"]))


def happened(request: Request, form: FormData) -> Response:
    """Enter what happened to a request."""
    case, found = case_of(request), find_request(case_of(request), _word(form, "request"))
    try:
        event = NewEvent(
            request_id=found.id,
            kind=_word(form, "kind"),
            day=_day(form, "day"),
            value=_word(form, "value") or None,
            note=_word(form, "note") or None,
            who=account(),
            at=now(),
        )
        add_event(case, event, __version__)
    except SettingsError as error:
        return _shown(request, found, error, form)
    return see_other(f"/requests/{found.id}")


def take_back(request: Request, form: FormData) -> Response:
    """Take an entry back."""
    event = undo_event(case_of(request), _word(form, "event"), who=account(), at=now(), program_version=__version__)
    return see_other(f"/requests/{event.request_id}")


def letter(request: Request) -> Response:
    """A letter as a draft, to be copied or printed."""
    case, kind = case_of(request), request.path_params["letter"]
    found, law, today = find_request(case, request.path_params["request_id"]), _law(request), date.today()
    drafted = compose_letter(kind, found, list_deadlines(found, law, today), law, today)
    return render(request, "letter.html", request_=found, kind=kind, letter=drafted, blanks=BLANKS)


def _listed(request: Request, error: SettingsError | None = None, form: FormData | None = None) -> Response:
    law, today = _law(request), date.today()
    found = [(each, _started(list_deadlines(each, law, today))) for each in requests_of(case_of(request))]
    return render(
        request,
        "requests.html",
        status=400 if error else 200,
        found=found,
        error=error,
        given=_given(form),
        laws=sorted({rule.jurisdiction for rule in law.clocks}),
        **_words(),
    )


def _shown(
    request: Request, found: RecordsRequest, error: SettingsError | None = None, form: FormData | None = None
) -> Response:
    case, law, today = case_of(request), _law(request), date.today()
    deadlines = list_deadlines(found, law, today)
    letters = {part.letter for part in law.letters if part.jurisdiction == found.jurisdiction}
    return render(
        request,
        "request.html",
        status=400 if error else 200,
        request_=found,
        deadlines=_started(deadlines),
        waiting=[each for each in deadlines if each not in _started(deadlines)],
        kinds=[(kind, _plain(meaning), needs != NOTHING) for kind, (needs, meaning) in EVENT_KINDS.items()],
        kind_words={kind: _plain(meaning) for kind, (_, meaning) in EVENT_KINDS.items()},
        letters=[each for each in LETTERS if each in letters and each != "appeal"],
        productions=production_paths(case),
        contested=_contested(request, found),
        today=today,
        error=error,
        given=_given(form),
        **_words(),
    )


def _contested(request: Request, found: RecordsRequest) -> list[tuple[str, int]]:
    """What the papers of an appeal would list, by reason; nothing while the case is not built."""
    productions = [event.value for event in found.of_kind("production") if event.value]
    try:
        items = list_appeal_items(case_of(request), productions)
    except UnfinishedCaseError:
        return []
    counts = Counter(item.reason for item in items)
    return [(_CONTESTED[reason], counts[reason]) for reason in REASONS if counts[reason]]


def _started(deadlines: tuple[Deadline, ...]) -> list[Deadline]:
    return [each for each in deadlines if each.state != "not_started" or each.notes]


def _law(request: Request) -> Pack:
    return law_of(case_of(request)) or load_packs([USUAL_LAW])


def _words() -> dict[str, Callable[[Deadline], str]]:
    """How the templates tell a deadline."""
    return {
        "step_words": lambda each: STEPS.get(each.step, each.step.replace("_", " ")),
        "state_words": describe_state,
        "tone": lambda each: "" if each.verify and each.state != "passed" else _TONES.get(each.state, ""),
    }


def _plain(meaning: str) -> str:
    """What an event means without the word that the command line uses for its value."""
    return meaning.partition(", in --note")[0].replace(": DAYS", "").replace(": NUMBER", "").replace("PATH of ", "")


def _given(form: FormData | None) -> dict[str, str]:
    """What was typed into a form that was not taken, for its fields; nothing in each where there was none."""
    return {name: _word(form, name) if form else "" for name in _FIELDS}


def _word(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()


def _day(form: FormData, name: str) -> date:
    word = _word(form, name)
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise SettingsError(f"no day: found {word or 'nothing'}, expected one like 2024-03-01") from error


ROUTES = (
    Route("/requests", requests),
    form_route("/requests", enter),
    form_route("/requests/entries", happened),
    form_route("/requests/entries/undo", take_back),
    Route("/requests/{request_id}", one),
    Route("/requests/{request_id}/letters/{letter}", letter),
)
NAVIGATION = (NavEntry(label="Requests", path="/requests", key="r"),)
