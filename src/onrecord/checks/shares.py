"""Shares: share = part / whole with the whole numbers that would fit (F202), and rounding against cutting (F203).

In: relations of kind share, and shares of a whole that stands elsewhere in the text. Out: findings with the quotient and the
feasible counts printed. Trap: two shares in one text ("33 percent", "more than one third") may be of different things; a
share is only put beside a whole that its own words name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from onrecord.checks.arithmetic_rules import CUT, SHARE
from onrecord.checks.figure_relations import Relation, is_amount
from onrecord.checks.figure_sentences import FigureText
from onrecord.checks.registry import finding
from onrecord.checks.value_arithmetic import divide, scale, shown, whole_numbers
from onrecord.checks.written import written
from onrecord.intervals import ValueInterval
from onrecord.model.findings import Finding, Outcome, Severity
from onrecord.model.mentions import Figure
from onrecord.text.content_words import content_words

_HUNDRED = Fraction(100)
_LEAST_SHARED_WORDS = 2  # words that the share's "of whom" and the whole's noun phrase must have in common
_LEAST_WHOLE = 12  # "two thirds of the five states" is nothing to compute
_MOST_WHOLES = 200  # counts of one noun in a text; a text with more is a table
_GRIM_WORTH = 100  # below this many, a percent in whole numbers may be impossible


def check_share(text: FigureText, relation: Relation) -> Finding:
    """The finding of one share with its part and whole: it holds, is cut off, or fails."""
    part, whole, share = relation.parts[0], relation.whole, relation.stated
    assert whole is not None
    assert share is not None
    places = [text.place(figure) for figure in (part, whole, share)]
    ratio = scale(divide(part.value, whole.value), _unit_of(share))
    quotient = _quotient(part, whole)
    working = f"{written(part)} / {written(whole)} = {quotient}"
    outcome = _share_outcome(share, ratio)
    if outcome == "rounded":
        message = f"{written(part)} of {written(whole)} is {quotient}: the share of {written(share)} fits."
        return finding(SHARE, message=message, outcome=Outcome.HOLDS, places=places, working=working, severity=Severity.NOTE)
    if outcome == "cut":
        nearest = shown(Fraction(_nearest(share, ratio)), _decimals(share))
        message = (
            f"{written(part)} of {written(whole)} is {quotient}: {written(share)} is cut off; rounded it is {nearest} percent."
        )
        return finding(CUT, message=message, outcome=Outcome.HOLDS, places=places, working=f"{working}; rounds to {nearest}")
    low, high = whole_numbers(scale(_times(share.value, whole.value), 1 / _unit_of(share)))
    counts = f"{written(share)} of {written(whole)} would be {shown_counts(low, high)}"
    sure = all(figure.value.low == figure.value.high for figure in (part, whole)) and share.approx == "exact"
    return finding(
        SHARE,
        message=f"{written(part)} of {written(whole)} is {quotient}, not {written(share)}; {counts}.",
        outcome=Outcome.FAILS,
        places=places,
        working=f"{working}; {counts}",
        tolerance="rounded or cut at the last digit written",
        severity=Severity.ERROR if sure else Severity.WARNING,
    )


def _times(share: ValueInterval, whole: ValueInterval) -> ValueInterval:
    low = None if share.low is None or whole.low is None else share.low * whole.low
    high = None if share.high is None or whole.high is None else share.high * whole.high
    return ValueInterval(low, high, share.low_open, share.high_open)


def shown_counts(low: int | None, high: int | None) -> str:
    """Counts for people: "90", "267 to 273", "at least 12"."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}" if low < high else "no whole number"
    return f"at least {low:,}" if low is not None else f"at most {high:,}" if high is not None else "any number"


def _unit_of(share: Figure) -> Fraction:
    return _HUNDRED if share.unit == "percent" else Fraction(1)


def _quotient(part: Figure, whole: Figure) -> str:
    if part.stated is None or not whole.stated:
        return "no number"
    return f"{shown(part.stated / whole.stated * 100, 2)} percent"


def _decimals(share: Figure) -> int:
    """Digits after the point in a percent, from the width of its interval (a step and a half)."""
    step = _step(share)
    digits = 0
    while step < 1 and digits < 6:
        step *= 10
        digits += 1
    return digits


def _step(share: Figure) -> Fraction:
    low, stated = share.value.low, share.stated
    return (
        (stated - low) * 2
        if share.approx == "exact" and low is not None and stated is not None and stated > low
        else Fraction(1)
    )


def _nearest(share: Figure, ratio: ValueInterval) -> Fraction:
    step = _step(share)
    value = ratio.low or Fraction(0)
    return Fraction((value / step + Fraction(1, 2)).__floor__()) * step


def _share_outcome(share: Figure, ratio: ValueInterval) -> str:
    """rounded, cut or neither; a share that is bounded or a simple fraction is asked by its interval alone."""
    if share.unit != "percent" or share.approx != "exact" or share.stated is None:
        return "rounded" if share.value.intersects(ratio) else "neither"
    half = _step(share) / 2
    if ValueInterval(share.stated - half, share.stated + half).intersects(ratio):
        return "rounded"
    return "cut" if share.value.intersects(ratio) else "neither"


# -- shares of a whole that stands elsewhere --------------------------------------------------------------------------


def check_shares_of_wholes(text: FigureText, relations: Sequence[Relation]) -> Iterator[Finding]:
    """ "More than one third of the people arrested in the sweep" beside "at least 498 people": the counts it allows."""
    used = {relation.stated.id for relation in relations if relation.stated is not None}
    wholes = count_wholes(text)
    for at, share in enumerate(text.figures):
        if share.id in used or share.kind not in ("share", "ratio") or share.stated is None or not share.of_whom:
            continue
        if "points" in share.flags:
            continue
        if any(sign.isdigit() for sign in share.of_whom):
            yield from _share_of_number(text, share, text.figures[at + 1 : at + 2])
            continue
        named = named_wholes(share, wholes)
        if named:
            yield _allowed(text, share, named)


def count_wholes(text: FigureText) -> dict[str, list[Figure]]:
    """The counts of a text that may be a whole, by their noun."""
    wholes: dict[str, list[Figure]] = {}
    for figure in text.figures:
        if _is_whole(figure):
            wholes.setdefault(figure.unit or "", []).append(figure)
    return wholes


def named_wholes(share: Figure, wholes: Mapping[str, list[Figure]]) -> list[Figure]:
    """The counts whose noun phrase shares its head and two content words with what the share is of, and their repetitions."""
    asked = content_words(share.of_whom or "")
    for unit in sorted(asked & wholes.keys()):
        alike = wholes[unit][:_MOST_WHOLES]
        named = [figure for figure in alike if len(asked & content_words(figure.counted or "")) > _LEAST_SHARED_WORDS]
        if named and len({figure.stated for figure in named}) == 1:
            return [figure for figure in alike if figure.stated == named[0].stated]
    return []


def _is_whole(figure: Figure) -> bool:
    return (
        is_amount(figure)
        and figure.kind == "count"
        and figure.unit is not None
        and figure.stated is not None
        and figure.stated >= _LEAST_WHOLE
    )


def _allowed(text: FigureText, share: Figure, wholes: list[Figure]) -> Finding:
    whole = wholes[-1] if wholes[-1].approx == "exact" else wholes[0]
    low, high = counts_allowed(share, whole)
    counts = shown_counts(low, high)
    return finding(
        SHARE,
        message=f"{_capital(written(share))} of {written(whole)} is {counts}; the text gives no count to compare.",
        outcome=Outcome.HOLDS,
        places=[text.place(share), *(text.place(figure) for figure in wholes)],
        working=f"{written(share)} of {shown(whole.stated or Fraction(0))}: {counts}",
        severity=Severity.NOTE,
    )


def counts_allowed(share: Figure, whole: Figure) -> tuple[int | None, int | None]:
    """The least and the greatest whole number that the share of the whole as stated may be."""
    at = ValueInterval.exactly(whole.stated or Fraction(0))
    low, high = whole_numbers(scale(_times(share.value, at), 1 / _unit_of(share)))
    top = int(whole.stated or 0)
    return low, top if high is None or high > top else high


def _share_of_number(text: FigureText, share: Figure, after: Sequence[Figure]) -> Iterator[Finding]:
    """ "37 percent of the 28 sailors": is there a whole number that gives it? (GRIM)"""
    if not after or not _is_whole(after[0]) or after[0].span.start - share.span.end > len(" of all of the "):
        return
    whole = after[0]
    exact = whole.value.low == whole.value.high and share.approx == "exact" and share.unit == "percent"
    if not exact or (whole.stated or 0) >= _GRIM_WORTH or (whole.stated or Fraction(1)).denominator != 1:
        return
    low, high = counts_allowed(share, whole)
    if low is not None and high is not None and low > high:
        near = [shown(Fraction(count) / (whole.stated or 1) * 100, 1) for count in (high, low)]
        yield finding(
            SHARE,
            message=f"No whole number of {written(whole)} is {written(share)}.",
            outcome=Outcome.FAILS,
            places=[text.place(share), text.place(whole)],
            working=f"{high:,} / {written(whole)} = {near[0]} percent; {low:,} / {written(whole)} = {near[1]} percent",
            tolerance="rounded or cut at the last digit written",
            severity=Severity.WARNING,
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
