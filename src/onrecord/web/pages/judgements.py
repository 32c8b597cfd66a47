"""Decisions: every form that makes one comes here; and the list of all, with who decided, why, and a way back."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from onrecord.casefile.judgements import Decision, add_judgement, undo_judgement
from onrecord.casefile.judgements_view import list_judgements
from onrecord.web.asking import ROWS, first_of, own_path
from onrecord.web.forms import form_route
from onrecord.web.rendering import NavEntry, case_of, render, see_other

LONGEST = 1_000  # characters of a reason or name


def judgements(request: Request) -> Response:
    """All decisions, the newest first."""
    listed = list_judgements(case_of(request))
    first = first_of(request)
    return render(
        request,
        "judgements.html",
        listed=listed[first : first + ROWS],
        n_all=len(listed),
        n_standing=sum(each.is_in_force for each in listed),
        first=first,
        size=ROWS,
        back=request.url.path,
    )


def judge(request: Request, form: FormData) -> Response:
    """Add a decision and go back to where it was made."""
    decision = Decision(
        target_id=_word(form, "target"),
        decision=_word(form, "decision"),
        value=_word(form, "value") or None,
        reason=_word(form, "reason") or None,
        who=_word(form, "who") or account(),
        at=now(),
    )
    add_judgement(case_of(request), decision)
    gone = decision.decision == "not_a_quotation"
    return see_other("/judgements" if gone else own_path(str(form.get("back", "")), "/judgements"))


def undo(request: Request, form: FormData) -> Response:
    """Take a decision back."""
    undo_judgement(case_of(request), _word(form, "judgement"), who=_word(form, "who") or account(), at=now())
    return see_other(own_path(str(form.get("back", "")), "/judgements"))


def account() -> str:
    """The name of the account that runs the app: whoever has its token works under it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name
        return "unknown"


def now() -> str:
    """The time in UTC, in ISO form."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _word(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()[:LONGEST]


ROUTES = (Route("/judgements", judgements), form_route("/judge", judge), form_route("/judge/undo", undo))
NAVIGATION = (NavEntry(label="Decisions", path="/judgements", key="j", begins_group=True),)
