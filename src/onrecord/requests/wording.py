"""Deadlines in words that say no more than is known."""

from __future__ import annotations

from onrecord.model.requests import Deadline

STEPS = {
    "determination": "the agency's decision",
    "expedition": "the agency's decision on expedited processing",
    "appeal": "your appeal",
    "appeal_decision": "the agency's decision on the appeal",
}


def describe_deadline(one: Deadline) -> str:
    """The step and how it stands."""
    return f"{STEPS.get(one.step, one.step.replace('_', ' '))}: {describe_state(one)}"


def describe_state(one: Deadline) -> str:
    """How a deadline stands, in words that say no more than is known."""
    days = f"{one.unit} days"
    latest = f" (by another reading {one.due_latest})" if one.due_latest and one.due_latest != one.due else ""
    return {
        "not_started": "not started",
        "unknown": "cannot be told",
        "running": f"due {one.due}{latest}, {one.days_left} {days} left",
        "stopped": f"stopped, {one.days_left} {days} left once the question is answered",
        "met": f"done {one.done_on}, due {one.due}",
        "in_doubt": f"due {one.due}{latest}; whether it is late cannot be told",
        "late": f"done {one.done_on}, {one.n_late} {days} after {one.due_latest}",
        "overdue": f"overdue: due {one.due}{latest}, {one.n_late} {days} ago",
        "passed": f"the window closed on {one.due}",
    }[one.state]
