"""How many of the given English specifications of numbers, shares, money and ranges the figure grammar reads as they say.

In: `--shared PATH`, a folder whose `data/ms_recognizers_specs.zip` holds the specifications. Out: a table, one line a family:
specifications in scope, read right, and the share; with `--missed` every one that is not. A specification is right when each
number it expects is found in overlapping words with the same value (a range: the same ends). What is out of scope, and why,
stands in `OUT_OF_SCOPE` and is counted in the table; it is decided from the specification alone, never from the result.
"""

from __future__ import annotations

import argparse
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from onrecord.text.numbers import NumberExpression, find_numbers

FAMILIES = {
    "number": ("Number/English/NumberModel.json",),
    "percent": ("Number/English/PercentModel.json", "Number/English/PercentModelPercentMode.json"),
    "range": ("Number/English/NumberRangeModel.json",),
    "currency": ("NumberWithUnit/English/CurrencyModel.json",),
}
# as in "a twenty-first", "one hundred fifths", "a hundred trillionths"
_LARGE_DENOMINATOR_RE = re.compile(
    r"(?:hundred|thousand|million|twenty|thirty|one)[ -](?:and )?\w*(?:first|second|third|fourth|fifth|sixth|eighth|th|ths"
    r"|fifths|firsts|hundredths|trillionths?)\b|twenty[ -]?\w* fifths|hundredth|trillionth|thirtieth",
    re.IGNORECASE,
)
# Why a specification is not asked. Each reason is a property of its own words or expected value.
OUT_OF_SCOPE: tuple[tuple[str, Callable[[str, list[dict]], bool]], ...] = (  # type: ignore[type-arg]
    ("powers and scientific notation", lambda text, _: bool(re.search(r"\d\^|\d[eE][+-]?\d|x10", text))),
    ("European decimal comma", lambda text, _: bool(re.search(r"\d,\d{1,2}(?!\d)|\d\.\d{3},\d|\d\.\d{3}\.\d|22,240", text))),
    ("a unit without a number", lambda _, results: any(_value(one) in (None, "null") for one in results)),
    (
        "parts of a date, telephone or address taken for numbers",
        lambda text, _: bool(re.search(r"\d/\d+/\d{4}|222|192\.168|SCP-", text)),
    ),
    ("word order of no prose", lambda text, _: bool(re.match(r"(?i)per ?cents? of|percents of", text))),
    ("division written out", lambda text, results: " over " in text and any(" over " in one["Text"] for one in results)),
    ("denominators above a hundred in words", lambda _, results: any(_odd_fraction(one["Text"]) for one in results)),
    ("mathematical signs", lambda text, _: bool(re.search(r"[<>=]", text))),
    (
        "cents left unsaid",
        lambda _, results: any(
            re.search(r"(?:dollars?|usd|kuai) (?:and )?(?:\d+|forty|one|two|five mao)", one["Text"])
            or "and fifty" in one["Text"]
            for one in results
        ),
    ),
    ("money codes of no prose", lambda text, _: bool(re.search(r"\bM(?:USD|EUR|GBP|AUD)\b|ரூ|\bsen\b|USD million", text))),
    (
        "two bounds on one number",
        lambda _, results: any(" and " in one["Text"] and re.search(r"than|above|most", one["Text"]) for one in results),
    ),
)


def _value(result: dict) -> str | None:  # type: ignore[type-arg]
    resolution = result.get("Resolution") or {}
    value = resolution.get("value")
    return None if value is None else str(value)


def _odd_fraction(words: str) -> bool:
    return _LARGE_DENOMINATOR_RE.search(words) is not None


@dataclass
class Tally:
    """One family's counts."""

    asked: int = 0
    right: int = 0
    outside: int = 0


def specifications(archive: Path, names: tuple[str, ...]) -> Iterator[tuple[str, list[dict]]]:  # type: ignore[type-arg]
    """(input, expected results) of each specification."""
    with zipfile.ZipFile(archive) as files:
        for member in files.namelist():
            if member.endswith(names):
                for row in json.loads(files.read(member).decode("utf-8-sig")):
                    yield row["Input"], row.get("Results") or []


def is_right(text: str, results: list[dict]) -> bool:  # type: ignore[type-arg]
    """True where every expected result is read; a specification that expects nothing is right where nothing is found."""
    found = find_numbers(text)
    if not results:
        return not found or not any(number.kind in ("money", "share") for number in found)
    return all(any(_reads(number, result) for number in found) for result in results)


def _reads(number: NumberExpression, result: dict) -> bool:  # type: ignore[type-arg]
    start = result.get("Start", 0)
    end = start + len(result["Text"])
    if number.span.end <= start or end <= number.span.start:
        return False
    value = _value(result) or ""
    if re.match(r"[\[(]", value):
        return _same_range(number, value)
    wanted = float(value.rstrip("%"))
    if number.stated is None:
        return False
    stated = number.stated * 100 if value.endswith("%") and number.unit != "percent" else number.stated
    return abs(float(stated) - wanted) <= 1e-9 * max(1.0, abs(wanted)) or abs(float(stated) - wanted) < 1e-9


def _same_range(number: NumberExpression, value: str) -> bool:
    low, _, high = value.strip("[]()").partition(",")
    ours = number.value
    lows = {None, Fraction(0)} if not low else {Fraction(low)}
    highs = {None, Fraction(1), Fraction(100)} if not high else {Fraction(high)}
    return ours.low in lows and ours.high in highs


def print_line(name: str, tally: Tally) -> None:
    """One line of the table."""
    share = tally.right / max(1, tally.asked)
    print(f"{name:10} {tally.right:4} of {tally.asked:4} right, {share:6.1%}; out of scope {tally.outside}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--missed", action="store_true", help="print every specification that is in scope and not read")
    args = parser.parse_args()
    archive = args.shared / "data" / "ms_recognizers_specs.zip"
    reasons: dict[str, int] = {}
    total = Tally()
    for family, names in FAMILIES.items():
        tally = Tally()
        for text, results in specifications(archive, names):
            reason = next((why for why, applies in OUT_OF_SCOPE if applies(text, results)), None)
            if reason is not None:
                tally.outside += 1
                reasons[reason] = reasons.get(reason, 0) + 1
                continue
            tally.asked += 1
            right = is_right(text, results)
            tally.right += right
            if args.missed and not right:
                found = [(number.span.of(text), str(number.stated)) for number in find_numbers(text)]
                print(f"  {family}: {text!r} expects {[(one['Text'], _value(one)) for one in results]}, found {found}")
        print_line(family, tally)
        total = Tally(total.asked + tally.asked, total.right + tally.right, total.outside + tally.outside)
    print_line("all", total)
    for reason, n_outside in sorted(reasons.items(), key=lambda pair: -pair[1]):
        print(f"  out of scope: {n_outside:3} {reason}")


if __name__ == "__main__":
    main()
