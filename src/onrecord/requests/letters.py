"""Letters of a request from the paragraphs of a pack: the request itself, a question about its status, an appeal.

In: the paragraphs of one jurisdiction, what the request's log and its deadlines say, and the points of an appeal as sentences.
Out: a Letter; what only the writer can say stays a bracket to fill in. A paragraph stands in the letter where its condition
holds: `always`, an event of that kind happened (`received`), a step is in a state (`determination overdue`), or there are
points of a kind (`code_missing`), which then follow it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.errors import SettingsError
from onrecord.model.packs import LetterPart, Pack
from onrecord.model.requests import Deadline, RecordsRequest

LETTERS = ("request", "status", "appeal")
BLANKS = ("[Your name]", "[Your address]", "[Your e-mail address]")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Some words, and the points under them. `source` is what the paragraph rests on and is not part of the letter."""

    words: str
    points: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to an agency, dated, with blanks for its writer."""

    agency: str
    dated: str
    subject: str
    paragraphs: tuple[Paragraph, ...]


def compose_letter(
    kind: str,
    request: RecordsRequest,
    deadlines: Sequence[Deadline],
    pack: Pack,
    today: date,
    points: Mapping[str, Sequence[str]] | None = None,
) -> Letter:
    """The letter of a kind; `points` are the sentences of an appeal by their reason.

    Raises SettingsError where no pack has such a letter for the jurisdiction.
    """
    parts = [part for part in pack.letters if (part.jurisdiction, part.letter) == (request.jurisdiction, kind)]
    if not parts:
        raise SettingsError(
            f"no pack has the letter {kind!r} for {request.jurisdiction}", hint="add letters.csv to a pack of your own"
        )
    request, listed = request.as_of(today), points or {}
    conditions = _conditions(request, deadlines) | {reason for reason, sentences in listed.items() if sentences}
    values = _values(request, deadlines, pack)
    subject = next((_filled(part, values) for part in parts if part.when == "subject"), "")
    paragraphs = tuple(
        Paragraph(words=_filled(part, values), points=tuple(listed.get(part.when, ())), source=part.source)
        for part in parts
        if part.when != "subject" and part.when in conditions
    )
    return Letter(agency=request.agency, dated=long_day(today), subject=subject, paragraphs=paragraphs)


def long_day(day: date) -> str:
    """The day as letters write it, in English whatever the machine's language.

    >>> long_day(date(2024, 3, 1))
    'March 1, 2024'
    """
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _filled(part: LetterPart, values: Mapping[str, str]) -> str:
    return part.words.format_map(values)


def _conditions(request: RecordsRequest, deadlines: Sequence[Deadline]) -> set[str]:
    happened = {event.kind for event in request.events}
    return {"always", *happened, *(f"{one.step} {one.state}" for one in deadlines)}


def _values(request: RecordsRequest, deadlines: Sequence[Deadline], pack: Pack) -> dict[str, str]:
    by_step = {one.step: one for one in deadlines}
    determination, appeal = by_step.get("determination"), by_step.get("appeal_decision")
    tracking = request.last_value("tracking")
    received, decided = request.of_kind("received"), request.of_kind("determination")
    return {
        "agency": request.agency,
        "made_on": long_day(request.made_on),
        "number": f", {tracking}" if tracking else "",
        "numbered": f" (your number {tracking})" if tracking else "",
        "words": request.words,
        "limit": _limit(request, pack),
        "received": long_day(received[0].day) if received else "",
        "determination": long_day(decided[-1].day) if decided else "",
        "due": _day_or_nothing(determination.due if determination else None),
        "due_latest": _day_or_nothing(determination.due_latest if determination else None),
        "appeal_due_latest": _day_or_nothing(appeal.due_latest if appeal else None),
        "n_late": str(determination.n_late or 0) if determination else "",
        "unit": determination.unit if determination else "",
    }


def _day_or_nothing(day: date | None) -> str:
    return long_day(day) if day else ""


def _limit(request: RecordsRequest, pack: Pack) -> str:
    """How long the law leaves for the determination, in words."""
    for rule in pack.clocks:
        is_meant = rule.jurisdiction == request.jurisdiction and rule.step == "determination"
        if is_meant and rule.valid.earliest <= request.made_on <= rule.valid.latest:
            return f"{rule.days} {rule.unit} days after receipt"
    return "the time that the law sets"
