"""What happened when, for the timeline: statements above, conduct below, each within the days that it may lie on.

In: a case file, a range of days and perhaps a person. Out: a `Timeline`: as many items as can be drawn, and the number on
each day, month or year of the range where there are more. Two items whose days overlap are not ordered by this.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from onrecord.casefile.case_state import kept_with_state
from onrecord.casefile.connect import reading
from onrecord.casefile.judgements import load_judgements, overlay_of
from onrecord.casefile.people_view import load_person
from onrecord.casefile.rows import storable
from onrecord.model.codec import decode
from onrecord.model.links import Event, Person

MOST_ITEMS = 240  # more cannot be told apart on a screen
DAYS_BY_DAY, DAYS_BY_MONTH = 120, 3700  # ranges up to so long are counted by day, by month
FAR_OFF_SHARE = 0.02  # of all things at either end: so few are not let press the rest together
STATEMENT, CONDUCT = "statement", "conduct"
# Not an event that repeats a message, which stands there itself; word for word the condition of the index `events_told`.
IS_TOLD = "(substr(e.label, 1, 6) <> 'Mail: ' OR instr(e.record, '\"evidence\":[\"m-') = 0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineChoice:
    """Which part of a timeline: days from `first` to `last` (all where None), of one person, or of everybody where empty."""

    first: date | None = None
    last: date | None = None
    person_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One thing on the timeline. `lane`: statement or conduct; `kind`: message, published, statement, conduct, event. The place
    is that of its first evidence; `n_places` counts all of it."""

    id: str
    lane: str
    kind: str
    earliest: date
    latest: date
    label: str
    who: str | None = None
    source: str = ""
    document_id: str | None = None
    start: int = 0
    end: int = 0
    page: int | None = None
    message_id: str | None = None
    n_places: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineCount:
    """How many things of a lane begin within some days."""

    lane: str
    first: date
    last: date
    n_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The chosen part. `first` and `last` are its days, None where the case has nothing dated; `counts` are given where there
    are more items than `items` holds; `whole_first` and `whole_last` bound the case."""

    first: date | None
    last: date | None
    whole_first: date | None
    whole_last: date | None
    n_all: int
    items: tuple[TimelineItem, ...] = ()
    counts: tuple[TimelineCount, ...] = ()
    person: Person | None = None


def view_timeline(case: Path, choice: TimelineChoice) -> Timeline:
    """The chosen part of the timeline."""
    with reading(case) as connection:
        overlay = overlay_of(load_judgements(connection))
        person = load_person(connection, overlay, choice.person_id) if choice.person_id else None
        spread = _load_spread(case, connection, person)
        if not spread:
            return Timeline(first=None, last=None, whole_first=None, whole_last=None, n_all=0, person=person)
        whole = (min(each.earliest for each in spread), max(each.latest for each in spread))
        usual = _usual_days(spread, whole) if choice.first is None and choice.last is None else whole
        first, last = choice.first or usual[0], choice.last or usual[1]
        if first > last:
            first, last = last, first
        within = [each for each in spread if each.earliest <= last and each.latest >= first]
        n_all = sum(each.n_items for each in within)
        is_crowded = n_all > MOST_ITEMS
        return Timeline(
            first=first,
            last=last,
            whole_first=whole[0],
            whole_last=whole[1],
            n_all=n_all,
            items=() if is_crowded else tuple(_items(connection, _parts(person), (first.isoformat(), last.isoformat()))),
            counts=tuple(_counts(within, first, last)) if is_crowded else (),
            person=person,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One kind of thing: where it is, how its days are called, what narrows it, and its lane."""

    table: str
    earliest: str
    latest: str
    where: str
    values: tuple[str | None, ...]
    lane: str

    def within(self) -> str:
        """The condition for things that may lie on some day of a range, whose last and first day are the next two values."""
        return f"{self.where} AND {self.earliest} < ? || '~' AND {self.latest} >= ?"  # a tilde sorts behind all times of a day


class _Spread(NamedTuple):
    """How many things of a lane begin on one day and may lie on another at the latest."""

    lane: str
    earliest: date
    latest: date
    n_items: int


def _parts(person: Person | None) -> tuple[_Part, ...]:
    names = [name for name in (person.name, *person.aliases) if name] if person and person.kind != "redacted" else []
    of_sender, of_label = "1", "1"
    senders: list[str | None] = []
    labels: list[str | None] = []
    if person is not None:
        senders = [storable(value) for value in (*names, *person.addresses)]
        marks = ", ".join("?" * len(senders))
        of_sender = f"(t.sender IN ({marks}) OR t.sender_address IN ({marks}))"
        senders = senders * 2
        labels = [storable(word) for word in sorted({_surname(name) for name in names})]
        of_label = " OR ".join("instr(e.label, ?) > 0" for _ in labels) or "0"
    messages = _Part(
        table="messages AS t",
        earliest="t.sent_earliest",
        latest="t.sent_latest",
        where=f"t.copy_of IS NULL AND {of_sender}",
        values=tuple(senders),
        lane=STATEMENT,
    )
    published = _Part(
        table="documents AS t",
        earliest="t.published_earliest",
        latest="t.published_latest",
        where="t.pile = 'coverage'" if person is None else "0",
        values=(),
        lane=STATEMENT,
    )
    told = [
        _Part(
            table="events AS e",
            earliest="e.earliest",
            latest="e.latest",
            where=f"{IS_TOLD} AND (e.kind = 'statement') = {int(lane == STATEMENT)} AND ({of_label})",
            values=tuple(labels),
            lane=lane,
        )
        for lane in (STATEMENT, CONDUCT)
    ]
    return (messages, published, *told)


def _surname(name: str) -> str:
    """What a sentence calls a person by: the words before a comma, else the last word."""
    before, comma, _ = name.partition(",")
    return before.strip() if comma else name.rstrip().rpartition(" ")[2]


@kept_with_state
def _load_spread(connection: sqlite3.Connection, person: Person | None) -> tuple[_Spread, ...]:
    """The days of everything, counted: some thousands of rows where a case has a hundred thousand things."""
    return tuple(
        _Spread(part.lane, date.fromisoformat(earliest), date.fromisoformat(latest), number)
        for part in _parts(person)
        for earliest, latest, number in connection.execute(
            f"SELECT substr({part.earliest}, 1, 10), substr({part.latest}, 1, 10), count(*) FROM {part.table} "
            f"WHERE {part.where} AND {part.earliest} IS NOT NULL GROUP BY 1, 2",
            part.values,
        )
    )


def _usual_days(spread: Sequence[_Spread], whole: tuple[date, date]) -> tuple[date, date]:
    """The days on which nearly everything lies, where single years far off would press it together; else all."""
    n_all = sum(each.n_items for each in spread)
    if n_all <= MOST_ITEMS or (whole[1] - whole[0]).days <= DAYS_BY_MONTH:
        return whole
    years: Counter[int] = Counter()
    for each in spread:
        years[each.earliest.year] += each.n_items
    kept = sorted(years)
    for end in (0, -1):
        room = n_all * FAR_OFF_SHARE
        while len(kept) > 1 and years[kept[end]] <= room:
            room -= years[kept.pop(end)]
    return max(whole[0], date(kept[0], 1, 1)), min(whole[1], date(kept[-1], 12, 31))


def _counts(within: Sequence[_Spread], first: date, last: date) -> Iterator[TimelineCount]:
    """How many begin on each day, month or year; what began before the range counts on its first day."""
    n_days = (last - first).days
    length = 10 if n_days <= DAYS_BY_DAY else 7 if n_days <= DAYS_BY_MONTH else 4
    totals: Counter[tuple[str, str]] = Counter()
    for each in within:
        totals[each.lane, max(each.earliest, first).isoformat()[:length]] += each.n_items
    for (lane, key), number in sorted(totals.items()):
        low, high = _bucket(key)
        yield TimelineCount(lane=lane, first=max(low, first), last=min(high, last), n_items=number)


def _bucket(key: str) -> tuple[date, date]:
    """The first and last day of a day, month or year given as the beginning of an ISO date."""
    if len(key) == 10:
        return date.fromisoformat(key), date.fromisoformat(key)
    year = int(key[:4])
    low = date(year, int(key[5:7]) if len(key) == 7 else 1, 1)
    months = 1 if len(key) == 7 else 12
    after = date(low.year + (low.month - 1 + months) // 12, (low.month - 1 + months) % 12 + 1, 1)
    return low, date.fromordinal(after.toordinal() - 1)


def _items(connection: sqlite3.Connection, parts: tuple[_Part, ...], days: tuple[str, str]) -> list[TimelineItem]:
    messages, published, *told = parts
    found = [*_messages(connection, messages, days), *_published(connection, published, days)]
    for part in told:
        found.extend(_events(connection, part, days))
    return sorted(found, key=lambda item: (item.earliest, item.latest, item.lane, item.kind, item.label, item.id))


def _messages(connection: sqlite3.Connection, part: _Part, days: tuple[str, str]) -> Iterator[TimelineItem]:
    query = (
        "SELECT t.id, t.sent_earliest, t.sent_latest, t.sender, t.sender_redacted, t.subject, t.document_id, t.start, t.end, "
        f"t.page_first, d.source FROM {part.table} JOIN documents AS d ON d.id = t.document_id WHERE {part.within()}"
    )
    for row in connection.execute(query, (*part.values, days[1], days[0])):
        yield TimelineItem(
            id=row[0],
            lane=part.lane,
            kind="message",
            earliest=_day(row[1]),
            latest=_day(row[2]),
            label=row[5] or "(no subject)",
            who=row[3] or ("[redacted]" if row[4] else None),
            document_id=row[6],
            start=row[7],
            end=row[8],
            page=row[9],
            source=row[10],
            message_id=row[0],
        )


def _published(connection: sqlite3.Connection, part: _Part, days: tuple[str, str]) -> Iterator[TimelineItem]:
    query = (
        "SELECT t.id, t.published_earliest, t.published_latest, t.publisher, coalesce(t.title, t.source), t.source "
        f"FROM {part.table} WHERE {part.within()}"
    )
    for row in connection.execute(query, (*part.values, days[1], days[0])):
        yield TimelineItem(
            id=row[0],
            lane=part.lane,
            kind="published",
            earliest=_day(row[1]),
            latest=_day(row[2]),
            label=row[4],
            who=row[3],
            document_id=row[0],
            source=row[5],
        )


def _events(connection: sqlite3.Connection, part: _Part, days: tuple[str, str]) -> Iterator[TimelineItem]:
    query = f"SELECT e.record, e.earliest, e.latest, e.kind FROM {part.table} WHERE {part.within()}"
    for record, earliest, latest, kind in connection.execute(query, (*part.values, days[1], days[0])).fetchall():
        event = decode(Event, record)
        place = next((found for found in (_place(connection, each) for each in event.evidence) if found), None)
        document_id, start, end, page, source = place or (None, 0, 0, None, "")
        yield TimelineItem(
            id=event.id,
            lane=part.lane,
            kind=kind,
            earliest=_day(earliest),
            latest=_day(latest),
            label=event.label,
            document_id=document_id,
            start=start,
            end=end,
            page=page,
            source=source,
            n_places=len(event.evidence),
        )


def _place(connection: sqlite3.Connection, mention_id: str) -> tuple[str, int, int, int | None, str] | None:
    for table, page in (("dates", "page"), ("messages", "page_first"), ("quotes", "page"), ("figures", "page")):
        query = (
            f"SELECT t.document_id, t.start, t.end, t.{page}, d.source FROM {table} AS t JOIN documents AS d "
            "ON d.id = t.document_id WHERE t.id = ?"
        )
        found: tuple[str, int, int, int | None, str] | None = connection.execute(query, (mention_id,)).fetchone()
        if found is not None:
            return found
    return None


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
