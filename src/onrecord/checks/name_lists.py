"""A number of things and the list of their names (F204): "five counties: Wren, Orr, Tull, Marsh and Ley".

In: framed sentences. Out: a finding for every number that is followed by names: it holds, it fails, or (behind "including")
the list need not be complete. Trap: a comma inside a name ("Austin, Texas") makes two of one, so a miscount is a warning,
and is not said at all where every second name may belong to the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.checks.arithmetic_rules import LIST
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import Figure
from onrecord.text.noun_phrases import is_plural

# one name: capitalised words, with small ones between ("University of Wren", "Port-au-Prince", "St. Ives")
_NAME = r"(?:the )?[A-Z][\w’'.&-]*(?: (?:(?:of|the|de|la|and the) )?[A-Z][\w’'.&-]*){0,4}"
_NAMES = rf"{_NAME}(?:, (?:and )?{_NAME}){{0,40}}(?:,? (?:and|&) {_NAME})?"
# "10 US cities, including Houston, Chicago, Miami and Los Angeles"
_INCLUDING_RE = re.compile(
    rf"⟦(?P<n>\d+)⟧(?P<noun>[^⟦⟧.;:()]{{1,60}}?),? \(?(?:including|such as|among them|like|especially"
    rf"|notably) (?P<names>{_NAMES})(?=[.;)—–,]|$| [a-z-])"
)
# as in "five counties: Wren, Orr, Tull, Marsh and Ley"; "five counties — Wren, ... and Ley —"; "five counties (Wren, ...)"
_COLON_RE = re.compile(
    rf"⟦(?P<n>\d+)⟧(?P<noun>[^⟦⟧.;:()]{{1,60}}?)(?P<open>:| —| –| --| \(|, namely"
    rf"|, that is,) ?(?P<names>{_NAMES})(?P<close>;|\)|\.?$| —| –| --)"
)
# "Wren is one of the seven counties along with Orr, Tull and Ley"
_ALONG_RE = re.compile(
    rf"(?P<subject>{_NAME}) (?:is|was|are|were) (?:one of"
    rf"|among) [^⟦⟧.;:()]{{0,40}}?⟦(?P<n>\d+)⟧(?P<noun>[^⟦⟧.;:()]{{1,60}}?),? (?:along|together) with "
    rf"(?:along with )?(?P<names>{_NAMES})(?=;|\)|\.?\)?$)"
)
_SPLIT_RE = re.compile(r",? (?:and|&) |, ")
_TITLES = frozenset(
    ("Mr", "Mrs", "Ms", "Dr", "Drs", "Messrs", "Gov", "Govs", "Sen", "Sens", "Rep", "Reps", "Gen", "Gens", "St")
)
_FEWEST_NAMES = 2
_MOST_THINGS = 100


def check_lists(text: FigureText) -> Iterator[Finding]:
    """The findings of every number that is followed by a list of names."""
    for sentence in text.sentences:
        for match in _ALONG_RE.finditer(sentence.frame):
            yield from _counted(text, match, extra=(match["subject"],))
        for match in _COLON_RE.finditer(sentence.frame):
            yield from _counted(text, match, extra=())
        for match in _INCLUDING_RE.finditer(sentence.frame):
            yield from _open_list(text, match)


def _names(written: str) -> list[str]:
    return [name.strip(" .") for name in _SPLIT_RE.split(written) if name.strip()]


def _countable(figure: Figure, noun: str) -> bool:
    """A small exact count of things whose noun ends the words before the list."""
    words = noun.split()
    if figure.kind != "count" or figure.approx != "exact" or figure.stated is None or not 2 <= figure.stated <= _MOST_THINGS:
        return False
    return any(is_plural(word) for word in words)


def _counted(text: FigureText, match: re.Match[str], extra: tuple[str, ...]) -> Iterator[Finding]:
    figure = text.figures[int(match["n"])]
    names = [*extra, *_names(match["names"])]
    if not _countable(figure, match["noun"]) or len(names) < _FEWEST_NAMES or not _closed(match):
        return
    n_stated = int(figure.stated or 0)
    working = f"{', '.join(names)}: {len(names)} named, {n_stated} stated"
    if len(names) == n_stated:
        message = f"{len(names)} names for the number {n_stated}."
        yield finding(
            LIST, message=message, outcome=Outcome.HOLDS, places=[text.place(figure)], working=working, severity=Severity.NOTE
        )
    elif not _may_hold_pairs(names, n_stated, extra):
        message = f"{n_stated} are announced and {len(names)} named."
        yield finding(LIST, message=message, outcome=Outcome.FAILS, places=[text.place(figure)], working=working)


def _closed(match: re.Match[str]) -> bool:
    """The list ends with "and", not on a title whose name is cut off, and, behind a bracket, with its partner."""
    if match["names"].rsplit(" ", 1)[-1].strip(" .") in _TITLES:
        return False
    if " and " not in match["names"] and " & " not in match["names"]:
        return False
    groups = match.groupdict()
    opened, closed = (groups.get("open") or "").strip(), (groups.get("close") or "").strip()
    return not (opened == "(" and closed != ")")


def _may_hold_pairs(names: list[str], n_stated: int, extra: tuple[str, ...]) -> bool:
    """ "Austin, Texas, and Miami, Florida": as many pairs as things, or a name that may hold an "and"."""
    n_list = len(names) - len(extra)
    if n_stated - len(extra) < _FEWEST_NAMES:
        return False
    return n_list >= 2 * (n_stated - len(extra)) or n_list > n_stated + 3 or n_list < n_stated / 2


def _open_list(text: FigureText, match: re.Match[str]) -> Iterator[Finding]:
    figure = text.figures[int(match["n"])]
    names = _names(match["names"])
    if not _countable(figure, match["noun"]) or len(names) < _FEWEST_NAMES:
        return
    n_stated = int(figure.stated or 0)
    if len(names) <= n_stated:
        yield finding(
            LIST,
            message=f"{len(names)} of {n_stated} are named; the wording does not promise all of them.",
            outcome=Outcome.HOLDS,
            places=[text.place(figure)],
            working=f"{', '.join(names)}: {len(names)} named of {n_stated}",
            severity=Severity.NOTE,
        )
