"""One clock that counts days: from a start, in working or calendar days, with stretches on which it stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.requests.holidays import ONE_DAY, WorkCalendar

MAX_DAYS = 3_650  # no clock of any rule runs for longer; a count that does not end here never will


@dataclass(frozen=True, slots=True)
class Stop:
    """Days on which the clock stands still: after `asked` up to `answered`, or with no end yet."""

    asked: date
    answered: date | None


@dataclass(frozen=True, slots=True)
class Run:
    """One clock: when it starts, what stops it for a while, and in what it counts."""

    starts_on: date
    calendar: WorkCalendar
    unit: str
    stops: tuple[Stop, ...] = ()

    def nth_day(self, n_days: int) -> date | None:
        """The day on which so many days have run, None while the clock stands still before."""
        day, counted = self.starts_on, 0
        for _ in range(MAX_DAYS):
            if counted >= n_days:
                return day
            day += ONE_DAY
            counted += self._counts(day)
        return None

    def n_run(self, until: date) -> int:
        """How many days have run by the end of a day."""
        n_days = (until - self.starts_on).days
        return sum(self._counts(self.starts_on + timedelta(days=number)) for number in range(1, n_days + 1))

    def kindest(self) -> Run:
        """The same clock as kindly read: a start on a day off counts as the next working day, the day of a question as none."""
        stops = tuple(Stop(stop.asked - ONE_DAY, stop.answered) for stop in self.stops)
        starts_on = self.calendar.first_working(self.starts_on) if self.unit == "working" else self.starts_on
        return Run(starts_on, self.calendar, self.unit, stops)

    def _counts(self, day: date) -> bool:
        if self.unit == "working" and not self.calendar.is_working(day):
            return False
        return not any(stop.asked < day and (stop.answered is None or day <= stop.answered) for stop in self.stops)
