"""Words of change beside a number: "rose 12 percent", "a drop of 40", "up 5 points", "20 percent more".

In: a text and the place of a number. Out: the direction and whether the number is the change itself ("by 40", "rose 40")
or the level after it ("rose to 40"). Trap: "more than 40" is a bound and no change; "40 more people" is an addition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UP = (
    "rose|rise|rises|risen|rising|increase|increases|increased|increasing|grew|grow|grows|grown|growing|climb|climbs"
    "|climbed|jump|jumps|jumped|soared|surged"
    "|higher|expanded|swelled|boosted|hike|hiked|spiked|surge|jump"
)
_DOWN = (
    "fell|fall|falls|fallen|falling|drop|drops|dropped|dropping|decline|declines|declined|declining|decrease|decreases"
    "|decreased|decreasing|shrank|shrunk|sank"
    "|lower|reduced|reduce|cut|slashed|plunged|plummeted|slipped|slid|tumbled|dipped|dip|reduction|plunge"
)
# Not "raised", "lost", "gained": money raised and men lost are amounts and change nothing.
# "is up", ", down": after these words "up" is a direction; in "picked up", "rounded up" it is not
_MOVED = r"(?:(?:\A|[,(—–]|\b(?:is|was|are|were|be|been|went|go|goes|gone|going|edged|ticked|moved|trended|finished|closed)) )"
# "rose", "rose by", "an increase of", "is up", "fell from 50 to"
_BEFORE_RE = re.compile(
    rf"(?:\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))|{_MOVED}(?:(?P<goes_up>up)|down))(?: (?:by|of|about|nearly|almost|some"
    rf"|another|an estimated|roughly))?(?P<to> to)?[ \u00a0][$£€]?\Z",
    re.IGNORECASE,
)
# "fell in June from", "bringing the total from", "went from": two levels follow, no range
_LEVELS = "bringing|brought|brings|raising|raises|pushing|taking|went|going|gone|goes|moved|moving|changed|revised|up|down"
_FROM_RE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|{_LEVELS})\b[^.;]{{0,40}}\Z", re.IGNORECASE)
# "12 percent increase", "40 percent more than", "5 points higher"
_AFTER_RE = re.compile(
    r" (?:(?P<up>increase|rise|jump|gain|growth|surge|spike|hike|higher|more(?= than\b))|(?P<down>decrease|drop|decline"
    r"|fall|reduction|cut|lower|fewer(?= than\b)|less(?= than\b)))\b",
    re.IGNORECASE,
)
_LAST_WORDS = frozenset(f"{_UP}|{_DOWN}|up|down|by|of|to|about|nearly|almost|some|another|estimated|roughly".split("|"))
_AFTER_WORDS_TEXT = """
increase rise jump gain growth surge spike hike higher more decrease drop decline fall reduction cut lower fewer less
"""
_AFTER_WORDS = frozenset(_AFTER_WORDS_TEXT.split())


@dataclass(frozen=True, slots=True)
class Change:
    """A direction ("up", "down"); `by` is True where the number is the size of the change."""

    direction: str
    by: bool


def change_at(text: str, start: int, end: int, *, to: bool = False) -> Change | None:
    """The change that the number at `start`..`end` states, or None. `to` asks about "from A to B" that begins at `start`."""
    window = text[max(0, start - (60 if to else 34)) : start]
    if to:
        came = _FROM_RE.search(window)
        return Change("up" if came["up"] else "down", by=False) if came else None
    words = window[-14:].rstrip("$£€").split()
    before = _BEFORE_RE.search(window) if words and words[-1].lower() in _LAST_WORDS else None
    if before:
        return Change("up" if before["up"] or before["goes_up"] else "down", by=not before["to"])
    following = text[end : end + 12].split()
    after = _AFTER_RE.match(text, end) if following and following[0].lower().rstrip(".,;)") in _AFTER_WORDS else None
    if after:
        return Change("up" if after["up"] else "down", by=True)
    return None
