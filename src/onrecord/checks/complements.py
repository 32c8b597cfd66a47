"""What one text leaves for the rest beside what another says of it (F210): "75 percent had a record", "hundreds had none".

In: the figures of a story, and other documents of the case that name the same whole. Out: a finding where the number left is
not among those that the words allow, and a note where a share of the rest fits it. Never more than a warning that cannot
tell: the share may be rounded, the whole may be larger, and a record, a history and a conviction are not the same (F207).
Trap: "135 arrests, most of people with no record" says it of most, not of 135; and a number above the whole counts something
else than its rest. A document that no link ties to the story must state one of the story's numbers, of the same thing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from onrecord.checks.arithmetic_rules import COMPLEMENT
from onrecord.checks.figure_relations import PERSONS, is_amount
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.checks.shares import count_wholes, named_wholes
from onrecord.checks.story_figures import StoryFigure
from onrecord.checks.value_arithmetic import scale, shown, shown_interval
from onrecord.checks.written import written
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import Figure
from onrecord.text.content_words import content_words

_TERM = (
    r"(?:criminal|police|arrest) (?:records?|histor(?:y|ies)|convictions?)|convictions?|(?:convicted )?criminals?"
    r"|criminal aliens?|convicted"
)
_HAS_RE = re.compile(rf"\b(?:{_TERM})\b", re.IGNORECASE)
_LACKS_RE = re.compile(
    rf"\b(?:no|without|without any|not|never|lacked|lacking) (?:an? |any |prior |previous |known |been "
    rf"|had ){{0,3}}(?:{_TERM})\b(?: whatsoever| at all)?|\bclean records?\b",
    re.IGNORECASE,
)
_CLAUSE_END_RE = re.compile(r"[.;!?]|\n[ \t\r]*\n")  # a single line break may only be where a line was full
_OF_WHOLE_RE = re.compile(r" (?:out )?of (?:the |those |these |all |its |their )?")
# what ties a count to a whole: "Of the 498 people", "of whom 317", "317 of those arrested"
_TIE_RE = re.compile(r"\b(?:of|among) (?:the|those|these|them|whom|which|all)\b", re.IGNORECASE)
_REACH = 140  # characters behind a figure in which its predicate stands
_LEAST_WHOLE = 20
_LEAST_STEM = 5
LEAST_SHARED_WHOLE = 100  # two documents that no link ties share a smaller number by accident


@dataclass(frozen=True, slots=True)
class _Part:
    """What a text says that some of a whole have: a share or a count, and the whole."""

    text: FigureText
    part: Figure
    whole: Figure

    def left(self) -> Fraction:
        """How many of the whole are left."""
        stated, whole = self.part.stated or Fraction(0), self.whole.stated or Fraction(0)
        return whole - (stated if self.part.kind == "count" else stated * whole / 100)


def may_speak_of_rest(text: str) -> bool:
    """True where a text has words of lacking at all: all others need no closer look."""
    return _LACKS_RE.search(" ".join(text.split())) is not None


def wholes_of_rests(figures: Sequence[StoryFigure]) -> frozenset[Fraction]:
    """The numbers of a story that another document may share as the whole; none where the story speaks of no rest."""
    if not any(_says_rest(one) for one in figures):
        return frozenset()
    counts = [_stated(one.figure) for one in figures if one.figure.kind == "count"]
    return frozenset(count for count in counts if count >= LEAST_SHARED_WHOLE)


def check_complements(figures: Sequence[StoryFigure], others: Sequence[FigureText] = ()) -> Iterator[Finding]:
    """The findings of parts and rests of one story; `others` are documents outside it that hold one of its numbers."""
    rests = [one for one in figures if one.figure.kind in ("count", "share", "ratio") and _says_rest(one)]
    if not rests:
        return
    own = {one.text.document.id: one.text for one in figures}
    compared: set[tuple[str, str]] = set()
    for text in (*own.values(), *others):
        for part in _parts(text):
            if text.document.id not in own and not _names_whole(part, figures):
                continue
            for rest in rests:
                pair = (rest.figure.id, text.document.id)  # a release that says its share twice is one witness
                if rest.text is not text and pair not in compared:
                    compared.add(pair)
                    yield from _compare(part, rest)


def _says_rest(one: StoryFigure) -> bool:
    return _says(one.text, one.figure, _LACKS_RE) is not None


def _says(text: FigureText, figure: Figure, pattern: re.Pattern[str]) -> str | None:
    """The words behind a figure that match before its clause ends or another figure takes them to itself."""
    written_text, end = text.document.text, figure.span.end
    reach = min(_next_figure(text, end), end + _REACH)
    clause = _CLAUSE_END_RE.split(written_text[end:reach], maxsplit=1)[0]
    match = pattern.search(" ".join(clause.split()))
    return match.group() if match else None


def _next_figure(text: FigureText, end: int) -> int:
    """Where the next number begins that is not the whole of this one ("hundreds of the 498") and no length of time."""
    written_text, figures = text.document.text, text.figures
    at = bisect_left(figures, end, key=_start)
    if at < len(figures) and _OF_WHOLE_RE.fullmatch(written_text, end, figures[at].span.start):
        at += 1
    while at < len(figures) and figures[at].kind == "duration":
        at += 1
    return figures[at].span.start if at < len(figures) else len(written_text)


def _start(figure: Figure) -> int:
    return figure.span.start


def _parts(text: FigureText) -> Iterator[_Part]:
    """The shares and counts of a text that are said to have something, each with its whole."""
    for sentence in text.sentences:
        for figure in sentence.figures:
            is_share = figure.kind == "share" and figure.unit == "percent"
            if figure.stated is None or not (is_share or (figure.kind == "count" and figure.approx == "exact")):
                continue
            if not _says(text, figure, _HAS_RE) or _says(text, figure, _LACKS_RE):
                continue
            near = (*sentence.figures, *(one for before in text.near(sentence, 1) for one in before.figures))
            whole = _largest([one for one in near if one is not figure])
            is_tied = is_share or _TIE_RE.search(sentence.frame) is not None
            if whole is not None and is_tied and (is_share or figure.stated < (whole.stated or 0)):
                yield _Part(text, figure, whole)


def _largest(figures: Sequence[Figure]) -> Figure | None:
    counts = [one for one in figures if one.kind == "count" and is_amount(one) and one.unit is not None]
    return max((one for one in counts if (one.stated or 0) >= _LEAST_WHOLE), key=_stated, default=None)


def _stated(figure: Figure) -> Fraction:
    return figure.stated or Fraction(0)


def _names_whole(part: _Part, figures: Sequence[StoryFigure]) -> bool:
    """True where the story states the whole's number of the same thing: "680 arrests", "arrested more than 680 people"."""
    if _stated(part.whole) < LEAST_SHARED_WHOLE:
        return False
    sentence = next(one for one in part.text.sentences if part.whole in one.figures)
    words = content_words(sentence.frame)
    alike = [one for one in figures if one.figure.kind == "count" and one.figure.stated == part.whole.stated]
    return any(_counts_the_same(part.whole, words, one.figure, one.sentence) for one in alike)


def _counts_the_same(one: Figure, words: frozenset[str], other: Figure, other_words: frozenset[str]) -> bool:
    """Both count persons, or the noun of one is a noun or a verb of the other's sentence."""
    if one.unit is None or other.unit is None:
        return False
    if one.unit == other.unit or PERSONS.issuperset((one.unit, other.unit)):
        return True
    return _stem(one.unit) in {_stem(word) for word in other_words} or _stem(other.unit) in {_stem(word) for word in words}


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)]
    return word


def _compare(part: _Part, rest: StoryFigure) -> Iterator[Finding]:
    whole, left = _stated(part.whole), part.left()
    if rest.figure.kind == "count":
        allowed = rest.figure.value
        if allowed.contains(left) or allowed.low is None or left >= allowed.low or allowed.low > whole:
            return
        needed = shown_interval(allowed)
        yield _finding(part, rest, f" ({needed})", f", below {shown(allowed.low)}", Outcome.CANNOT_TELL)
        return
    named = named_wholes(rest.figure, count_wholes(rest.text))
    if not any(figure.stated == whole for figure in named):
        return
    percent = left / whole * 100
    allowed = scale(rest.figure.value, Fraction(1) if rest.figure.unit == "percent" else Fraction(100))
    reading = f"; {shown(left)} / {shown(whole)} = {shown(percent)} percent"
    if allowed.contains(percent):
        yield _finding(part, rest, " of the rest, which fits", reading, Outcome.HOLDS)
    elif part.part.approx == "exact" and part.part.kind == "count":
        yield _finding(part, rest, f" ({shown_interval(allowed)} percent)", reading, Outcome.CANNOT_TELL)


def _finding(part: _Part, rest: StoryFigure, needed: str, reading: str, outcome: Outcome) -> Finding:
    stated, whole, left = _stated(part.part), _stated(part.whole), part.left()
    if part.part.kind == "count":
        working = f"{shown(whole)} - {shown(stated)} = {shown(left)}"
    else:
        working = f"(100 - {shown(stated)}) percent of {shown(whole)} = {shown(left)}"
    return finding(
        COMPLEMENT,
        message=(
            f'{_capital(written(part.part))} of {written(part.whole)} leaves {shown(left)}; this text says "'
            f'{written(rest.figure)}"{needed}. {_definitions(part, rest)}'
        ),
        outcome=outcome,
        places=[rest.place, part.text.place(part.part), part.text.place(part.whole)],
        working=f"{working}{reading}",
        severity=Severity.NOTE if outcome is Outcome.HOLDS else Severity.WARNING,
    )


def _definitions(part: _Part, rest: StoryFigure) -> str:
    has, lacks = _says(part.text, part.part, _HAS_RE), _says(rest.text, rest.figure, _LACKS_RE)
    return f'The one speaks of "{has}", the other of "{lacks}": these may count different people.'


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
