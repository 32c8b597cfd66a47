"""A share in one text and the rest of it in another (F210): "about 75 percent had convictions", "hundreds had no record".

In: the figures of one story. Out: a finding where the number that the first text leaves for the rest, at its stated share and
whole, is not among the numbers that the second text's words allow. Never more than a warning that cannot tell: the share may
be rounded, the whole may be larger, and a record, a history and a conviction are not the same (F207). Trap: "135 arrests,
most of people with no record" says it of most, not of 135; and a number above the whole counts something else than its rest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction

from onrecord.checks.arithmetic_rules import COMPLEMENT
from onrecord.checks.figure_relations import is_amount
from onrecord.checks.registry import finding
from onrecord.checks.story_figures import StoryFigure
from onrecord.checks.value_arithmetic import shown, shown_interval
from onrecord.checks.written import written
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import Figure

_TERM = (
    r"(?:criminal|police|arrest) (?:records?|histor(?:y|ies)|convictions?)|convictions?|(?:convicted )?criminals?"
    r"|criminal aliens?|convicted"
)
_HAS_RE = re.compile(rf"\b(?:{_TERM})\b", re.IGNORECASE)
_LACKS_RE = re.compile(
    rf"\b(?:no|without|without any|not|never|lacked|lacking) (?:an? |any |prior |previous |known |been "
    rf"|had ){{0,3}}(?:{_TERM})\b|\bclean records?\b",
    re.IGNORECASE,
)
_CLAUSE_END_RE = re.compile(r"[.;!?\n]")
_OF_WHOLE_RE = re.compile(r" (?:out )?of (?:the |those |these |all |its |their )?")
_REACH = 140  # characters behind a figure in which its predicate stands
_LEAST_WHOLE = 20


def check_complements(figures: Sequence[StoryFigure]) -> Iterator[Finding]:
    """The findings of shares and rests of one story."""
    rests = [one for one in figures if one.figure.kind == "count" and _says(one, _LACKS_RE)]
    if not rests:
        return
    compared: set[tuple[str, str]] = set()
    for share in figures:
        if share.figure.unit != "percent" or share.figure.stated is None or share.figure.kind != "share":
            continue
        whole = _whole_of(share, figures) if _says(share, _HAS_RE) and not _says(share, _LACKS_RE) else None
        if whole is None:
            continue
        for rest in rests:
            pair = (rest.figure.id, share.text.document.id)  # a release that says its share twice is one witness
            if rest.text.document.id != share.text.document.id and pair not in compared:
                compared.add(pair)
                yield from _compare(share, whole, rest)


def _says(one: StoryFigure, pattern: re.Pattern[str]) -> bool:
    """True where the words behind a figure match before its clause ends or another figure takes them to itself."""
    text, end = one.text.document.text, one.figure.span.end
    reach = min(_next_figure(one, end), end + _REACH)
    return pattern.search(_CLAUSE_END_RE.split(text[end:reach], maxsplit=1)[0]) is not None


def _next_figure(one: StoryFigure, end: int) -> int:
    """Where the next figure begins that is not the whole of this one ("hundreds of the 498")."""
    text, figures = one.text.document.text, one.text.figures
    at = bisect_left(figures, end, key=_start)
    if at < len(figures) and _OF_WHOLE_RE.fullmatch(text, end, figures[at].span.start):
        at += 1
    return figures[at].span.start if at < len(figures) else len(text)


def _start(figure: Figure) -> int:
    return figure.span.start


def _whole_of(share: StoryFigure, figures: Sequence[StoryFigure]) -> StoryFigure | None:
    """The largest count named before the share in its sentence or the one before it."""
    sentences = [sentence for sentence in share.text.sentences if share.figure in sentence.figures]
    if not sentences:
        return None
    near = {figure.id for sentence in (*sentences, *share.text.near(sentences[0], 1)) for figure in sentence.figures}
    counts = [
        one
        for one in figures
        if one.figure.id in near and one.figure.kind == "count" and is_amount(one.figure) and one.figure.unit is not None
    ]
    counts = [one for one in counts if (one.figure.stated or 0) >= _LEAST_WHOLE]
    return max(counts, key=_stated) if counts else None


def _stated(one: StoryFigure) -> Fraction:
    return one.figure.stated or Fraction(0)


def _compare(share: StoryFigure, whole: StoryFigure, rest: StoryFigure) -> Iterator[Finding]:
    left = (100 - _stated(share)) / 100 * _stated(whole)
    allowed = rest.figure.value
    if allowed.contains(left) or allowed.low is None or left >= allowed.low or allowed.low > _stated(whole):
        return
    need = 100 - allowed.low / _stated(whole) * 100
    working = f"(100 - {shown(_stated(share))}) percent of {shown(_stated(whole))} = {shown(left)}"
    yield finding(
        COMPLEMENT,
        message=(
            f"{written(share.figure)} of {written(whole.figure)} leaves {shown(left)}; this text says "
            f'"{written(rest.figure)}" ({shown_interval(allowed)}), which needs a share of {shown(need)} percent or less. '
            "The words of the two texts may count different people."
        ),
        outcome=Outcome.CANNOT_TELL,
        places=[rest.place, share.place, whole.place],
        working=f"{working}, below {shown(allowed.low)}",
        severity=Severity.WARNING,
    )
