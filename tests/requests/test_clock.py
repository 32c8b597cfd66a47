"""Dated cases of the clock: what happened, and by when the law wants the next step.

Each expected day was counted apart from the program, with the list of observed federal holidays that stands in
`test_holidays.py` and a count of weekdays, and single rows by hand on a calendar. The comment above a row says what is
particular about it and names the rule; without one it is 5 U.S.C. 552(a)(6)(A)(i): twenty working days after receipt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from onrecord.model.packs import Pack
from onrecord.model.requests import Deadline, RecordsRequest, RequestEvent
from onrecord.packs.loader import load_packs
from onrecord.requests.clock import list_deadlines


@dataclass(frozen=True)
class Case:
    name: str
    events: str
    step: str
    due: str
    latest: str | None = None
    area: str = ""
    agency: str = "Agency of Trails"


CASES = [
    # Washington's Birthday 15 Feb and the leap day 29 Feb, which counts
    Case("received-2016-02-01", "received 2016-02-01", "determination", "2016-03-01"),
    # Independence Day on a Monday; 19 June was no holiday yet
    Case("received-2016-06-16", "received 2016-06-16", "determination", "2016-07-15"),
    # Christmas on a Sunday, observed Monday 26 Dec
    Case("received-2016-11-28", "received 2016-11-28", "determination", "2016-12-27"),
    # 26 Dec, 2 Jan (New Year's Day on a Sunday) and 16 Jan; the inauguration of 20 Jan lies after
    Case("received-2016-12-16", "received 2016-12-16", "determination", "2017-01-18"),
    # King 16 Jan; Inauguration Day 20 Jan counts outside Washington
    Case("received-2017-01-03", "received 2017-01-03", "determination", "2017-02-01"),
    # Washington's Birthday 20 Feb
    Case("received-2017-02-06", "received 2017-02-06", "determination", "2017-03-07"),
    # Veterans Day on a Saturday, observed Friday 10 Nov
    Case("received-2017-10-20", "received 2017-10-20", "determination", "2017-11-20"),
    # Christmas and New Year's Day on Mondays
    Case("received-2017-12-01", "received 2017-12-01", "determination", "2018-01-02"),
    # Independence Day on a Wednesday
    Case("received-2018-06-11", "received 2018-06-11", "determination", "2018-07-10"),
    # Veterans Day on a Sunday, observed Monday 12 Nov
    Case("received-2018-10-22", "received 2018-10-22", "determination", "2018-11-20"),
    # 24 Dec 2018 was closed by order and counts; 25 Dec and 1 Jan do not
    Case("received-2018-12-12", "received 2018-12-12", "determination", "2019-01-11"),
    # King 21 Jan
    Case("received-2019-01-02", "received 2019-01-02", "determination", "2019-01-31"),
    # Memorial Day, the last Monday: 27 May, not 20 May
    Case("received-2019-05-13", "received 2019-05-13", "determination", "2019-06-11"),
    # Thanksgiving 28 Nov; the Friday after it counts
    Case("received-2019-11-13", "received 2019-11-13", "determination", "2019-12-12"),
    # 24 Dec counts; Christmas and New Year's Day on Wednesdays
    Case("received-2019-12-04", "received 2019-12-04", "determination", "2020-01-03"),
    # Washington's Birthday and the leap day, a Saturday
    Case("received-2020-02-03", "received 2020-02-03", "determination", "2020-03-03"),
    # 19 June 2020 was no holiday; 4 July on a Saturday, observed Friday 3 July
    Case("received-2020-06-05", "received 2020-06-05", "determination", "2020-07-06"),
    # Independence Day observed Friday 3 July
    Case("received-2020-06-15", "received 2020-06-15", "determination", "2020-07-14"),
    # Christmas and New Year's Day on Fridays; 24 Dec 2020 was closed by order and counts
    Case("received-2020-12-11", "received 2020-12-11", "determination", "2021-01-12"),
    # the first Juneteenth: law of 17 June 2021, 19 June a Saturday, observed Friday 18 June
    Case("received-2021-05-20", "received 2021-05-20", "determination", "2021-06-21"),
    # Juneteenth observed 18 June 2021, the day after its law
    Case("received-2021-06-01", "received 2021-06-01", "determination", "2021-06-30"),
    # Juneteenth observed 18 June, 4 July on a Sunday observed Monday 5 July
    Case("received-2021-06-04", "received 2021-06-04", "determination", "2021-07-06"),
    # received on the day of the Juneteenth law; 18 June does not count
    Case("received-2021-06-17", "received 2021-06-17", "determination", "2021-07-19"),
    # Christmas on a Saturday, observed Friday 24 Dec
    Case("received-2021-11-26", "received 2021-11-26", "determination", "2021-12-27"),
    # Friday 24 Dec and Friday 31 Dec 2021 (New Year's Day 2022 on a Saturday)
    Case("received-2021-12-03", "received 2021-12-03", "determination", "2022-01-04"),
    # 24 Dec, 31 Dec: New Year's Day observed in the old year; nothing on Monday 3 Jan
    Case("received-2021-12-10", "received 2021-12-10", "determination", "2022-01-11"),
    # Juneteenth on a Sunday, observed Monday 20 June
    Case("received-2022-06-03", "received 2022-06-03", "determination", "2022-07-05"),
    # 26 Dec and 2 Jan: both on Sundays
    Case("received-2022-12-09", "received 2022-12-09", "determination", "2023-01-10"),
    # Juneteenth on a Monday; the twentieth day is 3 July
    Case("received-2023-06-02", "received 2023-06-02", "determination", "2023-07-03"),
    # Veterans Day on a Saturday, observed Friday 10 Nov; the twentieth day is the Monday after
    Case("received-2023-10-13", "received 2023-10-13", "determination", "2023-11-13"),
    # Christmas and New Year's Day on Mondays
    Case("received-2023-12-11", "received 2023-12-11", "determination", "2024-01-10"),
    # received on a leap day
    Case("received-2024-02-29", "received 2024-02-29", "determination", "2024-03-28"),
    # Juneteenth on a Wednesday
    Case("received-2024-06-03", "received 2024-06-03", "determination", "2024-07-02"),
    # Veterans Day and Thanksgiving in one count
    Case("received-2024-11-01", "received 2024-11-01", "determination", "2024-12-03"),
    # Christmas, New Year's Day, King on 20 Jan
    Case("received-2024-12-24", "received 2024-12-24", "determination", "2025-01-24"),
    # King on 20 Jan, also Inauguration Day
    Case("received-2025-01-06", "received 2025-01-06", "determination", "2025-02-04"),
    # Juneteenth and Independence Day
    Case("received-2025-06-05", "received 2025-06-05", "determination", "2025-07-07"),
    # Juneteenth; Independence Day on a Saturday, observed Friday 3 July
    Case("received-2026-06-10", "received 2026-06-10", "determination", "2026-07-10"),
    # Christmas 2010 and New Year's Day 2011 on Saturdays: 24 and 31 Dec
    Case("received-2010-12-06", "received 2010-12-06", "determination", "2011-01-05"),
    # received on a Saturday: day 1 is Monday, or Tuesday where Monday counts as received
    Case("day-off-2020-02-29", "received 2020-02-29", "determination", "2020-03-27", latest="2020-03-30"),
    # received on a Sunday before an observed holiday
    Case("day-off-2021-07-04", "received 2021-07-04", "determination", "2021-08-02", latest="2021-08-03"),
    # received on the Saturday before King's birthday
    Case("day-off-2024-01-13", "received 2024-01-13", "determination", "2024-02-12", latest="2024-02-13"),
    # received on New Year's Day
    Case("day-off-2022-01-01", "received 2022-01-01", "determination", "2022-01-31", latest="2022-02-01"),
    # received on the Friday on which New Year's Day was observed
    Case("day-off-2021-12-31", "received 2021-12-31", "determination", "2022-01-31", latest="2022-02-01"),
    # received on Thanksgiving
    Case("day-off-2025-11-27", "received 2025-11-27", "determination", "2025-12-26", latest="2025-12-29"),
    # Inauguration Day does not count in the Washington area; in 2025 it is King's birthday anyway
    Case("washington-2021-01-05", "received 2021-01-05", "determination", "2021-02-04", area="dc"),
    # Inauguration Day does not count in the Washington area; in 2025 it is King's birthday anyway
    Case("washington-2017-01-10", "received 2017-01-10", "determination", "2017-02-09", area="dc"),
    # Inauguration Day does not count in the Washington area; in 2025 it is King's birthday anyway
    Case("washington-2024-12-30", "received 2024-12-30", "determination", "2025-01-29", area="dc"),
    # ten more, over two year-end holidays; 552(a)(6)(B)(i)
    Case("extended-2017-12-01-10", "received 2017-12-01; extended 2017-12-18 10", "determination", "2018-01-17"),
    # ten more, over three observed holidays; 552(a)(6)(B)(i)
    Case("extended-2021-12-03-10", "received 2021-12-03; extended 2021-12-20 10", "determination", "2022-01-19"),
    # the notice came in time; 552(a)(6)(B)(i)
    Case("extended-2022-06-03-10", "received 2022-06-03; extended 2022-06-21 10", "determination", "2022-07-19"),
    # notice on the last day; 552(a)(6)(B)(i)
    Case("extended-2024-11-01-10", "received 2024-11-01; extended 2024-12-03 10", "determination", "2024-12-17"),
    # five of the ten days; 552(a)(6)(B)(i)
    Case("extended-2023-12-11-5", "received 2023-12-11; extended 2023-12-20 5", "determination", "2024-01-18"),
    # thirty days taken, ten allowed; 552(a)(6)(B)(i)
    Case("extended-by-too-much", "received 2023-03-01; extended 2023-03-20 30", "determination", "2023-04-12"),
    # the notice came when the twenty days were over: it may or may not count
    Case(
        "notice-after-the-end",
        "received 2023-03-01; extended 2023-04-10 10",
        "determination",
        "2023-03-29",
        latest="2023-04-12",
    ),
    # five days run, fifteen left; 552(a)(6)(A)(I)
    Case(
        "question-2023-03-01",
        "received 2023-03-01; clarification_asked 2023-03-08; clarification_answered 2023-03-22",
        "determination",
        "2023-04-12",
        latest="2023-04-13",
    ),
    # stopped over the year's end; 552(a)(6)(A)(I)
    Case(
        "question-2019-12-16",
        "received 2019-12-16; clarification_asked 2019-12-23; clarification_answered 2020-01-06",
        "determination",
        "2020-01-28",
        latest="2020-01-29",
    ),
    # Memorial Day and Juneteenth inside the stop cost nothing; 552(a)(6)(A)(I)
    Case(
        "question-2022-05-23",
        "received 2022-05-23; clarification_asked 2022-05-27; clarification_answered 2022-06-21",
        "determination",
        "2022-07-14",
        latest="2022-07-15",
    ),
    # a holiday inside the stop is not counted twice; 552(a)(6)(A)(I)
    Case(
        "question-2018-11-01",
        "received 2018-11-01; clarification_asked 2018-11-09; clarification_answered 2018-11-13",
        "determination",
        "2018-12-04",
        latest="2018-12-05",
    ),
    # King's birthday inside the stop; 552(a)(6)(A)(I)
    Case(
        "question-2025-01-02",
        "received 2025-01-02; clarification_asked 2025-01-17; clarification_answered 2025-01-21",
        "determination",
        "2025-02-03",
        latest="2025-02-04",
    ),
    # answered on an observed holiday: the stop costs no day; 552(a)(6)(A)(I)
    Case(
        "question-2020-06-22",
        "received 2020-06-22; clarification_asked 2020-07-02; clarification_answered 2020-07-03",
        "determination",
        "2020-07-21",
        latest="2020-07-22",
    ),
    # one question and one about fees: both stop the clock; 552(a)(6)(A)(I), (II)
    Case(
        "question-and-fees",
        "received 2024-05-01; clarification_asked 2024-05-06; "
        "clarification_answered 2024-05-13; fee_asked 2024-05-20; fee_answered 2024-05-31",
        "determination",
        "2024-06-18",
        latest="2024-06-21",
    ),
    # the law allows one question: the second stops nothing; 552(a)(6)(A)(I)
    Case(
        "second-question",
        "received 2024-05-01; clarification_asked 2024-05-06; "
        "clarification_answered 2024-05-13; clarification_asked 2024-05-20; clarification_answered 2024-05-31",
        "determination",
        "2024-06-06",
        latest="2024-06-07",
    ),
    # a stop and ten more days
    Case(
        "question-and-extension",
        "received 2021-12-01; clarification_asked 2021-12-15; clarification_answered 2022-01-10; extended 2022-01-12 10",
        "determination",
        "2022-02-08",
        latest="2022-02-09",
    ),
    # ten working days, then twenty; 552(a)(6)(A) after (ii)
    Case("wrong-office-never-forwarded", "received_elsewhere 2024-03-01", "determination", "2024-04-12"),
    # the right office had it within the ten days
    Case("wrong-office-forwarded-in-time", "received_elsewhere 2024-03-01; received 2024-03-07", "determination", "2024-04-04"),
    # the ten days ran out on 15 March
    Case("wrong-office-forwarded-late", "received_elsewhere 2024-03-01; received 2024-04-02", "determination", "2024-04-12"),
    # ten calendar days, a Monday; 552(a)(6)(E)(ii)(I)
    Case("expedited-2024-03-01", "expedition_asked 2024-03-01", "expedition", "2024-03-11"),
    # ten calendar days over a weekend; 552(a)(6)(E)(ii)(I)
    Case("expedited-2024-06-22", "expedition_asked 2024-06-22", "expedition", "2024-07-02"),
    # ends on New Year's Day: late only after the next working day
    Case("expedited-2023-12-22", "expedition_asked 2023-12-22", "expedition", "2024-01-01", latest="2024-01-02"),
    # ends on a Saturday: late only after Monday
    Case("expedited-2021-06-09", "expedition_asked 2021-06-09", "expedition", "2021-06-19", latest="2021-06-21"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; the first day of the rule
    Case("appeal-dhs-2016-12-22", "received 2016-11-01; determination 2016-12-22", "appeal", "2017-05-03", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; five holidays
    Case("appeal-dhs-2017-01-13", "received 2016-11-01; determination 2017-01-13", "appeal", "2017-05-23", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; Memorial Day and Independence Day
    Case("appeal-dhs-2018-03-01", "received 2017-11-01; determination 2018-03-01", "appeal", "2018-07-09", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; six holidays, over the year's end
    Case("appeal-dhs-2019-10-01", "received 2018-11-01; determination 2019-10-01", "appeal", "2020-02-12", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; ends before the first Juneteenth
    Case("appeal-dhs-2021-02-01", "received 2020-11-01; determination 2021-02-01", "appeal", "2021-06-09", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; 24 and 31 Dec 2021
    Case("appeal-dhs-2021-09-15", "received 2020-11-01; determination 2021-09-15", "appeal", "2022-01-27", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; ends on the day after New Year's Day observed
    Case("appeal-dhs-2022-08-22", "received 2021-11-01; determination 2022-08-22", "appeal", "2023-01-03", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; Veterans Day observed on a Friday
    Case("appeal-dhs-2023-08-25", "received 2022-11-01; determination 2023-08-25", "appeal", "2024-01-08", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; six holidays
    Case("appeal-dhs-2024-07-01", "received 2023-11-01; determination 2024-07-01", "appeal", "2024-11-07", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; Columbus Day to Washington's Birthday
    Case("appeal-dhs-2024-10-07", "received 2023-11-01; determination 2024-10-07", "appeal", "2025-02-19", agency="ICE"),
    # 6 CFR 5.8(a)(1): 90 working days after the response; Independence Day to Columbus Day
    Case("appeal-dhs-2025-06-30", "received 2024-11-01; determination 2025-06-30", "appeal", "2025-11-06", agency="ICE"),
    # 5 U.S.C. 552(a)(6)(A)(i)(III)(aa): 90 days, not moved by a weekend or holiday
    Case("appeal-90-calendar-2018-03-01", "received 2017-11-01; determination 2018-03-01", "appeal", "2018-05-30"),
    # 5 U.S.C. 552(a)(6)(A)(i)(III)(aa): 90 days, not moved by a weekend or holiday
    Case("appeal-90-calendar-2020-03-02", "received 2019-11-01; determination 2020-03-02", "appeal", "2020-05-31"),
    # 5 U.S.C. 552(a)(6)(A)(i)(III)(aa): 90 days, not moved by a weekend or holiday
    Case(
        "appeal-90-calendar-2023-08-25",
        "received 2022-11-01; determination 2023-08-25",
        "appeal",
        "2023-11-23",
        agency="Department of Justice",
    ),
    # 43 CFR 2.58(a): received within 90 workdays
    Case(
        "appeal-interior",
        "received 2022-11-01; determination 2023-08-25",
        "appeal",
        "2024-01-08",
        agency="Department of the Interior",
    ),
    # 6 CFR 5.9(a) of 2003: 60 days; in doubt
    Case("appeal-dhs-before-2016", "received 2012-02-01; determination 2012-06-01", "appeal", "2012-07-31", agency="ICE"),
    # each decision opens a window; the last one counts here
    Case(
        "appeal-window-of-the-last-decision",
        "received 2022-11-01; determination 2023-01-10; determination 2023-08-25",
        "appeal",
        "2023-11-23",
    ),
    # over two observed holidays; 552(a)(6)(A)(ii)
    Case("appeal-decision-2021-12-10", "received 2020-11-01; appeal_received 2021-12-10", "appeal_decision", "2022-01-11"),
    # Veterans Day and Thanksgiving; 552(a)(6)(A)(ii)
    Case("appeal-decision-2024-11-01", "received 2023-11-01; appeal_received 2024-11-01", "appeal_decision", "2024-12-03"),
    # ten more on the appeal; 552(a)(6)(B)(i)
    Case(
        "appeal-decision-extended",
        "received 2023-01-03; appeal_received 2023-10-13; appeal_extended 2023-10-30 10",
        "appeal_decision",
        "2023-11-28",
    ),
]


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The pack that comes with onrecord."""
    return load_packs(["us-foia"])


def request_of(events: str, agency: str = "Agency of Trails", area: str = "") -> RecordsRequest:
    """A request from lines such as "received 2021-06-01; extended 2021-06-20 10"; made on the day of its first event."""
    listed = []
    for number, words in enumerate(events.split("; ")):
        kind, day, *value = words.split()
        listed.append(
            RequestEvent(
                id=f"re-{number}",
                request_id="rq-1",
                kind=kind,
                day=date.fromisoformat(day),
                value=value[0] if value else None,
            )
        )
    return RecordsRequest(
        id="rq-1",
        jurisdiction="us-foia",
        agency=agency,
        made_on=listed[0].day,
        words="All trail maps.",
        area=area,
        events=tuple(listed),
    )


def deadline(request: RecordsRequest, pack: Pack, step: str, today: str) -> Deadline:
    """One deadline of a request as it stands on a day."""
    (found,) = [one for one in list_deadlines(request, pack, date.fromisoformat(today)) if one.step == step]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_last_day(case: Case, pack: Pack) -> None:
    """The plain count and the kindest one end on the days that were counted by another route."""
    found = deadline(request_of(case.events, case.agency, case.area), pack, case.step, "2030-01-01")
    assert (str(found.due), str(found.due_latest)) == (case.due, case.latest or case.due)


def test_there_are_enough_cases() -> None:
    """The table holds at least sixty cases, each under its own name."""
    assert len({case.name for case in CASES}) == len(CASES) >= 60


STATES = [
    # events, step, today, state, days left or late
    ("received 2023-03-01", "determination", "2023-03-29", "running", 0),
    ("received 2023-03-01", "determination", "2023-03-01", "running", 20),
    ("received 2023-03-01", "determination", "2023-03-31", "overdue", 2),
    ("received 2023-03-01; determination 2023-03-29", "determination", "2024-01-01", "met", None),
    ("received 2023-03-01; determination 2023-04-03", "determination", "2024-01-01", "late", 3),
    ("received 2020-02-29; determination 2020-03-30", "determination", "2024-01-01", "in_doubt", None),
    ("received 2020-02-29", "determination", "2020-03-30", "in_doubt", None),
    ("received 2023-03-01; clarification_asked 2023-03-08", "determination", "2024-01-01", "stopped", 15),
    ("received 2023-03-01; clarification_asked 2023-04-20", "determination", "2023-05-01", "overdue", 23),
    ("sent 2023-03-01", "determination", "2024-01-01", "not_started", None),
    ("received 1990-03-01", "determination", "2024-01-01", "in_doubt", None),
    ("received 2023-03-01", "appeal", "2024-01-01", "not_started", None),
    ("received 2023-03-01; determination 2023-03-29", "appeal", "2023-06-27", "running", 0),
    ("received 2023-03-01; determination 2023-03-29", "appeal", "2023-06-28", "passed", None),
    ("received 2023-03-01; determination 2023-03-29; appeal_sent 2023-06-27", "appeal", "2024-01-01", "met", None),
    ("received 2023-03-01; determination 2023-03-29; appeal_sent 2023-06-28", "appeal", "2024-01-01", "late", 1),
    ("received 2014-03-03; determination 2014-03-29", "appeal", "2014-04-01", "unknown", None),
]


@pytest.mark.parametrize(("events", "step", "today", "state", "days"), STATES)
def test_how_a_step_stands(events: str, step: str, today: str, state: str, days: int | None, pack: Pack) -> None:
    """A step is late only after every reading of the law; what cannot be told is in doubt."""
    if state == "unknown":
        with_window = [one.step for one in list_deadlines(request_of(events), pack, date.fromisoformat(today))]
        assert step not in with_window
        return
    found = deadline(request_of(events), pack, step, today)
    assert found.state == state
    assert (found.n_late if state in ("late", "overdue") else found.days_left) == days


def test_an_agency_that_needs_the_appeal_in_hand(pack: Pack) -> None:
    """Where an appeal must have been received by the last day, sending it on that day is not enough."""
    events = "received 2022-11-01; determination 2023-08-25; appeal_sent 2024-01-08"
    sent = deadline(request_of(events, "Interior"), pack, "appeal", "2024-01-09")
    assert (sent.state, sent.notes) == ("passed", ("must be received by that day",))
    assert (
        deadline(request_of(f"{events}; appeal_received 2024-01-08", "Interior"), pack, "appeal", "2024-01-09").state == "met"
    )


def test_what_is_said_beside_a_deadline(pack: Pack) -> None:
    """A notice that came too late, one that takes too much and a second question are said, each with its day."""
    late = deadline(request_of("received 2023-03-01; extended 2023-04-10 10"), pack, "determination", "2023-05-01")
    assert late.notes == ("the notice of 2023-04-10 came after 2023-03-29, when the time was over",)
    much = deadline(request_of("received 2023-03-01; extended 2023-03-20 30"), pack, "determination", "2023-05-01")
    assert much.notes == ("30 more days were taken; the law allows 10 by notice alone",)
    asked = "clarification_asked 2023-03-06; clarification_answered 2023-03-07; clarification_asked 2023-03-08"
    twice = deadline(request_of(f"received 2023-03-01; {asked}"), pack, "determination", "2023-05-01")
    assert twice.notes == ("the question of 2023-03-08 does not stop the clock: the law allows 1",)


def test_every_deadline_cites_its_rule(pack: Pack) -> None:
    """No deadline stands without the place of its rule."""
    found = list_deadlines(request_of("received 2023-03-01; determination 2023-03-29", "ICE"), pack, date(2023, 4, 1))
    assert [one.step for one in found] == ["determination", "expedition", "appeal_decision", "appeal"]
    assert all("U.S.C." in one.source or "CFR" in one.source for one in found)
    assert "6 CFR 5.8(a)(1)" in found[-1].source


def test_another_jurisdiction_has_no_clock_here(pack: Pack) -> None:
    """A request under a law that no pack describes has no deadline at all."""
    request = RecordsRequest(id="rq-2", jurisdiction="elsewhere", agency="Town", made_on=date(2023, 1, 2), words="Maps.")
    assert list_deadlines(request, pack, date(2024, 1, 1)) == ()
