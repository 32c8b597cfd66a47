"""Article-like texts with one relation among figures each, consistent or broken, from a fixed seed.

In: a seed. Out: `Article`s with their text, the finding codes that a broken relation must give, and whether it is broken.
The sentences are written for this test; around each relation stand sentences with other numbers, which say nothing about it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

COUNTIES = ("Wren", "Orr", "Tull", "Marsh", "Ley", "Dorn", "Cade", "Balt", "Sant", "Pell", "Harrow", "Quill")
NOUNS = ("sailors", "drivers", "nurses", "farmers", "teachers", "prisoners", "voters", "visitors", "tenants", "pilots")
FILLERS = (
    "The council met for three hours on Tuesday and heard from two engineers.",
    "Officials have said little since the storm of 2014.",
    "About 40 percent of the harbor was closed for repairs.",
    "A spokeswoman said the office had no comment.",
    "The budget of $2.5 million was passed in March.",
    "Residents waited at least 90 minutes for the ferry.",
    "It was the second such count in four years.",
    "The road runs 12 miles along the coast.",
    "Dozens of letters reached the clerk before the vote.",
    "One editor called the numbers hard to follow.",
)


@dataclass(frozen=True)
class Article:
    """A made-up article. `codes` are the findings of which one must fail where it is broken."""

    family: str
    text: str
    codes: tuple[str, ...]
    broken: bool


def articles(seed: int, n_each: int) -> list[Article]:
    """`n_each` articles of every family, half of them broken."""
    draw = random.Random(seed)
    made = []
    for family, (codes, write) in FAMILIES.items():
        for at in range(n_each):
            broken = at % 2 == 1
            before, after = draw.sample(FILLERS, 2), draw.sample(FILLERS, 1)
            text = " ".join([*before, write(draw, broken), *after])
            made.append(Article(family, text, codes, broken))
    return made


def _off(draw: random.Random, value: int) -> int:
    """A wrong value: off by a few, or with two digits exchanged."""
    digits = list(str(value))
    if len(digits) > 2 and digits[-1] != digits[-2] and draw.random() < 0.5:
        digits[-1], digits[-2] = digits[-2], digits[-1]
        return int("".join(digits))
    return value + draw.choice((-4, -3, -2, 2, 3, 5, 10))


def _places(draw: random.Random, n: int) -> list[str]:
    return draw.sample(COUNTIES, n)


def by_place(draw: random.Random, broken: bool) -> str:
    parts = [draw.randint(20, 400) for _ in range(draw.randint(2, 4))]
    total = _off(draw, sum(parts)) if broken else sum(parts)
    places = _places(draw, len(parts))
    noun = draw.choice(NOUNS)
    items = [f"{part} in {place} County" for part, place in zip(parts, places, strict=True)]
    listed = ", ".join(items[:-1]) + f" and {items[-1]}"
    return draw.choice(
        (
            f"In all the survey counted {total:,} {noun}: {listed}.",
            f"The agency counted {total:,} {noun} — {listed}.",
            f"They counted a total of {total:,} {noun}, {listed}.",
            f"The agency counted {listed}, for a total of {total:,}.",
            f"It found {listed}, or {total:,} {noun} in all.",
        )
    )


def by_sex(draw: random.Random, broken: bool) -> str:
    men, women = draw.randint(15, 300), draw.randint(15, 300)
    total = _off(draw, men + women) if broken else men + women
    return draw.choice(
        (
            f"Guards led out {total} people: {men} men and {women} women.",
            f"Guards led out {men} men and {women} women, a total of {total}.",
            f"On board were {men} men and {women} women, making a total of {total} people.",
        )
    )


def shares(draw: random.Random, broken: bool) -> str:
    whole = draw.randint(120, 3000)
    part = draw.randint(10, whole - 10)
    percent = round(100 * part / whole)
    if broken:
        percent = percent + draw.choice((-7, -5, -3, 3, 4, 8))
        if not 1 <= percent <= 99:
            percent = 50 if abs(100 * part / whole - 50) > 3 else 60
    noun = draw.choice(NOUNS)
    return draw.choice(
        (
            f"Of the {whole:,} {noun}, {part:,}, or {percent} percent, had left by noon.",
            f"In the end {part:,} of the {whole:,} {noun} who were asked, or {percent} percent of the total, agreed.",
            f"Some {part:,} of {whole:,} {noun} ({percent} percent) held a licence.",
            f"The office found that {percent} percent ({part:,} of {whole:,}) had moved away.",
            f"Only {part:,} {noun}, or {percent} percent of the {whole:,} asked, answered.",
        )
    )


def fine_shares(draw: random.Random, broken: bool) -> str:
    whole = draw.randint(200, 5000)
    part = draw.randint(20, whole - 20)
    tenths = round(1000 * part / whole)
    tenths += draw.choice((-9, -6, 6, 12)) if broken else 0
    return f"The clerk wrote that {part:,} of the {whole:,} forms, or {tenths / 10:.1f} percent, were blank."


def remaining(draw: random.Random, broken: bool) -> str:
    whole = draw.randint(30, 900)
    part = draw.randint(5, whole - 5)
    rest = whole - part
    rest = _off(draw, rest) if broken else rest
    noun = draw.choice(NOUNS)
    return draw.choice(
        (
            f"Of the {whole} {noun}, {part} stayed and the remaining {max(rest, 1)} went home.",
            f"Of {whole} {noun}, {part} stayed and the other {max(rest, 1)} went home.",
            f"The list shows that {part} of the {whole} {noun} stayed, while the remaining {max(rest, 1)} went home.",
        )
    )


def remaining_percent(draw: random.Random, broken: bool) -> str:
    part = draw.randint(12, 80)
    rest = 100 - part
    rest += draw.choice((-6, -4, 4, 7)) if broken else 0
    return f"In the poll {part} percent said yes and the remaining {rest} percent said no."


def changes(draw: random.Random, broken: bool) -> str:
    old = draw.randint(60, 900)
    new = old + draw.randint(20, 400)
    percent = round(100 * (new - old) / old)
    percent += draw.choice((-9, -6, 6, 9)) if broken else 0
    step = new - old + (draw.choice((-7, 5, 9)) if broken else 0)
    noun = draw.choice(NOUNS)
    return draw.choice(
        (
            f"The number of {noun} rose from {old} in May to {new} in June, an increase of {percent} percent.",
            f"The number of {noun} rose {percent} percent, from {old} to {new}.",
            f"The number of {noun} rose by {step}, from {old} to {new}.",
            f"The number of {noun} grew from {old} to {new}, a rise of {percent} percent.",
        )
    )


def directions(draw: random.Random, broken: bool) -> str:
    low = draw.randint(50, 400)
    high = low + draw.randint(20, 300)
    up = draw.random() < 0.5
    first, second = (low, high) if up != broken else (high, low)
    verb = draw.choice(("rose", "increased", "grew")) if up else draw.choice(("fell", "dropped", "declined"))
    return f"The count of {draw.choice(NOUNS)} {verb} from {first} to {second} within a year."


def running(draw: random.Random, broken: bool) -> str:
    old, more = draw.randint(40, 900), draw.randint(5, 90)
    total = old + more
    total = _off(draw, total) if broken else total
    noun = draw.choice(NOUNS)
    return draw.choice(
        (
            f"So far {old} {noun} had been registered. On Friday {more} more {noun} signed, bringing the total to {total}.",
            f"On Friday {more} more {noun} signed, bringing the total from {old} to {total}.",
        )
    )


def lists(draw: random.Random, broken: bool) -> str:
    names = _places(draw, draw.randint(3, 7))
    words = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    number = words[len(names) + (draw.choice((-1, 1)) if broken else 0)]
    listed = ", ".join(names[:-1]) + f" and {names[-1]}"
    return draw.choice(
        (
            f"The levy applies in {number} counties: {listed}.",
            f"The levy applies in {number} counties ({listed}).",
            f"{names[0]} is one of the {number} counties along with {', '.join(names[1:-1])} and {names[-1]}.",
        )
    )


def rooms(draw: random.Random, broken: bool) -> str:
    whole = draw.randint(20, 400)
    part = whole + draw.randint(3, 60) if broken else draw.randint(2, whole)
    return f"Rain reached {part} of the {whole} boats in the harbor."


FAMILIES: dict[str, tuple[tuple[str, ...], Callable[[random.Random, bool], str]]] = {
    "by place": (("F201",), by_place),
    "by sex": (("F201",), by_sex),
    "share": (("F202", "F209"), shares),
    "share to a tenth": (("F202",), fine_shares),
    "remaining": (("F210",), remaining),
    "remaining percent": (("F210",), remaining_percent),
    "change": (("F211",), changes),
    "direction": (("F211",), directions),
    "running total": (("F212",), running),
    "list": (("F204",), lists),
    "room": (("F209",), rooms),
}
