"""Sentences with figures are found one by one as they are found in the list of all sentences."""

from __future__ import annotations

from bisect import bisect_right

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.checks.figure_sentences import frame_figures
from onrecord.mentions.figures import find_figures
from onrecord.model.documents import Document, Pile, Source
from onrecord.model.packed import PackedRecords
from onrecord.text.sentences import split_sentences

PIECES = (
    "We closed 12 of 40 trails. ",
    "Nobody asked why.\n\n",
    "About 30 percent said so",
    ". ",
    "\n",
    "The mayor left. ",
    "7 ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.booleans())
@settings(max_examples=60, deadline=None)
def test_figures_stand_in_their_sentences(pieces: list[str], is_packed: bool) -> None:
    """Each figure is framed in the last sentence that begins before it, numbered among all sentences, packed or not."""
    text = "".join(pieces)
    source = Source(path="a", sha256="0", n_bytes=1, media_type="text/plain", pile=Pile.COVERAGE)
    document = Document(id="d", source=source, kind="text", text=text)
    figures = find_figures(document, ())
    framed = frame_figures(document, PackedRecords.of(figures) if is_packed else figures)
    sentences = split_sentences(text)
    starts = [sentence.start for sentence in sentences]
    expected: dict[int, list[str]] = {}
    for figure in figures:
        expected.setdefault(max(0, bisect_right(starts, figure.span.start) - 1), []).append(figure.id)
    assert {one.at: [figure.id for figure in one.figures] for one in framed.sentences} == expected
    assert all(one.span == sentences[one.at] for one in framed.sentences)
