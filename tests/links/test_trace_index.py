"""The trace index: inverted lists, storing, coverage."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.links.index import TraceText, build_index, from_arrays
from onrecord.links.traces import trace_text
from onrecord.model.links import Verdict
from onrecord.spans import Span


def text_of(number: int, words: str) -> TraceText:
    return TraceText(document_id=f"d{number}", document_text=words, pieces=(Span(0, len(words)),))


VOCABULARY = ["the", "clerk", "signs", "a", "bridge", "order", "and", "not", "that", "one"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=15).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_every_row_of_three_is_found_where_it_stands(texts: list[str]) -> None:
    """The lists give exactly the positions of three words, two words and single words."""
    index = build_index([text_of(n, words) for n, words in enumerate(texts)])
    words = index.words.tolist()
    for at in range(len(words) - 2):
        row = words[at : at + 3]
        assert index.find_triple(*row).tolist() == [n for n in range(len(words) - 2) if words[n : n + 3] == row]
    for at in range(len(words) - 1):
        pair = words[at : at + 2]
        assert index.find_pair(*pair).tolist() == [n for n in range(len(words) - 1) if words[n : n + 2] == pair]
        assert index.find_single(pair[0]).tolist() == [n for n, word in enumerate(words) if word == pair[0]]


def test_stored_and_read_again_it_answers_alike() -> None:
    """Arrays and texts give the index back, and another number of texts is refused."""
    texts = [text_of(0, "The clerk signs the order."), text_of(1, "Nobody reads “naïve” plans.")]
    index = build_index(texts)
    again = from_arrays(index.to_arrays(), texts, index.coverage)
    assert trace_text("the clerk signs the order", again) == trace_text("the clerk signs the order", index)
    assert again.vocabulary == index.vocabulary
    with pytest.raises(ValueError, match="2 texts beside 1 texts"):
        from_arrays(index.to_arrays(), texts[:1], index.coverage)


def test_a_damaged_page_is_found() -> None:
    """Words that a scanner misread in every second place are found and judged a slip, not another wording."""
    clean = "The county council bought seven hundred bridges before the inspectors closed their office in Wren."
    damaged = "The county councll bought seven hundrcd bridges hefore the inspeclors closed thcir office in Wrcn."
    found = trace_text(clean, build_index([text_of(0, "Dear all. " + damaged)]))
    assert found.verdict is Verdict.ALTERED_MINOR
    assert {edit.kind for edit in found.edits} == {"spelling"}


def test_nothing_to_search() -> None:
    """An index without texts, and one of empty texts, find nothing and do not fail."""
    for texts in ([], [text_of(0, "")]):
        index = build_index(texts)
        again = from_arrays(index.to_arrays(), texts, index.coverage)
        assert trace_text("the clerk signs the order", again).verdict is Verdict.NOT_FOUND


def test_the_same_texts_give_the_same_arrays() -> None:
    """Building twice gives the same bytes."""
    texts = [text_of(n, f"the clerk signs order {n} and not that one") for n in range(50)]
    one, two = build_index(texts).to_arrays(), build_index(texts).to_arrays()
    assert {name: values.tobytes() for name, values in one.items()} == {name: values.tobytes() for name, values in two.items()}


def test_redacted_words_are_no_words() -> None:
    """What only names a redaction is not indexed."""
    words = "You have to tell (b)(6) that it is open."
    at = words.index("(b)")
    hidden = ((Span(at, at + 6), ("(b)(6)",)),)
    index = build_index([TraceText(document_id="d", document_text=words, pieces=(Span(0, len(words)),), redactions=hidden)])
    assert "b" not in index.vocabulary
    assert len(index.words) == 8
