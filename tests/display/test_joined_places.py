"""Places that stand close together are one passage; what is shown is what the text says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.casefile.cites_view import AROUND_CHARS, Cite
from onrecord.display.joined_places import joined_places

TEXT = "".join(f"word{number:03} " for number in range(200))


def cite_of(start: int, end: int, document_id: str = "d") -> Cite:
    """A place of the text as a case gives it."""
    return Cite(
        document_id=document_id,
        source="a.txt",
        pile="coverage",
        title=None,
        start=start,
        end=end,
        words=TEXT[start:end],
        before=TEXT[max(start - AROUND_CHARS, 0) : start],
        after=TEXT[end : end + AROUND_CHARS],
    )


def test_neighbours_are_one_passage() -> None:
    """Three numbers of a sentence are marked in one passage, cited from the first to the last."""
    (passage,) = joined_places([cite_of(80, 87), cite_of(16, 23), cite_of(40, 47)])
    assert [run.text for run in passage.runs if run.marks] == [TEXT[16:23], TEXT[40:47], TEXT[80:87]]
    assert (passage.cite.start, passage.cite.end) == (16, 87)


def test_places_far_apart_or_in_other_documents_stay_apart() -> None:
    """Nothing is joined over text that was not read."""
    assert len(joined_places([cite_of(0, 7), cite_of(900, 907), cite_of(8, 15, "other")])) == 3


spans = st.tuples(st.integers(0, len(TEXT) - 20), st.integers(1, 19)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, min_size=1, max_size=6, unique=True))
@settings(max_examples=60, deadline=None)
def test_a_passage_is_the_text_itself(places: list[tuple[int, int]]) -> None:
    """Every passage is a slice of the document, and every place is marked in exactly one."""
    passages = joined_places([cite_of(*place) for place in places])
    marked = set()
    for passage in passages:
        low = passage.runs[0].start
        shown = "".join(run.text for run in passage.runs)
        assert TEXT[low : low + len(shown)] == shown
        marked |= {(mark.start, mark.end) for run in passage.runs for mark in run.marks}
    assert marked == set(places)
