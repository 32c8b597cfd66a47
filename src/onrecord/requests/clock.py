"""By when the law wants the next step of a request, counted from what happened to it.

In: a request, the rules of its jurisdiction from a pack, and the day that is asked about. Out: one Deadline for each step.
The day on which a step starts is day 0. Where the law can be read in two ways, `due` follows the plain one and `due_latest`
the one that is kindest to the agency, and no agency is called late before both have passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from onrecord.model.packs import ClockRule, Pack, TollRule
from onrecord.model.requests import Deadline, RecordsRequest, done_on
from onrecord.requests.appeal_window import APPEAL, RECEIVED, appeal_deadline, appeal_rules
from onrecord.requests.holidays import WorkCalendar, calendar_for
from onrecord.requests.runs import Run, Stop

AGENCY = "agency"
RECEIVED_ELSEWHERE = "received_elsewhere"
EXTENSIONS = {"determination": "extended", "appeal_decision": "appeal_extended"}  # the event that extends a step


def list_deadlines(request: RecordsRequest, pack: Pack, today: date) -> tuple[Deadline, ...]:
    """The deadlines of a request as they stand on a day, in the order of the pack's rules.

    A step whose start has not happened by that day is `not_started`. Only rules of the request's own jurisdiction and day
    are used.
    """
    request = request.as_of(today)
    calendar = calendar_for(pack.holidays, request.jurisdiction, request.area)
    rules = [rule for rule in pack.clocks if rule.jurisdiction == request.jurisdiction and _holds(rule, request.made_on)]
    found = []
    for rule in rules:
        if rule.step != APPEAL:
            found.append(_agency_deadline(request, rule, _tolls(pack, rule, request.made_on), calendar, today))
    appeals = [rule for rule in rules if rule.step == APPEAL]
    if appeals or appeal_rules(pack, request, request.made_on):
        found.append(appeal_deadline(request, appeals, pack, calendar, today))
    return tuple(found)


# ---- what binds the agency -----------------------------------------------------------------------------------------


def _agency_deadline(
    request: RecordsRequest, rule: ClockRule, tolls: Sequence[TollRule], calendar: WorkCalendar, today: date
) -> Deadline:
    started, start_notes = _start_of(request, rule, calendar)
    empty = Deadline(
        request_id=request.id,
        step=rule.step,
        binds=AGENCY,
        state="not_started",
        starts_on=started,
        due=None,
        due_latest=None,
        unit=rule.unit,
        source=rule.source,
        verify=rule.verify,
        notes=start_notes,
    )
    if started is None:
        return empty
    stops, toll_notes = _stops_of(request, tolls, started)
    plain = Run(started, calendar, rule.unit, stops)
    kind = plain.kindest()
    days, days_latest, extension_notes = _extended(request, rule, plain)
    due, due_latest = plain.nth_day(days), kind.nth_day(days_latest)
    if due_latest is not None and rule.unit == "calendar":
        due_latest = calendar.first_working(due_latest)
    counted = replace(empty, due=due, due_latest=due_latest, notes=(*start_notes, *toll_notes, *extension_notes))
    done = done_on(request, rule.stops, started)
    if done is not None:
        return _judged(counted, done, calendar)
    return _standing(counted, plain, days, today)


def _start_of(request: RecordsRequest, rule: ClockRule, calendar: WorkCalendar) -> tuple[date | None, tuple[str, ...]]:
    """The day on which the clock starts, and what is to be said of it."""
    first = request.of_kind(rule.starts)
    if rule.starts != RECEIVED:
        return (first[-1].day, ()) if first else (None, ())
    elsewhere = request.of_kind(RECEIVED_ELSEWHERE)
    if elsewhere and rule.grace_days:
        latest = Run(elsewhere[0].day, calendar, "working").nth_day(rule.grace_days)
        if latest is not None and (not first or latest < first[0].day):
            return latest, (f"counted from {latest}: {rule.grace_days} working days after another office of the agency had it",)
    if first:
        return first[0].day, ()
    return None, ("the day on which the agency received it is not entered",)


def _stops_of(request: RecordsRequest, tolls: Sequence[TollRule], started: date) -> tuple[tuple[Stop, ...], tuple[str, ...]]:
    """The stretches on which the clock stands still, and questions that do not stop it."""
    stops: list[Stop] = []
    notes: list[str] = []
    for toll in tolls:
        asked = [event for event in request.of_kind(toll.asked) if event.day >= started]
        answers = [event.day for event in request.of_kind(toll.answered)]
        for number, event in enumerate(asked, start=1):
            if toll.times and number > toll.times:
                notes.append(f"the question of {event.day} does not stop the clock: the law allows {toll.times}")
                continue
            stops.append(Stop(event.day, next((day for day in answers if day >= event.day), None)))
    return tuple(stops), tuple(notes)


def _extended(request: RecordsRequest, rule: ClockRule, run: Run) -> tuple[int, int, tuple[str, ...]]:
    """The days by the plain reading, by the kindest one, and what is to be said of the extension."""
    notices = request.of_kind(EXTENSIONS.get(rule.step, ""))
    if not notices or not rule.extension_days:
        return rule.days, rule.days, ()
    notice = notices[0]
    wanted = _whole(notice.value) or rule.extension_days
    added = min(wanted, rule.extension_days)
    notes: list[str] = []
    if wanted > rule.extension_days:
        notes.append(f"{wanted} more days were taken; the law allows {rule.extension_days} by notice alone")
    base = run.nth_day(rule.days)
    if base is not None and notice.day > base:
        notes.append(f"the notice of {notice.day} came after {base}, when the time was over")
        return rule.days, rule.days + added, tuple(notes)
    return rule.days + added, rule.days + added, tuple(notes)


def _judged(deadline: Deadline, done: date, calendar: WorkCalendar) -> Deadline:
    """The deadline of a step that was taken."""
    due, latest = deadline.due, deadline.due_latest
    if due is None or latest is None or done <= due:
        return replace(deadline, state="met", done_on=done)
    if done <= latest or deadline.verify:
        return replace(deadline, state="in_doubt", done_on=done)
    return replace(deadline, state="late", done_on=done, n_late=_n_after(latest, done, deadline.unit, calendar))


def _standing(deadline: Deadline, run: Run, days: int, today: date) -> Deadline:
    """The deadline of a step that was not taken yet."""
    left = max(days - run.n_run(today), 0)
    if any(stop.answered is None for stop in run.stops) and left:
        return replace(deadline, state="stopped", days_left=left)
    if deadline.due is None or deadline.due_latest is None:
        return replace(deadline, state="unknown")
    if today <= deadline.due:
        return replace(deadline, state="running", days_left=left)
    if today <= deadline.due_latest or deadline.verify:
        return replace(deadline, state="in_doubt")
    return replace(deadline, state="overdue", n_late=_n_after(deadline.due_latest, today, deadline.unit, run.calendar))


# ---- small questions -----------------------------------------------------------------------------------------------


def _holds(rule: ClockRule | TollRule, day: date) -> bool:
    return rule.valid.earliest <= day <= rule.valid.latest


def _tolls(pack: Pack, rule: ClockRule, made_on: date) -> list[TollRule]:
    return [
        toll
        for toll in pack.tolls
        if (toll.jurisdiction, toll.step) == (rule.jurisdiction, rule.step) and _holds(toll, made_on)
    ]


def _n_after(due: date, day: date, unit: str, calendar: WorkCalendar) -> int:
    return calendar.n_working(due, day) if unit == "working" else (day - due).days


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else None
