"""Values in the words that people read: days and instants as intervals, counts, citations, searched words marked.

In: ISO dates, intervals, numbers and records of places. Out: plain text, or markup in which everything from outside is
escaped. Trap: an interval is never shown as a point; what is not known is said to be unknown.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from markupsafe import Markup, escape

from onrecord.casefile.cites_view import Cite
from onrecord.casefile.search import CLOSE, OPEN
from onrecord.display.reader_style import ENGLISH, ReaderStyle
from onrecord.intervals import DateInterval, InstantInterval

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN_DAY = "undated"

_WHOLE_DAY_END = (23, 59)
_ISO_DAY_RE = re.compile(r"\b\d{4}-\d\d-\d\d\b")  # due 2024-04-01, 3 working days left


def counted(number: int, noun: str, plural: str = "", *, style: ReaderStyle = ENGLISH) -> str:
    """A number with its noun.

    >>> counted(1, "message"), counted(12000, "page"), counted(2, "entry", "entries")
    ('1 message', '12,000 pages', '2 entries')
    """
    return f"{grouped(number, style=style)} {noun if number == 1 else plural or noun + 's'}"


def grouped(number: int, *, style: ReaderStyle = ENGLISH) -> str:
    """A whole number with a mark between thousands.

    >>> grouped(12000)
    '12,000'
    """
    return f"{number:,}".replace(",", style.numbers.thousands)


def day_words(day: date, *, style: ReaderStyle = ENGLISH) -> str:
    """One day.

    >>> day_words(date(2017, 2, 10)), day_words(date(2017, 2, 10), style=ReaderStyle(order="mdy"))
    ('10 Feb 2017', 'Feb 10, 2017')
    """
    month = MONTHS[day.month - 1]
    if style.order == "mdy":
        return f"{month} {day.day}, {day.year}"
    return f"{day.year} {month} {day.day}" if style.order == "ymd" else f"{day.day} {month} {day.year}"


def days(earliest: DateInterval | str | None, latest: str | None = None, *, style: ReaderStyle = ENGLISH) -> str:
    """An interval of days, given as a record or as two ISO dates.

    >>> days("2017-02-10", "2017-02-10"), days("2017-02-01", "2017-02-28"), days("2017-02-10", "2017-02-12"), days(None)
    ('10 Feb 2017', 'Feb 2017', '10–12 Feb 2017', 'undated')
    """
    if earliest is None:
        return UNKNOWN_DAY
    if isinstance(earliest, DateInterval):
        low, high = earliest.earliest, earliest.latest
    else:
        low = date.fromisoformat(earliest[:10])
        high = date.fromisoformat((latest or earliest)[:10])
    if low == high:
        return day_words(low, style=style)
    if date.min in (low, high) or date.max in (low, high):  # how a pack writes that an office has no first or last day
        return _open_days(low, high, style)
    if low.day == 1 and _is_month_end(high):
        whole = _months(low, high)
        if whole:
            return whole
    if style.order == "dmy" and (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{day_words(high)}"
    if style.order == "dmy" and low.year == high.year:
        return f"{low.day} {MONTHS[low.month - 1]} – {day_words(high)}"
    return f"{day_words(low, style=style)} – {day_words(high, style=style)}"


def with_days(text: str, *, style: ReaderStyle = ENGLISH) -> str:
    """A sentence of the program with its ISO days as the reader writes them.

    >>> with_days("due 2024-04-01 (by another reading 2024-04-02)")
    'due 1 Apr 2024 (by another reading 2 Apr 2024)'
    """

    def in_style(match: re.Match[str]) -> str:
        try:
            return day_words(date.fromisoformat(match[0]), style=style)
        except ValueError:  # 2024-02-30, which somebody typed
            return match[0]

    return _ISO_DAY_RE.sub(in_style, text)


def instant(earliest: InstantInterval | str | None, latest: str | None = None, *, style: ReaderStyle = ENGLISH) -> str:
    """An interval of instants: a minute where it is known, else the days it may lie on.

    >>> instant("2017-02-10T18:02:00", "2017-02-10T18:02:59"), instant("2017-02-10T00:00:00", "2017-02-10T23:59:59")
    ('10 Feb 2017 6:02 pm', '10 Feb 2017')
    """
    if earliest is None:
        return UNKNOWN_DAY
    if isinstance(earliest, InstantInterval):
        low, high = earliest.earliest, earliest.latest
    else:
        low, high = datetime.fromisoformat(earliest), datetime.fromisoformat(latest or earliest)
    if (low.hour, low.minute) == (0, 0) and (high.hour, high.minute) == _WHOLE_DAY_END:
        return days(DateInterval(low.date(), high.date()), style=style)
    first = f"{day_words(low.date(), style=style)} {clock(low, style=style)}"
    if (high - low).total_seconds() < 60:
        return first
    if low.date() == high.date():
        return f"{first}–{clock(high, style=style)}"
    return f"{first} – {day_words(high.date(), style=style)} {clock(high, style=style)}"


def instant_utc(at: str, *, style: ReaderStyle = ENGLISH) -> str:
    """An instant of the program's own logs, which are kept in UTC.

    >>> instant_utc("2026-05-01T12:00:00+00:00")
    '1 May 2026 12:00 pm UTC'
    """
    return f"{instant(at, style=style)} UTC"


def clock(at: datetime, *, style: ReaderStyle = ENGLISH) -> str:
    """The time of day.

    >>> clock(datetime(2017, 2, 10, 0, 5)), clock(datetime(2017, 2, 10, 18, 5), style=ReaderStyle(is_twelve_hours=False))
    ('12:05 am', '18:05')
    """
    if not style.is_twelve_hours:
        return f"{at.hour:02}:{at.minute:02}"
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"


def short_name(source: str) -> str:
    """The last piece of a path, which is what people know a source by.

    >>> short_name("records/release.zip!/mail/07.eml")
    '07.eml'
    """
    return source.replace("\\", "/").rstrip("/").rpartition("/")[2] or source


def citation(cite: Cite, *, style: ReaderStyle = ENGLISH) -> str:
    """A place as one cites it: "ICE 2017-ICFO-12345, p. 41, sent 10 Feb 2017 6:02 pm".

    The Bates number stands for the source where the page has one. Characters are given where there is no page.
    """
    parts = [cite.bates or cite.title or short_name(cite.source)]
    if cite.page is not None:
        parts.append(f"p. {cite.page}")
    elif cite.end > cite.start:
        parts.append(f"characters {cite.start}–{cite.end}")
    if cite.is_message:
        parts.append(
            f"sent {instant(cite.sent_earliest, cite.sent_latest, style=style)}" if cite.sent_earliest else "date not shown"
        )
    elif cite.published_earliest:
        parts.append(f"published {days(cite.published_earliest, cite.published_latest, style=style)}")
    return ", ".join(parts)


def snippet(excerpt: str) -> Markup:
    """The words around a hit, what was searched for inside <mark>; everything else escaped."""
    pieces = []
    for number, piece in enumerate(excerpt.split(OPEN)):
        inside, mark, after = piece.partition(CLOSE)
        if number and mark:
            pieces.append(Markup("<mark>{}</mark>{}").format(inside, after))
        else:
            pieces.append(escape(inside + after))
    return Markup("").join(pieces)


def exact(text: str) -> Markup:
    """The text escaped so that a browser keeps every character: it would else turn CR LF into one and drop NUL.

    >>> exact("a\\r\\n<")
    Markup('a&#13;\\n&lt;')
    """
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))


def clipped(text: str, width: int) -> str:
    """The text on one line in at most `width` characters, its middle cut where it is longer."""
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    half = (width - 3) // 2
    return f"{flat[:half].rstrip()} … {flat[-half:].lstrip()}"


def head(text: str, width: int) -> str:
    """The beginning of a text in about `width` characters, up to a paragraph's end where one is near, else a word's.

    >>> head("one two three", 9), head("short", 9)
    ('one two …', 'short')
    """
    if len(text) <= width:
        return text
    kept = text[:width]
    at = kept.find("\n\n", width // 3)
    return kept[:at] if at >= 0 else kept.rpartition(" ")[0] + " …"


def tail(text: str, width: int) -> str:
    """The end of a text in about `width` characters, from a paragraph's beginning where one is near, else a word's.

    >>> tail("one two three", 9), tail("short", 9)
    ('… three', 'short')
    """
    if len(text) <= width:
        return text
    kept = text[-width:]
    at = kept.rfind("\n\n", 0, 2 * width // 3)
    return kept[at + 2 :] if at >= 0 else "… " + kept.partition(" ")[2]


def _open_days(low: date, high: date, style: ReaderStyle) -> str:
    if low == date.min:
        return UNKNOWN_DAY if high == date.max else f"until {day_words(high, style=style)}"
    return f"since {day_words(low, style=style)}"


def _is_month_end(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1


def _months(low: date, high: date) -> str:
    """Whole months or years in short, empty where the interval spans several of neither."""
    if (low.year, low.month) == (high.year, high.month):
        return f"{MONTHS[low.month - 1]} {low.year}"
    if low.month == 1 and high.month == 12:
        return f"{low.year}" if low.year == high.year else f"{low.year}–{high.year}"
    return ""
