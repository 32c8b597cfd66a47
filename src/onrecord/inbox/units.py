"""Where a new mail begins in a pile of pages: a unit is one outer message with all that is printed behind it.

In: pages of rows without furniture. Out: units, one by one, so that a long release is never held whole. A header at the top
of a page may be a new mail or a quoted one that the page break pushed there. What tells: the owner's name or a mail
program's head above it, an announcement before it, whether the page before was full, whether the header is set like the
release's other mail heads, and the order of time (a quoted message is older than the one that quotes it). A page without
header behind a page that ended early is an attachment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.inbox.headers import Header
from onrecord.inbox.intros import N_MESSAGES_RE, announcement_end, is_marker, is_rule
from onrecord.inbox.lines import Row
from onrecord.inbox.splitting import find_headers, header_at
from onrecord.inbox.subjects import bare_subject

MAX_LEAD = 5  # rows that may stand above a mail's header: owner, program, subject, count
# Like "Microsoft Outlook", "Gmail", "Yahoo Mail", "Outlook.com Print Message"
PROGRAM_RE = re.compile(
    r"(?:Microsoft Outlook|Gmail|G\s?mail|Yahoo!? Mail|Outlook|Windows Live Mail|Apple Mail|Mail|Thunderbird"
    r"|Lotus Notes)\b.{0,60}"
)
SOME_SHARE = 0.08  # of the page: room for some lines more
EARLY_SHARE = 0.2  # of the page: a page whose print ends so far above the usual end was not full
_LEAST_BY_SUBJECT_AND_TIME = -1.1  # what `_by_subject_and_time` gives at the least


@dataclass(frozen=True, slots=True)
class PageRows:
    """One page ready to be read: rows without furniture, its height, how far down anything is printed or blocked."""

    number: int
    rows: list[Row]
    height: float
    reach: float
    withheld: bool = False


@dataclass(slots=True)
class Unit:
    """The pages of one outer message. `lead` are the rows above its header; `attached` the rows of attachment pages."""

    rows: list[Row] = field(default_factory=list)
    lead: list[Row] = field(default_factory=list)
    attached: list[Row] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Running:
    unit: Unit
    top: Header | None = None
    room: float = 0.0
    in_attachment: bool = False
    last_row: Row | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """How a release prints: how far down a full page reaches (points), and for every way of setting a header how often
    it stood at the top of a page and how often inside one."""

    usual_reach: float = 0.0
    styles: dict[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)

    def outer_weight(self, style: tuple[str, ...]) -> float:
        """What the way a header is set says for a new mail: set so only at the tops of pages, or mostly inside them."""
        top, inside = self.styles.get(style, (0, 0))
        if top + inside < 2:
            return 0.0
        share = top / (top + inside)
        return 2.6 if share >= 0.85 else (0.8 if share >= 0.6 else (-0.3 if share >= 0.3 else -1.0))


def count_styles(pages: Iterable[Sequence[Row]]) -> dict[tuple[str, ...], tuple[int, int]]:
    """For every way of setting a header: (at the top of a page, inside a page)."""
    counts: dict[tuple[str, ...], list[int]] = {}
    for rows in pages:
        opening = opening_header(rows) if rows else None
        first = opening[1].first if opening is not None else -1
        for header in find_headers(rows):
            counts.setdefault(style_of(header), [0, 0])[0 if header.first == first else 1] += 1
    return {style: (top, inside) for style, (top, inside) in sorted(counts.items())}


def split_units(pages: Iterable[PageRows], *, habits: Habits, has_geometry: bool) -> Iterator[Unit]:
    """The units of a document in order."""
    now = _Running(Unit())
    for page in pages:
        now.unit.pages.append(page.number)
        if page.withheld or not page.rows:
            continue
        found = opening_header(page.rows)
        if found is not None and _is_outer(found, page, now, habits):
            if now.unit.rows or now.unit.lead or now.unit.attached:
                now.unit.pages.pop()
                yield now.unit
                now = _Running(Unit(pages=[page.number]))
            lead, header = found
            now.unit.lead = list(page.rows[:lead])
            now.unit.rows = list(page.rows[lead:])
            now.top = header
        elif has_geometry and _is_attachment(page, found, now):
            now.in_attachment = True
            now.unit.attached += page.rows
        elif now.top is None and not now.unit.rows:
            now.unit.rows = list(page.rows)
            headers = find_headers(page.rows)
            now.top = headers[0] if headers else None
        else:
            now.unit.rows += page.rows
        now.room = (habits.usual_reach - page.reach) / max(page.height, 1.0)
        now.last_row = page.rows[-1]
    if now.unit.rows or now.unit.lead or now.unit.attached:
        yield now.unit


def opening_header(rows: Sequence[Row]) -> tuple[int, Header] | None:
    """(how many rows stand above it, the header) where a page opens with a header, perhaps under an owner's name."""
    for lead in range(min(MAX_LEAD, len(rows))):
        if lead and not _may_lead(rows[lead - 1]):
            return None
        if announcement_end(rows, lead) > lead and lead > 0 and not is_rule(rows[lead]):
            return None
        header = header_at(rows, lead, marked=lead > 0 and is_rule(rows[lead - 1]))
        if header is not None:
            return min(lead, header.first), header
    return None


def _may_lead(row: Row) -> bool:
    """A row that may stand above a mail's header: a name, a program, a subject, a rule."""
    words = row.words.strip()
    return len(words) <= 120 and len(words.split()) <= 14 and row.depth == 0 and not is_marker(row)


def _is_outer(found: tuple[int, Header], page: PageRows, now: _Running, habits: Habits) -> bool:
    lead, header = found
    if header.kind in ("wrote", "groupwise") or header.depth > 0:
        return False
    if header.kind == "chat":  # a chat goes on over the page; below a mail it is pasted in unless the page before was not full
        return now.top is not None and now.top.kind != "chat" and now.room > EARLY_SHARE
    if now.top is None and not now.unit.rows:
        return True
    above = [row for row in page.rows[: lead or 0] if not is_rule(row)]
    score = _by_print(header, above, now.last_row)
    score += 1.5 if now.room > EARLY_SHARE or now.in_attachment else (0.8 if now.room > SOME_SHARE else -0.3)
    score += habits.outer_weight(style_of(header))
    score += _by_subject_and_time(header, now.top)
    return score > 0


def surely_opens(page: PageRows, before: PageRows, habits: Habits) -> bool:
    """True where a new mail begins on the page whatever mail the page before it belongs to: a place at which a long release
    can be cut before it is read."""
    if page.withheld or before.withheld or not page.rows or not before.rows:
        return False
    found = opening_header(page.rows)
    if found is None or found[1].kind in ("wrote", "groupwise") or found[1].depth > 0:
        return False
    lead, header = found
    above = [row for row in page.rows[:lead] if not is_rule(row)]
    room = (habits.usual_reach - before.reach) / max(before.height, 1.0)
    score = _by_print(header, above, before.rows[-1])
    score += 1.5 if room > EARLY_SHARE else (0.8 if room > SOME_SHARE else -0.3)
    score += habits.outer_weight(style_of(header))
    return score + _LEAST_BY_SUBJECT_AND_TIME > 0.01


def _by_print(header: Header, above: Sequence[Row], last: Row | None) -> float:
    """What the print itself says for a new mail: the lines above the header and the last line of the page before."""
    score = -1.0
    if last is not None and last.depth == header.depth and (is_marker(last) or is_rule(last)):
        score -= 2.5
    if "from" not in header.values:
        score -= 1.0  # the rest of a header that a page break cut
    if header.kind in ("gmail", "webmail") or any(
        PROGRAM_RE.fullmatch(row.words.strip()) or N_MESSAGES_RE.fullmatch(row.words) for row in above
    ):
        score += 3.0
    elif above and all(_is_owner(row) for row in above):
        score += 2.5
    elif above:
        score -= 0.5
    return score


def _by_subject_and_time(header: Header, top: Header | None) -> float:
    """A quoted message is older than the mail that quotes it and speaks of the same subject."""
    if top is None:
        return 1.0
    score = 0.0
    mine, theirs = bare_subject(header.value("subject")), bare_subject(top.value("subject"))
    if mine and theirs:
        score += 1.2 if mine != theirs else -0.6
    if header.sent is not None and top.sent is not None:
        later = header.sent.earliest.replace(tzinfo=None) > top.sent.latest.replace(tzinfo=None)
        score += 1.5 if later else -0.5
    return score


def _is_owner(row: Row) -> bool:
    """A person's name by itself in larger or bolder print: two to five words, no digits, no closing mark."""
    words = row.words.strip()
    return 1 <= len(words.split()) <= 5 and not any(char.isdigit() for char in words) and words[-1:] not in ".,:;!?"


def _is_attachment(page: PageRows, found: tuple[int, Header] | None, now: _Running) -> bool:
    if found is not None or now.top is None:
        return False
    if now.in_attachment:
        return not _goes_on_with_mail(page)
    return now.room > EARLY_SHARE and not _goes_on_with_mail(page)


def _goes_on_with_mail(page: PageRows) -> bool:
    """Quote marks or an announcement at the top belong to the chain of a mail."""
    first = page.rows[0]
    return first.depth > 0 or announcement_end(page.rows, 0) > 0


def style_of(header: Header) -> tuple[str, ...]:
    """How a header is set: its form, where its values stand, and its first two labels."""
    names = [name for name in header.values if name in ("from", "sent", "date", "to", "subject")]
    return (header.kind, header.setting, *names[:2])


def reach_of(rows: Sequence[Row], blocked_bottoms: Sequence[float]) -> float:
    """How far down a page is printed or blocked, in points."""
    return max([row.box.bottom for row in rows] + list(blocked_bottoms), default=0.0)
