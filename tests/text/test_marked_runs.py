"""Marks on a text, cut into runs."""

from __future__ import annotations

import doctest

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.text import marked_runs
from onrecord.text.marked_runs import Mark, cut_runs

marks = st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from("abc")).map(
    lambda each: Mark(start=each[0], end=each[1], kind=each[2])
)


def test_doctests_hold() -> None:
    """The examples in the module's docstrings are true."""
    assert doctest.testmod(marked_runs).failed == 0


@given(st.text(max_size=50), st.integers(0, 8), st.lists(marks, max_size=8))
@settings(max_examples=150, deadline=None)
def test_runs_cover_the_text_once_with_all_marks(text: str, base: int, given_marks: list[Mark]) -> None:
    """Joined, the runs are the text; over every character lie exactly the marks that hold it; each mark begins once."""
    runs = cut_runs(text, base, given_marks)
    assert "".join(run.text for run in runs) == text
    for run in runs:
        for offset in range(run.start, run.end):
            assert sorted(map(id, run.marks)) == sorted(id(mark) for mark in given_marks if mark.start <= offset < mark.end)
    begun = [mark for run in runs for mark in run.begins]
    shown = [mark for mark in given_marks if max(mark.start, base) < min(mark.end, base + len(text))]
    assert sorted(map(id, begun)) == sorted(map(id, shown))


def test_no_text_has_no_runs() -> None:
    """An empty page is empty."""
    assert cut_runs("", 7, [Mark(start=7, end=7, kind="x")]) == ()
