"""The rows of a table that a counting query counts.

In: a frame as `readers.tables.load_frame` gives it, and conditions on columns that it has. Out: the rows that meet them all, as
`checks.table_queries` counts them: a range is one of days, and an empty cell meets nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from onrecord.text.counting_queries import Condition


def keep_rows(frame: pl.LazyFrame, conditions: Sequence[Condition]) -> pl.LazyFrame:
    """The rows of the frame that meet all conditions."""
    for condition in conditions:
        cells = pl.col(condition.column).cast(pl.String)
        if condition.is_range:
            low, high = condition.values
            frame = frame.filter(cells.str.slice(0, 10).is_between(pl.lit(low), pl.lit(high)))
        else:
            frame = frame.filter(cells.is_in(list(condition.values)))
    return frame
