"""By when a requester may appeal: the law's window, the agency's own where it leaves more time, and never a kind reading.

In: a request, the clock rules for the step `appeal`, and the agencies' own rules of a pack. Out: one Deadline. A rule that is
marked as doubtful shortens the window and never lengthens it, because an appeal a day late may be lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.model.packs import AppealRule, ClockRule, Pack
from onrecord.model.requests import Deadline, RecordsRequest, done_on
from onrecord.requests.holidays import WorkCalendar
from onrecord.requests.runs import Run

REQUESTER = "requester"
APPEAL = "appeal"
RECEIVED = "received"


def appeal_deadline(
    request: RecordsRequest, rules: Sequence[ClockRule], pack: Pack, calendar: WorkCalendar, today: date
) -> Deadline:
    """How the window for an appeal stands: it opens with each determination anew."""
    decisions = request.of_kind("determination")
    started = decisions[-1].day if decisions else None
    own = appeal_rules(pack, request, started or request.made_on)
    sources = "; ".join([*(rule.source for rule in rules), *(rule.source for rule in own)])
    doubtful = any(rule.verify for rule in rules) or any(rule.verify for rule in own)
    empty = Deadline(
        request_id=request.id,
        step=APPEAL,
        binds=REQUESTER,
        state="not_started",
        starts_on=started,
        due=None,
        due_latest=None,
        unit=own[0].unit if own else "calendar",
        source=sources,
        verify=doubtful,
    )
    if started is None:
        return empty
    due, must_be = _safe_day(started, rules, own, calendar)
    if due is None:
        return replace(empty, state="unknown", notes=("no rule here holds for it: see the agency's letter",))
    notes = [f"must be {must_be} by that day"]
    if not own:
        notes.append("the agency's own rule may leave more time: see its letter")
    dated = replace(empty, due=due, due_latest=due, notes=tuple(notes))
    done = done_on(request, "appeal_received" if must_be == RECEIVED else "appeal_sent", started)
    if done is not None:
        state = "met" if done <= due else "late"
        return replace(dated, state=state, done_on=done, n_late=None if done <= due else (done - due).days)
    if today > due:
        return replace(dated, state="passed")
    left = calendar.n_working(today, due) if dated.unit == "working" else (due - today).days
    return replace(dated, state="running", days_left=left)


def appeal_rules(pack: Pack, request: RecordsRequest, decided_on: date) -> list[AppealRule]:
    """The agency's own rules that hold for a decision of that day."""
    wanted = request.agency.strip().casefold()
    return [
        rule
        for rule in pack.appeals
        if rule.jurisdiction == request.jurisdiction
        and rule.valid.earliest <= decided_on <= rule.valid.latest
        and wanted in {name.casefold() for name in (rule.agency, *rule.agencies)}
    ]


def _safe_day(
    started: date, rules: Sequence[ClockRule], own: Sequence[AppealRule], calendar: WorkCalendar
) -> tuple[date | None, str]:
    """The last day that is safe: the latest that a certain rule gives, else the earliest that a doubtful one does."""
    windows = [(rule.days, rule.unit, rule.verify) for rule in rules] + [(rule.days, rule.unit, rule.verify) for rule in own]
    ends = [(Run(started, calendar, unit).nth_day(days), verify) for days, unit, verify in windows]
    certain = [end for end, verify in ends if end and not verify]
    known = [end for end, _ in ends if end]
    if not known:
        return None, ""
    day = max(certain) if certain else min(known)
    return day, RECEIVED if any(rule.must_be == RECEIVED for rule in own) else "sent"
