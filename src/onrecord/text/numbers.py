"""Number expressions of a text: what is written, what it may stand for, in which unit, how bounded.

In: a text (and stretches already known to be dates). Out: `NumberExpression`s in order, with exact `Fraction`s and a
`ValueInterval` each. A share's numbers are in its unit (33 percent is 33, not .33). What is no figure is masked first
(`number_masks`); "one" and "first" count only before a noun. What is counted, where and by whom is not decided here.
Scope: English prose. Powers, scientific notation, European decimal commas and bare "percent" without a number are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.intervals import ValueInterval
from onrecord.spans import Span
from onrecord.text.bounds import Bound, approximation, around_fraction, as_written, bound_after, bound_before, bounded
from onrecord.text.changes import change_at
from onrecord.text.number_masks import find_masks
from onrecord.text.number_run import Run
from onrecord.text.number_runs import read_run
from onrecord.text.number_words import Atom, find_atoms, prose_atoms
from onrecord.text.pronouns import counts_something
from onrecord.text.units import Unit, unit_after, unit_before


@dataclass(frozen=True, slots=True)
class NumberExpression:
    """One number of a text. `span` holds bounds and units too, `core` the number alone.

    `kind`: count, share, ratio, money, duration, measure, change, ordinal, rank. `stated` is the number as written, None
    where it is vague or a range. `precision` is the size of the last digit written. `whole` is y of "x in y".
    `flags`: only, additional, up, down, points, to, range.
    """

    span: Span
    core: Span
    stated: Fraction | None
    value: ValueInterval
    approx: str
    kind: str
    unit: str | None = None
    precision: Fraction = Fraction(1)
    whole: Fraction | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run with what stands beside it, before pairs are joined."""

    run: Run
    start: int
    end: int
    unit: Unit | None
    scale: Fraction


_RANGE_GAP_RE = re.compile(r"\s?[-–—~]\s?|\s(?:to|through)\s")
_BETWEEN_GAP_RE = re.compile(r"\s(?:and|to)\s")
_BETWEEN_RE = re.compile(r"\bbetween (?:about |roughly |approximately |[$£€])?\Z", re.IGNORECASE)
_FROM_RE = re.compile(r"\bfrom (?:about |roughly |approximately |[$£€])?\Z", re.IGNORECASE)
_RATIO_GAP_RE = re.compile(r"\s(?:in|of|out of)(?: every)?\s|\sof every\s|-in-|\sover\s", re.IGNORECASE)
_AGO_RE = re.compile(r" (?:ago|later|earlier|hence|beforehand|prior)\b")
_SIGN_RE = re.compile(r"(?:(?<![\w)])[-−][ ]?|\b(?:[Mm]inus|[Nn]egative) )\Z")
_SIGNS_BEFORE = ("-", "−", "minus", "negative")
_EXTRA_RE = re.compile(r"[ \n(“\"—][Aa]n (?:extra|additional)(?= [a-z])")
_EXTRA_REACH = 24  # "an additional 66 people", "an extra $3 million": the number is the figure
_RANK_AFTER_RE = re.compile(
    r"-(?:largest|biggest|highest|lowest|smallest|most|best|worst|busiest|longest|oldest|youngest|ranked)\b| (?:largest"
    r"|biggest|highest|lowest|busiest|most)\b"
)
_ORDINAL_AFTER_RE = re.compile(r"(?:st|nd|rd|th)\b")
_NAME_BEFORE_RE = re.compile(r"[A-Z][\w’'.-]{1,20}, \Z")
# "in Orr, 40" and "In Port Orr, 40": a place that counts, and nobody's age
_PLACE_BEFORE_RE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear)(?: [A-Z][\w’'.-]{1,20}){1,3}, \Z")
_MORE_BEFORE = ("additional ", "another ", "further ", "extra ")
_ONLY_BEFORE = ("only ", "just ", "a mere ", "merely ")


def find_numbers(text: str, masked: Sequence[Span] = ()) -> tuple[NumberExpression, ...]:
    """Every number expression of a text, in order; numbers inside `masked` (sorted spans) are left out.

    >>> [(n.span.of("at least 498 people"), n.approx) for n in find_numbers("at least 498 people")]
    [('at least 498', 'lower_bound')]
    """
    atoms = _unmasked(text, prose_atoms(find_atoms(text)), masked)
    pieces = _pieces(text, atoms)
    found: list[NumberExpression] = []
    at = 0
    while at < len(pieces):
        joined = _join(text, pieces, at)
        if joined is not None:
            found.append(joined)
            at += 2
            continue
        single = _single(text, pieces[at])
        if single is not None:
            found.append(single)
        at += 1
    return _with_extras(text, found)


def _unmasked(text: str, atoms: list[Atom], masked: Sequence[Span]) -> list[Atom]:
    spans = sorted([*find_masks(text, atoms), *masked])
    kept: list[Atom] = []
    at, reach = 0, -1
    for atom in atoms:
        while at < len(spans) and spans[at].start <= atom.start:
            reach = max(reach, spans[at].end)
            at += 1
        if atom.end > reach:
            kept.append(atom)
    return kept


def _pieces(text: str, atoms: list[Atom]) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    while at < len(atoms):
        run = read_run(text, atoms, at)
        if run is None:
            at += 1
            continue
        last = atoms[at + run.n_atoms - 1]
        scale = last.value if last.kind == "scale" else Fraction(1)
        at += run.n_atoms
        pieces.append(_piece(text, run, scale))
    return pieces


def _piece(text: str, run: Run, scale: Fraction) -> _Piece:
    if run.digits and run.form == "cardinal":
        ordinal = _ORDINAL_AFTER_RE.match(text, run.end)
        if ordinal:
            return _Piece(replace(run, form="ordinal", end=ordinal.end()), run.start, ordinal.end(), None, scale)
    start, end = run.start, run.end
    if run.value is not None and run.form in ("cardinal", "fraction"):
        signed = text[max(0, start - 10) : start].rstrip(" ").lower().endswith(_SIGNS_BEFORE)
        sign = _SIGN_RE.search(text, max(0, start - 10), start) if signed else None
        if sign and _is_minus(text, sign.start(), start, run):
            start = sign.start()
            run = replace(run, start=start, value=-run.value)
    before = unit_before(text, start) if run.digits or text[start - 1 : start] in ("$", "£", "€") else None
    if before is not None:
        return _Piece(run, before.edge, end, before, scale)
    after = None if run.form == "ordinal" else unit_after(text, end)
    return _Piece(run, start, after.edge if after else end, after, scale)


def _is_minus(text: str, at: int, start: int, run: Run) -> bool:
    """ "-5" and "minus five" are below nought; "— 5", "Jan -5" and "20 - 30" are not."""
    if text[at].isalpha():
        return True
    before = text[at - 1 : at]
    return run.digits and (at == 0 or before in " (") and start - at == 1 and not text[max(0, at - 2) : at - 1].isdigit()


def _join(text: str, pieces: list[_Piece], at: int) -> NumberExpression | None:
    """The range or ratio that two neighbouring numbers make, or None."""
    if at + 1 >= len(pieces):
        return None
    left, right = pieces[at], pieces[at + 1]
    gap_start = left.run.end if left.unit is None or left.unit.edge <= left.run.start else left.end
    gap_end = right.start
    if not 0 < gap_end - gap_start <= 14 or left.run.value is None or right.run.value is None:
        return None
    gap = text[gap_start:gap_end]
    if _RATIO_GAP_RE.fullmatch(gap):
        return _ratio(text, left, right, gap)
    between = _BETWEEN_GAP_RE.fullmatch(gap) and _BETWEEN_RE.search(text, max(0, left.start - 28), left.start)
    if between or _RANGE_GAP_RE.fullmatch(gap):
        return _range(text, left, right, between.start() if between else None)
    return None


def _ratio(text: str, left: _Piece, right: _Piece, gap: str) -> NumberExpression | None:
    """ "one in five", "3 out of 10": one share; "four of 10 justices" stays two counts, "12 in six boxes" is none."""
    x, y = left.run.value, right.run.value
    assert x is not None
    assert y is not None
    word = gap.strip(" \n-").lower()
    if left.unit is not None or right.unit is not None or x.denominator != 1 or y.denominator != 1 or not 0 < x < y:
        return None
    if "cardinal" not in (left.run.form, right.run.form) or right.run.form != "cardinal" or left.run.form != "cardinal":
        return None
    if word == "over" or (word == "of" and "every" not in word):
        return None
    if word == "in" and not (
        y <= 10 or y in (12, 20, 25, 50, 100) or (y >= 100 and y % 100 == 0) or (left.run.digits and x == 1)
    ):
        return None
    stated = x / y
    value = around_fraction(stated) if y <= 12 else ValueInterval((x - Fraction(1, 2)) / y, (x + 1) / y, high_open=True)
    before = bound_before(text, left.start)
    after = bound_after(text, right.end)
    shape = after.shape if after else before.shape if before else None
    shaped = bounded(stated, shape, highest=Fraction(1)) if shape else None
    return NumberExpression(
        span=Span(before.edge if before else left.start, after.edge if after else right.end),
        core=Span(left.run.start, right.run.end),
        stated=stated,
        value=shaped or value,
        approx=approximation(shape),
        kind="ratio",
        unit="fraction",
        whole=y,
    )


def _range(text: str, left: _Piece, right: _Piece, between: int | None) -> NumberExpression | None:
    low, high = left.run.value, right.run.value
    assert low is not None
    assert high is not None
    if (
        left.unit is not None
        and right.unit is not None
        and left.unit.name != right.unit.name
        and left.unit.name not in ("USD",)
    ):
        return None
    if left.run.form != right.run.form or left.run.form == "ordinal":
        return None
    if right.scale > 1 and left.scale == 1 and low < high / right.scale and low < 1000:
        low *= right.scale
    if low >= high or (left.unit is not None and left.unit.kind == "share" and right.unit is None):
        return None
    came = _FROM_RE.search(text, max(0, left.start - 26), left.start)
    if came and change_at(text, came.start(), right.end, to=True):
        return None  # "rose from 50 to 60": two values, not one range
    unit = right.unit or left.unit
    before = bound_before(text, between if between is not None else came.start() if came else left.start)
    start = between if between is not None else came.start() if came else left.start
    return NumberExpression(
        span=Span(before.edge if before and before.shape == "about" else start, right.end),
        core=Span(left.run.start, right.run.end),
        stated=None,
        value=ValueInterval(low, high),
        approx="about" if before and before.shape == "about" else "exact",
        kind=_kind(right.run, unit),
        unit=unit.name if unit else None,
        precision=right.run.precision,
        flags=("range",),
    )


def _kind(run: Run, unit: Unit | None) -> str:
    if run.form == "ordinal":
        return "ordinal"
    if unit is not None:
        return {
            "share": "share",
            "points": "share",
            "money": "money",
            "duration": "duration",
            "measure": "measure",
            "age": "measure",
        }[unit.kind]
    return "share" if run.form in ("fraction", "share") else "count"


def _single(text: str, piece: _Piece) -> NumberExpression | None:
    run, unit = piece.run, piece.unit
    if unit is None and not counts_something(text, run.start, run.end, run.form, run.value):
        return None
    if unit is not None and unit.kind == "duration" and _AGO_RE.match(text, piece.end):
        return None
    if unit is None and _is_age(text, run):
        unit = Unit("years of age", "age", run.end)
    kind = _kind(run, unit)
    if kind == "ordinal" and _RANK_AFTER_RE.match(text, run.end):
        kind = "rank"
    before, after = _bounds(text, piece, kind)
    shape = after.shape if after else before.shape if before else None
    start = before.edge if before else piece.start
    end = after.edge if after else piece.end
    change = change_at(text, start, end) if kind in ("count", "share", "money", "measure") else None
    return NumberExpression(
        span=Span(start, end),
        core=Span(run.start, run.end),
        stated=run.value,
        value=_interval(run, unit, shape),
        approx=_approx(run, shape),
        kind="change" if change and change.by else kind,
        unit=unit.name if unit else "fraction" if kind == "share" else None,
        precision=run.precision,
        flags=_flags(text, start, change.direction if change else None, unit),
    )


def _is_age(text: str, run: Run) -> bool:
    """ "Mr. Orr, 85, is": a small whole number between commas, behind a name."""
    if not run.digits or run.value is None or run.value > 110 or run.end - run.start > 3 or run.value.denominator != 1:
        return False
    return (
        text[run.end : run.end + 1] in (",", ".", ";", ")")
        and _NAME_BEFORE_RE.search(text, max(0, run.start - 24), run.start) is not None
        and _PLACE_BEFORE_RE.search(text, max(0, run.start - 72), run.start) is None
    )


def _bounds(text: str, piece: _Piece, kind: str) -> tuple[Bound | None, Bound | None]:
    """The bound before, or else behind, a number."""
    if kind in ("ordinal", "rank") or piece.run.value is None:
        return None, None
    before = bound_before(text, piece.start)
    run = piece.run
    if before is not None and before.phrase in (
        "over",
        "under",
        "above",
        "below",
        "beyond",
        "some",
        "around",
        "about",
        "up to",
    ):
        small = run.value is not None and run.value < 10 and not run.digits and piece.unit is None and run.form == "cardinal"
        lasting = before.phrase == "over" and piece.unit is not None and piece.unit.kind == "duration"
        if (small and before.phrase not in ("about", "up to")) or (lasting and not _lasts(text, before.edge)):
            before = None
    if before is not None and before.shape == "exact" and before.phrase in ("exactly", "precisely"):
        before = replace(before, edge=piece.start)
    after = bound_after(text, piece.end) if before is None or before.shape == "about" else None
    return before, after


def _lasts(text: str, at: int) -> bool:
    word = text[max(0, at - 12) : at].split()[-1:]
    return bool(word) and word[0].lower() in (
        "lasted",
        "took",
        "for",
        "spent",
        "is",
        "was",
        "after",
        "waited",
        "lasting",
        "lasts",
        "take",
        "takes",
        "of",
    )


def _interval(run: Run, unit: Unit | None, shape: str | None) -> ValueInterval:
    if run.value is None:
        return ValueInterval(run.low, run.high, low_open=run.form == "share")
    share = unit is not None and unit.kind == "share"
    highest = (
        Fraction(100) if share and run.value <= 100 else Fraction(1) if run.form == "fraction" and run.value <= 1 else None
    )
    shaped = bounded(run.value, shape, highest=highest)
    if shaped is not None:
        return shaped
    if run.form == "fraction" and unit is None and 0 < run.value < 1:
        return around_fraction(run.value)
    if run.form != "ordinal" and (share or run.precision < 1 or run.precision >= 1000):
        return as_written(run.value, run.precision)
    return ValueInterval.exactly(run.value)


def _approx(run: Run, shape: str | None) -> str:
    return "vague" if run.form in ("vague", "share") else approximation(shape)


def _flags(text: str, start: int, direction: str | None, unit: Unit | None) -> tuple[str, ...]:
    flags = []
    before = text[max(0, start - 12) : start].lower()
    if before.endswith(_MORE_BEFORE):
        flags.append("additional")
    elif before.endswith(_ONLY_BEFORE):
        flags.append("only")
    if direction:
        flags.append(direction)
    if unit is not None and unit.kind == "points":
        flags.append("points")
    return tuple(flags)


def _with_extras(text: str, found: list[NumberExpression]) -> tuple[NumberExpression, ...]:
    """ "an extra case" is one more, where no number follows."""
    starts = [number.core.start for number in found]
    extras = []
    for match in _EXTRA_RE.finditer(text):
        start = match.start() + 1
        at = bisect_left(starts, start)
        if at < len(starts) and starts[at] <= match.end() + _EXTRA_REACH:
            continue
        span = Span(start, match.end())
        extras.append(
            NumberExpression(span, span, Fraction(1), ValueInterval.exactly(1), "exact", "count", flags=("additional",))
        )
    return tuple(sorted([*found, *extras], key=_by_start)) if extras else tuple(found)


def _by_start(number: NumberExpression) -> tuple[int, int]:
    return number.span.start, number.span.end
