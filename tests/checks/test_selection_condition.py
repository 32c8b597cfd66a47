"""The condition of a population: comparisons pass, everything that could be more is refused."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checks.selection_condition import DEEPEST, MOST_CHARS, require_condition
from onrecord.checks.selection_rows import list_rows
from onrecord.errors import SettingsError

ROWS = pl.DataFrame({"row in file": [1, 2, 3], "City": ["Elm", "Oak", None], "Bed Count": [1, 2, 3], "order": [3, 2, 1]}).lazy()
COLUMNS = ("City", "Bed Count", "order")

GOOD = {
    "equal": ("City = 'Elm'", (2,)),
    "quoted_heading": ('"Bed Count" >= 2', (3, 4)),
    "in": ("City IN ('Elm', 'Oak')", (2, 3)),
    "not": ("NOT (City = 'Elm' OR City IS NULL)", (3,)),
    "between": ("\"Bed Count\" BETWEEN 1 AND 2 and City like 'E%'", (2,)),
    "apostrophe": ("City <> 'O''Brien'", (2, 3)),
    "quoted_word_of_sql": ('"order" = 1', (4,)),
    "negative": ('"Bed Count" > -1', (2, 3, 4)),
}
BAD = {
    "second_statement": "City = 'Elm'; DROP TABLE self",
    "union": "City = 'Elm' UNION SELECT * FROM self",
    "read_a_file": "City IN (SELECT column_1 FROM read_csv('/etc/passwd'))",
    "file_as_table": "City IN (TABLE '/etc/passwd')",
    "function": "read_csv('/etc/passwd')",
    "function_by_quoted_name": '"City"(1) = 1',
    "call_after_value": "'City'(1)",
    "call_after_bracket": "(City)(1)",
    "exists": "EXISTS (City)",
    "comment": "City = 'Elm' -- ' AND 1 = 2",
    "block_comment": "City = 'Elm' /* x */",
    "bracket_closed_early": "City = 'Elm') OR (1 = 1",
    "open_bracket": "(City = 'Elm'",
    "open_text": "City = 'Elm",
    "ordering": "City = 'Elm' ORDER BY City",
    "limit": "City = 'Elm' LIMIT 1",
    "unknown_column": "Town = 'Elm'",
    "case": "CASE WHEN City = 'Elm' THEN TRUE END",
    "field_of_a_column": "City.x = 1",
    "pattern": "City ~ '(a+)+$'",
    "alias": "City = 'Elm' AS x",
    "empty": "  ",
    "deep": "(" * (DEEPEST + 1) + "City = 'Elm'" + ")" * (DEEPEST + 1),
    "long": "City = 'Elm'" + " OR City = 'Elm'" * MOST_CHARS,
    "no_boolean": '"Bed Count" + 1',
    "nothing_compared": "City =",
    "two_conditions": "City = 'Elm', City = 'Oak'",
    "zero": "City = 'Elm\x00'; x",
}


@pytest.mark.parametrize(("condition", "rows"), GOOD.values(), ids=GOOD)
def test_comparisons_pass(condition: str, rows: tuple[int, ...]) -> None:
    """One boolean expression picks the rows it says."""
    assert list_rows(ROWS, condition) == rows


@pytest.mark.parametrize("condition", BAD.values(), ids=BAD)
def test_everything_else_is_refused(condition: str) -> None:
    """What is no comparison of columns never reaches the rows, and the message says what to write."""
    with pytest.raises(SettingsError) as refused:
        list_rows(ROWS, condition)
    assert refused.value.hint


PIECES = [
    "City",
    '"Bed Count"',
    "'Elm'",
    "1",
    "=",
    "(",
    ")",
    "AND",
    "OR",
    "NOT",
    "IN",
    ",",
    "BETWEEN",
    "IS",
    "NULL",
    "-",
    "SELECT",
    ";",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))
def test_any_mixture_is_rows_or_a_refusal(condition: str) -> None:
    """No mixture of tokens raises anything but a refusal, and a statement never passes."""
    try:
        rows = list_rows(ROWS, condition)
    except SettingsError:
        return
    assert set(rows) <= {2, 3, 4}
    assert "SELECT" not in condition
    assert ";" not in condition
    require_condition(condition, COLUMNS)
