"""How many messages each month has, as bars: the numbers of a small SVG, every month a link.

In: months with their counts. Out: bars in a fixed drawing of 240 by 60 units; months without a message are visible gaps.
Where there are more months than bars fit, whole years are drawn.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

WIDTH, HEIGHT = 240.0, 60.0
_MOST_BARS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar; `period` is a month or a year as ISO writes it, `is_chosen` True where the list is narrowed to it."""

    period: str
    n_messages: int
    x: float
    y: float
    width: float
    height: float
    is_chosen: bool


def month_bars(months: tuple[tuple[str, int], ...], earliest: str = "", latest: str = "") -> tuple[Bar, ...]:
    """The bars, from the first month to the last.

    >>> [(bar.period, bar.n_messages) for bar in month_bars((("2017-01", 3), ("2017-03", 1)))]
    [('2017-01', 3), ('2017-02', 0), ('2017-03', 1)]
    """
    if not months:
        return ()
    periods = _between(months[0][0], months[-1][0])
    counts: Counter[str] = Counter(dict(months))
    if len(periods) > _MOST_BARS:
        years: Counter[str] = Counter()
        for month, number in months:
            years[month[:4]] += number
        counts, periods = years, [f"{year:04}" for year in range(int(months[0][0][:4]), int(months[-1][0][:4]) + 1)]
        if len(periods) > _MOST_BARS:
            periods = sorted(years)[-_MOST_BARS:]
    step, most = WIDTH / len(periods), max(counts.values())
    bars = []
    for at, period in enumerate(periods):
        height = 0.0 if not counts[period] else max(2.0, HEIGHT * counts[period] / most)
        chosen = bool(earliest or latest) and (not earliest or period >= earliest[: len(period)])
        chosen = chosen and (not latest or period <= latest[: len(period)])
        bars.append(
            Bar(
                period=period,
                n_messages=counts[period],
                x=round(at * step, 2),
                y=round(HEIGHT - height, 2),
                width=round(max(step - min(1.0, step / 4), 0.5), 2),
                height=round(height, 2),
                is_chosen=chosen,
            )
        )
    return tuple(bars)


def _between(first: str, last: str) -> list[str]:
    low, high = int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7]) - 1
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(low, min(high, low + 12_000) + 1)]
